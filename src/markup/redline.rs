//! Redline: the values of a template in two states, one over the other, with what is gone and
//! what is new marked within the texts.
//!
//! The marks are characters of the private use area, which no text of a project can hold: the
//! reader refuses them. The formatter turns them into struck and underlined text; where a plain
//! string is asked for, what is gone falls away.

use std::collections::BTreeMap;

use minijinja::context;
use minijinja::value::{Value, ValueKind};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use super::origin::{as_text, with_text};

/// Begins what is gone, begins what is new, ends either.
const TANDA: [char; 3] = ['\u{e000}', '\u{e001}', '\u{e002}'];

/// Between a value and what it became.
const ARROW: char = '\u{e003}';

/// What templates ask for and never print, by its key: taken as it is now.
const SYMBOLS: [&str; 14] = [
    "id",
    "jenjang",
    "level",
    "id_renstra",
    "kind",
    "huruf",
    "atasan",
    "arah",
    "agregasi",
    "status",
    "state",
    "exact",
    "low",
    "high",
];

/// A run of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// In both states.
    Kept,
    /// Only in the old one.
    Gone,
    /// Only in the new one.
    New,
    /// An arrow from a value to the one that it became; its text is of no account.
    Arrow,
}

/// The runs of a text that may be marked.
pub fn runs(text: &str) -> Vec<(Mark, &str)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find([TANDA[0], TANDA[1], ARROW]) {
        if start > 0 {
            runs.push((Mark::Kept, &rest[..start]));
        }
        let mark = rest[start..].chars().next().unwrap_or_default();
        let inner = &rest[start + mark.len_utf8()..];
        let kind = match mark {
            ARROW => Mark::Arrow,
            mark if mark == TANDA[0] => Mark::Gone,
            _ => Mark::New,
        };
        if kind == Mark::Arrow {
            runs.push((kind, ""));
            rest = inner;
            continue;
        }
        let end = inner.find(TANDA[2]).unwrap_or(inner.len());
        runs.push((kind, &inner[..end]));
        rest = inner.get(end + TANDA[2].len_utf8()..).unwrap_or("");
    }
    if !rest.is_empty() || runs.is_empty() {
        runs.push((Mark::Kept, rest));
    }
    runs
}

/// The text as it is now; what is gone as a whole, as it was.
pub fn current(text: &str) -> String {
    match runs(text).as_slice() {
        [(_, only)] => (*only).to_owned(),
        runs => runs.iter().filter(|(kind, _)| *kind != Mark::Gone).map(|(_, run)| *run).collect(),
    }
}

/// The words of two texts, in runs that both have or only one of them.
pub fn words(before: &str, after: &str) -> Vec<(ChangeTag, String)> {
    let diff = TextDiff::from_words(before, after);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    runs
}

fn gone(text: &str) -> String {
    format!("{}{text}{}", TANDA[0], TANDA[2])
}

fn new(text: &str) -> String {
    format!("{}{text}{}", TANDA[1], TANDA[2])
}

/// The new values with the old ones marked in them.
pub fn merge(before: &Value, after: &Value) -> Value {
    if let (Some(old), Some(now)) = (as_text(before), as_text(after)) {
        return if old == now { after.clone() } else { with_text(after, texts(old, now)) };
    }
    match (before.kind(), after.kind()) {
        // Two formulas of another form: word by word they would be neither.
        (ValueKind::Map, ValueKind::Map) if shape(before) != shape(after) => {
            context! { before => entire(before, gone), ..entire(after, new) }
        }
        (ValueKind::Map, ValueKind::Map) => map(before, after),
        (ValueKind::Seq | ValueKind::Iterable, ValueKind::Seq | ValueKind::Iterable) => {
            list(&items(before), &items(after))
        }
        (ValueKind::None, _) => entire(after, new),
        // A list gave way to a sentence, which stands in its place.
        (_, ValueKind::None) if as_text(before).is_some() => entire(before, gone),
        (ValueKind::Map, ValueKind::None) => entire(before, gone),
        // Numbers are as they are now.
        _ => after.clone(),
    }
}

