//! The workbooks, read back by another hand than the one that wrote them.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};
use ikigen::diagnostic::Diagnostics;
use ikigen::format;
use ikigen::measure;
use ikigen::model::Aim;
use ikigen::number::Rational;
use ikigen::output::Artifact;
use ikigen::project::{Project, Timings};
use rust_decimal::Decimal;

use crate::support::{Printed, Test, copy_of_the_project, repo, valid_project, yearly_pages};

fn books(project: &Project) -> Vec<Artifact> {
    let only = ["lkjip", "renstra"].map(str::to_owned);
    let mut diagnostics = Diagnostics::default();
    project.build(&only, &mut diagnostics, &mut Timings::default()).expect("it builds").artifacts
}

fn open(book: &Artifact) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(book.bytes.as_slice())).expect("a workbook")
}

/// What a cell shows to a reader of Indonesian documents, its number as `show` writes it.
fn shown(cell: &Data, show: &dyn Fn(Rational) -> String) -> String {
    let number = |n: f64| Decimal::from_str_exact(&n.to_string()).expect("a decimal").into();
    match cell {
        Data::Float(n) => show(number(*n)),
        Data::Int(n) => show(Decimal::from(*n).into()),
        Data::String(text) => text.clone(),
        Data::Empty => "belum diisi".to_owned(),
        other => panic!("{other:?}"),
    }
}

/// Target, realisasi, capaian and category of every indicator: what the sheet holds is what
/// the yearly edition prints, digit for digit.
#[test]
fn the_measured_figures_are_those_of_the_page() {
    let project = valid_project(repo());
    let measurement = measure::measure(&project.model, 2024);
    let printed = Printed::new(&yearly_pages(&project).text());
    let books = books(&project);
    let sheet = open(&books[0]).worksheet_range("Pengukuran Jabatan").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let (mut at, mut next, mut seen) = (0, 0, 0);
    for h in measurement.measured() {
        let unit = &h.indikator.satuan;
        let row = rows[next..].iter().position(|row| row[2] == *h.indikator.nama.as_str());
        next += row.expect("the indicator has a row") + 1;
        let row = rows[next - 1];
        let target = match (h.aim, &row[4]) {
            (Some(Aim::Point(_)), Data::Float(n)) => {
                let n = Decimal::from_str_exact(&n.to_string()).unwrap();
                unit.show_target(n.into())
            }
            (_, cell) => cell.to_string(),
        };
        for text in [
            h.indikator.nama.to_string(),
            target,
            shown(&row[6], &|n| h.indikator.show(n)),
            shown(&row[7], &format::percent),
            row[8].to_string(),
        ] {
            // A cell holds what people type; a page says it.
            let text = if text == "n/a" { "tidak tersedia".to_owned() } else { text };
            let found = printed.find(&text, at);
            let (_, _, end) = found.unwrap_or_else(|| panic!("{text} is not on the page"));
            at = end;
        }
        seen += 1;
    }
    assert_eq!(seen, 44);
}

/// States stay apart: not filled is empty, n/a is text with its reason, 0 is 0.
#[test]
fn states_are_not_mixed_up_with_zero() {
    let project = valid_project(repo());
    let books = books(&project);
    let sheet = open(&books[0]).worksheet_range("Pengukuran Jabatan").unwrap();
    let row = |id: &str| {
        let (_, indikator) = project.model.indikator(id).unwrap();
        sheet.rows().find(|row| row[2] == *indikator.nama.as_str()).unwrap().to_vec()
    };
    let measurement = measure::measure(&project.model, 2024);
    let mut kinds = [0; 3];
    for h in measurement.measured() {
        let cell = &row(&h.indikator.id)[6];
        match &h.realisasi {
            measure::Nilai::NotFilled => {
                kinds[0] += 1;
                assert_eq!(cell.to_string(), "");
            }
            measure::Nilai::Unavailable(_) => {
                kinds[1] += 1;
                assert_eq!(cell.to_string(), "n/a");
            }
            measure::Nilai::Known(n) if n.is_zero() => {
                kinds[2] += 1;
                assert_eq!(*cell, Data::Float(0.0));
            }
            _ => {}
        }
    }
    assert!(kinds.iter().all(|count| *count > 0), "the sample has them all: {kinds:?}");
}

