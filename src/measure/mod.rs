//! Measurement: the model in, exact numbers out. Pure: no clock, no files, no rounding.
//!
//! The quarters of an indicator's raw data make the year's (`agregasi`); the formula turns
//! them into the *realisasi*; target and realisasi make the *capaian* ([`mod@capaian`]); the
//! capaian has a category and goes into averages ([`rata`]). A value that is not there stays
//! a state ([`Nilai`]) all the way to the page.

pub mod anggaran;
pub mod capaian;
pub mod efisiensi;
pub mod rata;

use crate::model::{
    Aim, Arah, Indikator, Jabatan, Kebijakan, Model, QuarterData, RealisasiIndikator, Sasaran,
    Status, Target, merge,
};
use crate::number::{NumError, Rational};
use crate::text::{Spanned, Text};
pub use capaian::CapaianRule;
use capaian::capaian;
use rata::Rata;

/// A value, or why there is none. The states are never mixed up with 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nilai {
    /// The value.
    Known(Rational),
    /// *Belum diisi*: not filled yet.
    NotFilled,
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

/// One operand of a formula, for the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand<'a> {
    /// Its name; that of the value itself where there is no formula.
    pub nama: &'a str,
    /// Its value.
    pub nilai: Nilai,
    /// The year it is of.
    pub tahun: i32,
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
    /// What it is measured against: the target in force, up to the cut-off where there are
    /// quarterly targets.
    pub aim: Option<Aim>,
    /// Whether `sasar` is that of the whole year.
    pub whole_year: bool,
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
    /// Quarters up to the cut-off that are not filled, from 1.
    pub unfilled: Vec<usize>,
    /// Quarters up to the cut-off that are not available, with the reason.
    pub unavailable: Vec<(usize, &'a Text)>,
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

/// An office in one year.
#[derive(Debug)]
pub struct Measurement<'a> {
    /// The year.
    pub tahun: i32,
    /// How far the figures are settled.
    pub status: Status,
    /// Quarters that are reported, 1 to 4.
    pub sampai: usize,
    /// The positions, in printed order.
    pub jabatan: Vec<MeasuredJabatan<'a>>,
    /// The average over the office.
    pub rata: Rata,
    /// How many indicators are in each category of the scale.
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
    measure_until(model, tahun, model.realisasi.get(&tahun).map_or(4, |year| year.sampai))
}

/// Measures a year from January to the end of quarter `sampai`, from 1.
pub fn measure_until(model: &Model, tahun: i32, sampai: usize) -> Measurement<'_> {
    let kebijakan = &model.opd.kebijakan;
    let year = model.realisasi.get(&tahun);
    let jabatan: Vec<MeasuredJabatan> = model
        .jabatan
        .iter()
        .map(|jabatan| {
            let sasaran: Vec<_> = jabatan
                .sasaran
                .iter()
                .map(|sasaran| {
                    let all = sasaran.rows.iter().flatten();
                    (
                        sasaran,
                        all.map(|i| calculate_until(model, i, tahun, sampai)).collect::<Vec<_>>(),
                    )
                })
                .collect();
            let rata = rata::rata_rata(kebijakan, sasaran.iter().map(|(_, all)| all.as_slice()));
            MeasuredJabatan { jabatan, sasaran, rata }
        })
        .collect();
    let groups = jabatan.iter().flat_map(|j| j.sasaran.iter().map(|(_, all)| all.as_slice()));
    let rata = rata::rata_rata(kebijakan, groups);
    let mut distribution = vec![0; kebijakan.skala.peringkat.len()];
    for kategori in jabatan.iter().flat_map(MeasuredJabatan::measured).filter_map(|h| h.kategori) {
        distribution[kategori] += 1;
    }
    Measurement {
        tahun,
        status: year.map_or(Status::Draf, |year| year.status),
        sampai,
        jabatan,
        rata,
        distribution,
    }
}

