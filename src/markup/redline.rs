//! Redline: the values of a template in two states, one over the other, with what is gone and
//! what is new marked within the texts.
//!
//! Things are the same by id, wherever they stand; texts without one by what they say. What somebody
//! wrote is compared word by word, unless the two have little in common; what this program says of
//! its own accord, and formulas, are units.
//!
//! The marks are characters of the private use area, which no text of a project can hold: the
//! reader refuses them. The formatter turns them into struck and underlined text; where a plain
//! string is asked for, what is gone falls away.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use minijinja::context;
use minijinja::value::{Value, ValueKind};

use super::origin::{Origin, as_text, origin_of, with_text};
use crate::align::{Stretch, align};
use crate::model::text::text_pieces;

/// Begins what is gone, begins what is new, ends either.
const TANDA: [char; 3] = ['\u{e000}', '\u{e001}', '\u{e002}'];

/// Between a value and what it became.
const ARROW: char = '\u{e003}';

/// Between an old word and a new one, where no blank of the text stands.
const BLANK: char = '\u{e004}';

/// Around the ids of what a marked text is about, in front of it.
const ABOUT: [char; 2] = ['\u{e005}', '\u{e006}'];

/// What templates ask for and never print, by its key: taken as it is now.
const SYMBOLS: [&str; 20] = [
    "id",
    "officials",
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
    "basis",
    "frekuensi",
    "ringkasan",
    "untuk",
    "italic_language",
];

/// Whole numbers that templates print as they are.
const PRINTED: [&str; 1] = ["jumlah"];

/// Says of a thing that it is gone as a whole.
const IS_GONE: &str = "gone";

/// Characters of a value up to which the old one and the new one stand before and behind an arrow.
const SHORT: usize = 40;

/// Pairs of texts, of those that stand in each other's place, up to which likeness is looked for.
const MAX_PAIRS: usize = 2_500;

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
    /// A blank that is in neither state.
    Blank,
}

/// The ids of what a text is about, from the largest, joined by `/`; and the text.
pub fn about(text: &str) -> (&str, &str) {
    let inner = text.strip_prefix(ABOUT[0]);
    inner.and_then(|inner| inner.split_once(ABOUT[1])).unwrap_or(("", text))
}

