//! From text to a tree, and the gate: what is too deep, too large, or uses anchors and tags does
//! not get past it.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::tree::{Entry, Kind, Node};
use super::{codes, diagnosis, mistyped};
use crate::diagnostic::{Diagnostic, MAX_PER_FILE};
use crate::text::SourceFile;

/// Nesting that no data file of ours needs.
const MAX_DEPTH: usize = 32;
/// Characters of one text: more than any document prints in one cell or paragraph.
const MAX_TEXT: usize = 10_000;
/// Values in one file.
const MAX_NODES: usize = 200_000;

/// Parses a file. Findings: syntax, anchors, tags, duplicate keys, depth, size, more than
/// one document, an empty file.
pub fn parse(file: &SourceFile) -> Result<Node, Vec<Diagnostic>> {
    let found = control_characters(file);
    if !found.is_empty() {
        return Err(found);
    }
    let mut reader = Reader::new(file);
    let read = reader.document();
    let (mut found, failure) = (reader.found, reader.failure);
    if let Some(failure) = failure {
        found.extend(diagnosis::diagnose(file, failure));
    }
    match read {
        Some(node) if found.is_empty() => Ok(node),
        _ => Err(found),
    }
}

/// The tree of a file, whatever else may be wrong with it.
pub(super) fn tree(file: &SourceFile) -> Option<Node> {
    Reader::new(file).document()
}

/// Where a text cannot be read as YAML, and what the parser says about it.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The byte at which the parser stopped.
    pub at: usize,
    /// Its words.
    pub info: String,
}

impl Failure {
    fn new(text: &str, bytes: &ByteIndex, error: &ScanError) -> Self {
        let mut at = bytes.at(error.marker().index());
        if error.info().contains("tab") {
            // The parser points at what stands before the tab.
            let rest = text.get(at..).unwrap_or_default();
            at += rest.find('\t').unwrap_or(0);
        }
        Failure { at, info: error.info().to_owned() }
    }
}

/// The first place where a text cannot be read as YAML.
pub(super) fn first_failure(text: &str) -> Option<Failure> {
    let mut events = Parser::new_from_str(text.trim_start_matches('\u{feff}'));
    loop {
        if let Err(error) = events.next_event()? {
            return Some(Failure::new(text, &ByteIndex::new(text), &error));
        }
    }
}

/// Control characters and the line ends that only some readers of YAML know. They are
/// refused before the file is parsed: no two parsers agree on them.
fn control_characters(file: &SourceFile) -> Vec<Diagnostic> {
    let text = file.text();
    let suspicious = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
            || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    text.char_indices()
        .filter(|(_, c)| suspicious(*c))
        .take(MAX_PER_FILE + 1)
        .map(|(at, c)| {
            Diagnostic::new(&codes::KARAKTER_KENDALI, file.span(at..at + c.len_utf8()))
                .arg("karakter", format!("U+{:04X}", u32::from(c)))
        })
        .collect()
}

/// Turns the parser's character numbers into bytes.
struct ByteIndex {
    bom: usize,
    /// Byte of every character, or nothing when all are one byte wide.
    offsets: Option<Vec<usize>>,
    len: usize,
}

impl ByteIndex {
    fn new(text: &str) -> Self {
        let bom = text.len() - text.trim_start_matches('\u{feff}').len();
        let body = &text[bom..];
        let offsets = (!body.is_ascii()).then(|| body.char_indices().map(|(i, _)| i).collect());
        ByteIndex { bom, offsets, len: body.len() }
    }

    fn at(&self, index: usize) -> usize {
        let byte = match &self.offsets {
            None => index.min(self.len),
            Some(offsets) => offsets.get(index).copied().unwrap_or(self.len),
        };
        self.bom + byte
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.at(span.start.index());
        start..self.at(span.end.index()).max(start)
    }
}

struct Reader<'a> {
    file: &'a SourceFile,
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    bytes: ByteIndex,
    nodes: usize,
    found: Vec<Diagnostic>,
    /// Where the parser could not go on.
    failure: Option<Failure>,
}

