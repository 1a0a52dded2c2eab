//! *Rencana Kinerja Tahunan* and *Perjanjian Kinerja*: what is promised, by whom, with how
//! much money. The agreement has one sheet a level: the head, the positions below, and those
//! below them.

use super::budget_data::{self, Amount};
use super::target_data::{Edition, promised};
use super::{Report, satuan};
use crate::measure::anggaran::sub_jumlah;
use crate::model::renstra::{Kegiatan, Program, Renstra, SubKegiatan};
use crate::model::{Aim, Indikator, Jabatan, Target};
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::program_rows::{Branch, Level, ProgramRows};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Row, Sheet, Style, column};

/// Both kinds of sheets.
pub(super) fn sheet(report: &Report) -> Vec<Sheet> {
    let mut all = Vec::new();
    if let Some(renstra) = &report.model.renstra {
        all.extend(plan_of_the_year(report, renstra));
        all.push(agreement_of_the_head(report, renstra));
    }
    for (level, nama) in [(1, "PK Jenjang II"), (2, "PK Jenjang III"), (3, "PK Jenjang IV")] {
        let positions: Vec<&Jabatan> =
            report.jabatan().filter(|j| depth(report, j) == level).collect();
        if !positions.is_empty() {
            all.push(agreements(report, nama, &positions));
        }
    }
    all
}

/// How far below the head a position stands; deeper ones count as 3.
fn depth(report: &Report, jabatan: &Jabatan) -> usize {
    let mut level = 1;
    let mut superior = &jabatan.atasan;
    while let Some(next) = report.model.jabatan(superior) {
        level += 1;
        superior = &next.atasan;
        if level == 3 {
            break;
        }
    }
    level
}

/// An objective's indicator and its target.
struct Promise<'a> {
    nomor: usize,
    sasaran: &'a str,
    indikator: &'a Indikator,
    aim: Option<Aim>,
    edition: Edition,
    note: Option<String>,
}

impl<'a> Promise<'a> {
    fn new(nomor: usize, sasaran: &'a str, indikator: &'a Indikator, tahun: i32) -> Promise<'a> {
        let target = indikator.target.get(&tahun);
        let unit = &indikator.satuan;
        let revised = target.and_then(|t| Some((&t.murni, t.perubahan.as_ref()?)));
        let note = revised.map(|(old, (new, reason))| {
            format!("semula {}, menjadi {}. {reason}", old.show(unit), new.show(unit))
        });
        let aim = target.map(Target::in_force);
        Promise { nomor, sasaran, indikator, aim, edition: Edition::InForce, note }
    }
}

fn promises<'a>(judul: &str) -> Vec<Column<'a, Promise<'a>>> {
    vec![
        column("no", "No", 6.0, |j: &Promise, _| Cell::nomor(j.nomor)).merge(|j| Some(j.nomor)),
        column("sasaran", judul, 40.0, |j: &Promise, _| Cell::text(j.sasaran))
            .merge(|j| Some(j.nomor)),
        column("indikator", "Indikator Kinerja", 50.0, |j: &Promise, _| {
            Cell::text(&j.indikator.nama)
        }),
        column("target", "Target", 20.0, |j: &Promise, _| {
            let cell = promised(j.indikator, j.edition, j.aim);
            match &j.note {
                Some(text) => cell.with_format(text.as_str()),
                None => cell,
            }
        })
        .mark(Mark::Empty),
        column("satuan", "Satuan", 16.0, |j: &Promise, _| {
            Cell::centered(satuan(&j.indikator.satuan))
        }),
    ]
}

/// An amount beside what it is for; a total where `sub` has several rows above.
struct Funding<'a> {
    nomor: String,
    kode: &'a str,
    nama: &'a str,
    sub: Vec<&'a SubKegiatan>,
    /// Rows whose sum it is.
    row: Option<Vec<usize>>,
}

