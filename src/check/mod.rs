//! `check`: what a careful inspector would say about the office's documents.
//!
//! A rule is a file: its code with severity and sentences, why it exists in both languages, an
//! example that shows it and where it is found, and a function from the project to findings.
//! [`RULES`] lists them all. Findings that the office keeps as they are get accepted where they
//! stand ([`suppression`]); those that need no judgement are cured ([`fix`]).

mod akronim;
mod analisis_kosong;
mod anggaran_kosong;
mod anggaran_terlampaui;
mod atasan_tak_cocok;
mod awal_kosong;
mod beberapa_ukuran;
mod bukan_ukuran;
mod butir_kembar;
mod capaian_janggal;
mod cetak_beda;
pub mod codes;
mod definisi_kosong;
mod di_luar_berlaku;
mod dictionary;
mod ejaan;
mod ejaan_baku;
pub mod fix;
mod hasil_atasan_tak_ada;
mod huruf_awal_daftar;
mod huruf_besar;
mod indikator_program_tanpa_id;
mod jabatan_kembar;
mod kalimat_tanpa_titik;
mod kata_ganda;
mod kewenangan;
mod kolom_sempit;
mod komentar_menelan_teks;
mod kurung;
mod kutip_tersalin;
mod nama_kantor_beda;
mod nama_rumus;
mod nip;
mod nomenklatur_tahun;
mod nomor_awal;
mod persen_tanpa_rumus;
mod populasi_beda;
mod realisasi_kosong;
mod realisasi_melonjak;
pub mod reference;
mod renstra_tahun_kosong;
mod rumus_kembar;
mod rumus_kosong;
mod sasaran_tak_didukung;
mod sasaran_tanpa_program;
mod sasaran_tanpa_renstra;
mod spasi_tanda_baca;
mod sumber_besaran;
mod sumber_kosong;
pub mod suppression;
mod tahun_judul_beda;
mod tahun_terpisah;
mod tanda_baca_daftar;
mod tanda_butir_tersalin;
mod tanda_hubung;
mod tanggal_mendahului;
mod tanggal_terlambat;
mod tanpa_kali_seratus;
mod tanpa_pengaruh;
mod target_kosong;
mod target_mundur;
mod target_renstra_beda;
mod uang_negatif;
mod words;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::Language;
use crate::measure::{self, Measurement};
use crate::model::{self, Model};
use crate::source::Sources;
use crate::source::raw;
use crate::text::{Span, Text};

/// All rules, in the order in which they are explained.
pub static RULES: &[&Rule] = &[
    &tanda_baca_daftar::RULE,
    &huruf_awal_daftar::RULE,
    &tanda_butir_tersalin::RULE,
    &kutip_tersalin::RULE,
    &komentar_menelan_teks::RULE,
    &butir_kembar::RULE,
    &kalimat_tanpa_titik::RULE,
    &kata_ganda::RULE,
    &spasi_tanda_baca::RULE,
    &tanda_hubung::RULE,
    &kurung::RULE,
    &huruf_besar::RULE,
    &ejaan::RULE,
    &ejaan_baku::RULE,
    &akronim::RULE,
    &nama_rumus::RULE,
    &rumus_kembar::RULE,
    &cetak_beda::RULE,
    &tanpa_kali_seratus::RULE,
    &populasi_beda::RULE,
    &persen_tanpa_rumus::RULE,
    &rumus_kosong::RULE,
    &sumber_kosong::RULE,
    &sumber_besaran::RULE,
    &definisi_kosong::RULE,
    &bukan_ukuran::RULE,
    &beberapa_ukuran::RULE,
    &nomor_awal::RULE,
    &jabatan_kembar::RULE,
    &atasan_tak_cocok::RULE,
    &sasaran_tanpa_renstra::RULE,
    &hasil_atasan_tak_ada::RULE,
    &sasaran_tak_didukung::RULE,
    &sasaran_tanpa_program::RULE,
    &target_kosong::RULE,
    &tahun_terpisah::RULE,
    &target_mundur::RULE,
    &awal_kosong::RULE,
    &target_renstra_beda::RULE,
    &indikator_program_tanpa_id::RULE,
    &renstra_tahun_kosong::RULE,
    &di_luar_berlaku::RULE,
    &realisasi_kosong::RULE,
    &realisasi_melonjak::RULE,
    &capaian_janggal::RULE,
    &analisis_kosong::RULE,
    &nomenklatur_tahun::RULE,
    &kewenangan::RULE,
    &anggaran_terlampaui::RULE,
    &anggaran_kosong::RULE,
    &uang_negatif::RULE,
    &nama_kantor_beda::RULE,
    &tahun_judul_beda::RULE,
    &tanggal_mendahului::RULE,
    &tanggal_terlambat::RULE,
    &kolom_sempit::RULE,
    &tanpa_pengaruh::RULE,
    &nip::RULE,
];

