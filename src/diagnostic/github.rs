//! Findings for GitHub Actions: annotations in the files of a pull request, and a summary of
//! the job, since only ten annotations of a kind are shown.

use super::{Diagnostic, Diagnostics, Severity};
use crate::language::{Language, Note, notes};
use crate::text::{visible_char, visible_line};

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

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
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

/// Text of the project in a cell: nothing in it is markup, nor a link that a forge makes by
/// itself of names, issues and addresses.
pub(crate) fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match visible_char(c) {
            '\n' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // An escape would not do: mentions are found in what is shown.
            '@' | '#' => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}
