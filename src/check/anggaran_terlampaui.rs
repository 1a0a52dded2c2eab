//! `anggaran-terlampaui`: nobody spends more than there is.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::format;
use crate::model::renstra::Deret;
use crate::source::Langkah::{self, Butir, Kunci};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::ANGGARAN_TERLAMPAUI,
    penjelasan: [
        "Belanja tidak boleh melampaui anggarannya; hampir selalu satu angka salah ketik atau anggaran perubahan belum dimasukkan.",
        "Spending may not go beyond the budget; nearly always a figure is mistyped or the revised budget is missing.",
    ],
    contoh: Contoh {
        berkas: "data/renstra.yaml",
        betul: "realisasi: { 2024: 141250000, 2025: 152400000 }",
        salah: "realisasi: { 2024: 141250000, 2025: 1524000000 }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let (Some(dokumen), Some(model)) = (&bahan.naskah.renstra, bahan.model) else { return };
    let Some(plan) = &model.renstra else { return };
    let mut compare = |anggaran: &Deret, realisasi: &Deret, path: &[Langkah]| {
        for (tahun, spent) in realisasi {
            let Some(budget) = anggaran.get(tahun).filter(|budget| spent > *budget) else { continue };
            let key = tahun.to_string();
            let place = |name| dokumen.tempat(&[path, &[Kunci(name), Kunci(&key)]].concat());
            found.push(
                Diagnostic::new(&katalog::ANGGARAN_TERLAMPAUI, place("realisasi"))
                    .isi("tahun", tahun)
                    .isi("realisasi", format::rupiah(*spent))
                    .isi("anggaran", format::rupiah(*budget))
                    .terkait(place("anggaran"), &katalog::PEMBANDING),
            );
        }
    };
    for (p, program) in plan.program.iter().enumerate() {
        for (k, kegiatan) in program.kegiatan.iter().enumerate() {
            for (s, sub) in kegiatan.sub_kegiatan.iter().enumerate() {
                let path = [
                    Kunci("program"), Butir(p), Kunci("kegiatan"), Butir(k), Kunci("sub_kegiatan"), Butir(s),
                ];
                compare(&sub.anggaran, &sub.realisasi, &path);
            }
        }
    }
    for (n, one) in plan.periode_lalu.iter().flat_map(|lalu| &lalu.pendanaan).enumerate() {
        let path = [Kunci("periode_lalu"), Kunci("pendanaan"), Butir(n)];
        compare(&one.anggaran, &one.realisasi, &path);
    }
}
