//! Fixture folders: `tests/kasus/<name>/` is a project with a mistake, `harapan.txt` in it
//! is what the program says. `IKIGEN_WRITE_EXPECTED=1 cargo test` writes them anew, to be
//! reviewed as a diff.

use std::fs;
use std::path::Path;

use ikigen::diagnostic::{Diagnostics, Severity, text};
use ikigen::language::Language;
use ikigen::project::{self, Timings};

use crate::support::folders;

/// Codes that a fixture folder cannot provoke, and where they are tested instead.
const ELSEWHERE: [&str; 30] = [
    "tak-terperiksa",        // verifikasi.rs
    "sisi-tak-terbaca",      // tinjau.rs
    "terima-basi",           // periksa.rs
    "terima-tanpa-alasan",   // periksa.rs
    "terima-tak-dikenal",    // periksa.rs
    "folder-berisi",         // periksa.rs
    "kode-tak-dikenal",      // periksa.rs
    "tanpa-tahun",           // bangun.rs
    "tanpa-renstra",         // bangun.rs
    "buku-kerja-gagal",      // the net below the bounds: nothing known gets there
    "berkas-besar",          // bangun.rs
    "berkas-terlalu-banyak", // bangun.rs
    "tautan-keluar",         // bangun.rs
    "huruf-tak-terbaca",     // bangun.rs
    "terlalu-lama",          // bangun.rs
    "tak-tertulis",          // bangun.rs
    "simpan-di-proyek",      // bangun.rs
    "temuan-dipotong",       // unit test of `diagnostic`
    "terlalu-banyak",        // a file of 200,000 values
    "sunting-tak-ada",       // edit.rs, as the other seven
    "sunting-sudah-ada",
    "sunting-jenis",
    "sunting-nilai",
    "sunting-komentar",
    "sunting-bentuk",
    "sunting-rentang",
    "sunting-ragu",
    "berkas-berubah", // unit tests of `output`, as the next one
    "tautan-tak-ditulis",
    "yaml-tak-terbaca", // the net below the schema: nothing known gets there
];

#[test]
fn every_code_has_a_case() {
    let expected: String = folders(Path::new("tests/kasus"))
        .iter()
        .map(|case| fs::read_to_string(case.join("harapan.txt")).unwrap())
        .collect();
    for code in ikigen::codes::all() {
        let shown = expected.contains(&format!("[{}]", code.code));
        // Rules of `check` have their examples in periksa.rs.
        let rule = ikigen::check::Rule::find(code.code).is_some();
        assert!(shown || rule || ELSEWHERE.contains(&code.code), "{} has no case", code.code);
    }
}

#[test]
fn every_case_says_what_is_expected() {
    let mut wrong = Vec::new();
    // Relative, as messages show it: tests run in the folder of the package.
    let cases = folders(Path::new("tests/kasus"));
    assert!(cases.len() > 40, "{} cases", cases.len());
    for case in cases {
        let mut diagnostics = Diagnostics::default();
        let mut timings = Timings::default();
        if let Some(project) = project::read(&case, &mut diagnostics, &mut timings) {
            project.build(&[], &mut diagnostics, &mut timings);
        }
        let actual = text::render(&diagnostics, Severity::Info, Language::Id, false);
        let file = case.join("harapan.txt");
        if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
            fs::write(&file, &actual).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        // Git may hand out other line ends.
        if expected.replace('\r', "") != actual.replace('\r', "") {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            wrong.push(format!("== {name}\n-- expected\n{expected}\n-- actual\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ\n{}", wrong.len(), wrong.join("\n"));
}
