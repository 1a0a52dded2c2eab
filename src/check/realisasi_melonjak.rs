//! `realisasi-melonjak`: figures that jump against last year are looked at twice.

use super::{Rule, Context, Example};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::number::Rational;
use crate::measure;
use crate::model::Satuan;
use crate::source::Segment::Key;

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
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let Some(tahun) = model.opd.tahun else { return };
    let Some(document) = context.sources.realisasi.iter().find(|d| d.value.tahun == tahun) else { return };
    let explained = |id: &str| {
        let year = model.realisasi.get(&tahun);
        year.and_then(|year| year.indikator.get(id)).is_some_and(|args| args.analisis.is_some())
    };
    for (_, indikator) in context.indikator() {
        if matches!(indikator.satuan, Satuan::Predikat(_)) || explained(&indikator.id) {
            continue;
        }
        let value = |tahun| measure::calculate(model, indikator, tahun).realisasi.number();
        let (Some(current), Some(former)) = (value(tahun), value(tahun - 1)) else { continue };
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
        let span = document.span_of_key(&[Key("realisasi"), Key(&indikator.id)]);
        found.push(
            Diagnostic::new(&RULE.code, span)
                .arg("tahun", tahun)
                .arg("lalu", tahun - 1)
                .arg("kini", indikator.satuan.show(current))
                .arg("dulu", indikator.satuan.show(former))
                .arg("kali", times),
        );
    }
}
