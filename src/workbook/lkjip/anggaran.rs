//! *Realisasi Anggaran* and *Efisiensi*: what was planned and spent, from the sub-activities
//! up, and what it bought.

use std::collections::HashMap;

use super::budget_data::{self, Amount};
use super::{IndikatorRow, Report};
use crate::format;
use crate::measure::Nilai;
use crate::measure::anggaran::{jumlah, ratio, sub_jumlah};
use crate::measure::efisiensi::{Output, efisiensi, pmk_22_2021};
use crate::measure::rata::clamped_average;
use crate::model::renstra::{Program, Renstra, SubKegiatan};
use crate::number::{NumError, Rational};
use crate::text::Text;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::program_rows::{Branch, Level, ProgramRows};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Placement, Refs, Row, Sheet, Style, column};

/// An objective of the plan, measured and paid for, or one of its indicators.
enum Outcome<'a> {
    Sasaran {
        nomor: usize,
        nama: &'a str,
        /// Its row in the table of the budget.
        money: usize,
        /// How many indicators follow it.
        indikator: usize,
        capaian: Nilai,
        anggaran: Nilai,
        realisasi: Nilai,
    },
    Indikator(IndikatorRow<'a>),
}

/// Both sheets, where there is a plan.
pub(super) fn sheet(report: &Report, at: &Placement) -> Vec<Sheet> {
    let Some(renstra) = &report.model.renstra else { return Vec::new() };
    let (budget, money, objectives) = budget(report, renstra);
    let efficiency = efficiency(report, renstra, at, (&money, &objectives));
    vec![budget, efficiency]
}

fn budget(report: &Report, renstra: &Renstra) -> (Sheet, Placement, Vec<usize>) {
    let mut sheet = report.sheet("Realisasi Anggaran", "Realisasi Anggaran");
    let mut program_rows = ProgramRows::new(false);
    let all = renstra.sasaran().map(|s| program_rows.sasaran(renstra, &s.id, &s.sasaran));
    let objectives: Vec<usize> = all.collect();
    let children = objectives.iter().map(|row| program_rows.child(*row)).collect();
    program_rows.jumlah(renstra, children);
    let parents = parents(&program_rows.row);
    let placement = sheet.table(&budget_columns(report, &parents), &program_rows.row);
    sheet.frozen = 2;
    sheet.gap();
    sheet.span_all(
        "Jumlah dihitung dari sub kegiatan ke atas. Penyerapan = realisasi ÷ anggaran.",
        Style::Note,
    );
    let note = "Anggaran dan realisasi sampai dengan triwulan yang sama; penyerapan ada bila keduanya terisi di setiap \
         sub kegiatan (anggaran dan belanja triwulan di lembar Data Anggaran).";
    let sampai = rumus::cut_off(report.measurement.tahun);
    let formula = format!("IF({sampai}<4,{},\"\")", rumus::quote(note));
    let shown = if report.measurement.sampai < 4 { note } else { "" };
    sheet.span_all_with(Cell::sentence(formula, shown), Style::Note);
    let instruments = instruments(renstra);
    sheet.span_all(&format!("Kode dan nama menurut {instruments}."), Style::Note);
    (sheet, placement, objectives)
}

/// The row whose sum a row is a part of, by the row.
fn parents(rows: &[Row<Branch>]) -> HashMap<usize, usize> {
    let mut parents = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        if let Row::Body(one) | Row::Jumlah(one) = row {
            parents.extend(one.children.iter().map(|(child, _)| (*child, n)));
        }
    }
    parents
}

