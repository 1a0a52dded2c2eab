//! `tahun-terpisah`: a year outside the period that stands alone is a slip of the pen.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "tahun-terpisah",
        severity: Severity::Warning,
        message: [
            "tahun {tahun} di luar periode {dari}–{sampai} dan terpisah dari tahun-tahun lain",
            "the year {tahun} lies outside the period {dari}–{sampai} and apart from the other years",
        ],
        help: [
            "perbaiki tahunnya bila salah ketik; bila memang itu, terima dengan alasan",
            "correct the year if it is mistyped; if it is meant, accept it with a reason",
        ],
    },
    rationale: [
        "Tahun sebelum dan sesudah periode boleh ditulis: yang lama tetap menjadi riwayat. Yang terpisah sendirian biasanya salah ketik, dan angkanya tidak tercetak di mana pun.",
        "Years before and after the period may stand there: the old ones stay as history. One that stands alone is mostly mistyped, and its figure is printed nowhere.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        bad: "target: { 2024: 40, 2025: 50, 2026: 60, 2030: 60 }",
        at: "2026: 60, «2030»: 60",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let [dari, sampai] = model.opd.periode;
    let mut judge = |years: Vec<&Text>| {
        let numbers: Vec<i32> = years.iter().filter_map(|year| year.parse().ok()).collect();
        for year in years {
            let Ok(tahun) = year.parse::<i32>() else { continue };
            let beside = [tahun - 1, tahun + 1]
                .iter()
                .any(|near| (dari..=sampai).contains(near) || numbers.contains(near));
            if !(dari..=sampai).contains(&tahun) && !beside {
                found.push(
                    Diagnostic::new(&RULE.code, year.span())
                        .arg("tahun", tahun)
                        .arg("dari", dari)
                        .arg("sampai", sampai),
                );
            }
        }
    };
    for (one, _) in context.indikator() {
        judge(one.raw.target.keys().collect());
        judge(one.raw.target_triwulan.keys().collect());
    }
    let plan = context.sources.renstra.iter().flat_map(|document| &document.value.program);
    for kegiatan in plan.flat_map(|program| &program.kegiatan) {
        for sub in &kegiatan.sub_kegiatan {
            for series in [&sub.pagu, &sub.anggaran, &sub.realisasi] {
                judge(series.keys().collect());
            }
        }
    }
}
