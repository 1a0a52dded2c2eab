//! `spasi-tanda-baca`: no space before a mark, none doubled.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::notes;

pub static RULE: Rule = Rule {
    code: Code {
        code: "spasi-tanda-baca",
        severity: Severity::Warning,
        message: ["spasi di sini tidak perlu: {letak}", "a space here is not needed: {letak}"],
        help: ["hapus spasinya; antarkata cukup satu", "drop it; one between words is enough"],
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

notes! {
    BEFORE_MARK = "tanda baca menempel pada kata di depannya", "a mark stands right behind its word";
    BEHIND_OPEN = "kurung buka menempel pada kata di belakangnya", "a parenthesis stands right before its word";
    DOUBLED = "tertulis lebih dari satu kali", "there is more than one";
}

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
            let (why, rest) = if before_mark {
                (&BEFORE_MARK, "")
            } else if behind_open {
                (&BEHIND_OPEN, "")
            } else if end - start > 1 && start > 0 {
                (&DOUBLED, " ")
            } else {
                continue;
            };
            found.push(
                Diagnostic::new(&RULE.code, text.part(start..end))
                    .arg("letak", why)
                    .fix(text.part(start..end), rest),
            );
        }
    }
}
