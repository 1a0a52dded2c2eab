//! T-C.25, T-C.26 and T-C.28: what this plan aims at, and how.

use std::collections::{HashMap, HashSet};

use super::{PlanReport, with_unit};
use crate::measure::earlier::{self, Start};
use crate::measure::{Nilai, end_of_plan};
use crate::model::renstra::{SasaranRenstra, Tujuan};
use crate::model::{Aim, Indikator, Model, Satuan, Target};
use crate::text::Text;
use crate::workbook::cell::{Cell, NumberFormat, linked};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Placement, Refs, Row, Sheet, Style, column, group};

/// An indicator of a goal or of one of its objectives.
pub(super) struct Butir<'a> {
    /// Number of the goal, by which its cells merge.
    pub(super) tujuan_number: usize,
    tujuan: &'a Tujuan,
    /// Number of the objective within the office and its sentence; none for the goal's own.
    pub(super) sasaran: Option<(usize, &'a SasaranRenstra)>,
    pub(super) indikator: &'a Indikator,
}

/// The indicators of goals and objectives, each goal's own first.
pub(super) fn indicators<'a>(plan: &PlanReport<'a>) -> Vec<Butir<'a>> {
    let mut rows = Vec::new();
    let mut number = 0;
    let model = plan.model;
    let known = |id: &Text| model.indikator(id).map(|(_, indikator)| indikator);
    for (t, tujuan) in plan.renstra.tujuan.iter().enumerate() {
        let own = tujuan.indikator.iter().filter_map(known);
        let make = |sasaran, indikator| Butir { tujuan_number: t + 1, tujuan, sasaran, indikator };
        rows.extend(own.map(|indikator| make(None, indikator)));
        for sasaran in &tujuan.sasaran {
            number += 1;
            let own = sasaran.indikator.iter().filter_map(known);
            rows.extend(own.map(|indikator| make(Some((number, sasaran)), indikator)));
        }
    }
    rows
}

/// Where figures of indicators stand that other tables show too.
pub(super) struct Figures {
    placement: Placement,
    /// The first row of each, by its id.
    row_of: HashMap<String, usize>,
}

impl Figures {
    fn new(placement: Placement, rows: &[Row<Butir>]) -> Figures {
        Figures { placement, row_of: first_rows(rows) }
    }

    /// A cell that shows what stands in the column `key`; `holds` is that, and stands here itself
    /// where the indicator has no row there.
    fn shown(&self, indikator: &Indikator, key: &str, holds: Cell) -> Cell {
        match self.row_of.get(indikator.id.as_str()) {
            Some(row) => linked(&self.placement.external(key, *row), holds),
            None => holds,
        }
    }

    /// The target of a year.
    pub(super) fn target(&self, indikator: &Indikator, tahun: i32) -> Cell {
        self.shown(indikator, &target_key(tahun), aim(indikator, tahun))
    }

    /// The condition at the start of the plan.
    pub(super) fn start(&self, model: &Model, indikator: &Indikator) -> Cell {
        let start = at_the_start(earlier::start(model, indikator), indikator);
        self.shown(indikator, "awal", start)
    }
}

fn first_rows(rows: &[Row<Butir>]) -> HashMap<String, usize> {
    let mut first = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        if let Row::Body(b) = row {
            first.entry(b.indikator.id.to_string()).or_insert(n);
        }
    }
    first
}

fn target_key(tahun: i32) -> String {
    format!("target_{tahun}")
}

/// A column for each year of the plan with what the indicator aims at, as `make` shows it.
fn targets<'a>(
    tahun: &[i32],
    make: impl Fn(&Butir, i32, &Refs) -> Cell + Copy + 'a,
) -> Vec<Column<'a, Butir<'a>>> {
    let column = |(n, tahun): (usize, &i32)| {
        let tahun = *tahun;
        let title = format!("{}\n({tahun})", n + 1);
        column(target_key(tahun), title, 11.0, move |b: &Butir, a| make(b, tahun, a))
            .mark(Mark::Empty)
    };
    tahun.iter().enumerate().map(column).collect()
}

/// The target as the plan first set it; nothing belongs into a year in which the indicator is not
/// in force.
pub(super) fn aim(indikator: &Indikator, tahun: i32) -> Cell {
    if !indikator.berlaku.covers(tahun) {
        return Cell::without();
    }
    let target: Option<&Target> = indikator.target.get(&tahun);
    Cell::aim(target.map(|target| target.murni.value), &indikator.satuan)
}

