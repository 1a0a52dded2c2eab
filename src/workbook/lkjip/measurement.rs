//! The tables of Chapter III (PermenPANRB 53/2014): target, actual value and achievement of
//! every indicator; by quarter; against earlier years, the end of the plan, national
//! standards; and why.

use super::raw_data::cut_off;
use super::{
    IndikatorRow, Otherwise, RawValue, Report, capaian, identitas, origin_note, realisasi, satuan,
    tahun_text, target,
};
use crate::format;
use crate::measure::{self, Basis, Measured, Nilai, end_of_plan};
use crate::model::{Aim, Analisis, RataRata};
use crate::text::Text;
use crate::wording;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::rumus;
use crate::workbook::table::{BarChart, Column, Mark, Placement, Row, Sheet, Style, column, group};

/// *Pengukuran Kinerja*: the same figures as the yearly IKI.
pub(super) fn measurement(report: &Report, raw: &RawValue) -> (Sheet, Placement) {
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let mut sheet = report.sheet("Pengukuran Kinerja", "Pengukuran Kinerja");
    let skala = &report.model.opd.kebijakan.skala;
    let mut columns = identitas();
    columns.extend(targets(report));
    columns.extend([
        column("realisasi", realisasi_title(sampai), 14.0, move |b: &IndikatorRow, _| {
            let operand = |operand: &str| raw.operand(b.h.indikator, operand, tahun, sampai);
            realisasi(b.h, &operand).with_format(origin_note(b.h.indikator))
        })
        .mark(Mark::Empty),
        column("capaian", "Capaian (%)", 12.0, |b: &IndikatorRow, a| {
            let target = match b.h.basis {
                Basis::Year => a.cell("target"),
                Basis::ToDate => a.cell("target_sampai"),
            };
            let cells = (target, a.cell("realisasi"));
            let values = (b.h.aim, &b.h.capaian);
            let cell = capaian(report, b.h.indikator, values, cells, Otherwise::of(b.h));
            match b.h.rule {
                Some(rule) => cell.with_format(format!("{} ({})", rule.rumus(), rule.sumber())),
                None => cell,
            }
        })
        .mark(Mark::Empty),
        column("kategori", "Kategori", 14.0, move |b: &IndikatorRow, a| {
            let formula = rumus::kategori(skala, &a.cell("capaian"));
            Cell::text_formula(formula, wording::kategori(b.h.kategori, skala))
        })
        .mark(Mark::Kategori),
    ]);
    if report.mixes() {
        columns.push(column("dasar", "Dihitung terhadap", 14.0, move |b: &IndikatorRow, _| {
            Cell::centered(wording::against(b.h.basis, sampai))
        }));
    }
    if report.model.opd.kebijakan.rata_rata == RataRata::Sasaran {
        columns.push(mean_of_sasaran(report));
    }
    columns.push(column("keterangan", "Keterangan", 32.0, |b: &IndikatorRow, _| {
        Cell::text(wording::missing(b.h).join("; "))
    }));
    let placement = sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    report.kebijakan(&mut sheet);
    sheet.span_all(&cut_off(report), Style::Note);
    (sheet, placement)
}

/// The target of the year, and beside it the one up to the cut-off where the year is not over.
fn targets<'a>(report: &Report) -> Vec<Column<'a, IndikatorRow<'a>>> {
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    if sampai >= 4 {
        return vec![
            column("target", "Target", 12.0, |b: &IndikatorRow, _| target(b.h)).mark(Mark::Empty),
        ];
    }
    let title = format!("Target s.d. TW {}", format::roman(sampai));
    vec![
        column("target", format!("Target {tahun}"), 12.0, |b: &IndikatorRow, _| target(b.h))
            .mark(Mark::Empty),
        column("target_sampai", title, 12.0, |b: &IndikatorRow, _| {
            Cell::aim(b.h.to_date, &b.h.indikator.satuan)
        }),
    ]
}

fn realisasi_title(sampai: usize) -> String {
    if sampai >= 4 {
        "Realisasi".to_owned()
    } else {
        format!("Realisasi s.d. TW {}", format::roman(sampai))
    }
}

