//! `data/renstra.yaml`: the strategic plan.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::position::{Agregasi, Arah, Frekuensi, Quarterly};
use super::realisasi::Status;
use super::scalar::Number;
use crate::text::{Spanned, Text};

/// Rencana strategis (data/renstra.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renstra {
    /// Keadaan angkanya; tercetak di setiap lembar selama belum final.
    pub status: Status,
    /// Visi daerah.
    pub visi: Text,
    /// Misi daerah.
    pub misi: Vec<Misi>,
    /// Tujuan kantor dengan sasarannya.
    pub tujuan: Vec<Tujuan>,
    /// Program dengan kegiatan dan sub kegiatannya.
    pub program: Vec<Program>,
    /// Kinerja dan pendanaan periode sebelumnya.
    pub periode_lalu: Option<PeriodeLalu>,
    /// Nomor dan judul tabel, bila bukan nomor dan judul Permendagri 86/2017.
    #[serde(default)]
    pub tabel: TabelRenstra,
}

impl Renstra {
    /// The indicators of all programmes, activities and sub-activities.
    pub fn indikator_program(&self) -> impl Iterator<Item = &IndikatorProgram> {
        self.program.iter().flat_map(|program| {
            let below = program.kegiatan.iter().flat_map(|kegiatan| {
                let below = kegiatan.sub_kegiatan.iter().flat_map(|sub| &sub.indikator);
                kegiatan.indikator.iter().chain(below)
            });
            program.indikator.iter().chain(below)
        })
    }
}

/// Nomor dan judul tabel Renstra.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TabelRenstra {
    /// Pencapaian kinerja pelayanan.
    #[serde(rename = "T-C.23")]
    pub tc23: Option<NamaTabel>,
    /// Anggaran dan realisasi pendanaan pelayanan.
    #[serde(rename = "T-C.24")]
    pub tc24: Option<NamaTabel>,
    /// Tujuan dan sasaran jangka menengah.
    #[serde(rename = "T-C.25")]
    pub tc25: Option<NamaTabel>,
    /// Tujuan, sasaran, strategi, dan arah kebijakan.
    #[serde(rename = "T-C.26")]
    pub tc26: Option<NamaTabel>,
    /// Rencana program, kegiatan, dan pendanaan.
    #[serde(rename = "T-C.27")]
    pub tc27: Option<NamaTabel>,
    /// Indikator kinerja yang mengacu pada RPJMD.
    #[serde(rename = "T-C.28")]
    pub tc28: Option<NamaTabel>,
}

/// Nomor dan judul sebuah tabel.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamaTabel {
    /// Nomornya, misalnya "Tabel 2.1".
    pub nomor: Option<Text>,
    /// Judulnya.
    pub judul: Option<Text>,
}

/// Satu misi daerah.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misi {
    /// Id tetap.
    pub id: Text,
    /// Kalimatnya.
    pub misi: Text,
}

/// Satu tujuan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tujuan {
    /// Id tetap.
    pub id: Text,
    /// Id misi yang didukungnya.
    pub misi: Text,
    /// Kalimatnya.
    pub tujuan: Text,
    /// Id indikatornya, dari data/jabatan.
    pub indikator: Vec<Text>,
    /// Sasarannya.
    pub sasaran: Vec<SasaranRenstra>,
}

/// Satu sasaran Renstra.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SasaranRenstra {
    /// Id tetap, disebut `renstra` pada sasaran jabatan dan `sasaran` pada program.
    pub id: Text,
    /// Kalimatnya.
    pub sasaran: Text,
    /// Id indikatornya, dari data/jabatan.
    pub indikator: Vec<Text>,
    /// Faktor kunci keberhasilannya (critical success factor), untuk pohon kinerja.
    #[serde(default)]
    pub faktor_kunci: Vec<Text>,
    /// Strategi mencapainya.
    pub strategi: Vec<Strategi>,
}

/// Satu strategi.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strategi {
    /// Kalimatnya.
    pub strategi: Text,
    /// Arah kebijakannya.
    pub arah_kebijakan: Vec<Text>,
}

/// Satu program.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Kode nomenklatur, dalam tanda kutip.
    pub kode: Text,
    /// Nama program.
    pub nama: Text,
    /// Keputusan yang menetapkan kode dan namanya.
    pub nomenklatur: Text,
    /// Id sasaran Renstra yang didukungnya.
    pub sasaran: Text,
    /// Id jabatan penanggung jawab.
    pub penanggung_jawab: Text,
    /// Lokasi.
    pub lokasi: Option<Text>,
    /// Indikator hasil (outcome).
    pub indikator: Vec<IndikatorProgram>,
    /// Kegiatannya.
    pub kegiatan: Vec<Kegiatan>,
}

