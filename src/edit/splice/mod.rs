//! From the tree as it is to be to the bytes that have to change for it.

mod block;
mod flow;

use std::ops::Range;

use super::draft::{Child, Collection, Content, Draft};
use super::layout::{Bounds, OtherForm, Page, Style};
use super::refusal::{Reason, Refusal};
use super::write::{At, Behind, Writer};
use crate::source::tree::{Kind, Node};
use crate::text::SourceFile;

/// The pieces of a text that change.
pub(super) struct Splicer<'a> {
    file: &'a SourceFile,
    page: &'a Page<'a>,
    writer: Writer<'a>,
    /// What goes in place of which bytes.
    pieces: Vec<(Range<usize>, String)>,
    /// Whole lines that go.
    lines: Vec<Range<usize>>,
    /// Comments that go with what they stand beside.
    pub lost: Vec<Range<usize>>,
}

/// A list or mapping of the file with what goes and what comes.
struct Row<'a> {
    kind: Collection,
    /// Where its keys or items lie in the file.
    parts: Vec<Bounds>,
    /// The numbers of those that stay.
    kept: Vec<usize>,
    /// The numbers of those that go.
    removed: Vec<usize>,
    /// What comes, behind which one that stays.
    added: Vec<(Option<usize>, Vec<&'a Child<'a>>)>,
}

impl<'a> Row<'a> {
    fn new(kind: Collection, children: &'a [Child<'a>], parts: Vec<Bounds>) -> Self {
        let kept: Vec<usize> = children.iter().filter_map(|child| child.index).collect();
        let removed = (0..parts.len()).filter(|i| kept.binary_search(i).is_err()).collect();
        let mut added: Vec<(Option<usize>, Vec<&Child>)> = Vec::new();
        let mut last = None;
        for child in children {
            match (child.index, added.last_mut()) {
                (Some(index), _) => last = Some(index),
                (None, Some((behind, group))) if *behind == last => group.push(child),
                (None, _) => added.push((last, vec![child])),
            }
        }
        Row { kind, parts, kept, removed, added }
    }

    fn all_added(&self) -> Vec<&'a Child<'a>> {
        self.added.iter().flat_map(|(_, group)| group.iter().copied()).collect()
    }

    /// How it is written with nothing in it.
    fn empty(&self) -> &'static str {
        match self.kind {
            Collection::List => "[]",
            Collection::Map => "{}",
        }
    }
}

impl<'a> Splicer<'a> {
    pub(super) fn new(file: &'a SourceFile, page: &'a Page<'a>, tree: &'a Node) -> Self {
        let writer = Writer::new(page, tree);
        Splicer { file, page, writer, pieces: Vec::new(), lines: Vec::new(), lost: Vec::new() }
    }

    /// Finds what has to change so that the file reads as `draft`.
    pub(super) fn file(&mut self, draft: &'a Draft<'a>, tree: &'a Node) -> Result<(), Refusal> {
        let extent = self.page.extent(tree, tree.range.start).map_err(|form| self.form(form))?;
        let start = extent.as_ref().map_or(tree.range.start, |range| range.start);
        let own = Bounds { start, header: start, value: extent, comma: None, bare: false };
        let at = At {
            key: None,
            behind: Behind::Start,
            column: 0,
            around: None,
            flow: false,
            replaces: None,
        };
        self.node(draft, &own, at)
    }

    /// The new text.
    pub(super) fn text(mut self) -> Result<String, Refusal> {
        let text = self.page.text;
        let mut pieces = merged(self.lines);
        pieces.append(&mut self.pieces);
        // What comes at a place comes before what goes from there.
        pieces.sort_by_key(|(range, _)| (range.start, !range.is_empty()));
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (range, piece) in pieces {
            if range.start < at {
                return Err(Refusal::new(Reason::Form, self.file, range));
            }
            out.push_str(&text[at..range.start]);
            out.push_str(&piece);
            at = range.end;
        }
        out.push_str(&text[at..]);
        Ok(out)
    }

    fn form(&self, OtherForm(at): OtherForm) -> Refusal {
        Refusal::new(Reason::Form, self.file, at..at + 1)
    }

    /// Refuses when there is a comment in `range`.
    fn without_comments(&self, range: &Range<usize>) -> Result<(), Refusal> {
        match self.page.comments_in(range).first() {
            Some(comment) => Err(Refusal::new(Reason::Comment, self.file, comment.clone())),
            None => Ok(()),
        }
    }

    fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.pieces.push((range, text.into()));
    }

    fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Puts lines before the line that begins at `at`.
    fn insert_lines(&mut self, at: usize, lines: &str) {
        self.insert(at, format!("{lines}{}", self.page.newline));
    }

    /// Takes lines out with their comments.
    fn remove_lines(&mut self, lines: Range<usize>) {
        self.lost.extend_from_slice(self.page.comments_in(&lines));
        self.lines.push(lines);
    }

    fn node(&mut self, draft: &'a Draft<'a>, own: &Bounds, at: At<'a>) -> Result<(), Refusal> {
        let Some(origin) = draft.origin.filter(|_| draft.is_changed()) else { return Ok(()) };
        match (&draft.content, &origin.kind) {
            (Content::Patched(pieces), _) => {
                self.pieces.extend(pieces.iter().cloned());
                Ok(())
            }
            (Content::Nested(Collection::List, children), Kind::Seq(items))
                if !items.is_empty() =>
            {
                self.children(Collection::List, children, origin, own, at)
            }
            (Content::Nested(Collection::Map, children), Kind::Map(items)) if !items.is_empty() => {
                self.children(Collection::Map, children, origin, own, at)
            }
            (_, Kind::Scalar { .. }) => {
                let replaces = own.value.as_ref().map(|value| value.start);
                self.value(draft, own, At { replaces, ..at }, false)
            }
            (_, Kind::Seq(_) | Kind::Map(_)) => {
                let block = self.page.style(origin) == Style::Block;
                self.value(draft, own, at, block)
            }
        }
    }

    /// Puts a value in place of another: a scalar, or one of another kind. `block`: the other
    /// one stands on lines of its own.
    fn value(
        &mut self,
        draft: &'a Draft<'a>,
        own: &Bounds,
        at: At<'a>,
        block: bool,
    ) -> Result<(), Refusal> {
        let text = self.writer.value(draft, at);
        let newline = self.page.newline;
        let (head, tail) = match text.split_once(newline) {
            Some((head, tail)) => (head, Some(tail)),
            None => (text.as_str(), None),
        };
        match &own.value {
            None if own.bare => self.insert(own.header, format!(":{head}")),
            None => self.insert(own.header, head),
            Some(old) => {
                self.without_comments(old)?;
                let between = own.header..old.start;
                let clear = self.page.comments_in(&between).is_empty();
                let moved = self.page.text[between].contains('\n');
                let own_lines = moved && (block || head.is_empty());
                if own_lines && !clear {
                    // Under a `|` the comment would become text.
                    if tail.is_some() && opens_text(head) {
                        self.without_comments(&(own.header..old.start))?;
                    }
                    let lines = self.page.line_start(old.start)..self.page.next_line(old.end);
                    self.without_comments(&lines)?;
                    self.insert(own.header, head);
                    self.remove_lines(lines);
                } else if own_lines || head.is_empty() {
                    self.replace(own.header..old.end, head);
                } else {
                    self.replace(old.clone(), head.trim_start());
                }
            }
        }
        if let Some(tail) = tail {
            self.insert_lines(self.page.next_line(own.end()), tail);
        }
        Ok(())
    }

    fn children(
        &mut self,
        kind: Collection,
        children: &'a [Child<'a>],
        node: &'a Node,
        own: &Bounds,
        at: At<'a>,
    ) -> Result<(), Refusal> {
        let parts = self.page.children(node, own.header).map_err(|form| self.form(form))?;
        let style = self.page.style(node);
        if at.flow && style == Style::Block {
            // `[a: b]`
            return Err(self.form(OtherForm(own.start)));
        }
        let behind = if kind == Collection::Map { Behind::Colon } else { Behind::Dash };
        let column = parts.first().map_or(0, |part| self.page.column(part.start));
        let flow = style == Style::Flow;
        let inner = At { behind, column, around: Some(node), flow, replaces: None, ..at };
        for child in children {
            if let Some(index) = child.index {
                let column = self.page.column(parts[index].start);
                let inner = At { key: child.key.as_deref(), column, ..inner };
                self.node(&child.draft, &parts[index], inner)?;
            }
        }
        let row = Row::new(kind, children, parts);
        if row.added.is_empty() && row.removed.is_empty() {
            return Ok(());
        }
        match style {
            Style::Block => self.block(&row, own, At { key: None, ..inner }, at.behind),
            Style::Flow => self.flow(&row, own, At { key: None, ..inner }),
        }
    }
}

/// Whether a line ends in the sign of a text on the lines below it (`|-`).
fn opens_text(line: &str) -> bool {
    line.split_whitespace().next_back().is_some_and(|word| word.starts_with('|'))
}

/// Ranges without those that touch.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<(Range<usize>, String)> {
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out.into_iter().map(|range| (range, String::new())).collect()
}
