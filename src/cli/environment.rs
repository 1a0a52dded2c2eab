//! What a run of the program knows of the process that it runs in. It is handed in, so that a
//! run depends on nothing that it was not told.

use std::ffi::OsStr;
use std::path::PathBuf;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};

/// In the environment of a worker: this process works for another, which waits for its
/// [`super::worker::Answer`]. The value says which streams of that other one show colour.
pub const WORKER: &str = "IKIGEN_WORKER";

/// The surroundings of a run. The default is a process without a terminal, in which all work
/// is done.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// The language that is asked for where the arguments name none (`IKIGEN_LANG`).
    pub language: Option<String>,
    /// The file to which a forge wants the summary of a job appended (`GITHUB_STEP_SUMMARY`).
    pub step_summary: Option<PathBuf>,
    /// The command by which files are edited (`VISUAL`, or else `EDITOR`).
    pub editor: Option<String>,
    /// Which streams show colour.
    pub color: Color,
    /// The program that works on untrusted data in a process of its own, within limits:
    /// usually this one once more. Without it that work is done here, without limits.
    pub worker: Option<PathBuf>,
}

/// Which streams show colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Color {
    /// Results: stdout.
    pub results: bool,
    /// Talk: stderr.
    pub talk: bool,
}

impl Environment {
    /// The surroundings of this process, in front of a person or a script.
    pub fn of_process() -> Self {
        let color = Color {
            results: shows_color(&std::io::stdout()),
            talk: shows_color(&std::io::stderr()),
        };
        // Where the system cannot say which program runs, the name it was called by has to do.
        let called = || std::env::args_os().next().map(PathBuf::from);
        let worker = std::env::current_exe().ok().or_else(called);
        Environment { color, worker, ..Environment::of_variables() }
    }

    /// The surroundings of a worker: what the process that waits for it told it.
    pub fn of_worker(told: &OsStr) -> Self {
        let color = Color::of_variable(&told.to_string_lossy());
        Environment { color, ..Environment::of_variables() }
    }

    fn of_variables() -> Self {
        let language = std::env::var_os("IKIGEN_LANG");
        let editor = |name| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty());
        Environment {
            editor: editor("VISUAL").or_else(|| editor("EDITOR")),
            language: language.map(|value| value.to_string_lossy().into_owned()),
            step_summary: std::env::var_os("GITHUB_STEP_SUMMARY").map(PathBuf::from),
            ..Environment::default()
        }
    }
}

/// A terminal that nobody asked to do without (`NO_COLOR`).
fn shows_color(stream: &impl RawStream) -> bool {
    stream.is_terminal() && AutoStream::choice(stream) != ColorChoice::Never
}

impl Color {
    /// As the value of [`WORKER`].
    pub(super) fn variable(self) -> String {
        let streams = [(self.results, "results"), (self.talk, "talk")];
        let shown = streams.iter().filter_map(|(shown, name)| shown.then_some(*name));
        shown.collect::<Vec<_>>().join(",")
    }

    fn of_variable(value: &str) -> Self {
        let has = |name| value.split(',').any(|stream| stream == name);
        Color { results: has("results"), talk: has("talk") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_is_told_which_streams_show_color() {
        for (results, talk) in [(false, false), (true, false), (false, true), (true, true)] {
            let color = Color { results, talk };
            assert_eq!(Color::of_variable(&color.variable()), color);
        }
    }
}
