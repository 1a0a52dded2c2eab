//! What the tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ikigen::diagnostic::{Diagnostic, Diagnostics, Severity, text};
use ikigen::language::Language;
use ikigen::project::{self, Project, Timings};
use ikigen::scaffold::FILES;
use ikigen::typeset::{self, Compilation, Pages};
use serde_json::Value;

/// The repository.
pub fn repo() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a project that has to be valid.
pub fn valid_project(folder: &Path) -> Project {
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder, &mut diagnostics, &mut Timings::default());
    project.unwrap_or_else(|| {
        panic!("{}", text::render(&diagnostics, Severity::Info, Language::En, false))
    })
}

/// The laid-out IKI of a project.
pub fn pages(project: &Project) -> Pages {
    pages_of(project, "iki-asli")
}

/// The laid-out yearly edition of a project.
pub fn yearly_pages(project: &Project) -> Pages {
    pages_of(project, "iki-tahunan")
}

/// What the document with this id is set from.
pub fn compilation_of(project: &Project, id: &str) -> Compilation {
    let jobs = project.jobs(&[id.to_owned()]).expect("the document is known");
    let all = project.compilations(&jobs, &project.inputs());
    all.expect("the templates are valid").pop().expect("it has pages")
}

/// The laid-out document with this id.
pub fn pages_of(project: &Project, id: &str) -> Pages {
    match typeset::lay_out(&compilation_of(project, id), &project.huruf) {
        Ok((pages, warnings)) => {
            assert!(warnings.is_empty(), "{warnings:?}");
            pages
        }
        Err(errors) => panic!("{errors:?}"),
    }
}

/// A copy of `data/` of the repository in a temporary folder.
pub fn copy_of_the_project() -> tempfile::TempDir {
    Test::sample().folder
}

/// A project in a temporary folder, and the program run in it:
/// `Test::sample().run(&["build"]).code(0).says("IKI-2024.pdf")`.
pub struct Test {
    folder: tempfile::TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Test {
    /// An empty folder.
    pub fn empty() -> Self {
        Test { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// The project of the repository.
    pub fn sample() -> Self {
        let test = Test::empty();
        copy(&repo().join("data"), &test.path().join("data"));
        test
    }

    /// The project that `ikigen init` makes.
    pub fn begun() -> Self {
        FILES.iter().fold(Test::empty(), |test, (path, text)| test.file(path, text))
    }

    /// Writes a file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Replaces `from`, which is there once.
    pub fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
        self.file(path, text.replace(from, to))
    }

    /// Sets a variable of the program's environment.
    pub fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap()
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The names in a folder, sorted; none where there is no such folder.
    pub fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path().join(path)).into_iter().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ikigen"));
        command.args(arguments).current_dir(self.path());
        // What the one who runs the tests has set is no part of them.
        command.env_remove("IKIGEN_LANG").env_remove("GITHUB_STEP_SUMMARY");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::new(self.command(arguments))
    }

    /// Runs the program in a folder below.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.current_dir(self.path().join(folder));
        Run::new(command)
    }
}

/// What a run of the program said and how it ended.
pub struct Run {
    command: String,
    /// How it ended.
    pub code: Option<i32>,
    /// What it wrote to stdout.
    pub out: String,
    /// What it wrote to stderr.
    pub err: String,
}

impl Run {
    fn new(mut command: Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("it writes text");
        let (out, err) = (text(output.stdout), text(output.stderr));
        Run { command: format!("{command:?}"), code: output.status.code(), out, err }
    }

    fn assert(self, holds: bool, wanted: &str) -> Self {
        let Run { command, code, out, err } = &self;
        assert!(
            holds,
            "{command}\nwanted: {wanted}\ncode {code:?}\n-- stdout\n{out}\n-- stderr\n{err}"
        );
        self
    }

    /// It ended with this code.
    pub fn code(self, code: i32) -> Self {
        let holds = self.code == Some(code);
        self.assert(holds, &format!("code {code}"))
    }

    /// It wrote this to stdout, among others.
    pub fn says(self, text: &str) -> Self {
        let holds = self.out.contains(text);
        self.assert(holds, &format!("stdout with {text:?}"))
    }

    /// It wrote nothing of this, neither to stdout nor to stderr.
    pub fn never_says(self, text: &str) -> Self {
        let holds = !self.out.contains(text) && !self.err.contains(text);
        self.assert(holds, &format!("nowhere {text:?}"))
    }

    /// It wrote this to stderr, among others.
    pub fn complains(self, text: &str) -> Self {
        let holds = self.err.contains(text);
        self.assert(holds, &format!("stderr with {text:?}"))
    }

    /// It wrote nothing at all.
    pub fn silent(self) -> Self {
        let holds = self.out.is_empty() && self.err.is_empty();
        self.assert(holds, "silence")
    }

