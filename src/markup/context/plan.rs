//! The strategic plan.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::super::value::{Figure, Text, made_from, optional, text, texts, words};
use super::position::{Indikator, Jabatan, at_the_start};
use crate::format;
use crate::measure::{self, earlier};
use crate::model::renstra::{self, Series};
use crate::model::{Model, Satuan, Status};
use crate::number::Rational;
use crate::text;
use crate::wording;

/// Rencana strategis.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renstra {
    /// Keadaan angkanya.
    status: Status,
    /// Keadaan angkanya dalam kata-kata; kosong bila final.
    status_text: Text,
    /// Visi daerah.
    visi: Text,
    /// Misi daerah.
    misi: Vec<Misi>,
    /// Tujuan kantor.
    tujuan: Vec<Tujuan>,
    /// Programnya.
    program: Vec<Program>,
}

/// Satu misi.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Misi {
    /// Id.
    id: String,
    /// Kalimatnya.
    misi: Text,
}

/// Satu tujuan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tujuan {
    /// Misi yang didukungnya.
    misi: Text,
    /// Kalimatnya.
    tujuan: Text,
    /// Indikatornya, lengkap seperti pada jabatannya.
    indikator: Vec<Indikator>,
    /// Sasarannya.
    sasaran: Vec<SasaranRenstra>,
}

/// Satu sasaran Renstra.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SasaranRenstra {
    /// Id.
    id: String,
    /// Kalimatnya.
    sasaran: Text,
    /// Indikatornya, lengkap seperti pada jabatannya.
    indikator: Vec<Indikator>,
    /// Faktor kunci keberhasilannya.
    faktor_kunci: Vec<Text>,
    /// Strategi mencapainya.
    strategi: Vec<Strategi>,
}

/// Satu strategi.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Strategi {
    /// Kalimatnya.
    strategi: Text,
    /// Arah kebijakannya.
    arah_kebijakan: Vec<Text>,
}

/// Satu program.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Program {
    /// Kode nomenklaturnya.
    kode: Text,
    /// Namanya.
    nama: Text,
    /// Dasar nomenklaturnya.
    nomenklatur: Text,
    /// Sasaran yang didukungnya.
    sasaran: Text,
    /// Nama jabatan yang bertanggung jawab.
    penanggung_jawab: Text,
    /// Lokasinya.
    lokasi: Option<Text>,
    /// Indikatornya.
    indikator: Vec<IndikatorProgram>,
    /// Kegiatannya.
    kegiatan: Vec<Kegiatan>,
}

/// Satu kegiatan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Kegiatan {
    /// Kode nomenklaturnya.
    kode: Text,
    /// Namanya.
    nama: Text,
    /// Nama jabatan yang bertanggung jawab; null bila sama dengan programnya.
    penanggung_jawab: Option<Text>,
    /// Indikatornya.
    indikator: Vec<IndikatorProgram>,
    /// Sub kegiatannya.
    sub_kegiatan: Vec<SubKegiatan>,
}

/// Satu sub kegiatan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SubKegiatan {
    /// Kode nomenklaturnya.
    kode: Text,
    /// Namanya.
    nama: Text,
    /// Indikatornya.
    indikator: Vec<IndikatorProgram>,
    /// Pagu indikatif, dalam rupiah.
    pagu: Vec<InYear>,
    /// Anggaran, dalam rupiah.
    anggaran: Vec<InYear>,
    /// Realisasi setahun, dalam rupiah.
    realisasi: Vec<InYear>,
    /// Belanja keempat triwulan tahun yang diukur; null bila tidak ditulis.
    belanja: Option<Vec<Option<Figure>>>,
}

/// Indikator program, kegiatan, atau sub kegiatan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct IndikatorProgram {
    /// Idnya, atau id indikator jabatan yang sama dengannya; null bila tanpa realisasi.
    id: Option<String>,
    /// Namanya.
    nama: Text,
    /// Satuannya.
    satuan: Text,
    /// Keadaan awal.
    awal: Option<Figure>,
    /// Target setiap tahun.
    target: Vec<Target>,
    /// Realisasi tahun yang diukur; null bila tanpa id.
    realisasi: Option<Figure>,
    /// Capaiannya.
    capaian: Option<Figure>,
}

/// Target satu tahun.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Target {
    /// Tahunnya.
    tahun: i32,
    /// Seperti tercetak.
    text: Text,
}

/// Angka satu tahun.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct InYear {
    /// Tahunnya.
    tahun: i32,
    /// Angkanya.
    nilai: Figure,
}

/// What the plan is made with.
struct Maker<'a> {
    model: &'a Model,
    misi: HashMap<&'a str, &'a text::Text>,
    sasaran: HashMap<&'a str, &'a text::Text>,
    indikator: HashMap<&'a str, &'a Indikator>,
    /// The year that is measured.
    tahun: Option<i32>,
}

impl Renstra {
    /// The plan; `jabatan`: the positions with the indicators that it names.
    pub fn new(
        model: &Model,
        plan: &renstra::Renstra,
        (jabatan, tahun): (&[Jabatan], Option<i32>),
    ) -> Renstra {
        let indikator = jabatan.iter().flat_map(Jabatan::indikator);
        let maker = Maker {
            model,
            misi: plan.misi.iter().map(|one| (one.id.as_str(), &one.misi)).collect(),
            sasaran: plan.sasaran().map(|one| (one.id.as_str(), &one.sasaran)).collect(),
            indikator: indikator.map(|one| (one.id.as_str(), one)).collect(),
            tahun,
        };
        let misi = plan.misi.iter();
        Renstra {
            status: plan.status,
            status_text: words(wording::status(plan.status)),
            visi: text(&plan.visi),
            misi: misi.map(|one| Misi { id: one.id.to_string(), misi: text(&one.misi) }).collect(),
            tujuan: plan.tujuan.iter().map(|tujuan| maker.tujuan(tujuan)).collect(),
            program: plan.program.iter().map(|program| maker.program(program)).collect(),
        }
    }
}

