//! *Keterangan*: the policies every other sheet computes by, where the figures are from, and
//! what the marks mean.

use super::{Report, raw_data};
use crate::format;
use crate::model::{Bound, Kebijakan, Skala};
use crate::number::Rational;
use crate::wording;
use crate::workbook::cell::{Cached, Cell, Input, NumberFormat};
use crate::workbook::rumus::{self, BATAS_ATAS, BATAS_BAWAH, kategori_bounds, kategori_name};
use crate::workbook::table::{Mark, Refs, Row, Sheet, Style, column};

/// Stand in sentences for what cells say.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];
/// The names of the cells with the bounds of averages as they are typed.
const TYPED: [&str; 2] = ["kebijakan.batas_bawah_tertulis", "kebijakan.batas_atas_tertulis"];

/// The sheet, with the cells that policies are read from.
pub(super) fn sheet(report: &Report) -> Sheet {
    let mut sheet = report.sheet("Keterangan", "Keterangan");
    cut_offs(report, &mut sheet);
    scale(report, &mut sheet);
    bounds(report, &mut sheet);
    sheet.gap();
    sheet.span_all("Kebijakan pengukuran", Style::Title);
    for sentence in policies(report) {
        sheet.span_all_with(sentence, Style::Note);
    }
    sheet.gap();
    sheet.span_all("Sumber dan keadaan angka", Style::Title);
    for sentence in sources(report) {
        sheet.span_all_with(sentence, Style::Note);
    }
    sheet
}

/// Up to which quarter the figures of each year go.
fn cut_offs(report: &Report, sheet: &mut Sheet) {
    sheet.span_all("Batas data setiap tahun", Style::Title);
    let years = raw_data::years(report);
    let rows: Vec<Row<(i32, usize)>> = years.iter().copied().map(Row::Body).collect();
    let columns = vec![
        column("no", "No", 6.0, |_: &(i32, usize), a| Cell::nomor(a.row + 1)),
        column("tahun", "Tahun", 40.0, |row: &(i32, usize), _| Cell::year(row.0)),
        column("sampai", "Sampai dengan Triwulan (1–4)", 22.0, |row: &(i32, usize), _| {
            // A number of a quarter fits.
            let sampai = i32::try_from(row.1).unwrap_or(4);
            Cell::number(sampai.into(), NumberFormat::Number(0))
                .input(Input::list(["1", "2", "3", "4"]))
        }),
        column("arti", "Artinya", 50.0, |row: &(i32, usize), a| {
            let quarter = rumus::roman(&a.cell("sampai"));
            let words = format!("realisasi sampai dengan Triwulan {}", format::roman(row.1));
            Cell::sentence(format!("\"realisasi sampai dengan Triwulan \"&{quarter}"), words)
        }),
    ];
    let placement = sheet.table(&columns, &rows);
    for (n, (tahun, _)) in years.iter().enumerate() {
        sheet.named.push((rumus::cut_off(*tahun), placement.fixed("sampai", n)));
    }
}

