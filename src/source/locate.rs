//! Places within a text: which bytes of the file wrote which of its characters.

use std::ops::Range;

use crate::text::{Span, Text};

impl Text {
    /// Where its bytes `range` stand, so that a caret can stand under one character of a formula.
    /// Follows quotes, escapes, folded lines and block indentation; what it cannot follow gives the
    /// whole text.
    pub fn part(&self, range: Range<usize>) -> Span {
        let whole = self.span();
        let chars =
            |end: usize| self.as_str().get(..end).map_or(0, |before| before.chars().count());
        let (start, end) = (chars(range.start), chars(range.end));
        let Some(places) = align(self.as_str(), whole.file.text(), whole.range.clone()) else {
            return whole;
        };
        let end_of_text = places.last().map_or(whole.range.start, |last| last.end);
        let start = places.get(start).map_or(end_of_text, |place| place.start);
        let end = match end.checked_sub(1).and_then(|i| places.get(i)) {
            Some(place) => place.end.max(start),
            None => start,
        };
        whole.file.span(start..end)
    }
}

/// For each character of a scalar's `text`, the bytes of `source[range]` that wrote it.
fn align(text: &str, source: &str, range: Range<usize>) -> Option<Vec<Range<usize>>> {
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
    let mut places = Vec::with_capacity(text.len());
    for c in text.chars() {
        let rest = raw.get(at..)?;
        let Some(first) = rest.chars().next() else {
            // The line end behind a block was cut off its range.
            if c != '\n' {
                return None;
            }
            places.push(range.start + at..range.start + at);
            continue;
        };
        let width = if double && first == '\\' {
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
        places.push(range.start + at..range.start + at + width);
        at += width;
    }
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
