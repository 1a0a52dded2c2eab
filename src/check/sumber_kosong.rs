//! `sumber-kosong`: every indicator names the source of its data.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::SUMBER_KOSONG,
    penjelasan: [
        "PER/9/M.PAN/5/2007 meminta sumber data setiap indikator; tanpa itu angkanya tidak dapat ditelusuri.",
        "PER/9/M.PAN/5/2007 asks for the source of every indicator’s data; without it a figure cannot be traced.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "        sumber: Daftar hadir pembinaan\n",
        salah: "",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for one in bahan.tertulis().filter(|one| one.raw.sumber.is_none()) {
        found.push(Diagnostic::new(&katalog::SUMBER_KOSONG, one.nama()));
    }
}
