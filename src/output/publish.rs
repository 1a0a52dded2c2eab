//! Publishing: finished files, all at once, into a folder where other builds may publish too.
//!
//! What holds, however a build ends and however many run at the same time:
//!
//! - Every file is whole, the old one or the new one, and never missing once it was there.
//! - Builds publish one after the other: what two of them publish is never mixed. One that has
//!   nothing new to publish touches nothing.
//! - A build that cannot go on puts the old files back. Where even that fails, it says which files
//!   are new.
//! - The manifest comes last. It holds the hash of every file, so who finds a manifest whose
//!   hashes do not match knows that a build died between two renames; the next one publishes
//!   everything anew. That order holds on the disk too.
//! - The manifest lists what earlier builds made and still lies there as they made it.
//! - Nothing that lay in the folder before is published.

use std::collections::HashSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::guard::{make_folder, open_plain, sync_folder};
use super::lock::Lock;
use super::manifest::{Inputs, Listed};
use super::{Artifact, MANIFEST, PublishError, at};
use crate::digest::sha256_of;

/// Bytes of a manifest; one of two thousand documents is far from it.
const MAX_MANIFEST: u64 = 16 << 20;
/// The folder, beside what is to be published, that keeps the files in whose place that comes.
const KEPT: &str = "lama";

/// What became of documents of earlier builds that this one did not make.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Listed by the manifest before, and not there any more.
    pub gone: Vec<String>,
    /// Listed by the manifest before, and no longer as that says.
    pub changed: Vec<String>,
    /// Whether there was a manifest that cannot be read.
    pub unreadable: bool,
}

/// Publishes `artifacts` and the manifest in `folder`, when no other build does.
///
/// # Errors
/// The path that could not be written, or what is in the way; and which files are new, where the
/// old ones could not be put back.
pub fn publish(
    folder: &Path,
    artifacts: &[Artifact],
    inputs: &Inputs,
) -> Result<Earlier, PublishError> {
    publish_in_steps(folder, artifacts, inputs, &|| Ok(()))
}

/// The same, with `pause` between every two steps. Tests end a build there.
fn publish_in_steps(
    folder: &Path,
    artifacts: &[Artifact],
    inputs: &Inputs,
    pause: &dyn Fn() -> io::Result<()>,
) -> Result<Earlier, PublishError> {
    let step = || at(folder, pause());
    make_folder(folder)?;
    step()?;
    let mut lock = Lock::take(folder)?;
    step()?;
    lock.clear()?;
    step()?;
    let (listed, earlier) = earlier(folder, artifacts)?;
    let beside = inputs.beside(artifacts, &listed);
    let documents = artifacts.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
    // The manifest last: who finds a new one finds the files it speaks of.
    let all = documents.chain(beside.iter().map(|(name, text)| (*name, text.as_bytes())));
    let mut files = Vec::new();
    for (name, bytes) in all {
        let target = folder.join(name);
        if !at(&target, holds(&target, bytes))? {
            replaceable(&target)?;
            files.push((name, bytes));
        }
    }
    if files.is_empty() {
        return Ok(earlier);
    }
    let staging = lock.staging()?;
    let done = Exchange { folder, staging: &staging, pause }.make(&files);
    lock.done(&staging);
    done.map(|()| earlier)
}

/// What the manifest before lists and this build does not make: what still lies there as it says,
/// and what became of the rest.
fn earlier(folder: &Path, artifacts: &[Artifact]) -> Result<(Vec<Listed>, Earlier), PublishError> {
    let mut found = Earlier::default();
    let path = folder.join(MANIFEST);
    let Some((file, about)) = at(&path, open_plain(&path))? else { return Ok((Vec::new(), found)) };
    let mut manifest = Vec::new();
    at(&path, file.take(MAX_MANIFEST + 1).read_to_end(&mut manifest))?;
    let Some(listed) = Listed::all(&manifest).filter(|_| about.len() <= MAX_MANIFEST) else {
        found.unreadable = true;
        return Ok((Vec::new(), found));
    };
    // Some file systems hold capitals and small letters for the same.
    let mut named: HashSet<String> = artifacts.iter().map(|one| one.name.to_lowercase()).collect();
    let mut kept = Vec::new();
    for one in listed {
        if !named.insert(one.name.to_lowercase()) {
            continue;
        }
        match is_unchanged(&folder.join(&one.name), &one) {
            Some(true) => kept.push(one),
            Some(false) => found.changed.push(one.name),
            None => found.gone.push(one.name),
        }
    }
    Ok((kept, found))
}

