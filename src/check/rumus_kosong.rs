//! `rumus-kosong`: a count says what it counts.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::RUMUS_KOSONG,
    penjelasan: [
        "Indikator yang hanya dihitung pun perlu batasan: tanpa itu dua orang menghitung dua angka. Pemeriksa menghitung sel yang kosong ini.",
        "An indicator that is only counted needs bounds too: without them two people count two numbers. Inspectors count these empty cells.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "        penjelasan: Pedagang yang mengikuti pembinaan dalam tahun berjalan, dihitung satu kali.\n",
        salah: "",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for one in bahan.tertulis() {
        if one.raw.formula.is_none() && one.raw.penjelasan.is_none() {
            found.push(Diagnostic::new(&katalog::RUMUS_KOSONG, one.nama()));
        }
    }
}
