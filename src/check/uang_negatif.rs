//! `uang-negatif`: money of the plan is not below zero.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format;
use crate::model::Renstra;
use crate::number::Rational;
use crate::text::Spanned;

pub static RULE: Rule = Rule {
    code: Code {
        code: "uang-negatif",
        severity: Severity::Warning,
        message: ["{kunci} {tahun} negatif: {nilai}", "{kunci} of {tahun} is negative: {nilai}"],
        help: [
            "hapus tanda kurangnya; realisasi yang memang negatif karena pengembalian diterima dengan alasan",
            "drop the minus sign; spending that is negative because of money paid back is accepted with a reason",
        ],
    },
    rationale: [
        "Pagu dan anggaran tidak pernah kurang dari nol; tanda kurang yang terselip mengubah jumlah program dan membuat persentase penyerapan tidak masuk akal.",
        "A ceiling or a budget is never below zero; a minus sign that slipped in changes the sums of programmes and makes nonsense of the absorption.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "pagu: { 2024: 150000000, 2025: 160000000, 2026: 170000000 }",
        bad: "pagu: { 2024: 150000000, 2025: 160000000, 2026: -170000000 }",
        at: "«-170000000»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let mut report = |key: &str, tahun: i32, amount: &Spanned<Rational>| {
        if amount.is_negative() {
            found.push(
                Diagnostic::new(&RULE.code, amount.span())
                    .arg("kunci", key)
                    .arg("tahun", tahun)
                    .arg("nilai", format::rupiah(amount.value)),
            );
        }
    };
    let plan = || model.renstra.iter();
    let own = plan().flat_map(Renstra::sub_kegiatan).flat_map(|sub| {
        [("pagu", &sub.pagu), ("anggaran", &sub.anggaran), ("realisasi", &sub.realisasi)]
    });
    let earlier = plan().flat_map(|plan| &plan.periode_lalu).flat_map(|lalu| &lalu.pendanaan);
    let earlier =
        earlier.flat_map(|one| [("anggaran", &one.anggaran), ("realisasi", &one.realisasi)]);
    for (key, series) in own.chain(earlier) {
        for (tahun, amount) in series {
            report(key, *tahun, amount);
        }
    }
    for sub in plan().flat_map(Renstra::sub_kegiatan) {
        for (tahun, quarters) in &sub.anggaran_triwulan {
            for amount in quarters.iter().flatten() {
                report("anggaran_triwulan", *tahun, &quarters.with(*amount));
            }
        }
    }
    for (tahun, year) in &model.realisasi {
        for amount in year.belanja.values().flatten().flatten() {
            report("belanja", *tahun, amount);
        }
    }
}
