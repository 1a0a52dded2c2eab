//! Reading a project that a stranger wrote, as a folder and as a revision: what is no plain file,
//! what is too large or too many, what git could be made to run. Every command, the same words.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use ikigen::diagnostic::{Diagnostics, Severity, text};
use ikigen::language::Language;
use ikigen::review::{Review, Side, render};

use crate::support::{Test, copy, copy_of_the_project, repo};

/// Runs the program; it has to end by itself and soon.
fn ikigen(arguments: &[&str], folder: &Path) -> Output {
    let start = Instant::now();
    let output = Command::new("timeout")
        .arg("60")
        .arg(env!("CARGO_BIN_EXE_ikigen"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(start.elapsed() < Duration::from_secs(50), "{arguments:?} hangs");
    output
}

fn all_of(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity = [
        "-c",
        "user.name=Uji",
        "-c",
        "user.email=uji@contoh.invalid",
        "-c",
        "commit.gpgsign=false",
    ];
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(identity)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", all_of(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn commit_all(folder: &Path) {
    if !folder.join(".git").exists() {
        git(folder, &["init", "-q", "-b", "main"]);
    }
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--allow-empty", "-m", "keadaan"]);
}

/// What is wrong with a tree, and the words that say so.
type Hostile = (&'static str, fn(&Path), &'static [&'static str]);

fn remove(path: &Path) {
    if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
}

fn moved_and_linked(folder: &Path, what: &str) {
    fs::rename(folder.join(what), folder.join("arsip")).unwrap();
    let up = "../".repeat(what.matches('/').count());
    symlink(format!("{up}arsip"), folder.join(what)).unwrap();
}

/// Trees that git can hold too.
const HOSTILE: &[Hostile] = &[
    (
        "a link out of the project",
        |f| symlink("/etc/passwd", f.join("data/jabatan/99-x.yaml")).unwrap(),
        &["bukan-berkas", "`data/jabatan/99-x.yaml` adalah tautan"],
    ),
    (
        "a link within the project",
        |f| symlink("../opd.yaml", f.join("data/jabatan/99-x.yaml")).unwrap(),
        &["bukan-berkas", "`data/jabatan/99-x.yaml` adalah tautan"],
    ),
    (
        "a link in place of what is not read",
        |f| symlink("/etc", f.join("data/catatan")).unwrap(),
        &["bukan-berkas", "`data/catatan` adalah tautan"],
    ),
    (
        "a linked file of data",
        |f| moved_and_linked(f, "data/realisasi/2024.yaml"),
        &["bukan-berkas", "`data/realisasi/2024.yaml` adalah tautan"],
    ),
    (
        "a linked folder of data",
        |f| moved_and_linked(f, "data/realisasi"),
        &["bukan-folder", "`data/realisasi` adalah tautan"],
    ),
    ("all data linked", |f| moved_and_linked(f, "data"), &["bukan-folder", "`data` adalah tautan"]),
    (
        "linked templates",
        |f| symlink("/etc", f.join("templates")).unwrap(),
        &["bukan-folder", "`templates` adalah tautan"],
    ),
    (
        "a linked font",
        |f| {
            fs::create_dir(f.join("fonts")).unwrap();
            symlink("/dev/zero", f.join("fonts/x.ttf")).unwrap();
        },
        &["bukan-berkas", "`fonts/x.ttf` adalah tautan"],
    ),
    (
        "linked folders of other periods",
        |f| symlink("jabatan", f.join("data/periode")).unwrap(),
        &["bukan-folder", "`data/periode` adalah tautan"],
    ),
    (
        "a linked period",
        |f| {
            fs::create_dir(f.join("data/periode")).unwrap();
            symlink("..", f.join("data/periode/2014-2018")).unwrap();
        },
        &["bukan-berkas", "`data/periode/2014-2018` adalah tautan"],
    ),
    (
        "a linked file of another period",
        |f| {
            fs::create_dir_all(f.join("data/periode/2014-2018")).unwrap();
            symlink("../../opd.yaml", f.join("data/periode/2014-2018/opd.yaml")).unwrap();
        },
        &["bukan-berkas", "`data/periode/2014-2018/opd.yaml` adalah tautan"],
    ),
    (
        "a folder in place of a file",
        |f| {
            remove(&f.join("data/renstra.yaml"));
            fs::create_dir(f.join("data/renstra.yaml")).unwrap();
            fs::write(f.join("data/renstra.yaml/isi"), "x").unwrap();
        },
        &["bukan-berkas", "`data/renstra.yaml` adalah folder"],
    ),
    (
        "a file in place of a folder",
        |f| {
            remove(&f.join("data/realisasi"));
            fs::write(f.join("data/realisasi"), "x").unwrap();
        },
        &["bukan-folder", "`data/realisasi` adalah berkas"],
    ),
    (
        "2 MiB of YAML",
        |f| fs::write(f.join("data/jabatan/99-x.yaml"), "#".repeat(2 << 20)).unwrap(),
        &["berkas-besar", "`data/jabatan/99-x.yaml` berukuran 2097152"],
    ),
    (
        "2 MiB of template",
        |f| {
            fs::create_dir(f.join("templates")).unwrap();
            fs::write(f.join("templates/iki.typ.j2"), "x".repeat(2 << 20)).unwrap();
        },
        &["berkas-besar", "`templates/iki.typ.j2` berukuran 2097152"],
    ),
    (
        "text that is not UTF-8",
        |f| fs::write(f.join("data/jabatan/99-x.yaml"), b"id: caf\xe9\n").unwrap(),
        &["bukan-utf8", "data/jabatan/99-x.yaml"],
    ),
    (
        "5,000 files",
        |f| {
            for n in 0..5_000 {
                fs::write(f.join(format!("data/jabatan/x{n:05}.yaml")), "").unwrap();
            }
        },
        &["berkas-terlalu-banyak", "folder `data/jabatan` berisi lebih dari 2000"],
    ),
];

/// What git cannot hold.
const ON_DISK_ONLY: &[Hostile] = &[
    (
        "a pipe",
        |f| {
            let made = Command::new("mkfifo").arg(f.join("data/jabatan/99-x.yaml")).status();
            assert!(made.unwrap().success());
        },
        &["bukan-berkas", "`data/jabatan/99-x.yaml` adalah perangkat atau pipa"],
    ),
    (
        "a socket among the templates",
        |f| {
            fs::create_dir(f.join("templates")).unwrap();
            std::os::unix::net::UnixListener::bind(f.join("templates/x.typ")).unwrap();
        },
        &["bukan-berkas", "`templates/x.typ` adalah perangkat atau pipa"],
    ),
    (
        "fonts of 300 MiB together",
        |f| {
            fs::create_dir(f.join("fonts")).unwrap();
            for n in 0..6 {
                let file = fs::File::create(f.join(format!("fonts/{n}.ttf"))).unwrap();
                file.set_len(50 << 20).unwrap();
            }
        },
        &["proyek-besar", "`fonts/5.ttf` dan sesudahnya"],
    ),
];

/// A tree that cannot be read is an error of its side, in every form, and of no other; nothing
/// of what a link leads to is shown.
#[test]
fn what_cannot_be_read_is_an_error_of_its_side() {
    for (n, (name, make, words)) in HOSTILE.iter().chain(ON_DISK_ONLY).enumerate() {
        let folder = copy_of_the_project();
        commit_all(folder.path());
        make(folder.path());
        let told = |output: &Output, what: &str| {
            let all = all_of(output);
            assert!(words.iter().all(|word| all.contains(word)), "{name}, {what}: {all}");
            assert!(!all.contains("root:x:"), "{name}, {what}");
        };
        for command in ["check", "build"] {
            let output = ikigen(&[command], folder.path());
            told(&output, command);
            assert_eq!(output.status.code(), Some(1), "{name}, {command}");
        }
        // The folder against the last commit, which has nothing wrong.
        let output = ikigen(&["diff"], folder.path());
        told(&output, "diff of the folder");
        assert!(!all_of(&output).contains(" ()"), "{name}: {}", all_of(&output));
        side_in_error(folder.path(), ["HEAD", "."], 1, name);
        if n < HOSTILE.len() {
            commit_all(folder.path());
            told(&ikigen(&["diff", "HEAD~1", "HEAD"], folder.path()), "diff of the revision");
            side_in_error(folder.path(), ["HEAD~1", "HEAD"], 1, name);
            side_in_error(folder.path(), ["HEAD", "HEAD~1"], 0, name);
            // The same on both sides is still no "nothing is different".
            let output = ikigen(&["diff", "HEAD", "HEAD", "--format", "markdown"], folder.path());
            let all = all_of(&output);
            assert!(all.contains(words[0]) && !all.contains("Tidak ada yang berbeda"), "{all}");
        }
    }
}

fn side_in_error(folder: &Path, sides: [&str; 2], wrong: usize, name: &str) {
    let output = ikigen(&["diff", sides[0], sides[1], "--format", "json"], folder);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{name}: {error}: {}", all_of(&output)));
    let count = |side: &str| json["errors"][side].as_array().unwrap().len();
    let counts = [count("base"), count("head")];
    assert!(counts[wrong] > 0 && counts[1 - wrong] == 0, "{name}: {}", json["errors"]);
}

/// The same tree on disk and in git gives the same findings.
#[test]
fn a_folder_and_its_revision_are_read_alike() {
    for (name, make, _) in HOSTILE {
        let folder = copy_of_the_project();
        make(folder.path());
        fs::write(folder.path().join("data/.tersembunyi.yaml"), "x: [").unwrap();
        fs::write(folder.path().join("data/cadangan.yaml~"), "x: [").unwrap();
        fs::write(folder.path().join("data/catatan.txt"), "x").unwrap();
        // What is in a folder that is not read makes no difference, however much it is.
        fs::create_dir_all(folder.path().join("data/lain/dalam")).unwrap();
        for n in 0..2_500 {
            fs::write(folder.path().join(format!("data/lain/dalam/{n}.yaml")), "x").unwrap();
        }
        symlink("/etc/passwd", folder.path().join("data/lain/tautan.yaml")).unwrap();
        commit_all(folder.path());
        let folder_side = Side::folder("sisi", folder.path()).unwrap();
        let revision = Side::revision("HEAD", folder.path()).unwrap();
        let [one, other] = [&folder_side, &revision].map(|side| {
            let review = Review::new(side, side, Language::Id);
            (review.errors[0].clone(), side.state.rows.keys().cloned().collect::<Vec<_>>())
        });
        assert_eq!(one, other, "{name}");
    }
}

/// Wherever a file that is read is changed, a review of revisions says so.
#[test]
fn every_folder_that_is_read_is_read_from_a_revision() {
    let test = Test::sample().file("data/kamus.yaml", "abaikan: [kopdes]\n");
    let path = test.path();
    test.run(&["year", "2025", "--sampai", "2029"]).code(0);
    for folder in ["templates", "fonts"] {
        copy(&repo().join(folder), &path.join(folder));
    }
    commit_all(path);
    let mut folders = vec![path.join("data"), path.join("templates"), path.join("fonts")];
    let mut seen = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let (below, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
        folders.extend(below);
        files.retain(|file| !file.extension().is_some_and(|end| end == "txt" || end == "md"));
        files.sort();
        // One file stands for its folder.
        let Some(file) = files.first() else { continue };
        let bytes = fs::read(file).unwrap();
        fs::write(file, [&bytes[..], b"\n"].concat()).unwrap();
        commit_all(path);
        let name = file.strip_prefix(path).unwrap().to_str().unwrap();
        for sides in [&["diff", "HEAD~1", "HEAD"][..], &["diff", "HEAD~1", "."]] {
            let run = test.run(sides).code(0).says("Yang diubah (1)");
            // What has a name is called by it, the parts of another period by the name of that.
            if !name.starts_with("data/") {
                run.says(name);
            } else if name.starts_with("data/periode/") {
                run.says("Periode 2019-2024: ");
            }
        }
        seen.push(name.to_owned());
    }
    assert!(seen.iter().any(|name| name == "data/periode/2019-2024/opd.yaml"), "{seen:?}");
}

/// A project in a folder of a repository.
#[test]
fn a_project_may_be_a_folder_of_a_repository() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("opd/dinas");
    copy(&repo().join("data"), &project.join("data"));
    commit_all(folder.path());
    let output = ikigen(&["diff", "--project", "opd/dinas"], folder.path());
    assert!(all_of(&output).contains("Tidak ada yang berbeda"), "{}", all_of(&output));
    fs::remove_file(project.join("data/renstra.yaml")).unwrap();
    let output = ikigen(&["diff"], &project);
    assert!(all_of(&output).contains("data/renstra.yaml"), "{}", all_of(&output));
    // Where the repository has no such project.
    let output = ikigen(&["diff", "HEAD"], folder.path());
    assert_eq!(output.status.code(), Some(2), "{}", all_of(&output));
}

/// What a repository's own configuration and the environment name as commands.
#[test]
fn git_runs_nothing_of_the_repository() {
    let folder = copy_of_the_project();
    let path = folder.path();
    fs::write(path.join(".gitattributes"), "*.yaml diff=jahat filter=jahat\n").unwrap();
    commit_all(path);
    let mark = |name: &str| format!("touch '{}'", path.join(format!("JEJAK-{name}")).display());
    for key in [
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "core.alternateRefsCommand",
        "alias.ls-tree",
        "alias.cat-file",
        "diff.external",
        "diff.jahat.textconv",
        "filter.jahat.smudge",
        "filter.jahat.clean",
        "pager.ls-tree",
    ] {
        let value = if key.starts_with("alias.") { format!("!{}", mark(key)) } else { mark(key) };
        git(path, &["config", key, &value]);
    }
    fs::create_dir_all(path.join(".git/hooks")).unwrap();
    // A blob that is not there, and a remote that would be asked for it.
    let blob = git(path, &["rev-parse", "HEAD:data/renstra.yaml"]);
    let blob = blob.trim();
    fs::remove_file(path.join(".git/objects").join(&blob[..2]).join(&blob[2..])).unwrap();
    for (key, value) in [
        ("core.repositoryformatversion", "1"),
        ("remote.jahat.url", "."),
        ("remote.jahat.promisor", "true"),
        ("remote.jahat.partialclonefilter", "blob:none"),
        ("remote.jahat.uploadpack", &format!("{}; false", mark("uploadpack"))),
        ("extensions.partialClone", "jahat"),
        ("protocol.file.allow", "always"),
    ] {
        git(path, &["config", key, value]);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_ikigen"))
        .args(["diff", "HEAD"])
        .current_dir(path)
        .env("GIT_EXTERNAL_DIFF", mark("env-diff"))
        .env("GIT_PAGER", mark("env-pager"))
        .env("GIT_SSH_COMMAND", mark("env-ssh"))
        .env("GIT_DIR", "/tidak/ada")
        .output()
        .unwrap();
    let all = all_of(&output);
    assert!(all.contains("[berkas-tak-terbaca] `data/renstra.yaml` tidak dapat dibaca"), "{all}");
    nothing_ran(path);
}

fn nothing_ran(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(!name.starts_with("JEJAK"), "{name} was made");
    }
}

/// A folder of a clone that looks like a repository of its own, with a configuration that was
/// committed as plain files: git by itself would run what it names.
#[test]
fn a_folder_that_looks_like_a_repository_is_refused() {
    let theirs = tempfile::tempdir().unwrap();
    let inner = theirs.path().join("contoh");
    copy(&repo().join("data"), &inner.join("data"));
    commit_all(&inner);
    // Packed, so that plain files hold all of it but one object.
    let missing = git(&inner, &["rev-parse", "HEAD:data/renstra.yaml"]);
    let missing = missing.trim();
    fs::remove_file(inner.join(".git/objects").join(&missing[..2]).join(&missing[2..])).unwrap();
    for part in ["HEAD", "objects", "refs"] {
        fs::rename(inner.join(".git").join(part), inner.join(part)).unwrap();
    }
    remove(&inner.join(".git"));
    fs::write(inner.join("refs/kosong"), "").unwrap();
    fs::write(
        inner.join("config"),
        "[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tworktree = .\n\
         \tfsmonitor = touch JEJAK-fsmonitor\n\
         [remote \"jahat\"]\n\turl = .\n\tpromisor = true\n\tpartialclonefilter = blob:none\n\
         \tuploadpack = touch JEJAK-uploadpack; false\n\
         [extensions]\n\tpartialClone = jahat\n",
    )
    .unwrap();
    commit_all(theirs.path());
    let ours = tempfile::tempdir().unwrap();
    let from = theirs.path().to_str().unwrap();
    git(ours.path(), &["clone", "-q", from, "salinan"]);
    let clone = ours.path().join("salinan");
    let project = clone.join("contoh");

    // What git does there when nobody holds it back.
    let object = ["cat-file", "blob", missing];
    let _ = Command::new("git").arg("-C").arg(&project).args(object).output().unwrap();
    assert!(project.join("JEJAK-uploadpack").exists(), "the attack is none");
    remove(&project.join("JEJAK-uploadpack"));

    for arguments in [
        &["diff", "--project", "contoh"][..],
        &["diff", "--project", "contoh", "HEAD", "HEAD"],
        &["diff", "--project", "contoh", missing],
        &["build", "--project", "contoh", "--compare", "HEAD"],
    ] {
        let output = ikigen(arguments, &clone);
        let all = all_of(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {all}");
        assert!(all.contains("menyerupai repositori git"), "{arguments:?}: {all}");
        nothing_ran(&clone);
        nothing_ran(&project);
    }
}

/// A repository from a tar or a share, with a configuration of its maker's: what it names does not
/// run, and what would be waited for ends with the time there is.
#[test]
fn a_repository_of_a_stranger_runs_nothing_and_ends() {
    let folder = copy_of_the_project();
    let path = folder.path();
    commit_all(path);
    let blob = git(path, &["rev-parse", "HEAD:data/renstra.yaml"]);
    let blob = blob.trim();
    let object = path.join(".git/objects").join(&blob[..2]).join(&blob[2..]);
    fs::rename(&object, path.join("objek")).unwrap();
    fs::write(
        path.join(".git/config"),
        "[core]\n\trepositoryformatversion = 1\n\
         [remote \"jahat\"]\n\turl = ext::sh -c touch% JEJAK-ext\n\tpromisor = true\n\
         \tuploadpack = touch JEJAK-uploadpack; false\n\
         [protocol]\n\tallow = always\n[protocol \"ext\"]\n\tallow = always\n\
         [extensions]\n\tpartialClone = jahat\n",
    )
    .unwrap();
    let _ = Command::new("git").arg("-C").arg(path).args(["cat-file", "blob", blob]).output();
    assert!(path.join("JEJAK-ext").exists(), "the attack is none");
    remove(&path.join("JEJAK-ext"));
    let output = ikigen(&["diff", "HEAD"], path);
    assert!(
        all_of(&output).contains("objeknya tidak ada di repositori ini"),
        "{}",
        all_of(&output)
    );
    nothing_ran(path);

    fs::rename(path.join("objek"), object).unwrap();
    let made = Command::new("mkfifo").arg(path.join(".git/packed-refs")).status();
    assert!(made.unwrap().success());
    let start = Instant::now();
    let output = ikigen(&["diff", "--timeout", "2"], path);
    assert_eq!(output.status.code(), Some(2));
    assert!(all_of(&output).contains("terlalu-lama"), "{}", all_of(&output));
    assert!(start.elapsed() < Duration::from_secs(30));
}

/// Names of revisions are never options, nor paths of files.
#[test]
fn a_revision_is_never_an_option() {
    let folder = copy_of_the_project();
    commit_all(folder.path());
    for name in [
        "--output=x",
        "-c",
        "HEAD:../..",
        "..",
        "HEAD\n",
        "$(id)",
        "tidak-ada",
        "HEAD:data/opd.yaml",
    ] {
        let output = ikigen(&["diff", "--", name], folder.path());
        assert_eq!(output.status.code(), Some(2), "{name:?}: {}", all_of(&output));
        assert!(!folder.path().join("x").exists());
    }
}

/// An object that the repository puts in place of another is not what the revision holds.
#[test]
fn replaced_objects_are_not_replaced() {
    let folder = copy_of_the_project();
    commit_all(folder.path());
    let old = git(folder.path(), &["rev-parse", "HEAD:data/opd.yaml"]);
    let other = git(folder.path(), &["rev-parse", "HEAD:data/renstra.yaml"]);
    git(folder.path(), &["replace", old.trim(), other.trim()]);
    let output = ikigen(&["diff"], folder.path());
    assert!(all_of(&output).contains("Tidak ada yang berbeda"), "{}", all_of(&output));
}

/// Nothing that steers a terminal comes out of names and values, whoever wrote them.
#[test]
fn nothing_steers_the_terminal() {
    let folder = copy_of_the_project();
    let path = folder.path();
    commit_all(path);
    fs::write(path.join("data/jabatan/98-\u{1b}]0;JEBOL\u{7}\u{202e}\n::error::x.yaml"), "id: [")
        .unwrap();
    fs::write(path.join("data/\u{9b}2J.yaml"), "x").unwrap();
    fs::write(
        path.join("data/kamus.yaml"),
        "istilah: [\"\\e[2J\\e]0;JEBOL\\a \\u202E \\x9B \\n::stop-commands::x\"]\n",
    )
    .unwrap();
    for arguments in [
        &["check"][..],
        &["check", "--lang", "en"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["build"],
        &["build", "--format", "json"],
        &["diff"],
        &["diff", "--format", "markdown"],
        &["diff", "--format", "json"],
        &["diff", "--format", "html"],
        &["diff", "\u{1b}[2Jx"],
    ] {
        let all = all_of(&ikigen(arguments, path));
        let steering: Vec<char> = all.chars().filter(|c| ikigen::text::is_steering(*c)).collect();
        assert!(steering.is_empty(), "{arguments:?}: {steering:?} in {all}");
        // What GitHub is to read has commands of ours, and a page of HTML is no log.
        if !arguments.contains(&"github") && !arguments.contains(&"html") {
            assert!(
                !all.lines().any(|line| line.trim_start().starts_with("::")),
                "{arguments:?}: {all}"
            );
        }
    }
}

/// A PDF of these objects, numbered from 1; the first is its catalogue.
fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        write!(pdf, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let (start, count) = (pdf.len(), objects.len() + 1);
    write!(pdf, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(pdf, "{place:010} 00000 n ").unwrap();
    }
    let ending = format!("<< /Size {count} /Root 1 0 R >>");
    write!(pdf, "trailer\n{ending}\nstartxref\n{start}\n%%EOF\n").unwrap();
    pdf
}

/// The names of attachments in a stranger's PDF are shown, not obeyed.
#[test]
fn names_in_a_foreign_pdf_do_not_steer_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let stream = |text: &str| format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len());
    let file = |name: &str, stream: usize| {
        format!("<< /Type /Filespec /UF ({name}) /EF << /UF {stream} 0 R >> >>")
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_owned(),
        file("manifest.json", 6),
        file("x\\033]0;JEBOL\\007\\033[31m\\n::error::x", 7),
        stream(r#"{"versi":1,"ikigen":"0.1.0","masukan":[]}"#),
        stream("isi"),
    ];
    fs::write(folder.path().join("asing.pdf"), pdf_of(&objects)).unwrap();
    let output = ikigen(&["verify", "asing.pdf"], folder.path());
    let all = all_of(&output);
    assert_eq!(output.status.code(), Some(1), "{all}");
    assert!(all.contains("tidak tercatat di manifest: x␛]0;JEBOL␇␛[31m␊::error::x"), "{all:?}");
    assert!(!all.contains(ikigen::text::is_steering), "{all:?}");
}

/// What somebody names is looked at before it is read: a pipe would be waited for, a device has no
/// end.
#[test]
fn verify_reads_plain_files_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    assert!(Command::new("mkfifo").arg(path.join("pipa.pdf")).status().unwrap().success());
    std::os::unix::net::UnixListener::bind(path.join("soket.pdf")).unwrap();
    symlink("pipa.pdf", path.join("tautan.pdf")).unwrap();
    symlink("/dev/zero", path.join("nol.pdf")).unwrap();
    for name in ["pipa.pdf", "soket.pdf", "tautan.pdf", "nol.pdf", "/dev/zero", "/dev/null"] {
        let output = ikigen(&["verify", name], path);
        let all = all_of(&output);
        assert_eq!(output.status.code(), Some(2), "{name}: {all}");
        assert!(all.contains("perangkat atau pipa, bukan berkas biasa"), "{name}: {all}");
    }
    assert!(all_of(&ikigen(&["verify", "."], path)).contains("folder, bukan berkas biasa"));
    assert!(all_of(&ikigen(&["verify", "tidak-ada.pdf"], path)).contains("tidak ada"));
    let large = fs::File::create(path.join("besar.pdf")).unwrap();
    large.set_len(200 << 20).unwrap();
    assert!(all_of(&ikigen(&["verify", "besar.pdf"], path)).contains("lebih besar daripada 64 MB"));
    // A link of the user's to a plain file is as good as the file.
    fs::write(path.join("biasa.pdf"), "bukan PDF").unwrap();
    symlink("biasa.pdf", path.join("lain.pdf")).unwrap();
    assert!(all_of(&ikigen(&["verify", "lain.pdf"], path)).contains("bukan PDF"));
}

/// 2,000 files with odd names are as many words as anyone reads, in every form.
#[test]
fn odd_names_are_told_of_in_few_words() {
    use std::os::unix::ffi::OsStrExt;
    let folder = copy_of_the_project();
    for n in 0..1_900 {
        let name = [&b"data/jabatan/z\xff"[..], format!("{n:0200}").as_bytes()].concat();
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(&name)), "").unwrap();
    }
    for form in ["text", "json", "sarif", "github"] {
        let all = all_of(&ikigen(&["check", "--format", form], folder.path()));
        assert!(all.len() < 300_000, "{form}: {} bytes", all.len());
        assert!(all.contains("lebih dari 100 temuan `berkas-tak-dikenal`"), "{form}");
        assert!(all.contains("temuan-lain-dipotong"), "{form}");
    }
}

/// A name that cannot be attached to a PDF, or not kept on every system, is told of; the rest of the
/// project is not to blame.
#[test]
fn names_that_are_none_everywhere_are_told_of() {
    let position = fs::read_to_string(repo().join("data/jabatan/20-kasi-pengawasan-pasar.yaml"));
    let position = position.unwrap().replace("id: ", "id: x-");
    for (name, code) in [
        ("a\\b", "nama-berkas-salah"),
        ("a\nb", "nama-berkas-salah"),
        ("a\tb", "nama-berkas-salah"),
        ("a\u{202e}b", "nama-berkas-salah"),
        ("con", "nama-berkas-windows"),
        ("LPT1.x", "nama-berkas-windows"),
        ("a:b", "nama-berkas-windows"),
        ("a?", "nama-berkas-windows"),
        ("kontrak", ""),
        ("com", ""),
        ("-rf {{7*7}} #import $(id)", "nama-berkas-windows"),
        ("-rf {{7+7}} #import $(id)", ""),
    ] {
        let folder = copy_of_the_project();
        fs::write(folder.path().join(format!("data/jabatan/{name}.yaml")), &position).unwrap();
        let all = all_of(&ikigen(&["check"], folder.path()));
        for known in ["nama-berkas-salah", "nama-berkas-windows"] {
            assert_eq!(all.contains(&format!("[{known}]")), known == code, "{name:?}: {all}");
        }
        if code != "nama-berkas-salah" {
            let built = ikigen(&["build", "-q", "--only", "iki-asli"], folder.path());
            assert_eq!(built.status.code(), Some(0), "{name:?}: {}", all_of(&built));
        }
    }
}

/// A template or a font that changed is a change; what it does to pages is shown, and what is
/// wrong with it is an error of its side alone.
#[test]
fn templates_and_fonts_are_compared_each_with_its_own() {
    let folder = copy_of_the_project();
    let path = folder.path();
    commit_all(path);
    let built_in = fs::read_to_string(repo().join("templates/dokumen.typ")).unwrap();
    let review = |before: &str, after: &str| {
        let [old, now] = [before, after].map(|name| Side::revision(name, path).unwrap());
        Review::new(&old, &now, Language::Id).with_pages(&old, &now, Language::Id)
    };

    fs::create_dir(path.join("templates")).unwrap();
    fs::write(path.join("templates/dokumen.typ"), &built_in).unwrap();
    commit_all(path);
    let copied = review("HEAD~1", "HEAD");
    assert!(copied.is_empty() && copied.pages.is_some(), "a copy of what is built in is no change");

    // A colour, which no text tells.
    let colored = built_in.replacen("set text(", "set text(fill: rgb(\"#00c\"), ", 1);
    assert_ne!(colored, built_in);
    fs::write(path.join("templates/dokumen.typ"), colored).unwrap();
    commit_all(path);
    let output = ikigen(&["diff", "HEAD~1", "HEAD"], path);
    let all = all_of(&output);
    assert!(all.contains("templates/dokumen.typ\n    baris "), "{all}");
    assert!(all.contains("Halaman yang berubah") && all.contains("IKI-2024: halaman 1"), "{all}");
    let markdown = all_of(&ikigen(&["diff", "HEAD~1", "HEAD", "--format", "markdown"], path));
    assert!(markdown.contains("| IKI-&#8203;2024 | 1"), "{markdown}");

    // A template that cannot be set, and a font that is none.
    fs::write(path.join("templates/dokumen.typ"), "#let (").unwrap();
    commit_all(path);
    let broken = review("HEAD~1", "HEAD");
    assert!(broken.errors[0].is_empty() && !broken.errors[1].is_empty(), "{:?}", broken.errors);
    assert!(render::html(&broken, Language::Id).contains("Galat di HEAD"));
    fs::remove_dir_all(path.join("templates")).unwrap();
    fs::create_dir(path.join("fonts")).unwrap();
    fs::write(path.join("fonts/rusak.ttf"), "bukan huruf").unwrap();
    let old = Side::revision("HEAD~3", path).unwrap();
    let now = Side::folder("sini", path).unwrap();
    let review = Review::new(&old, &now, Language::Id);
    assert!(review.errors[0].is_empty(), "{:?}", review.errors);
    assert_eq!(review.errors[1][0].code, "huruf-tak-terbaca");
    assert!(review.changes.iter().any(|change| change.file == "fonts/rusak.ttf"));
}

/// One of so many lines of a side.
type Line = fn(usize, usize, usize) -> String;

/// Twice as much takes about twice as long, whatever differs.
#[test]
fn comparing_grows_with_length_alone() {
    let shapes: [(&str, Line); 4] = [
        ("a list", |_, i, side| format!("- butir {side} {i}\n")),
        ("a list by id", |n, i, side| {
            format!("- {{ id: x{}, v: {side} }}\n", if side == 0 { i } else { n - i })
        }),
        ("keys", |_, i, side| format!("k{i}: {side}\n")),
        ("repeated", |_, i, side| format!("- butir {}\n", i * i % (7 + side))),
    ];
    for (name, line) in shapes {
        let shape = |n, side| (0..n).map(|i| line(n, i, side)).collect::<Vec<_>>().concat();
        let time = |n: usize| {
            let sides = [0, 1].map(|side| {
                let folder = tempfile::tempdir().unwrap();
                fs::create_dir(folder.path().join("data")).unwrap();
                fs::write(folder.path().join("data/renstra.yaml"), shape(n, side)).unwrap();
                Side::folder("sisi", folder.path()).unwrap()
            });
            let start = Instant::now();
            assert!(!Review::new(&sides[0], &sides[1], Language::Id).is_empty());
            start.elapsed()
        };
        let (half, whole) = (time(12_500), time(25_000));
        println!("{name}: {half:?} {whole:?}");
        assert!(whole < half * 4 + Duration::from_millis(300), "{name}: {half:?} {whole:?}");
    }
}

/// Every finding of these trees can be read in English too.
#[test]
fn both_languages_name_what_is_there() {
    let folder = copy_of_the_project();
    symlink("/etc/passwd", folder.path().join("data/jabatan/99-x.yaml")).unwrap();
    let mut diagnostics = Diagnostics::default();
    ikigen::source::read_tree(folder.path(), &mut diagnostics);
    let said = text::render(&diagnostics, Severity::Info, Language::En, false);
    assert!(
        said.starts_with(
            "error[bukan-berkas]: `data/jabatan/99-x.yaml` is a link, not a plain file"
        ),
        "{said}"
    );
}
