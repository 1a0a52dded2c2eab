//! `awal-kosong`: indicators of the plan have a condition at its start.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::AWAL_KOSONG,
    penjelasan: [
        "Tabel T-C.27 dan T-C.28 meminta keadaan awal; tanpa itu kemajuan tidak dapat dinilai.",
        "Tabel T-C.27 and T-C.28 ask for it; without it no progress can be judged.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "        awal: 50%\n",
        salah: "",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let Some(renstra) = bahan.model.and_then(|model| model.renstra.as_ref()) else { return };
    let named = |id: &String| {
        renstra.tujuan.iter().any(|tujuan| {
            let of_objectives = tujuan.sasaran.iter().flat_map(|sasaran| &sasaran.indikator);
            tujuan.indikator.iter().chain(of_objectives).any(|other| other == id)
        })
    };
    for (one, indikator) in bahan.indikator() {
        if indikator.awal.is_none() && named(&indikator.id) {
            found.push(Diagnostic::new(&katalog::AWAL_KOSONG, one.nama()));
        }
    }
}
