//! All codes that the program can report: those of every stage and every rule.

use crate::check::RULES;
use crate::diagnostic::{self, Code};
use crate::{cli, edit, markup, model, project_codes, review, source, typeset, workbook};

/// All codes, the way data goes through the program.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let stages = [
        source::codes::ALL,
        edit::codes::ALL,
        model::codes::ALL,
        diagnostic::codes::ALL,
        crate::check::codes::ALL,
        project_codes::ALL,
        markup::codes::ALL,
        typeset::codes::ALL,
        workbook::codes::ALL,
        review::codes::ALL,
        cli::codes::ALL,
    ];
    let rules = RULES.iter().map(|rule| &rule.code);
    stages.into_iter().flatten().copied().chain(rules)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

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
        let names = |text: &str| -> BTreeSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|t| t.split_once('}'))
                .map(|(name, _)| name.trim_end_matches("_en").to_owned())
                .collect()
        };
        for code in all() {
            assert_eq!(names(code.message[0]), names(code.message[1]), "{}", code.code);
            assert_eq!(names(code.help[0]), names(code.help[1]), "{}", code.code);
        }
    }
}
