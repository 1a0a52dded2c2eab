//! What has no room in its place: texts that run over a rule of their table or off the paper.

use std::collections::BTreeSet;

use typst::layout::FrameItem;
use typst::visualize::Geometry;

use super::pictures::{At, walk};
use super::{Area, Compilation, Fonts, Pages, Run, Source, TracedRun};

/// Points that a text may reach over a rule: letters have air around them.
const AIR: f64 = 1.0;
/// Findings of a document at most: a column that is too narrow makes one in each row.
const MOST: usize = 20;

/// A text that has no room in its place.
#[derive(Debug)]
pub struct Overflow {
    /// The page, from 0.
    pub page: usize,
    /// The text.
    pub text: String,
    /// What wrote it, where that is known.
    pub source: Option<Source>,
}

impl Pages {
    /// The texts that run over a rule or off the paper, one for each place that wrote them.
    /// `compilation` and `fonts` are those that the pages were laid out from.
    pub fn overflows(&self, compilation: &Compilation, fonts: &Fonts) -> Vec<Overflow> {
        let mut found = Vec::new();
        let mut texts = BTreeSet::new();
        for page in 0..self.page_count() {
            let over = self.over(page);
            if over.is_empty() || found.len() >= MOST {
                continue;
            }
            let traced = self.traced_runs(page, compilation, fonts);
            for (n, TracedRun { run, pieces, .. }) in traced.into_iter().enumerate() {
                let new = over.contains(&n) && texts.insert(run.text.clone());
                if new && found.len() < MOST {
                    let source = pieces.into_iter().next().map(|(_, source)| source);
                    found.push(Overflow { page, text: run.text, source });
                }
            }
        }
        found
    }

    /// The rules on a page: left, top, right and bottom of each, from the upper left corner of the
    /// page.
    pub fn rules(&self, page: usize) -> Vec<Area> {
        let mut rules = Vec::new();
        if let Some(laid_out) = self.document.pages().get(page) {
            walk(&laid_out.frame, At::START, &mut |item, at| {
                if let FrameItem::Shape(shape, _) = item
                    && let Geometry::Line(to) = shape.geometry
                    && shape.stroke.is_some()
                {
                    let [one, other] = [at, at.moved(to)].map(|end| [end.x, end.y]);
                    let [left, right] = [one[0].min(other[0]), one[0].max(other[0])];
                    rules.push([left, one[1].min(other[1]), right, one[1].max(other[1])]);
                }
            });
        }
        rules
    }

    /// The runs of a page that have no room, by their number in the order in which they were set.
    fn over(&self, page: usize) -> BTreeSet<usize> {
        let Some([width, height]) = self.size(page) else { return BTreeSet::new() };
        let runs = self.runs(page);
        let mut rules = self.rules(page);
        rules.retain(|[left, _, right, _]| right - left < 0.1);
        let has_no_room = |run: &Run| {
            let [left, top, across, down] = run.bbox;
            // What ends in a space ends before it.
            let space = run.text.len() - run.text.trim_end().len();
            let right = left + across - if space > 0 { down / 4.0 } else { 0.0 };
            let middle = top + down / 2.0;
            let crosses = |[x, above, _, below]: &Area| {
                *x > left + AIR && *x < right - AIR && *above < middle && middle < *below
            };
            let off = left < -AIR || right > width + AIR || top + down > height + down / 2.0;
            !run.text.trim().is_empty() && (off || rules.iter().any(crosses))
        };
        let all = runs.iter().enumerate().filter(|(_, run)| has_no_room(run));
        all.map(|(n, _)| n).collect()
    }
}
