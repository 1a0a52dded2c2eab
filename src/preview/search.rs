//! Words on the pages.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::session::Shown;

/// At most so many places are shown.
const MOST: usize = 500;

/// Where `words` are printed, whatever their capitals, over the ends of lines too.
pub(super) fn find(shown: &BTreeMap<String, Shown>, words: &str) -> Value {
    let asked = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut places = Vec::new();
    if asked.is_empty() {
        return json!({ "places": places, "more": false });
    }
    for (name, document) in shown {
        for page in 0..document.page_count() {
            let runs = document.pages.runs(page);
            // The text of the page, and where each run begins in it.
            let (mut text, mut starts) = (String::new(), Vec::new());
            for run in &runs {
                starts.push(text.len());
                text.push_str(&run.text.trim_end().to_lowercase());
                text.push(' ');
            }
            for (at, _) in text.match_indices(&asked) {
                if places.len() == MOST {
                    return json!({ "places": places, "more": true });
                }
                let end = at + asked.len();
                let first = starts.partition_point(|start| *start <= at).max(1) - 1;
                let last = starts.partition_point(|start| *start < end).max(first + 1);
                let boxes: Vec<[f64; 4]> = runs[first..last].iter().map(|run| run.bbox).collect();
                places.push(json!({
                    "document": name, "page": page, "boxes": boxes, "words": around(&text, at, end),
                }));
            }
        }
    }
    json!({ "places": places, "more": false })
}

/// What stands before, at and behind a place of a text.
fn around(text: &str, start: usize, end: usize) -> [String; 3] {
    let before: Vec<char> = text[..start].chars().rev().take(40).collect();
    let behind: String = text[end..].chars().take(40).collect();
    [before.into_iter().rev().collect(), text[start..end].to_owned(), behind]
}
