//! Typings: `tests/typed/*.txt` shows what officers type, where it is reported and in which words.
//! Each is a change to the project that `ikigen init` makes, in the form of `tests/cases/README.md`
//! below a title; the sentences are Indonesian alone. A mistake is reported at its own line and
//! nowhere else. `IKIGEN_WRITE_EXPECTED=1 cargo test` writes the sentences anew, never the marks.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use ikigen::diagnostic::{Diagnostics, Severity};
use ikigen::language::{Language, Phrase};
use ikigen::scaffold::FILES;
use ikigen::source::diagnosis::causes::{self, Cause};

use crate::cases::{difference, places};
use crate::overlay::Case;
use crate::support::{Test, checked, repo};

/// What begins a typing: its title.
const TITLE: &str = "== ";

/// The files of typings.
pub fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(repo().join("tests/typed")).unwrap();
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// The typings of a file, each with its title; what stands before the first is a remark.
fn read(text: &str) -> (String, Vec<(String, Case)>) {
    let mut parts = format!("\n{text}").split("\n== ").map(str::to_owned).collect::<Vec<_>>();
    let remark = parts.remove(0).trim().to_owned();
    let case = |part: String| {
        let (title, body) = part.split_once('\n').expect("a title is a line");
        let read =
            Case::read(&format!("base: {}\n{body}", Case::BEGUN), &repo().join("tests/typed"));
        (title.to_owned(), read)
    };
    (remark, parts.into_iter().map(case).collect())
}

/// All typings.
pub fn all() -> Vec<Case> {
    let cases = |path: PathBuf| read(&fs::read_to_string(path).unwrap().replace('\r', "")).1;
    files().into_iter().flat_map(cases).map(|(_, case)| case).collect()
}

/// What is said, as it stands below a typing.
fn sentences(diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for d in diagnostics.sorted() {
        let id = Language::Id;
        writeln!(out, "finding: {}", d.code.code).unwrap();
        writeln!(out, "{}: {}", d.code.severity.name(id), d.message(id)).unwrap();
        for (_, note) in &d.related {
            writeln!(out, "catatan: {}", note.fill(id, &d.args)).unwrap();
        }
        writeln!(out, "bantuan: {}", d.help(id)).unwrap();
    }
    out.trim_end().to_owned()
}

#[test]
fn what_officers_type_is_reported_where_it_is() {
    let mut wrong = String::new();
    let (mut count, mut seen) = (0, BTreeSet::new());
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (remark, cases) = read(&fs::read_to_string(&path).unwrap().replace('\r', ""));
        let mut text = remark;
        for (title, case) in cases {
            count += 1;
            let diagnostics = checked(case.project().path());
            let found = places(&diagnostics);
            if found != case.marks {
                writeln!(wrong, "{name}: {title}\n{}", difference(&case, &found)).unwrap();
            }
            let said = sentences(&diagnostics);
            if said != case.expectation.trim_end() {
                writeln!(wrong, "{name}: {title} says\n{said}\n").unwrap();
            }
            seen.extend(diagnostics.sorted().iter().filter_map(|d| cause_of(d)));
            let head = case.head.split_once('\n').unwrap().1.trim_end();
            write!(text, "\n\n{TITLE}{title}\n{head}\n{said}").unwrap();
        }
        if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
            fs::write(&path, format!("{}\n", text.trim())).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 120, "{count} typings");
    let unseen: Vec<_> =
        causes::ALL.iter().filter(|cause| !seen.contains(cause.what.0[0])).collect();
    assert!(unseen.is_empty(), "no typing has {unseen:?}");
}

/// What a finding takes for its cause, by its sentence.
fn cause_of(found: &ikigen::diagnostic::Diagnostic) -> Option<&'static str> {
    let (_, Phrase::Note(note, _)) = found.args.iter().find(|(name, _)| *name == "sebab")? else {
        return None;
    };
    Some(note.0[0])
}

/// The example of every known cause shows it, and what is proposed in its place is without errors.
#[test]
fn every_cause_is_shown_by_its_example() {
    for cause in causes::ALL {
        let said = |text: &str| {
            let errors = |d: Diagnostics| {
                let sorted = d.sorted().into_iter().cloned().collect::<Vec<_>>();
                sorted
                    .into_iter()
                    .filter(|d| d.code.severity == Severity::Error)
                    .collect::<Vec<_>>()
            };
            errors(checked(changed(cause, text).path()))
        };
        let found = said(cause.typed);
        let causes: Vec<_> = found.iter().filter_map(cause_of).collect();
        assert_eq!(causes, [cause.what.0[0]], "{:?}", cause.typed);
        let left = said(cause.right);
        assert!(left.is_empty(), "{:?}: {left:?}", cause.right);
    }
}

/// The first project with another text in place of what the example of a cause is tried on.
fn changed(cause: &Cause, text: &str) -> Test {
    let has_it_once = |file: &&(&str, &str)| file.1.matches(cause.base).count() == 1;
    let (path, _) = FILES.iter().find(has_it_once).expect("a piece of the first project");
    Test::begun().edit(path, cause.base, text)
}
