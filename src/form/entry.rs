//! What a cell says, as it is written in the YAML. Where a reading would be a guess it is asked
//! about: what a spreadsheet made of what was typed cannot be known.

use calamine::Data;
use rust_decimal::Decimal;

use super::book::Cell;
use super::{canonical, codes};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Satuan;
use crate::text::Span;
use crate::typed::{Proposal, propose};

/// Digits that a cell keeps.
const DIGITS: usize = 15;
/// Shares beyond which a percentage is asked about, in hundredths: `75` typed as a number is 7500%.
const LARGE: i64 = 150;

type Read = Result<Option<String>, Box<Diagnostic>>;

/// A number in this unit; nothing for a cell that is empty.
///
/// # Errors
/// What is asked about.
pub(super) fn number(cell: &Cell, satuan: &Satuan, span: &Span) -> Read {
    let ask = |code: &'static Code| {
        Diagnostic::new(code, span.clone()).arg("nilai", shortened(&cell.shown()))
    };
    match &cell.value {
        Data::Empty if cell.formula => Err(ask(&codes::FORMULIR_TANPA_HASIL).into()),
        Data::Empty => Ok(None),
        Data::String(text) if blank(text).is_empty() => Ok(None),
        Data::String(text) if matches!(satuan, Satuan::Predikat(_)) => {
            Ok(Some(blank(text).to_owned()))
        }
        Data::String(text) => of_text(blank(text), ask).map(Some),
        Data::Error(_) => Err(ask(&codes::FORMULIR_GALAT_SEL).into()),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            Err(ask(&codes::FORMULIR_TANGGAL).into())
        }
        Data::Bool(_) => Err(ask(&codes::FORMULIR_BUKAN_ANGKA).into()),
        Data::Int(number) => of_number(&number.to_string(), cell.percent, satuan, ask).map(Some),
        Data::Float(number) => of_number(&number.to_string(), cell.percent, satuan, ask).map(Some),
    }
}

/// The number of a cell as it was put there, plain and as a percentage: what a form shows is no
/// matter of doubt where nobody touched it.
pub(super) fn untouched(cell: &Cell) -> Vec<String> {
    let shortest = match cell.value {
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        // As another language writes it in a table of text; `1.234` would be two numbers there.
        Data::String(ref text) if is_plain(text) => {
            let sure = !matches!(propose(text), Some(Proposal::Either { .. }));
            return sure.then(|| canonical(text)).into_iter().collect();
        }
        _ => return Vec::new(),
    };
    let number = Decimal::from_str_exact(&shortest).ok();
    let hundredfold = number.and_then(|number| number.checked_mul(Decimal::ONE_HUNDRED));
    let percent = hundredfold.map(|number| format!("{}%", number.normalize()));
    number.map(|number| number.normalize().to_string()).into_iter().chain(percent).collect()
}

/// A target: a number, or a range of two, `80% s.d. 90%`.
///
/// # Errors
/// What is asked about.
pub(super) fn target(cell: &Cell, satuan: &Satuan, span: &Span) -> Read {
    let range = cell.text().and_then(|text| blank(text).split_once("s.d."));
    let both = range.and_then(|(low, high)| {
        Some(format!("{} s.d. {}", indonesian(blank(low))?, indonesian(blank(high))?))
    });
    if both.is_some() { Ok(both) } else { number(cell, satuan, span) }
}

/// Words; nothing for a cell that is empty.
///
/// # Errors
/// What is asked about.
pub(super) fn words(cell: &Cell, span: &Span) -> Read {
    let ask = |code: &'static Code| {
        Diagnostic::new(code, span.clone()).arg("nilai", shortened(&cell.shown()))
    };
    match &cell.value {
        Data::Empty if cell.formula => Err(ask(&codes::FORMULIR_TANPA_HASIL).into()),
        Data::Empty => Ok(None),
        Data::String(text) => {
            // Lines stay, what ends them and blanks at their ends do not.
            let lines: Vec<&str> =
                text.lines().map(blank).filter(|line| !line.is_empty()).collect();
            Ok((!lines.is_empty()).then(|| lines.join("\n")))
        }
        Data::Error(_) => Err(ask(&codes::FORMULIR_GALAT_SEL).into()),
        _ => Err(ask(&codes::FORMULIR_BUKAN_KATA).into()),
    }
}

