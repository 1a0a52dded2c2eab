//! `sasaran-tanpa-renstra`: every objective of a position serves one of the plan.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::{Butir, Kunci};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::SASARAN_TANPA_RENSTRA,
    penjelasan: [
        "Kinerja setiap jabatan diturunkan dari sasaran kantor (PermenPANRB 89/2021). Sasaran tanpa kaitan tidak dapat dipertanggungjawabkan di LKjIP.",
        "The performance of every position descends from the office’s objectives (PermenPANRB 89/2021). One without a link cannot be accounted for in the report.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "    renstra: pasar-berkualitas\n",
        salah: "",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    if bahan.naskah.renstra.is_none() {
        return;
    }
    for dokumen in &bahan.naskah.jabatan {
        for (n, sasaran) in dokumen.isi.sasaran.iter().enumerate() {
            if sasaran.renstra.is_none() {
                let path = [Kunci("sasaran"), Butir(n), Kunci("sasaran")];
                let tempat = dokumen.tempat(&path);
                found.push(Diagnostic::new(&katalog::SASARAN_TANPA_RENSTRA, tempat));
            }
        }
    }
}