/// The form of a formula: its fractions and signs, without its words and numbers; nothing for
/// all that is none.
fn shape(value: &Value) -> String {
    let parts = |key: &str| {
        let parts = value.get_attr(key).ok().filter(|list| !list.is_undefined())?;
        Some(items(&parts).iter().map(shape).collect::<String>())
    };
    let attr = |key: &str| value.get_attr(key).ok();
    match attr("kind").as_ref().and_then(Value::as_str) {
        Some("fraction") => {
            let [above, below] = ["atas", "bawah"].map(|key| parts(key).unwrap_or_default());
            format!("[{above}/{below}]")
        }
        Some(_) => {
            let text = attr("text");
            let text = text.as_ref().and_then(as_text).unwrap_or_default().trim();
            if text.contains(char::is_alphanumeric) { "x".to_owned() } else { text.to_owned() }
        }
        None => parts("pieces").unwrap_or_default(),
    }
}

/// A thing that came or went as a whole: each of its texts marked.
fn entire(value: &Value, mark: fn(&str) -> String) -> Value {
    if let Some(text) = as_text(value) {
        // Templates know brackets and signs by what they are.
        let words = text.contains(char::is_alphanumeric);
        return if words { with_text(value, mark(text)) } else { value.clone() };
    }
    match value.kind() {
        ValueKind::Map => each(value, |_, inner| entire(inner, mark)),
        ValueKind::Seq | ValueKind::Iterable => {
            items(value).iter().map(|inner| entire(inner, mark)).collect()
        }
        _ => value.clone(),
    }
}

/// Two texts, word by word; short ones, figures and single words as before → after. What stands in
/// the place of something else never touches it: `I` and `II` side by side read as `III`.
fn texts(a: &str, b: &str) -> String {
    if !a.contains(' ') || !b.contains(' ') {
        return format!("{}{ARROW}{}", gone(a), new(b));
    }
    let mut out = String::new();
    let runs = words(a, b);
    for (n, (tag, run)) in runs.iter().enumerate() {
        match tag {
            ChangeTag::Equal => out.push_str(run),
            ChangeTag::Insert => out.push_str(&new(run)),
            ChangeTag::Delete => {
                let next = runs.get(n + 1).filter(|(tag, _)| *tag == ChangeTag::Insert);
                match next {
                    Some((_, next)) if became(run, next) => out.extend([gone(run), ARROW.into()]),
                    Some((_, next)) if touches(run, next) => {
                        out.push_str(&gone(&format!("{run} ")));
                    }
                    _ => out.push_str(&gone(run)),
                }
            }
        }
    }
    out
}

/// Whether one thing stands in the place of another: a figure for a figure, a word for a word.
fn became(before: &str, after: &str) -> bool {
    let both = |is: fn(&str) -> bool| is(before) && is(after);
    both(|run| run.contains(char::is_numeric)) || both(|run| !run.contains(char::is_whitespace))
}

/// Whether two runs are not kept apart by a blank.
fn touches(before: &str, after: &str) -> bool {
    !before.ends_with(char::is_whitespace) && !after.starts_with(char::is_whitespace)
}

fn items(list: &Value) -> Vec<Value> {
    list.try_iter().map(Iterator::collect).unwrap_or_default()
}

fn map(before: &Value, after: &Value) -> Value {
    each(after, |key, value| match before.get_attr(key) {
        Ok(old) if !old.is_undefined() => merge(&old, value),
        _ => value.clone(),
    })
}

/// The values of a map, all but its markers, made anew.
fn each(map: &Value, make: impl Fn(&str, &Value) -> Value) -> Value {
    let entries = items(map).into_iter().map(|key| {
        let name = key.as_str().unwrap_or_default().to_owned();
        let value = map.get_item(&key).unwrap_or_default();
        let made =
            if SYMBOLS.contains(&name.as_str()) { value } else { make(name.as_str(), &value) };
        (name, made)
    });
    Value::from_object(entries.collect::<BTreeMap<String, Value>>())
}

/// Lists, aligned by what their things are called.
fn list(before: &[Value], after: &[Value]) -> Value {
    let names = |list: &[Value]| list.iter().map(name).collect::<Vec<_>>();
    let mut merged = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &names(before), &names(after)) {
        let (old, now) = (&before[op.old_range()], &after[op.new_range()]);
        if let DiffOp::Delete { .. } = op {
            merged.extend(old.iter().filter_map(struck));
            continue;
        }
        for (n, value) in now.iter().enumerate() {
            merged.push(match old.get(n) {
                Some(before) => merge(before, value),
                None => entire(value, new),
            });
        }
        merged.extend(old.iter().skip(now.len()).filter_map(struck));
    }
    Value::from(merged)
}

/// What a thing of a list is called, by which it is found again.
fn name(value: &Value) -> String {
    if let Some(text) = as_text(value) {
        return text.to_owned();
    }
    let keys = ["id", "kode", "nama", "sasaran", "label", "jabatan", "tahun", "triwulan"];
    let named = keys.iter().find_map(|key| {
        let found = value.get_attr(key).ok()?;
        let number = found.is_integer().then(|| found.to_string());
        as_text(&found).map(str::to_owned).or(number)
    });
    named.unwrap_or_default()
}

