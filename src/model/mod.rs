//! The second stage: the office's documents as valid, typed values.
//!
//! Whatever can be wrong with what the files *say* is found here, all of it at once;
//! behind this stage there are only things that can be printed. Texts and numbers keep the place
//! they came from.

mod berlaku;
pub mod codes;
mod frekuensi;
mod halaman;
mod hierarchy;
mod kebijakan;
mod office;
pub mod pejabat;
pub mod perjanjian;
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

pub use crate::source::raw::{Agregasi, Arah, Frekuensi, KertasBuku, Pembanding, Uraian};
pub use berlaku::Berlaku;
pub use frekuensi::Quarters;
pub use halaman::{Halaman, Length};
use hierarchy::{Ids, no_circle_of_superiors, replaced_exist, superior_exists};
pub use kebijakan::{
    Bound, Kebijakan, Pengesahan, RataRata, RumusTetap, RumusTurun, Sebagai, SebelumAkhirTahun,
    Skala,
};
pub use office::{Iki, Lampiran, Opd, Pimpinan, TandaTangan, Tanggal, periode_name, with_year};
pub use pejabat::{KEPALA_DAERAH, Memegang};
pub use position::{Indikator, Jabatan, OtherYear, Rumus, Sasaran};
pub use realisasi::{
    Analisis, NILAI, QuarterData, Realisasi, RealisasiIndikator, Status, TRIWULAN, Triwulan,
};
pub use renstra::Renstra;
pub use satuan::Satuan;
use target::Years;
pub use target::{Aim, Target, made_of_quarters, merge};

/// Grades of a scale: conditions that a formula of Excel can nest.
const MAX_GRADES: usize = 50;

/// An office and its documents.
#[derive(Debug)]
pub struct Model {
    /// The office.
    pub opd: Opd,
    /// The positions of all years, in printed order.
    pub jabatan: Vec<Jabatan>,
    /// Who held which position.
    pub pejabat: Vec<Memegang>,
    /// Actual values, by year.
    pub realisasi: BTreeMap<i32, Realisasi>,
    /// The strategic plan.
    pub renstra: Option<Renstra>,
    /// The plan of the period right before, where the project keeps it.
    pub former: Option<FormerPlan>,
    by_id: ById,
}

/// The plan of the period right before this one.
#[derive(Debug)]
pub struct FormerPlan {
    /// Its years before this period began.
    pub tahun: Vec<i32>,
    /// The plan.
    pub renstra: Renstra,
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
    /// How far below the head of the office a position stands.
    tingkat: HashMap<Text, usize>,
}

