//! Pages as pictures, and where their words lie on them.

use typst::layout::{Frame, FrameItem, Point};
use typst_svg::SvgOptions;

use super::Halaman;

/// A run of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Runtun {
    /// The text.
    pub teks: String,
    /// Left, top, width and height of its box, in points.
    pub kotak: [f64; 4],
}

impl Halaman {
    /// A page as SVG, from 0.
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.dokumen.pages().get(page)?;
        Some(typst_svg::svg(page, &SvgOptions::default()))
    }

    /// Width and height of a page in points.
    pub fn ukuran(&self, page: usize) -> Option<[f64; 2]> {
        let size = self.dokumen.pages().get(page)?.frame.size();
        Some([size.x.to_pt(), size.y.to_pt()])
    }

    /// The runs of text on a page, in the order in which they were set.
    pub fn runtun(&self, page: usize) -> Vec<Runtun> {
        let mut found = Vec::new();
        if let Some(page) = self.dokumen.pages().get(page) {
            collect(&page.frame, Point::zero(), &mut found);
        }
        found
    }
}

fn collect(frame: &Frame, origin: Point, found: &mut Vec<Runtun>) {
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
                let kotak =
                    [at.x.to_pt(), at.y.to_pt() - size * 0.8, text.width().to_pt(), size * 1.1];
                found.push(Runtun { teks: text.text.to_string(), kotak });
            }
            _ => {}
        }
    }
}
