//! The last stage: writing. Documents are published under a lock, each file the old one or the
//! new one; a file that is in the way (open in a viewer on a system that locks it) stops the
//! build with its name. Files are made new, under names that nobody foresees, and take their place
//! by a rename; no link is followed.

mod guard;
mod lock;
mod manifest;
mod publish;
mod replace;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::typeset::SignaturePlace;
pub use guard::without_links;
pub use manifest::{Inputs, SINCE, document_of};
pub use publish::{Earlier, publish};
pub use replace::{ReplaceError, create_file, replace_file};

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
    /// Its places for signatures, where they are asked for.
    pub signing: Option<Signing>,
}

/// The places that a document keeps for signatures.
#[derive(Debug, Clone, PartialEq)]
pub struct Signing {
    /// The sign that a service for signatures looks for.
    pub jangkar: Option<String>,
    /// The places, in the order of the document.
    pub places: Vec<SignaturePlace>,
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
    /// What kept it from being written.
    pub reason: Obstacle,
    /// Files that are new although others are not: those that could not be put back.
    pub mixture: Vec<String>,
}

/// What keeps a file or folder from being written.
#[derive(Debug)]
pub enum Obstacle {
    /// What the system said.
    System(io::Error),
    /// It is a link, which is not followed.
    Link,
    /// It looks like what a build leaves that died, and no build here left it.
    NotOurs,
}

impl PublishError {
    fn new(path: &Path, reason: Obstacle) -> Self {
        PublishError { path: path.to_owned(), reason, mixture: Vec::new() }
    }
}

/// The record of a build.
pub const MANIFEST: &str = "manifest.json";

/// Where signatures go, for a service that signs.
pub const SIGNING: &str = "tanda-tangan.json";

/// Writes files into `folder`, each under its name with `/`, with the folders on the way. Plain
/// files that are there are replaced.
///
/// # Errors
/// The path that could not be written.
pub fn write_tree(
    folder: &Path,
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> Result<(), PublishError> {
    guard::make_folder(folder)?;
    for (name, bytes) in files {
        replace::put_file(folder, &name, &bytes).map_err(|error| {
            let reason = match error {
                ReplaceError::System(error) => Obstacle::System(error),
                ReplaceError::NotOurs | ReplaceError::Changed => Obstacle::Link,
            };
            PublishError::new(&folder.join(&name), reason)
        })?;
    }
    Ok(())
}

/// Whether nothing would be overwritten in `folder`: it is empty, or not there.
pub fn is_vacant(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Puts `text` at the end of a file, which need not be there.
///
/// # Errors
/// What the system says.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, PublishError> {
    result.map_err(|reason| PublishError::new(path, Obstacle::System(reason)))
}
