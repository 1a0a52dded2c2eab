//! `sumber-besaran`: a source is a document, not a quantity.

use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "sumber-besaran",
        severity: Severity::Warning,
        message: [
            "sumber data `{sumber}` adalah besaran, bukan dokumen",
            "the source `{sumber}` is a quantity, no document",
        ],
        help: [
            "sebut dokumen atau laporan yang memuat angkanya",
            "name the document or report that holds the figure",
        ],
    },
    rationale: [
        "Sumber data menjawab \"di mana angkanya dapat dilihat\", bukan \"apa yang dihitung\".",
        "The source answers \"where can the figure be seen\", not \"what is counted\".",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "sumber: Daftar hadir pembinaan",
        bad: "sumber: Jumlah pedagang",
        at: "sumber: «Jumlah pedagang»",
    },
    check,
};

const QUANTITIES: &[&str] = &["jumlah", "persentase", "rasio", "nilai", "banyaknya", "pertumbuhan"];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for one in context.written() {
        let Some(sumber) = &one.raw.sumber else { continue };
        let first = words(sumber).first().map(|word| word.text.to_lowercase());
        if first.is_some_and(|word| QUANTITIES.contains(&word.as_str())) {
            found.push(Diagnostic::new(&RULE.code, sumber.span()).arg("sumber", sumber));
        }
    }
}
