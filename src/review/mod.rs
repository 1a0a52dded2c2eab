//! `diff`: what a change does to the meaning of a project, to its numbers, to its pages, and to
//! what an inspector would say.
//!
//! Two sides ([`Side`]), each with its own data, templates and fonts, are compared by meaning
//! ([`diff`]): the trees of their files, things matched by id, every value that differs exactly
//! once; by effect ([`effects`]): what was computed from them, and why each number moved; and,
//! where it is asked for, by their pages ([`pages`]).

pub mod codes;
pub mod diff;
pub mod effects;
pub mod listed;
mod names;
pub mod pages;
mod picture;
pub mod render;
mod side;
mod values;
pub mod verify;

use std::collections::{BTreeSet, HashMap, HashSet};

pub use side::{Content, Side, SideError, State};

use crate::diagnostic::{Diagnostic, MAX_PER_FILE};
use crate::language::{Language, notes};
use diff::Change;
use effects::Effect;
use names::Names;
use pages::PagePair;

notes! {
    CUT_FINDINGS = "temuan di {file} dipotong sesudah {n}: yang lebih dari itu tidak ikut dibandingkan",
        "the findings in {file} are cut after {n}: what is beyond is not compared";
    OTHER_YEAR = "tahun edisinya berganti, {old} menjadi {now}: angka kedua sisi dibandingkan untuk tahun {now}",
        "the year of the edition went from {old} to {now}: figures of both sides are compared for {now}";
}

/// A finding of one side: code, place, sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code.
    pub code: &'static str,
    /// File of the finding.
    pub file: String,
    /// Its line, from 1; 0 where it has none.
    pub line: usize,
    /// What it is about, from the largest: names of positions, objectives, indicators.
    pub owner: Vec<String>,
    /// The sentence.
    pub message: String,
}

impl Finding {
    fn new(diagnostic: &Diagnostic, owner: Vec<String>, language: Language) -> Self {
        let span = diagnostic.span.as_ref();
        Finding {
            code: diagnostic.code.code,
            file: span.map_or("", |span| span.file.path()).to_owned(),
            line: span.map_or(0, |span| span.line_columns()[0].0),
            owner,
            message: diagnostic.message(language),
        }
    }

    /// What it is about, wherever that stands now.
    fn subject(&self) -> Subject<'_> {
        (self.code, &self.file, &self.owner)
    }
}

/// What a finding is about: code, file, names.
type Subject<'f> = (&'static str, &'f str, &'f [String]);

/// Everything that is different between two sides.
#[derive(Debug)]
pub struct Review {
    /// Names of the sides.
    pub sides: [String; 2],
    /// What a reader has to know before all else: what could not be compared.
    pub notices: Vec<String>,
    /// Values that differ, and templates and fonts.
    pub changes: Vec<Change>,
    /// What follows from them.
    pub effects: Vec<Effect>,
    /// Findings of the second side that the first has not.
    pub new_findings: Vec<Finding>,
    /// Findings of the first side that the second has not.
    pub gone_findings: Vec<Finding>,
    /// Findings about the same that say something else now.
    pub changed_findings: Vec<[Finding; 2]>,
    /// What keeps each side from building.
    pub errors: [Vec<Finding>; 2],
    /// The touched pages, where they were looked at.
    pub pages: Option<Vec<PagePair>>,
}

