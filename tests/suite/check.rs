//! `ikigen check`: every rule on the example it is explained by, acceptance, cures, forms.

use std::fmt::Write as _;
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

/// What is the same in forty places is told once to a person, each by itself to a program.
#[test]
fn many_findings_that_say_the_same_are_told_once() {
    let test = Test::sample();
    test.run(&["year", "2025", "--sampai", "2029"]).code(0);
    let told = test.run(&["check"]).code(0).complains("175 peringatan").out;
    let times = |code: &str| told.matches(&format!("[{code}]")).count();
    assert_eq!(["target-kosong", "realisasi-kosong", "renstra-tahun-kosong"].map(times), [1, 1, 2]);
    assert!(told.contains("juga di 43 tempat lain: data/jabatan/02-kasubbag-umum.yaml:29, 43, 58"));
    assert!(told.lines().count() < 100, "{told}");
    let found = test.run(&["check", "--format", "json"]).json();
    assert_eq!(found["diagnostics"].as_array().unwrap().len(), 175);
}

/// One more or less of a handful is no slip of the pen, a zero too many is.
#[test]
fn few_counted_things_do_not_jump() {
    let jumps = |figures: [u32; 2]| {
        let mut test = Test::begun();
        for (tahun, (quarters, new)) in
            [(2024, ([10, 10, 10, 11], figures[0])), (2025, ([12, 12, 12, 15], figures[1]))]
        {
            let mut old = String::from("  pedagang-dibina:\n");
            for (n, value) in quarters.iter().enumerate() {
                writeln!(old, "    TW{}: {{ nilai: {value} }}", n + 1).unwrap();
            }
            let one = format!(
                "  pedagang-dibina:\n    TW1: {{ nilai: {new} }}\n    TW2: {{ nilai: 0 }}\n    \
                 TW3: {{ nilai: 0 }}\n    TW4: {{ nilai: 0 }}\n"
            );
            test = test.edit(&format!("data/realisasi/{tahun}.yaml"), &old, &one);
        }
        test.run(&["check"]).out.contains("[realisasi-melonjak]")
    };
    assert!(![[1, 0], [0, 1], [1, 3], [5, 1], [4, 0]].into_iter().any(jumps));
    assert!([[1, 10], [10, 1], [5, 0], [2, 7]].into_iter().all(jumps));
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
    // Of several codes each, or what is wrong with them.
    let both = test.run(&["explain", "ejaan", "kata-ganda"]).code(0);
    assert!(both.out.contains("ejaan (peringatan)\n") && both.out.contains("\nkata-ganda (per"));
    test.run(&["explain", "realisasi", "pasar-bersih"])
        .code(2)
        .complains("tidak ada kode `realisasi`")
        .complains("`ikigen explain capaian INDIKATOR`")
        .never_says("``");
}

/// The example of a rule, accepted where it stands.
fn accepted(rule: &Rule) -> Test {
    let test = changed(rule);
    let code = rule.code.code;
    let found = places(&checked(test.path()));
    let (_, file, line) = found.iter().find(|(found, ..)| *found == code).expect("it is found");
    let text = test.read(file);
    let mut lines: Vec<&str> = text.lines().collect();
    let blanks = lines[line - 1].len() - lines[line - 1].trim_start().len();
    let comment = format!("{}# terima {code}: naskah asli", &lines[line - 1][..blanks]);
    lines.insert(line - 1, &comment);
    let text = lines.join("\n") + "\n";
    test.file(file, text)
}

/// Taking such a comment away would bring the finding back with its year.
#[test]
fn what_is_accepted_for_one_year_is_not_stale_in_another() {
    for rule in RULES {
        let code = rule.code.code;
        let diagnostics = checked(accepted(rule).path());
        assert!(diagnostics.suppressed.iter().any(|one| one.diagnostics.code.code == code));
        for year in ["", "tahun: 2024\n"] {
            let test = accepted(rule).edit("data/opd.yaml", "tahun: 2025\n", year);
            let found = places(&checked(test.path()));
            assert!(found.iter().all(|(code, ..)| *code != "terima-basi"), "{code}: {found:?}");
        }
    }
}

