//! `di-luar-berlaku`: targets and actual values belong to years in which their indicator is in
//! force.

use std::collections::HashMap;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::model::Berlaku;
use crate::text::Span;

pub static RULE: Rule = Rule {
    code: Code {
        code: "di-luar-berlaku",
        severity: Severity::Warning,
        message: [
            "{apa} {tahun} di luar masa berlaku indikatornya ({berlaku})",
            "the {apa} of {tahun} lies outside the years in which its indicator is in force ({berlaku})",
        ],
        help: [
            "perbaiki `berlaku`, atau hapus angkanya: ia tidak tercetak di mana pun",
            "correct `berlaku`, or delete the figure: it is printed nowhere",
        ],
    },
    rationale: [
        "Angka pada tahun ketika indikatornya belum atau tidak lagi berlaku tidak masuk dokumen mana pun; yang menulisnya mengira sebaliknya.",
        "A figure of a year in which the indicator is not in force enters no document; who writes it thinks otherwise.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "        target: { 2024: 40, 2025: 50, 2026: 60 }",
        bad: "        berlaku: { sampai: 2025 }\n        target: { 2024: 40, 2025: 50, 2026: 60 }",
        at: "«{ 2024: 40, 2025: 50, 2026: 60 }»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let mut report = |span: Span, tahun: i32, berlaku: &Berlaku, what: &'static Note| {
        if !berlaku.covers(tahun) {
            let span = Diagnostic::new(&RULE.code, span).arg("tahun", tahun);
            let years = [berlaku.dari, berlaku.sampai];
            let years = years.map(|year| year.map_or("…".to_owned(), |year| year.to_string()));
            found.push(span.arg("apa", what).arg("berlaku", years.join("–")));
        }
    };
    for (one, indikator) in context.indikator() {
        for tahun in indikator.target.keys() {
            report(one.target(), *tahun, &indikator.berlaku, &Note(["target", "target"]));
        }
    }
    let by_id: HashMap<&str, _> = context.indikator().map(|(_, i)| (i.id.as_str(), i)).collect();
    for (tahun, year) in &model.realisasi {
        for id in year.indikator.keys() {
            if let Some(indikator) = by_id.get(id.as_str()) {
                let what = &Note(["realisasi", "actual value"]);
                report(id.span(), *tahun, &indikator.berlaku, what);
            }
        }
    }
}
