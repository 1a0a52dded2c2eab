//! The lines of a file as a person sees them: how far in they stand, what key they have, what
//! value. Nothing here is a parser: a line that cannot be read has to be described as well.

use std::collections::BTreeSet;
use std::ops::Range;

/// The text of a file, by lines.
pub(super) struct View<'t> {
    /// The text.
    pub text: &'t str,
    /// The keys of the schemas.
    pub keys: &'t BTreeSet<String>,
    starts: Vec<usize>,
}

/// A line.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its number, from 0.
    pub number: usize,
    /// Its first byte in the text.
    pub start: usize,
    /// What it says, without its end.
    pub text: &'t str,
}

/// A key and its value on one line, in bytes of the line.
pub(super) struct Pair {
    /// The key.
    pub key: Range<usize>,
    /// The value without a comment; empty where it has none.
    pub value: Range<usize>,
}

impl<'t> View<'t> {
    pub fn new(text: &'t str, keys: &'t BTreeSet<String>) -> Self {
        View { text, keys, starts: starts(text) }
    }

    /// The line that a byte is on.
    pub fn number_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    pub fn line(&self, number: usize) -> Option<Line<'t>> {
        let start = *self.starts.get(number)?;
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(Line { number, start, text })
    }

    /// The nearest line above that says something.
    pub fn above(&self, number: usize) -> Option<Line<'t>> {
        (0..number).rev().filter_map(|n| self.line(n)).find(Line::speaks)
    }

    /// The nearest line below that says something.
    pub fn below(&self, number: usize) -> Option<Line<'t>> {
        (number + 1..self.starts.len()).filter_map(|n| self.line(n)).find(Line::speaks)
    }

    /// Lines that belong to this one because they stand further in, up to the next that does not.
    pub fn children(&self, line: Line<'t>) -> impl Iterator<Item = Line<'t>> {
        let below = (line.number + 1..self.starts.len()).filter_map(|n| self.line(n));
        below.take_while(move |one| !one.speaks() || one.indent() > line.indent())
    }

    /// Whether a word is a key: of the schemas, a quarter, a year.
    pub fn is_key(&self, word: &str) -> bool {
        self.keys.contains(word) || is_time(word)
    }
}

/// Where lines begin.
pub(super) fn starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// Whether a word is a year or a quarter.
pub(in crate::source) fn is_time(word: &str) -> bool {
    let year =
        word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit());
    year || matches!(word, "TW1" | "TW2" | "TW3" | "TW4")
}

/// Whether a word has the form of a key.
pub(in crate::source) fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

impl Line<'_> {
    /// Whether it says something: is neither empty nor a comment.
    pub fn speaks(&self) -> bool {
        let said = self.text.trim_matches([' ', '\t', '\u{feff}']);
        !said.is_empty() && !said.starts_with('#')
    }

    /// How far in it stands.
    pub fn indent(&self) -> usize {
        let start = self.start_of_text();
        start + self.text[start..].bytes().take_while(|b| *b == b' ').count()
    }

    /// Behind a byte order mark, which no editor shows.
    fn start_of_text(&self) -> usize {
        if self.start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Where its key or text begins, behind the marks of list items.
    pub fn column(&self) -> usize {
        let mut at = self.indent();
        while let Some(rest) = self.text[at..].strip_prefix("- ") {
            at += 2 + rest.bytes().take_while(|b| *b == b' ').count();
        }
        at
    }

    /// Whether it begins an item of a list.
    pub fn is_item(&self) -> bool {
        self.column() > self.indent()
    }

    /// The columns at which something of it begins: its own, that of its list's mark.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        let (column, indent) = (self.column(), self.indent());
        std::iter::once(column).chain((indent != column).then_some(indent))
    }

    /// Its content from `column` on, without a comment and blanks at the end.
    pub fn content(&self) -> Range<usize> {
        without_comment(self.text, self.column()..self.text.len())
    }

    /// The bytes of the line as bytes of the text.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// Its key and value, where it has a key: something before the first colon with a blank or
    /// nothing behind it.
    pub fn pair(&self) -> Option<Pair> {
        let content = self.content();
        let said = &self.text[content.clone()];
        if said.starts_with(['{', '[', '"', '\'']) {
            return None;
        }
        let colon = said.match_indices(':').map(|(at, _)| at);
        let at = colon
            .into_iter()
            .find(|at| matches!(said.as_bytes().get(at + 1), None | Some(b' ')))?;
        let key = said[..at].trim_end();
        let value = &said[at + 1..];
        let blank = value.len() - value.trim_start().len();
        (!key.is_empty()).then(|| Pair {
            key: content.start..content.start + key.len(),
            value: content.start + at + 1 + blank..content.end,
        })
    }

    /// The bytes of its value, or of its whole content where it has no key. Where the value is
    /// cut short by what may be a comment, the comment is left out.
    pub fn value(&self) -> Range<usize> {
        self.pair().map_or_else(|| self.content(), |pair| pair.value)
    }

    /// From the start of its value to the end of the line.
    pub fn rest(&self) -> Range<usize> {
        let end = self.text.trim_end_matches([' ', '\t']).len();
        self.value().start.min(end)..end
    }

    /// Where the value begins, as far as blanks and marks of any kind let one see it.
    pub fn structure(&self) -> Range<usize> {
        let mut rest = self.text.char_indices().skip_while(|(_, c)| is_blank(*c)).peekable();
        let blanks = |rest: &mut std::iter::Peekable<_>| {
            while rest.next_if(|(_, c): &(usize, char)| is_blank(*c)).is_some() {}
        };
        while rest.peek().is_some_and(|(at, _)| {
            let mut two = self.text[*at..].chars();
            two.next() == Some('-') && two.next().is_some_and(is_blank)
        }) {
            rest.next();
            blanks(&mut rest);
        }
        while rest.next_if(|(_, c)| !is_blank(*c) && *c != ':').is_some() {}
        blanks(&mut rest);
        if rest.next_if(|(_, c)| *c == ':').is_some() {
            blanks(&mut rest);
        }
        0..rest.peek().map_or(self.text.len(), |(at, _)| *at)
    }
}

/// Blanks of every kind, those too that have no width.
pub(in crate::source) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_stray(c)
}

/// Blanks that no keyboard has.
pub(in crate::source) fn is_stray(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200d}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

/// Whether it is a blank of no width.
pub(in crate::source) fn has_no_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A range of a line without a comment and the blanks before it. A `#` within quotes begins none.
pub(super) fn without_comment(text: &str, range: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut quote: Option<u8> = None;
    let mut end = range.end;
    let mut at = range.start;
    while at < range.end {
        let before = at.checked_sub(1).map(|n| bytes[n]);
        match (quote, bytes[at]) {
            (Some(b'"'), b'\\') => at += 1,
            (Some(open), close) if open == close => quote = None,
            // A quote opens where a value may begin, not within a word.
            (None, sign @ (b'"' | b'\'')) => {
                let opens = matches!(before, None | Some(b' ' | b'{' | b'[' | b','));
                quote = opens.then_some(sign);
            }
            (None, b'#') if matches!(before, None | Some(b' ' | b'\t')) => {
                end = at;
                break;
            }
            _ => {}
        }
        at += 1;
    }
    // A quote that is not closed on this line hides nothing.
    if quote.is_some() && end == range.end && range.start < end {
        let sought = &text[range.clone()];
        if !sought.starts_with(['"', '\'', '{', '['])
            && let Some(sign) = sought.find(" #")
        {
            end = range.start + sign;
        }
    }
    let kept = text[range.start.min(end)..end].trim_end_matches([' ', '\t']).len();
    range.start..range.start + kept
}
