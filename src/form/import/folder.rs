//! The same with a project in a folder: what lands is written, what does not goes back.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Given, Landed, Rejected, Taken};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::digest::sha256;
use crate::edit;
use crate::form::book::Cell;
use crate::form::{Identity, Slot, export};
use crate::format;
use crate::language::Language;
use crate::output::{self, ReplaceError};
use crate::project::{self, Project, Timings};
use crate::source;
use crate::text::SourceFile;

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

impl Import {
    /// The changes as a patch.
    pub fn patch(&self) -> String {
        self.changes.iter().map(|(file, text)| edit::patch(file, text)).collect()
    }

    /// Writes it into the project in `folder`. Where a file cannot be written, those before it get
    /// their old text again.
    ///
    /// # Errors
    /// What stopped it.
    pub fn write(&self, folder: &Path) -> Result<(), Stopped<'_>> {
        for (n, (file, text)) in self.changes.iter().enumerate() {
            if let Err(error) = output::replace_file(folder, file, text) {
                let stays = self.changes[..n].iter().filter(|(file, text)| {
                    let new = SourceFile::new(file.path(), text.as_str());
                    output::replace_file(folder, &new, file.text()).is_err()
                });
                let new = stays.map(|(file, _)| file.path()).collect();
                return Err(Stopped { path: file.path(), error, new });
            }
        }
        Ok(())
    }
}

/// Why an import was not written.
#[derive(Debug)]
pub struct Stopped<'i> {
    /// The file that could not be written.
    pub path: &'i str,
    /// Why.
    pub error: ReplaceError,
    /// Files that are new although others are not: those that could not be put back.
    pub new: Vec<&'i str>,
}

/// Works out what the files change in the project in `folder`, and reads it as a project. Findings
/// go to `diagnostics`, in the cells they are about. `None` when the project cannot be read, or
/// nothing can land.
pub fn import(folder: &Path, given: &[Given], diagnostics: &mut Diagnostics) -> Option<Import> {
    let mut before = Diagnostics::default();
    let tree = source::read_tree(folder, &mut before);
    let check =
        |tree, found: &mut Diagnostics| project::check_tree(tree, found, &mut Timings::default());
    let Some(project) = check(tree.clone(), &mut before) else {
        before.retain(|found| found.code.severity == Severity::Error);
        diagnostics.extend(before);
        return None;
    };
    // What is on disk by then is compared once more as it is written.
    let read_again = |changes: &[(SourceFile, String)], found: &mut Diagnostics| {
        let mut tree = tree.clone();
        for (file, text) in changes {
            tree.data.put(SourceFile::new(file.path(), text.as_str()));
        }
        check(tree, found)
    };
    let now = (&project.sources, &project.model, &before);
    let landed = super::land(now, &read_again, given, diagnostics)?;
    let Landed { changes, taken, project: after, rejected, forms } = landed;
    let message = message(&taken, given);
    let returned = returned(after.as_ref().unwrap_or(&project), given, &forms, &rejected);
    Some(Import { changes, taken, message, returned })
}

/// What a commit says of it: text of the project, so it is Indonesian.
fn message(taken: &[Taken], given: &[Given]) -> String {
    let Some(first) = taken.first().map(|one| &one.slot) else { return String::new() };
    let mut files: Vec<usize> = taken.iter().map(|one| one.file).collect();
    files.sort_unstable();
    files.dedup();
    let what = match (first, first.quarter()) {
        (Slot::Target { tahun, .. }, _) => format!("Target {tahun}"),
        (_, Some(quarter)) => {
            format!("Realisasi TW {} {}", format::roman(quarter), first.tahun())
        }
        (_, None) => format!("Realisasi {}", first.tahun()),
    };
    let mut lines = vec![format!("{what}: {} nilai dari {} berkas", taken.len(), files.len())];
    for n in files {
        let file = &given[n];
        lines.extend([String::new(), format!("{} (sha256 {})", file.name, sha256(&file.bytes))]);
        let own = taken.iter().filter(|one| one.file == n);
        lines.extend(own.map(|one| format!("  {}: {}", one.what, one.value.replace('\n', "; "))));
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
        if let Some(bytes) = export::again(project, form, &own) {
            let stem = Path::new(&given[*n].name).file_stem().unwrap_or_default();
            all.push((format!("{}.xlsx", stem.to_string_lossy()), bytes));
        }
    }
    all
}

/// A finding as a note in a form.
fn said(found: &Diagnostic) -> String {
    let language = Language::Id;
    format!("Belum diambil: {}.\n{}.", found.message(language), found.help(language))
}
