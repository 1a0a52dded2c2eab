//! Temuan: everything the program has to say about a project's data.
//!
//! A [`Diagnostic`] names a [`Kode`] of the [`katalog`], carries the values that fill
//! its sentence, and points at a place in the user's file. Nothing here knows how it
//! will be shown: [`teks`] and [`json`] render at the very end, in either language.

pub mod github;
pub mod json;
pub mod katalog;
pub mod sarif;
pub mod teks;
pub mod usul;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use katalog::{Catatan, Kode};

/// The language of everything a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Bahasa {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English (bahasa Inggris).
    En,
}

impl Bahasa {
    /// Picks the text of this language from a pair `[Indonesian, English]`.
    pub fn pilih<T: Copy>(self, pair: [T; 2]) -> T {
        pair[self as usize]
    }
}

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
    pub fn nama(self, bahasa: Bahasa) -> &'static str {
        bahasa.pilih(match self {
            Severity::Error => ["galat", "error"],
            Severity::Warning => ["peringatan", "warning"],
            Severity::Info => ["saran", "info"],
        })
    }
}

/// A text file that diagnostics may point into. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Berkas(Arc<(String, String)>);

impl Berkas {
    /// A file by its path relative to the project (with `/`) and its text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Berkas(Arc::new((path.into(), text.into())))
    }

    /// A file from its bytes.
    ///
    /// # Errors
    /// The place of the first byte that is not UTF-8.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Box<Diagnostic>> {
        let path = path.into();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Berkas::new(path, text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let tempat = Berkas::new(path, text).tempat(at..at + 1);
                Err(Box::new(Diagnostic::new(&katalog::BUKAN_UTF8, tempat)))
            }
        }
    }

    /// The path relative to the project.
    pub fn path(&self) -> &str {
        &self.0.0
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.0.1
    }

    /// The place of a byte range in this file.
    pub fn tempat(&self, range: Range<usize>) -> Tempat {
        Tempat { berkas: self.clone(), range }
    }
}

/// A place: a byte range in a file.
#[derive(Debug, Clone)]
pub struct Tempat {
    /// The file.
    pub berkas: Berkas,
    /// Bytes of its text. Always on character boundaries once clamped.
    pub range: Range<usize>,
}

impl Tempat {
    /// The range cut to the text and widened to character boundaries.
    pub fn clamped(&self) -> Range<usize> {
        let text = self.berkas.text();
        let start = floor_char_boundary(text, self.range.start);
        let mut end = self.range.end.clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    /// First and last position: line and column count from 1, columns in characters,
    /// the end is exclusive.
    pub fn line_columns(&self) -> [(usize, usize); 2] {
        let Range { start, end } = self.clamped();
        [start, end].map(|at| line_column(self.berkas.text(), at))
    }
}

/// The greatest character boundary of `text` that is at most `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Line and column (both from 1, the column in characters) of a byte offset.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    // A byte order mark is not a character that an editor shows.
    let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
    (line, column)
}

