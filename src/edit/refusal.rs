//! Why an edit is not made.

use std::ops::Range;

use super::codes;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{SourceFile, Span};

/// Why.
#[derive(Debug, Clone)]
pub enum Reason {
    /// The file itself cannot be read; the first finding that says why.
    Unreadable(Box<Diagnostic>),
    /// The path leads nowhere.
    NotFound(String),
    /// The key is there.
    AlreadyThere(String),
    /// A key under a text, an item in a mapping, and the like.
    OtherKind(String),
    /// A value that needs quotes, asked for without.
    NotPlain(String),
    /// A comment would get lost.
    Comment,
    /// Written in a form that the stage does not edit, such as `? key`.
    Form,
    /// Bytes that are not within one text on one line.
    NotWithinText,
    /// The new text does not read as was asked for.
    Doubt,
}

/// An edit that is not made: why, and where. The file stays as it is.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// Where: what stands in the way, or the nearest value that exists.
    pub span: Span,
}

impl Refusal {
    pub(super) fn new(reason: Reason, file: &SourceFile, range: Range<usize>) -> Self {
        Refusal { reason, span: file.span(range) }
    }

    /// The refusal in words, in both languages, with its place.
    pub fn diagnostic(&self) -> Diagnostic {
        let with = |code: &'static Code| Diagnostic::new(code, self.span.clone());
        match &self.reason {
            Reason::Unreadable(diagnostic) => (**diagnostic).clone(),
            Reason::NotFound(path) => with(&codes::SUNTING_TAK_ADA).arg("path", path),
            Reason::AlreadyThere(path) => with(&codes::SUNTING_SUDAH_ADA).arg("path", path),
            Reason::OtherKind(path) => with(&codes::SUNTING_JENIS).arg("path", path),
            Reason::NotPlain(value) => with(&codes::SUNTING_NILAI).arg("nilai", value),
            Reason::Comment => with(&codes::SUNTING_KOMENTAR),
            Reason::Form => with(&codes::SUNTING_BENTUK),
            Reason::NotWithinText => with(&codes::SUNTING_RENTANG),
            Reason::Doubt => with(&codes::SUNTING_RAGU),
        }
    }
}
