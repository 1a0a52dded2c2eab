//! Text files and places in them: what every other module can point at.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text file that places point into. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SourceFile(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: String,
    text: String,
    /// Where lines begin; made when the first place is asked for.
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// A file by its path relative to the project (with `/`) and its text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        SourceFile(Arc::new(Inner { path, text, line_starts: OnceLock::new() }))
    }

    /// A file from its bytes.
    ///
    /// # Errors
    /// The place of the first byte that is not UTF-8.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Span> {
        let path = path.into();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(SourceFile::new(path, text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Err(SourceFile::new(path, text).span(at..at + 1))
            }
        }
    }

    /// The path relative to the project.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Where its lines begin.
    fn line_starts(&self) -> &[usize] {
        self.0.line_starts.get_or_init(|| {
            let ends = self.text().match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Line and column (both from 1, the column in characters) of a byte offset.
    fn line_column(&self, at: usize) -> (usize, usize) {
        let line = self.line_starts().partition_point(|start| *start <= at);
        let before = &self.text()[self.line_starts()[line - 1]..at];
        // A byte order mark is not a character that an editor shows.
        (line, before.trim_start_matches('\u{feff}').chars().count() + 1)
    }

    /// The place of a byte range in this file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.clone(), range }
    }
}

/// A place: a byte range in a file.
#[derive(Debug, Clone)]
pub struct Span {
    /// The file.
    pub file: SourceFile,
    /// Bytes of its text. Always on character boundaries once clamped.
    pub range: Range<usize>,
}

impl Span {
    /// Where things stand that are not written: an empty place in a file without a name.
    pub fn nowhere() -> Span {
        SourceFile::new("", "").span(0..0)
    }

    /// Whether two places are one.
    pub fn is_same(&self, other: &Span) -> bool {
        self.file.path() == other.file.path() && self.range == other.range
    }

    /// Whether the other place begins in this one.
    pub fn contains(&self, other: &Span) -> bool {
        self.file.path() == other.file.path() && self.range.contains(&other.range.start)
    }

    /// Whether it is a place in a file.
    pub fn is_somewhere(&self) -> bool {
        !self.file.path().is_empty()
    }

    /// The range cut to the text and widened to character boundaries.
    pub fn clamped(&self) -> Range<usize> {
        let text = self.file.text();
        let start = text.floor_char_boundary(self.range.start);
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
        [start, end].map(|at| self.file.line_column(at))
    }
}

/// A value and where it stands: itself, and its key when it has one. A value that is not written
/// (the usual one holds) stands nowhere.
#[derive(Debug, Clone, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    place: Option<(Span, Span)>,
}

impl<T> Spanned<T> {
    /// A value that stands at `span`, under a key at `key`.
    pub fn new(value: T, span: Span, key: Span) -> Self {
        Spanned { value, place: Some((span, key)) }
    }

    /// Another value that was made from this one and stands where it stands.
    pub fn with<U>(&self, value: U) -> Spanned<U> {
        Spanned { value, place: self.place.clone() }
    }

    /// Whether it is written at all.
    pub fn is_written(&self) -> bool {
        self.place.is_some()
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.place.as_ref().map_or_else(Span::nowhere, |(span, _)| span.clone())
    }

