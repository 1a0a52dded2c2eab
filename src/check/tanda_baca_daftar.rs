//! `tanda-baca-daftar`: a list is one sentence: `;` behind its items, `; dan` before the last, `.` at its end.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::TANDA_BACA_DAFTAR,
    penjelasan: [
        "Daftar tugas dan fungsi adalah satu kalimat yang dipenggal: setiap butir berakhir titik koma, butir sebelum yang terakhir `; dan`, yang terakhir titik. Butir yang kehilangan tanda bacanya sering tanda bahwa ada butir yang hilang atau tersalin dari tempat lain.",
        "A list of duties or functions is one sentence taken apart: a semicolon behind every item, `; dan` before the last, a full stop at the end. An item without its mark often tells of one that was lost or copied from elsewhere.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "  - penyusunan rencana kerja bidang pasar;",
        salah: "  - penyusunan rencana kerja bidang pasar",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for daftar in bahan.daftar() {
        let count = daftar.butir.len();
        for (n, item) in daftar.butir.iter().enumerate() {
            let wanted = match count - n {
                1 => ".",
                2 => "; dan",
                _ => ";",
            };
            let text = item.trim_end();
            let body = text.strip_suffix("dan").map_or(text, str::trim_end);
            let body = body.trim_end_matches([';', '.', ',', ':', ' ']);
            let there = &text[body.len()..];
            if there == wanted {
                continue;
            }
            let chars = |bytes: usize| text[..bytes].chars().count();
            let path = [crate::source::Langkah::Kunci(daftar.kunci), crate::source::Langkah::Butir(n)];
            let end = daftar.dokumen.tempat_huruf(&path, chars(body.len())..chars(text.len()));
            let shown = if there.is_empty() { "tanpa tanda baca" } else { there.trim() };
            let place = if there.is_empty() { daftar.tempat(n) } else { end.clone() };
            found.push(
                Diagnostic::new(&katalog::TANDA_BACA_DAFTAR, place)
                    .isi("nomor", n + 1)
                    .isi("jumlah", count)
                    .isi("ada", shown)
                    .isi("harus", wanted)
                    .perbaiki(end, wanted),
            );
        }
    }
}
