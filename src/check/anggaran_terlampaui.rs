//! `anggaran-terlampaui`: nobody spends more than there is.

use super::codes;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format;

pub static RULE: Rule = Rule {
    code: Code {
        code: "anggaran-terlampaui",
        severity: Severity::Warning,
        message: [
            "realisasi {tahun} ({realisasi}) melebihi anggarannya ({anggaran})",
            "spending of {tahun} ({realisasi}) is beyond its budget ({anggaran})",
        ],
        help: ["periksa kedua angkanya", "check both figures"],
    },
    rationale: [
        "Belanja tidak boleh melampaui anggarannya; hampir selalu satu angka salah ketik atau anggaran perubahan belum dimasukkan.",
        "Spending may not go beyond the budget; nearly always a figure is mistyped or the revised budget is missing.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "realisasi: { 2024: 141250000, 2025: 152400000 }",
        bad: "realisasi: { 2024: 141250000, 2025: 1524000000 }",
        at: "«1524000000»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(plan) = context.model.and_then(|model| model.renstra.as_ref()) else { return };
    let own = plan.sub_kegiatan().map(|sub| (&sub.anggaran, &sub.realisasi));
    let earlier = plan.periode_lalu.iter().flat_map(|lalu| &lalu.pendanaan);
    for (anggaran, realisasi) in own.chain(earlier.map(|one| (&one.anggaran, &one.realisasi))) {
        for (tahun, spent) in realisasi {
            let Some(budget) = anggaran.get(tahun) else { continue };
            if spent.value <= budget.value {
                continue;
            }
            found.push(
                Diagnostic::new(&RULE.code, spent.span())
                    .arg("tahun", tahun)
                    .arg("realisasi", format::rupiah(spent.value))
                    .arg("anggaran", format::rupiah(budget.value))
                    .related(budget.span(), &codes::COMPARED_WITH),
            );
        }
    }
}
