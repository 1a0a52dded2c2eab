//! The one way through the program: a project folder in, finished documents out.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markup::{self, Attachment, Templates};
use crate::measure;
use crate::model::{self, Model};
use crate::output::{Artifact, Extent, Inputs};
use crate::project_codes as codes;
use crate::source::{self, Segment, Sources};
use crate::text::SourceFile;
use crate::typeset::{self, Compilation, Fonts};
use crate::workbook::{self, Sumber};

/// A project that has been read and found valid.
pub struct Project {
    /// The files as written.
    pub sources: Sources,
    /// What they say.
    pub model: Model,
    /// Templates, built-in and own.
    pub templates: Templates,
    /// Faces, built-in and own.
    pub huruf: Fonts,
}

/// How long each stage took, in order.
#[derive(Debug, Default)]
pub struct Timings(pub Vec<(&'static str, Duration)>);

impl Timings {
    /// Runs `work` and notes its time under `stage`.
    pub fn record<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((stage, start.elapsed()));
        result
    }
}

/// A kind of document that can be asked for on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DocumentKind {
    /// PDF IKI, edisi asli dan edisi tahunan
    Iki,
    /// Buku kerja lampiran LKjIP
    Lkjip,
    /// Buku kerja tabel Renstra
    Renstra,
}

/// Documents and the record of what they were made from.
pub struct Built {
    /// The documents.
    pub artifacts: Vec<Artifact>,
    /// The record of the inputs.
    pub inputs: Inputs,
    /// The markup the documents were set from.
    pub compilation: Vec<Compilation>,
}

/// Reads a project and finds what stands in the way of its documents. Findings go to
/// `temuan`; `None` when there is an error.
pub fn read(
    folder: &Path,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    let Bagian { sources, model, templates, huruf } = parts(folder, diagnostics, timings);
    let model = model.filter(|_| !diagnostics.has_errors())?;
    Some(Project { sources, model, templates, huruf })
}

/// The same, and everything else a careful inspector would say.
pub fn check(
    folder: &Path,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    let Bagian { sources, model, templates, huruf } = parts(folder, diagnostics, timings);
    let model = model.filter(|_| !diagnostics.has_errors());
    timings.record("check", || check::check(&sources, model.as_ref(), diagnostics));
    Some(Project { sources, model: model?, templates, huruf })
}

/// What can be read of a project, whatever is wrong with the rest.
struct Bagian {
    sources: Sources,
    model: Option<Model>,
    templates: Templates,
    huruf: Fonts,
}

fn parts(folder: &Path, diagnostics: &mut Diagnostics, timings: &mut Timings) -> Bagian {
    // The two take about as long as each other and have nothing to do with each other.
    let mut about_fonts = Diagnostics::default();
    let (sources, huruf) = timings.record("source", || {
        std::thread::scope(|scope| {
            let fonts = scope.spawn(|| faces(folder, &mut about_fonts));
            let sources = source::read(folder, diagnostics);
            (sources, fonts.join())
        })
    });
    diagnostics.extend(about_fonts);
    let huruf = huruf.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let templates = templates(folder, diagnostics);
    let model = timings.record("model", || model(&sources, &huruf, diagnostics));
    Bagian { sources, model, templates, huruf }
}

fn faces(folder: &Path, diagnostics: &mut Diagnostics) -> Fonts {
    Fonts::new(source::read_assets(folder, "fonts", FACES, diagnostics), diagnostics)
}

fn templates(folder: &Path, diagnostics: &mut Diagnostics) -> Templates {
    Templates::new(source::read_assets(folder, "templates", TEMPLATES, diagnostics), diagnostics)
}

fn model(sources: &Sources, huruf: &Fonts, diagnostics: &mut Diagnostics) -> Option<Model> {
    check_characters(sources, huruf, diagnostics);
    check_keys(sources, diagnostics);
    check_face(sources, huruf, diagnostics);
    model::build(sources, diagnostics)
}

