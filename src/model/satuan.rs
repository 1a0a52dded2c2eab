//! Units, and numbers in them: read from the text in the YAML, written for the page.

use super::codes;
use rust_decimal::Decimal;

use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::format;
use crate::language::Phrase;
use crate::number::Rational;
use crate::source::raw::Number;
use crate::text::{Spanned, Text};
use crate::typed::{self, Proposal, propose};

/// The unit of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Satuan {
    /// A share; 1 is 100%.
    Persen,
    /// A share that is written as a decimal.
    Rasio,
    /// An amount of money.
    Rupiah,
    /// Grades, lowest first; a value is the place in this list, from 1.
    Predikat(Vec<Text>),
    /// What is counted: *peserta*, *pasar*.
    Count(Text),
    /// Raw data of a formula: whatever it counts.
    Raw,
}

impl Satuan {
    /// The unit with this name. `predikat`: the grades, for the unit of grades.
    pub fn new(nama: &Text, predikat: Option<&[Text]>) -> Satuan {
        match meant(nama).unwrap_or(nama) {
            "persen" => Satuan::Persen,
            "rasio" => Satuan::Rasio,
            "rupiah" => Satuan::Rupiah,
            "predikat" => Satuan::Predikat(predikat.unwrap_or_default().to_vec()),
            _ => Satuan::Count(nama.clone()),
        }
    }

    /// The same; reports a name that is only near to that of a unit the program knows.
    pub(super) fn read_name(
        nama: &Text,
        predikat: Option<&[Text]>,
        diagnostics: &mut Diagnostics,
    ) -> Satuan {
        if let Some(meant) = meant(nama) {
            diagnostics.push(
                Diagnostic::new(&codes::SATUAN_TAK_BAKU, nama.span())
                    .arg("nilai", nama)
                    .arg("usul", meant)
                    .fix(nama.span(), meant),
            );
        }
        Satuan::new(nama, predikat)
    }

    /// The name of the unit, as documents show it.
    pub fn nama(&self) -> &str {
        match self {
            Satuan::Persen => "persen",
            Satuan::Rasio => "rasio",
            Satuan::Rupiah => "rupiah",
            Satuan::Predikat(_) => "predikat",
            Satuan::Count(counted) => counted,
            Satuan::Raw => codes::RAW_DATA.printed(),
        }
    }

    /// What a value is, in a sentence.
    fn phrase(&self) -> Phrase {
        match self {
            Satuan::Raw => Phrase::from(&codes::RAW_DATA),
            counted => codes::IN_UNIT.arg("satuan", counted.nama()),
        }
    }

    /// Decimals that a value may be given with.
    fn precision(&self) -> u32 {
        match self {
            Satuan::Persen | Satuan::Rupiah => 2,
            Satuan::Rasio => 4,
            Satuan::Predikat(_) | Satuan::Count(_) => 0,
            Satuan::Raw => 6,
        }
    }

    /// A measured value, rounded to `decimals`; to those that are needed, two at most, where
    /// there are none.
    pub fn show(&self, number: Rational, decimals: Option<u32>) -> String {
        match (self, decimals) {
            (Satuan::Predikat(_), _) | (_, None) => self.show_target(number),
            (Satuan::Persen, Some(places)) => format::percent_to(number, places),
            (Satuan::Rupiah, Some(places)) => format::rupiah_to(number, places),
            (_, Some(places)) => format::round(number, places),
        }
    }

    /// A value that was given, with the decimals it was given with.
    pub fn show_target(&self, number: Rational) -> String {
        match self {
            Satuan::Persen => format::percent_as_needed(number),
            Satuan::Rasio | Satuan::Raw => format::as_needed(number, 6),
            Satuan::Rupiah => format::rupiah(number),
            Satuan::Predikat(grades) => {
                let place = number.round(0).and_then(|n| usize::try_from(n.mantissa()).ok());
                let grade = place.and_then(|n| grades.get(n.wrapping_sub(1)));
                grade.map_or_else(|| format::as_needed(number, 2), Text::to_string)
            }
            Satuan::Count(_) => format::as_needed(number, 2),
        }
    }

