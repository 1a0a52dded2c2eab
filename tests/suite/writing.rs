//! Writing where a stranger may have prepared something: links, second names, folders that look like
//! the program's own; what stays listed; what is said when something is in the way.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Sequence, Test, copy, repo};

const WORKBOOKS: &[&str] = &["build", "-q", "--only", "lkjip", "--only", "renstra"];
const LKJIP: &str = "output/LKjIP-2024.xlsx";
const RENSTRA: &str = "output/Renstra-2023-2025.xlsx";

/// A project that is quick to build.
fn quick() -> Test {
    let test = Test::empty();
    copy(&repo().join("tests/projects/aneka/data"), &test.path().join("data"));
    test
}

/// The same with other numbers, so that every workbook is another.
fn other(test: Test) -> Test {
    let opd = test.read("data/opd.yaml");
    let nama = opd.lines().find(|line| line.starts_with("nama: ")).unwrap().to_owned();
    test.edit("data/opd.yaml", &nama, "nama: Dinas Lain")
}

fn link(test: &Test, to: &Path, name: &str) {
    symlink(to, test.path().join(name)).unwrap();
}

/// What lies in a folder: names and bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let read = |entry: fs::DirEntry| {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        (entry.file_name().into_string().unwrap(), bytes)
    };
    let mut all: Vec<_> = entries.map(read).collect();
    all.sort();
    all
}

/// `output -> ../rumah`, committed: five files of known names would be overwritten there.
#[test]
fn an_output_folder_that_leads_elsewhere_is_refused() {
    let home = Test::empty().file("manifest.json", "milik lain");
    for (made, out) in [
        ("output", None),
        ("hasil", Some("hasil")),
        ("hasil", Some("./hasil/")),
        ("hasil", Some("hasil/di-dalam")),
    ] {
        let test = quick();
        link(&test, home.path(), made);
        let mut arguments = WORKBOOKS.to_vec();
        arguments.extend(out.iter().flat_map(|out| ["--out", out]));
        let run = test.run(&arguments).code(2);
        run.complains("galat[tautan-tak-ditulis]").complains("tidak ada dokumen yang dibuat");
        assert_eq!(home.names("."), ["manifest.json"], "{out:?}");
        let json = test.run(&[&arguments[..], &["--format", "json"]].concat());
        assert_eq!(json.code(2).json()["diagnostics"][0]["code"], "tautan-tak-ditulis");
    }
    // Links around the project are its user's own.
    let around = Test::empty();
    link(&around, quick().path(), "kosong");
    let test = quick();
    let beside = test.path().join("di-luar");
    fs::create_dir(&beside).unwrap();
    link(&around, &beside, "tautan");
    link(&around, test.path(), "proyek");
    around.run(&["build", "-q", "--only", "renstra", "--project", "proyek"]).code(0);
    assert!(test.path().join(RENSTRA).exists());
    let out = ["--project", "proyek", "--out", "tautan/baru"];
    around.run(&[&["build", "-q", "--only", "renstra"][..], &out].concat()).code(0);
    assert!(beside.join("baru/manifest.json").exists());
}

/// Files in the output folder that lead elsewhere are replaced; what they led to stays.
#[test]
fn links_in_the_output_folder_are_replaced() {
    let outside = Test::empty().file("a", "milik lain").file("b", "milik lain");
    let test = quick();
    fs::create_dir(test.path().join("output")).unwrap();
    link(&test, &outside.path().join("a"), LKJIP);
    link(&test, &outside.path().join("tidak-ada"), "output/.ikigen-kunci");
    fs::hard_link(outside.path().join("b"), test.path().join(RENSTRA)).unwrap();
    test.run(WORKBOOKS).code(0);
    assert_eq!([outside.read("a"), outside.read("b")], ["milik lain", "milik lain"]);
    assert_eq!(outside.names("."), ["a", "b"]);
    for name in [LKJIP, RENSTRA, "output/.ikigen-kunci"] {
        assert!(fs::symlink_metadata(test.path().join(name)).unwrap().is_file(), "{name}");
    }
}

