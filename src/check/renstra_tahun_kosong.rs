//! `renstra-tahun-kosong`: the plan has its targets and its money for every year of the period.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::model::Indikator;

pub static RULE: Rule = Rule {
    code: Code {
        code: "renstra-tahun-kosong",
        severity: Severity::Warning,
        message: [
            "{apa} tahun {tahun} belum ditulis di Renstra",
            "the plan has no {apa} for {tahun}",
        ],
        help: [
            "tulis angka setiap tahun periode; 0 bila memang tidak dilaksanakan tahun itu",
            "write a figure for every year of the period; 0 where it is not carried out that year",
        ],
    },
    rationale: [
        "Tahun yang terlewat mengosongkan kolomnya di T-C.27, RKT, dan Perjanjian Kinerja, dan jumlahnya kurang tanpa terlihat.",
        "A year left out empties its column in T-C.27, in the plan of the year and in the agreements, and their sums fall short without showing.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "            pagu: { 2024: 150000000, 2025: 160000000, 2026: 170000000 }",
        bad: "            pagu: { 2024: 150000000, 2025: 160000000 }",
        at: "«\"3.30.03.2.02.0001\"»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let Some(plan) = &model.renstra else { return };
    let [dari, sampai] = model.opd.periode;
    let missing = |has: &dyn Fn(i32) -> bool| {
        let years = (dari..=sampai).filter(|tahun| !has(*tahun));
        let years: Vec<String> = years.map(|tahun| tahun.to_string()).collect();
        (!years.is_empty()).then(|| years.join(", "))
    };
    for one in plan.own_indikator() {
        let one: &Indikator = one;
        if let Some(years) = missing(&|tahun| one.target.contains_key(&tahun)) {
            let found_here = Diagnostic::new(&RULE.code, one.nama.span()).arg("tahun", years);
            found.push(found_here.arg("apa", &Note(["target", "target"])));
        }
    }
    for sub in plan.sub_kegiatan() {
        if let Some(years) = missing(&|tahun| sub.pagu.contains_key(&tahun)) {
            let found_here = Diagnostic::new(&RULE.code, sub.kode.span()).arg("tahun", years);
            found.push(found_here.arg("apa", &Note(["pagu", "ceiling (pagu)"])));
        }
    }
}
