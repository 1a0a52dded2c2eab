//! `sasaran-tak-didukung`: every objective of the plan is served by a position.

use std::collections::HashSet;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::text::Text;

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

static ITS_TUJUAN: Note = Note(["tujuan yang tidak tercapai tanpanya", "the goal that needs it"]);

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    // Positions name the objectives of the office's present plan.
    let Some(document) = context.sources.renstra.as_ref().filter(|_| context.is_current()) else {
        return;
    };
    // A position that cannot be read may serve it.
    if !context.sources.has_read("data/jabatan") {
        return;
    }
    let positions = context.sources.jabatan.iter().flat_map(|document| &document.value.sasaran);
    let served: HashSet<&Text> = positions.filter_map(|one| one.renstra.as_ref()).collect();
    let goals = document.value.tujuan.iter();
    for (tujuan, sasaran) in goals.flat_map(|one| one.sasaran.iter().map(move |s| (one, s))) {
        let id = &sasaran.id;
        if !served.contains(id) {
            let missing = Diagnostic::new(&RULE.code, id.span()).arg("id", id);
            found.push(missing.related(tujuan.tujuan.span(), &ITS_TUJUAN));
        }
    }
}
