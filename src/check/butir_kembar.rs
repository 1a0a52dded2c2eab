//! `butir-kembar`: a list does not say the same thing twice.

use std::collections::HashMap;

use super::words::gist;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "butir-kembar",
        severity: Severity::Warning,
        message: [
            "butir ini sama dengan butir {nomor} di daftar yang sama",
            "this item is the same as item {nomor} of the list",
        ],
        help: [
            "hapus salah satunya, atau tulis apa bedanya",
            "drop one of them, or write what is different",
        ],
    },
    rationale: [
        "Butir yang sama dua kali menyembunyikan butir yang seharusnya ada di tempatnya.",
        "The same item twice hides the one that should stand in its place.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "  - menyusun rencana pembinaan pedagang;",
        bad: "  - menyusun rencana pembinaan pedagang;\n  - menyusun rencana pembinaan pedagang;",
        at: "menyusun rencana pembinaan pedagang;
  - «menyusun rencana pembinaan pedagang;»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for list in context.lists() {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (n, text) in list.iter().enumerate() {
            let first = *places.entry(gist(text)).or_insert(n);
            if first < n {
                found.push(
                    Diagnostic::new(&RULE.code, text.span())
                        .arg("nomor", first + 1)
                        .related(list[first].span(), &crate::source::codes::THE_FIRST),
                );
            }
        }
    }
}
