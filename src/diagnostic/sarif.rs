//! Findings as SARIF 2.1.0 (OASIS), for code scanning and editors.

use serde_json::{Value, json};

use super::{Code, Diagnostic, Diagnostics, Severity};
use crate::language::Language;
use crate::text::Span;

/// The log of one run.
pub fn value(diagnostics: &Diagnostics, language: Language) -> Value {
    let found = diagnostics.sorted();
    let accepted = diagnostics.suppressed.iter();
    let mut rules: Vec<&Code> = found
        .iter()
        .map(|d| d.code)
        .chain(diagnostics.suppressed.iter().map(|d| d.diagnostics.code))
        .collect();
    rules.sort_by_key(|code| code.code);
    rules.dedup();
    let place = |code: &Code| rules.iter().position(|rule| rule.code == code.code);
    let mut results: Vec<Value> =
        found.iter().map(|d| result(d, place(d.code), language)).collect();
    results.extend(accepted.map(|one| {
        let mut value = result(&one.diagnostics, place(one.diagnostics.code), language);
        value["suppressions"] = json!([{ "kind": "inSource", "justification": one.alasan }]);
        value
    }));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ikigen",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| rule(code, language)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule(code: &Code, language: Language) -> Value {
    json!({
        "id": code.code,
        "shortDescription": { "text": code.message().pattern(language) },
        "help": { "text": code.help().pattern(language) },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, language: Language) -> Value {
    let mut value = json!({
        "ruleId": diagnostic.code.code,
        "ruleIndex": rule,
        "level": level(diagnostic.code.severity),
        "message": { "text": format!("{}. {}", diagnostic.message(language), diagnostic.help(language)) },
    });
    if let Some(span) = &diagnostic.span {
        value["locations"] = json!([{ "physicalLocation": location(span) }]);
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate().map(|(n, (span, note))| {
            let text = note.fill(language, &diagnostic.args);
            json!({
                "id": n, "physicalLocation": location(span), "message": { "text": text },
            })
        });
        value["relatedLocations"] = related.collect();
    }
    if !diagnostic.fixes.is_empty() {
        let changes = diagnostic.fixes.iter().map(|(span, text)| {
            json!({
                "artifactLocation": { "uri": uri(span.file.path()) },
                "replacements": [{ "deletedRegion": region(span), "insertedContent": { "text": text } }],
            })
        });
        value["fixes"] = json!([{ "artifactChanges": changes.collect::<Vec<_>>() }]);
    }
    value
}

fn location(span: &Span) -> Value {
    json!({
        "artifactLocation": { "uri": uri(span.file.path()) },
        "region": region(span),
    })
}

fn region(span: &Span) -> Value {
    let [(line, column), (end_line, end_column)] = span.line_columns();
    json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
    })
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    path.bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
