//! `ikigen check`: every rule on the example it is explained by, acceptance, cures, forms.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use ikigen::check::{RULES, Rule, explain};
use ikigen::diagnostic::Diagnostics;
use ikigen::language::Language;
use ikigen::project::{self, Timings};
use ikigen::scaffold::FILES;
use serde_json::Value;

use crate::support::repo;

/// The project that `init` makes, in a temporary folder, with some files changed.
fn begun(changes: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let mut text = (*text).to_owned();
        for (_, from, to) in changes.iter().filter(|(file, ..)| file == path) {
            assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
            text = text.replace(from, to);
        }
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn checked(folder: &Path) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    project::check(folder, &mut diagnostics, &mut Timings::default());
    diagnostics
}

/// Code, file and line of every finding.
fn places(diagnostics: &Diagnostics) -> Vec<(&'static str, String, usize)> {
    let place = |d: &ikigen::diagnostic::Diagnostic| {
        let span = d.span.as_ref();
        let file = span.map_or(String::new(), |t| t.file.path().to_owned());
        (d.code.code, file, span.map_or(0, |t| t.line_columns()[0].0))
    };
    diagnostics.sorted().into_iter().map(place).collect()
}

fn ikigen(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ikigen"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("IKIGEN_LANG")
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn changed(rule: &Rule) -> tempfile::TempDir {
    let example = &rule.example;
    begun(&[(example.file, example.good, example.bad)])
}

#[test]
fn the_first_project_is_without_findings() {
    assert_eq!(places(&checked(begun(&[]).path())), []);
}

#[test]
fn the_committed_project_is_without_findings_and_every_acceptance_has_a_reason() {
    let diagnostics = checked(repo());
    assert_eq!(places(&diagnostics), []);
    assert!(diagnostics.suppressed.len() > 100, "{}", diagnostics.suppressed.len());
    assert!(diagnostics.suppressed.iter().all(|one| one.alasan.len() > 5));
}

/// The example of every rule is found where it was put, in the file it is said to be in.
#[test]
fn every_rule_finds_its_example() {
    for rule in RULES {
        let folder = changed(rule);
        let found = places(&checked(folder.path()));
        let (code, example) = (rule.code.code, &rule.example);
        let own: Vec<_> = found.iter().filter(|(found, ..)| *found == code).collect();
        assert!(!own.is_empty(), "{code} is not found: {found:?}");
        let (_, text) = FILES.iter().find(|(path, _)| *path == example.file).unwrap();
        let start = text[..text.find(example.good).unwrap()].matches('\n').count() + 1;
        let end = start + example.bad.trim_end().matches('\n').count();
        let there = own.iter().any(|(_, file, line)| {
            // What is missing is reported at what lacks it: somewhere in the file.
            file == example.file && (example.bad.is_empty() || (start..=end).contains(line))
        });
        let elsewhere = ["realisasi-melonjak", "analisis-kosong", "realisasi-kosong"];
        let near = own.iter().any(|(_, file, line)| {
            file == example.file && line.abs_diff(start) <= 8 || elsewhere.contains(&code)
        });
        assert!(there || near, "{code} is found elsewhere: {own:?}, not {start} to {end}");
    }
}

/// Codes have pages in both languages, and `docs/` has the same.
#[test]
fn every_code_has_its_page() {
    for (language, file) in [(Language::Id, "docs/kode.md"), (Language::En, "docs/kode.en.md")] {
        let pages = explain::all(language);
        assert!(ikigen::codes::all().all(|code| pages.contains(&format!("## {} (", code.code))));
        let file = repo().join(file);
        if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
            fs::write(&file, &pages).unwrap();
        }
        let committed = fs::read_to_string(&file).unwrap().replace('\r', "");
        assert!(committed == pages, "{} is not what the program says", file.display());
    }
}

/// A cure gives back the example as it was, byte for byte.
#[test]
fn cures_give_the_file_back() {
    let mut cured = 0;
    for rule in RULES {
        let folder = changed(rule);
        let diagnostics = checked(folder.path());
        let own = diagnostics.sorted().into_iter().filter(|d| *d.code == rule.code);
        if own.flat_map(|d| &d.fixes).count() == 0 {
            continue;
        }
        cured += 1;
        let code = rule.code.code;
        let shown = ikigen(&["check", "--fix", "--dry-run", "--code", code], folder.path());
        let patch = stdout(&shown);
        assert!(patch.starts_with("--- a/data/"), "{code}: {patch}");
        let output = ikigen(&["check", "--fix", "--code", code], folder.path());
        assert_eq!(output.status.code(), Some(0), "{code}");
        let (path, text) = FILES.iter().find(|(path, _)| *path == rule.example.file).unwrap();
        let now = fs::read_to_string(folder.path().join(path)).unwrap();
        // An acronym or a misspelling may have another right form than the example had.
        if now != *text {
            let again = checked(folder.path());
            assert!(again.sorted().iter().all(|d| *d.code != rule.code), "{code}: {now}");
        }
    }
    assert!(cured >= 8, "{cured} rules with cures");
}

