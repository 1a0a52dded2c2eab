//! Ids, and the chain of superiors that they form.

use super::{Berlaku, Jabatan, codes};
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Document;
use crate::source::raw;
use crate::text::{Span, Text};

/// Ids that are taken, and where.
#[derive(Default, Clone)]
pub(super) struct Ids {
    taken: HashMap<(&'static str, String), Span>,
    /// Ids of a bad form: they are reported, and who refers to them is not to blame.
    refused: HashSet<String>,
    /// Ids of other periods alone.
    elsewhere: HashSet<(&'static str, String)>,
    /// Files that are told to be copies of others.
    copies: BTreeSet<String>,
}

impl Ids {
    /// Takes `id` for a thing of `kind`; reports a bad form or a second use.
    pub(super) fn claim(&mut self, kind: &'static str, id: &Text, diagnostics: &mut Diagnostics) {
        let span = id.span();
        if !is_good(id) {
            self.refused.insert(id.to_string());
            let found = Diagnostic::new(&codes::ID_TAK_SAH, span).arg("id", id);
            diagnostics.push(match meant(id) {
                Some(meant) => {
                    // Who names it as it was meant is not to blame.
                    self.taken.entry((kind, meant.clone())).or_insert_with(|| id.span());
                    found.arg("usul", meant).other_help(&codes::ID_MEANT)
                }
                None => found,
            });
            return;
        }
        match self.taken.get(&(kind, id.to_string())).cloned() {
            Some(first) => self.taken_twice(kind, id, first, diagnostics),
            None => {
                self.taken.insert((kind, id.to_string()), span);
            }
        }
    }

    /// Reports the second use of an id: the one in the copy of a file, where there is one, and for
    /// that once.
    fn taken_twice(
        &mut self,
        kind: &'static str,
        id: &Text,
        first: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let is_copy = |of: &Span, other: &Span| {
            original_of(of.file.path()).is_some_and(|path| path == other.file.path())
        };
        let (mut accused, mut other) = (id.span(), first);
        if is_copy(&other, &accused) {
            (accused, other) = (other, accused);
            self.taken.insert((kind, id.to_string()), other.clone());
        }
        let copy = is_copy(&accused, &other);
        if copy && !self.copies.insert(accused.file.path().to_owned()) {
            return;
        }
        let path = other.file.path().to_owned();
        let found = Diagnostic::new(&codes::ID_GANDA, accused)
            .arg("id", id)
            .related(other, &crate::source::codes::THE_FIRST);
        diagnostics.push(if copy {
            found.arg("asal", path).other_help(&codes::IS_A_COPY)
        } else {
            found
        });
    }

    /// Whether `id` was given to something of `kind`, or may have been meant to be.
    pub(super) fn knows(&self, kind: &'static str, id: &str) -> bool {
        let refused = self.refused.contains(id);
        refused || self.taken.contains_key(&(kind, id.to_owned()))
    }

    /// Notes what another period has: it may be referred to, and is no part of this one.
    pub(super) fn note_elsewhere(&mut self, kind: &'static str, id: &str) {
        self.elsewhere.insert((kind, id.to_owned()));
    }

    /// Whether this period or another one has `id`.
    pub(super) fn knows_anywhere(&self, kind: &'static str, id: &str) -> bool {
        self.knows(kind, id) || self.elsewhere.contains(&(kind, id.to_owned()))
    }

    /// Where `id` stands.
    pub(super) fn place(&self, kind: &'static str, id: &str) -> Option<Span> {
        self.taken.get(&(kind, id.to_owned())).cloned()
    }

    /// All ids of a kind, sorted.
    pub(super) fn of(&self, kind: &'static str) -> Vec<&str> {
        let mut ids: Vec<&str> =
            self.taken.keys().filter(|(k, _)| *k == kind).map(|(_, id)| id.as_str()).collect();
        ids.sort_unstable();
        ids
    }
}

fn is_good(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The id that was meant: with another kind of hyphen, in capitals, with blanks.
fn meant(id: &str) -> Option<String> {
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | ' ' | '\u{a0}' => '-',
        c => c.to_ascii_lowercase(),
    };
    let meant: String = id.trim().chars().map(plain).collect();
    is_good(&meant).then_some(meant)
}

/// The path of the file that one is a copy of, by what file managers call copies.
fn original_of(path: &str) -> Option<String> {
    const ENDS: &[&str] =
        &[" - copy", " - salin", " - salinan", " copy", " salinan", "-copy", "_copy"];
    const STARTS: &[&str] = &["copy of ", "salinan "];
    let (folder, name) = path.rsplit_once('/')?;
    let stem = name.strip_suffix(".yaml")?;
    let numbered = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let numbered = numbered.filter(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let plain = numbered.map_or(stem, |(rest, _)| rest);
    // Letters of another case are as long.
    let lower = plain.to_ascii_lowercase();
    let end = ENDS.iter().find(|end| lower.ends_with(**end)).map_or(0, |end| end.len());
    let start = STARTS.iter().find(|start| lower.starts_with(**start)).map_or(0, |s| s.len());
    let original = plain.get(start..plain.len().checked_sub(end)?)?;
    (original != stem && !original.is_empty()).then(|| format!("{folder}/{original}.yaml"))
}

/// The superior of a position must be one.
pub(super) fn superior_exists(
    document: &Document<raw::Jabatan>,
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) {
    let atasan = &document.value.atasan;
    if !ids.knows_anywhere("jabatan", atasan) {
        let found = Diagnostic::new(&codes::ATASAN_TAK_DIKENAL, atasan.span()).arg("id", atasan);
        diagnostics.push_with(found, |found| {
            let mut known = ids.of("jabatan");
            known.retain(|id| document.value.id != *id);
            with_suggestion(found, atasan, &known)
        });
    }
}

/// What is replaced exists, and is over when what replaces it begins.
pub(super) fn replaced_exist(jabatan: &[Jabatan], ids: &Ids, diagnostics: &mut Diagnostics) {
    let positions: HashMap<&str, &Berlaku> =
        jabatan.iter().map(|one| (one.id.as_str(), &one.berlaku)).collect();
    let all = || jabatan.iter().flat_map(Jabatan::indikator);
    let indicators: HashMap<&str, &Berlaku> =
        all().map(|one| (one.id.as_str(), &one.berlaku)).collect();
    let mut judge =
        |kind, own: (&Text, &Berlaku), old: Option<&Text>, known: &HashMap<&str, &Berlaku>| {
            let Some(old) = old else { return };
            if !ids.knows(kind, old) || *old == *own.0 {
                let found = Diagnostic::new(&codes::DIGANTIKAN_TAK_DIKENAL, old.span());
                let found = found.arg("id", old).arg("jenis", kind);
                let mut others = ids.of(kind);
                others.retain(|id| *own.0 != *id);
                diagnostics.push(with_suggestion(found, old, &others));
            } else if let Some(berlaku) = known.get(old.as_str())
                && !berlaku.ends_before(own.1)
            {
                let found = Diagnostic::new(&codes::PENGGANTI_BERSAMAAN, old.span());
                let found = found.arg("baru", own.0).arg("lama", old);
                diagnostics.push(match ids.place(kind, old) {
                    Some(place) => found.related(place, &codes::THE_REPLACED),
                    None => found,
                });
            }
        };
    for one in jabatan {
        judge("jabatan", (&one.id, &one.berlaku), one.menggantikan.as_ref(), &positions);
    }
    for one in all() {
        judge("indikator", (&one.id, &one.berlaku), one.menggantikan.as_ref(), &indicators);
    }
}

/// Following superiors from any position must end, not come back. A circle is reported
/// once, at the first of its positions.
pub(super) fn no_circle_of_superiors(
    jabatan: &[Document<raw::Jabatan>],
    diagnostics: &mut Diagnostics,
) {
    let by_id: HashMap<&str, &Document<raw::Jabatan>> =
        jabatan.iter().map(|document| (document.value.id.as_str(), document)).collect();
    if by_id.len() < jabatan.len() {
        // Two positions share an id, which is reported already: who is whose is unknown.
        return;
    }
    let mut reported: Vec<&str> = Vec::new();
    for start in jabatan {
        let mut chain = vec![start];
        while let Some(next) = chain.last().and_then(|last| by_id.get(last.value.atasan.as_str())) {
            if next.value.id == start.value.id || chain.len() > jabatan.len() {
                break;
            }
            chain.push(next);
        }
        let closes = chain.last().is_some_and(|last| last.value.atasan == start.value.id);
        if !closes || reported.contains(&start.value.id.as_str()) {
            continue;
        }
        reported.extend(chain.iter().map(|document| document.value.id.as_str()));
        let circle = chain.iter().chain([&start]);
        let names: Vec<String> = circle.map(|one| format!("`{}`", one.value.id)).collect();
        let mut diagnostic = Diagnostic::new(&codes::ATASAN_MELINGKAR, start.value.atasan.span())
            .arg("id", &start.value.id)
            .arg("lewat", names.join(" → "));
        for other in &chain[1..] {
            diagnostic = diagnostic.related(other.value.atasan.span(), &codes::ITS_ATASAN);
        }
        diagnostics.push(diagnostic);
    }
}

/// How far below the head of the office each position stands: 1 right below. Superiors form no
/// circle in a model that is used.
pub(super) fn levels(jabatan: &[Jabatan]) -> HashMap<Text, usize> {
    let superior: HashMap<&Text, &Text> =
        jabatan.iter().map(|one| (&one.id, &one.atasan)).collect();
    let mut levels: HashMap<Text, usize> = HashMap::new();
    for one in jabatan {
        let mut chain = vec![&one.id];
        let mut level = 0;
        while let Some(next) = chain.last().and_then(|last| superior.get(last)) {
            if let Some(known) = chain.last().and_then(|last| levels.get(*last)) {
                level = known - 1;
                break;
            }
            if !superior.contains_key(next) || chain.len() > jabatan.len() {
                break;
            }
            chain.push(next);
        }
        for id in chain.into_iter().rev() {
            level += 1;
            levels.insert(id.clone(), level);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        let original = |name: &str| original_of(&format!("data/jabatan/{name}.yaml"));
        let wanted = Some("data/jabatan/02-x.yaml".to_owned());
        for copy in ["02-x - Copy", "02-x - Copy (2)", "02-x (1)", "Salinan 02-x", "02-x - Salinan"]
        {
            assert_eq!(original(copy), wanted, "{copy}");
        }
        for name in ["02-x", "02-x (lama)", "copy", "02-photocopy"] {
            assert_eq!(original(name), None, "{name}");
        }
    }
}
