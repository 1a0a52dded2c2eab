//! `anggaran-terlampaui`: nobody spends more than there is.

use super::codes;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format;
use crate::measure::anggaran;
use crate::model::{Model, Renstra};

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
    let Some(model) = context.model else { return };
    let Some(plan) = &model.renstra else { return };
    by_quarter(model, plan, found);
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

/// What the quarters have spent so far, against the budget of the whole year.
fn by_quarter(model: &Model, plan: &Renstra, found: &mut Vec<Diagnostic>) {
    for (tahun, year) in &model.realisasi {
        for sub in plan.sub_kegiatan().filter(|sub| !sub.realisasi.contains_key(tahun)) {
            let Some(budget) = sub.anggaran.get(tahun) else { continue };
            let Some((kode, quarters)) = year.belanja.get_key_value(&sub.kode) else { continue };
            let there = quarters.iter().map(|one| one.as_ref().map(|one| one.value));
            let Some(spent) = anggaran::jumlah(there).number().filter(|sum| *sum > budget.value)
            else {
                continue;
            };
            found.push(
                Diagnostic::new(&RULE.code, kode.span())
                    .arg("tahun", tahun)
                    .arg("realisasi", format::rupiah(spent))
                    .arg("anggaran", format::rupiah(budget.value))
                    .related(budget.span(), &codes::COMPARED_WITH),
            );
        }
    }
}
