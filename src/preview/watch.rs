//! When the files of a project change.
//!
//! The folders are looked through, again and again, by what the system says of each file: that
//! sees new, renamed, replaced and deleted files alike, on every system and in folders of a
//! network, where notices of the system get lost. Looking takes a fiftieth of the time at most.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// The folders that documents are made from.
const FOLDERS: [&str; 3] = ["data", "templates", "fonts"];
/// The shortest time between two looks.
const OFTEN: Duration = Duration::from_millis(10);
/// The longest.
const SELDOM: Duration = Duration::from_secs(1);
/// Of the time, one part in so many is spent on looking.
const SHARE: u32 = 50;
/// Deeper, and more, than a project may be.
const MOST_DEEP: usize = 6;
const MOST_FILES: usize = 50_000;

/// What is known of a file: enough to tell that it changed.
type Known = (PathBuf, u64, Option<SystemTime>);

/// Calls `tell` whenever something in `folder` has changed and come to rest; returns when that
/// returns false.
pub(super) fn watch(folder: &Path, mut tell: impl FnMut() -> bool) {
    let mut told = look(folder);
    let mut seen = None;
    loop {
        let start = Instant::now();
        let now = look(folder);
        // Two looks that agree: whoever writes is done.
        if now == told {
            seen = None;
        } else if seen.as_ref() == Some(&now) {
            told = now;
            seen = None;
            if !tell() {
                return;
            }
        } else {
            seen = Some(now);
        }
        thread::sleep((start.elapsed() * SHARE).clamp(OFTEN, SELDOM));
    }
}

fn look(folder: &Path) -> Vec<Known> {
    let mut found = Vec::new();
    for name in FOLDERS {
        look_into(&folder.join(name), 0, &mut found);
    }
    found.sort();
    found
}

fn look_into(folder: &Path, depth: usize, found: &mut Vec<Known>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        // Links are not followed; what a reader would refuse is none of ours.
        let Ok(metadata) = entry.metadata() else { continue };
        if found.len() >= MOST_FILES {
            return;
        }
        let is_ours = entry.file_name().to_string_lossy().starts_with(".ikigen-");
        if metadata.is_dir() && depth < MOST_DEEP {
            look_into(&entry.path(), depth + 1, found);
        } else if !is_ours {
            found.push((entry.path(), metadata.len(), metadata.modified().ok()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn new_replaced_and_deleted_files_are_seen_and_others_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data/jabatan");
        fs::create_dir_all(&data).unwrap();
        let (send, receive) = mpsc::channel();
        let path = folder.path().to_owned();
        thread::spawn(move || watch(&path, || send.send(()).is_ok()));
        thread::sleep(Duration::from_millis(100));
        let told = |what: &str| receive.recv_timeout(Duration::from_secs(10)).expect(what);
        fs::write(data.join("a.yaml"), "a").unwrap();
        told("a new file");
        fs::write(folder.path().join("b.tmp"), "b").unwrap();
        fs::rename(folder.path().join("b.tmp"), data.join("a.yaml")).unwrap();
        told("a replaced file");
        fs::create_dir(folder.path().join("output")).unwrap();
        fs::write(folder.path().join("output/x.pdf"), "b").unwrap();
        assert!(receive.recv_timeout(Duration::from_millis(300)).is_err(), "none of ours");
        fs::remove_file(data.join("a.yaml")).unwrap();
        told("a file that is gone");
    }
}
