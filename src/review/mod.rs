//! `diff`: what a change does to the meaning of a project, to its numbers, to its pages, and to
//! what an inspector would say.
//!
//! Two sides ([`Side`]), each with its own data, templates and fonts, are compared by meaning
//! ([`diff`]): the trees of their files, things matched by id, every value that differs exactly
//! once; by effect ([`effects`]): what was computed from them, and why each number moved; and,
//! where it is asked for, by their pages ([`pages`]).

mod align;
pub mod codes;
pub mod diff;
pub mod effects;
pub mod pages;
pub mod render;
mod side;
pub mod signed;
pub mod verify;

use std::collections::HashMap;

pub use side::{Content, Side, SideError};

use crate::diagnostic::Diagnostic;
use crate::language::Language;
use diff::Change;
use effects::Effect;
use pages::PagePair;

/// A finding of one side: code, place, sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// The code.
    pub code: &'static str,
    /// File of the finding.
    pub file: String,
    /// The sentence.
    pub message: String,
}

impl Finding {
    fn new(diagnostic: &Diagnostic, language: Language) -> Self {
        let file = diagnostic.span.as_ref().map_or("", |span| span.file.path());
        Finding {
            code: diagnostic.code.code,
            file: file.to_owned(),
            message: diagnostic.message(language),
        }
    }
}

/// Everything that is different between two sides.
#[derive(Debug)]
pub struct Review {
    /// Names of the sides.
    pub sides: [String; 2],
    /// Values that differ, and templates and fonts.
    pub changes: Vec<Change>,
    /// What follows from them.
    pub effects: Vec<Effect>,
    /// Findings of the second side that the first has not.
    pub new_findings: Vec<Finding>,
    /// Findings of the first side that the second has not.
    pub gone_findings: Vec<Finding>,
    /// What keeps each side from building.
    pub errors: [Vec<Finding>; 2],
    /// The touched pages, where they were looked at.
    pub pages: Option<Vec<PagePair>>,
}

impl Review {
    /// Compares two sides, without their pages.
    pub fn new(old: &Side, now: &Side, language: Language) -> Review {
        let [before, after] = [old, now].map(|side| side.findings(language));
        let errors = [&before, &after].map(|all| {
            all.iter().filter(|(error, _)| *error).map(|(_, one)| one.clone()).collect()
        });
        Review {
            sides: [old.name.clone(), now.name.clone()],
            changes: diff::diff(old, now, language),
            effects: match (&old.project, &now.project) {
                (Some(a), Some(b)) => effects::effects(&a.model, &b.model, language),
                _ => Vec::new(),
            },
            new_findings: without(&after, &before),
            gone_findings: without(&before, &after),
            errors,
            pages: None,
        }
    }

    /// Compares the pages too; what keeps a side's pages from being set is an error of that side.
    #[must_use]
    pub fn with_pages(mut self, old: &Side, now: &Side, language: Language) -> Review {
        let (Some(before), Some(after)) = (&old.project, &now.project) else { return self };
        match pages::touched(before, after) {
            Ok(pairs) => self.pages = Some(pairs),
            Err(found) => {
                for (side, found) in self.errors.iter_mut().zip(found) {
                    side.extend(found.iter().map(|one| Finding::new(one, language)));
                }
            }
        }
        self
    }

    /// Whether nothing is different, as far as that can be told: both sides could be read.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.effects.is_empty()
            && self.new_findings.is_empty()
            && self.gone_findings.is_empty()
            && self.errors.iter().all(Vec::is_empty)
            && self.pages.as_ref().is_none_or(Vec::is_empty)
    }
}

/// The findings of `all` that `others` lacks; one that is there several times counts as often.
fn without(all: &[(bool, Finding)], others: &[(bool, Finding)]) -> Vec<Finding> {
    let mut there: HashMap<&(bool, Finding), usize> = HashMap::new();
    for one in others {
        *there.entry(one).or_default() += 1;
    }
    let mut rest = Vec::new();
    for one in all {
        match there.get_mut(one).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => rest.push(one.1.clone()),
        }
    }
    rest
}
