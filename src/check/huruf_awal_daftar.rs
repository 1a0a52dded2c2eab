//! `huruf-awal-daftar`: items of a list begin alike, all with a capital or none.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::HURUF_AWAL_DAFTAR,
    penjelasan: [
        "Huruf awal butir boleh besar atau kecil, tetapi sama di seluruh daftar. Yang berbeda biasanya disalin dari dokumen lain.",
        "Items may begin with a capital or a small letter, but all of a list the same way. The odd one is usually copied from another document.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "  - menyusun rencana pembinaan pedagang;",
        salah: "  - Menyusun rencana pembinaan pedagang;",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for daftar in bahan.daftar() {
        let upper = |text: &String| text.chars().find(|c| c.is_alphabetic()).map(char::is_uppercase);
        let cases: Vec<Option<bool>> = daftar.butir.iter().map(upper).collect();
        let count = |case: bool| cases.iter().filter(|c| **c == Some(case)).count();
        let usual = count(true) > count(false);
        for (n, _) in cases.iter().enumerate().filter(|(_, case)| **case == Some(!usual)) {
            let words = |big: bool| if big { ("besar", "capital") } else { ("kecil", "small") };
            let (own, others) = (words(!usual), words(usual));
            found.push(
                Diagnostic::new(&katalog::HURUF_AWAL_DAFTAR, daftar.tempat(n))
                    .isi("nomor", n + 1)
                    .isi("ada", own.0)
                    .isi("ada_en", own.1)
                    .isi("banyak", count(usual))
                    .isi("lain", others.0)
                    .isi("lain_en", others.1),
            );
        }
    }
}
