//! All codes that the program can report: those of every stage and every rule.

use crate::check::RULES;
use crate::diagnostic::{self, Code};
#[cfg(feature = "documents")]
use crate::{cli, documents, form, markup, review, typeset, workbook, year};
use crate::{edit, model, source};

/// All codes, the way data goes through the program.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let stages = [
        source::codes::ALL,
        edit::codes::ALL,
        model::codes::ALL,
        diagnostic::codes::ALL,
        crate::check::codes::ALL,
        #[cfg(feature = "documents")]
        documents::codes::ALL,
        #[cfg(feature = "documents")]
        markup::codes::ALL,
        #[cfg(feature = "documents")]
        typeset::codes::ALL,
        #[cfg(feature = "documents")]
        workbook::codes::ALL,
        #[cfg(feature = "documents")]
        review::codes::ALL,
        #[cfg(feature = "documents")]
        year::codes::ALL,
        #[cfg(feature = "documents")]
        form::codes::ALL,
        #[cfg(feature = "documents")]
        cli::codes::ALL,
    ];
    let rules = RULES.iter().map(|rule| &rule.code);
    stages.into_iter().flatten().copied().chain(rules)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::same_values;

    #[test]
    fn codes_are_stable_names_used_once() {
        let mut seen = BTreeSet::new();
        for code in all() {
            assert!(seen.insert(code.code), "{} twice", code.code);
            assert!(
                code.code.bytes().all(|b| b.is_ascii_lowercase() || b"-0123456789".contains(&b))
            );
        }
    }

    #[test]
    fn both_languages_use_the_same_values() {
        for code in all() {
            for [id, en] in [code.message, code.help] {
                assert!(same_values(id, en), "{}", code.code);
            }
        }
    }
}
