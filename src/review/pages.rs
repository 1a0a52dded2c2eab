//! The pages that a change touches, old and new, with the changed words marked.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use crate::align::align;
use crate::diagnostic::Diagnostic;
use crate::documents::{Content, Job};
use crate::output::Inputs;
use crate::project::Project;
use crate::typeset::{self, Pages, Run};

/// Pairs of pages that are shown; a change of more is better read on paper.
const MAX_PICTURES: usize = 40;

/// A touched page before and after; one of them where a page came or went.
#[derive(Debug)]
pub struct PagePair {
    /// The document.
    pub document: String,
    /// Its number before and after, from 1.
    pub numbers: [Option<usize>; 2],
    /// How many pieces of text only one of the two documents has; none where text that stands in both
    /// only moved.
    pub weight: usize,
    /// Both as SVG, with what differs marked; only of those that differ most.
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
    let mut documents = Vec::new();
    for (job, new) in after {
        let same = |(old, _): &(Job, Pages)| old.is_same_document(&job);
        let old = before.iter().position(same).map(|at| before.remove(at).1);
        documents.push(Compared::new(job.name, [old, Some(new)]));
    }
    documents
        .extend(before.into_iter().map(|(job, old)| Compared::new(job.name, [Some(old), None])));
    let mut pairs: Vec<(&Compared, PagePair)> = Vec::new();
    for one in &documents {
        pairs.extend(one.pairs().into_iter().map(|pair| (one, pair)));
    }
    // Those that differ most, of the same weight the first ones.
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by_key(|n| Reverse(pairs[*n].1.weight));
    for n in order.into_iter().take(MAX_PICTURES) {
        let (document, pair) = &mut pairs[n];
        pair.pictures = Some(document.pictures(pair.numbers));
    }
    Ok(pairs.into_iter().map(|(_, pair)| pair).collect())
}

/// A document before and after.
struct Compared {
    name: String,
    sides: [Option<Pages>; 2],
    /// The runs of each page of each side, and whether the other side has none of their words there.
    runs: [Vec<Vec<(Run, bool)>>; 2],
}

impl Compared {
    fn new(name: String, sides: [Option<Pages>; 2]) -> Self {
        let runs = |side: &Option<Pages>| -> Vec<Vec<Run>> {
            let pages = side.iter().flat_map(|side| (0..side.page_count()).map(|n| side.runs(n)));
            pages.collect()
        };
        let runs = sides.each_ref().map(runs);
        Compared { name, sides, runs: changed(runs) }
    }

    fn pairs(&self) -> Vec<PagePair> {
        let all = |side: &Pages| 0..side.page_count();
        let pairs = match &self.sides {
            [Some(old), Some(new)] => different(old, new),
            [old, new] => {
                let gone = old.iter().flat_map(all).map(|page| (Some(page), None));
                gone.chain(new.iter().flat_map(all).map(|page| (None, Some(page)))).collect()
            }
        };
        let pair = |(a, b): (Option<usize>, Option<usize>)| {
            let weight = |side: usize, page: Option<usize>| {
                let runs = page.and_then(|page| self.runs[side].get(page));
                runs.map_or(0, |runs| runs.iter().filter(|(_, changed)| *changed).count())
            };
            PagePair {
                document: self.name.clone(),
                numbers: [a, b].map(|page| page.map(|page| page + 1)),
                weight: weight(0, a) + weight(1, b),
                pictures: None,
            }
        };
        pairs.into_iter().map(pair).collect()
    }

    /// Two pages, by their numbers, with what differs marked on both.
    fn pictures(&self, numbers: [Option<usize>; 2]) -> [Option<String>; 2] {
        let picture = |side: usize, color: &str| {
            let page = numbers[side]?.checked_sub(1)?;
            let changed = self.runs[side].get(page)?.iter().filter(|(_, changed)| *changed);
            let marks: Vec<&Run> = changed.map(|(run, _)| run).collect();
            picture(self.sides[side].as_ref()?, page, &marks, color)
        };
        [picture(0, "#d01c1c"), picture(1, "#138a36")]
    }
}

/// Marks the runs that have a word which the other document has not at that place of its text. What
/// stands on most pages, such as their numbers, is no change.
fn changed(sides: [Vec<Vec<Run>>; 2]) -> [Vec<Vec<(Run, bool)>>; 2] {
    let words = sides.each_ref().map(|pages| words(pages));
    let texts = words.each_ref().map(|all| all.iter().map(|(word, ..)| *word).collect::<Vec<_>>());
    let mut marked = sides.each_ref().map(|_| HashSet::new());
    for stretch in align(&texts[0], &texts[1]).into_iter().filter(|one| !one.equal) {
        let parts = [stretch.old, stretch.new];
        for ((marked, words), part) in marked.iter_mut().zip(&words).zip(parts) {
            marked.extend(words[part].iter().map(|(_, page, run)| (*page, *run)));
        }
    }
    let mut marked = marked.into_iter();
    sides.map(|pages| {
        let marked = marked.next().unwrap_or_default();
        let page = |(n, runs): (usize, Vec<Run>)| {
            let runs = runs.into_iter().enumerate();
            runs.map(|(run, text)| (text, marked.contains(&(n, run)))).collect()
        };
        pages.into_iter().enumerate().map(page).collect()
    })
}

/// The words of a document with their pages and runs, without those of runs that stand on most pages.
fn words(pages: &[Vec<Run>]) -> Vec<(&str, usize, usize)> {
    let plain = |run: &Run| run.text.chars().filter(|c| !c.is_numeric()).collect::<String>();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for runs in pages {
        for text in runs.iter().map(plain).collect::<BTreeSet<_>>() {
            *counts.entry(text).or_default() += 1;
        }
    }
    let most =
        |run: &Run| pages.len() > 3 && 2 * counts.get(&plain(run)).unwrap_or(&0) > pages.len();
    let mut words = Vec::new();
    for (page, runs) in pages.iter().enumerate() {
        for (n, run) in runs.iter().enumerate().filter(|(_, run)| !most(run)) {
            words.extend(run.text.split_whitespace().map(|word| (word, page, n)));
        }
    }
    words
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
