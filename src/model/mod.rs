//! The second stage: the office's documents as valid, typed values.
//!
//! Whatever can be wrong with what the files *say* is found here, all of it at once;
//! behind this stage there are only things that can be printed.

pub mod codes;
mod halaman;
mod hierarchy;
mod kebijakan;
mod realisasi;
pub mod renstra;
mod rumus;
mod satuan;
mod target;
pub mod text;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format;
use crate::formula::Expr;
use crate::number::Rational;
use crate::source::Segment::{self, Index, Key};
use crate::source::raw::{self, Uraian};
use crate::source::{Document, Sources};
use crate::text::Span;

pub use crate::source::raw::KertasBuku;
pub use crate::source::raw::{Agregasi, Arah};
pub use halaman::{Halaman, Length};
use hierarchy::{Ids, no_circle_of_superiors, superior_exists};
pub use kebijakan::{Kebijakan, Pengesahan, RataRata, RumusTetap, RumusTurun, Sebagai, Skala};
pub use realisasi::{
    Analisis, NILAI, QuarterData, Realisasi, RealisasiIndikator, Status, TRIWULAN, Triwulan,
};
pub use renstra::Renstra;
use rumus::{no_formula, rumus};
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
    /// The name of the position with this id, a head of the office among them; empty when there
    /// is none.
    pub fn nama_jabatan(&self, id: &str) -> &str {
        let heads = self.opd.pimpinan.iter().map(|(id, nama)| (id, nama));
        let positions = self.jabatan.iter().map(|j| (&j.id, &j.nama));
        heads.chain(positions).find(|(known, _)| *known == id).map_or("", |(_, nama)| nama)
    }

    /// The indicator with this id, and the position it belongs to.
    pub fn indikator(&self, id: &str) -> Option<(&Jabatan, &Indikator)> {
        let all = self.jabatan.iter().flat_map(|j| j.indikator().map(move |i| (j, i)));
        all.into_iter().find(|(_, indikator)| indikator.id == id)
    }
}

/// The office (*organisasi perangkat daerah*).
#[derive(Debug)]
pub struct Opd {
    /// Full name.
    pub nama: String,
    /// The region it belongs to.
    pub daerah: String,
    /// First and last year of its strategic plan (Renstra).
    pub periode: [i32; 2],
    /// The year of the yearly edition.
    pub tahun: Option<i32>,
    /// The date of the documents: given, never taken from the clock.
    pub tanggal: Tanggal,
    /// How performance is measured.
    pub kebijakan: Kebijakan,
    /// Who signs.
    pub pengesahan: Option<Pengesahan>,
    /// Fixed words of the IKI.
    pub iki: Iki,
    /// Page set-up.
    pub halaman: Halaman,
    /// Whether the YAML files travel inside the PDF.
    pub lampirkan_sumber: bool,
    /// Positions without a file of their own, at the head of the office: id and name.
    pub pimpinan: Vec<(String, String)>,
    /// Paper of the workbooks.
    pub book_paper: KertasBuku,
}

impl Opd {
    /// The period as file names have it: `2019-2024`, or `2025` when it is one year.
    pub fn nama_periode(&self) -> String {
        match self.periode {
            [dari, sampai] if dari == sampai => dari.to_string(),
            [dari, sampai] => format!("{dari}-{sampai}"),
        }
    }
}

/// A civil date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tanggal {
    /// Year.
    pub tahun: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl fmt::Display for Tanggal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&format::tanggal(self.tahun, self.month, self.day))
    }
}

/// Fixed words of the IKI document.
#[derive(Debug)]
pub struct Iki {
    /// Title of the PDF.
    pub judul: String,
    /// Lines of the cover.
    pub sampul: Vec<String>,
    /// Heading above each position.
    pub kepala: String,
    /// Labels of the identity block: position, duties, functions.
    pub label: [String; 3],
    /// Column titles.
    pub kolom: [String; 4],
    /// The word before a note.
    pub catatan: String,
    /// Title and cover of the yearly edition, the year filled in.
    pub tahunan: Option<(String, Vec<String>)>,
}

/// A position.
#[derive(Debug)]
pub struct Jabatan {
    /// Stable id.
    pub id: String,
    /// Name as printed.
    pub nama: String,
    /// Id of the superior position.
    pub atasan: String,
    /// First number of the identity block.
    pub nomor_awal: u16,
    /// Whether the labels of the identity block are bold.
    pub label_tebal: bool,
    /// Whether its indicators carry a dash.
    pub butir: bool,
    /// Duties.
    pub tugas: Uraian,
    /// Functions.
    pub fungsi: Option<Uraian>,
    /// Objectives.
    pub sasaran: Vec<Sasaran>,
}

