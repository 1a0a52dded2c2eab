//! Cures: edits that need no judgement, made in the files without touching anything else.
//!
//! A file is changed only when it reads as before afterwards: the same keys, the same number
//! of values, and no value different but those that were cured.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use super::codes;
use crate::diagnostic::{Diagnostic, system};
use crate::language::Phrase;
use crate::source::tree::{self, Kind, Node};
use crate::text::{SourceFile, Span};

/// A file with its cures.
pub struct FixedFile {
    /// The file as it is.
    pub file: SourceFile,
    /// Its text with the cures.
    pub text: String,
    /// How many findings are cured.
    pub count: usize,
}

/// The edits of one cure.
type Edits<'d> = &'d [(Span, String)];

/// What the cures of `found` make of the files. Cures that overlap an earlier one wait for the
/// next run; a file that would read differently in other places stays as it is.
pub fn lay_out<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<FixedFile> {
    let mut files: BTreeMap<String, (SourceFile, Vec<Edits>)> = BTreeMap::new();
    for diagnostic in found.into_iter().filter(|d| !d.fixes.is_empty()) {
        let file = &diagnostic.fixes[0].0.file;
        let entry = files.entry(file.path().to_owned());
        entry.or_insert_with(|| (file.clone(), Vec::new())).1.push(&diagnostic.fixes);
    }
    files.into_values().filter_map(|(file, cures)| cured(file, &cures)).collect()
}

fn cured(file: SourceFile, cures: &[Edits]) -> Option<FixedFile> {
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut count = 0;
    for cure in cures {
        let own: Vec<_> = cure.iter().map(|(at, text)| (at.clamped(), text.as_str())).collect();
        // An edit over a line end would move what stands behind it.
        let one_line = |range: &Range<usize>| !file.text()[range.clone()].contains('\n');
        let free = own.iter().all(|(range, _)| {
            one_line(range)
                && edits.iter().all(|(other, _)| range.end < other.start || other.end < range.start)
        });
        if free {
            edits.extend(own);
            count += 1;
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = String::with_capacity(file.text().len());
    let mut at = 0;
    for (range, replacement) in &edits {
        text.push_str(&file.text()[at..range.start]);
        text.push_str(replacement);
        at = range.end;
    }
    text.push_str(&file.text()[at..]);
    let touched = |range: &Range<usize>| {
        edits.iter().any(|(edit, _)| range.start <= edit.start && edit.end <= range.end)
    };
    let before = tree::parse(&file).ok()?;
    let after = tree::parse(&SourceFile::new(file.path(), &*text)).ok()?;
    let changed = text != file.text();
    (changed && alike(&before, &after, &touched)).then_some(FixedFile { file, text, count })
}

/// Whether two trees are the same but for the touched texts of the first.
fn alike(one: &Node, other: &Node, touched: &dyn Fn(&Range<usize>) -> bool) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Scalar { text: a, .. }, Kind::Scalar { text: b, .. }) => {
            a == b || touched(&one.range)
        }
        (Kind::Seq(a), Kind::Seq(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b, touched))
        }
        (Kind::Map(a), Kind::Map(b)) => {
            let same = |(a, b): (&tree::Entry, &tree::Entry)| {
                a.key == b.key && alike(&a.value, &b.value, touched)
            };
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        _ => false,
    }
}

impl FixedFile {
    /// The change as a patch.
    pub fn patch(&self) -> String {
        let path = self.file.path();
        similar::TextDiff::from_lines(self.file.text(), &self.text)
            .unified_diff()
            .context_radius(0)
            .header(&format!("a/{path}"), &format!("b/{path}"))
            .to_string()
    }

    /// Writes the file: beside the old one first, then in its place.
    ///
    /// # Errors
    /// Why it was not written.
    pub fn write(&self, folder: &Path) -> Result<(), Phrase> {
        let path = folder.join(self.file.path());
        // Somebody may have saved the file since it was read.
        match fs::read_to_string(&path) {
            Ok(now) if now == self.file.text() => {}
            Ok(_) => return Err(Phrase::from(&codes::CHANGED_MEANWHILE)),
            Err(error) => return Err(system::reason(&error)),
        }
        self.replace(&path).map_err(|error| system::reason(&error))
    }

    fn replace(&self, path: &Path) -> io::Result<()> {
        let beside = path.with_extension("yaml.ikigen");
        let mut file = fs::File::create(&beside)?;
        file.write_all(self.text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    }
}
