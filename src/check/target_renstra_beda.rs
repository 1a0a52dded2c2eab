//! `target-renstra-beda`: the same indicator has the same target in every document.

use super::codes;
use super::words::gist;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Aim;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    code: Code {
        code: "target-renstra-beda",
        severity: Severity::Warning,
        message: [
            "target {tahun} indikator ini {renstra} di Renstra, {jabatan} di IKI",
            "the target of this indicator for {tahun} is {renstra} in the plan, {jabatan} in the IKI",
        ],
        help: [
            "samakan; dokumen yang satu dikutip oleh yang lain",
            "make them agree; one document quotes the other",
        ],
    },
    rationale: [
        "IKI, Perjanjian Kinerja dan Renstra yang berbeda angkanya dikembalikan Bappeda dan Inspektorat.",
        "IKI, agreement and plan that disagree are sent back by the planning agency and the inspectorate.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "      - indikator: pasar-bersih",
        bad: "      - indikator: pasar-bersih\n        target: { 2025: 75% }",
        at: "«75%»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(plan) = context.model.and_then(|model| model.renstra.as_ref()) else { return };
    let by_id: HashMap<&str, _> =
        context.indikator().map(|(one, i)| (i.id.as_str(), (one, i))).collect();
    let by_name: HashMap<String, _> =
        context.indikator().map(|(one, i)| (gist(&i.nama), (one, i))).collect();
    for outcome in plan.indikator_program() {
        // By its id; one that names none may still be the same by its name.
        let own = match &outcome.same_as {
            Some(id) => by_id.get(id.as_str()),
            None => by_name.get(&gist(&outcome.indikator.nama)),
        };
        let Some((one, indikator)) = own else { continue };
        if indikator.satuan.nama() != outcome.indikator.satuan.nama() {
            continue;
        }
        for (tahun, planned) in &outcome.written {
            let promised = match indikator.target.get(tahun).map(|target| target.murni.value) {
                Some(Aim::Point(promised)) if promised != planned.value => promised,
                _ => continue,
            };
            let show = |n| indikator.satuan.show_target(n);
            found.push(
                Diagnostic::new(&RULE.code, planned.span())
                    .arg("tahun", tahun)
                    .arg("renstra", show(planned.value))
                    .arg("jabatan", show(promised))
                    .related(one.target(), &codes::COMPARED_WITH),
            );
        }
    }
}
