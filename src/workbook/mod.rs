//! The workbooks: the annexes of the performance report (LKjIP) and the tables of the
//! strategic plan (Renstra), with formulas that live and results that are there already.
//!
//! Sheets are laid out ([`table`]) from columns that are declared, cells ([`cell`]) hold
//! formulas ([`rumus`]) with their results from `measure`, and one module writes the file
//! ([`mod@write`]).

pub(crate) mod cell;
pub mod codes;
mod index;
mod lkjip;
mod paper;
mod program_rows;
mod renstra;
pub(crate) mod rumus;
mod table;
mod write;

use crate::diagnostic::Diagnostic;
use crate::model::{Model, Status};
use crate::wording;
use write::Book;

/// A workbook as a file.
pub struct Workbook {
    /// Its bytes: a ZIP archive (ECMA-376).
    pub bytes: Vec<u8>,
    /// Names of its sheets, in order.
    pub sheets: Vec<&'static str>,
}

/// What a workbook is (`dokumen`, `tahun`) and what it was made from (path and SHA-256), which
/// travels in it as custom properties.
pub type Sumber = Vec<(String, String)>;

/// The workbook of the year's report, where the project has a year.
///
/// # Errors
/// What a workbook cannot hold.
pub fn lkjip(
    model: &Model,
    title: String,
    sumber: Sumber,
) -> Option<Result<Workbook, Box<Diagnostic>>> {
    let tahun = model.opd.tahun?;
    let (status, sheets) = lkjip::sheets(model, tahun);
    // How far the figures go is what their cell says.
    let until = crate::format::until(model.sampai(tahun));
    let heading = match title.strip_suffix(&until) {
        None => cell::Cell::text(&title),
        Some(before) => {
            let formula = format!("{}&{}", rumus::quote(before), rumus::until(tahun));
            cell::Cell::sentence(formula, &title)
        }
    };
    Some(file(model, (title, heading), status, sheets, sumber))
}

/// The workbook of the plan, where there is one.
///
/// # Errors
/// What a workbook cannot hold.
pub fn renstra(
    model: &Model,
    title: String,
    sumber: Sumber,
) -> Option<Result<Workbook, Box<Diagnostic>>> {
    let plan = model.renstra.as_ref()?;
    let heading = cell::Cell::text(&title);
    Some(file(model, (title, heading), plan.status, renstra::sheets(model, plan), sumber))
}

fn file(
    model: &Model,
    (judul, heading): (String, cell::Cell),
    status: Status,
    mut sheets: Vec<table::Sheet>,
    sumber: Sumber,
) -> Result<Workbook, Box<Diagnostic>> {
    sheets.insert(0, index::sheet(heading, wording::status(status), &sheets));
    let names = sheets.iter().map(|sheet| sheet.nama).collect();
    let peringkat = &model.opd.kebijakan.skala.peringkat;
    let book = Book {
        judul,
        office: format!("{} {}", model.opd.nama, model.opd.daerah),
        tanggal: model.opd.tanggal.value,
        status: wording::status(status),
        paper: model.opd.book_paper,
        kategori: peringkat.iter().map(|(nama, _)| nama.to_string()).collect(),
        sumber,
        sheets,
    };
    match write::bytes(&book) {
        Ok(bytes) => Ok(Workbook { bytes, sheets: names }),
        Err(error) => Err(Diagnostic::global(&codes::BUKU_KERJA_GAGAL).arg("sebab", error).into()),
    }
}