impl<'a> Reader<'a> {
    fn new(file: &'a SourceFile) -> Self {
        let text = file.text();
        Reader {
            file,
            events: Parser::new_from_str(text.trim_start_matches('\u{feff}')),
            bytes: ByteIndex::new(text),
            nodes: 0,
            found: Vec::new(),
            failure: None,
        }
    }

    /// Reads the one document of the file. `None` when it could not go on; then a finding
    /// says why.
    fn document(&mut self) -> Option<Node> {
        loop {
            let (event, range) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd => {
                    self.report(&codes::BERKAS_KOSONG, range);
                    return None;
                }
                event => {
                    let node = self.node(event, range, 0)?;
                    self.end_of_stream()?;
                    return Some(node);
                }
            }
        }
    }

    fn end_of_stream(&mut self) -> Option<()> {
        loop {
            let (event, range) = self.next()?;
            match event {
                Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => return Some(()),
                _ => {
                    self.report(&codes::DOKUMEN_GANDA, range);
                    return None;
                }
            }
        }
    }

    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        match self.events.next_event()? {
            Ok((event, span)) => Some((event, self.bytes.range(span))),
            Err(error) => {
                self.failure = Some(Failure::new(self.file.text(), &self.bytes, &error));
                None
            }
        }
    }

    fn report(&mut self, code: &'static crate::diagnostic::Code, range: Range<usize>) {
        self.found.push(Diagnostic::new(code, self.file.span(range)));
    }

    fn node(&mut self, event: Event<'a>, range: Range<usize>, depth: usize) -> Option<Node> {
        self.nodes += 1;
        if depth > MAX_DEPTH {
            self.found.push(
                Diagnostic::new(&codes::TERLALU_DALAM, self.file.span(range))
                    .arg("batas", MAX_DEPTH),
            );
            return None;
        }
        if self.nodes > MAX_NODES {
            self.found.push(
                Diagnostic::new(&codes::TERLALU_BANYAK, self.file.span(range))
                    .arg("batas", MAX_NODES),
            );
            return None;
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.plain_yaml(anchor, tag.is_some(), &range)?;
                let plain = style == ScalarStyle::Plain;
                if text.chars().count() > MAX_TEXT {
                    self.found.push(
                        Diagnostic::new(&codes::TEKS_PANJANG, self.file.span(range))
                            .arg("batas", MAX_TEXT),
                    );
                    return None;
                }
                let range = if plain && text.is_empty() {
                    // Between braces the parser counts the sign that ends it.
                    range.start..range.start
                } else {
                    own_bytes(self.file.text(), range, style)
                };
                Some(Node { range, kind: Kind::Scalar { text: text.into_owned(), plain } })
            }
            Event::SequenceStart(anchor, tag) => {
                self.plain_yaml(anchor, tag.is_some(), &range)?;
                self.sequence(range.start, depth)
            }
            Event::MappingStart(anchor, tag) => {
                self.plain_yaml(anchor, tag.is_some(), &range)?;
                self.mapping(range.start, depth)
            }
            Event::Alias(_) => {
                self.sign(&codes::ALIAS_DITOLAK, range);
                None
            }
            _ => None,
        }
    }

    /// Anchors and tags are refused: they hide what a reviewer should see, and an alias
    /// can blow a small file up without bound.
    fn plain_yaml(&mut self, anchor: usize, tagged: bool, range: &Range<usize>) -> Option<()> {
        if anchor != 0 || tagged {
            let code = if anchor == 0 { &codes::TAG_DITOLAK } else { &codes::ALIAS_DITOLAK };
            self.sign(code, range.clone());
            return None;
        }
        Some(())
    }

    /// Reports a sign of YAML that most people who type it do not know.
    fn sign(&mut self, code: &'static crate::diagnostic::Code, range: Range<usize>) {
        let said = self.file.text().get(range.clone()).unwrap_or_default().trim_end();
        let line = said.lines().next().unwrap_or_default();
        let found = Diagnostic::new(code, self.file.span(range));
        let quoted = diagnosis::clipped(&diagnosis::quoted(line));
        self.found.push(found.arg("tanda", said.chars().next().unwrap_or(' ')).arg("usul", quoted));
    }

    fn sequence(&mut self, start: usize, depth: usize) -> Option<Node> {
        let mut items = Vec::new();
        loop {
            let (event, range) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end = items.last().map_or(range.end, |n: &Node| n.range.end.max(range.end));
                let range = trim_end(self.file.text(), start..end);
                return Some(Node { range, kind: Kind::Seq(items) });
            }
            items.push(self.node(event, range, depth + 1)?);
        }
    }

    fn mapping(&mut self, start: usize, depth: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        // Entries whose key was there before, with the earlier one.
        let mut doubled: Vec<(usize, usize)> = Vec::new();
        loop {
            let (event, range) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                self.doubled_keys(start, &entries, &doubled);
                let end = entries.last().map_or(range.end, |e| e.value.range.end.max(range.end));
                let range = trim_end(self.file.text(), start..end);
                return Some(Node { range, kind: Kind::Map(entries) });
            }
            let key_node = self.node(event, range, depth + 1)?;
            let Kind::Scalar { text: key, .. } = key_node.kind else {
                self.report(&codes::KUNCI_BUKAN_TEKS, key_node.range);
                return None;
            };
            let (event, range) = self.next()?;
            let value = self.node(event, range, depth + 1)?;
            let key_range = key_node.range;
            if let Some(first) = seen.insert(key.clone(), entries.len()) {
                doubled.push((first, entries.len()));
            }
            entries.push(Entry { key, key_range, value });
        }
    }
}

