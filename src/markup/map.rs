//! From the markup back to what wrote it: the value behind every text, the template behind the
//! rest.
//!
//! While a template is filled, the formatter puts marks of private characters around each text
//! that it writes ([`Recorder::wrap`]): they survive macros and captured blocks, which move text
//! about. [`Map::new`] takes them out and remembers where they stood. minijinja's own spans tell
//! which piece of which template wrote what lies between.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::{OutputSpan, OutputSpanKind};

use super::Templates;
use super::origin::Origin;
use crate::text::Span;

/// Begins a mark, ends its number, ends the text. No text of a project holds such characters, and
/// what a template writes of them is taken out as well.
const OPEN: char = '\u{f0000}';
const NUMBERED: char = '\u{f0001}';
const CLOSE: char = '\u{f0002}';
/// A digit of a mark's number.
const DIGIT: u32 = 0xf_0010;

/// A piece of the markup that prints a text of known origin.
#[derive(Debug, Clone)]
pub struct Printed {
    /// Bytes of the markup: one string expression.
    pub range: Range<usize>,
    /// Where it comes from.
    pub origin: Origin,
    /// Which bytes of the text it prints; a text with marks for italics is printed in pieces.
    pub text: Range<usize>,
}

/// A piece of the markup and the piece of a template that wrote it.
#[derive(Debug, Clone)]
struct Written {
    range: Range<usize>,
    template: Span,
    /// Whether it stands in the template as it stands in the markup.
    verbatim: bool,
}

/// Collects origins while a template is filled.
#[derive(Debug, Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Vec<Wrapped>>>);

/// A value that was printed: its origin, and which bytes of its text.
type Wrapped = (Origin, Range<usize>);

impl Recorder {
    /// `code`, marked as what prints the bytes `text` of a text of this origin.
    pub(super) fn wrap(&self, code: &str, origin: &Origin, text: Range<usize>) -> String {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number: String = all
            .len()
            .to_string()
            .bytes()
            .filter_map(|digit| char::from_u32(DIGIT + u32::from(digit - b'0')))
            .collect();
        all.push((origin.clone(), text));
        format!("{OPEN}{number}{NUMBERED}{code}{CLOSE}")
    }
}

/// What wrote which piece of the markup.
#[derive(Debug, Default)]
pub struct Map {
    /// In the order of the markup.
    printed: Vec<Printed>,
    written: Vec<Written>,
}

impl Map {
    /// Takes the marks out of `marked`; gives the markup and the map of it.
    pub(super) fn new(
        marked: &str,
        spans: &[OutputSpan],
        recorder: &Recorder,
        templates: &Templates,
    ) -> (String, Map) {
        let recorded = recorder.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut clean = String::with_capacity(marked.len());
        let mut printed = Vec::new();
        // Numbers of marks that are open, with where their text began.
        let mut open: Vec<(Option<usize>, usize)> = Vec::new();
        // Where each mark's character stood, and how far the clean text was by then.
        let mut shifts = vec![(0, 0)];
        for (at, c) in marked.char_indices() {
            match c {
                OPEN => open.push((Some(0), clean.len())),
                NUMBERED => {
                    if let Some((_, start)) = open.last_mut() {
                        *start = clean.len();
                    }
                }
                CLOSE => {
                    let closed = open.pop().and_then(|(n, start)| Some((n?, start)));
                    if let Some((n, start)) = closed
                        && let Some((origin, text)) = recorded.get(n)
                    {
                        let (origin, text) = (origin.clone(), text.clone());
                        printed.push(Printed { range: start..clean.len(), origin, text });
                    }
                }
                c if (DIGIT..DIGIT + 10).contains(&u32::from(c)) => {
                    let digit = (u32::from(c) - DIGIT) as usize;
                    if let Some((n, _)) = open.last_mut() {
                        *n = n.and_then(|n| n.checked_mul(10)?.checked_add(digit));
                    }
                }
                c => {
                    clean.push(c);
                    continue;
                }
            }
            shifts.push((at + c.len_utf8(), clean.len()));
        }
        printed.sort_by_key(|one: &Printed| one.range.start);
        let to_clean = |at: usize| {
            let (marked_at, clean_at) = shifts[shifts.partition_point(|(m, _)| *m <= at) - 1];
            (clean_at + (at - marked_at)).min(clean.len())
        };
        let written = spans
            .iter()
            .filter_map(|span| {
                let range = span.output_range();
                Some(Written {
                    range: to_clean(range.start)..to_clean(range.end),
                    template: templates.get(span.name())?.span(span.source_range()),
                    verbatim: span.kind() == OutputSpanKind::Raw,
                })
            })
            .collect();
        (clean, Map { printed, written })
    }

