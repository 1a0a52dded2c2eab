//! Files of a project are replaced whole: written beside the old one, then renamed. Whoever
//! reads meanwhile sees the old text or the new one, and nothing is left when it fails.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::text::SourceFile;

/// Why a file of the project was not written.
#[derive(Debug)]
pub enum ReplaceError {
    /// The file is not what it was when it was read.
    Changed,
    /// A link, a folder, or a path that leaves the project: not followed, not written.
    NotOurs,
    /// What the system said.
    System(io::Error),
}

impl From<io::Error> for ReplaceError {
    fn from(error: io::Error) -> Self {
        ReplaceError::System(error)
    }
}

/// Puts `text` in the place of `file`, a file of the project in `folder`, with the mode that
/// it has.
///
/// # Errors
/// [`ReplaceError`]; the file is then as it was, and no other is left beside it.
pub fn replace_file(folder: &Path, file: &SourceFile, text: &str) -> Result<(), ReplaceError> {
    let (path, metadata) = plain_path(folder, file.path())?;
    let metadata = metadata.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    if metadata.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
    }
    let beside = written_beside(&path, text)?;
    beside.as_file().set_permissions(metadata.permissions())?;
    // As late as can be: somebody may have saved the file since it was read.
    let (path, metadata) = plain_path(folder, file.path())?;
    let same_length = metadata.is_some_and(|m| m.len() == file.text().len() as u64);
    if !same_length || fs::read(&path)? != file.text().as_bytes() {
        return Err(ReplaceError::Changed);
    }
    beside.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Makes the file `path` (relative to the project, with `/`) in `folder`, and the folders on
/// the way to it. It must not be there.
///
/// # Errors
/// [`ReplaceError`]; [`ReplaceError::Changed`] when something is there.
pub fn create_file(folder: &Path, path: &str, text: &str) -> Result<(), ReplaceError> {
    let (full, metadata) = plain_path(folder, path)?;
    if metadata.is_some() {
        return Err(ReplaceError::Changed);
    }
    if let Some(parent) = full.parent() {
        fs::create_dir_all(parent)?;
    }
    let beside = written_beside(&full, text)?;
    beside.persist_noclobber(&full).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => ReplaceError::Changed,
        _ => ReplaceError::System(error.error),
    })?;
    Ok(())
}

/// The path of a file of the project, and what is there. No folder on the way and not the
/// file itself may be a link: it could lead out of the project.
fn plain_path(folder: &Path, path: &str) -> Result<(PathBuf, Option<Metadata>), ReplaceError> {
    let parts: Vec<Component> = Path::new(path).components().collect();
    if parts.is_empty() || parts.iter().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(ReplaceError::NotOurs);
    }
    let mut full = folder.to_owned();
    for (i, part) in parts.iter().enumerate() {
        full.push(part);
        let last = i + 1 == parts.len();
        match fs::symlink_metadata(&full) {
            Ok(metadata) if last && metadata.is_file() => return Ok((full, Some(metadata))),
            Ok(metadata) if !last && metadata.is_dir() => {}
            Ok(_) => return Err(ReplaceError::NotOurs),
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(error) => return Err(error.into()),
        }
    }
    Ok((folder.join(path), None))
}

/// A hidden file in the same folder with this text on the disk, readable like any file that is
/// made. It goes when it is dropped.
fn written_beside(path: &Path, text: &str) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ikigen-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    Ok(beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        fs::write(folder.path().join("data/a.yaml"), "a: 1\n").unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn old() -> SourceFile {
        SourceFile::new("data/a.yaml", "a: 1\n")
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_there() {
        let folder = project();
        replace_file(folder.path(), &old(), "a: 2\n").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("data/a.yaml")).unwrap(), "a: 2\n");
        assert_eq!(names(&folder.path().join("data")), ["a.yaml"]);
    }

    #[test]
    fn a_file_that_changed_meanwhile_stays() {
        let folder = project();
        let path = folder.path().join("data/a.yaml");
        for other in ["a: 9\n", "a: 1\nb: 2\n"] {
            fs::write(&path, other).unwrap();
            let error = replace_file(folder.path(), &old(), "a: 2\n").unwrap_err();
            assert!(matches!(error, ReplaceError::Changed));
            assert_eq!(fs::read_to_string(&path).unwrap(), other);
            assert_eq!(names(&folder.path().join("data")), ["a.yaml"]);
        }
        fs::remove_file(&path).unwrap();
        assert!(replace_file(folder.path(), &old(), "a: 2\n").is_err());
        assert!(names(&folder.path().join("data")).is_empty());
    }

    #[test]
    fn a_file_is_made_once() {
        let folder = project();
        create_file(folder.path(), "data/realisasi/2025.yaml", "tahun: 2025\n").unwrap();
        let error = create_file(folder.path(), "data/realisasi/2025.yaml", "x").unwrap_err();
        assert!(matches!(error, ReplaceError::Changed));
        assert_eq!(names(&folder.path().join("data/realisasi")), ["2025.yaml"]);
    }

    #[test]
    fn paths_out_of_the_project_are_not_written() {
        let folder = project();
        let inner = folder.path().join("data");
        for path in ["../a.yaml", "/etc/x", "", ".", "x/../../a.yaml"] {
            let created = create_file(&inner, path, "x");
            assert!(matches!(created, Err(ReplaceError::NotOurs)), "{path}: {created:?}");
            let file = SourceFile::new(path, "a: 1\n");
            assert!(replace_file(&inner, &file, "x").is_err(), "{path}");
        }
        assert_eq!(names(folder.path()), ["data"]);
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_stays_and_what_is_not_to_be_written_is_not() {
        use std::os::unix::fs::PermissionsExt;
        let folder = project();
        let path = folder.path().join("data/a.yaml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace_file(folder.path(), &old(), "a: 2\n").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let now = SourceFile::new("data/a.yaml", "a: 2\n");
        assert!(replace_file(folder.path(), &now, "a: 3\n").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "a: 2\n");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_written_through() {
        use std::os::unix::fs::symlink;
        let folder = project();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("a.yaml"), "a: 1\n").unwrap();
        symlink(outside.path().join("a.yaml"), folder.path().join("data/b.yaml")).unwrap();
        symlink(outside.path(), folder.path().join("lain")).unwrap();
        for path in ["data/b.yaml", "lain/a.yaml"] {
            let error = replace_file(folder.path(), &SourceFile::new(path, "a: 1\n"), "x");
            assert!(matches!(error, Err(ReplaceError::NotOurs)), "{path}");
        }
        let made = create_file(folder.path(), "lain/c.yaml", "x");
        assert!(matches!(made, Err(ReplaceError::NotOurs)));
        assert_eq!(names(outside.path()), ["a.yaml"]);
        assert_eq!(fs::read_to_string(outside.path().join("a.yaml")).unwrap(), "a: 1\n");
    }
}
