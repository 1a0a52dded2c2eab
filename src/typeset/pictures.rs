//! Pages as pictures, and where their words lie on them.

use typst::layout::{Frame, FrameItem, Point};
use typst_svg::SvgOptions;

use super::Pages;

/// A run of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Left, top, width and height of its box, in points.
    pub bbox: [f64; 4],
}

impl Pages {
    /// A page as SVG, from 0.
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.document.pages().get(page)?;
        Some(typst_svg::svg(page, &SvgOptions::default()))
    }

    /// Width and height of a page in points.
    pub fn size(&self, page: usize) -> Option<[f64; 2]> {
        let size = self.document.pages().get(page)?.frame.size();
        Some([size.x.to_pt(), size.y.to_pt()])
    }

    /// The runs of text on a page, in the order in which they were set.
    pub fn runs(&self, page: usize) -> Vec<Run> {
        let mut found = Vec::new();
        if let Some(page) = self.document.pages().get(page) {
            collect(&page.frame, Point::zero(), &mut found);
        }
        found
    }
}

fn collect(frame: &Frame, origin: Point, found: &mut Vec<Run>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                // Documents of ours move groups; they do not turn them.
                let moved = Point::new(group.transform.tx, group.transform.ty);
                collect(&group.frame, at + moved, found);
            }
            FrameItem::Text(text) => {
                let size = text.size.to_pt();
                let bbox =
                    [at.x.to_pt(), at.y.to_pt() - size * 0.8, text.width().to_pt(), size * 1.1];
                found.push(Run { text: text.text.to_string(), bbox });
            }
            _ => {}
        }
    }
}
