//! Blanks, marks and colons: the signs that hold a file together.

use super::lines::{Line, View, has_no_width, is_blank, is_name, is_stray};
use super::{Suspect, causes};
use crate::language::Phrase;
use crate::typed::{bullet, numbering};

/// Signs of full width with those that are meant.
const FOREIGN: &[(char, &str)] =
    &[('：', ":"), ('，', ","), ('｛', "{"), ('｝', "}"), ('［', "["), ('］', "]"), ('＃', "#")];

/// Blanks of another kind before a value.
pub(super) fn stray_blanks(_: &View, line: Line) -> Vec<Suspect> {
    let structure = line.structure();
    let is_mark = |at: usize, c: char| c == '\u{feff}' && line.start + at == 0;
    let mut stray =
        line.text[structure].char_indices().filter(|(at, c)| is_stray(*c) && !is_mark(*at, *c));
    let Some((first, c)) = stray.next() else { return Vec::new() };
    let run = line.text[first..].find(|c| !is_stray(c)).map_or(line.text.len(), |n| first + n);
    let found = Suspect::new(&causes::STRAY_BLANK, line, first..run).arg("jenis", kind_of_blank(c));
    let all: Vec<(usize, char)> = std::iter::once((first, c)).chain(stray).collect();
    let mended = |found: Suspect, blank: &str| {
        all.iter().fold(found, |found, (at, c)| {
            let plain = if has_no_width(*c) { "" } else { blank };
            found.edit(line, *at..at + c.len_utf8(), plain)
        })
    };
    // In place of a blank, or as one too many.
    let mut again =
        Suspect::new(&causes::STRAY_BLANK, line, first..run).arg("jenis", kind_of_blank(c));
    again.cure = Some(&causes::DELETE_IT);
    let mut all = vec![mended(found, " "), mended(again, "")];
    if has_no_width(c) {
        all.remove(0);
    }
    all
}

/// More than one blank behind the mark of an item, so that the keys below are not level with its
/// first.
pub(super) fn blanks_of_item(_: &View, line: Line) -> Vec<Suspect> {
    let (start, end) = (line.indent() + 1, line.column());
    if end <= start + 1 || line.pair().is_none() {
        return Vec::new();
    }
    let mut found = Suspect::new(&causes::BLANKS_OF_ITEM, line, start..end);
    found.strict = true;
    vec![found.edit(line, start..end, " ")]
}

/// What a person calls a blank that no keyboard has.
pub(in crate::source) fn kind_of_blank(c: char) -> Phrase {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Phrase::from(&causes::NO_BREAK),
        _ => causes::OTHER_BLANK.arg("karakter", format!("U+{:04X}", u32::from(c))),
    }
}

/// The Tab key: as indentation, or before a value.
pub(super) fn tabs(view: &View, line: Line) -> Vec<Suspect> {
    let blanks = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
    let Some(first) = line.text.find('\t') else { return Vec::new() };
    if first < blanks {
        let above = view.above(line.number);
        let deeper = above.filter(|line| line.value().is_empty()).map(|line| line.column() + 2);
        let near = [above, view.below(line.number)].into_iter().flatten();
        let columns =
            deeper.into_iter().chain(near.flat_map(|near| near.columns().collect::<Vec<_>>()));
        let suspect = |column: usize| {
            let found = Suspect::new(&causes::TAB_INDENT, line, first..first + 1);
            found.arg("harus", column).edit(line, 0..blanks, " ".repeat(column))
        };
        return columns.map(suspect).collect();
    }
    let found = Suspect::new(&causes::TAB_INSIDE, line, first..first + 1);
    let tabs = line.text.match_indices('\t').take(1_000);
    vec![tabs.fold(found, |found, (at, _)| found.edit(line, at..at + 1, " "))]
}

