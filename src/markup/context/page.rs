//! The page set-up, as Typst code.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::value::{Code, Text, text};
use crate::model;

/// Kertas, huruf dan jarak; panjang dan angkanya sudah berupa kode Typst.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Halaman {
    /// Lebar kertas.
    width: Code,
    /// Tinggi kertas.
    height: Code,
    /// Lebar kertas naskah dinas.
    letter_width: Code,
    /// Tinggi kertas naskah dinas.
    letter_height: Code,
    /// Tepi atas.
    atas: Code,
    /// Tepi kanan.
    kanan: Code,
    /// Tepi bawah.
    bawah: Code,
    /// Tepi kiri.
    kiri: Code,
    /// Nama huruf.
    huruf: Text,
    /// Ukuran huruf.
    ukuran: Code,
    /// Spasi baris teks.
    spasi: Code,
    /// Spasi baris tabel.
    spasi_tabel: Code,
    /// Jarak di atas dan di bawah kepala jabatan.
    jarak_kepala: Code,
    /// Jarak sebelum dan sesudah tabel.
    jarak_tabel: Code,
    /// Hanya tepi kiri teks yang lurus.
    ragged: bool,
    /// Bahasa kata-kata yang dicetak miring, menurut ISO 639.
    italic_language: String,
    /// Setiap jabatan mulai di halaman baru.
    jabatan_di_halaman_baru: bool,
    /// Lebar kolom nomor blok identitas.
    nomor: Code,
    /// Lebar kolom labelnya.
    label: Code,
    /// Lebar kolom titik duanya.
    titik_dua: Code,
    /// Lebar kolom huruf daftarnya.
    huruf_identitas: Code,
    /// Perbandingan lebar kolom tabel IKI.
    kolom: Vec<Code>,
    /// Jarak isi sel dari garis.
    sela: Code,
    /// Jarak teks dari tanda hubung di depan indikator.
    tanda: Code,
    /// Ukuran huruf rumus.
    rumus: Code,
    /// Tebal garis tabel.
    garis: Code,
    /// Ukuran huruf tabel edisi tahunan.
    table_size: Code,
}

impl Halaman {
    pub fn new(h: &model::Halaman, letter: [model::Length; 2]) -> Halaman {
        let [letter_width, letter_height] = letter.map(Code::length);
        let [width, height] = h.kertas.map(Code::length);
        let [atas, kanan, bawah, kiri] = h.margin.map(Code::length);
        let [nomor, label, titik_dua, huruf_identitas] = h.identitas.map(Code::length);
        Halaman {
            width,
            height,
            letter_width,
            letter_height,
            atas,
            kanan,
            bawah,
            kiri,
            huruf: text(&h.huruf),
            ukuran: Code::length(h.ukuran),
            spasi: Code::number(h.spasi),
            spasi_tabel: Code::number(h.spasi_tabel),
            jarak_kepala: Code::length(h.jarak_kepala),
            jarak_tabel: Code::length(h.jarak_tabel),
            ragged: h.ragged,
            italic_language: h.italic_language.to_owned(),
            jabatan_di_halaman_baru: h.jabatan_di_halaman_baru,
            nomor,
            label,
            titik_dua,
            huruf_identitas,
            kolom: h.kolom.iter().copied().map(Code::number).collect(),
            sela: Code::length(h.sela),
            tanda: Code::length(h.tanda),
            rumus: Code::length(h.rumus),
            garis: Code::length(h.garis),
            table_size: Code::length(h.table_size),
        }
    }
}