    /// What it wrote to stdout, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// A sequence that is the same in every run, to choose by.
pub struct Sequence(pub u64);

impl Sequence {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        // Knuth's multiplier; the high bits are the good ones.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// What the rules say of a project.
pub fn checked(folder: &Path) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    project::check(folder, &mut diagnostics, &mut Timings::default());
    diagnostics
}

/// Code, file and line of every finding; no file and line 0 where it has no place.
pub fn places(diagnostics: &Diagnostics) -> Vec<(&'static str, String, usize)> {
    let place = |d: &Diagnostic| {
        let span = d.span.as_ref();
        let file = span.map_or(String::new(), |span| span.file.path().to_owned());
        (d.code.code, file, span.map_or(0, |span| span.line_columns()[0].0))
    };
    diagnostics.sorted().into_iter().map(place).collect()
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A file of actual values as it was at the end of quarter `sampai`: what belongs to later
/// quarters is gone, and with it what says nothing any more.
pub fn cut(file: &str, sampai: usize) -> String {
    let mut text = file.to_owned();
    for quarter in sampai + 1..=4 {
        let key = format!("TW{quarter}:");
        text = text.replace(&format!("sampai: TW{quarter}"), &format!("sampai: TW{sampai}"));
        while let Some(at) = text.find(&key) {
            let start = text[..at].trim_end_matches(' ').len();
            let end = at + key.len() + length_of_value(&text[at + key.len()..]);
            let rest = &text[end..];
            let (start, end) = match (text[..start].ends_with('\n'), rest.find('\n')) {
                // A line of its own goes as a whole.
                (true, Some(line)) => (start, end + line + 1),
                (true, None) => (start, text.len()),
                (false, _) if rest.starts_with(',') => (start, end + 1),
                // The last of several, with the comma before it.
                (false, _) => (start - usize::from(text[..start].ends_with(',')), end),
            };
            text.replace_range(start..end, "");
        }
    }
    without_empty_keys(&text)
}

/// How long the value behind a key is that stands at the beginning of `text`.
fn length_of_value(text: &str) -> usize {
    if !text.trim_start().starts_with('{') {
        return text.find([',', '}', '\n']).unwrap_or(text.len());
    }
    let mut depth = 0;
    let closes = |(_, c): &(usize, char)| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        *c == '}' && depth == 0
    };
    text.char_indices().find(closes).map_or(text.len(), |(at, _)| at + 1)
}

/// The same without the indicators of which nothing is left.
fn without_empty_keys(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let says = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let lines: Vec<&str> = text.lines().collect();
    let kept = lines.iter().enumerate().filter(|(n, line)| {
        let bare = line.split(" #").next().unwrap_or_default().trim_end().ends_with(':');
        let next = lines[n + 1..].iter().find(|line| says(line)).map_or(0, |line| indent(line));
        !(says(line) && bare && indent(line) == 2 && next <= 2)
    });
    kept.flat_map(|(_, line)| [*line, "\n"]).collect()
}

/// The folders in `folder`, sorted.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    all.sort();
    all
}

/// The printed characters of a document without blanks, each with its page from 1: how text
/// is compared when lines may break anywhere.
pub struct Printed {
    flat: String,
    /// Byte offset in `flat` at which each page ends.
    ends: Vec<usize>,
}

impl Printed {
    pub fn new(pages: &[String]) -> Self {
        let mut flat = String::new();
        let ends = pages
            .iter()
            .map(|page| {
                flat.extend(page.chars().filter(|c| !c.is_whitespace()));
                flat.len()
            })
            .collect();
        Printed { flat, ends }
    }

    /// Finds `text` at or behind `from`; gives first page, last page, and where it ends.
    pub fn find(&self, text: &str, from: usize) -> Option<(usize, usize, usize)> {
        let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let start = from + self.flat[from..].find(&wanted)?;
        let end = start + wanted.len();
        let page = |at: usize| self.ends.iter().position(|e| at < *e).unwrap_or(0) + 1;
        Some((page(start), page(end - 1), end))
    }
}

/// The objects of a PDF that the program made, by number; streams unpacked.
pub fn objects_of(pdf: &[u8]) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    let mut rest = pdf;
    while let Some(start) = place(rest, b" 0 obj\n") {
        let line = rest[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let number = std::str::from_utf8(&rest[line..start]).unwrap().parse().unwrap();
        let body = &rest[start + 7..];
        let end = place(body, b"\nendobj").unwrap();
        let object = &body[..end];
        let text = match place(object, b"/Filter/FlateDecode").and(place(object, b"stream\n")) {
            Some(at) => {
                let mut text = String::new();
                let mut data = flate2::read::ZlibDecoder::new(&object[at + 7..]);
                // A face or a picture is no text.
                let _ = std::io::Read::read_to_string(&mut data, &mut text);
                format!("<<>>stream\n{text}\nendstream")
            }
            None => String::from_utf8_lossy(object).into_owned(),
        };
        found.push((number, text));
        rest = &body[end..];
    }
    found
}

fn place(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// A PDF with objects appended to it, as a program that edits does.
pub fn append(pdf: &[u8], objects: &[(u32, String)]) -> Vec<u8> {
    let text = String::from_utf8_lossy(pdf);
    let (_, end) = text.rsplit_once("startxref\n").unwrap();
    let previous = end.lines().next().unwrap();
    let (_, trailer) = text.rsplit_once("trailer\n").unwrap();
    let trailer = trailer.lines().next().unwrap().trim_end_matches(">>");
    let mut out = pdf.to_vec();
    out.push(b'\n');
    let mut table = String::new();
    for (number, object) in objects {
        table.extend([format!("{number} 1\n{:010} 00000 n \n", out.len())]);
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n{table}{}", "trailer\n").bytes());
    out.extend(format!("{trailer}/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}
