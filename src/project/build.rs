//! From a valid project to its documents.

use std::collections::BTreeMap;

use minijinja::value::Value;

use super::{Project, Timings, room, signing};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::documents::{Content, Job};
use crate::markup::{self, Attachment, Base, Data, redline};
use crate::measure::{self, Measurement};
use crate::model::Model;
use crate::output::{Artifact, Extent, Inputs, MANIFEST};
use crate::source::raw::BookKind;
use crate::text::SourceFile;
use crate::typeset::{self, Compilation};
use crate::workbook::{self, Sumber};

/// Documents and the record of what they were made from.
pub struct Built {
    /// The documents.
    pub artifacts: Vec<Artifact>,
    /// The record of the inputs.
    pub inputs: Inputs,
    /// The markup the documents were set from.
    pub compilation: Vec<Compilation>,
}

impl Project {
    /// The record of everything that decides what the documents look like.
    pub fn inputs(&self) -> Inputs {
        let mut inputs = Inputs::default();
        for files in self.sources.files().chain(self.templates.files()) {
            inputs.add(files.path(), files.text().as_bytes());
        }
        for file in self.huruf.files() {
            inputs.add_known(&file.path, &file.sha256, file.size);
        }
        inputs
    }

    /// The jobs that are asked for, or all of them ([`crate::documents::Documents::select`]).
    ///
    /// # Errors
    /// What is not known, or cannot be made.
    pub fn jobs(&self, only: &[String]) -> Result<Vec<&Job>, Box<Diagnostic>> {
        self.documents.select(only, &self.model)
    }

    /// What templates see of this project, with the figures of `tahun`.
    pub fn data(&self, tahun: Option<i32>) -> Data {
        let measurement = tahun.map(|tahun| measure::measure(&self.model, tahun));
        Data::new(&self.model, measurement.as_ref(), &self.attachments())
    }

