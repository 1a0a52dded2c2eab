//! `populasi-beda`: numerator and denominator count the same kind of thing.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::kata;
use crate::formula::{Ekspresi, Operator};
use crate::model::Rumus;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::POPULASI_BEDA,
    penjelasan: [
        "Bagian dari populasi yang lain bukan persentase: nilainya dapat melampaui 100% dan tidak dapat dibandingkan.",
        "A share of another population is no percentage: it may pass 100% and compares with nothing.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "          semua: Jumlah pasar yang dikelola",
        salah: "          semua: Jumlah UMKM yang dikelola",
    },
    periksa,
};

/// Populations that are taken for one another.
const POPULASI: &[&str] = &["UM", "KUM", "KUMKM", "UMKM", "UKM", "IKM", "koperasi", "pasar", "pegawai", "ASN"];

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in bahan.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        let Some((above, below)) = fraction(&rumus.hitung) else { continue };
        let (atas, bawah) = (populations(above, rumus), populations(below, rumus));
        let apart = !atas.is_empty() && !bawah.is_empty() && atas.iter().all(|p| !bawah.contains(p));
        if apart {
            found.push(
                Diagnostic::new(&katalog::POPULASI_BEDA, one.tempat("formula"))
                    .isi("atas", atas.join(", "))
                    .isi("bawah", bawah.join(", ")),
            );
        }
    }
}

/// Numerator and denominator of the first division.
fn fraction(e: &Ekspresi) -> Option<(&Ekspresi, &Ekspresi)> {
    match e {
        Ekspresi::Biner(Operator::Bagi, above, below) => Some((above, below)),
        Ekspresi::Biner(_, one, other) => fraction(one).or_else(|| fraction(other)),
        Ekspresi::Negatif(inner) => fraction(inner),
        _ => None,
    }
}

fn populations(e: &Ekspresi, rumus: &Rumus) -> Vec<&'static str> {
    let mut found = Vec::new();
    for nama in e.variabel() {
        let label = rumus.label.get(nama).map_or("", String::as_str);
        for word in kata(label) {
            let known = POPULASI.iter().find(|p| p.eq_ignore_ascii_case(word.teks));
            found.extend(known.filter(|p| !found.contains(*p)).copied().into_iter().collect::<Vec<_>>());
        }
    }
    found
}
