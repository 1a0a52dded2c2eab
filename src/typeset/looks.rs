//! Pages as a preview needs them: known by what they look like, and with their headings.

use std::hash::{Hash, Hasher};

use typst::foundations::{NativeElement, Selector, StyleChain};
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::model::HeadingElem;

use super::Pages;

/// A heading of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its words.
    pub title: String,
    /// Its level, from 1.
    pub level: usize,
    /// The page, from 0.
    pub page: usize,
    /// Where on it, in points from the upper edge.
    pub top: f64,
}

impl Pages {
    /// What a page looks like, from 0, in a few characters: the same for pages that look the same,
    /// wherever their words come from.
    pub fn look(&self, page: usize) -> Option<String> {
        let page = self.document.pages().get(page)?;
        Some(format!("{:032x}", typst::utils::hash128(&(Look(&page.frame), &page.fill))))
    }

    /// The headings, in the order of the document.
    pub fn headings(&self) -> Vec<Heading> {
        let introspector = self.document.introspector();
        let found = introspector.query(&Selector::Elem(HeadingElem::ELEM, None));
        let heading = |one: &typst::foundations::Content| {
            let heading = one.to_packed::<HeadingElem>()?;
            let at = introspector.position(one.location()?)?;
            Some(Heading {
                title: heading.body.plain_text().to_string(),
                level: heading.resolve_level(StyleChain::default()).get(),
                page: at.page.get() - 1,
                top: at.point.y.to_pt(),
            })
        };
        found.iter().filter_map(heading).collect()
    }
}

/// What is drawn of a frame. Typst's own hash of one takes in where its syntax stands, which moves
/// with every word before it.
struct Look<'a>(&'a Frame);

impl Hash for Look<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.size().hash(state);
        for (at, item) in self.0.items() {
            // What nobody sees is not told apart. A link knows its target by where that stands.
            if matches!(item, FrameItem::Tag(_) | FrameItem::Link(..)) {
                continue;
            }
            at.hash(state);
            std::mem::discriminant(item).hash(state);
            match item {
                FrameItem::Group(group) => {
                    (&group.transform, &group.clip).hash(state);
                    Look(&group.frame).hash(state);
                }
                FrameItem::Text(text) => {
                    (&text.font, text.size, &text.fill, &text.stroke, &text.text).hash(state);
                    for glyph in &text.glyphs {
                        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_offset).hash(state);
                    }
                }
                FrameItem::Shape(shape, _) => shape.hash(state),
                FrameItem::Image(image, size, _) => (image, size).hash(state),
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }
}
