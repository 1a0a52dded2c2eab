//! What people type, and how it is written here: numbers, dates, the signs of a formula. What this
//! proposes is said in a message; nothing is ever computed with it.

use std::ops::Range;

/// How a number that was typed some other way is written here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// In one way.
    Number(String),
    /// A separator that marks thousands for one reader and decimals for another: both.
    Either {
        /// With it for thousands.
        thousands: String,
        /// With it for decimals.
        decimal: String,
    },
    /// From one number to another, as targets have it.
    Interval(String, String),
    /// At least, or at most, a number.
    Bound(String),
}

/// How `text` is written here, when it is a number typed some other way: with thousands marks, a
/// decimal comma, `Rp`, a unit, a bound, in words. `None` where it says no number, or where it is
/// written as numbers are.
pub fn propose(text: &str) -> Option<Proposal> {
    let plain: String = text.trim().chars().map(ascii).collect();
    let plain = plain.trim();
    // Longer ones are no numbers; nothing below is slow, but nothing needs to be tried either.
    if plain.len() > 60 || !plain.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let found = bound(plain).or_else(|| interval(plain)).or_else(|| amount(plain))?;
    (found != Proposal::Number(text.to_owned())).then_some(found)
}

/// A character as a keyboard has it: full-width forms, dashes and blanks of word processors.
fn ascii(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xff01 + u32::from('!')).unwrap_or(c)
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2002}'..='\u{200a}' | '\u{a0}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        _ => c,
    }
}

/// `≥ 70%`, `minimal 70%`, `<= 5`.
fn bound(text: &str) -> Option<Proposal> {
    const BOUNDS: &[&str] = &[
        "≥", ">=", "=>", ">", "≤", "<=", "=<", "<", "minimal", "minimum", "min.", "min",
        "maksimal", "maksimum", "maks.", "maks",
    ];
    let lower = text.to_lowercase();
    let word = BOUNDS.iter().find(|word| lower.starts_with(**word))?;
    match amount(text.get(word.len()..)?.trim())? {
        Proposal::Number(number) => Some(Proposal::Bound(number)),
        _ => None,
    }
}

/// `70-75%`, `70 s/d 75 persen`.
fn interval(text: &str) -> Option<Proposal> {
    const TO: &[&str] = &["s.d.", "s/d", "s.d", "sampai dengan", "sampai", "sd", "-", "~"];
    let (low, high) = TO.iter().find_map(|word| {
        let (low, high) = text.split_once(word)?;
        let is_one = |part: &str| part.bytes().any(|b| b.is_ascii_digit()) && !part.contains(word);
        (is_one(low) && is_one(high)).then(|| (low.trim(), high.trim()))
    })?;
    let (Proposal::Number(mut low), Proposal::Number(high)) = (amount(low)?, amount(high)?) else {
        return None;
    };
    // `70-75%` is a range of percentages.
    if high.ends_with('%') && !low.ends_with('%') {
        low.push('%');
    }
    Some(Proposal::Interval(low, high))
}

/// A number with what people write around it.
fn amount(text: &str) -> Option<Proposal> {
    let lower = text.to_lowercase();
    let currency = ["rp.", "rp", "idr"].into_iter().find(|word| lower.starts_with(word));
    let rest = text.get(currency.map_or(0, str::len)..)?.trim();
    let (digits, tail) = rest.split_at(digits_end(rest));
    let money = currency.is_some() || matches!(tail.trim(), "-" | "--");
    // `1.000,-`
    let digits = if money { digits.trim_end_matches([',', '.']) } else { digits };
    let tail = tail.trim().to_lowercase();
    let percent = matches!(tail.as_str(), "%" | "persen" | "prosen" | "percent");
    let (thousand_marks, places) = match tail.as_str() {
        "" | "-" | "--" | "%" | "persen" | "prosen" | "percent" => (money, 0),
        "rb" | "ribu" => (false, 3),
        "jt" | "juta" => (false, 6),
        "milyar" | "miliar" => (false, 9),
        "trilyun" | "triliun" => (false, 12),
        // `15 orang`: what is counted is no part of the number.
        unit if !unit.chars().all(|c| c.is_alphabetic() || c == ' ') || unit.len() < 2 => {
            return None;
        }
        _ => (money, 0),
    };
    let found = separated(digits.trim(), thousand_marks, percent || places > 0)?;
    let sign = if percent { "%" } else { "" };
    Some(match found {
        Proposal::Number(number) => Proposal::Number(shifted(&number, places) + sign),
        other => other,
    })
}

