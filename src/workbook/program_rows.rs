//! The tree of programmes as rows of a table: parents above their children, money summed from
//! the sub-activities up.

use std::rc::Rc;

use super::cell::{Cell, NumberFormat};
use super::rumus;
use super::table::{Refs, Row};
use crate::measure::Nilai;
use crate::measure::anggaran::sub_jumlah;
use crate::model::renstra::{IndikatorProgram, Program, Renstra, Series, SubKegiatan};
use crate::model::{Indikator, Model};

/// Characters of a sum of cells one by one; many cells are summed by what they are.
const LONG: usize = 2_000;
/// The codes of sub-activities, as formulas ask for them: of six parts, others have fewer.
const SUB_KEGIATAN: &str = "*.*.*.*.*.*";

/// A level of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// An objective of the plan.
    Sasaran,
    /// A programme.
    Program,
    /// An activity.
    Kegiatan,
    /// A sub-activity: where the money is.
    SubKegiatan,
}

/// A row: a node of the tree with one of its indicators.
pub struct Branch<'a> {
    /// Level of the node.
    pub level: Level,
    /// Number of the node, by which its cells merge over its indicators.
    pub order: usize,
    /// Its code; objectives have none.
    pub kode: &'a str,
    /// Its name.
    pub nama: &'a str,
    /// One of its indicators.
    pub indikator: Option<&'a IndikatorProgram>,
    /// Its programme.
    pub program: Option<&'a Program>,
    /// Id of the position that carries it out.
    pub penanggung_jawab: Option<&'a str>,
    /// Sub-activities below it, itself included.
    pub sub: Rc<[&'a SubKegiatan]>,
    /// Its children, whose sum it is.
    pub children: Vec<Child<'a>>,
    /// The row behind the last of all below it.
    pub end: usize,
}

/// The first row of a part of a sum, and the sub-activities below it.
pub type Child<'a> = (usize, Rc<[&'a SubKegiatan]>);

/// Rows of a table in the making.
pub struct ProgramRows<'a> {
    /// The rows so far.
    pub row: Vec<Row<Branch<'a>>>,
    /// Whether every indicator has a row, or every node just one.
    indikator: bool,
    order: usize,
}

impl<'a> ProgramRows<'a> {
    /// No rows yet. `indikator`: whether every indicator has a row of its own.
    pub fn new(indikator: bool) -> ProgramRows<'a> {
        ProgramRows { row: Vec::new(), indikator, order: 0 }
    }

    /// An objective with its programmes. Gives its row.
    pub fn sasaran(&mut self, renstra: &'a Renstra, id: &'a str, nama: &'a str) -> usize {
        let sub = renstra.program_dari(id).flat_map(Program::sub_kegiatan).collect();
        let own = self.put(Level::Sasaran, ("", nama), &[], (None, None), sub);
        let children: Vec<usize> =
            renstra.program_dari(id).map(|program| self.program(program)).collect();
        self.adopt(own, &children)
    }

    /// A programme with its activities. Gives its first row.
    pub fn program(&mut self, program: &'a Program) -> usize {
        let words = (program.kode.as_str(), program.nama.as_str());
        let sub = program.sub_kegiatan().collect();
        let whose = (Some(program), Some(program.penanggung_jawab.as_str()));
        let own = self.put(Level::Program, words, &program.indikator, whose, sub);
        let mut children = Vec::new();
        for kegiatan in &program.kegiatan {
            let words = (kegiatan.kode.as_str(), kegiatan.nama.as_str());
            let sub = kegiatan.sub_kegiatan.iter().collect();
            let list = &kegiatan.indikator;
            let whose = (Some(program), kegiatan.penanggung_jawab.as_deref().or(whose.1));
            let at = self.put(Level::Kegiatan, words, list, whose, sub);
            let below = kegiatan.sub_kegiatan.iter().map(|sub| {
                let words = (sub.kode.as_str(), sub.nama.as_str());
                self.put(Level::SubKegiatan, words, &sub.indikator, whose, Rc::new([sub]))
            });
            let below: Vec<usize> = below.collect();
            children.push(self.adopt(at, &below));
        }
        self.adopt(own, &children)
    }

    /// Moves the rows from `from` on down by `by`: others come to stand above them.
    pub fn shift(&mut self, from: usize, by: usize) {
        for row in &mut self.row[from..] {
            if let Row::Body(one) | Row::Jumlah(one) = row {
                one.children.iter_mut().for_each(|(row, _)| *row += by);
                one.end += by;
            }
        }
    }

    /// The total of all rows given, wherever they come to stand.
    pub fn jumlah(&mut self, renstra: &'a Renstra, children: Vec<Child<'a>>) {
        let sub = renstra.program.iter().flat_map(Program::sub_kegiatan).collect();
        let own = self.put(Level::Sasaran, ("", "JUMLAH"), &[], (None, None), sub);
        self.take(own, children);
    }

    /// A row as a part of a sum.
    pub fn child(&self, row: usize) -> Child<'a> {
        match self.row.get(row) {
            Some(Row::Body(one) | Row::Jumlah(one)) => (row, one.sub.clone()),
            Some(Row::Heading(_)) | None => (row, Rc::from([])),
        }
    }

    fn put(
        &mut self,
        level: Level,
        (kode, nama): (&'a str, &'a str),
        indikator: &'a [IndikatorProgram],
        (program, penanggung_jawab): (Option<&'a Program>, Option<&'a str>),
        sub: Rc<[&'a SubKegiatan]>,
    ) -> usize {
        let first = self.row.len();
        self.order += 1;
        let rows = if self.indikator { indikator.len().max(1) } else { 1 };
        for n in 0..rows {
            let one = Branch {
                level,
                order: self.order,
                kode,
                nama,
                indikator: indikator.get(n),
                program,
                penanggung_jawab,
                sub: Rc::clone(&sub),
                children: Vec::new(),
                end: first + rows,
            };
            let bold = matches!(level, Level::Sasaran | Level::Program);
            self.row.push(if bold { Row::Jumlah(one) } else { Row::Body(one) });
        }
        first
    }

    fn adopt(&mut self, own: usize, children: &[usize]) -> usize {
        let children = children.iter().map(|row| self.child(*row)).collect();
        self.take(own, children);
        own
    }

    fn take(&mut self, own: usize, children: Vec<Child<'a>>) {
        let end = self.row.len();
        if let Some(Row::Body(one) | Row::Jumlah(one)) = self.row.get_mut(own) {
            one.children = children;
            one.end = end;
        }
    }
}

