//! The formula of an indicator: parsed, its variables known and used.

use super::codes;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{OtherYear, Reader, Rumus, under};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggest::with_suggestion;
use crate::formula::{self, Expr};
use crate::source::Segment;
use crate::source::raw;
use crate::text::Span;

/// What belongs to a formula is a mistake without one.
pub(super) fn no_formula(raw: &raw::Indikator, path: &[Segment], reader: &mut Reader) {
    let present = [("variabel", !raw.variabel.is_empty()), ("cetak", raw.cetak.is_some())];
    for (key, _) in present.into_iter().filter(|(_, present)| *present) {
        let span = reader.key(&under(path, key));
        reader.report(Diagnostic::new(&codes::TANPA_RUMUS, span).arg("kunci", key));
    }
}

/// Reads `variabel`, `formula` and `cetak`.
pub(super) fn rumus(raw: &raw::Indikator, path: &[Segment], reader: &mut Reader) -> Option<Rumus> {
    let variables = under(path, "variabel");
    let mut label = HashMap::new();
    let mut tahun_lain = BTreeMap::new();
    for (nama, variabel) in &raw.variabel {
        let place = under(&variables, nama);
        // `na` says that a quarter's data are not available.
        if !formula::is_variable_name(nama) || nama == "na" {
            let span = reader.key(&place);
            reader.report(Diagnostic::new(&codes::VARIABEL_NAMA, span).arg("nama", nama));
        }
        let words = match variabel {
            raw::Variabel::Label(words) => words,
            raw::Variabel::Tahun(other) => {
                let place = under(&place, "dari");
                if known_variable(&other.dari, raw, reader.value(&place), reader) {
                    other_year(nama, other, raw, reader.value(&place), reader);
                }
                let value = OtherYear { dari: other.dari.clone(), selisih: other.tahun };
                tahun_lain.insert(nama.clone(), value);
                &other.label
            }
        };
        label.insert(nama.clone(), words.clone());
    }
    let calculate = expression(raw.formula.as_deref()?, "formula", raw, path, reader);
    let cetak = match &raw.cetak {
        Some(text) => expression(text, "cetak", raw, path, reader),
        None => calculate.clone(),
    };
    let (calculate, cetak) = (calculate?, cetak?);
    unused_variables(raw, &calculate, &variables, reader);
    Some(Rumus { label, tahun_lain, calculate, cetak })
}

/// Another year's value is taken from data, not from yet another year's value.
fn other_year(
    nama: &str,
    other: &raw::VariabelTahun,
    raw: &raw::Indikator,
    span: Span,
    reader: &mut Reader,
) {
    let from_data = matches!(raw.variabel.get(&other.dari), Some(raw::Variabel::Label(_)));
    if !from_data || other.tahun == 0 {
        reader.report(
            Diagnostic::new(&codes::VARIABEL_TAHUN, span)
                .arg("nama", nama)
                .arg("dari", &other.dari),
        );
    }
}

/// Parses the formula under `key` and checks its variables.
fn expression(
    text: &str,
    key: &'static str,
    raw: &raw::Indikator,
    path: &[Segment],
    reader: &mut Reader,
) -> Option<Expr> {
    let place = under(path, key);
    match formula::parse(text) {
        Ok(parsed) => {
            let mut known = true;
            for nama in parsed.variabel() {
                let span = reader.span.huruf(&place, word_in(text, nama));
                known &= known_variable(nama, raw, span, reader);
            }
            if key == "formula"
                && let Some(label) = parsed.first_label()
            {
                let start =
                    text.chars().count() - text[text.find('"').unwrap_or(0)..].chars().count();
                let chars = start..start + label.chars().count() + 2;
                reader.report(
                    Diagnostic::new(&codes::RUMUS_SINTAKSIS, reader.span.huruf(&place, chars))
                        .arg("sebab", &codes::LABEL_IN_FORMULA),
                );
                return None;
            }
            known.then_some(parsed)
        }
        Err(wrong) => {
            let span = reader.span.huruf(&place, wrong.chars);
            reader
                .report(Diagnostic::new(&codes::RUMUS_SINTAKSIS, span).arg("sebab", wrong.reason));
            None
        }
    }
}

/// The characters of the first `nama` in `text` that stands as a word of its own.
fn word_in(text: &str, nama: &str) -> Range<usize> {
    let chars: Vec<char> = text.chars().collect();
    let word: Vec<char> = nama.chars().collect();
    let is_name = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_');
    let start = (0..chars.len()).find(|&i| {
        chars[i..].starts_with(&word)
            && !is_name(i.checked_sub(1).and_then(|j| chars.get(j)))
            && !is_name(chars.get(i + word.len()))
    });
    let start = start.unwrap_or(0);
    start..start + word.len()
}

fn known_variable(nama: &str, raw: &raw::Indikator, span: Span, reader: &mut Reader) -> bool {
    let known = raw.variabel.contains_key(nama);
    if !known {
        let names: Vec<&str> = raw.variabel.keys().map(String::as_str).collect();
        let diagnostic = Diagnostic::new(&codes::VARIABEL_TAK_DIKENAL, span).arg("nama", nama);
        reader.report(with_suggestion(diagnostic, nama, &names));
    }
    known
}

fn unused_variables(raw: &raw::Indikator, calculate: &Expr, path: &[Segment], reader: &mut Reader) {
    let mut used: Vec<&str> = calculate.variabel();
    for variabel in raw.variabel.values() {
        if let raw::Variabel::Tahun(other) = variabel {
            used.push(&other.dari);
        }
    }
    for nama in raw.variabel.keys().filter(|nama| !used.contains(&nama.as_str())) {
        let span = reader.key(&under(path, nama));
        reader.report(Diagnostic::new(&codes::VARIABEL_TAK_DIPAKAI, span).arg("nama", nama));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_whole_word() {
        assert_eq!(word_in("rata / rat", "rat"), 7..10);
    }
}
