//! The first stage: the project's files as text, raw values, and places.
//!
//! This is the only module that sees a YAML crate. What it hands on is typed ([`raw`]), and every
//! value knows its place in the file ([`Text`], [`crate::text::Spanned`]). A second reader, made
//! by other hands, tells whether a file reads the same for everybody ([`agree`]).

pub mod agree;
pub mod codes;
mod comments;
mod deserialize;
pub mod diagnosis;
mod files;
mod git;
mod locate;
mod mistyped;
mod parse;
pub mod raw;
pub mod schema;
pub mod tree;
mod yaml_words;

use std::path::Path;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::Phrase;
use crate::text::{SourceFile, Span, Text};
pub use comments::{Comment, LineStarts, SUPPRESS, of as comments_of};
use files::PeriodFiles;
pub use files::{Asset, Data, Tree, Unread, has_own_parts, read_named};
pub use git::Commit;
use tree::Node;

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
    /// The last of these keys, each in the value of the one before it, with its value.
    pub fn entry(&self, keys: &[&str]) -> Option<Span> {
        let entry = self.find(keys)?;
        Some(self.file.span(entry.key_range.start..entry.value.range.end))
    }

    /// The same key without its value.
    pub fn key(&self, keys: &[&str]) -> Option<Span> {
        Some(self.file.span(self.find(keys)?.key_range.clone()))
    }

    fn find(&self, keys: &[&str]) -> Option<&tree::Entry> {
        let (last, above) = keys.split_last()?;
        let holder =
            above.iter().try_fold(&self.tree, |node, key| Some(&node.entry(key)?.value))?;
        holder.entry(last)
    }
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
    /// data/pejabat.yaml
    pub pejabat: Option<Document<raw::Officials>>,
    /// data/realisasi/*.yaml in file-name order.
    pub realisasi: Vec<Document<raw::Realisasi>>,
    /// The office and the plan of the other periods, by name.
    pub periode: Vec<Period>,
    /// The year that is asked for, where it is not the office's own.
    pub tahun: Option<i32>,
    /// What could not be read.
    unread: Unread,
}

/// The office and the plan of one period.
#[derive(Debug)]
pub struct Period {
    /// The office.
    pub opd: Option<Document<raw::Opd>>,
    /// Its plan.
    pub renstra: Option<Document<raw::Renstra>>,
}

impl Period {
    /// Its first and its last year.
    pub fn years(&self) -> Option<[i32; 2]> {
        let periode = &self.opd.as_ref()?.value.periode;
        Some([periode.dari, periode.sampai])
    }

    /// Whether `tahun` belongs to it.
    pub fn covers(&self, tahun: i32) -> bool {
        self.opd.as_ref().is_some_and(|opd| covers(opd, tahun))
    }
}

/// Whether `tahun` belongs to the period of an office.
fn covers(opd: &Document<raw::Opd>, tahun: i32) -> bool {
    let periode = &opd.value.periode;
    (periode.dari..=periode.sampai).contains(&tahun)
}

impl Sources {
    /// Whether everything at `path` and below has been read, as far as it is there. Where
    /// something could not be read, what refers to it is unknown, not wrong.
    pub fn has_read(&self, path: &str) -> bool {
        !self.unread.touches(path)
    }

    /// All YAML files, in the order in which they are printed and attached.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        let others = self.periode.iter().flat_map(|one| {
            let opd = one.opd.iter().map(|document| &document.file);
            opd.chain(one.renstra.iter().map(|document| &document.file))
        });
        self.trees().map(|(file, _)| file).chain(others)
    }

    /// Puts the period that `tahun` belongs to in the place of the current one.
    fn turn_to(&mut self, tahun: i32) {
        let current = self.opd.as_ref().is_some_and(|opd| covers(opd, tahun));
        if let (false, Some(n)) = (current, self.period_of(tahun)) {
            self.swap(n);
        }
    }

    /// Puts the other period number `n` in the place of the current one, and that in its place.
    pub fn swap(&mut self, n: usize) {
        let other = &mut self.periode[n];
        std::mem::swap(&mut self.opd, &mut other.opd);
        std::mem::swap(&mut self.renstra, &mut other.renstra);
    }

    /// The number of the other period that `tahun` belongs to. Where two do, a plan was replaced
    /// before its end: the later one.
    pub fn period_of(&self, tahun: i32) -> Option<usize> {
        let periods = self.periode.iter().enumerate();
        let there = periods.filter(|(_, one)| one.covers(tahun));
        there.max_by_key(|(_, one)| one.years().map(|[dari, _]| dari)).map(|(n, _)| n)
    }

    /// Every key of every file, with its place.
    pub fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        self.trees().flat_map(|(file, tree)| {
            tree.keys().into_iter().map(|(key, range)| (key, file.span(range)))
        })
    }

    /// Every text of every file, keys left out.
    pub fn texts(&self) -> impl Iterator<Item = Text> {
        self.keyed_texts().map(|(_, text)| text)
    }

    /// Every text with the key it stands under.
    pub fn keyed_texts(&self) -> impl Iterator<Item = (&str, Text)> {
        self.trees().flat_map(|(file, tree)| {
            let all = tree.keyed_scalars("").into_iter();
            all.map(move |(key, text, range)| (key, Text::new(text, file.span(range))))
        })
    }

    /// Every comment.
    pub fn comments(&self) -> impl Iterator<Item = Comment<'_>> {
        self.trees().flat_map(|(file, tree)| comments::of(file, tree))
    }

    /// Where texts begin, for many questions.
    pub fn lines(&self) -> LineStarts<'_> {
        LineStarts::new(self.trees())
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
            .chain(self.pejabat.iter().map(parts))
            .chain(self.realisasi.iter().map(parts))
    }
}

