//! `sasaran-tanpa-program`: every objective of the plan has a programme.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::{Butir, Kunci};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::SASARAN_TANPA_PROGRAM,
    penjelasan: [
        "Sasaran tanpa program tidak mempunyai anggaran; Tabel T-C.27 kosong di barisnya.",
        "An objective without a programme has no budget; its row of Tabel T-C.27 is empty.",
    ],
    contoh: Contoh {
        berkas: "data/renstra.yaml",
        betul: "        strategi:\n          - strategi: Memperbaiki pengelolaan pasar\n            arah_kebijakan:\n              - Pembinaan pedagang secara berkala\n",
        salah: "        strategi:\n          - strategi: Memperbaiki pengelolaan pasar\n            arah_kebijakan:\n              - Pembinaan pedagang secara berkala\n      - id: pasar-terang\n        sasaran: Meningkatnya penerangan pasar rakyat\n        indikator: [pasar-bersih]\n        strategi:\n          - strategi: Menambah lampu pasar\n            arah_kebijakan: [Pengadaan lampu pasar]\n",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let Some(dokumen) = &bahan.naskah.renstra else { return };
    for (t, tujuan) in dokumen.isi.tujuan.iter().enumerate() {
        for (s, sasaran) in tujuan.sasaran.iter().enumerate() {
            if dokumen.isi.program.iter().all(|program| program.sasaran != sasaran.id) {
                let path = [Kunci("tujuan"), Butir(t), Kunci("sasaran"), Butir(s), Kunci("id")];
                found.push(
                    Diagnostic::new(&katalog::SASARAN_TANPA_PROGRAM, dokumen.tempat(&path))
                        .isi("id", &sasaran.id),
                );
            }
        }
    }
}
