//! `anggaran-kosong`: a ceiling becomes a budget, a budget is spent.

use super::{Rule, Context, Example};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::source::Segment::{Index, Key};

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
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(document), Some(model)) = (&context.sources.renstra, context.model) else { return };
    let (Some(plan), Some(tahun)) = (&model.renstra, model.opd.tahun) else { return };
    let closed = model.realisasi.get(&tahun).is_some_and(|year| year.sampai == 4);
    for (p, program) in plan.program.iter().enumerate() {
        for (k, kegiatan) in program.kegiatan.iter().enumerate() {
            for (s, sub) in kegiatan.sub_kegiatan.iter().enumerate() {
                let has = |series: &crate::model::renstra::Series| series.contains_key(&tahun);
                let [there, missing] = if has(&sub.pagu) && !has(&sub.anggaran) {
                    [&Note(["pagu", "a ceiling"]), &Note(["anggaran", "budget"])]
                } else if closed && has(&sub.anggaran) && !has(&sub.realisasi) {
                    [&Note(["anggaran", "a budget"]), &Note(["realisasi", "spending"])]
                } else {
                    continue;
                };
                let path = [
                    Key("program"), Index(p), Key("kegiatan"), Index(k), Key("sub_kegiatan"), Index(s),
                    Key("kode"),
                ];
                found.push(
                    Diagnostic::new(&RULE.code, document.span(&path))
                        .arg("ada", there)
                        .arg("kurang", missing)
                        .arg("tahun", tahun),
                );
            }
        }
    }
}
