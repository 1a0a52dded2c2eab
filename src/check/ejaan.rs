//! `ejaan`: misspellings of the dictionary.

use super::dictionary::seperti;
use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "ejaan",
        severity: Severity::Warning,
        message: ["`{kata}` keliru tulis", "`{kata}` is misspelt"],
        help: [
            "tulis `{harus}`; bila memang demikian, daftarkan di `abaikan` pada data/kamus.yaml",
            "write `{harus}`; if it is meant so, list it under `abaikan` in data/kamus.yaml",
        ],
    },
    rationale: [
        "Kamusnya memuat kekeliruan yang sering di bidang ini; kantor menambah kata-katanya sendiri di data/kamus.yaml.",
        "The dictionary holds the frequent misspellings of this field; the office adds its own in data/kamus.yaml.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "sumber: Laporan pemeriksaan pasar",
        bad: "sumber: Laporan pelaksaan pasar",
        at: "«pelaksaan»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(dictionary) = &context.dictionary else { return };
    for text in context.prose() {
        for word in words(text.as_str()) {
            let Some(right) = dictionary.salah.get(&word.text.to_lowercase()) else {
                continue;
            };
            let right = seperti(word.text, right);
            let place = text.part(word.range.clone());
            found.push(
                Diagnostic::new(&RULE.code, place.clone())
                    .arg("kata", word.text)
                    .arg("harus", &right)
                    .fix(place, right.clone()),
            );
        }
    }
}
