//! Publishing: finished files, all at once, into a folder where other builds may publish too.
//!
//! What holds, however a build ends and however many run at the same time:
//!
//! - Every file is whole, the old one or the new one, and never missing once it was there.
//! - Builds publish one after the other: what two of them publish is never mixed.
//! - The manifest comes last. It holds the hash of every file, so who finds a manifest whose
//!   hashes do not match knows that a build died between two renames; the next one publishes
//!   everything anew.
//! - Nothing that lay in the folder before is published, and what a dead build left is cleared.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;

use super::manifest::Inputs;
use super::{Artifact, MANIFEST, PublishError, SIGNING, at};
use crate::digest::sha256;

/// Who holds the lock on this file in the folder publishes there. It stays where it is: another
/// build may be waiting for it.
const LOCK: &str = ".ikigen-kunci";
/// Bytes of a manifest.
const MAX_MANIFEST: u64 = 16 << 20;
/// Bytes of a document.
const MAX_DOCUMENT: u64 = 256 << 20;
/// How the folder begins in which a build prepares what it publishes.
const STAGING: &str = ".ikigen-persiapan-";

/// Publishes `artifacts` and the manifest in `folder`, when no other build does.
///
/// # Errors
/// The path that could not be written, or the file that is in the way. Nothing was renamed yet,
/// unless the system refused that itself.
pub fn publish(folder: &Path, artifacts: &[Artifact], inputs: &Inputs) -> Result<(), PublishError> {
    publish_in_steps(folder, artifacts, inputs, &|| Ok(()))
}

/// The same, with `pause` between every two steps. Tests end a build there.
fn publish_in_steps(
    folder: &Path,
    artifacts: &[Artifact],
    inputs: &Inputs,
    pause: &dyn Fn() -> io::Result<()>,
) -> Result<(), PublishError> {
    let step = |path: &Path| at(path, pause());
    at(folder, fs::create_dir_all(folder))?;
    step(folder)?;
    let _lock = lock(folder)?;
    step(folder)?;
    clear(folder)?;
    step(folder)?;
    let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(folder);
    let staging = at(folder, staging)?;
    let beside = inputs.beside(artifacts, kept(folder, artifacts));
    let documents = artifacts.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
    // The manifest last: who finds a new one finds the files it speaks of.
    let beside = beside.iter().map(|(name, text)| (*name, text.as_bytes()));
    let files: Vec<(&str, &[u8])> = documents.chain(beside).collect();
    for (name, bytes) in &files {
        step(folder)?;
        write_flushed(&staging.path().join(name), bytes, pause)?;
    }
    for (name, _) in &files {
        replaceable(&folder.join(name))?;
    }
    for (name, _) in &files {
        step(folder)?;
        let target = folder.join(name);
        at(&target, fs::rename(staging.path().join(name), &target))?;
    }
    step(folder)?;
    let empty = staging.path().to_owned();
    at(&empty, staging.close())
}

/// Waits until no other build publishes in `folder`.
fn lock(folder: &Path) -> Result<File, PublishError> {
    let path = folder.join(LOCK);
    // Only a plain file of that name is ours. A link would lead out of the folder.
    if fs::symlink_metadata(&path).is_ok_and(|about| !about.is_file()) {
        at(&path, fs::remove_file(&path))?;
    }
    let file = File::options().write(true).create(true).truncate(false).open(&path);
    let file = at(&path, file)?;
    at(&path, file.lock())?;
    Ok(file)
}

/// Clears away what builds left that died: nobody else prepares anything under the lock.
fn clear(folder: &Path) -> Result<(), PublishError> {
    for entry in at(folder, fs::read_dir(folder))? {
        let entry = at(folder, entry)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(STAGING) {
            let folder = at(&path, entry.file_type())?.is_dir();
            at(&path, if folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) })?;
        }
    }
    Ok(())
}

/// What the manifest in `folder` records, beyond these documents, and still lies there as it was.
fn kept(folder: &Path, artifacts: &[Artifact]) -> Vec<Value> {
    let manifest = plain_file(&folder.join(MANIFEST), MAX_MANIFEST);
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let Some(mut manifest) = manifest else { return Vec::new() };
    let recorded = ["keluaran", "keluaran_lama"].map(|key| manifest[key].take());
    let recorded = recorded.into_iter().filter_map(|list| match list {
        Value::Array(list) => Some(list),
        _ => None,
    });
    let mut known: BTreeSet<String> = artifacts.iter().map(|file| file.name.clone()).collect();
    known.extend([MANIFEST, SIGNING].map(str::to_owned));
    let mut is_kept = |file: &Value| {
        let name = file["path"].as_str()?;
        let plain = Path::new(name).file_name() == Some(OsStr::new(name)) && !name.starts_with('.');
        let new = plain && known.insert(name.to_owned());
        let bytes = new.then(|| plain_file(&folder.join(name), MAX_DOCUMENT))??;
        (file["sha256"] == sha256(&bytes)).then_some(())
    };
    recorded.flatten().filter(|file| is_kept(file).is_some()).collect()
}

