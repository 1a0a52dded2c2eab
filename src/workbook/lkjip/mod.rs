//! The annexes of the performance report (LKjIP): one sheet for each table.
//!
//! Tables of indicators come in two sets: first those of the office, by the objectives that its
//! head has promised; then those of its positions. All tables of a set have the same rows
//! ([`Report::row`]), so that a formula on one sheet finds the cell of the same indicator on
//! another by the same number.

mod agreements;
mod anggaran;
mod budget_data;
mod measurement;
mod program_data;
mod programmes;
mod raw_data;
mod remarks;
mod signature;
mod summary;
mod target_data;

use std::collections::{BTreeSet, HashMap};

use super::cell::Cell;
use super::rumus::{Bounds, Quantity};
use super::table::{Column, Placement, Row, Section, Sheet, column};
use crate::format;
use crate::measure::{self, Basis, Measured, Measurement};
use crate::model::renstra::Renstra;
use crate::model::{Indikator, Jabatan, Model, Satuan, SebelumAkhirTahun, Status};
use crate::wording;
use budget_data::BudgetDataSheet;
use program_data::ProgramDataSheet;
use programmes::Sources;
use raw_data::RawDataSheet;

/// Earlier years that a comparison shows beside the year itself.
const COMPARED_YEAR: usize = 5;

/// Whose objectives a set of tables is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Perspective {
    /// The office's, as its head has promised them.
    Kantor,
    /// Those of every position.
    Jabatan,
}

/// Tables that there are in both sets, with their names in the set of the positions.
const OF_POSITIONS: [(&str, &str); 6] = [
    ("Pengukuran Kinerja", "Pengukuran Jabatan"),
    ("Triwulan", "Triwulan Jabatan"),
    ("Perbandingan", "Perbandingan Jabatan"),
    ("Kemajuan Renstra", "Kemajuan Jabatan"),
    ("Standar Nasional", "Standar Jabatan"),
    ("Analisis", "Analisis Jabatan"),
];

/// What all sheets of one set draw from.
struct Report<'a> {
    model: &'a Model,
    measurement: &'a Measurement<'a>,
    /// Years with actual values, the report's own last.
    tahun: Vec<i32>,
    status: &'static str,
    perspective: Perspective,
    /// The indicators by id, each with its position.
    index: HashMap<&'a str, (&'a Jabatan, IndikatorRow<'a>)>,
}

/// One indicator: a row of most tables.
#[derive(Clone, Copy)]
struct IndikatorRow<'a> {
    /// Number of its objective within the position, or of the office, from 1.
    nomor: usize,
    /// Number of its objective in the table, by which cells merge.
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
    let report_of = |perspective| Report {
        model,
        measurement: &measurement,
        status: wording::status(status),
        tahun: years.clone(),
        perspective,
        index: index(&rows(&measurement, perspective), model),
    };
    let positions = report_of(Perspective::Jabatan);
    let office = measurement.kantor.is_some().then(|| report_of(Perspective::Kantor));
    let (target_data, targets) = target_data::sheet(&positions);
    let (data, raw) = raw_data::sheet(&positions, targets);
    let own = Tables::new(&positions, &raw);
    let whole = office.as_ref().map(|report| Tables::new(report, &raw));
    let first = office.as_ref().zip(whole.as_ref().map(|tables| &tables.at));
    let mut all = of(Section::Ringkasan, summary::sheets(first, (&positions, &own.at)));
    let plan = model.renstra.as_ref().map(|renstra| Plan::new(&positions, renstra));
    let (plan, plan_data) = plan.unzip();
    let agreements = agreements::sheet(&positions, &raw, plan.as_ref());
    all.extend(of(Section::Perencanaan, agreements));
    // What the office's achievements are set against draws from its own tables where it has them.
    let (report, at) = first.unwrap_or((&positions, &own.at));
    let mut budget = anggaran::sheet(report, at);
    if let Some(plan) = &plan {
        let sources = Sources { report: &positions, tables: &own, raw: &raw, plan: &plan.targets };
        budget.extend(programmes::sheets(&sources, plan.renstra));
    }
    all.extend(whole.into_iter().flat_map(|tables| of(Section::Kantor, tables.sheets)));
    all.extend(of(Section::Program, budget));
    all.extend(of(Section::Jabatan, own.sheets));
    let mut behind = vec![data, target_data];
    behind.extend(plan_data.into_iter().flatten());
    behind.push(remarks::sheet(&positions));
    all.extend(of(Section::Data, behind));
    (status, all)
}

