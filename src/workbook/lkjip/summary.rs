//! *Ringkasan* and *Bagan*: the score of the office by its objectives, then the average of every
//! position. Which of the two a number is stands beside it.

use std::ops::Range;

use super::measurement::average;
use super::{Perspective, Report};
use crate::measure::Nilai;
use crate::measure::rata::{Rata, rata_rata};
use crate::model::RataRata;
use crate::wording;
use crate::workbook::cell::{Cell, NumberFormat, state_words};
use crate::workbook::rumus;
use crate::workbook::table::{BarChart, Column, Mark, Placement, Row, Sheet, Style, column};

/// One objective or position of the summary; all of them in its total.
struct SummaryRow<'a> {
    nama: &'a str,
    rata: Rata,
    /// Its rows in the table of achievements.
    row: Range<usize>,
}

/// Both sheets: of the office, where it has objectives of its own, and of the positions; each with
/// the place of its table of achievements.
pub(super) fn sheets(
    office: Option<(&Report, &Placement)>,
    (positions, at): (&Report, &Placement),
) -> Vec<Sheet> {
    let mut sheet = positions.sheet("Ringkasan", "Ringkasan Capaian Kinerja");
    if let Some((report, at)) = office {
        sheet.span_all("Capaian perangkat daerah menurut sasaran strategis", Style::Title);
        let rows = objectives(report);
        sheet.table(&columns(report, at, ("Sasaran Strategis", rows.len() - 1)), &rows);
        sheet.gap();
        sheet.span_all("Capaian menurut jabatan", Style::Title);
    }
    let rows = averages(positions);
    let count = rows.len() - 1;
    let placement = sheet.table(&columns(positions, at, ("Jabatan", count)), &rows);
    sheet.gap();
    if office.is_some() {
        sheet.span_all(
            "Nilai perangkat daerah adalah rata-rata capaian indikator kinerja utama pada Perjanjian Kinerja \
             pimpinan; rata-rata semua jabatan dihitung dari indikator kinerja individu dan bukan nilai perangkat daerah.",
            Style::Note,
        );
    }
    positions.kebijakan(&mut sheet);
    let mut both = vec![sheet];
    if count > 0 {
        both.push(chart(positions, &placement, count));
    }
    both
}

fn columns<'a>(
    report: &'a Report<'a>,
    at: &'a Placement,
    (judul, last): (&str, usize),
) -> Vec<Column<'a, SummaryRow<'a>>> {
    let skala = &report.model.opd.kebijakan.skala;
    let over_sasaran = report.model.opd.kebijakan.rata_rata == RataRata::Sasaran;
    vec![
        column(
            "no",
            "No",
            5.0,
            move |_: &SummaryRow, a| {
                if a.row < last { Cell::nomor(a.row + 1) } else { Cell::empty() }
            },
        ),
        column("jabatan", judul, 62.0, |r: &SummaryRow, _| Cell::text(r.nama)),
        column("rata", "Rata-rata Capaian (%)", 16.0, move |r: &SummaryRow, _| {
            let range = |key| at.external_range(key, r.row.clone());
            let none = rumus::without_average(&range("capaian"), &range("indikator"));
            let formula = if over_sasaran {
                rumus::rata(&range("rata_sasaran"), &none)
            } else {
                let bases = report.mixes().then(|| range("dasar"));
                average(report, &range("capaian"), bases, &none)
            };
            Cell::rumus(formula, &r.rata.nilai, NumberFormat::Persen)
        })
        .mark(Mark::Empty),
        column("kategori", "Kategori", 16.0, move |r: &SummaryRow, a| {
            let formula = rumus::kategori(skala, &a.cell("rata"));
            Cell::text_formula(formula, wording::kategori(r.rata.kategori, skala))
        })
        .mark(Mark::Kategori),
        column("terukur", "Indikator Terukur", 12.0, move |r: &SummaryRow, _| {
            let range = at.external_range("capaian", r.row.clone());
            let formula = if report.mixes() {
                let bases = at.external_range("dasar", r.row.clone());
                rumus::count_on(&range, (&bases, report.basis_name()))
            } else {
                format!("COUNT({range})")
            };
            count(formula, r.rata.counted)
        }),
        column("semua", "Jumlah Indikator", 12.0, move |r: &SummaryRow, _| {
            let range = at.external_range("indikator", r.row.clone());
            let values = at.external_range("capaian", r.row.clone());
            let waiting = rumus::quote(&state_words(&Nilai::NotDue));
            count(format!("COUNTA({range})-COUNTIF({values},{waiting})"), r.rata.all)
        }),
    ]
}

fn count(formula: String, result: usize) -> Cell {
    let result = i32::try_from(result).unwrap_or(i32::MAX);
    Cell::rumus(formula, &Nilai::Known(result.into()), NumberFormat::Number(0))
}

/// The objectives of the office that have indicators, then the office.
fn objectives<'a>(report: &Report<'a>) -> Vec<Row<SummaryRow<'a>>> {
    let kebijakan = &report.model.opd.kebijakan;
    let mut rows = Vec::new();
    let mut next = 0;
    for (nama, group) in super::groups(report.measurement, Perspective::Kantor) {
        let row = next..next + group.len();
        next = row.end;
        if !group.is_empty() {
            let rata = rata_rata(kebijakan, report.basis(), std::iter::once(group));
            rows.push(Row::Body(SummaryRow { nama, rata, row }));
        }
    }
    let nama = "Nilai perangkat daerah (Perjanjian Kinerja pimpinan)";
    let rata = rata_rata(kebijakan, report.basis(), report.groups().into_iter());
    rows.push(Row::Jumlah(SummaryRow { nama, rata, row: 0..next.max(1) }));
    rows
}

/// The positions, then all of them.
fn averages<'a>(report: &Report<'a>) -> Vec<Row<SummaryRow<'a>>> {
    let mut rows = Vec::new();
    let mut next = 0;
    for one in &report.measurement.jabatan {
        // Behind the heading of the position.
        let row = next + 1..next + 1 + one.measured().count();
        next = row.end;
        let rata = one.rata.clone();
        rows.push(Row::Body(SummaryRow { nama: &one.jabatan.nama, rata, row }));
    }
    let nama = "Rata-rata semua jabatan (Indikator Kinerja Individu)";
    let rata = report.measurement.rata.clone();
    rows.push(Row::Jumlah(SummaryRow { nama, rata, row: 1..next.max(2) }));
    rows
}

/// *Bagan*: the averages as bars.
fn chart(report: &Report, summary: &Placement, positions: usize) -> Sheet {
    let mut sheet = report.sheet("Bagan", "Rata-rata Capaian Setiap Jabatan");
    sheet.width = vec![18.0; 8];
    let rows = (summary.row_at(0), summary.row_at(positions - 1));
    sheet.chart = Some(BarChart {
        sheet: "Ringkasan",
        // The sheet's own title says how far the figures go.
        judul: format!("Rata-rata capaian, tahun {}", report.measurement.tahun),
        alt:
            "Bagan batang rata-rata capaian setiap jabatan; angkanya sama dengan lembar Ringkasan."
                .to_owned(),
        nama: (summary.column_at("jabatan"), rows.0, rows.1),
        nilai: vec![("Rata-rata capaian".to_owned(), summary.column_at("rata"))],
        number_format: NumberFormat::Persen,
    });
    sheet
}
