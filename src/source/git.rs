//! A revision of a git repository as a state of a project.
//!
//! A repository may come from a stranger, its configuration too. So git runs with nothing that
//! a configuration can turn into a command or a connection: no replacement of objects, no
//! fetching of what is missing, no protocols, no hooks, no monitor, no repository that is only
//! found by accident in a folder of the project, nothing of the caller's environment, and not for
//! ever. It is asked which files there are, and, by one process, for their bytes.
//!
//! Not every git knows all of these settings. What an old one lacks is made up for here
//! ([`looks_like_a_repository`]), and `GIT_ALLOW_PROTOCOL` is as old as fetching on demand.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostic::system;
use crate::language::{Phrase, notes};

use super::files::{Entry, Fault, Kind, LINK, MAX_FILES, Origin, is_hidden};

/// What one git process may take; those of an office take milliseconds.
const TIME: Duration = Duration::from_mins(1);
/// Bytes of a list of files: some 100,000 of them.
const MAX_LIST_BYTES: u64 = 16 << 20;
/// Bytes of what git says when it refuses.
const MAX_COMPLAINT_BYTES: u64 = 16 << 10;

notes! {
    NO_REVISION = "bukan revisi", "it is no revision";
    NO_GIT = "perintah git tidak dapat dijalankan: {why}", "the command git cannot be run: {why}";
    TOO_MUCH = "berkasnya terlalu banyak", "it has too many files";
    TOO_LATE = "git tidak selesai pada waktunya", "git did not finish in time";
    UNKNOWN_ANSWER = "jawaban git tidak dikenal", "git gave an unknown answer";
    NO_DATA = "tidak ada folder data/ di sana", "there is no folder data/";
    NO_OBJECT = "objeknya tidak ada di repositori ini", "its object is not in this repository";
    A_SUBMODULE = "submodul git", "a submodule of git";
    LOOKS_LIKE_ONE = "folder proyek ini menyerupai repositori git (ada HEAD, objects/, refs/); git tidak dijalankan di sana",
        "the project's folder looks like a git repository (it has HEAD, objects/, refs/); git is not run there";
    NOT_TRUSTED = "repositori ini milik pengguna lain; git menolaknya sampai dipercaya (safe.directory)",
        "this repository belongs to another user; git refuses it until it is trusted (safe.directory)";
    NO_REPOSITORY = "proyek ini tidak berada dalam repositori git, dan tidak ada folder proyek bernama itu",
        "this project is in no git repository, and no folder of a project has that name";
    NO_SUCH_NAME = "tidak ada revisi git atau folder proyek bernama itu",
        "no git revision and no folder of a project has that name";
}

/// The files of a project in a revision.
pub(super) struct Revision {
    project: PathBuf,
    /// What stands in the folders that are read, by path, with its object.
    entries: BTreeMap<String, (Entry, String)>,
    objects: Option<Objects>,
    /// What one git process may take.
    time: Duration,
}

/// The folder of other periods, each of which is a folder.
const PERIODS: &str = "data/periode/";
/// What is listed: folders, and what stands in them.
const FOLDERS: [&str; 9] = [
    "data",
    "data/",
    "data/jabatan/",
    "data/realisasi/",
    PERIODS,
    "templates",
    "templates/",
    "fonts",
    "fonts/",
];

impl Revision {
    /// The state of `project` in the revision `name` of the repository that the folder is in.
    ///
    /// # Errors
    /// Why there is none.
    pub fn open(project: &Path, name: &str) -> Result<Revision, Phrase> {
        Revision::open_within(project, name, TIME)
    }

    fn open_within(project: &Path, name: &str, time: Duration) -> Result<Revision, Phrase> {
        // A revision is never an option.
        if name.starts_with('-') {
            return Err(Phrase::from(&NO_REVISION));
        }
        if looks_like_a_repository(project) {
            return Err(Phrase::from(&LOOKS_LIKE_ONE));
        }
        let mut entries = list(project, name, &FOLDERS, time)?;
        if !entries.contains_key("data") {
            return Err(Phrase::from(&NO_DATA));
        }
        let below = entries.range(PERIODS.to_owned()..);
        let below = below.take_while(|(path, _)| path.starts_with(PERIODS));
        let periods = below.filter(|(_, (entry, _))| entry.kind == Kind::Folder);
        // One too many is enough to say that there are.
        let periods: Vec<String> =
            periods.map(|(path, _)| format!("{path}/")).take(MAX_FILES + 1).collect();
        if !periods.is_empty() {
            let periods: Vec<&str> = periods.iter().map(String::as_str).collect();
            entries.extend(list(project, name, &periods, time)?);
        }
        Ok(Revision { project: project.to_owned(), entries, objects: None, time })
    }
}