/// The realisasi is computed from Data Dasar, by the formula of the page.
#[test]
fn formulas_are_those_of_the_office() {
    let books = books(&valid_project(repo()));
    let mut book = open(&books[0]);
    let formulas = book.worksheet_formula("Pengukuran Jabatan").unwrap();
    let all: Vec<String> = formulas.used_cells().map(|(_, _, text)| text.clone()).collect();
    for expected in [
        "IFERROR(data.koperasi_rat.rat_2024 / data.koperasi_rat.aktif_2024,",
        "(data.ekspor_non_migas.kini_2024 - data.ekspor_non_migas.lalu_2024) / data.ekspor_non_migas.lalu_2024 * 100%",
    ] {
        assert!(all.iter().any(|text| text.contains(expected)), "{expected}");
    }
    let names = book.defined_names();
    let rat = names.iter().find(|(name, _)| name == "data.koperasi_rat.rat_2024").unwrap();
    assert!(rat.1.starts_with("'Data Dasar'!$"), "{rat:?}");
}

/// Text of a stranger stays text.
#[test]
fn text_is_never_a_formula() {
    let folder = copy_of_the_project();
    let file = folder.path().join("data/jabatan/05-kabid-koperasi-um.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let poison = ["=HYPERLINK(\"x\",\"y\")", "+62", "-1+1", "@SUM(A1)", "https://example.org"];
    let text = text
        .replace("nama: Persentase Koperasi yang melaksanakan RAT", &name(poison[0]))
        .replacen("sumber: ", &format!("sumber: \"{}\" # ", poison[3]), 1)
        .replacen("- sasaran: ", &format!("- sasaran: \"{}\" # ", poison[1]), 1)
        .replacen("rat: Jumlah", &format!("rat: \"{}\" # ", poison[2]), 1)
        .replacen("aktif: Jumlah", &format!("aktif: \"{}\" # ", poison[4]), 1);
    std::fs::write(&file, text).unwrap();
    let books = books(&valid_project(folder.path()));
    let mut found = 0;
    for book in &books {
        let mut book = open(book);
        for name in book.sheet_names() {
            let cells = book.worksheet_range(&name).unwrap();
            let formulas = book.worksheet_formula(&name).unwrap();
            for (row, column, cell) in cells.used_cells() {
                if poison.contains(&cell.to_string().as_str()) {
                    found += 1;
                    let (top, left) = cells.start().unwrap();
                    let below = |start: u32, n: usize| start + u32::try_from(n).unwrap();
                    let place = (below(top, row), below(left, column));
                    let formula = formulas.get_value(place).map_or("", String::as_str);
                    // Another cell may show the text, by reference.
                    assert!(
                        formula.is_empty() || formula.contains('!'),
                        "{name} {place:?}: {formula}"
                    );
                }
            }
        }
    }
    assert!(found > 10, "{found}");
}

fn name(text: &str) -> String {
    format!("nama: '{text}'")
}

/// Sums of money are made from the sub-activities up.
#[test]
fn totals_are_formulas_over_what_is_below() {
    let books = books(&valid_project(repo()));
    let mut book = open(&books[0]);
    let cells = book.worksheet_range("Realisasi Anggaran").unwrap();
    let formulas = book.worksheet_formula("Realisasi Anggaran").unwrap();
    let total = cells.rows().position(|row| row[1] == "JUMLAH").unwrap();
    let number = |row: usize, column: usize| match &cells.rows().nth(row).unwrap()[column] {
        Data::Float(n) => *n,
        other => panic!("{other:?}"),
    };
    let codes = |parts: usize| -> Vec<usize> {
        let depth = |row: &[Data]| row[0].to_string().split('.').count();
        let all = cells.rows().enumerate().skip(1);
        let coded = |row: &[Data]| row[0].to_string().starts_with(|c: char| c.is_ascii_digit());
        all.filter(|(_, row)| coded(row) && depth(row) == parts).map(|(n, _)| n).collect()
    };
    for level in [3, 5, 6] {
        let sum: f64 = codes(level).iter().map(|row| number(*row, 2)).sum();
        assert!((sum - number(total, 2)).abs() < 0.5, "level {level}: {sum}");
    }
    let start = formulas.start().unwrap().0 as usize;
    let formula = |row: usize| {
        formulas.rows().nth(row - start).unwrap().iter().find(|f| f.contains("SUM")).cloned()
    };
    assert!(formula(total).is_some());
    assert!(codes(5).iter().all(|row| formula(*row).is_some()));
}

/// The state of the figures is on every sheet; final figures have none.
#[test]
fn the_state_of_the_figures_is_on_every_sheet() {
    let folder = copy_of_the_project();
    let words = "DATA CONTOH: angka ilustratif, bukan data resmi";
    let says = |folder: &Path| -> Vec<(String, bool)> {
        let books = books(&valid_project(folder));
        let mut all = Vec::new();
        for book in &books {
            let mut book = open(book);
            for name in book.sheet_names() {
                let cells = book.worksheet_range(&name).unwrap();
                let first = cells.used_cells().next().map(|(_, _, cell)| cell.to_string());
                all.push((name, first.as_deref() == Some(words)));
            }
        }
        all
    };
    let sample = says(folder.path());
    assert!(sample.len() > 20 && sample.iter().all(|(_, says)| *says), "{sample:?}");
    for file in ["realisasi/2022", "realisasi/2023", "realisasi/2024", "renstra"] {
        let file = folder.path().join(format!("data/{file}.yaml"));
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replace("status: contoh", "status: final")).unwrap();
    }
    assert!(says(folder.path()).iter().all(|(_, says)| !says));
}

