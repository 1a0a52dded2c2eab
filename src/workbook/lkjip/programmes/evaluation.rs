//! Form E.81: the evaluation of the year's plan.

use super::{Line, Sources, identity, of_outcome};
use crate::format;
use crate::measure::Nilai;
use crate::measure::anggaran::{jumlah, ratio};
use crate::model::renstra::SubKegiatan;
use crate::number::Rational;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::lkjip::budget_data::{self, Amount};
use crate::workbook::lkjip::signature;
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Placement, Refs, Row, Sheet, Style, column, group};

/// The sheet, and where its cells stand.
pub(super) fn sheet<'a>(sources: &'a Sources<'a>, rows: &[Row<Line<'a>>]) -> (Sheet, Placement) {
    let report = sources.report;
    let title = "Evaluasi terhadap Hasil Renja Perangkat Daerah";
    let mut sheet = report.sheet("E.81", title);
    let placement = sheet.table(&columns(sources), rows);
    sheet.frozen = 4;
    sheet.repeated = Some(placement.column_at("satuan") + 1);
    sheet.gap();
    for line in [
        "K: kinerja; Rp: anggaran. Kolom triwulan: yang dijumlahkan adalah bagian triwulan itu, yang lain (persentase, \
         posisi, rata-rata) keadaannya; persentase tidak pernah dijumlahkan.",
        "Realisasi Renja: jumlah triwulan, triwulan terakhir, atau rata-ratanya menurut cara indikator itu dihitung. \
         Realisasi Renstra: jumlah sejak awal Renstra untuk yang dijumlahkan, selain itu keadaan tahun ini.",
        "Tingkat capaian kinerja dihitung seperti capaian; untuk arah naik: realisasi ÷ target. Target Renja: sebelum \
         perubahan.",
        "Faktor pendorong keberhasilan: ……………………………………………………………………………………………",
        "Faktor penghambat pencapaian: ……………………………………………………………………………………………",
        "Tindak lanjut yang diperlukan dalam triwulan berikutnya: ………………………………………………………………………",
        "Tindak lanjut yang diperlukan dalam Renja berikutnya: ………………………………………………………………………",
    ] {
        sheet.span_all(line, Style::Note);
    }
    signature::block(&mut sheet, report);
    (sheet.about("Evaluasi Renja (formulir E.81)"), placement)
}

fn columns<'a>(sources: &'a Sources<'a>) -> Vec<Column<'a, Line<'a>>> {
    let report = sources.report;
    let tahun = report.measurement.tahun;
    let [_, sampai] = report.model.opd.periode;
    let pair = |judul: String, k: Column<'a, Line<'a>>, rp: Column<'a, Line<'a>>| {
        group(judul, vec![k, rp])
    };
    let of = move |amount: Amount| move |sub: &SubKegiatan| amount.of(report, sub);
    let (planned, before) = (of(Amount::Pagu), of(Amount::Earlier));
    let (spent, budget) = (of(Amount::RealisasiToDate), of(Amount::Anggaran));
    let all = move |sub: &SubKegiatan| jumlah([before(sub), spent(sub)]).number();
    let mut columns = identity();
    columns.extend([
        pair(
            format!("Target Renstra pada Akhir Periode ({sampai})"),
            of_outcome("k_akhir", "K", 11.0, move |o, _| sources.end(o)),
            money("rp_akhir", planned, |sub, _, value| named(sub, Amount::Pagu, value)),
        ),
        pair(
            format!("Realisasi Renstra s.d. Tahun {}", tahun - 1),
            of_outcome("k_lalu", "K", 11.0, move |o, _| {
                sources.settled(o, (tahun - 1, &o.earlier[0]))
            }),
            money("rp_lalu", before, |sub, _, value| named(sub, Amount::Earlier, value)),
        ),
        pair(
            format!("Target Renja Tahun {tahun}"),
            of_outcome("k_target", "K", 11.0, move |o, _| sources.target(o, tahun))
                .mark(Mark::Empty),
            money("rp_target", budget, |sub, _, value| named(sub, Amount::Anggaran, value)),
        ),
    ]);
    columns.extend((1..=4).map(|n| quarter(sources, n)));
    columns.extend([
        pair(
            format!("Realisasi Renja Tahun {tahun}"),
            of_outcome("k_renja", "K", 11.0, move |o, _| sources.this_year(o)),
            money("rp_renja", spent, |sub, _, value| named(sub, Amount::RealisasiToDate, value)),
        ),
        group(
            format!("Tingkat Capaian Renja Tahun {tahun} (%)"),
            vec![
                of_outcome("k_tingkat", "K (%)", 10.0, move |o, a| {
                    let value = (&o.now.realisasi, a.cell("k_renja"));
                    sources.rate(o, (tahun, a.cell("k_target")), value)
                }),
                share("rp_tingkat", ("rp_renja", "rp_target"), move |sub| {
                    [spent(sub), budget(sub)]
                }),
            ],
        ),
        pair(
            format!("Realisasi Renstra s.d. Tahun {tahun}"),
            of_outcome("k_renstra", "K", 11.0, move |o, a| {
                o.to_date(["k_lalu", "k_renja"].map(|key| a.cell(key)))
            }),
            money("rp_renstra", all, |_, a, value| {
                let cells = [a.cell("rp_lalu"), a.cell("rp_renja")];
                Cell::rumus(rumus::jumlah(&cells), value, NumberFormat::Rupiah)
            }),
        ),
        group(
            "Tingkat Capaian Renstra (%)",
            vec![
                of_outcome("k_capaian", "K (%)", 10.0, move |o, a| {
                    let value = (&o.reached, a.cell("k_renstra"));
                    sources.rate_of_plan(o, a.cell("k_akhir"), value)
                }),
                share("rp_capaian", ("rp_renstra", "rp_akhir"), move |sub| {
                    [all(sub), planned(sub)]
                }),
            ],
        ),
        column("unit", "Unit Perangkat Daerah Penanggung Jawab", 22.0, move |line: &Line, _| {
            Cell::text(line.branch.unit(report.model))
        })
        .merge(|line| Some(line.branch.order)),
        column("ket", "Ket.", 8.0, |_: &Line, _| Cell::text("")),
    ]);
    columns
}