#[test]
fn a_dry_run_writes_nothing() {
    let rule = Rule::find("kata-ganda").unwrap();
    let folder = changed(rule);
    let file = folder.path().join(rule.example.file);
    let before = fs::read(&file).unwrap();
    ikigen(&["check", "--fix", "--dry-run"], folder.path());
    assert_eq!(fs::read(&file).unwrap(), before);
}

/// What stays after the cures is said, and decides the exit code.
#[test]
fn curing_tells_what_stays() {
    let file = "data/jabatan/01-kepala-bidang.yaml";
    let twice = (file, "penyusunan rencana kerja", "penyusunan penyusunan rencana kerja");
    let stderr = |output: &Output| String::from_utf8(output.stderr.clone()).unwrap();

    let folder = begun(&[twice]);
    let cured = ikigen(&["check", "--fix"], folder.path());
    assert_eq!(cured.status.code(), Some(0), "{}", stderr(&cured));
    assert!(stderr(&cured).ends_with("Sekarang: Tidak ada temuan (0 diterima).\n"));

    // A warning that no cure is for.
    let warned = (file, "bidang pasar;", "bidang pasar (;");
    for (strict, code) in [(&[][..], 0), (&["--strict"], 1)] {
        let folder = begun(&[twice, warned]);
        let arguments = [&["check", "--fix", "--lang", "en"], strict].concat();
        let cured = ikigen(&arguments, folder.path());
        assert_eq!(cured.status.code(), Some(code), "{}", stderr(&cured));
        assert!(stderr(&cured).contains("1 findings cured in 1 files."), "{}", stderr(&cured));
        assert!(stderr(&cured).contains("Now: 0 errors, 1 warnings"), "{}", stderr(&cured));
    }

    // An error, which is shown.
    let wrong = ("data/realisasi/2024.yaml", "tahun: 2024", "tahun: 2023");
    for run in [&["check", "--fix", "--dry-run"][..], &["check", "--fix"]] {
        let folder = begun(&[twice, wrong]);
        let cured = ikigen(run, folder.path());
        assert_eq!(cured.status.code(), Some(1), "{}", stderr(&cured));
        assert!(stderr(&cured).contains("galat[tahun-berkas]"), "{}", stderr(&cured));
        assert!(stderr(&cured).contains("Sekarang: 1 galat"), "{}", stderr(&cured));
    }
}

#[test]
fn an_accepted_finding_is_counted_and_listed() {
    let line = "  - penyusunan rencana kerja bidang pasar;";
    let file = "data/jabatan/01-kepala-bidang.yaml";
    let odd = "  - penyusunan rencana kerja bidang pasar";
    for accepted in [
        format!("{odd}  # terima tanda-baca-daftar: naskah asli"),
        format!("  # terima kata-ganda, tanda-baca-daftar: naskah asli\n{odd}"),
    ] {
        let folder = begun(&[(file, line, &accepted)]);
        let diagnostics = checked(folder.path());
        assert_eq!(diagnostics.suppressed.len(), 1);
        assert_eq!(diagnostics.suppressed[0].alasan, "naskah asli");
        let stale: Vec<_> = places(&diagnostics).into_iter().map(|(code, ..)| code).collect();
        let expected: &[&str] =
            if accepted.contains("kata-ganda") { &["terima-basi"] } else { &[] };
        assert_eq!(stale, expected);
        let listed = stdout(&ikigen(&["check", "--accepted"], folder.path()));
        assert!(listed.contains("diterima[tanda-baca-daftar] data/jabatan/01"), "{listed}");
        assert!(listed.contains("alasan: naskah asli"));
    }
}

#[test]
fn an_acceptance_that_says_too_little_is_reported() {
    let file = "data/jabatan/02-kepala-seksi.yaml";
    let line = "jabatan: Kepala Seksi Pembinaan Pasar";
    for (comment, code) in [
        ("# terima ejaan:", "terima-tanpa-alasan"),
        ("# terima ejan: salah", "terima-tak-dikenal"),
        ("# terima id-ganda: galat tidak diterima", "terima-tak-dikenal"),
        ("# terima ejaan: tidak ada lagi", "terima-basi"),
    ] {
        let folder = begun(&[(file, line, &format!("{line}  {comment}"))]);
        let diagnostics = checked(folder.path());
        let found = places(&diagnostics);
        assert!(found.contains(&(code, file.to_owned(), 2)), "{comment}: {found:?}");
    }
}