/// The table of the budget: what was budgeted, or the ceiling of the plan where there is no
/// budget yet.
fn money<'a>(judul: &str, tahun: i32) -> Vec<Column<'a, Funding<'a>>> {
    vec![
        column("no", "No", 6.0, |d: &Funding, _| Cell::centered(d.nomor.as_str())),
        column("kode", "Kode", 40.0, |d: &Funding, _| Cell::text(d.kode)),
        column("nama", judul, 50.0, |d: &Funding, _| Cell::text(d.nama)),
        column("anggaran", "Anggaran (Rp)", 20.0, move |d: &Funding, a| {
            let sum = sub_jumlah(d.sub.iter().copied(), |sub| &sub.anggaran, tahun);
            match (&d.row, sum) {
                (Some(rows), sum) => {
                    let cells: Vec<String> =
                        rows.iter().map(|row| a.at("anggaran", *row)).collect();
                    Cell::rumus(rumus::jumlah(&cells), &sum, NumberFormat::Rupiah)
                }
                (None, sum) => {
                    let cells: Vec<String> =
                        d.sub.iter().map(|sub| budget_data::name(sub, Amount::Anggaran)).collect();
                    Cell::rumus(rumus::jumlah(&cells), &sum, NumberFormat::Rupiah)
                }
            }
        })
        .mark(Mark::Empty),
        column("ket", "Keterangan", 16.0, |_: &Funding, _| Cell::text("")),
    ]
}

/// Rows under headings, then their total.
fn with_total(groups: Vec<(Option<String>, Vec<Funding<'_>>)>) -> Vec<Row<Funding<'_>>> {
    let mut rows = Vec::new();
    let (mut counted, mut sub) = (Vec::new(), Vec::new());
    for (heading, items) in groups {
        rows.extend(heading.map(Row::Heading));
        for item in items {
            counted.push(rows.len());
            sub.extend(item.sub.iter().copied());
            rows.push(Row::Body(item));
        }
    }
    let total = Funding { nomor: String::new(), kode: "", nama: "JUMLAH", sub, row: Some(counted) };
    rows.push(Row::Jumlah(total));
    rows
}

fn funding<'a>(n: usize, kode: &'a str, nama: &'a str, sub: Vec<&'a SubKegiatan>) -> Funding<'a> {
    Funding { nomor: (n + 1).to_string(), kode, nama, sub, row: None }
}

/// The promises of the plan's objectives.
fn strategic<'a>(report: &Report<'a>, renstra: &'a Renstra) -> Vec<Promise<'a>> {
    let tahun = report.measurement.tahun;
    let mut rows = Vec::new();
    for (n, sasaran) in renstra.sasaran().enumerate() {
        let known = sasaran.indikator.iter().filter_map(|id| report.index.get(id.as_str()));
        rows.extend(
            known.map(|(_, b)| Promise::new(n + 1, &sasaran.sasaran, b.h.indikator, tahun)),
        );
    }
    rows
}

fn programmes(renstra: &Renstra) -> Vec<Row<Funding<'_>>> {
    let all = renstra
        .program
        .iter()
        .enumerate()
        .map(|(n, p)| funding(n, &p.kode, &p.nama, p.sub_kegiatan().collect()));
    with_total(vec![(None, all.collect())])
}

fn agreement_of_the_head(report: &Report, renstra: &Renstra) -> Sheet {
    let tahun = report.measurement.tahun;
    let mut sheet = report.sheet_of_year("PK Pimpinan", "Perjanjian Kinerja");
    let rows = strategic(report, renstra);
    let revised = revisions(&rows);
    let head = report.model.opd.pimpinan.first().map_or("", |(_, nama)| nama.as_str());
    sheet.span_all(&head.to_uppercase(), Style::Title);
    sheet.gap();
    let rows: Vec<_> = rows.into_iter().map(Row::Body).collect();
    sheet.table(&promises("Sasaran Strategis"), &rows);
    sheet.gap();
    sheet.table(&money("Program", tahun), &programmes(renstra));
    closing(&mut sheet, &revised);
    let superior = format!("Pimpinan {}", report.model.opd.daerah);
    signatures(&mut sheet, report, &superior, head);
    sheet
}

