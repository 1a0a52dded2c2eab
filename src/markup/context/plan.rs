//! The strategic plan.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::super::value::{Figure, Text, made_from, optional, text, texts, words};
use super::position::{Indikator, Jabatan};
use crate::format;
use crate::model::renstra::{self, Series};
use crate::model::{Model, Satuan, Status};
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
    /// Realisasi, dalam rupiah.
    realisasi: Vec<InYear>,
}

/// Indikator program, kegiatan, atau sub kegiatan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct IndikatorProgram {
    /// Namanya.
    nama: Text,
    /// Satuannya.
    satuan: Text,
    /// Keadaan awal.
    awal: Option<Figure>,
    /// Target setiap tahun.
    target: Vec<InYear>,
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
}

impl Renstra {
    /// The plan; `jabatan`: the positions with the indicators that it names.
    pub fn new(model: &Model, plan: &renstra::Renstra, jabatan: &[Jabatan]) -> Renstra {
        let indikator = jabatan.iter().flat_map(Jabatan::indikator);
        let maker = Maker {
            model,
            misi: plan.misi.iter().map(|one| (one.id.as_str(), &one.misi)).collect(),
            sasaran: plan.sasaran().map(|one| (one.id.as_str(), &one.sasaran)).collect(),
            indikator: indikator.map(|one| (one.id.as_str(), one)).collect(),
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
            strategi: sasaran.strategi.iter().map(strategi).collect(),
        }
    }

    /// The indicators with these ids.
    fn indikator(&self, ids: &[text::Text]) -> Vec<Indikator> {
        let known = ids.iter().filter_map(|id| self.indikator.get(id.as_str()).copied());
        known.cloned().collect()
    }

    fn program(&self, program: &renstra::Program) -> Program {
        let kegiatan = |one: &renstra::Kegiatan| Kegiatan {
            kode: text(&one.kode),
            nama: text(&one.nama),
            penanggung_jawab: one.penanggung_jawab.as_ref().map(|id| self.nama_jabatan(id)),
            indikator: indikator_program(&one.indikator),
            sub_kegiatan: one.sub_kegiatan.iter().map(SubKegiatan::new).collect(),
        };
        Program {
            kode: text(&program.kode),
            nama: text(&program.nama),
            nomenklatur: text(&program.nomenklatur),
            sasaran: self.sasaran.get(&*program.sasaran).map_or_else(|| words(""), |one| text(one)),
            penanggung_jawab: self.nama_jabatan(&program.penanggung_jawab),
            lokasi: optional(program.lokasi.as_ref()),
            indikator: indikator_program(&program.indikator),
            kegiatan: program.kegiatan.iter().map(kegiatan).collect(),
        }
    }

    fn nama_jabatan(&self, id: &str) -> Text {
        self.model.nama_jabatan(id).map_or_else(|| words(""), text)
    }
}

impl SubKegiatan {
    fn new(sub: &renstra::SubKegiatan) -> SubKegiatan {
        let [pagu, anggaran, realisasi] =
            [&sub.pagu, &sub.anggaran, &sub.realisasi].map(|money| series(money, format::rupiah));
        SubKegiatan {
            kode: text(&sub.kode),
            nama: text(&sub.nama),
            indikator: indikator_program(&sub.indikator),
            pagu,
            anggaran,
            realisasi,
        }
    }
}

fn indikator_program(all: &[renstra::IndikatorProgram]) -> Vec<IndikatorProgram> {
    let one = |i: &renstra::IndikatorProgram| {
        let satuan: &Satuan = &i.satuan;
        IndikatorProgram {
            nama: text(&i.nama),
            satuan: made_from(i.satuan.span(), satuan.nama()),
            awal: i.awal.as_ref().map(|number| Figure::given(number, |n| satuan.show_target(n))),
            target: series(&i.target, |n| satuan.show_target(n)),
        }
    };
    all.iter().map(one).collect()
}

/// The years that have a value.
fn series(values: &Series, show: impl Fn(crate::number::Rational) -> String) -> Vec<InYear> {
    let year = |(tahun, number): (&i32, &text::Spanned<crate::number::Rational>)| InYear {
        tahun: *tahun,
        nilai: Figure::given(number, &show),
    };
    values.iter().map(year).collect()
}
