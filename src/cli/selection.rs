//! Which findings `check` is asked for: from a severity on, of some codes, of some positions.
//!
//! What keeps the project from being judged is shown whatever was asked for: errors, and that a
//! file has more findings than are kept.

use super::codes::LIST_OF_CODES;
use super::explain::unknown_code;
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes::TEMUAN_DIPOTONG};
use crate::model::codes::JABATAN_TAK_DIKENAL;
use crate::source::Sources;
use crate::text::{Span, Text};

/// The findings that are asked for.
pub struct Selection<'a> {
    /// The lightest severity.
    least: Severity,
    /// Only these codes; all, where there are none.
    codes: &'a [String],
    /// Only what is in one of these places; everywhere, where there are none.
    places: Option<Vec<Span>>,
}

impl<'a> Selection<'a> {
    /// What is asked for, by names that have to be known.
    ///
    /// # Errors
    /// Codes and positions that nobody knows.
    pub fn new(
        least: Severity,
        codes: &'a [String],
        jabatan: &[String],
        sources: &Sources,
    ) -> Result<Self, Diagnostics> {
        let mut unknown = Diagnostics::default();
        let is_code = |name: &String| crate::codes::all().any(|code| code.code == name);
        unknown.extend(
            codes
                .iter()
                .filter(|name| !is_code(name))
                .map(|name| unknown_code(name, &LIST_OF_CODES)),
        );
        let mut places = Vec::new();
        for id in jabatan {
            let own = places_of(id, sources);
            // It may be in a file that could not be read, which is an error that is shown.
            if own.is_empty()
                && sources.has_read("data/jabatan")
                && sources.has_read("data/opd.yaml")
            {
                unknown.push(unknown_jabatan(id, sources));
            }
            places.extend(own);
        }
        let places = (!jabatan.is_empty()).then_some(places);
        let nothing_unknown = !unknown.has_errors();
        nothing_unknown.then_some(Selection { least, codes, places }).ok_or(unknown)
    }

    /// Whether a finding was asked for.
    pub fn holds(&self, diagnostic: &Diagnostic) -> bool {
        let code = diagnostic.code;
        if code.severity == Severity::Error || *code == TEMUAN_DIPOTONG {
            return true;
        }
        let related = diagnostic.related.iter().map(|(span, _)| span);
        let mut spans = diagnostic.span.iter().chain(related);
        code.severity <= self.least
            && (self.codes.is_empty() || self.codes.iter().any(|asked| asked == code.code))
            && self.places.as_ref().is_none_or(|places| {
                spans.any(|span| places.iter().any(|place| place.contains(span)))
            })
    }

    /// Leaves what was asked for; gives how many findings are beside it.
    pub fn apply(&self, diagnostics: &mut Diagnostics) -> usize {
        let before = diagnostics.sorted().len();
        diagnostics.retain(|diagnostic| self.holds(diagnostic));
        before - diagnostics.sorted().len()
    }
}

/// Where the project speaks of the position `id`: its file, or its entry under `pimpinan`, and the
/// actual values of its indicators.
fn places_of(id: &str, sources: &Sources) -> Vec<Span> {
    let mut places = Vec::new();
    let heads = sources.opd.iter().flat_map(|opd| &opd.value.pimpinan);
    for head in heads.filter(|head| head.id == *id) {
        places.extend([head.id.span(), head.jabatan.span()]);
    }
    for document in sources.jabatan.iter().filter(|document| document.value.id == *id) {
        places.push(document.file.span(0..document.file.text().len()));
        let objectives = document.value.sasaran.iter();
        let own: Vec<&Text> =
            objectives.flat_map(|sasaran| &sasaran.indikator).map(|one| &one.id).collect();
        for (year, id) in sources.realisasi.iter().flat_map(|y| own.iter().map(move |id| (y, id))) {
            places.extend(year.entry(&["realisasi", id]).map(with_comments));
        }
    }
    places
}

/// An entry with the comments that speak of it: right above it, and behind its end.
fn with_comments(entry: Span) -> Span {
    let text = entry.file.text();
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut start = line_start(entry.range.start);
    if !text[start..entry.range.start].trim().is_empty() {
        return entry;
    }
    while let Some(above) = start.checked_sub(1).map(line_start)
        && text[above..start].trim_start().starts_with('#')
    {
        start = above;
    }
    let end = entry.range.end;
    let rest = text[end..].lines().next().unwrap_or_default();
    let comment = if rest.trim_start().starts_with('#') { rest.len() } else { 0 };
    entry.file.span(start..end + comment)
}

fn unknown_jabatan(id: &str, sources: &Sources) -> Diagnostic {
    let heads = sources.opd.iter().flat_map(|opd| &opd.value.pimpinan).map(|head| &head.id);
    let positions = sources.jabatan.iter().map(|document| &document.value.id);
    let known: Vec<&str> = positions.chain(heads).map(Text::as_str).collect();
    with_suggestion(Diagnostic::global(&JABATAN_TAK_DIKENAL).arg("id", id), id, &known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn an_entry_has_its_comments() {
        let text = "a:\n  satu: 1\n  # tentang dua, {\n  dua:\n    x: 2 # juga\n  # tiga\n  tiga: { y: 3, z: 4 }\n";
        let file = SourceFile::new("a.yaml", text);
        let entry = |piece: &str| {
            let start = text.find(piece).unwrap();
            let span = with_comments(file.span(start..start + piece.len()));
            text[span.range].to_owned()
        };
        assert_eq!(entry("satu: 1"), "  satu: 1");
        assert_eq!(entry("dua:\n    x: 2"), "  # tentang dua, {\n  dua:\n    x: 2 # juga");
        assert_eq!(entry("z: 4"), "z: 4");
    }
}
