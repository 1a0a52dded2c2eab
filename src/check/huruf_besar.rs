//! `huruf-besar`: small words stay small within a sentence.

use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "huruf-besar",
        severity: Severity::Warning,
        message: [
            "kata `{kata}` di tengah kalimat berhuruf besar",
            "the word `{kata}` has a capital within a sentence",
        ],
        help: ["tulis `{harus}`", "write `{harus}`"],
    },
    rationale: [
        "Kata tugas seperti `yang`, `dan`, `di`, `dari` berhuruf kecil di tengah kalimat dan di tengah nama.",
        "Words like `yang`, `dan`, `di`, `dari` are written small within sentences and names.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "nama: Persentase pasar yang bersih\n        #",
        bad: "nama: Persentase pasar Yang bersih\n        #",
        at: "nama: Persentase pasar «Yang»",
    },
    check,
};

const FUNCTION_WORDS: &[&str] = &[
    "yang", "dan", "di", "ke", "dari", "untuk", "pada", "dalam", "dengan", "oleh", "atau", "serta",
    "bagi",
];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for text in context.prose() {
        let content = text.as_str();
        let words = words(content);
        for pair in words.windows(2) {
            let lower = pair[1].text.to_lowercase();
            let between = &content[pair[0].range.end..pair[1].range.start];
            // A name of its own: Kementerian Dalam Negeri.
            let named = content[pair[1].range.end..].starts_with(" Negeri");
            let capital = super::words::is_capitalized(pair[1].text) && !named;
            if capital && between == " " && FUNCTION_WORDS.contains(&lower.as_str()) {
                let place = text.part(pair[1].range.clone());
                found.push(
                    Diagnostic::new(&RULE.code, place.clone())
                        .arg("kata", pair[1].text)
                        .arg("harus", &lower)
                        .fix(place, lower),
                );
            }
        }
    }
}