    /// The printed text that the byte `at` of the markup belongs to.
    pub fn printed(&self, at: usize) -> Option<&Printed> {
        let before = self.printed.partition_point(|one| one.range.start <= at);
        self.printed[..before].last().filter(|one| at < one.range.end)
    }

    /// All printed texts, in the order of the markup.
    pub fn all(&self) -> &[Printed] {
        &self.printed
    }

    /// The piece of a template that wrote the bytes `range` of the markup: the words themselves, or
    /// the expression that printed them.
    pub fn template(&self, range: &Range<usize>) -> Option<Span> {
        let before = self.written.partition_point(|one| one.range.start <= range.start);
        let one = self.written[..before].last().filter(|one| range.start < one.range.end)?;
        let mut span = one.template.clone();
        if one.verbatim {
            let at = |byte: usize| span.range.start + (byte - one.range.start);
            span.range = at(range.start)..at(range.end.min(one.range.end));
        }
        Some(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{Templates, fill, origin};
    use crate::source::Asset;
    use crate::text::{SourceFile, Text};

    fn filled(template: &str, values: minijinja::Value) -> crate::markup::Markup {
        let asset = Asset { path: "templates/coba.typ.j2".into(), bytes: template.into() };
        let templates = Templates::new(vec![asset], &mut crate::diagnostic::Diagnostics::default());
        fill("coba.typ.j2", values, &templates).unwrap()
    }

    #[test]
    fn what_is_printed_leads_back_to_its_text_and_the_rest_to_the_template() {
        let file = SourceFile::new("data/opd.yaml", "nama: Dinas *Koperasi* (é)\n");
        let name = Text::new("Dinas *Koperasi* (é)", file.span(6..27));
        let made = filled(
            "{% macro m(x) %}<{{ x }}>{% endmacro %}= Kepala [{{ nama }}] dan {{ m(nama) }}",
            minijinja::context! { nama => origin::traced(name.as_str(), Origin::Text(name.clone())) },
        );
        assert_eq!(
            made.text,
            "= Kepala [#\"Dinas \";#text(lang: \"id\", emph[#\"Koperasi\";]);#\" (é)\";] dan \
             <#\"Dinas \";#text(lang: \"id\", emph[#\"Koperasi\";]);#\" (é)\";>"
        );
        let mut seen = 0;
        for (word, at) in ["Dinas ", "Koperasi", " (é)"]
            .iter()
            .flat_map(|word| made.text.match_indices(word).map(move |(at, _)| (*word, at)))
        {
            let printed = made.map.printed(at).unwrap();
            assert_eq!(&name[printed.text.clone()], word);
            let Origin::Text(origin) = &printed.origin else { panic!("no text") };
            assert_eq!(origin.part(printed.text.clone()).range, {
                let start = file.text().find(word).unwrap();
                start..start + word.len()
            });
            seen += 1;
        }
        assert_eq!(seen, 6);
        let at = made.text.find("Kepala").unwrap();
        assert!(made.map.printed(at).is_none());
        let place = made.map.template(&(at..at + 6)).unwrap();
        assert_eq!(&place.file.text()[place.range], "Kepala");
        // What a macro wrote is the expression's that called it.
        let at = made.text.rfind('<').unwrap();
        let place = made.map.template(&(at..at + 1)).unwrap();
        assert_eq!(&place.file.text()[place.range], "m(nama)");
    }
}
