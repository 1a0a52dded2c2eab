//! What can be printed: every character of every text, with the faces there are.

use std::collections::{HashMap, HashSet};

use icu_properties::props::{
    DefaultIgnorableCodePoint, GeneralCategory, PrependedConcatenationMark,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::{Fonts, codes};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::source::codes::KARAKTER_KENDALI;

/// Reports the characters that no face has or that leave no mark, in texts and keys, and a face
/// that is not there. What a font that cannot be read may have is not missing.
pub fn check(sources: &Sources, fonts: &Fonts, diagnostics: &mut Diagnostics) {
    let fonts = Some(fonts).filter(|fonts| fonts.is_complete() && sources.has_read("fonts"));
    texts(sources, fonts, diagnostics);
    keys(sources, diagnostics);
    if let Some(fonts) = fonts {
        face(sources, fonts, diagnostics);
    }
}

/// Every character of every text must be printable with the faces there are, where all are known.
fn texts(sources: &Sources, fonts: Option<&Fonts>, diagnostics: &mut Diagnostics) {
    let mut covered: HashMap<char, bool> = HashMap::new();
    let mut has_font =
        |c| fonts.is_none_or(|fonts| *covered.entry(c).or_insert_with(|| fonts.covers(c)));
    for text in sources.texts() {
        if text.as_str().bytes().all(|b| (b' '..=b'~').contains(&b) || b == b'\n') {
            continue;
        }
        // Once for each character: a text may hold the same one a thousand times.
        let mut reported = HashSet::new();
        for (i, c) in text.as_str().char_indices() {
            let code = match c {
                '\n' | ' '..='~' => continue,
                c if is_invisible(c) => &KARAKTER_KENDALI,
                // Marks for symbols are only in the face for formulas, which no text falls back to.
                '\u{20d0}'..='\u{20ff}' => &codes::KARAKTER_TANPA_HURUF,
                c if !has_font(c) => &codes::KARAKTER_TANPA_HURUF,
                _ => continue,
            };
            if !reported.insert(c) {
                continue;
            }
            let name = if is_invisible(c) { String::new() } else { format!("`{c}` ") };
            diagnostics.push(
                Diagnostic::new(code, text.part(i..i + c.len_utf8()))
                    .arg("karakter", format!("{name}U+{:04X}", u32::from(c))),
            );
        }
    }
}

/// A key with an invisible character looks like another key.
fn keys(sources: &Sources, diagnostics: &mut Diagnostics) {
    for (key, span) in sources.keys() {
        if let Some(c) = key.chars().find(|c| is_invisible(*c)) {
            diagnostics.push(
                Diagnostic::new(&KARAKTER_KENDALI, span)
                    .arg("karakter", format!("U+{:04X}", u32::from(c))),
            );
        }
    }
}

/// Whether a character leaves no mark: controls, separators other than the space, format
/// characters but those that enclose what follows, all that Unicode lets a face ignore; and
/// the private use areas, which PDF/A forbids.
fn is_invisible(c: char) -> bool {
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        GeneralCategory::Control
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        | GeneralCategory::PrivateUse => true,
        GeneralCategory::Format => {
            !CodePointSetData::new::<PrependedConcatenationMark>().contains(c)
        }
        _ => CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c),
    }
}

fn face(sources: &Sources, fonts: &Fonts, diagnostics: &mut Diagnostics) {
    let Some(opd) = &sources.opd else { return };
    let nama = &opd.value.halaman.huruf;
    if !fonts.has(nama) {
        diagnostics.push(
            Diagnostic::new(&codes::HURUF_TAK_ADA, nama.span())
                .arg("nama", nama)
                .arg("dikenal", fonts.families().join(", ")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_no_mark_is_known() {
        let invisible = "\u{7}\u{ad}\u{61c}\u{115f}\u{180e}\u{200b}\u{2028}\u{202e}\u{2066}\u{3164}\
                         \u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{e000}\u{1d173}\u{e0041}\u{10fffd}";
        assert!(invisible.chars().all(is_invisible));
        assert!(!" aé\u{a0}\u{2009}–…≥\u{600}漢😀".chars().any(is_invisible));
    }
}