/// A folder of staged files that was committed with the project, as a build leaves it that died.
#[test]
fn what_a_stranger_staged_is_not_published() {
    for name in [".ikigen-persiapan", ".ikigen-persiapan-0123456789abcdef"] {
        let staged = format!("output/{name}");
        let forged = |file: &str| format!("{staged}/{file}");
        let test = quick()
            .file(&forged("daftar"), "PERJANJIAN-2024.pdf\nmanifest.json\n")
            .file(&forged("PERJANJIAN-2024.pdf"), "palsu")
            .file(&forged("manifest.json"), "palsu");
        let run = test.run(WORKBOOKS).code(2);
        run.complains("galat[persiapan-asing]").complains(&staged);
        assert_eq!(test.names("output"), [".ikigen-kunci", name]);
        assert_eq!(test.names(&staged).len(), 3, "nothing of it is lost either");
        fs::remove_dir_all(test.path().join(staged)).unwrap();
        test.run(WORKBOOKS).code(0);
    }
    // A plain file of that name is no better.
    quick()
        .file("output/.ikigen-persiapan", "x")
        .run(WORKBOOKS)
        .code(2)
        .complains("persiapan-asing");
}

/// `check --fix` in a project with links beside its files: `X.yaml.ikigen -> ~/.bashrc` and the
/// like.
#[test]
fn cures_are_not_written_through_links() {
    let outside = Test::empty().file(".bashrc", "milik lain").file("x.yaml", "milik lain");
    let file = "data/jabatan/01-kepala-bidang.yaml";
    let doubled = || {
        Test::begun().edit(file, "penyusunan rencana kerja", "penyusunan penyusunan rencana kerja")
    };
    let test = doubled();
    let victim = outside.path().join(".bashrc");
    let beside =
        ["data/jabatan/01-kepala-bidang.yaml.ikigen", "data/jabatan/.ikigen-baru-0123456789abcdef"];
    for name in beside {
        link(&test, &victim, name);
    }
    // The link is an error of the data, and says so; the file beside it is cured all the same.
    test.run(&["check", "--fix"]).code(1).complains("bukan-berkas");
    assert!(test.read(file).contains("- penyusunan rencana kerja"));
    assert_eq!(outside.read(".bashrc"), "milik lain");

    // A linked file of data, and a linked folder.
    let test = doubled();
    let text = test.read(file);
    fs::rename(test.path().join(file), outside.path().join("y.yaml")).unwrap();
    link(&test, &outside.path().join("y.yaml"), file);
    test.run(&["check", "--fix"]).code(1);
    assert_eq!(outside.read("y.yaml"), text);
    assert!(fs::symlink_metadata(test.path().join(file)).unwrap().is_symlink());
    let test = doubled();
    let moved = outside.path().join("jabatan");
    fs::rename(test.path().join("data/jabatan"), &moved).unwrap();
    link(&test, &moved, "data/jabatan");
    test.run(&["check", "--fix"]).code(1);
    assert_eq!(outside.read("jabatan/01-kepala-bidang.yaml"), text);
    assert_eq!(outside.names("jabatan").len(), 2);
}

/// A cure keeps the mode of its file, and leaves nothing beside it.
#[test]
fn a_cured_file_is_as_before_but_for_the_cure() {
    let file = "data/jabatan/01-kepala-bidang.yaml";
    let test =
        Test::begun().edit(file, "penyusunan rencana kerja", "penyusunan penyusunan rencana kerja");
    let path = test.path().join(file);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let before = test.names("data/jabatan");
    test.run(&["check", "--fix"]).code(0);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(test.names("data/jabatan"), before);
}

#[test]
fn markup_is_not_kept_through_links() {
    let outside = Test::empty().file("rahasia", "milik lain");
    let build = |test: &Test, kept: &str| {
        test.run(&["build", "-q", "--only", "iki-asli", "--keep-typst", kept])
    };
    let plain = quick();
    build(&plain, "markup").code(0);
    let name = plain.names("markup").into_iter().find(|name| name.ends_with(".typ")).unwrap();
    // Once more, over what is there.
    build(&plain, "markup").code(0);

    // A file, a folder below, the folder itself, a pipe.
    let file = quick();
    fs::create_dir(file.path().join("markup")).unwrap();
    link(&file, &outside.path().join("rahasia"), &format!("markup/{name}"));
    let below = quick();
    fs::create_dir(below.path().join("markup")).unwrap();
    link(&below, outside.path(), "markup/data");
    let itself = quick();
    link(&itself, outside.path(), "markup");
    let pipe = quick();
    fs::create_dir(pipe.path().join("markup")).unwrap();
    let made = Command::new("mkfifo").arg(pipe.path().join("markup").join(&name)).status();
    assert!(made.unwrap().success());
    for test in [file, below, itself, pipe] {
        build(&test, "markup").code(2).complains("galat[tautan-tak-ditulis]");
        assert_eq!(outside.names("."), ["rahasia"]);
        assert_eq!(outside.read("rahasia"), "milik lain");
        assert!(!test.path().join("output").exists(), "nothing was published, as is said");
    }
}

