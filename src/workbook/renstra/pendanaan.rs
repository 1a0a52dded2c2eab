//! T-C.27: programmes, their targets, and the money for them.

use super::plan::{Figures, aim, at_the_end, at_the_start, indicators};
use super::{PlanReport, with_unit};
use crate::measure::anggaran::jumlah;
use crate::measure::earlier;
use crate::model::renstra::{Program, Series, SubKegiatan};
use crate::model::{Indikator, Model};
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::program_rows::{Branch, ProgramRows};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Refs, Row, Sheet, Style, column, group};

/// A row of T-C.27: an indicator of a goal or objective, or a node of the programmes.
enum RowContent<'a> {
    Indikator(&'a Indikator),
    Branch(Branch<'a>),
}

struct Detail<'a> {
    tujuan_number: usize,
    tujuan: &'a str,
    sasaran_number: usize,
    sasaran: &'a str,
    content: RowContent<'a>,
}

impl Detail<'_> {
    fn branch(&self) -> Option<&Branch<'_>> {
        match &self.content {
            RowContent::Indikator(_) => None,
            RowContent::Branch(branch) => Some(branch),
        }
    }

    fn order(&self) -> Option<usize> {
        self.branch().map(|branch| branch.order)
    }

    /// Its programme's, on the programme's own row.
    fn dari_program(&self, part: fn(&Program) -> Option<&str>) -> Option<&str> {
        let branch = self.branch()?;
        part(branch.program?)
    }

    fn nama(&self) -> String {
        match &self.content {
            RowContent::Indikator(i) => with_unit(&i.nama, &i.satuan),
            RowContent::Branch(branch) => {
                branch.outcome().map_or_else(String::new, |i| with_unit(&i.nama, &i.satuan))
            }
        }
    }

    fn awal(&self, model: &Model, starts: &Figures) -> Cell {
        match &self.content {
            RowContent::Indikator(i) => starts.start(model, i),
            RowContent::Branch(branch) => match branch.indikator {
                Some(one) => at_the_start(earlier::start_of_outcome(model, one), &one.indikator),
                None => Cell::without(),
            },
        }
    }

    fn target(&self, tahun: i32, targets: &Figures) -> Cell {
        match &self.content {
            RowContent::Indikator(i) => targets.target(i, tahun),
            RowContent::Branch(branch) => match branch.indikator {
                // What the plan writes for a programme is its own.
                Some(one) if one.same_as.is_none() || one.written.contains_key(&tahun) => {
                    aim(&one.indikator, tahun)
                }
                Some(one) => targets.target(&one.indikator, tahun),
                None => Cell::without(),
            },
        }
    }

    fn akhir(&self, a: &Refs, tahun: &[i32]) -> Cell {
        match &self.content {
            RowContent::Indikator(i) => at_the_end(i, a, tahun),
            RowContent::Branch(branch) => match branch.outcome() {
                Some(i) => at_the_end(i, a, tahun),
                None => Cell::without(),
            },
        }
    }

    fn rupiah(&self, a: &Refs, tahun: i32) -> Cell {
        match self.branch() {
            None => Cell::without(),
            Some(branch) => branch.money(a, &format!("rp_{tahun}"), ceiling, tahun),
        }
    }

    /// The money of all years.
    fn rupiah_akhir(&self, a: &Refs, tahun: &[i32]) -> Cell {
        let Some(branch) = self.branch() else { return Cell::without() };
        let cells: Vec<String> = tahun.iter().map(|y| a.cell(&format!("rp_{y}"))).collect();
        let years = tahun.iter().map(|y| branch.jumlah(ceiling, *y).number());
        Cell::rumus(rumus::jumlah(&cells), &jumlah(years), NumberFormat::Rupiah)
    }
}

fn ceiling(sub: &SubKegiatan) -> &Series {
    &sub.pagu
}

/// Tabel T-C.27.
pub(super) fn sheet(plan: &PlanReport, figures: (&Figures, &Figures)) -> Sheet {
    let mut sheet = plan.sheet(
        "T-C.27",
        plan.renstra.tabel.tc27.as_ref(),
        "Rencana Program, Kegiatan, dan Pendanaan Perangkat Daerah",
    );
    let placement = sheet.table(&funding_columns(plan, figures), &funding_rows(plan));
    // Every page says whose programme it is.
    sheet.repeated = Some(placement.column_at("awal"));
    sheet.frozen = 4;
    sheet.gap();
    for line in [
        "*) Jumlah target semua tahun untuk indikator yang dijumlahkan; target tahun terakhir untuk persentase, posisi, \
         dan rata-rata. Rp dijumlahkan dari sub kegiatan ke atas, dan dari semua tahun pada kondisi akhir.",
        "Tahun dengan nomenklatur lama memakai kode dan nama yang berlaku sekarang.",
    ] {
        sheet.span_all(line, Style::Note);
    }
    sheet
}