/// The mean of each objective, where averages are made of them.
fn mean_of_sasaran<'a>(report: &'a Report<'a>) -> Column<'a, IndikatorRow<'a>> {
    let kebijakan = &report.model.opd.kebijakan;
    column("rata_sasaran", "Rata-rata Sasaran", 12.0, move |b: &IndikatorRow, a| {
        let groups = report.measurement.jabatan.iter().flat_map(|j| &j.sasaran);
        let group = groups.map(|(_, all)| all.as_slice()).nth(b.sasaran_number - 1).unwrap_or(&[]);
        let basis = report.measurement.basis;
        let mean = measure::rata::clamped_average(kebijakan, basis, group.iter());
        let range = |key| a.range(key, b.row_number..b.row_number + group.len());
        let bases = report.mixes().then(|| range("dasar"));
        let formula = average(report, &range("capaian"), bases, rumus::NOT_FILLED);
        Cell::rumus(formula, &mean, NumberFormat::Persen)
    })
    .merge(|b| Some(b.sasaran_number))
}

/// The formula of an average of achievements; `bases` is the range of what each is measured
/// against, where that is not the same for all; `none` stands where there is no achievement.
fn average(report: &Report, range: &str, bases: Option<String>, none: &str) -> String {
    let basis = wording::against(report.measurement.basis, report.measurement.sampai);
    match bases {
        None => rumus::clamped_average(range, none),
        Some(bases) => rumus::clamped_average_on(range, (&bases, &basis), none),
    }
}

/// One position of the summary; the whole office in its total.
struct SummaryRow<'a> {
    nama: &'a str,
    rata: &'a measure::rata::Rata,
    /// Its rows in *Pengukuran Kinerja*.
    row: std::ops::Range<usize>,
}

/// *Ringkasan* and *Bagan*: the average of every position, as a table and as a chart.
pub(super) fn summary(report: &Report, at: &Placement) -> Vec<Sheet> {
    let mut sheet = report.sheet("Ringkasan", "Ringkasan Capaian Kinerja");
    let skala = &report.model.opd.kebijakan.skala;
    let positions = report.measurement.jabatan.len();
    let over_sasaran = report.model.opd.kebijakan.rata_rata == RataRata::Sasaran;
    let columns = vec![
        column("no", "No", 5.0, move |_: &SummaryRow, a| {
            if a.row < positions { Cell::nomor(a.row + 1) } else { Cell::empty() }
        }),
        column("jabatan", "Jabatan", 62.0, |r: &SummaryRow, _| Cell::text(r.nama)),
        column("rata", "Rata-rata Capaian (%)", 16.0, |r: &SummaryRow, _| {
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
        column("kategori", "Kategori", 16.0, |r: &SummaryRow, a| {
            let formula = rumus::kategori(skala, &a.cell("rata"));
            Cell::text_formula(formula, wording::kategori(r.rata.kategori, skala))
        })
        .mark(Mark::Kategori),
        column("terhitung", "Indikator Terhitung", 12.0, |r: &SummaryRow, _| {
            let range = at.external_range("capaian", r.row.clone());
            let basis = wording::against(report.measurement.basis, report.measurement.sampai);
            let formula = if report.mixes() {
                rumus::count_on(&range, (&at.external_range("dasar", r.row.clone()), &basis))
            } else {
                format!("COUNT({range})")
            };
            count(formula, r.rata.counted)
        }),
        column("semua", "Jumlah Indikator", 12.0, |r: &SummaryRow, _| {
            let range = at.external_range("indikator", r.row.clone());
            let values = at.external_range("capaian", r.row.clone());
            let waiting = rumus::quote(&crate::workbook::cell::state_words(&Nilai::NotDue));
            count(format!("COUNTA({range})-COUNTIF({values},{waiting})"), r.rata.all)
        }),
    ];
    let rows = averages(report);
    let placement = sheet.table(&columns, &rows);
    report.kebijakan(&mut sheet);
    let mut both = vec![sheet];
    if positions > 0 {
        both.push(chart(report, &placement, positions));
    }
    both
}

/// *Bagan*: the averages as bars.
fn chart(report: &Report, summary: &Placement, positions: usize) -> Sheet {
    let mut sheet = report.sheet("Bagan", "Rata-rata Capaian Setiap Jabatan");
    sheet.width = vec![18.0; 8];
    let rows = (summary.row_at(0), summary.row_at(positions - 1));
    sheet.chart = Some(BarChart {
        sheet: "Ringkasan",
        judul: format!(
            "Rata-rata capaian, tahun {}{}",
            report.measurement.tahun,
            format::until(report.measurement.sampai)
        ),
        alt:
            "Bagan batang rata-rata capaian setiap jabatan; angkanya sama dengan lembar Ringkasan."
                .to_owned(),
        nama: (summary.column_at("jabatan"), rows.0, rows.1),
        nilai: vec![("Rata-rata capaian".to_owned(), summary.column_at("rata"))],
        number_format: NumberFormat::Persen,
    });
    sheet
}

fn averages<'a>(report: &Report<'a>) -> Vec<Row<SummaryRow<'a>>> {
    let mut rows = Vec::new();
    let mut next = 0;
    for one in &report.measurement.jabatan {
        // Behind the heading of the position.
        let row = next + 1..next + 1 + one.measured().count();
        next = row.end;
        rows.push(Row::Body(SummaryRow { nama: &one.jabatan.nama, rata: &one.rata, row }));
    }
    let whole =
        SummaryRow { nama: "Seluruh kantor", rata: &report.measurement.rata, row: 1..next.max(2) };
    rows.push(Row::Jumlah(whole));
    rows
}

