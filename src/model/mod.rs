//! The second stage: the office's documents as valid, typed values.
//!
//! Whatever can be wrong with what the files *say* is found here, all of it at once;
//! behind this stage there are only things that can be printed. Texts and numbers keep the place
//! they came from.

pub mod codes;
mod halaman;
mod hierarchy;
mod kebijakan;
mod office;
mod position;
mod realisasi;
pub mod renstra;
mod rumus;
mod satuan;
mod target;
pub mod text;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use crate::text::Text;

pub use crate::source::raw::{Agregasi, Arah, KertasBuku, Uraian};
pub use halaman::{Halaman, Length};
use hierarchy::{Ids, no_circle_of_superiors, superior_exists};
pub use kebijakan::{Kebijakan, Pengesahan, RataRata, RumusTetap, RumusTurun, Sebagai, Skala};
pub use office::{Iki, Opd, TandaTangan, Tanggal};
pub use position::{Indikator, Jabatan, OtherYear, Rumus, Sasaran};
pub use realisasi::{
    Analisis, NILAI, QuarterData, Realisasi, RealisasiIndikator, Status, TRIWULAN, Triwulan,
};
pub use renstra::Renstra;
pub use satuan::Satuan;
pub use target::{Aim, Target, merge};

/// An office and its documents.
#[derive(Debug)]
pub struct Model {
    /// The office.
    pub opd: Opd,
    /// The positions, in printed order.
    pub jabatan: Vec<Jabatan>,
    /// Actual values, by year.
    pub realisasi: BTreeMap<i32, Realisasi>,
    /// The strategic plan.
    pub renstra: Option<Renstra>,
}

impl Model {
    /// The name of the position with this id, a head of the office among them.
    pub fn nama_jabatan(&self, id: &str) -> Option<&Text> {
        let heads = self.opd.pimpinan.iter().map(|(id, nama)| (id, nama));
        let positions = self.jabatan.iter().map(|j| (&j.id, &j.nama));
        heads.chain(positions).find(|(known, _)| **known == *id).map(|(_, nama)| nama)
    }

    /// The indicator with this id, and the position it belongs to.
    pub fn indikator(&self, id: &str) -> Option<(&Jabatan, &Indikator)> {
        let all = self.jabatan.iter().flat_map(|j| j.indikator().map(move |i| (j, i)));
        all.into_iter().find(|(_, indikator)| indikator.id == id)
    }
}

/// Makes the model, or says everything that stands in the way.
pub fn build(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Model> {
    let before = diagnostics.count(Severity::Error);
    let written = sources.opd.as_ref().map(|document| &document.value);
    let opd = written.and_then(|raw| Opd::new(raw, diagnostics));
    let mut ids = Ids::default();
    for pimpinan in written.iter().flat_map(|raw| &raw.pimpinan) {
        ids.claim("jabatan", &pimpinan.id, diagnostics);
    }
    let periode = opd.as_ref().map_or([i32::MIN, i32::MAX], |opd| opd.periode);
    let jabatan: Vec<_> = sources
        .jabatan
        .iter()
        .map(|document| Jabatan::new(&document.value, periode, &mut ids, diagnostics))
        .collect();
    let mut realisasi = BTreeMap::new();
    let mut plan = None;
    if sources.complete {
        plan = renstra::renstra(sources, periode, &mut ids, diagnostics);
        if let Some(opd) = &opd {
            let positions = (&*sources.jabatan, &*jabatan);
            realisasi = realisasi::years(&sources.realisasi, opd, positions, &ids, diagnostics);
        }
        for document in &sources.jabatan {
            superior_exists(document, &ids, diagnostics);
        }
        no_circle_of_superiors(&sources.jabatan, diagnostics);
    }
    let clean = diagnostics.count(Severity::Error) == before;
    let opd = opd.filter(|_| clean)?;
    if let Some(tahun) = written.and_then(|raw| raw.tahun.as_ref())
        && !realisasi.contains_key(&tahun.value)
    {
        let found = Diagnostic::new(&codes::REALISASI_BELUM_ADA, tahun.span());
        diagnostics.push(found.arg("tahun", tahun.value));
    }
    Some(Model { opd, jabatan, realisasi, renstra: plan })
}
