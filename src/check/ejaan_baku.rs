//! `ejaan-baku`: forms that the standard dictionary (KBBI) writes otherwise.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kamus::seperti;
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::EJAAN_BAKU,
    penjelasan: [
        "Bentuk tidak baku bukan kesalahan, apalagi dalam kutipan peraturan; karena itu hanya disarankan dan tidak pernah diganti otomatis.",
        "A form that is not standard is no mistake, least of all in a quotation; it is suggested only, and never replaced automatically.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "menyusun rencana pembinaan pedagang;",
        salah: "mengkoordinasikan rencana pembinaan pedagang;",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        for word in kata(teks.as_str()) {
            let Some(right) = bahan.kamus.baku.get(&word.teks.to_lowercase()) else { continue };
            let right = seperti(word.teks, right);
            let place = teks.bagian(word.range.clone());
            found.push(
                Diagnostic::new(&katalog::EJAAN_BAKU, place)
                    .isi("kata", word.teks)
                    .isi("harus", &right),
            );
        }
    }
}
