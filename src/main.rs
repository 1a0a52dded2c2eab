//! The program `ikigen`. Everything is in the library but what belongs to a whole process: its
//! limits, and what happens when it panics.

use std::ffi::OsString;
use std::io::{self, BufRead, Read, Write};
use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use ikigen::cli;
use ikigen::cli::environment::{Environment, WORKER};
use ikigen::cli::reporter::Outcome;
use ikigen::cli::worker::{Answer, Panic};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(told) = std::env::var_os(WORKER) {
        return work(&arguments, &Environment::of_worker(&told));
    }
    let environment = Environment::of_process();
    let (mut results, mut talk) = (stdout(), stderr());
    ExitCode::from(cli::run(arguments, &environment, &mut *results, &mut *talk))
}

/// The standard library takes for written what goes to a stream that is not open for writing;
/// writing to the file that it is does not.
#[cfg(unix)]
fn file_of(stream: impl std::os::fd::AsFd) -> Option<Box<dyn Write>> {
    let file = std::fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
    Some(Box::new(anstream::AutoStream::auto(file)))
}

#[cfg(not(unix))]
fn file_of<T>(_: T) -> Option<Box<dyn Write>> {
    None
}

fn stdout() -> Box<dyn Write> {
    file_of(io::stdout()).unwrap_or_else(|| Box::new(anstream::stdout()))
}

fn stderr() -> Box<dyn Write> {
    file_of(io::stderr()).unwrap_or_else(|| Box::new(anstream::stderr()))
}

/// Bytes for the calls of functions inside one another: the same on every system, whatever it
/// gives a program by itself.
const STACK: usize = 8 << 20;

/// Works for the process that waits for the answer.
fn work(arguments: &[OsString], environment: &Environment) -> ExitCode {
    bound_memory();
    if cli::is_conversation(arguments, environment) {
        return converse(arguments, environment);
    }
    thread::spawn(end_when_nobody_waits);
    let answer = thread::scope(|scope| {
        let work = || answer(|| cli::outcome(arguments, environment));
        // Where no thread can be had, what is left is this one.
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.map_or_else(|_| work(), |thread| thread.join().unwrap_or_else(|_| unknown()))
    });
    let mut out = io::stdout().lock();
    let written = serde_json::to_writer(&mut out, &answer).map_err(io::Error::from);
    match written.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Answers the questions of the process that waits, a line each, until it asks no more.
fn converse(arguments: &[OsString], environment: &Environment) -> ExitCode {
    let (send, questions) = mpsc::channel();
    // Also while an answer is worked out, it is noticed when nobody waits for it.
    thread::spawn(move || {
        let lines = io::stdin().lock().lines().map_while(Result::ok);
        lines.for_each(|line| drop(send.send(line)));
        end();
    });
    let talk = || {
        let mut out = io::stdout().lock();
        let mut tell = |answer: &str| {
            // Who does not read any more has gone, which the other thread sees.
            drop(writeln!(out, "{answer}").and_then(|()| out.flush()));
        };
        cli::converse(arguments, environment, questions.into_iter(), &mut tell);
        Outcome::default()
    };
    let panicked = thread::scope(|scope| {
        let talk = || answer(panic::AssertUnwindSafe(talk));
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, talk);
        thread.map_or_else(|_| unknown(), |thread| thread.join().unwrap_or_else(|_| unknown()))
    });
    drop(serde_json::to_writer(io::stdout(), &panicked));
    ExitCode::FAILURE
}

/// What panicked last, and where.
static PANIC: Mutex<Panic> = Mutex::new(Panic { reason: String::new(), library: None });

fn last_panic() -> MutexGuard<'static, Panic> {
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
        Err(_) => unknown(),
    }
}

/// The answer where nothing is left but what panicked last.
fn unknown() -> Answer {
    Answer::Panicked(last_panic().clone())
}

fn description(panic: &PanicHookInfo) -> Panic {
    let message = panic.payload_as_str().unwrap_or_default();
    let Some(place) = panic.location() else {
        return Panic { reason: message.to_owned(), library: None };
    };
    let (file, library) = place_in_a_library(place.file());
    let reason = format!("{message} ({file}:{}:{})", place.line(), place.column());
    Panic { reason, library }
}

/// A file as those know it who wrote it, not as it lay where the program was built; and the library
/// it is of, where Cargo had it from a registry.
fn place_in_a_library(file: &str) -> (String, Option<String>) {
    let file = file.replace('\\', "/");
    let of_registry = file.split_once("/registry/src/").and_then(|(_, path)| path.split_once('/'));
    let library = of_registry.and_then(|(_, path)| path.split_once('/'));
    match (of_registry, library) {
        (Some((_, path)), Some((library, _))) => (path.to_owned(), Some(library.to_owned())),
        _ => (file, None),
    }
}

/// Ends the worker, and what it started, when the process that waited for it is gone.
fn end_when_nobody_waits() {
    let _ = io::stdin().read_to_end(&mut Vec::new());
    end();
}

/// Ends this process and what it started.
fn end() {
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
///
/// No copy of the memory is kept of a worker that dies either: it would hold the office's data.
#[cfg(target_os = "linux")]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    const MOST: u64 = 4 << 30;
    // Memory that is written to, not files that are looked into: git maps whole archives.
    let old = getrlimit(Resource::Data);
    let lowest = [old.current, old.maximum, Some(MOST)].into_iter().flatten().min();
    // Lower than the limit there is, which is always allowed.
    let _ = setrlimit(Resource::Data, Rlimit { current: lowest, maximum: old.maximum });
    let old = getrlimit(Resource::Core);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: old.maximum });
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
        let Answer::Panicked(panic) = answer(|| panic!("something broke")) else { panic!() };
        assert!(panic.reason.starts_with("something broke (src/main.rs:"), "{panic:?}");
        assert_eq!(panic.library, None);
    }

    #[test]
    fn a_library_is_known_by_where_cargo_has_it() {
        for file in [
            "/home/x/.cargo/registry/src/index-1949/rustybuzz-0.20.1/src/hb/a.rs",
            "C:\\u\\.cargo\\registry\\src\\index-1949\\rustybuzz-0.20.1\\src\\hb\\a.rs",
        ] {
            let known = place_in_a_library(file);
            assert_eq!(
                known,
                ("rustybuzz-0.20.1/src/hb/a.rs".into(), Some("rustybuzz-0.20.1".into()))
            );
        }
        assert_eq!(place_in_a_library("src/main.rs"), ("src/main.rs".into(), None));
        assert_eq!(place_in_a_library("/rustc/1/library/core/a.rs").1, None);
    }
}
