//! The dictionary: frequent misspellings, standard forms, acronyms. Data: a list of the
//! program's own, and the office's in `data/kamus.yaml`, which wins.

use std::collections::{HashMap, HashSet};

use crate::source::Sources;
use crate::text::Text;

const BUILT_IN: &str = include_str!("kamus.txt");

/// The dictionary.
pub struct Kamus {
    /// Misspelt, in small letters, and what is meant.
    pub salah: HashMap<String, String>,
    /// Not the standard form (KBBI), and the standard one.
    pub baku: HashMap<String, String>,
    /// Acronyms in small letters, and as they are written.
    pub akronim: HashMap<String, String>,
}

impl Kamus {
    /// The dictionary of a project.
    pub fn new(sources: &Sources) -> Kamus {
        let mut kamus = Kamus::empty();
        kamus.read_own();
        if let Some(document) = &sources.kamus {
            let lower = |(from, to): (&Text, &Text)| (from.to_lowercase(), to.to_string());
            kamus.salah.extend(document.value.salah.iter().map(lower));
            kamus.baku.extend(document.value.baku.iter().map(lower));
            let own =
                document.value.akronim.iter().map(|word| (word.to_lowercase(), word.to_string()));
            kamus.akronim.extend(own);
            for word in document.value.abaikan.iter().map(|word| word.to_lowercase()) {
                kamus.salah.remove(&word);
                kamus.baku.remove(&word);
                kamus.akronim.remove(&word);
            }
        }
        kamus
    }

    /// Words under `abaikan` that no list has: nothing would be said of them anyway.
    pub fn ignored_in_vain(sources: &Sources) -> Vec<&Text> {
        let Some(document) = &sources.kamus else { return Vec::new() };
        let own = &document.value;
        let mut kamus = Kamus::empty();
        kamus.read_own();
        let lower = |text: &Text| text.to_lowercase();
        let listed: HashSet<String> =
            own.salah.keys().chain(own.baku.keys()).chain(&own.akronim).map(lower).collect();
        let is_listed = |word: &&Text| {
            let word = word.to_lowercase();
            listed.contains(&word)
                || [&kamus.salah, &kamus.baku, &kamus.akronim]
                    .iter()
                    .any(|list| list.contains_key(&word))
        };
        own.abaikan.iter().filter(|word| !is_listed(word)).collect()
    }

    fn empty() -> Kamus {
        Kamus { salah: HashMap::new(), baku: HashMap::new(), akronim: HashMap::new() }
    }

    fn read_own(&mut self) {
        let mut section = "";
        for line in BUILT_IN.lines().filter(|line| !line.starts_with('#')) {
            match (line.strip_prefix('['), section) {
                (Some(name), _) => section = name.trim_end_matches(']'),
                (None, "akronim") => {
                    let words = line.split_whitespace();
                    self.akronim.extend(words.map(|word| (word.to_lowercase(), word.to_owned())));
                }
                (None, _) => {
                    let Some((from, to)) = line.split_once(" = ") else { continue };
                    let list = if section == "baku" { &mut self.baku } else { &mut self.salah };
                    list.insert(from.to_owned(), to.to_owned());
                }
            }
        }
    }
}

/// `replacement` with the case of `word`: a capital where it has one, capitals where it has
/// only those.
pub fn seperti(word: &str, replacement: &str) -> String {
    let capitals = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if capitals && word.chars().count() > 1 {
        return replacement.to_uppercase();
    }
    let mut chars = replacement.chars();
    match (word.chars().next(), chars.next()) {
        (Some(first), Some(letter)) if first.is_uppercase() => {
            letter.to_uppercase().chain(chars).collect()
        }
        _ => replacement.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_keep_the_case() {
        assert_eq!(seperti("Ijin", "izin"), "Izin");
        assert_eq!(seperti("IJIN", "izin"), "IZIN");
        assert_eq!(seperti("ijin", "izin"), "izin");
        assert_eq!(seperti("Bkdt", "BDKT"), "BDKT");
    }
}
