//! `realisasi-melonjak`: figures that jump against last year are looked at twice.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::formula::Bilangan;
use crate::measure;
use crate::model::Satuan;
use crate::source::Langkah::Kunci;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::REALISASI_MELONJAK,
    penjelasan: [
        "Lonjakan dua kali lipat atau lebih paling sering berasal dari nol yang kurang atau lebih, atau dari satuan yang berganti.",
        "A jump to the double or the half mostly comes from a zero too many or too few, or from another unit.",
    ],
    contoh: Contoh {
        berkas: "data/realisasi/2025.yaml",
        betul: "    TW4: { nilai: 15 }",
        salah: "    TW4: { nilai: 150 }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let Some(model) = bahan.model else { return };
    let Some(tahun) = model.opd.tahun else { return };
    let Some(dokumen) = bahan.naskah.realisasi.iter().find(|d| d.isi.tahun == tahun) else { return };
    let explained = |id: &str| {
        let year = model.realisasi.get(&tahun);
        year.and_then(|year| year.indikator.get(id)).is_some_and(|isian| isian.analisis.is_some())
    };
    for (_, indikator) in bahan.indikator() {
        if matches!(indikator.satuan, Satuan::Predikat(_)) || explained(&indikator.id) {
            continue;
        }
        let value = |tahun| measure::hitung(model, indikator, tahun).realisasi.angka();
        let (Some(kini), Some(dulu)) = (value(tahun), value(tahun - 1)) else { continue };
        let Ok(ratio) = kini.bagi(dulu) else { continue };
        let two = Bilangan::from(2);
        let half = Bilangan::SATU.bagi(two).unwrap_or(Bilangan::NOL);
        let words = if ratio > two {
            ["lebih dari dua kali", "more than twice"]
        } else if ratio < half {
            ["kurang dari separuh", "less than half"]
        } else {
            continue;
        };
        let tempat = dokumen.tempat_kunci(&[Kunci("realisasi"), Kunci(&indikator.id)]);
        found.push(
            Diagnostic::new(&katalog::REALISASI_MELONJAK, tempat)
                .isi("tahun", tahun)
                .isi("lalu", tahun - 1)
                .isi("kini", indikator.satuan.tulis(kini))
                .isi("dulu", indikator.satuan.tulis(dulu))
                .isi("kali", words[0])
                .isi("kali_en", words[1]),
        );
    }
}