/// What stands in folders of a revision, by path, with its object.
fn list(
    project: &Path,
    name: &str,
    folders: &[&str],
    time: Duration,
) -> Result<BTreeMap<String, (Entry, String)>, Phrase> {
    let words = ["ls-tree", "-t", "-z", "--long", "--end-of-options", name];
    let words = words.iter().chain(folders);
    let (done, list) = answer(git(project).args(words), time).map_err(unstartable)?;
    match done {
        Done::Well => {}
        Done::Refused(complaint) => return Err(refusal(project, &complaint)),
        Done::Large => return Err(Phrase::from(&TOO_MUCH)),
        Done::Late => return Err(Phrase::from(&TOO_LATE)),
    }
    let lines = list.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    let entries = lines.map(|line| {
        let (entry, object) = entry_of(line).ok_or_else(|| Phrase::from(&UNKNOWN_ANSWER))?;
        Ok((entry.path.clone(), (entry, object)))
    });
    entries.collect()
}

impl Origin for Revision {
    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        match self.entries.get(folder) {
            None => return Ok(Vec::new()),
            Some((Entry { kind: Kind::Folder, .. }, _)) => {}
            Some((other, _)) => return Err(Fault::Other(other.kind.clone())),
        }
        let start = format!("{folder}/");
        let below = self.entries.range(start.clone()..).map(|(_, (entry, _))| entry);
        let direct = below.take_while(|entry| entry.path.starts_with(&start)).filter(|entry| {
            let name = &entry.path[start.len()..];
            !name.contains('/') && !is_hidden(name)
        });
        Ok(direct.take(MAX_FILES + 1).cloned().collect())
    }

    fn read(&mut self, path: &str, limit: u64) -> Result<Vec<u8>, Fault> {
        let Some((_, object)) = self.entries.get(path) else {
            return Err(io::Error::from(io::ErrorKind::NotFound).into());
        };
        let objects = match &mut self.objects {
            Some(objects) => objects,
            none => none.insert(Objects::open(&self.project, self.time)?),
        };
        objects.read(object, limit)
    }
}

/// `MODE TYPE OBJECT SIZE\tPATH`, as git lists a file.
fn entry_of(line: &[u8]) -> Option<(Entry, String)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let (about, path) = (std::str::from_utf8(&line[..tab]).ok()?, &line[tab + 1..]);
    let [mode, _, object, size] = about.split_ascii_whitespace().collect::<Vec<_>>()[..] else {
        return None;
    };
    let kind = match mode {
        "040000" => Kind::Folder,
        "120000" => LINK,
        "160000" => Kind::Special(&A_SUBMODULE),
        // Of an object that is not there, git does not know the size; reading it will say so.
        _ => Kind::File(size.parse().unwrap_or(0)),
    };
    let name = String::from_utf8_lossy(path).into_owned();
    Some((Entry::new(name, kind, std::str::from_utf8(path).is_ok()), object.to_owned()))
}

/// Why git cannot be started.
fn unstartable(error: io::Error) -> Phrase {
    NO_GIT.arg("why", system::reason(&error))
}

/// Whether git could take a folder of the project, or one around it, for a repository that is
/// not: what lies there would then be its configuration. A git that knows
/// `safe.bareRepository` refuses it by itself.
fn looks_like_a_repository(project: &Path) -> bool {
    let Ok(project) = project.canonicalize() else { return false };
    let mut around = project.ancestors().take_while(|folder| {
        // The repository itself: git looks no further.
        folder.join(".git").symlink_metadata().is_err()
    });
    let parts = ["HEAD", "objects", "refs"];
    around.any(|folder| parts.iter().all(|part| folder.join(part).symlink_metadata().is_ok()))
}

/// Why git does not know the revision, in words of ours.
fn refusal(project: &Path, complaint: &str) -> Phrase {
    let no_repository = || {
        let asked = answer(git(project).args(["rev-parse", "--git-dir"]), TIME);
        !matches!(asked, Ok((Done::Well, _)))
    };
    let words = if complaint.contains("safe.bareRepository") {
        &LOOKS_LIKE_ONE
    } else if complaint.contains("safe.directory") {
        &NOT_TRUSTED
    } else if no_repository() {
        &NO_REPOSITORY
    } else {
        &NO_SUCH_NAME
    };
    Phrase::from(words)
}