impl Review {
    /// Compares two sides, without their pages. Of a side with errors only those are known:
    /// what the other one has besides is neither new nor gone.
    pub fn new(old: &Side, now: &Side, language: Language) -> Review {
        let names = Names::new(&old.state, &now.state);
        let split = [old, now].map(|side| {
            let all = side.findings(&names, language).into_iter();
            all.partition::<Vec<_>, _>(|(error, _)| *error)
        });
        let [(wrong_before, before), (wrong_after, after)] = split;
        let plain = |all: Vec<(bool, Finding)>| -> Vec<Finding> {
            all.into_iter().map(|(_, one)| one).collect()
        };
        let (before, after) = (plain(before), plain(after));
        let (mut gone, mut new) = (without(&before, &after), without(&after, &before));
        let changed = changed(&mut gone, &mut new);
        Review {
            sides: [old.title(language), now.title(language)],
            notices: notices(old, now, language),
            changes: diff::diff(&old.state, &now.state, &names, language),
            effects: match (&old.project, &now.project) {
                (Some(a), Some(b)) => effects::effects(&a.model, &b.model, language),
                _ => Vec::new(),
            },
            // What a side with errors lacks is not known.
            new_findings: if old.project.is_some() { new } else { Vec::new() },
            gone_findings: if now.project.is_some() { gone } else { Vec::new() },
            changed_findings: changed,
            errors: [plain(wrong_before), plain(wrong_after)],
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
                    side.extend(found.iter().map(|one| Finding::new(one, Vec::new(), language)));
                }
            }
        }
        self
    }

    /// Whether nothing is different: both sides could be read, and their documents are the same
    /// byte for byte.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.effects.is_empty()
            && self.new_findings.is_empty()
            && self.gone_findings.is_empty()
            && self.changed_findings.is_empty()
            && self.errors.iter().all(Vec::is_empty)
            && self.pages.as_ref().is_none_or(Vec::is_empty)
    }
}

/// What a reader has to know before all else.
fn notices(old: &Side, now: &Side, language: Language) -> Vec<String> {
    let cut: BTreeSet<&str> = old.cut_findings().chain(now.cut_findings()).collect();
    let cut = cut.into_iter().map(|file| CUT_FINDINGS.arg("file", file).arg("n", MAX_PER_FILE));
    let years = [old, now].map(|side| side.project.as_ref()?.model.opd.tahun);
    let other_year = match years {
        [Some(old), Some(now)] if old != now => Some(OTHER_YEAR.arg("old", old).arg("now", now)),
        _ => None,
    };
    cut.chain(other_year).map(|notice| notice.words(language)).collect()
}

/// The findings of `all` that `others` lacks; one that is there several times counts as often.
fn without(all: &[Finding], others: &[Finding]) -> Vec<Finding> {
    fn said(one: &Finding) -> (Subject<'_>, &str) {
        (one.subject(), &one.message)
    }
    let mut there: HashMap<_, usize> = HashMap::new();
    for one in others {
        *there.entry(said(one)).or_default() += 1;
    }
    let mut rest = Vec::new();
    for one in all {
        match there.get_mut(&said(one)).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => rest.push(one.clone()),
        }
    }
    rest
}

/// Takes out of both lists what is about the same thing, where there is one such finding on
/// either side: it says something else now.
fn changed(gone: &mut Vec<Finding>, new: &mut Vec<Finding>) -> Vec<[Finding; 2]> {
    fn single(all: &[Finding]) -> HashMap<Subject<'_>, &Finding> {
        let mut found: HashMap<_, Option<&Finding>> = HashMap::new();
        for one in all.iter().filter(|one| !one.owner.is_empty()) {
            found.entry(one.subject()).and_modify(|one| *one = None).or_insert(Some(one));
        }
        found.into_iter().filter_map(|(subject, one)| Some((subject, one?))).collect()
    }
    let (before, after) = (single(gone), single(new));
    let pair = |one: &Finding| {
        let [old, new] = [&before, &after].map(|side| side.get(&one.subject()).copied());
        Some([old?.clone(), new?.clone()])
    };
    let pairs: Vec<[Finding; 2]> = new.iter().filter_map(pair).collect();
    // Of what is paired there is no other on either side.
    let paired: HashSet<Subject> = pairs.iter().map(|[_, new]| new.subject()).collect();
    for side in [gone, new] {
        side.retain(|one| !paired.contains(&one.subject()));
    }
    drop(paired);
    pairs
}