/// Where the digits at the start of `text` end, with the separators within.
fn digits_end(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' | '.' | ',' => end = at + 1,
            '-' | '+' if at == 0 => {}
            // `1 234 567`
            ' ' if text[at + 1..].starts_with(|c: char| c.is_ascii_digit()) => {}
            _ => break,
        }
    }
    end
}

/// Digits with points, commas and blanks as the program reads them. `money`: a single mark before
/// three digits is one of thousands; `decimals`: one of decimals.
fn separated(text: &str, money: bool, decimals: bool) -> Option<Proposal> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.trim_start_matches('+')),
    };
    let first = unsigned.starts_with(|c: char| c.is_ascii_digit());
    let last = unsigned.ends_with(|c: char| c.is_ascii_digit());
    if !first || !last {
        return None;
    }
    let marks: Vec<(usize, char)> =
        unsigned.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let number = |decimal: Option<usize>| {
        let whole = decimal.unwrap_or(unsigned.len());
        let only = |s: &str| -> String { s.chars().filter(char::is_ascii_digit).collect() };
        let fraction = only(&unsigned[whole..]);
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{fraction}", only(&unsigned[..whole]))
    };
    let Some((at, mark)) = marks.last().copied() else {
        return Some(Proposal::Number(number(None)));
    };
    let alike = marks.iter().filter(|(_, c)| *c == mark).count();
    let groups_of_three = {
        let ends = marks.iter().map(|(at, _)| *at).skip(1).chain([unsigned.len()]);
        marks.iter().zip(ends).all(|((at, _), end)| end - at == 4)
    };
    let ambiguous = marks.len() == 1 && groups_of_three && at <= 3 && !unsigned.starts_with('0');
    Some(match () {
        // Several of a kind mark thousands.
        () if alike > 1 && groups_of_three => Proposal::Number(number(None)),
        () if alike > 1 || (mark == ' ' && !groups_of_three) => return None,
        () if mark == ' ' || (ambiguous && money) => Proposal::Number(number(None)),
        // `Rp 1.000,00`
        () if money && unsigned[at + 1..].bytes().all(|b| b == b'0') => Proposal::Number(
            number(Some(at)).trim_end_matches('0').trim_end_matches('.').to_owned(),
        ),
        () if ambiguous && !decimals => {
            Proposal::Either { thousands: number(None), decimal: number(Some(at)) }
        }
        () => Proposal::Number(number(Some(at))),
    })
}

/// The number with its decimal point `places` further to the right.
fn shifted(number: &str, places: usize) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if places == 0 {
        return number.to_owned();
    }
    let filled = format!("{fraction:0<places$}");
    let (moved, rest) = filled.split_at(places);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{whole}{moved}{point}{rest}")
}

/// Whether a text is made of digits, separators and a percent sign only.
pub fn is_digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%'))
}

/// A date typed some other way, as it is written here: `31-12-2025`, `31 Desember 2025`.
pub fn propose_date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' ', '\u{a0}', '\u{2013}'])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else { return None };
    let number = |text: &str, most: u32| text.parse().ok().filter(|n| (1..=most).contains(n));
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let named = MONTHS.iter().position(|name| month.to_lowercase().starts_with(name));
    let month = match named {
        Some(n) => u32::try_from(n + 1).ok()?,
        None => number(month, 12)?,
    };
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    is_year.then_some(format!("{year}-{month:02}-{:02}", number(day, 31)?))
}

/// What marks an item of a list elsewhere, but for the hyphen. Those that a text may begin with
/// need a blank behind them.
const BULLETS: &[char] = &[
    '•', '●', '○', '▪', '■', '□', '◦', '‣', '⁃', '∙', '·', '–', '—', '‐', '‑', '−', '－', '➢', '➤',
    '✓', '✔', '*', '+', '\u{f0a7}', '\u{f0b7}', '\u{f0d8}',
];

/// The length of the mark of a list that a text begins with, other than `- `.
pub fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let (first, second) = (chars.next()?, chars.next());
    let found = match first {
        '-' => second.is_some_and(char::is_alphabetic),
        '*' | '+' => second.is_some_and(char::is_whitespace),
        c => BULLETS.contains(&c),
    };
    found.then_some(first.len_utf8())
}

