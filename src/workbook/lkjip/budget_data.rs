//! *Data Anggaran*: the budget and the spending of every sub-activity, of the year and of its
//! quarters. Every other cell that shows money refers to here, or adds up what does.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Report;
use crate::format;
use crate::measure::anggaran::jumlah;
use crate::model::renstra::{Program, Renstra, SubKegiatan};
use crate::number::Rational;
use crate::workbook::cell::{Cached, Cell, Input, NumberFormat};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Placement, Refs, Row, Sheet, Style, column, group};

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
    /// What the plan means to spend on it in a year.
    PaguOf(i32),
    /// The same in all years of the plan.
    Pagu,
    /// What it spent in the years of the plan before this one.
    Earlier,
}

impl Amount {
    /// The column of the sheet that holds it.
    fn key(self) -> Cow<'static, str> {
        let key = match self {
            Amount::PaguOf(tahun) => return format!("pagu_{tahun}").into(),
            Amount::Anggaran => "anggaran",
            Amount::AnggaranToDate => "anggaran_sampai",
            Amount::RealisasiToDate => "realisasi_sampai",
            Amount::Belanja(1) => "belanja_1",
            Amount::Belanja(2) => "belanja_2",
            Amount::Belanja(3) => "belanja_3",
            Amount::Belanja(_) => "belanja_4",
            Amount::Pagu => "pagu",
            Amount::Earlier => "lalu",
        };
        key.into()
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
            Amount::PaguOf(tahun) => ceiling(sub, tahun),
            Amount::Pagu => {
                let [dari, sampai] = report.model.opd.periode;
                jumlah((dari..=sampai).map(|tahun| ceiling(sub, tahun))).number()
            }
            Amount::Earlier => {
                jumlah(earlier_years(report).map(|tahun| earlier(report, sub, tahun))).number()
            }
        }
    }
}

fn ceiling(sub: &SubKegiatan, tahun: i32) -> Option<Rational> {
    sub.pagu.get(&tahun).map(|amount| amount.value)
}

/// The years of the plan before this one.
fn earlier_years(report: &Report) -> Range<i32> {
    report.model.opd.periode[0]..report.measurement.tahun
}

/// What was spent in a year that is over.
fn earlier(report: &Report, sub: &SubKegiatan, tahun: i32) -> Option<Rational> {
    sub.spent(report.model.realisasi.get(&tahun), tahun, 4)
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

/// Where the amounts stand.
pub(super) struct BudgetDataSheet {
    placement: Placement,
    /// Rows, by the address of the sub-activity: a code may be written twice.
    row_of: HashMap<usize, usize>,
}

/// Sub-activities whose amounts are added up one by one, by their names.
const NAMED: usize = 40;

impl BudgetDataSheet {
    /// The sum of an amount of sub-activities of one programme.
    pub(super) fn sum(&self, all: &[&SubKegiatan], amount: Amount) -> String {
        let rows = || all.iter().filter_map(|sub| self.row_of.get(&address(sub)).copied());
        if let (true, Some(first), Some(last)) = (all.len() > NAMED, rows().min(), rows().max())
            && last + 1 - first == all.len()
        {
            // Those of a programme stand below each other.
            let range = self.placement.external_range(&amount.key(), first..last + 1);
            return format!("IF(COUNT({range})=0,\"\",SUM({range}))");
        }
        let names: Vec<String> = all.iter().map(|sub| name(sub, amount)).collect();
        rumus::jumlah(&names)
    }
}

fn address(sub: &SubKegiatan) -> usize {
    std::ptr::from_ref(sub).addr()
}

/// The sheet, and where its amounts stand.
pub(super) fn sheet(report: &Report, renstra: &Renstra) -> (Sheet, BudgetDataSheet) {
    let mut sheet = report.sheet_of_year("Data Anggaran", "Data Anggaran dan Belanja");
    let rows = rows(renstra);
    let placement = sheet.table(&columns(report), &rows);
    // A code that is written twice is reported; the first one has the name.
    let mut seen = HashSet::new();
    let mut row_of = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        let Row::Body(sub) = row else { continue };
        row_of.insert(address(sub), n);
        let whole = [
            Amount::Anggaran,
            Amount::AnggaranToDate,
            Amount::RealisasiToDate,
            Amount::PaguOf(report.measurement.tahun),
            Amount::Pagu,
            Amount::Earlier,
        ];
        for amount in whole.into_iter().chain((1..=4).map(Amount::Belanja)) {
            let name = name(sub, amount);
            if seen.insert(name.clone()) {
                sheet.named.push((name, placement.fixed(&amount.key(), n)));
            }
        }
    }
    sheet.frozen = 2;
    sheet.gap();
    for line in [
        "Setiap pagu, anggaran, dan belanja ditulis sekali, di sini; lembar lain menunjuk ke sel-sel ini. Realisasi setahun \
         menggantikan jumlah belanja triwulan bila diisi. Batas triwulan: lembar Keterangan.",
        "Sumber sesungguhnya tetap berkas YAML: perubahan di sini tidak kembali ke sana.",
    ] {
        sheet.span_all(line, Style::Note);
    }
    (sheet, BudgetDataSheet { placement, row_of })
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
    let mut columns = vec![
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
    ];
    let [dari, sampai] = report.model.opd.periode;
    let planned = yearly(dari..sampai + 1, "pagu", ceiling);
    columns.push(with_sum(report, ("Pagu Renstra (Rp)", Amount::Pagu), planned));
    let before = yearly(earlier_years(report), "lalu", |sub, tahun| earlier(report, sub, tahun));
    let title = format!("Realisasi Tahun Renstra sebelum {tahun} (Rp)");
    columns.push(with_sum(report, (&title, Amount::Earlier), before));
    columns.push(column("periksa", "Periksa", 26.0, move |sub: &&SubKegiatan, a| {
        inspection(report, sub, a)
    }));
    columns
}

