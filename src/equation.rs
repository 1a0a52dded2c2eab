//! Equations that are true with the digits they print: whoever recalculates them from the page
//! gets what the page says.
//!
//! Results are rounded once, where they are shown. An operand that was rounded for the table is no
//! operand: it is shown here with as many decimals as its equation needs.

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

/// The least number of decimals, `from` at least, with which `holds` of the rounded values.
fn decimals_that_hold(
    values: &[Rational],
    from: u32,
    holds: impl Fn(&[Rational]) -> bool,
) -> Option<u32> {
    (from..=MOST).find(|places| {
        let rounded: Option<Vec<Rational>> =
            values.iter().map(|value| value.round(*places).map(Rational::from)).collect();
        rounded.is_some_and(|rounded| holds(&rounded))
    })
}

/// The operands of a formula as its equation shows them, beside the result `shown`.
pub struct Operands<'a> {
    indikator: &'a Indikator,
    operand: &'a [Operand<'a>],
    places: u32,
}

/// Decimals that raw data may be given with.
const GIVEN: u32 = 6;

impl<'a> Operands<'a> {
    /// Of what was measured, where all operands have numbers.
    pub fn new(h: &'a Measured<'a>) -> Option<Operands<'a>> {
        let rumus = h.indikator.rumus.as_ref()?;
        let result = h.indikator.show(h.realisasi.number()?);
        let values: Option<Vec<Rational>> = h.operand.iter().map(|o| o.nilai.number()).collect();
        let places = decimals_that_hold(&values?, GIVEN, |rounded| {
            let value =
                |nama: &str| h.operand.iter().position(|o| o.nama == nama).map(|n| rounded[n]);
            rumus.calculate.value(&value).is_ok_and(|value| h.indikator.show(value) == result)
        });
        Some(Operands { indikator: h.indikator, operand: &h.operand, places: places? })
    }

    /// The operand `nama`, in parentheses where it is negative.
    pub fn show(&self, nama: &str) -> String {
        let operand = self.operand.iter().find(|o| o.nama == nama).and_then(|o| o.nilai.number());
        let Some(number) = operand else { return String::new() };
        let text = match self.indikator.satuan_data() {
            Satuan::Raw => format::as_needed(number, self.places),
            unit => unit.show_target(number),
        };
        if number.is_negative() { format!("({text})") } else { text }
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
    let places = decimals_that_hold(&[realisasi, target], from, |rounded| {
        let again = rule.of(rounded[1], rounded[0]);
        again.is_ok_and(|capaian| format::percent(capaian) == result)
    });
    let places = places?;
    let show = |number: Rational| operand(unit, number, places);
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
    let signed = |text: String| if number.is_negative() { format!("({text})") } else { text };
    match unit {
        Satuan::Persen => {
            let hundredfold = number.checked_mul(100.into()).unwrap_or(number);
            signed(format!("{}%", format::as_needed(hundredfold, places.saturating_sub(2))))
        }
        Satuan::Rupiah => signed(unit.show_target(number)),
        // Grades are divided by their places in the scale.
        _ => signed(format::as_needed(number, places)),
    }
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