/// Colons, commas and braces of full width.
pub(super) fn foreign_signs(_: &View, line: Line) -> Vec<Suspect> {
    let plain = |c: char| FOREIGN.iter().find(|(sign, _)| *sign == c).map(|(_, plain)| *plain);
    let mut found: Option<Suspect> = None;
    for (at, c) in line.text.char_indices().take(10_000) {
        let Some(new) = plain(c) else { continue };
        let range = at..at + c.len_utf8();
        let first = found.take().unwrap_or_else(|| {
            let found = Suspect::new(&causes::FOREIGN_SIGN, line, range.clone());
            found.arg("tanda", c).arg("ganti", new)
        });
        let apart = matches!(c, '：' | '，') && !line.text[range.end..].starts_with(' ');
        let blank = if apart { " " } else { "" };
        found = Some(first.edit(line, range, format!("{new}{blank}")));
    }
    found.into_iter().collect()
}

/// Items of a list that begin with another mark than `- `.
pub(super) fn bullets(view: &View, line: Line) -> Vec<Suspect> {
    let start = line.indent();
    let said = &line.text[start..];
    let Some(mark) = bullet(said).or_else(|| {
        let is_list =
            |near: Option<Line>| near.is_some_and(|near| near.is_item() && near.indent() == start);
        let beside = is_list(view.above(line.number)) || is_list(view.below(line.number));
        numbering(said).filter(|_| beside)
    }) else {
        return Vec::new();
    };
    let blanks = said[mark..].len() - said[mark..].trim_start_matches(is_blank).len();
    let cause = if said.starts_with('-') { &causes::DASH_SPACE } else { &causes::BULLET };
    let found = Suspect::new(cause, line, start..start + mark).arg("tanda", &said[..mark]);
    vec![found.edit(line, start..start + mark + blanks, "- ")]
}

/// A list of things of which one lacks its mark.
pub(super) fn missing_dash(view: &View, line: Line) -> Vec<Suspect> {
    let Some(pair) = line.pair().filter(|_| !line.is_item()) else { return Vec::new() };
    let key = &line.text[pair.key.clone()];
    let begins_item = |other: Line| {
        other.is_item()
            && other.indent() == line.indent()
            && other.pair().is_some_and(|pair| &other.text[pair.key] == key)
    };
    let mut above = (0..line.number).rev().filter_map(|n| view.line(n));
    if !above.any(begins_item) {
        return Vec::new();
    }
    let start = line.indent();
    let found = Suspect::new(&causes::MISSING_DASH, line, pair.key.clone()).arg("kunci", key);
    vec![found.edit(line, start..start, "- ")]
}

/// A key without its colon, with another sign in its place, or without a blank behind it.
pub(super) fn colons(view: &View, line: Line) -> Vec<Suspect> {
    let content = line.content();
    let said = &line.text[content.clone()];
    let ends = |c: char| is_blank(c) || matches!(c, ':' | '=' | ';' | '{' | '[' | '"');
    let word = &said[..said.find(ends).unwrap_or(said.len())];
    let rest = &said[word.len()..];
    let next = rest.trim_start_matches(is_blank);
    let (start, key) = (content.start + word.len(), content.start..content.start + word.len());
    let value = content.end - next.len();
    let signs = [":", "=>", "->", "=", ";"];
    let sign = signs.into_iter().find(|sign| next.starts_with(sign)).unwrap_or_default();
    let behind = next[sign.len()..].trim_start_matches(is_blank);
    let known = view.is_key(word);
    let colon = start..content.end - behind.len();
    let suspect = |cause, range| vec![Suspect::new(cause, line, range).arg("kunci", word)];
    let with = |found: Vec<Suspect>, range: std::ops::Range<usize>, new: &str| {
        found.into_iter().map(|one| one.edit(line, range.clone(), new)).collect()
    };
    match sign {
        ":" if known && behind.len() == next.len() - 1 && stray_length(behind) > 0 => {
            let at = content.end - behind.len();
            let at = at..at + stray_length(behind);
            let sign = &line.text[at.clone()];
            let found = suspect(&causes::BEHIND_COLON, at.clone());
            let found = found.into_iter().map(|one| one.arg("tanda", sign)).collect();
            with(found, at, "")
        }
        ":" if behind.len() == next.len() - 1 && !behind.is_empty() => {
            let fits = (known || is_name(word)) && !behind.starts_with("//");
            if fits {
                with(suspect(&causes::COLON_SPACE, value..value + 1), colon, ": ")
            } else {
                Vec::new()
            }
        }
        ":" => Vec::new(),
        "" if next.is_empty() && (known || is_name(word)) => {
            let mut found = suspect(&causes::MISSING_COLON, key);
            for one in &mut found {
                one.strict = !known;
            }
            with(found, start..start, ":")
        }
        _ if !known => Vec::new(),
        "" => {
            let mut found = suspect(&causes::MISSING_COLON, key);
            if goes_on(view, line, next) {
                for one in &mut found {
                    one.cure = Some(&causes::KEY_OR_TEXT);
                }
            }
            with(found, start..value, ": ")
        }
        _ => {
            let found = suspect(&causes::WRONG_COLON, value..value + sign.len());
            let found = found.into_iter().map(|one| one.arg("tanda", sign)).collect();
            with(found, colon, ": ")
        }
    }
}

