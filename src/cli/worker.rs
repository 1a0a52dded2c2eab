//! Work on untrusted data, in a process of its own: this program once more, with the same
//! arguments. A process can be stopped when its time is up, and ended by the system when it
//! wants too much memory; what is left then is this one, which says so.
//!
//! The worker says nothing by itself. It gives its whole [`Answer`] on stdout and ends; only
//! the last words of one that dies come on stderr. Its stdin stays open as long as someone
//! waits for the answer: when it closes, the worker ends.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::codes;
use super::environment::{Color, WORKER};
use super::reporter::Outcome;
use crate::diagnostic::Diagnostic;

/// What a worker gives back.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// What came of the work.
    Done(Outcome),
    /// The program found itself in a state that it does not know: what, and in which line of
    /// it.
    Panicked(String),
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
        Ok(Answer::Panicked(reason)) => Err(WorkerError::Died(reason)),
        Err(_) => {
            let last_words = String::from_utf8_lossy(last_words);
            let wanted_memory = last_words.contains(NO_MEMORY) || was_killed(status);
            Err(if wanted_memory {
                WorkerError::OutOfMemory
            } else {
                WorkerError::Died(format!("{status}; {}", last_words.trim()))
            })
        }
    }
}

/// The last words of a Rust program for which there is no more memory.
const NO_MEMORY: &str = "memory allocation of ";

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

impl WorkerError {
    /// As a finding.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            WorkerError::NotStarted(error) => {
                Diagnostic::global(&codes::NO_WORKER).arg("sebab", error)
            }
            WorkerError::TimedOut(limit) => {
                Diagnostic::global(&codes::TIMED_OUT).arg("detik", limit.as_secs())
            }
            WorkerError::OutOfMemory => Diagnostic::global(&codes::OUT_OF_MEMORY),
            WorkerError::Died(reason) => {
                let plain = |c: char| if c.is_control() { ' ' } else { c };
                Diagnostic::global(&codes::PROGRAM_ERROR)
                    .arg("sebab", reason.chars().map(plain).collect::<String>())
                    .arg("versi", env!("CARGO_PKG_VERSION"))
            }
        }
    }
}
