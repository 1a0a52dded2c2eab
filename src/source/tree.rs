//! YAML as a tree whose every key and value knows its bytes.
//!
//! The typed reading of a file is serde's work ([`super::raw`]). This tree answers the
//! other question: *where* does a thing stand, so that a finding can show it. It is also
//! the gate: what is too deep, too large, or uses anchors does not get past it.

use super::codes;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostic::{Diagnostic, MAX_PER_FILE};
use crate::language::{Note, Phrase, notes};
use crate::text::SourceFile;

/// Nesting that no data file of ours needs.
const MAX_DEPTH: usize = 32;
/// Characters of one text: more than any document prints in one cell or paragraph.
const MAX_TEXT: usize = 10_000;
/// Values in one file.
const MAX_NODES: usize = 200_000;

/// A value of a YAML file.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its bytes in the file. An empty value has an empty range where it would stand.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a YAML value is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A scalar: its text after unquoting, and whether it was written without quotes.
    Scalar {
        /// The text.
        text: String,
        /// Written without quotes or block indicator.
        plain: bool,
    },
    /// A sequence.
    Seq(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The bytes of the key.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Node,
}

/// One step of a path into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Under this key.
    Key(&'a str),
    /// The item with this number, from 0.
    Index(usize),
}

impl Node {
    /// Whether the value is missing: `kunci:` with nothing behind it, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// All keys of the mappings in this value, with their bytes.
    pub fn keys(&self) -> Vec<(&str, Range<usize>)> {
        match &self.kind {
            Kind::Scalar { .. } => Vec::new(),
            Kind::Seq(items) => items.iter().flat_map(Node::keys).collect(),
            Kind::Map(entries) => entries
                .iter()
                .flat_map(|entry| {
                    let own = (entry.key.as_str(), entry.key_range.clone());
                    std::iter::once(own).chain(entry.value.keys())
                })
                .collect(),
        }
    }

