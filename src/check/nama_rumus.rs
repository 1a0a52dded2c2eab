//! `nama-rumus`: the first word of an indicator is kept by its unit and formula.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;
use crate::formula::{Ekspresi, Operator};
use crate::model::Satuan;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::NAMA_RUMUS,
    penjelasan: [
        "Persentase dan Pertumbuhan adalah bagian: satuannya persen dan rumusnya membagi. Rasio membagi. Jumlah menghitung: tidak ada yang dibagi. Bila nama dan rumus berlainan, pembaca dan penghitung mengukur dua hal.",
        "Persentase (percentage) and Pertumbuhan (growth) are shares: their unit is per cent and their formula divides. Rasio divides. Jumlah (number) counts: nothing is divided. Where name and formula differ, reader and counter measure two things.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "nama: Persentase pasar yang bersih\n        #",
        salah: "nama: Jumlah pasar yang bersih\n        #",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in bahan.indikator() {
        let words = kata(&indikator.nama);
        let Some(first) = words.first() else { continue };
        let divides = indikator.rumus.as_ref().map(|rumus| divides(&rumus.hitung));
        let share = indikator.satuan == Satuan::Persen;
        let wrong = match first.teks.to_lowercase().as_str() {
            "persentase" | "pertumbuhan" if !share => Some([
                "satuannya bukan persen",
                "its unit is not per cent",
                "tulis satuan: persen, atau ubah namanya",
                "write satuan: persen, or change the name",
            ]),
            "persentase" | "pertumbuhan" | "rasio" if divides == Some(false) => Some([
                "rumusnya tidak membagi apa pun",
                "its formula divides nothing",
                "lengkapi rumusnya dengan pembilang dan penyebut, atau ubah namanya",
                "give the formula a numerator and a denominator, or change the name",
            ]),
            "jumlah" if divides == Some(true) || share => Some([
                "yang dihitung sebuah bagian",
                "what is computed is a share",
                "ganti `Jumlah` dengan `Persentase` atau `Rasio`, atau ubah rumusnya",
                "replace `Jumlah` by `Persentase` or `Rasio`, or change the formula",
            ]),
            _ => None,
        };
        if let Some([tetapi, tetapi_en, cara, cara_en]) = wrong {
            found.push(
                Diagnostic::new(&katalog::NAMA_RUMUS, one.nama())
                    .isi("nama", &indikator.nama)
                    .isi("kata", first.teks)
                    .isi("tetapi", tetapi)
                    .isi("tetapi_en", tetapi_en)
                    .isi("cara", cara)
                    .isi("cara_en", cara_en)
                    .terkait(one.tempat("satuan"), &katalog::SATUANNYA),
            );
        }
    }
}

/// Whether anything is divided.
fn divides(e: &Ekspresi) -> bool {
    match e {
        Ekspresi::Biner(Operator::Bagi, ..) => true,
        Ekspresi::Biner(_, one, other) => divides(one) || divides(other),
        Ekspresi::Negatif(inner) => divides(inner),
        _ => false,
    }
}