/// Under an agreement: the targets it revises, and why.
fn closing(sheet: &mut Sheet, revisions: &[String]) {
    if !revisions.is_empty() {
        sheet.gap();
        sheet.span_all("Perjanjian Kinerja Perubahan. Target yang diubah:", Style::Note);
    }
    for revision in revisions {
        sheet.span_all(revision, Style::Note);
    }
}

fn revisions(rows: &[Promise]) -> Vec<String> {
    let line =
        |promise: &Promise| Some(format!("{}: {}", promise.indikator.nama, promise.note.as_ref()?));
    rows.iter().filter_map(line).collect()
}

/// The agreements of one level, each on a page of its own.
fn agreements(report: &Report, nama: &'static str, positions: &[&Jabatan]) -> Sheet {
    let tahun = report.measurement.tahun;
    let mut sheet = Sheet::new(nama, report.status, &[]);
    for (n, jabatan) in positions.iter().enumerate() {
        if n > 0 {
            sheet.gap();
            sheet.new_page();
        }
        for line in report.judul("Perjanjian Kinerja", "") {
            sheet.span_all(&line, Style::Title);
        }
        sheet.span_all(&jabatan.nama.to_uppercase(), Style::Title);
        sheet.gap();
        let mut rows = Vec::new();
        for (n, sasaran) in jabatan.sasaran_in(tahun).enumerate() {
            let all = sasaran.indikator_in(tahun);
            rows.extend(all.map(|(_, i)| Promise::new(n + 1, &sasaran.sasaran, i, tahun)));
        }
        let revised = revisions(&rows);
        let rows: Vec<_> = rows.into_iter().map(Row::Body).collect();
        let (objective, budget) = own_budget(report, jabatan);
        sheet.table(&promises(objective), &rows);
        if let Some((judul, rows)) = budget {
            sheet.gap();
            sheet.table(&money(judul, tahun), &rows);
        }
        closing(&mut sheet, &revised);
        let superior = report.model.nama_jabatan(&jabatan.atasan).map_or("", |nama| nama);
        signatures(&mut sheet, report, superior, &jabatan.nama);
    }
    sheet
}

type Anggaran<'a> = Option<(&'static str, Vec<Row<Funding<'a>>>)>;

/// The title of a position's objectives, and the money it answers for: programmes with their
/// activities, or activities with their sub-activities.
fn own_budget<'a>(report: &Report<'a>, jabatan: &Jabatan) -> (&'static str, Anggaran<'a>) {
    let direct = depth(report, jabatan) == 1;
    let objective = if direct { "Sasaran Program" } else { "Sasaran Kegiatan" };
    let Some(renstra) = &report.model.renstra else { return (objective, None) };
    let holds = |program: &&Program| program.penanggung_jawab == jabatan.id;
    let mine = |kegiatan: &&Kegiatan| kegiatan.penanggung_jawab.as_ref() == Some(&jabatan.id);
    let heading = |kode: &str, nama: &str| Some(format!("{kode} {nama}"));
    let mut groups = Vec::new();
    if renstra.program.iter().any(|program| holds(&program)) {
        for program in &renstra.program {
            let own = program.kegiatan.iter().filter(|k| holds(&program) || mine(k));
            let items: Vec<Funding> = own
                .enumerate()
                .map(|(n, k)| funding(n, &k.kode, &k.nama, k.sub_kegiatan.iter().collect()))
                .collect();
            if !items.is_empty() {
                groups.push((heading(&program.kode, &program.nama), items));
            }
        }
        return (objective, Some(("Kegiatan", with_total(groups))));
    }
    for kegiatan in renstra.program.iter().flat_map(|p| &p.kegiatan).filter(mine) {
        let sub = kegiatan.sub_kegiatan.iter().enumerate();
        let items = sub.map(|(n, sub)| funding(n, &sub.kode, &sub.nama, vec![sub])).collect();
        groups.push((heading(&kegiatan.kode, &kegiatan.nama), items));
    }
    let there = !groups.is_empty();
    (objective, there.then(|| ("Sub Kegiatan", with_total(groups))))
}

