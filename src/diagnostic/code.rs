//! Codes and sentences of findings. Each stage has its own, beside what reports them; a rule of
//! `check` has its code in its own file. `{name}` in a sentence is filled by
//! [`super::Diagnostic::arg`].

use super::Severity;
use crate::language::Language;

/// A stable code of a finding, with its sentences `[Indonesian, English]`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable, kebab-case, unique.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: [&'static str; 2],
    /// What to do.
    pub help: [&'static str; 2],
}

/// A sentence beside the usual ones: the label of a related place, or a help that fits
/// better. `[Indonesian, English]`.
#[derive(Debug)]
pub struct Note(pub [&'static str; 2]);

impl Note {
    /// The sentence, filled.
    pub fn fill(&self, language: Language, args: &[(&'static str, String)]) -> String {
        fill(language.pick(self.0), args)
    }
}

/// Fills the `{nama}` of `kalimat`. Values are put in as they are, never read again.
pub fn fill(sentence: &str, args: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        let filled = tail.split_once('}').and_then(|(name, after)| {
            let value = args.iter().find(|(n, _)| *n == name)?;
            Some((value.1.as_str(), after))
        });
        match filled {
            Some((value, after)) => {
                out.push_str(value);
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

/// Declares codes with their sentences in both languages, and `ALL`, their list.
macro_rules! codes {
    ($($name:ident = $severity:ident $code:literal {
        id: $message_id:literal, $help_id:literal;
        en: $message_en:literal, $help_en:literal;
    })*) => {
        $(
            #[doc = $message_en]
            pub static $name: $crate::diagnostic::Code = $crate::diagnostic::Code {
                code: $code,
                severity: $crate::diagnostic::Severity::$severity,
                message: [$message_id, $message_en],
                help: [$help_id, $help_en],
            };
        )*
        /// The codes of this stage, in the order of this file.
        pub static ALL: &[&$crate::diagnostic::Code] = &[$(&$name),*];
    };
}
pub(crate) use codes;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_read_again() {
        let args = vec![("a", "{b}".to_owned()), ("b", "x".to_owned())];
        assert_eq!(fill("{a} {b} {c} {", &args), "{b} x {c} {");
    }
}
