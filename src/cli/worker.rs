//! Work on untrusted data, in a process of its own: this program once more, with the same
//! arguments. A process can be stopped when its time is up, and ended by the system when it
//! wants too much memory; what is left then is this one, which says so.
//!
//! The worker says nothing by itself. It gives its whole [`Answer`] on stdout and ends; only
//! the last words of one that dies come on stderr. Its stdin stays open as long as someone
//! waits for the answer: when it closes, the worker ends.
//!
//! A worker can also be asked many times ([`Conversation`]): a line of JSON in, a line out.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::codes;
use super::environment::{Color, WORKER};
use super::reporter::Outcome;
use crate::diagnostic::{Diagnostic, system};
use crate::language::Note;

/// What a worker gives back.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// What came of the work.
    Done(Outcome),
    /// The program found itself in a state that it does not know.
    Panicked(Panic),
}

/// What a program says of a state that it does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panic {
    /// What, and in which line.
    pub reason: String,
    /// The library that the line is in; none where it is ours.
    pub library: Option<String>,
}

/// What the work was about: whose fault it may be that it does not come to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Input {
    /// A project with templates or fonts of its own.
    OwnParts,
    /// A project that has nothing but data.
    OnlyData,
    /// Two states that are compared.
    TwoStates,
    /// A file that is verified.
    AFile,
}

/// Why there is no outcome.
#[derive(Debug)]
pub(super) enum WorkerError {
    /// The worker could not be started.
    NotStarted(io::Error),
    /// Time was up, after this long.
    TimedOut(Duration),
    /// It wanted more memory than it may have.
    OutOfMemory,
    /// The input is nested deeper than a reader of it can follow.
    TooDeep,
    /// A library could not cope with the input.
    LibraryFailed {
        /// Its name and version.
        library: String,
        /// What it says.
        reason: String,
    },
    /// It died of a mistake of the program.
    Died(String),
}

/// Lets `program` do the work that `arguments` ask for, for at most `limit`.
pub(super) fn run(
    program: &Path,
    arguments: &[OsString],
    color: Color,
    limit: Duration,
) -> Result<Outcome, WorkerError> {
    let mut worker = start(program, arguments, color).map_err(WorkerError::NotStarted)?;
    let (answer, last_words) = (read(worker.stdout.take()), read(worker.stderr.take()));
    let answer = answer.recv_timeout(limit);
    // Before it is waited for, so that its number is not yet anybody else's. It has closed its
    // end of the answer: how it ended is settled, and killing it does not change that.
    end(&mut worker);
    let status = worker.wait().map_err(WorkerError::NotStarted)?;
    match answer {
        Err(RecvTimeoutError::Timeout) => Err(WorkerError::TimedOut(limit)),
        answer => {
            judge(&answer.unwrap_or_default(), &last_words.recv().unwrap_or_default(), status)
        }
    }
}

/// A worker that is asked again and again; one that dies or takes too long is replaced by another
/// at the next question.
pub(super) struct Conversation {
    program: PathBuf,
    arguments: Vec<OsString>,
    color: Color,
    limit: Duration,
    worker: Mutex<Option<Live>>,
}

/// A worker that waits for questions.
struct Live {
    child: Child,
    lines: Receiver<String>,
    last_words: Receiver<Vec<u8>>,
}

impl Drop for Live {
    fn drop(&mut self) {
        end(&mut self.child);
        let _ = self.child.wait();
    }
}

impl Conversation {
    /// One with `program`, which is told `arguments`; each answer may take as long as `limit`.
    pub(super) fn new(
        program: PathBuf,
        arguments: &[OsString],
        color: Color,
        limit: Duration,
    ) -> Conversation {
        let worker = Mutex::new(None);
        Conversation { program, arguments: arguments.to_vec(), color, limit, worker }
    }

    /// The answer to a question of one line.
    pub(super) fn ask(&self, question: &str) -> Result<String, WorkerError> {
        let mut worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        let mut live = match worker.take() {
            Some(live) => live,
            None => self.start().map_err(WorkerError::NotStarted)?,
        };
        let asked = live.child.stdin.as_mut().map(|stdin| writeln!(stdin, "{question}"));
        let answer = match asked {
            Some(Ok(())) => live.lines.recv_timeout(self.limit),
            _ => Err(RecvTimeoutError::Disconnected),
        };
        match answer {
            Ok(line) if !line.starts_with(PANICKED) => {
                *worker = Some(live);
                Ok(line)
            }
            Err(RecvTimeoutError::Timeout) => Err(WorkerError::TimedOut(self.limit)),
            answer => {
                let line = answer.unwrap_or_default();
                end(&mut live.child);
                let status = live.child.wait().map_err(WorkerError::NotStarted)?;
                let last_words = live.last_words.recv().unwrap_or_default();
                let error = judge(line.as_bytes(), &last_words, status).err();
                Err(error.unwrap_or_else(|| WorkerError::Died(String::new())))
            }
        }
    }

