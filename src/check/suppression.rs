//! Accepting: an oddity that stays is accepted where it stands, by a comment with code and
//! reason.
//!
//! ```yaml
//! - penyiapan pelaksanaan misi dagang bagi produk daerah  # terima tanda-baca-daftar: naskah asli
//! # terima ejaan, kata-ganda: Perbup menulisnya demikian
//! - peningkatan Sumber daya Daya Manusia;
//! ```
//!
//! Behind a value it holds for that line, on a line of its own for the next one. Errors are
//! not accepted: without curing them there is no document.

use super::codes;
use std::collections::HashMap;

use crate::diagnostic::suggest::suggest_or;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Suppressed};
use crate::source::{Comment, LineStarts, SUPPRESS, Sources};
use crate::text::Span;

/// One accepted code.
struct Suppression<'a> {
    code: &'a str,
    alasan: &'a str,
    comment: Comment<'a>,
    used: bool,
}

impl Suppression<'_> {
    fn place(&self) -> Place {
        let path = self.comment.span.file.path().to_owned();
        (path, self.comment.line, self.code.to_owned())
    }
}

/// Where a finding stands and where an acceptance holds: file, line, code.
pub(super) type Place = (String, usize, String);

/// The place of a finding.
pub(super) fn place(found: &Diagnostic, lines: &LineStarts) -> Option<Place> {
    let span = found.span.as_ref()?;
    Some((span.file.path().to_owned(), lines.first_line(span), found.code.code.to_owned()))
}

/// An acceptance of what was not found.
pub(super) struct Idle {
    /// Where it holds.
    pub place: Place,
    span: Span,
}

impl Idle {
    /// The finding that it is out of date.
    pub(super) fn stale(self) -> Diagnostic {
        Diagnostic::new(&codes::TERIMA_BASI, self.span).arg("kode", self.place.2)
    }
}

/// Moves what is accepted out of `found`; the rest goes to `diagnostics`, with what is wrong with
/// the acceptances themselves. Gives those that accepted nothing.
pub(super) fn apply(
    sources: &Sources,
    found: Vec<Diagnostic>,
    diagnostics: &mut Diagnostics,
) -> Vec<Idle> {
    let mut accepted = read(sources, diagnostics);
    let mut places: HashMap<Place, usize> = HashMap::new();
    for (n, one) in accepted.iter().enumerate() {
        places.entry(one.place()).or_insert(n);
    }
    let lines = sources.lines();
    for diagnostic in found {
        let matching = place(&diagnostic, &lines).and_then(|place| places.get(&place).copied());
        match matching {
            Some(n) => {
                let one = &mut accepted[n];
                one.used = true;
                diagnostics.suppressed.push(Suppressed {
                    diagnostics: diagnostic,
                    alasan: one.alasan.to_owned(),
                    span: one.comment.span.clone(),
                });
            }
            None => diagnostics.push(diagnostic),
        }
    }
    let idle = accepted.iter().filter(|one| !one.used);
    idle.map(|one| Idle { place: one.place(), span: one.comment.span.clone() }).collect()
}

/// Reads the acceptances of all files.
fn read<'a>(sources: &'a Sources, diagnostics: &mut Diagnostics) -> Vec<Suppression<'a>> {
    let known: Vec<&str> = crate::codes::all()
        .filter(|code| code.severity > Severity::Error)
        .map(|code| code.code)
        .collect();
    let mut all = Vec::new();
    for comment in sources.comments() {
        let Some(rest) = comment.text.strip_prefix(SUPPRESS) else { continue };
        let Some(rest) = rest.strip_prefix(' ') else { continue };
        let (codes, alasan) = rest.split_once(':').unwrap_or((rest, ""));
        let alasan = alasan.trim();
        if alasan.is_empty() {
            let found = Diagnostic::new(&codes::TERIMA_TANPA_ALASAN, comment.span.clone());
            diagnostics.push(found);
        }
        for code in codes.split(',').map(str::trim) {
            if !known.contains(&code) {
                let found = Diagnostic::new(&codes::TERIMA_TAK_DIKENAL, comment.span.clone());
                let found = found.arg("kode", code);
                diagnostics.push(suggest_or(found, code, &known, &codes::LIST_OF_CODES));
                continue;
            }
            all.push(Suppression { code, alasan, comment: comment.clone(), used: false });
        }
    }
    all
}
