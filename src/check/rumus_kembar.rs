//! `rumus-kembar`: two indicators do not have the same formula.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::inti;
use std::collections::HashMap;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::RUMUS_KEMBAR,
    penjelasan: [
        "Rumus yang sama di bawah dua nama hampir selalu tersalin: salah satu indikator tidak mengukur apa yang disebutnya.",
        "One formula under two names has nearly always been copied: one of the two does not measure what it says.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/01-kepala-bidang.yaml",
        betul: "        sumber: Buku penerimaan retribusi\n",
        salah: "        sumber: Buku penerimaan retribusi
      - id: pasar-sehat
        nama: Persentase pasar yang sehat
        variabel:
          bersih: Jumlah pasar yang bersih
          semua: Jumlah pasar yang dikelola
        formula: bersih / semua * 100%
        satuan: persen
        arah: naik
        agregasi: akhir
        target: { 2024: 60%, 2025: 70%, 2026: 80% }
        sumber: Laporan pemeriksaan pasar
",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, (super::Tertulis, &str)> = HashMap::new();
    for (one, indikator) in bahan.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        let label = |nama: &str| inti(rumus.label.get(nama).map_or("", String::as_str));
        let form = rumus.hitung.dengan_nama(&|nama| format!("<{}>", label(nama))).to_string();
        match seen.get(&form) {
            Some((first, nama)) => found.push(
                Diagnostic::new(&katalog::RUMUS_KEMBAR, one.tempat("formula"))
                    .isi("lain", nama)
                    .terkait(first.tempat("formula"), &katalog::YANG_PERTAMA),
            ),
            None => {
                seen.insert(form, (one, &indikator.nama));
            }
        }
    }
}
