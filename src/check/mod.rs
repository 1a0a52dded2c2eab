//! `check`: what a careful inspector would say about the office's documents.
//!
//! A rule is a file: its code (in the catalogue), why it exists in both languages, an
//! example that shows it, and a function from the project to findings. [`ATURAN`] lists
//! them all. Findings that the office keeps as they are get accepted where they stand
//! ([`terima`]); those that need no judgement are cured ([`perbaiki`]).

pub mod jelaskan;
mod kamus;
mod kata;
pub mod perbaiki;
pub mod terima;

use crate::diagnostic::{Bahasa, Diagnostic, Kode, Temuan};
use crate::model::{self, Model};
use crate::source::Langkah::{self, Butir, Kunci};
use crate::source::raw;
use crate::source::{Dokumen, Naskah, Teks};

macro_rules! aturan {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// All rules, in the order in which they are explained.
        pub static ATURAN: &[&Aturan] = &[$(&$module::ATURAN),*];
    };
}

aturan! {
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
pub struct Aturan {
    /// Its code, with severity and sentences.
    pub kode: &'static Kode,
    /// Why it exists: `[Indonesian, English]`.
    pub penjelasan: [&'static str; 2],
    /// What it finds.
    pub contoh: Contoh,
    /// Looks for it.
    periksa: fn(&Bahan, &mut Vec<Diagnostic>),
}

/// An example of a rule: a piece of the project that `ikigen init` makes, as it is and as it
/// would be reported.
pub struct Contoh {
    /// The file.
    pub berkas: &'static str,
    /// As it is, which is right.
    pub betul: &'static str,
    /// In its place, what the rule reports.
    pub salah: &'static str,
}

impl Aturan {
    /// The rule of a code.
    pub fn cari(kode: &str) -> Option<&'static Aturan> {
        ATURAN.iter().copied().find(|aturan| aturan.kode.kode == kode)
    }

    /// Why it exists.
    pub fn penjelasan(&self, bahasa: Bahasa) -> &'static str {
        bahasa.pilih(self.penjelasan)
    }
}

/// What rules look at.
struct Bahan<'a> {
    naskah: &'a Naskah,
    /// Not there when the files have errors: then only texts can be judged.
    model: Option<&'a Model>,
    kamus: kamus::Kamus,
    /// All texts that people read: key and text, without ids, codes, formulas and settings.
    prosa: Vec<(&'a str, Teks<'a>)>,
    /// All indicators, as written and as they are; none where there is no model.
    indikator: Vec<(Tertulis<'a>, &'a model::Indikator)>,
}

/// An indicator as it is written, with its place.
#[derive(Clone, Copy)]
struct Tertulis<'a> {
    dokumen: &'a Dokumen<raw::Jabatan>,
    path: [Langkah<'a>; 4],
    raw: &'a raw::Indikator,
}

impl<'a> Tertulis<'a> {
    /// Where one of its keys has its value; the indicator's name where it has none.
    fn tempat(&self, kunci: &'a str) -> crate::diagnostic::Tempat {
        let [a, b, c, d] = self.path;
        self.dokumen.tempat(&[a, b, c, d, Kunci(kunci)])
    }

    /// Where it is named: what findings about the whole of it point at.
    fn nama(&self) -> crate::diagnostic::Tempat {
        self.tempat("nama")
    }
}

impl<'a> Bahan<'a> {
    fn new(naskah: &'a Naskah, model: Option<&'a Model>) -> Self {
        let prose = |(kunci, teks): &(&str, Teks)| kata::is_prose(kunci, teks.as_str());
        let mut bahan = Bahan {
            naskah,
            model,
            kamus: kamus::Kamus::new(naskah),
            prosa: naskah.kalimat().filter(prose).collect(),
            indikator: Vec::new(),
        };
        let by_id: std::collections::HashMap<&str, &model::Indikator> = model
            .iter()
            .flat_map(|model| model.jabatan.iter().flat_map(model::Jabatan::indikator))
            .map(|indikator| (indikator.id.as_str(), indikator))
            .collect();
        let known = |one: Tertulis<'a>| Some((one, *by_id.get(one.raw.id.as_str())?));
        bahan.indikator = bahan.tertulis().filter_map(known).collect();
        bahan
    }

    /// All indicators as they are written.
    fn tertulis(&self) -> impl Iterator<Item = Tertulis<'a>> {
        self.naskah.jabatan.iter().flat_map(|dokumen| {
            dokumen.isi.sasaran.iter().enumerate().flat_map(move |(s, sasaran)| {
                sasaran.indikator.iter().enumerate().map(move |(i, raw)| Tertulis {
                    dokumen,
                    path: [Kunci("sasaran"), Butir(s), Kunci("indikator"), Butir(i)],
                    raw,
                })
            })
        })
    }

    /// All indicators, as written and as they are.
    fn indikator(&self) -> impl Iterator<Item = (Tertulis<'a>, &'a model::Indikator)> {
        self.indikator.iter().copied()
    }

    /// All texts that people read.
    fn prosa(&self) -> impl Iterator<Item = (&'a str, Teks<'a>)> {
        self.prosa.iter().copied()
    }

    /// All lists of duties and functions: key, place of each item, items.
    fn daftar(&self) -> impl Iterator<Item = Daftar<'a>> {
        self.naskah.jabatan.iter().flat_map(|dokumen| {
            let lists =
                [("tugas", Some(&dokumen.isi.tugas)), ("fungsi", dokumen.isi.fungsi.as_ref())];
            lists.into_iter().filter_map(move |(kunci, uraian)| match uraian? {
                raw::Uraian::Daftar(butir) => Some(Daftar { dokumen, kunci, butir }),
                raw::Uraian::Kalimat(_) => None,
            })
        })
    }
}

/// A list of duties or functions.
struct Daftar<'a> {
    dokumen: &'a Dokumen<raw::Jabatan>,
    kunci: &'static str,
    butir: &'a [String],
}

impl Daftar<'_> {
    fn tempat(&self, n: usize) -> crate::diagnostic::Tempat {
        self.dokumen.tempat(&[Kunci(self.kunci), Butir(n)])
    }
}

/// Runs all rules and settles what is accepted. `model` is there when the files have no
/// errors.
pub fn periksa(naskah: &Naskah, model: Option<&Model>, temuan: &mut Temuan) {
    let bahan = Bahan::new(naskah, model);
    let mut found = temuan.ambil_ringan();
    for aturan in ATURAN {
        (aturan.periksa)(&bahan, &mut found);
    }
    terima::terapkan(naskah, model.is_some(), found, temuan);
}
