//! `ikigen check`: every rule on the example it is explained by, acceptance, cures, forms.

use std::fs;
use std::ops::Range;

use ikigen::check::{RULES, Rule, reference};
use ikigen::language::Language;
use ikigen::scaffold::FILES;
use serde_json::Value;

use crate::support::{Test, checked, places, repo};

/// The first project with the example of a rule in it.
pub fn changed(rule: &Rule) -> Test {
    let example = &rule.example;
    Test::begun().edit(example.file, example.good, example.bad)
}

#[test]
fn the_first_project_is_without_findings() {
    assert_eq!(places(&checked(Test::begun().path())), []);
}

#[test]
fn the_committed_project_is_without_findings_and_every_acceptance_has_a_reason() {
    let diagnostics = checked(repo());
    assert_eq!(places(&diagnostics), []);
    assert!(diagnostics.suppressed.len() > 100, "{}", diagnostics.suppressed.len());
    assert!(diagnostics.suppressed.iter().all(|one| one.alasan.len() > 5));
}

/// The example of every rule is found once, exactly at the piece that it says.
#[test]
fn every_rule_finds_its_example() {
    for rule in RULES {
        let test = changed(rule);
        let diagnostics = checked(test.path());
        let own = diagnostics.sorted().into_iter().filter(|d| *d.code == rule.code);
        let found: Vec<_> = own
            .map(|d| {
                let span = d.span.as_ref().expect("a rule points at something");
                (span.file.path().to_owned(), span.clamped())
            })
            .collect();
        assert_eq!(found, [marked(rule, &test)], "{}", rule.code.code);
    }
}

/// Where the example of a rule says that it is found: file and bytes.
fn marked(rule: &Rule, test: &Test) -> (String, Range<usize>) {
    let (before, rest) = rule.example.at.split_once('«').expect("`«`");
    let (piece, after) = rest.split_once('»').expect("`»`");
    let sought = [before, piece, after].concat();
    let mut hits = Vec::new();
    for (path, _) in FILES {
        let text = test.read(path);
        let starts = text.match_indices(&sought).map(|(at, _)| at + before.len());
        hits.extend(starts.map(|start| ((*path).to_owned(), start..start + piece.len())));
    }
    assert_eq!(hits.len(), 1, "{sought:?} is there once");
    hits.remove(0)
}

/// Codes have pages in both languages, and `docs/` has the same.
#[test]
fn every_code_has_its_page() {
    for (language, file) in [(Language::Id, "docs/kode.md"), (Language::En, "docs/kode.en.md")] {
        let pages = reference::all(language);
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
        let test = changed(rule);
        let diagnostics = checked(test.path());
        let own = diagnostics.sorted().into_iter().filter(|d| *d.code == rule.code);
        if own.flat_map(|d| &d.fixes).count() == 0 {
            continue;
        }
        cured += 1;
        let code = rule.code.code;
        let patch = test.run(&["check", "--fix", "--dry-run", "--code", code]).out;
        assert!(patch.starts_with("--- a/data/"), "{code}: {patch}");
        test.run(&["check", "--fix", "--code", code]).code(0);
        let (path, text) = FILES.iter().find(|(path, _)| *path == rule.example.file).unwrap();
        let now = test.read(path);
        // An acronym or a misspelling may have another right form than the example had.
        if now != *text {
            let again = checked(test.path());
            assert!(again.sorted().iter().all(|d| *d.code != rule.code), "{code}: {now}");
        }
    }
    assert!(cured >= 8, "{cured} rules with cures");
}

#[test]
fn a_dry_run_writes_nothing() {
    let rule = Rule::find("kata-ganda").unwrap();
    let test = changed(rule);
    let before = test.bytes(rule.example.file);
    test.run(&["check", "--fix", "--dry-run"]).code(0).says("+++ b/data/");
    assert_eq!(test.bytes(rule.example.file), before);
}