impl ById {
    /// The first of several with the same id.
    fn new(opd: &Opd, jabatan: &[Jabatan]) -> ById {
        let mut by_id = ById::default();
        let heads = opd.pimpinan.iter().map(|head| (&head.id, &head.nama));
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
        by_id.tingkat = hierarchy::levels(jabatan);
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

    /// The name of a position without what every name of the office may end with: its region and
    /// itself.
    pub fn short_name(&self, nama: &Text) -> Text {
        let mut short = nama.as_str();
        for end in [&self.opd.daerah, &self.opd.nama] {
            let cut = short.len().checked_sub(end.len()).filter(|cut| short.is_char_boundary(*cut));
            if let Some(cut) = cut.filter(|cut| short[*cut..].eq_ignore_ascii_case(end)) {
                short = short[..cut].trim_end();
            }
        }
        let short = short.trim_end_matches(" pada").trim_end_matches(',');
        if short.is_empty() { nama.clone() } else { nama.with(short) }
    }

    /// Who holds the position with this id on that day.
    pub fn holder(&self, id: &str, day: Tanggal) -> Option<&Memegang> {
        pejabat::holder(&self.pejabat, id, day)
    }

    /// How far below the head of the office the position with this id stands: 1 right below.
    pub fn tingkat(&self, id: &str) -> usize {
        self.by_id.tingkat.get(id).copied().unwrap_or(1)
    }

    /// The positions that exist in `tahun`, in printed order.
    pub fn jabatan_in(&self, tahun: i32) -> impl Iterator<Item = &Jabatan> {
        self.jabatan.iter().filter(move |jabatan| jabatan.berlaku.covers(tahun))
    }

    /// The quarter up to which the figures of `tahun` go, from 1; the last, where there are none.
    pub fn sampai(&self, tahun: i32) -> usize {
        self.realisasi.get(&tahun).map_or(4, |year| year.sampai)
    }

    /// The indicator that was in force in `tahun` where `indikator` is today: itself, or one that
    /// it replaces, where their values can stand beside each other.
    pub fn in_year<'m>(&'m self, indikator: &'m Indikator, tahun: i32) -> Option<&'m Indikator> {
        // Each predecessor is over before its successor begins, so the chain ends.
        let mut one = indikator;
        while !one.berlaku.covers(tahun) {
            one = self.indikator(one.menggantikan.as_ref()?)?.1;
        }
        Some(one).filter(|one| one.satuan.value == indikator.satuan.value)
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
    let mut opd = written.and_then(|raw| Opd::new(raw, sources.tahun, diagnostics));
    let mut ids = Ids::default();
    for pimpinan in written.iter().flat_map(|raw| &raw.pimpinan) {
        ids.claim("jabatan", &pimpinan.id, diagnostics);
    }
    let years = opd.as_ref().map_or(Years::any(), |opd| Years::around(opd.periode));
    let jabatan: Vec<_> = sources
        .jabatan
        .iter()
        .map(|document| Jabatan::new(&document.value, years, &mut ids, diagnostics))
        .collect();
    let mut realisasi = BTreeMap::new();
    let (mut plan, mut former) = (None, None);
    let mut holders = Vec::new();
    let complete = sources.has_read("data");
    if complete {
        ids_of_other_periods(sources, &mut ids);
        let mut indikator: BTreeMap<&str, &Indikator> =
            jabatan.iter().flat_map(Jabatan::indikator).map(|i| (i.id.as_str(), i)).collect();
        former = former_plan(sources, (years, &indikator), &ids, diagnostics);
        if let Some(document) = &sources.renstra {
            let read = renstra::renstra(document, (years, &indikator), &mut ids, diagnostics);
            plan = Some(read);
        }
        renstra::objectives_exist(&sources.jabatan, &ids, diagnostics);
        let earlier = former.iter().flat_map(|former| former.renstra.own_indikator());
        for own in earlier.chain(plan.iter().flat_map(Renstra::own_indikator)) {
            indikator.insert(&own.id, own);
        }
        let periode = opd.as_ref().map_or([years.dari, years.sampai], |opd| opd.periode);
        let context =
            realisasi::Context { indikator, years, periode, renstra: plan.as_ref(), ids: &ids };
        realisasi = realisasi::years(&sources.realisasi, &context, diagnostics);
        for document in &sources.jabatan {
            superior_exists(document, &ids, diagnostics);
        }
        if let Some(document) = &sources.pejabat {
            holders = pejabat::officials(&document.value, &ids, diagnostics);
        }
        no_circle_of_superiors(&sources.jabatan, diagnostics);
        replaced_exist(&jabatan, &ids, diagnostics);
    }
    // What could not be read is not missing: nothing can be said of the whole.
    let clean = complete && diagnostics.count(Severity::Error) == before;
    if let Some(opd) = &mut opd {
        take_date(opd, &realisasi);
        take_signer(opd, &holders);
    }
    let opd = opd.filter(|_| clean)?;
    if let Some(tahun) = opd.tahun
        && !realisasi.contains_key(&tahun)
    {
        let place = written.and_then(|raw| raw.tahun.as_ref()).filter(|said| said.value == tahun);
        let found = match place {
            Some(said) => Diagnostic::new(&codes::REALISASI_BELUM_ADA, said.span()),
            None => Diagnostic::global(&codes::REALISASI_BELUM_ADA),
        };
        diagnostics.push(found.arg("tahun", tahun));
    }
    let by_id = ById::new(&opd, &jabatan);
    Some(Model { opd, jabatan, pejabat: holders, realisasi, renstra: plan, former, by_id })
}

/// Notes what the files of other periods have.
fn ids_of_other_periods(sources: &Sources, ids: &mut Ids) {
    for other in &sources.periode {
        let heads = other.opd.iter().flat_map(|document| &document.value.pimpinan);
        heads.for_each(|head| ids.note_elsewhere("jabatan", &head.id));
        if let Some(document) = &other.renstra {
            renstra::note_ids(&document.value, ids);
        }
    }
}

/// The plan that ends where this period begins. It is read by itself: it may have ids that this
/// period's plan has too.
fn former_plan(
    sources: &Sources,
    (years, own): (Years, &BTreeMap<&str, &Indikator>),
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) -> Option<FormerPlan> {
    let begin = sources.opd.as_ref()?.value.periode.dari;
    let former = &sources.periode[sources.period_of(begin.checked_sub(1)?)?];
    let [dari, sampai] = former.years()?;
    let document = former.renstra.as_ref()?;
    let renstra = renstra::renstra(document, (years, own), &mut ids.clone(), diagnostics);
    Some(FormerPlan { tahun: (dari..=sampai.min(begin - 1)).collect(), renstra })
}

/// The documents of a year have its date, where its figures say one.
fn take_date(opd: &mut Opd, realisasi: &BTreeMap<i32, Realisasi>) {
    let year = opd.tahun.and_then(|tahun| realisasi.get(&tahun));
    let Some(tanggal) = year.and_then(|year| year.tanggal.clone()) else { return };
    if let Some(pengesahan) = &mut opd.pengesahan
        && pengesahan.tanggal.span().is_same(&opd.tanggal.span())
    {
        pengesahan.tanggal = tanggal.clone();
    }
    opd.tanggal = tanggal;
}

/// Who signs is who holds the position on that day, where the office does not name somebody.
fn take_signer(opd: &mut Opd, holders: &[Memegang]) {
    let Some(pengesahan) = &mut opd.pengesahan else { return };
    if pengesahan.id.is_none() {
        let mut heads = opd.pimpinan.iter();
        let signs = |head: &&Pimpinan| pengesahan.jabatan.starts_with(head.nama.as_str());
        pengesahan.id = heads.find(signs).map(|head| head.id.clone());
    }
    if pengesahan.nama.is_some() {
        return;
    }
    let Some(id) = &pengesahan.id else { return };
    if let Some(holder) = pejabat::holder(holders, id, pengesahan.tanggal.value) {
        pengesahan.nama = Some(holder.nama.clone());
        pengesahan.sebagai = holder.sebagai;
        pengesahan.nip.clone_from(&holder.nip);
        pengesahan.pangkat.clone_from(&holder.pangkat);
    }
}
