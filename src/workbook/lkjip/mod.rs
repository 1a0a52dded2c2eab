//! The annexes of the performance report (LKjIP): one sheet for each table.
//!
//! All tables of indicators have the same rows ([`rows`]), so that a formula on
//! one sheet finds the cell of the same indicator on another by the same number.

mod agreements;
mod anggaran;
mod budget_data;
mod measurement;
mod raw_data;
mod remarks;
mod target_data;

use std::collections::{BTreeSet, HashMap};

use super::cell::Cell;
use super::rumus::{Bounds, Quantity};
use super::table::{Column, Row, Sheet, column};
use crate::format;
use crate::measure::{self, Measured, Measurement};
use crate::model::{Indikator, Jabatan, Model, Satuan, SebelumAkhirTahun, Status};
use crate::wording;
use raw_data::RawDataSheet;

/// Earlier years that a comparison shows beside the year itself.
const COMPARED_YEAR: usize = 5;

/// The name of the cell that says what averages are made of.
const BASIS: &str = "dasar.jabatan";

/// What all sheets of the report draw from.
struct Report<'a> {
    model: &'a Model,
    measurement: &'a Measurement<'a>,
    /// Years with actual values, the report's own last.
    tahun: Vec<i32>,
    status: &'static str,
    /// The indicators by id, each with its position.
    index: HashMap<&'a str, (&'a Jabatan, IndikatorRow<'a>)>,
}

/// One indicator of one position: a row of most tables.
#[derive(Clone, Copy)]
struct IndikatorRow<'a> {
    /// Number of its objective within the position, from 1.
    nomor: usize,
    /// Number of its objective in the office, by which cells merge.
    sasaran_number: usize,
    sasaran: &'a str,
    h: &'a Measured<'a>,
    /// Its row in every table of indicators.
    row_number: usize,
}

/// The sheets of the year's report, and how far their figures are settled.
pub fn sheets(model: &Model, tahun: i32) -> (Status, Vec<Sheet>) {
    let mut years: Vec<i32> = model.realisasi.keys().copied().filter(|y| *y < tahun).collect();
    years.push(tahun);
    let tahun_lain = years.len().saturating_sub(COMPARED_YEAR);
    let years = years.split_off(tahun_lain);
    let measurement = measure::measure(model, tahun);
    let status = status(model, &years);
    let report = Report {
        model,
        measurement: &measurement,
        status: wording::status(status),
        tahun: years,
        index: index(&measurement),
    };
    let (target_data, targets) = target_data::sheet(&report);
    let (data, raw) = raw_data::sheet(&report, targets);
    let (measurement, at) = measurement::measurement(&report, &raw);
    let mut all = measurement::summary(&report, &at);
    all.extend(agreements::sheet(&report));
    all.push(measurement);
    all.push(measurement::triwulan(&report, &raw));
    all.push(measurement::comparison(&report, &raw, &at));
    all.push(measurement::progress(&report, &raw, &at));
    all.extend(measurement::standar_nasional(&report, &at));
    all.extend(anggaran::sheet(&report, &at));
    all.push(measurement::analisis(&report, &at));
    all.extend([data, target_data]);
    all.extend(model.renstra.iter().map(|renstra| budget_data::sheet(&report, renstra)));
    all.push(remarks::sheet(&report));
    (status, all)
}

/// The least settled of all figures that the report shows.
fn status(model: &Model, years: &[i32]) -> Status {
    let years = years.iter().map(|y| model.realisasi.get(y).map_or(Status::Draf, |r| r.status));
    years.chain(model.renstra.iter().map(|r| r.status)).min().unwrap_or(Status::Draf)
}

impl<'a> Report<'a> {
    /// A sheet with its title block.
    fn sheet(&self, nama: &'static str, judul: &str) -> Sheet {
        let mut lines: Vec<Cell> = self.judul(judul, "").iter().map(Cell::text).collect();
        // The last line says how far the figures go.
        lines.pop();
        lines.push(self.year_line());
        Sheet::titled(nama, self.status, lines)
    }

    /// The year, and how far its figures go, in capitals.
    fn year_line(&self) -> Cell {
        let tahun = self.measurement.tahun;
        let text = format!("TAHUN {tahun}{}", format::until(self.measurement.sampai));
        let formula = format!("UPPER(\"TAHUN {tahun}\"&{})", super::rumus::until(tahun));
        Cell::text_formula(formula, text.to_uppercase())
    }

    /// A sheet about the whole year, whatever is reported of it.
    fn sheet_of_year(&self, nama: &'static str, judul: &str) -> Sheet {
        Sheet::new(nama, self.status, &self.judul(judul, ""))
    }

    fn judul(&self, judul: &str, until: &str) -> Vec<String> {
        let opd = &self.model.opd;
        let office = format!("{} {}", opd.nama, opd.daerah).to_uppercase();
        let tahun = self.measurement.tahun;
        vec![judul.to_uppercase(), office, format!("TAHUN {tahun}{until}").to_uppercase()]
    }

    /// Whether achievements against targets up to the cut-off may stand beside others against the
    /// year's, which averages leave out.
    fn mixes(&self) -> bool {
        let policy = self.model.opd.kebijakan.sebelum_akhir_tahun;
        policy == SebelumAkhirTahun::TerhadapTargetSetahun
    }

    /// The years whose data an indicator's tables draw from: those that are compared, and all years
    /// of the plan where they add up.
    fn years_with_data(&self, indikator: &Indikator) -> BTreeSet<i32> {
        let tahun = self.measurement.tahun;
        let plan = measure::end_of_plan::years_with_figures(self.model, tahun);
        let plan = plan.filter(|_| indikator.adds_up());
        self.tahun.iter().copied().chain(plan).collect()
    }

