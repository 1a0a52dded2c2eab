//! What the tests share.

use std::fs;
use std::path::{Path, PathBuf};

use ikigen::diagnostic::{Diagnostics, Severity, text};
use ikigen::language::Language;
use ikigen::project::{self, Project, Timings};
use ikigen::typeset::{self, Pages};

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
    set(project, 0)
}

/// The laid-out yearly edition of a project.
pub fn yearly_pages(project: &Project) -> Pages {
    set(project, 1)
}

fn set(project: &Project, document: usize) -> Pages {
    let compilation = project.compilation(&project.inputs()).expect("the templates are valid");
    match typeset::lay_out(&compilation[document], &project.huruf) {
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
