//! The one way through the program: a project folder in, finished documents out.

mod build;
mod room;
mod signing;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::check;
use crate::diagnostic::Diagnostics;
use crate::digest::sha256;
use crate::documents::Documents;
use crate::markup::{self, Templates};
use crate::model::{self, Model};
use crate::source::{self, Asset, Sources, Tree};
use crate::text::SourceFile;
use crate::typeset::{Fonts, characters};
pub use build::Built;

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
    /// The documents that it has.
    pub documents: Documents,
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

/// Reads a project and finds what stands in the way of its documents. Findings go to
/// `diagnostics`; `None` when there is an error.
pub fn read(
    folder: &Path,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    read_year(folder, None, diagnostics, timings)
}

/// The same for the documents of `tahun`, in place of the office's own year, in the period that it
/// belongs to.
pub fn read_year(
    folder: &Path,
    tahun: Option<i32>,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    let tree = timings.record("files", || source::read_tree(folder, diagnostics));
    read_state(tree, tahun, diagnostics, timings)
}

/// The same for any state of a project, whose files have been read.
pub fn read_state(
    mut tree: Tree,
    tahun: Option<i32>,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    tree.data.tahun = tahun;
    parts(tree, diagnostics, timings).valid().ok()
}

/// Whether an input, by path and SHA-256, is a template or a face of the program's own.
pub fn is_built_in(path: &str, hash: &str) -> bool {
    let mut templates = markup::built_in();
    Fonts::is_built_in_file(path, hash)
        || templates.any(|(known, text)| known == path && sha256(text.as_bytes()) == hash)
}

/// The same, and everything else a careful inspector would say.
pub fn check(
    folder: &Path,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    check_year(folder, None, diagnostics, timings)
}

/// The same for the documents of `tahun`, in place of the office's own year.
pub fn check_year(
    folder: &Path,
    tahun: Option<i32>,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    inspect(folder, tahun, diagnostics, timings).ok()
}

/// The same; what could be read of the files, where there is an error.
///
/// # Errors
/// The files as they are written.
pub fn inspect(
    folder: &Path,
    tahun: Option<i32>,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Result<Project, Box<Sources>> {
    let mut tree = timings.record("files", || source::read_tree(folder, diagnostics));
    tree.data.tahun = tahun;
    inspect_tree(tree, diagnostics, timings)
}

/// The same for any state of a project, whose files have been read.
pub fn check_tree(
    tree: Tree,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    inspect_tree(tree, diagnostics, timings).ok()
}

fn inspect_tree(
    tree: Tree,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Result<Project, Box<Sources>> {
    let parts = parts(tree, diagnostics, timings);
    timings.record("check", || parts.judge(diagnostics));
    parts.valid()
}

/// Reads a project from files that are not on disk, its own templates among them, with the
/// built-in faces. `tahun`: the year whose documents are asked for, where it is not the office's own.
pub fn read_files(
    files: impl IntoIterator<Item = SourceFile>,
    tahun: Option<i32>,
    diagnostics: &mut Diagnostics,
) -> Option<Project> {
    let template = |file: &SourceFile| file.path().starts_with("templates/");
    let (templates, data): (Vec<_>, Vec<_>) = files.into_iter().partition(template);
    let asset = |file: SourceFile| Asset {
        path: file.path().to_owned(),
        bytes: file.text().as_bytes().to_vec(),
    };
    let templates = Templates::new(templates.into_iter().map(asset).collect(), diagnostics);
    let huruf = Fonts::new(Vec::new(), diagnostics);
    let sources = source::read_files(data, tahun, diagnostics);
    Parts::new(sources, templates, huruf, diagnostics).valid().ok()
}

/// What can be read of a project, whatever is wrong with the rest.
struct Parts {
    sources: Sources,
    /// Not there when the files have errors.
    model: Option<Model>,
    templates: Templates,
    huruf: Fonts,
    documents: Documents,
}

impl Parts {
    fn new(
        sources: Sources,
        templates: Templates,
        huruf: Fonts,
        diagnostics: &mut Diagnostics,
    ) -> Parts {
        characters::check(&sources, &huruf, diagnostics);
        let model = model::build(&sources, diagnostics);
        let names = templates.names();
        let documents = Documents::new(&sources, model.as_ref(), &names, diagnostics);
        let model = model.filter(|_| !diagnostics.has_errors());
        Parts { sources, model, templates, huruf, documents }
    }

    /// Says what a careful inspector would.
    fn judge(&self, diagnostics: &mut Diagnostics) {
        let own_templates = self.templates.own().next().is_some();
        check::check(&self.sources, self.model.as_ref(), own_templates, diagnostics);
    }

    /// The project, when there is no error; else its files.
    fn valid(self) -> Result<Project, Box<Sources>> {
        let Parts { sources, model, templates, huruf, documents } = self;
        match model {
            Some(model) => Ok(Project { sources, model, templates, huruf, documents }),
            None => Err(sources.into()),
        }
    }
}

fn parts(tree: Tree, diagnostics: &mut Diagnostics, timings: &mut Timings) -> Parts {
    let Tree { data, templates, fonts } = tree;
    // The two take about as long as each other and have nothing to do with each other.
    let mut about_fonts = Diagnostics::default();
    let (sources, huruf) = timings.record("source", || {
        std::thread::scope(|scope| {
            let fonts = scope.spawn(|| Fonts::new(fonts, &mut about_fonts));
            let sources = source::read(data, diagnostics);
            (sources, fonts.join())
        })
    });
    diagnostics.extend(about_fonts);
    let huruf = huruf.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let templates = Templates::new(templates, diagnostics);
    timings.record("model", || Parts::new(sources, templates, huruf, diagnostics))
}
