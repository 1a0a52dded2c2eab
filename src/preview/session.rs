//! A project as it is looked at: read again when files changed, its documents laid out when they
//! are asked for, what was good kept while the files have errors.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use serde_json::{Value, json};

use super::change::Change;
use super::question::Question;
use super::{origin, search, words};
use crate::diagnostic::{self, Diagnostic, Diagnostics};
use crate::documents::{Content, Job};
use crate::language::{Language, Phrase};
use crate::output::{Inputs, MANIFEST};
use crate::project::{self, Project, Timings};
use crate::text::SourceFile;
use crate::typeset::{self, Compilation, Pages, TracedRun};

/// A project that is looked at.
pub struct Session {
    pub(super) folder: PathBuf,
    pub(super) language: Language,
    now: Option<Now>,
    good: Option<Good>,
    shown: BTreeMap<String, Shown>,
    pub(super) undo: Vec<Change>,
}

/// What the files said when they were last read.
struct Now {
    found: Diagnostics,
    /// The data files.
    files: Vec<SourceFile>,
    valid: bool,
}

/// The project as it was when it last had no error.
struct Good {
    project: Rc<Project>,
    at: Instant,
    /// What could be made of each document's template since then.
    compiled: BTreeMap<String, Result<Rc<Compilation>, Box<Diagnostic>>>,
}

/// A document as it is shown.
pub(super) struct Shown {
    /// What it was made from.
    pub project: Rc<Project>,
    /// The markup, and the files that it refers to.
    pub compilation: Rc<Compilation>,
    /// Its pages.
    pub pages: Pages,
    /// What each looks like.
    looks: Vec<String>,
    /// What is wrong with it.
    found: Diagnostics,
    /// Where the text of each page comes from; asked once.
    traced: Vec<OnceCell<Vec<TracedRun>>>,
    /// The quarter that it is made for.
    pub triwulan: Option<usize>,
}

impl Shown {
    /// The text of a page with where it comes from.
    pub fn traced(&self, page: usize) -> &[TracedRun] {
        let made = || self.pages.traced_runs(page, &self.compilation, &self.project.huruf);
        self.traced.get(page).map_or(&[], |cell| cell.get_or_init(made))
    }

    /// The number of pages.
    pub fn page_count(&self) -> usize {
        self.looks.len()
    }
}

/// Why a question has no answer, in words.
pub(super) type Refused = (Phrase, Diagnostics);

impl Session {
    /// Looks at the project in `folder`, and speaks `language`. Nothing is read yet.
    pub fn new(folder: &Path, language: Language) -> Session {
        Session {
            folder: folder.to_owned(),
            language,
            now: None,
            good: None,
            shown: BTreeMap::new(),
            undo: Vec::new(),
        }
    }

    /// The answer to a question; `{"refused": …}` with the reason in words where there is none.
    pub fn answer(&mut self, question: &Question) -> Value {
        if self.now.is_none() {
            self.read();
        }
        let answered = match question {
            Question::Read {} => {
                self.read();
                Ok(self.state())
            }
            Question::LayOut { document } => self.lay_out(document),
            Question::Picture { document, page, look } => {
                self.page(document, *page, look).map(|shown| {
                    let picture = shown.pages.svg(*page).unwrap_or_default();
                    json!({ "picture": picture })
                })
            }
            Question::Text { document, page, look } => {
                self.page(document, *page, look).map(|shown| origin::text(shown, *page))
            }
            Question::Origin { document, page, look, run, x } => {
                let shown = self.page(document, *page, look);
                shown.and_then(|shown| origin::of(self, shown, *page, *run, *x))
            }
            Question::Place { file, line, column } => {
                origin::of_place(self, file, (*line, *column))
            }
            Question::Indikator { id, document } => origin::of_indikator(self, id, document),
            Question::Marks {} => Ok(self.marks()),
            Question::Search { words } => Ok(search::find(&self.shown, words)),
            Question::Edit { file, version, start, value } => {
                self.edit(file, version, *start, value)
            }
            Question::Fix { code, file, line, column } => self.fix(code, file, (*line, *column)),
            Question::Undo {} => self.take_back(),
        };
        answered.unwrap_or_else(|(reason, found)| {
            json!({ "refused": reason.words(self.language), "findings": self.findings(&found) })
        })
    }