    /// Where its key stands; the value itself where it has none.
    pub fn key(&self) -> Span {
        self.place.as_ref().map_or_else(Span::nowhere, |(_, key)| key.clone())
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

/// A text with its place. Equal, ordered and hashed by what it says; where it stands makes no
/// difference to what is computed or printed.
#[derive(Clone)]
pub struct Text {
    text: Arc<str>,
    place: Option<Arc<Place>>,
}

/// Where a text stands.
struct Place {
    span: Span,
    /// For each byte of the text where in the file it was written; made when it is asked for.
    bytes: OnceLock<Option<Vec<u32>>>,
}

impl Place {
    fn new(span: Span) -> Arc<Place> {
        Arc::new(Place { span, bytes: OnceLock::new() })
    }
}

impl Text {
    /// A text that stands in a file.
    pub fn new(text: impl Into<Arc<str>>, span: Span) -> Self {
        Text { text: text.into(), place: Some(Place::new(span)) }
    }

    /// A text of the program's own, used where the project gives none.
    pub fn built_in(text: impl Into<Arc<str>>) -> Self {
        Text { text: text.into(), place: None }
    }

    /// Another text that was made from this one and leads back to it.
    #[must_use]
    pub fn with(&self, text: impl Into<Arc<str>>) -> Self {
        Text { text: text.into(), place: self.place().map(|span| Place::new(span.clone())) }
    }

    /// A value that was read from this text.
    pub fn read_as<T>(&self, value: T) -> Spanned<T> {
        Spanned { value, place: self.place().map(|span| (span.clone(), span.clone())) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where it stands; a text of the program's own stands nowhere.
    pub fn place(&self) -> Option<&Span> {
        self.place.as_deref().map(|place| &place.span)
    }

    /// Where in the file each of its bytes was written, and where the last one ends: what `find`
    /// makes of text and place. It is asked once, however many pieces of the text are looked for.
    pub(crate) fn written_bytes(
        &self,
        find: impl FnOnce(&str, &Span) -> Option<Vec<u32>>,
    ) -> Option<&[u32]> {
        let place = self.place.as_deref()?;
        place.bytes.get_or_init(|| find(&self.text, &place.span)).as_deref()
    }

    /// Where it stands, for findings about texts that were read from files. One of the program's
    /// own has an empty place in a file without a name.
    pub fn span(&self) -> Span {
        self.place().cloned().unwrap_or_else(Span::nowhere)
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::built_in("")
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.pad(&self.text)
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.text.fmt(f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        &*self.text == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        &*self.text == *other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl std::hash::Hash for Text {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// Whether a character steers what shows it instead of being shown: a control character other than
/// the line end and the tab, a separator of lines, or one that turns the direction of writing.
pub fn is_steering(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text from outside (a file, a name, a foreign PDF) as it may be shown: what would steer a terminal
/// or a log stands there as a sign instead.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_steering) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible_char).collect())
}

/// The same for what has to stay on one line.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        shown if shown.contains('\n') => Cow::Owned(shown.replace('\n', "\u{240a}")),
        shown => shown,
    }
}

/// The same for one character: the picture of a control character in Unicode, or the sign for what
/// cannot be shown.
pub fn visible_char(c: char) -> char {
    match u32::from(c) {
        _ if !is_steering(c) => c,
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// Rising numbers in few words: `1–3, 7`.
pub fn ranges(numbers: &[usize]) -> String {
    let stretches = numbers.chunk_by(|a, b| a + 1 == *b).map(|stretch| match stretch {
        [first, .., last] => format!("{first}–{last}"),
        one => one.iter().map(ToString::to_string).collect(),
    });
    stretches.collect::<Vec<_>>().join(", ")
}

/// Lines for people as a log may show them: none is a command for the machine that keeps the log.
/// Forges act on a line that begins with `::` behind blanks, and on `##[…]`, `##vso[…]` or
/// `##teamcity[…]` anywhere in one. A sign that looks alike stands for one character there, so that
/// all others keep their columns.
pub fn inert(text: &str) -> Cow<'_, str> {
    let at = commands(text);
    if at.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2 * at.len());
    let mut done = 0;
    for at in at {
        out.push_str(&text[done..at]);
        // The ratio sign looks like a colon, the musical one like a hash.
        out.push(if text[at..].starts_with(':') { '\u{2236}' } else { '\u{266f}' });
        done = at + 1;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Where [`inert`] puts another sign: the first colon of a line that begins with two, the second
/// hash before a word and a bracket.
pub fn commands(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    if !text.contains("::") && !text.contains("##") {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let told = line.trim_start();
        if told.starts_with("::") {
            found.push(start + line.len() - told.len());
        }
        let hash = |(at, _): (usize, &str)| {
            let behind = line[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            (line[..at].ends_with('#') && behind.starts_with('[')).then_some(start + at)
        };
        found.extend(line.match_indices('#').filter_map(hash));
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command_of_a_forge() {
        let all = "::error::a\n \t\u{a0}::stop-commands::x\nb ::c ##[error]d ###[e] ##vso[f]g\n## Judul [h]\n\
                   #[i] # #[j] ##k l[m] é##[n]";
        let shown = inert(all);
        assert_eq!(
            shown,
            "∶:error::a\n \t\u{a0}∶:stop-commands::x\nb ::c #♯[error]d ##♯[e] #♯vso[f]g\n## Judul [h]\n\
             #[i] # #[j] ##k l[m] é#♯[n]"
        );
        assert_eq!(shown.chars().count(), all.chars().count());
        assert!(commands(&shown).is_empty());
        assert!(matches!(inert("a :: b # c"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        let all: String = (0..=0x3000).filter_map(char::from_u32).collect();
        let shown = visible(&all);
        assert!(!shown.contains(is_steering));
        assert_eq!(shown.chars().count(), all.chars().count());
        assert_eq!(visible("a\n\tb \u{1b}[2J\u{9b}\u{7f}\u{202e}"), "a\n\tb ␛[2J\u{fffd}␡\u{fffd}");
        assert_eq!(visible_line("satu\r\n::error::dua"), "satu␍␊::error::dua");
        assert!(matches!(visible_line("biasa saja: é"), Cow::Borrowed(_)));
    }

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let file = SourceFile::new("a.yaml", "\u{feff}é: x\nb: ü!");
        assert_eq!(file.span(7..8).line_columns(), [(1, 4), (1, 5)]);
        let at = file.text().find('!').unwrap();
        assert_eq!(file.span(at..at + 1).line_columns(), [(2, 5), (2, 6)]);
    }

    #[test]
    fn a_range_outside_the_text_is_cut_to_it() {
        let file = SourceFile::new("a.yaml", "é");
        assert_eq!(file.span(1..900).clamped(), 0..2);
        assert_eq!(file.span(700..900).clamped(), 2..2);
    }
}