/// Reads a project from files that are not on disk, with the built-in templates and faces.
pub fn read_files(
    files: impl IntoIterator<Item = SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Option<Project> {
    let sources = source::read_files(files, diagnostics);
    let huruf = Fonts::new(Vec::new(), diagnostics);
    let templates = Templates::new(Vec::new(), diagnostics);
    let model = model(&sources, &huruf, diagnostics).filter(|_| !diagnostics.has_errors())?;
    Some(Project { sources, model, templates, huruf })
}

/// The same with the templates and faces of `folder`, and judged: one state of a project whose
/// data are elsewhere.
pub fn check_files(
    files: impl IntoIterator<Item = SourceFile>,
    folder: &Path,
    diagnostics: &mut Diagnostics,
) -> Option<Project> {
    let (huruf, templates) = (faces(folder, diagnostics), templates(folder, diagnostics));
    let sources = source::read_files(files, diagnostics);
    let model = model(&sources, &huruf, diagnostics).filter(|_| !diagnostics.has_errors());
    check::check(&sources, model.as_ref(), diagnostics);
    Some(Project { sources, model: model?, templates, huruf })
}

/// How files with faces end.
const FACES: &[&str] = &[".ttf", ".otf", ".ttc"];
/// How templates end.
const TEMPLATES: &[&str] = &[".j2", ".typ"];

/// Every character of every text must be printable with the faces there are.
fn check_characters(sources: &Sources, huruf: &Fonts, diagnostics: &mut Diagnostics) {
    for texts in sources.texts() {
        if texts.as_str().bytes().all(|b| (b' '..=b'~').contains(&b) || b == b'\n') {
            continue;
        }
        // Once for each character: a text may hold the same one a thousand times.
        let mut reported = Vec::new();
        for (i, c) in texts.as_str().chars().enumerate() {
            let kode = match c {
                '\n' | ' '..='~' => continue,
                c if is_invisible(c) => &crate::source::codes::KARAKTER_KENDALI,
                // Marks for symbols are only in the face for formulas, which no text falls back to.
                '\u{20d0}'..='\u{20ff}' => &codes::KARAKTER_TANPA_HURUF,
                c if !huruf.covers(c) => &codes::KARAKTER_TANPA_HURUF,
                _ => continue,
            };
            if reported.contains(&c) {
                continue;
            }
            reported.push(c);
            let name = if is_invisible(c) { String::new() } else { format!("`{c}` ") };
            diagnostics.push(
                Diagnostic::new(kode, texts.span(i..i + 1))
                    .arg("karakter", format!("{name}U+{:04X}", u32::from(c))),
            );
        }
    }
}

/// A key with an invisible character looks like another key.
fn check_keys(sources: &Sources, diagnostics: &mut Diagnostics) {
    for (key, span) in sources.keys() {
        if let Some(c) = key.chars().find(|c| is_invisible(*c)) {
            diagnostics.push(
                Diagnostic::new(&crate::source::codes::KARAKTER_KENDALI, span)
                    .arg("karakter", format!("U+{:04X}", u32::from(c))),
            );
        }
    }
}

/// Characters that leave no mark: controls, format characters, separators other than the
/// space, and the private use area, which PDF/A forbids.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{10ffff}')
}

