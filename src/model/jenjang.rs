//! Ids, and the chain of superiors (*jenjang*) that they form.

use std::collections::HashMap;

use crate::diagnostic::usul::with_suggestion;
use crate::diagnostic::{Diagnostic, Tempat, Temuan, katalog};
use crate::source::Dokumen;
use crate::source::Langkah::Kunci;
use crate::source::raw;

/// Ids that are taken, and where.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashMap<(&'static str, String), Tempat>,
    /// Ids of a bad form: they are reported, and who refers to them is not to blame.
    refused: Vec<String>,
}

impl Ids {
    /// Takes `id` for a thing of `kind`; reports a bad form or a second use.
    pub(super) fn claim(
        &mut self,
        kind: &'static str,
        id: &str,
        tempat: Tempat,
        temuan: &mut Temuan,
    ) {
        let good = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !good {
            self.refused.push(id.to_owned());
            temuan.push(Diagnostic::new(&katalog::ID_TAK_SAH, tempat).isi("id", id));
            return;
        }
        if let Some(first) = self.taken.get(&(kind, id.to_owned())) {
            temuan.push(
                Diagnostic::new(&katalog::ID_GANDA, tempat)
                    .isi("id", id)
                    .terkait(first.clone(), &katalog::YANG_PERTAMA),
            );
            return;
        }
        self.taken.insert((kind, id.to_owned()), tempat);
    }

    pub(super) fn knows(&self, kind: &'static str, id: &str) -> bool {
        self.taken.contains_key(&(kind, id.to_owned()))
    }

    /// Where `id` stands.
    pub(super) fn place(&self, kind: &'static str, id: &str) -> Option<Tempat> {
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
pub(super) fn superior_exists(dokumen: &Dokumen<raw::Jabatan>, ids: &Ids, temuan: &mut Temuan) {
    let atasan = &dokumen.isi.atasan;
    if !ids.refused.contains(atasan) && !ids.knows("jabatan", atasan) {
        let tempat = dokumen.tempat(&[Kunci("atasan")]);
        let diagnostic = Diagnostic::new(&katalog::ATASAN_TAK_DIKENAL, tempat).isi("id", atasan);
        let mut known = ids.of("jabatan");
        known.retain(|id| *id != dokumen.isi.id);
        temuan.push(with_suggestion(diagnostic, atasan, &known));
    }
}

/// Following superiors from any position must end, not come back. A circle is reported
/// once, at the first of its positions.
pub(super) fn no_circle_of_superiors(jabatan: &[Dokumen<raw::Jabatan>], temuan: &mut Temuan) {
    let by_id: HashMap<&str, &Dokumen<raw::Jabatan>> =
        jabatan.iter().map(|dokumen| (dokumen.isi.id.as_str(), dokumen)).collect();
    if by_id.len() < jabatan.len() {
        // Two positions share an id, which is reported already: who is whose is unknown.
        return;
    }
    let mut reported: Vec<&str> = Vec::new();
    for start in jabatan {
        let mut chain = vec![start];
        while let Some(next) = chain.last().and_then(|last| by_id.get(last.isi.atasan.as_str())) {
            if next.isi.id == start.isi.id || chain.len() > jabatan.len() {
                break;
            }
            chain.push(next);
        }
        let closes = chain.last().is_some_and(|last| last.isi.atasan == start.isi.id);
        if !closes || reported.contains(&start.isi.id.as_str()) {
            continue;
        }
        reported.extend(chain.iter().map(|dokumen| dokumen.isi.id.as_str()));
        let names: Vec<String> = chain
            .iter()
            .map(|dokumen| format!("atasan `{}` adalah `{}`", dokumen.isi.id, dokumen.isi.atasan))
            .collect();
        let mut diagnostic =
            Diagnostic::new(&katalog::ATASAN_MELINGKAR, start.tempat(&[Kunci("atasan")]))
                .isi("id", &start.isi.id)
                .isi("lewat", names.join(", "));
        for other in &chain[1..] {
            diagnostic = diagnostic.terkait(other.tempat(&[Kunci("atasan")]), &katalog::ATASANNYA);
        }
        temuan.push(diagnostic);
    }
}