/// The plan, and where the cells stand of what it promises and costs.
struct Plan<'a> {
    renstra: &'a Renstra,
    targets: ProgramDataSheet,
    budget: BudgetDataSheet,
}

impl<'a> Plan<'a> {
    /// With the two sheets that hold them.
    fn new(report: &Report, renstra: &'a Renstra) -> (Plan<'a>, [Sheet; 2]) {
        let (target_sheet, targets) = program_data::sheet(report, renstra);
        let (budget_sheet, budget) = budget_data::sheet(report, renstra);
        (Plan { renstra, targets, budget }, [target_sheet, budget_sheet])
    }
}

/// The sheets as one part of the workbook.
fn of(section: Section, sheets: Vec<Sheet>) -> Vec<Sheet> {
    sheets.into_iter().map(|sheet| sheet.of(section)).collect()
}

/// The tables of Chapter III of one set, and where its achievements stand.
struct Tables {
    sheets: Vec<Sheet>,
    at: Placement,
    /// Where its quarters stand.
    quarters: Placement,
}

impl Tables {
    fn new(report: &Report, raw: &RawValue) -> Tables {
        let (measurement, at) = measurement::measurement(report, raw);
        let (triwulan, quarters) = measurement::triwulan(report, raw);
        let mut sheets = vec![
            measurement,
            triwulan,
            measurement::comparison(report, raw, &at),
            measurement::progress(report, raw, &at),
        ];
        sheets.extend(measurement::standar_nasional(report, &at));
        sheets.push(measurement::analisis(report, &at));
        Tables { sheets, at, quarters }
    }
}

/// The least settled of all figures that the report shows.
fn status(model: &Model, years: &[i32]) -> Status {
    let years = years.iter().map(|y| model.realisasi.get(y).map_or(Status::Draf, |r| r.status));
    years.chain(model.renstra.iter().map(|r| r.status)).min().unwrap_or(Status::Draf)
}

impl<'a> Report<'a> {
    /// A sheet with its title block; of a table that both sets have, one that says whose it is.
    fn sheet(&self, nama: &'static str, judul: &str) -> Sheet {
        let mut lines: Vec<Cell> = self.judul(judul, "").iter().map(Cell::text).collect();
        // The last line says how far the figures go.
        lines.pop();
        lines.push(self.year_line());
        let both = OF_POSITIONS.iter().find(|(first, _)| *first == nama);
        let Some((_, of_positions)) = both else {
            return Sheet::titled(nama, self.status, lines).about(judul);
        };
        let (nama, whose) = match self.perspective {
            Perspective::Kantor => (nama, "MENURUT SASARAN STRATEGIS DAN INDIKATOR KINERJA UTAMA"),
            Perspective::Jabatan => (*of_positions, "MENURUT JABATAN (INDIKATOR KINERJA INDIVIDU)"),
        };
        lines.insert(1, Cell::text(whose));
        Sheet::titled(nama, self.status, lines).about(judul)
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
        Sheet::new(nama, self.status, &self.judul(judul, "")).about(judul)
    }

    fn judul(&self, judul: &str, until: &str) -> Vec<String> {
        let opd = &self.model.opd;
        let office = format!("{} {}", opd.nama, opd.daerah).to_uppercase();
        let tahun = self.measurement.tahun;
        vec![judul.to_uppercase(), office, format!("TAHUN {tahun}{until}").to_uppercase()]
    }