/// The length of signs that stand alone behind a colon: one or two that are no letters, and then
/// a blank or nothing.
fn stray_length(behind: &str) -> usize {
    let end = behind.find(' ').unwrap_or(behind.len());
    let signs = &behind[..end];
    let few = (1..=2).contains(&signs.chars().count());
    let alone = signs.len() == behind.len();
    let opens = alone && matches!(signs, "|" | ">" | "{}" | "[]" | "\"\"");
    if few && !opens && !signs.contains(char::is_alphanumeric) { end } else { 0 }
}

/// A sign before a key, or before the mark of its item.
pub(super) fn stray_sign(view: &View, line: Line) -> Vec<Suspect> {
    let mut found = Vec::new();
    for start in [line.indent(), line.column()] {
        let said = &line.text[start..];
        let ends = said.char_indices().map(|(at, c)| at + c.len_utf8()).take(3);
        for end in ends {
            let (sign, rest) = said.split_at(end);
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            let entry = rest.trim_start_matches(' ');
            let entry = entry.strip_prefix("- ").map_or(entry, str::trim_start);
            let key = entry.split(':').next().unwrap_or_default();
            // Letters belong to a word unless they stand alone.
            let apart = blanks > 0 || !sign.ends_with(char::is_alphanumeric);
            let mark = sign == "-" && blanks > 0;
            let known = key.len() < entry.len() && (view.is_key(key) || is_name(key));
            if mark && known && blanks > 2 {
                // A hyphen among the blanks before a key.
                let one = Suspect::new(&causes::STRAY_SIGN, line, start..start + end);
                let mut one = one.arg("tanda", sign).arg("kunci", key);
                one.strict = true;
                found.push(one.edit(line, start..start + end, ""));
            }
            if mark || !apart || sign.contains(' ') || !known {
                continue;
            }
            // The mark of the item stays.
            let kept = sign.len() - sign.strip_prefix('-').map_or(sign, |rest| rest).len();
            let kept = if kept < sign.len() { kept } else { 0 };
            let place = start + kept..start + end;
            for gone in [end, end + blanks] {
                let one = Suspect::new(&causes::STRAY_SIGN, line, place.clone());
                let mut one = one.arg("tanda", &sign[kept..]).arg("kunci", key);
                one.strict = true;
                let blank = if kept > 0 && gone > end { " " } else { "" };
                found.push(one.edit(line, place.start..start + gone, blank));
            }
            break;
        }
    }
    found
}

/// Whether a line may as well go on with the text above it.
fn goes_on(view: &View, line: Line, rest: &str) -> bool {
    view.above(line.number).is_some_and(|above| {
        let text = &above.text[above.value()];
        let open = !text.ends_with(['.', ';', ':', '"', '\'', '}', ']']);
        open && text.contains(' ') && rest.contains(' ')
    })
}
