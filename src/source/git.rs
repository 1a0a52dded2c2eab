//! A revision of a git repository as a state of a project.
//!
//! A repository may come from a stranger, its configuration too. So git runs with nothing that
//! a configuration can turn into a command or a connection: no replacement of objects, no
//! fetching of what is missing, no protocols, no hooks, no monitor, no repository that is only
//! found by accident in a folder of the project, nothing of the caller's environment, and not for
//! ever. It is asked twice: which files there are, and, by one process, for their bytes.

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
    /// What stands under `data`, `templates` and `fonts`, by path, with its object.
    entries: BTreeMap<String, (Entry, String)>,
    objects: Option<Objects>,
}

impl Revision {
    /// The state of `project` in the revision `name` of the repository that the folder is in.
    ///
    /// # Errors
    /// Why there is none.
    pub fn open(project: &Path, name: &str) -> Result<Revision, Phrase> {
        // A revision is never an option.
        if name.starts_with('-') {
            return Err(Phrase::from(&NO_REVISION));
        }
        let list = ["ls-tree", "-r", "-t", "-z", "--long", "--end-of-options", name];
        let list = list.iter().chain(&["data", "templates", "fonts"]);
        let (done, list) = answer(git(project).args(list)).map_err(unstartable)?;
        match done {
            Done::Well => {}
            Done::Refused(complaint) => return Err(refusal(project, &complaint)),
            Done::Large => return Err(Phrase::from(&TOO_MUCH)),
            Done::Late => return Err(Phrase::from(&TOO_LATE)),
        }
        let mut entries = BTreeMap::new();
        for line in list.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
            let (entry, object) = entry_of(line).ok_or_else(|| Phrase::from(&UNKNOWN_ANSWER))?;
            entries.insert(entry.path.clone(), (entry, object));
        }
        if !entries.contains_key("data") {
            return Err(Phrase::from(&NO_DATA));
        }
        Ok(Revision { project: project.to_owned(), entries, objects: None })
    }
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
            none => none.insert(Objects::open(&self.project)?),
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

/// Why git does not know the revision, in words of ours.
fn refusal(project: &Path, complaint: &str) -> Phrase {
    let no_repository = || {
        let asked = answer(git(project).args(["rev-parse", "--git-dir"]));
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

/// Runs git to its end: how it ended, and what it wrote.
fn answer(command: &mut Command) -> io::Result<(Done, Vec<u8>)> {
    let (process, pipes) = Process::start(command.stderr(Stdio::piped()))?;
    let (mut answer, mut complaint) = (Vec::new(), Vec::new());
    pipes.output.take(MAX_LIST_BYTES + 1).read_to_end(&mut answer)?;
    if answer.len() as u64 > MAX_LIST_BYTES {
        return Ok((Done::Large, answer));
    }
    if let Some(errors) = pipes.errors {
        errors.take(MAX_COMPLAINT_BYTES).read_to_end(&mut complaint)?;
    }
    let done = match process.end()? {
        Some(status) if status.success() => Done::Well,
        Some(_) => Done::Refused(String::from_utf8_lossy(&complaint).into_owned()),
        None => Done::Late,
    };
    Ok((done, answer))
}

/// A git process. It is killed when its time is up or when nobody needs it any more.
struct Process {
    child: Arc<Mutex<Child>>,
    start: Instant,
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
    fn start(command: &mut Command) -> io::Result<(Process, Pipes)> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let pipes = Pipes { input: child.stdin.take(), output, errors: child.stderr.take() };
        let child = Arc::new(Mutex::new(child));
        let (watched, watch) = mpsc::channel::<()>();
        let late = Arc::clone(&child);
        thread::spawn(move || {
            if watch.recv_timeout(TIME) == Err(RecvTimeoutError::Timeout) {
                // It may have ended by itself just now.
                let _ = late.lock().unwrap_or_else(PoisonError::into_inner).kill();
            }
        });
        Ok((Process { child, start: Instant::now(), _watched: watched }, pipes))
    }

    /// Waits for its end; `None` when it was killed.
    fn end(&self) -> io::Result<Option<ExitStatus>> {
        loop {
            let ended = self.child.lock().unwrap_or_else(PoisonError::into_inner).try_wait()?;
            match ended {
                Some(_) if self.start.elapsed() >= TIME => return Ok(None),
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
    fn open(project: &Path) -> io::Result<Objects> {
        let mut command = git(project);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stderr(Stdio::null());
        let (process, pipes) = Process::start(&mut command)?;
        let input = pipes.input.ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Objects { input, output: BufReader::new(pipes.output), _process: process })
    }

    fn read(&mut self, object: &str, limit: u64) -> Result<Vec<u8>, Fault> {
        writeln!(self.input, "{object}")?;
        self.input.flush()?;
        let mut head = String::new();
        self.output.by_ref().take(MAX_COMPLAINT_BYTES).read_line(&mut head)?;
        let size: Option<u64> = match head.split_ascii_whitespace().collect::<Vec<_>>()[..] {
            [_, "blob", size] => size.parse().ok(),
            _ => None,
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
        Ok(bytes)
    }
}
