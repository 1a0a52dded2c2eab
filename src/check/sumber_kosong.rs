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
    let mut row_has_one = false;
    for one in bahan.tertulis() {
        // Indicators that share a row of the table share its source.
        let shares = one.raw.sebaris.unwrap_or(false);
        row_has_one = one.raw.sumber.is_some() || (shares && row_has_one);
        if !row_has_one {
            found.push(Diagnostic::new(&katalog::SUMBER_KOSONG, one.nama()));
        }
    }
}
