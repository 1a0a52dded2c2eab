//! `realisasi-kosong`: figures are in at the cut-off.

use super::{Rule, Context, Example};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::measure::{self, Nilai};
use crate::wording;
use crate::source::Segment::Key;

pub static RULE: Rule = Rule {
    code: Code {
        code: "realisasi-kosong",
        severity: Severity::Warning,
        message: [
            "realisasi {tahun} indikator `{id}` belum diisi sampai {batas}",
            "there is no actual value of `{id}` for {tahun} up to {batas}",
        ],
        help: [
            "isi di data/realisasi/{tahun}.yaml; bila memang tidak tersedia, tulis `na` dengan alasannya",
            "fill it in data/realisasi/{tahun}.yaml; if it is not available, write `na` with the reason",
        ],
    },
    rationale: [
        "Belum diisi bukan nol dan bukan n/a. Yang kosong pada batas laporan tidak ikut dihitung, dan pemeriksa menanyakannya.",
        "Not filled is neither zero nor n/a. What is empty at the cut-off is left out, and inspectors ask for it.",
    ],
    example: Example {
        file: "data/realisasi/2025.yaml",
        good: "  pedagang-dibina:\n    TW1: { nilai: 12 }\n    TW2: { nilai: 12 }\n    TW3: { nilai: 12 }\n    TW4: { nilai: 15 }\n",
        bad: "",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let Some(tahun) = model.opd.tahun else { return };
    let (Some(year), Some(document)) = (
        model.realisasi.get(&tahun),
        context.sources.realisasi.iter().find(|document| document.value.tahun == tahun),
    ) else {
        return;
    };
    for (one, indikator) in context.indikator() {
        let h = measure::calculate(model, indikator, tahun);
        let own = h.operand.iter().any(|operand| operand.tahun == tahun && operand.nilai == Nilai::NotFilled);
        if h.realisasi == Nilai::NotFilled && own {
            // The entry in the year's file, else the indicator itself.
            let there = document.value.realisasi.contains_key(&indikator.id);
            let span = if there {
                document.span_of_key(&[Key("realisasi"), Key(&indikator.id)])
            } else {
                one.nama()
            };
            found.push(
                Diagnostic::new(&RULE.code, span)
                    .arg("id", &indikator.id)
                    .arg("tahun", tahun)
                    .arg("batas", wording::quarters(&[year.sampai])),
            );
        }
    }
}
