//! The first stage: the project's files as text, raw values, and places.
//!
//! This is the only module that sees a YAML crate. What it hands on is typed
//! ([`raw`]) and every value of it can still be found in the file ([`Dokumen::tempat`]).

pub mod codes;
mod files;
pub mod raw;
pub mod schema;
pub mod tree;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text::{SourceFile, Span};
pub use files::{Asset, read_assets};
use tree::Node;
pub use tree::Segment;

/// A YAML file that has been read: its typed value, its text, its tree.
#[derive(Debug)]
pub struct Document<T> {
    /// What it says.
    pub value: T,
    /// The file.
    pub file: SourceFile,
    tree: Node,
}

impl<T> Document<T> {
    /// Where the value at `path` stands; the nearest thing that exists, if it does not.
    pub fn span(&self, path: &[Segment]) -> Span {
        self.file.span(self.tree.nearest(path).range.clone())
    }

    /// Where the key at the end of `path` stands.
    pub fn span_of_key(&self, path: &[Segment]) -> Span {
        let key = path.split_last().and_then(|(last, parent)| match last {
            Segment::Key(key) => self.tree.nearest(parent).entry(key),
            Segment::Index(_) => None,
        });
        match key {
            Some(entry) => self.file.span(entry.key_range.clone()),
            None => self.span(path),
        }
    }

    /// Where the characters `chars` of the text at `path` stand.
    pub fn span_of_chars(&self, path: &[Segment], chars: Range<usize>) -> Span {
        let node = self.tree.nearest(path);
        self.file.span(node.bytes_of_chars(self.file.text(), chars))
    }
}

/// A text of a file.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    node: &'a Node,
    file: &'a SourceFile,
}

impl Text<'_> {
    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.node.kind {
            tree::Kind::Scalar { text, .. } => text,
            _ => "",
        }
    }

    /// Where its characters `chars` stand.
    pub fn span(&self, chars: Range<usize>) -> Span {
        self.file.span(self.node.bytes_of_chars(self.file.text(), chars))
    }

    /// Where its bytes `bytes` stand.
    pub fn part(&self, bytes: Range<usize>) -> Span {
        let text = self.as_str();
        let chars = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
        self.span(chars(bytes.start)..chars(bytes.end))
    }

    /// The whole of it.
    pub fn whole(&self) -> Span {
        self.file.span(self.node.range.clone())
    }
}

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

/// A project as it is written: the files of it that could be read.
#[derive(Debug)]
pub struct Sources {
    /// data/opd.yaml
    pub opd: Option<Document<raw::Opd>>,
    /// data/jabatan/*.yaml in file-name order.
    pub jabatan: Vec<Document<raw::Jabatan>>,
    /// data/renstra.yaml
    pub renstra: Option<Document<raw::Renstra>>,
    /// data/kamus.yaml
    pub kamus: Option<Document<raw::Kamus>>,
    /// data/realisasi/*.yaml in file-name order.
    pub realisasi: Vec<Document<raw::Realisasi>>,
    /// Whether every file could be read. Where one could not, what refers to it is unknown,
    /// not wrong.
    pub complete: bool,
}

impl Sources {
    /// All YAML files, in the order in which they are printed and attached.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.trees().map(|(file, _)| file)
    }

    /// Every key of every file, with its place.
    pub fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        self.trees().flat_map(|(file, tree)| {
            tree.keys().into_iter().map(|(key, range)| (key, file.span(range)))
        })
    }

    /// Every text of every file, keys left out.
    pub fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        self.trees().flat_map(|(file, tree)| {
            tree.scalars().into_iter().map(move |node| Text { node, file })
        })
    }

    /// Every text with the key it stands under.
    pub fn keyed_texts(&self) -> impl Iterator<Item = (&str, Text<'_>)> {
        self.trees().flat_map(|(file, tree)| {
            let all = tree.keyed_scalars("").into_iter();
            all.map(move |(keys, node)| (keys, Text { node, file }))
        })
    }

    /// Every comment.
    pub fn comments(&self) -> impl Iterator<Item = Comment<'_>> {
        self.trees().flat_map(|(file, tree)| comments(file, tree))
    }

    /// Where texts begin, for many questions.
    pub fn lines(&self) -> LineStarts<'_> {
        LineStarts(
            self.trees().map(|(file, tree)| (file.path(), Interval::new(file, tree))).collect(),
        )
    }

    /// The files with their trees, whatever their kind.
    fn trees(&self) -> impl Iterator<Item = (&SourceFile, &Node)> {
        fn parts<T>(document: &Document<T>) -> (&SourceFile, &Node) {
            (&document.file, &document.tree)
        }
        let opd = self.opd.iter().map(parts);
        opd.chain(self.jabatan.iter().map(parts))
            .chain(self.renstra.iter().map(parts))
            .chain(self.kamus.iter().map(parts))
            .chain(self.realisasi.iter().map(parts))
    }
}

