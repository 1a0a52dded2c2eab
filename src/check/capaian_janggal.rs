//! `capaian-janggal`: an achievement far beyond its target asks for a look at the target.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format;
use crate::measure;
use crate::number::Rational;

pub static RULE: Rule = Rule {
    code: Code {
        code: "capaian-janggal",
        severity: Severity::Warning,
        message: [
            "capaian {tahun} indikator ini {capaian}",
            "the achievement of this indicator in {tahun} is {capaian}",
        ],
        help: [
            "periksa realisasi dan targetnya; bila benar, terima dengan alasan",
            "check actual value and target; if it is right, accept it with a reason",
        ],
    },
    rationale: [
        "Capaian di atas 150% atau di bawah 0% berarti target yang terlalu mudah, satuan yang tertukar, atau arah yang keliru.",
        "An achievement above 150% or below 0% means a target too easy, a unit mixed up, or a wrong direction.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        bad: "target: { 2024: 40, 2025: 30, 2026: 60 }",
        at: "«{ 2024: 40, 2025: 30, 2026: 60 }»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(model), Some(year)) = (context.model, &context.year) else { return };
    let tahun = year.tahun;
    let most = Rational::from(rust_decimal::Decimal::new(15, 1));
    for (one, indikator) in context.indikator() {
        if !indikator.berlaku.covers(tahun) {
            continue;
        }
        let Some(capaian) = measure::calculate(model, indikator, tahun).judged() else { continue };
        if capaian > most || capaian.is_negative() {
            found.push(
                Diagnostic::new(&RULE.code, one.target())
                    .arg("tahun", tahun)
                    .arg("capaian", format::percent(capaian)),
            );
        }
    }
}
