//! Values of files as documents write them: dates in words, numbers with points and commas, money
//! with its currency.

use rust_decimal::Decimal;

use crate::format;
use crate::language::Language;
use crate::number::Rational;

/// Keys under which a number is none that is counted with.
const NO_AMOUNTS: [&str; 9] =
    ["tahun", "dari", "sampai", "kode", "nip", "nomor", "urutan", "periode", "id"];
/// The names of the months in English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in words.
pub fn date((year, month, day): (i32, u8, u8), language: Language) -> String {
    let english = usize::from(month).checked_sub(1).and_then(|n| MONTHS.get(n));
    match (language, english) {
        (Language::En, Some(month)) => format!("{day} {month} {year}"),
        _ => format::tanggal(year, month, day),
    }
}

/// A value of a file. `key`: the keys that lead to it, joined by points; `money`: whether it is an
/// amount of it.
pub fn shown(text: &str, key: &str, money: bool, language: Language) -> String {
    if let Some(day) = day(text) {
        return date(day, language);
    }
    if key.split('.').any(|key| NO_AMOUNTS.contains(&key)) {
        return text.to_owned();
    }
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) => (digits, "%"),
        None => (text, ""),
    };
    let Some(number) = number(digits) else { return text.to_owned() };
    if money && percent.is_empty() {
        return format::rupiah(Rational::from(number));
    }
    format!("{}{percent}", format::decimal(number))
}

/// `2024-12-31`.
fn day(text: &str) -> Option<(i32, u8, u8)> {
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return None };
    let digits = [year, month, day].iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    let lengths = [year.len(), month.len(), day.len()] == [4, 2, 2];
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let is_one = digits && lengths && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_one.then_some((year.parse().ok()?, month, day))
}

/// A number as YAML has it; digits behind a leading zero are a code.
fn number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let code = whole.len() > 1 && whole.starts_with('0');
    if all(whole) && all(fraction) && !code { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_documents_write_them() {
        for (text, key, money, written) in [
            ("2024-12-31", "tanggal", false, "31 Desember 2024"),
            ("2024", "periode.dari", false, "2024"),
            ("5200000000", "TW1", true, "Rp5.200.000.000"),
            ("1234.5", "TW1", false, "1.234,5"),
            ("70.5%", "target.2024", true, "70,5%"),
            ("2024", "tahun", false, "2024"),
            ("2.17.01", "x", false, "2.17.01"),
            ("0123", "x", false, "0123"),
            ("12pt", "halaman.ukuran", false, "12pt"),
            ("2024-13-31", "x", false, "2024-13-31"),
        ] {
            assert_eq!(shown(text, key, money, Language::Id), written);
        }
        assert_eq!(date((2024, 7, 12), Language::En), "12 July 2024");
    }
}