/// Without what is blank around it, what cannot be seen among it.
fn blank(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{a0}' | '\u{feff}' | '\u{200b}')
    })
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// A number of the cell, by the shortest decimal that is nearest to it.
fn of_number(
    shortest: &str,
    percent: Option<bool>,
    satuan: &Satuan,
    ask: impl Fn(&'static Code) -> Diagnostic,
) -> Result<String, Box<Diagnostic>> {
    let number = Decimal::from_str_exact(shortest).ok().filter(|_| !is_long(shortest));
    let number = number.ok_or_else(|| Box::new(ask(&codes::FORMULIR_TERLALU_PANJANG)))?;
    let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED);
    let hundredfold = hundredfold.ok_or_else(|| Box::new(ask(&codes::FORMULIR_TERLALU_PANJANG)))?;
    let in_percent = format!("{}%", hundredfold.normalize());
    if !matches!(satuan, Satuan::Persen) {
        // The model says what it thinks of a percentage where none belongs.
        return Ok(if percent == Some(true) { in_percent } else { written(number) });
    }
    let size = hundredfold.abs();
    let doubtful = size > Decimal::from(LARGE) || (size < Decimal::ONE && !size.is_zero());
    if doubtful || (percent == Some(false) && !number.is_zero()) {
        let found = ask(&codes::FORMULIR_PERSEN).arg("pecahan", comma(hundredfold));
        return Err(found.arg("langsung", comma(number)).into());
    }
    Ok(in_percent)
}

/// Whether a number has more digits than a cell keeps: zeros at the end of a whole number that is
/// longer are what is left of others.
fn is_long(number: &str) -> bool {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| -> String { part.chars().filter(char::is_ascii_digit).collect() };
    let all = digits(whole) + &digits(fraction);
    all.trim_matches('0').len() > DIGITS || digits(whole).trim_start_matches('0').len() > DIGITS
}