    /// Reads the project.
    pub(super) fn read(&mut self) {
        let mut found = Diagnostics::default();
        let read = project::inspect(&self.folder, None, &mut found, &mut Timings::default());
        let valid = read.is_ok();
        let files = match read {
            Ok(project) => {
                let files = project.sources.files().cloned().collect();
                let known =
                    |name: &String| project.documents.jobs().iter().any(|j| j.name == *name);
                self.shown.retain(|name, _| known(name));
                let project = Rc::new(project);
                let at = Instant::now();
                self.good = Some(Good { project, at, compiled: BTreeMap::new() });
                files
            }
            Err(sources) => sources.files().cloned().collect(),
        };
        self.now = Some(Now { found, files, valid });
    }

    /// What is there: documents, findings, and since when the pages are as they are.
    fn state(&self) -> Value {
        let good = self.good.as_ref();
        let jobs = good.map(|good| good.project.documents.jobs()).unwrap_or_default();
        let document = |job: &Job| {
            let has_pages = matches!(job.content, Content::Template(_));
            json!({ "name": job.name, "file": job.file_name(), "title": job.title, "pages": has_pages })
        };
        json!({
            "office": good.map(|good| good.project.model.opd.nama.as_str()),
            "stale": !self.is_valid(),
            // Seconds; what time it is, the browser knows.
            "age": good.map(|good| good.at.elapsed().as_secs()),
            "documents": jobs.iter().map(document).collect::<Vec<_>>(),
            "findings": self.now.as_ref().map(|now| self.findings(&now.found)),
            "undo": self.undo.len(),
        })
    }

    /// Findings as the page shows them: those of the command line, and whether a cure can be made.
    pub(super) fn findings(&self, found: &Diagnostics) -> Value {
        let mut value = diagnostic::json::value(found, self.language);
        let all = value["diagnostics"].take();
        let Value::Array(mut all) = all else { return json!([]) };
        for (one, diagnostic) in all.iter_mut().zip(found.sorted()) {
            one["word"] = diagnostic.code.severity.name(self.language).into();
            one["cure"] = (!diagnostic.fixes.is_empty()).into();
        }
        Value::Array(all)
    }

    /// Whether the files have no error.
    pub(super) fn is_valid(&self) -> bool {
        self.now.as_ref().is_some_and(|now| now.valid)
    }

    /// What is wrong with the files.
    pub(super) fn found(&self) -> Option<&Diagnostics> {
        self.now.as_ref().map(|now| &now.found)
    }

    /// A data file as it was last read.
    pub(super) fn file(&self, path: &str) -> Option<&SourceFile> {
        self.now.as_ref()?.files.iter().find(|file| file.path() == path)
    }

    /// The project as it was when it last had no error.
    pub(super) fn project(&self) -> Option<&Rc<Project>> {
        self.good.as_ref().map(|good| &good.project)
    }

    /// A document that is shown.
    pub(super) fn document(&self, name: &str) -> Option<&Shown> {
        self.shown.get(name)
    }

    fn page(&self, document: &str, page: usize, look: &str) -> Result<&Shown, Refused> {
        let shown = self.document(document);
        let shown = shown.filter(|shown| shown.looks.get(page).is_some_and(|own| own == look));
        shown.ok_or_else(|| ((&words::MOVED).into(), Diagnostics::default()))
    }

    /// Lays a document out, unless it is what it was.
    fn lay_out(&mut self, name: &str) -> Result<Value, Refused> {
        let unknown = || ((&words::NO_DOCUMENT).into(), Diagnostics::default());
        let good = self.good.as_mut().ok_or_else(unknown)?;
        let triwulan = good.job(name).ok_or_else(unknown)?.item.triwulan;
        let compiled = good.compiled(name).ok_or_else(unknown)?;
        let project = Rc::clone(&good.project);
        let old = self.shown.remove(name);
        let made = compiled
            .map_err(|one| Diagnostics::from(*one))
            .and_then(|compilation| Shown::made(project, compilation, triwulan, old.as_ref()));
        let (shown, found) = match made {
            Ok(Made::New(shown)) => (Some(*shown), None),
            Ok(Made::Same(compilation, project)) => {
                (old.map(|old| old.with(compilation, project)), None)
            }
            Err(found) => (old, Some(found)),
        };
        let stale = found.is_some();
        let found = found.as_ref().or(shown.as_ref().map(|shown| &shown.found));
        let answer = json!({
            "document": name,
            "stale": stale,
            "pages": shown.as_ref().map(Shown::pages_in_short),
            "headings": shown.as_ref().map(Shown::headings),
            "findings": found.map(|found| self.findings(found)),
        });
        if let Some(shown) = shown {
            self.shown.insert(name.to_owned(), shown);
        }
        Ok(answer)
    }