#[test]
fn an_acceptance_is_judged_where_its_rule_looks() {
    let stale = |file: &str, line: &str, comment: &str| {
        let test = Test::begun().edit(file, line, &format!("{line} # terima {comment}: tidak ada"));
        let found = places(&checked(test.path()));
        assert!(found.iter().all(|(_, path, _)| path == file), "{found:?}");
        found.into_iter().map(|(code, ..)| code).collect::<Vec<_>>()
    };
    // Figures of a year that is not looked at; words of any year are.
    let past = "data/realisasi/2024.yaml";
    assert_eq!(stale(past, "  pedagang-dibina:", "analisis-kosong, realisasi-melonjak"), [""; 0]);
    assert_eq!(stale(past, "  pedagang-dibina:", "kata-ganda"), ["terima-basi"]);
    let this = "data/realisasi/2025.yaml";
    assert_eq!(stale(this, "  pedagang-dibina:", "analisis-kosong"), ["terima-basi"]);
    // What stands in the file of no year, and is so in none.
    let position = "data/jabatan/02-kepala-seksi.yaml";
    let target = "target: { 2024: 40, 2025: 50, 2026: 60 }";
    assert_eq!(stale(position, target, "capaian-janggal"), ["terima-basi"]);
    // Codes whose findings stand nowhere, or are made later.
    for code in ["berkas-tak-dikenal", "typst-peringatan", "terima-basi"] {
        assert_eq!(stale(position, target, code), ["terima-tak-dikenal"]);
    }
}

const DIVISION: &str = "data/jabatan/01-kepala-bidang.yaml";
const SECTION: &str = "data/jabatan/02-kepala-seksi.yaml";

#[test]
fn names_that_are_asked_for_have_to_be_known() {
    let test = Test::begun();
    for (arguments, code, suggested) in [
        (&["--jabatan", "kabid-pasr"][..], "jabatan-tak-dikenal", "maksud Anda `kabid-pasar`?"),
        (&["--code", "kata-gnda"], "kode-tak-dikenal", "maksud Anda `kata-ganda`?"),
        (&["--code", "kata-ganda", "--code", "x", "--fix"], "kode-tak-dikenal", "`ikigen explain`"),
    ] {
        let run = |form: &[&str]| test.run(&[&["check"], arguments, form].concat()).code(2);
        run(&[]).complains(&format!("galat[{code}]")).complains(suggested);
        run(&["--lang", "en"]).complains(&format!("error[{code}]")).never_says("maksud Anda");
        let json = run(&["--format", "json"]).json();
        assert_eq!(json["diagnostics"][0]["code"], code);
        assert_eq!(json["summary"]["error"], 1);
        let sarif = run(&["--format", "sarif"]).json();
        assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], code);
        run(&["--format", "github"]).says(&format!("::error title={code}::"));
    }
    test.run(&["check", "--jabatan", "kepala-dinas"]).code(0);
    test.run(&["check", "--jabatan", "x", "--code", "y"])
        .code(2)
        .complains("jabatan-tak-dikenal")
        .complains("kode-tak-dikenal");
}

#[test]
fn what_keeps_the_project_from_being_judged_is_shown_whatever_is_asked_for() {
    let broken = Test::begun().edit(SECTION, "satuan: pedagang", "satuan: \"pedagang");
    let wrong = Test::begun().edit(SECTION, "2024: 40", "2024: 40%");
    for (test, code) in [(broken, "yaml-sintaksis"), (wrong, "persen-salah-tempat")] {
        for choice in [
            &["--jabatan", "kabid-pasar"][..],
            // Its file may be the one that cannot be read.
            &["--jabatan", "kasi-pembinaan-pasar"],
            &["--code", "ejaan"],
            &["--min", "error"],
        ] {
            let run = test.run(&[&["check"], choice].concat()).code(1);
            run.says(&format!("galat[{code}]")).never_says("tak-dikenal").never_says("Tidak ada");
        }
    }
    // Nobody knows it, and every position could be read.
    let plan = Test::begun().edit("data/renstra.yaml", "status: contoh", "status: \"contoh");
    plan.run(&["check", "--jabatan", "kabid-pasr"]).code(2).complains("jabatan-tak-dikenal");
    // A file with more findings than are kept.
    let many: Vec<String> = (0..120).map(|n| format!("  - pelaksaan {n};\n")).collect();
    let many = Test::begun().edit(DIVISION, "fungsi:\n", &format!("fungsi:\n{}", many.concat()));
    many.run(&["check", "--code", "kata-ganda"]).says("peringatan[temuan-dipotong]");
}

