//! `realisasi-kosong`: figures are in at the cut-off.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::measure::{Nilai, Operand, Reason};
use crate::wording;

pub static RULE: Rule = Rule {
    code: Code {
        code: "realisasi-kosong",
        severity: Severity::Warning,
        message: [
            "realisasi {tahun} indikator ini belum diisi sampai {batas}",
            "there is no actual value of this indicator for {tahun} up to {batas}",
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
        at: "id: pedagang-dibina
        nama: «Jumlah pedagang pasar yang dibina»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(year) = &context.year else { return };
    let Some(realisasi) = year.realisasi else { return };
    for h in year.measurement.measured() {
        let empty = |operand: &Operand| {
            let missing = match operand.nilai {
                Nilai::NotFilled => true,
                Nilai::NotComputable(Reason::QuartersMissing { tahun, .. }) => tahun == year.tahun,
                _ => false,
            };
            operand.tahun == year.tahun && missing
        };
        if h.realisasi.number().is_none() && h.operand.iter().any(empty) {
            let indikator = h.indikator;
            // The entry in the year's file, else the indicator itself.
            let span = year.entry(&indikator.id).unwrap_or_else(|| indikator.nama.span());
            found.push(
                Diagnostic::new(&RULE.code, span)
                    .arg("tahun", year.tahun)
                    .arg("batas", wording::cut_off(realisasi.sampai)),
            );
        }
    }
}