/// Both parties: the superior on the left. Names are written by hand.
fn signatures(sheet: &mut Sheet, report: &Report, superior: &str, own: &str) {
    let place = report.model.opd.pengesahan.as_ref().map_or("", |p| p.tempat.as_str());
    let first = sheet.last_row();
    sheet.gap();
    let date = format!("{place}, ………………… {}", report.measurement.tahun);
    sheet.side_by_side(&["", &date], Style::Signature);
    sheet.side_by_side(&["Pihak Kedua,", "Pihak Pertama,"], Style::Signature);
    sheet.side_by_side(&[superior, own], Style::Signature);
    for _ in 0..3 {
        sheet.gap();
    }
    let line = "…………………………………";
    sheet.side_by_side(&[line, line], Style::Signature);
    // With a line of the agreement above them: signatures never stand alone on a page.
    sheet.kept.push((first, sheet.last_row()));
    sheet.tetap = true;
}

/// Objectives on one sheet, programmes on another: each repeats its own head.
fn plan_of_the_year(report: &Report, renstra: &Renstra) -> [Sheet; 2] {
    let tahun = report.measurement.tahun;
    let mut sheet = report.sheet_of_year("RKT", "Rencana Kinerja Tahunan");
    let mut rows = strategic(report, renstra);
    for promise in &mut rows {
        // The plan of the year is made before any revision.
        promise.aim = promise.indikator.target.get(&tahun).map(|target| target.murni.value);
        promise.edition = Edition::Murni;
        promise.note = None;
    }
    let rows: Vec<_> = rows.into_iter().map(Row::Body).collect();
    sheet.table(&promises("Sasaran Strategis"), &rows);
    let mut programmes = report.sheet_of_year(
        "RKT Program",
        "Rencana Kinerja Tahunan: Program, Kegiatan, dan Sub Kegiatan",
    );
    let mut program_rows = ProgramRows::new(true);
    let mut all = Vec::new();
    for program in &renstra.program {
        let own = program_rows.program(program);
        all.push(program_rows.child(own));
    }
    program_rows.jumlah(renstra, all);
    programmes.table(&planned(tahun), &program_rows.row);
    programmes.frozen = 3;
    for sheet in [&mut sheet, &mut programmes] {
        sheet.gap();
        sheet.span_all("Target sebelum perubahan; pagu menurut Renstra.", Style::Note);
    }
    [sheet, programmes]
}

fn planned<'a>(tahun: i32) -> Vec<Column<'a, Branch<'a>>> {
    vec![
        column("tingkat", "No", 6.0, |c: &Branch, _| match c.level {
            Level::Sasaran => Cell::empty(),
            _ => Cell::nomor(c.order),
        })
        .merge(|c| Some(c.order)),
        column("kode", "Kode", 17.0, |c: &Branch, _| Cell::text(c.kode)).merge(|c| Some(c.order)),
        column("nama", "Program/Kegiatan/Sub Kegiatan", 44.0, |c: &Branch, _| Cell::text(c.nama))
            .merge(|c| Some(c.order)),
        column("indikator", "Indikator", 50.0, |c: &Branch, _| {
            Cell::text(c.outcome().map_or("", |i| i.nama.as_str()))
        }),
        column("target", "Target", 20.0, move |c: &Branch, _| {
            let target = c.outcome().and_then(|i| Some((i.target.get(&tahun)?, &i.satuan)));
            target.map_or_else(Cell::empty, |(target, unit)| {
                Cell::aim(Some(target.murni.value), unit)
            })
        })
        .mark(Mark::Empty),
        column("satuan", "Satuan", 16.0, |c: &Branch, _| {
            Cell::centered(c.outcome().map_or(String::new(), |i| satuan(&i.satuan)))
        }),
        column("pagu", "Pagu (Rp)", 20.0, move |c: &Branch, a| {
            c.money(a, "pagu", |sub| &sub.pagu, tahun)
        })
        .merge(|c| Some(c.order))
        .mark(Mark::Empty),
    ]
}
