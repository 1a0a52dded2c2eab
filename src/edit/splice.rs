//! From the tree as it is to be to the bytes that have to change for it.

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

    /// A list or mapping with a line for each.
    fn block(
        &mut self,
        row: &Row<'a>,
        own: &Bounds,
        at: At<'a>,
        behind: Behind,
    ) -> Result<(), Refusal> {
        let first = row.parts[0].start;
        let top = behind == Behind::Start;
        // `- id: …`: the first key shares its line with a dash.
        let shares_line = !self.page.is_first_on_line(first);
        let Some(&kept) = row.kept.first() else {
            return self.renewed(row, own, at, top || shares_line);
        };
        let led = if shares_line { kept } else { 0 };
        if led > 0 {
            self.remove_led(row, own, kept)?;
        }
        let gap = if self.is_spaced(row) { self.page.newline } else { "" };
        for &i in row.removed.iter().filter(|i| **i >= led) {
            let lines = self.lines_of(row, i, !gap.is_empty());
            self.remove_lines(lines);
        }
        let indent = " ".repeat(at.column);
        for (place, group) in &row.added {
            let lines = self.writer.lines(group, at, gap);
            match place {
                Some(i) => {
                    let end = self.page.lines_end(&row.parts[*i]);
                    self.insert_lines(end, &format!("{gap}{indent}{lines}"));
                }
                None if shares_line => {
                    self.insert(first, format!("{lines}{gap}{}{indent}", self.page.newline));
                }
                // Comments at the top of a file stay there.
                None if top => {
                    let start = self.page.lines_start(&row.parts[kept]);
                    self.insert_lines(start, &format!("{indent}{lines}{gap}"));
                }
                None => {
                    let start = self.page.next_line(own.header);
                    self.insert_lines(start, &format!("{indent}{lines}{gap}"));
                }
            }
        }
        Ok(())
    }

    /// A list or mapping of which nothing stays. `in_place`: its first line is not its alone,
    /// or there is nothing before it.
    fn renewed(
        &mut self,
        row: &Row<'a>,
        own: &Bounds,
        at: At<'a>,
        in_place: bool,
    ) -> Result<(), Refusal> {
        let added = row.all_added();
        let lines = self.writer.lines(&added, at, "");
        if !in_place {
            match added.is_empty() {
                true => self.insert(own.header, format!(" {}", row.empty())),
                false => {
                    let lines = format!("{}{lines}", " ".repeat(at.column));
                    self.insert_lines(self.page.next_line(own.header), &lines);
                }
            }
            for part in &row.parts {
                self.remove_lines(self.page.lines_start(part)..self.page.lines_end(part));
            }
            return Ok(());
        }
        for pair in row.parts.windows(2) {
            self.without_comments(&(self.page.lines_end(&pair[0])..pair[1].start))?;
        }
        let last = row.parts.last().map_or(own.end(), Bounds::end);
        let all = row.parts[0].start..self.page.line_end(last);
        self.lost.extend_from_slice(self.page.comments_in(&all));
        let text = if added.is_empty() { row.empty().to_owned() } else { lines };
        self.replace(all, text);
        Ok(())
    }

    /// Takes out the first keys of a mapping behind a dash; the one that stays follows the
    /// dash, or a comment that stands between.
    fn remove_led(&mut self, row: &Row<'a>, own: &Bounds, kept: usize) -> Result<(), Refusal> {
        let first = &row.parts[0];
        let all = first.start..row.parts[kept].start;
        let between = row.parts[..=kept].windows(2).any(|pair| {
            let gap = self.page.lines_end(&pair[0])..pair[1].start;
            !self.page.comments_in(&gap).is_empty()
        });
        if !between {
            self.lost.extend_from_slice(self.page.comments_in(&all));
            self.replace(all, "");
            return Ok(());
        }
        let end = self.page.lines_end(first);
        let line = own.header..self.page.line_end(end - 1);
        self.lost.extend_from_slice(self.page.comments_in(&line));
        self.replace(line, "");
        for part in &row.parts[1..kept] {
            self.remove_lines(self.page.lines_start(part)..self.page.lines_end(part));
        }
        Ok(())
    }

    /// Whether a blank line stands between all of its keys or items.
    fn is_spaced(&self, row: &Row) -> bool {
        row.parts.len() > 1
            && row.parts[..row.parts.len() - 1]
                .iter()
                .all(|part| self.page.is_blank_line(self.page.lines_end(part)))
    }

    /// The lines that go with a key or item; with one of the blank lines around it, where
    /// these stand between all.
    fn lines_of(&self, row: &Row, i: usize, spaced: bool) -> Range<usize> {
        let part = &row.parts[i];
        let (mut start, mut end) = (self.page.lines_start(part), self.page.lines_end(part));
        if spaced && i == 0 && self.page.is_blank_line(end) {
            end = self.page.next_line(end);
        } else if spaced && i > 0 && self.page.is_blank_line(self.page.line_start(start - 1)) {
            start = self.page.line_start(start - 1);
        }
        start..end
    }

    /// A list or mapping in brackets.
    fn flow(&mut self, row: &Row<'a>, own: &Bounds, at: At<'a>) -> Result<(), Refusal> {
        let open = own.value.as_ref().map_or(own.header, |value| value.start);
        let inside = open + 1..own.end() - 1;
        let (Some(&first), Some(&last)) = (row.kept.first(), row.kept.last()) else {
            self.without_comments(&inside)?;
            let end = row.parts.last().map_or(inside.end, Bounds::end);
            match row.all_added() {
                added if added.is_empty() => self.replace(inside, ""),
                added => {
                    let text = self.joined(&added, at);
                    self.replace(row.parts[0].start..end, text);
                }
            }
            return Ok(());
        };
        for &i in &row.removed {
            self.remove_in_brackets(row, i, last)?;
        }
        let added_last = row.added.iter().any(|(behind, _)| *behind == Some(last));
        let was_last = row.parts.last().is_some_and(|part| part.comma.is_some());
        if let (Some(next), Some(comma)) = (row.parts.get(last + 1), row.parts[last].comma)
            && self.page.is_alone(next)
            && !added_last
            && !was_last
        {
            self.replace(comma..comma + 1, "");
        }
        for (behind, group) in &row.added {
            match behind {
                Some(i) => self.add_behind(row, *i, group, at),
                None => self.add_before(&row.parts[first], group, at),
            }
        }
        Ok(())
    }

    fn remove_in_brackets(&mut self, row: &Row, i: usize, last: usize) -> Result<(), Refusal> {
        let part = &row.parts[i];
        if self.page.is_alone(part) {
            let end = part.comma.unwrap_or(part.end());
            self.remove_lines(self.page.line_start(part.start)..self.page.next_line(end));
            return Ok(());
        }
        let range = match i < last {
            true => part.start..row.parts[i + 1].start,
            false => row.parts[i - 1].end()..part.end(),
        };
        self.without_comments(&range)?;
        self.replace(range, "");
        Ok(())
    }

    fn add_behind(&mut self, row: &Row<'a>, i: usize, group: &[&'a Child<'a>], at: At<'a>) {
        let part = &row.parts[i];
        let next_goes = row.removed.binary_search(&(i + 1)).is_ok();
        if next_goes || !self.page.ends_line(part) || !self.page.is_first_on_line(part.start) {
            let text = self.joined(group, at);
            self.insert(part.end(), format!(", {text}"));
            return;
        }
        let lines =
            self.lines_in_brackets(group, At { column: self.page.column(part.start), ..at });
        match part.comma {
            Some(comma) => self.insert_lines(self.page.next_line(comma), &format!("{lines},")),
            None => {
                self.insert(part.end(), ",");
                self.insert_lines(self.page.next_line(part.end()), &lines);
            }
        }
    }

    fn add_before(&mut self, part: &Bounds, group: &[&'a Child<'a>], at: At<'a>) {
        if self.page.is_first_on_line(part.start) {
            let column = self.page.column(part.start);
            let lines = self.lines_in_brackets(group, At { column, ..at });
            self.insert_lines(self.page.line_start(part.start), &format!("{lines},"));
        } else {
            let text = self.joined(group, at);
            self.insert(part.start, format!("{text}, "));
        }
    }

    fn joined(&self, group: &[&'a Child<'a>], at: At<'a>) -> String {
        let each: Vec<_> = group.iter().map(|child| self.writer.child(child, at)).collect();
        each.join(", ")
    }

    /// Keys or items within brackets, a line each, without a comma behind the last.
    fn lines_in_brackets(&self, group: &[&'a Child<'a>], at: At<'a>) -> String {
        let indent = " ".repeat(at.column);
        let each = group.iter().map(|child| format!("{indent}{}", self.writer.child(child, at)));
        each.collect::<Vec<_>>().join(&format!(",{}", self.page.newline))
    }
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
