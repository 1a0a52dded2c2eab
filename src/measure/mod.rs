//! Measurement: the model in, exact numbers out. Pure: no clock, no files, no rounding.
//!
//! The quarters of an indicator's raw data make the value to date (`agregasi`, [`operand`]); the
//! formula turns them into the *realisasi*; target and realisasi make the *capaian*
//! ([`mod@capaian`]); the capaian has a category and goes into averages ([`rata`]). A value that is
//! not there stays a state ([`Nilai`]) all the way to the page.

pub mod anggaran;
pub mod capaian;
pub mod earlier;
pub mod efisiensi;
pub mod end_of_plan;
pub mod operand;
pub mod rata;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::renstra::{Renstra, SasaranRenstra};
use crate::model::{
    Aim, Arah, Indikator, Jabatan, Kebijakan, Model, QuarterData, Quarters, RealisasiIndikator,
    Sasaran, SebelumAkhirTahun, Status, Target,
};
use crate::number::{NumError, Rational};
use crate::text::Text;
pub use capaian::CapaianRule;
use capaian::capaian;
use operand::operands;
pub use operand::{Coverage, Operand, by_hand, data};
use rata::Rata;

/// A value, or why there is none. The states are never mixed up with 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nilai {
    /// The value.
    Known(Rational),
    /// *Belum diisi*: not filled yet.
    NotFilled,
    /// *Belum waktunya*: nothing is due yet (`frekuensi`).
    NotDue,
    /// *n/a*: not available, with the reason.
    Unavailable(Text),
    /// *Tidak dapat dihitung*.
    NotComputable(Reason),
}

/// Why something cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A denominator is zero.
    ZeroDenominator,
    /// The exact result has more digits than there is room for.
    TooLarge,
    /// There is no target.
    NoTarget,
    /// The year is not over, and there is no target up to the cut-off.
    NotAssessed,
    /// A comparison needs quarters that are not filled.
    QuartersMissing {
        /// The year that they belong to.
        tahun: i32,
        /// The quarters.
        quarters: Quarters,
    },
    /// The target is zero, and more is better: nothing to divide by. Systems in use answer
    /// with 0, with 100% or with an error; no number claims least.
    TargetZero,
    /// The target is below zero: a share of it says nothing.
    TargetNegative,
    /// The value is zero where the policy divides by it.
    RealisasiZero,
    /// Efficiency is not spoken of below an achievement of 100%.
    NotReached,
}

impl Nilai {
    /// The number, if there is one.
    pub fn number(&self) -> Option<Rational> {
        match self {
            Nilai::Known(number) => Some(*number),
            _ => None,
        }
    }
}

impl From<Result<Rational, NumError>> for Nilai {
    /// Numbers beyond the range of decimals count as too large: they could not be printed.
    fn from(result: Result<Rational, NumError>) -> Self {
        match result {
            Ok(number) if number.round(6).is_some() && number.decimal().is_some() => {
                Nilai::Known(number)
            }
            Ok(_) | Err(NumError::TooLarge) => Nilai::NotComputable(Reason::TooLarge),
            Err(NumError::NoValue) => Nilai::NotFilled,
            Err(NumError::ZeroDenominator) => Nilai::NotComputable(Reason::ZeroDenominator),
        }
    }
}

/// Target mana yang menjadi dasar sebuah capaian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Target setahun.
    Year,
    /// Target sampai batas laporan.
    ToDate,
}

/// One indicator in one year.
#[derive(Debug)]
pub struct Measured<'a> {
    /// The year.
    pub tahun: i32,
    /// The indicator.
    pub indikator: &'a Indikator,
    /// What the year's file says of it.
    pub args: Option<&'a RealisasiIndikator>,
    /// Its targets for the year.
    pub target: Option<&'a Target>,
    /// The quarter up to which it is measured, from 1.
    pub sampai: usize,
    /// The target up to the cut-off, where the year is not over and it is set.
    pub to_date: Option<Aim>,
    /// What it is measured against; nothing, where that is not set.
    pub aim: Option<Aim>,
    /// Whether that is a target up to the cut-off or of the whole year.
    pub basis: Basis,
    /// The operands.
    pub operand: Vec<Operand<'a>>,
    /// The actual value.
    pub realisasi: Nilai,
    /// The achievement; 1 is 100%.
    pub capaian: Nilai,
    /// The rule it was computed by.
    pub rule: Option<CapaianRule>,
    /// The category, a place in the scale.
    pub kategori: Option<usize>,
    /// Quarters up to the cut-off that are due and not filled.
    pub unfilled: Quarters,
    /// Quarters up to the cut-off that are not available, with the reason.
    pub unavailable: Vec<(usize, &'a Text)>,
}

impl Measured<'_> {
    /// The target of the year, as it is in force.
    pub fn target_of_year(&self) -> Option<Aim> {
        self.target.map(Target::in_force)
    }

    /// The achievement by which it can be judged: against the target of the same span. A part of
    /// the year against the whole year's target says nothing yet.
    pub fn judged(&self) -> Option<Rational> {
        self.capaian.number().filter(|_| self.sampai >= 4 || self.basis == Basis::ToDate)
    }

    /// Whether something is due up to the cut-off.
    pub fn is_due(&self) -> bool {
        !self.indikator.frekuensi.due(self.sampai).is_empty()
    }
}

