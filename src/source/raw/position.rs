//! `data/jabatan/*.yaml`: one position each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use super::scalar::Number;
use super::scalar::TextOr;
use crate::text::{Spanned, Text};

/// Satu jabatan (data/jabatan/*.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jabatan {
    /// Id tetap jabatan ini: huruf kecil, angka, tanda hubung.
    pub id: Text,
    /// Nama jabatan, seperti tercetak.
    pub jabatan: Text,
    /// Id jabatan atasannya.
    pub atasan: Text,
    /// Tahun-tahun berlakunya, bila tidak selalu ada (bawaan: selalu).
    pub berlaku: Option<Spanned<Berlaku>>,
    /// Id jabatan lama yang digantikannya.
    pub menggantikan: Option<Text>,
    /// Jenjangnya, untuk perjanjian kinerja (bawaan: administrator langsung di bawah pimpinan, pengawas di bawahnya, selain itu pelaksana).
    pub jenjang: Option<Jenjang>,
    /// Nomor pertama blok identitas (bawaan: 1).
    pub nomor_awal: Option<Spanned<u16>>,
    /// Cetak label blok identitas dengan huruf tebal (bawaan: false).
    pub label_tebal: Option<bool>,
    /// Beri tanda hubung di depan setiap indikator (bawaan: false).
    pub butir: Option<bool>,
    /// Tugas: satu kalimat, atau daftar.
    pub tugas: Uraian,
    /// Fungsi: satu kalimat, atau daftar.
    pub fungsi: Option<Uraian>,
    /// Sasaran dengan indikatornya.
    pub sasaran: Vec<Sasaran>,
}

/// Jenjang sebuah jabatan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Jenjang {
    /// Sekretaris, kepala bidang.
    Administrator,
    /// Kepala subbagian, kepala seksi.
    Pengawas,
    /// Pejabat fungsional.
    Fungsional,
    /// Pelaksana.
    Pelaksana,
}

/// Tahun-tahun berlakunya sebuah jabatan atau indikator.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Berlaku {
    /// Tahun pertama (bawaan: sejak semula).
    pub dari: Option<Spanned<i32>>,
    /// Tahun terakhir (bawaan: sampai sekarang).
    pub sampai: Option<Spanned<i32>>,
}

/// Satu kalimat, atau daftar berhuruf.
#[derive(Debug, Clone)]
pub enum Uraian {
    /// Satu kalimat.
    Sentence(Text),
    /// Daftar a., b., c. …
    List(Vec<Text>),
}

/// Satu sasaran: sel yang digabung ke bawah sepanjang indikatornya.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sasaran {
    /// Kalimat sasaran.
    pub sasaran: Text,
    /// Id sasaran Renstra yang didukungnya.
    pub renstra: Option<Text>,
    /// Indikator kinerjanya.
    pub indikator: Vec<Indikator>,
}

/// Satu indikator kinerja.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indikator {
    /// Id tetap indikator ini, unik di seluruh proyek.
    pub id: Text,
    /// Nama indikator, seperti tercetak.
    pub nama: Text,
    /// Cetak di baris tabel yang sama dengan indikator sebelumnya (bawaan: false).
    pub sebaris: Option<Spanned<bool>>,
    /// Data mentah yang dipakai rumus: nama pendek dan tulisannya.
    #[serde(default)]
    pub variabel: Spanned<BTreeMap<Text, Variabel>>,
    /// Rumus yang dihitung: nama variabel, angka, persen, + - * / ( ).
    pub formula: Option<Text>,
    /// Rumus seperti tercetak, bila berbeda dari yang dihitung; tulisan operan dalam tanda kutip ganda.
    pub cetak: Option<Spanned<Text>>,
    /// Definisi operasionalnya, untuk tabel IKU: apa yang dihitung, dan apa yang tidak.
    pub definisi: Option<Text>,
    /// Penjelasan dengan kata-kata, sebagai ganti atau di atas rumus.
    pub penjelasan: Option<Text>,
    /// Catatan di bawah rumus.
    pub catatan: Option<Text>,
    /// Satuan: persen, rasio, rupiah, predikat, atau yang dihitung ("orang", "pasar").
    pub satuan: Text,
    /// Untuk satuan predikat: predikatnya, dari yang terendah, misalnya [D, C, CC, B, BB, A, AA].
    pub predikat: Option<Vec<Text>>,
    /// Arah yang baik.
    pub arah: Arah,
    /// Cara triwulan menjadi setahun. Untuk indikator dengan rumus: cara data mentahnya menjadi setahun.
    pub agregasi: Spanned<Agregasi>,
    /// Kapan nilainya ada (bawaan: triwulan). Sebelum waktunya tidak ada yang kosong atau kurang.
    pub frekuensi: Option<Spanned<Frekuensi>>,
    /// Banyaknya desimal realisasinya, 0 sampai 6 (bawaan: dua, untuk rasio sebanyak desimal targetnya).
    pub desimal: Option<Spanned<u16>>,
    /// Tahun-tahun berlakunya, bila tidak selalu ada (bawaan: selalu).
    pub berlaku: Option<Spanned<Berlaku>>,
    /// Id indikator lama yang digantikannya.
    pub menggantikan: Option<Text>,
    /// Target setiap tahun, misalnya { 2023: 70%, 2024: 75% }. Rentang ditulis 80% s.d. 90%.
    #[serde(default)]
    pub target: Spanned<BTreeMap<Text, Number>>,
    /// Target setelah perubahan, bila ada.
    #[serde(default)]
    pub target_perubahan: BTreeMap<Text, Number>,
    /// Alasan setiap perubahan target.
    #[serde(default)]
    pub alasan_perubahan: BTreeMap<Text, Text>,
    /// Target setiap triwulan, misalnya { 2024: { TW1: 1, TW2: 2, TW3: 3, TW4: 4 } }. Rasio, posisi, dan
    /// jumlah berjalan: target pada triwulan itu; yang triwulannya dijumlahkan: bagian triwulan itu.
    #[serde(default)]
    pub target_triwulan: BTreeMap<Text, Spanned<Quarterly>>,
    /// Keadaan pada awal periode Renstra (Tahun 0).
    pub awal: Option<Number>,
    /// Standar nasional, bila ada.
    pub standar_nasional: Option<StandarNasional>,
    /// Sumber data.
    pub sumber: Option<Text>,
}

