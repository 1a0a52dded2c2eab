//! The tables of the strategic plan (Renstra) after Permendagri 86/2017: T-C.23 to T-C.28.

mod lampau;
mod pendanaan;
mod rencana;

use super::tabel::Lembar;
use crate::measure::uraian;
use crate::model::renstra::{NamaTabel, Renstra};
use crate::model::{Model, Satuan};

/// What all tables draw from.
struct Rencana<'a> {
    model: &'a Model,
    renstra: &'a Renstra,
    /// The years of the plan.
    tahun: Vec<i32>,
    status: &'static str,
}

/// The sheets of the plan.
pub fn lembar(model: &Model, renstra: &Renstra) -> Vec<Lembar> {
    let [dari, sampai] = model.opd.periode;
    let rencana = Rencana {
        model,
        renstra,
        tahun: (dari..=sampai).collect(),
        status: uraian::status(renstra.status),
    };
    let mut all = Vec::new();
    if let Some(lalu) = &renstra.periode_lalu {
        all.push(lampau::kinerja(&rencana, lalu));
        all.push(lampau::pendanaan(&rencana, lalu));
    }
    all.push(rencana::tujuan_sasaran(&rencana));
    all.push(rencana::strategi(&rencana));
    all.push(pendanaan::lembar(&rencana));
    all.push(rencana::indikator(&rencana));
    all
}

/// An indicator with its unit, where its numbers do not show it.
fn with_unit(nama: &str, satuan: &Satuan) -> String {
    match satuan {
        Satuan::Persen | Satuan::Rupiah | Satuan::Predikat(_) => nama.to_owned(),
        other => format!("{nama} ({})", other.nama()),
    }
}

impl Rencana<'_> {
    /// A sheet with its title block: number, title, office, region.
    fn lembar(&self, nama: &'static str, own: Option<&NamaTabel>, judul: &str) -> Lembar {
        let opd = &self.model.opd;
        let number = own.and_then(|own| own.nomor.clone());
        let title = own.and_then(|own| own.judul.clone());
        let lines = [
            number.unwrap_or_else(|| format!("Tabel {nama}")),
            title.unwrap_or_else(|| judul.to_owned()),
            opd.nama.clone(),
            opd.daerah.clone(),
        ];
        Lembar::new(nama, self.status, &lines)
    }
}
