//! "Did you mean …?" (*usul*: suggestion).

use super::Diagnostic;
use super::codes;
use crate::language::Note;

/// The word of `known` that `word` was probably meant to be.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            let length = candidate.chars().count();
            *distance * 3 <= length.max(3) && *distance < length
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
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
    let diagnostic = diagnostic.arg("dikenal", known.join(", "));
    if known.is_empty() {
        return diagnostic.other_help(&codes::NONE_YET);
    }
    match suggestion(word, known.iter().copied()) {
        Some(suggest) => diagnostic.arg("usul", suggest),
        None => diagnostic.other_help(plain),
    }
}
