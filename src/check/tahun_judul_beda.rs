//! `tahun-judul-beda`: titles and covers have the years that they are of.

use std::ops::RangeInclusive;

use super::{Context, Example, Rule, codes};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::raw;
use crate::text::{Span, Text};

pub static RULE: Rule = Rule {
    code: Code {
        code: "tahun-judul-beda",
        severity: Severity::Warning,
        message: [
            "di sini tertulis {tertulis}, padahal `{kunci}` {nilai}",
            "this says {tertulis}, but `{kunci}` is {nilai}",
        ],
        help: [
            "samakan; di `iki.tahunan` tulis {tahun}, yang diganti tahun edisinya",
            "make them agree; in `iki.tahunan` write {tahun}, which becomes the year of the edition",
        ],
    },
    rationale: [
        "Tahun di judul dan sampul ditulis sendiri, supaya tercetak seperti naskahnya; sesudah `periode` atau `tahun` diganti, ia mudah tertinggal. Yang dibandingkan rentang tahun, dan tahun di belakang kata `tahun`; tahun sebuah peraturan (Nomor 5 Tahun 2016) bukan tahun dokumen.",
        "The years of titles and covers are written as they are to be printed; when `periode` or `tahun` change, they are easily forgotten. Compared are ranges of years, and years behind the word `tahun`; that of a decree (Nomor 5 Tahun 2016) is not the document’s.",
    ],
    example: Example {
        file: "data/opd.yaml",
        good: "    - TAHUN 2024-2026",
        bad: "    - TAHUN 2023-2026",
        at: "- TAHUN «2023-2026»",
    },
    check,
};

/// What stands between the years of a range.
const BETWEEN: [&str; 9] =
    ["-", "–", "—", "s.d.", "s/d", "sd", "sampai", "sampai dengan", "hingga"];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(document) = &context.sources.opd else { return };
    let opd = &document.value;
    let raw::Periode { dari, sampai } = opd.periode.value;
    let periode = Years { key: "periode", range: dari..=sampai, at: opd.periode.key() };
    let raw::Iki { judul, sampul, tahunan, .. } = &opd.iki;
    for texts in [vec![judul], sampul.iter().collect()] {
        found.extend(others_in(&texts, &periode, &periode));
    }
    let Some(tahun) = &opd.tahun else { return };
    let edition = Years { key: "tahun", range: tahun.value..=tahun.value, at: tahun.span() };
    let texts = [tahunan.judul.iter().collect(), tahunan.sampul.iter().flatten().collect()];
    for texts in texts.into_iter().filter(|texts: &Vec<&Text>| !texts.is_empty()) {
        found.extend(others_in(&texts, &periode, &edition));
    }
}

/// The years that a document is of.
struct Years {
    key: &'static str,
    range: RangeInclusive<i32>,
    at: Span,
}

/// Ranges other than `range` and years outside `one` in texts that are read together, where the
/// right ones are not there as well.
fn others_in(texts: &[&Text], range: &Years, one: &Years) -> Vec<Diagnostic> {
    let written: Vec<(Span, RangeInclusive<i32>)> =
        texts.iter().flat_map(|text| years_of(text)).collect();
    let has = |right: &Years| written.iter().any(|(_, years)| *years == right.range);
    // What becomes the year of the edition is right.
    let filled = texts.iter().any(|text| text.contains("{tahun}"));
    let (has_range, has_one) = (has(range), has(one) || filled);
    let other = |(span, years): &(Span, RangeInclusive<i32>)| {
        if years.start() != years.end() {
            return (!has_range).then(|| finding(span.clone(), range));
        }
        let right = has_one || one.range.contains(years.start());
        (!right).then(|| finding(span.clone(), one))
    };
    written.iter().filter_map(other).collect()
}

fn finding(span: Span, right: &Years) -> Diagnostic {
    let [first, last] = [right.range.start(), right.range.end()];
    let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let written = span.file.text()[span.clamped()].to_owned();
    Diagnostic::new(&RULE.code, span)
        .arg("tertulis", written)
        .arg("kunci", right.key)
        .arg("nilai", years)
        .arg("tahun", "`{tahun}`")
        .related(right.at.clone(), &codes::COMPARED_WITH)
}

/// The ranges of years in a text, and the years behind the word for it, but for those of decrees
/// (`Nomor 5 Tahun 2016`).
fn years_of(text: &Text) -> Vec<(Span, RangeInclusive<i32>)> {
    let all = numbers(text);
    let mut found = Vec::new();
    let mut free = 0;
    for (n, (place, year)) in all.iter().enumerate() {
        if let Some((next, to)) = all.get(n + 1).filter(|_| n >= free) {
            let between = text[place.end..next.start].trim().to_lowercase();
            if BETWEEN.contains(&between.as_str()) {
                found.push((text.part(place.start..next.end), *year..=*to));
                free = n + 2;
            }
        }
        if n >= free && is_called_year(&text[..place.start]) {
            found.push((text.part(place.clone()), *year..=*year));
        }
    }
    found
}

/// Whether what stands before a number ends in the word for a year, and that not in a decree's name.
fn is_called_year(before: &str) -> bool {
    let lower = before.to_lowercase();
    let mut words = lower.split_whitespace().rev();
    let called = words.next() == Some("tahun");
    called && !words.next().is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()))
}

/// The numbers of four digits that may be years.
fn numbers(text: &str) -> Vec<(std::ops::Range<usize>, i32)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                let word = &text[first..at];
                let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
                let year = word.parse().ok().filter(|year| digits && (1900..2200).contains(year));
                found.extend(year.map(|year| (first..at, year)));
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    #[test]
    fn years_are_ranges_or_called_so() {
        let years = |words: &str| -> Vec<(String, i32, i32)> {
            let text = Text::new(words, SourceFile::new("x", words).span(0..words.len()));
            let shown = |(span, years): (Span, RangeInclusive<i32>)| {
                (words[span.range].to_owned(), *years.start(), *years.end())
            };
            years_of(&text).into_iter().map(shown).collect()
        };
        let range = |written: &str| vec![(written.to_owned(), 2019, 2024)];
        for (words, written) in [
            ("TAHUN 2019 -2024", "2019 -2024"),
            ("IKI 2019–2024 Kabupaten", "2019–2024"),
            ("tahun 2019 s.d. 2024", "2019 s.d. 2024"),
            ("2019 sampai dengan 2024.", "2019 sampai dengan 2024"),
        ] {
            assert_eq!(years(words), range(written), "{words}");
        }
        for words in ["IKI TAHUN 2024 ", "IKI Tahun 2024 (Renstra)", "Tahun 2024: IKI"] {
            assert_eq!(years(words), [("2024".to_owned(), 2024, 2024)], "{words}");
        }
        for words in
            ["Perbup Nomor 5 Tahun 2016 tentang IKI", "Jalan 2024", "Tahun {tahun}", "20245"]
        {
            assert_eq!(years(words), [], "{words}");
        }
    }
}
