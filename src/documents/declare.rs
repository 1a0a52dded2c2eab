//! From a declaration as it is written to one that can be made, or what is wrong with it.

use std::collections::HashMap;

use super::pattern::{Mistake, Pattern, Use, known};
use super::{Content, Document, codes};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Segment::{self, Index, Key};
use crate::source::raw::{self, Perlu, Untuk};
use crate::text::Span;

/// The key under which documents are declared.
const DOKUMEN: &str = "dokumen";

/// A file with declarations under [`DOKUMEN`].
pub(super) struct Declarations<'a> {
    /// What it declares.
    pub list: &'a [raw::Dokumen],
    /// The file.
    pub file: &'a dyn Locate,
    /// Whether it is the project's: then a document that cannot be made is a mistake.
    pub own: bool,
}

/// Says where something stands in a file.
pub(super) trait Locate {
    /// The value at `path`.
    fn value(&self, path: &[Segment]) -> Span;
    /// These characters of it.
    fn chars(&self, path: &[Segment], chars: std::ops::Range<usize>) -> Span;
}

impl<T> Locate for crate::source::Document<T> {
    fn value(&self, path: &[Segment]) -> Span {
        self.span(path)
    }

    fn chars(&self, path: &[Segment], chars: std::ops::Range<usize>) -> Span {
        self.span_of_chars(path, chars)
    }
}

/// Reads the declarations of one file after another.
pub(super) struct Reader<'a> {
    /// The templates there are.
    pub templates: &'a [&'a str],
    /// Ids that are taken, and where.
    pub taken: HashMap<String, Span>,
    /// Where findings go.
    pub diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Every declaration of `all` that can be used.
    pub fn read(&mut self, all: &Declarations) -> Vec<Document> {
        let each = all.list.iter().enumerate();
        each.filter_map(|(n, raw)| Entry { raw, n, all, reader: self }.document()).collect()
    }
}

/// One declaration.
struct Entry<'e, 'r> {
    raw: &'e raw::Dokumen,
    n: usize,
    all: &'e Declarations<'e>,
    reader: &'e mut Reader<'r>,
}

impl Entry<'_, '_> {
    fn document(mut self) -> Option<Document> {
        let scope = self.raw.untuk.unwrap_or_default();
        let id = self.id();
        let content = self.content(scope);
        let title = self.pattern("judul", &self.raw.judul, Use::Title, scope);
        let files = [("berkas", &self.raw.berkas), ("berkas_lain", &self.raw.berkas_lain)];
        let [file, other_file] = files.map(|(key, text)| {
            let text = text.as_ref()?;
            Some(self.pattern(key, text, Use::File, scope))
        });
        let (id, content, title) = (id?, content?, title?);
        let file = file.unwrap_or_else(|| Some(Pattern::usual(&id, scope)))?;
        let other_file = match other_file {
            Some(pattern) => Some(pattern?),
            None => None,
        };
        let perlu = |what| self.raw.perlu.contains(&what);
        let patterns = [Some(&title), Some(&file), other_file.as_ref()];
        let in_a_pattern = patterns.into_iter().flatten().any(Pattern::needs_tahun);
        let of_a_year = matches!(scope, Untuk::Tahun | Untuk::Triwulan);
        Some(Document {
            needs_tahun: perlu(Perlu::Tahun) || of_a_year || in_a_pattern,
            needs_renstra: perlu(Perlu::Renstra),
            span: self.span(if self.raw.berkas.is_some() { "berkas" } else { "id" }),
            own: self.all.own,
            id,
            title,
            content,
            file,
            other_file,
            scope,
        })
    }

    /// Where the value of one of its keys stands.
    fn span(&self, key: &str) -> Span {
        self.all.file.value(&[Key(DOKUMEN), Index(self.n), Key(key)])
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.reader.diagnostics.push(diagnostic);
    }

    /// The id: of the form of all ids, and its own.
    fn id(&mut self) -> Option<String> {
        let (id, span) = (&self.raw.id, self.span("id"));
        let good = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !good {
            self.report(Diagnostic::new(&crate::model::codes::ID_TAK_SAH, span).arg("id", id));
            return None;
        }
        if let Some(first) = self.reader.taken.get(id).cloned() {
            let found = Diagnostic::new(&crate::model::codes::ID_GANDA, span).arg("id", id);
            // The other may be the program's, in no file of the project.
            let in_the_project = first.file.path() == self.span("id").file.path();
            self.report(if in_the_project {
                found.related(first, &crate::source::codes::THE_FIRST)
            } else {
                found
            });
            return None;
        }
        self.reader.taken.insert(id.clone(), span);
        Some(id.clone())
    }

    /// What it is made of.
    fn content(&mut self, scope: Untuk) -> Option<Content> {
        let unclear = |entry: &Self, key| {
            Diagnostic::new(&codes::ISI_DOKUMEN_TAK_JELAS, entry.span(key)).arg("id", &entry.raw.id)
        };
        match (&self.raw.templat, self.raw.buku_kerja) {
            (Some(name), None) if self.reader.templates.contains(&name.as_str()) => {
                Some(Content::Template(name.clone()))
            }
            (Some(name), None) => {
                let found = Diagnostic::new(&codes::TEMPLAT_TAK_ADA, self.span("templat"));
                let documents = self.reader.templates.iter().filter(|name| name.ends_with(".j2"));
                let known: Vec<&str> = documents.copied().collect();
                self.report(with_suggestion(found.arg("nama", name), name, &known));
                None
            }
            (None, Some(_)) if matches!(scope, Untuk::Jabatan | Untuk::Triwulan) => {
                self.report(unclear(self, "untuk").other_help(&codes::BOOK_OF_THE_OFFICE));
                None
            }
            (None, Some(book)) => Some(Content::Workbook(book)),
            (templat, _) => {
                let key = if templat.is_some() { "buku_kerja" } else { "id" };
                self.report(unclear(self, key));
                None
            }
        }
    }

    /// The pattern under `key`.
    fn pattern(&mut self, key: &str, text: &str, place: Use, scope: Untuk) -> Option<Pattern> {
        match Pattern::parse(text, place, scope) {
            Ok(pattern) => Some(pattern),
            Err(mistake) => {
                let diagnostic = self.unknown_placeholder(key, &mistake, &known(place, scope));
                self.report(diagnostic);
                None
            }
        }
    }

    fn unknown_placeholder(&self, key: &str, mistake: &Mistake, known: &[String]) -> Diagnostic {
        let path = [Key(DOKUMEN), Index(self.n), Key(key)];
        let span = self.all.file.chars(&path, mistake.chars.clone());
        let found = Diagnostic::new(&codes::ISIAN_DOKUMEN_SALAH, span);
        let found = found.arg("isian", &mistake.placeholder);
        if mistake.is_open() {
            return found.arg("dikenal", known.join(", ")).other_help(&codes::OPEN_BRACE);
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        with_suggestion(found, &mistake.placeholder, &known)
    }
}