/// A folder, as stands for a workbook that is open in Excel: found before anything is renamed.
#[test]
fn what_is_in_the_way_is_named_and_nothing_changes() {
    let test = quick();
    test.run(WORKBOOKS).code(0);
    fs::remove_file(test.path().join(RENSTRA)).unwrap();
    fs::create_dir_all(test.path().join(RENSTRA).join("x")).unwrap();
    let before = contents(&test.path().join("output"));
    let test = other(test);
    let run = test.run(WORKBOOKS).code(2);
    run.complains(RENSTRA).complains("tidak ada dokumen yang dibuat; dokumen lama tidak berubah");
    assert_eq!(contents(&test.path().join("output")), before);
    fs::remove_dir_all(test.path().join(RENSTRA)).unwrap();
    test.run(WORKBOOKS).code(0);
}

/// A file that the file system guards, where it can.
#[test]
fn a_file_that_nobody_may_replace_is_found_first() {
    let test = quick();
    test.run(WORKBOOKS).code(0);
    let path = test.path().join(RENSTRA);
    let guard = |sign| {
        Command::new("chattr").arg(sign).arg(&path).output().is_ok_and(|o| o.status.success())
    };
    if !guard("+i") {
        eprintln!("no file can be guarded here");
        return;
    }
    let before = contents(&test.path().join("output"));
    let test = other(test);
    let run = test.run(WORKBOOKS).code(2);
    let after = contents(&test.path().join("output"));
    assert!(guard("-i"));
    run.complains(RENSTRA).complains("tidak ada dokumen yang dibuat; dokumen lama tidak berubah");
    assert_eq!(after, before);
}

fn listed(test: &Test) -> Vec<(String, String, String)> {
    let manifest: Value = serde_json::from_slice(&test.bytes("output/manifest.json")).unwrap();
    let text = |file: &Value, key: &str| file[key].as_str().unwrap_or_default().to_owned();
    let outputs = manifest["keluaran"].as_array().unwrap().iter();
    for file in outputs.clone() {
        let bytes = test.bytes(&format!("output/{}", text(file, "path")));
        assert_eq!(text(file, "sha256"), ikigen::digest::sha256(&bytes), "{file}");
    }
    let origin = text(&manifest, "sidik_masukan");
    let own = |file: &Value| if text(file, "sidik_masukan") == origin { "these" } else { "other" };
    outputs.map(|file| (text(file, "path"), text(file, "id"), own(file).to_owned())).collect()
}

/// One document alone is made again: the others stay listed, with what they were made from. So do
/// those of an earlier year.
#[test]
fn the_manifest_names_every_document_that_lies_there() {
    let entry = |path: &str, id: &str, origin: &str| {
        (path.trim_start_matches("output/").to_owned(), id.to_owned(), origin.to_owned())
    };
    let test = quick();
    test.run(WORKBOOKS).code(0);
    let whole = test.bytes("output/manifest.json");
    test.run(&["build", "-q", "--only", "renstra"]).code(0).silent();
    assert_eq!(test.bytes("output/manifest.json"), whole, "in how many builds is not told");

    let test = other(test);
    test.run(&["build", "-q", "--only", "renstra"]).code(0).silent();
    let lkjip = entry(LKJIP, "lkjip", "other");
    assert_eq!(listed(&test), [lkjip, entry(RENSTRA, "renstra", "these")]);

    // The next year's documents have other names.
    let test = test.edit("data/opd.yaml", "\ntahun: 2024", "\ntahun: 2023");
    test.run(WORKBOOKS).code(0);
    let [old, new] = [(LKJIP, "other"), ("LKjIP-2023.xlsx", "these")]
        .map(|(path, origin)| entry(path, "lkjip", origin));
    assert_eq!(listed(&test), [new.clone(), old, entry(RENSTRA, "renstra", "these")]);

    // What became of the old one is told, once.
    let test = test.file(LKJIP, "diubah");
    test.run(&["build", "--only", "renstra"])
        .code(0)
        .complains("peringatan[keluaran-berubah]")
        .complains(LKJIP);
    assert_eq!(listed(&test), [new, entry(RENSTRA, "renstra", "these")]);
    test.run(&["build", "--only", "renstra"]).code(0).never_says("keluaran-berubah");
    fs::remove_file(test.path().join("output/LKjIP-2023.xlsx")).unwrap();
    let json = test.run(&["build", "--only", "renstra", "--format", "json"]).code(0).json();
    assert_eq!(json["diagnostics"][0]["code"], "keluaran-hilang");
    assert_eq!(listed(&test), [entry(RENSTRA, "renstra", "these")]);
}

