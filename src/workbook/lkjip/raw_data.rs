//! *Data Dasar*: the raw data of every indicator, quarter by quarter. Everything else in the
//! workbook is computed from here; the year's value of each has a name.

use std::collections::{BTreeSet, HashMap};

use super::Report;
use crate::format;
use crate::measure::{self, Coverage};
use crate::model::{Agregasi, Indikator, NILAI, QuarterData, RealisasiIndikator, Satuan};
use crate::number::Rational;
use crate::wording;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Placement, Row, Sheet, Style, column, group};

/// One kind of raw data in one year.
struct RawDatum<'a> {
    indikator: &'a Indikator,
    nama: &'a str,
    tahun: i32,
    args: Option<&'a RealisasiIndikator>,
    /// Quarters that are reported.
    sampai: usize,
    /// A value given by hand in place of quarters.
    direct: Option<Rational>,
}

/// Where the raw data stand.
pub(super) struct RawDataSheet<'a> {
    report: &'a Report<'a>,
    placement: Placement,
    row_of: HashMap<(&'a str, &'a str, i32), usize>,
}

impl RawDataSheet<'_> {
    /// What an operand of `indikator` is called when it is measured for `tahun`, from January to
    /// the end of quarter `sampai`: the name of its cell, or the cell itself where that has none.
    pub(super) fn operand(
        &self,
        indikator: &Indikator,
        operand: &str,
        tahun: i32,
        sampai: usize,
    ) -> String {
        let source = source(self.report, indikator, operand, (tahun, sampai));
        let key = (indikator.id.as_str(), source.nama, source.tahun);
        let row = self.row_of.get(&key).copied().unwrap_or(0);
        let named = source.sampai == self.report.model.sampai(source.tahun);
        let name = named.then(|| name(indikator, source.nama, source.tahun)).flatten();
        name.unwrap_or_else(|| self.placement.external(&to_date(source.sampai), row))
    }
}

/// The raw data behind an operand.
struct Source<'s> {
    nama: &'s str,
    tahun: i32,
    /// Up to which quarter of that year.
    sampai: usize,
}

/// The raw data behind an operand of `indikator`, measured for a year up to a quarter. A value by
/// hand goes by the operand's own name, for the year it is used in.
fn source<'s>(
    report: &Report,
    indikator: &'s Indikator,
    operand: &'s str,
    (tahun, sampai): (i32, usize),
) -> Source<'s> {
    let Some((_, other)) = indikator.tahun_lain().find(|(nama, _)| *nama == operand) else {
        return Source { nama: operand, tahun, sampai };
    };
    if measure::operand::is_by_hand(report.model, indikator, (operand, other), (tahun, sampai)) {
        return Source { nama: operand, tahun, sampai: report.model.sampai(tahun) };
    }
    let coverage = Coverage::of(other, indikator, sampai);
    let there = tahun.saturating_add(other.selisih);
    Source { nama: &other.dari, tahun: there, sampai: coverage.sampai() }
}

/// Characters that a name may have.
const NAME_LENGTH: usize = 255;

/// `data.koperasi_rat.aktif_2024`: ids have no underscore and names no point, so it is unique,
/// and its beginning keeps it from looking like a cell. `None` where it would be too long.
fn name(indikator: &Indikator, nama: &str, tahun: i32) -> Option<String> {
    let name = format!("data.{}.{nama}_{tahun}", indikator.id.replace('-', "_"));
    (name.len() <= NAME_LENGTH).then_some(name)
}

/// Key of the column with the value up to a quarter, from 1.
fn to_date(triwulan: usize) -> String {
    format!("sd_{triwulan}")
}

