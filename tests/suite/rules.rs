//! Rules of `check` on more than the example that they are explained by: where they speak, where
//! they are silent, and that what they say is true.

use ikigen::project::Project;
use ikigen::workbook;

use crate::support::{Test, checked, places, valid_project};

const OPD: &str = "data/opd.yaml";
const PLAN: &str = "data/renstra.yaml";
const YEAR: &str = "data/realisasi/2025.yaml";
const POSITION: &str = "data/jabatan/02-kepala-seksi.yaml";

/// The lines of a file on which a code is found.
fn lines(test: &Test, code: &str, file: &str) -> Vec<String> {
    let text = test.read(file);
    let found = places(&checked(test.path())).into_iter();
    let here = found.filter(|(found, path, _)| *found == code && path == file);
    here.map(|(_, _, line)| text.lines().nth(line - 1).unwrap().trim().to_owned()).collect()
}

#[test]
fn an_office_that_changed_its_name_is_told_where_the_old_one_is_left() {
    let test = Test::begun().edit(OPD, "nama: Dinas Contoh\n", "nama: Dinas Perdagangan\n");
    let title = "judul: Indikator Kinerja Individu Dinas Contoh Kabupaten Contoh Tahun 2024-2026";
    let signature = "jabatan: Kepala Dinas Contoh Kabupaten Contoh";
    assert_eq!(lines(&test, "nama-kantor-beda", OPD), [title, "- DINAS CONTOH", signature]);
    let test = Test::begun().edit(OPD, "daerah: Kabupaten Contoh", "daerah: Kota Contoh");
    assert_eq!(lines(&test, "nama-kantor-beda", OPD), [title, "- KABUPATEN CONTOH", signature]);
    let test = Test::begun().edit(OPD, "tempat: Contoh", "tempat: Kabupaten Teladan");
    assert_eq!(lines(&test, "nama-kantor-beda", OPD), ["tempat: Kabupaten Teladan"]);
    let test = Test::begun().edit(OPD, "tempat: Contoh", "tempat: Teladan");
    assert_eq!(lines(&test, "nama-kantor-beda", OPD), [""; 0]);
}

#[test]
fn another_period_is_told_where_the_old_years_are_left() {
    let test = Test::begun().edit(OPD, "  sampai: 2026", "  sampai: 2027");
    let title = "judul: Indikator Kinerja Individu Dinas Contoh Kabupaten Contoh Tahun 2024-2026";
    assert_eq!(lines(&test, "tahun-judul-beda", OPD), [title, "- TAHUN 2024-2026"]);
    let yearly = |judul: &str, line: &str| {
        let words = format!("  tahunan:\n    judul: {judul}\n    sampul: [IKI, {line}]\n");
        let test =
            Test::begun().edit(OPD, "  kepala: INDIKATOR", &format!("{words}  kepala: INDIKATOR"));
        lines(&test, "tahun-judul-beda", OPD).len()
    };
    assert_eq!(yearly("IKI Tahun {tahun}", "\"TAHUN {tahun}\""), 0);
    assert_eq!(
        yearly("IKI Tahun {tahun}, Renstra 2024-2026", "Perbup Nomor 5 Tahun 2016 tentang IKI"),
        0
    );
    assert_eq!(yearly("IKI Tahun 2024", "TAHUN 2025"), 1);
    assert_eq!(yearly("IKI Tahun 2024 (Renstra 2024-2026)", "TAHUN 2025"), 1);
    assert_eq!(yearly("IKI Tahun 2024", "TAHUN 2024"), 2);
    assert_eq!(yearly("IKI Renstra 2019-2024", "TAHUN"), 1);
}

/// The last day of the quarter is fine; half a year after a quarter, a year after a year, too.
#[test]
fn a_date_has_to_fit_the_cut_off() {
    let dated = |cut_off: usize, date: &str| {
        let later = [" TW2:", " TW3:", " TW4:"];
        let year = Test::begun().read(YEAR).replace("sampai: TW4", &format!("sampai: TW{cut_off}"));
        let kept =
            year.lines().filter(|line| !later[cut_off - 1..].iter().any(|q| line.contains(q)));
        let text = kept.collect::<Vec<_>>().join("\n") + "\n";
        let test = Test::begun().file(YEAR, text).edit(
            OPD,
            "tanggal: 2025-12-31",
            &format!("tanggal: {date}"),
        );
        let found = places(&checked(test.path()));
        assert!(found.iter().all(|(code, ..)| *code != "realisasi-sesudah-batas"), "{found:?}");
        let codes = found.into_iter().map(|(code, ..)| code);
        codes.filter(|code| code.starts_with("tanggal-")).collect::<Vec<_>>()
    };
    for (cut_off, before, first, last, after) in [
        (1, "2025-03-30", "2025-03-31", "2025-09-30", "2025-10-01"),
        (2, "2025-06-29", "2025-06-30", "2025-12-30", "2025-12-31"),
        (3, "2024-12-31", "2025-09-30", "2026-03-30", "2026-03-31"),
        (4, "2025-12-30", "2025-12-31", "2026-12-31", "2027-01-01"),
    ] {
        assert_eq!(dated(cut_off, before), ["tanggal-mendahului"], "{before}");
        assert_eq!(dated(cut_off, first), [""; 0], "{first}");
        assert_eq!(dated(cut_off, last), [""; 0], "{last}");
        assert_eq!(dated(cut_off, after), ["tanggal-terlambat"], "{after}");
    }
    // The date of signing is another one; what has no figures has no cut-off.
    let signed =
        Test::begun().edit(OPD, "  tempat: Contoh", "  tempat: Contoh\n  tanggal: 2025-07-01");
    assert_eq!(lines(&signed, "tanggal-mendahului", OPD), ["tanggal: 2025-07-01"]);
    let none = signed.edit(OPD, "tahun: 2025\n", "tahun: 2026\n");
    assert_eq!(lines(&none, "tanggal-mendahului", OPD), [""; 0]);
}

