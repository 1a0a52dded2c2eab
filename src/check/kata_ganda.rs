//! `kata-ganda`: no word stands twice in a row.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::KATA_GANDA,
    penjelasan: [
        "Kata yang tertulis dua kali lolos dari mata saat dibaca cepat, dan tercetak di lima dokumen.",
        "A doubled word escapes the quick eye, and is printed in five documents.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "pembinaan pedagang pasar; dan",
        salah: "pembinaan pedagang pedagang pasar; dan",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        let text = teks.as_str();
        let words = kata(text);
        for pair in words.windows(2) {
            let between = &text[pair[0].range.end..pair[1].range.start];
            let same = pair[0].teks.to_lowercase() == pair[1].teks.to_lowercase();
            let letters = pair[1].teks.chars().all(char::is_alphabetic);
            if same && letters && !between.is_empty() && between.chars().all(|c| c == ' ') {
                let second = pair[0].range.end..pair[1].range.end;
                found.push(
                    Diagnostic::new(&katalog::KATA_GANDA, teks.bagian(pair[1].range.clone()))
                        .isi("kata", pair[1].teks)
                        .perbaiki(teks.bagian(second), ""),
                );
            }
        }
    }
}
