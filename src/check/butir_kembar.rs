//! `butir-kembar`: a list does not say the same thing twice.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::inti;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::BUTIR_KEMBAR,
    penjelasan: [
        "Butir yang sama dua kali menyembunyikan butir yang seharusnya ada di tempatnya.",
        "The same item twice hides the one that should stand in its place.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "  - menyusun rencana pembinaan pedagang;",
        salah: "  - menyusun rencana pembinaan pedagang;\n  - menyusun rencana pembinaan pedagang;",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for daftar in bahan.daftar() {
        let texts: Vec<String> = daftar.butir.iter().map(|text| inti(text)).collect();
        for (n, text) in texts.iter().enumerate() {
            let Some(first) = texts[..n].iter().position(|other| other == text) else { continue };
            found.push(
                Diagnostic::new(&katalog::BUTIR_KEMBAR, daftar.tempat(n))
                    .isi("nomor", first + 1)
                    .terkait(daftar.tempat(first), &katalog::YANG_PERTAMA),
            );
        }
    }
}
