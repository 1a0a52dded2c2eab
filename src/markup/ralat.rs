//! Redline: the values of a template in two states, one over the other, with what is gone and
//! what is new marked within the texts.
//!
//! The marks are characters of the private use area, which no text of a project can hold: the
//! reader refuses them. The formatter turns them into struck and underlined text; where a plain
//! string is asked for, what is gone falls away.

use std::collections::BTreeMap;

use minijinja::value::{Value, ValueKind};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

/// Begins what is gone, begins what is new, ends either.
const TANDA: [char; 3] = ['\u{e000}', '\u{e001}', '\u{e002}'];

/// A run of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ralat {
    /// In both states.
    Tetap,
    /// Only in the old one.
    Hilang,
    /// Only in the new one.
    Baru,
}

/// The runs of a text that may be marked.
pub fn runtun(text: &str) -> Vec<(Ralat, &str)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find([TANDA[0], TANDA[1]]) {
        if start > 0 {
            runs.push((Ralat::Tetap, &rest[..start]));
        }
        let kind = if rest[start..].starts_with(TANDA[0]) { Ralat::Hilang } else { Ralat::Baru };
        let inner = &rest[start + TANDA[0].len_utf8()..];
        let end = inner.find(TANDA[2]).unwrap_or(inner.len());
        runs.push((kind, &inner[..end]));
        rest = inner.get(end + TANDA[2].len_utf8()..).unwrap_or("");
    }
    if !rest.is_empty() || runs.is_empty() {
        runs.push((Ralat::Tetap, rest));
    }
    runs
}

/// The text as it is now.
pub fn kini(text: &str) -> String {
    let now = |(kind, run): &(Ralat, &str)| (*kind != Ralat::Hilang).then(|| (*run).to_owned());
    runtun(text).iter().filter_map(now).collect()
}

fn gone(text: &str) -> String {
    format!("{}{text}{}", TANDA[0], TANDA[2])
}

fn new(text: &str) -> String {
    format!("{}{text}{}", TANDA[1], TANDA[2])
}

/// The new values with the old ones marked in them.
pub fn gabung(lama: &Value, baru: &Value) -> Value {
    match (lama.kind(), baru.kind()) {
        (ValueKind::String, ValueKind::String) if !baru.is_safe() && lama != baru => {
            let [a, b] = [lama, baru].map(|v| v.as_str().unwrap_or_default());
            Value::from(texts(a, b))
        }
        (ValueKind::Map, ValueKind::Map) => map(lama, baru),
        (ValueKind::Seq | ValueKind::Iterable, ValueKind::Seq | ValueKind::Iterable) => {
            list(&items(lama), &items(baru))
        }
        // What came or went as a whole, and numbers, are as they are now.
        (_, ValueKind::String) if !baru.is_safe() && lama.kind() != ValueKind::String => {
            Value::from(new(baru.as_str().unwrap_or_default()))
        }
        _ => baru.clone(),
    }
}

/// Two texts, word by word; short ones one behind the other.
fn texts(a: &str, b: &str) -> String {
    if !a.contains(' ') || !b.contains(' ') {
        return format!("{} → {}", gone(a), new(b));
    }
    let diff = TextDiff::from_words(a, b);
    let mark = |change: similar::Change<&str>| match change.tag() {
        ChangeTag::Equal => change.value().to_owned(),
        ChangeTag::Delete => gone(change.value()),
        ChangeTag::Insert => new(change.value()),
    };
    diff.iter_all_changes().map(mark).collect()
}

fn items(list: &Value) -> Vec<Value> {
    list.try_iter().map(Iterator::collect).unwrap_or_default()
}

fn map(lama: &Value, baru: &Value) -> Value {
    let both = items(baru).into_iter().map(|key| {
        let name = key.as_str().unwrap_or_default().to_owned();
        let value = baru.get_item(&key).unwrap_or_default();
        let merged = match lama.get_item(&key) {
            Ok(old) if !old.is_undefined() => gabung(&old, &value),
            _ => value,
        };
        (name, merged)
    });
    Value::from_object(both.collect::<BTreeMap<String, Value>>())
}

/// Lists, aligned by what their things are called.
fn list(lama: &[Value], baru: &[Value]) -> Value {
    let names = |list: &[Value]| list.iter().map(name).collect::<Vec<_>>();
    let mut merged = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &names(lama), &names(baru)) {
        let (old, now) = (&lama[op.old_range()], &baru[op.new_range()]);
        if let DiffOp::Delete { .. } = op {
            merged.extend(old.iter().filter_map(struck));
            continue;
        }
        for (n, value) in now.iter().enumerate() {
            merged.push(match old.get(n) {
                Some(before) => gabung(before, value),
                None => marked_new(value),
            });
        }
        merged.extend(old.iter().skip(now.len()).filter_map(struck));
    }
    Value::from(merged)
}

/// What a thing of a list is called, by which it is found again.
fn name(value: &Value) -> String {
    if let Some(text) = value.as_str() {
        return text.to_owned();
    }
    let named = ["nama", "sasaran", "label", "jabatan"].iter().find_map(|key| {
        let found = value.get_attr(key).ok()?;
        found.as_str().map(str::to_owned)
    });
    named.unwrap_or_default()
}

/// A text that is gone still stands, struck; a larger thing that is gone does not.
fn struck(value: &Value) -> Option<Value> {
    value.as_str().filter(|_| !value.is_safe()).map(|text| Value::from(gone(text)))
}

/// A thing that is new, all its texts marked.
fn marked_new(value: &Value) -> Value {
    match value.kind() {
        ValueKind::String if !value.is_safe() => {
            Value::from(new(value.as_str().unwrap_or_default()))
        }
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn words_are_marked_and_fall_away_where_a_string_is_asked_for() {
        let marked = texts("misi dagang bagi produk", "misi dagang dan promosi bagi produk");
        assert_eq!(kini(&marked), "misi dagang dan promosi bagi produk");
        let runs = runtun(&marked);
        assert!(runs.iter().any(|(kind, text)| *kind == Ralat::Baru && text.contains("promosi")));
        assert_eq!(kini(&texts("82,92%", "93,17%")), " → 93,17%".to_owned());
    }

    #[test]
    fn lists_are_aligned_by_name() {
        let old = context! { butir => ["satu dua", "tiga empat"] };
        let now = context! { butir => ["satu dua", "lima enam", "tiga empat"] };
        let merged = gabung(&old, &now).get_attr("butir").unwrap();
        let texts: Vec<String> =
            items(&merged).iter().map(|v| v.as_str().unwrap().to_owned()).collect();
        assert_eq!(texts, ["satu dua", "\u{e001}lima enam\u{e002}", "tiga empat"]);
    }
}