fn budget_columns<'a>(
    report: &'a Report<'a>,
    parents: &'a HashMap<usize, usize>,
) -> Vec<Column<'a, Branch<'a>>> {
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let cut_off = rumus::cut_off(tahun);
    let until =
        if sampai < 4 { format!(" s.d. TW {}", format::roman(sampai)) } else { String::new() };
    let live = format!("IF({cut_off}<4,\" s.d. TW \"&{},\"\")", rumus::roman(&cut_off));
    let title = |before: String, unit: &str| {
        let formula = format!("{}&{live}&{}", rumus::quote(&before), rumus::quote(unit));
        Cell::text_formula(formula, format!("{before}{until}{unit}"))
    };
    vec![
        column("kode", "Kode", 18.0, |c: &Branch, _| Cell::text(c.kode)),
        column("uraian", "Sasaran/Program/Kegiatan/Sub Kegiatan", 66.0, |c: &Branch, _| {
            Cell::text(c.nama)
        }),
        column("anggaran", format!("Anggaran {tahun} (Rp)"), 20.0, move |c: &Branch, a| {
            match (c.level, c.sub.first()) {
                (Level::SubKegiatan, Some(sub)) => {
                    budget_data::shown(report, sub, Amount::Anggaran)
                }
                _ => sum(c, a, "anggaran", &c.jumlah(|sub| &sub.anggaran, tahun)),
            }
        })
        .mark(Mark::Empty),
        to_date("anggaran_sampai", report, Amount::AnggaranToDate)
            .titled(title("Anggaran".to_owned(), " (Rp)"))
            .hidden(sampai >= 4),
        to_date("realisasi", report, Amount::RealisasiToDate)
            .titled(title(format!("Realisasi {tahun}"), " (Rp)")),
        column("persen", "", 14.0, move |c: &Branch, a| {
            let formula = rumus::ratio(&a.cell("realisasi"), &a.cell("anggaran_sampai"));
            let [planned, spent] = both(report, &c.sub);
            Cell::rumus(formula, &ratio(&spent, &planned), NumberFormat::Persen)
        })
        .titled(title("Penyerapan".to_owned(), " (%)")),
        column("sisa", "Sisa Anggaran (Rp)", 20.0, move |c: &Branch, a| {
            let (planned, spent) = (a.cell("anggaran"), a.cell("realisasi"));
            let formula = format!("IF(COUNT({planned},{spent})<2,\"\",ROUND({planned}-{spent},2))");
            let planned = sub_jumlah(c.sub.iter().copied(), |sub| &sub.anggaran, tahun);
            let [_, spent] = both(report, &c.sub);
            Cell::rumus(formula, &difference(&planned, &spent), NumberFormat::Rupiah)
        }),
        column("induk", "Baris Induk", 8.0, move |_: &Branch, a| {
            parents.get(&a.row).map_or_else(Cell::empty, |parent| Cell::nomor(*parent))
        })
        .hidden(true),
    ]
}

/// The rows that a row is the sum of, as ranges that hold no cell of its own: their cells in the
/// column `key`, and who each of them is a part of.
fn children(c: &Branch, a: &Refs, key: &str) -> Option<(String, String)> {
    let rows = || c.children.iter().map(|(row, _)| *row);
    let rows = rows().min()?..rows().max()? + 1;
    Some((a.range(key, rows.clone()), format!("{},{}", a.range("induk", rows), a.row)))
}

/// The sum of the rows below.
fn sum(c: &Branch, a: &Refs, key: &str, cached: &Nilai) -> Cell {
    let Some((range, own)) = children(c, a, key) else { return Cell::empty() };
    Cell::rumus(rumus::sum_where(&range, &own), cached, NumberFormat::Rupiah)
}

