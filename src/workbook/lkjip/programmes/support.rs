//! Programmes and activities that bore the result, or did not (Chapter III, no. 7): by the category
//! of their achievement.

use super::outcome::Outcome;
use super::{Line, Sources, shown};
use crate::measure;
use crate::model::Skala;
use crate::wording;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::lkjip::satuan;
use crate::workbook::program_rows::Level;
use crate::workbook::rumus;
use crate::workbook::table::{Placement, Row, Sheet, Style, column};

/// Of a scale, its best categories: programmes in them bore the result.
const GOOD: usize = 2;

/// The sheet. Before the year is over there is nothing to judge by.
pub(super) fn sheet<'a>(
    sources: &'a Sources<'a>,
    rows: &[Row<Line<'a>>],
    at: &'a Placement,
) -> Option<Sheet> {
    let report = sources.report;
    let skala = &report.model.opd.kebijakan.skala;
    let kebijakan = &report.model.opd.kebijakan;
    let tahun = report.measurement.tahun;
    let good_count = GOOD.min(skala.peringkat.len().saturating_sub(1));
    let mut shown_rows: Vec<Row<(usize, &Line)>> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let (Row::Body(line) | Row::Jumlah(line)) = row else { continue };
        let level = line.branch.level;
        if line.measured.is_some() && matches!(level, Level::Program | Level::Kegiatan) {
            let bold = level == Level::Program;
            shown_rows.push(if bold { Row::Jumlah((n, line)) } else { Row::Body((n, line)) });
        }
    }
    if shown_rows.is_empty() {
        return None;
    }
    let mut sheet = report.sheet(
        "Program Pendukung",
        "Analisis Program/Kegiatan yang Menunjang Keberhasilan ataupun Kegagalan Pencapaian Pernyataan Kinerja",
    );
    let achieved = move |o: &Outcome| {
        measure::achievement(kebijakan, o.indikator.arah, o.target(tahun), &o.now.realisasi).0
    };
    let linked = move |key: &'static str, judul: &str, make: fn(&Outcome, i32) -> Cell| {
        column(key, judul, 13.0, move |(n, line): &(usize, &Line), _| {
            let outcome = line.measured.as_ref();
            outcome.map_or_else(Cell::without, |o| shown(at, key, *n, make(o, tahun)))
        })
    };
    let columns = vec![
        column("no", "No", 5.0, |(_, line): &(usize, &Line), _| {
            line.sasaran.map_or_else(Cell::empty, |(n, _)| Cell::text(n.to_string()))
        })
        .merge(|(_, line)| line.sasaran.map(|(n, _)| n)),
        column("sasaran", "Sasaran", 26.0, |(_, line): &(usize, &Line), _| {
            Cell::text(line.sasaran.map_or("", |(_, words)| words))
        })
        .merge(|(_, line)| line.sasaran.map(|(n, _)| n)),
        column("nama", "Program/Kegiatan", 38.0, |(_, line): &(usize, &Line), _| {
            Cell::text(line.branch.nama)
        })
        .merge(|(_, line)| Some(line.branch.order)),
        column("indikator", "Indikator", 34.0, |(_, line): &(usize, &Line), _| {
            Cell::text(line.measured.as_ref().map_or("", |o| &o.indikator.nama))
        }),
        linked("satuan", "Satuan", |o, _| Cell::centered(satuan(&o.indikator.satuan))),
        linked("k_target", "Target", |o, tahun| Cell::aim(o.target(tahun), &o.indikator.satuan)),
        linked("k_renja", "Realisasi", |o, _| Cell::measured(&o.now.realisasi, o.indikator)),
        column("capaian", "Capaian (%)", 13.0, move |(n, line): &(usize, &Line), _| {
            let Some(o) = &line.measured else { return Cell::without() };
            let formula = rumus::reference(&at.external("k_tingkat", *n));
            Cell::rumus(formula, &achieved(o), NumberFormat::Persen)
        }),
        column("menunjang", "Menunjang/Tidak", 18.0, move |(_, line): &(usize, &Line), a| {
            let Some(o) = &line.measured else { return Cell::without() };
            let kategori = rumus::kategori(skala, &a.cell("capaian"));
            let good = (0..good_count).map(|n| format!("{kategori}={}", rumus::kategori_name(n)));
            let good: Vec<String> = good.collect();
            let formula = format!(
                "IF(AND({}>=4,ISNUMBER({})),IF(OR({}),\"Menunjang\",\"Tidak menunjang\"),\"–\")",
                rumus::cut_off(tahun),
                a.cell("capaian"),
                good.join(",")
            );
            let place = achieved(o).number().map(|value| skala.kategori(value));
            let words = match place.filter(|_| report.measurement.sampai >= 4) {
                None => rumus::WITHOUT,
                Some(place) if place < good_count => "Menunjang",
                Some(_) => "Tidak menunjang",
            };
            Cell::text_formula(formula, words)
        }),
    ];
    sheet.table(&columns, &shown_rows);
    sheet.frozen = 3;
    sheet.gap();
    sheet.span_all_with(note(skala, good_count), Style::Note);
    Some(sheet)
}

/// What *menunjang* means, in the words that the scale has now.
fn note(skala: &Skala, good: usize) -> Cell {
    let after = ". Penilaian dibuat setelah tahun berakhir; angkanya dari lembar E.81.";
    let before = "Menunjang: capaian indikatornya berkategori ";
    let words: Vec<String> = (0..good).map(|n| wording::kategori(Some(n), skala)).collect();
    let names: Vec<String> = (0..good).map(rumus::kategori_name).collect();
    let (before_quoted, after_quoted) = (rumus::quote(before), rumus::quote(after));
    let formula = format!("{before_quoted}&{}&{after_quoted}", names.join("&\" atau \"&"));
    Cell::sentence(formula, format!("{before}{}{after}", words.join(" atau ")))
}
