//! *Rencana Kinerja Tahunan* and *Perjanjian Kinerja*: what is promised, by whom, with how
//! much money. The agreements have one sheet a level: the head, the positions below, and those
//! below them. One that was revised stands there twice: as it was first signed, then as it was
//! changed.

use super::budget_data::{self, Amount, BudgetDataSheet};
use super::program_data::ProgramDataSheet;
use super::signature::{self, Party};
use super::target_data::{self, Edition, promised};
use super::{Plan, RawValue, Report, satuan};
use crate::measure::anggaran::sub_jumlah;
use crate::model::renstra::{Level, Renstra, Series, Share, SubKegiatan};
use crate::model::{Aim, Indikator, Jabatan, KEPALA_DAERAH, Target};
use crate::text::Text;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::program_rows::{self, Branch, ProgramRows};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Row, Sheet, Style, column};

/// Sheets of the agreements below the head's, with what they hold.
const LEVELS: [(usize, &str, &str); 3] = [
    (1, "PK Administrator", "Perjanjian Kinerja pejabat administrator"),
    (2, "PK Pengawas", "Perjanjian Kinerja pejabat pengawas"),
    (3, "PK Pelaksana", "Perjanjian Kinerja jabatan di bawah pengawas"),
];

/// Both kinds of sheets.
pub(super) fn sheet(report: &Report, raw: &RawValue, plan: Option<&Plan>) -> Vec<Sheet> {
    let mut all = Vec::new();
    if let Some(plan) = plan {
        all.extend(plan_of_the_year(report, raw, plan));
        all.push(agreement_of_the_head(report, plan));
    }
    for (level, nama, about) in LEVELS {
        let positions: Vec<&Jabatan> =
            report.jabatan().filter(|j| depth(report, j) == level).collect();
        if !positions.is_empty() {
            all.push(agreements((report, plan), nama, &positions).about(about));
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
    target: Option<&'a Target>,
    edition: Edition,
}

impl<'a> Promise<'a> {
    fn new(nomor: usize, sasaran: &'a str, indikator: &'a Indikator, tahun: i32) -> Promise<'a> {
        let target = indikator.target.get(&tahun);
        Promise { nomor, sasaran, indikator, target, edition: Edition::Murni }
    }

    fn aim(&self) -> Option<Aim> {
        self.target.map(|target| match self.edition {
            Edition::Murni => target.murni.value,
            _ => target.in_force(),
        })
    }

    /// What the revision changed, and why.
    fn revision(&self) -> Option<Cell> {
        let target = self.target?;
        target.perubahan.as_ref()?;
        let nama = self.indikator.nama.trim_end_matches([';', ',', '.', ':', ' ']);
        Some(target_data::revision(self.indikator, nama, target))
    }
}

/// The columns of what is promised; `planned`: of the plan of the year, which has the unit first.
fn promises<'a>(judul: &str, planned: bool) -> Vec<Column<'a, &'a Promise<'a>>> {
    let target = column("target", "Target", 15.0, |j: &&Promise, _| {
        promised(j.indikator, j.edition, j.aim())
    })
    .mark(Mark::Empty);
    let unit = column("satuan", "Satuan", 13.0, |j: &&Promise, _| {
        Cell::centered(satuan(&j.indikator.satuan))
    });
    let last = if planned { [unit, target] } else { [target, unit] };
    let mut columns = vec![
        column("no", "No", 5.0, |j: &&Promise, _| Cell::nomor(j.nomor)).merge(|j| Some(j.nomor)),
        column("sasaran", judul, 28.0, |j: &&Promise, _| Cell::text(j.sasaran))
            .merge(|j| Some(j.nomor)),
        column("indikator", "Indikator Kinerja", 34.0, |j: &&Promise, _| {
            Cell::text(&j.indikator.nama)
        }),
    ];
    columns.extend(last);
    columns
}

/// An amount beside what it is for; a total where `sub` has several rows above.
struct Funding<'a> {
    nomor: Option<usize>,
    nama: String,
    sub: Vec<&'a SubKegiatan>,
    /// Rows whose sum it is.
    row: Option<Vec<usize>>,
}

