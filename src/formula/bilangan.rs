//! Exact numbers. Decimals come in, decimals go out; between them a quotient of two whole
//! numbers keeps what a division would round: a third stays a third.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

/// Why an operation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halangan {
    /// An operand has no value.
    TanpaNilai,
    /// A denominator is zero: *tidak dapat dihitung*.
    PenyebutNol,
    /// The exact result needs more digits than there is room for (38). It is never rounded
    /// silently.
    TerlaluBesar,
}

/// An exact rational number in lowest terms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bilangan {
    atas: i128,
    /// Always positive.
    bawah: i128,
}

impl Bilangan {
    /// Zero.
    pub const NOL: Bilangan = Bilangan { atas: 0, bawah: 1 };
    /// One, which is 100%.
    pub const SATU: Bilangan = Bilangan { atas: 1, bawah: 1 };

    fn new(atas: i128, bawah: i128) -> Result<Self, Halangan> {
        if bawah == 0 {
            return Err(Halangan::PenyebutNol);
        }
        let divisor = gcd(atas.unsigned_abs(), bawah.unsigned_abs());
        // The greatest common divisor of a pair that is not (MIN, MIN) fits again.
        let divisor = i128::try_from(divisor).map_err(|_| Halangan::TerlaluBesar)?;
        let (atas, bawah) = (atas / divisor, bawah / divisor);
        if bawah > 0 {
            return Ok(Bilangan { atas, bawah });
        }
        let negated = atas.checked_neg().zip(bawah.checked_neg());
        let (atas, bawah) = negated.ok_or(Halangan::TerlaluBesar)?;
        Ok(Bilangan { atas, bawah })
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.atas == 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.atas < 0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Halangan::TerlaluBesar`].
    pub fn tambah(self, other: Self) -> Result<Self, Halangan> {
        // Over the least common denominator, so that whole numbers stay small.
        let divisor = i128::try_from(gcd(self.bawah.unsigned_abs(), other.bawah.unsigned_abs()))
            .map_err(|_| Halangan::TerlaluBesar)?;
        let scale = other.bawah / divisor;
        let exact = || {
            let left = self.atas.checked_mul(scale)?;
            let right = other.atas.checked_mul(self.bawah / divisor)?;
            Some((left.checked_add(right)?, self.bawah.checked_mul(scale)?))
        };
        let (atas, bawah) = exact().ok_or(Halangan::TerlaluBesar)?;
        Bilangan::new(atas, bawah)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`Halangan::TerlaluBesar`].
    pub fn kurang(self, other: Self) -> Result<Self, Halangan> {
        self.tambah(other.negatif()?)
    }

    /// The product.
    ///
    /// # Errors
    /// [`Halangan::TerlaluBesar`].
    pub fn kali(self, other: Self) -> Result<Self, Halangan> {
        // Cancelled crosswise first: the product is in lowest terms and no larger than it must be.
        let one = Bilangan::new(self.atas, other.bawah)?;
        let two = Bilangan::new(other.atas, self.bawah)?;
        let exact = one.atas.checked_mul(two.atas).zip(one.bawah.checked_mul(two.bawah));
        let (atas, bawah) = exact.ok_or(Halangan::TerlaluBesar)?;
        Bilangan::new(atas, bawah)
    }

    /// The quotient.
    ///
    /// # Errors
    /// Both kinds of [`Halangan`].
    pub fn bagi(self, other: Self) -> Result<Self, Halangan> {
        self.kali(Bilangan::new(other.bawah, other.atas)?)
    }

    /// The number with the opposite sign.
    ///
    /// # Errors
    /// [`Halangan::TerlaluBesar`].
    pub fn negatif(self) -> Result<Self, Halangan> {
        let atas = self.atas.checked_neg().ok_or(Halangan::TerlaluBesar)?;
        Ok(Bilangan { atas, bawah: self.bawah })
    }

    /// The number without its sign.
    ///
    /// # Errors
    /// [`Halangan::TerlaluBesar`].
    pub fn mutlak(self) -> Result<Self, Halangan> {
        if self.is_negative() { self.negatif() } else { Ok(self) }
    }

    /// The number as a decimal, to 28 significant digits: what a spreadsheet's cell gets.
    /// `None` when it is beyond the range of decimals.
    pub fn desimal(self) -> Option<Decimal> {
        self.angka_penting(28)
    }

    /// The nearest number with at most 18 significant digits. Products and sums of such
    /// numbers with amounts of money have room where exact fractions would not.
    #[must_use]
    pub fn ringkas(self) -> Self {
        self.angka_penting(18).map_or(self, Bilangan::from)
    }

    /// The number rounded to this many significant digits, at most 28.
    fn angka_penting(self, digits: u32) -> Option<Decimal> {
        let limit = 10_i128.pow(digits - 1);
        let (mut mantissa, mut rest) = (self.atas / self.bawah, (self.atas % self.bawah).abs());
        let mut scale = 0;
        while rest != 0 && mantissa.abs() < limit && scale < digits {
            let (digit, left) = next_digit(rest, self.bawah);
            mantissa = mantissa * 10 + digit * self.atas.signum();
            rest = left;
            scale += 1;
        }
        mantissa += self.away(rest);
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }

    /// The number rounded to `places` decimals (at most 6), half away from zero, from the
    /// exact value: the one rounding there is. `None` beyond the range of decimals.
    pub fn bulat(self, places: u32) -> Option<Decimal> {
        let (mut mantissa, mut rest) = (self.atas / self.bawah, (self.atas % self.bawah).abs());
        for _ in 0..places {
            let (digit, left) = next_digit(rest, self.bawah);
            mantissa = mantissa.checked_mul(10)?.checked_add(digit * self.atas.signum())?;
            rest = left;
        }
        Decimal::try_from_i128_with_scale(mantissa.checked_add(self.away(rest))?, places).ok()
    }

    /// What rounding half away from zero adds when `rest` is left of a division.
    fn away(self, rest: i128) -> i128 {
        // rest < bawah, so the comparison needs no doubling that could overflow.
        if rest != 0 && rest >= self.bawah - rest { self.atas.signum() } else { 0 }
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

impl From<Decimal> for Bilangan {
    fn from(number: Decimal) -> Self {
        let number = number.normalize();
        // 10 to the 28th, the largest scale of a decimal, fits, and a positive denominator has
        // lowest terms: `new` cannot refuse it.
        let bawah = 10_i128.pow(number.scale());
        Bilangan::new(number.mantissa(), bawah).unwrap_or(Bilangan::NOL)
    }
}

impl From<i32> for Bilangan {
    fn from(number: i32) -> Self {
        Bilangan { atas: number.into(), bawah: 1 }
    }
}

impl PartialOrd for Bilangan {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bilangan {
    /// By whole parts, then by what is left, turned upside down: exact, whatever the size.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = ((self.atas, self.bawah), (other.atas, other.bawah));
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

impl fmt::Debug for Bilangan {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.bawah {
            1 => write!(f, "{}", self.atas),
            bawah => write!(f, "{}/{bawah}", self.atas),
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

    fn number(text: &str) -> Bilangan {
        Decimal::from_str_exact(text).unwrap().into()
    }

    #[test]
    fn rounding_is_half_away_from_zero_and_happens_once() {
        let round = |atas: &str, bawah: &str| {
            number(atas).bagi(number(bawah)).unwrap().bulat(2).unwrap().to_string()
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
        let third = Bilangan::SATU.bagi(3.into()).unwrap();
        assert_eq!(third.kali(3.into()).unwrap(), Bilangan::SATU);
    }

    /// A sum of fractions fills all digits there are; it can be rounded all the same.
    #[test]
    fn large_fractions_round() {
        let long = Bilangan { atas: i128::MAX / 2, bawah: i128::MAX / 3 * 2 };
        assert_eq!(long.bulat(2).unwrap().to_string(), "0.75");
        assert_eq!(long.desimal().unwrap().round_dp(20).normalize().to_string(), "0.75");
        let third = Bilangan::SATU.bagi(3.into()).unwrap();
        assert_eq!(third.ringkas(), number("0.333333333333333333"));
        assert_eq!(third.negatif().unwrap().bulat(1).unwrap().to_string(), "-0.3");
        assert_eq!(number("1234.5").ringkas(), number("1234.5"));
        let nearly = Bilangan { atas: i128::MAX - 1, bawah: i128::MAX };
        assert_eq!(nearly.bulat(2).unwrap().to_string(), "1.00");
    }

    #[test]
    fn what_has_no_result_says_why() {
        assert_eq!(Bilangan::SATU.bagi(Bilangan::NOL), Err(Halangan::PenyebutNol));
        let large = number("79228162514264337593543950335");
        assert_eq!(large.kali(large), Err(Halangan::TerlaluBesar));
        assert_eq!(large.kali(large.negatif().unwrap()), Err(Halangan::TerlaluBesar));
    }

    #[test]
    fn comparison_is_exact_beyond_what_products_could_hold() {
        let large = number("79228162514264337593543950335");
        let one = large.bagi(number("79228162514264337593543950334")).unwrap();
        let two = number("79228162514264337593543950334")
            .bagi(number("79228162514264337593543950333"))
            .unwrap();
        assert!(one < two);
        assert!(one.negatif().unwrap() > two.negatif().unwrap());
        assert!(Bilangan::SATU < one);
    }
}