/// The instruments that codes are taken from.
fn instruments(renstra: &Renstra) -> String {
    let mut names: Vec<&str> = renstra.program.iter().map(|p| p.nomenklatur.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

/// Budget and spending up to the cut-off.
fn both(report: &Report, sub: &[&SubKegiatan]) -> [Nilai; 2] {
    [Amount::AnggaranToDate, Amount::RealisasiToDate].map(|amount| up_to_date(report, sub, amount))
}

/// The sum over sub-activities up to the cut-off. Before the year is over all that have a budget
/// must be there: what one of them lacks would compare unlike things.
fn up_to_date(report: &Report, sub: &[&SubKegiatan], amount: Amount) -> Nilai {
    let values = sub.iter().filter(|sub| takes_part(report, sub)).map(|sub| amount.of(report, sub));
    if report.measurement.sampai >= 4 {
        return jumlah(values);
    }
    let all: Option<Vec<Rational>> = values.collect();
    all.map_or(Nilai::NotFilled, |all| jumlah(all.into_iter().map(Some)))
}

/// Whether a sub-activity counts up to the cut-off: always in a whole year, else where it has a
/// budget.
fn takes_part(report: &Report, sub: &SubKegiatan) -> bool {
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    sampai >= 4 || sub.anggaran.contains_key(&tahun)
}

/// A column of amounts up to the cut-off: shown for sub-activities, summed above them. Before the
/// year is over those with a budget are summed, and only where all of them have their amount.
fn to_date<'a>(
    key: &'static str,
    report: &'a Report<'a>,
    amount: Amount,
) -> Column<'a, Branch<'a>> {
    let cut_off = rumus::cut_off(report.measurement.tahun);
    column(key, "", 20.0, move |c: &Branch, a| {
        if let (Level::SubKegiatan, Some(sub)) = (c.level, c.sub.first()) {
            return budget_data::shown(report, sub, amount);
        }
        let Some((range, own)) = children(c, a, key) else { return Cell::empty() };
        let Some((budget, _)) = children(c, a, "anggaran") else { return Cell::empty() };
        let year = rumus::sum_where(&range, &own);
        let quarter = rumus::whole_sum_where(&range, &own, &budget);
        let formula = format!("IF({cut_off}<4,{quarter},{year})");
        Cell::rumus(formula, &up_to_date(report, &c.sub, amount), NumberFormat::Rupiah)
    })
    .mark(Mark::Empty)
}

fn difference(one: &Nilai, other: &Nilai) -> Nilai {
    match (one, other) {
        (Nilai::Known(one), Nilai::Known(other)) => one.checked_sub(*other).into(),
        _ => Nilai::NotFilled,
    }
}

fn efficiency(
    report: &Report,
    renstra: &Renstra,
    at: &Placement,
    (money, objectives): (&Placement, &[usize]),
) -> Sheet {
    let mut sheet = report.sheet("Efisiensi", "Analisis atas Efisiensi Penggunaan Sumber Daya");
    let rows = outcomes(report, renstra, objectives);
    let own = sheet.table(&efficiency_columns(report, at, money), &rows);
    sheet.frozen = 2;
    sheet.gap();
    sheet.span_all(
        "Capaian sasaran = rata-rata capaian indikatornya, dengan batas yang sama seperti semua rata-rata. \
         Efisiensi = capaian − penyerapan, hanya bila capaian sekurang-kurangnya 100% (kelaziman LKjIP \
         pemerintah daerah; tidak ada peraturan yang menetapkannya).",
        Style::Note,
    );
    ministry(&mut sheet, &own, &rows);
    sheet
}

/// The objectives with their indicators.
fn outcomes<'a>(
    report: &Report<'a>,
    renstra: &'a Renstra,
    objectives: &[usize],
) -> Vec<Row<Outcome<'a>>> {
    let basis = report.basis();
    let kebijakan = &report.model.opd.kebijakan;
    let mut rows = Vec::new();
    for (n, (sasaran, money)) in renstra.sasaran().zip(objectives).enumerate() {
        let known = |id: &Text| report.index.get(id.as_str()).map(|(_, butir)| *butir);
        let butir: Vec<IndikatorRow> = sasaran.indikator.iter().filter_map(known).collect();
        let sub: Vec<_> =
            renstra.program_dari(&sasaran.id).flat_map(Program::sub_kegiatan).collect();
        let [anggaran, realisasi] = both(report, &sub);
        rows.push(Row::Jumlah(Outcome::Sasaran {
            nomor: n + 1,
            nama: &sasaran.sasaran,
            money: *money,
            indikator: butir.len(),
            capaian: clamped_average(kebijakan, basis, butir.iter().map(|b| b.h)),
            anggaran,
            realisasi,
        }));
        rows.extend(butir.into_iter().map(|b| Row::Body(Outcome::Indikator(b))));
    }
    rows
}

