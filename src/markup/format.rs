//! How values become Typst: text as strings, never as markup.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output, State};

use super::redline::{self, Mark};
use crate::model::text;

/// The formatter of every `{{ … }}`. Text becomes string expressions, its `*miring*` set in
/// italics; numbers are digits; what was made safe by this program goes through as it is;
/// anything else is a mistake of the template.
pub fn typst(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_safe() {
        return write(out, value.as_str().unwrap_or_default());
    }
    match value.kind() {
        ValueKind::String => {
            for (kind, string) in redline::runs(value.as_str().unwrap_or_default()) {
                let mut code = String::new();
                for run in text::text_pieces(string) {
                    let string = string_literal(&run.text);
                    let set = if run.italic {
                        format!("#emph({string});")
                    } else {
                        format!("#{string};")
                    };
                    code.push_str(&set);
                }
                match kind {
                    Mark::Kept => write(out, &code)?,
                    Mark::Gone => write(out, &format!("#strike[{code}];"))?,
                    Mark::New => write(out, &format!("#underline[{code}];"))?,
                    Mark::Arrow => write(out, "#\" → \";")?,
                }
            }
            Ok(())
        }
        ValueKind::Number if value.is_integer() => write(out, &value.to_string()),
        kind => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("nilai berjenis {kind} tidak dapat dicetak; pakai salah satu isinya"),
        )),
    }
}

fn write(out: &mut Output, string: &str) -> Result<(), Error> {
    out.write_str(string).map_err(Error::from)
}

/// The filter `literal`: text as a Typst string for where code is expected, marks for
/// italics and for changes taken away.
pub fn literal(string: String) -> Value {
    Value::from_safe_string(string_literal(&text::plain(&redline::current(&string))))
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
