//! The formula of an indicator: parsed, its variables known and used.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::{OtherYear, Rumus, codes};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::formula::{self, Expr, Operator};
use crate::source::raw;
use crate::text::{Span, Text};
use crate::typed;

/// What belongs to a formula is a mistake without one.
pub(super) fn no_formula(raw: &raw::Indikator, diagnostics: &mut Diagnostics) {
    let mut needless = |key: &str, place: Span| {
        diagnostics.push(Diagnostic::new(&codes::TANPA_RUMUS, place).arg("kunci", key));
    };
    if !raw.variabel.is_empty() {
        needless("variabel", raw.variabel.key());
    }
    if let Some(cetak) = &raw.cetak {
        needless("cetak", cetak.key());
    }
}

/// Reads `variabel`, `formula` and `cetak`. `share`: whether its unit is per cent.
pub(super) fn rumus(
    formula: &Text,
    raw: &raw::Indikator,
    share: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Rumus> {
    let mut label = HashMap::new();
    let mut tahun_lain = BTreeMap::new();
    for (nama, variabel) in raw.variabel.iter() {
        // `na` says that a quarter's data are not available.
        if !formula::is_variable_name(nama) || *nama == "na" {
            let found = Diagnostic::new(&codes::VARIABEL_NAMA, nama.span());
            diagnostics.push(found.arg("nama", nama));
        }
        let words = match variabel {
            raw::Variabel::Label(words) => words,
            raw::Variabel::Tahun(other) => {
                if known_variable(&other.dari, raw, other.dari.span(), diagnostics) {
                    other_year(nama, other, raw, diagnostics);
                }
                let value = OtherYear {
                    dari: other.dari.to_string(),
                    selisih: other.tahun,
                    pembanding: other.pembanding,
                };
                tahun_lain.insert(nama.to_string(), value);
                &other.label
            }
        };
        label.insert(nama.to_string(), words.clone());
    }
    let calculate = expression(formula, raw, diagnostics)
        .filter(|parsed| !has_labels(formula, parsed, diagnostics));
    let cetak = match &raw.cetak {
        Some(text) => expression(text, raw, diagnostics),
        None => calculate.clone(),
    };
    let (calculate, cetak) = (calculate?, cetak?);
    if share {
        hundred(formula, &calculate, diagnostics);
    }
    unused_variables(raw, &calculate, diagnostics);
    let written = raw.cetak.as_ref().map_or(formula, |cetak| &cetak.value);
    Some(Rumus {
        label,
        tahun_lain,
        formula: formula.clone(),
        written: written.clone(),
        calculate,
        cetak,
    })
}

/// Another year's value is taken from data, not from yet another year's value.
fn other_year(
    nama: &Text,
    other: &raw::VariabelTahun,
    raw: &raw::Indikator,
    diagnostics: &mut Diagnostics,
) {
    let from_data = matches!(raw.variabel.get(&*other.dari), Some(raw::Variabel::Label(_)));
    if !from_data || other.tahun == 0 {
        let found = Diagnostic::new(&codes::VARIABEL_TAHUN, other.dari.span());
        diagnostics.push(found.arg("nama", nama).arg("dari", &other.dari));
    }
}

/// Parses `text` and checks its variables.
fn expression(text: &Text, raw: &raw::Indikator, diagnostics: &mut Diagnostics) -> Option<Expr> {
    match formula::parse(text) {
        Ok(parsed) => {
            let mut known = true;
            for nama in parsed.variabel() {
                let span = text.part(word_in(text, nama));
                known &= known_variable(nama, raw, span, diagnostics);
            }
            known.then_some(parsed)
        }
        Err(wrong) => {
            let span = text.part(bytes_of(text, wrong.chars));
            let found = Diagnostic::new(&codes::RUMUS_SINTAKSIS, span).arg("sebab", wrong.reason);
            diagnostics.push(match formula::mend(text) {
                Some(meant) => found.arg("usul", meant).other_help(&codes::FORMULA_MEANT),
                None => found,
            });
            None
        }
    }
}

/// In a formula of percentages, 100 is one hundred, not 100%: its value is a hundred times too large.
fn hundred(formula: &Text, calculate: &Expr, diagnostics: &mut Diagnostics) {
    let found = hundreds(calculate, &mut 0);
    let places = typed::in_formula(formula);
    let places: Vec<Range<usize>> = found.iter().filter_map(|n| places.get(*n).cloned()).collect();
    let Some(first) = places.first() else { return };
    let written = &formula[first.clone()];
    let mut meant = formula.to_string();
    for place in places.iter().rev() {
        meant.replace_range(place.clone(), "100%");
    }
    let mut diagnostic = Diagnostic::new(&codes::RUMUS_KALI_SERATUS, formula.part(first.clone()))
        .arg("nilai", written)
        .arg("usul", meant);
    for place in places {
        diagnostic = diagnostic.fix(formula.part(place), "100%");
    }
    diagnostics.push(diagnostic);
}

/// Which of the numbers of an expression, counted from `number` on, are hundreds that multiply it,
/// or that such a product is added to or taken from (`100 - a / b * 100`).
fn hundreds(e: &Expr, number: &mut usize) -> Vec<usize> {
    let Expr::Binary(operator, left, right) = e else {
        *number += usize::from(matches!(e, Expr::Number(_) | Expr::Percent(_)));
        return match e {
            Expr::Neg(inner) => hundreds(inner, number),
            _ => Vec::new(),
        };
    };
    let mut side = |e: &Expr| {
        let at = *number;
        let hundred = matches!(e, Expr::Number(n) if *n == Decimal::ONE_HUNDRED);
        (hundreds(e, number), hundred.then_some(at))
    };
    let ((mut found, first), (below, second)) = (side(left), side(right));
    match operator {
        // A hundred below as well: they cancel each other.
        Operator::Div if !below.is_empty() || second.is_some() => return Vec::new(),
        Operator::Div => found.extend(first),
        Operator::Mul => found.extend(below.into_iter().chain(first).chain(second)),
        Operator::Add | Operator::Sub => {
            found.extend(below);
            if !found.is_empty() {
                found.extend(first.into_iter().chain(second));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether there are quoted words: they are printed, not computed.
fn has_labels(formula: &Text, parsed: &Expr, diagnostics: &mut Diagnostics) -> bool {
    let Some(label) = parsed.first_label() else { return false };
    let start = formula.find('"').unwrap_or(0);
    let span = formula.part(start..start + label.len() + 2);
    diagnostics.push(
        Diagnostic::new(&codes::RUMUS_SINTAKSIS, span).arg("sebab", &codes::LABEL_IN_FORMULA),
    );
    true
}

/// The bytes of the characters `chars`.
fn bytes_of(text: &str, chars: Range<usize>) -> Range<usize> {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    at(chars.start)..at(chars.end)
}

/// The bytes of the first `nama` in `text` that stands as a word of its own.
fn word_in(text: &str, nama: &str) -> Range<usize> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let alone = |at: &usize| {
        !text[..*at].ends_with(is_name) && !text[at + nama.len()..].starts_with(is_name)
    };
    let start = text.match_indices(nama).map(|(at, _)| at).find(alone).unwrap_or(0);
    start..start + nama.len()
}

fn known_variable(
    nama: &str,
    raw: &raw::Indikator,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> bool {
    let known = raw.variabel.contains_key(nama);
    if !known {
        let found = Diagnostic::new(&codes::VARIABEL_TAK_DIKENAL, span).arg("nama", nama);
        diagnostics.push_with(found, |found| {
            let names: Vec<&str> = raw.variabel.keys().map(Text::as_str).collect();
            with_suggestion(found, nama, &names)
        });
    }
    known
}

fn unused_variables(raw: &raw::Indikator, calculate: &Expr, diagnostics: &mut Diagnostics) {
    let mut used: HashSet<&str> = calculate.variabel().into_iter().collect();
    for variabel in raw.variabel.values() {
        if let raw::Variabel::Tahun(other) = variabel {
            used.insert(&other.dari);
        }
    }
    for nama in raw.variabel.keys().filter(|nama| !used.contains(nama.as_str())) {
        let found = Diagnostic::new(&codes::VARIABEL_TAK_DIPAKAI, nama.span());
        diagnostics.push(found.arg("nama", nama));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundreds_that_make_a_share_a_hundred_times_too_large_are_found() {
        let none: [usize; 0] = [];
        let found = |text| hundreds(&formula::parse(text).unwrap(), &mut 0);
        assert_eq!(found("a / b * 100"), [0]);
        assert_eq!(found("100 * a / b"), [0]);
        assert_eq!(found("(a - b) / b * 100.0"), [0]);
        assert_eq!(found("(a / 2 + b / 3) * 100"), [2]);
        assert_eq!(found("-(a * 100) / b"), [0]);
        assert_eq!(found("100 - a / b * 100"), [0, 1]);
        assert_eq!(found("100% - a / b * 100"), [1]);
        assert_eq!(found("a / b * 100%"), none);
        assert_eq!(found("a * 100 / (b * 100)"), none);
        assert_eq!(found("a / 100"), none);
        assert_eq!(found("(a + 100) / b"), none);
        assert_eq!(found("a / b / 100 * 100"), [1]);
    }

    #[test]
    fn a_name_is_found_as_a_whole_word() {
        assert_eq!(word_in("rata / rat", "rat"), 7..10);
    }
}