/// The runs of a text that may be marked.
pub fn runs(text: &str) -> Vec<(Mark, &str)> {
    let (_, mut rest) = about(text);
    let mut runs = Vec::new();
    while let Some(start) = rest.find([TANDA[0], TANDA[1], ARROW, BLANK]) {
        if start > 0 {
            runs.push((Mark::Kept, &rest[..start]));
        }
        let mark = rest[start..].chars().next().unwrap_or_default();
        let inner = &rest[start + mark.len_utf8()..];
        let kind = match mark {
            ARROW => Mark::Arrow,
            BLANK => Mark::Blank,
            mark if mark == TANDA[0] => Mark::Gone,
            _ => Mark::New,
        };
        if matches!(kind, Mark::Arrow | Mark::Blank) {
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
        runs => without(runs, Mark::Gone),
    }
}

/// The text as it was; what is new as a whole, as it is.
pub fn former(text: &str) -> String {
    match runs(text).as_slice() {
        [(_, only)] => (*only).to_owned(),
        // A blank beside an old word stood there.
        runs => runs
            .iter()
            .map(|(mark, run)| match mark {
                Mark::New => "",
                Mark::Blank => " ",
                _ => run,
            })
            .collect(),
    }
}

fn without(runs: &[(Mark, &str)], mark: Mark) -> String {
    runs.iter().filter(|(kind, _)| *kind != mark).map(|(_, run)| *run).collect()
}

/// The text to be read aloud: what changed as "semula …, menjadi …".
pub fn spoken(text: &str) -> String {
    let runs: Vec<_> =
        runs(text).into_iter().filter(|(mark, _)| !matches!(mark, Mark::Arrow)).collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some((mark, run)) = runs.get(at) {
        let behind = runs[at + 1..].iter().position(|(mark, _)| *mark != Mark::Blank);
        let next = behind.and_then(|n| Some((at + 1 + n, runs.get(at + 1 + n)?)));
        match (mark, next) {
            (Mark::Gone, Some((n, (Mark::New, new)))) => {
                out = format!("{out}semula {run}, menjadi {new}");
                at = n;
            }
            (Mark::Gone, None) if at == 0 => out = format!("dihapus: {run}"),
            (Mark::New, None) if at == 0 => out = format!("baru: {run}"),
            (Mark::Gone, _) => out = format!("{out}(dihapus: {run})"),
            (Mark::New, _) => out = format!("{out}(baru: {run})"),
            (Mark::Blank, _) => out.push(' '),
            _ => out.push_str(run),
        }
        at += 1;
    }
    out
}

/// Whether a thing, or a text, is gone as a whole.
pub fn is_gone(value: &Value) -> bool {
    match as_text(value) {
        Some(text) => matches!(runs(text)[..], [(Mark::Gone, _)]),
        None => value.get_attr(IS_GONE).is_ok_and(|gone| gone.is_true()),
    }
}

/// Whether anything in a value is marked.
pub fn is_marked(value: &Value) -> bool {
    if let Some(text) = as_text(value) {
        return !matches!(runs(text)[..], [(Mark::Kept, _)]);
    }
    match value.kind() {
        ValueKind::Map => {
            items(value).iter().any(|key| value.get_item(key).is_ok_and(|inner| is_marked(&inner)))
        }
        ValueKind::Seq | ValueKind::Iterable => items(value).iter().any(is_marked),
        _ => false,
    }
}

/// Merged values with only those positions that changed.
pub fn only_changed(merged: &Value) -> Value {
    let all = merged.get_attr("jabatan").unwrap_or_default();
    let jabatan: Vec<Value> = items(&all).into_iter().filter(is_marked).collect();
    context! { jabatan, ..merged.clone() }
}

/// A word and the blanks in front of it.
type Word<'t> = (&'t str, &'t str);

/// The words of a text, and the blanks behind the last one. What is in italics is one: half of it
/// would stand with half of its marks.
fn split(text: &str) -> (Vec<Word<'_>>, &str) {
    let italics: Vec<_> = text_pieces(text)
        .into_iter()
        .filter(|piece| piece.italic)
        .map(|piece| piece.range)
        .collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(blanks) = text[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + blanks;
        let ends =
            |from: usize| text[from..].find(char::is_whitespace).map_or(text.len(), |n| from + n);
        let mut end = ends(start);
        while let Some(within) = italics.iter().find(|range| range.contains(&end)) {
            end = ends(within.end);
        }
        words.push((&text[at..start], &text[start..end]));
        at = end;
    }
    (words, &text[at..])
}

/// Stretches with neighbours of one kind joined.
fn joined(all: impl Iterator<Item = Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for next in all {
        match joined.last_mut().filter(|last| last.equal == next.equal) {
            Some(last) => (last.old.end, last.new.end) = (next.old.end, next.new.end),
            None => joined.push(next),
        }
    }
    joined
}

/// The words of two texts side by side. A few words that stay alone between much that changed are
/// part of the change: nobody reads around them.
fn compare(old: &[Word], new: &[Word]) -> Vec<Stretch> {
    let words = |all: &[Word]| all.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>();
    let mut all = joined(align(&words(old), &words(new)).into_iter());
    let sizes: Vec<usize> = all.iter().map(|one| one.old.len().max(one.new.len())).collect();
    for (n, one) in all.iter_mut().enumerate().filter(|(n, _)| *n > 0) {
        let around = sizes[n - 1].min(sizes.get(n + 1).copied().unwrap_or(0));
        one.equal &= 2 * sizes[n] > around;
    }
    joined(all.into_iter())
}

/// Whether two texts have about half of their words in common, or one goes on where the other ends.
fn are_alike(old: usize, new: usize, stretches: &[Stretch]) -> bool {
    let kept: usize = stretches.iter().filter(|one| one.equal).map(|one| one.new.len()).sum();
    4 * kept >= old + new || kept > 1 && kept == old.min(new)
}

/// The words of two texts, in runs that both have or only one of them; nothing where they have
/// little in common. Blanks of the newer text stand outside of what is new.
pub fn words(before: &str, after: &str) -> Option<Vec<(Mark, String)>> {
    let ((old, _), (new, end)) = (split(before), split(after));
    let stretches = compare(&old, &new);
    if !are_alike(old.len(), new.len(), &stretches) {
        return None;
    }
    let text = |words: &[Word], from: usize| -> String {
        let all = words.iter().enumerate();
        all.flat_map(|(n, (blank, word))| [if n < from { "" } else { blank }, word]).collect()
    };
    let mut runs: Vec<(Mark, String)> = Vec::new();
    for one in stretches {
        let (old, new) = (&old[one.old], &new[one.new]);
        if one.equal {
            runs.push((Mark::Kept, text(new, 0)));
            continue;
        }
        let blank = new.first().map_or("", |(blank, _)| blank);
        runs.push((Mark::Kept, blank.to_owned()));
        runs.push((Mark::Gone, text(old, 1)));
        runs.push((Mark::New, text(new, 1)));
    }
    runs.push((Mark::Kept, end.to_owned()));
    runs.retain(|(_, text)| !text.is_empty());
    Some(apart(runs))
}

/// Runs with something between old and new ones that would touch: an arrow between two figures, else
/// a blank.
fn apart(runs: Vec<(Mark, String)>) -> Vec<(Mark, String)> {
    let mut out: Vec<(Mark, String)> = Vec::new();
    for (mark, text) in runs {
        if let Some((before, last)) = out.last() {
            let touch =
                !last.ends_with(char::is_whitespace) && !text.starts_with(char::is_whitespace);
            let figures = [last, &text].iter().all(|run| run.contains(char::is_numeric));
            let pair = *before == Mark::Gone && mark == Mark::New;
            if pair && figures {
                out.push((Mark::Arrow, String::new()));
            } else if touch && (*before == Mark::Gone || mark == Mark::Gone) {
                out.push((Mark::Blank, String::new()));
            }
        }
        out.push((mark, text));
    }
    out
}

/// A text as it was and as it is, marked. `unit`: not word by word.
fn texts(before: &str, after: &str, unit: bool) -> String {
    let by_words = Some(unit).filter(|unit| !unit && before.contains(' ') && after.contains(' '));
    if let Some(runs) = by_words.and_then(|_| words(before, after)) {
        return runs.iter().map(|(mark, run)| with_mark(*mark, run)).collect();
    }
    let (old, now) = (gone(before), new(after));
    if before.is_empty() || after.is_empty() {
        return format!("{old}{now}");
    }
    let short = [before, after].iter().all(|text| text.chars().count() <= SHORT);
    let between = if short { ARROW } else { BLANK };
    format!("{old}{between}{now}")
}

fn with_mark(mark: Mark, text: &str) -> String {
    match mark {
        Mark::Kept => text.to_owned(),
        Mark::Gone => gone(text),
        Mark::New => new(text),
        Mark::Arrow => ARROW.to_string(),
        Mark::Blank => BLANK.to_string(),
    }
}

fn gone(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}{text}{}", TANDA[0], TANDA[2]) }
}

