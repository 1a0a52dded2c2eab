//! Many places in few lines.

use crate::text::{Span, visible_line};

/// Columns of a line with places.
const WIDTH: usize = 98;

/// `data/renstra.yaml:103, 110, 119`, file by file, over as many lines as it takes.
pub fn by_file(places: &[&Span]) -> Vec<String> {
    let files = places.chunk_by(|one, next| one.file.path() == next.file.path());
    files.flat_map(lines_of_file).collect()
}

fn lines_of_file(places: &[&Span]) -> Vec<String> {
    let mut out = Vec::new();
    let path = places.first().map_or("", |place| place.file.path());
    let mut current = visible_line(path).into_owned();
    let mut numbers: Vec<usize> = places.iter().map(|place| place.line_columns()[0].0).collect();
    numbers.dedup();
    for (n, number) in numbers.iter().enumerate() {
        let next = format!("{}{number}", if n == 0 { ":" } else { ", " });
        if current.len() + next.len() > WIDTH {
            out.push(std::mem::replace(&mut current, format!("  {number}")) + ",");
        } else {
            current.push_str(&next);
        }
    }
    out.push(current);
    out
}
