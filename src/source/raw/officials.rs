//! `data/pejabat.yaml`: who held which position, from when to when.

use schemars::JsonSchema;
use serde::Deserialize;

use super::office::Sebagai;
use crate::text::Text;

/// Pejabat kantor (data/pejabat.yaml): siapa memegang jabatan apa, dari kapan sampai kapan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Officials {
    /// Para pejabat, masing-masing satu kali.
    pub pejabat: Vec<Pejabat>,
}

/// Satu orang.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pejabat {
    /// Nama tanpa gelar, seperti tercetak.
    pub nama: Text,
    /// Gelarnya.
    #[serde(default)]
    pub gelar: Gelar,
    /// NIP, 18 angka, di antara tanda kutip. Kepala daerah tidak mempunyai NIP.
    pub nip: Option<Text>,
    /// Pangkat, misalnya Pembina Tingkat I; PPPK tidak mempunyai pangkat.
    pub pangkat: Option<Text>,
    /// Golongan, misalnya IV/b; golongan PPPK misalnya IX.
    pub golongan: Option<Text>,
    /// Jabatan yang dipegangnya.
    pub memegang: Vec<Memegang>,
}

/// Gelar seseorang.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gelar {
    /// Di depan nama, misalnya Dr.
    pub depan: Option<Text>,
    /// Di belakang nama, misalnya S.E., M.M.
    pub belakang: Option<Text>,
}

/// Satu jabatan yang dipegang.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Memegang {
    /// Id jabatannya: di data/jabatan, di `pimpinan`, atau kepala-daerah.
    pub jabatan: Text,
    /// Bagaimana jabatan itu dipegang (bawaan: definitif).
    pub sebagai: Option<Sebagai>,
    /// Hari pertama (tahun-bulan-hari).
    pub dari: Text,
    /// Hari terakhir (bawaan: sampai sekarang).
    pub sampai: Option<Text>,
    /// Pangkatnya selama itu, bila lain daripada yang sekarang.
    pub pangkat: Option<Text>,
    /// Golongannya selama itu, bila lain daripada yang sekarang.
    pub golongan: Option<Text>,
}