/// One position in one year.
#[derive(Debug)]
pub struct MeasuredJabatan<'a> {
    /// The position.
    pub jabatan: &'a Jabatan,
    /// Its objectives with their indicators.
    pub sasaran: Vec<(&'a Sasaran, Vec<Measured<'a>>)>,
    /// The average achievement.
    pub rata: Rata,
}

impl<'a> MeasuredJabatan<'a> {
    /// Its indicators.
    pub fn measured(&self) -> impl Iterator<Item = &Measured<'a>> {
        self.sasaran.iter().flat_map(|(_, all)| all)
    }
}

/// The office by the objectives of its plan, which the head's *Perjanjian Kinerja* promises.
#[derive(Debug)]
pub struct MeasuredKantor<'a> {
    /// The objectives with those of their indicators that exist in the year.
    pub sasaran: Vec<(&'a SasaranRenstra, Vec<Measured<'a>>)>,
    /// What its average is made of.
    pub basis: Basis,
    /// The average over them: the score of the office.
    pub rata: Rata,
}

impl<'a> MeasuredKantor<'a> {
    /// Of the plan's objectives; `None` where none of their indicators exists in the year.
    fn new(model: &'a Model, tahun: i32, sampai: usize) -> Option<MeasuredKantor<'a>> {
        let known = |id: &Text| {
            let (_, indikator) = model.indikator(id)?;
            Some(indikator).filter(|indikator| indikator.berlaku.covers(tahun))
        };
        let sasaran: Vec<_> = model
            .renstra
            .iter()
            .flat_map(Renstra::sasaran)
            .map(|one| {
                let own = one.indikator.iter().filter_map(known);
                (one, own.map(|i| calculate_until(model, i, tahun, sampai)).collect::<Vec<_>>())
            })
            .collect();
        let groups = || sasaran.iter().map(|(_, group)| group.as_slice());
        groups().flatten().next()?;
        let basis = common_basis(groups().flatten());
        let rata = rata::rata_rata(&model.opd.kebijakan, basis, groups());
        Some(MeasuredKantor { sasaran, basis, rata })
    }
}

/// An office in one year.
#[derive(Debug)]
pub struct Measurement<'a> {
    /// The year.
    pub tahun: i32,
    /// How far the figures are settled.
    pub status: Status,
    /// Quarters that are reported, 1 to 4.
    pub sampai: usize,
    /// The positions that exist in that year, in printed order.
    pub jabatan: Vec<MeasuredJabatan<'a>>,
    /// What the averages are made of: achievements against targets of one kind, never of both.
    pub basis: Basis,
    /// The average over the indicators of all positions.
    pub rata: Rata,
    /// The office by the objectives of its plan.
    pub kantor: Option<MeasuredKantor<'a>>,
    /// How many of the indicators that averages are made of are in each category of the scale.
    pub distribution: Vec<usize>,
}

impl<'a> Measurement<'a> {
    /// All indicators.
    pub fn measured(&self) -> impl Iterator<Item = &Measured<'a>> {
        self.jabatan.iter().flat_map(MeasuredJabatan::measured)
    }
}

/// Measures a year up to the cut-off of its figures. A year without a file is a draft in which
/// nothing is filled.
pub fn measure(model: &Model, tahun: i32) -> Measurement<'_> {
    measure_until(model, tahun, model.sampai(tahun))
}

/// Measures a year from January to the end of quarter `sampai`, from 1.
pub fn measure_until<'a>(model: &'a Model, tahun: i32, sampai: usize) -> Measurement<'a> {
    let kebijakan = &model.opd.kebijakan;
    let positions: Vec<_> = model
        .jabatan_in(tahun)
        .map(|jabatan| {
            let sasaran = jabatan.sasaran_in(tahun).map(|sasaran| {
                let all = sasaran.indikator_in(tahun);
                (sasaran, all.map(|(_, i)| calculate_until(model, i, tahun, sampai)).collect())
            });
            (jabatan, sasaran.collect::<Vec<(_, Vec<Measured>)>>())
        })
        .collect();
    let groups =
        || positions.iter().flat_map(|(_, all)| all.iter().map(|(_, group)| group.as_slice()));
    let basis = common_basis(groups().flatten());
    let rata = rata::rata_rata(kebijakan, basis, groups());
    let mut distribution = vec![0; kebijakan.skala.peringkat.len()];
    for kategori in groups().flatten().filter(|h| h.basis == basis).filter_map(|h| h.kategori) {
        distribution[kategori] += 1;
    }
    let with_average = |(jabatan, sasaran): (_, Vec<(_, Vec<Measured<'a>>)>)| {
        let groups = sasaran.iter().map(|(_, group)| group.as_slice());
        let rata = rata::rata_rata(kebijakan, basis, groups);
        MeasuredJabatan { jabatan, sasaran, rata }
    };
    let jabatan = positions.into_iter().map(with_average).collect();
    Measurement {
        tahun,
        status: model.realisasi.get(&tahun).map_or(Status::Draf, |year| year.status),
        sampai,
        jabatan,
        basis,
        rata,
        kantor: MeasuredKantor::new(model, tahun, sampai),
        distribution,
    }
}

