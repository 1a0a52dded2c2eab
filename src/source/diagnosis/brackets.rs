//! Entries on one line: `{ 2024: 60%, 2025: 70% }`, `[a, b]`, and what goes wrong in them.

use std::ops::Range;

use super::lines::{Line, View, is_name, is_time, without_comment};
use super::{Suspect, causes, quotes, text};
use crate::typed::{Proposal, propose};

/// Parts of a line that are looked at; a line with more is no line that a person typed.
const PARTS: usize = 1_000;

/// A value that begins with `{` or `[`, in bytes of its line.
struct Flow {
    /// What is open at the end of the line: places and signs.
    open: Vec<(usize, u8)>,
    /// The bracket that closes the first one.
    close: Option<usize>,
    /// Brackets that close another kind than is open, with the right ones.
    wrong: Option<(usize, u8)>,
    /// What stands between the commas of the outermost brackets.
    parts: Vec<Range<usize>>,
    /// The sign that begins a comment within.
    comment: Option<usize>,
}

/// Several entries on a line without their braces: `target: 2024: 60%, 2025: 70%`.
pub(super) fn several_entries(_: &View, line: Line) -> Vec<Suspect> {
    let Some(pair) = line.pair() else { return Vec::new() };
    let said = &line.text[pair.value.clone()];
    let inner = said.trim_start_matches('(').trim_end_matches([')', '}']).trim();
    let first = inner.split(':').next().unwrap_or_default().trim();
    let quarter = is_time(&line.text[pair.key.clone()]) && is_name(first);
    if said.starts_with(['{', '[']) || !inner.contains(": ") || !(is_time(first) || quarter) {
        return Vec::new();
    }
    let found = Suspect::new(&causes::SEVERAL_ENTRIES, line, pair.value.clone());
    vec![found.edit(line, pair.value, format!("{{ {inner} }}"))]
}

/// Braces and brackets, and what stands between them.
pub(super) fn brackets(view: &View, line: Line) -> Vec<Suspect> {
    let start = line.rest().start;
    if !line.text[start..].starts_with(['{', '[']) {
        return Vec::new();
    }
    let flow = Flow::new(line.text, start);
    let mut found = Vec::new();
    found.extend(flow.closing(line));
    let sequence = line.text[start..].starts_with('[');
    for n in 0..flow.parts.len() {
        found.extend(flow.part(view, line, n, sequence));
    }
    found
}

impl Flow {
    fn new(line: &str, start: usize) -> Self {
        let mut flow =
            Flow { open: Vec::new(), close: None, wrong: None, parts: Vec::new(), comment: None };
        let bytes = line.as_bytes();
        let (mut quote, mut before, mut part, mut at) = (None, b'{', start + 1, start);
        while at < bytes.len() && flow.close.is_none() && flow.parts.len() < PARTS {
            let byte = bytes[at];
            match quote {
                Some(b'"') if byte == b'\\' => at += 1,
                Some(open) if byte == open => quote = None,
                Some(_) => {}
                None => match byte {
                    // A quote opens where a key or value begins; elsewhere it is itself.
                    b'"' | b'\'' if matches!(before, b'{' | b'[' | b',' | b':') => {
                        quote = Some(byte);
                    }
                    b'{' | b'[' => flow.open.push((at, byte)),
                    b'}' | b']' => flow.closes(at, byte),
                    b',' if flow.open.len() == 1 => {
                        flow.parts.push(part..at);
                        part = at + 1;
                    }
                    b'#' if bytes[at - 1] == b' ' => {
                        flow.comment = Some(at);
                        break;
                    }
                    _ => {}
                },
            }
            if byte != b' ' {
                before = byte;
            }
            at += 1;
        }
        let end = flow.close.or(flow.comment).unwrap_or(line.len());
        flow.parts.push(part.min(end)..end);
        flow
    }

    fn closes(&mut self, at: usize, byte: u8) {
        let Some((_, open)) = self.open.pop() else { return };
        let right = if open == b'{' { b'}' } else { b']' };
        if byte != right {
            self.wrong.get_or_insert((at, right));
        }
        if self.open.is_empty() {
            self.close = Some(at);
        }
    }

    /// How the brackets are closed.
    fn closing(&self, line: Line) -> Option<Suspect> {
        if let Some((at, right)) = self.wrong {
            let found = Suspect::new(&causes::WRONG_BRACKET, line, at..at + 1);
            let right = char::from(right);
            let found = found.arg("tanda", &line.text[at..=at]).arg("ganti", right);
            return Some(found.edit(line, at..at + 1, right));
        }
        if let Some(close) = self.close {
            let rest = without_comment(line.text, close + 1..line.text.len());
            let trailing = &line.text[rest.clone()];
            let only = |signs: &[char]| trailing.chars().all(|c| c == ' ' || signs.contains(&c));
            let cause = match () {
                () if trailing.trim().is_empty() => return None,
                () if only(&['}', ']']) => &causes::LONE_BRACKET,
                () if only(&[';', ',', '.']) => &causes::BEHIND_BRACKET,
                () => return None,
            };
            let at = rest.end - trailing.trim_start().len()..rest.end;
            let found = Suspect::new(cause, line, at.clone()).arg("tanda", trailing.trim());
            return Some(found.edit(line, rest, ""));
        }
        let (at, _) = *self.open.first()?;
        let right: String =
            self.open.iter().rev().map(|(_, open)| if *open == b'{' { '}' } else { ']' }).collect();
        let blank = if right.starts_with('}') { " " } else { "" };
        if let Some(sign) = self.comment.filter(|at| line.text[*at..].contains(&right)) {
            let found = Suspect::new(&causes::HASH, line, sign..sign + 1);
            return Some(found.edit(line, sign..line.text.len(), right));
        }
        let end = line.text[..self.comment.unwrap_or(line.text.len())].trim_end().len();
        let found = Suspect::new(&causes::UNCLOSED_BRACKET, line, at..at + 1);
        let found = found.arg("tanda", &line.text[at..=at]).arg("ganti", &right);
        Some(found.edit(line, end..end, format!("{blank}{right}")))
    }