    fn start(&self) -> io::Result<Live> {
        let mut child = start(&self.program, &self.arguments, self.color)?;
        let last_words = read(child.stderr.take());
        let (send, lines) = mpsc::channel();
        let stdout = child.stdout.take();
        thread::spawn(move || {
            let lines = stdout.into_iter().flat_map(|stdout| BufReader::new(stdout).lines());
            for line in lines.map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Live { child, lines, last_words })
    }
}

/// How the line of a worker begins that gives up ([`Answer::Panicked`]).
const PANICKED: &str = "{\"Panicked\"";

fn start(program: &Path, arguments: &[OsString], color: Color) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args(arguments).env(WORKER, color.variable());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // What the worker starts (git) ends with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Reads a stream to its end, aside.
fn read(stream: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // Half an answer is none, which shows by itself.
        let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
        let _ = send.send(bytes);
    });
    receive
}

/// Ends the worker and everything that it started.
fn end(worker: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        let _ = kill_process_group(Pid::from_child(worker), Signal::KILL);
    }
    let _ = worker.kill();
}

/// What came of the work, from what a worker left behind.
fn judge(answer: &[u8], last_words: &[u8], status: ExitStatus) -> Result<Outcome, WorkerError> {
    match serde_json::from_slice(answer) {
        Ok(Answer::Done(outcome)) => Ok(outcome),
        Ok(Answer::Panicked(Panic { reason, library: None })) => Err(WorkerError::Died(reason)),
        Ok(Answer::Panicked(Panic { reason, library: Some(library) })) => {
            Err(WorkerError::LibraryFailed { library, reason })
        }
        Err(_) => {
            let last_words = String::from_utf8_lossy(last_words);
            let wanted_memory = last_words.contains(NO_MEMORY) || was_killed(status);
            Err(if last_words.contains(NO_STACK) {
                WorkerError::TooDeep
            } else if wanted_memory {
                WorkerError::OutOfMemory
            } else {
                WorkerError::Died(format!("{status}; {}", last_words.trim()))
            })
        }
    }
}

/// The last words of a Rust program for which there is no more memory.
const NO_MEMORY: &str = "memory allocation of ";
/// The last words of one whose functions called each other too often.
const NO_STACK: &str = "has overflowed its stack";

/// Whether the system ended the process, which it does where memory runs short.
#[cfg(unix)]
fn was_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::KILL.as_raw())
}

#[cfg(not(unix))]
fn was_killed(_: ExitStatus) -> bool {
    false
}

impl Input {
    /// What is most likely behind work that never ends.
    fn never_ends(self) -> &'static Note {
        match self {
            Input::OwnParts => &codes::OWN_PARTS,
            Input::OnlyData => &codes::ONLY_DATA,
            Input::TwoStates => &codes::TWO_STATES,
            Input::AFile => &codes::A_FILE,
        }
    }

    /// What to do where it cannot be read.
    fn cannot_be_read(self) -> &'static Note {
        match self {
            Input::OwnParts => &codes::MEND_OWN_PARTS,
            Input::OnlyData => &codes::MEND_DATA,
            Input::TwoStates => &codes::MEND_STATE,
            Input::AFile => &codes::MEND_FILE,
        }
    }
}

impl WorkerError {
    /// As a finding about `input`.
    pub(super) fn diagnostic(&self, input: Input) -> Diagnostic {
        let plain = |reason: &str| -> String {
            reason.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
        };
        match self {
            WorkerError::NotStarted(error) => {
                Diagnostic::global(&codes::NO_WORKER).arg("sebab", system::reason(error))
            }
            WorkerError::TimedOut(limit) => Diagnostic::global(&codes::TIMED_OUT)
                .arg("detik", limit.as_secs())
                .other_help(input.never_ends()),
            WorkerError::OutOfMemory => {
                Diagnostic::global(&codes::OUT_OF_MEMORY).other_help(input.never_ends())
            }
            WorkerError::TooDeep => {
                Diagnostic::global(&codes::TOO_DEEP).other_help(input.cannot_be_read())
            }
            WorkerError::LibraryFailed { library, reason } => {
                Diagnostic::global(&codes::LIBRARY_FAILED)
                    .arg("bagian", library)
                    .arg("sebab", plain(reason))
                    .other_help(input.cannot_be_read())
            }
            WorkerError::Died(reason) => Diagnostic::global(&codes::PROGRAM_ERROR)
                .arg("sebab", plain(reason))
                .arg("versi", env!("CARGO_PKG_VERSION")),
        }
    }
}