impl Jabatan {
    /// Its indicators, in printed order.
    pub fn indikator(&self) -> impl Iterator<Item = &Indikator> {
        self.sasaran.iter().flat_map(|sasaran| sasaran.row.iter().flatten())
    }
}

/// An objective: one cell, merged over the rows of its indicators.
#[derive(Debug)]
pub struct Sasaran {
    /// The sentence.
    pub sasaran: String,
    /// Table rows: indicators that share one stand together.
    pub row: Vec<Vec<Indikator>>,
}

/// A performance indicator.
#[derive(Debug)]
pub struct Indikator {
    /// Stable id.
    pub id: String,
    /// Name as printed.
    pub nama: String,
    /// How it is computed and printed.
    pub rumus: Option<Rumus>,
    /// Explanation in words.
    pub penjelasan: Option<String>,
    /// Note below the formula.
    pub catatan: Option<String>,
    /// Unit.
    pub satuan: Satuan,
    /// Which way is good.
    pub arah: Arah,
    /// How quarters make the year: its raw data, where it has a formula.
    pub agregasi: Agregasi,
    /// Targets, by year.
    pub target: BTreeMap<i32, Target>,
    /// Condition at the start of the period (*Tahun 0*).
    pub awal: Option<Rational>,
    /// The national figure to compare with, and where it is published.
    pub standar_nasional: Option<(Rational, String)>,
    /// Source of the data.
    pub sumber: Option<String>,
}

impl Indikator {
    /// The names of its raw data, in the order of the formula; without one, the value itself.
    pub fn data(&self) -> Vec<&str> {
        match &self.rumus {
            None => vec![NILAI],
            Some(rumus) => {
                let used = rumus.calculate.variabel().into_iter();
                let mut names = Vec::new();
                for nama in used {
                    let nama = rumus.tahun_lain.get(nama).map_or(nama, |other| &other.dari);
                    if !names.contains(&nama) {
                        names.push(nama);
                    }
                }
                names
            }
        }
    }

    /// The unit of its raw data.
    pub fn satuan_data(&self) -> &Satuan {
        if self.rumus.is_some() { &Satuan::Raw } else { &self.satuan }
    }

    /// Its variables that take another year's value, by name.
    pub fn tahun_lain(&self) -> impl Iterator<Item = (&str, &OtherYear)> {
        let all = self.rumus.iter().flat_map(|rumus| &rumus.tahun_lain);
        all.map(|(nama, other)| (nama.as_str(), other))
    }
}

/// The formula of an indicator.
#[derive(Debug)]
pub struct Rumus {
    /// Words of each variable.
    pub label: HashMap<String, String>,
    /// Variables that take another year's value.
    pub tahun_lain: BTreeMap<String, OtherYear>,
    /// The relation between the variables, checked; `cetak` may show it in other words.
    pub calculate: Expr,
    /// What is printed.
    pub cetak: Expr,
}

/// Another year's value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherYear {
    /// The variable.
    pub dari: String,
    /// Years from the year in question: −1 is the year before.
    pub selisih: i32,
}

/// Makes the model, or says everything that stands in the way.
pub fn build(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Model> {
    let before = diagnostics.count(crate::diagnostic::Severity::Error);
    let raw_opd = sources.opd.as_ref();
    let opd = raw_opd.and_then(|document| opd(document, diagnostics));
    let mut ids = Ids::default();
    if let Some(document) = raw_opd {
        for (i, pimpinan) in document.value.pimpinan.iter().enumerate() {
            let path = [Key("pimpinan"), Index(i), Key("id")];
            ids.claim("jabatan", &pimpinan.id, document.span(&path), diagnostics);
        }
    }
    let periode = opd.as_ref().map_or([i32::MIN, i32::MAX], |opd| opd.periode);
    let jabatan: Vec<_> = sources
        .jabatan
        .iter()
        .map(|document| jabatan(document, periode, &mut ids, diagnostics))
        .collect();
    let mut realisasi = BTreeMap::new();
    let mut plan = None;
    if sources.complete {
        plan = renstra::renstra(sources, periode, &mut ids, diagnostics);
        if let Some(opd) = &opd {
            realisasi = realisasi::years(
                &sources.realisasi,
                opd,
                (&sources.jabatan, &jabatan),
                &ids,
                diagnostics,
            );
        }
        for document in &sources.jabatan {
            superior_exists(document, &ids, diagnostics);
        }
        no_circle_of_superiors(&sources.jabatan, diagnostics);
    }
    let clean = diagnostics.count(crate::diagnostic::Severity::Error) == before;
    let opd = opd.filter(|_| clean)?;
    if let (Some(tahun), Some(document)) = (opd.tahun, raw_opd)
        && !realisasi.contains_key(&tahun)
    {
        let span = document.span(&[Key("tahun")]);
        diagnostics.push(Diagnostic::new(&codes::REALISASI_BELUM_ADA, span).arg("tahun", tahun));
    }
    Some(Model { opd, jabatan, realisasi, renstra: plan })
}

/// Places in one file, and where findings about it go.
struct Reader<'a> {
    span: &'a dyn Locate,
    diagnostics: &'a mut Diagnostics,
}

