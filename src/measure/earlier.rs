//! The period before the plan: what it aimed at, reached and cost (T-C.23, T-C.24). As the plan
//! writes it; else made from that period's own plan and the actual values of its years, where
//! the project keeps them. And what the plan begins with: the condition at its start.

use std::collections::BTreeMap;

use super::{Nilai, anggaran, calculate_until};
use crate::model::renstra::{IndikatorProgram, PeriodeLalu, Program, Renstra, Series};
use crate::model::{Aim, FormerPlan, Indikator, Model, Satuan};
use crate::number::Rational;
use crate::text::{Spanned, Text};

/// The period before a plan.
#[derive(Debug)]
pub struct EarlierPeriod<'a> {
    /// Its years, in order.
    pub tahun: Vec<i32>,
    /// Performance, by indicator.
    pub kinerja: Vec<EarlierIndikator<'a>>,
    /// Funding, by kind of spending or programme.
    pub pendanaan: Vec<EarlierSpending<'a>>,
    /// Whether it is made from the plan that the project keeps.
    pub is_kept: bool,
}

/// One indicator of the period before.
#[derive(Debug)]
pub struct EarlierIndikator<'a> {
    /// Name.
    pub nama: &'a Text,
    /// Unit.
    pub satuan: &'a Satuan,
    /// The indicator, where it is one of this project.
    pub indikator: Option<&'a Indikator>,
    /// Targets of the national norms, of the key indicators, and others, as text.
    pub refs: [Option<&'a Text>; 3],
    /// Targets as first set.
    pub target: BTreeMap<i32, Aim>,
    /// Actual values of whole years.
    pub realisasi: BTreeMap<i32, Nilai>,
}

impl EarlierIndikator<'_> {
    /// Whether it was in force in `tahun`.
    pub fn covers(&self, tahun: i32) -> bool {
        self.indikator.is_none_or(|indikator| indikator.berlaku.covers(tahun))
    }

    /// The actual value of `tahun` as a share of its target; none of grades and ranges.
    pub fn ratio(&self, tahun: i32) -> Nilai {
        let target = match self.target.get(&tahun) {
            Some(Aim::Point(n)) if !matches!(self.satuan, Satuan::Predikat(_)) => Nilai::Known(*n),
            _ => Nilai::NotFilled,
        };
        anggaran::ratio(self.realisasi.get(&tahun).unwrap_or(&Nilai::NotFilled), &target)
    }
}

/// One kind of spending of the period before.
#[derive(Debug)]
pub struct EarlierSpending<'a> {
    /// What it was spent on.
    pub uraian: &'a Text,
    /// Budget, in rupiah.
    pub anggaran: BTreeMap<i32, Nilai>,
    /// Spending, in rupiah.
    pub realisasi: BTreeMap<i32, Nilai>,
}

/// The period before the plan; `None` where nothing is known of it.
pub fn earlier_period<'a>(model: &'a Model, plan: &'a Renstra) -> Option<EarlierPeriod<'a>> {
    match (&plan.periode_lalu, &model.former) {
        // What a new plan took over with the text of the old one is of the period before that.
        (Some(lalu), Some(former)) if lalu.tahun.last() < former.tahun.last() => {
            Some(kept(model, former))
        }
        (Some(lalu), _) => Some(written(lalu)),
        (None, Some(former)) => Some(kept(model, former)),
        (None, None) => None,
    }
}

/// The period as the plan writes it.
fn written(lalu: &PeriodeLalu) -> EarlierPeriod<'_> {
    let known = |series: &Series| -> BTreeMap<i32, Nilai> {
        series.iter().map(|(tahun, n)| (*tahun, Nilai::Known(n.value))).collect()
    };
    let kinerja = lalu.kinerja.iter().map(|one| EarlierIndikator {
        nama: &one.indikator,
        satuan: &one.satuan,
        indikator: None,
        refs: one.refs.each_ref().map(Option::as_ref),
        target: one.target.iter().map(|(tahun, n)| (*tahun, Aim::Point(n.value))).collect(),
        realisasi: known(&one.realisasi),
    });
    let pendanaan = lalu.pendanaan.iter().map(|one| EarlierSpending {
        uraian: &one.uraian,
        anggaran: known(&one.anggaran),
        realisasi: known(&one.realisasi),
    });
    EarlierPeriod {
        tahun: lalu.tahun.clone(),
        kinerja: kinerja.collect(),
        pendanaan: pendanaan.collect(),
        is_kept: false,
    }
}

