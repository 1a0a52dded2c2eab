//! `anggaran-kosong`: a ceiling becomes a budget, a budget is spent.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::model::renstra::Series;

pub static RULE: Rule = Rule {
    code: Code {
        code: "anggaran-kosong",
        severity: Severity::Info,
        message: [
            "sub kegiatan ini mempunyai {ada} {tahun}, tetapi belum ada {kurang}",
            "this sub-activity has {ada} for {tahun}, but no {kurang} yet",
        ],
        help: [
            "isi di data/renstra.yaml, atau tulis 0 bila memang tidak dilaksanakan",
            "fill it in data/renstra.yaml, or write 0 if it was not carried out",
        ],
    },
    rationale: [
        "Pagu tanpa anggaran atau anggaran tanpa realisasi membuat jumlah di LKjIP tidak lengkap tanpa terlihat.",
        "A ceiling without a budget, or a budget without spending, makes the sums of the report incomplete without showing.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "anggaran: { 2024: 148500000, 2025: 158250000 }",
        bad: "anggaran: { 2024: 148500000 }",
        at: "«\"3.30.03.2.02.0001\"»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(plan) = context.model.and_then(|model| model.renstra.as_ref()) else { return };
    let Some(year) = &context.year else { return };
    let closed = year.realisasi.is_some_and(|realisasi| realisasi.sampai == 4);
    for sub in plan.sub_kegiatan() {
        let has = |series: &Series| series.contains_key(&year.tahun);
        let [there, missing] = if has(&sub.pagu) && !has(&sub.anggaran) {
            [&Note(["pagu", "a ceiling"]), &Note(["anggaran", "budget"])]
        } else if closed && has(&sub.anggaran) && sub.spent(year.realisasi, year.tahun, 4).is_none() {
            [&Note(["anggaran", "a budget"]), &Note(["realisasi", "spending"])]
        } else {
            continue;
        };
        found.push(
            Diagnostic::new(&RULE.code, sub.kode.span())
                .arg("ada", there)
                .arg("kurang", missing)
                .arg("tahun", year.tahun),
        );
    }
}