impl Funding<'_> {
    /// Whether its budget of the year was revised.
    fn is_revised(&self, tahun: i32) -> bool {
        let amount = |series: &Series| series.get(&tahun).map(|amount| amount.value);
        self.sub.iter().any(|sub| amount(&sub.anggaran) != amount(&sub.anggaran_murni))
    }
}

/// The table of the budget: what was budgeted, or the ceiling of the plan where there is no
/// budget yet.
fn money<'a>(
    judul: &str,
    tahun: i32,
    (budget, edition): (&'a BudgetDataSheet, Edition),
) -> Vec<Column<'a, Funding<'a>>> {
    let series: fn(&SubKegiatan) -> &Series = match edition {
        Edition::Murni => |sub| &sub.anggaran_murni,
        _ => |sub| &sub.anggaran,
    };
    vec![
        column("no", "No", 5.0, |d: &Funding, _| d.nomor.map_or_else(Cell::empty, Cell::nomor)),
        column("nama", judul, 28.0, |d: &Funding, _| Cell::text(&d.nama)).over(2),
        column("anggaran", "Anggaran (Rp)", 15.0, move |d: &Funding, a| {
            let sum = sub_jumlah(d.sub.iter().copied(), series, tahun);
            match (&d.row, sum) {
                (Some(rows), sum) => {
                    let cells: Vec<String> =
                        rows.iter().map(|row| a.at("anggaran", *row)).collect();
                    Cell::rumus(rumus::jumlah(&cells), &sum, NumberFormat::Rupiah)
                }
                // The sheet of the budget holds the one in force.
                (None, sum) if edition == Edition::Murni && d.is_revised(tahun) => {
                    let amount = sum.number();
                    amount.map_or_else(Cell::empty, |n| Cell::number(n, NumberFormat::Rupiah))
                }
                (None, sum) => {
                    let formula = budget.sum(&d.sub, Amount::Anggaran);
                    Cell::rumus(formula, &sum, NumberFormat::Rupiah)
                }
            }
        })
        .mark(Mark::Empty),
        column("ket", "Keterangan", 13.0, |_: &Funding, _| Cell::text("")),
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
    let total = Funding { nomor: None, nama: "JUMLAH".to_owned(), sub, row: Some(counted) };
    rows.push(Row::Jumlah(total));
    rows
}

fn funding<'a>(n: usize, kode: &str, nama: &str, sub: Vec<&'a SubKegiatan>) -> Funding<'a> {
    Funding { nomor: Some(n + 1), nama: format!("{kode} {nama}"), sub, row: None }
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

fn agreement_of_the_head(report: &Report, plan: &Plan) -> Sheet {
    let renstra = plan.renstra;
    let mut sheet = Sheet::new("PK Pimpinan", report.status, &[]);
    sheet.portrait = true;
    let head = report.model.opd.pimpinan.first();
    let [id, head] = head.map_or(["", ""], |head| [&*head.id, &*head.nama]);
    let agreement = Agreement {
        jabatan: head,
        objective: "Sasaran Strategis",
        promises: strategic(report, renstra),
        budget: Some(shared(renstra.share_of_the_head())),
        parties: [[KEPALA_DAERAH, &report.model.opd.kepala_daerah], [id, head]],
    };
    agreement.print(&mut sheet, (report, Some(plan)));
    sheet.about("Perjanjian Kinerja pimpinan perangkat daerah")
}

