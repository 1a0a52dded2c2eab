//! The first stage: the project's files as text, raw values, and places.
//!
//! This is the only module that sees a YAML crate. What it hands on is typed ([`raw`]), and every
//! value knows its place in the file ([`Text`], [`crate::text::Spanned`]). A second reader, made
//! by other hands, tells whether a file reads the same for everybody ([`agree`]).

pub mod agree;
pub mod codes;
mod comments;
mod deserialize;
mod files;
mod git;
mod locate;
mod parse;
pub mod raw;
pub mod schema;
pub mod tree;
mod yaml_words;

use std::path::Path;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::language::Phrase;
use crate::text::{SourceFile, Span, Text};
pub use comments::{Comment, LineStarts, SUPPRESS, of as comments_of};
pub use files::{Asset, Data, Tree};
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

/// Reads a project from files that are not on disk. Files of no known kind are left out.
pub fn read_files(
    files: impl IntoIterator<Item = SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Sources {
    let mut data = Data::default();
    let mut all: Vec<SourceFile> = files.into_iter().collect();
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
    read(data, diagnostics)
}

/// Reads what the files of a project say. Everything that is wrong goes to `diagnostics`.
pub fn read(files: Data, diagnostics: &mut Diagnostics) -> Sources {
    let before = diagnostics.count(Severity::Error);
    let opd = files.opd.and_then(|file| document(file, &schema::of::<raw::Opd>(), diagnostics));
    let jabatan = documents(files.jabatan, diagnostics);
    let renstra = documents(files.renstra.into_iter().collect(), diagnostics).pop();
    let kamus = documents(files.kamus.into_iter().collect(), diagnostics).pop();
    let realisasi = documents(files.realisasi, diagnostics);
    let complete = !files.incomplete && diagnostics.count(Severity::Error) == before;
    Sources { opd, jabatan, renstra, kamus, realisasi, complete }
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