/// Reads the files of the project in `folder`. What cannot be read goes to `diagnostics`.
pub fn read_tree(folder: &Path, diagnostics: &mut Diagnostics) -> Tree {
    let name = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    files::read(&mut files::Folder(folder), &name.display().to_string(), diagnostics)
}

/// The same for the project as it is in the revision `name` of the git repository that the folder
/// `project` is in.
///
/// # Errors
/// Why there is no such state.
pub fn read_revision(
    project: &Path,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Tree, Phrase> {
    Ok(files::read(&mut git::Revision::open(project, name)?, name, diagnostics))
}

/// The commit of a revision, where git knows one.
pub fn commit(project: &Path, revision: &str) -> Option<Commit> {
    Commit::find(project, revision)
}

/// Reads a project from files that are not on disk. Files of no known kind are left out.
pub fn read_files(
    files: impl IntoIterator<Item = SourceFile>,
    tahun: Option<i32>,
    diagnostics: &mut Diagnostics,
) -> Sources {
    let mut data = Data { tahun, ..Data::default() };
    files.into_iter().for_each(|file| data.put(file));
    read(data, diagnostics)
}

/// Reads what the files of a project say. Everything that is wrong goes to `diagnostics`.
pub fn read(files: Data, diagnostics: &mut Diagnostics) -> Sources {
    let mut unread = files.unread;
    let mut reader = DocumentReader { diagnostics, unread: &mut unread };
    let tahun = files.tahun;
    let mut sources = Sources {
        opd: reader.documents(files.opd).pop(),
        jabatan: reader.documents(files.jabatan),
        renstra: reader.documents(files.renstra).pop(),
        kamus: reader.documents(files.kamus).pop(),
        pejabat: reader.documents(files.pejabat).pop(),
        realisasi: reader.documents(files.realisasi),
        periode: files.periode.into_values().map(|one| reader.period(one)).collect(),
        tahun,
        unread: Unread::default(),
    };
    sources.unread = unread;
    if let Some(tahun) = tahun {
        sources.turn_to(tahun);
    }
    sources
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

/// Reads files, and keeps in mind which of them could not be read.
struct DocumentReader<'a> {
    diagnostics: &'a mut Diagnostics,
    unread: &'a mut Unread,
}

impl DocumentReader<'_> {
    /// Reads the files of another period.
    fn period(&mut self, files: PeriodFiles) -> Period {
        Period {
            opd: self.documents(files.opd).pop(),
            renstra: self.documents(files.renstra).pop(),
        }
    }

    /// Reads files of one kind.
    fn documents<T: DeserializeOwned + JsonSchema>(
        &mut self,
        files: impl IntoIterator<Item = SourceFile>,
    ) -> Vec<Document<T>> {
        let schema = schema::of::<T>();
        let mut read = Vec::new();
        for file in files {
            let path = file.path().to_owned();
            match document(file, &schema, self.diagnostics) {
                Some(document) => read.push(document),
                None => self.unread.add(&path),
            }
        }
        read
    }
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
    match deserialize::from_tree(&file, &tree) {
        Ok(value) => Some(Document { value, file, tree }),
        Err(error) => {
            let span = file.span(error.range.unwrap_or(tree.range));
            diagnostics
                .push(Diagnostic::new(&codes::YAML_TAK_TERBACA, span).arg("sebab", error.message));
            None
        }
    }
}
