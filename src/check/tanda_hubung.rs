//! `tanda-hubung`: a dash has a space on both sides or on none; a repeated word is joined without.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::TANDA_HUBUNG,
    penjelasan: [
        "`2019 -2024` dan `perundang – undangan` adalah sisa pengetikan; pencarian dan perbandingan antardokumen gagal karenanya.",
        "`2019 -2024` and `perundang – undangan` are left over from typing; searches and comparisons between documents fail on them.",
    ],
    contoh: Contoh {
        berkas: "data/opd.yaml",
        betul: "    - TAHUN 2024-2026",
        salah: "    - TAHUN 2024 -2026",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        let text = teks.as_str();
        for pair in kata(text).windows(2) {
            let between = &text[pair[0].range.end..pair[1].range.start];
            let dash = between.trim_matches(' ');
            if dash != "-" && dash != "–" {
                continue;
            }
            let one_sided = between.starts_with(' ') != between.ends_with(' ');
            let (one, other) = (pair[0].teks.to_lowercase(), pair[1].teks.to_lowercase());
            // perundang – undangan: the second is the first with other affixes.
            let stem: String = other.chars().take(6).collect();
            let repeated = between.len() > dash.len() && stem.len() == 6 && one.ends_with(&stem);
            if one_sided || repeated {
                let range = pair[0].range.start..pair[1].range.end;
                let joined = format!("{}-{}", pair[0].teks, pair[1].teks);
                found.push(
                    Diagnostic::new(&katalog::TANDA_HUBUNG, teks.bagian(range.clone()))
                        .isi("ada", &text[range.clone()])
                        .isi("harus", &joined)
                        .perbaiki(teks.bagian(range), joined),
                );
            }
        }
    }
}
