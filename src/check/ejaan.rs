//! `ejaan`: misspellings of the dictionary.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kamus::seperti;
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::EJAAN,
    penjelasan: [
        "Kamusnya memuat kekeliruan yang sering di bidang ini; kantor menambah kata-katanya sendiri di data/kamus.yaml.",
        "The dictionary holds the frequent misspellings of this field; the office adds its own in data/kamus.yaml.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "sumber: Laporan pemeriksaan pasar",
        salah: "sumber: Laporan pelaksaan pasar",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        for word in kata(teks.as_str()) {
            let Some(right) = bahan.kamus.salah.get(&word.teks.to_lowercase()) else { continue };
            let right = seperti(word.teks, right);
            let place = teks.bagian(word.range.clone());
            found.push(
                Diagnostic::new(&katalog::EJAAN, place.clone())
                    .isi("kata", word.teks)
                    .isi("harus", &right)
                    .perbaiki(place, right.clone()),
            );
        }
    }
}
