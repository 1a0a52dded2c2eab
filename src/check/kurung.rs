//! `kurung`: every parenthesis has its partner.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::KURUNG,
    penjelasan: [
        "Kurung yang tidak berpasangan menandakan teks yang terpotong saat disalin.",
        "A parenthesis without its partner tells of a text that was cut while it was copied.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "label: Retribusi pasar tahun N-1",
        salah: "label: Retribusi pasar (tahun N-1",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        let text = teks.as_str();
        let mut open: Vec<usize> = Vec::new();
        let mut alone: Vec<usize> = Vec::new();
        for (at, c) in text.char_indices() {
            match c {
                '(' => open.push(at),
                // `a)` and `1)` number items.
                ')' if open.is_empty() && !is_item(&text[..at]) => alone.push(at),
                ')' => {
                    open.pop();
                }
                _ => {}
            }
        }
        alone.extend(open);
        for at in alone {
            found.push(
                Diagnostic::new(&katalog::KURUNG, teks.bagian(at..at + 1))
                    .isi("tanda", &text[at..=at]),
            );
        }
    }
}

fn is_item(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or("");
    word.len() <= 2 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric())
}
