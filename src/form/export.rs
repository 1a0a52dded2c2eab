//! Forms out: a workbook for each position. Beside `workbook::write` the only module that sees
//! rust_xlsxwriter: a form is filled, not printed from, so its cells are locked or open, are
//! checked as they are typed, and carry marks.

mod sheets;

use std::collections::BTreeMap;
use std::path::Path;

use super::book::Cell;
use super::{Identity, Period, Slot, WHOLE, codes, owed};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::language::notes;
use crate::model::codes::JABATAN_TAK_DIKENAL;
use crate::model::{Model, TRIWULAN};
use crate::project::{self, Project, Timings};

notes! {
    TARGETS = "target", "targets";
}

/// What is asked for.
#[derive(Debug)]
pub struct Request<'a> {
    /// The year; the office's own where there is none, for targets the one behind it.
    pub tahun: Option<i32>,
    /// What is asked for; the quarter up to which the year's figures go, where there is none.
    pub period: Option<Period>,
    /// Ids of positions; all, where there are none.
    pub jabatan: &'a [String],
    /// One form for all positions, in place of one for each.
    pub whole: bool,
}

/// A form as a file.
#[derive(Debug)]
pub struct Workbook {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes the forms of the project in `folder`. Findings go to `diagnostics`; `None` when there is
/// an error.
pub fn export(
    folder: &Path,
    request: &Request,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Workbook>> {
    let timings = &mut Timings::default();
    let own_year = request.tahun.filter(|_| request.period != Some(Period::Target));
    let project = project::read_year(folder, own_year, diagnostics, timings)?;
    let model = &project.model;
    let current = model.opd.tahun.unwrap_or(model.opd.periode[1]);
    let period = request
        .period
        .unwrap_or_else(|| Period::Triwulan(model.sampai(request.tahun.unwrap_or(current))));
    let tahun = request.tahun.unwrap_or(match period {
        Period::Triwulan(_) => current,
        Period::Target => current + 1,
    });
    if let Period::Triwulan(_) = period
        && !model.realisasi.contains_key(&tahun)
    {
        diagnostics.push(Diagnostic::global(&codes::FORMULIR_TAHUN).arg("tahun", tahun));
        return None;
    }
    let unknown = unknown(model, request.jabatan);
    if unknown.has_errors() {
        diagnostics.extend(unknown);
        return None;
    }
    let wanted = |owed: &owed::Owed| {
        request.jabatan.is_empty() || request.jabatan.iter().any(|id| *owed.id == **id)
    };
    let all: Vec<owed::Owed> = owed::of(model, tahun, period).into_iter().filter(wanted).collect();
    if all.is_empty() {
        let found = Diagnostic::global(&codes::FORMULIR_KOSONG).arg("tahun", tahun);
        diagnostics.push(match period {
            Period::Triwulan(quarter) => found.arg("periode", TRIWULAN[quarter - 1]),
            Period::Target => found.arg("periode", &TARGETS),
        });
        return None;
    }
    let fingerprint = fingerprint(&project);
    let forms: Vec<(&str, &[owed::Owed])> = if request.whole {
        vec![(WHOLE, &all)]
    } else {
        all.iter().map(|owed| (owed.id.as_str(), std::slice::from_ref(owed))).collect()
    };
    let mut made = Vec::new();
    for (jabatan, owed) in forms {
        let (jabatan, fingerprint) = (jabatan.to_owned(), fingerprint.clone());
        let identity = Identity { tahun, period, jabatan, fingerprint };
        let name = identity.file_name();
        match sheets::workbook(&project, &identity, owed, &BTreeMap::new()) {
            Ok(bytes) => made.push(Workbook { name, bytes }),
            Err(error) => {
                let found = Diagnostic::global(&codes::FORMULIR_GAGAL).arg("path", name);
                diagnostics.push(found.arg("sebab", error));
                return None;
            }
        }
    }
    Some(made)
}

/// A form that goes back, with what was filled in and not taken, and why.
pub(super) fn again(
    project: &Project,
    form: &Identity,
    remarks: &BTreeMap<Slot, (Cell, String)>,
) -> Option<Vec<u8>> {
    let mut all = owed::of(&project.model, form.tahun, form.period);
    all.retain(|owed| form.is_of(owed.id));
    if all.is_empty() {
        return None;
    }
    let identity = Identity { fingerprint: fingerprint(project), ..form.clone() };
    sheets::workbook(project, &identity, &all, remarks).ok()
}

/// Positions that nobody knows.
fn unknown(model: &Model, asked: &[String]) -> Diagnostics {
    let mut found = Diagnostics::default();
    for id in asked.iter().filter(|id| model.nama_jabatan(id).is_none()) {
        let known: Vec<&str> = model.jabatan.iter().map(|one| one.id.as_str()).collect();
        let one = Diagnostic::global(&JABATAN_TAK_DIKENAL).arg("id", id);
        found.push(with_suggestion(one, id, &known));
    }
    found
}

/// The first digits of the fingerprint of all sources.
fn fingerprint(project: &Project) -> String {
    let all = project.sources.files().map(|file| sha256(file.text().as_bytes()));
    sha256(all.collect::<String>().as_bytes())[..8].to_owned()
}