fn new(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}{text}{}", TANDA[1], TANDA[2]) }
}

/// A marked text in place of that of `value`.
fn put(value: &Value, text: &str, about: &str) -> Value {
    let about =
        if about.is_empty() { String::new() } else { format!("{}{about}{}", ABOUT[0], ABOUT[1]) };
    with_text(value, format!("{about}{text}"))
}

/// The new values with the old ones marked in them.
pub fn merge(before: &Value, after: &Value) -> Value {
    merged(before, after, "")
}

/// `about`: the ids of what holds the values.
fn merged(before: &Value, after: &Value, about: &str) -> Value {
    if let (Some(old), Some(now)) = (as_text(before), as_text(after)) {
        return if old == now { after.clone() } else { text(before, after, about, false) };
    }
    match (before.kind(), after.kind()) {
        (ValueKind::Map, ValueKind::Map) if is_formula(before) && is_formula(after) => {
            formula(before, after, about)
        }
        (ValueKind::Map, ValueKind::Map) => map(before, after, about),
        (ValueKind::Seq | ValueKind::Iterable, ValueKind::Seq | ValueKind::Iterable) => {
            list(&items(before), &items(after), about)
        }
        (ValueKind::None, _) => entire(after, Mark::New, about),
        // A list gave way to a sentence, which stands in its place.
        (_, ValueKind::None) if as_text(before).is_some() => entire(before, Mark::Gone, about),
        (ValueKind::Map, ValueKind::None) => entire(before, Mark::Gone, about),
        // Numbers that steer a template are as they are now.
        _ => after.clone(),
    }
}

