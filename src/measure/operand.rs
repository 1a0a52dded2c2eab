//! What goes into a formula: the raw data of the year up to the cut-off, and what of another year
//! stands beside them.
//!
//! An operand of another year covers the same quarters where quarters are parts, running totals
//! or averages; a position is last year's closing one (`pembanding` may say otherwise). Two spans
//! are compared only when both are complete: a missing quarter makes a reason, never a number.

use super::{Nilai, Reason};
use crate::model::{
    Agregasi, Indikator, Model, NILAI, OtherYear, Pembanding, QuarterData, Quarters,
    RealisasiIndikator,
};
use crate::number::Rational;

/// One operand of a formula, up to the cut-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand<'a> {
    /// Its name; that of the value itself where there is no formula.
    pub nama: &'a str,
    /// Its value.
    pub nilai: Nilai,
    /// The year it is of.
    pub tahun: i32,
    /// What of that year it covers, where it is another year.
    pub compared: Option<Coverage>,
}

/// What of another year is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// The same quarters, up to this one, from 1.
    SameQuarters(usize),
    /// The whole year; of positions, the closing one.
    WholeYear,
}

impl Coverage {
    /// What is compared at the cut-off `sampai`.
    pub fn of(other: &OtherYear, indikator: &Indikator, sampai: usize) -> Coverage {
        let usual = match indikator.agregasi.value {
            Agregasi::Akhir => Pembanding::Setahun,
            Agregasi::Jumlah | Agregasi::Kumulatif | Agregasi::RataRata => Pembanding::TriwulanSama,
        };
        match other.pembanding.unwrap_or(usual) {
            Pembanding::TriwulanSama if sampai < 4 => {
                Coverage::SameQuarters(indikator.frekuensi.until(sampai))
            }
            Pembanding::TriwulanSama | Pembanding::Setahun => Coverage::WholeYear,
        }
    }

    /// The last quarter that it covers, from 1.
    pub fn sampai(self) -> usize {
        match self {
            Coverage::SameQuarters(quarter) => quarter,
            Coverage::WholeYear => 4,
        }
    }
}

/// The raw data of the year, and of the other years that the formula asks for.
pub(super) fn operands<'a>(
    model: &Model,
    indikator: &'a Indikator,
    tahun: i32,
    sampai: usize,
) -> Vec<Operand<'a>> {
    let own = |nama| {
        let nilai = value(model, indikator, nama, tahun, sampai);
        Operand { nama, nilai, tahun, compared: None }
    };
    let Some(rumus) = &indikator.rumus else { return vec![own(NILAI)] };
    let names = rumus.calculate.variabel().into_iter();
    names
        .map(|nama| match rumus.tahun_lain.get(nama) {
            Some(other) => of_other_year(model, indikator, (nama, other), tahun, sampai),
            None => own(nama),
        })
        .collect()
}

/// Whether the operand `nama` is the value that the file of the year gives by hand.
pub fn is_by_hand(
    model: &Model,
    indikator: &Indikator,
    (nama, other): (&str, &OtherYear),
    (tahun, sampai): (i32, usize),
) -> bool {
    let there = tahun.saturating_add(other.selisih);
    let coverage = Coverage::of(other, indikator, sampai);
    let own = complete(model, indikator, &other.dari, there, coverage.sampai());
    coverage == Coverage::WholeYear
        && own.number().is_none()
        && by_hand(model, indikator, nama, tahun).is_some()
}

/// The quarters that raw data up to `sampai` have to have, where the indicator's formula compares
/// the spans of two years.
pub fn compared_quarters(indikator: &Indikator, sampai: usize) -> Option<Quarters> {
    let compares = !indikator.rumus.as_ref()?.tahun_lain.is_empty();
    compares.then(|| indikator.quarters_needed(sampai))
}

/// The raw data `nama` of a year up to `sampai`, as a formula of the indicator takes them.
pub fn value(model: &Model, indikator: &Indikator, nama: &str, tahun: i32, sampai: usize) -> Nilai {
    match compared_quarters(indikator, sampai) {
        Some(_) => complete(model, indikator, nama, tahun, sampai),
        None => data(model, indikator, nama, tahun, sampai),
    }
}