fn count(formula: String, result: usize) -> Cell {
    let result = i32::try_from(result).unwrap_or(i32::MAX);
    Cell::rumus(formula, &Nilai::Known(result.into()), NumberFormat::Number(0))
}

/// *Triwulan*: targets, actual values and achievements, all from January to the end of each
/// quarter.
pub(super) fn triwulan(report: &Report, raw: &RawValue) -> Sheet {
    let mut sheet = report.sheet("Triwulan", "Pengukuran Kinerja Triwulanan");
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let aims = |n: usize| {
        column(format!("target_{n}"), format::roman(n), 10.0, move |b: &IndikatorRow, a| {
            if n < 4 {
                let aim = b.h.target.and_then(|target| target.to_date(b.h.indikator, n));
                return Cell::optional_number(aim, &b.h.indikator.satuan);
            }
            // By then the target is the year's.
            linked_target(b, &a.cell("target"))
        })
    };
    let actual = |n: usize| {
        column(format!("realisasi_{n}"), format::roman(n), 13.0, move |b: &IndikatorRow, _| {
            if n > sampai {
                return Cell::without();
            }
            let i = b.h.indikator;
            realisasi(&until(report, b, n), &|operand| raw.operand(i, operand, tahun, n))
        })
        .mark(Mark::Empty)
    };
    let achieved = |n: usize| {
        column(format!("capaian_{n}"), format::roman(n), 12.0, move |b: &IndikatorRow, a| {
            if n > sampai {
                return Cell::without();
            }
            let then = until(report, b, n);
            let target = match then.basis {
                Basis::Year => a.cell("target"),
                Basis::ToDate => a.cell(&format!("target_{n}")),
            };
            let cells = (target, a.cell(&format!("realisasi_{n}")));
            let values = (then.aim, &then.capaian);
            capaian(report, b.h.indikator, values, cells, Otherwise::of(&then))
        })
        .mark(Mark::Empty)
    };
    let mut columns = identitas();
    columns.extend([
        column("target", "Target Setahun", 12.0, |b: &IndikatorRow, _| target(b.h))
            .mark(Mark::Empty),
        group("Target sampai dengan Triwulan", (1..=4).map(aims).collect()),
        group("Realisasi sampai dengan Triwulan", (1..=4).map(actual).collect()),
        group("Capaian sampai dengan Triwulan (%)", (1..=4).map(achieved).collect()),
    ]);
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    for sentence in wording::quarterly(&report.model.opd.kebijakan) {
        sheet.span_all(&sentence, Style::Note);
    }
    sheet.span_all(&cut_off(report), Style::Note);
    sheet
}

/// The same indicator up to the end of quarter `n`.
fn until<'a>(report: &Report<'a>, b: &IndikatorRow<'a>, n: usize) -> Measured<'a> {
    measure::calculate_until(report.model, b.h.indikator, report.measurement.tahun, n)
}

/// A cell that shows the year's target, which may be a range or a grade.
fn linked_target(b: &IndikatorRow, cell: &str) -> Cell {
    let shown = Cell::aim(b.h.target_of_year(), &b.h.indikator.satuan);
    crate::workbook::cell::linked(cell, shown)
}

/// The same indicator, or the one it replaces, in another year.
fn in_year<'a>(report: &Report<'a>, b: &IndikatorRow<'a>, tahun: i32) -> Option<Measured<'a>> {
    let indikator = report.model.in_year(b.h.indikator, tahun)?;
    Some(measure::calculate(report.model, indikator, tahun))
}

/// A year as a column title, with how far its figures go where that is not its end.
fn year_title(report: &Report, tahun: i32) -> String {
    match report.model.sampai(tahun) {
        4.. => tahun.to_string(),
        n => format!("{tahun}\n(s.d. TW {})", format::roman(n)),
    }
}

