//! Texts that read as something else: what they begin with, a colon within, a line that goes on.

use std::ops::Range;

use super::lines::{Line, View, is_name};
use super::quotes::quoted;
use super::{Suspect, causes};
use crate::source::codes;
use crate::typed::{self, Proposal, formula_sign, propose};

/// Signs that mean something to the reader where a value begins; quotes have their own detector.
const SPECIAL: &[char] =
    &['-', '?', ':', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`'];

/// A text that begins with a sign of YAML.
pub(super) fn special_start(_: &View, line: Line) -> Vec<Suspect> {
    let value = line.value();
    if line.pair().is_none() && !line.is_item() {
        return Vec::new();
    }
    in_value(line, value)
}

/// The same for a value that stands at `range` of a line.
pub(super) fn in_value(line: Line, range: Range<usize>) -> Vec<Suspect> {
    let said = &line.text[range.clone()];
    let Some(sign) = said.chars().next().filter(|c| SPECIAL.contains(c)) else {
        return Vec::new();
    };
    let place = range.start..range.start + sign.len_utf8();
    let behind = said[sign.len_utf8()..].trim_start();
    // `- * pembinaan`: a mark of the list it was copied from.
    let copied = matches!(sign, '*' | '-') && line.is_item() && line.pair().is_none();
    if copied && said[1..].starts_with(' ') {
        let found = Suspect::new(&causes::COPIED_MARK, line, place).arg("tanda", sign);
        return vec![found.edit(line, range.start..range.end - behind.len(), "")];
    }
    if let Some(Proposal::Number(number) | Proposal::Bound(number)) = propose(said) {
        let sign = &said[..said.len() - behind.len()];
        let found = Suspect::new(&causes::ODD_NUMBER, line, place).arg("tanda", sign);
        return vec![found.edit(line, range, number)];
    }
    if is_formula(line)
        && let Some((_, meant)) = formula_sign(said, false)
    {
        let found = Suspect::new(&causes::FORMULA_SIGN, line, place).arg("tanda", sign);
        let formula = typed::formula(said);
        return vec![found.arg("ganti", meant).edit(line, range, formula)];
    }
    let mut found = Suspect::new(&causes::NEEDS_QUOTES, line, place).arg("tanda", sign);
    if let Some(code) = match sign {
        '*' | '&' => Some(&codes::ALIAS_DITOLAK),
        '!' => Some(&codes::TAG_DITOLAK),
        _ => None,
    } {
        (found.code, found.cure) = (code, None);
    }
    vec![found.edit(line, range, quoted(said))]
}

/// Whether the value of a line is a formula.
fn is_formula(line: Line) -> bool {
    line.pair().is_some_and(|pair| matches!(&line.text[pair.key], "formula" | "cetak"))
}

/// A colon in the value of an entry; in a formula, the colon that divides.
pub(super) fn colon_in_value(view: &View, line: Line) -> Vec<Suspect> {
    let Some(pair) = line.pair() else { return Vec::new() };
    let key = &line.text[pair.key.clone()];
    let value = pair.value;
    let said = &line.text[value.clone()];
    let own = view.is_key(key) || (is_name(key) && !line.is_item());
    let colon = said.match_indices(':').map(|(at, _)| at);
    let colon =
        colon.into_iter().find(|at| matches!(said.as_bytes().get(at + 1), None | Some(b' ')));
    let Some(colon) = colon.filter(|_| own) else { return Vec::new() };
    let colon = value.start + colon..value.start + colon + 1;
    if is_formula(line) {
        let found = Suspect::new(&causes::FORMULA_SIGN, line, colon);
        let found = found.arg("tanda", ':').arg("ganti", '/');
        return vec![found.edit(line, value, typed::formula(said))];
    }
    let found = Suspect::new(&causes::COLON_IN_TEXT, line, colon);
    vec![found.edit(line, value, quoted(said))]
}

/// A colon in the text of an item, or of a line that goes on with the text above.
pub(super) fn colon_in_text(view: &View, line: Line) -> Vec<Suspect> {
    let Some(pair) = line.pair() else { return Vec::new() };
    let key = &line.text[pair.key.clone()];
    let colon = pair.key.end..pair.key.end + 1;
    let found = Suspect::new(&causes::COLON_IN_TEXT, line, colon.clone());
    if line.is_item() && !view.is_key(key) {
        let content = line.content();
        let text = quoted(&line.text[content.clone()]);
        return vec![found.edit(line, content, text)];
    }
    if view.is_key(key) || is_name(key) {
        return Vec::new();
    }
    // Without it the line goes on; the quotes have to begin above.
    let mut found = found.edit(line, colon, ".");
    found.cure = Some(&causes::QUOTE_ALL);
    vec![found]
}

/// A line without a key that belongs to the text above it.
pub(super) fn continuation(view: &View, line: Line) -> Vec<Suspect> {
    let Some(above) = view.above(line.number) else { return Vec::new() };
    if line.pair().is_some() || line.is_item() {
        return Vec::new();
    }
    let said = &above.text[above.value()];
    let column = above.column() + 2;
    let below_key = above.pair().is_some() && (said.is_empty() || said.starts_with(['>', '|']));
    let cause = if below_key { &causes::TOO_SHALLOW } else { &causes::CONTINUATION };
    let found = Suspect::new(cause, line, line.content());
    let mut found = found.arg("ada", line.indent()).arg("harus", column);
    found.strict = below_key;
    vec![found.edit(line, 0..line.indent(), " ".repeat(column))]
}

/// A line without a key below a comment that it belongs to.
pub(super) fn comment_goes_on(view: &View, line: Line) -> Vec<Suspect> {
    let above = line.number.checked_sub(1).and_then(|n| view.line(n));
    let comment = above.is_some_and(|above| above.text.trim_start().starts_with('#'));
    let entry = line.pair().is_some_and(|pair| {
        let key = &line.text[pair.key];
        view.is_key(key) || is_name(key)
    });
    if !comment || entry || line.is_item() {
        return Vec::new();
    }
    let mut found = Suspect::new(&causes::CONTINUATION, line, line.content());
    found.cure = Some(&causes::COMMENT_GOES_ON);
    found.strict = true;
    let start = line.indent();
    vec![found.edit(line, start..start, "# ")]
}

/// A comment between the lines of a text.
pub(super) fn comment_inside(view: &View, line: Line) -> Vec<Suspect> {
    let comment = line.number.checked_sub(1).and_then(|n| view.line(n));
    let comment = comment.filter(|_| line.pair().is_none() && !line.is_item());
    let Some(comment) = comment.filter(|one| one.text.trim_start().starts_with('#')) else {
        return Vec::new();
    };
    let all = comment.indent()..comment.text.len();
    vec![Suspect::new(&causes::COMMENT_INSIDE, comment, all.clone()).edit(comment, all, "")]
}
