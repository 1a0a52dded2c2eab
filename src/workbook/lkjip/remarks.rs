//! *Keterangan*: the policies every other sheet computes by, where the figures are from, and
//! what the marks mean.

use super::Report;
use super::raw_data::cut_off;
use crate::wording;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::rumus::{BATAS_ATAS, BATAS_BAWAH, kategori_bounds, kategori_name};
use crate::workbook::table::{Mark, Row, Sheet, Style, column};

/// The sheet, with the cells that policies are read from.
pub(super) fn sheet(report: &Report) -> Sheet {
    let mut sheet = report.sheet("Keterangan", "Keterangan");
    let kebijakan = &report.model.opd.kebijakan;
    sheet.span_all("Skala kategori", Style::Title);
    let skala = &kebijakan.skala;
    let rows: Vec<Row<usize>> = (0..skala.peringkat.len()).map(Row::Body).collect();
    let columns = vec![
        column("no", "No", 6.0, |n: &usize, _| Cell::nomor(n + 1)),
        column("kategori", "Kategori", 40.0, |n: &usize, _| {
            Cell::centered(&*skala.peringkat[*n].0)
        })
        .mark(Mark::Kategori),
        column("batas", "Batas Bawah", 22.0, |n: &usize, _| match skala.peringkat[*n].1 {
            Some(bound) => Cell::number(bound.number(), NumberFormat::PercentAsNeeded),
            None => Cell::centered("selebihnya"),
        }),
        column("arti", "Artinya", 50.0, |n: &usize, _| Cell::text(wording::interval(skala, *n))),
    ];
    let placement = sheet.table(&columns, &rows);
    for n in 0..rows.len() {
        sheet.named.push((kategori_name(n), placement.fixed("kategori", n)));
        sheet.named.push((kategori_bounds(n), placement.fixed("batas", n)));
    }
    let note = format!("Skala: {}. {}", skala.sumber, wording::bounds(skala));
    sheet.span_all(note.trim_end(), Style::Note);
    bounds(report, &mut sheet);
    sheet.gap();
    sheet.span_all("Kebijakan pengukuran", Style::Title);
    for sentence in wording::policies(kebijakan, report.measurement.sampai) {
        sheet.span_all(&sentence, Style::Note);
    }
    sheet.gap();
    sheet.span_all("Sumber dan keadaan angka", Style::Title);
    for sentence in sources(report) {
        sheet.span_all(&sentence, Style::Note);
    }
    sheet
}

fn bounds(report: &Report, sheet: &mut Sheet) {
    let kebijakan = &report.model.opd.kebijakan;
    sheet.gap();
    sheet.span_all("Batas capaian dalam rata-rata", Style::Title);
    let rows = [("Batas bawah", kebijakan.batas_bawah), ("Batas atas", kebijakan.batas_atas)];
    let columns = vec![
        column("no", "No", 6.0, |_: &(&str, _), a| Cell::nomor(a.row + 1)),
        column("batas", "Batas", 40.0, |row: &(&str, _), _| Cell::text(row.0)),
        column("nilai", "Nilai", 22.0, |row: &(&str, _), _| {
            Cell::number(row.1, NumberFormat::PercentAsNeeded)
        }),
    ];
    let placement = sheet.table(&columns, &rows.map(Row::Body));
    sheet.named.push((BATAS_BAWAH.to_owned(), placement.fixed("nilai", 0)));
    sheet.named.push((BATAS_ATAS.to_owned(), placement.fixed("nilai", 1)));
}

fn sources(report: &Report) -> Vec<String> {
    let years: Vec<String> = report.tahun.iter().map(i32::to_string).collect();
    let mut all = vec![
        format!("Realisasi tahun {}: berkas data/realisasi/TAHUN.yaml.", years.join(", ")),
        cut_off(report),
        format!("Tanggal dokumen: {}.", report.model.opd.tanggal.value),
        "Semua angka dihitung dari lembar Data Dasar; rumusnya dapat ditelusuri dari sel ke sel. Nilai \
         tersimpan setiap rumus dihitung dengan bilangan pecahan tepat, lalu disimpan dengan ketelitian Excel \
         (15 angka)."
            .to_owned(),
        "Kotak bergaris: belum diisi. n/a: tidak tersedia, alasannya pada catatan sel. Tanda –: tidak ada \
         angkanya, misalnya targetnya belum ditetapkan. 0: nol."
            .to_owned(),
    ];
    if !report.status.is_empty() {
        all.insert(0, format!("{}.", report.status));
    }
    all
}
