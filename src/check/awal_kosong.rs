//! `awal-kosong`: indicators of the plan have a condition at its start.

use std::collections::HashSet;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::measure::earlier;
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

static FILL_THE_YEAR: Note = Note([
    "isi realisasi {tahun} indikator ini sampai TW4: di sanalah Renstra ini mulai",
    "fill the actual values of {tahun} of this indicator up to TW4: that is where this plan begins",
]);

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let Some(renstra) = &model.renstra else { return };
    let of_goals = renstra.tujuan.iter().flat_map(|tujuan| {
        let of_objectives = tujuan.sasaran.iter().flat_map(|sasaran| &sasaran.indikator);
        tujuan.indikator.iter().chain(of_objectives)
    });
    let named: HashSet<&Text> = of_goals.collect();
    for (one, indikator) in context.indikator() {
        if named.contains(&indikator.id) && earlier::start(model, indikator).is_none() {
            let here = Diagnostic::new(&RULE.code, one.nama());
            // A plan that follows another begins where that ended.
            let last = model.former.as_ref().and_then(|former| former.tahun.last());
            found.push(match last {
                Some(tahun) => here.other_help(&FILL_THE_YEAR).arg("tahun", tahun),
                None => here,
            });
        }
    }
}