/// The agreements of one level, each on a page of its own.
fn agreements(
    (report, plan): (&Report, Option<&Plan>),
    nama: &'static str,
    positions: &[&Jabatan],
) -> Sheet {
    let tahun = report.measurement.tahun;
    let mut sheet = Sheet::new(nama, report.status, &[]);
    sheet.portrait = true;
    for (n, jabatan) in positions.iter().enumerate() {
        if n > 0 {
            sheet.gap();
            sheet.new_page();
        }
        let mut promises = Vec::new();
        for (n, sasaran) in jabatan.sasaran_in(tahun).enumerate() {
            let all = sasaran.indikator_in(tahun);
            promises.extend(all.map(|(_, i)| Promise::new(n + 1, &sasaran.sasaran, i, tahun)));
        }
        let (objective, budget) = own_budget(report, jabatan);
        let superior = report.model.full_name(&jabatan.atasan).map_or("", Text::as_str);
        let parties = [[&*jabatan.atasan, superior], [&*jabatan.id, &*jabatan.nama]];
        let agreement = Agreement { jabatan: &jabatan.nama, objective, promises, budget, parties };
        agreement.print(&mut sheet, (report, plan));
    }
    sheet
}

/// What a position promises.
struct Agreement<'a> {
    jabatan: &'a str,
    /// The title of its objectives.
    objective: &'a str,
    promises: Vec<Promise<'a>>,
    budget: Anggaran<'a>,
    /// The superior, and who promises: ids and names of their positions.
    parties: [[&'a str; 2]; 2],
}

impl Agreement<'_> {
    /// As it was first signed; where it was revised, once more as it was changed, on a page of its
    /// own.
    fn print(mut self, sheet: &mut Sheet, whose: (&Report, Option<&Plan>)) {
        let revisions: Vec<Cell> = self.promises.iter().filter_map(Promise::revision).collect();
        let tahun = whose.0.measurement.tahun;
        let rows = self.budget.iter().flat_map(|(_, rows)| rows);
        let money =
            rows.into_iter().any(|row| matches!(row, Row::Body(one) if one.is_revised(tahun)));
        self.put(sheet, whose, Edition::Murni, &[]);
        if money || !revisions.is_empty() {
            sheet.gap();
            sheet.new_page();
            for promise in &mut self.promises {
                promise.edition = Edition::InForce;
            }
            self.put(sheet, whose, Edition::InForce, &revisions);
        }
    }

    fn put(
        &mut self,
        sheet: &mut Sheet,
        (report, plan): (&Report, Option<&Plan>),
        edition: Edition,
        revisions: &[Cell],
    ) {
        let revised = if edition == Edition::Murni { "" } else { " Perubahan" };
        for line in report.judul(&format!("Perjanjian Kinerja{revised}"), "") {
            sheet.span_all(&line, Style::Title);
        }
        sheet.span_all(&self.jabatan.to_uppercase(), Style::Title);
        sheet.gap();
        let rows: Vec<Row<&Promise>> = self.promises.iter().map(Row::Body).collect();
        sheet.table(&promises(self.objective, false), &rows);
        if let Some(((judul, rows), plan)) = self.budget.as_ref().zip(plan) {
            sheet.gap();
            sheet.table(&money(judul, report.measurement.tahun, (&plan.budget, edition)), rows);
        }
        let first = sheet.last_row().saturating_sub(1);
        if !revisions.is_empty() {
            sheet.gap();
            sheet.span_all("Target yang diubah:", Style::Note);
        }
        for revision in revisions {
            sheet.span_all_with(revision.clone(), Style::Note);
        }
        let all = &report.model.opd.perjanjian;
        let signed =
            if edition == Edition::Murni { Some(&all.murni) } else { all.perubahan.as_ref() };
        let day = signed.and_then(|signed| signed.tanggal.as_ref()).map(|day| day.value);
        let parties = self.parties.map(|position| Party::of(report, position, day));
        signature::both(sheet, report, first, &parties, day);
    }
}

type Anggaran<'a> = Option<(&'static str, Vec<Row<Funding<'a>>>)>;

