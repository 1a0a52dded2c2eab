//! `ejaan-baku`: forms that the standard dictionary (KBBI) writes otherwise.

use super::{Rule, Context, Example};
use crate::diagnostic::{Diagnostic, catalogue};
use super::dictionary::seperti;
use super::words::words;

pub static RULE: Rule = Rule {
    code: &catalogue::EJAAN_BAKU,
    rationale: [
        "Bentuk tidak baku bukan kesalahan, apalagi dalam kutipan peraturan; karena itu hanya disarankan dan tidak pernah diganti otomatis.",
        "A form that is not standard is no mistake, least of all in a quotation; it is suggested only, and never replaced automatically.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "menyusun rencana pembinaan pedagang;",
        bad: "mengkoordinasikan rencana pembinaan pedagang;",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (_, text) in context.prose() {
        for word in words(text.as_str()) {
            let Some(right) = context.dictionary.baku.get(&word.text.to_lowercase()) else { continue };
            let right = seperti(word.text, right);
            let place = text.part(word.range.clone());
            found.push(
                Diagnostic::new(&catalogue::EJAAN_BAKU, place)
                    .arg("kata", word.text)
                    .arg("harus", &right),
            );
        }
    }
}
