//! Where the parts of a file lie: lines, comments, and the beginning and end of every key and
//! item, with what stands between them.

use std::ops::Range;

use crate::source::SUPPRESS;
use crate::source::tree::{Entry, Kind, Node};

/// The text of a file, its comments and line ends.
pub(super) struct Page<'a> {
    /// The text, whose last line has an end.
    pub text: &'a str,
    /// Where it begins, behind a byte order mark.
    top: usize,
    /// How its lines end.
    pub newline: &'static str,
    /// Bytes of its comments, from `#` to the end of the text on the line.
    pub comments: Vec<Range<usize>>,
}

/// How a list or mapping is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A line for each.
    Block,
    /// Within brackets.
    Flow,
}

/// Where a key or item lies.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    /// Its first byte: of the key, the dash, or the item within brackets.
    pub start: usize,
    /// Behind the colon or the dash; where the item begins within brackets.
    pub header: usize,
    /// Its value, if anything is written.
    pub value: Option<Range<usize>>,
    /// The comma behind it, within brackets.
    pub comma: Option<usize>,
    /// A key within brackets that has no colon: `{a}`.
    pub bare: bool,
}

impl Bounds {
    /// Behind its last byte.
    pub(super) fn end(&self) -> usize {
        self.value.as_ref().map_or(self.header, |value| value.end)
    }

    /// Behind its comma, if it has one.
    fn end_with_comma(&self) -> usize {
        self.comma.map_or(self.end(), |comma| comma + 1)
    }
}