/// A number as one types it.
fn comma(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

/// A number as the YAML has it: `1.234` could be read in two ways there, `1.2340` cannot.
fn written(number: Decimal) -> String {
    let text = number.normalize().to_string();
    match text.trim_start_matches('-').split_once('.') {
        Some((whole, fraction))
            if fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') =>
        {
            format!("{text}0")
        }
        _ => text,
    }
}

/// A text that has one reading in Indonesian writing.
fn of_text(
    text: &str,
    ask: impl Fn(&'static Code) -> Diagnostic,
) -> Result<String, Box<Diagnostic>> {
    if let Some(number) = indonesian(text) {
        return if is_long(&number) {
            Err(ask(&codes::FORMULIR_TERLALU_PANJANG).into())
        } else {
            Ok(number)
        };
    }
    Err(Box::new(match propose(text) {
        Some(Proposal::Either { thousands, decimal }) => {
            let decimal = decimal.replace('.', ",");
            ask(&codes::FORMULIR_MERAGUKAN).arg("ribuan", thousands).arg("desimal", decimal)
        }
        Some(Proposal::Number(number)) => {
            ask(&codes::FORMULIR_CARA_TULIS).arg("usul", number.replace('.', ","))
        }
        // `12.5`: written as numbers are in the YAML, but not as one writes them.
        None if is_plain(text) => {
            ask(&codes::FORMULIR_CARA_TULIS).arg("usul", text.replace('.', ","))
        }
        _ => ask(&codes::FORMULIR_BUKAN_ANGKA),
    }))
}

/// As numbers are written in the YAML.
fn is_plain(text: &str) -> bool {
    let text = text.strip_suffix('%').unwrap_or(text);
    text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && Decimal::from_str_exact(text).is_ok()
}

/// `12,5` · `1.234,5` · `1.234.567` · `Rp 1.000` · `75%`, as the YAML has them. `None` for what has
/// another reading, or none.
fn indonesian(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let money = ["rp.", "rp"].into_iter().find(|mark| lower.starts_with(mark));
    let rest = blank(text.get(money.map_or(0, str::len)..)?);
    let (rest, percent) = match rest.strip_suffix('%') {
        Some(rest) => (blank(rest), true),
        None => (rest, false),
    };
    let (sign, unsigned) = rest.strip_prefix('-').map_or(("", rest), |rest| ("-", rest));
    let (whole, fraction) = match unsigned.split_once(',') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split('.').collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.iter().all(|group| group.len() == 3 && digits(group));
    let leading = first.len() > 1 && first.starts_with('0');
    if !digits(first) || !grouped || leading || fraction.is_some_and(|part| !digits(part)) {
        return None;
    }
    let ambiguous = match (others.len(), fraction) {
        // `1.234`, and `0.125`, which is not how one writes it.
        (1, None) => money.is_none(),
        // `1,234` of somebody else's thousands.
        (0, Some(fraction)) => fraction.len() == 3 && *first != "0" && first.len() <= 3 && !percent,
        (0, None) => false,
        _ => first.len() > 3 || *first == "0",
    };
    let too_long = !others.is_empty() && (first.len() > 3 || *first == "0");
    if ambiguous || too_long || (money.is_some() && percent) {
        return None;
    }
    let point = if fraction.is_some() { "." } else { "" };
    let number = format!("{sign}{}{point}{}", groups.concat(), fraction.unwrap_or_default());
    if percent {
        return Some(format!("{number}%"));
    }
    Decimal::from_str_exact(&number).ok().map(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(value: Data, satuan: &Satuan) -> Read {
        number(&Cell { value, formula: false, percent: None }, satuan, &Span::nowhere())
    }

    proptest! {
        /// A cell holds a binary number; what was typed comes out of it.
        #[test]
        fn what_was_typed_into_a_cell_of_numbers_arrives(
            digits in -999_999_999_999_999_i64..=999_999_999_999_999,
            scale in 0_u32..=6,
        ) {
            let typed = Decimal::new(digits, scale);
            let binary: f64 = typed.to_string().parse().unwrap();
            let read = read(Data::Float(binary), &Satuan::Raw).unwrap().unwrap();
            prop_assert_eq!(canonical(&read), canonical(&typed.to_string()));
        }

        /// The digits of a text that is read are those of the number, but for the zero that keeps
        /// it from being read in two ways.
        #[test]
        fn no_digit_of_a_text_is_lost(text in "(Rp ?)?-?[0-9.,]{1,20} ?%?|\\PC{0,12}") {
            if let Ok(Some(read)) = read(Data::String(text.clone()), &Satuan::Raw) {
                let digits = |text: &str| -> String {
                    text.chars().filter(char::is_ascii_digit).collect()
                };
                // Zeros behind the comma say nothing.
                let wanted = canonical(&text.replace(['.', ' '], "").replace(',', "."));
                let same = digits(&canonical(&read)) == digits(&wanted)
                    || digits(&read).trim_end_matches('0') == digits(&text).trim_end_matches('0');
                prop_assert!(same, "{text}: {read}");
            }
        }
    }

    #[test]
    fn only_what_has_one_reading_is_read() {
        let table = [
            ("12", "12"),
            ("12,5", "12.5"),
            ("1.234,5", "1234.5"),
            ("1.234.567", "1234567"),
            ("Rp1.000", "1000"),
            ("Rp. 111.000.000", "111000000"),
            ("75%", "75%"),
            ("75,5 %", "75.5%"),
            ("60,125%", "60.125%"),
            ("0,125", "0.125"),
            ("-3", "-3"),
            ("1.234,567", "1234.567"),
        ];
        for (text, wanted) in table {
            assert_eq!(indonesian(text).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "1.234",
            "1,234",
            "0.125",
            "12.5",
            "1.23.456",
            "1,2,3",
            "007",
            "",
            "-",
            "Rp",
            "%",
            "5 orang",
            "1e5",
            "1.234.5",
            "Rp 5%",
            "1 234",
            "٣",
            "12,",
            ",5",
            "0.001.000",
            "1234.567,8",
        ] {
            assert_eq!(indonesian(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_so_that_they_are_read_in_one_way() {
        let number = |text| written(Decimal::from_str_exact(text).unwrap());
        assert_eq!(
            ["1.234", "-12.125", "0.125", "1234.125", "5.0"].map(number),
            ["1.2340", "-12.1250", "0.125", "1234.125", "5"]
        );
    }
}
