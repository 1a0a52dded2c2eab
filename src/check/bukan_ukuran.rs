//! `bukan-ukuran`: the name of an indicator says what is measured.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::BUKAN_UKURAN,
    penjelasan: [
        "\"Fasilitasi pelayanan\" adalah kegiatan; \"Jumlah pelayanan yang difasilitasi\" adalah ukuran.",
        "\"Fasilitasi pelayanan\" is an activity; \"Jumlah pelayanan yang difasilitasi\" is a measure.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "nama: Jumlah pedagang pasar yang dibina",
        salah: "nama: Fasilitasi pedagang pasar yang dibina",
    },
    periksa,
};

const UKURAN: &[&str] = &[
    "jumlah", "persentase", "rasio", "pertumbuhan", "nilai", "indeks", "tingkat", "rata-rata", "cakupan", "proporsi",
    "angka", "predikat", "opini", "skor", "laju", "kontribusi", "volume", "luas", "panjang", "lama", "waktu",
    "frekuensi", "produktivitas", "capaian", "realisasi", "besaran", "persen", "banyaknya",
];

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for one in bahan.tertulis() {
        let first = kata(&one.raw.nama).first().map(|word| word.teks.to_lowercase());
        if first.is_some_and(|word| !UKURAN.contains(&word.as_str())) {
            found.push(Diagnostic::new(&katalog::BUKAN_UKURAN, one.nama()));
        }
    }
}
