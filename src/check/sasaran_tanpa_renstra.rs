//! `sasaran-tanpa-renstra`: every objective of a position serves one of the plan.

use std::collections::HashMap;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::text::Text;

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

static OF_ANOTHER_PLAN: Note = Note([
    "id ini milik Renstra periode lain; sebutkan id sasaran di data/renstra.yaml",
    "this id belongs to the plan of another period; name an objective of data/renstra.yaml",
]);

static OF_ITS_SUPERIOR: Note = Note([
    "sasaran Renstra yang didukung atasannya",
    "the objective of the plan that its superior serves",
]);

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(plan) = &context.sources.renstra else { return };
    let known: Vec<&Text> =
        plan.value.tujuan.iter().flat_map(|tujuan| &tujuan.sasaran).map(|one| &one.id).collect();
    let positions = || context.sources.jabatan.iter().map(|document| &document.value);
    let served: HashMap<&Text, &Text> = positions()
        .filter_map(|one| Some((&one.id, one.sasaran.iter().find_map(|s| s.renstra.as_ref())?)))
        .collect();
    let objectives = positions().flat_map(|one| one.sasaran.iter().map(move |s| (one, s)));
    for (jabatan, sasaran) in objectives {
        match &sasaran.renstra {
            None => {
                let missing = Diagnostic::new(&RULE.code, sasaran.sasaran.span());
                found.push(match served.get(&jabatan.atasan) {
                    Some(id) => missing.related(id.span(), &OF_ITS_SUPERIOR),
                    None => missing,
                });
            }
            // One of another period's plan. A former edition has the links of its own time.
            Some(id)
                if !known.contains(&id) && context.is_current() && context.is_shown(sasaran) =>
            {
                found.push(Diagnostic::new(&RULE.code, id.span()).other_help(&OF_ANOTHER_PLAN));
            }
            Some(_) => {}
        }
    }
}
