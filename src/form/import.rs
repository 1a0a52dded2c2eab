//! Filled forms into the YAML: what stood there when a form went out, what its cell says, what
//! stands there now. What is doubtful is asked about at its cell; the rest lands together.

pub(super) mod answers;
mod land;
mod weigh;

use std::collections::BTreeMap;
use std::path::Path;

use super::book::Cell;
use super::{Identity, Slot};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::digest::sha256;
use crate::edit;
use crate::output::{self, ReplaceError};
use crate::project::{self, Project, Timings};
use crate::text::{SourceFile, Span};

/// A file that came back.
#[derive(Debug)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Given {
    /// The bytes of it that are read at most.
    pub const MAX_BYTES: u64 = super::book::MAX_BYTES;
}

/// What comes of the files.
#[derive(Debug)]
pub struct Import {
    /// The files of the project that change, each with its new text.
    pub changes: Vec<(SourceFile, String)>,
    /// What is taken: the value, what it is now, and its cell.
    pub taken: Vec<Taken>,
    /// A message for the commit that takes it; empty where nothing is taken.
    pub message: String,
    /// The forms of which something was not taken, as workbooks with notes.
    pub returned: Vec<(String, Vec<u8>)>,
}

/// A value that is taken.
#[derive(Debug)]
pub struct Taken {
    /// What it is.
    pub what: String,
    /// Its new value as the YAML has it.
    pub value: String,
    /// The file and the cell it comes from.
    pub place: String,
}

impl Import {
    /// The changes as a patch.
    pub fn patch(&self) -> String {
        self.changes.iter().map(|(file, text)| edit::patch(file, text)).collect()
    }

    /// Writes it into the project in `folder`. Where a file cannot be written, those before it get
    /// their old text again.
    ///
    /// # Errors
    /// The file that could not be written, and why.
    pub fn write(&self, folder: &Path) -> Result<(), (&str, ReplaceError)> {
        for (n, (file, text)) in self.changes.iter().enumerate() {
            if let Err(error) = output::replace_file(folder, file, text) {
                for (file, text) in &self.changes[..n] {
                    let new = SourceFile::new(file.path(), text.as_str());
                    // What cannot be put back is named by the patch that git shows.
                    let _ = output::replace_file(folder, &new, file.text());
                }
                return Err((file.path(), error));
            }
        }
        Ok(())
    }
}

/// What a cell says of a value.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    slot: Slot,
    /// Number of the file.
    file: usize,
    /// Its cell.
    place: Span,
    cell: Cell,
    /// As the YAML has it; nothing, or what is asked about.
    value: Result<Option<String>, Box<Diagnostic>>,
    /// What stood there when the form went out, as a token; `None` where that is not known.
    base: Option<String>,
    /// The form; none of a table.
    form: Option<Identity>,
}

impl Answer {
    fn is_empty(&self) -> bool {
        matches!(self.value, Ok(None))
    }
}

/// What is not taken, to be said in the form that goes back.
#[derive(Debug, Clone)]
struct Rejected {
    file: usize,
    slot: Slot,
    cell: Cell,
    why: Diagnostic,
}

/// What is decided on the way.
struct Decisions<'d> {
    rejected: Vec<Rejected>,
    diagnostics: &'d mut Diagnostics,
}

impl Decisions<'_> {
    fn reject(&mut self, answer: &Answer, why: Diagnostic) {
        self.rejected_too(answer, &why);
        self.diagnostics.push(why);
    }

    /// The same for a cell of which everything is said elsewhere.
    fn rejected_too(&mut self, answer: &Answer, why: &Diagnostic) {
        self.rejected.push(Rejected {
            file: answer.file,
            slot: answer.slot.clone(),
            cell: answer.cell.clone(),
            why: why.clone(),
        });
    }
}

/// Works out what the files change in the project in `folder`, and reads it as a project. Findings
/// go to `diagnostics`, in the cells they are about. `None` when the project cannot be read, or
/// nothing can land.
pub fn import(folder: &Path, given: &[Given], diagnostics: &mut Diagnostics) -> Option<Import> {
    let mut before = Diagnostics::default();
    let Some(project) = project::check(folder, &mut before, &mut Timings::default()) else {
        before.retain(|found| found.code.severity == Severity::Error);
        diagnostics.extend(before);
        return None;
    };
    let mut decisions = Decisions { rejected: Vec::new(), diagnostics };
    let mut all = Vec::new();
    for (n, file) in given.iter().enumerate() {
        all.extend(answers::of(&project, n, file, decisions.diagnostics));
    }
    let forms = forms(&all);
    let plans = weigh::plans(&project, all, &mut decisions);
    let landed = land::land(folder, &project, &before, plans, &mut decisions)?;
    let message = message(&landed.taken, given);
    let after = landed.project.as_ref().unwrap_or(&project);
    let returned = returned(after, given, &forms, &decisions.rejected);
    let taken = landed.taken.into_iter().map(|(taken, _)| taken).collect();
    Some(Import { changes: landed.changes, taken, message, returned })
}

/// Which form each file is.
fn forms(answers: &[Answer]) -> BTreeMap<usize, Identity> {
    let known = answers.iter().filter_map(|one| Some((one.file, one.form.clone()?)));
    known.collect()
}

/// What a commit says of it: text of the project, so it is Indonesian.
fn message(taken: &[(Taken, (usize, Slot))], given: &[Given]) -> String {
    let Some((_, (_, first))) = taken.first() else { return String::new() };
    let mut files: Vec<usize> = taken.iter().map(|(_, (file, _))| *file).collect();
    files.sort_unstable();
    files.dedup();
    let what = match (first, first.quarter()) {
        (Slot::Target { tahun, .. }, _) => format!("Target {tahun}"),
        (_, Some(quarter)) => {
            format!("Realisasi TW {} {}", crate::format::roman(quarter), first.tahun())
        }
        (_, None) => format!("Realisasi {}", first.tahun()),
    };
    let mut lines = vec![format!("{what}: {} nilai dari {} berkas", taken.len(), files.len())];
    for n in files {
        let file = &given[n];
        lines.extend([String::new(), format!("{} (sha256 {})", file.name, sha256(&file.bytes))]);
        let own = taken.iter().filter(|(_, (file, _))| *file == n);
        lines.extend(own.map(|(taken, _)| {
            format!("  {}: {}", taken.what, taken.value.lines().collect::<Vec<_>>().join("; "))
        }));
    }
    lines.join("\n") + "\n"
}

/// The forms of which something was not taken: made again from what stands in the YAML now, with
/// what was filled in and why it was not taken.
fn returned(
    project: &Project,
    given: &[Given],
    forms: &BTreeMap<usize, Identity>,
    rejected: &[Rejected],
) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (n, form) in forms {
        let own: BTreeMap<Slot, (Cell, String)> = rejected
            .iter()
            .filter(|one| one.file == *n)
            .map(|one| (one.slot.clone(), (one.cell.clone(), said(&one.why))))
            .collect();
        if own.is_empty() {
            continue;
        }
        if let Some(bytes) = super::export::again(project, form, &own) {
            let stem = Path::new(&given[*n].name).file_stem().unwrap_or_default();
            all.push((format!("{}.xlsx", stem.to_string_lossy()), bytes));
        }
    }
    all
}

/// A finding as a note in a form.
fn said(found: &Diagnostic) -> String {
    let language = crate::language::Language::Id;
    format!("Belum diambil: {}.\n{}.", found.message(language), found.help(language))
}
