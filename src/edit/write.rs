//! How new values are written: in the style of what stands around them.

use std::collections::HashMap;

use super::draft::{Child, Collection, Content, Draft};
use super::layout::{Page, Style};
use super::scalar::{self, Quote, Spot};
use crate::source::tree::{Entry, Kind, Node};

/// Writes new values into a file.
pub(super) struct Writer<'a> {
    page: &'a Page<'a>,
    /// The first list and the first mapping with something in it under each key.
    models: HashMap<(&'a str, Collection), &'a Node>,
    /// Columns from a key to the keys under it.
    step: usize,
    /// Columns from a key to the dashes of the list under it.
    dash: usize,
}

/// Where a new value is to stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    /// The key it stands under, its own or its list's.
    pub key: Option<&'a str>,
    /// Behind what.
    pub behind: Behind,
    /// The column of its key or dash.
    pub column: usize,
    /// The list or mapping of the file in whose style to write, the one around it.
    pub around: Option<&'a Node>,
    /// Within brackets.
    pub flow: bool,
    /// Where the scalar begins in whose place it comes.
    pub replaces: Option<usize>,
}

/// What a value stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    Colon,
    Dash,
    /// Nothing: it is the whole file.
    Start,
}

impl<'a> Writer<'a> {
    pub(super) fn new(page: &'a Page<'a>, tree: &'a Node) -> Self {
        let mut writer = Writer { page, models: HashMap::new(), step: 2, dash: 2 };
        let mut seen = (false, false);
        writer.learn(tree, &mut seen);
        writer
    }