type SubColumn<'a> = Column<'a, &'a SubKegiatan>;

/// A column of given amounts for each year: its key, and the column.
fn yearly<'a>(
    years: Range<i32>,
    key: &'static str,
    value: impl Fn(&SubKegiatan, i32) -> Option<Rational> + Copy + 'a,
) -> Vec<(String, SubColumn<'a>)> {
    let column = |tahun: i32| {
        let key = format!("{key}_{tahun}");
        let own = key.clone();
        let make = move |sub: &&SubKegiatan, a: &Refs| given(value(sub, tahun), &a.cell(&own));
        (key.clone(), column(key, tahun.to_string(), 17.0, make))
    };
    years.map(column).collect()
}

/// Columns of years under their heading, with their sum.
fn with_sum<'a>(
    report: &'a Report<'_>,
    (title, sum): (&str, Amount),
    years: Vec<(String, SubColumn<'a>)>,
) -> SubColumn<'a> {
    let (keys, mut columns): (Vec<String>, Vec<_>) = years.into_iter().unzip();
    columns.push(column(sum.key(), "Jumlah", 18.0, move |sub: &&SubKegiatan, a| {
        let cells: Vec<String> = keys.iter().map(|key| a.cell(key)).collect();
        let formula =
            if cells.is_empty() { rumus::NOT_FILLED.to_owned() } else { rumus::jumlah(&cells) };
        let cached = sum.of(report, sub);
        let cached = cached.map_or(Cached::Text(String::new()), Cached::Number);
        Cell::formula(formula, cached, NumberFormat::Rupiah)
    }));
    group(title, columns)
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
fn inspection(report: &Report, sub: &SubKegiatan, a: &Refs) -> Cell {
    let tahun = report.measurement.tahun;
    let [dari, last] = report.model.opd.periode;
    let planned = (dari..=last).map(|year| (format!("pagu_{year}"), ceiling(sub, year)));
    let before =
        earlier_years(report).map(|year| (format!("lalu_{year}"), earlier(report, sub, year)));
    let (keys_of_years, years): (Vec<String>, Vec<_>) = planned.chain(before).unzip();
    let of_years: Vec<String> = keys_of_years.iter().map(|key| a.cell(key)).collect();
    let keys = |key: &str| (1..=4).map(|n| a.cell(&format!("{key}_{n}"))).collect::<Vec<_>>();
    let (year, whole) = (a.cell("anggaran"), a.cell("setahun"));
    let (budget, spending) = (keys("anggaran"), keys("belanja"));
    let all = [&year, &whole].into_iter().chain(&budget).chain(&spending).chain(&of_years);
    let all: Vec<&String> = all.collect();
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
    let amounts = [&sub.anggaran, &sub.realisasi].into_iter().filter_map(|all| all.get(&tahun));
    let amounts = amounts.map(|amount| amount.value).chain(years.into_iter().flatten());
    let negative = amounts.into_iter().any(|amount| amount < Rational::ZERO);
    let words = if negative { "negatif" } else { "" };
    Cell::sentence(format!("MID({},3,200)", parts.join("&")), words)
}
