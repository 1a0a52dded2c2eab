//! `capaian-ganjil`: an achievement far beyond its target asks for a look at the target.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::format;
use crate::formula::Bilangan;
use crate::measure;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::CAPAIAN_GANJIL,
    penjelasan: [
        "Capaian di atas 150% atau di bawah 0% berarti target yang terlalu mudah, satuan yang tertukar, atau arah yang keliru.",
        "An achievement above 150% or below 0% means a target too easy, a unit mixed up, or a wrong direction.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        salah: "target: { 2024: 40, 2025: 30, 2026: 60 }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let Some(model) = bahan.model else { return };
    let Some(tahun) = model.opd.tahun else { return };
    let most = Bilangan::from(rust_decimal::Decimal::new(15, 1));
    for (one, indikator) in bahan.indikator() {
        let Some(capaian) = measure::hitung(model, indikator, tahun).capaian.angka() else { continue };
        if capaian > most || capaian.is_negative() {
            found.push(
                Diagnostic::new(&katalog::CAPAIAN_GANJIL, one.tempat("target"))
                    .isi("tahun", tahun)
                    .isi("capaian", format::persen(capaian)),
            );
        }
    }
}
