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

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::Language;
use crate::model::{self, Model};
use crate::source::Segment::{self, Index, Key};
use crate::source::raw;
use crate::source::{Document, Sources, Text};

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