/// Number and title of a Renstra table are the office's.
#[test]
fn a_table_of_the_plan_has_the_number_the_office_gives_it() {
    let folder = copy_of_the_project();
    let file = folder.path().join("data/renstra.yaml");
    let mut text = std::fs::read_to_string(&file).unwrap();
    text.push_str("tabel:\n  T-C.23: { nomor: Tabel 2.1, judul: Kinerja Pelayanan }\n");
    std::fs::write(&file, text).unwrap();
    let books = books(&valid_project(folder.path()));
    let cells = open(&books[1]).worksheet_range("T-C.23").unwrap();
    let texts: Vec<String> = cells.used_cells().take(3).map(|(_, _, c)| c.to_string()).collect();
    assert_eq!(texts[1..], ["Tabel 2.1", "Kinerja Pelayanan"]);
}

/// What is longer than Excel holds is cut short and says so, never a broken workbook.
#[test]
fn a_note_that_excel_cannot_hold_is_cut_short() {
    let label = "kata ".repeat(1_900);
    let variabel = [0, 1, 2, 3].map(|n| format!("          v{n}: {label}{n}\n")).concat();
    let next = "      - id: pertumbuhan-retribusi\n";
    let indikator = format!(
        "      - id: panjang\n        nama: Jumlah yang panjang\n        variabel:\n{variabel}        \
         formula: v0 + v1 + v2 + v3\n        satuan: rupiah\n        arah: naik\n        \
         agregasi: jumlah\n        sumber: Buku\n{next}"
    );
    let test = Test::begun().edit("data/jabatan/01-kepala-bidang.yaml", next, &indikator);
    test.run(&["build", "-q", "--only", "lkjip"]).code(0);
    let file = std::fs::File::open(test.path().join("output/LKjIP-2025.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut notes = String::new();
    for n in 0..archive.len() {
        let part = archive.by_index(n).unwrap();
        if part.name().unwrap().starts_with("xl/comments") {
            notes.push_str(&std::io::read_to_string(part).unwrap());
        }
    }
    assert!(notes.contains("terlalu panjang untuk satu sel Excel"));
}

/// The cells of a sheet, row by row.
fn rows(book: &Artifact, sheet: &str) -> Vec<Vec<Data>> {
    open(book).worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// What stands in `column` of the rows of an indicator, whose name (with or without its unit) stands
/// in the column `names`.
fn of_indicator(rows: &[Vec<Data>], names: usize, nama: &str, column: usize) -> Vec<String> {
    let is =
        |text: &str| text == nama || text.strip_prefix(nama).is_some_and(|r| r.starts_with(" ("));
    let own = rows.iter().filter(|row| is(&row[names].to_string()));
    own.map(|row| row[column].to_string()).collect()
}

/// What two tables of the two books say of one quantity is the same: the target of the plan's last
/// year as it was first set, its end, the target that was revised, and the actual value.
#[test]
fn the_books_agree_on_what_they_share() {
    let project = valid_project(repo());
    let plan = project.model.renstra.as_ref().unwrap();
    let books = books(&project);
    let [lkjip, renstra] = [&books[0], &books[1]];
    let [tc25, tc27, tc28] = ["T-C.25", "T-C.27", "T-C.28"].map(|nama| rows(renstra, nama));
    let sheets =
        ["RKT", "PK Pimpinan", "Pengukuran Kinerja", "Kemajuan Renstra", "Pengukuran Jabatan"];
    let [rkt, pk, measured, progress, positions] = sheets.map(|nama| rows(lkjip, nama));
    let mut revised = 0;
    for id in plan.sasaran().flat_map(|sasaran| &sasaran.indikator) {
        let nama = project.model.indikator(id).unwrap().1.nama.as_str();
        let one = |rows: &[Vec<Data>], names, column| {
            let mut all = of_indicator(rows, names, nama, column);
            all.dedup();
            assert_eq!(all.len(), 1, "{nama}: {all:?}");
            all.remove(0)
        };
        let first_set = one(&tc28, 1, 9);
        assert_eq!(first_set, one(&tc25, 3, 9), "{nama}");
        assert_eq!(first_set, of_indicator(&tc27, 4, nama, 16)[0], "{nama}");
        assert_eq!(first_set, one(&rkt, 2, 4), "{nama}");
        let agreed = of_indicator(&pk, 2, nama, 3);
        assert_eq!(first_set, agreed[0], "{nama}");
        let in_force = one(&measured, 2, 4);
        assert_eq!(in_force, *agreed.last().unwrap(), "{nama}");
        assert_eq!(in_force, one(&positions, 2, 4), "{nama}");
        revised += usize::from(in_force != first_set);
        let end = one(&tc28, 1, 10);
        assert_eq!(end, one(&progress, 2, 4), "{nama}");
        assert_eq!(end, of_indicator(&tc27, 4, nama, 18)[0], "{nama}");
        for column in [6, 7] {
            assert_eq!(one(&measured, 2, column), one(&positions, 2, column), "{nama}");
        }
    }
    assert!(revised > 0, "the sample has a revised target");
}

/// The score of the office is that of the objectives its head has promised, and both averages say
/// which they are.
#[test]
fn the_score_of_the_office_is_that_of_its_objectives() {
    let project = valid_project(repo());
    let measurement = measure::measure(&project.model, 2024);
    let office = measurement.kantor.as_ref().unwrap();
    let summary = rows(&books(&project)[0], "Ringkasan");
    for (nama, rata) in [
        ("Nilai perangkat daerah (Perjanjian Kinerja pimpinan)", &office.rata),
        ("Rata-rata semua jabatan (Indikator Kinerja Individu)", &measurement.rata),
    ] {
        let row = summary.iter().find(|row| row[1] == *nama).unwrap();
        let value = rata.nilai.number().unwrap();
        assert_eq!(shown(&row[2], &format::percent), format::percent(value));
        assert_eq!(row[4], Data::Float(f64::from(u32::try_from(rata.counted).unwrap())));
    }
    assert_eq!(office.rata.nilai.show(format::percent), "96,98%");
    assert_eq!((office.rata.counted, office.rata.all), (15, 16));
}

/// The form of evaluation never adds percentages: of a programme whose quarters are shares, the year
/// is the last of them.
#[test]
fn shares_are_never_added() {
    let project = valid_project(repo());
    let form = rows(&books(&project)[0], "E.81");
    let row = form.iter().find(|row| row[2] == *"2.17.01.2.01").unwrap();
    // Quarters have money beside them.
    let quarters = [12, 14, 16, 18].map(|column| row[column].to_string());
    assert_eq!(quarters, ["0.22", "0.46", "0.695", "0.9175"]);
    assert_eq!(row[20].to_string(), "0.9175");
    let counted = form.iter().find(|row| row[2] == *"2.17.01.2.01.01").unwrap();
    let sum: f64 = [12, 14, 16, 18].iter().filter_map(|n| counted[*n].get_float()).sum();
    assert_eq!(counted[20], Data::Float(sum));
}
