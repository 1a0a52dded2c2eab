//! T-C.29: what the plan will have come to with this year's.

use super::outcome::Outcome;
use super::{Line, Sources, identity, of_outcome, shown};
use crate::measure::anggaran::jumlah;
use crate::measure::{self, Nilai};
use crate::model::Aim;
use crate::number::Rational;
use crate::workbook::cell::{Cell, linked};
use crate::workbook::lkjip::Report;
use crate::workbook::rumus::{self, Quantity};
use crate::workbook::table::{Placement, Refs, Row, Sheet, Style, column, group};

/// The sheet.
pub(super) fn sheet<'a>(
    sources: &'a Sources<'a>,
    rows: &[Row<Line<'a>>],
    at: &'a Placement,
) -> Sheet {
    let report = sources.report;
    let tahun = report.measurement.tahun;
    let title = "Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah dan Pencapaian Renstra Perangkat Daerah \
                 s.d. Tahun Berjalan";
    let mut sheet = report.sheet("T-C.29", &format!("Tabel T-C.29 {title}"));
    let mut columns = identity();
    columns.drain(..2);
    columns.extend([
        of_outcome("akhir", "Target Renstra pada Akhir Periode", 12.0, |o, a| {
            shown(at, "k_akhir", a.row, Cell::aim(o.end, &o.indikator.satuan))
        }),
        of_outcome("sebelum", format!("Realisasi s.d. Tahun {}", tahun - 2), 12.0, move |o, _| {
            sources.settled(o, (tahun - 2, &o.earlier[1]))
        }),
        group(
            format!("Target dan Realisasi Tahun {}", tahun - 1),
            vec![
                of_outcome("target_lalu", "Target Renja", 11.0, move |o, _| {
                    sources.target(o, tahun - 1)
                }),
                of_outcome("lalu", "Realisasi Renja", 11.0, move |o, _| {
                    let formula = sources.year(o, tahun - 1);
                    let year = measure::calculate(report.model, o.indikator, tahun - 1);
                    formula.map_or_else(Cell::without, |formula| o.shown(formula, &year.realisasi))
                }),
                of_outcome("tingkat_lalu", "Tingkat Realisasi (%)", 11.0, move |o, a| {
                    if sources.year(o, tahun - 1).is_none() {
                        return Cell::without();
                    }
                    let year = measure::calculate(report.model, o.indikator, tahun - 1).realisasi;
                    let target = (tahun - 1, a.cell("target_lalu"));
                    sources.rate(o, target, (&year, a.cell("lalu")))
                }),
            ],
        ),
        of_outcome(
            "target",
            format!("Target Renja Tahun Berjalan ({tahun})"),
            12.0,
            move |o, a| {
                shown(at, "k_target", a.row, Cell::aim(o.target(tahun), &o.indikator.satuan))
            },
        ),
        group(
            format!("Perkiraan Realisasi Capaian Target Renstra s.d. Tahun {tahun}"),
            vec![
                of_outcome("perkiraan", "Realisasi Capaian", 12.0, move |o, a| {
                    expected(report, o, a)
                }),
                of_outcome("tingkat", "Tingkat Capaian (%)", 11.0, move |o, a| {
                    let value = expectation(report, o).map_or(Nilai::NotFilled, Nilai::Known);
                    let expected = a.cell("perkiraan");
                    let number = Quantity::new(expected.clone(), &o.indikator.satuan).number;
                    let none = format!("NOT(ISNUMBER({number}))");
                    let cell = sources.rate_of_plan(o, a.cell("akhir"), (&value, expected));
                    let cell = cell.guarded(&none, rumus::WITHOUT);
                    if value.number().is_some() { cell } else { cell.with_result(rumus::WITHOUT) }
                }),
            ],
        ),
        column("unit", "Unit Perangkat Daerah Penanggung Jawab", 20.0, move |line: &Line, _| {
            Cell::text(line.branch.unit(report.model))
        })
        .merge(|line| Some(line.branch.order)),
    ]);
    let placement = sheet.table(&columns, rows);
    sheet.frozen = 3;
    sheet.repeated = Some(placement.column_at("satuan") + 1);
    sheet.gap();
    sheet.span_all(
        "Perkiraan: realisasi tahun-tahun yang lewat ditambah target tahun berjalan untuk yang dijumlahkan; selain itu \
         target tahun berjalan. Persentase tidak pernah dijumlahkan. Target: sebelum perubahan.",
        Style::Note,
    );
    sheet.about(title)
}

/// What the plan will have come to with this year's target: the years before and that target where
/// they add up, else the target.
fn expectation(report: &Report, o: &Outcome) -> Option<Rational> {
    let tahun = report.measurement.tahun;
    let Some(Aim::Point(target)) = o.target(tahun) else { return None };
    if !o.indikator.adds_up() {
        return Some(target);
    }
    let before = measure::calculate(report.model, o.indikator, tahun - 1).realisasi;
    jumlah([o.earlier[1].number(), before.number(), Some(target)]).number()
}

fn expected(report: &Report, o: &Outcome, a: &Refs) -> Cell {
    let tahun = report.measurement.tahun;
    if !o.indikator.adds_up() {
        let target = Cell::aim(o.target(tahun), &o.indikator.satuan);
        return linked(&a.cell("target"), target);
    }
    let parts = ["sebelum", "lalu", "target"].map(|key| a.cell(key));
    let value = expectation(report, o).map_or(Nilai::NotFilled, Nilai::Known);
    let formula = format!("IF(ISNUMBER({}),{},\"\")", parts[2], rumus::jumlah(&parts));
    o.shown(formula, &value)
}
