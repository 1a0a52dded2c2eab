//! `tanpa-kali-seratus`: a percentage is printed with × 100%.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::model::Satuan;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::TANPA_KALI_SERATUS,
    penjelasan: [
        "Nilainya sama dengan atau tanpa × 100%, tetapi di satu dokumen sebaiknya seragam: pembaca yang menghitung ulang mengharapkan persen.",
        "The value is the same with or without × 100%, but within a document it had better be uniform: who recomputes expects per cent.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "formula: bersih / semua * 100%",
        salah: "formula: bersih / semua",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in bahan.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        if indikator.satuan == Satuan::Persen && !rumus.cetak.to_string().contains("100%") {
            let key = if one.raw.cetak.is_some() { "cetak" } else { "formula" };
            found.push(Diagnostic::new(&katalog::TANPA_KALI_SERATUS, one.tempat(key)));
        }
    }
}