#[test]
fn columns_are_held_against_what_stands_in_them() {
    for (from, to, narrow) in [
        ("nomor: 0.75cm", "nomor: 0.3cm", true),
        ("nomor: 0.75cm", "nomor: 0.35cm", false),
        ("label: 2.6cm", "label: 1.2cm", true),
        ("label: 2.6cm", "label: 2cm", false),
        ("titik_dua: 0.4cm", "titik_dua: 0cm", true),
        ("titik_dua: 0.4cm", "titik_dua: 0.2cm", false),
        ("huruf: 0.8cm", "huruf: 0.1cm", true),
        ("huruf: 0.8cm", "huruf: 0.5cm", false),
    ] {
        let found = lines(&Test::begun().edit(OPD, from, to), "kolom-sempit", OPD);
        assert_eq!(found, if narrow { vec![to] } else { Vec::new() }, "{to}");
    }
    let large = Test::begun().edit(OPD, "ukuran: 12pt", "ukuran: 24pt");
    assert_eq!(lines(&large, "kolom-sempit", OPD), ["label: 2.6cm"]);
}

#[test]
fn money_below_zero_is_told_in_both_periods() {
    let past = "periode_lalu:\n  tahun: [2022, 2023]\n  kinerja:\n    - { indikator: Jumlah pasar, satuan: pasar, target: { 2022: 1 }, realisasi: { 2022: 1 } }\n  pendanaan:\n    - uraian: Belanja\n      \
                anggaran: { 2022: 10, 2023: -20 }\n      realisasi: { 2022: -5, 2023: 0 }\n";
    let test = Test::begun();
    let plan =
        test.read(PLAN).replace("anggaran: { 2024: 148500000", "anggaran: { 2024: -148500000");
    let test = test.file(PLAN, plan + past);
    let told = [
        "anggaran: { 2024: -148500000, 2025: 158250000 }",
        "anggaran: { 2022: 10, 2023: -20 }",
        "realisasi: { 2022: -5, 2023: 0 }",
    ];
    assert_eq!(lines(&test, "uang-negatif", PLAN), told);
    let year = test.read(YEAR) + "belanja:\n  \"3.30.03.2.02.0001\": { TW1: -5, TW2: 0 }\n";
    let test = Test::begun().file(YEAR, year);
    let told = ["\"3.30.03.2.02.0001\": { TW1: -5, TW2: 0 }"];
    assert_eq!(lines(&test, "uang-negatif", YEAR), told);
}

/// What the documents of a project say: markup of the pages, bytes of the workbooks without the
/// record of their sources.
fn printed(project: &Project) -> (Vec<String>, Vec<Vec<u8>>) {
    let pages = project.compilations(&project.jobs(&[]).unwrap(), &project.inputs()).unwrap();
    let model = &project.model;
    let books = [
        workbook::lkjip(model, "LKjIP".to_owned(), Vec::new()),
        workbook::renstra(model, "Renstra".to_owned(), Vec::new()),
    ];
    let books = books.into_iter().flatten().map(|book| book.unwrap().bytes).collect();
    (pages.into_iter().map(|page| page.markup.text).collect(), books)
}

