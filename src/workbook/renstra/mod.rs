//! The tables of the strategic plan (Renstra) after Permendagri 86/2017: T-C.23 to T-C.28.

mod past;
mod pendanaan;
mod plan;

use super::table::Sheet;
use crate::measure;
use crate::model::renstra::{NamaTabel, Renstra};
use crate::model::{Model, Satuan};
use crate::wording;

/// What all tables draw from.
struct PlanReport<'a> {
    model: &'a Model,
    renstra: &'a Renstra,
    /// The years of the plan.
    tahun: Vec<i32>,
    status: &'static str,
}

/// The sheets of the plan.
pub fn sheets(model: &Model, renstra: &Renstra) -> Vec<Sheet> {
    let [dari, sampai] = model.opd.periode;
    let plan = PlanReport {
        model,
        renstra,
        tahun: (dari..=sampai).collect(),
        status: wording::status(renstra.status),
    };
    let mut all = Vec::new();
    if let Some(lalu) = measure::earlier::earlier_period(model, renstra) {
        all.push(past::kinerja(&plan, &lalu));
        all.push(past::pendanaan(&plan, &lalu));
    }
    let (goals, targets) = plan::tujuan_sasaran(&plan);
    let (indicators, starts) = plan::indikator(&plan, &targets);
    let funding = pendanaan::sheet(&plan, (&targets, &starts));
    all.extend([goals, plan::strategi(&plan), funding, indicators]);
    all
}

/// An indicator with its unit, where its numbers do not show it.
fn with_unit(nama: &str, satuan: &Satuan) -> String {
    match satuan {
        Satuan::Persen | Satuan::Predikat(_) => nama.to_owned(),
        other => format!("{nama} ({})", other.nama()),
    }
}

impl PlanReport<'_> {
    /// A sheet with its title block: number, title, office, region.
    fn sheet(&self, nama: &'static str, own: Option<&NamaTabel>, judul: &str) -> Sheet {
        let opd = &self.model.opd;
        let number = own.and_then(|own| own.nomor.as_deref());
        let title = own.and_then(|own| own.judul.as_deref());
        let lines = [
            number.map_or_else(|| format!("Tabel {nama}"), str::to_owned),
            title.unwrap_or(judul).to_owned(),
            opd.nama.to_string(),
            opd.daerah.to_string(),
        ];
        Sheet::new(nama, self.status, &lines).about(&lines[1])
    }
}
