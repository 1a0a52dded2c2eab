//! The files that the compiler may see.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_kit::files::{FileLoader, FileStore};

use super::Fonts;
use crate::markup::likely_line;
use crate::text::SourceFile;

/// What goes into a document: markup, template files, attachments.
#[derive(Debug, Default)]
pub struct Compilation {
    /// Id of the document.
    pub document: String,
    /// Name of the file, without an ending.
    pub name: String,
    /// The markup that a template wrote.
    pub markup: String,
    /// The template that wrote it, for the place of mistakes.
    pub template: Option<SourceFile>,
    /// Files by their path from the project's root, without a leading `/`.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Compilation {
    /// Where the markup stands among the files.
    pub fn main_path(&self) -> String {
        format!("{}.typ", self.name)
    }
}

/// Typst's standard library: the same for every document.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

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

    /// The file and bytes that a message is about. A line of the generated markup is
    /// traced back to the template line that probably wrote it.
    pub(super) fn place(
        &self,
        message: &SourceDiagnostic,
    ) -> Option<(SourceFile, std::ops::Range<usize>)> {
        let in_main = |id: FileId| id == self.main;
        // The innermost call that a template made says more than a line of the library.
        let spans = std::iter::once(message.span)
            .chain(message.trace.iter().map(|point| point.span.into()));
        let mut first = None;
        for span in spans {
            let id = match span.get() {
                DiagSpanKind::Detached => continue,
                DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
            };
            let Some(range) = self.range(span) else { continue };
            if !in_main(id) {
                let path = id.vpath().get_without_slash().to_owned();
                let text = String::from_utf8_lossy(self.compilation.files.get(&path)?).into_owned();
                first.get_or_insert((SourceFile::new(path, text), range));
                continue;
            }
            let markup = &self.compilation.markup;
            let start = markup[..range.start].rfind('\n').map_or(0, |i| i + 1);
            let line = markup[start..].lines().next().unwrap_or("");
            let template = self.compilation.template.as_ref();
            let traced = template.and_then(|t| Some((t.clone(), likely_line(t, line)?)));
            first.get_or_insert(
                traced.unwrap_or((SourceFile::new(self.compilation.main_path(), markup), range)),
            );
        }
        first
    }
}

impl FileLoader for Loader<'_> {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        if path == self.0.main_path() {
            return Ok(Bytes::from_string(self.0.markup.clone()));
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
