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

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use crate::text::Text;

pub use crate::source::raw::{Agregasi, Arah, KertasBuku, Uraian};
pub use halaman::{Halaman, Length};
use hierarchy::{Ids, no_circle_of_superiors, superior_exists};
pub use kebijakan::{Kebijakan, Pengesahan, RataRata, RumusTetap, RumusTurun, Sebagai, Skala};
pub use office::{Iki, Opd, Tanggal};
pub use position::{Indikator, Jabatan, OtherYear, Rumus, Sasaran};
pub use realisasi::{
    Analisis, NILAI, QuarterData, Realisasi, RealisasiIndikator, Status, TRIWULAN, Triwulan,
};
pub use renstra::Renstra;
pub use satuan::Satuan;
pub use target::{Aim, Target, merge};

/// Grades of a scale: conditions that a formula of Excel can nest.
const MAX_GRADES: usize = 50;

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
    by_id: ById,
}

/// Where things with an id stand.
#[derive(Debug, Default)]
struct ById {
    /// Names of positions, heads of the office among them.
    nama: HashMap<Text, Text>,
    /// Number of the position.
    jabatan: HashMap<Text, usize>,
    /// Numbers of the position, its objective, the row there, and the indicator in it.
    indikator: HashMap<Text, [usize; 4]>,
}

impl ById {
    /// The first of several with the same id.
    fn new(opd: &Opd, jabatan: &[Jabatan]) -> ById {
        let mut by_id = ById::default();
        let heads = opd.pimpinan.iter().map(|(id, nama)| (id, nama));
        for (id, nama) in heads.chain(jabatan.iter().map(|j| (&j.id, &j.nama))) {
            by_id.nama.entry(id.clone()).or_insert_with(|| nama.clone());
        }
        for (j, position) in jabatan.iter().enumerate() {
            by_id.jabatan.entry(position.id.clone()).or_insert(j);
            for (s, sasaran) in position.sasaran.iter().enumerate() {
                for (r, row) in sasaran.rows.iter().enumerate() {
                    for (i, indikator) in row.iter().enumerate() {
                        by_id.indikator.entry(indikator.id.clone()).or_insert([j, s, r, i]);
                    }
                }
            }
        }
        by_id
    }
}

impl Model {
    /// The position with this id.
    pub fn jabatan(&self, id: &str) -> Option<&Jabatan> {
        self.by_id.jabatan.get(id).map(|j| &self.jabatan[*j])
    }

    /// The name of the position with this id, a head of the office among them.
    pub fn nama_jabatan(&self, id: &str) -> Option<&Text> {
        self.by_id.nama.get(id)
    }

    /// The indicator with this id, and the position it belongs to.
    pub fn indikator(&self, id: &str) -> Option<(&Jabatan, &Indikator)> {
        let [j, s, r, i] = *self.by_id.indikator.get(id)?;
        let position = &self.jabatan[j];
        Some((position, &position.sasaran[s].rows[r][i]))
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
    let by_id = ById::new(&opd, &jabatan);
    Some(Model { opd, jabatan, realisasi, renstra: plan, by_id })
}
