//! How values become Typst: text as strings, never as markup.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output};

use super::map::Recorder;
use super::origin::{Origin, as_text, origin_of};
use super::redline::{self, Mark};
use crate::model::text;

/// The formatter of every `{{ … }}`. Text becomes string expressions, its `*miring*` set in
/// italics; numbers are digits; what was made safe by this program goes through as it is;
/// anything else is a mistake of the template.
pub(super) fn typst(out: &mut Output, value: &Value, recorder: &Recorder) -> Result<(), Error> {
    if value.is_safe() {
        return write(out, value.as_str().unwrap_or_default());
    }
    if let Some(string) = as_text(value) {
        return set(out, string, origin_of(value), recorder);
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
    origin: Option<&Origin>,
    recorder: &Recorder,
) -> Result<(), Error> {
    let runs = redline::runs(string);
    // Marks of changes are no part of the text that is marked.
    let unmarked = matches!(runs[..], [(Mark::Kept, _)]);
    let mut code = String::new();
    for (kind, run) in runs {
        let mut inner = String::new();
        for piece in text::text_pieces(run) {
            let literal = string_literal(&piece.text);
            let set = match origin {
                Some(origin) => {
                    let part = if unmarked { piece.range } else { 0..string.len() };
                    recorder.wrap(&literal, origin, part)
                }
                None => literal,
            };
            // In a content block the string keeps its place in the markup; as an argument it has none.
            let set = if piece.italic { format!("#emph[#{set};];") } else { format!("#{set};") };
            inner.push_str(&set);
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