/// A file, and a piece of it with what stands in its place.
type Edit = (&'static str, &'static str, &'static str);

const NO_YEAR: Edit = (OPD, "tahun: 2025\n", "");
const YEARLY: &str = "  tahunan: { judul: IKI, sampul: [IKI] }\n  kepala: INDIKATOR";

/// What is written without effect: how the project is otherwise, the change that writes it, and
/// the line where it is told.
const IDLE: &[(&[Edit], Edit, &str)] = &[
    (
        &[NO_YEAR],
        (OPD, "  turun: selisih\n  batas_atas: 120%\n", "  turun: kebalikan\n"),
        "kebijakan:",
    ),
    (&[NO_YEAR], (OPD, "  kepala: INDIKATOR", YEARLY), "tahunan: { judul: IKI, sampul: [IKI] }"),
    (&[NO_YEAR], (YEAR, "TW4: { nilai: 15 }", "TW4: { nilai: 16 }"), "realisasi:"),
    (
        &[NO_YEAR],
        (
            POSITION,
            "satuan: pedagang\n",
            "satuan: pedagang\n        standar_nasional: { nilai: 20, sumber: BPS }\n",
        ),
        "standar_nasional: { nilai: 20, sumber: BPS }",
    ),
    (
        &[(PLAN, "- indikator: pedagang-dibina\n", "- { nama: Keluaran, satuan: dokumen }\n")],
        (POSITION, "satuan: pedagang\n", "satuan: pedagang\n        awal: 35\n"),
        "awal: 35",
    ),
    (
        &[],
        (PLAN, "- indikator: pasar-bersih\n", "- indikator: pasar-bersih\n        satuan: pasar\n"),
        "satuan: pasar",
    ),
    (
        &[],
        (POSITION, "satuan: pedagang\n", "satuan: pedagang\n        predikat: [C, B, A]\n"),
        "predikat: [C, B, A]",
    ),
    (
        &[],
        (
            YEAR,
            "TW4: { kini: 111000000 }",
            "TW4: { kini: 111000000 }\n    tahun_lain: { lalu: 400000000 }",
        ),
        "tahun_lain: { lalu: 400000000 }",
    ),
    (
        &[],
        (PLAN, "status: contoh\n", "status: contoh\ntabel: { T-C.24: { nomor: Tabel 2.2 } }\n"),
        "tabel: { T-C.24: { nomor: Tabel 2.2 } }",
    ),
    (
        &[],
        ("data/kamus.yaml", "abaikan: [ijin]\n", "abaikan: [ijin, rukun]\n"),
        "abaikan: [ijin, rukun]",
    ),
];

fn with(edits: &[Edit]) -> Test {
    let test = Test::begun().file("data/kamus.yaml", "abaikan: [ijin]\n");
    edits.iter().fold(test, |test, (file, from, to)| test.edit(file, from, to))
}

/// No page and no sheet changes with what is said to have no effect.
#[test]
fn what_has_no_effect_changes_no_document() {
    for (otherwise, (file, from, to), line) in IDLE {
        let without = with(otherwise);
        let written = with(&[*otherwise, &[(*file, *from, *to)]].concat());
        assert!(lines(&written, "tanpa-pengaruh", file).contains(&(*line).to_owned()), "{line}");
        let [without, written] =
            [&without, &written].map(|test| printed(&valid_project(test.path())));
        assert!(without == written, "{line}");
    }
}

/// What looks like it and has an effect is not told.
#[test]
fn what_a_table_prints_is_not_said_to_have_no_effect() {
    let start = (POSITION, "satuan: pedagang\n", "satuan: pedagang\n        awal: 35\n");
    let [without, written] = [with(&[]), with(&[start])];
    assert_eq!(lines(&written, "tanpa-pengaruh", POSITION), [""; 0]);
    let [without, written] = [&without, &written].map(|test| printed(&valid_project(test.path())));
    assert!(without != written);
}

/// A template of the project may print anything.
#[test]
fn what_a_template_may_print_is_not_said_to_have_no_effect() {
    for (otherwise, change, line) in IDLE {
        let test =
            with(&[*otherwise, &[*change]].concat()).file("templates/catatan.typ.j2", "Catatan\n");
        let told = lines(&test, "tanpa-pengaruh", change.0).contains(&(*line).to_owned());
        let never = ["predikat", "tahun_lain", "tabel", "abaikan", "realisasi", "satuan"];
        assert_eq!(told, never.iter().any(|key| line.starts_with(key)), "{line}");
    }
    // Paper of workbooks, where there is none.
    let test = with(&[NO_YEAR, (OPD, "  kertas: F4\n\n", "  kertas: F4\n\n")]);
    assert_eq!(lines(&test, "tanpa-pengaruh", OPD).len(), 1);
    std::fs::remove_file(test.path().join(PLAN)).unwrap();
    std::fs::remove_dir_all(test.path().join("data/realisasi")).unwrap();
    let test = test.edit(POSITION, "    renstra: pasar-berkualitas\n", "").edit(
        "data/jabatan/01-kepala-bidang.yaml",
        "    renstra: pasar-berkualitas\n",
        "",
    );
    // Nor is any document signed.
    for line in ["kertas: F4", "pengesahan:"] {
        assert!(lines(&test, "tanpa-pengaruh", OPD).contains(&line.to_owned()), "{line}");
    }
}