/// The scale of categories.
fn scale(report: &Report, sheet: &mut Sheet) {
    sheet.gap();
    sheet.span_all("Skala kategori", Style::Title);
    let skala = &report.model.opd.kebijakan.skala;
    let rows: Vec<Row<usize>> = (0..skala.peringkat.len()).map(Row::Body).collect();
    let columns = vec![
        column("no", "No", 6.0, |n: &usize, _| Cell::nomor(n + 1)),
        column("kategori", "Kategori", 40.0, |n: &usize, _| {
            Cell::centered(&*skala.peringkat[*n].0).input(Input::any())
        })
        .mark(Mark::Kategori),
        column("batas", "Batas Bawah", 22.0, |n: &usize, a| match skala.peringkat[*n].1 {
            Some(bound) => Cell::number(bound.number(), NumberFormat::PercentAsNeeded)
                .input(percentage(&a.cell("batas"))),
            None => Cell::centered("selebihnya"),
        }),
        column("arti", "Artinya", 50.0, |n: &usize, a| {
            Cell::sentence(meaning(skala, *n, a), wording::interval(skala, *n))
        }),
        column("berlaku", "Batas yang berlaku", 22.0, |n: &usize, a| match skala.peringkat[*n].1 {
            Some(bound) => Cell::formula(
                rumus::limit(&a.cell("batas"), "-"),
                Cached::Number(bound.number()),
                NumberFormat::PercentAsNeeded,
            ),
            None => Cell::without(),
        })
        .hidden(true),
    ];
    let placement = sheet.table(&columns, &rows);
    for n in 0..rows.len() {
        sheet.named.push((kategori_name(n), placement.fixed("kategori", n)));
        sheet.named.push((kategori_bounds(n), placement.fixed("berlaku", n)));
    }
    let note = format!("Skala: {}. {}", skala.sumber, wording::bounds(skala));
    sheet.span_all(note.trim_end(), Style::Note);
}

fn percentage(own: &str) -> Input {
    Input::formula(
        format!("ISNUMBER({own})"),
        "Isilah persen, misalnya 120%; kosongkan bila tanpa batas.",
    )
}

/// The bounds of a category in words, by the rule of [`wording::interval`].
fn meaning(skala: &Skala, n: usize, a: &Refs) -> String {
    let bound = |n: usize| Some((skala.peringkat[n].1?, rumus::percent_text(&a.at("batas", n))));
    let lower = bound(n);
    let upper = n.checked_sub(1).and_then(bound);
    let from = lower.as_ref().map(|(bound, text)| match bound {
        Bound::Above(_) => format!("\"di atas \"&{text}"),
        Bound::From(_) => format!("\"mulai \"&{text}"),
    });
    let to = upper.as_ref().map(|(bound, text)| match bound {
        Bound::Above(_) => format!("\"sampai \"&{text}"),
        Bound::From(_) if lower.is_some() => format!("\"sampai di bawah \"&{text}"),
        Bound::From(_) => format!("\"di bawah \"&{text}"),
    });
    match (lower, from, to) {
        (Some((_, only)), Some(from), Some(to)) => {
            let (own, above) = (a.at("batas", n), a.at("batas", n - 1));
            format!("IF({own}={above},\"tepat \"&{only},{from}&\" \"&{to})")
        }
        (_, Some(only), None) | (_, None, Some(only)) => only,
        _ => "\"semua\"".to_owned(),
    }
}

/// A bound of averages: what it is called, what it is, and on which side no limit lies.
type Limit = (&'static str, Rational, &'static str);

fn bounds(report: &Report, sheet: &mut Sheet) {
    let kebijakan = &report.model.opd.kebijakan;
    sheet.gap();
    sheet.span_all("Batas capaian dalam rata-rata", Style::Title);
    let rows =
        [("Batas bawah", kebijakan.batas_bawah, "-"), ("Batas atas", kebijakan.batas_atas, "")];
    let columns = vec![
        column("no", "No", 6.0, |_: &Limit, a| Cell::nomor(a.row + 1)),
        column("batas", "Batas", 40.0, |row: &Limit, _| Cell::text(row.0)),
        column("nilai", "Nilai", 22.0, |row: &Limit, a| {
            Cell::number(row.1, NumberFormat::PercentAsNeeded).input(percentage(&a.cell("nilai")))
        }),
        column("arti", "Artinya", 50.0, |_: &Limit, _| Cell::text("kosong berarti tanpa batas")),
        column("berlaku", "Batas yang berlaku", 22.0, |row: &Limit, a| {
            Cell::formula(
                rumus::limit(&a.cell("nilai"), row.2),
                Cached::Number(row.1),
                NumberFormat::PercentAsNeeded,
            )
        })
        .hidden(true),
    ];
    let placement = sheet.table(&columns, &rows.map(Row::Body));
    for (n, name) in [BATAS_BAWAH, BATAS_ATAS].into_iter().enumerate() {
        sheet.named.push((name.to_owned(), placement.fixed("berlaku", n)));
        sheet.named.push((TYPED[n].to_owned(), placement.fixed("nilai", n)));
    }
}