/// Values that fill the `{…}` of a sentence.
pub type Isian = Vec<(&'static str, String)>;

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Which rule speaks.
    pub kode: &'static Kode,
    /// What fills its sentence.
    pub isian: Isian,
    /// Where it is; none when the finding is about the project as a whole.
    pub tempat: Option<Tempat>,
    /// Other places that belong to it.
    pub terkait: Vec<(Tempat, &'static Catatan)>,
    /// A cure that needs no judgement: what to put in place of what.
    pub perbaikan: Vec<(Tempat, String)>,
    /// Help that fits this finding better than the usual one of its code.
    bantuan_lain: Option<&'static Catatan>,
}

impl Diagnostic {
    /// A finding of `kode` at `tempat`.
    pub fn new(kode: &'static Kode, tempat: Tempat) -> Self {
        Diagnostic { tempat: Some(tempat), ..Diagnostic::global(kode) }
    }

    /// A finding that has no place in any file.
    pub fn global(kode: &'static Kode) -> Self {
        Diagnostic {
            kode,
            isian: Vec::new(),
            tempat: None,
            terkait: Vec::new(),
            perbaikan: Vec::new(),
            bantuan_lain: None,
        }
    }

    /// Fills `{nama}` of the sentence.
    #[must_use]
    pub fn isi(mut self, nama: &'static str, nilai: impl ToString) -> Self {
        self.isian.push((nama, nilai.to_string()));
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn terkait(mut self, tempat: Tempat, catatan: &'static Catatan) -> Self {
        self.terkait.push((tempat, catatan));
        self
    }

    /// Adds a cure: `teks` in place of what stands at `tempat`.
    #[must_use]
    pub fn perbaiki(mut self, tempat: Tempat, teks: impl Into<String>) -> Self {
        self.perbaikan.push((tempat, teks.into()));
        self
    }

    /// Says something else than the usual help of the code.
    #[must_use]
    pub fn bantuan_lain(mut self, bantuan: &'static Catatan) -> Self {
        self.bantuan_lain = Some(bantuan);
        self
    }

    /// The sentence.
    pub fn pesan(&self, bahasa: Bahasa) -> String {
        katalog::isi(bahasa.pilih(self.kode.pesan), &self.isian)
    }

    /// What to do about it.
    pub fn bantuan(&self, bahasa: Bahasa) -> String {
        let bantuan = self.bantuan_lain.map_or(self.kode.bantuan, |lain| lain.0);
        katalog::isi(bahasa.pilih(bantuan), &self.isian)
    }

    /// The path of the file it is about, or nothing.
    fn path(&self) -> &str {
        self.tempat.as_ref().map_or("", |t| t.berkas.path())
    }
}

/// Findings of one severity that are kept for one file. More than anyone reads at once;
/// a file that is wrong everywhere must not take minutes to say so.
pub const MAX_PER_BERKAS: usize = 100;

/// Collects findings.
#[derive(Debug, Clone, Default)]
pub struct Temuan {
    found: Vec<Diagnostic>,
    /// How many there were for each file and severity.
    counts: BTreeMap<(String, Severity), usize>,
    /// Findings that the office has accepted.
    pub diterima: Vec<Diterima>,
}

/// A finding that is accepted where it stands.
#[derive(Debug, Clone)]
pub struct Diterima {
    /// The finding.
    pub temuan: Diagnostic,
    /// Why it stays.
    pub alasan: String,
    /// Where it is accepted.
    pub tempat: Tempat,
}

impl Temuan {
    /// Adds a finding. Behind [`MAX_PER_BERKAS`] of its kind in its file, a last one says
    /// that there are more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Some(tempat) = &diagnostic.tempat else { return self.found.push(diagnostic) };
        let key = (tempat.berkas.path().to_owned(), diagnostic.kode.severity);
        let count = self.counts.entry(key).or_default();
        *count += 1;
        match (*count).cmp(&(MAX_PER_BERKAS + 1)) {
            Ordering::Less => self.found.push(diagnostic),
            Ordering::Equal => {
                let start = tempat.berkas.tempat(0..0);
                let more = Diagnostic::new(&katalog::TEMUAN_DIPOTONG, start);
                self.found.push(more.isi("batas", MAX_PER_BERKAS));
            }
            Ordering::Greater => {}
        }
    }

    /// Takes out all findings that are no errors.
    pub fn ambil_ringan(&mut self) -> Vec<Diagnostic> {
        let (light, errors) = std::mem::take(&mut self.found)
            .into_iter()
            .partition(|d| d.kode.severity > Severity::Error);
        self.found = errors;
        self.counts.retain(|(_, severity), _| *severity == Severity::Error);
        light
    }

    /// Keeps the findings for which `keep` holds.
    pub fn saring(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(&keep);
        self.diterima.retain(|one| keep(&one.temuan));
    }

    /// Whether any finding stops the build.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|d| d.kode.severity == severity).count()
    }

    /// The findings, sorted by file and place.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<_> = self.found.iter().collect();
        all.sort_by_key(|d| {
            let start = d.tempat.as_ref().map_or(0, |t| t.range.start);
            (d.path().to_owned(), start, d.kode.severity, d.kode.kode)
        });
        all
    }
}

impl Extend<Diagnostic> for Temuan {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        iter.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl IntoIterator for Temuan {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let berkas = Berkas::new("a.yaml", "\u{feff}é: x\nb: ü!");
        assert_eq!(berkas.tempat(7..8).line_columns(), [(1, 4), (1, 5)]);
        let at = berkas.text().find('!').unwrap();
        assert_eq!(berkas.tempat(at..at + 1).line_columns(), [(2, 5), (2, 6)]);
    }

    #[test]
    fn a_file_full_of_mistakes_is_cut_short_and_says_so() {
        let mut temuan = Temuan::default();
        let berkas = Berkas::new("a.yaml", "x");
        for _ in 0..1_000 {
            temuan.push(Diagnostic::new(&katalog::TEKS_KOSONG, berkas.tempat(0..1)));
        }
        assert_eq!(temuan.count(Severity::Error), MAX_PER_BERKAS);
        assert_eq!(temuan.count(Severity::Warning), 1);
    }

    #[test]
    fn a_range_outside_the_text_is_cut_to_it() {
        let berkas = Berkas::new("a.yaml", "é");
        assert_eq!(berkas.tempat(1..900).clamped(), 0..2);
        assert_eq!(berkas.tempat(700..900).clamped(), 2..2);
    }
}
