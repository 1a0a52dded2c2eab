//! `analisis-kosong`: a target that is missed is explained.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::format;
use crate::formula::Bilangan;
use crate::measure;
use crate::source::Langkah::Kunci;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::ANALISIS_KOSONG,
    penjelasan: [
        "PermenPANRB 53/2014 meminta analisis penyebab setiap kegagalan dan keberhasilan beserta solusinya.",
        "PermenPANRB 53/2014 asks for the causes of every failure and success, and for what was done.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        salah: "target: { 2024: 40, 2025: 59, 2026: 60 }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let Some(model) = bahan.model else { return };
    let Some(tahun) = model.opd.tahun else { return };
    let Some(dokumen) = bahan.naskah.realisasi.iter().find(|d| d.isi.tahun == tahun) else { return };
    for (_, indikator) in bahan.indikator() {
        let h = measure::hitung(model, indikator, tahun);
        let Some(capaian) = h.capaian.angka().filter(|c| *c < Bilangan::SATU) else { continue };
        if h.isian.is_some_and(|isian| isian.analisis.is_none()) {
            let tempat = dokumen.tempat_kunci(&[Kunci("realisasi"), Kunci(&indikator.id)]);
            found.push(
                Diagnostic::new(&katalog::ANALISIS_KOSONG, tempat)
                    .isi("capaian", format::persen(capaian))
                    .isi("tahun", tahun),
            );
        }
    }
}
