//! How values become Typst: text as strings, never as markup.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output};

use super::breaks;
use super::map::Recorder;
use super::origin::{Origin, as_text, origin_of};
use super::redline::{self, Mark};
use crate::model::text;

/// The formatter of every `{{ … }}`. Text becomes string expressions, its `*miring*` set in
/// italics, in their `language`; numbers are digits; what was made safe by this program goes through as it is;
/// anything else is a mistake of the template.
pub(super) fn typst(
    out: &mut Output,
    value: &Value,
    recorder: &Recorder,
    language: &str,
) -> Result<(), Error> {
    if value.is_safe() {
        return write(out, value.as_str().unwrap_or_default());
    }
    if let Some(string) = as_text(value) {
        return set(out, string, (origin_of(value), language), recorder);
    }
    match value.kind() {
        ValueKind::Number if value.is_integer() => write(out, &value.to_string()),
        kind => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("nilai berjenis {kind} tidak dapat dicetak; pakai salah satu isinya"),
        )),
    }
}

/// Writes a text: a string expression for each of its pieces, marked with where it comes from. What
/// changed becomes a call of the functions in templates/perubahan.typ.j2.
fn set(
    out: &mut Output,
    string: &str,
    (origin, language): (Option<&Origin>, &str),
    recorder: &Recorder,
) -> Result<(), Error> {
    let runs = redline::runs(string);
    // Marks of changes are no part of the text that is marked.
    let unmarked = matches!(runs[..], [(Mark::Kept, _)]);
    // Who reads aloud has to know the language.
    let italics = format!("#text(lang: {}, emph[", string_literal(language));
    let mut code = String::new();
    for (kind, run) in runs {
        let mut inner = String::new();
        for piece in text::text_pieces(run) {
            let mut set = String::new();
            for part in breaks::pieces(&piece.text) {
                let literal = string_literal(&piece.text[part.range.clone()]);
                let literal = match origin {
                    Some(origin) => {
                        let start = piece.range.start;
                        let own = start + part.range.start..start + part.range.end;
                        let own = if unmarked { own } else { 0..string.len() };
                        recorder.wrap(&literal, origin, own)
                    }
                    None => literal,
                };
                // Space that nobody sees: the line may break there, and nothing is printed or copied.
                set.push_str(if part.opens { "#h(0.001pt);" } else { "" });
                // In a content block the string keeps its place in the markup; as an argument it has none.
                let [before, after] = if part.whole { ["#box[#", ";];"] } else { ["#", ";"] };
                set.extend([before, &literal, after]);
            }
            let [before, after] = if piece.italic { [italics.as_str(), "]);"] } else { ["", ""] };
            inner.extend([before, &set, after]);
        }
        let (open, close) = match kind {
            Mark::Kept => ("", ""),
            Mark::Gone => ("#yang-lama[", "];"),
            Mark::New => ("#yang-baru[", "];"),
            Mark::Arrow => ("#\" → \";", ""),
            Mark::Blank => ("#\" \";", ""),
        };
        // The text of an arrow or a blank is of no account, and empty.
        let inner = if matches!(kind, Mark::Arrow | Mark::Blank) { "" } else { &inner };
        code.extend([open, inner, close]);
    }
    if unmarked {
        return write(out, &code);
    }
    let [about, before, after] = [
        redline::about(string).0,
        &shown(&redline::former(string)),
        &shown(&redline::current(string)),
    ]
    .map(string_literal);
    write(out, &format!("#yang-berubah({about}, {before}, {after})[{code}];"))
}

/// A text as the list of changes knows it: as it is printed, with single blanks, and no longer than
/// a row has room for.
pub fn shown(string: &str) -> String {
    const ROOM: usize = 200;
    let plain = text::plain(string).split_whitespace().collect::<Vec<_>>().join(" ");
    match plain.char_indices().nth(ROOM) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain,
    }
}

fn write(out: &mut Output, text: &str) -> Result<(), Error> {
    out.write_str(text).map_err(Error::from)
}

/// The filter `literal`: text as a Typst string for where code is expected, marks for
/// italics and for changes taken away.
pub fn literal(string: String) -> Value {
    Value::from_safe_string(string_literal(&text::plain(&redline::current(&string))))
}

/// The filter `spoken`: text as a Typst string that is read aloud, with what changed told.
pub fn spoken(string: String) -> Value {
    Value::from_safe_string(string_literal(&text::plain(&redline::spoken(&string))))
}

/// The filter `longest`: the longest piece of a text, or of a list of texts, that no line breaks.
/// The column that it stands in needs room for it.
pub fn longest(value: &Value) -> String {
    let texts: Vec<Value> = match as_text(value) {
        Some(_) => vec![value.clone()],
        None => value.try_iter().map(Iterator::collect).unwrap_or_default(),
    };
    let texts = texts.iter().filter_map(as_text).map(|one| text::plain(&redline::current(one)));
    let pieces = texts.flat_map(|text| {
        let all = breaks::pieces(&text).into_iter().map(|piece| text[piece.range].to_owned());
        all.flat_map(|piece| piece.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    });
    pieces.max_by_key(|piece| piece.chars().count()).unwrap_or_default()
}

/// A Typst string literal.
pub fn string_literal(string: &str) -> String {
    let mut out = String::with_capacity(string.len() + 2);
    out.push('"');
    for c in string.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
