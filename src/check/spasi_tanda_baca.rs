//! `spasi-tanda-baca`: no space before a mark, none doubled.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "spasi-tanda-baca",
        severity: Severity::Warning,
        message: ["{apa}", "{apa_en}"],
        help: ["{cara}", "{cara_en}"],
    },
    rationale: [
        "Spasi di depan titik koma atau spasi ganda tidak tampak di layar, tetapi tampak di cetakan rata kiri-kanan dan menggagalkan pencarian.",
        "A space before a semicolon or a doubled one is not seen on the screen, but in print, and searches fail on it.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "  - menyusun rencana pembinaan pedagang;",
        bad: "  - menyusun rencana pembinaan pedagang ;",
        at: "menyusun rencana pembinaan pedagang« »",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for text in context.prose() {
        let content = text.as_str();
        let bytes = content.as_bytes();
        let mut at = 0;
        while let Some(start) = content[at..].find(' ').map(|n| n + at) {
            let end = start + bytes[start..].iter().take_while(|b| **b == b' ').count();
            at = end;
            let before_mark = matches!(bytes.get(end), Some(b';' | b',' | b')'))
                || (bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_none_or(|b| *b == b' '));
            let behind_open = start > 0 && bytes[start - 1] == b'(';
            let [subject, subject_en, way, way_en] = if before_mark || behind_open {
                [
                    "ada spasi di depan tanda baca",
                    "there is a space before a punctuation mark",
                    "hapus spasinya",
                    "drop the space",
                ]
            } else if end - start > 1 && start > 0 {
                ["ada spasi ganda", "there is a doubled space", "sisakan satu", "leave one"]
            } else {
                continue;
            };
            let rest = if before_mark || behind_open { "" } else { " " };
            found.push(
                Diagnostic::new(&RULE.code, text.part(start..end))
                    .arg("apa", subject)
                    .arg("apa_en", subject_en)
                    .arg("cara", way)
                    .arg("cara_en", way_en)
                    .fix(text.part(start..end), rest),
            );
        }
    }
}
