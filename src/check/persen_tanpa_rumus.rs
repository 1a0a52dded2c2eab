//! `persen-tanpa-rumus`: a share has a formula.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::model::Satuan;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::PERSEN_TANPA_RUMUS,
    penjelasan: [
        "Persentase yang diisi langsung tidak dapat diperiksa: tidak ada yang tahu dari apa ia bagian.",
        "A percentage that is typed in cannot be checked: nobody knows what it is a share of.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "        satuan: pedagang\n        arah: naik\n        agregasi: jumlah\n        target: { 2024: 40, 2025: 50, 2026: 60 }",
        salah: "        satuan: persen\n        arah: naik\n        agregasi: akhir\n        target: { 2024: 40%, 2025: 50%, 2026: 60% }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for one in bahan.tertulis().filter(|one| one.raw.formula.is_none()) {
        let satuan = Satuan::new(&one.raw.satuan, None);
        if matches!(satuan, Satuan::Persen | Satuan::Rasio) {
            found.push(
                Diagnostic::new(&katalog::PERSEN_TANPA_RUMUS, one.nama())
                    .isi("satuan", satuan.nama()),
            );
        }
    }
}
