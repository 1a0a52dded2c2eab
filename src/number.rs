//! Exact numbers. Decimals come in, decimals go out; between them a quotient of two whole
//! numbers keeps what a division would round: a third stays a third.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

/// Why an operation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumError {
    /// An operand has no value.
    NoValue,
    /// A denominator is zero: *tidak dapat dihitung*.
    ZeroDenominator,
    /// The exact result needs more digits than there is room for (38). It is never rounded
    /// silently.
    TooLarge,
}

/// An exact rational number in lowest terms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rational {
    numerator: i128,
    /// Always positive.
    denominator: i128,
}

impl Rational {
    /// Zero.
    pub const ZERO: Rational = Rational { numerator: 0, denominator: 1 };
    /// One, which is 100%.
    pub const ONE: Rational = Rational { numerator: 1, denominator: 1 };

    fn new(numerator: i128, denominator: i128) -> Result<Self, NumError> {
        if denominator == 0 {
            return Err(NumError::ZeroDenominator);
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        // The greatest common divisor of a pair that is not (MIN, MIN) fits again.
        let divisor = i128::try_from(divisor).map_err(|_| NumError::TooLarge)?;
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        if denominator > 0 {
            return Ok(Rational { numerator, denominator });
        }
        let negated = numerator.checked_neg().zip(denominator.checked_neg());
        let (numerator, denominator) = negated.ok_or(NumError::TooLarge)?;
        Ok(Rational { numerator, denominator })
    }

    /// Numerator and denominator in lowest terms, as whole numbers.
    pub fn terms(self) -> (Self, Self) {
        let whole = |numerator| Rational { numerator, denominator: 1 };
        (whole(self.numerator), whole(self.denominator))
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`NumError::TooLarge`].
    pub fn checked_add(self, other: Self) -> Result<Self, NumError> {
        // Over the least common denominator, so that whole numbers stay small.
        let divisor =
            i128::try_from(gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs()))
                .map_err(|_| NumError::TooLarge)?;
        let scale = other.denominator / divisor;
        let exact = || {
            let left = self.numerator.checked_mul(scale)?;
            let right = other.numerator.checked_mul(self.denominator / divisor)?;
            Some((left.checked_add(right)?, self.denominator.checked_mul(scale)?))
        };
        let (numerator, denominator) = exact().ok_or(NumError::TooLarge)?;
        Rational::new(numerator, denominator)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`NumError::TooLarge`].
    pub fn checked_sub(self, other: Self) -> Result<Self, NumError> {
        self.checked_add(other.checked_neg()?)
    }

    /// The product.
    ///
    /// # Errors
    /// [`NumError::TooLarge`].
    pub fn checked_mul(self, other: Self) -> Result<Self, NumError> {
        // Cancelled crosswise first: the product is in lowest terms and no larger than it must be.
        let one = Rational::new(self.numerator, other.denominator)?;
        let two = Rational::new(other.numerator, self.denominator)?;
        let exact = one
            .numerator
            .checked_mul(two.numerator)
            .zip(one.denominator.checked_mul(two.denominator));
        let (numerator, denominator) = exact.ok_or(NumError::TooLarge)?;
        Rational::new(numerator, denominator)
    }

    /// The quotient.
    ///
    /// # Errors
    /// Both kinds of [`NumError`].
    pub fn checked_div(self, other: Self) -> Result<Self, NumError> {
        self.checked_mul(Rational::new(other.denominator, other.numerator)?)
    }

    /// The number with the opposite sign.
    ///
    /// # Errors
    /// [`NumError::TooLarge`].
    pub fn checked_neg(self) -> Result<Self, NumError> {
        let numerator = self.numerator.checked_neg().ok_or(NumError::TooLarge)?;
        Ok(Rational { numerator, denominator: self.denominator })
    }

    /// The number without its sign.
    ///
    /// # Errors
    /// [`NumError::TooLarge`].
    pub fn abs(self) -> Result<Self, NumError> {
        if self.is_negative() { self.checked_neg() } else { Ok(self) }
    }

    /// The number as a decimal, to 28 significant digits: what a spreadsheet's cell gets.
    /// `None` when it is beyond the range of decimals.
    pub fn decimal(self) -> Option<Decimal> {
        self.round_sig(28)
    }

    /// The nearest number with at most 18 significant digits. Products and sums of such
    /// numbers with amounts of money have room where exact fractions would not.
    #[must_use]
    pub fn shorten(self) -> Self {
        self.round_sig(18).map_or(self, Rational::from)
    }

    /// The number rounded to this many significant digits, at most 28.
    fn round_sig(self, digits: u32) -> Option<Decimal> {
        let limit = 10_i128.pow(digits - 1);
        let (mut mantissa, mut rest) =
            (self.numerator / self.denominator, (self.numerator % self.denominator).abs());
        let mut scale = 0;
        while rest != 0 && mantissa.abs() < limit && scale < digits {
            let (digit, left) = next_digit(rest, self.denominator);
            mantissa = mantissa * 10 + digit * self.numerator.signum();
            rest = left;
            scale += 1;
        }
        mantissa += self.away(rest);
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }

    /// The number rounded to `places` decimals (at most 6), half away from zero, from the
    /// exact value: the one rounding there is. `None` beyond the range of decimals.
    pub fn round(self, places: u32) -> Option<Decimal> {
        let (mut mantissa, mut rest) =
            (self.numerator / self.denominator, (self.numerator % self.denominator).abs());
        for _ in 0..places {
            let (digit, left) = next_digit(rest, self.denominator);
            mantissa = mantissa.checked_mul(10)?.checked_add(digit * self.numerator.signum())?;
            rest = left;
        }
        Decimal::try_from_i128_with_scale(mantissa.checked_add(self.away(rest))?, places).ok()
    }