fn funding_columns<'a>(
    plan: &'a PlanReport,
    (targets, starts): (&'a Figures, &'a Figures),
) -> Vec<Column<'a, Detail<'a>>> {
    let tahun = &plan.tahun;
    let each_year = tahun.iter().enumerate().map(|(n, y)| {
        let y = *y;
        let target =
            column(format!("target_{y}"), "Target", 9.0, move |b: &Detail, _| b.target(y, targets));
        let money = column(format!("rp_{y}"), "Rp", 17.0, move |b: &Detail, a| b.rupiah(a, y));
        group(
            format!("Tahun-{} ({y})", n + 1),
            vec![target.mark(Mark::Empty), money.merge(Detail::order).mark(Mark::Empty)],
        )
    });
    let end = group(
        "Kondisi Kinerja pada Akhir Periode Renstra Perangkat Daerah",
        vec![
            column("akhir", "Target *)", 9.0, |b: &Detail, a| b.akhir(a, tahun)),
            column("rp_akhir", "Rp", 18.0, |b: &Detail, a| b.rupiah_akhir(a, tahun))
                .merge(Detail::order),
        ],
    );
    let model = plan.model;
    let indicator = "Indikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)";
    vec![
        column("tujuan", "Tujuan", 17.0, |b: &Detail, _| Cell::text(b.tujuan))
            .merge(|b| Some(b.tujuan_number)),
        column("sasaran", "Sasaran", 19.0, |b: &Detail, _| Cell::text(b.sasaran))
            .merge(|b| Some(b.sasaran_number)),
        column("kode", "Kode", 15.5, |b: &Detail, _| {
            Cell::text(b.branch().map_or("", |branch| branch.kode))
        })
        .merge(Detail::order),
        column("nama", "Program dan Kegiatan", 27.0, |b: &Detail, _| {
            Cell::text(b.branch().map_or("", |branch| branch.nama))
        })
        .merge(Detail::order),
        column("indikator", indicator, 27.0, |b: &Detail, _| Cell::text(b.nama())),
        column("awal", "Data Capaian pada Tahun Awal Perencanaan", 13.0, move |b: &Detail, _| {
            b.awal(model, starts)
        })
        .mark(Mark::Empty),
        group("Target Kinerja Program dan Kerangka Pendanaan", each_year.chain([end]).collect()),
        column(
            "unit",
            "Unit Kerja Perangkat Daerah Penanggung-jawab",
            20.0,
            move |b: &Detail, _| {
                Cell::text(b.branch().map_or_else(String::new, |branch| branch.unit(model)))
            },
        )
        .merge(Detail::order),
        column("lokasi", "Lokasi", 14.0, |b: &Detail, _| {
            Cell::text(b.dari_program(|p| p.lokasi.as_deref()).unwrap_or(""))
        })
        .merge(Detail::order),
    ]
}

fn funding_rows<'a>(plan: &PlanReport<'a>) -> Vec<Row<Detail<'a>>> {
    let renstra = plan.renstra;
    let mut rows: Vec<Row<Detail>> = Vec::new();
    let mut programmes = Vec::new();
    let mut program_rows = ProgramRows::new(true);
    let mut own = indicators(plan).into_iter().peekable();
    let mut number = 0;
    for (t, tujuan) in renstra.tujuan.iter().enumerate() {
        let row = |sasaran_number, sasaran, content| Detail {
            tujuan_number: t + 1,
            tujuan: tujuan.tujuan.as_str(),
            sasaran_number,
            sasaran,
            content,
        };
        while let Some(b) = own.next_if(|b| b.tujuan_number == t + 1 && b.sasaran.is_none()) {
            rows.push(Row::Body(row(0, "", RowContent::Indikator(b.indikator))));
        }
        for sasaran in &tujuan.sasaran {
            number += 1;
            let name = sasaran.sasaran.as_str();
            while let Some(b) = own.next_if(|b| b.sasaran.is_some_and(|(n, _)| n == number)) {
                rows.push(Row::Body(row(number, name, RowContent::Indikator(b.indikator))));
            }
            let from = program_rows.row.len();
            let shift = rows.len() - from;
            for program in renstra.program_dari(&sasaran.id) {
                let own = program_rows.program(program);
                let (row, sub) = program_rows.child(own);
                programmes.push((row + shift, sub));
            }
            program_rows.shift(from, shift);
            rows.extend(program_rows.row[from..].iter_mut().filter_map(|made| {
                let wrap = |branch| row(number, name, RowContent::Branch(branch));
                match std::mem::replace(made, Row::Heading(String::new())) {
                    Row::Body(branch) => Some(Row::Body(wrap(branch))),
                    Row::Jumlah(branch) => Some(Row::Jumlah(wrap(branch))),
                    Row::Heading(_) => None,
                }
            }));
        }
    }
    program_rows.jumlah(renstra, programmes);
    if let Some(Row::Jumlah(total)) = program_rows.row.pop() {
        let content = RowContent::Branch(total);
        // A number of its own: it merges with nothing.
        let last = usize::MAX;
        let whole =
            Detail { tujuan_number: last, tujuan: "", sasaran_number: last, sasaran: "", content };
        rows.push(Row::Jumlah(whole));
    }
    rows
}
