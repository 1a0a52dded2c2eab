//! `target-kosong`: every indicator has a target for every year of the period.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "target-kosong",
        severity: Severity::Warning,
        message: ["target tahun {tahun} belum ditetapkan", "there is no target for {tahun}"],
        help: [
            "tulis target setiap tahun periode Renstra; bila indikatornya baru mulai atau sudah berakhir, tulis `berlaku`",
            "write a target for every year of the plan; where the indicator begins later or has ended, write `berlaku`",
        ],
    },
    rationale: [
        "Tanpa target tidak ada capaian; tabel Renstra dan Perjanjian Kinerja tahun itu berlubang.",
        "Without a target there is no achievement; the tables of the plan and the year’s agreement have a hole.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        bad: "target: { 2024: 40, 2025: 50 }",
        at: "«{ 2024: 40, 2025: 50 }»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let [dari, sampai] = model.opd.periode;
    for (one, indikator) in context.indikator() {
        let missing: Vec<String> = (dari..=sampai)
            .filter(|tahun| {
                indikator.berlaku.covers(*tahun) && !indikator.target.contains_key(tahun)
            })
            .map(|tahun| tahun.to_string())
            .collect();
        if !missing.is_empty() {
            found.push(Diagnostic::new(&RULE.code, one.target()).arg("tahun", missing.join(", ")));
        }
    }
}