    /// What rounding half away from zero adds when `rest` is left of a division.
    fn away(self, rest: i128) -> i128 {
        // rest < bawah, so the comparison needs no doubling that could overflow.
        if rest != 0 && rest >= self.denominator - rest { self.numerator.signum() } else { 0 }
    }
}

/// The next digit of a long division and what is left: `rest · 10 ÷ below` for a `rest` less
/// than `below`, by additions, since the product may have no room.
fn next_digit(rest: i128, below: i128) -> (i128, i128) {
    let (mut digit, mut left) = (0, 0);
    for _ in 0..10 {
        if left >= below - rest {
            left -= below - rest;
            digit += 1;
        } else {
            left += rest;
        }
    }
    (digit, left)
}

impl From<Decimal> for Rational {
    fn from(number: Decimal) -> Self {
        let number = number.normalize();
        // 10 to the 28th, the largest scale of a decimal, fits, and a positive denominator has
        // lowest terms: `new` cannot refuse it.
        let denominator = 10_i128.pow(number.scale());
        Rational::new(number.mantissa(), denominator).unwrap_or(Rational::ZERO)
    }
}

impl From<i32> for Rational {
    fn from(number: i32) -> Self {
        Rational { numerator: number.into(), denominator: 1 }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    /// By whole parts, then by what is left, turned upside down: exact, whatever the size.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) =
            ((self.numerator, self.denominator), (other.numerator, other.denominator));
        let mut turned = false;
        loop {
            let whole = a.0.div_euclid(a.1).cmp(&b.0.div_euclid(b.1));
            let (rest_a, rest_b) = (a.0.rem_euclid(a.1), b.0.rem_euclid(b.1));
            let order = whole.then_with(|| match (rest_a, rest_b) {
                (0, 0) => Ordering::Equal,
                (0, _) => Ordering::Less,
                (_, 0) => Ordering::Greater,
                _ => Ordering::Equal,
            });
            if order != Ordering::Equal || rest_a == 0 || rest_b == 0 {
                return if turned { order.reverse() } else { order };
            }
            (a, b) = ((a.1, rest_a), (b.1, rest_b));
            turned = !turned;
        }
    }
}

impl fmt::Display for Rational {
    /// Exact: a decimal with a point where there is one, else a fraction.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.decimal().filter(|decimal| Rational::from(*decimal) == *self) {
            Some(decimal) => write!(f, "{}", decimal.normalize()),
            None => write!(f, "{self:?}"),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

/// The greatest common divisor; of zero and a number, the number.
fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Rational {
        Decimal::from_str_exact(text).unwrap().into()
    }

    #[test]
    fn rounding_is_half_away_from_zero_and_happens_once() {
        let round = |numerator: &str, denominator: &str| {
            number(numerator)
                .checked_div(number(denominator))
                .unwrap()
                .round(2)
                .unwrap()
                .to_string()
        };
        assert_eq!(round("1", "200"), "0.01");
        assert_eq!(round("-1", "200"), "-0.01");
        assert_eq!(round("49", "10000"), "0.00");
        assert_eq!(round("2", "3"), "0.67");
        // Rounded to three places first, it would become 0.01.
        assert_eq!(round("4996", "1000000"), "0.00");
    }

    #[test]
    fn a_third_stays_a_third() {
        let third = Rational::ONE.checked_div(3.into()).unwrap();
        assert_eq!(third.checked_mul(3.into()).unwrap(), Rational::ONE);
    }

    /// A sum of fractions fills all digits there are; it can be rounded all the same.
    #[test]
    fn large_fractions_round() {
        let long = Rational { numerator: i128::MAX / 2, denominator: i128::MAX / 3 * 2 };
        assert_eq!(long.round(2).unwrap().to_string(), "0.75");
        assert_eq!(long.decimal().unwrap().round_dp(20).normalize().to_string(), "0.75");
        let third = Rational::ONE.checked_div(3.into()).unwrap();
        assert_eq!(third.shorten(), number("0.333333333333333333"));
        assert_eq!(third.checked_neg().unwrap().round(1).unwrap().to_string(), "-0.3");
        assert_eq!(number("1234.5").shorten(), number("1234.5"));
        let nearly = Rational { numerator: i128::MAX - 1, denominator: i128::MAX };
        assert_eq!(nearly.round(2).unwrap().to_string(), "1.00");
    }

    #[test]
    fn what_has_no_result_says_why() {
        assert_eq!(Rational::ONE.checked_div(Rational::ZERO), Err(NumError::ZeroDenominator));
        let large = number("79228162514264337593543950335");
        assert_eq!(large.checked_mul(large), Err(NumError::TooLarge));
        assert_eq!(large.checked_mul(large.checked_neg().unwrap()), Err(NumError::TooLarge));
    }

    #[test]
    fn comparison_is_exact_beyond_what_products_could_hold() {
        let large = number("79228162514264337593543950335");
        let one = large.checked_div(number("79228162514264337593543950334")).unwrap();
        let two = number("79228162514264337593543950334")
            .checked_div(number("79228162514264337593543950333"))
            .unwrap();
        assert!(one < two);
        assert!(one.checked_neg().unwrap() > two.checked_neg().unwrap());
        assert!(Rational::ONE < one);
    }
}