    /// The objectives of this set with their indicators, in the order of the rows.
    fn groups(&self) -> Vec<&'a [Measured<'a>]> {
        groups(self.measurement, self.perspective).into_iter().map(|(_, group)| group).collect()
    }

    /// Its indicators.
    fn measured(&self) -> impl Iterator<Item = &'a Measured<'a>> {
        self.groups().into_iter().flatten()
    }

    /// What its averages are made of.
    fn basis(&self) -> Basis {
        match (self.perspective, &self.measurement.kantor) {
            (Perspective::Kantor, Some(kantor)) => kantor.basis,
            _ => self.measurement.basis,
        }
    }

    /// Whether achievements against targets up to the cut-off may stand beside others against the
    /// year's, which averages leave out.
    fn mixes(&self) -> bool {
        let policy = self.model.opd.kebijakan.sebelum_akhir_tahun;
        policy == SebelumAkhirTahun::TerhadapTargetSetahun
    }

    /// The name of the cell that says what the averages of this set are made of.
    fn basis_name(&self) -> &'static str {
        match self.perspective {
            Perspective::Kantor => "dasar.kantor",
            Perspective::Jabatan => "dasar.jabatan",
        }
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

    /// The rows of a table of indicators; those of positions stand under a heading for each.
    fn row(&self) -> Vec<Row<IndikatorRow<'a>>> {
        rows(self.measurement, self.perspective)
    }

    /// Sentences under a table: the policies that govern it.
    fn kebijakan(&self, sheet: &mut Sheet) {
        sheet.gap();
        for sentence in remarks::policies(self) {
            sheet.span_all_with(sentence, super::table::Style::Note);
        }
    }
}

/// An objective in words, and its indicators.
type Group<'a> = (&'a str, &'a [Measured<'a>]);

/// The objectives of a set with their indicators.
fn groups<'a>(measurement: &'a Measurement<'a>, perspective: Perspective) -> Vec<Group<'a>> {
    let of_positions = || measurement.jabatan.iter().flat_map(|one| &one.sasaran);
    match perspective {
        Perspective::Kantor => {
            let all = measurement.kantor.iter().flat_map(|kantor| &kantor.sasaran);
            all.map(|(one, group)| (one.sasaran.as_str(), group.as_slice())).collect()
        }
        Perspective::Jabatan => {
            of_positions().map(|(one, group)| (one.sasaran.as_str(), group.as_slice())).collect()
        }
    }
}

fn rows<'a>(
    measurement: &'a Measurement<'a>,
    perspective: Perspective,
) -> Vec<Row<IndikatorRow<'a>>> {
    // Objectives before which a position's heading stands, and how many it has.
    let mut headings: HashMap<usize, &str> = HashMap::new();
    if perspective == Perspective::Jabatan {
        let mut next = 0;
        for one in &measurement.jabatan {
            headings.insert(next, &one.jabatan.nama);
            next += one.sasaran.len();
        }
    }
    let mut rows = Vec::new();
    let mut nomor = 0;
    for (n, (sasaran, group)) in groups(measurement, perspective).into_iter().enumerate() {
        if let Some(nama) = headings.get(&n) {
            rows.push(Row::Heading((*nama).to_owned()));
            nomor = 0;
        }
        nomor += 1;
        for h in group {
            let row_number = rows.len();
            rows.push(Row::Body(IndikatorRow {
                nomor,
                sasaran_number: n + 1,
                sasaran,
                h,
                row_number,
            }));
        }
    }
    rows
}

fn index<'a>(
    rows: &[Row<IndikatorRow<'a>>],
    model: &'a Model,
) -> HashMap<&'a str, (&'a Jabatan, IndikatorRow<'a>)> {
    let all = rows.iter().filter_map(|row| match row {
        Row::Body(one) => Some(*one),
        Row::Heading(_) | Row::Jumlah(_) => None,
    });
    let with_position = |one: IndikatorRow<'a>| {
        let id = one.h.indikator.id.as_str();
        Some((id, (model.indikator(id)?.0, one)))
    };
    all.filter_map(with_position).collect()
}

/// The columns every table of indicators begins with.
fn identitas<'a>(report: &Report) -> Vec<Column<'a, IndikatorRow<'a>>> {
    let (objective, indicator) = match report.perspective {
        Perspective::Kantor => ("Sasaran Strategis", "Indikator Kinerja Utama"),
        Perspective::Jabatan => ("Sasaran", "Indikator Kinerja"),
    };
    vec![
        column("no", "No", 5.0, |b: &IndikatorRow, _| Cell::nomor(b.nomor))
            .merge(|b| Some(b.sasaran_number)),
        column("sasaran", objective, 27.0, |b: &IndikatorRow, _| Cell::text(b.sasaran))
            .merge(|b| Some(b.sasaran_number)),
        column("indikator", indicator, 33.0, |b: &IndikatorRow, _| Cell::text(&b.h.indikator.nama)),
        column("satuan", "Satuan", 13.0, |b: &IndikatorRow, _| {
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
