//! The pages that a change touches, old and new, with the changed words marked.

use std::fmt::Write;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::output::Inputs;
use crate::project::Project;
use crate::typeset::{self, Pages, Run};

/// Pairs of pages that are shown; a change of more is better read on paper.
const MAX_PAIRS: usize = 24;

/// A touched page before and after; one of them where a page came or went.
#[derive(Debug)]
pub struct PagePair {
    /// The document.
    pub document: String,
    /// Before: number from 1, and the picture as SVG.
    pub before: Option<(usize, String)>,
    /// After.
    pub after: Option<(usize, String)>,
}

/// The touched pages of all documents that both sides have, and how many are left out.
pub fn pages(old: &Project, now: &Project) -> (Vec<PagePair>, usize) {
    let mut found = Vec::new();
    let mut left_out = 0;
    for (nama, before, after) in documents(old, now) {
        for (a, b) in touched(&before.text(), &after.text()) {
            if found.len() == MAX_PAIRS {
                left_out += 1;
                continue;
            }
            let [old, new] = [(&before, a), (&after, b)]
                .map(|(side, page)| page.map_or_else(Vec::new, |page| side.runs(page)));
            let (gone, come) = changed(&old, &new);
            found.push(PagePair {
                document: nama.clone(),
                before: a
                    .and_then(|page| Some((page + 1, picture(&before, page, &gone, "#d01c1c")?))),
                after: b
                    .and_then(|page| Some((page + 1, picture(&after, page, &come, "#138a36")?))),
            });
        }
    }
    (found, left_out)
}

/// Both sides' documents, laid out, by name.
fn documents(old: &Project, now: &Project) -> Vec<(String, Pages, Pages)> {
    let set = |project: &Project| -> Vec<(String, Pages)> {
        // Pages do not show what is attached.
        let compilation = project.compilation(&Inputs::default()).unwrap_or_default();
        let laid_out = |one: &typeset::Compilation| {
            Some((one.name.clone(), typeset::lay_out(one, &project.huruf).ok()?.0))
        };
        compilation.iter().filter_map(laid_out).collect()
    };
    let (mut before, after) = (set(old), set(now));
    let mut both = Vec::new();
    for (nama, new) in after {
        if let Some(at) = before.iter().position(|(old, _)| *old == nama) {
            both.push((nama, before.remove(at).1, new));
        }
    }
    both
}

/// Pages that differ, from 0: aligned by what is on them.
fn touched(before: &[String], after: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, before, after) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        let nth = |range: &std::ops::Range<usize>, n: usize| range.clone().nth(n);
        let count = old.len().max(new.len());
        pairs.extend((0..count).map(|n| (nth(&old, n), nth(&new, n))));
    }
    pairs
}

/// The runs that only one of two pages has.
fn changed<'r>(old: &'r [Run], new: &'r [Run]) -> (Vec<&'r Run>, Vec<&'r Run>) {
    let words = |runs: &'r [Run]| runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>();
    let (before, after) = (words(old), words(new));
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if !matches!(op, DiffOp::Equal { .. }) {
            gone.extend(&old[op.old_range()]);
            come.extend(&new[op.new_range()]);
        }
    }
    (gone, come)
}

/// A page with boxes around `marks`.
fn picture(side: &Pages, page: usize, marks: &[&Run], color: &str) -> Option<String> {
    let svg = side.svg(page)?;
    let mut boxes = String::new();
    for run in marks {
        let [x, y, width, height] = run.bbox;
        // Writing to a string cannot fail.
        let _ = write!(
            boxes,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{color}\" \
             fill-opacity=\"0.22\" stroke=\"{color}\" stroke-width=\"0.6\"/>"
        );
    }
    let end = svg.rfind("</svg>")?;
    Some(format!("{}{boxes}{}", &svg[..end], &svg[end..]))
}
