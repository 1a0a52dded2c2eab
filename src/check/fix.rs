//! Cures: which findings can be cured without judgement, and what the files are then. The
//! edits themselves are made by [`crate::edit`], which keeps everything else as it is.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::edit::{self, Edit};
use crate::text::SourceFile;

/// A file with its cures.
pub struct FixedFile<'d> {
    /// The file as it is.
    pub file: SourceFile,
    /// Its text with the cures.
    pub text: String,
    /// The findings that are cured.
    pub cured: Vec<&'d Diagnostic>,
}

/// What the cures of `found` make of the files. Cures that overlap an earlier one wait for the
/// next run; a file that would read differently in other places stays as it is.
pub fn lay_out<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<FixedFile<'d>> {
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found {
        if let Some((span, _)) = diagnostic.fixes.first() {
            files.entry(span.file.path()).or_default().push(diagnostic);
        }
    }
    files.into_values().filter_map(|found| fixed(&found)).collect()
}

/// One file with the cures that can be made together.
fn fixed<'d>(found: &[&'d Diagnostic]) -> Option<FixedFile<'d>> {
    let file = &found.first()?.fixes.first()?.0.file;
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
        let one_line = own.iter().all(|(range, _)| !file.text()[range.clone()].contains('\n'));
        if one_line && edits.iter().all(apart) {
            let replace = |(range, text): (_, &String)| Edit::Replace { range, text: text.clone() };
            edits.extend(own.into_iter().map(replace));
            cured.push(*diagnostic);
        }
    }
    let text = edit::apply(file, &edits).ok()?.text;
    (text != file.text()).then(|| FixedFile { file: file.clone(), text, cured })
}

impl FixedFile<'_> {
    /// The change as a patch.
    pub fn patch(&self) -> String {
        edit::patch(&self.file, &self.text)
    }
}