fn check_face(sources: &Sources, huruf: &Fonts, diagnostics: &mut Diagnostics) {
    let Some(opd) = &sources.opd else { return };
    let nama = &opd.value.halaman.huruf;
    if !huruf.has(nama) {
        let path = [Segment::Key("halaman"), Segment::Key("huruf")];
        diagnostics.push(
            Diagnostic::new(&codes::HURUF_TAK_ADA, opd.span(&path))
                .arg("nama", nama)
                .arg("dikenal", huruf.families().join(", ")),
        );
    }
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

    /// The documents of this project that are set as pages, by file name.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn compilation(&self, inputs: &Inputs) -> Result<Vec<Compilation>, Box<Diagnostic>> {
        let (attachments, files) = self.attachments(inputs);
        let make = |name: String, template: &str, markup: String| Compilation {
            name,
            markup,
            template: self.templates.get(template).cloned(),
            files: files.clone(),
        };
        let model = &self.model;
        let markup = markup::iki(model, &attachments, &self.templates)?;
        let mut all = vec![make(self.original_name(), markup::IKI, markup)];
        if let Some(tahun) = model.opd.tahun {
            let measurement = measure::measure(model, tahun);
            let markup = markup::iki_tahunan(model, &measurement, &attachments, &self.templates)?;
            // Where the period is that one year, the original has the name already.
            let taken = model.opd.nama_periode() == tahun.to_string();
            let nama = format!("IKI-{tahun}{}", if taken { "-capaian" } else { "" });
            all.push(make(nama, markup::IKI_TAHUNAN, markup));
        }
        Ok(all)
    }

    /// The same documents with the changes from `lama`, which is called `sejak`, marked on the
    /// page.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn marked_compilations(
        &self,
        before: &Model,
        since: &str,
        inputs: &Inputs,
    ) -> Result<Vec<Compilation>, Box<Diagnostic>> {
        let mut all = self.compilation(inputs)?;
        let (attachments, _) = self.attachments(inputs);
        let model = &self.model;
        for compilation in &mut all {
            compilation.markup =
                match model.opd.tahun.filter(|_| compilation.name != self.original_name()) {
                    None => {
                        markup::iki_marked((before, model), since, &attachments, &self.templates)?
                    }
                    Some(tahun) => {
                        let [old, new] = [before, model].map(|m| (m, measure::measure(m, tahun)));
                        let sides = ((old.0, &old.1), (new.0, &new.1));
                        markup::iki_tahunan_marked(sides, since, &attachments, &self.templates)?
                    }
                };
            compilation.name = format!("{}-perubahan", compilation.name);
        }
        Ok(all)
    }

    /// File name of the original edition.
    fn original_name(&self) -> String {
        format!("IKI-{}", self.model.opd.nama_periode())
    }

    /// Makes the documents with the changes from `lama` marked. `None` when there is an error.
    pub fn marked(
        &self,
        before: &Model,
        since: &str,
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<Vec<Artifact>> {
        let compilation = self.marked_compilations(before, since, &self.inputs().since(since));
        let compilation = compilation.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
        compilation.iter().map(|one| self.pdf(one, diagnostics, timings)).collect()
    }

    /// What travels inside the documents, and the files a document can refer to.
    fn attachments(&self, inputs: &Inputs) -> (Vec<Attachment>, BTreeMap<String, Vec<u8>>) {
        let mut attachments = vec![Attachment {
            path: crate::output::MANIFEST.to_owned(),
            media_type: "application/json",
            description: "Daftar sumber dokumen ini beserta hash SHA-256".to_owned(),
        }];
        let manifest = inputs.json().into_bytes();
        let mut files = BTreeMap::from([(crate::output::MANIFEST.to_owned(), manifest)]);
        let sources = self.sources.files().filter(|_| self.model.opd.lampirkan_sumber);
        for file in sources {
            attachments.push(Attachment {
                path: file.path().to_owned(),
                media_type: "application/yaml",
                description: "Sumber YAML dokumen ini".to_owned(),
            });
            files.insert(file.path().to_owned(), file.text().as_bytes().to_vec());
        }
        for file in self.templates.files() {
            files.insert(file.path().to_owned(), file.text().as_bytes().to_vec());
        }
        (attachments, files)
    }

    /// Makes the documents in `only`, or all that the project has when it is empty. `None`
    /// when there is an error.
    pub fn build(
        &self,
        only: &[DocumentKind],
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<Built> {
        let inputs = timings.record("manifest", || self.inputs());
        if !only.is_empty() && !only.contains(&DocumentKind::Iki) {
            let artifacts = timings.record("workbook", || self.books(only, &inputs));
            let artifacts = artifacts.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
            return Some(Built { artifacts, inputs, compilation: Vec::new() });
        }
        // Pages take most of the time; the workbooks are ready before they are.
        let (pages, books) = std::thread::scope(|scope| {
            let books = scope.spawn(|| self.books(only, &inputs));
            let pages = self.pages(&inputs, diagnostics, timings);
            (pages, books.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let books = books.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok();
        let (mut artifacts, compilation) = pages?;
        artifacts.extend(books?);
        Some(Built { artifacts, inputs, compilation })
    }

    /// Makes the documents that are set as pages. `None` when there is an error.
    fn pages(
        &self,
        inputs: &Inputs,
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<(Vec<Artifact>, Vec<Compilation>)> {
        let compilation = timings.record("markup", || self.compilation(inputs));
        let compilation = compilation.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
        let mut artifacts = Vec::new();
        for one in &compilation {
            artifacts.extend(self.pdf(one, diagnostics, timings));
        }
        (artifacts.len() == compilation.len()).then_some((artifacts, compilation))
    }

    /// Makes the workbooks.
    fn books(
        &self,
        only: &[DocumentKind],
        inputs: &Inputs,
    ) -> Result<Vec<Artifact>, Box<Diagnostic>> {
        // What a workbook is made from: the faces of pages are no part of it.
        let sumber = || -> Sumber {
            let own = |(path, hash): (&str, &str)| (path.to_owned(), hash.to_owned());
            inputs.list().filter(|(path, _)| path.starts_with("data/")).map(own).collect()
        };
        let asked = |document| only.contains(&document);
        let wanted = |document| only.is_empty() || asked(document);
        let model = &self.model;
        if asked(DocumentKind::Lkjip) && model.opd.tahun.is_none() {
            return Err(Diagnostic::global(&codes::TANPA_TAHUN).into());
        }
        if asked(DocumentKind::Renstra) && model.renstra.is_none() {
            return Err(Diagnostic::global(&codes::TANPA_RENSTRA).into());
        }
        let tahun = model.opd.tahun.filter(|_| wanted(DocumentKind::Lkjip));
        let plan = wanted(DocumentKind::Renstra) && model.renstra.is_some();
        // One after the other: the heap that is ready for this thread is worth more than a second.
        let lkjip = tahun.map(|tahun| (tahun, workbook::lkjip(model, tahun, sumber())));
        let renstra = plan.then(|| workbook::renstra(model, sumber())).flatten();
        let publish = |name: String, book: workbook::Workbook| Artifact {
            name: format!("{name}.xlsx"),
            extent: Extent::Sheets(book.sheets.len()),
            bytes: book.bytes,
        };
        let mut all = Vec::new();
        if let Some((tahun, files)) = lkjip {
            all.push(publish(format!("LKjIP-{tahun}"), files?));
        }
        if let Some(files) = renstra {
            all.push(publish(format!("Renstra-{}", model.opd.nama_periode()), files?));
        }
        Ok(all)
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
        match timings.record("pdf", || halaman.pdf(compilation, &self.huruf)) {
            Ok(bytes) => Some(Artifact {
                name: format!("{}.pdf", compilation.name),
                bytes,
                extent: Extent::Pages(halaman.page_count()),
            }),
            Err(errors) => {
                diagnostics.extend(errors);
                None
            }
        }
    }
}
