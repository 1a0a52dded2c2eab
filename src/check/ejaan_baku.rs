//! `ejaan-baku`: forms that the standard dictionary (KBBI) writes otherwise.

use super::dictionary::seperti;
use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "ejaan-baku",
        severity: Severity::Info,
        message: ["`{kata}` bukan bentuk baku", "`{kata}` is not the standard form"],
        help: [
            "bakunya `{harus}`; nama resmi dan kutipan peraturan tetap seperti aslinya",
            "the standard form is `{harus}`; official names and quotations stay as they are",
        ],
    },
    rationale: [
        "Bentuk tidak baku bukan kesalahan, apalagi dalam kutipan peraturan; karena itu hanya disarankan dan tidak pernah diganti otomatis.",
        "A form that is not standard is no mistake, least of all in a quotation; it is suggested only, and never replaced automatically.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "menyusun rencana pembinaan pedagang;",
        bad: "mengkoordinasikan rencana pembinaan pedagang;",
        at: "«mengkoordinasikan»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(dictionary) = &context.dictionary else { return };
    for text in context.prose() {
        for word in words(text.as_str()) {
            let Some(right) = dictionary.baku.get(&word.text.to_lowercase()) else {
                continue;
            };
            let right = seperti(word.text, right);
            let place = text.part(word.range.clone());
            found.push(
                Diagnostic::new(&RULE.code, place).arg("kata", word.text).arg("harus", &right),
            );
        }
    }
}
