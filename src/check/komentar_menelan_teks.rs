//! `komentar-menelan-teks`: what stands behind a `#` is a comment and is not printed.

use std::collections::{HashMap, HashSet};

use super::words::is_prose_key;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::diagnosis::{clipped, quoted};
use crate::source::{SUPPRESS, Sources};
use crate::text::{Span, Text};

pub static RULE: Rule = Rule {
    code: Code {
        code: "komentar-menelan-teks",
        severity: Severity::Warning,
        message: [
            "`{teks}` dibaca sebagai komentar, jadi tidak tercetak",
            "`{teks}` is read as a comment, so it is not printed",
        ],
        help: [
            "bila bagian dari teksnya, beri tanda kutip: `{usul}`; bila komentar, beri spasi sesudah `#`",
            "if it is part of the text, put quotes: `{usul}`; if it is a comment, put a blank behind the `#`",
        ],
    },
    rationale: [
        "Sesudah spasi, `#` memulai komentar sampai akhir baris: dari `Laporan #3 pemeriksaan` hanya `Laporan` yang tercetak. Komentar yang disengaja ditulis dengan spasi sesudah `#`.",
        "Behind a blank, `#` begins a comment up to the end of the line: of `Laporan #3 pemeriksaan` only `Laporan` is printed. A comment that is meant as one has a blank behind its `#`.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "sumber: Laporan pemeriksaan pasar",
        bad: "sumber: Laporan #3 pemeriksaan pasar",
        at: "sumber: Laporan «#3 pemeriksaan pasar»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (text, comment) in cut(context.sources) {
        let file = &comment.file;
        let whole = &file.text()[text.span().clamped().start..comment.clamped().end];
        found.push(
            Diagnostic::new(&RULE.code, comment.clone())
                .arg("teks", clipped(&file.text()[comment.clamped()]))
                .arg("usul", clipped(&quoted(whole))),
        );
    }
}

/// Texts that are cut off by a comment: file and first byte.
pub(super) fn cut_off(sources: &Sources) -> HashSet<(String, usize)> {
    let place = |(text, _): (Text, Span)| {
        let span = text.span();
        (span.file.path().to_owned(), span.clamped().start)
    };
    cut(sources).into_iter().map(place).collect()
}

/// Texts without quotes that are followed on their line by a comment whose first letter stands
/// right behind its `#`, and the comments.
fn cut(sources: &Sources) -> Vec<(Text, Span)> {
    let mut comments: HashMap<(String, usize), Span> = HashMap::new();
    for comment in sources.comments() {
        let (file, start) = (&comment.span.file, comment.span.range.start);
        let close = file.text()[start + 1..].starts_with(|c: char| !c.is_whitespace() && c != '#');
        let accepts = comment.text.strip_prefix(SUPPRESS).is_some_and(|rest| rest.starts_with(' '));
        let end = file.text()[..start].trim_end_matches([' ', '\t']).len();
        if close && !accepts && !file.text()[..end].ends_with('\n') {
            comments.insert((file.path().to_owned(), end), comment.span.clone());
        }
    }
    if comments.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (_, text) in sources.keyed_texts().filter(|(key, _)| is_prose_key(key)) {
        let span = text.span();
        let range = span.clamped();
        let said = &span.file.text()[range.clone()];
        let prose =
            !said.starts_with(['"', '\'', '|', '>']) && said.chars().any(char::is_alphabetic);
        if let Some(comment) =
            comments.get(&(span.file.path().to_owned(), range.end)).filter(|_| prose)
        {
            found.push((text, comment.clone()));
        }
    }
    found
}
