//! `kata-ganda`: no word stands twice in a row.

use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "kata-ganda",
        severity: Severity::Warning,
        message: [
            "kata `{kata}` tertulis dua kali berturut-turut",
            "the word `{kata}` is written twice in a row",
        ],
        help: ["hapus salah satunya", "drop one of them"],
    },
    rationale: [
        "Kata yang tertulis dua kali lolos dari mata saat dibaca cepat, dan tercetak di lima dokumen.",
        "A doubled word escapes the quick eye, and is printed in five documents.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "pembinaan pedagang pasar; dan",
        bad: "pembinaan pedagang pedagang pasar; dan",
        at: "melaksanakan pembinaan pedagang «pedagang»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for text in context.prose() {
        let content = text.as_str();
        let words = words(content);
        for pair in words.windows(2) {
            let between = &content[pair[0].range.end..pair[1].range.start];
            let same = pair[0].text.to_lowercase() == pair[1].text.to_lowercase();
            let letters = pair[1].text.chars().all(char::is_alphabetic);
            if same && letters && !between.is_empty() && between.chars().all(|c| c == ' ') {
                let second = pair[0].range.end..pair[1].range.end;
                found.push(
                    Diagnostic::new(&RULE.code, text.part(pair[1].range.clone()))
                        .arg("kata", pair[1].text)
                        .fix(text.part(second), ""),
                );
            }
        }
    }
}