/// Whether a file is as it is listed; `None` where there is none.
fn is_unchanged(path: &Path, listed: &Listed) -> Option<bool> {
    if fs::symlink_metadata(path).is_err() {
        return None;
    }
    let Ok(Some((file, about))) = open_plain(path) else { return Some(false) };
    let same = about.len() == listed.size
        && sha256_of(file.take(listed.size)).is_ok_and(|hash| hash == listed.sha256);
    Some(same)
}

/// Whether a plain file has these bytes.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match open_plain(path)? {
        Some((file, about)) if about.len() == bytes.len() as u64 => {
            let mut own = Vec::with_capacity(bytes.len());
            file.take(about.len() + 1).read_to_end(&mut own)?;
            Ok(own == bytes)
        }
        _ => Ok(false),
    }
}

/// Finds out, before anything is renamed, whether a file can take the place of `target`.
fn replaceable(target: &Path) -> Result<(), PublishError> {
    let Ok(about) = fs::symlink_metadata(target) else { return Ok(()) };
    if about.is_dir() {
        return at(target, Err(io::ErrorKind::IsADirectory.into()));
    }
    if about.is_file() {
        at(target, not_held(target))?;
    }
    Ok(())
}

/// Whether nobody may replace a file, whoever may write to it.
#[cfg(unix)]
fn not_held(target: &Path) -> io::Result<()> {
    /// What the system says of a file that is marked as not to be changed; a file that one may only
    /// read (`EACCES`) can still be replaced.
    const EPERM: i32 = 1;
    match File::options().write(true).open(target) {
        Err(error) if error.raw_os_error() == Some(EPERM) => Err(error),
        _ => Ok(()),
    }
}

/// A file that a viewer holds open can neither be written nor replaced there: what is asked for is
/// the right to do both.
#[cfg(windows)]
fn not_held(target: &Path) -> io::Result<()> {
    use std::os::windows::fs::OpenOptionsExt;
    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE: u32 = 0x0001_0000;
    File::options().access_mode(GENERIC_WRITE | DELETE).open(target).map(drop)
}

#[cfg(not(any(unix, windows)))]
fn not_held(_: &Path) -> io::Result<()> {
    Ok(())
}

/// New files in the place of old ones, all or none.
struct Exchange<'a> {
    folder: &'a Path,
    /// A folder beside them, empty.
    staging: &'a Path,
    pause: &'a dyn Fn() -> io::Result<()>,
}

impl Exchange<'_> {
    fn make(&self, files: &[(&str, &[u8])]) -> Result<(), PublishError> {
        for (name, bytes) in files {
            self.step()?;
            let mode = fs::symlink_metadata(self.folder.join(name)).ok();
            let mode = mode.filter(fs::Metadata::is_file).map(|about| about.permissions());
            write_flushed(&self.staging.join(name), bytes, mode, self.pause)?;
        }
        let kept = self.staging.join(KEPT);
        at(&kept, fs::create_dir(&kept))?;
        for (name, _) in files {
            self.step()?;
            keep(&self.folder.join(name), &kept.join(name))?;
        }
        at(self.staging, sync_folder(self.staging))?;
        let mut renamed = Vec::new();
        self.rename(files, &mut renamed).map_err(|mut error| {
            error.mixture = self.put_back(&renamed);
            error
        })
    }

    fn step(&self) -> Result<(), PublishError> {
        at(self.folder, (self.pause)())
    }

    /// Renames all files; `renamed` are those that were.
    fn rename<'f>(
        &self,
        files: &[(&'f str, &[u8])],
        renamed: &mut Vec<&'f str>,
    ) -> Result<(), PublishError> {
        let sync = || at(self.folder, sync_folder(self.folder));
        for (name, _) in files {
            self.step()?;
            if *name == MANIFEST {
                // On the disk too it comes behind what it speaks of.
                sync()?;
            }
            let target = self.folder.join(name);
            at(&target, fs::rename(self.staging.join(name), &target))?;
            renamed.push(name);
        }
        self.step()?;
        sync()
    }

    /// Puts the old files back; gives those that are new all the same.
    fn put_back(&self, renamed: &[&str]) -> Vec<String> {
        let mut new = Vec::new();
        // The manifest first: it never speaks of files that are not there.
        for name in renamed.iter().rev() {
            let (target, old) = (self.folder.join(name), self.staging.join(KEPT).join(name));
            let was_there = fs::symlink_metadata(&old).is_ok();
            let done = if was_there { fs::rename(old, target) } else { fs::remove_file(target) };
            if done.is_err() {
                new.push((*name).to_owned());
            }
        }
        new.sort_unstable();
        new
    }
}

