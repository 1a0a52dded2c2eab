//! Programmes by their indicators: the evaluation of the year's plan (form E.81 of Permendagri
//! 86/2017), what the plan has come to with it (T-C.29), and which programmes bore the result
//! (Chapter III, no. 7). Percentages are never added: what adds up is added, of anything else the
//! last state counts.

mod evaluation;
mod outcome;
mod recapitulation;
mod support;

use super::program_data::ProgramDataSheet;
use super::{RawValue, Report, Tables, satuan};
use crate::model::renstra::Renstra;
use crate::workbook::cell::Cell;
use crate::workbook::program_rows::{Branch, ProgramRows};
use crate::workbook::table::{Column, Placement, Refs, Row, Sheet, column};
use outcome::Outcome;

/// Where the cells stand that all three tables are made from.
pub(super) struct Sources<'a> {
    /// The report of the positions.
    pub(super) report: &'a Report<'a>,
    /// Their tables.
    pub(super) tables: &'a Tables,
    /// Raw data, and the targets of positions.
    pub(super) raw: &'a RawValue<'a>,
    /// Targets that the plan writes itself.
    pub(super) plan: &'a ProgramDataSheet,
}

/// A row: a programme, activity or sub-activity with one of its indicators.
struct Line<'a> {
    branch: Branch<'a>,
    /// Number and words of its objective; the total has none.
    sasaran: Option<(usize, &'a str)>,
    measured: Option<Outcome<'a>>,
}

/// All sheets.
pub(super) fn sheets(sources: &Sources, renstra: &Renstra) -> Vec<Sheet> {
    let rows = lines(sources.report, renstra);
    let (evaluation, at) = evaluation::sheet(sources, &rows);
    let mut all: Vec<Sheet> = support::sheet(sources, &rows, &at).into_iter().collect();
    // The total is one of money, of which the other form has none.
    let indicators = &rows[..rows.len().saturating_sub(1)];
    all.extend([evaluation, recapitulation::sheet(sources, indicators, &at)]);
    all
}

/// The programmes under their objectives, then their total.
fn lines<'a>(report: &Report<'a>, renstra: &'a Renstra) -> Vec<Row<Line<'a>>> {
    let mut program_rows = ProgramRows::new(true);
    let mut all = Vec::new();
    for sasaran in renstra.sasaran() {
        for program in renstra.program_dari(&sasaran.id) {
            let own = program_rows.program(program);
            all.push(program_rows.child(own));
        }
    }
    program_rows.jumlah(renstra, all);
    let objective = |branch: &Branch<'a>| {
        let id = &branch.program?.sasaran;
        let (n, found) = renstra.sasaran().enumerate().find(|(_, one)| one.id == *id)?;
        Some((n + 1, found.sasaran.as_str()))
    };
    let line = |branch: Branch<'a>| {
        let (sasaran, measured) = (objective(&branch), Outcome::new(report, &branch));
        Line { branch, sasaran, measured }
    };
    let each = program_rows.row.into_iter().map(|row| match row {
        Row::Heading(text) => Row::Heading(text),
        Row::Body(branch) => Row::Body(line(branch)),
        Row::Jumlah(branch) => Row::Jumlah(line(branch)),
    });
    each.collect()
}

/// A cell of an indicator; rows without one have none.
fn of_outcome<'a>(
    key: impl Into<String>,
    judul: impl Into<String>,
    width: f64,
    make: impl Fn(&Outcome, &Refs) -> Cell + 'a,
) -> Column<'a, Line<'a>> {
    column(key, judul, width, move |line: &Line, a| {
        line.measured.as_ref().map_or_else(Cell::without, |outcome| make(outcome, a))
    })
}

/// The columns that both forms begin with.
fn identity<'a>() -> Vec<Column<'a, Line<'a>>> {
    // Objectives and the total never share a number.
    let objective = |line: &Line| line.sasaran.map_or(usize::MAX, |(n, _)| n);
    let order = |line: &Line| Some(line.branch.order);
    vec![
        column("no", "No", 5.0, |line: &Line, _| {
            line.sasaran.map_or_else(Cell::empty, |(n, _)| Cell::text(n.to_string()))
        })
        .merge(move |line| Some(objective(line))),
        column("sasaran", "Sasaran", 18.0, |line: &Line, _| {
            Cell::text(line.sasaran.map_or("", |(_, words)| words))
        })
        .merge(move |line| Some(objective(line))),
        column("kode", "Kode", 15.5, |line: &Line, _| Cell::text(line.branch.kode)).merge(order),
        column("nama", "Program/Kegiatan/Sub Kegiatan", 25.0, |line: &Line, _| {
            Cell::text(line.branch.nama)
        })
        .merge(order),
        column(
            "indikator",
            "Indikator Kinerja Program (outcome)/Kegiatan (output)",
            25.0,
            |line: &Line, _| Cell::text(line.measured.as_ref().map_or("", |o| &o.indikator.nama)),
        ),
        of_outcome("satuan", "Satuan", 12.5, |o, _| Cell::centered(satuan(&o.indikator.satuan))),
    ]
}

/// A cell that shows one of the form E.81.
fn shown(at: &Placement, key: &str, row: usize, cell: Cell) -> Cell {
    crate::workbook::cell::linked(&at.external(key, row), cell)
}
