//! `check`: what a careful inspector would say about the office's documents.
//!
//! A rule is a file: its code (in the catalogue), why it exists in both languages, an
//! example that shows it, and a function from the project to findings. [`ATURAN`] lists
//! them all. Findings that the office keeps as they are get accepted where they stand
//! ([`terima`]); those that need no judgement are cured ([`perbaiki`]).

pub mod codes;
mod dictionary;
pub mod explain;
pub mod fix;
pub mod suppression;
mod words;

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::Language;
use crate::measure::{self, Measurement};
use crate::model::{self, Model};
use crate::source::Sources;
use crate::source::raw;
use crate::text::{Span, Text};

macro_rules! rule {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// All rules, in the order in which they are explained.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rule! {
    tanda_baca_daftar huruf_awal_daftar butir_kembar kalimat_tanpa_titik
    kata_ganda spasi_tanda_baca tanda_hubung kurung huruf_besar
    ejaan ejaan_baku akronim
    nama_rumus rumus_kembar cetak_beda tanpa_kali_seratus populasi_beda persen_tanpa_rumus rumus_kosong
    sumber_kosong sumber_besaran bukan_ukuran beberapa_ukuran
    nomor_awal jabatan_kembar atasan_tak_cocok
    sasaran_tanpa_renstra sasaran_tak_didukung sasaran_tanpa_program
    target_kosong target_mundur awal_kosong target_renstra_beda
    realisasi_kosong realisasi_melonjak capaian_ganjil analisis_kosong
    nomenklatur_tahun kewenangan anggaran_terlampaui anggaran_kosong
    nip
}

/// A rule.
pub struct Rule {
    /// Its code, with severity and sentences.
    pub code: Code,
    /// Why it exists: `[Indonesian, English]`.
    pub rationale: [&'static str; 2],
    /// What it finds.
    pub example: Example,
    /// Looks for it.
    check: fn(&Context, &mut Vec<Diagnostic>),
}

/// An example of a rule: a piece of the project that `ikigen init` makes, as it is and as it
/// would be reported.
pub struct Example {
    /// The file.
    pub file: &'static str,
    /// As it is, which is right.
    pub good: &'static str,
    /// In its place, what the rule reports.
    pub bad: &'static str,
}

impl Rule {
    /// The rule of a code.
    pub fn find(code: &str) -> Option<&'static Rule> {
        RULES.iter().copied().find(|rule| rule.code.code == code)
    }

    /// Why it exists.
    pub fn rationale(&self, language: Language) -> &'static str {
        language.pick(self.rationale)
    }
}

/// What rules look at.
struct Context<'a> {
    sources: &'a Sources,
    /// Not there when the files have errors: then only texts can be judged.
    model: Option<&'a Model>,
    dictionary: dictionary::Kamus,
    /// All texts that people read: key and text, without ids, codes, formulas and settings.
    prose: Vec<(&'a str, Text)>,
    /// All indicators, as written and as they are; none where there is no model.
    indikator: Vec<(WrittenIndikator<'a>, &'a model::Indikator)>,
    /// The year of the yearly edition; none where there is no model, or no such year.
    year: Option<Year<'a>>,
}

/// The year of the yearly edition, measured.
struct Year<'a> {
    tahun: i32,
    /// What its file says; none where there is no such file.
    realisasi: Option<&'a model::Realisasi>,
    measurement: Measurement<'a>,
}

impl<'a> Year<'a> {
    fn new(model: &'a Model) -> Option<Self> {
        let tahun = model.opd.tahun?;
        let realisasi = model.realisasi.get(&tahun);
        Some(Year { tahun, realisasi, measurement: measure::measure(model, tahun) })
    }

    /// Where the year's file speaks of an indicator.
    fn entry(&self, id: &str) -> Option<Span> {
        let (key, _) = self.realisasi?.indikator.get_key_value(id)?;
        Some(key.span())
    }
}

/// An indicator as it is written.
#[derive(Clone, Copy)]
struct WrittenIndikator<'a> {
    raw: &'a raw::Indikator,
}

impl WrittenIndikator<'_> {
    /// Where it is named: what findings about the whole of it point at.
    fn nama(&self) -> Span {
        self.raw.nama.span()
    }

    /// Its targets; its name where it has none.
    fn target(&self) -> Span {
        let target = &self.raw.target;
        if target.is_written() { target.span() } else { self.nama() }
    }

    /// Its formula; its name where it has none.
    fn formula(&self) -> Span {
        self.raw.formula.as_ref().map_or_else(|| self.nama(), Text::span)
    }
}

impl<'a> Context<'a> {
    fn new(sources: &'a Sources, model: Option<&'a Model>) -> Self {
        let prose = |(key, text): &(&str, Text)| words::is_prose(key, text);
        let by_id: HashMap<&str, &model::Indikator> = model
            .iter()
            .flat_map(|model| model.jabatan.iter().flat_map(model::Jabatan::indikator))
            .map(|indikator| (indikator.id.as_str(), indikator))
            .collect();
        let known = |one: WrittenIndikator<'a>| Some((one, *by_id.get(one.raw.id.as_str())?));
        Context {
            sources,
            model,
            dictionary: dictionary::Kamus::new(sources),
            prose: sources.keyed_texts().filter(prose).collect(),
            indikator: written(sources).filter_map(known).collect(),
            year: model.and_then(Year::new),
        }
    }

    /// All indicators as they are written.
    fn written(&self) -> impl Iterator<Item = WrittenIndikator<'a>> {
        written(self.sources)
    }

    /// All indicators, as written and as they are.
    fn indikator(&self) -> impl Iterator<Item = (WrittenIndikator<'a>, &'a model::Indikator)> {
        self.indikator.iter().copied()
    }

    /// All texts that people read.
    fn prose(&self) -> impl Iterator<Item = &Text> {
        self.prose.iter().map(|(_, text)| text)
    }

    /// All duties and functions.
    fn uraian(&self) -> impl Iterator<Item = &'a raw::Uraian> {
        self.sources.jabatan.iter().flat_map(|document| {
            let position = &document.value;
            [Some(&position.tugas), position.fungsi.as_ref()].into_iter().flatten()
        })
    }

    /// All lists of duties and functions.
    fn lists(&self) -> impl Iterator<Item = &'a [Text]> {
        self.uraian().filter_map(|uraian| match uraian {
            raw::Uraian::List(items) => Some(items.as_slice()),
            raw::Uraian::Sentence(_) => None,
        })
    }
}

fn written(sources: &Sources) -> impl Iterator<Item = WrittenIndikator<'_>> {
    let objectives = sources.jabatan.iter().flat_map(|document| &document.value.sasaran);
    objectives.flat_map(|sasaran| &sasaran.indikator).map(|raw| WrittenIndikator { raw })
}

/// Runs all rules and settles what is accepted. `model` is there when the files have no
/// errors.
pub fn check(sources: &Sources, model: Option<&Model>, diagnostics: &mut Diagnostics) {
    let context = Context::new(sources, model);
    let mut found = diagnostics.take_non_errors();
    for rule in RULES {
        (rule.check)(&context, &mut found);
    }
    suppression::apply(sources, model.is_some(), found, diagnostics);
}
