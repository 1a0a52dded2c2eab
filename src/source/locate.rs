//! Places within a text: which bytes of the file wrote which of its characters.

use std::ops::Range;

use crate::text::{Span, Text};

impl Text {
    /// Where its bytes `range` stand, so that a caret can stand under one character of a formula.
    /// Follows quotes, escapes, folded lines and block indentation; what it cannot follow gives the
    /// whole text.
    pub fn part(&self, range: Range<usize>) -> Span {
        let written = |text: &str, span: &Span| align(text, span.file.text(), span.range.clone());
        let Some(places) = self.written_bytes(written) else { return self.span() };
        // There is always one more than the text has bytes, even of an empty one.
        let at = |byte: usize| places[byte.min(places.len() - 1)] as usize;
        let start = at(range.start);
        self.span().file.span(start..at(range.end).max(start))
    }
}

/// For each byte of a scalar's `text` where in `source[range]` its character was written, and for
/// its end where the last one ends.
fn align(text: &str, source: &str, range: Range<usize>) -> Option<Vec<u32>> {
    let raw = source.get(range.clone())?;
    let mut at = 0;
    let double = raw.starts_with('"');
    let single = raw.starts_with('\'');
    if double || single {
        at = 1;
    } else if raw.starts_with(['|', '>']) {
        at = raw.find('\n')? + 1;
        at += raw[at..].len() - raw[at..].trim_start_matches(' ').len();
    }
    let mut places = Vec::with_capacity(text.len() + 1);
    for c in text.chars() {
        let start = u32::try_from(range.start + at).ok()?;
        places.extend(std::iter::repeat_n(start, c.len_utf8()));
        let rest = raw.get(at..)?;
        let Some(first) = rest.chars().next() else {
            // The line end behind a block was cut off its range.
            if c != '\n' {
                return None;
            }
            continue;
        };
        at += if double && first == '\\' {
            escape_width(rest)?
        } else if single && rest.starts_with("''") {
            2
        } else if c == ' ' || c == '\n' {
            // Folding turns a line end and the indentation around it into one character.
            let run = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            if rest[..run].contains('\n') { run } else { 1 }
        } else if first == c {
            c.len_utf8()
        } else {
            return None;
        };
    }
    places.push(u32::try_from(range.start + at).ok()?);
    Some(places)
}

/// How many bytes an escape of a double-quoted scalar takes.
fn escape_width(rest: &str) -> Option<usize> {
    Some(match rest.as_bytes().get(1)? {
        b'x' => 4,
        b'u' => 6,
        b'U' => 10,
        _ => 1 + rest[1..].chars().next()?.len_utf8(),
    })
}

#[cfg(test)]
mod tests {
    use crate::source::tree::{Kind, parse};
    use crate::text::{SourceFile, Text};

    fn scalar_places(yaml: &str) -> Vec<String> {
        let file = SourceFile::new("a.yaml", yaml);
        let tree = parse(&file).unwrap();
        let node = &tree.entry("a").unwrap().value;
        let Kind::Scalar { text, .. } = &node.kind else { panic!("not a scalar") };
        let text = Text::new(text.as_str(), file.span(node.range.clone()));
        text.char_indices()
            .map(|(at, c)| yaml[text.part(at..at + c.len_utf8()).range].to_owned())
            .collect()
    }

    #[test]
    fn every_character_of_a_scalar_is_found_in_every_style() {
        assert_eq!(scalar_places("a: xé z"), ["x", "é", " ", "z"]);
        assert_eq!(scalar_places("a: 'x''y'"), ["x", "''", "y"]);
        assert_eq!(scalar_places(r#"a: "x\"\u00e9y""#), ["x", "\\\"", "\\u00e9", "y"]);
        assert_eq!(scalar_places("a: x\n  y"), ["x", "\n  ", "y"]);
        assert_eq!(scalar_places("a: |\n  x\n  y\n"), ["x", "\n  ", "y", ""]);
        assert_eq!(scalar_places("a: >-\n  x\n  y\n"), ["x", "\n  ", "y"]);
    }
}