    /// Reads a value in this unit. Reports everything that could be read in two ways, or
    /// that the unit does not allow: nothing is ever guessed.
    pub(super) fn read(
        &self,
        number: &Number,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<Rational>> {
        let value = self.read_text(number.text(), &number.0, diagnostics)?;
        Some(number.0.read_as(value))
    }

    /// The same for a piece of the text `whole`.
    pub(super) fn read_text(
        &self,
        text: &str,
        whole: &Text,
        diagnostics: &mut Diagnostics,
    ) -> Option<Rational> {
        let report = |code| Diagnostic::new(code, whole.span()).arg("nilai", text);
        match self.parse(text, &report) {
            Ok(number) => {
                if significant_digits(text) > DIGIT_EXCEL {
                    diagnostics.push(report(&codes::ANGKA_TERLALU_PANJANG));
                }
                Some(number)
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        }
    }

    fn parse(
        &self,
        text: &str,
        report: &dyn Fn(&'static Code) -> Diagnostic,
    ) -> Result<Rational, Box<Diagnostic>> {
        if let Satuan::Predikat(grades) = self {
            let place = grades.iter().position(|grade| *grade == text);
            let place = place.and_then(|n| i32::try_from(n + 1).ok());
            return place.map(Rational::from).ok_or_else(|| {
                let known: Vec<&str> = grades.iter().map(Text::as_str).collect();
                with_suggestion(report(&codes::PREDIKAT_TAK_DIKENAL), text, &known).into()
            });
        }
        let (digits, percent) = text.strip_suffix('%').map_or((text, false), |d| (d, true));
        let number = decimal(digits, percent).ok_or_else(|| Box::new(no_number(text, report)))?;
        let named = |diagnostic: Diagnostic| diagnostic.arg("satuan", self.phrase());
        match (self, percent) {
            (Satuan::Persen, false) => return Err(without_percent(number, report).into()),
            (Satuan::Persen, true) | (_, false) => {}
            (_, true) => return Err(named(report(&codes::PERSEN_SALAH_TEMPAT)).into()),
        }
        if number.normalize().scale() > self.precision() {
            let found = named(report(&codes::TERLALU_TELITI));
            return Err(found.arg("batas", self.precision()).into());
        }
        if matches!(self, Satuan::Count(_)) && number.is_sign_negative() && !number.is_zero() {
            return Err(named(report(&codes::ANGKA_NEGATIF)).into());
        }
        let number = Rational::from(number);
        // A hundredth of a decimal of 28 digits has room enough.
        Ok(if percent { number.checked_div(100.into()).unwrap_or(number) } else { number })
    }
}

/// The unit of the program's own that a name means: `Persen`, `%`, `Rp`, `persn`. `None` for one
/// that is written as it should be, and for what is counted.
fn meant(nama: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &[&str])] = &[
        ("persen", &["%", "persentase", "prosen", "prosentase", "percent"]),
        ("rasio", &["ratio"]),
        ("rupiah", &["rp", "idr"]),
        ("predikat", &[]),
    ];
    let lower = nama.trim().trim_end_matches('.').to_lowercase();
    let known = |(name, others): &&(&str, &[&str])| *name == lower || others.contains(&&*lower);
    // Of short names, `rasio` is one letter from things that are counted (`radio`).
    let mistyped = |(name, _): &&(&str, &[&str])| {
        name.len() > "rasio".len() && strsim::damerau_levenshtein(name, &lower) == 1
    };
    let (meant, _) = NAMES.iter().find(known).or_else(|| NAMES.iter().find(mistyped))?;
    (*meant != nama).then_some(*meant)
}

/// Digits that a cell of a spreadsheet keeps: it holds binary floating point.
const DIGIT_EXCEL: usize = 15;

/// Digits of a number without the zeros at its ends.
fn significant_digits(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// 0.6 and 60 where 60% may be meant.
fn without_percent(number: Decimal, report: &dyn Fn(&'static Code) -> Diagnostic) -> Diagnostic {
    let plain = number.normalize();
    let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED).map(|n| n.normalize());
    let suggest = if let Some(hundredfold) = hundredfold
        && plain.abs() <= Decimal::ONE
        && !plain.is_zero()
    {
        codes::PERCENT_OR_SHARE.arg("kali", hundredfold).arg("nilai", plain)
    } else {
        Phrase::from(format!("`{plain}%`"))
    };
    report(&codes::PERSEN_TANPA_TANDA).arg("usul", suggest)
}

/// Why a text is not a number, and how it is written when it is meant as one.
fn no_number(text: &str, report: &dyn Fn(&'static Code) -> Diagnostic) -> Diagnostic {
    let nothing =
        ["-", "–", "—", "?", "…", "...", "n/a", "N/A", "na", "NA", "nihil"].contains(&text);
    match propose(text) {
        Some(Proposal::Either { thousands, decimal }) => {
            let found = report(&codes::ANGKA_MERAGUKAN);
            found.arg("ribuan", thousands).arg("desimal", decimal)
        }
        Some(Proposal::Number(number)) if typed::is_digits(text) => {
            report(&codes::ANGKA_BERPEMISAH).arg("usul", number)
        }
        Some(Proposal::Number(number)) => {
            report(&codes::BUKAN_ANGKA).arg("usul", number).other_help(&codes::NUMBER_MEANT)
        }
        Some(Proposal::Bound(number)) => {
            report(&codes::BUKAN_ANGKA).arg("usul", number).other_help(&codes::BOUND_MEANT)
        }
        Some(Proposal::Interval(..)) | None if nothing => {
            report(&codes::BUKAN_ANGKA).other_help(&codes::NO_VALUE)
        }
        Some(Proposal::Interval(..)) | None => report(&codes::BUKAN_ANGKA),
    }
}

/// Reads digits with a decimal point. `1.234` is refused: one writer means a thousand, the
/// other one and a bit. Nobody writes thousands of percent.
fn decimal(text: &str, percent: bool) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digit = |c: char| c.is_ascii_digit();
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.chars().all(digit);
    let ambiguous = unsigned.contains('.')
        && !percent
        && fraction.len() == 3
        && whole.len() <= 3
        && !whole.starts_with('0');
    if !digits(whole) || !digits(fraction) || ambiguous {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        let plain = |t| decimal(t, false).map(|d| d.to_string());
        for right in ["1234.56", "-0.125", "1.2340", "0.125", "12", "007"] {
            assert!(plain(right).is_some(), "{right}");
        }
        assert_eq!(decimal("60.125", true).map(|d| d.to_string()), Some("60.125".into()));
        for wrong in [
            "1.234",
            "1.234.567",
            "1.234,56",
            "1,234.56",
            "-0,6",
            "",
            "-",
            "1e5",
            "0x10",
            ".5",
            "5.",
            "1_000",
            "+5",
            "Rp1",
            "lima",
        ] {
            assert_eq!(plain(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn units_are_known_however_they_are_spelled() {
        for (typed, wanted) in [("Persen", "persen"), ("%", "persen"), ("Rp.", "rupiah")] {
            assert_eq!(meant(typed), Some(wanted));
        }
        for right in ["persen", "rupiah", "orang", "Level", "pasar"] {
            assert_eq!(meant(right), None);
        }
    }

    #[test]
    fn values_are_written_in_their_unit() {
        let half = Rational::ONE.checked_div(2.into()).unwrap();
        assert_eq!(Satuan::Persen.show(half, Some(2)), "50,00%");
        assert_eq!(Satuan::Persen.show_target(half), "50%");
        assert_eq!(Satuan::Rasio.show(half, Some(4)), "0,5000");
        let unit =
            |name| Satuan::new(&Text::built_in(name), Some(&["D", "C", "B"].map(Text::built_in)));
        assert_eq!(unit("peserta").show(1234.into(), None), "1.234");
        assert_eq!(unit("predikat").show(3.into(), Some(2)), "B");
    }
}
