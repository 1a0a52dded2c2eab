//! Findings: everything the program has to say about a project's data.
//!
//! A [`Diagnostic`] names a [`Code`], carries the values that fill its sentence, and points
//! at a place in the user's file. Nothing here knows how it will be shown: [`text`] and
//! [`json`] render at the very end, in either language.

mod code;
pub mod codes;
pub mod github;
pub mod json;
pub mod places;
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
        self.note().pick(language)
    }

    fn note(self) -> &'static Note {
        match self {
            Severity::Error => &Note(["galat", "error"]),
            Severity::Warning => &Note(["peringatan", "warning"]),
            Severity::Info => &Note(["saran", "info"]),
        }
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

/// Findings of one severity that are kept for one file, and of one code where they have no place
/// in a file. More than anyone reads at once; a file that is wrong everywhere must not take
/// minutes to say so.
pub const MAX_PER_FILE: usize = 100;

/// Findings of one severity that are kept for a project.
pub const MAX_PER_PROJECT: usize = 10_000;

/// Collects findings.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// How many there were of each kind.
    counts: BTreeMap<Kind, usize>,
    /// Findings that the office has accepted.
    pub suppressed: Vec<Suppressed>,
}

/// What is counted: findings of a severity in a file, without a place with a code, in all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    OfFile(Severity, String),
    OfCode(Severity, &'static str),
    All(Severity),
}

impl Kind {
    /// The kinds that a finding is of, each with how many are kept.
    fn of(diagnostic: &Diagnostic) -> [(Kind, usize); 2] {
        let severity = diagnostic.code.severity;
        let narrow = match &diagnostic.span {
            Some(span) => Kind::OfFile(severity, span.file.path().to_owned()),
            None => Kind::OfCode(severity, diagnostic.code.code),
        };
        [(narrow, MAX_PER_FILE), (Kind::All(severity), MAX_PER_PROJECT)]
    }

    fn severity(&self) -> Severity {
        match self {
            Kind::OfFile(severity, _) | Kind::OfCode(severity, _) | Kind::All(severity) => {
                *severity
            }
        }
    }
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
    /// Adds a finding. Behind as many of its kind as are kept, a last one says that there are
    /// more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        for (kind, most) in Kind::of(&diagnostic) {
            let count = self.counts.entry(kind.clone()).or_default();
            *count += 1;
            match (*count).cmp(&(most + 1)) {
                Ordering::Less => {}
                Ordering::Equal => return self.found.push(cut(&kind, most, &diagnostic)),
                Ordering::Greater => return,
            }
        }
        self.found.push(diagnostic);
    }

    /// Adds a finding to which `more` adds what takes work to find out, unless there are enough
    /// of its kind.
    pub fn push_with(
        &mut self,
        diagnostic: Diagnostic,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let count = |kind| self.counts.get(&kind).copied().unwrap_or(0);
        let room = Kind::of(&diagnostic).into_iter().all(|(kind, most)| count(kind) < most);
        self.push(if room { more(diagnostic) } else { diagnostic });
    }

    /// Takes out all findings that are no errors.
    pub fn take_non_errors(&mut self) -> Vec<Diagnostic> {
        let (light, errors) = std::mem::take(&mut self.found)
            .into_iter()
            .partition(|d| d.code.severity > Severity::Error);
        self.found = errors;
        self.counts.retain(|kind, _| kind.severity() == Severity::Error);
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

/// Says that there are more of a kind than are kept.
fn cut(kind: &Kind, most: usize, diagnostic: &Diagnostic) -> Diagnostic {
    let others = || Diagnostic::global(&codes::TEMUAN_LAIN_DIPOTONG).arg("batas", most);
    match (kind, &diagnostic.span) {
        (Kind::OfFile(..), Some(span)) => {
            let found = Diagnostic::new(&codes::TEMUAN_DIPOTONG, span.file.span(0..0));
            found.arg("batas", most)
        }
        (Kind::OfCode(_, code), _) => others().arg("jenis", *code),
        _ => others().arg("jenis", kind.severity().note()),
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

    /// Findings without a place, and those of many files, are as few as anyone reads.
    #[test]
    fn findings_of_a_project_are_cut_short_too() {
        let mut diagnostics = Diagnostics::default();
        let mut made = 0;
        for n in 0..160_000 {
            let code = &crate::source::codes::BERKAS_TAK_DIKENAL;
            diagnostics.push_with(Diagnostic::global(code), |found| {
                made += 1;
                found.arg("path", n)
            });
        }
        diagnostics.push(Diagnostic::global(&crate::source::codes::OPD_HILANG));
        assert_eq!((made, diagnostics.count(Severity::Warning)), (MAX_PER_FILE, MAX_PER_FILE + 1));
        assert!(diagnostics.has_errors(), "another code has room");
        let mut said = diagnostics.sorted().into_iter().map(|d| d.message(Language::Id));
        assert!(
            said.next_back().unwrap().starts_with("ada lebih dari 100 temuan `berkas-tak-dikenal`")
        );

        for n in 0..2 * MAX_PER_PROJECT / MAX_PER_FILE {
            let file = SourceFile::new(format!("{n}.yaml"), "x");
            for _ in 0..MAX_PER_FILE {
                let code = &crate::source::codes::TEKS_KOSONG;
                diagnostics.push(Diagnostic::new(code, file.span(0..1)));
            }
        }
        assert_eq!(diagnostics.count(Severity::Error), MAX_PER_PROJECT);
        let last = |d: &&Diagnostic| d.message(Language::Id).contains("10000 temuan `galat`");
        assert_eq!(diagnostics.sorted().into_iter().filter(last).count(), 1);
    }
}
