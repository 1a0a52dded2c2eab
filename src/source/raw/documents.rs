//! Declarations of documents: the project's own (`dokumen` in `data/opd.yaml`) and the program's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Spanned, Text};

/// Satu dokumen. Isian dalam kurung kurawal: {nama}, {daerah}, {periode}, {tahun}, {triwulan}, {jabatan.id}, {jabatan.nama}.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dokumen {
    /// Id tetap dokumen ini: huruf kecil, angka, tanda hubung. Dipakai --only, manifest, dan verify.
    pub id: Text,
    /// Judul berkasnya, boleh memuat isian, misalnya "Perjanjian Kinerja {jabatan.nama} Tahun {tahun}".
    pub judul: Text,
    /// Templatnya di templates/, untuk PDF, misalnya iku.typ.j2.
    pub templat: Option<Text>,
    /// Sebagai ganti templat: buku kerja Excel yang disusun program.
    pub buku_kerja: Option<Spanned<BookKind>>,
    /// Nama berkas tanpa akhiran, misalnya PK-{jabatan.id}-{tahun}; isiannya {periode}, {tahun}, {triwulan}, {jabatan.id} (bawaan: id, lalu untuk apa dokumen itu dibuat).
    pub berkas: Option<Text>,
    /// Nama berkas bila `berkas` sudah dipakai dokumen lain.
    pub berkas_lain: Option<Text>,
    /// Dibuat untuk apa, satu berkas untuk masing-masing (bawaan: kantor).
    pub untuk: Option<Spanned<Untuk>>,
    /// Yang harus ada di proyek supaya dokumen ini dibuat.
    #[serde(default)]
    pub perlu: Vec<Perlu>,
}

/// Dokumen bawaan program (src/documents/built_in.yaml), ditulis seperti milik proyek.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BuiltInDocuments {
    /// Dokumennya, menurut urutan terbit.
    pub dokumen: Vec<Dokumen>,
}

/// Buku kerja yang disusun program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BookKind {
    /// Lampiran LKjIP.
    Lkjip,
    /// Tabel Renstra.
    Renstra,
}

/// Dibuat untuk apa sebuah dokumen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Untuk {
    /// Satu untuk kantor.
    #[default]
    Kantor,
    /// Satu untuk setiap jabatan.
    Jabatan,
    /// Satu untuk `tahun` di data/opd.yaml.
    Tahun,
    /// Satu untuk setiap triwulan tahun itu, sampai batas laporannya.
    Triwulan,
}

/// Yang diperlukan sebuah dokumen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Perlu {
    /// `tahun` di data/opd.yaml.
    Tahun,
    /// data/renstra.yaml.
    Renstra,
    /// Target, anggaran atau perjanjian kinerja yang berubah pada tahun itu.
    Perubahan,
}
