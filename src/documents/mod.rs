//! The documents that a project has, by declaration: those that the program brings along
//! (`built_in.yaml`) and the project's own (`dokumen` in data/opd.yaml), of one kind.
//!
//! A declaration says what a document is made of, what it is made for (the office, each
//! position, the year, each quarter), what it needs, and what it and its files are called.
//! Declarations and a model make [`Job`]s: one for every file. Everything behind this module
//! knows documents by their ids.

pub mod codes;
mod declare;
mod pattern;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::source::raw::{self, BookKind, Perlu, Untuk};
use crate::source::{self, Sources};
use crate::text::{SourceFile, Span};
use pattern::{MAX_NAME, Pattern, is_safe_file_name};

/// What a document is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A template: its pages are a PDF.
    Template(String),
    /// Sheets that this program lays out.
    Workbook(BookKind),
}

/// A declared document.
#[derive(Debug)]
struct Document {
    id: String,
    title: Pattern,
    content: Content,
    /// Name of its files, and the one where that is taken.
    file: Pattern,
    other_file: Option<Pattern>,
    scope: Untuk,
    /// Without which of these it is not made.
    needs: Vec<Perlu>,
    /// Where its file name is declared.
    span: Span,
    /// Whether the project declared it.
    own: bool,
}

/// What one file of a document is made for; nothing of it for the office as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Id of the position.
    pub jabatan: Option<String>,
    /// The quarter, from 1.
    pub triwulan: Option<usize>,
    /// The year that was asked for, where it is not the office's own.
    pub tahun: Option<i32>,
}

/// One file to be made: a document for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Id of the document.
    pub id: String,
    /// Title of the file.
    pub title: String,
    /// What it is made of.
    pub content: Content,
    /// What the document is made for.
    pub scope: Untuk,
    /// Which of those this file is for.
    pub item: Item,
    /// Name of the file, without its ending.
    pub name: String,
}

/// What the name of a file ends in that shows the changes from an older state.
const MARKED: &str = "-perubahan";

/// Whether documents are published under such a name, ending included.
pub fn is_published_name(name: &str) -> bool {
    let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)?.strip_suffix('.'));
    stem.is_some_and(|stem| is_safe_file_name(stem.strip_suffix(MARKED).unwrap_or(stem)))
}

/// How the files of pages and of workbooks end.
const ENDINGS: [&str; 2] = ["pdf", "xlsx"];

impl Job {
    /// Name of the file.
    pub fn file_name(&self) -> String {
        let [pages, workbook] = ENDINGS;
        let ending = match self.content {
            Content::Template(_) => pages,
            Content::Workbook(_) => workbook,
        };
        format!("{}.{ending}", self.name)
    }

    /// Name of the file that shows the changes from an older state, without its ending.
    pub fn marked_name(&self) -> String {
        format!("{}{MARKED}", self.name)
    }

    /// Whether `other` is the same document for the same item, whatever the file is called.
    pub fn is_same_document(&self, other: &Job) -> bool {
        self.id == other.id && self.item == other.item
    }
}

/// The documents of a project.
#[derive(Debug, Default)]
pub struct Documents {
    declared: Vec<Document>,
    jobs: Vec<Job>,
}

impl Documents {
    /// Reads the declarations. `templates`: the names of those there are. What is wrong goes to
    /// `diagnostics`.
    pub fn new(
        sources: &Sources,
        model: Option<&Model>,
        templates: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Documents {
        let file = SourceFile::new("dokumen-bawaan.yaml", include_str!("built_in.yaml"));
        let built_in = source::read_built_in::<raw::BuiltInDocuments>(file);
        let mut reader = declare::Reader { sources, templates, taken: HashMap::new(), diagnostics };
        // A project's own document takes the place of the program's with the same id.
        let own = sources.opd.iter().flat_map(|opd| &opd.value.dokumen);
        let own: HashSet<&str> = own.map(|raw| raw.id.as_str()).collect();
        let mut kept = built_in.value.dokumen;
        kept.retain(|raw| !own.contains(raw.id.as_str()));
        let mut declared = reader.read(&kept, false);
        if let Some(opd) = &sources.opd {
            declared.extend(reader.read(&opd.value.dokumen, true));
        }
        let asked = sources.tahun;
        let jobs = model.map(|model| jobs(&declared, model, asked, diagnostics));
        let jobs = jobs.unwrap_or_default();
        Documents { declared, jobs }
    }

    /// Everything that can be made, in the order of the declarations.
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// What is asked for: ids, or what several ids begin with before a hyphen (`iki` for
    /// `iki-asli` and `iki-tahunan`). Everything, where nothing is.
    ///
    /// # Errors
    /// An id that is not known, or a document whose data are not there.
    pub fn select(&self, only: &[String], model: &Model) -> Result<Vec<&Job>, Box<Diagnostic>> {
        if only.is_empty() {
            return Ok(self.jobs.iter().collect());
        }
        let mut wanted: Vec<&str> = Vec::new();
        for asked in only {
            for document in self.named(asked)? {
                if let (Some(missing), true) = (document.missing(model), document.id == *asked) {
                    return Err(missing.into());
                }
                wanted.push(&document.id);
            }
        }
        Ok(self.jobs.iter().filter(|job| wanted.contains(&job.id.as_str())).collect())
    }

    /// The documents with this id; where there is none, those whose ids begin with it.
    fn named(&self, asked: &str) -> Result<Vec<&Document>, Box<Diagnostic>> {
        if let Some(document) = self.declared.iter().find(|document| document.id == asked) {
            return Ok(vec![document]);
        }
        let front = format!("{asked}-");
        let family: Vec<_> = self.declared.iter().filter(|d| d.id.starts_with(&front)).collect();
        if !family.is_empty() {
            return Ok(family);
        }
        let found = Diagnostic::global(&codes::DOKUMEN_TAK_DIKENAL).arg("id", asked);
        let known: Vec<&str> = self.declared.iter().map(|d| d.id.as_str()).collect();
        Err(with_suggestion(found, asked, &known).into())
    }
}

impl Document {
    /// What keeps it from being made.
    fn missing(&self, model: &Model) -> Option<Diagnostic> {
        let lacks = |need: &Perlu| match need {
            Perlu::Tahun => model.opd.tahun.is_none(),
            Perlu::Renstra => model.renstra.is_none(),
            Perlu::Perubahan => !model.has_revision(),
        };
        let code = match self.needs.iter().find(|need| lacks(need))? {
            Perlu::Tahun => &codes::TANPA_TAHUN,
            Perlu::Renstra => &codes::TANPA_RENSTRA,
            Perlu::Perubahan => &codes::TANPA_PERUBAHAN,
        };
        let found = if self.own {
            Diagnostic::new(code, self.span.clone())
        } else {
            Diagnostic::global(code)
        };
        Some(found.arg("id", &self.id))
    }