/// What stays after the cures is said, and decides the exit code.
#[test]
fn curing_tells_what_stays() {
    let file = "data/jabatan/01-kepala-bidang.yaml";
    let doubled = || {
        Test::begun().edit(file, "penyusunan rencana kerja", "penyusunan penyusunan rencana kerja")
    };
    let cured = doubled().run(&["check", "--fix"]).code(0);
    assert!(cured.err.ends_with("Sekarang: Tidak ada temuan (0 diterima).\n"), "{}", cured.err);

    // A warning that no cure is for.
    for (strict, code) in [(&[][..], 0), (&["--strict"], 1)] {
        let arguments = [&["check", "--fix", "--lang", "en"], strict].concat();
        let test = doubled().edit(file, "bidang pasar;", "bidang pasar (;");
        test.run(&arguments)
            .code(code)
            .complains("1 finding cured in 1 file.")
            .complains("Now: 0 errors, 1 warning,");
    }

    // An error, which is shown.
    let test = doubled().edit("data/realisasi/2024.yaml", "tahun: 2024", "tahun: 2023");
    for run in [&["check", "--fix", "--dry-run"][..], &["check", "--fix"]] {
        test.run(run).code(1).complains("galat[tahun-berkas]").complains("Sekarang: 1 galat");
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
        let test = Test::begun().edit(file, line, &accepted);
        let diagnostics = checked(test.path());
        assert_eq!(diagnostics.suppressed.len(), 1);
        assert_eq!(diagnostics.suppressed[0].alasan, "naskah asli");
        let stale: Vec<_> = places(&diagnostics).into_iter().map(|(code, ..)| code).collect();
        let expected: &[&str] =
            if accepted.contains("kata-ganda") { &["terima-basi"] } else { &[] };
        assert_eq!(stale, expected);
        test.run(&["check", "--accepted"])
            .says("diterima[tanda-baca-daftar] data/jabatan/01")
            .says("alasan: naskah asli");
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
        let test = Test::begun().edit(file, line, &format!("{line}  {comment}"));
        let diagnostics = checked(test.path());
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
    let found = checked(Test::begun().edit(file, line, text).path());
    assert!(found.suppressed.is_empty());
    assert!(places(&found).iter().any(|(code, ..)| *code == "tanda-baca-daftar"));
}

#[test]
fn findings_can_be_narrowed() {
    let test = Test::begun()
        .edit(
            "data/jabatan/01-kepala-bidang.yaml",
            "sumber: Laporan pemeriksaan pasar",
            "sumber: Laporan pelaksaan pasar",
        )
        .edit(
            "data/jabatan/02-kepala-seksi.yaml",
            "  - menyusun rencana pembinaan pedagang;",
            "  - mengkoordinasikan rencana pembinaan pedagang",
        );
    let codes = |arguments: &[&str]| -> Vec<String> {
        let json = test.run(&[&["check", "--format", "json"], arguments].concat()).code(0).json();
        let all = json["diagnostics"].as_array().unwrap();
        all.iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&[]), ["ejaan", "tanda-baca-daftar", "ejaan-baku"]);
    assert_eq!(codes(&["--min", "warning"]), ["ejaan", "tanda-baca-daftar"]);
    assert_eq!(codes(&["--code", "ejaan"]), ["ejaan"]);
    assert_eq!(codes(&["--jabatan", "kasi-pembinaan-pasar"]), ["tanda-baca-daftar", "ejaan-baku"]);
    test.run(&["check", "--strict"]).code(1);
}

#[test]
fn an_office_adds_its_own_words() {
    let test = Test::begun()
        .edit(
            "data/jabatan/01-kepala-bidang.yaml",
            "sumber: Laporan pemeriksaan pasar",
            "sumber: Laporan pelaksaan siskoperin pasar",
        )
        .file("data/kamus.yaml", "akronim: [SisKoperIn]\nabaikan: [pelaksaan]\n");
    let codes: Vec<_> = places(&checked(test.path())).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["akronim"]);
}

/// The forms for machines say the same as the one for people.
#[test]
fn every_form_names_the_place() {
    let rule = Rule::find("rumus-kembar").unwrap();
    let test = changed(rule);
    let form = |name: &str| test.run(&["check", "--format", name]).out;
    insta::assert_snapshot!("bentuk-text", form("text"));
    insta::assert_snapshot!("bentuk-github", form("github"));
    let sarif: Value = serde_json::from_str(&form("sarif")).unwrap();
    insta::assert_snapshot!(
        "bentuk-sarif",
        format!("{sarif:#}").replace(env!("CARGO_PKG_VERSION"), "VERSI")
    );
    let summary = test.path().join("ringkasan.md");
    let test = test.variable("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
    test.run(&["check", "--format", "github", "--lang", "en"]);
    insta::assert_snapshot!("bentuk-ringkasan", test.read("ringkasan.md"));
}

/// A new project builds and passes; a folder with something in it is left alone.
#[test]
fn a_new_project_builds_and_passes() {
    let test = Test::empty();
    test.run(&["init", "kantor"]).code(0);
    test.run_in("kantor", &["check", "--strict"]).code(0);
    test.run_in("kantor", &["build"]).code(0);
    assert!(test.path().join("kantor/output/LKjIP-2025.xlsx").exists());
    test.run(&["init", "kantor"]).code(2).complains("folder-berisi");
}

#[test]
fn codes_are_explained() {
    let test = Test::empty();
    insta::assert_snapshot!("jelaskan-kode", test.run(&["explain", "kata-ganda"]).code(0).out);
    let list = test.run(&["explain"]).code(0).out;
    assert_eq!(list.lines().count(), ikigen::codes::all().count());
    test.run(&["explain", "kata-gnda"])
        .code(2)
        .complains("galat[kode-tak-dikenal]")
        .complains("maksud Anda `kata-ganda`");
}
