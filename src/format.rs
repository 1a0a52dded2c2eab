//! How numbers and dates are written for Indonesian readers: `1.234,56`, `40,00%`,
//! `Rp1.234.567`, `31 Desember 2024`. The one place in the program; whatever is printed in
//! a document comes from here.
//!
//! Thousands have a point and decimals a comma, `Rp` stands without a space, `%` without
//! one too (*Ejaan yang Disempurnakan*, edition V).

use rust_decimal::Decimal;

use crate::number::Rational;

/// Stands for a number that is beyond the range of decimals; measurement lets none through.
const UNWRITABLE: &str = "di luar jangkauan";
/// The minus sign of print, which is not the hyphen.
const MINUS: char = '−';
/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// A decimal with the decimals it has: `1234.50` becomes `1.234,50`.
pub fn decimal(number: Decimal) -> String {
    let digits = number.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 4);
    if number.is_sign_negative() && !number.is_zero() {
        out.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// A number rounded to `places` decimals, all of them written: `0,40`.
pub fn round(number: Rational, places: u32) -> String {
    number.round(places).map_or(UNWRITABLE.to_owned(), |mut n| {
        n.rescale(places);
        decimal(n)
    })
}

/// A number with the decimals it needs, `places` at most: `12`, `12,5`.
pub fn as_needed(number: Rational, places: u32) -> String {
    number.round(places).map_or(UNWRITABLE.to_owned(), |n| decimal(n.normalize()))
}

/// The sign between the whole numbers of a quotient.
pub const QUOTIENT: char = '÷';

/// A number as a quotient of whole numbers: `19 ÷ 3`.
pub fn quotient(number: Rational) -> String {
    let (above, below) = number.terms();
    let [above, below] = [above, below].map(|whole| as_needed(whole, 0));
    format!("{above} {QUOTIENT} {below}")
}

/// A share in percent, two decimals: one half is `50,00%`.
pub fn percent(number: Rational) -> String {
    percent_to(number, 2)
}

/// A share in percent, rounded to `places` decimals, all of them written.
pub fn percent_to(number: Rational, places: u32) -> String {
    let hundredfold = number.checked_mul(100.into());
    hundredfold.map_or(UNWRITABLE.to_owned(), |n| format!("{}%", round(n, places)))
}

/// A share in percent with the decimals it needs: `75%`, `2,5%`.
pub fn percent_as_needed(number: Rational) -> String {
    number
        .checked_mul(100.into())
        .map_or(UNWRITABLE.to_owned(), |n| format!("{}%", as_needed(n, 4)))
}

/// An amount of money: `Rp1.234.567`, with cents only where there are any: `Rp0,50`.
pub fn rupiah(number: Rational) -> String {
    rupiah_to(number, if number.round(2) == number.round(0) { 0 } else { 2 })
}

/// An amount of money, rounded to `places` decimals, all of them written.
pub fn rupiah_to(number: Rational, places: u32) -> String {
    let amount = round(number, places);
    match amount.strip_prefix(MINUS) {
        Some(positive) => format!("{MINUS}Rp{positive}"),
        None => format!("Rp{amount}"),
    }
}

/// A date: `31 Desember 2024`. `bulan` counts from 1.
pub fn tanggal(tahun: i32, month: u8, day: u8) -> String {
    let name = MONTHS.get(usize::from(month).wrapping_sub(1)).unwrap_or(&"");
    format!("{day} {name} {tahun}")
}

/// How far figures go that stop before the end of the year: ` s.d. Triwulan II`; nothing for
/// those of a whole year.
pub fn until(sampai: usize) -> String {
    if sampai >= 4 { String::new() } else { format!(" s.d. Triwulan {}", roman(sampai)) }
}

/// A small number as documents count quarters and missions, from 1: `Triwulan III`.
pub fn roman(n: usize) -> &'static str {
    const NUMBERS: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    NUMBERS.get(n.wrapping_sub(1)).unwrap_or(&"")
}

/// A civil servant's number (NIP) in its groups: `19800101 200501 1 002`. Anything that is
/// not 18 digits stays as it is.
pub fn nip(digits: &str) -> String {
    if digits.len() != 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.to_owned();
    }
    format!("{} {} {} {}", &digits[..8], &digits[8..14], &digits[14..15], &digits[15..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads what [`desimal`], [`persen`] and [`rupiah`] write.
    fn read(text: &str) -> Decimal {
        let plain = text.replace(MINUS, "-").replace("Rp", "").replace('.', "").replace(',', ".");
        match plain.strip_suffix('%') {
            Some(number) => Decimal::from_str_exact(number).unwrap() / Decimal::from(100),
            None => Decimal::from_str_exact(&plain).unwrap(),
        }
    }

    fn number(text: &str) -> Rational {
        Decimal::from_str_exact(text).unwrap().into()
    }

    #[test]
    fn numbers_look_as_they_do_in_indonesian_documents() {
        assert_eq!(decimal(Decimal::new(123_456, 2)), "1.234,56");
        assert_eq!(decimal(Decimal::new(-1_234_567, 0)), "−1.234.567");
        assert_eq!(decimal(Decimal::new(0, 2)), "0,00");
        assert_eq!(percent(number("0.4")), "40,00%");
        assert_eq!(percent_as_needed(number("0.025")), "2,5%");
        assert_eq!(rupiah(number("1234567")), "Rp1.234.567");
        assert_eq!(rupiah(number("-0.5")), "−Rp0,50");
        assert_eq!(rupiah(number("999.999")), "Rp1.000");
        assert_eq!(tanggal(2024, 12, 31), "31 Desember 2024");
        assert_eq!(nip("198001012005011002"), "19800101 200501 1 002");
        assert_eq!(roman(4), "IV");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(mantissa in any::<i64>(), scale in 0_u32..9) {
            let n = Decimal::new(mantissa, scale);
            prop_assert_eq!(read(&decimal(n)), n);
        }

        #[test]
        fn percentages_and_money_read_back_to_the_hundredth(mantissa in -10_i64.pow(15)..10_i64.pow(15), scale in 0_u32..7) {
            let n = Decimal::new(mantissa, scale);
            let half_away = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
            prop_assert_eq!(read(&percent(n.into())), n.round_dp_with_strategy(4, half_away));
            prop_assert_eq!(read(&rupiah(n.into())), n.round_dp_with_strategy(2, half_away));
        }

        #[test]
        fn dates_read_back(tahun in 1..9999_i32, month in 1_u8..=12, day in 1_u8..=31) {
            let text = tanggal(tahun, month, day);
            let parts: Vec<&str> = text.split(' ').collect();
            let month = MONTHS.iter().position(|b| *b == parts[1]).unwrap() + 1;
            prop_assert_eq!((parts[0].parse(), month, parts[2].parse()), (Ok(day), month, Ok(tahun)));
        }
    }
}