/// Measures one indicator in one year, up to the cut-off of the year's figures.
pub fn calculate<'a>(model: &'a Model, indikator: &'a Indikator, tahun: i32) -> Measured<'a> {
    let sampai = model.realisasi.get(&tahun).map_or(4, |year| year.sampai);
    calculate_until(model, indikator, tahun, sampai)
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
    let (aim, whole_year) = aimed_at(target, indikator, sampai);
    let operand = operands(model, indikator, tahun, sampai);
    let realisasi = actual(indikator, &operand);
    let (capaian, rule) = achievement(&model.opd.kebijakan, indikator.arah, aim, &realisasi);
    let kategori = capaian.number().map(|c| model.opd.kebijakan.skala.kategori(c));
    let quarters = || args.iter().flat_map(|i| &i.triwulan).enumerate().take(sampai);
    let empty = |data: &Spanned<QuarterData>| data.value == QuarterData::Empty;
    let unfilled = match args {
        None => (1..=sampai).collect(),
        Some(_) => quarters().filter(|(_, data)| empty(data)).map(|(n, _)| n + 1).collect(),
    };
    let unavailable = quarters()
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
        aim,
        whole_year,
        operand,
        realisasi,
        capaian,
        rule,
        kategori,
        unfilled,
        unavailable,
    }
}

/// The target up to the cut-off. A year-to-date value is measured against the target of the
/// same quarters, where they have one; never against what the calendar says today.
fn aimed_at(target: Option<&Target>, indikator: &Indikator, sampai: usize) -> (Option<Aim>, bool) {
    let Some(target) = target else { return (None, true) };
    let to_date =
        target.triwulan.as_ref().filter(|_| sampai < 4).and_then(|quarters| {
            merge(indikator.agregasi.value, &quarters[..sampai]).ok().flatten()
        });
    match to_date {
        Some(value) => (Some(Aim::Point(value)), false),
        None => (Some(target.in_force()), true),
    }
}

/// The raw data of the year, and of the other years that the formula asks for.
fn operands<'a>(
    model: &Model,
    indikator: &'a Indikator,
    tahun: i32,
    sampai: usize,
) -> Vec<Operand<'a>> {
    let Some(rumus) = &indikator.rumus else {
        let nama = crate::model::NILAI;
        let nilai = data(model, indikator, nama, tahun, sampai);
        return vec![Operand { nama, nilai, tahun }];
    };
    let names = rumus.calculate.variabel().into_iter();
    names
        .map(|nama| match rumus.tahun_lain.get(nama) {
            None => {
                let nilai = data(model, indikator, nama, tahun, sampai);
                Operand { nama, nilai, tahun }
            }
            Some(other) => {
                let there = tahun.saturating_add(other.selisih);
                let own = data(model, indikator, &other.dari, there, 4);
                let nilai = match (own, by_hand(model, indikator, nama, tahun)) {
                    (Nilai::Known(value), _) | (_, Some(value)) => Nilai::Known(value),
                    (state, None) => state,
                };
                Operand { nama, nilai, tahun: there }
            }
        })
        .collect()
}

/// The value that the file of `tahun` gives by hand for a variable of another year.
pub fn by_hand(model: &Model, indikator: &Indikator, nama: &str, tahun: i32) -> Option<Rational> {
    let year = model.realisasi.get(&tahun)?;
    year.indikator.get(&indikator.id)?.tahun_lain.get(nama).map(|given| given.value)
}

/// The raw data `nama` of a year, from January to the end of quarter `sampai`.
pub fn data(model: &Model, indikator: &Indikator, nama: &str, tahun: i32, sampai: usize) -> Nilai {
    let year = model.realisasi.get(&tahun);
    let Some(args) = year.and_then(|year| year.indikator.get(&indikator.id)) else {
        return Nilai::NotFilled;
    };
    match args.whole_year(nama, indikator.agregasi.value, sampai) {
        Ok(Some(value)) => Nilai::from(Ok(value)),
        Err(num_error) => Nilai::from(Err(num_error)),
        // Nothing is filled: the last reason speaks for the year, if there is one.
        Ok(None) => args.triwulan[..sampai.min(4)]
            .iter()
            .rev()
            .find_map(|data| match &data.value {
                QuarterData::Unavailable(reason) => Some(Nilai::Unavailable(reason.clone())),
                QuarterData::Empty | QuarterData::Nilai(_) => None,
            })
            .unwrap_or(Nilai::NotFilled),
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
    let Some(aim) = aim else { return (Nilai::NotComputable(Reason::NoTarget), None) };
    match realisasi {
        Nilai::Known(value) => {
            let (nilai, rule) = capaian(kebijakan, arah, aim, *value);
            (nilai, Some(rule))
        }
        state => (state.clone(), None),
    }
}