#[test]
fn what_is_beside_what_was_asked_for_is_counted() {
    let test = Test::begun().edit(DIVISION, "Laporan pemeriksaan", "Laporan pelaksaan");
    let choice = ["check", "--jabatan", "kasi-pembinaan-pasar"];
    let nothing =
        "Tidak ada temuan dalam pilihan ini (0 diterima). 1 temuan di luar pilihan ini.\n";
    let run = test.run(&choice).code(0).never_says("peringatan[");
    assert_eq!(run.err, nothing);
    let run = test.run(&[&choice[..], &["--lang", "en"]].concat());
    assert_eq!(run.err, "No findings among those asked for (0 accepted). 1 finding besides.\n");
    test.run(&["check", "--min", "error"]).complains("1 temuan di luar pilihan ini");
    test.run(&["check", "--code", "ejaan"])
        .complains("0 galat, 1 peringatan, 0 saran, 0 diterima.\n")
        .never_says("di luar");
    let json = |arguments: &[&str]| test.run(&[arguments, &["--format", "json"]].concat()).json();
    assert_eq!(json(&choice)["outside"], 1);
    assert_eq!(json(&["check"])["outside"], 0);
    let summary = test.path().join("ringkasan.md");
    let test = test.variable("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
    test.run(&[&choice[..], &["--format", "github"]].concat());
    let summary = test.read("ringkasan.md");
    assert!(summary.contains("Tidak ada temuan dalam pilihan ini.\n"), "{summary}");
    assert!(summary.contains("Temuan di luar pilihan ini: 1\n"), "{summary}");
}

/// What the year's file says of its indicators is a position's too.
#[test]
fn the_figures_of_a_position_are_found_with_it() {
    let codes = |test: &Test, id: &str| -> Vec<String> {
        let json = test.run(&["check", "--format", "json", "--jabatan", id]).code(0).json();
        let all = json["diagnostics"].as_array().unwrap();
        all.iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect()
    };
    let jump = changed(Rule::find("realisasi-melonjak").unwrap());
    assert!(codes(&jump, "kasi-pembinaan-pasar").contains(&"realisasi-melonjak".to_owned()));
    assert_eq!(codes(&jump, "kabid-pasar"), [""; 0]);
    let year = "data/realisasi/2025.yaml";
    let analysis = Test::begun().edit(year, "Jadwal kebersihan", "Jadwal jadwal kebersihan");
    assert_eq!(codes(&analysis, "kabid-pasar"), ["kata-ganda"]);
    assert_eq!(codes(&analysis, "kasi-pembinaan-pasar"), [""; 0]);
}

#[test]
fn curing_tells_a_program_what_was_done_and_what_stays() {
    let test = || {
        Test::begun()
            .edit(DIVISION, "penyusunan rencana kerja", "pelaksaan pelaksaan rencana kerja")
            .edit(SECTION, "Daftar hadir pembinaan", "Daftar (hadir pembinaan")
    };
    for (run, written) in [(&["--dry-run"][..], false), (&[], true)] {
        let test = test();
        let run = test.run(&[&["check", "--fix", "--format", "json"], run].concat()).code(0);
        let json = run.json();
        assert_eq!(json["fix"]["written"], written);
        assert_eq!(json["fix"]["fixed"], 2);
        assert_eq!(json["fix"]["overlapping"], 1);
        assert_eq!(json["fix"]["refused"], 0);
        assert_eq!(json["fix"]["files"][0]["file"], DIVISION);
        let patch = json["fix"]["files"][0]["patch"].as_str().unwrap();
        assert!(patch.contains("+  - pelaksanaan pelaksanaan rencana kerja"), "{patch}");
        let left: Vec<_> =
            json["diagnostics"].as_array().unwrap().iter().map(|d| &d["code"]).collect();
        let expected: &[&str] = if written {
            &["kata-ganda", "kurung"]
        } else {
            &["ejaan", "ejaan", "kata-ganda", "kurung"]
        };
        assert_eq!(left, expected);
        run.complains("1 temuan menunggu: perbaikannya bertumpang tindih")
            .complains("Sekarang: 0 galat");
    }
    let sarif = test().run(&["check", "--fix", "--format", "sarif"]).code(0).json();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 2);
    test().run(&["check", "--fix", "--format", "github"]).says("::warning title=kurung,");
    // The exit code is that of the project as it is then.
    let cured = Test::begun().edit(DIVISION, "penyusunan rencana", "penyusunan penyusunan rencana");
    cured.run(&["check", "--strict"]).code(1);
    cured.run(&["check", "--strict", "--fix", "--format", "json"]).code(0);
    let wrong = test().edit("data/realisasi/2024.yaml", "tahun: 2024", "tahun: 2023");
    let json = wrong.run(&["check", "--fix", "--format", "json"]).code(1).json();
    assert_eq!(json["summary"]["error"], 1);
}