    /// Learns how the file is written.
    fn learn(&mut self, node: &'a Node, seen: &mut (bool, bool)) {
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::Seq(items) => items.iter().for_each(|item| self.learn(item, seen)),
            Kind::Map(entries) => {
                for entry in entries {
                    self.learn_entry(entry, seen);
                    self.learn(&entry.value, seen);
                }
            }
        }
    }

    fn learn_entry(&mut self, entry: &'a Entry, (step, dash): &mut (bool, bool)) {
        let Some(kind) = kind_of(&entry.value) else { return };
        self.models.entry((&entry.key, kind)).or_insert(&entry.value);
        if self.page.style(&entry.value) == Style::Flow {
            return;
        }
        let column = self.page.column(entry.key_range.start);
        let (seen, columns) = match &entry.value.kind {
            Kind::Map(inner) => {
                let inner = inner.first().map(|first| first.key_range.start);
                (step, inner.map(|at| self.page.column(at)))
            }
            _ => (dash, self.page.behind_key(entry).map(|at| self.page.column(at))),
        };
        let Some(columns) = columns.and_then(|inner| inner.checked_sub(column)) else { return };
        if !std::mem::replace(seen, true) {
            match kind {
                Collection::Map => self.step = columns.max(1),
                Collection::List => self.dash = columns,
            }
        }
    }

    /// A new value in whose style: that of its namesakes, else of its neighbors.
    fn model(&self, at: At<'a>, kind: Collection) -> Option<&'a Node> {
        let namesake = at.key.and_then(|key| self.models.get(&(key, kind)).copied());
        let neighbors = || children_of(at.around?).into_iter().find(|c| kind_of(c) == Some(kind));
        namesake.or_else(neighbors)
    }

    /// A value with the blank or line end before it. A list or mapping over several lines
    /// begins with a line end behind a colon.
    pub(super) fn value(&self, draft: &'a Draft<'a>, at: At<'a>) -> String {
        match &draft.content {
            Content::Asked { text, plain: true } => format!(" {text}"),
            Content::Asked { text, plain: false } => {
                let indent = match at.behind {
                    Behind::Colon => Some(at.column + self.step),
                    Behind::Dash => Some(at.column + 2),
                    Behind::Start => None,
                };
                let quote = match at.replaces {
                    Some(start) => self.quote_at(start),
                    None => at.around.and_then(|node| self.quote(node)),
                };
                let spot = Spot {
                    flow: at.flow,
                    quote,
                    indent: indent.filter(|_| !at.flow),
                    newline: self.page.newline,
                };
                format!(" {}", scalar::write(text, spot))
            }
            Content::Nested(Collection::Map, children) if children.is_empty() => " {}".to_owned(),
            Content::Nested(Collection::List, children) if children.is_empty() => " []".to_owned(),
            Content::Nested(kind, children) => {
                let model = self.model(at, *kind);
                let flow = at.flow || model.is_some_and(|m| self.page.style(m) == Style::Flow);
                let inner = At { around: model, flow, replaces: None, ..at };
                let children = children.iter().collect::<Vec<_>>();
                if flow {
                    format!(" {}", self.brackets(*kind, &children, inner))
                } else {
                    self.block(*kind, &children, inner)
                }
            }
            // A scalar of the file stays where it is.
            Content::Kept | Content::Patched(_) => String::new(),
        }
    }

    /// A list or mapping on lines of its own, or behind a dash.
    fn block(&self, kind: Collection, children: &[&'a Child<'a>], at: At<'a>) -> String {
        let column = match (at.behind, kind) {
            (Behind::Colon, Collection::Map) => at.column + self.step,
            (Behind::Colon, Collection::List) => at.column + self.dash,
            (Behind::Dash, _) => at.column + 2,
            (Behind::Start, _) => at.column,
        };
        let lines = self.lines(children, At { column, ..at }, "");
        match at.behind {
            Behind::Colon => format!("{}{lines}", self.line(column)),
            Behind::Dash | Behind::Start => format!(" {lines}"),
        }
    }

    /// A line end and the blanks up to a column.
    fn line(&self, column: usize) -> String {
        format!("{}{}", self.page.newline, " ".repeat(column))
    }

    /// Keys or items at a column, a line each; the first without its blanks.
    /// `gap` stands before the line end between two.
    pub(super) fn lines(&self, children: &[&'a Child<'a>], at: At<'a>, gap: &str) -> String {
        let lines: Vec<_> = children.iter().map(|child| self.child(child, at)).collect();
        lines.join(&format!("{gap}{}", self.line(at.column)))
    }

    /// A key or item with what stands under it; `at.key` is the key around it.
    pub(super) fn child(&self, child: &'a Child<'a>, at: At<'a>) -> String {
        match &child.key {
            Some(key) => {
                let quote = at.around.and_then(|node| self.key_quote(node));
                let own = At { key: Some(key), behind: Behind::Colon, ..at };
                format!("{}:{}", scalar::write_key(key, quote), self.value(&child.draft, own))
            }
            None if at.flow => {
                self.value(&child.draft, At { key: None, ..at }).trim_start().to_owned()
            }
            None => {
                let own = At { key: None, behind: Behind::Dash, ..at };
                format!("-{}", self.value(&child.draft, own))
            }
        }
    }

    /// A list or mapping in brackets.
    pub(super) fn brackets(
        &self,
        kind: Collection,
        children: &[&'a Child<'a>],
        at: At<'a>,
    ) -> String {
        let inside: Vec<_> = children.iter().map(|child| self.child(child, at)).collect();
        let inside = inside.join(", ");
        let model = at.around.filter(|node| self.page.style(node) == Style::Flow);
        let airy = match model {
            Some(node) => self.page.text[node.range.start + 1..].starts_with([' ', '\r', '\n']),
            None => kind == Collection::Map,
        };
        let pad = if airy { " " } else { "" };
        match kind {
            Collection::List => format!("[{pad}{inside}{pad}]"),
            Collection::Map => format!("{{{pad}{inside}{pad}}}"),
        }
    }

    /// The quotes of all scalars in a list or mapping, when all of them have the same.
    fn quote(&self, node: &Node) -> Option<Quote> {
        let scalars = children_of(node).into_iter();
        let scalars = scalars.filter(|child| matches!(child.kind, Kind::Scalar { .. }));
        self.common_quote(scalars.map(|child| child.range.start))
    }

    /// The quotes of all keys of a mapping, when all of them have the same.
    fn key_quote(&self, node: &Node) -> Option<Quote> {
        let Kind::Map(entries) = &node.kind else { return None };
        self.common_quote(entries.iter().map(|entry| entry.key_range.start))
    }

    fn common_quote(&self, starts: impl Iterator<Item = usize>) -> Option<Quote> {
        let mut quotes = starts.map(|at| self.quote_at(at));
        let first = quotes.next()??;
        quotes.all(|quote| quote == Some(first)).then_some(first)
    }

    /// The quote that begins here.
    fn quote_at(&self, at: usize) -> Option<Quote> {
        match self.page.text.as_bytes().get(at) {
            Some(b'\'') => Some(Quote::Single),
            Some(b'"') => Some(Quote::Double),
            _ => None,
        }
    }
}

/// The values in a list or mapping.
fn children_of(node: &Node) -> Vec<&Node> {
    match &node.kind {
        Kind::Scalar { .. } => Vec::new(),
        Kind::Seq(items) => items.iter().collect(),
        Kind::Map(entries) => entries.iter().map(|entry| &entry.value).collect(),
    }
}

/// What a list or mapping with something in it is.
fn kind_of(node: &Node) -> Option<Collection> {
    match &node.kind {
        Kind::Seq(items) if !items.is_empty() => Some(Collection::List),
        Kind::Map(entries) if !entries.is_empty() => Some(Collection::Map),
        _ => None,
    }
}
