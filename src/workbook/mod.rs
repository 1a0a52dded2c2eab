//! The workbooks: the annexes of the performance report (LKjIP) and the tables of the
//! strategic plan (Renstra), with formulas that live and results that are there already.
//!
//! Sheets are laid out ([`table`]) from columns that are declared, cells ([`cell`]) hold
//! formulas ([`rumus`]) with their results from `measure`, and one module writes the file
//! ([`mod@write`]).

pub(crate) mod cell;
pub mod codes;
mod lkjip;
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
    let (status, sheets) = lkjip::sheets(model, model.opd.tahun?);
    Some(file(model, title, status, sheets, sumber))
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
    Some(file(model, title, plan.status, renstra::sheets(model, plan), sumber))
}

fn file(
    model: &Model,
    judul: String,
    status: Status,
    sheets: Vec<table::Sheet>,
    sumber: Sumber,
) -> Result<Workbook, Box<Diagnostic>> {
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
