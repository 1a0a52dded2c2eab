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
use crate::source::{Comment, SUPPRESS, Sources};

/// One accepted code.
struct Suppression<'a> {
    code: &'a str,
    alasan: &'a str,
    comment: Comment<'a>,
    used: bool,
}

/// Moves what is accepted out of `found`; the rest goes to `temuan`, with what is wrong with
/// the acceptances themselves. `lengkap`: whether all rules could run, without which nothing
/// is known to be out of date.
pub(super) fn apply(
    sources: &Sources,
    complete: bool,
    found: Vec<Diagnostic>,
    diagnostics: &mut Diagnostics,
) {
    let mut accepted = read(sources, diagnostics);
    let mut places: HashMap<(String, usize, &str), usize> = HashMap::new();
    for (n, one) in accepted.iter().enumerate() {
        let path = one.comment.span.file.path().to_owned();
        places.entry((path, one.comment.line, one.code)).or_insert(n);
    }
    let lines = sources.lines();
    for diagnostic in found {
        let matching = diagnostic.span.as_ref().and_then(|span| {
            let path = span.file.path().to_owned();
            places.get(&(path, lines.first_line(span), diagnostic.code.code)).copied()
        });
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
    for one in accepted.iter().filter(|one| complete && !one.used) {
        let span = one.comment.span.clone();
        diagnostics.push(Diagnostic::new(&codes::TERIMA_BASI, span).arg("kode", one.code));
    }
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
                let list = &codes::LIST_OF_CODES;
                diagnostics.push_with(found.arg("kode", code), |found| {
                    suggest_or(found, code, &known, list)
                });
                continue;
            }
            all.push(Suppression { code, alasan, comment: comment.clone(), used: false });
        }
    }
    all
}
