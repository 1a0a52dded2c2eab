//! `kalimat-tanpa-titik`: a sentence ends with a full stop.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::Kunci;
use crate::source::raw::Uraian;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::KALIMAT_TANPA_TITIK,
    penjelasan: [
        "Tugas yang ditulis sebagai satu kalimat diakhiri titik, seperti pada peraturan yang dikutipnya.",
        "Duties written as one sentence end with a full stop, as in the regulation they quote.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "mengendalikan kegiatan bidang pasar.",
        salah: "mengendalikan kegiatan bidang pasar",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for dokumen in &bahan.naskah.jabatan {
        let both = [("tugas", Some(&dokumen.isi.tugas)), ("fungsi", dokumen.isi.fungsi.as_ref())];
        for (kunci, uraian) in both {
            let Some(Uraian::Kalimat(text)) = uraian else { continue };
            if text.trim_end().ends_with(['.', '!', '?']) {
                continue;
            }
            let end = text.trim_end().chars().count();
            let place = dokumen.tempat_huruf(&[Kunci(kunci)], end..end);
            found.push(
                Diagnostic::new(&katalog::KALIMAT_TANPA_TITIK, dokumen.tempat(&[Kunci(kunci)]))
                    .perbaiki(place, "."),
            );
        }
    }
}
