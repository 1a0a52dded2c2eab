//! `target-kosong`: every indicator has a target for every year of the period.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::TARGET_KOSONG,
    penjelasan: [
        "Tanpa target tidak ada capaian; tabel Renstra dan Perjanjian Kinerja tahun itu berlubang.",
        "Without a target there is no achievement; the tables of the plan and the year’s agreement have a hole.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        salah: "target: { 2024: 40, 2025: 50 }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let Some(model) = bahan.model else { return };
    let [dari, sampai] = model.opd.periode;
    for (one, indikator) in bahan.indikator() {
        let missing: Vec<String> = (dari..=sampai)
            .filter(|tahun| !indikator.target.contains_key(tahun))
            .map(|tahun| tahun.to_string())
            .collect();
        if !missing.is_empty() {
            found.push(
                Diagnostic::new(&katalog::TARGET_KOSONG, one.tempat("target"))
                    .isi("tahun", missing.join(", ")),
            );
        }
    }
}