/// *Perbandingan*: this year beside earlier ones.
pub(super) fn comparison(report: &Report, raw: &RawValue, at: &Placement) -> Sheet {
    let mut sheet = report.sheet(
        "Perbandingan",
        "Perbandingan Realisasi dan Capaian Kinerja dengan Tahun-Tahun Sebelumnya",
    );
    let this = report.measurement.tahun;
    let years = || report.tahun.iter().copied();
    // A year in which the indicator was not in force has nothing to show.
    let of_year = move |b: &IndikatorRow, y: i32, make: &dyn Fn(&Measured) -> Cell| {
        in_year(report, b, y).map_or_else(Cell::without, |then| make(&then))
    };
    let aims = |y: i32| {
        column(format!("target_{y}"), year_title(report, y), 11.0, move |b: &IndikatorRow, _| {
            of_year(b, y, &|then| match then.sampai {
                4.. => target(then),
                _ => Cell::aim(then.aim, &then.indikator.satuan),
            })
        })
    };
    let actual = |y: i32| {
        column(format!("realisasi_{y}"), year_title(report, y), 13.0, move |b: &IndikatorRow, _| {
            of_year(b, y, &|then| {
                realisasi(then, &|operand| raw.operand(then.indikator, operand, y, then.sampai))
            })
        })
        .mark(Mark::Empty)
    };
    let achieved = |y: i32| {
        column(format!("capaian_{y}"), year_title(report, y), 12.0, move |b: &IndikatorRow, a| {
            if y == this {
                return Cell::rumus(
                    rumus::reference(&at.external("capaian", b.row_number)),
                    &b.h.capaian,
                    NumberFormat::Persen,
                );
            }
            let cells = (a.cell(&format!("target_{y}")), a.cell(&format!("realisasi_{y}")));
            of_year(b, y, &|then| {
                let values = (then.aim, &then.capaian);
                capaian(report, then.indikator, values, cells.clone(), Otherwise::of(then))
            })
        })
        .mark(Mark::Empty)
    };
    let mut columns = identitas();
    columns.extend([
        group("Target", years().map(aims).collect()),
        group("Realisasi", years().map(actual).collect()),
        group("Capaian (%)", years().map(achieved).collect()),
    ]);
    let growth = whole_year_before(report);
    columns.extend(growth.map(|before| growth_column(report, before)));
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    sheet.span_all(&cut_off(report), Style::Note);
    for sentence in comparison_notes(report, growth) {
        sheet.span_all(&sentence, Style::Note);
    }
    sheet
}

/// The year before, where both it and this one are over: parts do not grow against a whole.
fn whole_year_before(report: &Report) -> Option<i32> {
    let [.., before, this] = report.tahun[..] else { return None };
    let over = |tahun| report.model.sampai(tahun) == 4;
    (before == this - 1 && over(before) && over(this)).then_some(before)
}

fn growth_column<'a>(report: &'a Report<'a>, before: i32) -> Column<'a, IndikatorRow<'a>> {
    let this = report.measurement.tahun;
    let title = format!("Pertumbuhan terhadap {before} (%)");
    column("pertumbuhan", title, 13.0, move |b: &IndikatorRow, a| {
        let graded = matches!(*b.h.indikator.satuan, crate::model::Satuan::Predikat(_));
        let then = in_year(report, b, before).filter(|_| !graded);
        let lalu = then.map_or(Nilai::NotFilled, |then| then.realisasi);
        let growth = measure::anggaran::growth_of(&lalu, &b.h.realisasi);
        let [lalu, now] = [before, this].map(|y| a.cell(&format!("realisasi_{y}")));
        Cell::rumus(rumus::growth_of(&lalu, &now), &growth, NumberFormat::Persen)
    })
}

fn comparison_notes(report: &Report, growth: Option<i32>) -> Vec<String> {
    let mut notes = Vec::new();
    if growth.is_some() {
        notes.push(
            "Pertumbuhan = (realisasi tahun ini − realisasi tahun lalu) ÷ nilai mutlak realisasi tahun lalu."
                .to_owned(),
        );
    }
    if report.tahun.iter().any(|tahun| report.model.sampai(*tahun) < 4) {
        notes.push(
            "Tahun dengan keterangan s.d. TW belum setahun penuh: target, realisasi, dan capaiannya sampai dengan \
             triwulan itu."
                .to_owned(),
        );
    }
    for one in &report.measurement.jabatan {
        for h in one.measured() {
            let Some(id) = &h.indikator.menggantikan else { continue };
            let Some((_, old)) = report.model.indikator(id) else { continue };
            let last =
                old.berlaku.sampai.map_or_else(String::new, |last| format!(" (s.d. {last})"));
            notes.push(format!("{} menggantikan {}{last}.", h.indikator.nama, old.nama));
        }
    }
    notes
}

