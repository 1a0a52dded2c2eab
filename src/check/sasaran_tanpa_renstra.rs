//! `sasaran-tanpa-renstra`: every objective of a position serves one of the plan.

use super::{Rule, Context, Example};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::Segment::{Index, Key};

pub static RULE: Rule = Rule {
    code: &catalogue::SASARAN_TANPA_RENSTRA,
    rationale: [
        "Kinerja setiap jabatan diturunkan dari sasaran kantor (PermenPANRB 89/2021). Sasaran tanpa kaitan tidak dapat dipertanggungjawabkan di LKjIP.",
        "The performance of every position descends from the office’s objectives (PermenPANRB 89/2021). One without a link cannot be accounted for in the report.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "    renstra: pasar-berkualitas\n",
        bad: "",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    if context.sources.renstra.is_none() {
        return;
    }
    for document in &context.sources.jabatan {
        for (n, sasaran) in document.value.sasaran.iter().enumerate() {
            if sasaran.renstra.is_none() {
                let path = [Key("sasaran"), Index(n), Key("sasaran")];
                let span = document.span(&path);
                found.push(Diagnostic::new(&catalogue::SASARAN_TANPA_RENSTRA, span));
            }
        }
    }
}
