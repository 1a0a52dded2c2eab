//! `huruf-besar`: small words stay small within a sentence.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::HURUF_BESAR,
    penjelasan: [
        "Kata tugas seperti yang, dan, di, dari berhuruf kecil di tengah kalimat dan di tengah nama.",
        "Words like yang, dan, di, dari are written small within sentences and names.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "nama: Persentase pasar yang bersih\n        #",
        salah: "nama: Persentase pasar Yang bersih\n        #",
    },
    periksa,
};

const KATA_TUGAS: &[&str] =
    &["yang", "dan", "di", "ke", "dari", "untuk", "pada", "dalam", "dengan", "oleh", "atau", "serta", "bagi"];

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (_, teks) in bahan.prosa() {
        let text = teks.as_str();
        let words = kata(text);
        for pair in words.windows(2) {
            let lower = pair[1].teks.to_lowercase();
            let between = &text[pair[0].range.end..pair[1].range.start];
            // A name of its own: Kementerian Dalam Negeri.
            let named = text[pair[1].range.end..].starts_with(" Negeri");
            let capital = super::kata::is_capitalised(pair[1].teks) && !named;
            if capital && between == " " && KATA_TUGAS.contains(&lower.as_str()) {
                let place = teks.bagian(pair[1].range.clone());
                found.push(
                    Diagnostic::new(&katalog::HURUF_BESAR, place.clone())
                        .isi("kata", pair[1].teks)
                        .isi("harus", &lower)
                        .perbaiki(place, lower),
                );
            }
        }
    }
}
