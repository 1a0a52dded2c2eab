//! What is looked at before anything is written: links are not followed, folders keep what was
//! renamed in them.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, Metadata};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Obstacle, PublishError, at};

/// Makes sure that a folder to be written to is no link, and that no link within the project leads
/// there: a stranger may have proposed it. Elsewhere links on the way are the system's or the
/// user's own.
///
/// # Errors
/// The link.
pub fn without_links(folder: &Path, project: &Path) -> Result<(), PublishError> {
    let project = project.canonicalize().ok();
    let parts: Vec<Component> = folder.components().collect();
    let mut walked = PathBuf::new();
    for (i, part) in parts.iter().enumerate() {
        let parent = if i == 0 { PathBuf::from(".") } else { walked.clone() };
        walked.push(part);
        if !fs::symlink_metadata(&walked).is_ok_and(|about| about.file_type().is_symlink()) {
            continue;
        }
        let within = || match (&project, parent.canonicalize()) {
            (Some(project), Ok(parent)) => parent.starts_with(project),
            _ => true,
        };
        if i + 1 == parts.len() || within() {
            return Err(PublishError::new(&walked, Obstacle::Link));
        }
    }
    Ok(())
}

/// Makes a folder where there is none, with those on the way.
pub(super) fn make_folder(folder: &Path) -> Result<(), PublishError> {
    if fs::symlink_metadata(folder).is_ok_and(|about| about.is_dir()) {
        return Ok(());
    }
    at(folder, fs::create_dir_all(folder))?;
    match folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => at(parent, sync_folder(parent)),
        None => at(folder, sync_folder(Path::new("."))),
    }
}

/// Sees to it that what was made, renamed and removed in a folder is so after a loss of power too.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems of networks know nothing of the kind.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        done => done,
    }
}

/// Other systems do so by themselves.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A piece of a name that nobody foresees: a hasher of the standard library has keys of its own.
pub(super) fn random() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Whether a piece of a name may be one of ours: nothing in it leads elsewhere.
pub(super) fn is_random(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Opens a plain file to read; `None` where there is none, or something else: links, pipes and
/// devices are not opened.
pub(super) fn open_plain(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let file = File::open(path)?;
    let about = file.metadata()?;
    Ok(about.is_file().then_some((file, about)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_of_the_project_are_refused_others_are_the_users() {
        let outside = tempfile::tempdir().unwrap();
        let project = outside.path().join("proyek");
        let elsewhere = outside.path().join("lain");
        fs::create_dir_all(project.join("di-dalam")).unwrap();
        fs::create_dir_all(elsewhere.join("x")).unwrap();
        symlink(&elsewhere, project.join("output")).unwrap();
        symlink(&elsewhere, project.join("di-dalam/tautan")).unwrap();
        symlink("tidak-ada", project.join("buntu")).unwrap();
        symlink(outside.path(), outside.path().join("kantor")).unwrap();
        let refused = |path: &str| {
            let found = without_links(&outside.path().join(path), &project);
            found.err().map(|error| {
                assert!(matches!(error.reason, Obstacle::Link));
                error.path.strip_prefix(outside.path()).unwrap().to_str().unwrap().to_owned()
            })
        };
        assert_eq!(refused("proyek/output"), Some("proyek/output".to_owned()));
        assert_eq!(refused("proyek/output/x"), Some("proyek/output".to_owned()));
        assert_eq!(
            refused("proyek/../proyek/output/x"),
            Some("proyek/../proyek/output".to_owned())
        );
        assert_eq!(refused("proyek/buntu"), Some("proyek/buntu".to_owned()));
        assert_eq!(refused("proyek/di-dalam/tautan/x"), Some("proyek/di-dalam/tautan".to_owned()));
        assert_eq!(refused("kantor"), Some("kantor".to_owned()));
        // The project itself may be reached by a link of the user's.
        assert_eq!(refused("kantor/proyek/output"), Some("kantor/proyek/output".to_owned()));
        for good in ["proyek", "proyek/baru/sekali", "lain/x", "kantor/lain", "kantor/proyek/baru"]
        {
            assert_eq!(refused(good), None, "{good}");
        }
    }

    #[test]
    fn random_names_differ() {
        let (one, other) = (random(), random());
        assert!(is_random(&one) && is_random(&other) && one != other);
        for other in ["", "..", "../../../../../..", "0123456789abcde", "0123456789ABCDEF"] {
            assert!(!is_random(other), "{other}");
        }
    }

    #[test]
    fn only_plain_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name| folder.path().join(name);
        fs::write(path("berkas"), "isi").unwrap();
        symlink("berkas", path("tautan")).unwrap();
        std::os::unix::net::UnixListener::bind(path("soket")).unwrap();
        let opens = |name| open_plain(&path(name)).unwrap().is_some();
        assert!(opens("berkas"));
        assert!(!opens("tautan") && !opens("soket") && !opens("tidak-ada") && !opens("."));
    }
}
