//! Cures: which findings can be cured without judgement, and what the files are then. The
//! edits themselves are made by [`crate::edit`], which keeps everything else as it is.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::edit::{self, Edit};
use crate::text::{SourceFile, Span};

/// A file with its cures.
pub struct FixedFile<'d> {
    /// The file as it is.
    pub file: SourceFile,
    /// Its text with the cures.
    pub text: String,
    /// The findings that are cured.
    pub cured: Vec<&'d Diagnostic>,
}

/// Which cures can be made at once, and which cannot.
#[derive(Default)]
pub struct Fixes<'d> {
    /// The files that change.
    pub files: Vec<FixedFile<'d>>,
    /// Findings whose cure overlaps another one: it can be made when that one is.
    pub overlapping: Vec<&'d Diagnostic>,
    /// Findings whose cure would change something else in the file as well.
    pub refused: Vec<&'d Diagnostic>,
}

impl Fixes<'_> {
    /// How many findings are cured.
    pub fn count(&self) -> usize {
        self.files.iter().map(|file| file.cured.len()).sum()
    }
}

/// What the cures of `found` make of the files.
pub fn lay_out<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> Fixes<'d> {
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found {
        if let Some((span, _)) = diagnostic.fixes.first() {
            files.entry(span.file.path()).or_default().push(diagnostic);
        }
    }
    let mut fixes = Fixes::default();
    for found in files.into_values() {
        fixes.add(&found);
    }
    fixes
}

impl<'d> Fixes<'d> {
    /// Adds one file with the cures that can be made together.
    fn add(&mut self, found: &[&'d Diagnostic]) {
        let Some((Span { file, .. }, _)) = found.first().and_then(|one| one.fixes.first()) else {
            return;
        };
        let mut edits: Vec<Edit> = Vec::new();
        let mut cured = Vec::new();
        for diagnostic in found {
            let own = diagnostic.fixes.iter();
            let own: Vec<_> = own.map(|(span, text)| (span.clamped(), text)).collect();
            let apart = |edit: &Edit| match edit {
                Edit::Replace { range: other, .. } => {
                    own.iter().all(|(range, _)| range.end < other.start || other.end < range.start)
                }
                _ => false,
            };
            // A cure over a line end would move what stands behind it.
            if own.iter().any(|(range, _)| file.text()[range.clone()].contains('\n')) {
                self.refused.push(diagnostic);
            } else if edits.iter().all(apart) {
                let replace =
                    |(range, text): (_, &String)| Edit::Replace { range, text: text.clone() };
                edits.extend(own.into_iter().map(replace));
                cured.push(*diagnostic);
            } else {
                self.overlapping.push(diagnostic);
            }
        }
        match edit::apply(file, &edits) {
            Ok(applied) if applied.text != file.text() => {
                self.files.push(FixedFile { file: file.clone(), text: applied.text, cured });
            }
            _ => self.refused.append(&mut cured),
        }
    }
}

impl FixedFile<'_> {
    /// The change as a patch.
    pub fn patch(&self) -> String {
        edit::patch(&self.file, &self.text)
    }
}
