//! Cases: `tests/cases/<name>.txt` is a small change to a base project, with the mistake marked
//! where it is and what the program says about it. `tests/cases/README.md` describes the form.
//! `IKIGEN_WRITE_EXPECTED=1 cargo test` writes the sentences anew, never the marks.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ikigen::diagnostic::{Diagnostic, Diagnostics, Severity, text};
use ikigen::language::{Language, Note};
use ikigen::project::{self, Timings};

use crate::overlay::{Case, Place};
use crate::support::repo;
use crate::typed;

/// What is said of cells of forms.
const TRAPS: &str = "../form/traps.txt";

/// Codes that no case can provoke, and where they are tested instead.
const ELSEWHERE: &[(&str, &str)] = &[
    ("tak-terbukti", "verify.rs"),
    ("sisi-tak-terbaca", "review.rs"),
    ("terima-basi", "check.rs"),
    ("terima-tanpa-alasan", "check.rs"),
    ("terima-tak-dikenal", "check.rs"),
    ("folder-berisi", "check.rs"),
    ("kode-tak-dikenal", "check.rs"),
    ("folder-hilang", "check.rs"),
    ("indikator-kurang-jelas", "check.rs"),
    ("dokumen-tak-dikenal", "build.rs"),
    // The net below what cells and sheets are cut to: nothing known gets there.
    ("buku-kerja-gagal", ""),
    ("formulir-bukan", TRAPS),
    ("formulir-versi", TRAPS),
    ("formulir-baris", TRAPS),
    ("formulir-kolom", TRAPS),
    ("formulir-bentrok", TRAPS),
    ("formulir-berselisih", TRAPS),
    ("formulir-terkunci", TRAPS),
    ("formulir-dikosongkan", TRAPS),
    ("formulir-na-dan-angka", TRAPS),
    ("formulir-meragukan", TRAPS),
    ("formulir-cara-tulis", TRAPS),
    ("formulir-bukan-angka", TRAPS),
    ("formulir-bukan-kata", TRAPS),
    ("formulir-tanggal", TRAPS),
    ("formulir-persen", TRAPS),
    ("formulir-galat-sel", TRAPS),
    ("formulir-tanpa-hasil", TRAPS),
    ("formulir-terlalu-panjang", TRAPS),
    ("formulir-rumus", TRAPS),
    ("formulir-sampai", "form.rs"),
    ("formulir-tahun", "form.rs"),
    ("formulir-sudah-ada", "form.rs"),
    ("formulir-kosong", "form.rs"),
    ("tabel-nama", "form.rs"),
    ("tabel-nama-ganda", "form.rs"),
    ("tabel-triwulan", "form.rs"),
    ("tabel-tahun", "form.rs"),
    ("tabel-tanpa-nama", "form.rs"),
    ("tabel-bentrok", "form.rs"),
    // Only when a disk fails between two files, and goes on failing: tests/oracles/forms.py.
    ("formulir-sebagian", ""),
    // The net below what a form holds: nothing known gets there.
    ("formulir-gagal", ""),
    ("berkas-besar", "build.rs"),
    ("berkas-terlalu-banyak", "build.rs"),
    ("bukan-folder", "reading.rs"),
    ("proyek-besar", "reading.rs"),
    ("berkas-tak-terbaca", "reading.rs"),
    ("huruf-tak-terbaca", "build.rs"),
    ("huruf-rusak", "build.rs"),
    ("terlalu-lama", "limits.rs"),
    ("memori-habis", "limits.rs"),
    ("kesalahan-program", "limits.rs"),
    ("proses-gagal", "limits.rs"),
    ("terlalu-bersarang", "limits.rs"),
    ("bagian-gagal", "limits.rs"),
    ("huruf-terlalu-banyak", "limits.rs"),
    ("tak-tertulis", "build.rs"),
    ("simpan-di-proyek", "build.rs"),
    ("tahun-sebelum-periode", "year.rs"),
    ("tahun-sudah-lewat", "year.rs"),
    ("tahun-terlalu-jauh", "year.rs"),
    ("periode-baru", "year.rs"),
    ("periode-lain", "year.rs"),
    ("periode-tersimpan", "year.rs"),
    ("tautan-tak-ditulis", "writing.rs"),
    ("persiapan-asing", "writing.rs"),
    ("keluaran-berubah", "writing.rs"),
    ("keluaran-hilang", "writing.rs"),
    // tests/oracles/faults.py: the disk fails twice.
    ("keluaran-tercampur", ""),
    ("manifest-tak-terbaca", "writing.rs"),
    ("temuan-lain-dipotong", "reading.rs"),
    ("nama-berkas-salah", "reading.rs"),
    ("nama-berkas-windows", "reading.rs"),
    // tests/edit/refusals.txt.
    ("sunting-tak-ada", ""),
    ("sunting-sudah-ada", ""),
    ("sunting-jenis", ""),
    ("sunting-nilai", ""),
    ("sunting-komentar", ""),
    ("sunting-bentuk", ""),
    ("sunting-rentang", ""),
    ("sunting-ragu", ""),
    // Unit tests of `output`.
    ("berkas-berubah", ""),
    // Unit tests of `diagnostic` and `typeset::fonts`.
    ("temuan-dipotong", ""),
    ("huruf-terlalu-banyak", ""),
    // A file of 200,000 values.
    ("terlalu-banyak", ""),
    // The net below the schema: nothing known gets there.
    ("yaml-tak-terbaca", ""),
];

