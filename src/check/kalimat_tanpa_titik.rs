//! `kalimat-tanpa-titik`: a sentence ends with a full stop.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Segment::Key;
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
    for document in &context.sources.jabatan {
        let both =
            [("tugas", Some(&document.value.tugas)), ("fungsi", document.value.fungsi.as_ref())];
        for (key, uraian) in both {
            let Some(Uraian::Sentence(text)) = uraian else { continue };
            if text.trim_end().ends_with(['.', '!', '?']) {
                continue;
            }
            let end = text.trim_end().chars().count();
            let place = document.span_of_chars(&[Key(key)], end..end);
            found.push(Diagnostic::new(&RULE.code, document.span(&[Key(key)])).fix(place, "."));
        }
    }
}
