//! Efficiency: what was achieved against what was spent.

use super::{Nilai, Reason};
use crate::number::{NumError, Rational};

/// The share of a budget that was spent (*penyerapan*).
pub fn penyerapan(anggaran: Rational, realisasi: Rational) -> Nilai {
    realisasi.checked_div(anggaran).into()
}

/// The efficiency of an objective as LKjIP of local governments print it: achievement minus
/// absorption, only where the achievement is at least 100% (common practice; no regulation
/// for local governments).
pub fn efisiensi(capaian: &Nilai, penyerapan: &Nilai) -> Nilai {
    match (capaian, penyerapan) {
        (Nilai::Known(c), _) if *c < Rational::ONE => Nilai::NotComputable(Reason::NotReached),
        (Nilai::Known(c), Nilai::Known(p)) => c.checked_sub(*p).into(),
        (Nilai::Known(_), state) | (state, _) => state.clone(),
    }
}

/// One output of a budget: allocation (AA), achievement (C), spending (RA).
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// Allocation.
    pub allocation: Rational,
    /// Achievement; 1 is 100%.
    pub capaian: Rational,
    /// Spending.
    pub realisasi: Rational,
}

impl Output {
    /// What the output should have cost: AA·C, with C to 18 digits, which money never feels.
    ///
    /// # Errors
    /// Too many digits.
    pub fn due(&self) -> Result<Rational, NumError> {
        self.allocation.checked_mul(self.capaian.shorten())
    }
}

/// Efficiency E and its value NE after PMK 22/2021 (binding for ministries, borrowed by
/// local governments): E = Σ(AA·C − RA) ÷ Σ(AA·C), limited to ±20%; NE = 50% + E ÷ 20% · 50%.
///
/// # Errors
/// No denominator, or too many digits.
pub fn pmk_22_2021(outputs: &[Output]) -> Result<(Rational, Rational), NumError> {
    let mut due = Rational::ZERO;
    let mut spent = Rational::ZERO;
    for output in outputs {
        due = due.checked_add(output.due()?)?;
        spent = spent.checked_add(output.realisasi)?;
    }
    let e = due.checked_sub(spent)?.checked_div(due)?;
    let fifth = Rational::ONE.checked_div(5.into())?;
    let half = Rational::ONE.checked_div(2.into())?;
    let limited = e.clamp(fifth.checked_neg()?, fifth);
    let ne = half.checked_add(limited.checked_div(fifth)?.checked_mul(half)?)?;
    Ok((e, ne))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(n: i32) -> Rational {
        Rational::from(n).checked_div(100.into()).unwrap()
    }

    #[test]
    fn efficiency_is_achievement_minus_absorption_where_the_target_is_met() {
        let absorbed = penyerapan(2_000.into(), 1_800.into());
        assert_eq!(absorbed, Nilai::Known(percent(90)));
        assert_eq!(efisiensi(&Nilai::Known(percent(104)), &absorbed), Nilai::Known(percent(14)));
        let missed = efisiensi(&Nilai::Known(percent(99)), &absorbed);
        assert_eq!(missed, Nilai::NotComputable(Reason::NotReached));
        assert_eq!(efisiensi(&Nilai::NotFilled, &absorbed), Nilai::NotFilled);
        let nothing = penyerapan(Rational::ZERO, Rational::ZERO);
        assert_eq!(nothing, Nilai::NotComputable(Reason::ZeroDenominator));
    }

    /// 1,000 at 100% for 900 spent, 500 at 80% for 400: E = (1,400 − 1,300) ÷ 1,400.
    #[test]
    fn the_rule_of_the_finance_ministry() {
        let output = |a: i32, c: i32, r: i32| Output {
            allocation: a.into(),
            capaian: percent(c),
            realisasi: r.into(),
        };
        let (e, ne) = pmk_22_2021(&[output(1_000, 100, 900), output(500, 80, 400)]).unwrap();
        assert_eq!(e, Rational::ONE.checked_div(14.into()).unwrap());
        // 50% + (1/14) ÷ 20% · 50%
        assert_eq!(ne.round(6).unwrap().to_string(), "0.678571");
        // Beyond ±20% the value stays at its end.
        assert_eq!(pmk_22_2021(&[output(100, 100, 10)]).unwrap().1, Rational::ONE);
        assert_eq!(pmk_22_2021(&[output(100, 100, 190)]).unwrap().1, Rational::ZERO);
        assert_eq!(pmk_22_2021(&[output(100, 0, 10)]), Err(NumError::ZeroDenominator));
    }
}
