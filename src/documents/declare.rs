//! From a declaration as it is written to one that can be made, or what is wrong with it.

use std::collections::HashMap;

use super::pattern::{Mistake, Pattern, Use, known};
use super::{Content, Document, codes};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::source::raw::{self, Perlu, Untuk};
use crate::text::{Span, Text};

/// Reads the declarations of one file after another.
pub(super) struct Reader<'a> {
    /// The files of the project.
    pub sources: &'a Sources,
    /// The templates there are.
    pub templates: &'a [&'a str],
    /// Ids that are taken, and where.
    pub taken: HashMap<String, Span>,
    /// Where findings go.
    pub diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Every declaration that can be used. `own`: whether they are the project's; then a document
    /// that cannot be made is a mistake.
    pub fn read(&mut self, list: &[raw::Dokumen], own: bool) -> Vec<Document> {
        list.iter().filter_map(|raw| Entry { raw, own, reader: self }.document()).collect()
    }
}

/// One declaration.
struct Entry<'e, 'r> {
    raw: &'e raw::Dokumen,
    own: bool,
    reader: &'e mut Reader<'r>,
}

impl Entry<'_, '_> {
    fn document(mut self) -> Option<Document> {
        let raw = self.raw;
        let scope = raw.untuk.as_ref().map(|untuk| untuk.value).unwrap_or_default();
        let id = self.id();
        let content = self.content(scope);
        let title = self.pattern(&raw.judul, Use::Title, scope);
        let [file, other_file] = [&raw.berkas, &raw.berkas_lain]
            .map(|text| Some(self.pattern(text.as_ref()?, Use::File, scope)));
        let (id, content, title) = (id?, content?, title?);
        let file = file.unwrap_or_else(|| Some(Pattern::usual(&id, scope)))?;
        let other_file = match other_file {
            Some(pattern) => Some(pattern?),
            None => None,
        };
        let patterns = [Some(&title), Some(&file), other_file.as_ref()];
        let in_a_pattern = patterns.into_iter().flatten().any(Pattern::needs_tahun);
        let of_a_year = matches!(scope, Untuk::Tahun | Untuk::Triwulan);
        // Without a year nothing else can be asked of it.
        let of_a_year = of_a_year || in_a_pattern || raw.perlu.contains(&Perlu::Tahun);
        let year = of_a_year.then_some(Perlu::Tahun);
        let needs = year.into_iter().chain(raw.perlu.iter().copied()).collect();
        Some(Document {
            needs,
            span: raw.berkas.as_ref().unwrap_or(&raw.id).span(),
            own: self.own,
            id,
            title,
            content,
            file,
            other_file,
            scope,
        })
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.reader.diagnostics.push(diagnostic);
    }

    /// The id: of the form of all ids, and its own.
    fn id(&mut self) -> Option<String> {
        let (id, span) = (&self.raw.id, self.raw.id.span());
        let good = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !good {
            self.report(Diagnostic::new(&crate::model::codes::ID_TAK_SAH, span).arg("id", id));
            return None;
        }
        if let Some(first) = self.reader.taken.get(id.as_str()).cloned() {
            let found = Diagnostic::new(&crate::model::codes::ID_GANDA, span).arg("id", id);
            // The other may be the program's, in no file of the project.
            let in_the_project = first.file.path() == id.span().file.path();
            self.report(if in_the_project {
                found.related(first, &crate::source::codes::THE_FIRST)
            } else {
                found
            });
            return None;
        }
        self.reader.taken.insert(id.to_string(), span);
        Some(id.to_string())
    }

    /// What it is made of.
    fn content(&mut self, scope: Untuk) -> Option<Content> {
        let unclear = |place: Span| {
            Diagnostic::new(&codes::ISI_DOKUMEN_TAK_JELAS, place).arg("id", &self.raw.id)
        };
        match (&self.raw.templat, &self.raw.buku_kerja) {
            (Some(name), None) if self.reader.templates.contains(&name.as_str()) => {
                return Some(Content::Template(name.to_string()));
            }
            // One that could not be read is reported where it is.
            (Some(name), None) if !self.reader.sources.has_read(&format!("templates/{name}")) => {}
            (Some(name), None) => {
                let found = Diagnostic::new(&codes::TEMPLAT_TAK_ADA, name.span());
                let documents = self.reader.templates.iter().filter(|name| name.ends_with(".j2"));
                let known: Vec<&str> = documents.copied().collect();
                self.report(with_suggestion(found.arg("nama", name), name, &known));
            }
            (None, Some(book)) => match &self.raw.untuk {
                Some(untuk) if matches!(scope, Untuk::Jabatan | Untuk::Triwulan) => {
                    self.report(unclear(untuk.span()).other_help(&codes::BOOK_OF_THE_OFFICE));
                }
                _ => return Some(Content::Workbook(book.value)),
            },
            (Some(_), Some(book)) => self.report(unclear(book.span())),
            (None, None) => self.report(unclear(self.raw.id.span())),
        }
        None
    }

    /// The pattern of a title or a file name.
    fn pattern(&mut self, text: &Text, place: Use, scope: Untuk) -> Option<Pattern> {
        match Pattern::parse(text, place, scope) {
            Ok(pattern) => Some(pattern),
            Err(mistake) => {
                self.report(unknown_placeholder(text, &mistake, &known(place, scope)));
                None
            }
        }
    }
}

fn unknown_placeholder(text: &Text, mistake: &Mistake, known: &[String]) -> Diagnostic {
    let found = Diagnostic::new(&codes::ISIAN_DOKUMEN_SALAH, text.part(mistake.range.clone()));
    let found = found.arg("isian", &mistake.placeholder);
    if mistake.is_open() {
        return found.arg("dikenal", known.join(", ")).other_help(&codes::OPEN_BRACE);
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    with_suggestion(found, &mistake.placeholder, &known)
}
