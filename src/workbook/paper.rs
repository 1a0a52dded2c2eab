//! How a sheet goes on paper: how high its rows are, at what scale it is printed, and where its
//! pages break. Excel breaks pages where they are full; here no heading stands alone at a foot, no
//! merged cell is empty after a break, and nothing is printed smaller than can be read.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_xlsxwriter::utility::cell_autofit_width;

use super::cell::{Cached, Cell, Content};
use super::table::{PlacedCell, Sheet, Style};
use crate::model::KertasBuku;

/// Height of a line, in points.
const ROW_HEIGHT: f64 = 13.5;
/// Room above and below the text of a cell, in points.
const SELA: f64 = 4.0;
/// Excel allows no higher row, in points.
const MAX_HEIGHT: f64 = 409.0;
/// Page breaks that Excel takes in a sheet.
const MAX_BREAKS: usize = 1_023;
/// Pixels of one unit of column width, and of a column's own padding.
const PIXELS: (f64, f64) = (7.0, 5.0);
/// Margins: left, right, top, bottom, header, footer, in inches.
pub const MARGIN: [f64; 6] = [0.45, 0.45, 0.8, 0.7, 0.35, 0.3];
/// The smallest scale, in percent: ten points become seven.
const MIN_SCALE: u16 = 70;
/// How far a sheet is made smaller so that a few rows do not take a page of their own, in percent of
/// its scale, and how much of a page is a few.
const TIGHTER: (u16, f64) = (82, 0.35);
/// Of a page's width and height this much is used, in percent: printers differ, and faces in how wide
/// they make a column.
const USED: [f64; 2] = [92.0, 96.0];

/// A sheet on paper.
pub struct Layout {
    /// Excel's number of the paper.
    pub paper: u8,
    /// Its scale in percent.
    pub scale: u16,
    /// Heights of the rows, in points.
    pub heights: BTreeMap<u32, f64>,
    /// Rows that begin a page.
    pub rows: Vec<u32>,
    /// Columns that begin a page, where the sheet is too wide for one.
    pub columns: Vec<u16>,
}

impl Layout {
    /// Lays out a sheet.
    pub fn new(sheet: &Sheet, paper: KertasBuku) -> Layout {
        let (number, long, short) = match paper {
            // Excel's number of the size, and its sides in inches.
            KertasBuku::F4 => (14, 13.0, 8.5),
            KertasBuku::A4 => (9, 11.69, 8.27),
        };
        let (width, height) = if sheet.portrait { (short, long) } else { (long, short) };
        let [left, right, top, bottom, ..] = MARGIN;
        let (scale, columns) = across(sheet, (width - left - right) * USED[0]);
        let whole = columns.is_empty();
        let heights = heights(sheet, whole);
        let pages = Pages::new(sheet, (&heights, whole), (height - top - bottom) * 72.0 * USED[1]);
        let (scale, rows) = pages.at(scale);
        Layout { paper: number, scale, heights, rows, columns }
    }

    /// The cells that a cell is made of on paper: merged ones are cut where pages are. What stands in
    /// the first piece says `true` for stands in this one too.
    pub fn pieces(&self, sheet: &Sheet, span: &PlacedCell) -> Vec<(Area, bool)> {
        let (first, last) = (span.column, self.last_column(sheet, span));
        let seams: Vec<u16> = match self.columns.as_slice() {
            [] => Vec::new(),
            // What is repeated ends where the rest begins.
            cuts => std::iter::once(sheet.repeated()).chain(cuts.iter().copied()).collect(),
        };
        let again = matches!(&span.cell.content, Content::Text(text) if !text.is_empty());
        let mut all = Vec::new();
        for (top, end) in cut(span.row, span.last_row, &self.rows) {
            for (left, right) in cut(first, last, &seams) {
                let down = top == span.row || again;
                let wide = left == first || (again && span.style == Style::Header);
                all.push(([top, left.into(), end, right.into()], down && wide));
            }
        }
        all
    }