/// What averages are made of: where some achievements are against targets up to the cut-off,
/// those alone. Where there is no achievement yet, what the first ones will be against.
fn common_basis<'h>(measured: impl Iterator<Item = &'h Measured<'h>>) -> Basis {
    let all: Vec<_> = measured.map(|h| (h.basis, h.capaian.number().is_some())).collect();
    let none_yet = all.iter().all(|(_, known)| !known);
    let to_date = all.iter().any(|(basis, known)| *basis == Basis::ToDate && (*known || none_yet));
    if to_date { Basis::ToDate } else { Basis::Year }
}

/// Measures one indicator in one year, up to the cut-off of the year's figures.
pub fn calculate<'a>(model: &'a Model, indikator: &'a Indikator, tahun: i32) -> Measured<'a> {
    calculate_until(model, indikator, tahun, model.sampai(tahun))
}

/// Measures one indicator from January to the end of quarter `sampai`, from 1.
pub fn calculate_until<'a>(
    model: &'a Model,
    indikator: &'a Indikator,
    tahun: i32,
    sampai: usize,
) -> Measured<'a> {
    let year = model.realisasi.get(&tahun);
    let args = year.and_then(|year| year.indikator.get(&indikator.id));
    let target = indikator.target.get(&tahun);
    let kebijakan = &model.opd.kebijakan;
    let to_date = (sampai < 4).then(|| target?.to_date(indikator, sampai)).flatten();
    let to_date = to_date.map(Aim::Point);
    let (aim, basis) = aimed_at(kebijakan, target, to_date, sampai);
    let operand = operands(model, indikator, tahun, sampai);
    let realisasi = actual(indikator, &operand);
    let due = indikator.frekuensi.due(sampai);
    let (capaian, rule) = match (target, aim, &realisasi) {
        // What is given before its time is shown, not judged.
        _ if due.is_empty() => (Nilai::NotDue, None),
        (Some(_), None, Nilai::Known(_)) => (Nilai::NotComputable(Reason::NotAssessed), None),
        (Some(_), None, state) => (state.clone(), None),
        _ => achievement(kebijakan, indikator.arah, aim, &realisasi),
    };
    let kategori = capaian.number().map(|c| kebijakan.skala.kategori(c));
    let quarters = args.iter().flat_map(|i| &i.triwulan).enumerate().take(sampai);
    let unavailable = quarters
        .filter_map(|(n, data)| match &data.value {
            QuarterData::Unavailable(reason) => Some((n + 1, reason)),
            QuarterData::Empty | QuarterData::Nilai(_) => None,
        })
        .collect();
    Measured {
        tahun,
        indikator,
        args,
        target,
        sampai,
        to_date,
        aim,
        basis,
        operand,
        realisasi,
        capaian,
        rule,
        kategori,
        unfilled: args.map_or(due, |args| args.unfilled(due)),
        unavailable,
    }
}

/// What a value to date is measured against: the year's target when the year is over; before
/// that the target of the same quarters. Where there is none the policy says whether the year's
/// takes its place. Never against what the calendar says today.
fn aimed_at(
    kebijakan: &Kebijakan,
    target: Option<&Target>,
    to_date: Option<Aim>,
    sampai: usize,
) -> (Option<Aim>, Basis) {
    let against_year = kebijakan.sebelum_akhir_tahun == SebelumAkhirTahun::TerhadapTargetSetahun;
    match to_date {
        Some(aim) => (Some(aim), Basis::ToDate),
        None if sampai >= 4 || against_year => (target.map(Target::in_force), Basis::Year),
        None => (None, Basis::ToDate),
    }
}

/// The realisasi: the formula over its operands, or the value itself.
fn actual(indikator: &Indikator, operand: &[Operand]) -> Nilai {
    if let Some(missing) = operand.iter().find(|o| o.nilai.number().is_none()) {
        return missing.nilai.clone();
    }
    let value = |nama: &str| operand.iter().find(|o| o.nama == nama).and_then(|o| o.nilai.number());
    match &indikator.rumus {
        Some(rumus) => rumus.calculate.value(&value).into(),
        None => operand.first().map_or(Nilai::NotFilled, |only| only.nilai.clone()),
    }
}

/// The achievement of a value or its state against a target, and the rule that gave it.
pub fn achievement(
    kebijakan: &Kebijakan,
    arah: Arah,
    aim: Option<Aim>,
    realisasi: &Nilai,
) -> (Nilai, Option<CapaianRule>) {
    match (aim, realisasi) {
        (None, Nilai::NotDue) => (Nilai::NotDue, None),
        (None, _) => (Nilai::NotComputable(Reason::NoTarget), None),
        (Some(aim), Nilai::Known(value)) => {
            let (nilai, rule) = capaian(kebijakan, arah, aim, *value);
            (nilai, Some(rule))
        }
        (Some(_), state) => (state.clone(), None),
    }
}