/// What is gone still stands, struck; what is code of this program does not.
fn struck(value: &Value) -> Option<Value> {
    (!value.is_safe()).then(|| entire(value, gone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_and_fall_away_where_a_string_is_asked_for() {
        let marked = texts("misi dagang bagi produk", "misi dagang dan promosi bagi produk");
        assert_eq!(current(&marked), "misi dagang dan promosi bagi produk");
        let runs = runs(&marked);
        assert!(runs.iter().any(|(kind, text)| *kind == Mark::New && text.contains("promosi")));
        assert_eq!(current(&texts("82,92%", "93,17%")), "93,17%");
        assert_eq!(current(&gone("Jumlah pasar")), "Jumlah pasar");
    }

    #[test]
    fn what_is_gone_does_not_touch_what_is_new() {
        let quarter = texts("s.d. Triwulan I Tahun 2024", "s.d. Triwulan II Tahun 2024");
        assert_eq!(quarter, format!("s.d. Triwulan {}{ARROW}{} Tahun 2024", gone("I"), new("II")));
        assert_eq!(current(&quarter), "s.d. Triwulan II Tahun 2024");
        let several = texts("misi dagang bagi produk", "misi promosi pameran bagi produk");
        assert!(several.contains(&gone("dagang ")) && several.contains(&new("promosi pameran")));
        assert_eq!(current(&several), "misi promosi pameran bagi produk");
    }

    #[test]
    fn lists_are_aligned_by_name() {
        let old = context! { butir => ["satu dua", "tiga empat"] };
        let now = context! { butir => ["satu dua", "lima enam", "tiga empat"] };
        let merged = merge(&old, &now).get_attr("butir").unwrap();
        let texts: Vec<String> =
            items(&merged).iter().map(|v| v.as_str().unwrap().to_owned()).collect();
        assert_eq!(texts, ["satu dua", "\u{e001}lima enam\u{e002}", "tiga empat"]);
    }

    #[test]
    fn a_thing_that_is_gone_stands_struck_and_a_new_one_is_underlined() {
        let row = |id: &str, nama: &str| context! { id, nama, rumus => context! { kind => "text", text => "(" } };
        let old = context! { rows => [row("a", "Jumlah pasar"), row("b", "Jumlah toko")] };
        let now = context! { rows => [row("b", "Jumlah toko"), row("c", "Jumlah kios")] };
        let merged = items(&merge(&old, &now).get_attr("rows").unwrap());
        let names = merged.iter().map(|v| v.get_attr("nama").unwrap().to_string());
        let expected = [gone("Jumlah pasar"), "Jumlah toko".to_owned(), new("Jumlah kios")];
        assert_eq!(names.collect::<Vec<_>>(), expected);
        for row in &merged {
            let rumus = row.get_attr("rumus").unwrap();
            assert_eq!(rumus.get_attr("kind").unwrap().as_str(), Some("text"));
            assert_eq!(rumus.get_attr("text").unwrap().as_str(), Some("("));
        }
    }

    #[test]
    fn a_formula_of_another_form_stands_before_the_new_one() {
        let word = |text: &str| context! { kind => "text", text };
        let fraction = |atas: &str| {
            let pieces =
                context! { kind => "fraction", atas => [word(atas)], bawah => [word("b")] };
            context! { words => atas, pieces => [pieces] }
        };
        let plain = context! { words => "a", pieces => [word("a")] };
        let merged = merge(&plain, &fraction("a"));
        assert_eq!(
            merged.get_attr("before").unwrap().get_attr("words").unwrap().as_str(),
            Some(gone("a").as_str())
        );
        assert_eq!(merged.get_attr("words").unwrap().as_str(), Some(new("a").as_str()));
        let same_form = merge(&fraction("a"), &fraction("c"));
        assert!(same_form.get_attr("before").unwrap().is_undefined());
        assert_eq!(current(same_form.get_attr("words").unwrap().as_str().unwrap()), "c");
    }

    #[test]
    fn a_text_that_fell_away_stands_struck() {
        let (old, now) = (context! { catatan => "lihat lampiran" }, context! { catatan => () });
        let merged = merge(&old, &now).get_attr("catatan").unwrap();
        assert_eq!(merged.as_str(), Some(gone("lihat lampiran").as_str()));
    }
}
