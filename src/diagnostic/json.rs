//! Findings for programs: the versioned JSON of the command line.

use serde_json::{Value, json};

use super::{Bahasa, Diagnostic, Severity, Tempat, Temuan, katalog};

/// The findings as JSON, format version 1. Lines and columns count from 1, columns in
/// characters; ends are exclusive; paths are relative to the project.
pub fn value(temuan: &Temuan, bahasa: Bahasa) -> Value {
    json!({
        "version": 1,
        "summary": {
            "error": temuan.count(Severity::Error),
            "warning": temuan.count(Severity::Warning),
            "info": temuan.count(Severity::Info),
        },
        "diagnostics": temuan.sorted().into_iter().map(|d| one(d, bahasa)).collect::<Vec<_>>(),
    })
}

fn one(diagnostic: &Diagnostic, bahasa: Bahasa) -> Value {
    let mut object = json!({
        "code": diagnostic.kode.kode,
        "severity": diagnostic.kode.severity.machine_name(),
        "message": diagnostic.pesan(bahasa),
        "help": diagnostic.bantuan(bahasa),
    });
    if let Some(tempat) = &diagnostic.tempat {
        put_place(&mut object, tempat);
    }
    object["related"] = diagnostic
        .terkait
        .iter()
        .map(|(tempat, catatan)| {
            let mut related = json!({});
            put_place(&mut related, tempat);
            related["message"] = katalog::isi(bahasa.pilih(catatan.0), &diagnostic.isian).into();
            related
        })
        .collect();
    object
}

fn put_place(object: &mut Value, tempat: &Tempat) {
    let [(line, column), (end_line, end_column)] = tempat.line_columns();
    object["file"] = tempat.berkas.path().into();
    object["line"] = line.into();
    object["column"] = column.into();
    object["end_line"] = end_line.into();
    object["end_column"] = end_column.into();
}