impl Maker<'_> {
    fn tujuan(&self, tujuan: &renstra::Tujuan) -> Tujuan {
        Tujuan {
            misi: self.misi.get(&*tujuan.misi).map_or_else(|| words(""), |misi| text(misi)),
            tujuan: text(&tujuan.tujuan),
            indikator: self.indikator(&tujuan.indikator),
            sasaran: tujuan.sasaran.iter().map(|sasaran| self.sasaran(sasaran)).collect(),
        }
    }

    fn sasaran(&self, sasaran: &renstra::SasaranRenstra) -> SasaranRenstra {
        let strategi = |one: &renstra::Strategi| Strategi {
            strategi: text(&one.strategi),
            arah_kebijakan: texts(&one.arah_kebijakan),
        };
        SasaranRenstra {
            id: sasaran.id.to_string(),
            sasaran: text(&sasaran.sasaran),
            indikator: self.indikator(&sasaran.indikator),
            faktor_kunci: texts(&sasaran.faktor_kunci),
            strategi: sasaran.strategi.iter().map(strategi).collect(),
        }
    }

    /// The indicators with these ids.
    fn indikator(&self, ids: &[text::Text]) -> Vec<Indikator> {
        // One that is over is still part of the plan.
        let former = |id: &text::Text| {
            let (jabatan, indikator) = self.model.indikator(id)?;
            Some(Indikator::new(self.model, jabatan, indikator))
        };
        let find = |id: &text::Text| match self.indikator.get(id.as_str()) {
            Some(measured) => Some((*measured).clone()),
            None => former(id),
        };
        ids.iter().filter_map(find).collect()
    }

    fn program(&self, program: &renstra::Program) -> Program {
        let kegiatan = |one: &renstra::Kegiatan| Kegiatan {
            kode: text(&one.kode),
            nama: text(&one.nama),
            penanggung_jawab: one.penanggung_jawab.as_ref().map(|id| self.nama_jabatan(id)),
            indikator: self.indikator_program(&one.indikator),
            sub_kegiatan: one.sub_kegiatan.iter().map(|sub| self.sub_kegiatan(sub)).collect(),
        };
        Program {
            kode: text(&program.kode),
            nama: text(&program.nama),
            nomenklatur: text(&program.nomenklatur),
            sasaran: self.sasaran.get(&*program.sasaran).map_or_else(|| words(""), |one| text(one)),
            penanggung_jawab: self.nama_jabatan(&program.penanggung_jawab),
            lokasi: optional(program.lokasi.as_ref()),
            indikator: self.indikator_program(&program.indikator),
            kegiatan: program.kegiatan.iter().map(kegiatan).collect(),
        }
    }

    fn sub_kegiatan(&self, sub: &renstra::SubKegiatan) -> SubKegiatan {
        let [pagu, anggaran, realisasi] =
            [&sub.pagu, &sub.anggaran, &sub.realisasi].map(|money| series(money, format::rupiah));
        let spent = |quarter: &Option<text::Spanned<Rational>>| {
            quarter.as_ref().map(|amount| Figure::given(amount, format::rupiah))
        };
        let year = self.tahun.and_then(|tahun| self.model.realisasi.get(&tahun));
        let quarters = year.and_then(|year| year.belanja.get(&sub.kode));
        SubKegiatan {
            kode: text(&sub.kode),
            nama: text(&sub.nama),
            indikator: self.indikator_program(&sub.indikator),
            pagu,
            anggaran,
            realisasi,
            belanja: quarters.map(|quarters| quarters.iter().map(spent).collect()),
        }
    }

    fn indikator_program(&self, all: &[renstra::IndikatorProgram]) -> Vec<IndikatorProgram> {
        indikator_program(self.model, self.tahun, all)
    }

    fn nama_jabatan(&self, id: &str) -> Text {
        self.model.nama_jabatan(id).map_or_else(|| words(""), text)
    }
}

fn indikator_program(
    model: &Model,
    tahun: Option<i32>,
    all: &[renstra::IndikatorProgram],
) -> Vec<IndikatorProgram> {
    let one = |outcome: &renstra::IndikatorProgram| {
        let i = &outcome.indikator;
        let satuan: &Satuan = &i.satuan;
        let target = i.target.iter().map(|(tahun, target)| Target {
            tahun: *tahun,
            text: made_from(target.murni.span(), target.murni.value.show(satuan)),
        });
        let measured = tahun.filter(|_| !i.id.is_empty());
        let measured = measured.map(|tahun| measure::calculate(model, i, tahun));
        let tell = |shown: String| words(shown);
        IndikatorProgram {
            id: (!i.id.is_empty()).then(|| i.id.to_string()),
            nama: text(&i.nama),
            satuan: made_from(i.satuan.span(), satuan.nama()),
            awal: at_the_start(earlier::start_of_outcome(model, outcome), satuan),
            target: target.collect(),
            realisasi: measured.as_ref().map(|h| Figure::new(&h.realisasi, |n| i.show(n), tell)),
            capaian: measured.as_ref().map(|h| Figure::new(&h.capaian, format::percent, tell)),
        }
    };
    all.iter().map(one).collect()
}

/// The years that have a value.
fn series(values: &Series, show: impl Fn(Rational) -> String) -> Vec<InYear> {
    let year = |(tahun, number): (&i32, &text::Spanned<Rational>)| InYear {
        tahun: *tahun,
        nilai: Figure::given(number, &show),
    };
    values.iter().map(year).collect()
}
