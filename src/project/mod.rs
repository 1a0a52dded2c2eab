//! The one way through the program: a project folder in, finished documents out.

mod build;
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
    let tree = timings.record("files", || source::read_tree(folder, diagnostics));
    read_state(tree, diagnostics, timings)
}

/// The same for any state of a project, whose files have been read.
pub fn read_state(
    tree: Tree,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    parts(tree, diagnostics, timings).valid()
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
    let tree = timings.record("files", || source::read_tree(folder, diagnostics));
    check_tree(tree, diagnostics, timings)
}

/// The same for any state of a project, whose files have been read.
pub fn check_tree(
    tree: Tree,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Project> {
    let parts = parts(tree, diagnostics, timings);
    timings.record("check", || parts.judge(diagnostics));
    parts.valid()
}

/// Reads a project from files that are not on disk, its own templates among them, with the
/// built-in faces.
pub fn read_files(
    files: impl IntoIterator<Item = SourceFile>,
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
    let sources = source::read_files(data, diagnostics);
    Parts::new(sources, templates, huruf, diagnostics).valid()
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
        check::check(&self.sources, self.model.as_ref(), diagnostics);
    }

    /// The project, when there is no error.
    fn valid(self) -> Option<Project> {
        let Parts { sources, model, templates, huruf, documents } = self;
        Some(Project { sources, model: model?, templates, huruf, documents })
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
