//! Codes and sentences of findings. Each stage has its own, beside what reports them; a rule of
//! `check` has its code in its own file. `{name}` in a sentence is filled by
//! [`super::Diagnostic::arg`], as [`Note`] describes.

use super::Severity;
use crate::language::Note;

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

impl Code {
    /// What is wrong.
    pub fn message(&self) -> Note {
        Note(self.message)
    }

    /// What to do.
    pub fn help(&self) -> Note {
        Note(self.help)
    }
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