/// The lines on which the texts of a project begin.
pub struct LineStarts<'a>(HashMap<&'a str, Interval>);

impl LineStarts<'_> {
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
struct Interval {
    value: Vec<Range<usize>>,
    lines: Vec<usize>,
}

impl Interval {
    fn new(file: &SourceFile, tree: &Node) -> Self {
        let texts = tree.scalars().into_iter().map(|node| node.range.clone());
        let mut value: Vec<_> =
            texts.chain(tree.keys().into_iter().map(|(_, range)| range)).collect();
        value.sort_by_key(|range| range.start);
        let ends = file.text().match_indices('\n').map(|(at, _)| at + 1);
        Interval { value, lines: std::iter::once(0).chain(ends).collect() }
    }

    /// The key or text that holds this byte.
    fn containing(&self, at: usize) -> Option<&Range<usize>> {
        let before = self.value.partition_point(|range| range.start <= at);
        self.value[..before].last().filter(|range| at < range.end)
    }
}

/// The comments of a file: what follows a `#` at the start of a line or behind a blank, and is
/// no part of a text.
fn comments<'a>(file: &'a SourceFile, tree: &Node) -> Vec<Comment<'a>> {
    let range = Interval::new(file, tree);
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

/// Reads the project in `folder`. Everything that is wrong goes to `temuan`.
pub fn read(folder: &Path, diagnostics: &mut Diagnostics) -> Sources {
    let files = files::read_data(folder, diagnostics);
    assemble(files, diagnostics)
}

/// Reads a project from files that are not on disk. Files of no known kind are left out.
pub fn read_files(
    file: impl IntoIterator<Item = SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Sources {
    let mut data = files::Data::default();
    let mut all: Vec<SourceFile> = file.into_iter().collect();
    all.sort_by(|a, b| a.path().cmp(b.path()));
    for file in all {
        match file.path().split('/').collect::<Vec<_>>()[..] {
            ["data", "opd.yaml"] => data.opd = Some(file),
            ["data", "renstra.yaml"] => data.renstra = Some(file),
            ["data", "kamus.yaml"] => data.kamus = Some(file),
            ["data", "jabatan", name] if name.ends_with(".yaml") => data.jabatan.push(file),
            ["data", "realisasi", name] if name.ends_with(".yaml") => data.realisasi.push(file),
            _ => {}
        }
    }
    assemble(data, diagnostics)
}

fn assemble(files: files::Data, diagnostics: &mut Diagnostics) -> Sources {
    let opd = files.opd.and_then(|file| document(file, &schema::of::<raw::Opd>(), diagnostics));
    let jabatan = documents(files.jabatan, diagnostics);
    let renstra = documents(files.renstra.into_iter().collect(), diagnostics).pop();
    let kamus = documents(files.kamus.into_iter().collect(), diagnostics).pop();
    let realisasi = documents(files.realisasi, diagnostics);
    Sources { opd, jabatan, renstra, kamus, realisasi, complete: !diagnostics.has_errors() }
}

/// Reads one file that is built into the program.
///
/// # Panics
/// When it has a mistake, which a test keeps out.
pub fn read_built_in<T: DeserializeOwned + JsonSchema>(file: SourceFile) -> Document<T> {
    let mut diagnostics = Diagnostics::default();
    let document = document(file, &schema::of::<T>(), &mut diagnostics);
    document.expect("what is built in is tested")
}

/// Reads files of one kind.
fn documents<T: DeserializeOwned + JsonSchema>(
    files: Vec<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Vec<Document<T>> {
    let schema = schema::of::<T>();
    files.into_iter().filter_map(|file| document(file, &schema, diagnostics)).collect()
}

/// Reads one file: tree, shape, then the typed value.
fn document<T: DeserializeOwned + JsonSchema>(
    file: SourceFile,
    schema: &serde_json::Value,
    diagnostics: &mut Diagnostics,
) -> Option<Document<T>> {
    let tree = match tree::parse(&file) {
        Ok(tree) => tree,
        Err(found) => {
            diagnostics.extend(found);
            return None;
        }
    };
    let found = schema::check(&file, &tree, schema);
    if !found.is_empty() {
        diagnostics.extend(found);
        return None;
    }
    match serde_yaml::from_str(file.text().trim_start_matches('\u{feff}')) {
        Ok(value) => Some(Document { value, file, tree }),
        Err(error) => {
            let at = error.location().map_or(0, |l| l.index());
            diagnostics.push(
                Diagnostic::new(&codes::YAML_TAK_TERBACA, file.span(at..at + 1))
                    .arg("sebab", error),
            );
            None
        }
    }
}
