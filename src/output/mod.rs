//! The last stage: writing. Documents are published under a lock, each file the old one or the
//! new one; a file that is in the way (open in a viewer on a system that locks it) stops the
//! build with its name.

mod manifest;
mod publish;
mod replace;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use manifest::{Inputs, SINCE, document_of};
pub use publish::publish;
pub use replace::{ReplaceError, create_file, replace_file};

use crate::typeset::Compilation;

/// A document that is ready to be published.
#[derive(Debug)]
pub struct Artifact {
    /// Id of the document.
    pub document: String,
    /// File name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How much it holds.
    pub extent: Extent,
}

/// How much a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Pages.
    Pages(usize),
    /// Sheets.
    Sheets(usize),
}

/// Why nothing was published.
#[derive(Debug)]
pub struct PublishError {
    /// The file or folder that could not be written.
    pub path: PathBuf,
    /// What the system said.
    pub reason: io::Error,
}

/// The record of a build.
pub const MANIFEST: &str = "manifest.json";

/// Writes the markup of a document and every file it refers to, as the typesetter saw them.
///
/// # Errors
/// The path that could not be written.
pub fn write_tree(folder: &Path, compilation: &Compilation) -> Result<(), PublishError> {
    let main = (compilation.main_path(), compilation.markup.text.clone().into_bytes());
    for (name, bytes) in std::iter::once(main).chain(compilation.files.clone()) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            at(parent, fs::create_dir_all(parent))?;
        }
        at(&path, fs::write(&path, bytes))?;
    }
    Ok(())
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, PublishError> {
    result.map_err(|reason| PublishError { path: path.to_owned(), reason })
}