/// Angka nasional pembanding sebuah indikator.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandarNasional {
    /// Angkanya, dalam satuan indikatornya.
    pub nilai: Number,
    /// Terbitan yang memuatnya.
    pub sumber: Text,
}

/// Data mentah sebuah rumus: tulisannya, atau nilai tahun lain dari data yang sama.
#[derive(Debug, Clone)]
pub enum Variabel {
    /// Tulisan operan.
    Label(Text),
    /// Nilai variabel lain pada tahun lain.
    Tahun(VariabelTahun),
}

/// Nilai variabel lain pada tahun lain.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VariabelTahun {
    /// Nama variabel asalnya.
    pub dari: Text,
    /// Selisih tahun, misalnya -1 untuk tahun lalu.
    pub tahun: i32,
    /// Tulisan operan.
    pub label: Text,
    /// Triwulan mana dari tahun itu yang dipakai sebelum TW4 (bawaan: menurut agregasi; akhir: setahun, lainnya:
    /// triwulan-sama).
    pub pembanding: Option<Pembanding>,
}

/// Triwulan tahun lain yang dibandingkan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pembanding {
    /// Keempat triwulannya; untuk posisi: keadaan akhir tahunnya.
    Setahun,
    /// Triwulan yang sama dengan yang dilaporkan.
    TriwulanSama,
}

/// Kapan nilai sebuah indikator ada.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Frekuensi {
    /// Setiap triwulan.
    #[default]
    Triwulan,
    /// Pada Triwulan II dan IV.
    Semester,
    /// Pada Triwulan IV.
    Tahunan,
}

/// Arah yang baik.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Arah {
    /// Makin tinggi makin baik.
    Naik,
    /// Makin rendah makin baik.
    Turun,
    /// Tepat pada target yang baik.
    Tetap,
}

/// Cara triwulan menjadi setahun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Agregasi {
    /// Triwulan dijumlahkan.
    Jumlah,
    /// Triwulan terakhir yang terisi.
    Akhir,
    /// Rata-rata triwulan yang terisi.
    RataRata,
    /// Setiap triwulan sudah memuat jumlah sejak Januari; yang terakhir yang dipakai.
    Kumulatif,
}

/// Angka setiap triwulan sebuah tahun; yang belum ada tidak ditulis.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quarterly {
    /// Triwulan I.
    #[serde(rename = "TW1")]
    pub tw1: Option<Number>,
    /// Triwulan II.
    #[serde(rename = "TW2")]
    pub tw2: Option<Number>,
    /// Triwulan III.
    #[serde(rename = "TW3")]
    pub tw3: Option<Number>,
    /// Triwulan IV.
    #[serde(rename = "TW4")]
    pub tw4: Option<Number>,
}

impl Quarterly {
    /// The quarters in order.
    pub fn all(&self) -> [Option<&Number>; 4] {
        [&self.tw1, &self.tw2, &self.tw3, &self.tw4].map(Option::as_ref)
    }
}

impl<'de> Deserialize<'de> for Uraian {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Spanned::<TextOr<Vec<Text>>>::deserialize(deserializer)?;
        let span = read.span();
        Ok(match read.value {
            TextOr::Text(text) => Uraian::Sentence(Text::new(text, span)),
            TextOr::Other(items) => Uraian::List(items),
        })
    }
}

impl JsonSchema for Uraian {
    fn schema_name() -> Cow<'static, str> {
        "Uraian".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Satu kalimat, atau daftar berhuruf.",
            "anyOf": [
                { "type": "string", "bukan_angka": true },
                { "type": "array", "items": { "type": "string" } },
            ],
        })
    }
}

impl<'de> Deserialize<'de> for Variabel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Spanned::<TextOr<VariabelTahun>>::deserialize(deserializer)?;
        let span = read.span();
        Ok(match read.value {
            TextOr::Text(text) => Variabel::Label(Text::new(text, span)),
            TextOr::Other(other) => Variabel::Tahun(other),
        })
    }
}

impl JsonSchema for Variabel {
    fn schema_name() -> Cow<'static, str> {
        "Variabel".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let tahun = generator.subschema_for::<VariabelTahun>();
        json_schema!({
            "description": "Tulisan operan, atau nilai tahun lain dari variabel yang sama.",
            "anyOf": [{ "type": "string", "bukan_angka": true }, tahun],
        })
    }
}