/// The period as its own plan and the figures of its years have it.
fn kept<'a>(model: &'a Model, former: &'a FormerPlan) -> EarlierPeriod<'a> {
    let tahun = &former.tahun;
    let mut ids: Vec<&Text> = Vec::new();
    for tujuan in &former.renstra.tujuan {
        let of_objectives = tujuan.sasaran.iter().flat_map(|sasaran| &sasaran.indikator);
        for id in tujuan.indikator.iter().chain(of_objectives) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let known = ids.into_iter().filter_map(|id| model.indikator(id));
    EarlierPeriod {
        tahun: tahun.clone(),
        kinerja: known.map(|(_, indikator)| measured(model, indikator, tahun)).collect(),
        pendanaan: former.renstra.program.iter().map(|one| spent(model, one, tahun)).collect(),
        is_kept: true,
    }
}

fn measured<'a>(model: &Model, indikator: &'a Indikator, tahun: &[i32]) -> EarlierIndikator<'a> {
    let target = |tahun: &i32| Some((*tahun, indikator.target.get(tahun)?.murni.value));
    EarlierIndikator {
        nama: &indikator.nama,
        satuan: &indikator.satuan,
        indikator: Some(indikator),
        refs: [None; 3],
        target: tahun.iter().filter_map(target).collect(),
        realisasi: tahun.iter().map(|y| (*y, of_whole_year(model, indikator, *y))).collect(),
    }
}

/// The condition at the start of a plan (*Tahun 0*).
#[derive(Debug)]
pub enum Start<'a> {
    /// As it is written.
    Written(&'a Spanned<Rational>),
    /// What the last year of the period before reached, by the indicator of that time.
    Reached(Nilai, &'a Indikator),
}

/// The condition of a position's indicator at the start of the plan. What is written beside it is
/// that of its first plan: one that follows another begins where that ended.
pub fn start<'a>(model: &'a Model, indikator: &'a Indikator) -> Option<Start<'a>> {
    let Some(former) = &model.former else { return indikator.awal.as_ref().map(Start::Written) };
    let tahun = *former.tahun.last()?;
    let then = model.in_year(indikator, tahun)?;
    let reached = of_whole_year(model, then, tahun);
    Some(reached)
        .filter(|reached| *reached != Nilai::NotFilled)
        .map(|reached| Start::Reached(reached, then))
}

/// The condition of a programme's indicator at the start of the plan: as the plan writes it, else
/// that of the position's indicator that it is.
pub fn start_of_outcome<'a>(model: &'a Model, one: &'a IndikatorProgram) -> Option<Start<'a>> {
    match (&one.indikator.awal, &one.same_as) {
        (Some(awal), _) => Some(Start::Written(awal)),
        (None, Some(id)) => start(model, model.indikator(id)?.1),
        (None, None) => None,
    }
}

/// The actual value of a year that was reported to its end.
fn of_whole_year(model: &Model, indikator: &Indikator, tahun: i32) -> Nilai {
    if model.realisasi.contains_key(&tahun) && model.sampai(tahun) < 4 {
        return Nilai::NotFilled;
    }
    calculate_until(model, indikator, tahun, 4).realisasi
}

fn spent<'a>(model: &Model, program: &'a Program, tahun: &[i32]) -> EarlierSpending<'a> {
    let sum = |tahun: i32| {
        let year = model.realisasi.get(&tahun);
        anggaran::jumlah(program.sub_kegiatan().map(|sub| sub.spent(year, tahun, 4)))
    };
    let budget = |tahun| anggaran::sub_jumlah(program.sub_kegiatan(), |sub| &sub.anggaran, tahun);
    EarlierSpending {
        uraian: &program.nama,
        anggaran: tahun.iter().map(|tahun| (*tahun, budget(*tahun))).collect(),
        realisasi: tahun.iter().map(|tahun| (*tahun, sum(*tahun))).collect(),
    }
}