fn efficiency_columns<'a>(
    report: &'a Report<'a>,
    at: &'a Placement,
    money: &'a Placement,
) -> Vec<Column<'a, Outcome<'a>>> {
    // Before the year is over, money is compared up to the same quarter as achievements.
    let planned = "anggaran_sampai";
    let of_objective = |(key, from): (&'static str, &'static str),
                        judul: &str,
                        make: fn(&Outcome, String) -> Cell| {
        column(key, judul, 20.0, move |h: &Outcome, _| match h {
            Outcome::Sasaran { money: row, .. } => {
                make(h, rumus::reference(&money.external(from, *row)))
            }
            Outcome::Indikator(_) => Cell::empty(),
        })
    };
    vec![
        column("no", "No", 6.0, |h: &Outcome, _| match h {
            Outcome::Sasaran { nomor, .. } => Cell::nomor(*nomor),
            Outcome::Indikator(_) => Cell::empty(),
        }),
        column("sasaran", "Sasaran/Indikator", 60.0, |h: &Outcome, _| match h {
            Outcome::Sasaran { nama, .. } => Cell::text(*nama),
            Outcome::Indikator(b) => Cell::text(&b.h.indikator.nama),
        }),
        column("capaian", "Capaian Kinerja (%)", 16.0, |h: &Outcome, a| match h {
            Outcome::Sasaran { indikator, capaian, .. } => {
                let range = a.range("capaian", a.row + 1..a.row + 1 + indikator);
                // An objective without indicators has no range to look at.
                let formula = if *indikator == 0 {
                    "\"\"".to_owned()
                } else {
                    rumus::clamped_average(&range, rumus::NOT_FILLED)
                };
                Cell::rumus(formula, capaian, NumberFormat::Persen)
            }
            Outcome::Indikator(b) => of_indicator(report, at, b),
        })
        .mark(Mark::Empty),
        of_objective(("anggaran", planned), "Anggaran (Rp)", |h, cell| match h {
            Outcome::Sasaran { anggaran, .. } => Cell::rumus(cell, anggaran, NumberFormat::Rupiah),
            Outcome::Indikator(_) => Cell::empty(),
        }),
        of_objective(("realisasi", "realisasi"), "Realisasi Anggaran (Rp)", |h, cell| match h {
            Outcome::Sasaran { realisasi, .. } => {
                Cell::rumus(cell, realisasi, NumberFormat::Rupiah)
            }
            Outcome::Indikator(_) => Cell::empty(),
        }),
        column("penyerapan", "Penyerapan Anggaran (%)", 16.0, |h: &Outcome, a| match h {
            Outcome::Sasaran { anggaran, realisasi, .. } => {
                let formula = rumus::ratio(&a.cell("realisasi"), &a.cell("anggaran"));
                Cell::rumus(formula, &ratio(realisasi, anggaran), NumberFormat::Persen)
            }
            Outcome::Indikator(_) => Cell::empty(),
        }),
        column("efisiensi", "Tingkat Efisiensi (%)", 16.0, |h: &Outcome, a| match h {
            Outcome::Sasaran { capaian, anggaran, realisasi, .. } => {
                let value = efisiensi(capaian, &ratio(realisasi, anggaran));
                let formula = rumus::efisiensi(&a.cell("capaian"), &a.cell("penyerapan"));
                Cell::rumus(formula, &value, NumberFormat::Persen)
            }
            Outcome::Indikator(_) => Cell::empty(),
        }),
    ]
}

/// The achievement of an indicator; what averages leave out does not stand among what they are made
/// of.
fn of_indicator(report: &Report, at: &Placement, b: &IndikatorRow) -> Cell {
    let formula = rumus::reference(&at.external("capaian", b.row_number));
    let cell = Cell::rumus(formula, &b.h.capaian, NumberFormat::Persen);
    if !report.mixes() {
        return cell;
    }
    let (basis, common) = (at.external("dasar", b.row_number), report.basis_name());
    let left_out = b.h.basis != report.basis();
    let cell = if left_out { cell.with_result(rumus::WITHOUT) } else { cell };
    cell.guarded(&format!("{basis}<>{common}"), rumus::WITHOUT)
}

/// An objective in the rule of the finance ministry; the last row is all of them.
struct Pmk<'a> {
    nama: &'a str,
    /// Its row in the table above.
    row_number: Option<usize>,
    output: Option<Output>,
}

impl Pmk<'_> {
    /// What it adds to one of the columns.
    fn pieces(&self, key: &str) -> Option<Rational> {
        let one = self.output?;
        match key {
            "alokasi" => Some(one.allocation),
            "patut" => one.due().ok(),
            _ => Some(one.realisasi),
        }
    }
}