    /// The positions that exist in the year.
    fn jabatan(&self) -> impl Iterator<Item = &'a Jabatan> {
        self.measurement.jabatan.iter().map(|one| one.jabatan)
    }

    /// The rows of a table of indicators: a heading for each position, then its indicators.
    fn row(&self) -> Vec<Row<IndikatorRow<'a>>> {
        rows(self.measurement)
    }

    /// Sentences under a table: the policies that govern it.
    fn kebijakan(&self, sheet: &mut Sheet) {
        sheet.gap();
        for sentence in remarks::policies(self) {
            sheet.span_all_with(sentence, super::table::Style::Note);
        }
    }
}

fn rows<'a>(measurement: &'a Measurement<'a>) -> Vec<Row<IndikatorRow<'a>>> {
    let mut rows = Vec::new();
    let mut sasaran_number = 0;
    for one in &measurement.jabatan {
        rows.push(Row::Heading(one.jabatan.nama.to_string()));
        for (n, (sasaran, all)) in one.sasaran.iter().enumerate() {
            sasaran_number += 1;
            for h in all {
                let sasaran = sasaran.sasaran.as_str();
                let row_number = rows.len();
                rows.push(Row::Body(IndikatorRow {
                    nomor: n + 1,
                    sasaran_number,
                    sasaran,
                    h,
                    row_number,
                }));
            }
        }
    }
    rows
}

fn index<'a>(
    measurement: &'a Measurement<'a>,
) -> HashMap<&'a str, (&'a Jabatan, IndikatorRow<'a>)> {
    let positions = measurement.jabatan.iter().flat_map(|j| j.measured().map(|_| j.jabatan));
    let butir = rows(measurement).into_iter().filter_map(|row| match row {
        Row::Body(butir) => Some(butir),
        Row::Heading(_) | Row::Jumlah(_) => None,
    });
    let by_id = |(jabatan, butir): (&'a Jabatan, IndikatorRow<'a>)| {
        (butir.h.indikator.id.as_str(), (jabatan, butir))
    };
    positions.zip(butir).map(by_id).collect()
}

/// The columns every table of indicators begins with.
fn identitas<'a>() -> Vec<Column<'a, IndikatorRow<'a>>> {
    vec![
        column("no", "No", 5.0, |b: &IndikatorRow, _| Cell::nomor(b.nomor))
            .merge(|b| Some(b.sasaran_number)),
        column("sasaran", "Sasaran", 30.0, |b: &IndikatorRow, _| Cell::text(b.sasaran))
            .merge(|b| Some(b.sasaran_number)),
        column("indikator", "Indikator Kinerja", 36.0, |b: &IndikatorRow, _| {
            Cell::text(&b.h.indikator.nama)
        }),
        column("satuan", "Satuan", 11.0, |b: &IndikatorRow, _| {
            Cell::centered(satuan(&b.h.indikator.satuan))
        }),
    ]
}

/// A unit as tables have it.
fn satuan(satuan: &Satuan) -> String {
    match satuan {
        Satuan::Persen => "%".to_owned(),
        other => other.nama().to_owned(),
    }
}

/// The formula of a realisasi for the operands that `operan` names.
fn realisasi(h: &Measured, operand: &dyn Fn(&str) -> String) -> Cell {
    let unit = &h.indikator.satuan;
    let number_format = super::cell::NumberFormat::measured(h.indikator);
    let rumus = super::rumus::realisasi(h.indikator, operand);
    match &unit.value {
        Satuan::Predikat(_) => {
            let words = h.realisasi.number().map(|n| unit.show_target(n));
            let words = words.unwrap_or_else(|| super::cell::state_words(&h.realisasi));
            Cell::text_formula(rumus, words)
        }
        _ => Cell::rumus(rumus, &h.realisasi, number_format),
    }
}

/// How a realisasi comes about and where its data are from.
fn origin_note(indikator: &Indikator) -> String {
    let how = match &indikator.rumus {
        Some(rumus) => {
            let label =
                |nama: &str| rumus.label.get(nama).map(ToString::to_string).unwrap_or_default();
            format!("Rumus: {}.", crate::formula::spoken(&rumus.calculate, &label))
        }
        None => "Nilai langsung, tanpa rumus.".to_owned(),
    };
    let source = indikator.sumber.as_deref().unwrap_or("belum disebut");
    format!("{how}\nSumber data: {source}.")
}

/// The achievement in a cell: its formula over the bounds of a target and the cell of the
/// realisasi. `yearly`: the cell of the year's target, where another may be missing while that is
/// there. `due`: the quarter up to which it is asked, where nothing may be due yet.
fn capaian(
    report: &Report,
    indikator: &Indikator,
    cached: &measure::Nilai,
    (bounds, realisasi): (&Bounds, String),
    (yearly, due): (Option<&str>, Option<&str>),
) -> Cell {
    let kebijakan = &report.model.opd.kebijakan;
    let realisasi = Quantity::new(realisasi, &indikator.satuan);
    let otherwise = super::rumus::otherwise(&realisasi, yearly);
    let rumus = super::rumus::capaian(kebijakan, indikator.arah, bounds, &realisasi, &otherwise);
    let rumus = match due {
        None => rumus,
        Some(sampai) => super::rumus::when_due(indikator.frekuensi, sampai, &rumus),
    };
    Cell::rumus(rumus, cached, super::cell::NumberFormat::Persen)
}

/// `2024` as column titles have it.
fn tahun_text(tahun: i32) -> String {
    format!("Tahun {tahun}")
}

/// The raw data of every indicator, and what other sheets call them by.
type RawValue<'a> = RawDataSheet<'a>;