/// *Kemajuan*: how far the target at the end of the plan is reached.
pub(super) fn progress(report: &Report, raw: &RawValue, at: &Placement) -> Sheet {
    let periode = report.model.opd.periode;
    let mut sheet = report.sheet(
        "Kemajuan Renstra",
        "Perbandingan Realisasi sampai dengan Tahun Ini dengan Target Akhir Renstra",
    );
    let aim = move |b: &IndikatorRow| end_of_plan::target(b.h.indikator, periode);
    let reached = move |b: &IndikatorRow| {
        end_of_plan::realisasi(report.model, b.h.indikator, report.measurement.tahun)
    };
    let mut columns = identitas();
    columns.extend([
        column(
            "target",
            format!("Target Akhir Renstra ({})", periode[1]),
            15.0,
            move |b: &IndikatorRow, _| Cell::aim(aim(b), &b.h.indikator.satuan),
        )
        .mark(Mark::Empty),
        column(
            "realisasi",
            "Realisasi sampai dengan Tahun Ini",
            14.0,
            move |b: &IndikatorRow, _| {
                if !b.h.indikator.adds_up() {
                    return linked_cell(at, "realisasi", b);
                }
                let formula = added_up(report, raw, b.h.indikator);
                Cell::rumus(formula, &reached(b), NumberFormat::measured(b.h.indikator))
            },
        )
        .mark(Mark::Empty),
        column("kemajuan", "Tingkat Kemajuan (%)", 14.0, move |b: &IndikatorRow, a| {
            let kebijakan = &report.model.opd.kebijakan;
            let i = b.h.indikator;
            let rate = measure::achievement(kebijakan, i.arah, aim(b), &reached(b)).0;
            let cells = (a.cell("target"), a.cell("realisasi"));
            capaian(report, i, (aim(b), &rate), cells, Otherwise::NoTarget)
        })
        .mark(Mark::Empty),
    ]);
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    for sentence in progress_notes(report) {
        sheet.span_all(&sentence, Style::Note);
    }
    sheet
}

/// The sum of an indicator's actual values over the years of the plan that have figures.
fn added_up(report: &Report, raw: &RawValue, indikator: &crate::model::Indikator) -> String {
    let tahun = report.measurement.tahun;
    let mut values = Vec::new();
    for year in end_of_plan::years_with_figures(report.model, tahun).chain([tahun]) {
        let h = measure::calculate(report.model, indikator, year);
        let operand = |operand: &str| raw.operand(indikator, operand, year, h.sampai);
        let formula = rumus::realisasi(indikator, &operand, super::decimals(&h));
        values.extend(formula.filter(|formula| !values.contains(formula)));
    }
    rumus::sum_of(&values)
}

fn progress_notes(report: &Report) -> Vec<String> {
    let [dari, _] = report.model.opd.periode;
    let tahun = report.measurement.tahun;
    let there: Vec<i32> = end_of_plan::years_with_figures(report.model, tahun).collect();
    let missing: Vec<String> =
        (dari..tahun).filter(|year| !there.contains(year)).map(|year| year.to_string()).collect();
    let mut notes = vec![
        "Target akhir: target tahun terakhir Renstra sebelum perubahan, atau jumlah target semua tahunnya bila \
         indikatornya dijumlahkan; realisasinya dengan cara yang sama. Tingkat kemajuan dihitung seperti capaian; \
         untuk arah naik: realisasi ÷ target akhir."
            .to_owned(),
    ];
    if !missing.is_empty() {
        notes.push(format!("Tanpa data realisasi: tahun {}.", missing.join(", ")));
    }
    notes
}

/// A column that shows the cell of the same indicator in *Pengukuran Kinerja*.
fn linked<'a>(at: &'a Placement, key: &'static str, judul: String) -> Column<'a, IndikatorRow<'a>> {
    column(key, judul, 14.0, move |b: &IndikatorRow, _| linked_cell(at, key, b)).mark(Mark::Empty)
}

