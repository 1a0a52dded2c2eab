//! `sumber-besaran`: a source is a document, not a quantity.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::SUMBER_BESARAN,
    penjelasan: [
        "Sumber data menjawab \"di mana angkanya dapat dilihat\", bukan \"apa yang dihitung\".",
        "The source answers \"where can the figure be seen\", not \"what is counted\".",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "sumber: Daftar hadir pembinaan",
        salah: "sumber: Jumlah pedagang",
    },
    periksa,
};

const BESARAN: &[&str] = &["jumlah", "persentase", "rasio", "nilai", "banyaknya", "pertumbuhan"];

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for one in bahan.tertulis() {
        let Some(sumber) = &one.raw.sumber else { continue };
        let first = kata(sumber).first().map(|word| word.teks.to_lowercase());
        if first.is_some_and(|word| BESARAN.contains(&word.as_str())) {
            found.push(
                Diagnostic::new(&katalog::SUMBER_BESARAN, one.tempat("sumber"))
                    .isi("sumber", sumber),
            );
        }
    }
}