fn of_other_year<'a>(
    model: &Model,
    indikator: &'a Indikator,
    (nama, other): (&'a str, &OtherYear),
    tahun: i32,
    sampai: usize,
) -> Operand<'a> {
    let there = tahun.saturating_add(other.selisih);
    let coverage = Coverage::of(other, indikator, sampai);
    let own = complete(model, indikator, &other.dari, there, coverage.sampai());
    // What is given by hand is that of a whole year.
    let given = by_hand(model, indikator, nama, tahun).filter(|_| coverage == Coverage::WholeYear);
    let nilai = match (own, given) {
        (Nilai::Known(value), _) | (_, Some(value)) => Nilai::Known(value),
        // Of another year nothing is due any more: it is not there to compare with.
        (Nilai::NotFilled | Nilai::NotDue, None) => missing(there, indikator, coverage.sampai()),
        (state, None) => state,
    };
    Operand { nama, nilai, tahun: there, compared: Some(coverage) }
}

fn missing(tahun: i32, indikator: &Indikator, sampai: usize) -> Nilai {
    let quarters = indikator.quarters_needed(sampai);
    if quarters.is_empty() {
        return Nilai::NotDue;
    }
    Nilai::NotComputable(Reason::QuartersMissing { tahun, quarters })
}

/// The value that the file of `tahun` gives by hand for a variable of another year.
pub fn by_hand(model: &Model, indikator: &Indikator, nama: &str, tahun: i32) -> Option<Rational> {
    entry(model, indikator, tahun)?.tahun_lain.get(nama).map(|given| given.value)
}

fn entry<'m>(
    model: &'m Model,
    indikator: &Indikator,
    tahun: i32,
) -> Option<&'m RealisasiIndikator> {
    model.realisasi.get(&tahun)?.indikator.get(&indikator.id)
}

/// The raw data `nama` of a year, made from the filled quarters from January to the last one up to
/// `sampai` by which a value is due.
pub fn data(model: &Model, indikator: &Indikator, nama: &str, tahun: i32, sampai: usize) -> Nilai {
    let sampai = indikator.frekuensi.until(sampai);
    let none = || {
        if indikator.frekuensi.due(sampai).is_empty() { Nilai::NotDue } else { Nilai::NotFilled }
    };
    let Some(args) = entry(model, indikator, tahun) else { return none() };
    match args.to_date(nama, indikator.agregasi.value, sampai) {
        Ok(Some(value)) => Nilai::from(Ok(value)),
        Err(num_error) => Nilai::from(Err(num_error)),
        // Nothing is filled: the last reason speaks for all, if there is one.
        Ok(None) => args.triwulan[..sampai.min(4)]
            .iter()
            .rev()
            .find_map(|data| match &data.value {
                QuarterData::Unavailable(reason) => Some(Nilai::Unavailable(reason.clone())),
                QuarterData::Empty | QuarterData::Nilai(_) => None,
            })
            .unwrap_or_else(none),
    }
}

/// The same, where every quarter that it takes has to be there.
fn complete(model: &Model, indikator: &Indikator, nama: &str, tahun: i32, sampai: usize) -> Nilai {
    let Some(args) = entry(model, indikator, tahun) else {
        return data(model, indikator, nama, tahun, sampai);
    };
    let needed = indikator.quarters_needed(sampai);
    let quarters = args.unfilled(needed);
    if !quarters.is_empty() {
        return match data(model, indikator, nama, tahun, sampai) {
            Nilai::Known(_) => Nilai::NotComputable(Reason::QuartersMissing { tahun, quarters }),
            nothing => nothing,
        };
    }
    let reason = needed.iter().find_map(|n| match &args.triwulan[n - 1].value {
        QuarterData::Unavailable(reason) => Some(Nilai::Unavailable(reason.clone())),
        QuarterData::Empty | QuarterData::Nilai(_) => None,
    });
    reason.unwrap_or_else(|| data(model, indikator, nama, tahun, sampai))
}