/// Tabel T-C.25, and where the targets stand that it has.
pub(super) fn tujuan_sasaran(plan: &PlanReport) -> (Sheet, Figures) {
    let rows: Vec<_> = indicators(plan).into_iter().map(Row::Body).collect();
    let first = first_rows(&rows);
    // An indicator that stands there twice has its targets in the first row.
    let target = |b: &Butir, tahun: i32, a: &Refs| match first.get(b.indikator.id.as_str()) {
        Some(row) if *row != a.row => {
            linked(&a.at(&target_key(tahun), *row), aim(b.indikator, tahun))
        }
        _ => aim(b.indikator, tahun),
    };
    let mut sheet = plan.sheet(
        "T-C.25",
        plan.renstra.tabel.tc25.as_ref(),
        "Tujuan dan Sasaran Jangka Menengah Pelayanan Perangkat Daerah",
    );
    let columns = vec![
        column("no", "No.", 5.0, |b: &Butir, _| Cell::nomor(b.tujuan_number))
            .merge(|b| Some(b.tujuan_number)),
        column("tujuan", "Tujuan", 34.0, |b: &Butir, _| Cell::text(&b.tujuan.tujuan))
            .merge(|b| Some(b.tujuan_number)),
        column("sasaran", "Sasaran", 36.0, |b: &Butir, _| {
            Cell::text(b.sasaran.map_or("", |(_, sasaran)| &sasaran.sasaran))
        })
        .merge(|b| Some(objective(b))),
        column("indikator", "Indikator Tujuan/Sasaran", 44.0, |b: &Butir, _| {
            Cell::text(with_unit(&b.indikator.nama, &b.indikator.satuan))
        }),
        group("Target Kinerja Tujuan/Sasaran pada Tahun ke-", targets(&plan.tahun, target)),
    ];
    let placement = sheet.table(&columns, &rows);
    sheet.frozen = 2;
    let figures = Figures::new(placement, &rows);
    (sheet, figures)
}

/// By which the cells of an objective merge; those of a goal's own indicators too.
fn objective(b: &Butir) -> usize {
    // Objectives count from the start: they never meet the goals, which count from the end.
    b.sasaran.map_or(usize::MAX - b.tujuan_number, |(number, _)| number)
}

/// A policy of a strategy.
struct Segment<'a> {
    tujuan_number: usize,
    tujuan: &'a str,
    sasaran_number: usize,
    sasaran: &'a str,
    strategi_number: usize,
    strategi: &'a str,
    arah: &'a str,
}

/// Tabel T-C.26.
pub(super) fn strategi(plan: &PlanReport) -> Sheet {
    let renstra = plan.renstra;
    let mut sheet = plan.sheet(
        "T-C.26",
        renstra.tabel.tc26.as_ref(),
        "Tujuan, Sasaran, Strategi, dan Arah Kebijakan",
    );
    sheet.span_all(&format!("VISI : {}", renstra.visi), Style::Heading);
    let columns = vec![
        column("tujuan", "Tujuan", 34.0, |a: &Segment, _| Cell::text(a.tujuan))
            .merge(|a| Some(a.tujuan_number)),
        column("sasaran", "Sasaran", 40.0, |a: &Segment, _| Cell::text(a.sasaran))
            .merge(|a| Some(a.sasaran_number)),
        column("strategi", "Strategi", 42.0, |a: &Segment, _| Cell::text(a.strategi))
            .merge(|a| Some(a.strategi_number)),
        column("arah", "Arah Kebijakan", 60.0, |a: &Segment, _| Cell::text(a.arah)),
    ];
    sheet.table(&columns, &policies(plan));
    sheet
}

/// The policies under the mission that their goal serves.
fn policies<'a>(plan: &PlanReport<'a>) -> Vec<Row<Segment<'a>>> {
    let mut rows = Vec::new();
    for (n, misi) in plan.renstra.misi.iter().enumerate() {
        let number = crate::format::roman(n + 1);
        rows.push(Row::Heading(format!("MISI {number} : {}", misi.misi)));
        let all = segments(plan).into_iter().filter(|(of, _)| **of == *misi.id);
        rows.extend(all.map(|(_, segment)| Row::Body(segment)));
    }
    rows
}

