//! `sasaran-tak-didukung`: every objective of the plan is served by a position.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::{Butir, Kunci};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::SASARAN_TAK_DIDUKUNG,
    penjelasan: [
        "Sasaran yang tidak didukung siapa pun tidak akan tercapai, dan tidak ada yang mengukurnya.",
        "An objective that nobody serves is not reached, and nobody measures it.",
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
    let served = |id: &str| {
        let all = bahan.naskah.jabatan.iter().flat_map(|d| &d.isi.sasaran);
        all.into_iter().any(|sasaran| sasaran.renstra.as_deref() == Some(id))
    };
    for (t, tujuan) in dokumen.isi.tujuan.iter().enumerate() {
        for (s, sasaran) in tujuan.sasaran.iter().enumerate().filter(|(_, s)| !served(&s.id)) {
            let path = [Kunci("tujuan"), Butir(t), Kunci("sasaran"), Butir(s), Kunci("id")];
            found.push(
                Diagnostic::new(&katalog::SASARAN_TAK_DIDUKUNG, dokumen.tempat(&path))
                    .isi("id", &sasaran.id),
            );
        }
    }
}
