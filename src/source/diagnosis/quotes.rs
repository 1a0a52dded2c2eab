//! Quotes that are not closed, closed too early, or of another kind.

use std::ops::Range;

use super::lines::{Line, View, without_comment};
use super::{Suspect, causes};

/// Quotes of word processors.
const TYPOGRAPHIC: &[char] = &['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '″', '′'];

/// Values that begin with a quote.
pub(super) fn quotes(_: &View, line: Line) -> Vec<Suspect> {
    let start = line.rest().start;
    in_value(line, start..line.text.len())
}

/// The same for a value that stands at `range` of a line.
pub(super) fn in_value(line: Line, range: Range<usize>) -> Vec<Suspect> {
    let said = &line.text[without_comment(line.text, range.clone())];
    let end = range.start + said.len();
    match said.chars().next() {
        Some(open @ ('"' | '\'')) => plain(line, range.start..end, open),
        Some(c) if TYPOGRAPHIC.contains(&c) => vec![typographic(line, range.start..end, c)],
        _ => Vec::new(),
    }
}

/// A text that begins with a quote of word processors; what is in it needs true ones.
fn typographic(line: Line, range: Range<usize>, open: char) -> Suspect {
    let said = &line.text[range.clone()];
    let inner = said.trim_start_matches(open);
    let inner = inner.strip_suffix(TYPOGRAPHIC).unwrap_or(inner);
    let found =
        Suspect::new(&causes::TYPOGRAPHIC_QUOTE, line, range.start..range.start + open.len_utf8());
    found.arg("tanda", open).edit(line, range, quoted(inner))
}

/// A text that begins with a quote of the keyboard.
fn plain(line: Line, range: Range<usize>, open: char) -> Vec<Suspect> {
    let said = &line.text[range.clone()];
    let at = range.start;
    let Some(close) = closing(said, open) else {
        return unclosed(line, range, open);
    };
    let trailing = said[close + 1..].trim_start();
    let inner = said[1..].strip_suffix(open);
    if trailing.is_empty() {
        // What is closed well may have a sign in it that the reader does not know.
        let backslash = said.find('\\').filter(|_| open == '"');
        return backslash.map_or_else(Vec::new, |slash| {
            let found = Suspect::new(&causes::BACKSLASH, line, at + slash..at + slash + 1);
            vec![found.edit(line, range, single_quoted(&said[1..close]))]
        });
    }
    let doubled = close == 1 && said.len() > 4 && said.ends_with(&open.to_string().repeat(2));
    if let (true, Some(inner)) = (doubled, inner) {
        let inner = &inner[1..inner.len() - 1];
        let found = Suspect::new(&causes::DOUBLED_QUOTE, line, at..at + 2);
        return vec![found.arg("tanda", open).edit(line, range, quoted(inner))];
    }
    let text = match inner {
        // The quotes at both ends are meant to hold all of it.
        Some(inner) => inner,
        None => said,
    };
    let found = Suspect::new(&causes::QUOTE_INSIDE, line, at + close..at + close + 1);
    vec![found.arg("tanda", open).edit(line, range, quoted(text))]
}

/// A quote that nothing closes on its line.
fn unclosed(line: Line, range: Range<usize>, open: char) -> Vec<Suspect> {
    let said = &line.text[range.clone()];
    let opening = range.start..range.start + 1;
    if let Some(last) = said.chars().next_back().filter(|c| TYPOGRAPHIC.contains(c)) {
        let end = range.end - last.len_utf8();
        let found = Suspect::new(&causes::TYPOGRAPHIC_QUOTE, line, end..range.end);
        let text = line.text[range.start + 1..end].to_owned();
        return vec![found.arg("tanda", last).edit(line, range, quoted(&text))];
    }
    if open == '"' {
        let found = Suspect::new(&causes::UNCLOSED_QUOTE, line, opening);
        return vec![found.edit(line, range.end..range.end, "\"")];
    }
    let found = Suspect::new(&causes::APOSTROPHE, line, opening);
    vec![found.edit(line, range, quoted(said))]
}

/// Where the quote that `text` begins with is closed.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote);
        if (c == '\\' && quote == '"') || (c == quote && doubled) {
            chars.next();
        } else if c == quote {
            return Some(at);
        }
    }
    None
}

/// A text in quotes that leave it as it is.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { single_quoted(text) } else { format!("\"{text}\"") }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