/// The sheet, and where its data stand.
pub(super) fn sheet<'a>(report: &'a Report<'a>) -> (Sheet, RawDataSheet<'a>) {
    let mut sheet = report.sheet("Data Dasar", "Data Dasar Indikator Kinerja");
    let rows = rows(report);
    let placement = sheet.table(&columns(report), &rows);
    let mut row_of = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        if let Row::Body(data) = row {
            row_of.insert((data.indikator.id.as_str(), data.nama, data.tahun), n);
            let year = placement.fixed(&to_date(data.sampai), n);
            sheet.named.extend(name(data.indikator, data.nama, data.tahun).map(|n| (n, year)));
        }
    }
    sheet.frozen = 2;
    sheet.gap();
    sheet.span_all(
        "Isilah kolom triwulan; kolom \"Sampai dengan\" dan semua lembar lain ikut berubah. Kotak bergaris \
         berarti belum diisi, n/a berarti tidak tersedia (alasannya pada catatan sel), 0 berarti nol. \
         Sumber sesungguhnya tetap berkas YAML: perubahan di sini tidak kembali ke sana.",
        Style::Note,
    );
    (sheet, RawDataSheet { report, placement, row_of })
}

fn rows<'a>(report: &'a Report<'a>) -> Vec<Row<RawDatum<'a>>> {
    let mut rows = Vec::new();
    for one in &report.measurement.jabatan {
        rows.push(Row::Heading(one.jabatan.nama.to_string()));
        for h in one.measured() {
            rows.extend(of_indicator(report, h.indikator).into_iter().map(Row::Body));
        }
    }
    rows
}

/// The raw data an indicator needs in all years of the report, the latest year first; in years
/// before it, those of the one it replaces.
fn of_indicator<'a>(report: &'a Report<'a>, current: &'a Indikator) -> Vec<RawDatum<'a>> {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for tahun in report.years_with_data(current).into_iter().rev() {
        let Some(indikator) = report.model.in_year(current, tahun) else { continue };
        let operands: Vec<&str> = match &indikator.rumus {
            Some(rumus) => rumus.calculate.variabel(),
            None => vec![NILAI],
        };
        // Quarter by quarter only the report's own year is looked at, and each of its quarters may
        // look at other quarters of another year.
        let sampai = report.model.sampai(tahun);
        let first = if tahun == report.measurement.tahun { 1 } else { sampai };
        let quarters = first..=sampai;
        let all = operands.iter().flat_map(|operand| {
            quarters.clone().map(|n| source(report, indikator, operand, (tahun, n)))
        });
        for Source { nama, tahun: year, .. } in all {
            if seen.insert((&indikator.id, nama, year)) {
                let file = report.model.realisasi.get(&year);
                rows.push(RawDatum {
                    indikator,
                    nama,
                    tahun: year,
                    args: file.and_then(|file| file.indikator.get(&indikator.id)),
                    sampai: file.map_or(4, |file| file.sampai),
                    direct: measure::by_hand(report.model, indikator, nama, year),
                });
            }
        }
    }
    rows.sort_by_key(|data| std::cmp::Reverse(data.tahun));
    rows
}

fn columns<'a>(report: &'a Report) -> Vec<Column<'a, RawDatum<'a>>> {
    let quarter = |n: usize| {
        column(format!("tw_{n}"), format::roman(n), 13.0, move |d: &RawDatum, _| quarter_cell(d, n))
            .mark(Mark::Empty)
    };
    let sum = |n: usize| {
        column(to_date(n), format::roman(n), 13.0, move |d: &RawDatum, a| {
            if d.direct.is_some() || n <= d.sampai {
                to_date_cell(report, d, n, &a.cell("tw_1"), &|n| a.cell(&format!("tw_{n}")))
            } else {
                Cell::centered("–")
            }
        })
        .mark(Mark::Empty)
    };
    vec![
        column("indikator", "Indikator Kinerja", 34.0, |d: &RawDatum, _| {
            Cell::text(&d.indikator.nama)
        }),
        column("data", "Data Dasar", 34.0, |d: &RawDatum, _| Cell::text(label(d))),
        column("tahun", "Tahun", 8.0, |d: &RawDatum, _| Cell::centered(d.tahun.to_string())),
        group("Triwulan", (1..=4).map(quarter).collect()),
        group("Sampai dengan Triwulan", (1..=4).map(sum).collect()),
        column("cara", "Cara Menjadi Setahun", 20.0, |d: &RawDatum, _| Cell::text(how(d))),
        column("nama", "Nama dalam Rumus", 30.0, |d: &RawDatum, _| {
            Cell::text(name(d.indikator, d.nama, d.tahun).unwrap_or_default())
        }),
        column("sumber", "Sumber Data", 26.0, |d: &RawDatum, _| {
            Cell::text(d.indikator.sumber.as_deref().unwrap_or(""))
        }),
    ]
}

