//! Comments of the files, and the lines they speak of.

use std::collections::HashMap;
use std::ops::Range;

use super::tree::Node;
use crate::text::{SourceFile, Span};

/// The word with which a comment accepts a finding.
pub const SUPPRESS: &str = "terima";

/// A comment of a file.
#[derive(Debug, Clone)]
pub struct Comment<'a> {
    /// What it says, without its `#`.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// The line it speaks of, from 1: its own, or the next one with something in it when it
    /// has a line to itself.
    pub line: usize,
}

/// The lines on which the texts of a project begin.
pub struct LineStarts<'a>(HashMap<&'a str, Outline>);

impl<'a> LineStarts<'a> {
    pub(super) fn new(files: impl Iterator<Item = (&'a SourceFile, &'a Node)>) -> Self {
        LineStarts(files.map(|(file, tree)| (file.path(), Outline::new(file, tree))).collect())
    }

    /// The line, from 1, on which the text begins that holds this place: its own line, or the
    /// first of a text over several.
    pub fn first_line(&self, span: &Span) -> usize {
        let Some(range) = self.0.get(span.file.path()) else { return 0 };
        let at = span.range.start;
        let start = range.containing(at).map_or(at, |range| range.start);
        range.lines.partition_point(|line| *line <= start)
    }
}

/// The bytes of a file that belong to keys and texts, in order, and where its lines begin.
struct Outline {
    texts: Vec<Range<usize>>,
    lines: Vec<usize>,
}

impl Outline {
    fn new(file: &SourceFile, tree: &Node) -> Self {
        let texts = tree.scalars().into_iter().map(|node| node.range.clone());
        let mut all: Vec<_> =
            texts.chain(tree.keys().into_iter().map(|(_, range)| range)).collect();
        all.sort_by_key(|range| range.start);
        let ends = file.text().match_indices('\n').map(|(at, _)| at + 1);
        Outline { texts: all, lines: std::iter::once(0).chain(ends).collect() }
    }

    /// The key or text that holds this byte.
    fn containing(&self, at: usize) -> Option<&Range<usize>> {
        let before = self.texts.partition_point(|range| range.start <= at);
        self.texts[..before].last().filter(|range| at < range.end)
    }
}

/// The comments of a file: what follows a `#` at the start of a line or behind a blank, and is
/// no part of a text.
pub fn of<'a>(file: &'a SourceFile, tree: &Node) -> Vec<Comment<'a>> {
    let range = Outline::new(file, tree);
    let within = |at: usize| range.containing(at).is_some();
    let mut found = Vec::new();
    // Comments with a line to themselves wait for the line they speak of.
    let mut waiting: Vec<usize> = Vec::new();
    let mut start = 0;
    for (n, line) in file.text().split_inclusive('\n').enumerate() {
        let blank_before = |at: usize| at == 0 || line[..at].ends_with([' ', '\t']);
        let sign = line.match_indices('#').map(|(at, _)| at);
        let at = sign.into_iter().find(|at| blank_before(*at) && !within(start + at));
        let content = at.map_or(line, |at| &line[..at]);
        if !content.trim().is_empty() {
            for index in waiting.drain(..) {
                let comment: &mut Comment = &mut found[index];
                comment.line = n + 1;
            }
        }
        if let Some(at) = at {
            if content.trim().is_empty() {
                waiting.push(found.len());
            }
            let text = line[at + 1..].trim();
            let span = file.span(start + at..start + line.trim_end().len());
            found.push(Comment { text, span, line: n + 1 });
        }
        start += line.len();
    }
    found
}