/// The bytes of a plain file that has no more than `limit`.
fn plain_file(path: &Path, limit: u64) -> Option<Vec<u8>> {
    let about = fs::symlink_metadata(path).ok()?;
    let plain = about.is_file() && about.len() <= limit;
    plain.then(|| fs::read(path).ok()).flatten()
}

fn write_flushed(
    path: &Path,
    bytes: &[u8],
    pause: &dyn Fn() -> io::Result<()>,
) -> Result<(), PublishError> {
    let write = || {
        let mut file = File::create_new(path)?;
        pause()?;
        let (one, other) = bytes.split_at(bytes.len() / 2);
        file.write_all(one)?;
        pause()?;
        file.write_all(other)?;
        pause()?;
        file.sync_all()
    };
    at(path, write())
}

/// Finds out, before anything is renamed, whether a file can take the place of `target`.
fn replaceable(target: &Path) -> Result<(), PublishError> {
    let Ok(about) = fs::symlink_metadata(target) else { return Ok(()) };
    if about.is_dir() {
        return at(target, Err(io::ErrorKind::IsADirectory.into()));
    }
    // There a file that a viewer holds open can neither be written nor replaced.
    #[cfg(windows)]
    at(target, File::options().write(true).open(target))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeMap;
    use std::process::Command;

    use super::*;
    use crate::output::Extent;

    const OLD: &str = "lama, lebih panjang daripada yang baru";
    const NEW: &str = "baru";
    const NAMES: [&str; 3] = ["a.pdf", "b.pdf", "c.xlsx"];

    fn artifacts(text: &str) -> Vec<Artifact> {
        let file = |name: &str| Artifact {
            document: name.to_owned(),
            name: name.to_owned(),
            bytes: format!("{name}: {text}").into_bytes(),
            extent: Extent::Pages(1),
            signing: None,
        };
        NAMES.map(file).into()
    }

    fn publish_text(folder: &Path, text: &str) -> Result<(), PublishError> {
        publish(folder, &artifacts(text), &Inputs::default())
    }

    /// What lies in `folder`; a folder has no bytes.
    fn contents(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
        entries.map(|entry| (name(&entry), fs::read(entry.path()).ok())).collect()
    }

    /// What lies in a folder where nothing but `text` was published.
    fn published(text: &str) -> BTreeMap<String, Option<Vec<u8>>> {
        let folder = tempfile::tempdir().unwrap();
        publish_text(folder.path(), text).unwrap();
        contents(folder.path())
    }

    /// Publishes over `OLD` until the step of this number, and looks at what is left.
    fn each_file_is_old_or_new(folder: &Path, steps: usize) {
        let [old, new] = [OLD, NEW].map(published);
        let found = contents(folder);
        let is = |text: &BTreeMap<_, _>, name| found.get(name) == text.get(name);
        for name in NAMES.into_iter().chain([MANIFEST]) {
            assert!(is(&old, name) || is(&new, name), "{name} after {steps} steps: {found:?}");
        }
        let all_new = NAMES.iter().all(|name| is(&new, name));
        assert!(all_new || is(&old, MANIFEST), "the manifest is ahead after {steps} steps");
    }

    /// How many steps there are.
    fn count_of_steps() -> usize {
        let folder = tempfile::tempdir().unwrap();
        let count = Cell::new(0);
        let pause = || {
            count.set(count.get() + 1);
            Ok(())
        };
        publish_in_steps(folder.path(), &artifacts(NEW), &Inputs::default(), &pause).unwrap();
        count.get()
    }

    /// In the environment of the process that is to die: where it publishes, and after how many
    /// steps it dies.
    const DYING: &str = "IKIGEN_TEST_DIES";

    /// Not a test of its own: what the process does that the next test kills.
    #[test]
    fn dies_while_publishing() {
        let Ok(told) = std::env::var(DYING) else { return };
        let (steps, folder) = told.split_once(' ').unwrap();
        let left = Cell::new(steps.parse::<usize>().unwrap());
        let pause = || {
            left.set(left.get() - 1);
            // No destructor runs, no file is closed, as when the system kills a process.
            if left.get() == 0 { std::process::abort() } else { Ok(()) }
        };
        let _ = publish_in_steps(Path::new(folder), &artifacts(NEW), &Inputs::default(), &pause);
    }

    #[test]
    fn a_build_killed_at_any_step_leaves_whole_files_and_the_next_one_repairs() {
        let steps = count_of_steps();
        assert!(steps > 20, "{steps} steps");
        let mut states = Vec::new();
        for step in 1..=steps {
            let folder = tempfile::tempdir().unwrap();
            publish_text(folder.path(), OLD).unwrap();
            let killed = Command::new(std::env::current_exe().unwrap())
                .args(["output::publish::tests::dies_while_publishing", "--exact"])
                .env(DYING, format!("{step} {}", folder.path().display()))
                .output()
                .unwrap();
            assert!(!killed.status.success(), "not killed at step {step}");
            each_file_is_old_or_new(folder.path(), step);
            let new = published(NEW);
            let renamed = NAMES.into_iter().chain([MANIFEST]);
            states.push(
                renamed.filter(|name| contents(folder.path()).get(*name) == new.get(*name)).count(),
            );
            publish_text(folder.path(), NEW).unwrap();
            assert_eq!(contents(folder.path()), new, "after step {step}");
        }
        states.dedup();
        assert_eq!(states, [0, 1, 2, 3, 4], "every step between two renames was tried");
    }

    #[test]
    fn an_error_at_any_step_leaves_whole_files_and_no_litter() {
        for steps in 1..=count_of_steps() {
            let folder = tempfile::tempdir().unwrap();
            publish_text(folder.path(), OLD).unwrap();
            let left = Cell::new(steps);
            let pause = || {
                left.set(left.get() - 1);
                if left.get() == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
            };
            let failed =
                publish_in_steps(folder.path(), &artifacts(NEW), &Inputs::default(), &pause);
            assert_eq!(failed.unwrap_err().reason.kind(), io::ErrorKind::StorageFull);
            each_file_is_old_or_new(folder.path(), steps);
            let names: Vec<String> = contents(folder.path()).into_keys().collect();
            assert_eq!(names, [LOCK, "a.pdf", "b.pdf", "c.xlsx", MANIFEST], "step {steps}");
        }
    }

    #[test]
    fn what_lay_there_before_is_never_published() {
        let folder = tempfile::tempdir().unwrap();
        // As builds leave it, and as a stranger may commit it.
        for name in [".ikigen-persiapan", ".ikigen-persiapan-abc"] {
            let forged = folder.path().join(name);
            fs::create_dir(&forged).unwrap();
            fs::write(forged.join("daftar"), "palsu.pdf\nmanifest.json").unwrap();
            fs::write(forged.join("palsu.pdf"), "palsu").unwrap();
            fs::write(forged.join(MANIFEST), "palsu").unwrap();
        }
        publish_text(folder.path(), NEW).unwrap();
        assert!(!folder.path().join("palsu.pdf").exists());
        assert!(!folder.path().join(".ikigen-persiapan-abc").exists());
        assert_eq!(contents(folder.path())[MANIFEST], published(NEW)[MANIFEST]);
    }

    #[test]
    fn a_file_in_the_way_is_named_and_nothing_is_published() {
        let folder = tempfile::tempdir().unwrap();
        publish_text(folder.path(), OLD).unwrap();
        fs::remove_file(folder.path().join("b.pdf")).unwrap();
        fs::create_dir(folder.path().join("b.pdf")).unwrap();
        let before = contents(folder.path());
        let failed = publish_text(folder.path(), NEW).unwrap_err();
        assert!(failed.path.ends_with("b.pdf"), "{failed:?}");
        assert_eq!(contents(folder.path()), before);
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_leads_elsewhere_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let outside = folder.path().join("luar");
        let out = folder.path().join("output");
        fs::create_dir(&out).unwrap();
        std::os::unix::fs::symlink(&outside, out.join(LOCK)).unwrap();
        publish_text(&out, NEW).unwrap();
        assert!(!outside.exists());
        assert_eq!(contents(&out), published(NEW));
    }

    #[test]
    fn builds_at_the_same_time_publish_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let texts: Vec<String> = (0..8).map(|i| format!("{i}").repeat(1 << 16)).collect();
        std::thread::scope(|scope| {
            for text in &texts {
                scope.spawn(|| (0..10).for_each(|_| publish_text(folder.path(), text).unwrap()));
            }
        });
        let found = contents(folder.path());
        assert!(texts.iter().any(|text| published(text) == found), "{:?}", found.keys());
    }
}
