//! `hasil-atasan-tak-ada`: what a position is to reach serves something that its superior answers for.

use std::collections::{HashMap, HashSet};

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::source::raw;
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "hasil-atasan-tak-ada",
        severity: Severity::Warning,
        message: [
            "sasaran ini mendukung `{id}`, tetapi atasannya tidak mempunyai sasaran yang mendukung `{id}`",
            "this objective serves `{id}`, and its superior has no objective that serves `{id}`",
        ],
        help: [
            "tulis `renstra: {id}` pada sasaran atasannya, atau kaitkan sasaran ini dengan yang didukung atasannya",
            "write `renstra: {id}` at an objective of the superior, or link this one to what the superior serves",
        ],
    },
    rationale: [
        "Dalam pohon kinerja hasil setiap jabatan menjadi sebab bagi hasil atasannya (PermenPANRB 89/2021). Tanpa hasil atasan, cabangnya terputus: jabatan ini tergambar langsung di bawah sasaran Renstra.",
        "In the performance tree the result of every position brings about that of its superior (PermenPANRB 89/2021). Without one the branch is cut: the position is drawn right below the objective of the plan.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "    renstra: pasar-berkualitas\n",
        bad: "",
        at: "    renstra: «pasar-berkualitas»",
    },
    check,
};

static THE_SUPERIOR: Note = Note(["atasannya", "its superior"]);

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    // Positions name the objectives of the office's present plan.
    if context.sources.renstra.is_none() || !context.is_current() {
        return;
    }
    let positions = || context.sources.jabatan.iter().map(|document| &document.value);
    let by_id: HashMap<&Text, &raw::Jabatan> = positions().map(|one| (&one.id, one)).collect();
    let served: HashSet<(&Text, &Text)> = positions()
        .flat_map(|one| one.sasaran.iter().map(move |sasaran| (one, sasaran)))
        .filter_map(|(one, sasaran)| Some((&one.id, sasaran.renstra.as_ref()?)))
        .collect();
    for jabatan in positions() {
        let Some(superior) = by_id.get(&jabatan.atasan) else { continue };
        let mut said = HashSet::new();
        for id in jabatan.sasaran.iter().filter_map(|sasaran| sasaran.renstra.as_ref()) {
            if !served.contains(&(&superior.id, id)) && said.insert(id) {
                let cut = Diagnostic::new(&RULE.code, id.span()).arg("id", id);
                found.push(cut.related(superior.jabatan.span(), &THE_SUPERIOR));
            }
        }
    }
}
