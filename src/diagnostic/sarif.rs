//! Findings as SARIF 2.1.0 (OASIS), for code scanning and editors.

use serde_json::{Value, json};

use super::{Bahasa, Diagnostic, Severity, Tempat, Temuan, katalog};

/// The log of one run.
pub fn value(temuan: &Temuan, bahasa: Bahasa) -> Value {
    let found = temuan.sorted();
    let accepted = temuan.diterima.iter();
    let mut rules: Vec<&katalog::Kode> =
        found.iter().map(|d| d.kode).chain(temuan.diterima.iter().map(|d| d.temuan.kode)).collect();
    rules.sort_by_key(|kode| kode.kode);
    rules.dedup();
    let place = |kode: &katalog::Kode| rules.iter().position(|rule| rule.kode == kode.kode);
    let mut results: Vec<Value> = found.iter().map(|d| result(d, place(d.kode), bahasa)).collect();
    results.extend(accepted.map(|one| {
        let mut value = result(&one.temuan, place(one.temuan.kode), bahasa);
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
                "rules": rules.iter().map(|kode| rule(kode, bahasa)).collect::<Vec<_>>(),
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

fn rule(kode: &katalog::Kode, bahasa: Bahasa) -> Value {
    json!({
        "id": kode.kode,
        "shortDescription": { "text": bahasa.pilih(kode.pesan) },
        "help": { "text": bahasa.pilih(kode.bantuan) },
        "defaultConfiguration": { "level": level(kode.severity) },
    })
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, bahasa: Bahasa) -> Value {
    let mut value = json!({
        "ruleId": diagnostic.kode.kode,
        "ruleIndex": rule,
        "level": level(diagnostic.kode.severity),
        "message": { "text": format!("{}. {}", diagnostic.pesan(bahasa), diagnostic.bantuan(bahasa)) },
    });
    if let Some(tempat) = &diagnostic.tempat {
        value["locations"] = json!([{ "physicalLocation": location(tempat) }]);
    }
    if !diagnostic.terkait.is_empty() {
        let related = diagnostic.terkait.iter().enumerate().map(|(n, (tempat, catatan))| {
            let text = katalog::isi(bahasa.pilih(catatan.0), &diagnostic.isian);
            json!({
                "id": n, "physicalLocation": location(tempat), "message": { "text": text },
            })
        });
        value["relatedLocations"] = related.collect();
    }
    if !diagnostic.perbaikan.is_empty() {
        let changes = diagnostic.perbaikan.iter().map(|(tempat, teks)| {
            json!({
                "artifactLocation": { "uri": uri(tempat.berkas.path()) },
                "replacements": [{ "deletedRegion": region(tempat), "insertedContent": { "text": teks } }],
            })
        });
        value["fixes"] = json!([{ "artifactChanges": changes.collect::<Vec<_>>() }]);
    }
    value
}

fn location(tempat: &Tempat) -> Value {
    json!({
        "artifactLocation": { "uri": uri(tempat.berkas.path()) },
        "region": region(tempat),
    })
}

fn region(tempat: &Tempat) -> Value {
    let [(line, column), (end_line, end_column)] = tempat.line_columns();
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
