//! Lines that stand too far in or out.

use super::lines::{Line, View, is_name};
use super::{Suspect, causes};

/// The line where the reader stopped and the one above it, each at the columns of lines around.
pub(super) fn level<'t>(view: &View<'t>, near: &[Line<'t>]) -> Vec<Suspect> {
    let last = &near[near.len().saturating_sub(2)..];
    let mut places: Vec<(Rank, Line, usize)> = Vec::new();
    for (n, line) in last.iter().enumerate().filter(|(_, line)| may_move(view, **line)) {
        let above = view.above(line.number).and_then(|other| place_beside(*line, other));
        let below = view.below(line.number).and_then(|other| place_beside(*line, other));
        let mut columns = around(view, *line);
        // The first of several, by its mark or its key, where those below it stand.
        let next = last.get(n + 1).map(super::lines::Line::column);
        columns.extend(next.and_then(|next| next.checked_sub(line.column() - line.indent())));
        for column in columns {
            let indent = line.indent();
            // A line between two that stand level stands out; so does one at an odd column.
            let between = above == Some(column) && below == Some(column);
            let odd = indent % 2 == 1 && column % 2 == 0;
            let rank = (!between, !odd, column.abs_diff(indent), last.len() - n);
            places.push((rank, *line, column));
        }
    }
    places.sort_by_key(|(rank, line, column)| (*rank, line.number, *column));
    places.dedup_by_key(|(_, line, column)| (line.number, *column));
    places.into_iter().flat_map(|(_, line, column)| moved(view, line, column)).collect()
}

/// How likely a place is, the likeliest first.
type Rank = (bool, bool, usize, usize);

/// Whether a line is an entry, an item, or text. A text with a colon in it may be anything.
fn may_move(view: &View, line: Line) -> bool {
    let entry = line.pair().map(|pair| {
        let key = &line.text[pair.key];
        view.is_key(key) || is_name(key)
    });
    line.is_item() || entry.unwrap_or_else(|| !line.text.contains(':'))
}

/// Where `line` would stand level with `other`: items by their marks, entries by their keys.
fn place_beside(line: Line, other: Line) -> Option<usize> {
    if line.is_item() { other.is_item().then(|| other.indent()) } else { Some(other.column()) }
}

/// Columns at which lines around begin, the nearest to that of `line` first: of the line below, of
/// the line above, and of those further out that it may belong to.
fn around(view: &View, line: Line) -> Vec<usize> {
    let below = view.below(line.number).and_then(|other| place_beside(line, other));
    let mut columns: Vec<usize> = below.into_iter().collect();
    let mut least = usize::MAX;
    let mut above = line.number;
    while let Some(one) = view.above(above).filter(|_| least > 0) {
        above = one.number;
        if one.indent() < least {
            least = one.indent();
            columns.extend(place_beside(line, one));
        }
    }
    columns.sort_by_key(|column| (column.abs_diff(line.indent()), *column));
    columns.dedup();
    columns.truncate(6);
    columns
}

/// The line at another column: alone, and with what stands further in below it.
fn moved(view: &View, line: Line, column: usize) -> Vec<Suspect> {
    let indent = line.indent();
    if indent == column || line.text[..indent].contains('\u{feff}') {
        return Vec::new();
    }
    let mut all = vec![alone(view, line, column)];
    let mut below = view.children(line).filter(Line::speaks).peekable();
    if below.peek().is_some() {
        all.push(below.fold(alone(view, line, column), |found, child| {
            let moved = (child.indent() + column).saturating_sub(indent);
            found.edit(child, 0..child.indent(), " ".repeat(moved))
        }));
    }
    all
}

fn alone(view: &View, line: Line, column: usize) -> Suspect {
    let indent = line.indent();
    let cause = if indent > column { &causes::TOO_DEEP } else { &causes::TOO_SHALLOW };
    let place = line.pair().map_or_else(|| line.content(), |pair| pair.key);
    let mut found = Suspect::new(cause, line, place);
    found.strict = true;
    found = found.arg("ada", indent).arg("harus", column).edit(line, 0..indent, " ".repeat(column));
    let level = (0..line.number)
        .rev()
        .take(50)
        .filter_map(|n| view.line(n))
        .find(|other| other.speaks() && place_beside(line, *other) == Some(column));
    found.related = level.map(|other| {
        let place = other.pair().map_or_else(|| other.content(), |pair| pair.key);
        (other.number, other.range(place))
    });
    found
}