/// git in a project's folder, disarmed.
fn git(project: &Path) -> Command {
    let mut command = Command::new("git");
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    command
        .args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"])
        .args(["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"])
        .args(["-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"])
        .arg("-C")
        .arg(project)
        .env("GIT_NO_LAZY_FETCH", "1")
        // Stronger than any `protocol.NAME.allow`; there is no protocol of this name.
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // What it complains of is looked for in English.
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

/// How a git process ended.
enum Done {
    /// With an answer.
    Well,
    /// With a complaint.
    Refused(String),
    /// It had more to say than there is room for.
    Large,
    /// It was killed because its time was up.
    Late,
}

/// Runs git to its end, for at most `time`: how it ended, and what it wrote.
fn answer(command: &mut Command, time: Duration) -> io::Result<(Done, Vec<u8>)> {
    let (process, pipes) = Process::start(command.stderr(Stdio::piped()), time)?;
    // Read aside: a git with much to complain of waits until somebody listens.
    let complaint = thread::spawn(move || {
        let mut complaint = Vec::new();
        if let Some(mut errors) = pipes.errors {
            let _ = errors.by_ref().take(MAX_COMPLAINT_BYTES).read_to_end(&mut complaint);
            let _ = io::copy(&mut errors, &mut io::sink());
        }
        String::from_utf8_lossy(&complaint).into_owned()
    });
    let mut answer = Vec::new();
    pipes.output.take(MAX_LIST_BYTES + 1).read_to_end(&mut answer)?;
    if answer.len() as u64 > MAX_LIST_BYTES {
        return Ok((Done::Large, answer));
    }
    let done = match process.end()? {
        Some(status) if status.success() => Done::Well,
        // The thread does nothing that panics.
        Some(_) => Done::Refused(complaint.join().unwrap_or_default()),
        None => Done::Late,
    };
    Ok((done, answer))
}

/// A git process. It is killed when its time is up or when nobody needs it any more.
struct Process {
    child: Arc<Mutex<Child>>,
    start: Instant,
    time: Duration,
    /// Tells the watch, by going away, that there is nothing left to watch.
    _watched: Sender<()>,
}

/// What goes into a process and comes out of it.
struct Pipes {
    input: Option<ChildStdin>,
    output: ChildStdout,
    errors: Option<ChildStderr>,
}

impl Process {
    fn start(command: &mut Command, time: Duration) -> io::Result<(Process, Pipes)> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let pipes = Pipes { input: child.stdin.take(), output, errors: child.stderr.take() };
        let child = Arc::new(Mutex::new(child));
        let (watched, watch) = mpsc::channel::<()>();
        let late = Arc::clone(&child);
        thread::spawn(move || {
            if watch.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                // It may have ended by itself just now.
                let _ = late.lock().unwrap_or_else(PoisonError::into_inner).kill();
            }
        });
        Ok((Process { child, start: Instant::now(), time, _watched: watched }, pipes))
    }

    /// Waits for its end; `None` when it was killed.
    fn end(&self) -> io::Result<Option<ExitStatus>> {
        loop {
            let ended = self.child.lock().unwrap_or_else(PoisonError::into_inner).try_wait()?;
            match ended {
                Some(_) if self.start.elapsed() >= self.time => return Ok(None),
                Some(status) => return Ok(Some(status)),
                None => thread::sleep(Duration::from_millis(1)),
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // Where it has ended, there is nothing to kill.
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// `git cat-file --batch`: an object's name in, its bytes out.
struct Objects {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    _process: Process,
}

impl Objects {
    fn open(project: &Path, time: Duration) -> io::Result<Objects> {
        let mut command = git(project);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stderr(Stdio::null());
        let (process, pipes) = Process::start(&mut command, time)?;
        let input = pipes.input.ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Objects { input, output: BufReader::new(pipes.output), _process: process })
    }

    /// The bytes of a file.
    fn read(&mut self, object: &str, limit: u64) -> Result<Vec<u8>, Fault> {
        Ok(self.ask(object, "blob", limit)?.1)
    }

    /// An object of this kind, by any name that git knows it by: its own name, and its bytes.
    fn ask(&mut self, name: &str, kind: &str, limit: u64) -> Result<(String, Vec<u8>), Fault> {
        writeln!(self.input, "{name}")?;
        self.input.flush()?;
        let mut head = String::new();
        if self.output.by_ref().take(MAX_COMPLAINT_BYTES).read_line(&mut head)? == 0 {
            return Err(Fault::Unreadable(Phrase::from(&TOO_LATE)));
        }
        let (object, size): (_, Option<u64>) =
            match head.split_ascii_whitespace().collect::<Vec<_>>()[..] {
                [object, its, size] if its == kind => (object.to_owned(), size.parse().ok()),
                _ => (String::new(), None),
            };
        let Some(size) = size else {
            return Err(Fault::Unreadable(Phrase::from(&NO_OBJECT)));
        };
        if size > limit {
            io::copy(&mut self.output.by_ref().take(size + 1), &mut io::sink())?;
            return Err(io::Error::from(io::ErrorKind::FileTooLarge).into());
        }
        let mut bytes = Vec::new();
        self.output.by_ref().take(size + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size + 1 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        bytes.pop();
        Ok((object, bytes))
    }
}

/// A commit as people speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The first characters of its name.
    pub short: String,
    /// The day on which it was made, where it was made: year, month, day.
    pub date: (i32, u8, u8),
}

/// Characters of the name of a commit that people say.
const SHORT_NAME: usize = 7;

impl Commit {
    /// The commit of a revision; nothing where there is none, or its day cannot be read.
    pub(super) fn find(project: &Path, revision: &str) -> Option<Commit> {
        if revision.contains(char::is_control) || looks_like_a_repository(project) {
            return None;
        }
        let mut objects = Objects::open(project, TIME).ok()?;
        let name = format!("{revision}^{{commit}}");
        let (object, bytes) = objects.ask(&name, "commit", MAX_COMPLAINT_BYTES).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let line = text.lines().find(|line| line.starts_with("committer "))?;
        let (rest, zone) = line.rsplit_once(' ')?;
        let seconds: i64 = rest.rsplit_once(' ')?.1.parse().ok()?;
        let zone: i64 = zone.parse().ok()?;
        // +0730 is seven and a half hours.
        let there = seconds.checked_add(zone / 100 * 3600 + zone % 100 * 60)?;
        Some(Commit {
            short: object.get(..SHORT_NAME)?.to_owned(),
            date: day(there.div_euclid(86_400))?,
        })
    }
}

/// The date of a day, counted from 1 January 1970.
fn day(number: i64) -> Option<(i32, u8, u8)> {
    // Years begin in March here, so that the day that comes and goes is the last one; eras are the
    // 400 years after which dates fall on the same weekdays again.
    const FROM_MARCH_OF_YEAR_0: i64 = 719_468;
    const ERA: i64 = 146_097;
    let number = number.checked_add(FROM_MARCH_OF_YEAR_0)?;
    let (era, in_era) = (number.div_euclid(ERA), number.rem_euclid(ERA));
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * in_year + 2) / 153;
    let day = in_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    Some((i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::language::Language;

    fn run(folder: &Path, arguments: &[&str]) {
        let identity = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid"];
        let mut command = Command::new("git");
        command.arg("-C").arg(folder).args(identity).args(arguments);
        let done = command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {done:?}");
    }

    fn repository() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/jabatan")).unwrap();
        fs::write(folder.path().join("data/opd.yaml"), "nama: x\n").unwrap();
        fs::write(folder.path().join("data/jabatan/a.yaml"), "id: a\n").unwrap();
        run(folder.path(), &["init", "-q"]);
        run(folder.path(), &["add", "-A"]);
        run(folder.path(), &["commit", "-q", "-m", "x"]);
        folder
    }

    fn refused(folder: &Path, time: Duration) -> String {
        let refused = Revision::open_within(folder, "HEAD", time).err();
        refused.map(|reason| reason.words(Language::En)).unwrap_or_default()
    }

    /// A pipe in the place of a file that git reads is waited for, but not for ever.
    #[test]
    fn a_git_that_waits_is_ended() {
        let folder = repository();
        let pipe = folder.path().join(".git/packed-refs");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let start = Instant::now();
        assert_eq!(
            refused(folder.path(), Duration::from_millis(500)),
            "git did not finish in time"
        );
        assert!((400..20_000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
    }

    /// A git that says a great deal before it answers is listened to.
    #[test]
    fn complaints_do_not_keep_git_from_its_answer() {
        let mut loud = Command::new("sh");
        loud.args(["-c", "head -c 1000000 /dev/zero | tr '\\0' x >&2; echo jawaban"]);
        let (done, answer) = answer(&mut loud, TIME).unwrap();
        assert!(matches!(done, Done::Well));
        assert_eq!(answer, b"jawaban\n");
    }

    /// Whatever git is installed, a folder that looks like a repository is none.
    #[test]
    fn what_looks_like_a_repository_is_not_asked() {
        let folder = repository();
        let inner = folder.path().join("opd/dinas");
        fs::create_dir_all(inner.join("data")).unwrap();
        assert!(!looks_like_a_repository(&inner));
        for around in ["opd/dinas", "opd"] {
            let around = folder.path().join(around);
            for part in ["objects", "refs"] {
                fs::create_dir(around.join(part)).unwrap();
            }
            assert!(!looks_like_a_repository(&inner), "without HEAD it is none");
            fs::write(around.join("HEAD"), "ref: refs/heads/main\n").unwrap();
            assert!(looks_like_a_repository(&inner));
            assert!(refused(&inner, TIME).contains("looks like a git repository"));
            fs::remove_file(around.join("HEAD")).unwrap();
        }
        // Behind the repository's own folder, nothing is looked at.
        for part in ["objects", "refs", "HEAD"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        assert_eq!(refused(folder.path(), TIME), "", "the repository itself is one");
    }
}
