//! `kalimat-tanpa-titik`: a sentence ends with a full stop.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::raw::Uraian;

pub static RULE: Rule = Rule {
    code: Code {
        code: "kalimat-tanpa-titik",
        severity: Severity::Info,
        message: [
            "kalimat tugas ini tidak diakhiri titik",
            "this sentence of duties has no full stop",
        ],
        help: ["tambahkan titik", "add a full stop"],
    },
    rationale: [
        "Tugas yang ditulis sebagai satu kalimat diakhiri titik, seperti pada peraturan yang dikutipnya.",
        "Duties written as one sentence end with a full stop, as in the regulation they quote.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "mengendalikan kegiatan bidang pasar.",
        bad: "mengendalikan kegiatan bidang pasar",
        at: "«merencanakan, melaksanakan dan mengendalikan kegiatan bidang pasar»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for uraian in context.uraian() {
        let Uraian::Sentence(text) = uraian else { continue };
        let end = text.trim_end().len();
        if !text[..end].ends_with(['.', '!', '?']) {
            let place = text.part(end..end);
            found.push(Diagnostic::new(&RULE.code, text.span()).fix(place, "."));
        }
    }
}
