//! The program `ikigen`. Everything is in the library but what belongs to a whole process: its
//! limits, and what happens when it panics.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use ikigen::cli;
use ikigen::cli::environment::{Environment, WORKER};
use ikigen::cli::reporter::Outcome;
use ikigen::cli::worker::Answer;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(told) = std::env::var_os(WORKER) {
        return work(&arguments, &Environment::of_worker(&told));
    }
    let environment = Environment::of_process();
    let (mut results, mut talk) = (anstream::stdout(), anstream::stderr());
    ExitCode::from(cli::run(arguments, &environment, &mut results, &mut talk))
}

/// Works for the process that waits for the answer.
fn work(arguments: &[OsString], environment: &Environment) -> ExitCode {
    bound_memory();
    thread::spawn(end_when_nobody_waits);
    let answer = answer(|| cli::outcome(arguments, environment));
    let mut out = io::stdout().lock();
    let written = serde_json::to_writer(&mut out, &answer).map_err(io::Error::from);
    match written.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// What panicked last, and where.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn last_panic() -> MutexGuard<'static, String> {
    PANIC.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does the work. A panic is an answer too, and nothing is printed about it here: reading a
/// broken document may panic in a library without being the end of the work.
fn answer(work: impl FnOnce() -> Outcome + UnwindSafe) -> Answer {
    panic::set_hook(Box::new(|panic| {
        *last_panic() = description(panic);
    }));
    match panic::catch_unwind(work) {
        Ok(outcome) => Answer::Done(outcome),
        Err(_) => Answer::Panicked(last_panic().clone()),
    }
}

fn description(panic: &PanicHookInfo) -> String {
    let message = panic.payload_as_str().unwrap_or_default();
    match panic.location() {
        Some(place) => format!("{message} ({place})"),
        None => message.to_owned(),
    }
}

/// Ends the worker, and what it started, when the process that waited for it is gone.
fn end_when_nobody_waits() {
    let _ = io::stdin().read_to_end(&mut Vec::new());
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpgrp, getpid, kill_process_group};
        // Only a group that is the worker's own.
        if getpgrp() == getpid() {
            let _ = kill_process_group(getpgrp(), Signal::KILL);
        }
    }
    std::process::exit(1);
}

/// A template of a stranger may ask for more memory than there is. Four gigabytes are enough
/// for a document of ten thousand pages; beyond them the worker ends, not the machine.
#[cfg(target_os = "linux")]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    const MOST: u64 = 4 << 30;
    // Memory that is written to, not files that are looked into: git maps whole archives.
    let old = getrlimit(Resource::Data);
    let lowest = [old.current, old.maximum, Some(MOST)].into_iter().flatten().min();
    // Lower than the limit there is, which is always allowed.
    let _ = setrlimit(Resource::Data, Rlimit { current: lowest, maximum: old.maximum });
}

/// Only Linux bounds the memory of a process.
#[cfg(not(target_os = "linux"))]
fn bound_memory() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_answer_with_its_place() {
        let done = Outcome { code: 1, said: Vec::new() };
        assert_eq!(answer(|| Outcome { code: 1, said: Vec::new() }), Answer::Done(done));
        let Answer::Panicked(reason) = answer(|| panic!("something broke")) else { panic!() };
        assert!(reason.starts_with("something broke (src/main.rs:"), "{reason}");
    }
}
