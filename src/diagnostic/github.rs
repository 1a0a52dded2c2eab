//! Findings for GitHub Actions: annotations in the files of a pull request, and a summary of
//! the job, since only ten annotations of a kind are shown.

use super::{Diagnostic, Diagnostics, Severity};
use crate::language::{Language, Note, notes};
use crate::text::{inert, visible, visible_char, visible_line};

/// One workflow command a finding.
pub fn annotations(diagnostics: &Diagnostics, language: Language) -> String {
    diagnostics.sorted().into_iter().map(|d| annotation(d, language)).collect()
}

fn annotation(diagnostic: &Diagnostic, language: Language) -> String {
    let kind = match diagnostic.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = vec![format!("title={}", property(diagnostic.code.code))];
    if let Some(span) = &diagnostic.span {
        let [(line, column), (end_line, end_column)] = span.line_columns();
        properties.push(format!("file={}", property(span.file.path())));
        properties.push(format!("line={line}"));
        properties.push(format!("endLine={end_line}"));
        // Columns only make sense within one line.
        if line == end_line {
            properties.push(format!("col={column}"));
            properties.push(format!("endColumn={end_column}"));
        }
    }
    let [message, help] = [diagnostic.message(language), diagnostic.help(language)];
    let text = format!("{}\n{}", visible_line(&message), visible_line(&help));
    format!("::{kind} {}::{}\n", properties.join(","), data(&text))
}

