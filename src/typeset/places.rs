//! Where signatures go, and what stands where they are.

use std::collections::BTreeSet;

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::{Abs, FrameItem};
use typst::text::TextItem;
use typst::utils::PicoStr;

use super::pictures::{At, TracedRun, walk};
use super::{Compilation, Fonts, Pages};
use crate::language::{Phrase, notes};
use crate::text::Span;

/// The label by which templates mark a place for a signature.
const LABEL: &str = "tanda-tangan";
/// Points that a signature may reach into something: faces have air around their letters.
const AIR: f64 = 0.5;
/// The height of letters, of the size of their face.
const LETTERS: f64 = 0.7;

notes! {
    A_PICTURE = "gambar", "a picture";
}

/// An area of a page: left, bottom, right and top, in points from its lower left corner.
pub type Area = [f64; 4];

/// A place that a document keeps for a signature.
#[derive(Debug, Clone, PartialEq)]
pub struct SignaturePlace {
    /// The page, from 0.
    pub page: usize,
    /// Where on it.
    pub area: Area,
    /// Who signs there: a position, as printed.
    pub signer: String,
    /// The name of who signs there, where it is known.
    pub nama: Option<String>,
}

impl Pages {
    /// The places for signatures, in the order of the document.
    pub fn signature_places(&self) -> Vec<SignaturePlace> {
        let Some(label) = Label::new(PicoStr::intern(LABEL)) else { return Vec::new() };
        let introspector = self.document.introspector();
        let marks = introspector.query(&Selector::Label(label));
        let place = |mark: &typst::foundations::Content| {
            let Value::Dict(about) = &mark.to_packed::<MetadataElem>()?.value else { return None };
            let text = |key: &str| match about.get(key) {
                Ok(Value::Str(text)) => Some(text.to_string()),
                _ => None,
            };
            let length = |key: &str| match about.get(key) {
                Ok(Value::Float(length)) => Some(*length),
                _ => None,
            };
            let at = introspector.position(mark.location()?)?;
            let page = at.page.get() - 1;
            let [left, top] = [at.point.x.to_pt(), self.size(page)?[1] - at.point.y.to_pt()];
            let area = [left, top - length("tinggi")?, left + length("lebar")?, top];
            Some(SignaturePlace { page, area, signer: text("penanda")?, nama: text("nama") })
        };
        marks.iter().filter_map(place).collect()
    }

    /// Where `anchor`, by which a service finds the places for signatures, stands elsewhere on their
    /// pages: the page, from 0, and what of the project is printed there, where it is known.
    /// `compilation` and `fonts` are those that the pages were laid out from.
    pub fn anchors_elsewhere(
        &self,
        anchor: &str,
        compilation: &Compilation,
        fonts: &Fonts,
    ) -> Vec<(usize, Option<Span>)> {
        let places = self.signature_places();
        let pages: BTreeSet<usize> = places.iter().map(|place| place.page).collect();
        let mut found = Vec::new();
        for page in pages {
            let height = self.size(page).map_or(0.0, |[_, height]| height);
            for TracedRun { run, pieces, .. } in self.traced_runs(page, compilation, fonts) {
                let [left, top, width, run_height] = run.bbox;
                let area = [left, height - top - run_height, left + width, height - top];
                let own = places.iter().filter(|place| place.page == page);
                if own.clone().any(|place| is_within(area, place.area)) {
                    continue;
                }
                for (at, _) in run.text.match_indices(anchor) {
                    let piece = pieces.iter().find(|(range, _)| range.contains(&at));
                    found.push((page, piece.and_then(|(_, source)| source.span())));
                }
            }
        }
        found
    }

    /// What lies in an area of a page, from 0; nothing where it is blank. What stands in a place
    /// for a signature is there to be covered.
    pub fn covered(&self, page: usize, area: Area) -> Option<Phrase> {
        let height = self.size(page)?[1];
        let places = self.signature_places();
        let kept = |own: &Area| {
            places.iter().any(|place| place.page == page && is_within(*own, place.area))
        };
        let mut found = None;
        let frame = &self.document.pages().get(page)?.frame;
        walk(frame, At::START, &mut |item, at| {
            let [x, y] = [at.x, height - at.y];
            let drawn = |length: Abs| length.to_pt() * at.scale;
            let (own, what) = match item {
                FrameItem::Text(text) if !text.text.trim().is_empty() => {
                    (area_of(text, [x, y], at.scale), Phrase::from(text.text.trim()))
                }
                FrameItem::Image(_, size, _) => {
                    ([x, y - drawn(size.y), x + drawn(size.x), y], Phrase::from(&A_PICTURE))
                }
                FrameItem::Shape(shape, _) if shape.fill.is_some() => {
                    let all = shape.bbox(false);
                    let [min, max] = [all.min, all.max].map(|end| [drawn(end.x), drawn(end.y)]);
                    let own = [x + min[0], y - max[1], x + max[0], y - min[1]];
                    (own, Phrase::from(&A_PICTURE))
                }
                _ => return,
            };
            if found.is_none() && meet(own, area) && !kept(&own) {
                found = Some(what);
            }
        });
        found
    }
}

/// The letters of a text whose line begins at a point.
fn area_of(text: &TextItem, [x, y]: [f64; 2], scale: f64) -> Area {
    [x, y, x + text.width().to_pt() * scale, y + LETTERS * text.size.to_pt() * scale]
}

/// Whether two areas have more in common than the air around letters.
fn meet(one: Area, other: Area) -> bool {
    let across = one[2].min(other[2]) - one[0].max(other[0]);
    let up = one[3].min(other[3]) - one[1].max(other[1]);
    across > AIR && up > AIR
}

/// Whether an area lies in another.
pub(super) fn is_within(inner: Area, outer: Area) -> bool {
    let [left, bottom, right, top] = outer;
    inner[0] >= left - AIR
        && inner[1] >= bottom - AIR
        && inner[2] <= right + AIR
        && inner[3] <= top + AIR
}
