//! The pages that a change touches, old and new, with the changed words marked.

use std::fmt::Write;

use super::align::align;
use crate::diagnostic::Diagnostic;
use crate::documents::{Content, Job};
use crate::output::Inputs;
use crate::project::Project;
use crate::typeset::{self, Pages, Run};

/// Pairs of pages that are shown; a change of more is better read on paper.
const MAX_PICTURES: usize = 24;

/// A touched page before and after; one of them where a page came or went.
#[derive(Debug)]
pub struct PagePair {
    /// The document.
    pub document: String,
    /// Its number before and after, from 1.
    pub numbers: [Option<usize>; 2],
    /// Both as SVG, with what differs marked; nothing behind the first pairs.
    pub pictures: Option<[Option<String>; 2]>,
}

/// The touched pages of all documents; all pages of those that only one side has.
///
/// # Errors
/// What keeps the pages of each side from being set.
pub fn touched(old: &Project, now: &Project) -> Result<Vec<PagePair>, [Vec<Diagnostic>; 2]> {
    let (mut before, after) = match (documents(old), documents(now)) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            return Err([before, after].map(|side| side.err().unwrap_or_default()));
        }
    };
    let mut found = Vec::new();
    for (job, new) in after {
        let same = |(old, _): &(Job, Pages)| old.is_same_document(&job);
        let old = before.iter().position(same).map(|at| before.remove(at).1);
        add(&mut found, &job.name, old.as_ref(), Some(&new));
    }
    for (job, old) in before {
        add(&mut found, &job.name, Some(&old), None);
    }
    Ok(found)
}

/// Adds the touched pages of a document.
fn add(found: &mut Vec<PagePair>, name: &str, old: Option<&Pages>, new: Option<&Pages>) {
    let all = |side: &Pages| 0..side.page_count();
    let pairs = match (old, new) {
        (Some(old), Some(new)) => different(old, new),
        (old, new) => {
            let gone = old.into_iter().flat_map(all).map(|page| (Some(page), None));
            gone.chain(new.into_iter().flat_map(all).map(|page| (None, Some(page)))).collect()
        }
    };
    for (a, b) in pairs {
        let shown = found.len() < MAX_PICTURES;
        found.push(PagePair {
            document: name.to_owned(),
            numbers: [a, b].map(|page| page.map(|page| page + 1)),
            pictures: shown.then(|| pictures((old, a), (new, b))),
        });
    }
}

/// The documents of a project, laid out: each with its job.
fn documents(project: &Project) -> Result<Vec<(Job, Pages)>, Vec<Diagnostic>> {
    let jobs: Vec<&Job> = project.documents.jobs().iter().collect();
    // Pages do not show what is attached.
    let compilations =
        project.compilations(&jobs, &Inputs::default()).map_err(|found| vec![*found])?;
    let set = jobs.into_iter().filter(|job| matches!(job.content, Content::Template(_)));
    set.zip(&compilations)
        .map(|(job, one)| Ok((job.clone(), typeset::lay_out(one, &project.huruf)?.0)))
        .collect()
}

/// A page before and after, with what differs between them marked on both.
fn pictures(
    (old, a): (Option<&Pages>, Option<usize>),
    (new, b): (Option<&Pages>, Option<usize>),
) -> [Option<String>; 2] {
    let runs = |(side, page): (Option<&Pages>, Option<usize>)| Some(side?.runs(page?));
    let [before, after] = [(old, a), (new, b)].map(|side| runs(side).unwrap_or_default());
    let (gone, come) = changed(&before, &after);
    [(old, a, gone, "#d01c1c"), (new, b, come, "#138a36")]
        .map(|(side, page, marks, color)| picture(side?, page?, &marks, color))
}

/// Pages that differ, from 0: aligned by their text; where that is the same, by how they look.
fn different(before: &Pages, after: &Pages) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs = Vec::new();
    for stretch in align(&before.text(), &after.text()) {
        let (mut old, mut new) = (stretch.old, stretch.new);
        let all = (0..old.len().max(new.len())).map(|_| (old.next(), new.next()));
        pairs.extend(all.filter(|(a, b)| {
            let look = |side: &Pages, page: Option<usize>| page.and_then(|page| side.svg(page));
            !stretch.equal || look(before, *a) != look(after, *b)
        }));
    }
    pairs
}

/// The runs that only one of two pages has.
fn changed<'r>(old: &'r [Run], new: &'r [Run]) -> (Vec<&'r Run>, Vec<&'r Run>) {
    let words = |runs: &'r [Run]| runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for stretch in align(&words(old), &words(new)).into_iter().filter(|one| !one.equal) {
        gone.extend(&old[stretch.old]);
        come.extend(&new[stretch.new]);
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