/// The unit that a position leads: *Bidang Koperasi* of *Kepala Bidang Koperasi*, *Sekretariat* of
/// *Sekretaris*; the office's own name is left out.
fn unit(jabatan: &str, office: &str) -> String {
    let short = jabatan.split(&format!(" {office}")).next().unwrap_or(jabatan);
    match (short.strip_prefix("Kepala "), short.strip_prefix("Sekretaris")) {
        (Some(unit), _) => unit.to_owned(),
        (None, Some(rest)) => format!("Sekretariat{rest}"),
        (None, None) => short.to_owned(),
    }
}

impl<'a> Branch<'a> {
    /// The indicator of the row.
    pub fn outcome(&self) -> Option<&'a Indikator> {
        self.indikator.map(|one| &one.indikator)
    }

    /// The unit of the office that carries it out: that of the position which answers for it.
    pub fn unit(&self, model: &Model) -> String {
        let nama = self.penanggung_jawab.and_then(|id| model.nama_jabatan(id));
        nama.map_or_else(String::new, |nama| unit(nama, &model.opd.nama))
    }

    /// An amount in the column `key`, which is now `value`: of a sub-activity the cell that `own`
    /// makes, above them the sum of what is below.
    pub fn amount(
        &self,
        a: &Refs,
        key: &str,
        value: &Nilai,
        own: impl Fn(&SubKegiatan) -> Cell,
    ) -> Cell {
        if self.level == Level::SubKegiatan {
            return self.sub.first().map_or_else(Cell::empty, |sub| own(sub));
        }
        let Some((first, _)) = self.children.first() else { return Cell::empty() };
        let cells: Vec<String> = self.children.iter().map(|(row, _)| a.at(key, *row)).collect();
        let mut formula = rumus::jumlah(&cells);
        if formula.len() > LONG {
            // Of all that is below, what has the code of a sub-activity.
            let range = |key: &str| a.range(key, *first..self.end);
            let own = format!("{},\"{SUB_KEGIATAN}\"", range("kode"));
            formula = rumus::sum_where(&range(key), &own);
        }
        Cell::rumus(formula, value, NumberFormat::Rupiah)
    }

    /// The same for an amount of a year that is written into the table itself.
    pub fn money(
        &self,
        a: &Refs,
        key: &str,
        series: fn(&SubKegiatan) -> &Series,
        tahun: i32,
    ) -> Cell {
        self.amount(a, key, &self.jumlah(series, tahun), |sub| {
            let given = series(sub).get(&tahun);
            given.map_or_else(Cell::empty, |n| Cell::number(n.value, NumberFormat::Rupiah))
        })
    }

    /// The sum over its sub-activities.
    pub fn jumlah(&self, series: fn(&SubKegiatan) -> &Series, tahun: i32) -> Nilai {
        sub_jumlah(self.sub.iter().copied(), series, tahun)
    }
}
