//! `akronim`: acronyms are written as the dictionary has them.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::AKRONIM,
    penjelasan: [
        "Akronim dengan huruf yang berlainan terbaca sebagai hal yang berlainan, juga oleh pencarian.",
        "An acronym in different letters reads as a different thing, also for a search.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "sumber: Laporan pemeriksaan pasar",
        salah: "sumber: Laporan Siinas pasar",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        for word in kata(teks.as_str()) {
            let Some(right) = bahan.kamus.akronim.get(&word.teks.to_lowercase()) else { continue };
            // Titles in capitals are no other spelling; short ones may be other words.
            let capitals = word.teks.chars().all(|c| !c.is_lowercase());
            let known = word.teks == right || capitals;
            if known || right.len() < 3 || word.teks.chars().all(char::is_lowercase) && right.len() < 4 {
                continue;
            }
            let place = teks.bagian(word.range.clone());
            found.push(
                Diagnostic::new(&katalog::AKRONIM, place.clone())
                    .isi("kata", word.teks)
                    .isi("harus", right)
                    .perbaiki(place, right.clone()),
            );
        }
    }
}
