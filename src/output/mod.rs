//! The last stage: publishing. A build leaves the old files or the new ones.
//!
//! Everything is first written into a hidden folder beside the old files and flushed to
//! disk. Then a list of what is to be renamed is put down, and the renames follow. A build
//! that dies before the list leaves the old files; one that dies behind it is finished by
//! the next build that has something to publish. A file that is in the way (open in a viewer on a
//! system that locks it) stops the build with its name.

mod manifest;
mod replace;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use manifest::{Inputs, SINCE};
pub use replace::{ReplaceError, create_file, replace_file};

use crate::typeset::Compilation;

/// A document that is ready to be published.
#[derive(Debug)]
pub struct Artifact {
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

/// Name of the hidden folder in which a build is prepared.
const STAGING: &str = ".ikigen-persiapan";
/// In it: one file name a line, written when all files are complete.
const LIST: &str = "daftar";
/// The record of a build.
pub const MANIFEST: &str = "manifest.json";

/// Publishes `terbitan` and the manifest in `folder`.
///
/// # Errors
/// The path that could not be written. What was not renamed yet is still the old file; the
/// next build goes on from there.
pub fn publish(folder: &Path, artifacts: &[Artifact], inputs: &Inputs) -> Result<(), PublishError> {
    let staging = folder.join(STAGING);
    recover(folder)?;
    at(&staging, fs::create_dir_all(&staging))?;
    let manifest = inputs.with_outputs(artifacts);
    let mut names = Vec::new();
    for file in artifacts {
        write_flushed(&staging.join(&file.name), &file.bytes)?;
        names.push(file.name.as_str());
    }
    write_flushed(&staging.join(MANIFEST), manifest.as_bytes())?;
    // Last: who finds a new manifest finds the files it speaks of.
    names.push(MANIFEST);
    let list = staging.join(LIST);
    let unfinished = staging.join("daftar.belum");
    write_flushed(&unfinished, names.join("\n").as_bytes())?;
    at(&list, fs::rename(&unfinished, &list))?;
    recover(folder)
}

/// Writes the markup of a document and every file it refers to, as the typesetter saw them.
///
/// # Errors
/// The path that could not be written.
pub fn write_tree(folder: &Path, compilation: &Compilation) -> Result<(), PublishError> {
    let main = (compilation.main_path(), compilation.markup.clone().into_bytes());
    for (name, bytes) in std::iter::once(main).chain(compilation.files.clone()) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            at(parent, fs::create_dir_all(parent))?;
        }
        at(&path, fs::write(&path, bytes))?;
    }
    Ok(())
}

/// Finishes the renames of an earlier build that was killed, or clears away what it had
/// not completed.
fn recover(folder: &Path) -> Result<(), PublishError> {
    let staging = folder.join(STAGING);
    let Ok(list) = fs::read_to_string(staging.join(LIST)) else {
        return match fs::remove_dir_all(&staging) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => at(&staging, Err(error)),
            _ => Ok(()),
        };
    };
    for name in list.lines() {
        // Only plain names are ever written to the list.
        let plain = Path::new(name).file_name().is_some_and(|n| n == name);
        let from = staging.join(name);
        if plain && from.exists() {
            let to = folder.join(name);
            at(&to, fs::rename(&from, &to))?;
        }
    }
    at(&staging, fs::remove_dir_all(&staging))
}

fn write_flushed(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    at(path, write())
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, PublishError> {
    result.map_err(|reason| PublishError { path: path.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifacts(name: &str, text: &str) -> Artifact {
        Artifact { name: name.into(), bytes: text.into(), extent: Extent::Pages(1) }
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_build_killed_while_writing_leaves_the_old_files() {
        let folder = tempfile::tempdir().unwrap();
        publish(folder.path(), &[artifacts("a.pdf", "lama")], &Inputs::default()).unwrap();
        // Killed: half a file, no list.
        let staging = folder.path().join(STAGING);
        fs::create_dir(&staging).unwrap();
        fs::write(staging.join("a.pdf"), "setengah").unwrap();
        assert_eq!(read(&folder.path().join("a.pdf")), "lama");
        publish(folder.path(), &[artifacts("a.pdf", "baru")], &Inputs::default()).unwrap();
        assert_eq!(read(&folder.path().join("a.pdf")), "baru");
        assert!(!staging.exists());
    }

    #[test]
    fn a_build_killed_while_renaming_is_finished_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let staging = folder.path().join(STAGING);
        fs::create_dir(&staging).unwrap();
        fs::write(folder.path().join("a.pdf"), "baru").unwrap();
        fs::write(folder.path().join("b.pdf"), "lama").unwrap();
        fs::write(staging.join("b.pdf"), "baru").unwrap();
        fs::write(staging.join(LIST), "a.pdf\nb.pdf\n../jahat").unwrap();
        recover(folder.path()).unwrap();
        assert_eq!(read(&folder.path().join("b.pdf")), "baru");
        assert!(!staging.exists());
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a.pdf/isi")).unwrap();
        let failed =
            publish(folder.path(), &[artifacts("a.pdf", "x")], &Inputs::default()).unwrap_err();
        assert!(failed.path.ends_with("a.pdf"));
    }
}
