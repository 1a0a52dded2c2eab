//! `indikator-program-tanpa-id`: what is one indicator is written once.

use std::collections::HashMap;

use super::codes;
use super::words::gist;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "indikator-program-tanpa-id",
        severity: Severity::Info,
        message: [
            "indikator program ini bernama sama dengan indikator `{id}`",
            "this indicator of a programme has the name of the indicator `{id}`",
        ],
        help: [
            "tulis `indikator: {id}` sebagai ganti nama, satuan, dan targetnya: realisasinya pun diambil dari sana",
            "write `indikator: {id}` in place of its name, unit and targets: its actual values are taken from there too",
        ],
    },
    rationale: [
        "Yang ditulis dua kali berbeda suatu hari: nama yang diganti di satu tempat, target yang direvisi di tempat lain. Dengan id-nya keduanya tetap satu.",
        "What is written twice differs one day: a name changed here, a target revised there. By its id both stay one.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "      - indikator: pasar-bersih",
        bad: "      - nama: Persentase pasar yang bersih\n        satuan: persen",
        at: "- nama: «Persentase pasar yang bersih»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(plan) = context.model.and_then(|model| model.renstra.as_ref()) else { return };
    let own: HashMap<String, _> =
        context.indikator().map(|(one, i)| (gist(&i.nama), (one, i))).collect();
    for outcome in plan.indikator_program().filter(|one| one.same_as.is_none()) {
        let Some((one, same)) = own.get(&gist(&outcome.indikator.nama)) else { continue };
        if same.satuan.value == outcome.indikator.satuan.value {
            found.push(
                Diagnostic::new(&RULE.code, outcome.indikator.nama.span())
                    .arg("id", &same.id)
                    .related(one.nama(), &codes::COMPARED_WITH),
            );
        }
    }
}
