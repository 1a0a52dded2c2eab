//! The formula of an indicator: parsed, its variables known and used.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{Pembaca, Rumus, TahunLain, under};
use crate::diagnostic::usul::with_suggestion;
use crate::diagnostic::{Diagnostic, Tempat, katalog};
use crate::formula::{self, Ekspresi};
use crate::source::Langkah;
use crate::source::raw;

/// What belongs to a formula is a mistake without one.
pub(super) fn no_formula(raw: &raw::Indikator, path: &[Langkah], baca: &mut Pembaca) {
    let present = [("variabel", !raw.variabel.is_empty()), ("cetak", raw.cetak.is_some())];
    for (key, _) in present.into_iter().filter(|(_, present)| *present) {
        let tempat = baca.kunci(&under(path, key));
        baca.lapor(Diagnostic::new(&katalog::TANPA_RUMUS, tempat).isi("kunci", key));
    }
}

/// Reads `variabel`, `formula` and `cetak`.
pub(super) fn rumus(raw: &raw::Indikator, path: &[Langkah], baca: &mut Pembaca) -> Option<Rumus> {
    let variables = under(path, "variabel");
    let mut label = HashMap::new();
    let mut tahun_lain = BTreeMap::new();
    for (nama, variabel) in &raw.variabel {
        let place = under(&variables, nama);
        // `na` says that a quarter's data are not available.
        if !formula::is_variable_name(nama) || nama == "na" {
            let tempat = baca.kunci(&place);
            baca.lapor(Diagnostic::new(&katalog::VARIABEL_NAMA, tempat).isi("nama", nama));
        }
        let words = match variabel {
            raw::Variabel::Label(words) => words,
            raw::Variabel::Tahun(other) => {
                let place = under(&place, "dari");
                if known_variable(&other.dari, raw, baca.nilai(&place), baca) {
                    other_year(nama, other, raw, baca.nilai(&place), baca);
                }
                let value = TahunLain { dari: other.dari.clone(), selisih: other.tahun };
                tahun_lain.insert(nama.clone(), value);
                &other.label
            }
        };
        label.insert(nama.clone(), words.clone());
    }
    let hitung = expression(raw.formula.as_deref()?, "formula", raw, path, baca);
    let cetak = match &raw.cetak {
        Some(text) => expression(text, "cetak", raw, path, baca),
        None => hitung.clone(),
    };
    let (hitung, cetak) = (hitung?, cetak?);
    unused_variables(raw, &hitung, &variables, baca);
    Some(Rumus { label, tahun_lain, hitung, cetak })
}

/// Another year's value is taken from data, not from yet another year's value.
fn other_year(
    nama: &str,
    other: &raw::VariabelTahun,
    raw: &raw::Indikator,
    tempat: Tempat,
    baca: &mut Pembaca,
) {
    let from_data = matches!(raw.variabel.get(&other.dari), Some(raw::Variabel::Label(_)));
    if !from_data || other.tahun == 0 {
        baca.lapor(
            Diagnostic::new(&katalog::VARIABEL_TAHUN, tempat)
                .isi("nama", nama)
                .isi("dari", &other.dari),
        );
    }
}

/// Parses the formula under `key` and checks its variables.
fn expression(
    text: &str,
    key: &'static str,
    raw: &raw::Indikator,
    path: &[Langkah],
    baca: &mut Pembaca,
) -> Option<Ekspresi> {
    let place = under(path, key);
    match formula::parse(text) {
        Ok(parsed) => {
            let mut known = true;
            for nama in parsed.variabel() {
                let tempat = baca.tempat.huruf(&place, word_in(text, nama));
                known &= known_variable(nama, raw, tempat, baca);
            }
            if key == "formula"
                && let Some(label) = parsed.label_pertama()
            {
                let start =
                    text.chars().count() - text[text.find('"').unwrap_or(0)..].chars().count();
                let chars = start..start + label.chars().count() + 2;
                baca.lapor(
                    Diagnostic::new(&katalog::RUMUS_SINTAKSIS, baca.tempat.huruf(&place, chars))
                        .isi("sebab", "tulisan dalam tanda kutip hanya untuk `cetak`")
                        .isi("sebab_en", "quoted labels are only for `cetak`"),
                );
                return None;
            }
            known.then_some(parsed)
        }
        Err(wrong) => {
            let [sebab, sebab_en] = wrong.sebab;
            let tempat = baca.tempat.huruf(&place, wrong.chars);
            baca.lapor(
                Diagnostic::new(&katalog::RUMUS_SINTAKSIS, tempat)
                    .isi("sebab", sebab)
                    .isi("sebab_en", sebab_en),
            );
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

fn known_variable(nama: &str, raw: &raw::Indikator, tempat: Tempat, baca: &mut Pembaca) -> bool {
    let known = raw.variabel.contains_key(nama);
    if !known {
        let names: Vec<&str> = raw.variabel.keys().map(String::as_str).collect();
        let diagnostic = Diagnostic::new(&katalog::VARIABEL_TAK_DIKENAL, tempat).isi("nama", nama);
        baca.lapor(with_suggestion(diagnostic, nama, &names));
    }
    known
}

fn unused_variables(raw: &raw::Indikator, hitung: &Ekspresi, path: &[Langkah], baca: &mut Pembaca) {
    let mut used: Vec<&str> = hitung.variabel();
    for variabel in raw.variabel.values() {
        if let raw::Variabel::Tahun(other) = variabel {
            used.push(&other.dari);
        }
    }
    for nama in raw.variabel.keys().filter(|nama| !used.contains(&nama.as_str())) {
        let tempat = baca.kunci(&under(path, nama));
        baca.lapor(Diagnostic::new(&katalog::VARIABEL_TAK_DIPAKAI, tempat).isi("nama", nama));
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
