//! How commands speak. Nothing is written while a command runs: what it said is an
//! [`Outcome`], which is written when it is whole.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::codes;
use super::environment::Environment;
use super::exit::ERROR;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, json, system, text};
use crate::language::{Language, notes};
use crate::text::{inert, visible, visible_line};

notes! {
    NOT_PUBLISHED = "{errors} galat, {warnings} peringatan: tidak ada dokumen yang dibuat; dokumen lama tidak berubah.",
        "{errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}: nothing was published, the old output stays.";
}

/// What came of a run: the exit code, and what was said, in order.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The exit code.
    pub code: u8,
    /// What was said.
    pub said: Vec<Said>,
}

/// Something said.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// A result, for stdout.
    Result(String),
    /// Talk on the side, for stderr.
    Talk(String),
}

impl Outcome {
    /// Writes what was said, and gives the exit code: 2 where something cannot be written. A
    /// reader that went away (`| head`) is not an error.
    pub fn write(self, language: Language, results: &mut dyn Write, talk: &mut dyn Write) -> u8 {
        let (mut no_results, mut no_talk) = (None, None);
        for said in &self.said {
            match said {
                Said::Result(text) => put(text, results, &mut no_results),
                Said::Talk(text) => put(text, talk, &mut no_talk),
            }
        }
        no_results = no_results.or(results.flush().err());
        no_talk = no_talk.or(talk.flush().err());
        let failed = [("stdout", no_results), ("stderr", no_talk)].into_iter().find_map(
            |(stream, error)| {
                Some((stream, error.filter(|error| error.kind() != io::ErrorKind::BrokenPipe)?))
            },
        );
        let Some((stream, error)) = failed else { return self.code };
        let found = Diagnostic::global(&codes::UNWRITABLE);
        let found = found.arg("path", stream).arg("sebab", system::reason(&error));
        let text = text::render(&found.into(), Severity::Error, language, false);
        // Where nothing can be told, the code is left.
        drop(talk.write_all(text.as_bytes()));
        ERROR
    }
}

/// Writes a text, unless writing to that stream has failed before.
fn put(text: &str, stream: &mut dyn Write, failed: &mut Option<io::Error>) {
    if failed.is_none() {
        *failed = stream.write_all(text.as_bytes()).err();
    }
}

/// How much to say, in which language; and what was said so far.
#[derive(Debug)]
pub struct Reporter<'a> {
    /// The language of everything a person reads.
    pub language: Language,
    /// Only errors.
    pub quiet: bool,
    /// Also how long each stage took.
    pub verbose: bool,
    /// The surroundings of the run.
    pub environment: &'a Environment,
    said: RefCell<Vec<Said>>,
}

impl<'a> Reporter<'a> {
    /// One that has not said anything.
    pub fn new(language: Language, environment: &'a Environment) -> Self {
        let said = RefCell::default();
        Reporter { language, quiet: false, verbose: false, environment, said }
    }

    /// What was said, with the exit code.
    pub fn outcome(self, code: u8) -> Outcome {
        Outcome { code, said: self.said.into_inner() }
    }

    /// Gives a result in lines for people, and nothing in it that would steer a terminal or the
    /// machine that keeps a log.
    pub fn emit(&self, text: &str) {
        self.emit_styled(&visible(text));
    }

    /// The same in one line, whatever is in it.
    pub fn emit_line(&self, text: &str) {
        self.emit(&format!("{}\n", visible_line(text)));
    }

    /// The same for what has colours of ours in it and nothing else that steers.
    pub fn emit_styled(&self, text: &str) {
        self.emit_commands(&inert(text));
    }

    /// Gives commands of ours to the machine that keeps a log.
    pub fn emit_commands(&self, text: &str) {
        self.said.borrow_mut().push(Said::Result(text.to_owned()));
    }

    /// Gives a result to a program.
    pub fn emit_json(&self, value: &serde_json::Value) {
        self.emit_commands(&json::text(value));
    }

