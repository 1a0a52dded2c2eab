//! `nomor-awal`: the identity block counts from 1.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::Kunci;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::NOMOR_AWAL,
    penjelasan: [
        "Nomor yang tidak dimulai dari 1 adalah sisa daftar yang disalin.",
        "A block that does not begin with 1 is left over from a list that was copied.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "jabatan: Kepala Bidang Pasar\n",
        salah: "jabatan: Kepala Bidang Pasar\nnomor_awal: 3\n",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for dokumen in &bahan.naskah.jabatan {
        if let Some(nomor) = dokumen.isi.nomor_awal.filter(|nomor| *nomor != 1) {
            let tempat = dokumen.tempat(&[Kunci("nomor_awal")]);
            found.push(Diagnostic::new(&katalog::NOMOR_AWAL, tempat).isi("nomor", nomor));
        }
    }
}
