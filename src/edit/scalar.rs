//! How one scalar is written so that it reads back exactly, by any reader of YAML 1.1 or 1.2.

use std::fmt::Write;

/// The kinds of quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    Single,
    Double,
}

/// Where a scalar is to stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Within `{ }` or `[ ]`.
    pub flow: bool,
    /// The quotes of its neighbours, when all of them are quoted.
    pub quote: Option<Quote>,
    /// Columns by which a text over several lines is indented; none where it has to stay on
    /// one line.
    pub indent: Option<usize>,
    /// The line end of the file.
    pub newline: &'static str,
}

/// A text as it is written.
pub(super) fn write(text: &str, spot: Spot) -> String {
    if spot.quote.is_none() && can_be_plain(text, spot.flow) && !is_trap(text) {
        return text.to_owned();
    }
    if let Some(indent) = spot.indent
        && spot.quote.is_none()
        && can_be_literal(text)
    {
        return literal(text, indent, spot.newline);
    }
    let escapes = text.chars().any(needs_escape);
    let prefers_single = text.contains(['"', '\\']) && !text.contains('\'');
    match spot.quote {
        _ if escapes => double(text),
        Some(Quote::Single) => single(text),
        None if prefers_single => single(text),
        _ => double(text),
    }
}

/// A key as it is written. Numbers stay plain, as years are everywhere.
pub(super) fn write_key(key: &str, quote: Option<Quote>) -> String {
    let year = !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    let plain = can_be_plain(key, true) && (year || !is_trap(key));
    match quote {
        None if plain => key.to_owned(),
        Some(Quote::Single) if !key.chars().any(needs_escape) => single(key),
        _ => double(key),
    }
}

/// Whether a text can stand without quotes, whatever it would be taken for.
pub(super) fn can_be_plain(text: &str, flow: bool) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().last()) else {
        return false;
    };
    // A dash begins an item unless something clings to it.
    let begins = match first {
        '-' => text[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.'),
        '.' => !text.starts_with("..."),
        _ => !"?:,[]{}#&*!|>'\"%@`=<".contains(first),
    };
    let clean = !text.chars().any(|c| needs_escape(c) || c == '\t');
    let edges = !first.is_whitespace() && !last.is_whitespace() && last != ':';
    let inside = !text.contains(": ") && !text.contains(" #");
    let in_flow =
        !flow || !(text.contains([',', '[', ']', '{', '}', ':', '?']) || text.ends_with(" -"));
    begins && clean && edges && inside && in_flow
}

/// Whether a plain text would be taken for something else than a text by some reader: a
/// number, a date, a truth value, nothing at all.
pub(super) fn is_trap(text: &str) -> bool {
    const WORDS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "y", "n"];
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    is_null(text) || is_word || looks_like_number(text)
}

/// Whether a plain text means that there is no value.
pub(super) fn is_null(text: &str) -> bool {
    text.is_empty() || text == "~" || text.eq_ignore_ascii_case("null")
}

/// Numbers, dates and times of YAML 1.1 and 1.2, with a wide margin.
fn looks_like_number(text: &str) -> bool {
    let bare = text.strip_prefix(['+', '-']).unwrap_or(text);
    let special = [".inf", ".nan"].iter().any(|name| bare.eq_ignore_ascii_case(name));
    let begins = bare.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let within = |c: char| c.is_ascii_hexdigit() || "_xXoO.:+- tTzZ".contains(c);
    special || (begins && bare.chars().all(within))
}

/// Characters that no reader takes as they are, or that an editor would not show.
fn needs_escape(c: char) -> bool {
    let unseen = matches!(c, '\u{85}' | '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}');
    c.is_control() || unseen
}

/// Whether a text of several lines can stand as it is under a `|`.
fn can_be_literal(text: &str) -> bool {
    let lines = text.strip_suffix('\n').unwrap_or(text);
    let blank = |line: &str| line.trim().is_empty();
    lines.contains('\n')
        && !text.chars().any(|c| c != '\n' && needs_escape(c))
        && !lines.split('\n').next_back().is_none_or(blank)
        && !lines.split('\n').next().is_none_or(blank)
        // A line of blanks alone is one that editors strip.
        && !lines.split('\n').any(|line| blank(line) && !line.is_empty())
        && !text.starts_with(' ')
        && !text.contains('\t')
}

fn literal(text: &str, indent: usize, newline: &str) -> String {
    let mut out = String::from("|");
    let body = text.strip_suffix('\n').unwrap_or_else(|| {
        out.push('-');
        text
    });
    for line in body.split('\n') {
        out.push_str(newline);
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if needs_escape(c) => {
                let code = u32::from(c);
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02X}"),
                    0x100..=0xffff => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
