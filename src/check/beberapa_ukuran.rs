//! `beberapa-ukuran`: an indicator measures one thing.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::is_capitalised;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::BEBERAPA_UKURAN,
    penjelasan: [
        "Satu angka tidak dapat mengukur beberapa hal: capaian yang satu menutupi yang lain.",
        "One number cannot measure several things: one achievement hides the other.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "nama: Jumlah pedagang pasar yang dibina",
        salah: "nama: Jumlah pedagang pasar, Penataan kios, Pemantauan pasar yang dibina",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for one in bahan.tertulis() {
        // Parts behind commas that begin anew with a capital: things of their own.
        let parts = one.raw.nama.split(", ").skip(1);
        let own = parts.filter_map(|part| part.split(' ').next());
        let count = own.filter(|word| is_capitalised(word)).count();
        if count >= 2 {
            found.push(
                Diagnostic::new(&katalog::BEBERAPA_UKURAN, one.nama()).isi("banyak", count + 1),
            );
        }
    }
}