    /// What it is made for, one file each.
    fn items(&self, model: &Model) -> Vec<Item> {
        match self.scope {
            Untuk::Kantor | Untuk::Tahun => vec![Item::default()],
            Untuk::Jabatan => {
                let each = model.jabatan_in(model.opd.year_shown());
                let each = each.map(|jabatan| Some(jabatan.id.to_string()));
                each.map(|jabatan| Item { jabatan, ..Item::default() }).collect()
            }
            Untuk::Triwulan => {
                let year = model.opd.tahun.and_then(|tahun| model.realisasi.get(&tahun));
                let each = 1..=year.map_or(0, |year| year.sampai);
                each.map(|n| Item { triwulan: Some(n), ..Item::default() }).collect()
            }
        }
    }
}

/// Files with their names: each safe on every system, each used once.
fn jobs(
    declared: &[Document],
    model: &Model,
    asked: Option<i32>,
    diagnostics: &mut Diagnostics,
) -> Vec<Job> {
    let mut jobs = Vec::new();
    let mut taken: HashMap<String, &Document> = HashMap::new();
    for document in declared {
        if let Some(missing) = document.missing(model) {
            // Of the program's documents a project has those that it has the data for.
            if document.own {
                diagnostics.push(missing);
            }
            continue;
        }
        for item in document.items(model) {
            let item = Item { tahun: asked, ..item };
            match named(document, item, model, &taken) {
                Ok(job) => {
                    taken.extend(claims(&job).into_iter().map(|name| (name, document)));
                    jobs.push(job);
                }
                Err(diagnostic) => {
                    diagnostics.push(*diagnostic);
                    break;
                }
            }
        }
    }
    jobs
}

/// The file names that a job takes, those of its changes too. Some file systems hold capitals and
/// small letters for the same.
fn claims(job: &Job) -> Vec<String> {
    let marked = match job.content {
        Content::Template(_) => Some(format!("{}.pdf", job.marked_name())),
        Content::Workbook(_) => None,
    };
    std::iter::once(job.file_name()).chain(marked).map(|name| name.to_lowercase()).collect()
}

/// The file of `document` for `item`, with a name that nobody has.
fn named(
    document: &Document,
    item: Item,
    model: &Model,
    taken: &HashMap<String, &Document>,
) -> Result<Job, Box<Diagnostic>> {
    let mut job = Job {
        id: document.id.clone(),
        title: document.title.fill(model, &item),
        content: document.content.clone(),
        scope: document.scope,
        name: document.file.fill(model, &item),
        item,
    };
    let holder = |job: &Job| claims(job).iter().find_map(|name| taken.get(name).copied());
    let mut other = holder(&job);
    if let (Some(_), Some(pattern)) = (other, &document.other_file) {
        job.name = pattern.fill(model, &job.item);
        other = holder(&job);
    }
    let at = |code| Diagnostic::new(code, document.span.clone());
    if !is_safe_file_name(&job.name) {
        let found = at(&codes::NAMA_BERKAS_TAK_AMAN).arg("nama", &job.name);
        return Err(found.arg("batas", MAX_NAME).into());
    }
    if let Some(other) = other {
        let found = at(&codes::BERKAS_BENTROK).arg("nama", job.file_name()).arg("lain", &other.id);
        // The program's documents stand in no file of the project.
        let elsewhere = other.own && other.id != document.id;
        let first = elsewhere.then(|| other.span.clone());
        return Err(match first {
            Some(first) => found.related(first, &source::codes::THE_FIRST),
            None => found,
        }
        .into());
    }
    Ok(job)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_declarations_are_without_mistake() {
        let sources = source::read_files(Vec::new(), None, &mut Diagnostics::default());
        let mut diagnostics = Diagnostics::default();
        let templates = [
            "iki.typ.j2",
            "iki-tahunan.typ.j2",
            "iku.typ.j2",
            "pohon-kinerja.typ.j2",
            "pk.typ.j2",
            "pk-perubahan.typ.j2",
        ];
        let documents = Documents::new(&sources, None, &templates, &mut diagnostics);
        assert!(!diagnostics.has_errors());
        let ids: Vec<&str> = documents.declared.iter().map(|d| d.id.as_str()).collect();
        let all = ["iki-asli", "iki-tahunan", "lkjip", "renstra", "iku", "pohon-kinerja", "pk"];
        assert_eq!(ids, [&all[..], &["pk-perubahan"]].concat());
    }
}