/// What the data are, in the words of the formula.
fn label(d: &RawDatum) -> String {
    let words = d.indikator.rumus.as_ref().and_then(|rumus| rumus.label.get(d.nama));
    words.unwrap_or(&d.indikator.nama).to_string()
}

fn how(d: &RawDatum) -> &'static str {
    if d.direct.is_some() {
        return "nilai tahun lain, diisi langsung";
    }
    match d.indikator.agregasi.value {
        Agregasi::Jumlah => "triwulan dijumlahkan",
        Agregasi::Akhir => "triwulan terakhir yang terisi",
        Agregasi::RataRata => "rata-rata triwulan yang terisi",
        Agregasi::Kumulatif => "sejak Januari; triwulan terakhir yang terisi",
    }
}

/// How raw data look; grades are their place in the scale here.
fn look(d: &RawDatum) -> NumberFormat {
    match d.indikator.satuan_data() {
        Satuan::Predikat(_) => NumberFormat::Number(0),
        unit => NumberFormat::entered(unit),
    }
}

fn quarter_cell(d: &RawDatum, n: usize) -> Cell {
    if d.direct.is_some() || n > d.sampai {
        return Cell::centered("–");
    }
    match d.args.map(|args| &args.triwulan[n - 1].value) {
        None | Some(QuarterData::Empty) => Cell::empty(),
        Some(QuarterData::Unavailable(reason)) => {
            Cell::centered("n/a").with_format(format!("n/a: {reason}"))
        }
        Some(QuarterData::Nilai(values)) => {
            let value = values.get(d.nama).map(|given| given.value);
            let cell = value.map_or_else(Cell::empty, |value| Cell::number(value, look(d)));
            match (d.indikator.satuan_data(), value) {
                (unit @ Satuan::Predikat(_), Some(value)) => {
                    cell.with_format(format!("Predikat {}", unit.show_target(value)))
                }
                _ => cell,
            }
        }
    }
}

fn to_date_cell(
    report: &Report,
    d: &RawDatum,
    n: usize,
    first: &str,
    cell: &dyn Fn(usize) -> String,
) -> Cell {
    if let Some(value) = d.direct {
        return Cell::number(value, look(d));
    }
    let indikator = d.indikator;
    let last = indikator.frekuensi.until(n);
    let cells: Vec<String> = (1..=last).map(cell).collect();
    let due = !indikator.frekuensi.due(n).is_empty();
    let needed = measure::operand::compared_quarters(indikator, n);
    let range = format!("{first}:{}", cell(last));
    let formula = rumus::to_date(indikator.agregasi.value, (&range, &cells), due, needed);
    let value = measure::operand::value(report.model, indikator, d.nama, d.tahun, n);
    let cell = Cell::rumus(formula, &value, look(d));
    let due = indikator.frekuensi.due(n);
    let missing = d.args.map_or(due, |args| args.unfilled(due));
    if n == d.sampai && !missing.is_empty() && value.number().is_some() {
        return cell.with_format(format!("{} belum diisi", wording::numbered(missing)));
    }
    cell
}

/// Quarters up to the cut-off, in words.
pub(super) fn cut_off(report: &Report) -> String {
    format!("Realisasi sampai dengan {}.", wording::cut_off(report.measurement.sampai).printed())
}
