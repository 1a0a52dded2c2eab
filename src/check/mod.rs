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
mod capaian_ganjil;
mod cetak_beda;
pub mod codes;
mod dictionary;
mod ejaan;
mod ejaan_baku;
pub mod explain;
pub mod fix;
mod huruf_awal_daftar;
mod huruf_besar;
mod jabatan_kembar;
mod kalimat_tanpa_titik;
mod kata_ganda;
mod kewenangan;
mod kurung;
mod nama_rumus;
mod nip;
mod nomenklatur_tahun;
mod nomor_awal;
mod persen_tanpa_rumus;
mod populasi_beda;
mod realisasi_kosong;
mod realisasi_melonjak;
mod rumus_kembar;
mod rumus_kosong;
mod sasaran_tak_didukung;
mod sasaran_tanpa_program;
mod sasaran_tanpa_renstra;
mod spasi_tanda_baca;
mod sumber_besaran;
mod sumber_kosong;
pub mod suppression;
mod tanda_baca_daftar;
mod tanda_hubung;
mod tanpa_kali_seratus;
mod target_kosong;
mod target_mundur;
mod target_renstra_beda;
mod words;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::Language;
use crate::model::{self, Model};
use crate::source::Segment::{self, Index, Key};
use crate::source::raw;
use crate::source::{Document, Sources, Text};

/// All rules, in the order in which they are explained.
pub static RULES: &[&Rule] = &[
    &tanda_baca_daftar::RULE,
    &huruf_awal_daftar::RULE,
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
    &bukan_ukuran::RULE,
    &beberapa_ukuran::RULE,
    &nomor_awal::RULE,
    &jabatan_kembar::RULE,
    &atasan_tak_cocok::RULE,
    &sasaran_tanpa_renstra::RULE,
    &sasaran_tak_didukung::RULE,
    &sasaran_tanpa_program::RULE,
    &target_kosong::RULE,
    &target_mundur::RULE,
    &awal_kosong::RULE,
    &target_renstra_beda::RULE,
    &realisasi_kosong::RULE,
    &realisasi_melonjak::RULE,
    &capaian_ganjil::RULE,
    &analisis_kosong::RULE,
    &nomenklatur_tahun::RULE,
    &kewenangan::RULE,
    &anggaran_terlampaui::RULE,
    &anggaran_kosong::RULE,
    &nip::RULE,
];

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
    prose: Vec<(&'a str, Text<'a>)>,
    /// All indicators, as written and as they are; none where there is no model.
    indikator: Vec<(WrittenIndikator<'a>, &'a model::Indikator)>,
}

/// An indicator as it is written, with its place.
#[derive(Clone, Copy)]
struct WrittenIndikator<'a> {
    document: &'a Document<raw::Jabatan>,
    path: [Segment<'a>; 4],
    raw: &'a raw::Indikator,
}

impl<'a> WrittenIndikator<'a> {
    /// Where one of its keys has its value; the indicator's name where it has none.
    fn span(&self, key: &'a str) -> crate::text::Span {
        let [a, b, c, d] = self.path;
        self.document.span(&[a, b, c, d, Key(key)])
    }

    /// Where it is named: what findings about the whole of it point at.
    fn nama(&self) -> crate::text::Span {
        self.span("nama")
    }
}

impl<'a> Context<'a> {
    fn new(sources: &'a Sources, model: Option<&'a Model>) -> Self {
        let prose = |(key, text): &(&str, Text)| words::is_prose(key, text.as_str());
        let mut context = Context {
            sources,
            model,
            dictionary: dictionary::Kamus::new(sources),
            prose: sources.keyed_texts().filter(prose).collect(),
            indikator: Vec::new(),
        };
        let by_id: std::collections::HashMap<&str, &model::Indikator> = model
            .iter()
            .flat_map(|model| model.jabatan.iter().flat_map(model::Jabatan::indikator))
            .map(|indikator| (indikator.id.as_str(), indikator))
            .collect();
        let known = |one: WrittenIndikator<'a>| Some((one, *by_id.get(one.raw.id.as_str())?));
        context.indikator = context.written().filter_map(known).collect();
        context
    }

    /// All indicators as they are written.
    fn written(&self) -> impl Iterator<Item = WrittenIndikator<'a>> {
        self.sources.jabatan.iter().flat_map(|document| {
            document.value.sasaran.iter().enumerate().flat_map(move |(s, sasaran)| {
                sasaran.indikator.iter().enumerate().map(move |(i, raw)| WrittenIndikator {
                    document,
                    path: [Key("sasaran"), Index(s), Key("indikator"), Index(i)],
                    raw,
                })
            })
        })
    }

    /// All indicators, as written and as they are.
    fn indikator(&self) -> impl Iterator<Item = (WrittenIndikator<'a>, &'a model::Indikator)> {
        self.indikator.iter().copied()
    }

    /// All texts that people read.
    fn prose(&self) -> impl Iterator<Item = (&'a str, Text<'a>)> {
        self.prose.iter().copied()
    }

    /// All lists of duties and functions: key, place of each item, items.
    fn list(&self) -> impl Iterator<Item = TextList<'a>> {
        self.sources.jabatan.iter().flat_map(|document| {
            let lists = [
                ("tugas", Some(&document.value.tugas)),
                ("fungsi", document.value.fungsi.as_ref()),
            ];
            lists.into_iter().filter_map(move |(key, uraian)| match uraian? {
                raw::Uraian::List(items) => Some(TextList { document, key, items }),
                raw::Uraian::Sentence(_) => None,
            })
        })
    }
}

/// A list of duties or functions.
struct TextList<'a> {
    document: &'a Document<raw::Jabatan>,
    key: &'static str,
    items: &'a [String],
}

impl TextList<'_> {
    fn span(&self, n: usize) -> crate::text::Span {
        self.document.span(&[Key(self.key), Index(n)])
    }
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