/// What can say where its values stand.
trait Locate {
    fn value(&self, path: &[Segment]) -> Span;
    fn key(&self, path: &[Segment]) -> Span;
    fn huruf(&self, path: &[Segment], chars: Range<usize>) -> Span;
}

impl<T> Locate for Document<T> {
    fn value(&self, path: &[Segment]) -> Span {
        self.span(path)
    }

    fn key(&self, path: &[Segment]) -> Span {
        self.span_of_key(path)
    }

    fn huruf(&self, path: &[Segment], chars: Range<usize>) -> Span {
        self.span_of_chars(path, chars)
    }
}

impl Reader<'_> {
    fn value(&self, path: &[Segment]) -> Span {
        self.span.value(path)
    }

    fn key(&self, path: &[Segment]) -> Span {
        self.span.key(path)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

fn opd(document: &Document<raw::Opd>, diagnostics: &mut Diagnostics) -> Option<Opd> {
    let raw = &document.value;
    let mut reader = Reader { span: document, diagnostics };
    let periode = [raw.periode.dari, raw.periode.sampai];
    if periode[0] > periode[1] || periode[0] < 1945 || periode[1] > 2200 {
        let span = reader.key(&[Key("periode")]);
        reader.report(
            Diagnostic::new(&codes::PERIODE_TAK_SAH, span)
                .arg("dari", periode[0])
                .arg("sampai", periode[1]),
        );
    }
    let tanggal = Tanggal::parse(&raw.tanggal);
    if tanggal.is_none() {
        let span = reader.value(&[Key("tanggal")]);
        reader.report(Diagnostic::new(&codes::TANGGAL_TAK_SAH, span).arg("nilai", &raw.tanggal));
    }
    if let Some(tahun) = raw.tahun.filter(|tahun| !(periode[0]..=periode[1]).contains(tahun)) {
        let span = reader.value(&[Key("tahun")]);
        reader.report(
            Diagnostic::new(&codes::TAHUN_TAK_SAH, span)
                .arg("nilai", tahun)
                .arg("dari", periode[0])
                .arg("sampai", periode[1]),
        );
    }
    let kebijakan = Kebijakan::new(&raw.kebijakan, &mut reader);
    let pengesahan = raw.pengesahan.as_ref().map(|p| Pengesahan::new(p, tanggal, &mut reader));
    let halaman = Halaman::new(&raw.halaman, &mut reader);
    let words = &raw.iki;
    Some(Opd {
        nama: raw.nama.clone(),
        daerah: raw.daerah.clone(),
        periode,
        tahun: raw.tahun,
        tanggal: tanggal?,
        kebijakan,
        pengesahan: match pengesahan {
            Some(pengesahan) => Some(pengesahan?),
            None => None,
        },
        iki: Iki {
            judul: words.judul.clone(),
            sampul: words.sampul.clone(),
            kepala: words.kepala.clone(),
            label: [&words.label.jabatan, &words.label.tugas, &words.label.fungsi]
                .map(Clone::clone),
            kolom: [
                &words.kolom.sasaran,
                &words.kolom.indikator,
                &words.kolom.penjelasan,
                &words.kolom.sumber,
            ]
            .map(Clone::clone),
            catatan: words.catatan.clone().unwrap_or_else(|| "Catatan".to_owned()),
            tahunan: raw.tahun.map(|tahun| yearly_words(raw, tahun)),
        },
        halaman: halaman?,
        lampirkan_sumber: raw.lampirkan_sumber.unwrap_or(true),
        pimpinan: raw.pimpinan.iter().map(|p| (p.id.clone(), p.jabatan.clone())).collect(),
        book_paper: raw.buku_kerja.kertas.unwrap_or_default(),
    })
}

/// Title and cover of the yearly edition.
fn yearly_words(raw: &raw::Opd, tahun: i32) -> (String, Vec<String>) {
    let with_year = |text: &String| text.replace("{tahun}", &tahun.to_string());
    match &raw.iki.tahunan {
        Some(words) => (with_year(&words.judul), words.sampul.iter().map(with_year).collect()),
        None => {
            let judul = format!("{} {} {} Tahun {tahun}", raw.iki.kepala, raw.nama, raw.daerah);
            let lines = [&raw.iki.kepala, &raw.nama, &raw.daerah].map(|line| line.to_uppercase());
            let year = format!("TAHUN {tahun}");
            (judul, lines.into_iter().chain([year]).collect())
        }
    }
}

impl Tanggal {
    /// Reads `2024-12-31`.
    fn parse(text: &str) -> Option<Tanggal> {
        let mut parts = text.split('-');
        let mut next = |width: usize| -> Option<u16> {
            let part = parts.next()?;
            let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        let (tahun, month, day) = (next(4)?, next(2)?, next(2)?);
        let leap = (tahun % 4 == 0 && tahun % 100 != 0) || tahun % 400 == 0;
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        let good = parts.next().is_none() && tahun > 0 && (1..=days).contains(&day);
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        good.then_some(Tanggal { tahun: tahun.into(), month, day })
    }
}

fn jabatan(
    document: &Document<raw::Jabatan>,
    periode: [i32; 2],
    ids: &mut Ids,
    diagnostics: &mut Diagnostics,
) -> Jabatan {
    let raw = &document.value;
    ids.claim("jabatan", &raw.id, document.span(&[Key("id")]), diagnostics);
    let mut sasaran = Vec::new();
    for (i, one) in raw.sasaran.iter().enumerate() {
        let mut row: Vec<Vec<Indikator>> = Vec::new();
        for (k, indikator_raw) in one.indikator.iter().enumerate() {
            let path = [Key("sasaran"), Index(i), Key("indikator"), Index(k)];
            let at = |key| [path[0], path[1], path[2], path[3], Key(key)];
            ids.claim("indikator", &indikator_raw.id, document.span(&at("id")), diagnostics);
            let mut reader = Reader { span: document, diagnostics };
            let made = indikator(indikator_raw, periode, &path, &mut reader);
            match (indikator_raw.sebaris.unwrap_or(false), row.last_mut()) {
                (true, Some(row)) => row.extend(made),
                (true, None) => {
                    let span = document.span_of_key(&at("sebaris"));
                    diagnostics.push(Diagnostic::new(&codes::SEBARIS_PERTAMA, span));
                }
                (false, _) => row.push(made.into_iter().collect()),
            }
        }
        sasaran.push(Sasaran { sasaran: one.sasaran.clone(), row });
    }
    Jabatan {
        id: raw.id.clone(),
        nama: raw.jabatan.clone(),
        atasan: raw.atasan.clone(),
        nomor_awal: raw.nomor_awal.unwrap_or(1),
        label_tebal: raw.label_tebal.unwrap_or(false),
        butir: raw.butir.unwrap_or(false),
        tugas: raw.tugas.clone(),
        fungsi: raw.fungsi.clone(),
        sasaran,
    }
}

fn indikator(
    raw: &raw::Indikator,
    periode: [i32; 2],
    path: &[Segment],
    reader: &mut Reader,
) -> Option<Indikator> {
    let satuan = Satuan::new(&raw.satuan, raw.predikat.as_deref());
    if let Satuan::Predikat(grades) = &satuan
        && (grades.is_empty() || raw.formula.is_some() || raw.agregasi != Agregasi::Akhir)
    {
        let span = reader.value(&under(path, "satuan"));
        reader.report(Diagnostic::new(&codes::PREDIKAT_TAK_SAH, span));
    }
    let target = target::targets(raw, &satuan, periode, path, reader);
    let rumus = match &raw.formula {
        Some(_) => Some(rumus(raw, path, reader)?),
        None => {
            no_formula(raw, path, reader);
            None
        }
    };
    let start = raw.awal.as_ref();
    let awal = start.and_then(|number| satuan.read(number, &under(path, "awal"), reader));
    let standar_nasional = raw.standar_nasional.as_ref().and_then(|standar| {
        let place = [path, &[Key("standar_nasional"), Key("nilai")]].concat();
        Some((satuan.read(&standar.nilai, &place, reader)?, standar.sumber.clone()))
    });
    Some(Indikator {
        id: raw.id.clone(),
        nama: raw.nama.clone(),
        rumus,
        penjelasan: raw.penjelasan.clone(),
        catatan: raw.catatan.clone(),
        satuan,
        arah: raw.arah,
        agregasi: raw.agregasi,
        target,
        awal,
        standar_nasional,
        sumber: raw.sumber.clone(),
    })
}

/// `path` with one more key.
fn under<'a>(path: &[Segment<'a>], key: &'a str) -> Vec<Segment<'a>> {
    let mut longer = path.to_vec();
    longer.push(Key(key));
    longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_exist() {
        let date = |t| Tanggal::parse(t).map(|d| (d.tahun, d.month, d.day));
        assert_eq!(date("2024-02-29"), Some((2024, 2, 29)));
        for wrong in ["2023-02-29", "2024-13-01", "2024-1-1", "31-12-2024", "2024-12-31-1", "x"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