/// Keeps a file, where there is one, under a second name; a copy of it where the file system knows
/// no second names.
fn keep(target: &Path, kept: &Path) -> Result<(), PublishError> {
    if fs::symlink_metadata(target).is_err() || fs::hard_link(target, kept).is_ok() {
        return Ok(());
    }
    match at(target, open_plain(target))? {
        Some((mut old, about)) => {
            let mut copy = at(kept, File::create_new(kept))?;
            at(kept, io::copy(&mut old, &mut copy))?;
            at(kept, copy.set_permissions(about.permissions()))?;
            at(kept, copy.sync_all())
        }
        // A link or a pipe: what it is goes with it.
        None => Ok(()),
    }
}

fn write_flushed(
    path: &Path,
    bytes: &[u8],
    mode: Option<Permissions>,
    pause: &dyn Fn() -> io::Result<()>,
) -> Result<(), PublishError> {
    let write = || {
        let mut file = File::create_new(path)?;
        pause()?;
        let (one, other) = bytes.split_at(bytes.len() / 2);
        file.write_all(one)?;
        pause()?;
        file.write_all(other)?;
        if let Some(mode) = mode {
            file.set_permissions(mode)?;
        }
        pause()?;
        file.sync_all()
    };
    at(path, write())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeMap;
    use std::process::Command;

    use super::*;
    use crate::output::lock::LOCK;
    use crate::output::{Extent, Obstacle};

    const OLD: &str = "lama, lebih panjang daripada yang baru";
    const NEW: &str = "baru";
    const NAMES: [&str; 3] = ["a.pdf", "b.pdf", "c.xlsx"];

    fn artifacts(text: &str) -> Vec<Artifact> {
        let file = |name: &str| Artifact {
            document: "iki".to_owned(),
            name: name.to_owned(),
            bytes: format!("{name}: {text}").into_bytes(),
            extent: Extent::Pages(1),
            signing: None,
        };
        NAMES.map(file).into()
    }

    fn publish_text(folder: &Path, text: &str) -> Result<Earlier, PublishError> {
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
            let error = failed.unwrap_err();
            let Obstacle::System(reason) = &error.reason else { panic!("{error:?}") };
            assert_eq!(reason.kind(), io::ErrorKind::StorageFull);
            assert!(error.mixture.is_empty());
            assert_eq!(contents(folder.path()), published(OLD), "step {steps}");
        }
    }

    /// What looks like a dead build's and was not left by one is neither published nor removed.
    #[test]
    fn what_a_stranger_prepared_stops_the_build() {
        for name in [".ikigen-persiapan", ".ikigen-persiapan-abc", ".ikigen-persiapan-0"] {
            for lock in ["", "../luar", ".ikigen-persiapan-../..", "\u{0}"] {
                let folder = tempfile::tempdir().unwrap();
                publish_text(folder.path(), OLD).unwrap();
                let forged = folder.path().join(name);
                fs::create_dir(&forged).unwrap();
                fs::write(forged.join("daftar"), "palsu.pdf\nmanifest.json").unwrap();
                fs::write(forged.join("palsu.pdf"), "palsu").unwrap();
                fs::write(folder.path().join(LOCK), lock).unwrap();
                let before = contents(folder.path());
                let refused = publish_text(folder.path(), NEW).unwrap_err();
                assert!(matches!(refused.reason, Obstacle::NotOurs), "{refused:?}");
                assert_eq!(refused.path, forged);
                assert_eq!(contents(folder.path()), before);
                assert!(forged.join("palsu.pdf").exists());
                fs::remove_dir_all(forged).unwrap();
                publish_text(folder.path(), NEW).unwrap();
                assert_eq!(contents(folder.path()), published(NEW));
            }
        }
    }

    #[test]
    fn what_a_dead_build_left_is_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".ikigen-persiapan-0123456789abcdef");
        fs::create_dir(&left).unwrap();
        fs::write(left.join("a.pdf"), "separuh").unwrap();
        fs::write(folder.path().join(LOCK), left.file_name().unwrap().as_encoded_bytes()).unwrap();
        publish_text(folder.path(), NEW).unwrap();
        assert_eq!(contents(folder.path()), published(NEW));
    }

    #[test]
    fn a_build_with_nothing_new_touches_nothing() {
        let folder = tempfile::tempdir().unwrap();
        publish_text(folder.path(), OLD).unwrap();
        let times = || {
            let entries = fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
            let time = |entry: fs::DirEntry| entry.metadata().unwrap().modified().unwrap();
            let mut times: Vec<_> = entries.map(time).collect();
            times.push(fs::metadata(folder.path()).unwrap().modified().unwrap());
            times
        };
        let before = times();
        assert_eq!(publish_text(folder.path(), OLD).unwrap(), Earlier::default());
        assert_eq!(times(), before);
        // Of several files, those that are new are written.
        fs::write(folder.path().join("b.pdf"), "rusak").unwrap();
        let b = || fs::metadata(folder.path().join("a.pdf")).unwrap().modified().unwrap();
        let (before, changed) = (b(), publish_text(folder.path(), OLD).unwrap());
        assert_eq!((b(), changed), (before, Earlier::default()));
        assert_eq!(contents(folder.path()), published(OLD));
    }

    #[test]
    fn the_manifest_lists_what_lies_there() {
        let folder = tempfile::tempdir().unwrap();
        let listed = || {
            let manifest = fs::read(folder.path().join(MANIFEST)).unwrap();
            let all = Listed::all(&manifest).unwrap();
            all.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        publish_text(folder.path(), OLD).unwrap();
        // One document alone: the others stay listed as long as they lie there unchanged.
        let some = &artifacts(NEW)[..1];
        let only = |files| publish(folder.path(), files, &Inputs::default()).unwrap();
        assert_eq!(only(some), Earlier::default());
        assert_eq!(listed(), NAMES);
        fs::write(folder.path().join("b.pdf"), "diubah").unwrap();
        fs::remove_file(folder.path().join("c.xlsx")).unwrap();
        let found = only(some);
        assert_eq!((found.changed, found.gone), (vec!["b.pdf".into()], vec!["c.xlsx".into()]));
        assert_eq!(listed(), ["a.pdf"]);
        assert_eq!(only(some), Earlier::default(), "it is told once");
        // All together, in how many builds ever.
        publish_text(folder.path(), NEW).unwrap();
        assert_eq!(contents(folder.path()), published(NEW));
        fs::write(folder.path().join(MANIFEST), "{").unwrap();
        assert!(only(some).unreadable);
        assert_eq!(listed(), ["a.pdf"]);
    }

    /// Something comes into the way at the worst moment: what cannot be put back is named.
    #[test]
    fn files_that_stay_new_are_named() {
        let mut seen = Vec::new();
        for steps in 1..=count_of_steps() {
            let folder = tempfile::tempdir().unwrap();
            publish_text(folder.path(), OLD).unwrap();
            let [old, new] = [OLD, NEW].map(published);
            let left = Cell::new(steps);
            let target = folder.path().join("a.pdf");
            let pause = || {
                left.set(left.get() - 1);
                if left.get() > 0 {
                    return Ok(());
                }
                // Where it is new already, nothing can take its place any more.
                if fs::read(&target).ok() == new["a.pdf"] {
                    fs::remove_file(&target)?;
                    fs::create_dir_all(target.join("x"))?;
                }
                Err(io::ErrorKind::Other.into())
            };
            let failed =
                publish_in_steps(folder.path(), &artifacts(NEW), &Inputs::default(), &pause);
            let found = contents(folder.path());
            let mixture = failed.unwrap_err().mixture;
            let differing: Vec<&String> =
                found.keys().filter(|name| found.get(*name) != old.get(*name)).collect();
            assert_eq!(mixture.iter().collect::<Vec<_>>(), differing, "step {steps}");
            seen.push(mixture.len());
        }
        assert!(seen.contains(&0) && seen.contains(&1), "{seen:?}");
    }

    #[cfg(unix)]
    #[test]
    fn files_keep_their_mode_and_links_are_replaced_not_followed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        publish_text(folder.path(), OLD).unwrap();
        let (a, b) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
        let outside = tempfile::NamedTempFile::new().unwrap();
        fs::write(outside.path(), "milik lain").unwrap();
        fs::set_permissions(&a, Permissions::from_mode(0o440)).unwrap();
        fs::remove_file(&b).unwrap();
        std::os::unix::fs::symlink(outside.path(), &b).unwrap();
        publish_text(folder.path(), NEW).unwrap();
        assert_eq!(fs::metadata(&a).unwrap().permissions().mode() & 0o777, 0o440);
        assert!(fs::symlink_metadata(&b).unwrap().is_file());
        assert_eq!(fs::read_to_string(outside.path()).unwrap(), "milik lain");
        assert_eq!(contents(folder.path()), published(NEW));
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
        // A second name of somebody's file.
        fs::write(&outside, "milik lain").unwrap();
        fs::remove_file(out.join(LOCK)).unwrap();
        fs::hard_link(&outside, out.join(LOCK)).unwrap();
        publish_text(&out, OLD).unwrap();
        assert_eq!(fs::read_to_string(&outside).unwrap(), "milik lain");
        assert_eq!(contents(&out), published(OLD));
    }

    #[test]
    fn builds_at_the_same_time_publish_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let texts: Vec<String> = (0..8).map(|i| format!("{i}").repeat(1 << 16)).collect();
        std::thread::scope(|scope| {
            for text in &texts {
                scope.spawn(|| {
                    for _ in 0..10 {
                        publish_text(folder.path(), text).unwrap();
                    }
                });
            }
        });
        let found = contents(folder.path());
        assert!(texts.iter().any(|text| published(text) == found), "{:?}", found.keys());
    }
}
