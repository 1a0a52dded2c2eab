//! Money, and series over years: sums from below, ratios, growth.

use super::Nilai;
use crate::model::renstra::{Series, SubKegiatan};
use crate::number::{NumError, Rational};

/// The sum of what is there; *not filled* when nothing is.
pub fn jumlah(values: impl IntoIterator<Item = Option<Rational>>) -> Nilai {
    let mut there = values.into_iter().flatten().peekable();
    if there.peek().is_none() {
        return Nilai::NotFilled;
    }
    there.try_fold(Rational::ZERO, Rational::checked_add).into()
}

/// The sum over sub-activities of one of their series in `tahun`.
pub fn sub_jumlah<'a>(
    sub: impl IntoIterator<Item = &'a SubKegiatan>,
    series: impl Fn(&SubKegiatan) -> &Series,
    tahun: i32,
) -> Nilai {
    jumlah(sub.into_iter().map(|one| series(one).get(&tahun).map(|amount| amount.value)))
}

/// One value over another; *not filled* unless both are there.
pub fn ratio(numerator: &Nilai, denominator: &Nilai) -> Nilai {
    match (numerator, denominator) {
        (Nilai::Known(numerator), Nilai::Known(denominator)) => {
            numerator.checked_div(*denominator).into()
        }
        _ => Nilai::NotFilled,
    }
}

/// The growth from one year to the next: (kini − lalu) ÷ |lalu|, so that less of a loss is growth.
pub fn growth_of(lalu: &Nilai, current: &Nilai) -> Nilai {
    match (lalu, current) {
        (Nilai::Known(lalu), Nilai::Known(current)) => growth(*lalu, *current).into(),
        _ => Nilai::NotFilled,
    }
}

fn growth(lalu: Rational, current: Rational) -> Result<Rational, NumError> {
    current.checked_sub(lalu)?.checked_div(lalu.abs()?)
}

/// The arithmetic mean of the growths from year to year (Tabel T-C.24); not the compound
/// rate. *Not filled* when a year is missing.
pub fn mean_growth(years: &[Nilai]) -> Nilai {
    let values: Option<Vec<Rational>> = years.iter().map(Nilai::number).collect();
    let Some(values) = values.filter(|values| values.len() > 1) else { return Nilai::NotFilled };
    let growths: Result<Vec<Rational>, NumError> =
        values.windows(2).map(|pair| growth(pair[0], pair[1])).collect();
    match growths {
        Ok(growths) => super::rata::mean(&growths)
            .map_or(Nilai::from(Err(NumError::TooLarge)), |mean| Ok(mean).into()),
        Err(num_error) => Err(num_error).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(n: i32) -> Nilai {
        Nilai::Known(n.into())
    }

    /// +10%, then −10%: the mean is 0, where the compound rate would be below it.
    #[test]
    fn the_mean_growth_is_arithmetic() {
        assert_eq!(mean_growth(&[has(100), has(110), has(99)]), has(0));
        assert_eq!(mean_growth(&[has(100), Nilai::NotFilled, has(99)]), Nilai::NotFilled);
        assert_eq!(mean_growth(&[has(100)]), Nilai::NotFilled);
        let from_zero = mean_growth(&[has(0), has(1)]);
        assert_eq!(from_zero, Nilai::from(Err(NumError::ZeroDenominator)));
    }

    #[test]
    fn a_sum_of_nothing_is_not_zero() {
        assert_eq!(jumlah([None, None]), Nilai::NotFilled);
        assert_eq!(jumlah([Some(0.into()), None]), has(0));
        assert_eq!(jumlah([Some(2.into()), Some(3.into())]), has(5));
    }
}
