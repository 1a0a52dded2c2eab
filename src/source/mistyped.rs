//! What can be read, but was not meant so: YAML takes a decimal comma for one between entries, a
//! colon without a blank for a letter. The walk through a file ([`super::schema`]) asks here
//! before it reports what such a file lacks.

use std::ops::Range;

use super::codes;
use super::diagnosis::causes::{self, Cause};
use super::diagnosis::{clipped, is_blank, is_name, is_stray, is_time, kind_of_blank, quoted};
use super::tree::{Entry, Kind, Node};
use crate::diagnostic::Diagnostic;
use crate::language::{Note, Phrase, notes};
use crate::text::SourceFile;
use crate::typed::{Proposal, bullet, numbering, propose};

notes! {
    /// A comma that marks thousands for one reader and decimals for another.
    EITHER_NUMBER = "tulis {ribuan} bila komanya pemisah ribuan, atau {desimal}0 bila komanya desimal",
        "write {ribuan} if the comma marks thousands, or {desimal}0 if it is a decimal comma";
}

/// A finding of a known way of mistyping: what is to blame, and what the place should say.
fn mistyped(
    cause: &'static Cause,
    file: &SourceFile,
    range: Range<usize>,
    args: &[(&'static str, Phrase)],
) -> Diagnostic {
    let mut sentence = Phrase::from(&cause.what);
    let mut found = Diagnostic::new(&codes::YAML_SINTAKSIS, file.span(range));
    for (name, value) in args {
        sentence = sentence.arg(name, value.clone());
        found = found.arg(name, value.clone());
    }
    found.arg("sebab", sentence).other_help(&cause.cure)
}

fn shown(text: &str) -> Phrase {
    Phrase::from(clipped(text))
}

/// Whether the value is written between braces or brackets.
fn is_flow(file: &SourceFile, node: &Node) -> bool {
    file.text()[node.range.start..].starts_with(['{', '['])
}

/// Whether an entry has nothing behind its key.
fn has_no_value(entry: &Entry) -> bool {
    entry.value.range.is_empty() && entry.value.is_null()
}

/// How many entries from the `n`th on are the decimals of the number before them: digits behind a
/// comma, without a value.
pub(super) fn decimals(text: &str, entries: &[Entry], n: usize) -> usize {
    let Some(before) = n.checked_sub(1).map(|n| &entries[n].value) else { return 0 };
    let Kind::Scalar { text: number, plain: true } = &before.kind else { return 0 };
    if !number.ends_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let mut end = before.range.end;
    let mut count = 0;
    for entry in &entries[n..] {
        let digits = entry.key.strip_suffix('%').map_or(entry.key.as_str(), str::trim_end);
        let between = text.get(end..entry.key_range.start).unwrap_or_default();
        let apart = between == "," || (between == ", " && digits.len() < entry.key.len());
        // `40,2025`: a year that has no value yet.
        let year = is_time(&entry.key)
            && entries.iter().any(|one| one.key != entry.key && is_time(&one.key));
        let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !apart || !all || year || !has_no_value(entry) {
            break;
        }
        count += 1;
        end = entry.key_range.end;
        if digits.len() < entry.key.len() {
            break;
        }
    }
    count
}

/// Whether the `n`th entry is part of the decimals of a number.
pub(super) fn is_decimal(text: &str, entries: &[Entry], n: usize) -> bool {
    // Nobody types more groups of digits than these.
    (0..8).any(|back| n >= back && decimals(text, entries, n - back) > back)
}

/// What the `n`th entry between braces, which has no value, was meant to be; and how many entries
/// it explains.
pub(super) fn valueless(
    file: &SourceFile,
    node: &Node,
    n: usize,
    is_key: &dyn Fn(&str) -> bool,
) -> Option<(Diagnostic, usize)> {
    let Kind::Map(entries) = &node.kind else { return None };
    let entry = &entries[n];
    if !is_flow(file, node) || !has_no_value(entry) {
        return None;
    }
    let text = file.text();
    match decimals(text, entries, n) {
        0 => {}
        count => {
            let start = entries[n - 1].value.range.start;
            let range = start..entries[n + count - 1].key_range.end;
            return Some((decimal_comma(file, range), count));
        }
    }
    colon(file, entry, is_key).map(|found| (found, 1)).or_else(|| comma_in_text(file, entries, n))
}

/// `70,5%` between braces.
fn decimal_comma(file: &SourceFile, range: Range<usize>) -> Diagnostic {
    let said = file.text()[range.clone()].to_owned();
    let found = Diagnostic::new(&codes::KOMA_DESIMAL, file.span(range)).arg("nilai", &said);
    match propose(&said) {
        Some(Proposal::Either { thousands, decimal }) => {
            let found = found.arg("ribuan", thousands).arg("desimal", decimal);
            found.other_help(&EITHER_NUMBER)
        }
        Some(Proposal::Number(number)) => found.arg("usul", number),
        _ => found.arg("usul", said.replace(',', ".").replace(' ', "")),
    }
}

/// `{ nilai:15 }`, `{ nilai 15 }`, `{ 2024 = 60% }`: a key and its value in one.
fn colon(file: &SourceFile, entry: &Entry, is_key: &dyn Fn(&str) -> bool) -> Option<Diagnostic> {
    let said = entry.key.as_str();
    let end = said.find(|c: char| is_blank(c) || matches!(c, ':' | '='))?;
    let (word, rest) = said.split_at(end);
    let value = rest.trim_start_matches(|c| is_blank(c) || matches!(c, ':' | '='));
    let known = is_time(word) || is_key(word);
    let number = value.starts_with(|c: char| c.is_ascii_digit());
    if value.is_empty() || !(known || (is_name(word) && number)) {
        return None;
    }
    if let Some(found) = stray_blank(file, &entry.key_range, said) {
        return Some(found);
    }
    let sign = rest.trim_start().chars().next().filter(|c| matches!(c, ':' | '='));
    let cause = match sign {
        Some(':') => &causes::COLON_SPACE,
        Some(_) => &causes::WRONG_COLON,
        None => &causes::MISSING_COLON,
    };
    let args = [
        ("kunci", Phrase::from(word)),
        ("tanda", Phrase::from('=')),
        ("usul", shown(&format!("{word}: {value}"))),
    ];
    Some(mistyped(cause, file, entry.key_range.clone(), &args))
}

/// A text between braces that goes on behind a comma.
fn comma_in_text(file: &SourceFile, entries: &[Entry], n: usize) -> Option<(Diagnostic, usize)> {
    let before = &entries[n.checked_sub(1)?];
    let Kind::Scalar { text, plain: true } = &before.value.kind else { return None };
    let is_word = |text: &str| text.chars().any(char::is_alphabetic);
    if !is_word(text) {
        return None;
    }
    let belongs = |entry: &&Entry| has_no_value(entry) && !is_time(&entry.key);
    let count = entries[n..].iter().take_while(belongs).count();
    let last = entries[n..].get(count.checked_sub(1)?)?;
    let whole = &file.text()[before.value.range.start..last.key_range.end];
    let comma = before.value.range.end..before.value.range.end + 1;
    let right = shown(&format!("{}: {}", before.key, quoted(whole)));
    Some((mistyped(&causes::COMMA_IN_TEXT, file, comma, &[("usul", right)]), count))
}

/// A blank that no keyboard has, at an end of the key or text at `range`, or behind a colon in it:
/// nobody sees it, and it is read as a letter. Between words it is the office's own.
pub(super) fn stray_blank(
    file: &SourceFile,
    range: &Range<usize>,
    text: &str,
) -> Option<Diagnostic> {
    let whole = file.text();
    let said = &whole[range.clone()];
    let stray_run = |at: usize| {
        let length = whole[at..].find(|c| !is_stray(c)).unwrap_or(whole.len() - at);
        (length > 0).then_some(at..at + length)
    };
    // The range of a text ends before blanks.
    let behind = whole[range.end..].find(|c| !is_blank(c)).unwrap_or(whole.len() - range.end);
    let tail = said.len() - said.trim_end_matches(is_stray).len();
    let colon = said.find(':').map(|at| at + 1).filter(|at| said[*at..].starts_with(is_stray));
    let place = if text.starts_with(is_stray) {
        stray_run(range.start)
    } else if text.ends_with(is_stray) {
        Some(range.end - tail..range.end + behind)
    } else {
        stray_run(range.start + colon?)
    }?;
    let c = whole[place.clone()].chars().find(|c| is_stray(*c))?;
    let args = [("jenis", kind_of_blank(c))];
    let found = mistyped(&causes::STRAY_BLANK, file, place.clone(), &args);
    // At an end it just goes.
    Some(if colon.is_none() {
        found.other_help(&causes::DELETE_IT).fix(file.span(place), "")
    } else {
        found
    })
}

/// A comma between digits of a list whose other commas have a blank behind them.
pub(super) fn decimals_in_list(file: &SourceFile, items: &[Node]) -> Option<Diagnostic> {
    let text = file.text();
    let between = |pair: &[Node]| text.get(pair[0].range.end..pair[1].range.start);
    let digits = |node: &Node| {
        matches!(&node.kind, Kind::Scalar { text, plain: true }
            if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
    };
    let spaced = items.windows(2).any(|pair| between(pair) == Some(", "));
    let pair = items.windows(2).find(|pair| {
        between(pair) == Some(",") && digits(&pair[0]) && digits(&pair[1]) && spaced
    })?;
    Some(decimal_comma(file, pair[0].range.start..pair[1].range.end))
}

/// A line within a text that was meant as an item of a list. `list`: whether a list may stand in
/// place of the text.
pub(super) fn item_in_text(file: &SourceFile, node: &Node, list: bool) -> Option<Diagnostic> {
    let Kind::Scalar { plain: true, .. } = &node.kind else { return None };
    let said = &file.text()[node.range.clone()];
    let line_start = file.text()[..node.range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &file.text()[line_start..node.range.start];
    let several = said.contains('\n');
    let lines = || {
        said.split_inclusive('\n').scan(node.range.start, |at, line| {
            let start = *at + (line.len() - line.trim_start_matches(is_blank).len());
            *at += line.len();
            Some((start, line.trim()))
        })
    };
    let marked =
        |line: &str| bullet(line).is_some() || line.starts_with("- ") || numbering(line).is_some();
    let (start, first) = lines().next()?;
    let own_line = before.trim_matches(is_blank).is_empty();
    if list
        && own_line
        && let Some(mark) = bullet(first).or_else(|| numbering(first).filter(|_| several))
        && lines().skip(1).all(|(_, line)| marked(line) || !several)
    {
        return Some(other_mark(file, start, first, mark));
    }
    // `- satu` and, further in, `- dua`.
    let item = before.trim_start().starts_with("- ") || before.trim() == "-";
    let (at, line) = lines().skip(1).find(|(_, line)| {
        (line.starts_with("- ") && item) || line.starts_with(['•', '●', '▪', '◦', '■'])
    })?;
    if !line.starts_with('-') {
        return Some(other_mark(file, at, line, bullet(line)?));
    }
    let own_start = file.text()[..at].rfind('\n').map_or(0, |n| n + 1);
    let args = [
        ("ada", Phrase::from(at - own_start)),
        ("harus", Phrase::from(before.len() - before.trim_start().len())),
    ];
    Some(mistyped(&causes::TOO_DEEP, file, at..at + line.len(), &args))
}

fn other_mark(file: &SourceFile, at: usize, line: &str, mark: usize) -> Diagnostic {
    let cause = if line.starts_with('-') { &causes::DASH_SPACE } else { &causes::BULLET };
    let args = [
        ("tanda", Phrase::from(&line[..mark])),
        ("usul", shown(&format!("- {}", line[mark..].trim_start_matches(is_blank)))),
    ];
    mistyped(cause, file, at..at + mark, &args)
}

/// An item that should be a text and is read as something else: one with a colon in it, or with a
/// second mark.
pub(super) fn item_not_text(file: &SourceFile, node: &Node) -> Option<Diagnostic> {
    if is_flow(file, node) {
        return None;
    }
    let start = node.range.start;
    match &node.kind {
        Kind::Map(entries) => {
            let key = entries.first()?.key_range.clone();
            let line = file.text()[start..].lines().next()?.trim_end();
            let colon = key.end + file.text()[key.end..].find(':')?;
            let right = shown(&format!("- {}", quoted(line)));
            let args = [("usul", right)];
            (entries.len() == 1)
                .then(|| mistyped(&causes::COLON_IN_TEXT, file, colon..colon + 1, &args))
        }
        Kind::Seq(items) => {
            let inner = items.first().filter(|_| items.len() == 1)?;
            let text = &file.text()[inner.range.clone()];
            let args = [("tanda", Phrase::from('-')), ("usul", shown(&format!("- {text}")))];
            Some(mistyped(&causes::COPIED_MARK, file, start..start + 1, &args))
        }
        Kind::Scalar { .. } => None,
    }
}

/// `nilai:15` on a line of its own, where entries are expected.
pub(super) fn entry_in_text(file: &SourceFile, node: &Node) -> Option<Diagnostic> {
    let Kind::Scalar { text, plain: true } = &node.kind else { return None };
    let (word, value) = text.split_once(':')?;
    let lone = !text.contains(' ') && !value.is_empty() && (is_name(word) || is_time(word));
    let args = [("usul", shown(&format!("{word}: {value}")))];
    lone.then(|| mistyped(&causes::COLON_SPACE, file, node.range.clone(), &args))
}

/// A key that stands further out or in than those it belongs to: `column` is where they stand.
pub(super) fn out_of_line(
    file: &SourceFile,
    key: &Range<usize>,
    column: usize,
) -> Option<Diagnostic> {
    let own = column_of(file, key)?;
    let cause = if own > column { &causes::TOO_DEEP } else { &causes::TOO_SHALLOW };
    let args = [("ada", Phrase::from(own)), ("harus", Phrase::from(column))];
    (own != column).then(|| mistyped(cause, file, key.clone(), &args))
}

/// How far in a key stands that begins its line or an item.
pub(super) fn column_of(file: &SourceFile, key: &Range<usize>) -> Option<usize> {
    let start = file.text()[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &file.text()[start..key.start];
    before.bytes().all(|b| matches!(b, b' ' | b'-')).then_some(before.len())
}

/// Another item of the list, whose mark is missing, so that its keys come twice: `second` is the
/// key that begins both.
pub(super) fn item_without_mark(
    file: &SourceFile,
    start: usize,
    second: &Range<usize>,
) -> Option<Diagnostic> {
    let before = file.text()[..start].trim_end_matches(' ');
    let item = before.ends_with('-') && !before.ends_with("--");
    let line = file.text()[second.start..].lines().next()?.trim_end();
    let args = [
        ("kunci", Phrase::from(&file.text()[second.clone()])),
        ("usul", shown(&format!("- {line}"))),
    ];
    item.then(|| mistyped(&causes::MISSING_DASH, file, second.clone(), &args))
}

/// The cure of an empty value whose line has a comment.
pub(super) fn comment_in_place(file: &SourceFile, key: &Range<usize>) -> Option<&'static Note> {
    notes! {
        COMMENT_ONLY = "yang ditulis sesudah `#` adalah komentar; isi nilainya di depannya, atau beri tanda kutip bila `#` bagian dari teksnya",
            "what stands behind `#` is a comment; write the value before it, or put quotes around a text with `#` in it";
    }
    let rest = file.text()[key.end..].lines().next()?;
    let behind = rest.trim_start().strip_prefix(':')?;
    behind.trim_start().starts_with('#').then_some(&COMMENT_ONLY)
}
