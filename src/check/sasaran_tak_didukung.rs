//! `sasaran-tak-didukung`: every objective of the plan is served by a position.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Segment::{Index, Key};

pub static RULE: Rule = Rule {
    code: Code {
        code: "sasaran-tak-didukung",
        severity: Severity::Warning,
        message: [
            "tidak ada jabatan yang mendukung sasaran `{id}`",
            "no position serves the objective `{id}`",
        ],
        help: [
            "tulis `renstra: {id}` pada sasaran jabatan yang melaksanakannya",
            "write `renstra: {id}` at the objective of the position that carries it out",
        ],
    },
    rationale: [
        "Sasaran yang tidak didukung siapa pun tidak akan tercapai, dan tidak ada yang mengukurnya.",
        "An objective that nobody serves is not reached, and nobody measures it.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "        strategi:\n          - strategi: Memperbaiki pengelolaan pasar\n            arah_kebijakan:\n              - Pembinaan pedagang secara berkala\n",
        bad: "        strategi:\n          - strategi: Memperbaiki pengelolaan pasar\n            arah_kebijakan:\n              - Pembinaan pedagang secara berkala\n      - id: pasar-terang\n        sasaran: Meningkatnya penerangan pasar rakyat\n        indikator: [pasar-bersih]\n        strategi:\n          - strategi: Menambah lampu pasar\n            arah_kebijakan: [Pengadaan lampu pasar]\n",
        at: "«pasar-terang»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(document) = &context.sources.renstra else { return };
    let served = |id: &str| {
        let all = context.sources.jabatan.iter().flat_map(|d| &d.value.sasaran);
        all.into_iter().any(|sasaran| sasaran.renstra.as_deref() == Some(id))
    };
    for (t, tujuan) in document.value.tujuan.iter().enumerate() {
        for (s, sasaran) in tujuan.sasaran.iter().enumerate().filter(|(_, s)| !served(&s.id)) {
            let path = [Key("tujuan"), Index(t), Key("sasaran"), Index(s), Key("id")];
            found.push(Diagnostic::new(&RULE.code, document.span(&path)).arg("id", &sasaran.id));
        }
    }
}
