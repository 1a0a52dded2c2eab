//! A position with its objectives and indicators.

use std::collections::{BTreeMap, HashMap};

use super::hierarchy::Ids;
use super::rumus::{no_formula, rumus};
use super::{Agregasi, Arah, MAX_GRADES, NILAI, Satuan, Target, codes, target};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::formula::Expr;
use crate::number::Rational;
use crate::source::raw::{self, Uraian};
use crate::text::{Spanned, Text};

/// A position.
#[derive(Debug)]
pub struct Jabatan {
    /// Stable id.
    pub id: Text,
    /// Name as printed.
    pub nama: Text,
    /// Id of the superior position.
    pub atasan: Text,
    /// First number of the identity block.
    pub nomor_awal: u16,
    /// Whether the labels of the identity block are bold.
    pub label_tebal: bool,
    /// Whether its indicators carry a dash.
    pub butir: bool,
    /// Duties.
    pub tugas: Uraian,
    /// Functions.
    pub fungsi: Option<Uraian>,
    /// Objectives.
    pub sasaran: Vec<Sasaran>,
}

impl Jabatan {
    /// Its indicators, in printed order.
    pub fn indikator(&self) -> impl Iterator<Item = &Indikator> {
        self.sasaran.iter().flat_map(|sasaran| sasaran.rows.iter().flatten())
    }
}

/// An objective: one cell, merged over the rows of its indicators.
#[derive(Debug)]
pub struct Sasaran {
    /// The sentence.
    pub sasaran: Text,
    /// Id of the objective of the plan that it serves.
    pub renstra: Option<Text>,
    /// Table rows: indicators that share one stand together.
    pub rows: Vec<Vec<Indikator>>,
}

/// A performance indicator.
#[derive(Debug)]
pub struct Indikator {
    /// Stable id.
    pub id: Text,
    /// Name as printed.
    pub nama: Text,
    /// How it is computed and printed.
    pub rumus: Option<Rumus>,
    /// Explanation in words.
    pub penjelasan: Option<Text>,
    /// Note below the formula.
    pub catatan: Option<Text>,
    /// Unit.
    pub satuan: Spanned<Satuan>,
    /// Which way is good.
    pub arah: Arah,
    /// How quarters make the year: its raw data, where it has a formula.
    pub agregasi: Spanned<Agregasi>,
    /// Targets, by year.
    pub target: BTreeMap<i32, Target>,
    /// Condition at the start of the period (*Tahun 0*).
    pub awal: Option<Spanned<Rational>>,
    /// The national figure to compare with, and where it is published.
    pub standar_nasional: Option<(Spanned<Rational>, Text)>,
    /// Source of the data.
    pub sumber: Option<Text>,
}

impl Indikator {
    /// The names of its raw data, in the order of the formula; without one, the value itself.
    pub fn data(&self) -> Vec<&str> {
        match &self.rumus {
            None => vec![NILAI],
            Some(rumus) => {
                let used = rumus.calculate.variabel().into_iter();
                let mut names = Vec::new();
                for nama in used {
                    let nama = rumus.tahun_lain.get(nama).map_or(nama, |other| &other.dari);
                    if !names.contains(&nama) {
                        names.push(nama);
                    }
                }
                names
            }
        }
    }

    /// The unit of its raw data.
    pub fn satuan_data(&self) -> &Satuan {
        if self.rumus.is_some() { &Satuan::Raw } else { &self.satuan }
    }

    /// Its variables that take another year's value, by name.
    pub fn tahun_lain(&self) -> impl Iterator<Item = (&str, &OtherYear)> {
        let all = self.rumus.iter().flat_map(|rumus| &rumus.tahun_lain);
        all.map(|(nama, other)| (nama.as_str(), other))
    }
}

