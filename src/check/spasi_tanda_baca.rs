//! `spasi-tanda-baca`: no space before a mark, none doubled.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::SPASI_TANDA_BACA,
    penjelasan: [
        "Spasi di depan titik koma atau spasi ganda tidak tampak di layar, tetapi tampak di cetakan rata kiri-kanan dan menggagalkan pencarian.",
        "A space before a semicolon or a doubled one is not seen on the screen, but in print, and searches fail on it.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "  - menyusun rencana pembinaan pedagang;",
        salah: "  - menyusun rencana pembinaan pedagang ;",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        let text = teks.as_str();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(start) = text[at..].find(' ').map(|n| n + at) {
            let end = start + bytes[start..].iter().take_while(|b| **b == b' ').count();
            at = end;
            let before_mark = matches!(bytes.get(end), Some(b';' | b',' | b')'))
                || (bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_none_or(|b| *b == b' '));
            let behind_open = start > 0 && bytes[start - 1] == b'(';
            let [apa, apa_en, cara, cara_en] = if before_mark || behind_open {
                ["ada spasi di depan tanda baca", "there is a space before a punctuation mark", "hapus spasinya", "drop the space"]
            } else if end - start > 1 && start > 0 {
                ["ada spasi ganda", "there is a doubled space", "sisakan satu", "leave one"]
            } else {
                continue;
            };
            let rest = if before_mark || behind_open { "" } else { " " };
            found.push(
                Diagnostic::new(&katalog::SPASI_TANDA_BACA, teks.bagian(start..end))
                    .isi("apa", apa)
                    .isi("apa_en", apa_en)
                    .isi("cara", cara)
                    .isi("cara_en", cara_en)
                    .perbaiki(teks.bagian(start..end), rest),
            );
        }
    }
}