/// Text behind the second `::`. What other machines take for a command stands in none either.
fn data(text: &str) -> String {
    inert(&visible(text)).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

notes! {
    TITLE = "Pemeriksaan dokumen kinerja", "Check of the performance documents";
    ACCEPTED = "Diterima dengan alasan: {n}", "Accepted with a reason: {n}";
    NOTHING = "Tidak ada temuan.", "No findings.";
    NOTHING_HERE = "Tidak ada temuan dalam pilihan ini.", "No findings among those asked for.";
    OUTSIDE = "Temuan di luar pilihan ini: {n}", "Findings besides: {n}";
    HEAD = "| tingkat | kode | tempat | temuan |", "| severity | code | place | finding |";
}

/// The summary of the job, in Markdown. `outside`: how many findings there are besides those that
/// were asked for.
pub fn summary(diagnostics: &Diagnostics, outside: usize, language: Language) -> String {
    let mut last = ACCEPTED.arg("n", diagnostics.suppressed.len()).words(language);
    if outside > 0 {
        last = format!("{last}\n\n{}", OUTSIDE.arg("n", outside).words(language));
    }
    let title = TITLE.pick(language);
    let nothing = if outside == 0 { NOTHING } else { NOTHING_HERE };
    format!("## {title}\n\n{}\n{last}\n\n", table(diagnostics, nothing, language))
}

fn table(diagnostics: &Diagnostics, nothing: Note, language: Language) -> String {
    let all = diagnostics.sorted();
    if all.is_empty() {
        return format!("{}\n", nothing.pick(language));
    }
    let head = format!("{}\n|---|---|---|---|\n", HEAD.pick(language));
    let row = |diagnostic: &&Diagnostic| {
        let place = diagnostic.span.as_ref().map_or(String::new(), |span| {
            format!("{}:{}", span.file.path(), span.line_columns()[0].0)
        });
        let severity = diagnostic.code.severity.name(language);
        let (place, text) = (cell(&place), cell(&diagnostic.message(language)));
        format!("| {severity} | `{}` | {place} | {text} |\n", diagnostic.code.code)
    };
    std::iter::once(head).chain(all.iter().map(row)).collect()
}

/// Text of the project in a cell: nothing in it is markup, and nothing that a forge makes more of
/// than text. It looks for mentions, references and addresses in what is *shown*, where an escape is
/// gone; so something stands between the characters that it would find together.
pub(crate) fn cell(text: &str) -> String {
    let chars: Vec<char> = text.chars().map(visible_char).collect();
    let mut out = String::with_capacity(text.len());
    let mut word = Word::default();
    for (at, c) in chars.iter().enumerate() {
        if at >= word.end {
            word = Word::starting_at(at, &chars);
        }
        if begins_something(&chars[..at], *c) {
            out.push_str(BLANK);
        } else {
            out.push_str(word.gap(at));
        }
        match c {
            '\n' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '~' | '$' => out.extend(['\\', *c]),
            c => out.push(*c),
        }
    }
    out
}

/// A blank without width.
const BLANK: &str = "&#8203;";
/// Nothing, of which who copies a number copies nothing.
const NOTHING_SEEN: &str = "<span></span>";

/// Whether a forge may find something where `next` follows `before`: a mention, a proposal, a
/// label, a milestone, an alert, an address, a picture, a mark for a change.
fn begins_something(before: &[char], next: char) -> bool {
    match before {
        [.., '@' | '#' | '!' | '~' | '$' | '^' | '&' | '*' | '[' | '{'] => !next.is_whitespace(),
        [.., '%'] => next.is_alphanumeric() || next == '"',
        [.., ':'] => next == '/',
        // The name of a sign, between two colons.
        [.., _] if next == ':' => {
            let in_name = |c: &&char| c.is_alphanumeric() || "_+-".contains(**c);
            let name = before.iter().rev().take_while(in_name).count();
            before.iter().rev().nth(name) == Some(&':')
        }
        // `GH-1`, and whatever else a project calls its proposals.
        [.., letter, '-'] => letter.is_ascii_alphabetic() && next.is_ascii_digit(),
        [.., 'w' | 'W'] => next == '.',
        _ => false,
    }
}

/// A word that may be the number of a commit.
#[derive(Default)]
struct Word {
    start: usize,
    end: usize,
    /// What stands in it.
    gap: &'static str,
}

impl Word {
    /// How much of a number of a commit no forge finds.
    const SHORT: usize = 6;

    fn starting_at(start: usize, chars: &[char]) -> Word {
        let in_word = |c: &&char| c.is_alphanumeric() || **c == '_';
        let length = chars[start..].iter().take_while(in_word).count();
        let word = &chars[start..start + length];
        let gap = match () {
            () if length <= Word::SHORT || !word.iter().all(char::is_ascii_hexdigit) => "",
            () if word.iter().all(char::is_ascii_digit) => NOTHING_SEEN,
            () => BLANK,
        };
        Word { start, end: start + length.max(1), gap }
    }

    /// What stands before the character at `at`, which is one of the word.
    fn gap(&self, at: usize) -> &'static str {
        let inside = at > self.start && (at - self.start).is_multiple_of(Word::SHORT);
        if inside { self.gap } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        for (text, shown) in [
            ("<b>&amp;</b>", "&lt;b&gt;&amp;&#8203;amp;&lt;/b&gt;"),
            (
                "a|b\\c\nd`e` *f* _g_ ~~h~~",
                "a\\|b\\\\c d\\`e\\` \\*&#8203;f\\* \\_g\\_ \\~&#8203;\\~&#8203;h\\~&#8203;\\~",
            ),
            ("![a](https://x.y)", "\\!&#8203;\\[&#8203;a\\](https:&#8203;//x.y)"),
            ("70%, Rp5.000: 2019-2024", "70%, Rp5.000: 2019-2024"),
        ] {
            assert_eq!(cell(text), shown);
        }
    }

    #[test]
    fn nothing_in_a_cell_refers_to_anything() {
        for (text, shown) in [
            ("@semua a@b.id", "@&#8203;semua a@&#8203;b.id"),
            ("&#64;x &commat;x", "&amp;&#8203;#&#8203;64;x &amp;&#8203;commat;x"),
            ("#1 o/r#3 GH-1 ABC-12", "#&#8203;1 o/r#&#8203;3 GH-&#8203;1 ABC-&#8203;12"),
            (
                "!1 ~2 %3 $4 ^5 a:b :sapi:",
                "\\!&#8203;1 \\~&#8203;2 %&#8203;3 \\$&#8203;4 ^&#8203;5 a:b :sapi&#8203;:",
            ),
            ("www.x.y WWW.x", "www&#8203;.x.y WWW&#8203;.x"),
            ("deadbee dead 123456 1234567", "deadbe&#8203;e dead 123456 123456<span></span>7"),
            ("0123456789abcdef", "012345&#8203;6789ab&#8203;cdef"),
            ("{+a+} [-b-]", "{&#8203;+a+} \\[&#8203;-b-\\]"),
        ] {
            assert_eq!(cell(text), shown);
        }
    }
}
