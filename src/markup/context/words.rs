//! Fixed words of the yearly edition, filled: the office's own, else the usual ones in the letters
//! of its own headings.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::value::{self, Text};
use crate::format;
use crate::model;
use crate::source::raw::{self, fixed_words};
use crate::text;

/// What fills the fixed words of a year.
pub struct Filling {
    /// The year.
    pub tahun: i32,
    /// The last quarter of its figures.
    pub sampai: usize,
    /// Whether the office writes its column titles in capitals.
    pub capitals: bool,
}

impl Filling {
    /// For the year `tahun`, up to the end of quarter `sampai`.
    pub fn new(iki: &model::Iki, tahun: i32, sampai: usize) -> Filling {
        let capitals = iki.kolom[1].chars().all(|c| !c.is_lowercase());
        Filling { tahun, sampai, capitals }
    }

    /// The words that a page shows: the office's own, or the usual ones.
    fn word(&self, own: Option<&text::Text>, usual: &str) -> Text {
        match own {
            Some(own) => value::text(&own.with(self.fill(own))),
            None if self.capitals => value::words(self.fill(usual)),
            None => value::words(self.fill(&as_a_sentence(usual))),
        }
    }

    fn fill(&self, words: &str) -> String {
        let until = format::until(self.sampai);
        let capitals = !words.replace(['{', '}'], " ").split_whitespace().any(|word| {
            !matches!(word, "tahun" | "lalu" | "sampai") && word.chars().any(char::is_lowercase)
        });
        words
            .replace("{tahun}", &self.tahun.to_string())
            .replace("{lalu}", &(self.tahun - 1).to_string())
            .replace("{sampai}", &if capitals { until.to_uppercase() } else { until })
    }
}

/// Words in capitals as a sentence begins; others as they are.
fn as_a_sentence(words: &str) -> String {
    let is_capital = |c: char| c.is_uppercase() || !c.is_alphabetic();
    let bare = words.replace("{tahun}", "").replace("{lalu}", "").replace("{sampai}", "");
    if !bare.chars().all(is_capital) {
        return words.to_owned();
    }
    let lower = words.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

macro_rules! in_the_context {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $key:ident: $usual:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Serialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$doc])* pub $key: Text,)*
        }

        impl $name {
            /// The words, filled.
            pub fn new(own: &raw::$name, filling: &Filling) -> $name {
                $name { $($key: filling.word(own.$key.as_ref(), $usual),)* }
            }
        }
    };
}

fixed_words!(in_the_context);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_follow_the_letters_of_the_office() {
        let filling = |sampai, capitals| Filling { tahun: 2024, sampai, capitals };
        let shown = |filling: Filling, usual: &str| {
            let words = if filling.capitals { usual.to_owned() } else { as_a_sentence(usual) };
            filling.fill(&words)
        };
        assert_eq!(shown(filling(4, true), "REALISASI {tahun}{sampai}"), "REALISASI 2024");
        assert_eq!(
            shown(filling(2, true), "REALISASI {tahun}{sampai}"),
            "REALISASI 2024 S.D. TRIWULAN II"
        );
        assert_eq!(shown(filling(2, false), "TARGET{sampai}"), "Target s.d. Triwulan II");
        assert_eq!(shown(filling(4, false), "REALISASI {lalu}"), "Realisasi 2023");
        assert_eq!(shown(filling(4, true), "Upaya {tahun}"), "Upaya 2024");
    }
}