/// The formula of an indicator.
#[derive(Debug)]
pub struct Rumus {
    /// Words of each variable.
    pub label: HashMap<String, Text>,
    /// Variables that take another year's value.
    pub tahun_lain: BTreeMap<String, OtherYear>,
    /// The formula that is computed, as it is written.
    pub formula: Text,
    /// The formula that is printed, as it is written: `cetak` where there is one.
    pub written: Text,
    /// The relation between the variables, checked; `cetak` may show it in other words.
    pub calculate: Expr,
    /// What is printed.
    pub cetak: Expr,
}

/// Another year's value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherYear {
    /// The variable.
    pub dari: String,
    /// Years from the year in question: −1 is the year before.
    pub selisih: i32,
}

impl Jabatan {
    pub(super) fn new(
        raw: &raw::Jabatan,
        periode: [i32; 2],
        ids: &mut Ids,
        diagnostics: &mut Diagnostics,
    ) -> Jabatan {
        ids.claim("jabatan", &raw.id, diagnostics);
        let sasaran =
            raw.sasaran.iter().map(|one| Sasaran::new(one, periode, ids, diagnostics)).collect();
        Jabatan {
            id: raw.id.clone(),
            nama: raw.jabatan.clone(),
            atasan: raw.atasan.clone(),
            nomor_awal: raw.nomor_awal.as_ref().map_or(1, |first| first.value),
            label_tebal: raw.label_tebal.unwrap_or(false),
            butir: raw.butir.unwrap_or(false),
            tugas: raw.tugas.clone(),
            fungsi: raw.fungsi.clone(),
            sasaran,
        }
    }
}

impl Sasaran {
    fn new(
        raw: &raw::Sasaran,
        periode: [i32; 2],
        ids: &mut Ids,
        diagnostics: &mut Diagnostics,
    ) -> Sasaran {
        let mut rows: Vec<Vec<Indikator>> = Vec::new();
        for one in &raw.indikator {
            ids.claim("indikator", &one.id, diagnostics);
            let made = Indikator::new(one, periode, diagnostics);
            let joins = one.sebaris.as_ref().filter(|sebaris| sebaris.value);
            match (joins, rows.last_mut()) {
                (Some(_), Some(row)) => row.extend(made),
                (Some(sebaris), None) => {
                    diagnostics.push(Diagnostic::new(&codes::SEBARIS_PERTAMA, sebaris.key()));
                }
                (None, _) => rows.push(made.into_iter().collect()),
            }
        }
        Sasaran { sasaran: raw.sasaran.clone(), renstra: raw.renstra.clone(), rows }
    }
}

impl Indikator {
    fn new(
        raw: &raw::Indikator,
        periode: [i32; 2],
        diagnostics: &mut Diagnostics,
    ) -> Option<Indikator> {
        let satuan = Satuan::new(&raw.satuan, raw.predikat.as_deref());
        if let Satuan::Predikat(grades) = &satuan
            && (grades.is_empty()
                || grades.len() > MAX_GRADES
                || raw.formula.is_some()
                || raw.agregasi.value != Agregasi::Akhir)
        {
            diagnostics.push(Diagnostic::new(&codes::PREDIKAT_TAK_SAH, raw.satuan.span()));
        }
        let target = target::targets(raw, &satuan, periode, diagnostics);
        let rumus = match &raw.formula {
            Some(formula) => Some(rumus(formula, raw, diagnostics)?),
            None => {
                no_formula(raw, diagnostics);
                None
            }
        };
        let awal = raw.awal.as_ref().and_then(|number| satuan.read(number, diagnostics));
        let standar_nasional = raw.standar_nasional.as_ref().and_then(|standar| {
            Some((satuan.read(&standar.nilai, diagnostics)?, standar.sumber.clone()))
        });
        Some(Indikator {
            id: raw.id.clone(),
            nama: raw.nama.clone(),
            rumus,
            penjelasan: raw.penjelasan.clone(),
            catatan: raw.catatan.clone(),
            satuan: raw.satuan.read_as(satuan),
            arah: raw.arah,
            agregasi: raw.agregasi.clone(),
            target,
            awal,
            standar_nasional,
            sumber: raw.sumber.clone(),
        })
    }
}