    /// The last column of a cell: of one that goes across the sheet, the last one, or the last that
    /// is repeated on every page beside the first.
    fn last_column(&self, sheet: &Sheet, span: &PlacedCell) -> u16 {
        match span.last_column {
            u16::MAX if self.columns.is_empty() => index(sheet.width.len().saturating_sub(1)),
            u16::MAX => sheet.repeated().saturating_sub(1),
            last => last,
        }
    }
}

/// First row and column, last row and column.
pub type Area = [u32; 4];

/// The pieces of `first` to `last`, cut before each of `cuts` that lies in between.
fn cut<N: Copy + Ord + std::ops::Sub<Output = N> + From<u8>>(
    first: N,
    last: N,
    cuts: &[N],
) -> Vec<(N, N)> {
    let mut pieces = Vec::new();
    let mut start = first;
    for cut in cuts.iter().copied().filter(|cut| first < *cut && *cut <= last) {
        pieces.push((start, cut - N::from(1)));
        start = cut;
    }
    pieces.push((start, last));
    pieces
}

fn index(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Pixels of columns of these widths; those of none are not shown.
pub fn pixels(widths: &[f64]) -> f64 {
    widths.iter().filter(|width| **width > 0.0).map(|width| width * PIXELS.0 + PIXELS.1).sum()
}

/// Widths of the columns as they are shown.
fn widths(sheet: &Sheet) -> Vec<f64> {
    let mut widths = sheet.width.clone();
    for hidden in &sheet.hidden {
        if let Some(width) = widths.get_mut(usize::from(*hidden)) {
            *width = 0.0;
        }
    }
    widths
}

fn inches(widths: &[f64]) -> f64 {
    pixels(widths) / 96.0
}

/// The scale at which the sheet fits `room` (inches at a scale of one percent), and the columns that
/// begin a further page where it would be too small on one: the fewest pages, as large as they can
/// be.
fn across(sheet: &Sheet, room: f64) -> (u16, Vec<u16>) {
    let widths = widths(sheet);
    let fits = (MIN_SCALE..=100).rev().find(|scale| inches(&widths) <= room / f64::from(*scale));
    if let Some(scale) = fits {
        return (scale, Vec::new());
    }
    let at = |scale: u16| cuts(sheet, &widths, room / f64::from(scale));
    let fewest = at(MIN_SCALE);
    let same = (MIN_SCALE..=100).rev().find(|scale| at(*scale).len() == fewest.len());
    let scale = same.unwrap_or(MIN_SCALE);
    (scale, at(scale))
}

/// Where a sheet is cut so that each part, the repeated columns beside it, fits `room`: between
/// groups of columns, or within a group that does not fit by itself.
fn cuts(sheet: &Sheet, widths: &[f64], room: f64) -> Vec<u16> {
    let repeated = usize::from(sheet.repeated());
    let room = room - inches(&widths[..repeated.min(widths.len())]);
    let mut starts: Vec<usize> = sheet.seams.iter().map(|seam| usize::from(*seam)).collect();
    starts.retain(|start| (repeated..widths.len()).contains(start));
    starts.insert(0, repeated);
    let mut cuts = Vec::new();
    let mut used = 0.0;
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(widths.len());
        let group = widths.get(*start..end).unwrap_or_default();
        let whole = inches(group) <= room;
        let steps = if whole { vec![(*start, inches(group))] } else { single(*start, group) };
        for (column, width) in steps {
            if used > 0.0 && used + width > room {
                cuts.push(index(column));
                used = 0.0;
            }
            used += width;
        }
    }
    cuts
}

fn single(start: usize, group: &[f64]) -> Vec<(usize, f64)> {
    group.iter().enumerate().map(|(n, width)| (start + n, inches(&[*width]))).collect()
}

/// Lines that `text` takes in `pixels`, broken between words.
pub fn lines(text: &str, pixels: f64) -> u32 {
    let width = |text: &str| f64::from(cell_autofit_width(text).saturating_sub(7));
    let blank = width(" ").max(3.0);
    let mut count = 0;
    for line in text.split('\n') {
        count += 1;
        let mut used = 0.0;
        for word in line.split(' ') {
            let word = width(word);
            if used > 0.0 && used + blank + word > pixels {
                count += 1;
                used = 0.0;
            }
            used += if used > 0.0 { blank + word } else { word };
            while used > pixels {
                count += 1;
                used -= pixels;
            }
        }
    }
    count
}

