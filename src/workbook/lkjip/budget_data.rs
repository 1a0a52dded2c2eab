//! *Data Anggaran*: the budget and the spending of every sub-activity, of the year and of its
//! quarters. Every other cell that shows money refers to here, or adds up what does.

use std::collections::HashSet;

use super::Report;
use crate::format;
use crate::model::renstra::{Program, Renstra, SubKegiatan};
use crate::number::Rational;
use crate::workbook::cell::{Cached, Cell, Input, NumberFormat};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Refs, Row, Sheet, Style, column, group};

/// What a sub-activity has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// Its budget of the year.
    Anggaran,
    /// Its budget up to the cut-off.
    AnggaranToDate,
    /// What it spent up to the cut-off.
    RealisasiToDate,
    /// What it spent in a quarter, from 1.
    Belanja(usize),
}

impl Amount {
    /// The column of the sheet that holds it.
    fn key(self) -> &'static str {
        match self {
            Amount::Anggaran => "anggaran",
            Amount::AnggaranToDate => "anggaran_sampai",
            Amount::RealisasiToDate => "realisasi_sampai",
            Amount::Belanja(1) => "belanja_1",
            Amount::Belanja(2) => "belanja_2",
            Amount::Belanja(3) => "belanja_3",
            Amount::Belanja(_) => "belanja_4",
        }
    }

    /// What it is now.
    pub(super) fn of(self, report: &Report, sub: &SubKegiatan) -> Option<Rational> {
        let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
        match self {
            Amount::Anggaran => sub.budget(tahun, 4),
            Amount::AnggaranToDate => sub.budget(tahun, sampai),
            Amount::RealisasiToDate => sub.spent(report.model.realisasi.get(&tahun), tahun, sampai),
            Amount::Belanja(n) => {
                let quarters = report.model.realisasi.get(&tahun)?.belanja.get(&sub.kode)?;
                quarters.get(n.checked_sub(1)?)?.as_ref().map(|amount| amount.value)
            }
        }
    }
}

/// The name of the cell with an amount of a sub-activity: codes have digits and points only, so it
/// is unique. Other sheets find the cell by it.
pub(super) fn name(sub: &SubKegiatan, amount: Amount) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    format!("{}.kode_{}", amount.key(), sub.kode.chars().map(plain).collect::<String>())
}

/// A cell that shows an amount of a sub-activity.
pub(super) fn shown(report: &Report, sub: &SubKegiatan, amount: Amount) -> Cell {
    let value = amount.of(report, sub);
    let cached = value.map_or(Cached::Text(String::new()), Cached::Number);
    Cell::formula(rumus::reference(&name(sub, amount)), cached, NumberFormat::Rupiah)
}

/// The sheet.
pub(super) fn sheet(report: &Report, renstra: &Renstra) -> Sheet {
    let mut sheet = report.sheet_of_year("Data Anggaran", "Data Anggaran dan Belanja");
    let rows = rows(renstra);
    let placement = sheet.table(&columns(report), &rows);
    // A code that is written twice is reported; the first one has the name.
    let mut seen = HashSet::new();
    for (n, row) in rows.iter().enumerate() {
        let Row::Body(sub) = row else { continue };
        let whole = [Amount::Anggaran, Amount::AnggaranToDate, Amount::RealisasiToDate];
        for amount in whole.into_iter().chain((1..=4).map(Amount::Belanja)) {
            let name = name(sub, amount);
            if seen.insert(name.clone()) {
                sheet.named.push((name, placement.fixed(amount.key(), n)));
            }
        }
    }
    sheet.frozen = 2;
    sheet.gap();
    for line in [
        "Setiap anggaran dan belanja ditulis sekali, di sini; lembar lain menunjuk ke sel-sel ini. Realisasi setahun \
         menggantikan jumlah belanja triwulan bila diisi. Batas triwulan: lembar Keterangan.",
        "Sumber sesungguhnya tetap berkas YAML: perubahan di sini tidak kembali ke sana.",
    ] {
        sheet.span_all(line, Style::Note);
    }
    sheet
}

fn rows(renstra: &Renstra) -> Vec<Row<&SubKegiatan>> {
    let mut rows = Vec::new();
    for program in &renstra.program {
        rows.push(Row::Heading(format!("{} {}", program.kode, program.nama)));
        rows.extend(Program::sub_kegiatan(program).map(Row::Body));
    }
    rows
}

