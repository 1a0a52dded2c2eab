//! `analisis-kosong`: a target that is missed is explained.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format;
use crate::number::Rational;

pub static RULE: Rule = Rule {
    code: Code {
        code: "analisis-kosong",
        severity: Severity::Info,
        message: [
            "capaian {capaian} belum dijelaskan",
            "an achievement of {capaian} is not explained",
        ],
        help: [
            "tulis `analisis` (pendukung, hambatan, upaya) di data/realisasi/{tahun}.yaml",
            "write `analisis` (pendukung, hambatan, upaya) in data/realisasi/{tahun}.yaml",
        ],
    },
    rationale: [
        "PermenPANRB 53/2014 meminta analisis penyebab setiap kegagalan dan keberhasilan beserta solusinya.",
        "PermenPANRB 53/2014 asks for the causes of every failure and success, and for what was done.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        bad: "target: { 2024: 40, 2025: 59, 2026: 60 }",
        at: "TW4: { kini: 111000000 }
  «pedagang-dibina»:",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(year) = &context.year else { return };
    for h in year.measurement.measured() {
        let missed = h.judged().filter(|capaian| *capaian < Rational::ONE);
        let Some(capaian) = missed else { continue };
        let Some(span) = year.entry(&h.indikator.id) else { continue };
        if h.args.is_some_and(|args| args.analisis.is_none()) {
            found.push(
                Diagnostic::new(&RULE.code, span)
                    .arg("capaian", format::percent(capaian))
                    .arg("tahun", year.tahun),
            );
        }
    }
}
