//! The workbooks: the annexes of the performance report (LKjIP) and the tables of the
//! strategic plan (Renstra), with formulas that live and results that are there already.
//!
//! Sheets are laid out ([`tabel`]) from columns that are declared, cells ([`sel`]) hold
//! formulas ([`rumus`]) with their results from `measure`, and one module writes the file
//! ([`tulis`]).

mod lkjip;
mod pohon;
mod renstra;
mod rumus;
mod sel;
mod tabel;
mod tulis;

use crate::diagnostic::{Diagnostic, katalog};
use crate::measure::uraian;
use crate::model::{Model, Status};
use tulis::Buku;

/// A workbook as a file.
pub struct Berkas {
    /// Its bytes: a ZIP archive (ECMA-376).
    pub bytes: Vec<u8>,
    /// Names of its sheets, in order.
    pub lembar: Vec<&'static str>,
}

/// What a workbook was made from, which travels in it as custom properties: path and
/// SHA-256.
pub type Sumber = Vec<(String, String)>;

/// The workbook of the year's report.
///
/// # Errors
/// What a workbook cannot hold.
pub fn lkjip(model: &Model, tahun: i32, sumber: Sumber) -> Result<Berkas, Box<Diagnostic>> {
    let judul = format!("Lampiran LKjIP {} {} Tahun {tahun}", model.opd.nama, model.opd.daerah);
    let (status, lembar) = lkjip::lembar(model, tahun);
    berkas(model, judul, status, lembar, sumber)
}

/// The workbook of the plan, where there is one.
///
/// # Errors
/// What a workbook cannot hold.
pub fn renstra(model: &Model, sumber: Sumber) -> Option<Result<Berkas, Box<Diagnostic>>> {
    let plan = model.renstra.as_ref()?;
    let periode = model.opd.nama_periode();
    let judul = format!("Tabel Renstra {} {} {periode}", model.opd.nama, model.opd.daerah);
    Some(berkas(model, judul, plan.status, renstra::lembar(model, plan), sumber))
}

fn berkas(
    model: &Model,
    judul: String,
    status: Status,
    lembar: Vec<tabel::Lembar>,
    sumber: Sumber,
) -> Result<Berkas, Box<Diagnostic>> {
    let nama = lembar.iter().map(|lembar| lembar.nama).collect();
    let peringkat = &model.opd.kebijakan.skala.peringkat;
    let buku = Buku {
        judul,
        kantor: format!("{} {}", model.opd.nama, model.opd.daerah),
        tanggal: model.opd.tanggal,
        status: uraian::status(status),
        kertas: model.opd.kertas_buku,
        kategori: peringkat.iter().map(|(nama, _)| nama.clone()).collect(),
        sumber,
        lembar,
    };
    match tulis::bytes(&buku) {
        Ok(bytes) => Ok(Berkas { bytes, lembar: nama }),
        Err(error) => Err(Diagnostic::global(&katalog::BUKU_GAGAL).isi("sebab", error).into()),
    }
}