/// The length of a number or letter that marks an item: `1.`, `a)`, `(2)`, with a blank behind.
pub fn numbering(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let open = text.len() - inner.len();
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let letter = usize::from(inner.starts_with(|c: char| c.is_ascii_lowercase()));
    let length = if (1..=2).contains(&digits) { digits } else { letter };
    let (close, rest) =
        inner.get(length..).filter(|_| length > 0 && digits <= 2)?.split_at_checked(1)?;
    let closed = close == ")" || (close == "." && open == 0);
    (closed && rest.starts_with(char::is_whitespace)).then_some(open + length + 1)
}

/// Signs and words that people put into a formula, with those that are meant.
const FORMULA_SIGNS: &[(&str, &str)] = &[
    ("×", "*"),
    ("✕", "*"),
    ("✖", "*"),
    ("⋅", "*"),
    ("·", "*"),
    ("∙", "*"),
    ("•", "*"),
    ("＊", "*"),
    ("÷", "/"),
    (":", "/"),
    ("：", "/"),
    ("∶", "/"),
    ("∕", "/"),
    ("⁄", "/"),
    ("／", "/"),
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
    ("‐", "-"),
    ("‑", "-"),
    ("－", "-"),
    ("＋", "+"),
    ("[", "("),
    ("]", ")"),
    ("{", "("),
    ("}", ")"),
    ("（", "("),
    ("）", ")"),
    ("％", "%"),
    ("“", "\""),
    ("”", "\""),
];

/// Words that people put between operands, with the signs that are meant.
const FORMULA_WORDS: &[(&str, &str)] = &[
    ("x", "*"),
    ("X", "*"),
    ("kali", "*"),
    ("dikali", "*"),
    ("dikalikan", "*"),
    ("bagi", "/"),
    ("dibagi", "/"),
    ("per", "/"),
    ("tambah", "+"),
    ("ditambah", "+"),
    ("kurang", "-"),
    ("dikurang", "-"),
    ("dikurangi", "-"),
    ("minus", "-"),
];

/// The sign of a formula that is meant by what `text` begins with, and how long that is.
/// `behind_operand`: whether it stands where an operator is expected, so that a word may be one.
pub fn formula_sign(text: &str, behind_operand: bool) -> Option<(usize, &'static str)> {
    let sign = FORMULA_SIGNS.iter().find(|(sign, _)| text.starts_with(sign));
    if let Some((sign, meant)) = sign {
        return Some((sign.len(), meant));
    }
    let word = &text[..text.find(|c: char| !is_of_name(c)).unwrap_or(text.len())];
    let (_, meant) = FORMULA_WORDS.iter().find(|(one, _)| behind_operand && *one == word)?;
    Some((word.len(), meant))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A formula with the signs that are meant: `bersih ÷ semua × 100 %` is `bersih / semua * 100%`.
pub fn formula(text: &str) -> String {
    // What is computed stands behind the last equals sign.
    let text = text.rsplit('=').next().unwrap_or(text).trim().replace(['“', '”'], "\"");
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut behind_operand = false;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let quoted = rest.strip_prefix('"').and_then(|inner| Some(inner.find('"')? + 2));
        let name = rest.find(|c| !is_of_name(c) && c != '.' && c != ',').unwrap_or(rest.len());
        let length = if let Some(length) = quoted {
            out.push_str(&rest[..length]);
            behind_operand = true;
            length
        } else if c.is_whitespace() {
            out.push(' ');
            c.len_utf8()
        } else if let Some((length, meant)) = formula_sign(rest, behind_operand) {
            out.push_str(meant);
            behind_operand = meant == ")" || meant == "%";
            length
        } else if name > 0 {
            match propose(&rest[..name]) {
                Some(Proposal::Number(number)) => out.push_str(&number),
                _ => out.push_str(&rest[..name].to_ascii_lowercase()),
            }
            behind_operand = true;
            name
        } else {
            if c == '%' {
                percent(&mut out, behind_operand);
            } else {
                out.push(c);
            }
            behind_operand = matches!(c, ')' | '%');
            c.len_utf8()
        };
        at += length;
    }
    out
}

/// Adds a percent sign, which stands right behind its number; alone it means `100%`.
fn percent(out: &mut String, behind_operand: bool) {
    let kept = out.trim_end().len();
    if out[..kept].ends_with(|c: char| c.is_ascii_digit()) {
        out.truncate(kept);
        out.push('%');
    } else if behind_operand {
        out.truncate(kept);
        out.push_str(" * 100%");
    } else {
        out.push_str("100%");
    }
}