/// Two texts of which one became the other.
fn text(before: &Value, after: &Value, about: &str, unit: bool) -> Value {
    let written = |value| matches!(origin_of(value), Some(Origin::Text(_)));
    let unit = unit || !written(before) || !written(after);
    let [old, now] = [before, after].map(|value| as_text(value).unwrap_or_default());
    put(after, &texts(old, now, unit), about)
}

fn is_formula(value: &Value) -> bool {
    ["words", "pieces"].iter().all(|key| value.get_attr(key).is_ok_and(|part| !part.is_undefined()))
}

/// A formula that changed stands whole before the new one, each with what only it has marked; two of
/// another form have nothing in common.
fn formula(before: &Value, after: &Value, about: &str) -> Value {
    let (old, now) = if shape(before) == shape(after) {
        (beside(before, after, gone, about), beside(after, before, new, about))
    } else {
        (entire(before, Mark::Gone, about), entire(after, Mark::New, about))
    };
    if !is_marked(&now) && !is_marked(&old) {
        return after.clone();
    }
    let said = |value: &Value, when: &str| {
        let words = value.get_attr("words").ok();
        format!("{when} {}", words.as_ref().and_then(as_text).unwrap_or_default())
    };
    let old = context! { words => said(before, "semula"), ..old };
    context! { before => old, words => said(after, "menjadi"), ..now }
}