/// The policies in sentences that say what the cells hold: those of [`wording::policies`].
pub(super) fn policies(report: &Report) -> Vec<Cell> {
    let kebijakan = &report.model.opd.kebijakan;
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let sentences = wording::policies(kebijakan, sampai);
    let cached = |n: usize| sentences.get(n).cloned().unwrap_or_default();
    let average = usize::from(sampai < 4) + 1;
    let before = wording::before_the_end(kebijakan, &MARKS[0].to_string());
    let until = rumus::until(tahun);
    let before = format!(
        "IF({}<4,{},\"\")",
        rumus::cut_off(tahun),
        rumus::filled(&before, &[(MARKS[0], &until)])
    );
    vec![
        Cell::text(cached(0)),
        Cell::sentence(before, if sampai < 4 { cached(1) } else { String::new() }),
        Cell::sentence(averages(kebijakan), cached(average)),
        Cell::text(wording::CATEGORIES),
    ]
}

/// How averages are made, with the bounds that their cells hold.
fn averages(kebijakan: &Kebijakan) -> String {
    let marks = MARKS.map(|mark| mark.to_string());
    let [low, high] = [Some(marks[0].as_str()), Some(marks[1].as_str())];
    let texts = TYPED.map(rumus::percent_text);
    let holes = [(MARKS[0], texts[0].as_str()), (MARKS[1], texts[1].as_str())];
    let limits = |low, high| rumus::filled(&wording::limits(low, high), &holes);
    let there = TYPED.map(|cell| format!("ISNUMBER({cell})"));
    let all = format!(
        "IF({0},IF({1},{2},{3}),IF({1},{4},{5}))",
        there[0],
        there[1],
        limits(low, high),
        limits(low, None),
        limits(None, high),
        limits(None, None)
    );
    let sentence = wording::averages(kebijakan, &marks[0]);
    rumus::filled(&sentence, &[(MARKS[0], &all)])
}

/// How far the figures of the report go.
pub(super) fn cut_off(report: &Report) -> Cell {
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let words = format!("Realisasi sampai dengan {}.", wording::cut_off(sampai).printed());
    let quarter = rumus::roman(&rumus::cut_off(tahun));
    Cell::sentence(format!("\"Realisasi sampai dengan Triwulan \"&{quarter}&\".\""), words)
}

fn sources(report: &Report) -> Vec<Cell> {
    let years: Vec<String> = report.tahun.iter().map(i32::to_string).collect();
    let mut all = vec![
        Cell::text(format!(
            "Realisasi tahun {}: berkas data/realisasi/TAHUN.yaml.",
            years.join(", ")
        )),
        cut_off(report),
        Cell::text(format!("Tanggal dokumen: {}.", report.model.opd.tanggal.value)),
        Cell::text(
            "Data ditulis sekali: realisasi di lembar Data Dasar, target di Data Target, anggaran di Data Anggaran, \
             kebijakan di lembar ini. Angka lain dihitung dari sana; rumusnya dapat ditelusuri dari sel ke sel. Nilai \
             tersimpan setiap rumus dihitung dengan bilangan pecahan tepat, lalu disimpan dengan ketelitian Excel \
             (15 angka).",
        ),
        Cell::text(
            "Kotak bergaris: belum diisi. n/a: tidak tersedia, alasannya di lembar Data Dasar. Tanda –: tidak ada \
             angkanya, misalnya targetnya belum ditetapkan. 0: nol. Sel berumus dilindungi tanpa kata sandi.",
        ),
    ];
    if !report.status.is_empty() {
        all.insert(0, Cell::text(format!("{}.", report.status)));
    }
    all
}
