//! Findings: everything the program has to say about a project's data.
//!
//! A [`Diagnostic`] names a [`Code`], carries the values that fill its sentence, and points
//! at a place in the user's file. Nothing here knows how it will be shown: [`text`] and
//! [`json`] render at the very end, in either language.

mod code;
pub mod codes;
pub mod github;
pub mod json;
pub mod sarif;
pub mod suggest;
pub mod system;
pub mod text;

use std::cmp::Ordering;
use std::collections::BTreeMap;

pub use code::Code;
pub(crate) use code::codes;

use crate::language::{Args, Language, Note, Phrase};
use crate::text::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// *Galat*: the documents cannot be made.
    Error,
    /// *Peringatan*: they can, but an inspector would object.
    Warning,
    /// *Saran*: house style.
    Info,
}

impl Severity {
    /// The word in machine formats, whatever the language.
    pub fn machine_name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }

    /// The word a person reads.
    pub fn name(self, language: Language) -> &'static str {
        let name = match self {
            Severity::Error => Note(["galat", "error"]),
            Severity::Warning => Note(["peringatan", "warning"]),
            Severity::Info => Note(["saran", "info"]),
        };
        name.pick(language)
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Which rule speaks.
    pub code: &'static Code,
    /// What fills its sentence.
    pub args: Args,
    /// Where it is; none when the finding is about the project as a whole.
    pub span: Option<Span>,
    /// Other places that belong to it.
    pub related: Vec<(Span, &'static Note)>,
    /// A cure that needs no judgement: what to put in place of what.
    pub fixes: Vec<(Span, String)>,
    /// Help that fits this finding better than the usual one of its code.
    other_help: Option<&'static Note>,
}

impl Diagnostic {
    /// A finding of `kode` at `tempat`.
    pub fn new(code: &'static Code, span: Span) -> Self {
        Diagnostic { span: Some(span), ..Diagnostic::global(code) }
    }

    /// A finding that has no place in any file.
    pub fn global(code: &'static Code) -> Self {
        Diagnostic {
            code,
            args: Vec::new(),
            span: None,
            related: Vec::new(),
            fixes: Vec::new(),
            other_help: None,
        }
    }

    /// Fills `{nama}` of the sentence.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Phrase>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, span: Span, note: &'static Note) -> Self {
        self.related.push((span, note));
        self
    }

    /// Adds a cure: `teks` in place of what stands at `tempat`.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fixes.push((span, text.into()));
        self
    }

    /// Says something else than the usual help of the code.
    #[must_use]
    pub fn other_help(mut self, help: &'static Note) -> Self {
        self.other_help = Some(help);
        self
    }

    /// The sentence.
    pub fn message(&self, language: Language) -> String {
        self.code.message().fill(language, &self.args)
    }

    /// What to do about it.
    pub fn help(&self, language: Language) -> String {
        let help = self.other_help.copied().unwrap_or(self.code.help());
        help.fill(language, &self.args)
    }

    /// The path of the file it is about, or nothing.
    fn path(&self) -> &str {
        self.span.as_ref().map_or("", |t| t.file.path())
    }
}

/// Findings of one severity that are kept for one file. More than anyone reads at once;
/// a file that is wrong everywhere must not take minutes to say so.
pub const MAX_PER_FILE: usize = 100;

/// Collects findings.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// How many there were for each file and severity.
    counts: BTreeMap<(String, Severity), usize>,
    /// Findings that the office has accepted.
    pub suppressed: Vec<Suppressed>,
}

/// A finding that is accepted where it stands.
#[derive(Debug, Clone)]
pub struct Suppressed {
    /// The finding.
    pub diagnostics: Diagnostic,
    /// Why it stays.
    pub alasan: String,
    /// Where it is accepted.
    pub span: Span,
}

impl Diagnostics {
    /// Adds a finding. Behind [`MAX_PER_FILE`] of its kind in its file, a last one says
    /// that there are more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Some(span) = &diagnostic.span else { return self.found.push(diagnostic) };
        let key = (span.file.path().to_owned(), diagnostic.code.severity);
        let count = self.counts.entry(key).or_default();
        *count += 1;
        match (*count).cmp(&(MAX_PER_FILE + 1)) {
            Ordering::Less => self.found.push(diagnostic),
            Ordering::Equal => {
                let start = span.file.span(0..0);
                let more = Diagnostic::new(&codes::TEMUAN_DIPOTONG, start);
                self.found.push(more.arg("batas", MAX_PER_FILE));
            }
            Ordering::Greater => {}
        }
    }

    /// Takes out all findings that are no errors.
    pub fn take_non_errors(&mut self) -> Vec<Diagnostic> {
        let (light, errors) = std::mem::take(&mut self.found)
            .into_iter()
            .partition(|d| d.code.severity > Severity::Error);
        self.found = errors;
        self.counts.retain(|(_, severity), _| *severity == Severity::Error);
        light
    }

    /// Keeps the findings for which `keep` holds.
    pub fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(&keep);
        self.suppressed.retain(|one| keep(&one.diagnostics));
    }

    /// Whether any finding stops the build.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|d| d.code.severity == severity).count()
    }

    /// The findings, sorted by file and place.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<_> = self.found.iter().collect();
        all.sort_by_key(|d| {
            let start = d.span.as_ref().map_or(0, |t| t.range.start);
            (d.path().to_owned(), start, d.code.severity, d.code.code)
        });
        all
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        diagnostics
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        iter.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn a_file_full_of_mistakes_is_cut_short_and_says_so() {
        let mut diagnostics = Diagnostics::default();
        let file = SourceFile::new("a.yaml", "x");
        for _ in 0..1_000 {
            diagnostics.push(Diagnostic::new(&crate::source::codes::TEKS_KOSONG, file.span(0..1)));
        }
        assert_eq!(diagnostics.count(Severity::Error), MAX_PER_FILE);
        assert_eq!(diagnostics.count(Severity::Warning), 1);
    }
}