/// Rules about the figures of a year: without one they say nothing.
static OF_A_YEAR: &[&Rule] = &[
    &realisasi_kosong::RULE,
    &realisasi_melonjak::RULE,
    &capaian_janggal::RULE,
    &analisis_kosong::RULE,
    &anggaran_kosong::RULE,
    &nomenklatur_tahun::RULE,
    &tanggal_mendahului::RULE,
    &tanggal_terlambat::RULE,
];

/// Rules that hold positions against the plan: without one they say nothing.
static AGAINST_THE_PLAN: &[&Rule] = &[&sasaran_tanpa_renstra::RULE, &awal_kosong::RULE];

/// Rules that hold positions against the years or the plan of the period that is looked at: what
/// they say of one period they need not say of another.
static OF_A_PERIOD: &[&Rule] =
    &[&target_kosong::RULE, &sasaran_tanpa_renstra::RULE, &awal_kosong::RULE];

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
    /// Where it is found: a piece that the project then has once, with `«` and `»` around what
    /// the finding points at.
    pub at: &'static str,
}

impl Rule {
    /// Whether it is one of `rules`.
    fn is_among(&self, rules: &[&Rule]) -> bool {
        rules.iter().any(|rule| rule.code == self.code)
    }

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
    /// Not there when the office's own words could not be read.
    dictionary: Option<dictionary::Kamus>,
    /// All texts that people read: key and text, without ids, codes, formulas and settings.
    prose: Vec<(&'a str, Text)>,
    /// Texts that a comment has cut off: file and first byte.
    cut: HashSet<(String, usize)>,
    /// All indicators, as written and as they are; none where there is no model.
    indikator: Vec<(WrittenIndikator<'a>, &'a model::Indikator)>,
    /// The year that is looked at, that of the yearly edition; none where there is no model, or
    /// no such year.
    year: Option<Year<'a>>,
    /// Whether the project has templates of its own, which may print anything.
    own_templates: bool,
}

/// A year, measured.
struct Year<'a> {
    tahun: i32,
    /// What its file says; none where there is no such file.
    realisasi: Option<&'a model::Realisasi>,
    measurement: Measurement<'a>,
}

impl<'a> Year<'a> {
    fn new(model: &'a Model, tahun: i32) -> Self {
        let realisasi = model.realisasi.get(&tahun);
        Year { tahun, realisasi, measurement: measure::measure(model, tahun) }
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
    fn nama(self) -> Span {
        self.raw.nama.span()
    }

    /// Its targets; its name where it has none.
    fn target(self) -> Span {
        let target = &self.raw.target;
        if target.is_written() { target.span() } else { self.nama() }
    }

    /// Its formula; its name where it has none.
    fn formula(self) -> Span {
        self.raw.formula.as_ref().map_or_else(|| self.nama(), Text::span)
    }
}

impl<'a> Context<'a> {
    fn new(sources: &'a Sources, model: Option<&'a Model>, own_templates: bool) -> Self {
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
            dictionary: sources
                .has_read("data/kamus.yaml")
                .then(|| dictionary::Kamus::new(sources)),
            prose: sources.keyed_texts().filter(prose).collect(),
            cut: komentar_menelan_teks::cut_off(sources),
            indikator: written(sources).filter_map(known).collect(),
            year: model.and_then(|model| Some(Year::new(model, model.opd.tahun?))),
            own_templates,
        }
    }

    /// Whether a comment has cut off the text: its end is not the office's.
    fn is_cut(&self, text: &Text) -> bool {
        let span = text.span();
        self.cut.contains(&(span.file.path().to_owned(), span.clamped().start))
    }

    /// All indicators as they are written.
    fn written(&self) -> impl Iterator<Item = WrittenIndikator<'a>> {
        written(self.sources)
    }

    /// All indicators, as written and as they are.
    fn indikator(&self) -> impl Iterator<Item = (WrittenIndikator<'a>, &'a model::Indikator)> {
        self.indikator.iter().copied()
    }

    /// Whether the period is the office's own, no former one whose documents are asked for.
    fn is_current(&self) -> bool {
        self.sources.opd.as_ref().is_some_and(|opd| opd.file.path() == "data/opd.yaml")
    }

    /// Whether an objective has an indicator in force in the year that is shown.
    fn is_shown(&self, sasaran: &raw::Sasaran) -> bool {
        let Some(model) = self.model else { return false };
        let tahun = model.opd.year_shown();
        let covers = |id: &Text| model.indikator(id).is_some_and(|(_, i)| i.berlaku.covers(tahun));
        sasaran.indikator.iter().any(|one| covers(&one.id))
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
/// errors; `own_templates`: whether the project has some.
pub fn check(
    sources: &Sources,
    model: Option<&Model>,
    own_templates: bool,
    diagnostics: &mut Diagnostics,
) {
    let context = Context::new(sources, model, own_templates);
    let mut found = diagnostics.take_non_errors();
    for rule in RULES {
        (rule.check)(&context, &mut found);
    }
    suppression::apply(context, found, diagnostics);
}
