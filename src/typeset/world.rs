//! The files that the compiler may see.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_kit::files::{FileLoader, FileStore};

use super::Fonts;
use crate::markup::Markup;
use crate::text::SourceFile;

/// What goes into a document: markup, template files, attachments.
#[derive(Debug, Default)]
pub struct Compilation {
    /// Id of the document.
    pub document: String,
    /// Name of the file, without an ending.
    pub name: String,
    /// The markup that a template wrote, and what wrote which piece of it.
    pub markup: Markup,
    /// Files by their path from the project's root, without a leading `/`.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The markup as the compiler reads it; made when it first does.
    syntax: OnceLock<Source>,
}

impl Compilation {
    /// One of `markup`, to be published as `name` without an ending.
    pub fn new(
        document: String,
        name: String,
        markup: Markup,
        files: BTreeMap<String, Vec<u8>>,
    ) -> Compilation {
        Compilation { document, name, markup, files, syntax: OnceLock::new() }
    }

    /// Reads the markup as an edit of `older`'s, once that was read: what did not change in it stays
    /// the same to the compiler, which then finds again what it made of it. The pages are the same
    /// as without.
    pub fn follow(&self, older: &Compilation) {
        let Some(source) = older.syntax.get().filter(|_| older.name == self.name) else { return };
        let mut source = source.clone();
        let old: Vec<&str> = older.markup.text.split_inclusive('\n').collect();
        let new: Vec<&str> = self.markup.text.split_inclusive('\n').collect();
        // Texts that have little in common are not worth more.
        let diff = similar::TextDiff::configure().timeout(PATIENCE).diff_slices(&old, &new);
        let starts = |lines: &[&str]| -> Vec<usize> {
            let ends = lines.iter().scan(0, |end, line| {
                *end += line.len();
                Some(*end)
            });
            std::iter::once(0).chain(ends).collect()
        };
        let (from, to) = (starts(&old), starts(&new));
        // From the end, so that what is still to be edited stands where it stood.
        for op in diff.ops().iter().rev().filter(|op| op.tag() != similar::DiffTag::Equal) {
            let [old, new] = [(op.old_range(), &from), (op.new_range(), &to)]
                .map(|(lines, starts)| starts[lines.start]..starts[lines.end]);
            source.edit(old, &self.markup.text[new]);
        }
        if source.text() == self.markup.text {
            // Nobody has read it yet; and if, that is as good.
            let _ = self.syntax.set(source);
        }
    }

    fn syntax(&self, main: FileId) -> &Source {
        self.syntax.get_or_init(|| Source::new(main, self.markup.text.clone()))
    }

    /// Where the markup stands among the files.
    pub fn main_path(&self) -> String {
        format!("{}.typ", self.name)
    }

    /// The markup and every file it refers to, by path, as the typesetter sees them.
    pub fn tree(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let main = (self.main_path(), self.markup.text.clone().into_bytes());
        std::iter::once(main).chain(self.files.clone())
    }
}

/// Typst's standard library: the same for every document; with what it has of tables for who cannot
/// see them, such as headers of rows.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The time that finding out what changed in a markup may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(50);

/// The compiler's world.
pub(super) struct ProjectWorld<'a> {
    compilation: &'a Compilation,
    fonts: &'a Fonts,
    files: FileStore<Loader<'a>>,
    main: FileId,
}

/// Hands over files from memory.
struct Loader<'a>(&'a Compilation);

impl<'a> ProjectWorld<'a> {
    pub(super) fn new(compilation: &'a Compilation, fonts: &'a Fonts) -> Self {
        // `documents` lets only plain file names through.
        let main =
            VirtualPath::new(compilation.main_path()).expect("a plain file name is a valid path");
        ProjectWorld {
            compilation,
            fonts,
            files: FileStore::new(Loader(compilation)),
            main: RootedPath::new(VirtualRoot::Project, main).intern(),
        }
    }

    /// The place that a message is about: in a file, or in the template that wrote the markup.
    pub(super) fn place(&self, message: &SourceDiagnostic) -> Option<crate::text::Span> {
        // The innermost call that a template made says more than a line of the library.
        let calls = message.trace.iter().map(|point| point.span.into());
        std::iter::once(message.span).chain(calls).find_map(|span| {
            let id = match span.get() {
                DiagSpanKind::Detached => return None,
                DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
            };
            self.source_place(id, self.range(span)?)
        })
    }

    /// Whether a file is the markup that a template wrote.
    pub(super) fn is_main(&self, id: FileId) -> bool {
        id == self.main
    }

    /// The markup that a template wrote.
    pub(super) fn markup(&self) -> &Markup {
        &self.compilation.markup
    }

    /// A place in a file that the compiler read, in the words of the project.
    pub(super) fn source_place(
        &self,
        id: FileId,
        range: Range<usize>,
    ) -> Option<crate::text::Span> {
        if id == self.main {
            let markup = &self.compilation.markup;
            let own = || SourceFile::new(self.compilation.main_path(), &*markup.text);
            return Some(markup.map.template(&range).unwrap_or_else(|| own().span(range)));
        }
        let path = id.vpath().get_without_slash();
        let text = String::from_utf8_lossy(self.compilation.files.get(path)?).into_owned();
        Some(SourceFile::new(path, text).span(range))
    }
}

impl FileLoader for Loader<'_> {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        if path == self.0.main_path() {
            return Ok(Bytes::from_string(self.0.markup.text.clone()));
        }
        match (id.root(), self.0.files.get(path)) {
            (VirtualRoot::Project, Some(bytes)) => Ok(Bytes::new(bytes.clone())),
            _ => Err(FileError::NotFound(path.into())),
        }
    }
}

impl World for ProjectWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main {
            return Ok(self.compilation.syntax(id).clone());
        }
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store.font(index)
    }

    /// No clock: a template that asks for today's date gets an error.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