    /// What is wrong in one of the parts between commas.
    fn part(&self, view: &View, line: Line, n: usize, sequence: bool) -> Vec<Suspect> {
        let whole = self.parts[n].clone();
        let range = trimmed(line.text, whole.clone());
        let said = &line.text[range.clone()];
        if said.is_empty() {
            return if n + 1 < self.parts.len() { doubled_comma(line, whole) } else { Vec::new() };
        }
        if said == "-" && n > 0 && whole.start == range.start {
            return currency(line, self.parts[n - 1].start..range.end);
        }
        if sequence {
            return value(line, range);
        }
        if let Some(found) = short_year(line, &range) {
            return vec![found];
        }
        let Some(colon) = said.find(": ") else { return Vec::new() };
        let key = range.start..range.start + colon;
        let inner = trimmed(line.text, key.end + 1..range.end);
        let text = &line.text[inner.clone()];
        if let Some(second) = text.find(": ").filter(|_| !text.starts_with(['{', '[', '"', '\''])) {
            return vec![second_colon(view, line, inner, second)];
        }
        value(line, inner)
    }
}

/// A value between brackets, with the sign that it begins with.
fn value(line: Line, range: Range<usize>) -> Vec<Suspect> {
    let said = &line.text[range.clone()];
    if said == "-" {
        let found = Suspect::new(&causes::NO_VALUE, line, range.clone());
        return vec![found.edit(line, range, "\"-\"")];
    }
    if said.starts_with(['{', '[']) {
        return Vec::new();
    }
    let mut found = quotes::in_value(line, range.clone());
    found.extend(text::in_value(line, range));
    found
}

/// `60%; 2025: 70%`, `60% 2025: 70%`, or a text with a colon in it.
fn second_colon(view: &View, line: Line, inner: Range<usize>, second: usize) -> Suspect {
    let text = &line.text[inner.clone()];
    let before = text[..second].rfind([' ', ';']).map_or(0, |at| at + 1);
    let key = &text[before..second];
    let head = text[..before].trim_end();
    let end = inner.start + head.len();
    if (view.is_key(key) || is_time(key)) && !head.is_empty() {
        if head.ends_with(';') {
            let found = Suspect::new(&causes::SEPARATOR, line, end - 1..end).arg("tanda", ';');
            let all = line.text[end - 1..inner.end].match_indices("; ").map(|(at, _)| end - 1 + at);
            return all.take(PARTS).fold(found, |found, at| found.edit(line, at..at + 1, ","));
        }
        let key = inner.start + before..inner.start + second;
        let found = Suspect::new(&causes::MISSING_COMMA, line, key.clone());
        return found.arg("kunci", &line.text[key]).edit(line, end..end, ",");
    }
    let colon = inner.start + second..inner.start + second + 1;
    let found = Suspect::new(&causes::COLON_IN_TEXT, line, colon);
    let quoted = quotes::quoted(text);
    found.edit(line, inner, quoted)
}

/// `60%,, 2025: 70%`: `part` is the nothing between the two.
fn doubled_comma(line: Line, part: Range<usize>) -> Vec<Suspect> {
    let comma = part.end..part.end + 1;
    vec![Suspect::new(&causes::DOUBLE_COMMA, line, comma).edit(line, part.start..part.end + 1, "")]
}

/// `kini: Rp 111.000.000,-`: the comma and the dash belong to the amount.
fn currency(line: Line, range: Range<usize>) -> Vec<Suspect> {
    let said = &line.text[range.clone()];
    let start = range.start + said.find(": ").map_or(0, |at| at + 2);
    let amount = trimmed(line.text, start..range.end);
    match propose(&line.text[amount.clone()]) {
        Some(Proposal::Number(number)) => {
            let found = Suspect::new(&causes::CURRENCY, line, amount.clone());
            vec![found.arg("angka", &number).edit(line, amount, number)]
        }
        _ => Vec::new(),
    }
}

/// `'25: 70%`: an apostrophe opens a quote.
fn short_year(line: Line, part: &Range<usize>) -> Option<Suspect> {
    let said = &line.text[part.clone()];
    let digits = said.strip_prefix('\'')?;
    let is_year = digits.len() > 2
        && digits.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        && digits[2..].starts_with(':');
    let range = part.start..part.start + 3;
    let year = format!("20{}", is_year.then(|| &digits[..2])?);
    let found = Suspect::new(&causes::SHORT_YEAR, line, range.clone()).arg("tahun", &year);
    Some(found.edit(line, range, year))
}

/// A range without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let said = &text[range.clone()];
    let start = range.start + (said.len() - said.trim_start().len());
    start..start + said.trim().len()
}
