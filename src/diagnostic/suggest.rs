//! "Did you mean …?" (*usul*: suggestion).

use super::Diagnostic;
use super::codes;
use crate::language::Note;

/// Characters of a word that a suggestion is looked for.
const MAX_LENGTH: usize = 60;
/// Words of about the same length that a word is compared with. What is known may be as many as a
/// stranger's file can hold.
const MAX_COMPARED: usize = 200;
/// Words that a sentence lists.
const MAX_LISTED: usize = 60;

/// The word of `known` that `word` was probably meant to be.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let own = word.chars().take(MAX_LENGTH + 1).count();
    if own > MAX_LENGTH {
        return None;
    }
    // The distance is never less than the difference of lengths.
    let near = |candidate: &&str| {
        let length = candidate.chars().take(2 * MAX_LENGTH).count();
        length.abs_diff(own) * 3 <= length.max(3)
    };
    known
        .into_iter()
        .filter(near)
        .take(MAX_COMPARED)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            let length = candidate.chars().count();
            *distance * 3 <= length.max(3) && *distance < length
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Words in a sentence; of many the first.
pub fn listed(words: &[&str]) -> String {
    let more = if words.len() > MAX_LISTED { ", …" } else { "" };
    format!("{}{more}", words[..words.len().min(MAX_LISTED)].join(", "))
}

/// Adds the help "did you mean …" where there is something near, else the plain list.
pub fn with_suggestion(diagnostic: Diagnostic, word: &str, known: &[&str]) -> Diagnostic {
    suggest_or(diagnostic, word, known, &codes::NO_SUGGESTION)
}

/// Adds the help "did you mean …" where there is something near, else `plain`.
pub fn suggest_or(
    diagnostic: Diagnostic,
    word: &str,
    known: &[&str],
    plain: &'static Note,
) -> Diagnostic {
    let diagnostic = diagnostic.arg("dikenal", listed(known));
    if known.is_empty() {
        return diagnostic.other_help(&codes::NONE_YET);
    }
    match suggestion(word, known.iter().copied()) {
        Some(suggest) => diagnostic.arg("usul", suggest),
        None => diagnostic.other_help(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_suggested_and_nothing_else() {
        let known = ["aktif", "rat", "jumlah-koperasi-aktif"];
        let meant = |word| suggestion(word, known);
        assert_eq!(meant("aktiv"), Some("aktif"));
        assert_eq!(meant("AKTIF"), Some("aktif"));
        assert_eq!(meant("jumlah-koprasi-aktif"), Some("jumlah-koperasi-aktif"));
        assert_eq!(meant("ra"), Some("rat"));
        assert_eq!(meant("pasar"), None);
        assert_eq!(meant(&"a".repeat(10_000)), None);
    }

    #[test]
    fn a_list_of_what_is_known_has_an_end() {
        let many: Vec<String> = (0..200_000).map(|n| format!("nama-{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(listed(&many).ends_with("nama-59, …"));
        assert_eq!(listed(&many[..2]), "nama-0, nama-1");
    }
}