/// What a cell shows, as far as it decides the height of its row.
pub fn shown(cell: &Cell) -> &str {
    match &cell.content {
        Content::Text(text) | Content::Rumus(_, Cached::Text(text)) => text,
        _ => "",
    }
}

/// The height that the text of a cell needs, in points.
fn needed(sheet: &Sheet, all: &[f64], span: &PlacedCell, whole: bool) -> f64 {
    let first = usize::from(span.column);
    let end = match span.last_column {
        u16::MAX if !whole => usize::from(sheet.repeated()).saturating_sub(1),
        last => usize::from(last),
    };
    let last = end.min(all.len().saturating_sub(1));
    let widths = all.get(first..=last).unwrap_or_default();
    // What is not shown needs no room.
    if widths.iter().all(|width| *width == 0.0) {
        return ROW_HEIGHT + SELA;
    }
    let pixels = (pixels(widths) - 8.0).max(30.0);
    let scale = match span.style {
        Style::Title => 0.8,
        Style::Header | Style::Heading | Style::Jumlah => 0.9,
        _ => 0.97,
    };
    f64::from(lines(shown(&span.cell), pixels * scale)) * ROW_HEIGHT + SELA
}

/// Heights of the rows in points. Excel makes room for wrapped text by itself only where no
/// cells are merged. `whole`: whether texts may go across the whole sheet.
fn heights(sheet: &Sheet, whole: bool) -> BTreeMap<u32, f64> {
    let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
    let mut tall = Vec::new();
    let widths = widths(sheet);
    for span in &sheet.content {
        let height = needed(sheet, &widths, span, whole);
        let row = heights.entry(span.row).or_insert(ROW_HEIGHT + SELA);
        if span.last_row == span.row {
            *row = row.max(height);
        } else {
            tall.push((span.row, span.last_row, height));
        }
    }
    for (first, last, wanted) in tall {
        let there: f64 = (first..=last).filter_map(|row| heights.get(&row)).sum();
        let rows = f64::from(last - first + 1);
        if wanted > there {
            for row in first..=last {
                *heights.entry(row).or_insert(ROW_HEIGHT + SELA) += (wanted - there) / rows;
            }
        }
    }
    for height in heights.values_mut() {
        *height = height.min(MAX_HEIGHT);
    }
    heights
}

/// A sheet that is cut into pages from top to bottom.
struct Pages<'a> {
    heights: &'a BTreeMap<u32, f64>,
    /// Height of a page at a scale of one percent, in points.
    room: f64,
    /// Height of the rows that every page repeats.
    head: f64,
    /// Rows that begin a page.
    forced: HashSet<u32>,
    /// The last row of what stays together, by its first.
    kept: HashMap<u32, u32>,
    last: u32,
}

impl<'a> Pages<'a> {
    fn new(
        sheet: &Sheet,
        (heights, whole): (&'a BTreeMap<u32, f64>, bool),
        room: f64,
    ) -> Pages<'a> {
        let sum = |(first, last): (u32, u32)| {
            (first..=last).filter_map(|row| heights.get(&row)).sum::<f64>()
        };
        let mut kept: HashMap<u32, u32> = HashMap::new();
        let mut keep = |first: u32, end: u32| {
            let longest = kept.entry(first).or_insert(end);
            *longest = (*longest).max(end);
        };
        sheet.kept.iter().for_each(|(first, end)| keep(*first, *end));
        let widths = widths(sheet);
        for span in sheet.content.iter().filter(|span| span.last_row > span.row) {
            for (first, end) in together((sheet, &widths), span, heights) {
                keep(first, end);
            }
        }
        Pages {
            heights,
            room,
            // Where pages stand beside each other, titles are repeated too.
            head: sheet
                .repeat
                .map_or(0.0, |(first, last)| sum((if whole { first } else { 0 }, last))),
            forced: sheet.pages.iter().copied().collect(),
            kept,
            last: heights.keys().next_back().copied().unwrap_or(0),
        }
    }