impl Reader<'_> {
    /// Reports keys that come twice, unless that is only what another mistake makes of them.
    fn doubled_keys(&mut self, start: usize, entries: &[Entry], doubled: &[(usize, usize)]) {
        let text = self.file.text();
        for (first, second) in doubled {
            let (before, entry) = (&entries[*first], &entries[*second]);
            // `70,5%, 2026: 80,5%`: told where the rest of such numbers is.
            if mistyped::is_decimal(text, entries, *second) || self.found.len() > MAX_PER_FILE {
                continue;
            }
            let again = entry.key_range.clone();
            if *first == 0
                && let Some(found) = mistyped::item_without_mark(self.file, start, &again)
            {
                self.found.push(
                    found.related(self.file.span(before.key_range.clone()), &codes::THE_FIRST),
                );
                // All keys of the second thing come again.
                return;
            }
            self.found.push(
                Diagnostic::new(&codes::KUNCI_GANDA, self.file.span(again))
                    .arg("kunci", &entry.key)
                    .related(self.file.span(before.key_range.clone()), &codes::THE_FIRST),
            );
        }
    }
}

/// The bytes that are the scalar's own: the parser counts the blanks behind it, and behind a
/// quoted one a comment as well.
fn own_bytes(text: &str, range: Range<usize>, style: ScalarStyle) -> Range<usize> {
    let Some(raw) = text.get(range.clone()) else { return range };
    let quote = match style {
        ScalarStyle::SingleQuoted => '\'',
        ScalarStyle::DoubleQuoted => '"',
        _ => return trim_end(text, range),
    };
    let mut chars = raw.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote);
        if (c == '\\' && quote == '"') || (c == quote && doubled) {
            chars.next();
        } else if c == quote {
            return range.start..range.start + at + 1;
        }
    }
    trim_end(text, range)
}

/// Takes line ends and blanks off the end of a range: the parser's ends of blocks lie at
/// the start of the next token.
fn trim_end(text: &str, range: Range<usize>) -> Range<usize> {
    match text.get(range.clone()) {
        Some(slice) => range.start..range.start + slice.trim_end().len(),
        None => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_a_byte_order_mark_and_crlf() {
        let yaml = "\u{feff}a: é\r\nb: x\r\n";
        let file = SourceFile::new("a.yaml", yaml);
        let tree = parse(&file).unwrap();
        let entry = tree.entry("b").unwrap();
        assert_eq!(&yaml[entry.key_range.clone()], "b");
        assert_eq!(&yaml[entry.value.range.clone()], "x");
    }
}
