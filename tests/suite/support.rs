//! What the tests share.

use std::fs;
use std::path::{Path, PathBuf};

use ikigen::diagnostic::{Diagnostics, Severity, text};
use ikigen::language::Language;
use ikigen::project::{self, Project, Timings};
use ikigen::typeset::{self, Compilation, Pages};

/// The repository.
pub fn repo() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a project that has to be valid.
pub fn valid_project(folder: &Path) -> Project {
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder, &mut diagnostics, &mut Timings::default());
    project.unwrap_or_else(|| {
        panic!("{}", text::render(&diagnostics, Severity::Info, Language::En, false))
    })
}

/// The laid-out IKI of a project.
pub fn pages(project: &Project) -> Pages {
    pages_of(project, "iki-asli")
}

/// The laid-out yearly edition of a project.
pub fn yearly_pages(project: &Project) -> Pages {
    pages_of(project, "iki-tahunan")
}

/// What the document with this id is set from.
pub fn compilation_of(project: &Project, id: &str) -> Compilation {
    let jobs = project.jobs(&[id.to_owned()]).expect("the document is known");
    let all = project.compilations(&jobs, &project.inputs());
    all.expect("the templates are valid").pop().expect("it has pages")
}

/// The laid-out document with this id.
pub fn pages_of(project: &Project, id: &str) -> Pages {
    match typeset::lay_out(&compilation_of(project, id), &project.huruf) {
        Ok((pages, warnings)) => {
            assert!(warnings.is_empty(), "{warnings:?}");
            pages
        }
        Err(errors) => panic!("{errors:?}"),
    }
}

/// A copy of `data/` of the repository in a temporary folder.
pub fn copy_of_the_project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repo().join("data"), &folder.path().join("data"));
    folder
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The folders in `folder`, sorted.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    all.sort();
    all
}

/// The printed characters of a document without blanks, each with its page from 1: how text
/// is compared when lines may break anywhere.
pub struct Printed {
    flat: String,
    /// Byte offset in `flat` at which each page ends.
    ends: Vec<usize>,
}

impl Printed {
    pub fn new(pages: &[String]) -> Self {
        let mut flat = String::new();
        let ends = pages
            .iter()
            .map(|page| {
                flat.extend(page.chars().filter(|c| !c.is_whitespace()));
                flat.len()
            })
            .collect();
        Printed { flat, ends }
    }

    /// Finds `text` at or behind `from`; gives first page, last page, and where it ends.
    pub fn find(&self, text: &str, from: usize) -> Option<(usize, usize, usize)> {
        let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let start = from + self.flat[from..].find(&wanted)?;
        let end = start + wanted.len();
        let page = |at: usize| self.ends.iter().position(|e| at < *e).unwrap_or(0) + 1;
        Some((page(start), page(end - 1), end))
    }
}
