//! *Data Program*: what the plan itself aims at with its programmes, activities and sub-activities,
//! year by year. What is the indicator of a position has its target on *Data Target*, unless the plan
//! writes another.

use std::collections::HashMap;

use super::target_data::Edition;
use super::{RawValue, Report, satuan};
use crate::measure::Nilai;
use crate::model::Satuan;
use crate::model::renstra::{IndikatorProgram, Renstra};
use crate::text::Text;
use crate::workbook::cell::{Cell, Input, state_words};
use crate::workbook::rumus::{self, Bounds, Quantity};
use crate::workbook::table::{Column, Placement, Refs, Row, Sheet, Style, column, group};

/// An indicator with targets of its own.
struct Planned<'a> {
    /// Number of what it is the indicator of, by which its cells merge.
    order: usize,
    kode: &'a Text,
    nama: &'a Text,
    one: &'a IndikatorProgram,
}

/// Where the targets stand.
pub(super) struct ProgramDataSheet {
    placement: Placement,
    /// Rows, by the address of the indicator: not all have an id.
    row_of: HashMap<usize, usize>,
}

fn address(one: &IndikatorProgram) -> usize {
    std::ptr::from_ref(one).addr()
}

fn key(tahun: i32) -> String {
    format!("target_{tahun}")
}

/// Whether the plan writes the target of a year itself; else it is the position's.
fn is_written(one: &IndikatorProgram, tahun: i32) -> bool {
    one.same_as.is_none() || one.written.contains_key(&tahun)
}

impl ProgramDataSheet {
    /// The cell with a target that the plan writes itself.
    fn cell(&self, one: &IndikatorProgram, tahun: i32) -> Option<String> {
        let row = self.row_of.get(&address(one)).filter(|_| is_written(one, tahun))?;
        self.placement.find(&key(tahun), *row)
    }

    /// What is aimed at in a year.
    pub(super) fn bounds(&self, raw: &RawValue, one: &IndikatorProgram, tahun: i32) -> Bounds {
        let unit = &one.indikator.satuan;
        let own = self.cell(one, tahun);
        let own = own.map(|cell| Bounds::point(Quantity::new(cell, unit).number));
        own.or_else(|| raw.targets.bounds(&one.indikator, tahun, Edition::Murni))
            .unwrap_or_else(|| Bounds::point(rumus::NOT_FILLED.to_owned()))
    }

    /// The cell with the target of a year where it is one value: what adds up over years.
    pub(super) fn point(
        &self,
        raw: &RawValue,
        one: &IndikatorProgram,
        tahun: i32,
    ) -> Option<String> {
        self.cell(one, tahun).or_else(|| raw.targets.point(&one.indikator, tahun))
    }
}

/// The sheet, and where its targets stand.
pub(super) fn sheet(report: &Report, renstra: &Renstra) -> (Sheet, ProgramDataSheet) {
    let mut sheet = report.sheet_of_year("Data Program", "Data Target Program Renstra");
    let rows = rows(renstra);
    let placement = sheet.table(&columns(report), &rows);
    let row_of = rows.iter().enumerate().filter_map(|(n, row)| match row {
        Row::Body(planned) => Some((address(planned.one), n)),
        Row::Heading(_) | Row::Jumlah(_) => None,
    });
    let row_of = row_of.collect();
    sheet.frozen = 3;
    sheet.gap();
    sheet.span_all(
        "Target program, kegiatan, dan sub kegiatan ditulis sekali, di sini; yang sama dengan indikator jabatan ada di \
         lembar Data Target. Sumber sesungguhnya tetap berkas YAML: perubahan di sini tidak kembali ke sana.",
        Style::Note,
    );
    (sheet, ProgramDataSheet { placement, row_of })
}

fn rows(renstra: &Renstra) -> Vec<Row<Planned<'_>>> {
    let mut rows = Vec::new();
    let mut nodes: Vec<(&Text, &Text, &[IndikatorProgram])> = Vec::new();
    for program in &renstra.program {
        nodes.push((&program.kode, &program.nama, &program.indikator));
        for kegiatan in &program.kegiatan {
            nodes.push((&kegiatan.kode, &kegiatan.nama, &kegiatan.indikator));
            let below = kegiatan.sub_kegiatan.iter();
            nodes.extend(below.map(|sub| (&sub.kode, &sub.nama, sub.indikator.as_slice())));
        }
    }
    for (order, (kode, nama, all)) in nodes.into_iter().enumerate() {
        // What a position has is not repeated.
        let own = all.iter().filter(|one| one.same_as.is_none() || !one.written.is_empty());
        rows.extend(own.map(|one| Row::Body(Planned { order, kode, nama, one })));
    }
    rows
}

fn columns<'a>(report: &Report) -> Vec<Column<'a, Planned<'a>>> {
    let [dari, sampai] = report.model.opd.periode;
    let target = |tahun: i32| {
        column(key(tahun), tahun.to_string(), 10.0, move |p: &Planned, a| {
            if !is_written(p.one, tahun) {
                return Cell::without();
            }
            let value = p.one.written.get(&tahun).map(|target| target.value);
            let unit = &p.one.indikator.satuan.value;
            Cell::optional_number(value, unit).input(accepted(unit, &a.cell(&key(tahun))))
        })
    };
    vec![
        column("kode", "Kode", 15.5, |p: &Planned, _| Cell::text(p.kode)).merge(|p| Some(p.order)),
        column("nama", "Program/Kegiatan/Sub Kegiatan", 40.0, |p: &Planned, _| Cell::text(p.nama))
            .merge(|p| Some(p.order)),
        column("indikator", "Indikator", 40.0, |p: &Planned, _| Cell::text(&p.one.indikator.nama)),
        column("satuan", "Satuan", 13.0, |p: &Planned, _| {
            Cell::centered(satuan(&p.one.indikator.satuan))
        }),
        group("Target", (dari..=sampai).map(target).collect()),
        column("periksa", "Periksa", 14.0, move |p: &Planned, a| {
            inspection(p, (dari..=sampai).filter(|tahun| is_written(p.one, *tahun)), a)
        }),
    ]
}

fn accepted(unit: &Satuan, own: &str) -> Input {
    match unit {
        Satuan::Predikat(grades) => Input::list(grades.iter().map(ToString::to_string)),
        _ => Input::formula(
            format!("ISNUMBER({own})"),
            "Target adalah angka, persen dengan tanda % (75%); kosongkan bila belum ditetapkan.",
        ),
    }
}

/// What is wrong with a row, in words.
fn inspection(p: &Planned, years: impl Iterator<Item = i32>, a: &Refs) -> Cell {
    let unknown = years.map(|tahun| {
        let cell = a.cell(&key(tahun));
        let number = Quantity::new(cell.clone(), &p.one.indikator.satuan).number;
        format!("AND({cell}<>\"\",NOT(ISNUMBER({number})))")
    });
    let unknown: Vec<String> = unknown.collect();
    let formula = format!("IF(OR({}),\"bukan angka\",\"\")", unknown.join(","));
    Cell::sentence(formula, state_words(&Nilai::NotFilled))
}