/// A value with its texts marked that are other ones in a value of the same form.
fn beside(value: &Value, other: &Value, mark: fn(&str) -> String, about: &str) -> Value {
    if let Some(text) = as_text(value) {
        let same = as_text(other) == Some(text);
        return if same { value.clone() } else { put(value, &mark(text), about) };
    }
    match value.kind() {
        ValueKind::Map => each(value, |key, inner| {
            beside(inner, &other.get_attr(key).unwrap_or_default(), mark, about)
        }),
        ValueKind::Seq | ValueKind::Iterable => {
            let pairs = items(value).into_iter().zip(items(other));
            pairs.map(|(inner, other)| beside(&inner, &other, mark, about)).collect()
        }
        _ => value.clone(),
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
fn entire(value: &Value, mark: Mark, about: &str) -> Value {
    if let Some(text) = as_text(value) {
        // Templates know brackets and signs by what they are.
        let words = text.contains(char::is_alphanumeric);
        return if words { put(value, &with_mark(mark, text), about) } else { value.clone() };
    }
    match value.kind() {
        ValueKind::Map => {
            let about = within(about, value);
            let made = each(value, |_, inner| entire(inner, mark, &about));
            // What stands in it is gone with it.
            if mark == Mark::Gone {
                context! { gone => true, ..made }
            } else {
                made
            }
        }
        ValueKind::Seq | ValueKind::Iterable => {
            items(value).iter().map(|inner| entire(inner, mark, about)).collect()
        }
        _ => value.clone(),
    }
}

fn items(list: &Value) -> Vec<Value> {
    list.try_iter().map(Iterator::collect).unwrap_or_default()
}

/// What the values of a thing are about: the ids of what holds it, and its own.
fn within(about: &str, thing: &Value) -> String {
    match (attribute(thing, "id"), about) {
        (None, about) => about.to_owned(),
        (Some(id), "") => id,
        (Some(id), about) => format!("{about}/{id}"),
    }
}

fn attribute(thing: &Value, key: &str) -> Option<String> {
    let found = thing.get_attr(key).ok()?;
    let number = found.is_integer().then(|| found.to_string());
    as_text(&found).map(str::to_owned).or(number)
}

fn map(before: &Value, after: &Value, about: &str) -> Value {
    let about = within(about, after);
    // The name of a position stands in the outline of the file, where no mark is seen.
    let is_position = attribute(after, "short_name").is_some();
    each(after, |key, value| match before.get_attr(key) {
        Ok(old) if old.is_undefined() => value.clone(),
        Ok(old) if PRINTED.contains(&key) && old != *value => {
            put(&Value::from(""), &texts(&old.to_string(), &value.to_string(), true), &about)
        }
        Ok(old) if is_position && key == "nama" && as_text(&old) != as_text(value) => {
            text(&old, value, &about, true)
        }
        Ok(old) => merged(&old, value, &about),
        Err(_) => value.clone(),
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

/// Lists: things are the same by what they are known by, texts by what they say; what has neither,
/// such as the parts of a formula, by its place.
fn list(before: &[Value], after: &[Value], about: &str) -> Value {
    let all = || before.iter().chain(after);
    let pairs = if all().all(|value| as_text(value).is_some()) {
        by_text(before, after)
    } else if all().all(|value| name(value).is_some()) {
        by_name(before, after)
    } else {
        (0..after.len()).map(|n| Some(n).filter(|n| *n < before.len())).collect()
    };
    together(before, after, &pairs, about)
}

/// The new things in their order; what is gone stands behind what it stood behind.
fn together(before: &[Value], after: &[Value], pairs: &[Option<usize>], about: &str) -> Value {
    let paired: HashSet<usize> = pairs.iter().flatten().copied().collect();
    let mut out: Vec<Value> = Vec::new();
    let struck_from = |out: &mut Vec<Value>, from: usize| {
        let rest = (from..before.len()).take_while(|n| !paired.contains(n));
        out.extend(rest.filter_map(|n| struck(&before[n], about)));
    };
    struck_from(&mut out, 0);
    for (value, pair) in after.iter().zip(pairs) {
        out.push(match pair {
            Some(old) => merged(&before[*old], value, about),
            None => entire(value, Mark::New, about),
        });
        if let Some(old) = pair {
            struck_from(&mut out, old + 1);
        }
    }
    Value::from(out)
}

fn by_text(before: &[Value], after: &[Value]) -> Vec<Option<usize>> {
    let texts = |list: &[Value]| -> Vec<String> {
        list.iter().map(|value| as_text(value).unwrap_or_default().to_owned()).collect()
    };
    pairs(&texts(before), &texts(after))
}

/// For each new text the old one that it is, or that became it: those that stand in each other's
/// place and have much in common.
pub fn pairs(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    for stretch in joined(align(old, new).into_iter()) {
        let mut from = stretch.old.start;
        let look = stretch.old.len() * stretch.new.len() <= MAX_PAIRS;
        for n in stretch.new.clone() {
            let like = |m: &usize| words(&old[*m], &new[n]).is_some();
            pairs[n] = match stretch.equal {
                true => Some(stretch.old.start + n - stretch.new.start),
                false if look => (from..stretch.old.end).find(like),
                false => None,
            };
            from = pairs[n].map_or(from, |m| m + 1);
        }
    }
    pairs
}

/// For each new thing the old one of the same name; for an objective, the one that has the most of
/// its indicators.
fn by_name(before: &[Value], after: &[Value]) -> Vec<Option<usize>> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, value) in before.iter().enumerate().rev() {
        for name in names(value) {
            places.entry(name).or_default().push(n);
        }
    }
    let mut taken = vec![false; before.len()];
    let mut pairs = Vec::with_capacity(after.len());
    for value in after {
        // For each old thing, how many of the names it shares.
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for name in names(value) {
            let Some(places) = places.get_mut(&name) else { continue };
            while places.last().is_some_and(|n| taken[*n]) {
                places.pop();
            }
            if let Some(n) = places.last() {
                *shared.entry(*n).or_default() += 1;
            }
        }
        let most = shared.into_iter().max_by_key(|(n, shared)| (*shared, Reverse(*n)));
        pairs.push(most.map(|(n, _)| n));
        if let Some((n, _)) = most {
            taken[n] = true;
        }
    }
    pairs
}

/// What a thing is known by: one name; an objective, which has no id, also by those of its indicators.
fn names(value: &Value) -> Vec<String> {
    let indicators = value.get_attr("indikator").ok().filter(|_| attribute(value, "id").is_none());
    let ids = indicators.iter().flat_map(items).filter_map(|one| attribute(&one, "id"));
    ids.chain(name(value)).collect()
}

/// What a thing of a list is called, by which it is found again.
fn name(value: &Value) -> Option<String> {
    const NAMES: [&str; 7] =
        ["nama", "sasaran", "label", "jabatan", "indikator", "tahun", "triwulan"];
    let id = ["id", "kode"].iter().find_map(|key| attribute(value, key));
    id.or_else(|| {
        let all: Vec<String> = NAMES.iter().filter_map(|key| attribute(value, key)).collect();
        (!all.is_empty()).then(|| all.join("\n"))
    })
}

/// What is gone still stands, struck; what is code of this program does not.
fn struck(value: &Value, about: &str) -> Option<Value> {
    if value.is_safe() {
        return None;
    }
    Some(entire(value, Mark::Gone, about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::origin::traced;
    use crate::text::Text;

    /// Words that somebody wrote.
    fn own(words: &str) -> Value {
        traced(words, Origin::Text(Text::built_in(words)))
    }

    /// A marked text as people write it: `[-old-]`, `{+new+}`, `→`, `_` for a blank that is in none.
    fn told(value: &Value) -> String {
        let text = as_text(value).unwrap_or_default();
        let run = |(mark, run): (Mark, &str)| match mark {
            Mark::Kept => run.to_owned(),
            Mark::Gone => format!("[-{run}-]"),
            Mark::New => format!("{{+{run}+}}"),
            Mark::Arrow => "→".to_owned(),
            Mark::Blank => "_".to_owned(),
        };
        runs(text).into_iter().map(run).collect()
    }

    fn all(list: &Value) -> Vec<String> {
        items(list).iter().map(told).collect()
    }

    #[test]
    fn what_somebody_wrote_is_compared_word_by_word() {
        for (old, now, marked) in [
            (
                "misi dagang bagi produk",
                "misi dagang dan promosi bagi produk",
                "misi dagang {+dan promosi+} bagi produk",
            ),
            (
                "jaringan dan pemeliharannya (maintenance); dan",
                "jaringan dan pemeliharaannya (maintenance); dan",
                "jaringan dan [-pemeliharannya-]_{+pemeliharaannya+} (maintenance); dan",
            ),
            ("satu dua tiga empat", "satu dua empat", "satu dua_[-tiga-] empat"),
            ("satu dua tiga", "dua tiga", "[-satu-]_dua tiga"),
            (
                "target 70% dari 12 pasar",
                "target 75% dari 12 pasar",
                "target [-70%-]→{+75%+} dari 12 pasar",
            ),
            // Little in common, or one word: as a whole.
            (
                "Kepala Seksi Informasi Perdagangan dan Penyaluran Barang dan Jasa",
                "Analis Perdagangan Ahli Muda",
                "[-Kepala Seksi Informasi Perdagangan dan Penyaluran Barang dan Jasa-]_{+Analis Perdagangan Ahli Muda+}",
            ),
            ("orang", "pasar", "[-orang-]→{+pasar+}"),
            // Italics as a whole.
            (
                "di ruang *front office* kantor ini",
                "di ruang *back office* kantor ini",
                "di ruang [-*front office*-]_{+*back office*+} kantor ini",
            ),
            // A word that stays alone between much that changed.
            (
                "a b c x d e f 1 2 3 4 5 6 7 8",
                "k l m x n o p 1 2 3 4 5 6 7 8",
                "[-a b c x d e f-]_{+k l m x n o p+} 1 2 3 4 5 6 7 8",
            ),
        ] {
            let merged = merge(&own(old), &own(now));
            assert_eq!(told(&merged), marked);
            let text = as_text(&merged).unwrap();
            assert_eq!(current(text), now);
            assert_eq!(former(text).split_whitespace().collect::<Vec<_>>().join(" "), old);
        }
    }

    #[test]
    fn what_the_program_says_is_a_unit() {
        let said = |old: &str, now: &str| told(&merge(&Value::from(old), &Value::from(now)));
        assert_eq!(said("Sangat Baik", "Baik"), "[-Sangat Baik-]→{+Baik+}");
        assert_eq!(said("82,92%", "93,17%"), "[-82,92%-]→{+93,17%+}");
        let [old, now] = ["75,00% (Cukup), dari 1", "76,00% (Baik), dari 1"].map(|value| {
            format!("Rata-rata capaian jabatan ini: {value} indikator yang terhitung.")
        });
        assert_eq!(said(&old, &now), format!("[-{old}-]_{{+{now}+}}"));
        assert_eq!(said("", "DATA CONTOH"), "{+DATA CONTOH+}");
    }

    #[test]
    fn positions_and_indicators_are_the_same_by_id() {
        let one = |id: &str, nama: &str| context! { id, nama => own(nama), short_name => nama };
        let old = context! { jabatan => [one("a", "Kepala Seksi A"), one("b", "Kepala Seksi B")] };
        let now =
            context! { jabatan => [one("c", "Kepala Seksi C"), one("b", "Kepala Seksi Beda")] };
        let merged = merge(&old, &now).get_attr("jabatan").unwrap();
        let names = items(&merged)
            .iter()
            .map(|one| told(&one.get_attr("nama").unwrap()))
            .collect::<Vec<_>>();
        // The name of a position stands in the outline of the file: it is a unit.
        assert_eq!(
            names,
            [
                "[-Kepala Seksi A-]",
                "{+Kepala Seksi C+}",
                "[-Kepala Seksi B-]→{+Kepala Seksi Beda+}"
            ]
        );
        let gone: Vec<bool> = items(&merged).iter().map(is_gone).collect();
        assert_eq!(gone, [true, false, false]);
        let marked = items(&merged)[2].get_attr("nama").unwrap();
        assert_eq!(about(as_text(&marked).unwrap()).0, "b");
        let changed = only_changed(&merge(&old, &old)).get_attr("jabatan").unwrap();
        assert!(items(&changed).is_empty());
    }

    #[test]
    fn an_objective_is_the_one_that_has_its_indicators() {
        let one = |sasaran: &str, ids: &[&str]| {
            let all: Vec<Value> =
                ids.iter().map(|id| context! { id => *id, nama => own(id) }).collect();
            context! { sasaran => own(sasaran), indikator => all }
        };
        let old = [one("Tertatanya arsip kantor", &["x", "y"]), one("Tertib pasar rakyat", &["z"])];
        let now = [
            one("Tertib pasar rakyat dan tera", &["z"]),
            one("Tertatanya semua arsip kantor", &["y", "w"]),
        ];
        let merged = merge(&Value::from(old.to_vec()), &Value::from(now.to_vec()));
        let told_of = |one: &Value, key: &str| told(&one.get_attr(key).unwrap());
        let names: Vec<String> = items(&merged).iter().map(|one| told_of(one, "sasaran")).collect();
        assert_eq!(
            names,
            ["Tertib pasar rakyat {+dan tera+}", "Tertatanya {+semua+} arsip kantor"]
        );
        let indicators = items(&items(&merged)[1].get_attr("indikator").unwrap());
        let ids: Vec<String> = indicators.iter().map(|one| told_of(one, "nama")).collect();
        assert_eq!(ids, ["[-x-]", "y", "{+w+}"]);
    }

    #[test]
    fn texts_of_a_list_are_the_same_by_what_they_say() {
        let list = |all: &[&str]| Value::from(all.iter().map(|text| own(text)).collect::<Vec<_>>());
        let merged = merge(
            &list(&["satu dua tiga", "empat lima enam", "tujuh delapan sembilan"]),
            &list(&[
                "satu dua tiga",
                "lain sama sekali",
                "empat lima enam baru",
                "tujuh delapan sembilan",
            ]),
        );
        assert_eq!(
            all(&merged),
            [
                "satu dua tiga",
                "{+lain sama sekali+}",
                "empat lima enam {+baru+}",
                "tujuh delapan sembilan"
            ]
        );
    }

    #[test]
    fn a_formula_that_changed_stands_whole_before_the_new_one() {
        let word = |text: &str| context! { kind => "text", text };
        let fraction = |atas: &str| {
            let pieces =
                context! { kind => "fraction", atas => [word(atas)], bawah => [word("322")] };
            context! { words => format!("{atas} dibagi 322"), pieces => [pieces] }
        };
        let merged = merge(&fraction("267"), &fraction("300"));
        let words = |value: &Value| value.get_attr("words").unwrap().to_string();
        assert_eq!(words(&merged), "menjadi 300 dibagi 322");
        let before = merged.get_attr("before").unwrap();
        assert_eq!(words(&before), "semula 267 dibagi 322");
        let above = |value: &Value, part: &str| {
            let piece = &items(&value.get_attr("pieces").unwrap())[0];
            told(&items(&piece.get_attr(part).unwrap())[0].get_attr("text").unwrap())
        };
        assert_eq!([above(&before, "atas"), above(&before, "bawah")], ["[-267-]", "322"]);
        assert_eq!([above(&merged, "atas"), above(&merged, "bawah")], ["{+300+}", "322"]);
        // Of another form: nothing in common.
        let plain = context! { words => "267", pieces => [word("267")] };
        let merged = merge(&plain, &fraction("267"));
        assert_eq!(above(&merged, "atas"), "{+267+}");
        let same = merge(&plain, &plain);
        assert!(same.get_attr("before").unwrap().is_undefined());
    }

    #[test]
    fn numbers_that_are_printed_are_marked() {
        let count = |jumlah: i32| context! { nama => "Baik", jumlah };
        let merged = merge(&count(35), &count(34)).get_attr("jumlah").unwrap();
        assert_eq!(told(&merged), "[-35-]→{+34+}");
        let steering = merge(&context! { sampai => 2 }, &context! { sampai => 4 });
        assert_eq!(steering.get_attr("sampai").unwrap(), Value::from(4));
    }

    /// A choice of a template is made by a value that carries no marks.
    #[test]
    fn what_steers_a_template_is_never_marked() {
        fn choices(schema: &serde_json::Value, all: &serde_json::Value) -> bool {
            let target = schema["$ref"].as_str().and_then(|name| name.strip_prefix('#'));
            let schema = target.and_then(|name| all.pointer(name)).unwrap_or(schema);
            let several = ["anyOf", "oneOf"].iter().filter_map(|key| schema[key].as_array());
            let is_one = schema.get("enum").is_some() || schema["const"].is_string();
            is_one || several.flatten().any(|one| choices(one, all))
        }
        fn look(schema: &serde_json::Value, all: &serde_json::Value, found: &mut HashSet<String>) {
            for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
                found.extend(choices(inner, all).then(|| key.clone()));
            }
            let parts = schema.as_object().into_iter().flat_map(|map| map.values());
            parts
                .chain(schema.as_array().into_iter().flatten())
                .for_each(|one| look(one, all, found));
        }
        let (schema, mut found) = (crate::markup::Data::schema(), HashSet::new());
        look(&schema, &schema, &mut found);
        let mut marked: Vec<_> =
            found.iter().filter(|key| !SYMBOLS.contains(&key.as_str())).collect();
        marked.sort();
        assert!(marked.is_empty(), "{marked:?}");
        assert!(found.len() > 5, "{found:?}");
    }

    #[test]
    fn what_changed_is_spoken_of() {
        let marked = |old: &str, now: &str| merge(&Value::from(old), &Value::from(now));
        let said = |value: &Value| spoken(as_text(value).unwrap());
        assert_eq!(said(&marked("70%", "75%")), "semula 70%, menjadi 75%");
        assert_eq!(said(&marked("a", "a")), "a");
        let words = merge(&own("misi dagang bagi produk"), &own("misi tani bagi produk"));
        assert_eq!(said(&words), "misi semula dagang, menjadi tani bagi produk");
        assert_eq!(spoken(&gone("300 dibagi 322")), "dihapus: 300 dibagi 322");
        assert_eq!(spoken(&new("300 dibagi 322")), "baru: 300 dibagi 322");
    }

    #[test]
    fn a_text_that_fell_away_stands_struck() {
        let (old, now) = (context! { catatan => "lihat lampiran" }, context! { catatan => () });
        let merged = merge(&old, &now).get_attr("catatan").unwrap();
        assert_eq!(told(&merged), "[-lihat lampiran-]");
    }
}
