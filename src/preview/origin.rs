//! From what is printed to where it stands: file, line and the lines around it; the chain of a
//! computed number, with a place for each of its data.

use std::ops::Range;

use serde_json::{Value, json};

use super::session::{Refused, Session, Shown};
use super::words;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::explain::Explanation;
use crate::format;
use crate::language::Note;
use crate::markup::{Calculation, Origin, Subject};
use crate::measure::{self, Measured, MeasuredJabatan};
use crate::source::tree::{self, Kind, Node};
use crate::text::{SourceFile, Span};
use crate::typeset::{Source, TracedRun};

/// So many lines are shown before and behind a place.
const AROUND: usize = 3;
/// So many values of one place can be changed at once.
const MOST_VALUES: usize = 24;

/// The text of a page in pieces of one source each, with where they lie.
pub(super) fn text(shown: &Shown, page: usize) -> Value {
    let mut pieces = Vec::new();
    for (n, traced) in shown.traced(page).iter().enumerate() {
        for (range, source) in &traced.pieces {
            let text = &traced.run.text[range.clone()];
            if !text.trim().is_empty() {
                pieces.push(json!({
                    "run": n,
                    "text": text,
                    "box": bbox(traced, range),
                    "kind": kind(source),
                }));
            }
        }
    }
    json!({ "pieces": pieces })
}

/// Where a part of a run lies: left, top, width and height.
fn bbox(traced: &TracedRun, range: &Range<usize>) -> [f64; 4] {
    let [_, top, _, height] = traced.run.bbox;
    let left = |byte: usize| {
        let at = traced.letters.partition_point(|(own, _)| *own < byte);
        traced.letters.get(at).or(traced.letters.last()).map_or(0.0, |(_, left)| *left)
    };
    let start = left(range.start);
    [start, top, left(range.end) - start, height]
}

/// What kind of source a piece has, as the page calls it.
fn kind(source: &Source) -> &'static str {
    match source {
        Source::Value(Origin::Text(text), _) if text.place().is_none() => "program",
        Source::Value(Origin::Value(span), _) if !span.is_somewhere() => "program",
        Source::Value(Origin::Text(_), _) => "text",
        Source::Value(Origin::Value(_), _) => "value",
        Source::Value(Origin::Calculation(_), _) => "calculation",
        Source::Template(_) => "template",
        Source::Compiler => "counter",
    }
}

/// Pieces of a page that findings are about: the number of the finding, and where the piece lies.
pub(super) fn marked(runs: &[TracedRun], found: &[&Diagnostic]) -> Vec<(usize, [f64; 4])> {
    let mut marks = Vec::new();
    for traced in runs {
        for (range, source) in &traced.pieces {
            let Some(span) = source.span().filter(Span::is_somewhere) else { continue };
            for (n, one) in found.iter().enumerate() {
                let is_about = |place: &Span| {
                    place.file.path() == span.file.path()
                        && place.range.start < span.range.end
                        && span.range.start < place.range.end.max(place.range.start + 1)
                };
                if one.span.as_ref().is_some_and(is_about) {
                    marks.push((n, bbox(traced, range)));
                }
            }
        }
    }
    marks
}

/// Where what is printed at `x` in the run `run` of a page comes from.
pub(super) fn of(
    session: &Session,
    shown: &Shown,
    page: usize,
    run: usize,
    x: f64,
) -> Result<Value, Refused> {
    let nothing = || ((&words::MOVED).into(), Diagnostics::default());
    let traced = shown.traced(page).get(run).ok_or_else(nothing)?;
    let at = traced.letters.partition_point(|(_, left)| *left <= x).max(1) - 1;
    let byte = traced.letters.get(at).map_or(0, |(byte, _)| *byte);
    let piece = traced.pieces.iter().find(|(range, _)| range.contains(&byte));
    let (range, source) = piece.or(traced.pieces.last()).ok_or_else(nothing)?;
    let word = word(&traced.run.text, range, byte);
    let printed = &traced.run.text[word.clone()];
    let about = match source {
        Source::Value(Origin::Text(text), own) if text.place().is_some() => {
            let at = |byte: usize| own.start + (byte - range.start);
            let place = text.part(at(word.start)..at(word.end));
            session.at(&words::TEXT, &place)
        }
        Source::Value(Origin::Value(span), _) if span.is_somewhere() => {
            session.at(&words::VALUE, span)
        }
        Source::Value(Origin::Calculation(one), _) => session.calculation(shown, one),
        Source::Value(..) => json!({ "about": words::PROGRAM.pick(session.language) }),
        Source::Template(span) => {
            let own = shown.project.templates.own().any(|file| file.path() == span.file.path());
            session.at(if own { &words::OWN_TEMPLATE } else { &words::TEMPLATE }, span)
        }
        Source::Compiler => json!({ "about": words::COUNTER.pick(session.language) }),
    };
    let mut about = about;
    about["printed"] = printed.into();
    about["kind"] = kind(source).into();
    Ok(about)
}

