//! A position with its objectives and indicators.

use std::collections::{BTreeMap, HashMap};

use super::hierarchy::Ids;
use super::rumus::{no_formula, rumus};
use super::target::Years;
use super::{
    Agregasi, Arah, Berlaku, Frekuensi, MAX_GRADES, NILAI, Quarters, Satuan, Target, codes, target,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::formula::Expr;
use crate::number::Rational;
use crate::source::raw::{self, Jenjang, Pembanding, Uraian};
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
    /// The years in which it exists.
    pub berlaku: Berlaku,
    /// Id of the position that it replaces.
    pub menggantikan: Option<Text>,
    /// Its level, where the office says it.
    pub jenjang: Option<Jenjang>,
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
    /// Its indicators of all years, in printed order.
    pub fn indikator(&self) -> impl Iterator<Item = &Indikator> {
        self.sasaran.iter().flat_map(|sasaran| sasaran.rows.iter().flatten())
    }

    /// Its objectives that have an indicator in force in `tahun`.
    pub fn sasaran_in(&self, tahun: i32) -> impl Iterator<Item = &Sasaran> {
        self.sasaran.iter().filter(move |sasaran| sasaran.indikator_in(tahun).next().is_some())
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

impl Sasaran {
    /// Its indicators in force in `tahun`, each with its number within its table row, from 0.
    pub fn indikator_in(&self, tahun: i32) -> impl Iterator<Item = (usize, &Indikator)> {
        self.rows.iter().flat_map(move |row| {
            row.iter().filter(move |indikator| indikator.berlaku.covers(tahun)).enumerate()
        })
    }
}

/// A performance indicator.
#[derive(Debug, Clone)]
pub struct Indikator {
    /// Stable id.
    pub id: Text,
    /// Name as printed.
    pub nama: Text,
    /// How it is computed and printed.
    pub rumus: Option<Rumus>,
    /// What is counted, and what is not: for the table of the office's key indicators.
    pub definisi: Option<Text>,
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
    /// When a value is due.
    pub frekuensi: Frekuensi,
    /// Decimals of its actual value, where it asks for them.
    pub desimal: Option<u32>,
    /// The years in which it is in force.
    pub berlaku: Berlaku,
    /// Id of the indicator that it replaces.
    pub menggantikan: Option<Text>,
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

    /// Whether its quarters are parts that add up to the year: of what is counted, or of a sum
    /// of what is. Ratios, positions and running totals are states.
    pub fn adds_up(&self) -> bool {
        self.agregasi.value == Agregasi::Jumlah && self.is_additive()
    }

    /// Whether its values of several quarters add up to what their raw data together come to. With
    /// the whole of another year they do not: each of them would have all of it.
    pub fn is_additive(&self) -> bool {
        let whole_year = |other: &OtherYear| other.pembanding == Some(Pembanding::Setahun);
        self.rumus.as_ref().is_none_or(|rumus| {
            rumus.calculate.is_additive() && !rumus.tahun_lain.values().any(whole_year)
        })
    }

    /// The quarters that a value up to the end of quarter `sampai` is made of: all that are due of
    /// parts and averages, of positions and running totals the last.
    pub fn quarters_needed(&self, sampai: usize) -> Quarters {
        let due = self.frekuensi.due(sampai);
        match self.agregasi.value {
            Agregasi::Jumlah | Agregasi::RataRata => due,
            Agregasi::Akhir | Agregasi::Kumulatif => due.last().into_iter().collect(),
        }
    }

    /// The decimals of its actual value, where all of them are written: those that it asks for,
    /// two for shares, for ratios as many as its targets have and two at least. `None`: as many
    /// as needed.
    pub fn decimals(&self) -> Option<u32> {
        self.desimal.or_else(|| match self.satuan.value {
            Satuan::Persen => Some(2),
            Satuan::Rasio => {
                Some(self.target.values().map(Target::decimals).max().unwrap_or(0).max(2))
            }
            _ => None,
        })
    }

    /// Its actual value as documents show it.
    pub fn show(&self, number: Rational) -> String {
        self.satuan.show(number, self.decimals())
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
#[derive(Debug, Clone)]
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
    /// Which quarters of that year are taken before the last quarter of this one; by the way
    /// quarters make the year, where nothing is said.
    pub pembanding: Option<Pembanding>,
}

impl Jabatan {
    pub(super) fn new(
        raw: &raw::Jabatan,
        years: Years,
        ids: &mut Ids,
        diagnostics: &mut Diagnostics,
    ) -> Jabatan {
        ids.claim("jabatan", &raw.id, diagnostics);
        let mut sasaran: Vec<Sasaran> =
            raw.sasaran.iter().map(|one| Sasaran::new(one, years, ids, diagnostics)).collect();
        let berlaku = Berlaku::new(raw.berlaku.as_ref(), diagnostics);
        for indikator in sasaran.iter_mut().flat_map(|one| one.rows.iter_mut().flatten()) {
            indikator.berlaku = std::mem::take(&mut indikator.berlaku).within(&berlaku);
        }
        Jabatan {
            id: raw.id.clone(),
            nama: raw.jabatan.clone(),
            atasan: raw.atasan.clone(),
            berlaku,
            menggantikan: raw.menggantikan.clone(),
            jenjang: raw.jenjang,
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
        years: Years,
        ids: &mut Ids,
        diagnostics: &mut Diagnostics,
    ) -> Sasaran {
        let mut rows: Vec<Vec<Indikator>> = Vec::new();
        for one in &raw.indikator {
            ids.claim("indikator", &one.id, diagnostics);
            let made = Indikator::new(one, years, diagnostics);
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
    fn new(raw: &raw::Indikator, years: Years, diagnostics: &mut Diagnostics) -> Option<Indikator> {
        let satuan = Satuan::read_name(&raw.satuan, raw.predikat.as_deref(), diagnostics);
        if let Satuan::Predikat(grades) = &satuan
            && (grades.is_empty()
                || grades.len() > MAX_GRADES
                || raw.formula.is_some()
                || raw.agregasi.value != Agregasi::Akhir)
        {
            diagnostics.push(Diagnostic::new(&codes::PREDIKAT_TAK_SAH, raw.satuan.span()));
        }
        let target = target::targets(raw, &satuan, years, diagnostics);
        let rumus = match &raw.formula {
            Some(formula) => Some(rumus(formula, raw, satuan == Satuan::Persen, diagnostics)?),
            None => {
                no_formula(raw, diagnostics);
                None
            }
        };
        let awal = raw.awal.as_ref().and_then(|number| satuan.read(number, diagnostics));
        let standar_nasional = raw.standar_nasional.as_ref().and_then(|standar| {
            Some((satuan.read(&standar.nilai, diagnostics)?, standar.sumber.clone()))
        });
        let indikator = Indikator {
            id: raw.id.clone(),
            nama: raw.nama.clone(),
            rumus,
            definisi: raw.definisi.clone(),
            penjelasan: raw.penjelasan.clone(),
            catatan: raw.catatan.clone(),
            satuan: raw.satuan.read_as(satuan),
            arah: raw.arah,
            agregasi: raw.agregasi.clone(),
            frekuensi: raw.frekuensi.as_ref().map(|one| one.value).unwrap_or_default(),
            desimal: desimal(raw, diagnostics),
            berlaku: Berlaku::new(raw.berlaku.as_ref(), diagnostics),
            menggantikan: raw.menggantikan.clone(),
            target,
            awal,
            standar_nasional,
            sumber: raw.sumber.clone(),
        };
        target::quarters_make_the_years(&indikator, diagnostics);
        Some(indikator)
    }
}

/// The most decimals that an actual value is printed with.
const MAX_DECIMALS: u16 = 6;

/// The decimals that an indicator asks for.
fn desimal(raw: &raw::Indikator, diagnostics: &mut Diagnostics) -> Option<u32> {
    let asked = raw.desimal.as_ref()?;
    if asked.value > MAX_DECIMALS {
        let found = Diagnostic::new(&codes::DESIMAL_TAK_SAH, asked.span());
        diagnostics.push(found.arg("nilai", asked.value).arg("batas", MAX_DECIMALS));
        return None;
    }
    Some(asked.value.into())
}
