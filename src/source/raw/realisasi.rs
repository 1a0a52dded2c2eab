//! `data/realisasi/*.yaml`: actual values of one year each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::position::Quarterly;
use super::scalar::Number;
use crate::text::{Spanned, Text};

/// Realisasi satu tahun (data/realisasi/TAHUN.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Realisasi {
    /// Tahunnya; sama dengan nama berkas.
    pub tahun: Spanned<i32>,
    /// Keadaan angkanya; tercetak di setiap halaman selama belum final.
    pub status: Status,
    /// Triwulan terakhir yang dilaporkan. Tidak pernah diambil dari jam komputer.
    pub sampai: Spanned<Triwulan>,
    /// Tanggal dokumen tahun ini (bawaan: `tanggal` di data/opd.yaml).
    pub tanggal: Option<Text>,
    /// Realisasi setiap indikator, juga indikator program, menurut id-nya. Yang belum diisi tidak ditulis, atau
    /// ditulis id-nya saja.
    pub realisasi: BTreeMap<Text, Option<RealisasiIndikator>>,
    /// Belanja setiap sub kegiatan, menurut kodenya: yang dibelanjakan dalam triwulan itu, dalam rupiah. Yang belum
    /// diisi tidak ditulis, atau ditulis kodenya saja.
    #[serde(default)]
    pub belanja: BTreeMap<Text, Option<Spanned<Quarterly>>>,
}

/// Keadaan angka.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Angka contoh, bukan data resmi.
    Contoh,
    /// Belum disahkan.
    Draf,
    /// Sah.
    Final,
}

/// Triwulan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
pub enum Triwulan {
    /// Januari sampai Maret.
    #[serde(rename = "TW1")]
    Tw1,
    /// April sampai Juni.
    #[serde(rename = "TW2")]
    Tw2,
    /// Juli sampai September.
    #[serde(rename = "TW3")]
    Tw3,
    /// Oktober sampai Desember.
    #[serde(rename = "TW4")]
    Tw4,
}

/// Realisasi satu indikator.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RealisasiIndikator {
    /// Triwulan I: nilai setiap variabel, atau `nilai` bila tanpa rumus, atau `na` dengan alasannya.
    #[serde(rename = "TW1")]
    pub tw1: Option<Spanned<NilaiTriwulan>>,
    /// Triwulan II.
    #[serde(rename = "TW2")]
    pub tw2: Option<Spanned<NilaiTriwulan>>,
    /// Triwulan III.
    #[serde(rename = "TW3")]
    pub tw3: Option<Spanned<NilaiTriwulan>>,
    /// Triwulan IV.
    #[serde(rename = "TW4")]
    pub tw4: Option<Spanned<NilaiTriwulan>>,
    /// Nilai tahun lain yang dipakai rumus, bila berkas realisasi tahun itu tidak ada.
    #[serde(default)]
    pub tahun_lain: BTreeMap<Text, Number>,
    /// Analisis capaian.
    pub analisis: Option<Analisis>,
    /// Bukti dukung.
    pub bukti: Option<Vec<Text>>,
}

/// Analisis capaian sebuah indikator.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Analisis {
    /// Faktor pendukung.
    pub pendukung: Option<Text>,
    /// Faktor penghambat.
    pub hambatan: Option<Text>,
    /// Upaya yang dilakukan.
    pub upaya: Option<Text>,
}

/// Isi satu triwulan: nilai setiap variabel, `nilai`, atau `na` dengan alasannya.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct NilaiTriwulan(pub BTreeMap<Text, Number>);

impl JsonSchema for NilaiTriwulan {
    fn schema_name() -> Cow<'static, str> {
        "NilaiTriwulan".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let number = generator.subschema_for::<Number>();
        json_schema!({
            "type": "object",
            "description": "Nilai setiap variabel; `nilai` bila tanpa rumus; `na` dengan alasannya bila tidak tersedia.",
            "properties": {
                "na": { "type": "string", "description": "Tidak tersedia, dengan alasannya." },
            },
            "additionalProperties": number,
        })
    }
}