    /// The markup of those jobs that are set as pages.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn compilations(
        &self,
        jobs: &[&Job],
        inputs: &Inputs,
    ) -> Result<Vec<Compilation>, Box<Diagnostic>> {
        self.set(jobs, None, inputs)
    }

    /// The same with the changes from `base` marked on the page.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn marked_compilations(
        &self,
        jobs: &[&Job],
        base: &Base,
        inputs: &Inputs,
    ) -> Result<Vec<Compilation>, Box<Diagnostic>> {
        self.set(jobs, Some(base), inputs)
    }

    fn set(
        &self,
        jobs: &[&Job],
        base: Option<&Base>,
        inputs: &Inputs,
    ) -> Result<Vec<Compilation>, Box<Diagnostic>> {
        let files = self.files();
        // Documents share their context; those of a quarter see the year up to its end.
        let mut contexts: BTreeMap<Option<usize>, Value> = BTreeMap::new();
        let mut all = Vec::new();
        for job in jobs {
            let Content::Template(template) = &job.content else { continue };
            let sampai = job.item.triwulan;
            let data = contexts.entry(sampai).or_insert_with(|| self.context(sampai, base));
            let markup = match base {
                None => markup::render(job, template, data, &self.templates),
                Some(base) => markup::render_marked(job, template, data, base, &self.templates),
            }?;
            let mut files = files.clone();
            let manifest = inputs.document(&job.id, &job.item);
            files.insert(MANIFEST.to_owned(), manifest.json().into_bytes());
            let name = base.map_or_else(|| job.name.clone(), |_| job.marked_name());
            all.push(Compilation::new(job.id.clone(), name, markup, files));
        }
        Ok(all)
    }

    /// What templates see, with the figures up to quarter `sampai`, or to the year's cut-off.
    fn context(&self, sampai: Option<usize>, base: Option<&Base>) -> Value {
        let attachments = self.attachments();
        let tahun = self.model.opd.tahun;
        let value = |model: &Model| {
            let measurement = tahun.map(|tahun| measured(model, tahun, sampai));
            Data::new(model, measurement.as_ref(), &attachments).value()
        };
        let now = value(&self.model);
        let Some(base) = base else { return now };
        let merged = redline::merge(&value(base.model), &now);
        if base.only_changed { redline::only_changed(&merged) } else { merged }
    }

    /// What travels inside the documents.
    fn attachments(&self) -> Vec<Attachment> {
        let attachment = |path: &str, media_type, description| Attachment {
            path: path.to_owned(),
            media_type,
            description,
        };
        let manifest = "Daftar sumber dokumen ini beserta hash SHA-256";
        let mut all = vec![attachment(MANIFEST, "application/json", manifest)];
        if self.model.opd.lampirkan_sumber {
            all.extend(self.attached().map(|file| {
                attachment(file.path(), "application/yaml", "Sumber YAML dokumen ini")
            }));
            all.extend(
                self.templates
                    .own()
                    .map(|file| attachment(file.path(), "text/plain", "Templat milik kantor ini")),
            );
        }
        all
    }

    /// The data files that travel inside the documents: officials, whose file holds personal data,
    /// only where the office asks for it.
    fn attached(&self) -> impl Iterator<Item = &SourceFile> {
        let opd = &self.model.opd;
        let all = self.sources.files().filter(|_| opd.lampirkan_sumber);
        all.filter(|file| opd.lampirkan_pejabat || file.path() != "data/pejabat.yaml")
    }

    /// The files a document can refer to: what is attached, and the templates.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let all = self.attached().chain(self.templates.files());
        all.map(|file| (file.path().to_owned(), file.text().as_bytes().to_vec())).collect()
    }

    /// Makes the documents in `only`, or all that the project has when it is empty. `None`
    /// when there is an error.
    pub fn build(
        &self,
        only: &[String],
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<Built> {
        let jobs = self.jobs(only).map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
        self.make(&jobs, diagnostics, timings)
    }

    /// Makes these documents. `None` when there is an error.
    pub fn make(
        &self,
        jobs: &[&Job],
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<Built> {
        let inputs = timings.record("manifest", || self.inputs());
        if !jobs.iter().any(|job| matches!(job.content, Content::Template(_))) {
            let artifacts = timings.record("workbook", || self.books(jobs, &inputs));
            let artifacts = artifacts.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
            return Some(Built { artifacts, inputs, compilation: Vec::new() });
        }
        // Pages take most of the time; the workbooks are ready before they are.
        let (pages, (books, own)) = std::thread::scope(|scope| {
            let books = scope.spawn(|| {
                let mut own = Timings::default();
                (own.record("workbook", || self.books(jobs, &inputs)), own)
            });
            let pages = self.pages(jobs, &inputs, diagnostics, timings);
            (pages, books.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        timings.0.extend(own.0);
        let books = books.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok();
        let (mut artifacts, compilation) = pages?;
        artifacts.extend(books?);
        Some(Built { artifacts, inputs, compilation })
    }

    /// Makes the documents in `only` with the changes from `base` marked. `None` when there is
    /// an error.
    pub fn marked(
        &self,
        only: &[String],
        base: &Base,
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<Vec<Artifact>> {
        let inputs = self.inputs().since(base.name);
        let compilation =
            self.jobs(only).and_then(|jobs| self.marked_compilations(&jobs, base, &inputs));
        let compilation = compilation.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
        compilation.iter().map(|one| self.pdf(one, diagnostics, timings)).collect()
    }

    /// Makes the documents that are set as pages. `None` when there is an error.
    fn pages(
        &self,
        jobs: &[&Job],
        inputs: &Inputs,
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<(Vec<Artifact>, Vec<Compilation>)> {
        let compilation = timings.record("markup", || self.compilations(jobs, inputs));
        let compilation = compilation.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
        let mut artifacts = Vec::new();
        for one in &compilation {
            artifacts.extend(self.pdf(one, diagnostics, timings));
        }
        (artifacts.len() == compilation.len()).then_some((artifacts, compilation))
    }

    /// Sets one document. `None` when there is an error.
    fn pdf(
        &self,
        compilation: &Compilation,
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<Artifact> {
        let halaman = match timings.record("typeset", || typeset::lay_out(compilation, &self.huruf))
        {
            Ok((halaman, warnings)) => {
                diagnostics.extend(warnings);
                halaman
            }
            Err(errors) => {
                diagnostics.extend(errors);
                return None;
            }
        };
        room::check(&self.model, &halaman, compilation, &self.huruf, diagnostics);
        match timings.record("pdf", || halaman.pdf(compilation, &self.huruf)) {
            Ok(bytes) => Some(Artifact {
                document: compilation.document.clone(),
                name: format!("{}.pdf", compilation.name),
                bytes,
                extent: Extent::Pages(halaman.page_count()),
                signing: signing::places(
                    &self.model,
                    &halaman,
                    compilation,
                    &self.huruf,
                    diagnostics,
                ),
            }),
            Err(errors) => {
                diagnostics.extend(errors);
                None
            }
        }
    }

    /// Makes the workbooks, one after the other: the heap that is ready for this thread is worth
    /// more than a second.
    fn books(&self, jobs: &[&Job], inputs: &Inputs) -> Result<Vec<Artifact>, Box<Diagnostic>> {
        // What a workbook is, and what it is made from: the faces of pages are no part of it.
        let sumber = |job: &Job| -> Sumber {
            let own = |(path, hash): (&str, &str)| (path.to_owned(), hash.to_owned());
            let data = inputs.list().filter(|(path, _)| path.starts_with("data/"));
            let tahun = self.model.opd.tahun.map(|tahun| ("tahun".to_owned(), tahun.to_string()));
            let about = [("dokumen".to_owned(), job.id.clone())].into_iter().chain(tahun);
            about.chain(data.map(own)).collect()
        };
        let mut all = Vec::new();
        for job in jobs {
            let Content::Workbook(book) = job.content else { continue };
            let title = job.title.clone();
            let made = match book {
                BookKind::Lkjip => workbook::lkjip(&self.model, title, sumber(job)),
                BookKind::Renstra => workbook::renstra(&self.model, title, sumber(job)),
            };
            // A document without its data is no job.
            let Some(book) = made else { continue };
            let book = book?;
            all.push(Artifact {
                document: job.id.clone(),
                name: job.file_name(),
                extent: Extent::Sheets(book.sheets.len()),
                bytes: book.bytes,
                signing: None,
            });
        }
        Ok(all)
    }
}

fn measured(model: &Model, tahun: i32, sampai: Option<usize>) -> Measurement<'_> {
    match sampai {
        None => measure::measure(model, tahun),
        Some(sampai) => measure::measure_until(model, tahun, sampai),
    }
}
