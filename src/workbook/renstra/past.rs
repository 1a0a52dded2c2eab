//! T-C.23 and T-C.24: what the period before this plan reached and cost.

use super::PlanReport;
use std::collections::BTreeMap;

use crate::measure::Nilai;
use crate::measure::anggaran::{jumlah, mean_growth, ratio};
use crate::measure::earlier::{EarlierIndikator, EarlierPeriod, EarlierSpending};
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Refs, Row, Sheet, Style, column, group};

/// A column for each year of the period, numbered from 1 as the official heads have them.
fn years<'a, T>(
    lalu: &'a EarlierPeriod,
    key: &'static str,
    width: f64,
    make: impl Fn(&T, &Refs, i32) -> Cell + Copy + 'a,
) -> Vec<Column<'a, T>> {
    let column = |(n, tahun): (usize, &i32)| {
        let tahun = *tahun;
        let title = format!("{}\n({tahun})", n + 1);
        column(in_year(key, tahun), title, width, move |row: &T, a| make(row, a, tahun))
    };
    lalu.tahun.iter().enumerate().map(column).collect()
}

fn in_year(key: &str, tahun: i32) -> String {
    format!("{key}_{tahun}")
}

fn marked<T>(columns: Vec<Column<'_, T>>) -> Vec<Column<'_, T>> {
    columns.into_iter().map(|column| column.mark(Mark::Empty)).collect()
}

/// Tabel T-C.23.
pub(super) fn kinerja(plan: &PlanReport, lalu: &EarlierPeriod) -> Sheet {
    let mut sheet = plan.sheet(
        "T-C.23",
        plan.renstra.tabel.tc23.as_ref(),
        "Pencapaian Kinerja Pelayanan Perangkat Daerah",
    );
    let reference = |key: &'static str, judul: &str, width, n: usize| {
        column(key, judul, width, move |k: &&EarlierIndikator, _| {
            Cell::centered(k.refs[n].map_or("", |text| text))
        })
    };
    let title = "Indikator Kinerja sesuai Tugas dan Fungsi Perangkat Daerah";
    let columns = vec![
        column("no", "NO", 5.0, |_: &&EarlierIndikator, a| Cell::nomor(a.row + 1)),
        column("indikator", title, 38.0, |k: &&EarlierIndikator, _| {
            Cell::text(super::with_unit(k.nama, k.satuan))
        }),
        reference("nspk", "Target NSPK", 9.0, 0),
        reference("ikk", "Target IKK", 9.0, 1),
        reference("lainnya", "Target Indikator Lainnya", 16.0, 2),
        group(
            "Target Renstra Perangkat Daerah Tahun ke-",
            marked(years(lalu, "target", 9.0, |k: &&EarlierIndikator, _, y| {
                in_force(k, y, || Cell::aim(k.target.get(&y).copied(), k.satuan))
            })),
        ),
        group(
            "Realisasi Capaian Tahun ke-",
            marked(years(lalu, "realisasi", 9.0, |k: &&EarlierIndikator, _, y| {
                in_force(k, y, || actual(k, y))
            })),
        ),
        group(
            "Rasio Capaian pada Tahun ke-",
            years(lalu, "rasio", 9.0, |k: &&EarlierIndikator, a, y| {
                let [target, actual] = ["target", "realisasi"].map(|key| a.cell(&in_year(key, y)));
                let value = k.ratio(y);
                in_force(k, y, || {
                    Cell::rumus(rumus::ratio(&actual, &target), &value, NumberFormat::Decimals(2))
                })
            }),
        ),
    ];
    let rows: Vec<_> = lalu.kinerja.iter().map(Row::Body).collect();
    sheet.table(&columns, &rows);
    sheet.frozen = 2;
    sheet.gap();
    sheet.span_all(
        "Rasio capaian = realisasi ÷ target pada tahun yang sama. Kotak bergaris: belum diisi.",
        Style::Note,
    );
    origin(lalu, "Target sebelum perubahan dan realisasinya", &mut sheet);
    sheet
}

/// What belongs into a year; nothing where the indicator was not in force.
fn in_force(k: &EarlierIndikator, tahun: i32, cell: impl FnOnce() -> Cell) -> Cell {
    if k.covers(tahun) { cell() } else { Cell::without() }
}

/// The actual value of a year: as it was given, or as it is measured.
fn actual(k: &EarlierIndikator, tahun: i32) -> Cell {
    let nilai = k.realisasi.get(&tahun).unwrap_or(&Nilai::NotFilled);
    match k.indikator {
        Some(indikator) => Cell::measured(nilai, indikator),
        None => Cell::optional_number(nilai.number(), k.satuan),
    }
}

/// Amounts, by year.
type Amounts = BTreeMap<i32, Nilai>;

/// One kind of spending, or the total of several.
struct Spending<'a> {
    uraian: &'a str,
    pos: Vec<&'a EarlierSpending<'a>>,
    total: bool,
}

