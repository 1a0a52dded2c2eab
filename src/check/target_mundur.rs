//! `target-mundur`: targets go the way that is good.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::model::{Aim, Arah};
use crate::number::Rational;

pub static RULE: Rule = Rule {
    code: Code {
        code: "target-mundur",
        severity: Severity::Warning,
        message: [
            "target {kini} ({nilai_kini}) lebih {buruk} daripada target {lalu} ({nilai_lalu})",
            "the target of {kini} ({nilai_kini}) is {buruk} than that of {lalu} ({nilai_lalu})",
        ],
        help: [
            "periksa angkanya; bila memang mundur, terima dengan alasan",
            "check the figure; if it does go back, accept it with a reason",
        ],
    },
    rationale: [
        "Target yang mundur berarti rencana menjadi lebih buruk; sering hanya angka yang tertukar.",
        "A target that goes back means that the plan gets worse; often two figures have only changed places.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        bad: "target: { 2024: 40, 2025: 60, 2026: 50 }",
        at: "«{ 2024: 40, 2025: 60, 2026: 50 }»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in context.indikator() {
        let changed = match indikator.arah {
            Arah::Naik => &Note(["rendah", "lower"]),
            Arah::Turun => &Note(["tinggi", "higher"]),
            Arah::Tetap => continue,
        };
        let worse = |then: Rational, now: Rational| match indikator.arah {
            Arah::Turun => now > then,
            _ => now < then,
        };
        let point = |aim: Aim| match aim {
            Aim::Point(n) | Aim::Interval(n, _) => n,
        };
        let targets: Vec<(i32, Rational)> =
            indikator.target.iter().map(|(tahun, t)| (*tahun, point(t.murni.value))).collect();
        for pair in targets.windows(2).filter(|pair| worse(pair[0].1, pair[1].1)) {
            let show = |n: Rational| indikator.satuan.show_target(n);
            found.push(
                Diagnostic::new(&RULE.code, one.target())
                    .arg("kini", pair[1].0)
                    .arg("nilai_kini", show(pair[1].1))
                    .arg("lalu", pair[0].0)
                    .arg("nilai_lalu", show(pair[0].1))
                    .arg("buruk", changed),
            );
        }
    }
}