/// All of them, each with its mission.
fn segments<'a>(plan: &PlanReport<'a>) -> Vec<(&'a Text, Segment<'a>)> {
    let mut rows = Vec::new();
    let (mut sasaran_number, mut strategi_number) = (0, 0);
    for (t, tujuan) in plan.renstra.tujuan.iter().enumerate() {
        for sasaran in &tujuan.sasaran {
            sasaran_number += 1;
            for strategi in &sasaran.strategi {
                strategi_number += 1;
                rows.extend(strategi.arah_kebijakan.iter().map(|arah| {
                    let segment = Segment {
                        tujuan_number: t + 1,
                        tujuan: &tujuan.tujuan,
                        sasaran_number,
                        sasaran: &sasaran.sasaran,
                        strategi_number,
                        strategi: &strategi.strategi,
                        arah,
                    };
                    (&tujuan.misi, segment)
                }));
            }
        }
    }
    rows
}

/// The condition at the start of the plan, as it is written or measured.
pub(super) fn at_the_start(start: Option<Start>, indikator: &Indikator) -> Cell {
    match start {
        None => Cell::empty(),
        Some(Start::Written(number)) => Cell::entered(number.value, &indikator.satuan),
        Some(Start::Reached(reached, then)) => Cell::measured(&reached, then),
    }
}

/// The condition at the end of the plan: the sum where quarters and years add up, else the
/// last year's target (never a sum of shares, ranges or words).
pub(super) fn at_the_end(indikator: &Indikator, a: &Refs, tahun: &[i32]) -> Cell {
    let cells: Vec<String> = tahun.iter().map(|y| a.cell(&format!("target_{y}"))).collect();
    let (Some(first), Some(end), Some(cell)) = (tahun.first(), tahun.last(), cells.last()) else {
        return Cell::empty();
    };
    let target = end_of_plan::target(indikator, [*first, *end]);
    if !indikator.adds_up() {
        return linked(cell, Cell::aim(target, &indikator.satuan));
    }
    let sum = target.map_or(Nilai::NotFilled, |aim| match aim {
        Aim::Point(sum) | Aim::Interval(_, sum) => Nilai::Known(sum),
    });
    Cell::rumus(rumus::jumlah(&cells), &sum, NumberFormat::entered(&indikator.satuan))
}

/// Tabel T-C.28, and where its conditions at the start stand; `goals`: the targets of T-C.25.
pub(super) fn indikator(plan: &PlanReport, goals: &Figures) -> (Sheet, Figures) {
    let target = |b: &Butir, tahun: i32, _: &Refs| goals.target(b.indikator, tahun);
    let mut sheet = plan.sheet(
        "T-C.28",
        plan.renstra.tabel.tc28.as_ref(),
        "Indikator Kinerja Perangkat Daerah yang Mengacu pada Tujuan dan Sasaran RPJMD",
    );
    let (model, tahun) = (plan.model, &plan.tahun);
    let columns = vec![
        column("no", "NO", 5.0, |_: &Butir, a| Cell::nomor(a.row + 1)),
        column("indikator", "Indikator", 56.0, |b: &Butir, _| Cell::text(&b.indikator.nama)),
        column("satuan", "Satuan", 13.0, |b: &Butir, _| {
            Cell::centered(match &b.indikator.satuan.value {
                Satuan::Persen => "%",
                other => other.nama(),
            })
        }),
        column(
            "awal",
            "Kondisi Kinerja pada Awal Periode RPJMD (Tahun 0)",
            18.0,
            move |b: &Butir, _| at_the_start(earlier::start(model, b.indikator), b.indikator),
        )
        .mark(Mark::Empty),
        group("Target Capaian Setiap Tahun", targets(tahun, target)),
        column("akhir", "Kondisi Kinerja pada Akhir Periode RPJMD", 18.0, |b: &Butir, a| {
            at_the_end(b.indikator, a, tahun)
        }),
    ];
    let mut seen = HashSet::new();
    let mut once = |b: &Butir| seen.insert(b.indikator.id.clone());
    let rows: Vec<_> = indicators(plan).into_iter().filter(|b| once(b)).map(Row::Body).collect();
    let placement = sheet.table(&columns, &rows);
    sheet.frozen = 2;
    let figures = Figures::new(placement, &rows);
    (sheet, figures)
}
