//! `sasaran-tanpa-program`: every objective of the plan has a programme.

use std::collections::HashSet;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "sasaran-tanpa-program",
        severity: Severity::Warning,
        message: [
            "sasaran `{id}` tidak mempunyai program",
            "the objective `{id}` has no programme",
        ],
        help: [
            "tulis `sasaran: {id}` pada program yang mendukungnya",
            "write `sasaran: {id}` at the programme that serves it",
        ],
    },
    rationale: [
        "Sasaran tanpa program tidak mempunyai anggaran; Tabel T-C.27 kosong di barisnya.",
        "An objective without a programme has no budget; its row of Tabel T-C.27 is empty.",
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
    let plan = &document.value;
    let served: HashSet<&Text> = plan.program.iter().map(|program| &program.sasaran).collect();
    for sasaran in plan.tujuan.iter().flat_map(|tujuan| &tujuan.sasaran) {
        if !served.contains(&sasaran.id) {
            let id = &sasaran.id;
            found.push(Diagnostic::new(&RULE.code, id.span()).arg("id", id));
        }
    }
}
