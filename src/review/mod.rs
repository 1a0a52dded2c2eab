//! `diff`: what a change does to the meaning of a project, to its numbers, and to what an
//! inspector would say.
//!
//! Two sides ([`Sisi`]) are compared twice. By meaning ([`banding`]): the trees of their files,
//! things matched by id, every value that differs exactly once. And by effect ([`akibat`]): what
//! was computed from them, and why each number moved.

pub mod codes;
pub mod diff;
pub mod effects;
pub mod pages;
pub mod render;
mod side;
pub mod verify;

pub use side::{Side, SideError};

use crate::language::Language;
use diff::Perubahan;
use effects::Effect;

/// A finding that is on one side only: code, place, sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostics {
    /// The code.
    pub code: &'static str,
    /// File of the finding.
    pub file: String,
    /// The sentence.
    pub message: String,
}

/// Everything that is different between two sides.
#[derive(Debug)]
pub struct Review {
    /// Names of the sides.
    pub side: [String; 2],
    /// Values that differ.
    pub perubahan: Vec<Perubahan>,
    /// What follows from them.
    pub effects: Vec<Effect>,
    /// Findings of the second side that the first has not.
    pub new_diagnostics: Vec<Diagnostics>,
    /// Findings of the first side that the second has not.
    pub gone_diagnostics: Vec<Diagnostics>,
    /// What keeps each side from building.
    pub error: [Vec<Diagnostics>; 2],
}

impl Review {
    /// Compares two sides.
    pub fn new(old: &Side, now: &Side, language: Language) -> Review {
        let [mut before, mut after] = [old, now].map(|side| side.findings(language));
        let errors = |all: &[(bool, Diagnostics)]| -> Vec<Diagnostics> {
            all.iter().filter(|(error, _)| *error).map(|(_, t)| t.clone()).collect()
        };
        let error = [errors(&before), errors(&after)];
        before.retain(|one| !remove(&mut after, one));
        let only = |all: Vec<(bool, Diagnostics)>| all.into_iter().map(|(_, t)| t).collect();
        Review {
            side: [old.nama.clone(), now.nama.clone()],
            perubahan: diff::diff(old, now, language),
            effects: match (&old.project, &now.project) {
                (Some(a), Some(b)) => effects::effects(&a.model, &b.model, language),
                _ => Vec::new(),
            },
            new_diagnostics: only(after),
            gone_diagnostics: only(before),
            error,
        }
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.perubahan.is_empty()
            && self.effects.is_empty()
            && self.new_diagnostics.is_empty()
            && self.gone_diagnostics.is_empty()
    }
}

/// Takes one equal to `wanted` out of `all`.
fn remove<T: PartialEq>(all: &mut Vec<T>, wanted: &T) -> bool {
    let found = all.iter().position(|one| one == wanted);
    found.map(|at| all.remove(at)).is_some()
}
