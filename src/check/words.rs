//! Words of a text, and which texts are prose.

use std::ops::Range;

/// Keys whose values are no sentences: ids, codes, formulas, numbers, settings.
const NOT_PROSE: &[&str] = &[
    "id",
    "atasan",
    "renstra",
    "formula",
    "cetak",
    "satuan",
    "arah",
    "agregasi",
    "kode",
    "dari",
    "misi_id",
    "penanggung_jawab",
    "nomenklatur",
    "status",
    "sampai",
    "tanggal",
    "huruf",
    "kertas",
    "orientasi",
    "nip",
    "predikat",
    "nspk",
    "ikk",
    "sebagai",
    "turun",
    "tetap",
    "rata_rata",
    "templat",
    "berkas",
    "berkas_lain",
];

/// Whether texts under `key` are written to be read.
pub fn is_prose_key(key: &str) -> bool {
    !NOT_PROSE.contains(&key)
}

/// Whether the text under `key` is written to be read.
pub fn is_prose(key: &str, text: &str) -> bool {
    let named = is_prose_key(key);
    // Ids of other things stand under the name of the thing; they have no blank.
    named && text.contains(' ') && text.chars().any(char::is_alphabetic)
}

/// A word and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// The words of a text: runs of letters, digits and hyphens within.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (c == '-' && start.is_some());
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                let word = text[first..at].trim_end_matches('-');
                words.push(Word { text: word, range: first..first + word.len() });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether a word begins with a capital and goes on in small letters.
pub fn is_capitalized(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(|c| !c.is_uppercase())
}

/// The text without what case, blanks and punctuation make of it: for comparing names.
pub fn gist(text: &str) -> String {
    let words: Vec<String> = words(text).iter().map(|word| word.text.to_lowercase()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_hyphens_and_places() {
        let text = "undang-undang (KSP), 2019 -2024";
        let words: Vec<&str> = words(text).iter().map(|word| word.text).collect();
        assert_eq!(words, ["undang-undang", "KSP", "2019", "2024"]);
        assert!(super::words(text).iter().all(|word| &text[word.range.clone()] == word.text));
    }
}