/// The efficiency after PMK 22/2021, over the objectives that have achievement and budget.
fn ministry(sheet: &mut Sheet, own: &Placement, rows: &[Row<Outcome>]) {
    let mut outputs: Vec<Pmk> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        if let Row::Jumlah(Outcome::Sasaran { nama, capaian, anggaran, realisasi, .. }) = row {
            let numbers = (anggaran.number(), capaian.number(), realisasi.number());
            let output = match numbers {
                (Some(allocation), Some(capaian), Some(realisasi)) => {
                    Some(Output { allocation, capaian, realisasi })
                }
                _ => None,
            };
            outputs.push(Pmk { nama, row_number: Some(number), output });
        }
    }
    let all: Vec<Output> = outputs.iter().filter_map(|one| one.output).collect();
    let rows = outputs.into_iter().map(Row::Body);
    let total = Pmk { nama: "JUMLAH", row_number: None, output: None };
    let rows: Vec<Row<Pmk>> = rows.chain([Row::Jumlah(total)]).collect();
    sheet.gap();
    sheet.span_all("Efisiensi menurut PMK 22/2021", Style::Title);
    let columns = ministry_columns(own, &rows);
    let placement = sheet.table(&columns, &rows);
    let last = rows.len() - 1;
    let (due, spent) = (placement.at("patut", last), placement.at("belanja", last));
    let (e, ne) = match pmk_22_2021(&all) {
        Ok((e, ne)) => (Nilai::Known(e), Nilai::Known(ne)),
        Err(num_error) => (Err(num_error).into(), Err(num_error).into()),
    };
    let none =
        rumus::quote(&crate::workbook::cell::state_words(&Err(NumError::ZeroDenominator).into()));
    let e_formula = format!("IFERROR(({due}-{spent})/{due},{none})");
    let verdict = vec![
        column("no", "", 6.0, |(): &(), _| Cell::empty()),
        column("ukuran", "Ukuran", 60.0, |(): &(), _| {
            Cell::text("Efisiensi E = Σ(AA × C − RA) ÷ Σ(AA × C), dan nilainya NE")
        }),
        column("e", "E (%)", 16.0, |(): &(), _| {
            Cell::rumus(e_formula.clone(), &e, NumberFormat::Persen)
        }),
        column("ne", "NE (%)", 20.0, |(): &(), a| {
            let e = a.cell("e");
            let formula = format!("IF(ISNUMBER({e}),50%+MAX(-20%,MIN(20%,{e}))/20%*50%,{e})");
            Cell::rumus(formula, &ne, NumberFormat::Persen)
        }),
    ];
    sheet.gap();
    sheet.table(&verdict, &[Row::Body(())]);
    sheet.gap();
    sheet.span_all(
        "PMK 22/2021 mengikat kementerian/lembaga; pemerintah daerah memakainya sebagai pembanding. \
         AA alokasi anggaran, C capaian, RA realisasi anggaran; E dibatasi −20% sampai 20%, NE = 50% + E ÷ 20% × 50%.",
        Style::Note,
    );
}

fn ministry_columns<'a>(own: &'a Placement, rows: &'a [Row<Pmk<'a>>]) -> Vec<Column<'a, Pmk<'a>>> {
    let last = rows.len() - 1;
    let part = move |key: &'static str, judul: &str, width: f64, from: &'static str| {
        column(key, judul, width, move |p: &Pmk, a| match p.row_number {
            None => {
                let cells: Vec<String> = (0..last).map(|row| a.at(key, row)).collect();
                let parts = rows.iter().filter_map(|row| match row {
                    Row::Body(one) => Some(one.pieces(key)),
                    Row::Heading(_) | Row::Jumlah(_) => None,
                });
                Cell::rumus(rumus::jumlah(&cells), &jumlah(parts), NumberFormat::Rupiah)
            }
            Some(number) => {
                let (aa, c, ra) = (
                    own.at("anggaran", number),
                    own.at("capaian", number),
                    own.at("realisasi", number),
                );
                let value = match from {
                    "patut" => format!("{aa}*{c}"),
                    from => own.at(from, number),
                };
                let formula = format!("IF(COUNT({aa},{c},{ra})<3,\"\",{value})");
                let value = p.pieces(key).map_or(Nilai::NotFilled, |n| Ok(n).into());
                Cell::rumus(formula, &value, NumberFormat::Rupiah)
            }
        })
    };
    vec![
        column("no", "No", 6.0, |p: &Pmk, a| match p.row_number {
            Some(_) => Cell::nomor(a.row + 1),
            None => Cell::empty(),
        }),
        column("sasaran", "Sasaran", 60.0, |p: &Pmk, _| Cell::text(p.nama)),
        part("alokasi", "AA (Rp)", 16.0, "anggaran"),
        part("patut", "AA × C (Rp)", 20.0, "patut"),
        part("belanja", "RA (Rp)", 20.0, "realisasi"),
    ]
}
