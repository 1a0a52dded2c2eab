//! The tree of programmes as rows of a table: parents above their children, money summed from
//! the sub-activities up.

use super::rumus;
use super::sel::{Rupa, Sel};
use super::tabel::{Acuan, Baris};
use crate::measure::Nilai;
use crate::measure::anggaran::jumlah_sub;
use crate::model::renstra::{Deret, IndikatorProgram, Program, Renstra, SubKegiatan};

/// A level of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tingkat {
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
pub struct Cabang<'a> {
    /// Level of the node.
    pub tingkat: Tingkat,
    /// Number of the node, by which its cells merge over its indicators.
    pub urut: usize,
    /// Its code; objectives have none.
    pub kode: &'a str,
    /// Its name.
    pub nama: &'a str,
    /// One of its indicators.
    pub indikator: Option<&'a IndikatorProgram>,
    /// Its programme.
    pub program: Option<&'a Program>,
    /// Sub-activities below it, itself included.
    pub sub: Vec<&'a SubKegiatan>,
    /// First rows of its children, whose sum it is.
    pub anak: Vec<usize>,
}

/// Rows of a table in the making.
pub struct Pohon<'a> {
    /// The rows so far.
    pub baris: Vec<Baris<Cabang<'a>>>,
    /// Whether every indicator has a row, or every node just one.
    indikator: bool,
    urut: usize,
}

impl<'a> Pohon<'a> {
    /// No rows yet. `indikator`: whether every indicator has a row of its own.
    pub fn new(indikator: bool) -> Pohon<'a> {
        Pohon { baris: Vec::new(), indikator, urut: 0 }
    }

    /// An objective with its programmes. Gives its row.
    pub fn sasaran(&mut self, renstra: &'a Renstra, id: &'a str, nama: &'a str) -> usize {
        let sub = renstra.program_dari(id).flat_map(Program::sub_kegiatan).collect();
        let own = self.put(Tingkat::Sasaran, ("", nama), &[], None, sub);
        let anak = renstra.program_dari(id).map(|program| self.program(program)).collect();
        self.adopt(own, anak)
    }

    /// A programme with its activities. Gives its first row.
    pub fn program(&mut self, program: &'a Program) -> usize {
        let words = (program.kode.as_str(), program.nama.as_str());
        let sub = program.sub_kegiatan().collect();
        let own = self.put(Tingkat::Program, words, &program.indikator, Some(program), sub);
        let mut anak = Vec::new();
        for kegiatan in &program.kegiatan {
            let words = (kegiatan.kode.as_str(), kegiatan.nama.as_str());
            let sub = kegiatan.sub_kegiatan.iter().collect();
            let list = &kegiatan.indikator;
            let at = self.put(Tingkat::Kegiatan, words, list, Some(program), sub);
            let below = kegiatan.sub_kegiatan.iter().map(|sub| {
                let words = (sub.kode.as_str(), sub.nama.as_str());
                self.put(Tingkat::SubKegiatan, words, &sub.indikator, Some(program), vec![sub])
            });
            let below = below.collect();
            anak.push(self.adopt(at, below));
        }
        self.adopt(own, anak)
    }

    /// Moves the rows from `from` on down by `by`: others come to stand above them.
    pub fn geser(&mut self, from: usize, by: usize) {
        for row in &mut self.baris[from..] {
            if let Baris::Isi(one) | Baris::Jumlah(one) = row {
                one.anak.iter_mut().for_each(|anak| *anak += by);
            }
        }
    }

    /// The total of all rows given.
    pub fn jumlah(&mut self, renstra: &'a Renstra, anak: Vec<usize>) {
        let sub = renstra.program.iter().flat_map(Program::sub_kegiatan).collect();
        let own = self.put(Tingkat::Sasaran, ("", "JUMLAH"), &[], None, sub);
        self.adopt(own, anak);
    }

    fn put(
        &mut self,
        tingkat: Tingkat,
        (kode, nama): (&'a str, &'a str),
        indikator: &'a [IndikatorProgram],
        program: Option<&'a Program>,
        sub: Vec<&'a SubKegiatan>,
    ) -> usize {
        let first = self.baris.len();
        self.urut += 1;
        let rows = if self.indikator { indikator.len().max(1) } else { 1 };
        for n in 0..rows {
            let one = Cabang {
                tingkat,
                urut: self.urut,
                kode,
                nama,
                indikator: indikator.get(n),
                program,
                sub: sub.clone(),
                anak: Vec::new(),
            };
            let bold = matches!(tingkat, Tingkat::Sasaran | Tingkat::Program);
            self.baris.push(if bold { Baris::Jumlah(one) } else { Baris::Isi(one) });
        }
        first
    }

    fn adopt(&mut self, own: usize, children: Vec<usize>) -> usize {
        if let Some(Baris::Isi(one) | Baris::Jumlah(one)) = self.baris.get_mut(own) {
            one.anak = children;
        }
        own
    }
}

impl Cabang<'_> {
    /// An amount of `tahun` in the column `kunci`: given for a sub-activity, else the sum of
    /// the rows below.
    pub fn uang(
        &self,
        a: &Acuan,
        kunci: &str,
        deret: fn(&SubKegiatan) -> &Deret,
        tahun: i32,
    ) -> Sel {
        if self.tingkat == Tingkat::SubKegiatan {
            let given = self.sub.first().and_then(|sub| deret(sub).get(&tahun));
            return given.map_or_else(Sel::kosong, |n| Sel::angka(*n, Rupa::Rupiah));
        }
        if self.anak.is_empty() {
            return Sel::kosong();
        }
        let cells: Vec<String> = self.anak.iter().map(|row| a.di(kunci, *row)).collect();
        Sel::rumus(rumus::jumlah(&cells), &self.jumlah(deret, tahun), Rupa::Rupiah)
    }

    /// The sum over its sub-activities.
    pub fn jumlah(&self, deret: fn(&SubKegiatan) -> &Deret, tahun: i32) -> Nilai {
        jumlah_sub(self.sub.iter().copied(), deret, tahun)
    }
}
