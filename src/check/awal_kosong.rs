//! `awal-kosong`: indicators of the plan have a condition at its start.

use std::collections::HashSet;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "awal-kosong",
        severity: Severity::Info,
        message: [
            "keadaan awal indikator Renstra ini belum ditulis",
            "this indicator of the plan has no condition at the start",
        ],
        help: [
            "tulis `awal`: keadaannya sebelum tahun pertama Renstra",
            "write `awal`: its condition before the first year of the plan",
        ],
    },
    rationale: [
        "Tabel T-C.27 dan T-C.28 meminta keadaan awal; tanpa itu kemajuan tidak dapat dinilai.",
        "Tabel T-C.27 and T-C.28 ask for it; without it no progress can be judged.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "        awal: 50%\n",
        bad: "",
        at: "id: pasar-bersih
        nama: «Persentase pasar yang bersih»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(renstra) = context.model.and_then(|model| model.renstra.as_ref()) else { return };
    let of_goals = renstra.tujuan.iter().flat_map(|tujuan| {
        let of_objectives = tujuan.sasaran.iter().flat_map(|sasaran| &sasaran.indikator);
        tujuan.indikator.iter().chain(of_objectives)
    });
    let named: HashSet<&Text> = of_goals.collect();
    for (one, indikator) in context.indikator() {
        if indikator.awal.is_none() && named.contains(&indikator.id) {
            found.push(Diagnostic::new(&RULE.code, one.nama()));
        }
    }
}
