//! `akronim`: acronyms are written as the dictionary has them.

use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "akronim",
        severity: Severity::Warning,
        message: [
            "akronim `{kata}` biasanya ditulis `{harus}`",
            "the acronym `{kata}` is usually written `{harus}`",
        ],
        help: [
            "tulis `{harus}`; akronim kantor sendiri didaftarkan di data/kamus.yaml",
            "write `{harus}`; the office lists its own acronyms in data/kamus.yaml",
        ],
    },
    rationale: [
        "Akronim dengan huruf yang berlainan terbaca sebagai hal yang berlainan, juga oleh pencarian.",
        "An acronym in different letters reads as a different thing, also for a search.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "sumber: Laporan pemeriksaan pasar",
        bad: "sumber: Laporan Siinas pasar",
        at: "«Siinas»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(dictionary) = &context.dictionary else { return };
    for text in context.prose() {
        for word in words(text.as_str()) {
            let Some(right) = dictionary.akronim.get(&word.text.to_lowercase()) else {
                continue;
            };
            // Titles in capitals are no other spelling; short ones may be other words.
            let capitals = word.text.chars().all(|c| !c.is_lowercase());
            let known = word.text == right || capitals;
            if known
                || right.len() < 3
                || word.text.chars().all(char::is_lowercase) && right.len() < 4
            {
                continue;
            }
            let place = text.part(word.range.clone());
            found.push(
                Diagnostic::new(&RULE.code, place.clone())
                    .arg("kata", word.text)
                    .arg("harus", right)
                    .fix(place, right.clone()),
            );
        }
    }
}