    /// Where the findings of the project are on the pages that are laid out.
    fn marks(&self) -> Value {
        let Some(found) = self.found() else { return json!({ "marks": [] }) };
        let found = found.sorted();
        let mut marks = Vec::new();
        for (name, shown) in &self.shown {
            for page in 0..shown.page_count() {
                for (n, bbox) in origin::marked(shown.traced(page), &found) {
                    marks
                        .push(json!({ "finding": n, "document": name, "page": page, "box": bbox }));
                }
            }
        }
        json!({ "marks": marks })
    }
}

impl Good {
    fn job(&self, name: &str) -> Option<&Job> {
        self.project.documents.jobs().iter().find(|job| job.name == name)
    }

    /// The markup of a document. All that can be filled are filled at once: they share their data.
    fn compiled(&mut self, name: &str) -> Option<Result<Rc<Compilation>, Box<Diagnostic>>> {
        if self.compiled.is_empty() {
            // What travels in a document is of no matter to its pages.
            let inputs = Inputs::default();
            let jobs: Vec<&Job> = self.project.documents.jobs().iter().collect();
            match self.project.compilations(&jobs, &inputs) {
                Ok(all) => {
                    let named = all.into_iter().map(|one| (one.name.clone(), Ok(Rc::new(one))));
                    self.compiled = named.collect();
                }
                Err(_) => {
                    for job in jobs {
                        let one = self.project.compilations(&[job], &inputs);
                        if let Some(one) = one.map(|mut one| one.pop()).transpose() {
                            self.compiled.insert(job.name.clone(), one.map(Rc::new));
                        }
                    }
                }
            }
        }
        self.compiled.get(name).cloned()
    }
}

/// What comes of laying a document out.
enum Made {
    New(Box<Shown>),
    /// The pages are what they were; only what they were made from moved.
    Same(Rc<Compilation>, Rc<Project>),
}

impl Shown {
    fn made(
        project: Rc<Project>,
        compilation: Rc<Compilation>,
        triwulan: Option<usize>,
        old: Option<&Shown>,
    ) -> Result<Made, Diagnostics> {
        if let Some(old) = old {
            compilation.follow(&old.compilation);
        }
        if old.is_some_and(|old| old.is_of(&compilation, &project)) {
            return Ok(Made::Same(compilation, project));
        }
        let mut found = Diagnostics::default();
        let pages = match typeset::lay_out(&compilation, &project.huruf) {
            Ok((pages, warnings)) => {
                found.extend(warnings);
                pages
            }
            Err(errors) => {
                found.extend(errors);
                return Err(found);
            }
        };
        let looks: Vec<String> = (0..pages.page_count()).filter_map(|n| pages.look(n)).collect();
        let traced = looks.iter().map(|_| OnceCell::new()).collect();
        Ok(Made::New(Box::new(Shown {
            project,
            compilation,
            pages,
            looks,
            found,
            traced,
            triwulan,
        })))
    }

    /// The same pages, made from this.
    fn with(self, compilation: Rc<Compilation>, project: Rc<Project>) -> Shown {
        let traced = self.looks.iter().map(|_| OnceCell::new()).collect();
        Shown { project, compilation, traced, ..self }
    }

    /// Whether this is laid out from the same.
    fn is_of(&self, compilation: &Compilation, project: &Project) -> bool {
        let fonts = |project: &Project| -> Vec<(String, String)> {
            let files = project.huruf.files();
            files.iter().map(|file| (file.path.clone(), file.sha256.clone())).collect()
        };
        // Data and the list of them travel in a document; only a template of the project's own could
        // look into them.
        let is_looked_into = project.templates.own().next().is_some();
        let parts = |of: &'_ Compilation| -> Vec<(String, Vec<u8>)> {
            let files = of.files.iter().filter(|(path, _)| {
                is_looked_into || !path.starts_with("data/") && path.as_str() != MANIFEST
            });
            files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
        };
        self.compilation.markup.text == compilation.markup.text
            && parts(&self.compilation) == parts(compilation)
            && fonts(&self.project) == fonts(project)
    }

    fn pages_in_short(&self) -> Value {
        let page = |(n, look): (usize, &String)| {
            let [width, height] = self.pages.size(n).unwrap_or_default();
            json!({ "look": look, "width": width, "height": height })
        };
        self.looks.iter().enumerate().map(page).collect()
    }

    fn headings(&self) -> Value {
        let heading = |one: typeset::Heading| json!({ "title": one.title, "level": one.level, "page": one.page, "top": one.top });
        self.pages.headings().into_iter().map(heading).collect()
    }
}
