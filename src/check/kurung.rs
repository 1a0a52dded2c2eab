//! `kurung`: every parenthesis has its partner.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "kurung",
        severity: Severity::Warning,
        message: [
            "tanda kurung `{tanda}` tidak ada pasangannya",
            "the parenthesis `{tanda}` has no partner",
        ],
        help: ["tutup atau buka kurungnya", "close or open it"],
    },
    rationale: [
        "Kurung yang tidak berpasangan menandakan teks yang terpotong saat disalin.",
        "A parenthesis without its partner tells of a text that was cut while it was copied.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "label: Retribusi pasar tahun N-1",
        bad: "label: Retribusi pasar (tahun N-1",
        at: "label: Retribusi pasar «(»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for text in context.prose() {
        let content = text.as_str();
        let mut open: Vec<usize> = Vec::new();
        let mut alone: Vec<usize> = Vec::new();
        for (at, c) in content.char_indices() {
            match c {
                '(' => open.push(at),
                // `a)` and `1)` number items.
                ')' if open.is_empty() && !is_item(&content[..at]) => alone.push(at),
                ')' => {
                    open.pop();
                }
                _ => {}
            }
        }
        alone.extend(open);
        for at in alone {
            found.push(
                Diagnostic::new(&RULE.code, text.part(at..at + 1)).arg("tanda", &content[at..=at]),
            );
        }
    }
}

fn is_item(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or("");
    word.len() <= 2 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric())
}
