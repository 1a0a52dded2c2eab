//! Equations that are true with the digits they print: whoever recalculates them from the page
//! gets what the page says.
//!
//! Results are rounded once, where they are shown. An operand that was rounded for the table is no
//! operand: it is shown here with as many decimals as its equation needs, and as a quotient of
//! whole numbers where the exact result lies so between two printed ones that no decimals tell
//! to which of them it is rounded: `(19 ÷ 3) ÷ (40 ÷ 3) = 0,48`.

use crate::format;
use crate::language::{Phrase, notes};
use crate::measure::{CapaianRule, Measured, Operand};
use crate::model::{Aim, Indikator, Satuan};
use crate::number::Rational;

notes! {
    IN_RANGE = "realisasi {realisasi} di dalam rentang target {target}: {capaian}",
        "the actual value {realisasi} lies within the target range {target}: {capaian}";
    AT_ZERO = "target 0, realisasi {realisasi}: {capaian}", "target 0, actual value {realisasi}: {capaian}";
    EQUATION = "{left} = {capaian}", "{left} = {capaian}";
    AGAINST_BOUND = "{left} = {capaian} (terhadap batas {target})",
        "{left} = {capaian} (against the bound {target})";
}

/// Decimals of an operand at most; those of an office need far fewer.
const MOST: u32 = 14;

/// How the numbers of an equation are written.
#[derive(Debug, Clone, Copy)]
enum Writing {
    /// With so many decimals at most.
    Decimals(u32),
    /// What decimals cannot write as a quotient of whole numbers.
    Exact,
}

/// The shortest writing, with `from` decimals at least, with which `holds` of the values written.
fn writing_that_holds(
    values: &[Rational],
    from: u32,
    holds: impl Fn(&[Rational]) -> bool,
) -> Option<Writing> {
    let with_decimals = (from..=MOST).find(|places| {
        let rounded: Option<Vec<Rational>> =
            values.iter().map(|value| value.round(*places).map(Rational::from)).collect();
        rounded.is_some_and(|rounded| holds(&rounded))
    });
    with_decimals.map(Writing::Decimals).or_else(|| holds(values).then_some(Writing::Exact))
}

impl Writing {
    fn show(self, number: Rational, with_decimals: impl Fn(u32) -> String) -> String {
        match self {
            Writing::Decimals(places) => with_decimals(places),
            Writing::Exact if number.round(MOST).map(Rational::from) == Some(number) => {
                with_decimals(MOST)
            }
            Writing::Exact => format::quotient(number),
        }
    }
}

/// The operands of a formula as its equation shows them, beside the result `shown`.
pub struct Operands<'a> {
    indikator: &'a Indikator,
    operand: &'a [Operand<'a>],
    writing: Writing,
}

/// Decimals that raw data may be given with.
const GIVEN: u32 = 6;

impl<'a> Operands<'a> {
    /// Of what was measured, where all operands have numbers.
    pub fn new(h: &'a Measured<'a>) -> Option<Operands<'a>> {
        let rumus = h.indikator.rumus.as_ref()?;
        let result = h.indikator.show(h.realisasi.number()?);
        let values: Option<Vec<Rational>> = h.operand.iter().map(|o| o.nilai.number()).collect();
        let writing = writing_that_holds(&values?, GIVEN, |rounded| {
            let value =
                |nama: &str| h.operand.iter().position(|o| o.nama == nama).map(|n| rounded[n]);
            rumus.calculate.value(&value).is_ok_and(|value| h.indikator.show(value) == result)
        });
        Some(Operands { indikator: h.indikator, operand: &h.operand, writing: writing? })
    }

    /// The operand `nama`, in parentheses where it is negative.
    pub fn show(&self, nama: &str) -> String {
        let operand = self.operand.iter().find(|o| o.nama == nama).and_then(|o| o.nilai.number());
        let Some(number) = operand else { return String::new() };
        let text = match self.indikator.satuan_data() {
            Satuan::Raw => self.writing.show(number, |places| format::as_needed(number, places)),
            unit => unit.show_target(number),
        };
        in_parentheses(number, text)
    }
}

/// How an achievement comes about, with its numbers: `51,0638% ÷ 55% × 100% = 92,84%`; where no
/// equation gives it, the clause of the rule that does. `None` where there is nothing to measure.
pub fn capaian(h: &Measured) -> Option<Phrase> {
    let (rule, aim, realisasi) = (h.rule?, h.aim?, h.realisasi.number()?);
    let result = h.capaian.show(format::percent);
    let unit = &h.indikator.satuan;
    let with_realisasi =
        |note: Phrase| note.arg("realisasi", h.indikator.show(realisasi)).arg("capaian", &result);
    let target = match aim {
        Aim::Point(target) => target,
        Aim::Interval(low, _) if realisasi < low => low,
        Aim::Interval(_, high) if realisasi > high => high,
        Aim::Interval(..) => {
            return Some(with_realisasi(IN_RANGE.arg("target", aim.show(unit))));
        }
    };
    if h.capaian.number().is_none() {
        return Some(h.capaian.phrase_with_reason(format::percent));
    }
    if rule == CapaianRule::TargetZero {
        return Some(with_realisasi(Phrase::from(&AT_ZERO)));
    }
    let from = decimals(h.indikator);
    let writing = writing_that_holds(&[realisasi, target], from, |rounded| {
        let again = rule.of(rounded[1], rounded[0]);
        again.is_ok_and(|capaian| format::percent(capaian) == result)
    });
    let writing = writing?;
    let show = |number: Rational| {
        in_parentheses(number, writing.show(number, |places| operand(unit, number, places)))
    };
    let note = match aim {
        Aim::Interval(..) => AGAINST_BOUND.arg("target", unit.show_target(target)),
        Aim::Point(_) => Phrase::from(&EQUATION),
    };
    let left = with_numbers(rule, &show(realisasi), &show(target));
    Some(note.arg("left", left).arg("capaian", &result))
}

/// The decimals that a value is shown with at least.
fn decimals(indikator: &Indikator) -> u32 {
    match indikator.satuan.value {
        Satuan::Persen => indikator.decimals().unwrap_or(2) + 2,
        Satuan::Rasio => 4.max(indikator.decimals().unwrap_or(0)),
        _ => 2.max(indikator.decimals().unwrap_or(0)),
    }
}

/// A value as an operand, with the decimals it needs, `places` at most.
fn operand(unit: &Satuan, number: Rational, places: u32) -> String {
    match unit {
        Satuan::Persen => {
            let hundredfold = number.checked_mul(100.into()).unwrap_or(number);
            format!("{}%", format::as_needed(hundredfold, places.saturating_sub(2)))
        }
        Satuan::Rupiah => unit.show_target(number),
        // Grades are divided by their places in the scale.
        _ => format::as_needed(number, places),
    }
}

/// A number that is more than one piece, or has a sign, stands in parentheses.
fn in_parentheses(number: Rational, text: String) -> String {
    if number.is_negative() || text.contains(format::QUOTIENT) { format!("({text})") } else { text }
}

/// A rule with R and T in its formula.
fn with_numbers(rule: CapaianRule, r: &str, t: &str) -> String {
    match rule {
        CapaianRule::TurunSelisih => format!("(2 × {t} − {r}) ÷ {t} × 100%"),
        CapaianRule::TurunKebalikan => format!("{t} ÷ {r} × 100%"),
        CapaianRule::TetapSelisih => format!("(1 − |{r} − {t}| ÷ {t}) × 100%"),
        _ => format!("{r} ÷ {t} × 100%"),
    }
}
