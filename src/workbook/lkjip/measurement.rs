//! The tables of Chapter III (PermenPANRB 53/2014): target, actual value and achievement of
//! every indicator; by quarter; against earlier years, the end of the plan, national
//! standards; and why.

use super::raw_data::cut_off;
use super::{
    IndikatorRow, RawValue, Report, capaian, identitas, origin_note, realisasi, satuan, tahun_text,
    target,
};
use crate::format;
use crate::measure::{self, Measured, Nilai};
use crate::model::{Aim, Analisis, RataRata};
use crate::text::Text;
use crate::wording;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::rumus;
use crate::workbook::table::{BarChart, Column, Mark, Placement, Row, Sheet, Style, column, group};

/// *Pengukuran Kinerja*: the same figures as the yearly IKI.
pub(super) fn measurement(report: &Report, raw: &RawValue) -> (Sheet, Placement) {
    let tahun = report.measurement.tahun;
    let title = report.sampai("Pengukuran Kinerja");
    let mut sheet = report.sheet("Pengukuran Kinerja", &title);
    let skala = &report.model.opd.kebijakan.skala;
    let mut columns = identitas();
    columns.extend([
        column("target", "Target", 12.0, |b: &IndikatorRow, _| target(b.h)).mark(Mark::Empty),
        column("realisasi", "Realisasi", 14.0, move |b: &IndikatorRow, _| {
            let operand = |operand: &str| raw.nama(b.h.indikator, operand, tahun);
            realisasi(b.h, &operand).with_format(origin_note(b.h.indikator))
        })
        .mark(Mark::Empty),
        column("capaian", "Capaian (%)", 12.0, |b: &IndikatorRow, a| {
            let cells = (a.cell("target"), a.cell("realisasi"));
            let cell = capaian(report, b.h, (b.h.aim, &b.h.capaian), cells);
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

/// The mean of each objective, where averages are made of them.
fn mean_of_sasaran<'a>(report: &'a Report<'a>) -> Column<'a, IndikatorRow<'a>> {
    let kebijakan = &report.model.opd.kebijakan;
    column("rata_sasaran", "Rata-rata Sasaran", 12.0, move |b: &IndikatorRow, a| {
        let groups = report.measurement.jabatan.iter().flat_map(|j| &j.sasaran);
        let group = groups.map(|(_, all)| all.as_slice()).nth(b.sasaran_number - 1).unwrap_or(&[]);
        let mean = measure::rata::clamped_average(kebijakan, group.iter());
        let range = a.range("capaian", b.row_number..b.row_number + group.len());
        Cell::rumus(rumus::clamped_average(&range), &mean, NumberFormat::Persen)
    })
    .merge(|b| Some(b.sasaran_number))
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
            let formula = if over_sasaran {
                rumus::rata(&at.external_range("rata_sasaran", r.row.clone()))
            } else {
                rumus::clamped_average(&at.external_range("capaian", r.row.clone()))
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
            count(format!("COUNT({range})"), r.rata.counted)
        }),
        column("semua", "Jumlah Indikator", 12.0, |r: &SummaryRow, _| {
            let range = at.external_range("indikator", r.row.clone());
            count(format!("COUNTA({range})"), r.rata.all)
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

/// *Triwulan*: targets and actual values from January to the end of each quarter.
pub(super) fn triwulan(report: &Report, raw: &RawValue, at: &Placement) -> Sheet {
    let mut sheet = report.sheet("Triwulan", "Pengukuran Kinerja Triwulanan");
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let aims = |n: usize| {
        column(format!("target_{n}"), format::roman(n), 10.0, move |b: &IndikatorRow, _| {
            let quarters = b.h.target.and_then(|t| t.triwulan.as_ref());
            Cell::optional_number(quarters.map(|q| q[n - 1]), &b.h.indikator.satuan)
        })
    };
    let actual = |n: usize| {
        column(format!("realisasi_{n}"), format::roman(n), 13.0, move |b: &IndikatorRow, _| {
            if n > sampai {
                return Cell::centered("–");
            }
            let i = b.h.indikator;
            let until = measure::calculate_until(report.model, i, tahun, n);
            realisasi(&until, &|operand| raw.sampai(i, operand, tahun, n))
        })
        .mark(Mark::Empty)
    };
    let mut columns = identitas();
    columns.extend([
        column("target", "Target Setahun", 12.0, |b: &IndikatorRow, _| {
            Cell::aim(b.h.target.map(crate::model::Target::in_force), &b.h.indikator.satuan)
        })
        .mark(Mark::Empty),
        group("Target Triwulan", (1..=4).map(aims).collect()),
        group("Realisasi sampai dengan Triwulan", (1..=4).map(actual).collect()),
        column(
            "capaian",
            format!("Capaian s.d. TW {} (%)", format::roman(sampai)),
            12.0,
            |b: &IndikatorRow, _| {
                let formula = rumus::reference(&at.external("capaian", b.row_number));
                Cell::rumus(formula, &b.h.capaian, NumberFormat::Persen)
            },
        )
        .mark(Mark::Empty),
    ]);
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    sheet.span_all(
        "Target triwulan yang kosong belum ditetapkan; capaiannya dihitung terhadap target setahun.",
        Style::Note,
    );
    sheet.span_all(&cut_off(report), Style::Note);
    sheet
}

/// The same indicator in another year.
fn in_year<'a>(report: &Report<'a>, b: &IndikatorRow<'a>, tahun: i32) -> Measured<'a> {
    measure::calculate(report.model, b.h.indikator, tahun)
}

/// *Perbandingan*: this year beside earlier ones.
pub(super) fn comparison(report: &Report, raw: &RawValue, at: &Placement) -> Sheet {
    let mut sheet = report.sheet(
        "Perbandingan",
        &report.sampai("Perbandingan Realisasi dan Capaian Kinerja dengan Tahun-Tahun Sebelumnya"),
    );
    let this = report.measurement.tahun;
    let years = || report.tahun.iter().copied();
    let aims = |y: i32| {
        column(format!("target_{y}"), y.to_string(), 11.0, move |b: &IndikatorRow, _| {
            target(&in_year(report, b, y))
        })
    };
    let actual = |y: i32| {
        column(format!("realisasi_{y}"), y.to_string(), 13.0, move |b: &IndikatorRow, _| {
            let i = b.h.indikator;
            realisasi(&in_year(report, b, y), &|operand| raw.nama(i, operand, y))
        })
        .mark(Mark::Empty)
    };
    let achieved = |y: i32| {
        column(format!("capaian_{y}"), y.to_string(), 10.0, move |b: &IndikatorRow, a| {
            if y == this {
                return Cell::rumus(
                    rumus::reference(&at.external("capaian", b.row_number)),
                    &b.h.capaian,
                    NumberFormat::Persen,
                );
            }
            let cells = (a.cell(&format!("target_{y}")), a.cell(&format!("realisasi_{y}")));
            let then = in_year(report, b, y);
            capaian(report, &then, (then.aim, &then.capaian), cells)
        })
        .mark(Mark::Empty)
    };
    let mut columns = identitas();
    columns.extend([
        group("Target", years().map(aims).collect()),
        group("Realisasi", years().map(actual).collect()),
        group("Capaian (%)", years().map(achieved).collect()),
    ]);
    // Half a year does not grow against a whole one.
    let whole = report.measurement.sampai == 4;
    if let ([.., before, _], true) = (&report.tahun[..], whole) {
        let before = *before;
        let cells = move |a: &crate::workbook::table::Refs| {
            (a.cell(&format!("realisasi_{before}")), a.cell(&format!("realisasi_{this}")))
        };
        let growth = move |b: &IndikatorRow| {
            let graded = matches!(*b.h.indikator.satuan, crate::model::Satuan::Predikat(_));
            let lalu = if graded { Nilai::NotFilled } else { in_year(report, b, before).realisasi };
            measure::anggaran::growth_of(&lalu, &b.h.realisasi)
        };
        columns.push(column(
            "pertumbuhan",
            format!("Pertumbuhan terhadap {before} (%)"),
            13.0,
            move |b: &IndikatorRow, a| {
                let (lalu, current) = cells(a);
                Cell::rumus(rumus::growth_of(&lalu, &current), &growth(b), NumberFormat::Persen)
            },
        ));
    }
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    sheet.span_all(&cut_off(report), Style::Note);
    sheet.span_all(
        "Pertumbuhan = (realisasi tahun ini − realisasi tahun lalu) ÷ realisasi tahun lalu.",
        Style::Note,
    );
    sheet
}

/// *Kemajuan*: how far the target at the end of the plan is reached.
pub(super) fn progress(report: &Report, at: &Placement) -> Sheet {
    let end = report.model.opd.periode[1];
    let mut sheet = report.sheet(
        "Kemajuan Renstra",
        &report
            .sampai("Perbandingan Realisasi sampai dengan Tahun Ini dengan Target Akhir Renstra"),
    );
    let aim = |b: &IndikatorRow| b.h.indikator.target.get(&end).map(crate::model::Target::in_force);
    let mut columns = identitas();
    columns.extend([
        column(
            "target",
            format!("Target Akhir Renstra ({end})"),
            15.0,
            move |b: &IndikatorRow, _| Cell::aim(aim(b), &b.h.indikator.satuan),
        )
        .mark(Mark::Empty),
        linked(at, "realisasi", format!("Realisasi {}", tahun_text(report.measurement.tahun))),
        column("kemajuan", "Tingkat Kemajuan (%)", 14.0, move |b: &IndikatorRow, a| {
            let kebijakan = &report.model.opd.kebijakan;
            let i = b.h.indikator;
            let reached = measure::achievement(kebijakan, i.arah, aim(b), &b.h.realisasi).0;
            let cells = (a.cell("target"), a.cell("realisasi"));
            capaian(report, b.h, (aim(b), &reached), cells)
        })
        .mark(Mark::Empty),
    ]);
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    sheet.span_all(
        "Tingkat kemajuan dihitung seperti capaian, terhadap target tahun terakhir Renstra; untuk arah naik: \
         realisasi ÷ target akhir.",
        Style::Note,
    );
    sheet
}

/// A column that shows the cell of the same indicator in *Pengukuran Kinerja*.
fn linked<'a>(at: &'a Placement, key: &'static str, judul: String) -> Column<'a, IndikatorRow<'a>> {
    column(key, judul, 14.0, move |b: &IndikatorRow, _| {
        let formula = rumus::reference(&at.external(key, b.row_number));
        let unit = &b.h.indikator.satuan;
        match (key, &unit.value) {
            ("capaian", _) => Cell::rumus(formula, &b.h.capaian, NumberFormat::Persen),
            (_, crate::model::Satuan::Predikat(_)) => {
                let words = b.h.realisasi.number().map(|n| unit.show(n));
                let state = || crate::workbook::cell::state_words(&b.h.realisasi);
                Cell::text_formula(formula, words.unwrap_or_else(state))
            }
            _ => Cell::rumus(formula, &b.h.realisasi, NumberFormat::is_measured(unit)),
        }
    })
    .mark(Mark::Empty)
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
    let title = report.sampai("Perbandingan Realisasi Kinerja dengan Standar Nasional");
    let mut sheet = report.sheet("Standar Nasional", &title);
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
            capaian(report, b.h, (aim, &reached), cells)
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
