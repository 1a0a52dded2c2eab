//! Files of a project are replaced whole: written beside the old one, then renamed. Whoever
//! reads meanwhile sees the old text or the new one, and nothing is left when it fails.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::guard::{is_random, open_plain, random, sync_folder};
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
    let beside = Beside::write(&path, text.as_bytes())?;
    keep_owner_and_mode(&beside.file, &metadata)?;
    // As late as can be: somebody may have saved the file since it was read.
    let (path, metadata) = plain_path(folder, file.path())?;
    let same_length = metadata.is_some_and(|m| m.len() == file.text().len() as u64);
    if !same_length || fs::read(&path)? != file.text().as_bytes() {
        return Err(ReplaceError::Changed);
    }
    Ok(beside.replace(&path)?)
}

/// Puts `bytes` in the place of the plain file `path` (relative to `folder`, with `/`), or where
/// there is nothing yet; makes the folders on the way.
///
/// # Errors
/// [`ReplaceError`]; never [`ReplaceError::Changed`].
pub(super) fn put_file(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), ReplaceError> {
    let (full, metadata) = plain_path(folder, path)?;
    if let Some(parent) = full.parent() {
        fs::create_dir_all(parent)?;
    }
    let beside = Beside::write(&full, bytes)?;
    if let Some(metadata) = &metadata {
        keep_owner_and_mode(&beside.file, metadata)?;
    }
    Ok(beside.replace(&full)?)
}

/// Makes the file `path` (relative to `folder`, with `/`), and the folders on the way to it. It must not be there.
///
/// # Errors
/// [`ReplaceError`]; [`ReplaceError::Changed`] when something is there.
pub fn create_file(
    folder: &Path,
    path: &str,
    content: impl AsRef<[u8]>,
) -> Result<(), ReplaceError> {
    let (full, metadata) = plain_path(folder, path)?;
    if metadata.is_some() {
        return Err(ReplaceError::Changed);
    }
    if let Some(parent) = full.parent() {
        fs::create_dir_all(parent)?;
    }
    Beside::write(&full, content.as_ref())?.create(&full).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => ReplaceError::Changed,
        _ => ReplaceError::System(error),
    })
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

/// How files begin that are about to take the place of others; random digits follow.
const BESIDE: &str = ".ikigen-baru-";

/// A hidden file beside another, about to take its place. It goes when it is dropped.
struct Beside {
    path: PathBuf,
    file: File,
}

impl Beside {
    /// A file with these bytes on the disk, readable like any file that is made, beside `path`.
    /// What a run left that was killed goes now.
    fn write(path: &Path, bytes: &[u8]) -> io::Result<Beside> {
        let folder = path.parent().unwrap_or(Path::new("."));
        clear(folder)?;
        let mut beside = loop {
            // Never something that is there, were it a link.
            let path = folder.join(format!("{BESIDE}{}", random()));
            let beside = match File::options().read(true).write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                file => Beside { file: file?, path },
            };
            // Locked as long as somebody needs it. Where the file system knows no locks, nothing
            // is ever cleared.
            let _ = beside.file.try_lock();
            // Another run may have taken it for a dead one's before it was locked.
            if beside.path.exists() {
                break beside;
            }
        };
        beside.file.write_all(bytes)?;
        beside.file.sync_all()?;
        Ok(beside)
    }

    /// Puts it in the place of `path`, whatever is there.
    fn replace(self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        sync_around(path);
        Ok(())
    }

    /// Puts it where nothing is.
    fn create(self, path: &Path) -> io::Result<()> {
        let taken = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
        let named = match rename_to_free(&self.path, path) {
            Err(error) if !taken(&error) => fs::hard_link(&self.path, path),
            renamed => renamed,
        };
        match named {
            Ok(()) => {}
            Err(error) if taken(&error) => return Err(error),
            // A file system that knows no second names.
            Err(_) => {
                let mut file = File::create_new(path)?;
                let copied =
                    File::open(&self.path).and_then(|mut own| io::copy(&mut own, &mut file));
                if let Err(error) = copied.and_then(|_| file.sync_all()) {
                    let _ = fs::remove_file(path);
                    return Err(error);
                }
            }
        }
        sync_around(path);
        Ok(())
    }
}

/// Gives a file a new name that nothing has: at once, so that no second name is left behind.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`]; another where the system or the file system cannot do it.
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (from, to);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What is there now stays so after a loss of power, where the system can promise it: where not, the
/// old text would be there again, whole.
fn sync_around(path: &Path) {
    let _ = sync_folder(path.parent().unwrap_or(Path::new(".")));
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Where it has taken its place, there is nothing of that name.
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes files of runs that were killed: those that nobody holds a lock on.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.to_str().and_then(|name| name.strip_prefix(BESIDE)).is_some_and(is_random) {
            continue;
        }
        if let Ok(Some((file, _))) = open_plain(&entry.path())
            && file.try_lock().is_ok()
        {
            // Two runs may find the same one.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Gives a file that comes into the place of another what that is allowed, and its owner where the
/// system lets us.
fn keep_owner_and_mode(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (old.uid(), old.gid()) {
            // Only the system's administrator may give files away; to anybody else it stays his.
            let _ = fchown(file, Some(old.uid()), Some(old.gid()));
        }
    }
    file.set_permissions(old.permissions())
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

    /// What a run left that was killed is cleared by the next; what another needs, or is not ours,
    /// stays.
    #[test]
    fn what_a_killed_run_left_is_cleared() {
        let folder = project();
        let data = folder.path().join("data");
        for name in [
            ".ikigen-baru-0123456789abcdef",
            ".ikigen-baru-",
            ".ikigen-baru-abc.yaml",
            ".ikigen-lain",
        ] {
            fs::write(data.join(name), "x").unwrap();
        }
        let held = Beside::write(&data.join("b.yaml"), b"b").unwrap();
        replace_file(folder.path(), &old(), "a: 2\n").unwrap();
        let held_name = held.path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut left = names(&data);
        left.sort();
        let mut expected =
            [".ikigen-baru-", ".ikigen-baru-abc.yaml", ".ikigen-lain", "a.yaml", &held_name];
        expected.sort_unstable();
        assert_eq!(left, expected);
        drop(held);
        assert_eq!(names(&data).len(), 4);
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