    /// The scale to print at, at most `scale`, and the rows that begin a page.
    fn at(&self, scale: u16) -> (u16, Vec<u32>) {
        let (mut breaks, used) = self.breaks(scale);
        let mut chosen = scale;
        let (least, few) = TIGHTER;
        let little = !breaks.is_empty() && used < few * self.room / f64::from(scale);
        if little || !self.forced.is_empty() {
            let least = (scale * least / 100).max(MIN_SCALE);
            for scale in (least..scale).rev() {
                let (rows, _) = self.breaks(scale);
                if rows.len() < breaks.len() {
                    (chosen, breaks) = (scale, rows);
                }
            }
        }
        // Behind these, Excel breaks pages where they are full.
        breaks.truncate(MAX_BREAKS);
        (chosen, breaks)
    }

    fn height(&self, row: u32) -> f64 {
        self.heights.get(&row).copied().unwrap_or(ROW_HEIGHT + SELA)
    }

    /// Rows that begin a page: those that must, and those before what would be cut; and how much of
    /// the last page is used.
    fn breaks(&self, scale: u16) -> (Vec<u32>, f64) {
        let room = self.room / f64::from(scale);
        let (mut breaks, mut used, mut row) = (Vec::new(), 0.0, 0);
        while row <= self.last {
            let full = used + self.block(row, room) > room && used > 0.0;
            if self.forced.contains(&row) || full {
                breaks.push(row);
                // The head stands again on every page but the first.
                used = self.head;
            }
            used += self.height(row);
            row += 1;
        }
        (breaks, used)
    }

    /// The height of what stays together from `row` on. What begins within it goes with it. Beyond a
    /// page it makes no difference how high it is.
    fn block(&self, row: u32, room: f64) -> f64 {
        let (mut end, mut height, mut at) = (row, 0.0, row);
        while at <= end && height <= room {
            end = end.max(self.kept.get(&at).copied().unwrap_or(at));
            height += self.height(at);
            at += 1;
        }
        height
    }
}

/// Rows of a merged cell that stay together: all of them, unless it holds text, which stands again
/// on the next page; then as many at either end as the text needs.
fn together(
    (sheet, widths): (&Sheet, &[f64]),
    span: &PlacedCell,
    heights: &BTreeMap<u32, f64>,
) -> Vec<(u32, u32)> {
    let text = match &span.cell.content {
        Content::Text(text) if !text.is_empty() => text,
        // What is empty can be cut anywhere.
        Content::Text(_) | Content::Empty => return Vec::new(),
        Content::Number(_) | Content::Rumus(..) => return vec![(span.row, span.last_row)],
    };
    debug_assert!(!text.is_empty());
    let wanted = needed(sheet, widths, span, true);
    let enough = |rows: &mut dyn Iterator<Item = u32>| {
        let mut there = 0.0;
        let mut last = span.row;
        for row in rows {
            last = row;
            there += heights.get(&row).copied().unwrap_or(ROW_HEIGHT + SELA);
            if there >= wanted {
                break;
            }
        }
        last
    };
    let head = enough(&mut (span.row..=span.last_row));
    let tail = enough(&mut (span.row..=span.last_row).rev());
    vec![(span.row, head), (tail, span.last_row)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::table::{Row, column};

    /// Long texts that formulas need and nobody sees once made rows of five lines.
    #[test]
    fn what_is_not_shown_needs_no_room() {
        let words = "kata ".repeat(40);
        let height = |hidden: bool| {
            let long = column("long", "", 10.0, |(): &(), _| Cell::text(&words)).hidden(hidden);
            let mut sheet = Sheet::new("T", "", &[]);
            let at = sheet.table(
                &[column("short", "", 10.0, |(): &(), _| Cell::text("a")), long],
                &[Row::Body(())],
            );
            heights(&sheet, true)[&at.row_at(0)]
        };
        assert!(height(false) > 5.0 * ROW_HEIGHT);
        assert!(height(true) <= ROW_HEIGHT + SELA);
    }

    #[test]
    fn merged_cells_are_cut_where_pages_are() {
        assert_eq!(cut(3_u32, 9, &[3, 5, 9, 12]), [(3, 4), (5, 8), (9, 9)]);
        assert_eq!(cut(3_u32, 9, &[]), [(3, 9)]);
    }
}
