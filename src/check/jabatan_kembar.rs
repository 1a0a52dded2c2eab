//! `jabatan-kembar`: two positions do not have the same name.

use super::words::gist;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    code: Code {
        code: "jabatan-kembar",
        severity: Severity::Warning,
        message: ["nama jabatan ini sudah dipakai", "this name of a position is taken already"],
        help: [
            "bedakan namanya menurut peraturan SOTK, atau hapus salah satunya",
            "tell them apart as the decree on the organisation does, or drop one",
        ],
    },
    rationale: [
        "Dua jabatan dengan satu nama biasanya satu berkas yang tersalin.",
        "Two positions of one name are usually one file that was copied.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "jabatan: Kepala Seksi Pembinaan Pasar",
        bad: "jabatan: Kepala Bidang Pasar",
        at: "id: kasi-pembinaan-pasar
jabatan: «Kepala Bidang Pasar»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    for document in &context.sources.jabatan {
        let span = document.value.jabatan.span();
        match seen.get(&gist(&document.value.jabatan)) {
            Some(first) => found.push(
                Diagnostic::new(&RULE.code, span)
                    .related(Clone::clone(first), &crate::source::codes::THE_FIRST),
            ),
            None => {
                seen.insert(gist(&document.value.jabatan), span);
            }
        }
    }
}