/// A cell of money: of a sub-activity as `own` makes it, above them the sum of what is below.
fn money<'a>(
    key: &'static str,
    value: impl Fn(&SubKegiatan) -> Option<Rational> + 'a,
    own: impl Fn(&SubKegiatan, &Refs, &Nilai) -> Cell + 'a,
) -> Column<'a, Line<'a>> {
    column(key, "Rp", 15.0, move |line: &Line, a| {
        let sum = jumlah(line.branch.sub.iter().map(|sub| value(sub)));
        line.branch.amount(a, key, &sum, |sub| own(sub, a, &sum))
    })
    .merge(|line| Some(line.branch.order))
}

/// One column of money over another, in percent.
fn share<'a>(
    key: &'static str,
    (above, below): (&'static str, &'static str),
    values: impl Fn(&SubKegiatan) -> [Option<Rational>; 2] + 'a,
) -> Column<'a, Line<'a>> {
    column(key, "Rp (%)", 10.0, move |line: &Line, a| {
        let sum = |n: usize| jumlah(line.branch.sub.iter().map(|sub| values(sub)[n]));
        let formula = rumus::ratio(&a.cell(above), &a.cell(below));
        Cell::rumus(formula, &ratio(&sum(0), &sum(1)), NumberFormat::Persen)
    })
    .merge(|line| Some(line.branch.order))
}

/// A cell that shows a named amount of a sub-activity.
fn named(sub: &SubKegiatan, amount: Amount, value: &Nilai) -> Cell {
    Cell::rumus(rumus::reference(&budget_data::name(sub, amount)), value, NumberFormat::Rupiah)
}

/// What a quarter came to: of what adds up its part, of the rest its state.
fn quarter<'a>(sources: &'a Sources<'a>, n: usize) -> Column<'a, Line<'a>> {
    const MONEY: [&str; 4] = ["rp_1", "rp_2", "rp_3", "rp_4"];
    let belanja = Amount::Belanja(n);
    group(
        format!("Realisasi pada Triwulan {}", format::roman(n)),
        vec![
            of_outcome(format!("k_{n}"), "K", 11.0, move |o, _| sources.part(o, n)),
            money(
                MONEY[n - 1],
                move |sub| belanja.of(sources.report, sub),
                move |sub, _, value| named(sub, belanja, value),
            ),
        ],
    )
}