/// What stands in quotes or after a word is no comment.
#[test]
fn a_hash_in_a_text_accepts_nothing() {
    let file = "data/jabatan/01-kepala-bidang.yaml";
    let line = "  - penyusunan rencana kerja bidang pasar;";
    let text = "  - 'penyusunan rencana # terima tanda-baca-daftar: bukan komentar'";
    let found = checked(begun(&[(file, line, text)]).path());
    assert!(found.suppressed.is_empty());
    assert!(places(&found).iter().any(|(code, ..)| *code == "tanda-baca-daftar"));
}

#[test]
fn findings_can_be_narrowed() {
    let folder = begun(&[
        (
            "data/jabatan/01-kepala-bidang.yaml",
            "sumber: Laporan pemeriksaan pasar",
            "sumber: Laporan pelaksaan pasar",
        ),
        (
            "data/jabatan/02-kepala-seksi.yaml",
            "  - menyusun rencana pembinaan pedagang;",
            "  - mengkoordinasikan rencana pembinaan pedagang",
        ),
    ]);
    let codes = |arguments: &[&str]| -> Vec<String> {
        let output = ikigen(&[&["check", "--format", "json"], arguments].concat(), folder.path());
        assert_eq!(output.status.code(), Some(0));
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let all = json["diagnostics"].as_array().unwrap();
        all.iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&[]), ["ejaan", "tanda-baca-daftar", "ejaan-baku"]);
    assert_eq!(codes(&["--min", "warning"]), ["ejaan", "tanda-baca-daftar"]);
    assert_eq!(codes(&["--code", "ejaan"]), ["ejaan"]);
    assert_eq!(codes(&["--jabatan", "kasi-pembinaan-pasar"]), ["tanda-baca-daftar", "ejaan-baku"]);
    assert_eq!(ikigen(&["check", "--strict"], folder.path()).status.code(), Some(1));
}

#[test]
fn an_office_adds_its_own_words() {
    let folder = begun(&[(
        "data/jabatan/01-kepala-bidang.yaml",
        "sumber: Laporan pemeriksaan pasar",
        "sumber: Laporan pelaksaan siskoperin pasar",
    )]);
    let dictionary = folder.path().join("data/kamus.yaml");
    fs::write(&dictionary, "akronim: [SisKoperIn]\nabaikan: [pelaksaan]\n").unwrap();
    let codes: Vec<_> =
        places(&checked(folder.path())).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["akronim"]);
}

/// The forms for machines say the same as the one for people.
#[test]
fn every_form_names_the_place() {
    let rule = Rule::find("rumus-kembar").unwrap();
    let folder = changed(rule);
    let form = |name: &str| stdout(&ikigen(&["check", "--format", name], folder.path()));
    insta::assert_snapshot!("bentuk-text", form("text"));
    insta::assert_snapshot!("bentuk-github", form("github"));
    let sarif: Value = serde_json::from_str(&form("sarif")).unwrap();
    insta::assert_snapshot!(
        "bentuk-sarif",
        format!("{sarif:#}").replace(env!("CARGO_PKG_VERSION"), "VERSI")
    );
    let summary = folder.path().join("ringkasan.md");
    Command::new(env!("CARGO_BIN_EXE_ikigen"))
        .args(["check", "--format", "github", "--lang", "en"])
        .current_dir(folder.path())
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    insta::assert_snapshot!("bentuk-ringkasan", fs::read_to_string(summary).unwrap());
}

/// A new project builds and passes; a folder with something in it is left alone.
#[test]
fn a_new_project_builds_and_passes() {
    let folder = tempfile::tempdir().unwrap();
    let output = ikigen(&["init", "kantor"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    let office = folder.path().join("kantor");
    let check = ikigen(&["check", "--strict"], &office);
    assert_eq!(check.status.code(), Some(0), "{}", stdout(&check));
    let build = ikigen(&["build"], &office);
    assert_eq!(build.status.code(), Some(0));
    assert!(office.join("output/LKjIP-2025.xlsx").exists());
    let again = ikigen(&["init", "kantor"], folder.path());
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("folder-berisi"));
}

#[test]
fn codes_are_explained() {
    let here = repo();
    insta::assert_snapshot!("jelaskan-kode", stdout(&ikigen(&["explain", "kata-ganda"], here)));
    let list = stdout(&ikigen(&["explain"], here));
    assert_eq!(list.lines().count(), ikigen::codes::all().count());
    let unknown = ikigen(&["explain", "kata-gnda"], here);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("maksud Anda `kata-ganda`"));
}
