//! What cannot be read is reported where it is, and nothing is said of what it may hold: no file
//! is called missing that is there, nobody is blamed for naming what may stand in it.

use std::fs;
use std::path::Path;

use ikigen::diagnostic::Diagnostics;
use ikigen::language::Language;
use ikigen::review::{Review, Side};

use crate::support::{Test, checked, copy, places};

const OPD: &str = "data/opd.yaml";
const JABATAN: &str = "data/jabatan/01-kepala-bidang.yaml";
const TEMPLATE: &str = "templates/surat.typ.j2";
const FONT: &str = "fonts/kantor.ttf";

/// A project without findings in which every file is needed by another: its own words are in the
/// dictionary, a document has its own template.
fn project() -> Test {
    let opd = Test::begun().read(OPD);
    let test = Test::begun()
        .file(
            OPD,
            format!("{opd}dokumen:\n  - {{ id: surat, judul: Surat, templat: surat.typ.j2 }}\n"),
        )
        .file(TEMPLATE, "{% include \"bingkai.typ.j2\" %}\n= Surat\n")
        .edit(
            JABATAN,
            "Laporan pemeriksaan pasar",
            "Laporan pelaksaan dan mengkoordinasikan Siinas",
        )
        .edit(
            JABATAN,
            "rencana kerja bidang pasar;",
            "rencana rencana kerja bidang pasar; # terima kata-ganda: naskah asli",
        )
        .file("data/kamus.yaml", "abaikan: [pelaksaan, mengkoordinasikan, siinas]\n");
    assert_eq!(places(&checked(test.path())), []);
    test
}

/// What makes a file one that cannot be read.
type Damage = fn(&Path);

/// Ways in which what is there cannot be read.
const WAYS: &[(&str, Damage)] = &[
    ("no YAML", |path| append(path, b"\nx: [\n")),
    ("another form", |path| append(path, b"\nkunci_asing: 1\n")),
    ("no UTF-8", |path| append(path, b"\n# \xe9\n")),
    ("too large", |path| append(path, &vec![b'#'; 2 << 20])),
    ("a folder", |path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    }),
    ("empty", |path| fs::write(path, "").unwrap()),
];

fn append(path: &Path, bytes: &[u8]) {
    let text = fs::read(path).unwrap();
    fs::write(path, [&text, bytes].concat()).unwrap();
}

/// Every finding is at `path`, or names it.
fn assert_only_there(diagnostics: &Diagnostics, path: &str, what: &str) {
    let found = diagnostics.sorted();
    assert!(!found.is_empty(), "{path}, {what}: nothing is found");
    for one in found {
        let file = one.span.as_ref().map_or("", |span| span.file.path());
        let said = one.message(Language::Id);
        let there = file == path || file.is_empty() && said.contains(path);
        assert!(there, "{path}, {what}: {} in {file}: {said}", one.code.code);
    }
}

#[test]
fn a_data_file_that_cannot_be_read_makes_no_finding_elsewhere() {
    let files = [
        OPD,
        JABATAN,
        "data/jabatan/02-kepala-seksi.yaml",
        "data/renstra.yaml",
        "data/kamus.yaml",
        "data/realisasi/2024.yaml",
        "data/realisasi/2025.yaml",
    ];
    for path in files {
        for (what, damage) in WAYS {
            let test = project();
            damage(&test.path().join(path));
            assert_only_there(&checked(test.path()), path, what);
        }
    }
}

#[test]
fn a_template_that_cannot_be_read_is_not_missing() {
    for (what, damage) in &WAYS[2..5] {
        let test = project();
        damage(&test.path().join(TEMPLATE));
        assert_only_there(&checked(test.path()), TEMPLATE, what);
    }
}

#[test]
fn a_folder_that_cannot_be_read_makes_no_finding_elsewhere() {
    for path in ["data/jabatan", "data/realisasi", "templates"] {
        let test = project();
        let folder = test.path().join(path);
        fs::remove_dir_all(&folder).unwrap();
        fs::write(&folder, "x").unwrap();
        assert_only_there(&checked(test.path()), path, "a file");
    }
}

#[test]
fn a_face_and_a_character_may_be_in_the_font_that_cannot_be_read() {
    let test = || {
        project().edit(OPD, "huruf: Liberation Serif", "huruf: Huruf Kantor").edit(
            JABATAN,
            "sasaran: Meningkatnya",
            "sasaran: 漢 Meningkatnya",
        )
    };
    let codes: Vec<&str> = places(&checked(test().path())).into_iter().map(|(c, ..)| c).collect();
    assert_eq!(codes, ["karakter-tanpa-huruf", "huruf-tak-ada"]);
    assert_only_there(&checked(test().file(FONT, "x").path()), FONT, "no font");
    let folder = test().file("fonts/kantor.ttf/isi", "x");
    assert_only_there(&checked(folder.path()), FONT, "a folder");
}

/// A file with another year in it is there.
#[test]
fn a_year_in_a_file_with_mistakes_is_not_missing() {
    let path = "data/realisasi/2025.yaml";
    for (from, to) in [("tahun: 2025", "tahun: 2024"), ("{ nilai: 15 }", "{ nilai: 1.234,56 }")] {
        let test = project().edit(path, from, to);
        assert_only_there(&checked(test.path()), path, to);
    }
}

/// What one side of a comparison could not read is neither gone nor new, nor are its findings.
#[test]
fn what_a_side_could_not_read_is_not_gone() {
    let odd = || project().edit(JABATAN, "sumber: Buku penerimaan", "sumber: Buku buku penerimaan");
    for path in ["data/renstra.yaml", JABATAN, "data/jabatan", "data", "templates"] {
        let (before, after) = (odd(), Test::empty());
        copy(before.path(), after.path());
        let target = after.path().join(path);
        if target.is_dir() { fs::remove_dir_all(&target) } else { fs::remove_file(&target) }
            .unwrap();
        fs::write(&target, b"\xe9").unwrap();
        let side = |test: &Test| Side::folder("sisi", test.path()).unwrap();
        for [old, new] in [[&before, &after], [&after, &before]] {
            let review = Review::new(&side(old), &side(new), Language::Id);
            assert_eq!(review.changes, [], "{path}");
            let light = [&review.new_findings, &review.gone_findings].into_iter().flatten();
            let light: Vec<_> = light.filter(|one| one.code == "kata-ganda").collect();
            assert!(light.is_empty(), "{path}: {light:?}");
        }
    }
}