/// The bytes of the numbers in a formula, in order; what stands in quotes is none.
pub fn in_formula(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut quoted, mut name) = (false, false);
    for (at, c) in text.char_indices() {
        let digit = c.is_ascii_digit() || c == '.' || c == ',';
        match found.last_mut().filter(|last| last.end == at) {
            _ if c == '"' => quoted = !quoted,
            _ if quoted || name => {}
            Some(last) if digit => last.end = at + 1,
            _ if c.is_ascii_digit() => found.push(at..at + 1),
            _ => {}
        }
        name = !quoted && (c.is_ascii_alphabetic() || c == '_' || (name && c.is_ascii_digit()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match propose(text) {
            None => "-".to_owned(),
            Some(Proposal::Number(number)) => number,
            Some(Proposal::Interval(low, high)) => format!("{low} to {high}"),
            Some(Proposal::Either { thousands, decimal }) => format!("{thousands} | {decimal}"),
            Some(Proposal::Bound(number)) => format!("bound {number}"),
        }
    }

    #[test]
    fn numbers_are_proposed_as_they_are_written_here() {
        let table = [
            ("70,5%", "70.5%"),
            ("70,5 %", "70.5%"),
            ("70 %", "70%"),
            ("70\u{a0}%", "70%"),
            ("70 persen", "70%"),
            ("７０％", "70%"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("-0,6", "-0.6"),
            ("−5", "-5"),
            ("1.234.567", "1234567"),
            ("1 234 567", "1234567"),
            ("12.34.5", "-"),
            ("1.234", "1234 | 1.234"),
            ("1,234", "1234 | 1.234"),
            ("0,125", "0.125"),
            ("60,125%", "60.125%"),
            ("Rp1.000", "1000"),
            ("Rp. 1.000", "1000"),
            ("Rp 111.000.000,-", "111000000"),
            ("111.000.000,00", "111000000.00"),
            ("Rp 111.000.000,00", "111000000"),
            ("Rp 1,5 miliar", "1500000000"),
            ("15 juta", "15000000"),
            ("1.25 ribu", "1250"),
            ("15 orang", "15"),
            ("15 unit usaha", "15"),
            ("70-75%", "70% to 75%"),
            ("70% – 75%", "70% to 75%"),
            ("70 s/d 75 persen", "70% to 75%"),
            ("≥ 70%", "bound 70%"),
            ("minimal 70 persen", "bound 70%"),
            ("<= 5", "bound 5"),
            ("-", "-"),
            ("lima", "-"),
            ("1e5", "-"),
            ("2024-12-31", "-"),
            ("a1", "-"),
            ("5.", "-"),
            ("1234.56", "-"),
        ];
        for (typed, wanted) in table {
            assert_eq!(said(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn dates_are_proposed_year_first() {
        for typed in ["31-12-2025", "31/12/2025", "31 Desember 2025", "2025/12/31", "31.12.2025"] {
            assert_eq!(propose_date(typed).as_deref(), Some("2025-12-31"), "{typed}");
        }
        assert_eq!(propose_date("1 Mei 2025").as_deref(), Some("2025-05-01"));
        for typed in ["", "Desember 2025", "31-12-25", "40-12-2025", "a-b-2025"] {
            assert_eq!(propose_date(typed), None, "{typed}");
        }
    }

    #[test]
    fn formulas_get_the_signs_that_are_meant() {
        let table = [
            ("bersih ÷ semua × 100 %", "bersih / semua * 100%"),
            ("bersih : semua x 100%", "bersih / semua * 100%"),
            ("(kini – lalu) : lalu × 100%", "(kini - lalu) / lalu * 100%"),
            ("bersih dibagi semua dikali 100%", "bersih / semua * 100%"),
            ("bersih / semua * %", "bersih / semua * 100%"),
            ("bersih / semua %", "bersih / semua * 100%"),
            ("Bersih / Semua", "bersih / semua"),
            ("capaian = [bersih / semua] * 100%", "(bersih / semua) * 100%"),
            ("x / per * 0,5", "x / per * 0.5"),
            ("“Jumlah x” / \"per: y\"", "\"Jumlah x\" / \"per: y\""),
            ("bersih / semua", "bersih / semua"),
        ];
        for (typed, wanted) in table {
            assert_eq!(formula(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn numbers_of_a_formula_have_their_places() {
        let text = "a100 / b * 100 - \"5 orang\" + 1.5%";
        let found: Vec<&str> = in_formula(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["100", "1.5"]);
    }
}
