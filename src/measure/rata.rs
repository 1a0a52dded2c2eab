//! Averages of achievements.

use rust_decimal::Decimal;

use super::{Basis, Measured, Nilai, Reason};
use crate::model::{Kebijakan, RataRata};
use crate::number::Rational;

/// An average, with what went into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rata {
    /// The average; where nothing has an achievement, the state that says why.
    pub nilai: Nilai,
    /// Its category, a place in the scale.
    pub kategori: Option<usize>,
    /// Indicators with an achievement that counts.
    pub counted: usize,
    /// Indicators of which something is due.
    pub all: usize,
}

/// The average over groups of indicators, one group for each sasaran. Each achievement is
/// first brought between the policy's bounds, so that one of 400% hides no failure. Over
/// indicators each has one vote; over sasaran each group's average has. States (not filled,
/// n/a, not computable) are left out and counted, never taken for 0; so are achievements on
/// another basis.
pub fn rata_rata<'h>(
    kebijakan: &Kebijakan,
    basis: Basis,
    groups: impl Iterator<Item = &'h [Measured<'h>]>,
) -> Rata {
    let groups: Vec<&[Measured]> = groups.collect();
    let due = || groups.iter().copied().flatten().filter(|h| h.is_due());
    let of_group = |group: &&[Measured]| {
        group.iter().filter_map(|h| limited(kebijakan, basis, h)).collect::<Vec<_>>()
    };
    let limited: Vec<Vec<Rational>> = groups.iter().map(of_group).collect();
    let counted = limited.iter().map(Vec::len).sum();
    let voters: Vec<Rational> = match kebijakan.rata_rata {
        RataRata::Indikator => limited.into_iter().flatten().collect(),
        RataRata::Sasaran => limited.iter().filter_map(|group| mean(group)).collect(),
    };
    let nilai = match average(&voters) {
        Nilai::NotFilled if groups.iter().any(|group| !group.is_empty()) => without_number(due()),
        nilai => nilai,
    };
    let kategori = nilai.number().map(|n| kebijakan.skala.kategori(n));
    Rata { nilai, kategori, counted, all: due().count() }
}

/// Why there is no average: nothing is due; something is there and awaits its target; all lack a
/// number for the same kind of reason; or it is not filled.
fn without_number<'h>(due: impl Iterator<Item = &'h Measured<'h>>) -> Nilai {
    // An achievement that is there is on another basis.
    let states: Vec<Nilai> = due
        .map(|h| match &h.capaian {
            Nilai::Known(_) => Nilai::NotComputable(Reason::NotAssessed),
            state => state.clone(),
        })
        .collect();
    let not_assessed = Nilai::NotComputable(Reason::NotAssessed);
    let alike = |one: &Nilai, other: &Nilai| match (one, other) {
        (Nilai::Unavailable(_), Nilai::Unavailable(_)) => true,
        (Nilai::NotComputable(one), Nilai::NotComputable(other)) => {
            (*one == Reason::NoTarget) == (*other == Reason::NoTarget)
        }
        _ => false,
    };
    match states.first() {
        None => Nilai::NotDue,
        Some(_) if states.contains(&not_assessed) => not_assessed,
        Some(first) if states.iter().all(|state| alike(first, state)) => first.clone(),
        Some(_) => Nilai::NotFilled,
    }
}

/// The average over some indicators, each achievement between the policy's bounds.
pub fn clamped_average<'h>(
    kebijakan: &Kebijakan,
    basis: Basis,
    measured: impl Iterator<Item = &'h Measured<'h>>,
) -> Nilai {
    average(&measured.filter_map(|h| limited(kebijakan, basis, h)).collect::<Vec<_>>())
}

/// An achievement on `basis`, brought between the bounds that hold in averages.
fn limited(kebijakan: &Kebijakan, basis: Basis, h: &Measured) -> Option<Rational> {
    let capaian = h.capaian.number().filter(|_| h.basis == basis)?;
    Some(capaian.clamp(kebijakan.batas_bawah, kebijakan.batas_atas))
}

fn average(values: &[Rational]) -> Nilai {
    match mean(values) {
        Some(value) => Nilai::Known(value),
        None if values.is_empty() => Nilai::NotFilled,
        None => Nilai::NotComputable(Reason::TooLarge),
    }
}

/// The mean: exact while the common denominator has room, else to 28 digits. Achievements in
/// an average lie between the bounds, so the sum cannot overflow.
pub fn mean(values: &[Rational]) -> Option<Rational> {
    let count = Rational::from(i32::try_from(values.len()).ok().filter(|n| *n > 0)?);
    let exact = values.iter().try_fold(Rational::ZERO, |sum, n| sum.checked_add(*n));
    if let Ok(mean) = exact.and_then(|sum| sum.checked_div(count)) {
        return Some(mean);
    }
    let decimals: Option<Decimal> = values.iter().map(|n| n.decimal()).sum();
    Some(decimals?.checked_div(Decimal::from(values.len()))?.into())
}
