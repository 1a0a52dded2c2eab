//! `butir-kembar`: a list does not say the same thing twice.

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
        let texts: Vec<String> = list.iter().map(|text| gist(text)).collect();
        for (n, text) in texts.iter().enumerate() {
            let Some(first) = texts[..n].iter().position(|other| other == text) else { continue };
            found.push(
                Diagnostic::new(&RULE.code, list[n].span())
                    .arg("nomor", first + 1)
                    .related(list[first].span(), &crate::source::codes::THE_FIRST),
            );
        }
    }
}
