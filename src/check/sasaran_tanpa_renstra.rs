//! `sasaran-tanpa-renstra`: every objective of a position serves one of the plan.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "sasaran-tanpa-renstra",
        severity: Severity::Warning,
        message: [
            "sasaran ini tidak menyebut sasaran Renstra yang didukungnya",
            "this objective names no objective of the plan that it serves",
        ],
        help: [
            "tulis `renstra: ID`, dengan id sasaran di data/renstra.yaml",
            "write `renstra: ID`, with the id of an objective of data/renstra.yaml",
        ],
    },
    rationale: [
        "Kinerja setiap jabatan diturunkan dari sasaran kantor (PermenPANRB 89/2021). Sasaran tanpa kaitan tidak dapat dipertanggungjawabkan di LKjIP.",
        "The performance of every position descends from the office’s objectives (PermenPANRB 89/2021). One without a link cannot be accounted for in the report.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "    renstra: pasar-berkualitas\n",
        bad: "",
        at: "«Terlaksananya pembinaan pedagang pasar»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    if context.sources.renstra.is_none() {
        return;
    }
    let objectives = context.sources.jabatan.iter().flat_map(|document| &document.value.sasaran);
    for sasaran in objectives.filter(|sasaran| sasaran.renstra.is_none()) {
        found.push(Diagnostic::new(&RULE.code, sasaran.sasaran.span()));
    }
}
