//! `anggaran-kosong`: a ceiling becomes a budget, a budget is spent.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::{Butir, Kunci};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::ANGGARAN_KOSONG,
    penjelasan: [
        "Pagu tanpa anggaran atau anggaran tanpa realisasi membuat jumlah di LKjIP tidak lengkap tanpa terlihat.",
        "A ceiling without a budget, or a budget without spending, makes the sums of the report incomplete without showing.",
    ],
    contoh: Contoh {
        berkas: "data/renstra.yaml",
        betul: "anggaran: { 2024: 148500000, 2025: 158250000 }",
        salah: "anggaran: { 2024: 148500000 }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let (Some(dokumen), Some(model)) = (&bahan.naskah.renstra, bahan.model) else { return };
    let (Some(plan), Some(tahun)) = (&model.renstra, model.opd.tahun) else { return };
    let closed = model.realisasi.get(&tahun).is_some_and(|year| year.sampai == 4);
    for (p, program) in plan.program.iter().enumerate() {
        for (k, kegiatan) in program.kegiatan.iter().enumerate() {
            for (s, sub) in kegiatan.sub_kegiatan.iter().enumerate() {
                let has = |deret: &crate::model::renstra::Deret| deret.contains_key(&tahun);
                let words = if has(&sub.pagu) && !has(&sub.anggaran) {
                    ["pagu", "anggaran", "a ceiling", "budget"]
                } else if closed && has(&sub.anggaran) && !has(&sub.realisasi) {
                    ["anggaran", "realisasi", "a budget", "spending"]
                } else {
                    continue;
                };
                let path = [
                    Kunci("program"), Butir(p), Kunci("kegiatan"), Butir(k), Kunci("sub_kegiatan"), Butir(s),
                    Kunci("kode"),
                ];
                found.push(
                    Diagnostic::new(&katalog::ANGGARAN_KOSONG, dokumen.tempat(&path))
                        .isi("ada", words[0])
                        .isi("kurang", words[1])
                        .isi("ada_en", words[2])
                        .isi("kurang_en", words[3])
                        .isi("tahun", tahun),
                );
            }
        }
    }
}