/// What is written in a form that the stage does not edit stands here.
pub(super) struct OtherForm(pub usize);

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, tree: &Node) -> Self {
        let top = text.len() - text.trim_start_matches('\u{feff}').len();
        Page { text, top, newline: newline(text), comments: comments(text, tree) }
    }

    /// Where the line of this byte begins, behind a byte order mark.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(self.top, |end| end + 1)
    }

    /// Where the line of this byte ends, before its line end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |n| at + n);
        if end > at && self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// Where the line behind that of this byte begins.
    pub(super) fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |n| at + n + 1)
    }

    /// The bytes between the beginning of the line and this one.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// Whether only blanks stand before it on its line.
    pub(super) fn is_first_on_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].bytes().all(|b| b == b' ')
    }

    /// Whether nothing but blanks and a comment follows on the line.
    pub(super) fn is_last_on_line(&self, at: usize) -> bool {
        let rest = self.text[at..self.line_end(at)].trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with('#')
    }

    /// Where a key or item on lines of its own ends: behind its last line and the comments
    /// below that are indented further than it is.
    pub(super) fn lines_end(&self, bounds: &Bounds) -> usize {
        let column = self.column(bounds.start);
        let mut end = self.next_line(bounds.end());
        let mut at = end;
        while at < self.text.len() {
            let line = &self.text[at..self.line_end(at)];
            let content = line.trim_start_matches(' ');
            at = self.next_line(at);
            if content.starts_with('#') && line.len() - content.len() > column {
                end = at;
            } else if !content.trim().is_empty() {
                break;
            }
        }
        end
    }

    /// Where a key or item on lines of its own begins: with its line, or with the acceptances
    /// right above it, which speak of nothing else.
    pub(super) fn lines_start(&self, bounds: &Bounds) -> usize {
        let mut start = self.line_start(bounds.start);
        while start > self.top {
            let above = self.line_start(start - 1);
            let comment = self.text[above..start].trim().strip_prefix('#').map(str::trim_start);
            let accepts = comment.and_then(|text| text.strip_prefix(SUPPRESS));
            if !accepts.is_some_and(|rest| rest.starts_with([' ', '\t'])) {
                break;
            }
            start = above;
        }
        start
    }

    /// Whether there is nothing on the line that begins here.
    pub(super) fn is_blank_line(&self, start: usize) -> bool {
        start < self.text.len() && self.text[start..self.line_end(start)].trim().is_empty()
    }

    /// Whether a key or item within brackets has its lines to itself.
    pub(super) fn is_alone(&self, bounds: &Bounds) -> bool {
        let end = bounds.end_with_comma();
        let together = !self.text[bounds.end()..end].contains('\n');
        together && self.is_first_on_line(bounds.start) && self.is_last_on_line(end)
    }

    /// Whether a line ends behind a key or item within brackets.
    pub(super) fn ends_line(&self, bounds: &Bounds) -> bool {
        let end = bounds.end_with_comma();
        !self.text[bounds.end()..end].contains('\n') && self.is_last_on_line(end)
    }

    /// The next byte that is no blank, no line end and no comment.
    fn skip(&self, mut at: usize) -> usize {
        loop {
            let rest = &self.text[at..];
            let blank =
                rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{feff}']).len();
            at += blank;
            if !self.text[at..].starts_with('#') {
                return at;
            }
            at = self.line_end(at);
        }
    }

    /// The comments that begin in `range`.
    pub(super) fn comments_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        let first = self.comments.partition_point(|c| c.start < range.start);
        let last = self.comments.partition_point(|c| c.start < range.end);
        &self.comments[first..last.max(first)]
    }

    /// The byte that has to be `sign`.
    fn expect(&self, at: usize, sign: char) -> Result<usize, OtherForm> {
        if self.text[at..].starts_with(sign) { Ok(at + 1) } else { Err(OtherForm(at)) }
    }

    /// How a list or mapping of the file is written.
    pub(super) fn style(&self, node: &Node) -> Style {
        let start = node.range.start;
        let flow = match &node.kind {
            // A list whose dashes stand below its key may be said to begin behind the first.
            Kind::Seq(items) => {
                let first = items.first();
                self.text[start..].starts_with('[')
                    && first.is_none_or(|item| !is_unwritten(item) && item.range.start > start)
            }
            _ => self.text[start..].starts_with('{'),
        };
        if flow { Style::Flow } else { Style::Block }
    }

    /// The bytes of a value that begins at or behind `from`; none where nothing is written.
    pub(super) fn extent(
        &self,
        node: &Node,
        from: usize,
    ) -> Result<Option<Range<usize>>, OtherForm> {
        if is_unwritten(node) {
            return Ok(None);
        }
        let bounds = match &node.kind {
            Kind::Scalar { plain, .. } => {
                // The range of a text under a `|` is that of its lines.
                let start = self.skip(from);
                let bar = !plain && self.text[start..].starts_with(['|', '>']);
                return Ok(Some(if bar { start } else { node.range.start }..node.range.end));
            }
            _ => self.children(node, from)?,
        };
        if self.style(node) == Style::Flow {
            let end = bounds.last().map_or(node.range.start + 1, Bounds::end_with_comma);
            let closing = if matches!(node.kind, Kind::Seq(_)) { ']' } else { '}' };
            return Ok(Some(node.range.start..self.expect(self.skip(end), closing)?));
        }
        Ok(bounds.first().zip(bounds.last()).map(|(first, last)| first.start..last.end()))
    }

    /// Where the value behind a key begins.
    pub(super) fn behind_key(&self, entry: &Entry) -> Option<usize> {
        self.behind_colon(&entry.key_range).ok().map(|at| self.skip(at))
    }

    fn behind_colon(&self, key: &Range<usize>) -> Result<usize, OtherForm> {
        let rest = &self.text[key.end..];
        let at = key.end + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        self.expect(at, ':')
    }

    /// The keys or items of a list or mapping that begins at or behind `from`.
    pub(super) fn children(&self, node: &Node, from: usize) -> Result<Vec<Bounds>, OtherForm> {
        let flow = self.style(node) == Style::Flow;
        let mut at = if flow { node.range.start + 1 } else { from };
        let mut bounds: Vec<Bounds> = Vec::new();
        let count = match &node.kind {
            Kind::Seq(items) => items.len(),
            Kind::Map(entries) => entries.len(),
            Kind::Scalar { .. } => 0,
        };
        for i in 0..count {
            at = self.skip(at);
            let mut one = match &node.kind {
                Kind::Map(entries) => {
                    self.entry(&entries[i].key_range, &entries[i].value, at, flow)?
                }
                Kind::Seq(items) => self.item(&items[i], at, flow)?,
                Kind::Scalar { .. } => return Err(OtherForm(at)),
            };
            at = one.end();
            if flow && self.text[self.skip(at)..].starts_with(',') {
                one.comma = Some(self.skip(at));
                at = self.skip(at) + 1;
            }
            bounds.push(one);
        }
        Ok(bounds)
    }

    fn entry(
        &self,
        key: &Range<usize>,
        value: &Node,
        at: usize,
        flow: bool,
    ) -> Result<Bounds, OtherForm> {
        // `? key` begins before its key.
        if at != key.start {
            return Err(OtherForm(at));
        }
        let colon = self.skip(key.end);
        let bare = flow && !self.text[colon..].starts_with(':');
        let header = if bare { key.end } else { self.behind_colon(key)? };
        let value = self.extent(value, header)?;
        Ok(Bounds { start: key.start, header, value, comma: None, bare })
    }

    fn item(&self, node: &Node, at: usize, flow: bool) -> Result<Bounds, OtherForm> {
        let header = if flow { at } else { self.expect(at, '-')? };
        let value = match &node.kind {
            // `[a: b]`, a mapping without braces.
            Kind::Map(entries) if flow && self.style(node) == Style::Block => {
                let end = match entries.last() {
                    Some(last) => self.entry(&last.key_range, &last.value, at, true)?.end(),
                    None => return Err(OtherForm(at)),
                };
                Some(at..end)
            }
            _ => self.extent(node, header)?,
        };
        Ok(Bounds { start: at, header, value, comma: None, bare: false })
    }
}

/// Whether nothing is written for a value: `key:`.
pub(super) fn is_unwritten(node: &Node) -> bool {
    matches!(&node.kind, Kind::Scalar { text, plain: true } if text.is_empty())
}

/// The line end that a file uses.
pub(super) fn newline(text: &str) -> &'static str {
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    if crlf { "\r\n" } else { "\n" }
}

/// The comments of a file: every `#` that is not within a key or value.
pub(super) fn comments(text: &str, tree: &Node) -> Vec<Range<usize>> {
    let written = tree.scalars().into_iter().filter(|scalar| !is_unwritten(scalar));
    let mut words: Vec<Range<usize>> = written.map(|scalar| scalar.range.clone()).collect();
    words.extend(tree.keys().into_iter().map(|(_, range)| range));
    words.sort_by_key(|range| (range.start, range.end));
    let mut found = Vec::new();
    let mut look = |gap: Range<usize>| {
        let mut at = gap.start;
        while let Some(sign) = text[at..gap.end.max(at)].find('#') {
            let start = at + sign;
            let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
            found.push(start..start + text[start..end].trim_end().len());
            at = end;
        }
    };
    let mut at = 0;
    for word in words {
        look(at..word.start.max(at));
        at = word.end.max(at);
    }
    look(at..text.len());
    found
}