/// The word of a piece that a letter belongs to.
fn word(text: &str, piece: &Range<usize>, byte: usize) -> Range<usize> {
    let part = &text[piece.clone()];
    let at = byte.clamp(piece.start, piece.end) - piece.start;
    let start = part[..at].rfind(char::is_whitespace);
    let start = start.map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8));
    let end = part[at..].find(char::is_whitespace).map_or(part.len(), |end| at + end);
    piece.start + start.min(end)..piece.start + end
}

/// What stands at a line and column of a file.
pub(super) fn of_place(
    session: &Session,
    path: &str,
    (line, column): (usize, usize),
) -> Result<Value, Refused> {
    let nothing = || (words::NO_FILE.arg("path", path), Diagnostics::default());
    let template = || session.project()?.templates.files().find(|file| file.path() == path);
    let file = session.file(path).or_else(template).ok_or_else(nothing)?;
    let start: usize = file.text().split_inclusive('\n').take(line.max(1) - 1).map(str::len).sum();
    let line = file.text()[start..].lines().next().unwrap_or("");
    let within = line.char_indices().nth(column.max(1) - 1).map_or(line.len(), |(at, _)| at);
    Ok(session.at(&words::STANDS_HERE, &file.span(start + within..start + within)))
}

/// Where the numbers of an indicator come from, on a page of `document`.
pub(super) fn of_indikator(session: &Session, id: &str, document: &str) -> Result<Value, Refused> {
    let nothing = || ((&words::MOVED).into(), Diagnostics::default());
    let shown = session.document(document).ok_or_else(nothing)?;
    let model = &shown.project.model;
    let explained = session.explained(shown, id, model.opd.year_shown());
    explained.ok_or_else(nothing)
}

impl Session {
    /// What the page shows of a place: how it is called, the lines around it, the values there.
    fn at(&self, about: &'static Note, span: &Span) -> Value {
        let mut answer = excerpt(span);
        answer["about"] = about.pick(self.language).into();
        let file = self.file(span.file.path());
        // Where the file changed since, its values stand elsewhere.
        if let Some(file) = file.filter(|file| file.text() == span.file.text()) {
            answer["values"] = values(file, span.clamped().start);
            answer["version"] = sha256(file.text().as_bytes()).into();
            let full = std::fs::canonicalize(&self.folder).unwrap_or_else(|_| self.folder.clone());
            answer["full"] = full.join(file.path()).display().to_string().into();
        }
        answer
    }

    /// The chain of a computed number; the indicators of an average, each of which has one.
    fn calculation(&self, shown: &Shown, calculation: &Calculation) -> Value {
        let model = &shown.project.model;
        let tahun = calculation.tahun;
        let sampai = shown.triwulan.unwrap_or_else(|| model.sampai(tahun));
        let own = |jabatan: &&MeasuredJabatan| match &calculation.subject {
            Subject::Jabatan(id) => jabatan.jabatan.id == *id,
            _ => true,
        };
        if let Subject::Indikator(id) = &calculation.subject {
            return self.explained(shown, id, tahun).unwrap_or_default();
        }
        let measurement = measure::measure_until(model, tahun, sampai);
        let one = |measured: &Measured| {
            json!({
                "id": measured.indikator.id.as_str(),
                "nama": measured.indikator.nama.as_str(),
                "capaian": measured.capaian.phrase_with_reason(format::percent).words(self.language),
            })
        };
        let all = measurement.jabatan.iter().filter(own).flat_map(MeasuredJabatan::measured);
        json!({
            "about": words::AVERAGE.pick(self.language),
            "indikator": all.map(one).collect::<Vec<_>>(),
        })
    }

    /// The chain of an indicator's numbers, line by line.
    fn explained(&self, shown: &Shown, id: &str, tahun: i32) -> Option<Value> {
        let model = &shown.project.model;
        let (jabatan, indikator) = model.indikator(id)?;
        let sampai = shown.triwulan.unwrap_or_else(|| model.sampai(tahun));
        let measured = measure::calculate_until(model, indikator, tahun, sampai);
        let explanation = Explanation::new(model, jabatan, &measured);
        let lines = explanation.lines().into_iter().map(|line| {
            let place = line.place.as_ref().filter(|span| span.is_somewhere());
            json!({ "text": line.text.words(self.language), "place": place.map(place_of) })
        });
        Some(json!({
            "about": words::CALCULATION.pick(self.language),
            "chain": lines.collect::<Vec<_>>(),
        }))
    }
}