    /// Says something on the side, in one line.
    pub fn say(&self, text: &str) {
        self.talk(&format!("{}\n", visible_line(text)));
    }

    /// The same in several lines of ours.
    pub fn say_lines(&self, text: &str) {
        self.talk(&visible(text));
    }

    fn talk(&self, text: &str) {
        self.said.borrow_mut().push(Said::Talk(inert(text).into_owned()));
    }

    /// Whether results may be in colour.
    pub fn colored(&self) -> bool {
        self.environment.color.results
    }

    /// Shows findings to a person.
    pub fn diagnostics_only(&self, diagnostics: &Diagnostics) {
        let least = if self.quiet { Severity::Error } else { Severity::Info };
        let color = self.environment.color.talk;
        self.talk(&text::render(diagnostics, least, self.language, color));
    }

    /// Shows findings to a person, with a closing line that counts them.
    pub fn diagnostics(&self, diagnostics: &Diagnostics) {
        use Severity::{Error, Warning};

        self.diagnostics_only(diagnostics);
        let (errors, warnings) = (diagnostics.count(Error), diagnostics.count(Warning));
        if errors > 0 {
            let said = NOT_PUBLISHED.arg("errors", errors).arg("warnings", warnings);
            self.say(&said.words(self.language));
        }
    }

    /// Gives findings and results to a program.
    pub fn json(&self, diagnostics: &Diagnostics, outputs: Option<serde_json::Value>) {
        let mut value = json::value(diagnostics, self.language);
        if let Some(outputs) = outputs {
            value["outputs"] = outputs;
        }
        self.emit_json(&value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that fails.
    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn outcome() -> Outcome {
        let environment = Environment::default();
        let reporter = Reporter::new(Language::En, &environment);
        reporter.emit("a result\n");
        reporter.say("talk");
        reporter.outcome(0)
    }

    fn written_to(kind: io::ErrorKind) -> (u8, String) {
        let mut talk = Vec::new();
        let code = outcome().write(Language::En, &mut Failing(kind), &mut talk);
        (code, String::from_utf8(talk).unwrap())
    }

    #[test]
    fn results_that_cannot_be_written_are_an_error() {
        let (code, talk) = written_to(io::ErrorKind::StorageFull);
        assert_eq!(code, ERROR);
        assert!(talk.starts_with("talk\nerror[tak-tertulis]: cannot write `stdout`"), "{talk}");
    }

    #[test]
    fn talk_that_cannot_be_written_is_an_error() {
        let mut results = Vec::new();
        let mut full = Failing(io::ErrorKind::StorageFull);
        assert_eq!(outcome().write(Language::En, &mut results, &mut full), ERROR);
        assert_eq!(results, b"a result\n");
    }

    #[test]
    fn a_reader_that_went_away_is_none() {
        assert_eq!(written_to(io::ErrorKind::BrokenPipe), (0, "talk\n".to_owned()));
        let mut gone = Failing(io::ErrorKind::BrokenPipe);
        assert_eq!(outcome().write(Language::En, &mut Vec::new(), &mut gone), 0);
    }

    #[test]
    fn lines_of_data_are_no_lines_of_ours() {
        let environment = Environment::default();
        let reporter = Reporter::new(Language::En, &environment);
        reporter.emit_line("a\n::error::b");
        reporter.emit("a\n::error::b ##[group]\u{1b}\n");
        reporter.say("a\n::error::b");
        reporter.emit_json(&serde_json::json!({ "a": "\n::error::b ##[group]\u{1b}" }));
        let mut written = (Vec::new(), Vec::new());
        reporter.outcome(0).write(Language::En, &mut written.0, &mut written.1);
        let [results, talk] = [written.0, written.1].map(|text| String::from_utf8(text).unwrap());
        let json = r#"{
  "a": "\n::error::b #\u0023[group]\u001b"
}
"#;
        assert_eq!(results, format!("a␊::error::b\na\n∶:error::b #♯[group]␛\n{json}"));
        assert_eq!(talk, "a␊::error::b\n");
    }
}
