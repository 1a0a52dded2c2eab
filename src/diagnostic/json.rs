//! Findings for programs: the versioned JSON of the command line.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Severity};
use crate::language::Language;
use crate::text::{Span, commands, is_steering};

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

/// A value as text for programs. What would steer a terminal that shows it, or be a command for
/// the machine that keeps a log, is written as an escape, so that programs read what it was.
pub fn text(value: &Value) -> String {
    let plain = format!("{value:#}\n");
    let mut commands = commands(&plain).into_iter().peekable();
    let mut text = String::new();
    // Outside of strings, JSON has no such character but line ends.
    for (at, c) in plain.char_indices() {
        if commands.next_if_eq(&at).is_some() || is_steering(c) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
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