impl Spending<'_> {
    fn value(&self, series: for<'e> fn(&'e EarlierSpending) -> &'e Amounts, tahun: i32) -> Nilai {
        jumlah(self.pos.iter().map(|one| series(one).get(&tahun).and_then(Nilai::number)))
    }

    /// Given, or summed over the rows above.
    fn cell(
        &self,
        a: &Refs,
        key: &str,
        series: for<'e> fn(&'e EarlierSpending) -> &'e Amounts,
        tahun: i32,
    ) -> Cell {
        let key = in_year(key, tahun);
        match self.value(series, tahun) {
            sum if self.total => {
                let cells: Vec<String> = (0..a.row).map(|row| a.at(&key, row)).collect();
                Cell::rumus(rumus::jumlah(&cells), &sum, NumberFormat::Rupiah)
            }
            Nilai::Known(amount) => Cell::number(amount, NumberFormat::Rupiah),
            _ => Cell::empty(),
        }
    }

    fn growth_of(
        &self,
        a: &Refs,
        key: &str,
        series: for<'e> fn(&'e EarlierSpending) -> &'e Amounts,
        tahun: &[i32],
    ) -> Cell {
        let cells: Vec<String> = tahun.iter().map(|y| a.cell(&in_year(key, *y))).collect();
        let values: Vec<Nilai> = tahun.iter().map(|y| self.value(series, *y)).collect();
        Cell::rumus(rumus::mean_growth(&cells), &mean_growth(&values), NumberFormat::Persen)
    }
}

fn planned<'e>(one: &'e EarlierSpending) -> &'e Amounts {
    &one.anggaran
}

fn spent<'e>(one: &'e EarlierSpending) -> &'e Amounts {
    &one.realisasi
}

/// Tabel T-C.24.
pub(super) fn pendanaan(plan: &PlanReport, lalu: &EarlierPeriod) -> Sheet {
    let mut sheet = plan.sheet(
        "T-C.24",
        plan.renstra.tabel.tc24.as_ref(),
        "Anggaran dan Realisasi Pendanaan Pelayanan Perangkat Daerah",
    );
    let all = &lalu.tahun;
    let columns = vec![
        column("uraian", "Uraian ***)", 40.0, |b: &Spending, _| Cell::text(b.uraian)),
        group(
            "Anggaran pada Tahun ke- (Rp)",
            marked(years(lalu, "anggaran", 16.0, |b: &Spending, a, y| {
                b.cell(a, "anggaran", planned, y)
            })),
        ),
        group(
            "Realisasi Anggaran pada Tahun ke- (Rp)",
            marked(years(lalu, "realisasi", 16.0, |b: &Spending, a, y| {
                b.cell(a, "realisasi", spent, y)
            })),
        ),
        group(
            "Rasio antara Realisasi dan Anggaran Tahun ke-",
            years(lalu, "rasio", 8.0, |b: &Spending, a, y| {
                let [planned_cell, spent_cell] =
                    ["anggaran", "realisasi"].map(|key| a.cell(&in_year(key, y)));
                let value = ratio(&b.value(spent, y), &b.value(planned, y));
                Cell::rumus(
                    rumus::ratio(&spent_cell, &planned_cell),
                    &value,
                    NumberFormat::Decimals(2),
                )
            }),
        ),
        group(
            "Rata-rata Pertumbuhan (%)",
            vec![
                column("tumbuh_anggaran", "Anggaran", 11.0, move |b: &Spending, a| {
                    b.growth_of(a, "anggaran", planned, all)
                }),
                column("tumbuh_realisasi", "Realisasi", 11.0, move |b: &Spending, a| {
                    b.growth_of(a, "realisasi", spent, all)
                }),
            ],
        ),
    ];
    let each = lalu
        .pendanaan
        .iter()
        .map(|one| Row::Body(Spending { uraian: one.uraian, pos: vec![one], total: false }));
    let total = Spending { uraian: "JUMLAH", pos: lalu.pendanaan.iter().collect(), total: true };
    let rows: Vec<_> = each.chain([Row::Jumlah(total)]).collect();
    sheet.table(&columns, &rows);
    sheet.frozen = 1;
    sheet.gap();
    for line in [
        "***) Disesuaikan dengan kewenangan perangkat daerah.",
        "Rata-rata pertumbuhan = rata-rata hitung pertumbuhan dari tahun ke tahun.",
    ] {
        sheet.span_all(line, Style::Note);
    }
    origin(lalu, "Anggaran dan realisasinya menurut program", &mut sheet);
    sheet
}

/// Says what the figures are taken from, where nobody wrote them for this table.
fn origin(lalu: &EarlierPeriod, what: &str, sheet: &mut Sheet) {
    if let (true, Some(dari), Some(sampai)) = (lalu.is_kept, lalu.tahun.first(), lalu.tahun.last())
    {
        let line = format!("{what}: dari Renstra periode lalu, tahun {dari} sampai {sampai}.");
        sheet.span_all(&line, Style::Note);
    }
}
