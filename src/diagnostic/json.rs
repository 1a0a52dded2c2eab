//! Findings for programs: the versioned JSON of the command line.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Severity};
use crate::language::Language;
use crate::text::Span;

/// The findings as JSON, format version 1. Lines and columns count from 1, columns in
/// characters; ends are exclusive; paths are relative to the project.
pub fn value(diagnostics: &Diagnostics, language: Language) -> Value {
    json!({
        "version": 1,
        "summary": {
            "error": diagnostics.count(Severity::Error),
            "warning": diagnostics.count(Severity::Warning),
            "info": diagnostics.count(Severity::Info),
        },
        "diagnostics": diagnostics.sorted().into_iter().map(|d| one(d, language)).collect::<Vec<_>>(),
    })
}

fn one(diagnostic: &Diagnostic, language: Language) -> Value {
    let mut object = json!({
        "code": diagnostic.code.code,
        "severity": diagnostic.code.severity.machine_name(),
        "message": diagnostic.message(language),
        "help": diagnostic.help(language),
    });
    if let Some(span) = &diagnostic.span {
        put_place(&mut object, span);
    }
    object["related"] = diagnostic
        .related
        .iter()
        .map(|(span, note)| {
            let mut related = json!({});
            put_place(&mut related, span);
            related["message"] = note.fill(language, &diagnostic.args).into();
            related
        })
        .collect();
    object
}

fn put_place(object: &mut Value, span: &Span) {
    let [(line, column), (end_line, end_column)] = span.line_columns();
    object["file"] = span.file.path().into();
    object["line"] = line.into();
    object["column"] = column.into();
    object["end_line"] = end_line.into();
    object["end_column"] = end_column.into();
}
