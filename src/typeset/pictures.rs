//! Pages as pictures, and where their words lie on them and come from.

use std::collections::HashMap;
use std::ops::Range;

use typst::WorldExt;
use typst::layout::{Frame, FrameItem, Point};
use typst::syntax::Span as TypstSpan;
use typst::text::TextItem;
use typst_svg::SvgOptions;

use super::world::{Compilation, ProjectWorld};
use super::{Fonts, Pages};
use crate::markup::Origin;
use crate::text::Span;

/// A run of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Left, top, width and height of its box, in points.
    pub bbox: [f64; 4],
}

/// A run of text with where its pieces come from.
#[derive(Debug, Clone)]
pub struct TracedRun {
    /// The run.
    pub run: Run,
    /// Its pieces: bytes of the run's text, and their source.
    pub pieces: Vec<(Range<usize>, Source)>,
    /// Its letters: the byte of the run's text at which each begins, and how far from the left of
    /// the page, in points. One more says where the last one ends.
    pub letters: Vec<(usize, f64)>,
}

/// What wrote a piece of text on a page.
#[derive(Debug, Clone)]
pub enum Source {
    /// A value; and which bytes of its text the piece is.
    Value(Origin, Range<usize>),
    /// Words of a template, or an expression of it that made them.
    Template(Span),
    /// The compiler: the number of a page, the letter of a list.
    Compiler,
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
            texts(&page.frame, &mut |item, at| found.push(run(item, at)));
        }
        found
    }

    /// The runs of text on a page with where they come from. `compilation` and `fonts` are those
    /// that the pages were laid out from.
    pub fn traced_runs(
        &self,
        page: usize,
        compilation: &Compilation,
        fonts: &Fonts,
    ) -> Vec<TracedRun> {
        let world = ProjectWorld::new(compilation, fonts);
        let mut ranges = HashMap::new();
        let mut found = Vec::new();
        if let Some(page) = self.document.pages().get(page) {
            texts(&page.frame, &mut |item, at| {
                let pieces = pieces(item, &world, &mut ranges);
                found.push(TracedRun { run: run(item, at), pieces, letters: letters(item, at) });
            });
        }
        found
    }
}

/// Where the syntax that a glyph came from stands; asked once for each piece of syntax.
type Ranges = HashMap<TypstSpan, Option<Range<usize>>>;

/// Goes through the texts of a frame, in the order in which they were set.
fn texts<'f>(frame: &'f Frame, visit: &mut dyn FnMut(&'f TextItem, At)) {
    walk(frame, At::START, &mut |item, at| {
        if let FrameItem::Text(text) = item {
            visit(text, at);
        }
    });
}

/// Where an item lies on its page, from the upper left corner in points, and how much larger than
/// it says it is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub x: f64,
    pub y: f64,
    pub scale: f64,
}

impl At {
    /// The upper left corner.
    pub const START: At = At { x: 0.0, y: 0.0, scale: 1.0 };

    /// So far from there.
    pub fn moved(self, by: Point) -> At {
        let [x, y] = [by.x, by.y].map(|length| length.to_pt() * self.scale);
        At { x: self.x + x, y: self.y + y, ..self }
    }
}

/// Goes through what lies in a frame, in the order in which it was set.
pub(super) fn walk<'f>(frame: &'f Frame, origin: At, visit: &mut dyn FnMut(&'f FrameItem, At)) {
    for (at, item) in frame.items() {
        let at = origin.moved(*at);
        match item {
            FrameItem::Group(group) => {
                // Documents of ours move groups and scale them evenly; they do not turn them.
                let inner = at.moved(Point::new(group.transform.tx, group.transform.ty));
                let scale = inner.scale * group.transform.sx.get();
                walk(&group.frame, At { scale, ..inner }, visit);
            }
            item => visit(item, at),
        }
    }
}

fn run(text: &TextItem, at: At) -> Run {
    let size = text.size.to_pt() * at.scale;
    let width = text.width().to_pt() * at.scale;
    Run { text: text.text.to_string(), bbox: [at.x, at.y - size * 0.8, width, size * 1.1] }
}

/// Where the letters of a text begin.
fn letters(text: &TextItem, at: At) -> Vec<(usize, f64)> {
    let mut left = at.x;
    let mut letters = Vec::with_capacity(text.glyphs.len() + 1);
    for glyph in &text.glyphs {
        letters.push((glyph.range().start, left));
        left += glyph.x_advance.at(text.size).to_pt() * at.scale;
    }
    letters.push((text.text.len(), left));
    letters
}

/// The sources of a text's glyphs, neighbours of one source joined.
fn pieces(
    item: &TextItem,
    world: &ProjectWorld,
    ranges: &mut Ranges,
) -> Vec<(Range<usize>, Source)> {
    let mut pieces: Vec<(Range<usize>, Source)> = Vec::new();
    for glyph in &item.glyphs {
        let (span, offset) = glyph.span;
        let source = source(span, usize::from(offset), glyph.range().len(), world, ranges);
        let joined = pieces.last_mut().filter(|(_, last)| last.is_before(&source));
        match joined {
            Some((range, last)) => {
                range.end = glyph.range().end;
                last.grow(source);
            }
            None => pieces.push((glyph.range(), source)),
        }
    }
    pieces
}

/// What wrote a glyph: `offset` bytes into the text of the syntax at `span`.
fn source(
    span: TypstSpan,
    offset: usize,
    length: usize,
    world: &ProjectWorld,
    ranges: &mut Ranges,
) -> Source {
    let range = ranges.entry(span).or_insert_with(|| world.range(span)).clone();
    let (Some(id), Some(range)) = (span.id(), range) else { return Source::Compiler };
    if world.is_main(id)
        && let Some(printed) = world.markup().map.printed(range.start)
    {
        let start = (printed.text.start + offset).min(printed.text.end);
        let end = (start + length).min(printed.text.end);
        return Source::Value(printed.origin.clone(), start..end);
    }
    world.source_place(id, range).map_or(Source::Compiler, Source::Template)
}

impl Source {
    /// The value or the template in the project; nothing for what was computed.
    pub fn span(&self) -> Option<Span> {
        match self {
            Source::Value(origin, _) => origin.span().cloned(),
            Source::Template(span) => Some(span.clone()),
            Source::Compiler => None,
        }
    }

    /// Whether `next` goes on where this ends.
    fn is_before(&self, next: &Source) -> bool {
        match (self, next) {
            (Source::Value(origin, range), Source::Value(other, more)) => {
                origin.is_same(other) && range.end == more.start
            }
            (Source::Template(one), Source::Template(other)) => one.is_same(other),
            (Source::Compiler, Source::Compiler) => true,
            _ => false,
        }
    }

    /// Takes in what goes on where this ends.
    fn grow(&mut self, next: Source) {
        if let (Source::Value(_, range), Source::Value(_, more)) = (self, next) {
            range.end = more.end;
        }
    }
}
