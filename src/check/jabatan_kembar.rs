//! `jabatan-kembar`: two positions do not have the same name.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::inti;
use crate::source::Langkah::Kunci;
use std::collections::HashMap;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::JABATAN_KEMBAR,
    penjelasan: [
        "Dua jabatan dengan satu nama biasanya satu berkas yang tersalin.",
        "Two positions of one name are usually one file that was copied.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "jabatan: Kepala Seksi Pembinaan Pasar",
        salah: "jabatan: Kepala Bidang Pasar",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    for dokumen in &bahan.naskah.jabatan {
        let tempat = dokumen.tempat(&[Kunci("jabatan")]);
        match seen.get(&inti(&dokumen.isi.jabatan)) {
            Some(first) => found.push(
                Diagnostic::new(&katalog::JABATAN_KEMBAR, tempat)
                    .terkait(Clone::clone(first), &katalog::YANG_PERTAMA),
            ),
            None => {
                seen.insert(inti(&dokumen.isi.jabatan), tempat);
            }
        }
    }
}
