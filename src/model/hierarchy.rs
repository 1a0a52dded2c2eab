//! Ids, and the chain of superiors that they form.

use super::{Berlaku, Jabatan, codes};
use std::collections::{HashMap, HashSet};

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
}

impl Ids {
    /// Takes `id` for a thing of `kind`; reports a bad form or a second use.
    pub(super) fn claim(&mut self, kind: &'static str, id: &Text, diagnostics: &mut Diagnostics) {
        let span = id.span();
        let good = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !good {
            self.refused.insert(id.to_string());
            diagnostics.push(Diagnostic::new(&codes::ID_TAK_SAH, span).arg("id", id));
            return;
        }
        if let Some(first) = self.taken.get(&(kind, id.to_string())) {
            diagnostics.push(
                Diagnostic::new(&codes::ID_GANDA, span)
                    .arg("id", id)
                    .related(first.clone(), &crate::source::codes::THE_FIRST),
            );
            return;
        }
        self.taken.insert((kind, id.to_string()), span);
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