/// Indikator program, kegiatan atau sub kegiatan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndikatorProgram {
    /// Id indikator jabatan yang sama dengannya: nama, satuan, target, dan realisasinya dari sana.
    pub indikator: Option<Text>,
    /// Id tetap, unik di seluruh proyek, untuk realisasinya di data/realisasi. Tidak bersama `indikator`.
    pub id: Option<Text>,
    /// Nama indikator (bawaan: nama indikator jabatannya).
    pub nama: Option<Text>,
    /// Satuan (bawaan: satuan indikator jabatannya).
    pub satuan: Option<Text>,
    /// Arah yang baik (bawaan: naik).
    pub arah: Option<Arah>,
    /// Cara triwulan menjadi setahun (bawaan: akhir).
    pub agregasi: Option<Spanned<Agregasi>>,
    /// Kapan nilainya ada (bawaan: triwulan).
    pub frekuensi: Option<Spanned<Frekuensi>>,
    /// Capaian pada awal perencanaan.
    pub awal: Option<Number>,
    /// Target setiap tahun (bawaan: target indikator jabatannya, sebelum perubahan).
    #[serde(default)]
    pub target: Spanned<BTreeMap<Text, Number>>,
}

/// Satu kegiatan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kegiatan {
    /// Kode nomenklatur, diawali kode programnya.
    pub kode: Text,
    /// Nama kegiatan.
    pub nama: Text,
    /// Id jabatan yang melaksanakannya; kegiatan ini masuk Perjanjian Kinerjanya.
    pub penanggung_jawab: Option<Text>,
    /// Indikator keluaran (output).
    pub indikator: Vec<IndikatorProgram>,
    /// Sub kegiatannya.
    pub sub_kegiatan: Vec<SubKegiatan>,
}

/// Satu sub kegiatan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubKegiatan {
    /// Kode nomenklatur, diawali kode kegiatannya.
    pub kode: Text,
    /// Nama sub kegiatan.
    pub nama: Text,
    /// Indikatornya.
    pub indikator: Vec<IndikatorProgram>,
    /// Pagu Renstra setiap tahun, dalam rupiah.
    #[serde(default)]
    pub pagu: BTreeMap<Text, Number>,
    /// Anggaran (DPA) setiap tahun, dalam rupiah.
    #[serde(default)]
    pub anggaran: BTreeMap<Text, Number>,
    /// Anggaran setelah perubahan (DPPA), pada tahun yang anggarannya berubah, dalam rupiah.
    #[serde(default)]
    pub anggaran_perubahan: BTreeMap<Text, Number>,
    /// Anggaran setiap triwulan (anggaran kas), dalam rupiah; keempatnya berjumlah anggaran setahun.
    #[serde(default)]
    pub anggaran_triwulan: BTreeMap<Text, Spanned<Quarterly>>,
    /// Realisasi anggaran setiap tahun, dalam rupiah. Belanja setiap triwulan ditulis di data/realisasi.
    #[serde(default)]
    pub realisasi: BTreeMap<Text, Number>,
}

/// Periode Renstra sebelumnya (Tabel T-C.23 dan T-C.24).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodeLalu {
    /// Tahun-tahunnya.
    pub tahun: Vec<i32>,
    /// Pencapaian kinerja pelayanan.
    pub kinerja: Vec<KinerjaLalu>,
    /// Anggaran dan realisasi pendanaan.
    pub pendanaan: Vec<PendanaanLalu>,
}

/// Satu baris kinerja periode sebelumnya.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KinerjaLalu {
    /// Nama indikator.
    pub indikator: Text,
    /// Satuan.
    pub satuan: Text,
    /// Target NSPK.
    pub nspk: Option<Text>,
    /// Target IKK.
    pub ikk: Option<Text>,
    /// Target indikator lainnya.
    pub lainnya: Option<Text>,
    /// Target setiap tahun.
    pub target: BTreeMap<Text, Number>,
    /// Realisasi setiap tahun; yang belum ada tidak ditulis.
    pub realisasi: BTreeMap<Text, Number>,
}

/// Satu baris pendanaan periode sebelumnya.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PendanaanLalu {
    /// Uraian belanja.
    pub uraian: Text,
    /// Anggaran setiap tahun, dalam rupiah.
    pub anggaran: BTreeMap<Text, Number>,
    /// Realisasi setiap tahun, dalam rupiah.
    pub realisasi: BTreeMap<Text, Number>,
}
