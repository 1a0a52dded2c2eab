//! `target-mundur`: targets go the way that is good.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::formula::Bilangan;
use crate::model::{Arah, Sasar};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::TARGET_MUNDUR,
    penjelasan: [
        "Target yang mundur berarti rencana menjadi lebih buruk; sering hanya angka yang tertukar.",
        "A target that goes back means that the plan gets worse; often two figures have only changed places.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "target: { 2024: 40, 2025: 50, 2026: 60 }",
        salah: "target: { 2024: 40, 2025: 60, 2026: 50 }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in bahan.indikator() {
        let words = match indikator.arah {
            Arah::Naik => ["rendah", "lower"],
            Arah::Turun => ["tinggi", "higher"],
            Arah::Tetap => continue,
        };
        let worse = |then: Bilangan, now: Bilangan| match indikator.arah {
            Arah::Turun => now > then,
            _ => now < then,
        };
        let point = |sasar: Sasar| match sasar {
            Sasar::Titik(n) | Sasar::Rentang(n, _) => n,
        };
        let targets: Vec<(i32, Bilangan)> =
            indikator.target.iter().map(|(tahun, t)| (*tahun, point(t.murni))).collect();
        for pair in targets.windows(2).filter(|pair| worse(pair[0].1, pair[1].1)) {
            let show = |n: Bilangan| indikator.satuan.tulis_target(n);
            found.push(
                Diagnostic::new(&katalog::TARGET_MUNDUR, one.tempat("target"))
                    .isi("kini", pair[1].0)
                    .isi("nilai_kini", show(pair[1].1))
                    .isi("lalu", pair[0].0)
                    .isi("nilai_lalu", show(pair[0].1))
                    .isi("buruk", words[0])
                    .isi("buruk_en", words[1]),
            );
        }
    }
}