/// The title of a position's objectives, and the money it answers for: programmes with their
/// activities, or activities with their sub-activities.
fn own_budget<'a>(report: &Report<'a>, jabatan: &Jabatan) -> (&'static str, Anggaran<'a>) {
    let direct = depth(report, jabatan) == 1;
    let objective = if direct { "Sasaran Program" } else { "Sasaran Kegiatan" };
    let share = report.model.renstra.as_ref().and_then(|plan| plan.share_of(&jabatan.id));
    (objective, share.map(shared))
}

/// What somebody answers for, as the rows of a table.
fn shared(share: Share<'_>) -> (&'static str, Vec<Row<Funding<'_>>>) {
    let judul = match share.level {
        Level::Program => "Program",
        Level::Kegiatan => "Kegiatan",
        Level::SubKegiatan => "Sub Kegiatan",
    };
    let groups = share.groups.into_iter().map(|(heading, lines)| {
        let items = lines.into_iter().enumerate();
        let items = items.map(|(n, one)| funding(n, one.kode, one.nama, one.sub)).collect();
        (heading.map(|[kode, nama]| format!("{kode} {nama}")), items)
    });
    (judul, with_total(groups.collect()))
}

/// Objectives on one sheet, programmes on another: each repeats its own head.
fn plan_of_the_year(report: &Report, raw: &RawValue, plan: &Plan) -> [Sheet; 2] {
    let renstra = plan.renstra;
    let mut sheet = report.sheet_of_year("RKT", "Rencana Kinerja Tahunan");
    let rows = strategic(report, renstra);
    let rows: Vec<_> = rows.iter().map(Row::Body).collect();
    sheet.table(&promises("Sasaran Strategis", true), &rows);
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
    programmes.table(&planned(report, raw, &plan.targets), &program_rows.row);
    programmes.frozen = 3;
    for sheet in [&mut sheet, &mut programmes] {
        sheet.gap();
        sheet.span_all("Target sebelum perubahan; pagu menurut Renstra.", Style::Note);
    }
    [sheet, programmes]
}

fn planned<'a>(
    report: &'a Report<'_>,
    raw: &'a RawValue<'_>,
    targets: &'a ProgramDataSheet,
) -> Vec<Column<'a, Branch<'a>>> {
    let tahun = report.measurement.tahun;
    vec![
        column("tingkat", "No", 6.0, |c: &Branch, _| match c.level {
            program_rows::Level::Sasaran => Cell::empty(),
            _ => Cell::nomor(c.order),
        })
        .merge(|c| Some(c.order)),
        column("kode", "Kode", 17.0, |c: &Branch, _| Cell::text(c.kode)).merge(|c| Some(c.order)),
        column("nama", "Program/Kegiatan/Sub Kegiatan", 44.0, |c: &Branch, _| Cell::text(c.nama))
            .merge(|c| Some(c.order)),
        column("indikator", "Indikator", 44.0, |c: &Branch, _| {
            Cell::text(c.outcome().map_or("", |i| i.nama.as_str()))
        }),
        column("satuan", "Satuan", 16.0, |c: &Branch, _| {
            Cell::centered(c.outcome().map_or(String::new(), |i| satuan(&i.satuan)))
        }),
        column("target", "Target", 14.0, move |c: &Branch, _| {
            let Some(outcome) = c.indikator else { return Cell::without() };
            let aim = outcome.indikator.target.get(&tahun).map(|target| target.murni.value);
            let bounds = targets.bounds(raw, outcome, tahun);
            target_data::shown(&bounds, &outcome.indikator.satuan, aim)
        })
        .mark(Mark::Empty),
        column("pagu", "Pagu (Rp)", 20.0, move |c: &Branch, a| {
            c.amount(a, "pagu", &c.jumlah(|sub| &sub.pagu, tahun), |sub| {
                budget_data::shown(report, sub, Amount::PaguOf(tahun))
            })
        })
        .merge(|c| Some(c.order))
        .mark(Mark::Empty),
    ]
}