    /// All scalars in this value, in order.
    pub fn scalars(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::Scalar { .. } => vec![self],
            Kind::Seq(items) => items.iter().flat_map(Node::scalars).collect(),
            Kind::Map(entries) => entries.iter().flat_map(|e| e.value.scalars()).collect(),
        }
    }

    /// All scalars in this value with the key they stand under; items of a list stand under
    /// the list's.
    pub fn keyed_scalars<'a>(&'a self, key: &'a str) -> Vec<(&'a str, &'a Node)> {
        match &self.kind {
            Kind::Scalar { .. } => vec![(key, self)],
            Kind::Seq(items) => items.iter().flat_map(|item| item.keyed_scalars(key)).collect(),
            Kind::Map(entries) => {
                entries.iter().flat_map(|e| e.value.keyed_scalars(&e.key)).collect()
            }
        }
    }

    /// The entry under `key`, when this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|e| e.key == key),
            _ => None,
        }
    }

    /// The value at the end of `path`, or the last one on the way that exists.
    pub fn nearest(&self, path: &[Segment]) -> &Node {
        let mut node = self;
        for step in path {
            let next = match (step, &node.kind) {
                (Segment::Key(key), _) => node.entry(key).map(|e| &e.value),
                (Segment::Index(i), Kind::Seq(items)) => items.get(*i),
                _ => None,
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// The bytes of the character range `chars` of this scalar's text, so that a caret can
    /// stand under one character of a formula. Follows quotes, escapes, folded lines and
    /// block indentation; what it cannot follow gives the whole value.
    pub fn bytes_of_chars(&self, source: &str, chars: Range<usize>) -> Range<usize> {
        let Kind::Scalar { text, .. } = &self.kind else { return self.range.clone() };
        let Some(places) = align(text, source, self.range.clone()) else {
            return self.range.clone();
        };
        let end_of_text = places.last().map_or(self.range.start, |last| last.end);
        let start = places.get(chars.start).map_or(end_of_text, |p| p.start);
        let end = match chars.end.checked_sub(1).and_then(|i| places.get(i)) {
            Some(place) => place.end.max(start),
            None => start,
        };
        start..end
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

/// Parses a file. Findings: syntax, anchors, tags, duplicate keys, depth, size, more than
/// one document, an empty file.
pub fn parse(file: &SourceFile) -> Result<Node, Vec<Diagnostic>> {
    let found = control_characters(file);
    if !found.is_empty() {
        return Err(found);
    }
    let text = file.text();
    let mut reader = Reader {
        file,
        events: Parser::new_from_str(text.trim_start_matches('\u{feff}')),
        bytes: ByteIndex::new(text),
        nodes: 0,
        found: Vec::new(),
    };
    match reader.document() {
        Some(node) if reader.found.is_empty() => Ok(node),
        _ => Err(reader.found),
    }
}

notes! {
    UNCLOSED_QUOTE = "tanda kutip ini tidak ditutup", "this quote is not closed";
    UNKNOWN_ESCAPE = "ada `\\` yang tidak dikenal di dalam tanda kutip ganda",
        "a `\\` in double quotes stands before something unknown";
    BEHIND_QUOTE = "ada teks sesudah tanda kutip penutup", "there is text behind the closing quote";
    TAB = "lekukan memakai tab; pakai spasi", "the indentation is a tab; use spaces";
    OPEN_BRACKET = "`[` atau `{` sebelum ini belum ditutup", "a `[` or `{` before this is not closed";
    LONE_BRACKET = "kurung penutup ini tidak ada pembukanya",
        "nothing was opened that this bracket closes";
    COLON = "titik dua ini tidak dapat dibaca sebagai `kunci: nilai`",
        "this colon cannot be read as `key: value`";
    NO_ENTRY = "baris ini tidak dapat dibaca sebagai `kunci: nilai`",
        "this line cannot be read as `key: value`";
    UNEVEN = "lekukan baris ini tidak sejajar dengan baris di atasnya",
        "the indentation of this line does not fit the lines above";
    NEEDS_QUOTES = "teks yang diawali `{sign}` perlu tanda kutip", "text that starts with `{sign}` needs quotes";
    OTHERWISE = "pembaca YAML menjawab `{info}`", "the reader of YAML says `{info}`";
}

/// What the YAML parser means, in words of ours. The first fragment that its sentence contains
/// decides.
fn in_words(info: &str) -> Phrase {
    const SAYINGS: [(&str, &Note); 14] = [
        ("unexpected end of stream", &UNCLOSED_QUOTE),
        ("unexpected document indicator", &UNCLOSED_QUOTE),
        ("invalid indentation in quoted", &UNCLOSED_QUOTE),
        ("escape", &UNKNOWN_ESCAPE),
        ("trailing content after", &BEHIND_QUOTE),
        ("tab", &TAB),
        ("flow", &OPEN_BRACKET),
        ("illegal placement", &OPEN_BRACKET),
        ("did not find expected next token", &OPEN_BRACKET),
        ("misplaced bracket", &LONE_BRACKET),
        ("mapping values are not allowed", &COLON),
        ("simple key", &NO_ENTRY),
        ("block", &UNEVEN),
        ("indent", &UNEVEN),
    ];
    if let Some(sign) = info.strip_prefix("unexpected character: `").and_then(|r| r.chars().next())
    {
        return NEEDS_QUOTES.arg("sign", sign);
    }
    match SAYINGS.iter().find(|(part, _)| info.contains(part)) {
        Some((_, saying)) => Phrase::from(*saying),
        None => OTHERWISE.arg("info", info),
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
}

impl<'a> Reader<'a> {
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
                let mut at = self.bytes.at(error.marker().index());
                if error.info().contains("tab") {
                    // The parser points at what stands before the tab.
                    let rest = self.file.text().get(at..).unwrap_or_default();
                    at += rest.find('\t').unwrap_or(0);
                }
                let span = self.file.span(at..at + 1);
                self.found.push(if error.info().contains("anchor") {
                    Diagnostic::new(&codes::ALIAS_DITOLAK, span)
                } else {
                    Diagnostic::new(&codes::YAML_SINTAKSIS, span)
                        .arg("sebab", in_words(error.info()))
                });
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
                let range = own_bytes(self.file.text(), range, style);
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
                self.report(&codes::ALIAS_DITOLAK, range);
                None
            }
            _ => None,
        }
    }

    /// Anchors and tags are refused: they hide what a reviewer should see, and an alias
    /// can blow a small file up without bound.
    fn plain_yaml(&mut self, anchor: usize, tagged: bool, range: &Range<usize>) -> Option<()> {
        if anchor != 0 {
            self.report(&codes::ALIAS_DITOLAK, range.clone());
            return None;
        }
        if tagged {
            self.report(&codes::TAG_DITOLAK, range.clone());
            return None;
        }
        Some(())
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
        loop {
            let (event, range) = self.next()?;
            if matches!(event, Event::MappingEnd) {
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
            if let Some(first) = seen.insert(key.clone(), entries.len())
                && self.found.len() <= MAX_PER_FILE
            {
                let first = entries[first].key_range.clone();
                self.found.push(
                    Diagnostic::new(&codes::KUNCI_GANDA, self.file.span(key_range.clone()))
                        .arg("kunci", &key)
                        .related(self.file.span(first), &codes::THE_FIRST),
                );
            }
            entries.push(Entry { key, key_range, value });
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

    fn scalar_places(yaml: &str) -> Vec<String> {
        let file = SourceFile::new("a.yaml", yaml);
        let tree = parse(&file).unwrap();
        let node = &tree.entry("a").unwrap().value;
        let Kind::Scalar { text, .. } = &node.kind else { panic!("not a scalar") };
        (0..text.chars().count())
            .map(|i| yaml[node.bytes_of_chars(yaml, i..i + 1)].to_owned())
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

    #[test]
    fn places_survive_a_byte_order_mark_and_crlf() {
        let yaml = "\u{feff}a: é\r\nb: x\r\n";
        let file = SourceFile::new("a.yaml", yaml);
        let tree = parse(&file).unwrap();
        let entry = tree.entry("b").unwrap();
        assert_eq!(&yaml[entry.key_range.clone()], "b");
        assert_eq!(&yaml[entry.value.range.clone()], "x");
    }

    #[test]
    fn the_nearest_value_of_a_broken_path_is_the_last_that_exists() {
        let yaml = "a:\n  - b: 1\n";
        let file = SourceFile::new("a.yaml", yaml);
        let tree = parse(&file).unwrap();
        let path = [Segment::Key("a"), Segment::Index(0), Segment::Key("c")];
        assert_eq!(&yaml[tree.nearest(&path).range.clone()], "b: 1");
    }
}
