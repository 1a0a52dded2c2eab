//! `realisasi-melonjak`: figures that jump against last year are looked at twice.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::measure;
use crate::model::Satuan;
use crate::number::Rational;

pub static RULE: Rule = Rule {
    code: Code {
        code: "realisasi-melonjak",
        severity: Severity::Warning,
        message: [
            "realisasi {tahun} ({kini}) {kali} realisasi {lalu} ({dulu})",
            "the actual value of {tahun} ({kini}) is {kali} that of {lalu} ({dulu})",
        ],
        help: [
            "periksa satuan dan jumlah nolnya; bila benar, terima dengan alasan atau jelaskan di analisis",
            "check unit and zeros; if it is right, accept it with a reason or explain it in the analysis",
        ],
    },
    rationale: [
        "Lonjakan dua kali lipat atau lebih paling sering berasal dari nol yang kurang atau lebih, atau dari satuan yang berganti.",
        "A jump to the double or the half mostly comes from a zero too many or too few, or from another unit.",
    ],
    example: Example {
        file: "data/realisasi/2025.yaml",
        good: "    TW4: { nilai: 15 }",
        bad: "    TW4: { nilai: 150 }",
        at: "TW4: { kini: 111000000 }
  «pedagang-dibina»:",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(model), Some(year)) = (context.model, &context.year) else { return };
    for h in year.measurement.measured() {
        let indikator = h.indikator;
        let explained = h.args.is_some_and(|args| args.analisis.is_some());
        if matches!(*indikator.satuan, Satuan::Predikat(_)) || explained {
            continue;
        }
        let Some(span) = year.entry(&indikator.id) else { continue };
        let former = measure::calculate(model, indikator, year.tahun - 1).realisasi.number();
        let (Some(current), Some(former)) = (h.realisasi.number(), former) else { continue };
        let Ok(ratio) = current.checked_div(former) else { continue };
        let two = Rational::from(2);
        let half = Rational::ONE.checked_div(two).unwrap_or(Rational::ZERO);
        let times = if ratio > two {
            &Note(["lebih dari dua kali", "more than twice"])
        } else if ratio < half {
            &Note(["kurang dari separuh", "less than half"])
        } else {
            continue;
        };
        found.push(
            Diagnostic::new(&RULE.code, span)
                .arg("tahun", year.tahun)
                .arg("lalu", year.tahun - 1)
                .arg("kini", indikator.satuan.show(current))
                .arg("dulu", indikator.satuan.show(former))
                .arg("kali", times),
        );
    }
}