fn columns<'a>(report: &'a Report<'_>) -> Vec<Column<'a, &'a SubKegiatan>> {
    let tahun = report.measurement.tahun;
    let year = report.model.realisasi.get(&tahun);
    let budget = |n: usize| {
        column(format!("anggaran_{n}"), format::roman(n), 17.0, move |sub: &&SubKegiatan, a| {
            let quarters = sub.anggaran_triwulan.get(&tahun);
            given(quarters.and_then(|all| all.value[n - 1]), &a.cell(&format!("anggaran_{n}")))
        })
    };
    let spending = |n: usize| {
        column(format!("belanja_{n}"), format::roman(n), 17.0, move |sub: &&SubKegiatan, a| {
            let quarters = year.and_then(|year| year.belanja.get(&sub.kode));
            let value = quarters.and_then(|all| all[n - 1].as_ref()).map(|given| given.value);
            given(value, &a.cell(&format!("belanja_{n}")))
        })
    };
    let to_date = |amount: Amount, formula: fn(&str, &Refs) -> String| {
        move |sub: &&SubKegiatan, a: &Refs| {
            let value = amount.of(report, sub);
            let cached = value.map_or(Cached::Text(String::new()), Cached::Number);
            Cell::formula(formula(&rumus::cut_off(tahun), a), cached, NumberFormat::Rupiah)
        }
    };
    vec![
        column("kode", "Kode", 20.0, |sub: &&SubKegiatan, _| Cell::text(&sub.kode)),
        column("nama", "Sub Kegiatan", 48.0, |sub: &&SubKegiatan, _| Cell::text(&sub.nama)),
        column("anggaran", format!("Anggaran {tahun} (Rp)"), 18.0, move |sub: &&SubKegiatan, a| {
            let value = sub.anggaran.get(&tahun).map(|amount| amount.value);
            given(value, &a.cell("anggaran"))
        })
        .mark(Mark::Empty),
        group("Anggaran Triwulan (Rp)", (1..=4).map(budget).collect()),
        group("Belanja Triwulan (Rp)", (1..=4).map(spending).collect()),
        column("setahun", "Realisasi Setahun (Rp)", 18.0, move |sub: &&SubKegiatan, a| {
            let value = sub.realisasi.get(&tahun).map(|amount| amount.value);
            given(value, &a.cell("setahun"))
        }),
        group(
            "Sampai dengan Batas (Rp)",
            vec![
                column(
                    "anggaran_sampai",
                    "Anggaran",
                    18.0,
                    to_date(Amount::AnggaranToDate, budgeted),
                ),
                column("realisasi_sampai", "Realisasi", 18.0, {
                    to_date(Amount::RealisasiToDate, spent)
                }),
            ],
        ),
        column("periksa", "Periksa", 26.0, move |sub: &&SubKegiatan, a| inspection(sub, tahun, a)),
    ]
}

/// A cell of money that is given.
fn given(value: Option<Rational>, own: &str) -> Cell {
    let cell = value.map_or_else(
        || Cell::blank(NumberFormat::Rupiah),
        |value| Cell::number(value, NumberFormat::Rupiah),
    );
    cell.input(Input::formula(
        format!("AND(ISNUMBER({own}),{own}>=0)"),
        "Isilah angka rupiah, tidak negatif; kosongkan bila belum ada.",
    ))
}

/// The sum of quarters up to the cut-off, where all of them are there.
fn quarters(key: &str, sampai: &str, a: &Refs) -> String {
    let [first, last] = [1, 4].map(|n| a.cell(&format!("{key}_{n}")));
    let range = format!("{first}:INDEX({first}:{last},1,{sampai})");
    format!("IF(COUNT({range})<{sampai},\"\",SUM({range}))")
}

/// By the rule of [`SubKegiatan::budget`].
fn budgeted(sampai: &str, a: &Refs) -> String {
    let year = a.cell("anggaran");
    format!("IF({sampai}<4,{},IF({year}=\"\",\"\",{year}))", quarters("anggaran", sampai, a))
}

/// By the rule of [`SubKegiatan::spent`].
fn spent(sampai: &str, a: &Refs) -> String {
    let year = a.cell("setahun");
    format!("IF(AND({sampai}=4,ISNUMBER({year})),{year},{})", quarters("belanja", sampai, a))
}

/// What is wrong with a row, in words.
fn inspection(sub: &SubKegiatan, tahun: i32, a: &Refs) -> Cell {
    let keys = |key: &str| (1..=4).map(|n| a.cell(&format!("{key}_{n}"))).collect::<Vec<_>>();
    let (year, whole) = (a.cell("anggaran"), a.cell("setahun"));
    let (budget, spending) = (keys("anggaran"), keys("belanja"));
    let all: Vec<&String> = [&year, &whole].into_iter().chain(&budget).chain(&spending).collect();
    let each = |make: &dyn Fn(&str) -> String| {
        all.iter().map(|cell| make(cell)).collect::<Vec<_>>().join(",")
    };
    let say = |condition: String, words: &str| format!("IF({condition},\"; {words}\",\"\")");
    let unknown = each(&|cell| format!("AND({cell}<>\"\",NOT(ISNUMBER({cell})))"));
    let below = each(&|cell| format!("N({cell})<0"));
    let sampai = rumus::cut_off(tahun);
    let beyond = (1..=4).map(|n| format!("AND({n}>{sampai},{}<>\"\")", spending[n - 1]));
    let beyond: Vec<String> = beyond.collect();
    let range = format!("{}:{}", spending[0], spending[3]);
    let differs =
        format!("AND(COUNT({range})=4,ISNUMBER({whole}),ROUND(SUM({range})-N({whole}),2)<>0)");
    let parts = [
        say(format!("OR({unknown})"), "bukan angka"),
        say(format!("OR({below})"), "negatif"),
        say(format!("OR({})", beyond.join(",")), "belanja melewati batas di lembar Keterangan"),
        say(differs, "realisasi setahun bukan jumlah belanja triwulan"),
    ];
    let amounts = [&sub.anggaran, &sub.realisasi];
    let negative = amounts
        .iter()
        .filter_map(|series| series.get(&tahun))
        .any(|amount| amount.value < Rational::ZERO);
    let words = if negative { "negatif" } else { "" };
    Cell::sentence(format!("MID({},3,200)", parts.join("&")), words)
}