fn linked_cell(at: &Placement, key: &str, b: &IndikatorRow) -> Cell {
    let formula = rumus::reference(&at.external(key, b.row_number));
    let unit = &b.h.indikator.satuan;
    match (key, &unit.value) {
        ("capaian", _) => Cell::rumus(formula, &b.h.capaian, NumberFormat::Persen),
        (_, crate::model::Satuan::Predikat(_)) => {
            let words = b.h.realisasi.number().map(|n| unit.show_target(n));
            let state = || crate::workbook::cell::state_words(&b.h.realisasi);
            Cell::text_formula(formula, words.unwrap_or_else(state))
        }
        _ => Cell::rumus(formula, &b.h.realisasi, NumberFormat::measured(b.h.indikator)),
    }
}

/// *Standar Nasional*, where an indicator has one.
pub(super) fn standar_nasional(report: &Report, at: &Placement) -> Option<Sheet> {
    let rows: Vec<Row<IndikatorRow>> = report
        .row()
        .into_iter()
        .filter(
            |row| matches!(row, Row::Body(butir) if butir.h.indikator.standar_nasional.is_some()),
        )
        .collect();
    if rows.is_empty() {
        return None;
    }
    let standard =
        |b: &IndikatorRow| b.h.indikator.standar_nasional.as_ref().map(|(nilai, _)| nilai.value);
    let title = "Perbandingan Realisasi Kinerja dengan Standar Nasional";
    let mut sheet = report.sheet("Standar Nasional", title);
    let columns = vec![
        column("no", "No", 5.0, |_: &IndikatorRow, a| Cell::nomor(a.row + 1)),
        column("indikator", "Indikator Kinerja", 44.0, |b: &IndikatorRow, _| {
            Cell::text(&b.h.indikator.nama)
        }),
        column("satuan", "Satuan", 11.0, |b: &IndikatorRow, _| {
            Cell::centered(satuan(&b.h.indikator.satuan))
        }),
        linked(at, "realisasi", format!("Realisasi {}", tahun_text(report.measurement.tahun))),
        column("standar", "Standar Nasional", 14.0, move |b: &IndikatorRow, _| {
            Cell::optional_number(standard(b), &b.h.indikator.satuan)
        }),
        column("capaian", "Realisasi terhadap Standar (%)", 15.0, move |b: &IndikatorRow, a| {
            let kebijakan = &report.model.opd.kebijakan;
            let aim = standard(b).map(Aim::Point);
            let arah = b.h.indikator.arah;
            let reached = measure::achievement(kebijakan, arah, aim, &b.h.realisasi).0;
            let cells = (a.cell("standar"), a.cell("realisasi"));
            capaian(report, b.h.indikator, (aim, &reached), cells, Otherwise::NoTarget)
        }),
        column("keterangan", "Keterangan", 46.0, |b: &IndikatorRow, _| {
            Cell::text(b.h.indikator.standar_nasional.as_ref().map_or("", |(_, sumber)| sumber))
        }),
    ];
    sheet.table(&columns, &rows);
    Some(sheet)
}

/// *Analisis*: what helped, what stood in the way, what was done.
pub(super) fn analisis(report: &Report, at: &Placement) -> Sheet {
    let mut sheet = report.sheet(
        "Analisis",
        "Analisis Penyebab Keberhasilan/Kegagalan atau Peningkatan/Penurunan Kinerja serta Alternatif \
         Solusi yang Telah Dilakukan",
    );
    let text = |key: &'static str, judul: &str, part: fn(&Analisis) -> &Option<Text>| {
        column(key, judul, 40.0, move |b: &IndikatorRow, _| {
            let words = b.h.args.and_then(|args| part(args.analisis.as_ref()?).as_deref());
            words.map_or_else(Cell::empty, Cell::text)
        })
        .mark(Mark::Empty)
    };
    let columns = vec![
        column("no", "No", 5.0, |b: &IndikatorRow, _| Cell::nomor(b.nomor))
            .merge(|b| Some(b.sasaran_number)),
        column("indikator", "Indikator Kinerja", 34.0, |b: &IndikatorRow, _| {
            Cell::text(&b.h.indikator.nama)
        }),
        linked(at, "capaian", "Capaian (%)".to_owned()),
        text("pendukung", "Faktor Pendukung", |a| &a.pendukung),
        text("hambatan", "Faktor Penghambat", |a| &a.hambatan),
        text("upaya", "Upaya yang Dilakukan", |a| &a.upaya),
    ];
    sheet.table(&columns, &report.row());
    sheet.frozen = 2;
    sheet
}