/// On a terminal a page is plain text: no markup, no names of what fills a sentence.
#[test]
fn pages_of_codes_are_plain_text_on_a_terminal() {
    for code in ikigen::codes::all() {
        for language in [Language::Id, Language::En] {
            let page = reference::plain(code.code, language).unwrap();
            assert!(page.starts_with(code.code) && page.ends_with('\n'), "{page}");
            let meaning = page.split("\n\n  ").next().unwrap();
            let named =
                meaning.split('{').skip(1).find(|rest| rest.starts_with(char::is_lowercase));
            assert!(!page.contains("##") && !page.contains("```"), "{page}");
            assert!(named.is_none(), "{page}");
            assert!(meaning.lines().all(|line| line.chars().count() <= 80), "{page}");
        }
    }
    let left_out = reference::plain("sumber-kosong", Language::Id).unwrap();
    assert!(left_out.contains("keliru:\n    (tidak ditulis)\n"), "{left_out}");
}

#[test]
fn an_indicator_is_found_by_its_name() {
    let test = Test::begun();
    let explain = |words: &[&str]| test.run(&[&["explain", "capaian"], words].concat());
    for words in [&["pertumbuhan-retribusi"][..], &["retribusi"], &["Pertumbuhan", "pasar"]] {
        explain(words).code(0).says("Pertumbuhan retribusi pasar (pertumbuhan-retribusi)");
    }
    explain(&["Persentase pasar yang bersih"]).code(0).says("(pasar-bersih)");
    explain(&["pasar"])
        .code(2)
        .complains("galat[indikator-kurang-jelas]: ada 3 indikator")
        .complains("\n  pasar-bersih           Persentase pasar yang bersih\n");
    let near = explain(&["pasar-berish"]).code(2).complains("maksud Anda `pasar-bersih`?");
    assert!(!near.err.contains("pedagang-dibina"), "{}", near.err);
    let all = "Kepala Bidang Pasar\n  pasar-bersih           Persentase pasar yang bersih\n";
    explain(&["sesuatu"]).code(2).complains("indikator-tak-dikenal").complains(all);
    explain(&[]).code(0).says(all);
}

/// What a person types at first.
#[test]
fn first_words_are_understood() {
    let test = Test::empty();
    for (help, same) in
        [(&["help"][..], &["--help"][..]), (&["help", "check"], &["check", "--help"])]
    {
        let help = test.run(help).code(0);
        assert_eq!(help.out, test.run(same).code(0).out);
    }
    let hint = "Folder proyek disebut dengan --project, misalnya --project kantor";
    test.run(&["build", "kantor"]).code(2).complains(hint);
    test.run(&["check", "kantor", "--lang", "en"]).code(2).complains("by --project, for instance");
    test.run(&["init", "a", "b"]).code(2).never_says("--project");
    test.run(&["init", "kantor"]).code(0).complains("ikigen build --project kantor\n");
    if cfg!(unix) {
        test.run(&["init", "kantor baru"]).code(0).complains("--project 'kantor baru'\n");
    }
    test.run(&["check", "--project", "kantr"])
        .code(2)
        .says("galat[folder-hilang]: tidak ada folder kantr")
        .never_says("opd-hilang");
    test.run(&["build", "--project", "kantr"]).code(2).complains("folder-hilang");
    // A folder without a project in it.
    test.run(&["check"]).code(2).says("galat[opd-hilang]");
    test.run(&["verify", "IKI.pdf"])
        .code(2)
        .complains("`IKI.pdf` tidak dapat dibaca: tidak ada")
        .never_says("buatan ikigen");
}
