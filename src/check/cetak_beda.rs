//! `cetak-beda`: what is printed is what is computed.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::inti;
use crate::formula::{Bilangan, Ekspresi};
use std::collections::BTreeMap;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::CETAK_BEDA,
    penjelasan: [
        "Pembaca menghitung ulang dari yang tercetak. Bila program menghitung hal lain, hasilnya tidak akan pernah sama.",
        "A reader recomputes from what is printed. Where the program computes something else, the results never meet.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "        formula: bersih / semua * 100%\n",
        salah: "        formula: bersih / semua * 100%\n        cetak: '\"Jumlah pasar yang dikelola\" / \"Jumlah pasar yang bersih\" * 100%'\n",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in bahan.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        if one.raw.cetak.is_none() {
            continue;
        }
        // Names and labels that read the same are the same operand.
        let word = |nama: &str| inti(rumus.label.get(nama).map_or(nama, String::as_str));
        let computed = rumus.hitung.dengan_nama(&word);
        let printed = labels(&rumus.cetak).dengan_nama(&word);
        let same = (1..=3).all(|seed| value(&computed, seed) == value(&printed, seed));
        if !same {
            found.push(
                Diagnostic::new(&katalog::CETAK_BEDA, one.tempat("cetak"))
                    .terkait(one.tempat("formula"), &katalog::YANG_DIHITUNG),
            );
        }
    }
}

/// The expression with its labels as names.
fn labels(e: &Ekspresi) -> Ekspresi {
    match e {
        Ekspresi::Label(text) => Ekspresi::Variabel(text.clone()),
        Ekspresi::Negatif(inner) => Ekspresi::Negatif(Box::new(labels(inner))),
        Ekspresi::Biner(operator, one, other) => {
            Ekspresi::Biner(*operator, Box::new(labels(one)), Box::new(labels(other)))
        }
        other => other.clone(),
    }
}

/// What an expression is worth when each operand has a number of its own: two that agree for
/// several numbers compute the same.
fn value(e: &Ekspresi, seed: i32) -> Option<Bilangan> {
    let names: BTreeMap<&str, i32> =
        e.variabel().into_iter().map(|nama| (nama, number(nama, seed))).collect();
    e.nilai(&|nama| names.get(nama).map(|n| Bilangan::from(*n))).ok()
}

/// A number for a name: the same for the same name, another for another.
fn number(nama: &str, seed: i32) -> i32 {
    let mix = |sum: i32, byte: u8| (sum * 31 + i32::from(byte)) % 9_973;
    nama.bytes().fold(seed * 101, mix) + 2
}
