//! Findings for GitHub Actions: annotations in the files of a pull request, and a summary of
//! the job, since only ten annotations of a kind are shown.

use super::{Bahasa, Diagnostic, Severity, Temuan};

/// One workflow command a finding.
pub fn annotations(temuan: &Temuan, bahasa: Bahasa) -> String {
    temuan.sorted().into_iter().map(|d| annotation(d, bahasa)).collect()
}

fn annotation(diagnostic: &Diagnostic, bahasa: Bahasa) -> String {
    let kind = match diagnostic.kode.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = vec![format!("title={}", property(diagnostic.kode.kode))];
    if let Some(tempat) = &diagnostic.tempat {
        let [(line, column), (end_line, end_column)] = tempat.line_columns();
        properties.push(format!("file={}", property(tempat.berkas.path())));
        properties.push(format!("line={line}"));
        properties.push(format!("endLine={end_line}"));
        // Columns only make sense within one line.
        if line == end_line {
            properties.push(format!("col={column}"));
            properties.push(format!("endColumn={end_column}"));
        }
    }
    let text = format!("{}\n{}", diagnostic.pesan(bahasa), diagnostic.bantuan(bahasa));
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

/// The summary of the job, in Markdown.
pub fn summary(temuan: &Temuan, bahasa: Bahasa) -> String {
    let title = bahasa.pilih(["Pemeriksaan dokumen kinerja", "Check of the performance documents"]);
    let accepted = bahasa.pilih(["Diterima dengan alasan", "Accepted with a reason"]);
    let count = temuan.diterima.len();
    format!("## {title}\n\n{}\n{accepted}: {count}\n\n", table(temuan, bahasa))
}

fn table(temuan: &Temuan, bahasa: Bahasa) -> String {
    let all = temuan.sorted();
    if all.is_empty() {
        return bahasa.pilih(["Tidak ada temuan.\n", "No findings.\n"]).to_owned();
    }
    let head = bahasa.pilih([
        "| tingkat | kode | tempat | temuan |\n|---|---|---|---|\n",
        "| severity | code | place | finding |\n|---|---|---|---|\n",
    ]);
    let row = |diagnostic: &&Diagnostic| {
        let place = diagnostic.tempat.as_ref().map_or(String::new(), |tempat| {
            format!("{}:{}", tempat.berkas.path(), tempat.line_columns()[0].0)
        });
        let severity = diagnostic.kode.severity.nama(bahasa);
        let (place, text) = (cell(&place), cell(&diagnostic.pesan(bahasa)));
        format!("| {severity} | `{}` | {place} | {text} |\n", diagnostic.kode.kode)
    };
    std::iter::once(head.to_owned()).chain(all.iter().map(row)).collect()
}

/// Text of the project in a cell: nothing in it is markup, nor a link that a forge makes by
/// itself of names, issues and addresses.
pub(crate) fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
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