pub fn folder() -> PathBuf {
    repo().join("tests/cases")
}

/// The files of all cases, by name.
pub fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    all.sort();
    all
}

/// What the program says of the project in `folder`.
fn said_of(folder: &Path) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut timings = Timings::default();
    if let Some(project) = project::read(folder, &mut diagnostics, &mut timings) {
        project.build(&[], &mut diagnostics, &mut timings);
    }
    diagnostics
}

/// Where the findings are, related places too; sorted.
pub fn places(diagnostics: &Diagnostics) -> Vec<Place> {
    let place = |d: &Diagnostic, span: &ikigen::text::Span, related| {
        // A finding that points at nothing is worse than one without a place.
        assert!(!span.file.path().is_empty(), "{} is nowhere", d.code.code);
        let [from, to] = span.line_columns();
        Place { file: span.file.path().to_owned(), from, to, code: d.code.code.to_owned(), related }
    };
    let mut all: Vec<Place> = Vec::new();
    for d in diagnostics.sorted() {
        all.extend(d.span.iter().map(|span| place(d, span, false)));
        all.extend(d.related.iter().map(|(span, _)| place(d, span, true)));
    }
    all.sort();
    all
}

/// The sentences of the findings as they stand in a case.
fn sentences(diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for d in diagnostics.sorted() {
        writeln!(out, "finding: {}", d.code.code).unwrap();
        for (language, [note, help]) in
            [(Language::Id, ["catatan", "bantuan"]), (Language::En, ["note", "help"])]
        {
            writeln!(out, "{}: {}", d.code.severity.name(language), d.message(language)).unwrap();
            for (_, text) in &d.related {
                let text: &Note = text;
                writeln!(out, "{note}: {}", text.fill(language, &d.args)).unwrap();
            }
            writeln!(out, "{help}: {}", d.help(language)).unwrap();
        }
        out.push('\n');
    }
    out
}

/// What is to stand behind the files of a case.
fn expectation(case: &Case, project: &Path, diagnostics: &Diagnostics) -> String {
    let mut out = sentences(diagnostics);
    if case.shown {
        out.push_str("shown:\n");
        out.push_str(&text::render(diagnostics, Severity::Info, Language::Id, false));
    }
    // Where the project lies is another place at each run.
    out.replace(&project.display().to_string(), "PROJECT").trim_end().to_owned()
}

pub fn difference(case: &Case, found: &[Place]) -> String {
    let mut out = String::new();
    for place in case.marks.iter().filter(|place| !found.contains(place)) {
        writeln!(out, "  marked, not found: {place}").unwrap();
    }
    for place in found.iter().filter(|place| !case.marks.contains(place)) {
        writeln!(out, "  found, not marked: {place}").unwrap();
    }
    out
}

#[test]
fn every_code_has_a_case() {
    let files = cases().into_iter().chain(typed::files());
    let expected: String = files.map(|case| fs::read_to_string(case).unwrap()).collect();
    for code in ikigen::codes::all() {
        let shown = expected.lines().any(|line| line.strip_prefix("finding: ") == Some(code.code));
        // Rules of `check` have their examples in check.rs.
        let rule = ikigen::check::Rule::find(code.code).is_some();
        let elsewhere = ELSEWHERE.iter().any(|(other, _)| *other == code.code);
        assert!(shown || rule || elsewhere, "{} has no case", code.code);
        assert!(!(shown && elsewhere), "{} has a case and is said to have none", code.code);
    }
}

/// A code that is said to be tested elsewhere is named there.
#[test]
fn what_is_tested_elsewhere_is_there() {
    for (code, file) in ELSEWHERE.iter().filter(|(_, file)| !file.is_empty()) {
        let text = fs::read_to_string(repo().join("tests/suite").join(file)).unwrap();
        assert!(text.contains(code), "{file} says nothing of {code}");
    }
}

#[test]
fn every_base_is_without_errors() {
    let bases = fs::read_dir(folder().join("bases")).unwrap();
    for base in bases.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        // The common ground of the others has no position of its own.
        if base == Case::GROUND {
            continue;
        }
        let case = Case::read(&format!("base: {base}\n"), &folder());
        let diagnostics = said_of(case.project().path());
        assert_eq!(places(&diagnostics), [], "{base}");
        assert_eq!(sentences(&diagnostics), "", "{base}");
    }
}

#[test]
fn every_case_says_what_is_expected() {
    let mut wrong = String::new();
    let cases = cases();
    assert!(cases.len() > 160, "{} cases", cases.len());
    for path in cases {
        let name = path.file_stem().unwrap().to_string_lossy();
        // Git may hand out other line ends.
        let text = fs::read_to_string(&path).unwrap().replace('\r', "");
        let case = Case::read(&text, &folder());
        let project = case.project();
        let diagnostics = said_of(project.path());
        let found = places(&diagnostics);
        if found != case.marks {
            write!(wrong, "== {name}: the places\n{}", difference(&case, &found)).unwrap();
        }
        let actual = expectation(&case, project.path(), &diagnostics);
        if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
            let new = format!("{}\n\n{actual}", case.head.trim_end());
            fs::write(&path, format!("{}\n", new.trim_end())).unwrap();
        } else if actual != case.expectation.trim_end() {
            let expected = &case.expectation;
            write!(wrong, "== {name}: the words\n-- expected\n{expected}\n-- actual\n{actual}\n")
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
