//! One build at a time in a folder: who holds the lock on a file there may publish.
//!
//! The file says which folder the build prepares its documents in. That is how the next one knows
//! what a build left that died, and tells it from what a stranger put there.

use std::fs::{self, DirBuilder, File, Metadata};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::guard::{is_random, random};
use super::{Obstacle, PublishError, at};

/// The file with the lock. It stays where it is: another build may be waiting for it.
pub(super) const LOCK: &str = ".ikigen-kunci";
/// How the folder begins in which a build prepares what it publishes.
pub(super) const STAGING: &str = ".ikigen-persiapan";
/// Bytes of the file with the lock; the name of a folder is far from it.
const MAX_NAME: u64 = 200;
/// How often the file with the lock is looked for anew when somebody takes it away.
const ATTEMPTS: usize = 100;

/// The right to publish in a folder.
pub(super) struct Lock {
    folder: PathBuf,
    file: File,
}

impl Lock {
    /// Waits until no other build publishes in `folder`.
    pub(super) fn take(folder: &Path) -> Result<Lock, PublishError> {
        let path = folder.join(LOCK);
        for _ in 0..ATTEMPTS {
            let Some(file) = at(&path, open(&path))? else { continue };
            at(&path, file.lock())?;
            // Somebody may have emptied the folder meanwhile: then others hold another file.
            let there = fs::symlink_metadata(&path);
            if there.is_ok_and(|there| file.metadata().is_ok_and(|own| is_same(&own, &there))) {
                return Ok(Lock { folder: folder.to_owned(), file });
            }
        }
        at(&path, Err(io::ErrorKind::ResourceBusy.into()))
    }

    /// Clears away what a build left that died.
    ///
    /// # Errors
    /// Something that looks like it and was not left by one: it is neither used nor removed.
    pub(super) fn clear(&mut self) -> Result<(), PublishError> {
        let path = self.folder.join(LOCK);
        let mut name = Vec::new();
        at(&path, self.file.rewind())?;
        at(&path, (&self.file).take(MAX_NAME).read_to_end(&mut name))?;
        let name = String::from_utf8_lossy(&name);
        if is_staging(&name) {
            let left = self.folder.join(&*name);
            if fs::symlink_metadata(&left).is_ok_and(|about| about.is_dir()) {
                at(&left, fs::remove_dir_all(&left))?;
            }
        }
        for entry in at(&self.folder, fs::read_dir(&self.folder))? {
            let entry = at(&self.folder, entry)?;
            if entry.file_name().to_string_lossy().starts_with(STAGING) {
                return Err(PublishError::new(&entry.path(), Obstacle::NotOurs));
            }
        }
        at(&path, self.write(""))
    }

    /// Makes a folder to prepare documents in.
    pub(super) fn staging(&mut self) -> Result<PathBuf, PublishError> {
        let path = self.folder.join(LOCK);
        loop {
            let name = format!("{STAGING}-{}", random());
            let staging = self.folder.join(&name);
            // Before it is there: a build that dies leaves none that is not written down.
            at(&path, self.write(&name))?;
            match private_folder(&staging) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                done => return at(&staging, done).map(|()| staging),
            }
        }
    }

    /// Removes that folder with what is left in it. Where that fails, the next build does it.
    pub(super) fn done(&mut self, staging: &Path) {
        if fs::remove_dir_all(staging).is_ok() {
            let _ = self.write("");
        }
    }

    fn write(&mut self, name: &str) -> io::Result<()> {
        if self.file.metadata()?.len() == 0 && name.is_empty() {
            return Ok(());
        }
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(name.as_bytes())?;
        self.file.sync_all()
    }
}

/// Opens the file with the lock, and makes it where there is none; `None` when it has to be looked
/// for again. Only a plain file is ours, with no other name: a link would lead out of the folder.
fn open(path: &Path) -> io::Result<Option<File>> {
    match File::options().read(true).write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made.map(Some),
    }
    let about = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        about => about?,
    };
    if !about.is_file() || has_other_names(&about) {
        fs::remove_file(path)?;
        return Ok(None);
    }
    let file = match File::options().read(true).write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    Ok(is_same(&about, &file.metadata()?).then_some(file))
}

/// Whether a name is one of ours.
fn is_staging(name: &str) -> bool {
    name.strip_prefix(STAGING).and_then(|rest| rest.strip_prefix('-')).is_some_and(is_random)
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}

#[cfg(unix)]
fn has_other_names(about: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(about) != 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    other.is_file() && one.dev() == other.dev() && one.ino() == other.ino()
}

/// There, nobody removes a file that is open.
#[cfg(not(unix))]
fn is_same(_: &Metadata, other: &Metadata) -> bool {
    other.is_file()
}
