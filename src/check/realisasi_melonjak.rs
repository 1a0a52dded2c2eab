//! `realisasi-melonjak`: figures that jump against last year are looked at twice.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::measure;
use crate::model::Satuan;
use crate::number::Rational;
use crate::wording;

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
        "Lonjakan dua kali lipat atau lebih paling sering berasal dari nol yang kurang atau lebih, atau dari satuan yang berganti. Pada yang dihitung satu-satu, selisih kurang dari lima tidak dilaporkan.",
        "A jump to the double or the half mostly comes from a zero too many or too few, or from another unit. Of counted things a difference of less than five is not reported.",
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
    let (tahun, sampai) = (year.tahun, year.measurement.sampai);
    for h in year.measurement.measured() {
        let explained = h.args.is_some_and(|args| args.analisis.is_some());
        if matches!(*h.indikator.satuan, Satuan::Predikat(_)) || explained {
            continue;
        }
        let Some(span) = year.entry(&h.indikator.id) else { continue };
        // The same quarters of both years, where all of them are filled.
        let Some(then) = model.in_year(h.indikator, tahun - 1) else { continue };
        let before = measure::calculate_until(model, then, tahun - 1, sampai);
        if !(h.unfilled.is_empty() && before.unfilled.is_empty()) {
            continue;
        }
        let values = (h.realisasi.number(), before.realisasi.number());
        let (Some(current), Some(former)) = values else { continue };
        let counted = matches!(*h.indikator.satuan, Satuan::Count(_));
        if counted && is_small(current, former) {
            continue;
        }
        let Some(times) = jump(current, former) else { continue };
        found.push(
            Diagnostic::new(&RULE.code, span)
                .arg("tahun", wording::year_to_date(tahun, sampai))
                .arg("lalu", wording::year_to_date(tahun - 1, sampai))
                .arg("kini", h.indikator.show(current))
                .arg("dulu", h.indikator.show(former))
                .arg("kali", times),
        );
    }
}

/// Fewer counted things than this come and go without a slip of the pen.
const FEW: i32 = 5;

/// Whether two counts are so near that one in the place of the other says nothing: none after
/// one, three after one.
fn is_small(current: Rational, former: Rational) -> bool {
    let few = Rational::from(FEW);
    let [low, high] = if current < former { [current, former] } else { [former, current] };
    high.checked_sub(low).is_ok_and(|difference| difference < few)
}

/// How far a value is from the one before, where that is far.
fn jump(current: Rational, former: Rational) -> Option<&'static Note> {
    let ratio = current.checked_div(former).ok()?;
    let two = Rational::from(2);
    let half = Rational::ONE.checked_div(two).unwrap_or(Rational::ZERO);
    if ratio > two {
        Some(&Note(["lebih dari dua kali", "more than twice"]))
    } else if ratio < half {
        Some(&Note(["kurang dari separuh", "less than half"]))
    } else {
        None
    }
}
