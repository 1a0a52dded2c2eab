//! `realisasi-kosong`: figures are in at the cut-off.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::measure::{self, Nilai, uraian};
use crate::source::Langkah::Kunci;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::REALISASI_KOSONG,
    penjelasan: [
        "Belum diisi bukan nol dan bukan n/a. Yang kosong pada batas laporan tidak ikut dihitung, dan pemeriksa menanyakannya.",
        "Not filled is neither zero nor n/a. What is empty at the cut-off is left out, and inspectors ask for it.",
    ],
    contoh: Contoh {
        berkas: "data/realisasi/2025.yaml",
        betul: "  pedagang-dibina:\n    TW1: { nilai: 12 }\n    TW2: { nilai: 12 }\n    TW3: { nilai: 12 }\n    TW4: { nilai: 15 }\n",
        salah: "",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let Some(model) = bahan.model else { return };
    let Some(tahun) = model.opd.tahun else { return };
    let (Some(year), Some(dokumen)) = (
        model.realisasi.get(&tahun),
        bahan.naskah.realisasi.iter().find(|dokumen| dokumen.isi.tahun == tahun),
    ) else {
        return;
    };
    for (one, indikator) in bahan.indikator() {
        let h = measure::hitung(model, indikator, tahun);
        let own = h.operan.iter().any(|operan| operan.tahun == tahun && operan.nilai == Nilai::Belum);
        if h.realisasi == Nilai::Belum && own {
            // The entry in the year's file, else the indicator itself.
            let there = dokumen.isi.realisasi.contains_key(&indikator.id);
            let tempat = if there {
                dokumen.tempat_kunci(&[Kunci("realisasi"), Kunci(&indikator.id)])
            } else {
                one.nama()
            };
            found.push(
                Diagnostic::new(&katalog::REALISASI_KOSONG, tempat)
                    .isi("id", &indikator.id)
                    .isi("tahun", tahun)
                    .isi("batas", uraian::numbered(&[year.sampai])),
            );
        }
    }
}