/// File, line and column.
pub(super) fn place_of(span: &Span) -> Value {
    let [(line, column), (end_line, end_column)] = span.line_columns();
    let file = span.file.path();
    json!({ "file": file, "line": line, "column": column, "end_line": end_line, "end_column": end_column })
}

/// A place with the lines around it.
fn excerpt(span: &Span) -> Value {
    let place = place_of(span);
    let [(line, _), (end, _)] = span.line_columns();
    let first = line.saturating_sub(AROUND).max(1);
    let last = end.min(line + 8) + AROUND;
    let lines: Vec<&str> =
        span.file.text().lines().skip(first - 1).take(last + 1 - first).collect();
    json!({ "place": place, "first": first, "lines": lines })
}

/// The values of a data file that can be changed at a place: the one that stands there; those
/// under the key that stands there.
fn values(file: &SourceFile, at: usize) -> Value {
    let Ok(root) = tree::parse(file) else { return json!([]) };
    let mut found = Vec::new();
    collect(&root, "", at, &mut found);
    let value = |(key, node): (String, &Node)| {
        let Kind::Scalar { text, plain } = &node.kind else { return Value::Null };
        let text = if node.is_null() { "" } else { text };
        let [(line, column), _] = file.span(node.range.clone()).line_columns();
        json!({
            "key": key, "text": text, "plain": plain, "start": node.range.start, "line": line, "column": column,
        })
    };
    found.into_iter().take(MOST_VALUES).map(value).collect()
}

/// Goes down to what stands at `at`; puts down its scalars with the keys that lead to them.
fn collect<'n>(node: &'n Node, key: &str, at: usize, found: &mut Vec<(String, &'n Node)>) -> bool {
    let holds = |range: &Range<usize>| range.start <= at && at <= range.end;
    match &node.kind {
        Kind::Scalar { .. } => {
            if holds(&node.range) {
                found.push((key.to_owned(), node));
            }
            holds(&node.range)
        }
        Kind::Seq(items) => items
            .iter()
            .enumerate()
            .any(|(n, item)| collect(item, &below(key, &(n + 1).to_string()), at, found)),
        Kind::Map(entries) => entries.iter().any(|entry| {
            let own = below(key, &entry.key);
            if holds(&entry.key_range) {
                scalars(&entry.value, &own, found);
                return true;
            }
            collect(&entry.value, &own, at, found)
        }),
    }
}

fn scalars<'n>(node: &'n Node, key: &str, found: &mut Vec<(String, &'n Node)>) {
    match &node.kind {
        Kind::Scalar { .. } => found.push((key.to_owned(), node)),
        Kind::Seq(items) => {
            for (n, item) in items.iter().enumerate() {
                scalars(item, &below(key, &(n + 1).to_string()), found);
            }
        }
        Kind::Map(entries) => {
            for entry in entries {
                scalars(&entry.value, &below(key, &entry.key), found);
            }
        }
    }
}

fn below(key: &str, next: &str) -> String {
    if key.is_empty() { next.to_owned() } else { format!("{key} › {next}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_what_stands_between_spaces_of_its_piece() {
        let text = "Jumlah koperasi aktif";
        let word_at = |piece: Range<usize>, byte| &text[word(text, &piece, byte)];
        assert_eq!(word_at(0..21, 0), "Jumlah");
        assert_eq!(word_at(0..21, 9), "koperasi");
        assert_eq!(word_at(0..21, 20), "aktif");
        assert_eq!(word_at(9..21, 10), "perasi");
        // Between two words it is the first one.
        assert_eq!(word_at(0..21, 6), "Jumlah");
    }

    #[test]
    fn values_at_a_key_are_those_below_it() {
        let file = SourceFile::new("data/a.yaml", "a:\n  TW1: { rat: 3, aktif: 4 }\n  b: x\n");
        let keys = |at: usize| {
            let all = values(&file, at);
            let keys =
                all.as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned());
            keys.collect::<Vec<_>>()
        };
        let at = |word: &str| file.text().find(word).unwrap();
        assert_eq!(keys(at("TW1")), ["a › TW1 › rat", "a › TW1 › aktif"]);
        assert_eq!(keys(at("4")), ["a › TW1 › aktif"]);
        assert_eq!(keys(at("x")), ["a › b"]);
    }
}
