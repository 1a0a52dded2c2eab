//! Cures: edits that need no judgement, made in the files without touching anything else.
//!
//! A file is changed only when it reads as before afterwards: the same keys, the same number
//! of values, and no value different but those that were cured.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Berkas, Diagnostic, Tempat};
use crate::source::tree::{self, Kind, Node};

/// A file with its cures.
pub struct Perbaikan {
    /// The file as it is.
    pub berkas: Berkas,
    /// Its text with the cures.
    pub teks: String,
    /// How many findings are cured.
    pub banyak: usize,
}

/// The edits of one cure.
type Suntingan<'d> = &'d [(Tempat, String)];

/// What the cures of `found` make of the files. Cures that overlap an earlier one wait for the
/// next run; a file that would read differently in other places stays as it is.
pub fn susun<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Perbaikan> {
    let mut files: BTreeMap<String, (Berkas, Vec<Suntingan>)> = BTreeMap::new();
    for diagnostic in found.into_iter().filter(|d| !d.perbaikan.is_empty()) {
        let berkas = &diagnostic.perbaikan[0].0.berkas;
        let entry = files.entry(berkas.path().to_owned());
        entry.or_insert_with(|| (berkas.clone(), Vec::new())).1.push(&diagnostic.perbaikan);
    }
    files.into_values().filter_map(|(berkas, cures)| cured(berkas, &cures)).collect()
}

fn cured(berkas: Berkas, cures: &[Suntingan]) -> Option<Perbaikan> {
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut banyak = 0;
    for cure in cures {
        let own: Vec<_> = cure.iter().map(|(at, teks)| (at.clamped(), teks.as_str())).collect();
        // An edit over a line end would move what stands behind it.
        let one_line = |range: &Range<usize>| !berkas.text()[range.clone()].contains('\n');
        let free = own.iter().all(|(range, _)| {
            one_line(range)
                && edits.iter().all(|(other, _)| range.end < other.start || other.end < range.start)
        });
        if free {
            edits.extend(own);
            banyak += 1;
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut teks = String::with_capacity(berkas.text().len());
    let mut at = 0;
    for (range, replacement) in &edits {
        teks.push_str(&berkas.text()[at..range.start]);
        teks.push_str(replacement);
        at = range.end;
    }
    teks.push_str(&berkas.text()[at..]);
    let touched = |range: &Range<usize>| {
        edits.iter().any(|(edit, _)| range.start <= edit.start && edit.end <= range.end)
    };
    let before = tree::parse(&berkas).ok()?;
    let after = tree::parse(&Berkas::new(berkas.path(), &*teks)).ok()?;
    let changed = teks != berkas.text();
    (changed && alike(&before, &after, &touched)).then_some(Perbaikan { berkas, teks, banyak })
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

impl Perbaikan {
    /// The change as a patch.
    pub fn tambalan(&self) -> String {
        let path = self.berkas.path();
        similar::TextDiff::from_lines(self.berkas.text(), &self.teks)
            .unified_diff()
            .context_radius(0)
            .header(&format!("a/{path}"), &format!("b/{path}"))
            .to_string()
    }

    /// Writes the file: beside the old one first, then in its place.
    ///
    /// # Errors
    /// What the system says.
    pub fn tulis(&self, folder: &Path) -> io::Result<()> {
        let path = folder.join(self.berkas.path());
        // Somebody may have saved the file since it was read.
        if fs::read_to_string(&path)? != self.berkas.text() {
            return Err(io::Error::other(
                "berkas berubah sejak dibaca (changed since it was read)",
            ));
        }
        let beside = path.with_extension("yaml.ikigen");
        let mut file = fs::File::create(&beside)?;
        file.write_all(self.teks.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    }
}