/// A manifest that was committed with the project lists nothing outside the folder, and nothing that
/// is not as it says.
#[test]
fn a_strangers_manifest_is_not_believed() {
    let outside = Test::empty().file("rahasia.pdf", "milik lain");
    let test = quick();
    let entry = |path: &str, bytes: &[u8]| {
        serde_json::json!({
            "path": path, "sha256": ikigen::digest::sha256(bytes), "byte": bytes.len(), "id": "iki",
            "halaman": 1,
        })
    };
    let manifest = serde_json::json!({ "keluaran": [
        entry("../../rahasia.pdf", b"milik lain"),
        entry("tautan.pdf", b"milik lain"),
        entry("data.pdf", b"x"),
        entry("asli.pdf", b"asli"),
        entry("manifest.json", b"x"),
        { "path": "besar.pdf", "sha256": "0".repeat(64), "byte": u64::MAX, "id": "iki", "halaman": 1 },
    ] });
    let test = test
        .file("output/manifest.json", manifest.to_string())
        .file("output/asli.pdf", "asli")
        .file("output/besar.pdf", "besar")
        .file("output/data.pdf", "y");
    link(&test, &outside.path().join("rahasia.pdf"), "output/tautan.pdf");
    test.run(&["build", "--only", "renstra"])
        .code(0)
        .complains("keluaran-berubah")
        .never_says("rahasia");
    let names: Vec<String> = listed(&test).into_iter().map(|(path, ..)| path).collect();
    assert_eq!(names, [RENSTRA.trim_start_matches("output/"), "asli.pdf"]);
    let test = test.file("output/manifest.json", "{");
    test.run(&["build", "--only", "renstra"]).code(0).complains("manifest-tak-terbaca");
    assert_eq!(listed(&test).len(), 1);
    // A pipe in its place is not waited for.
    fs::remove_file(test.path().join("output/manifest.json")).unwrap();
    let made = Command::new("mkfifo").arg(test.path().join("output/manifest.json")).status();
    assert!(made.unwrap().success());
    test.run(&["build", "-q", "--only", "renstra"]).code(0);
    assert_eq!(listed(&test).len(), 1);
}

/// The same documents again: not a byte is written.
#[test]
fn a_build_that_makes_nothing_new_writes_nothing() {
    let test = quick();
    test.run(WORKBOOKS).code(0);
    let state = || {
        let output = test.path().join("output");
        let entries =
            fs::read_dir(&output).unwrap().map(|entry| entry.unwrap().metadata().unwrap());
        let about = |m: fs::Metadata| (m.ino(), m.mtime(), m.mtime_nsec());
        let mut all: Vec<_> = entries.map(about).collect();
        all.push(about(fs::metadata(output).unwrap()));
        all
    };
    let before = state();
    test.run(WORKBOOKS).code(0);
    assert_eq!(state(), before);
}

/// The folder itself may be where one is.
#[test]
fn documents_can_be_published_here() {
    let test = quick();
    let project = test.path().to_str().unwrap();
    let here = Test::empty();
    here.run(&["build", "-q", "--only", "renstra", "--project", project, "--out", "."]).code(0);
    assert_eq!(here.names("."), [".ikigen-kunci", "Renstra-2023-2025.xlsx", "manifest.json"]);
}

/// Cures at the same time, of the same file and of others: right in the end, and nothing left.
#[test]
fn cures_at_the_same_time_end_well() {
    let (one, two) = ("data/jabatan/01-kepala-bidang.yaml", "data/jabatan/02-kepala-seksi.yaml");
    let good = Test::begun();
    let mut chance = Sequence(7);
    for _ in 0..10 {
        let test = Test::begun()
            .edit(one, "penyusunan rencana kerja", "penyusunan penyusunan rencana kerja")
            .edit(two, "rencana pembinaan", "rencana rencana pembinaan");
        let runs: Vec<_> = (0..4)
            .map(|_| {
                std::thread::sleep(std::time::Duration::from_millis(chance.below(4) as u64));
                let mut command = test.command(&["check", "--fix", "-q"]);
                command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
                command.spawn().unwrap()
            })
            .collect();
        for mut run in runs {
            run.wait().unwrap();
        }
        assert_eq!([test.read(one), test.read(two)], [good.read(one), good.read(two)]);
        assert_eq!(test.names("data/jabatan").len(), 2);
    }
}
