//! The two languages in which the program speaks, and the one way to speak them.
//!
//! A sentence is written once for each language, side by side, as a [`Note`]. What is said is a
//! [`Phrase`]: a note and what fills it, which may be phrases again. It belongs to no language
//! until [`Phrase::words`] puts it into words, where it is shown. Documents are Indonesian
//! whatever the reader's language: they say [`Phrase::printed`].

/// The language of everything a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English (bahasa Inggris).
    En,
}

impl Language {
    /// Picks the text of this language from a pair `[Indonesian, English]`.
    pub fn pick<T: Copy>(self, pair: [T; 2]) -> T {
        pair[self as usize]
    }
}

/// A sentence, or a word, `[Indonesian, English]`. `{name}` is filled by the value of that name;
/// `{name|error|errors}` is the first form where that value reads `1`, else the second.
/// Indonesian has one form for any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note(pub [&'static str; 2]);

impl Note {
    /// A phrase of this note, `{name}` filled by `value`.
    pub fn arg(&'static self, name: &'static str, value: impl Into<Phrase>) -> Phrase {
        Phrase::from(self).arg(name, value)
    }

    /// The words of a note that nothing has to fill.
    pub fn pick(self, language: Language) -> &'static str {
        language.pick(self.0)
    }

    /// As documents print it.
    pub fn printed(self) -> &'static str {
        self.pick(Language::Id)
    }

    /// The sentence, filled.
    pub fn fill(self, language: Language, args: &Args) -> String {
        let mut out = String::with_capacity(64);
        let mut rest = self.pick(language);
        while let Some((before, tail)) = rest.split_once('{') {
            out.push_str(before);
            match tail
                .split_once('}')
                .and_then(|(hole, after)| Some((value(hole, language, args)?, after)))
            {
                Some((value, after)) => {
                    out.push_str(&value);
                    rest = after;
                }
                None => {
                    out.push('{');
                    rest = tail;
                }
            }
        }
        out + rest
    }

    /// The sentence as it is before it is filled, many where it tells one from many.
    pub fn pattern(self, language: Language) -> String {
        self.fill(language, &Args::default())
    }
}

/// What stands for `{hole}`; `None` where nothing fills it.
fn value(hole: &str, language: Language, args: &Args) -> Option<String> {
    let mut forms = hole.split('|');
    let name = forms.next()?;
    let value =
        args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.words(language));
    match (forms.next(), forms.next()) {
        (Some(one), Some(_)) if value.as_deref() == Some("1") => Some(one.to_owned()),
        (Some(_), Some(many)) => Some(many.to_owned()),
        _ => value,
    }
}

/// Values that fill the `{…}` of a note, by name.
pub type Args = Vec<(&'static str, Phrase)>;

/// Something to be said, in no language yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase {
    /// The same in every language: text of the project, a number, a path.
    Text(String),
    /// A note and what fills it.
    Note(&'static Note, Args),
}

impl Phrase {
    /// Fills `{name}`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Phrase>) -> Phrase {
        if let Phrase::Note(_, args) = &mut self {
            args.push((name, value.into()));
        }
        self
    }

    /// Puts it into words. Values are put in as they are, never read again.
    pub fn words(&self, language: Language) -> String {
        match self {
            Phrase::Text(text) => text.clone(),
            Phrase::Note(note, args) => note.fill(language, args),
        }
    }

    /// As documents print it.
    pub fn printed(&self) -> String {
        self.words(Language::Id)
    }
}

impl From<&'static Note> for Phrase {
    fn from(note: &'static Note) -> Phrase {
        Phrase::Note(note, Args::new())
    }
}

impl<T: ToString> From<T> for Phrase {
    fn from(text: T) -> Phrase {
        Phrase::Text(text.to_string())
    }
}

/// Declares notes: `NAME = "Indonesian", "English";`
macro_rules! notes {
    ($($(#[$doc:meta])* $view:vis $name:ident = $id:literal, $en:literal;)*) => {$(
        $(#[$doc])*
        $view static $name: $crate::language::Note = {
            assert!($crate::language::same_values($id, $en), "both languages need the same values");
            $crate::language::Note([$id, $en])
        };
    )*};
}
pub(crate) use notes;

/// Whether two sentences have the same names in their `{…}`; decided while compiling.
pub const fn same_values(one: &str, other: &str) -> bool {
    has_values_of(one.as_bytes(), other.as_bytes())
        && has_values_of(other.as_bytes(), one.as_bytes())
}

/// Whether every name in the `{…}` of `other` is in one of `text`.
const fn has_values_of(text: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < other.len() {
        if other[at] == b'{' && closes(other, at) && !has_value(text, other, at) {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether the name that begins behind `other[at]`, a brace, also does behind one of `text`.
const fn has_value(text: &[u8], other: &[u8], at: usize) -> bool {
    let mut start = 0;
    while start < text.len() {
        let mut n = 0;
        while text[start] == b'{'
            && start + n < text.len()
            && at + n < other.len()
            && text[start + n] == other[at + n]
            && !ends_name(other[at + n])
        {
            n += 1;
        }
        let ends = n > 0 && start + n < text.len() && at + n < other.len();
        if ends && ends_name(text[start + n]) && ends_name(other[at + n]) {
            return true;
        }
        start += 1;
    }
    false
}

/// Whether a brace is closed again: one that is not is only a sign.
const fn closes(text: &[u8], mut at: usize) -> bool {
    while at < text.len() && text[at] != b'}' {
        at += 1;
    }
    at < text.len()
}

const fn ends_name(byte: u8) -> bool {
    matches!(byte, b'}' | b'|')
}

#[cfg(test)]
mod tests {
    use super::*;

    notes! {
        COUNTED = "{n} galat di {m} berkas", "{n} {n|error|errors} in {m} {m|file|files}";
        BECAUSE = "gagal: {reason}", "failed: {reason}";
    }

    #[test]
    fn values_are_not_read_again() {
        let note: &'static Note = &Note(["{a} {b} {c} {", "{a} {b} {c} {"]);
        let said = note.arg("a", "{b}").arg("b", "x");
        assert_eq!(said.words(Language::Id), "{b} x {c} {");
    }

    #[test]
    fn one_is_told_from_many() {
        let said = |n: usize, m: usize| COUNTED.arg("n", n).arg("m", m);
        assert_eq!(said(1, 2).words(Language::En), "1 error in 2 files");
        assert_eq!(said(0, 1).words(Language::En), "0 errors in 1 file");
        assert_eq!(said(21, 11).words(Language::En), "21 errors in 11 files");
        assert_eq!(said(1, 2).words(Language::Id), "1 galat di 2 berkas");
    }

    #[test]
    fn a_value_may_speak_both_languages_itself() {
        let said = BECAUSE.arg("reason", COUNTED.arg("n", 1).arg("m", 1));
        assert_eq!(said.words(Language::En), "failed: 1 error in 1 file");
        assert_eq!(said.words(Language::Id), "gagal: 1 galat di 1 berkas");
        assert_eq!(BECAUSE.arg("reason", 7).printed(), "gagal: 7");
    }

    #[test]
    fn languages_that_ask_for_different_values_are_told() {
        assert!(same_values("{a} dan {b}", "{b|one|many} and {a}"));
        assert!(!same_values("{a}", "a"));
        assert!(!same_values("{ab}", "{a}"));
        assert!(!same_values("a", "{a|one|many}"));
    }
}
