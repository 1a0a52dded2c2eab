//! Accepting: an oddity that stays is accepted where it stands, by a comment with code and
//! reason.
//!
//! ```yaml
//! - penyiapan pelaksanaan misi dagang bagi produk daerah  # terima tanda-baca-daftar: naskah asli
//! # terima ejaan, kata-ganda: Perbup menulisnya demikian
//! - peningkatan Sumber daya Daya Manusia;
//! ```
//!
//! Behind a value it holds for that line, on a line of its own for the next one. Errors are
//! not accepted: without curing them there is no document.

use std::collections::HashMap;

use crate::diagnostic::usul::suggest_or;
use crate::diagnostic::{Diagnostic, Diterima, Severity, Temuan, katalog};
use crate::source::{Komentar, Naskah};

/// The word an acceptance begins with.
const TERIMA: &str = "terima";

/// One accepted code.
struct Penerimaan<'a> {
    kode: &'a str,
    alasan: &'a str,
    komentar: Komentar<'a>,
    dipakai: bool,
}

/// Moves what is accepted out of `found`; the rest goes to `temuan`, with what is wrong with
/// the acceptances themselves. `lengkap`: whether all rules could run, without which nothing
/// is known to be out of date.
pub(super) fn terapkan(
    naskah: &Naskah,
    lengkap: bool,
    found: Vec<Diagnostic>,
    temuan: &mut Temuan,
) {
    let mut accepted = read(naskah, temuan);
    let mut places: HashMap<(String, usize, &str), usize> = HashMap::new();
    for (n, one) in accepted.iter().enumerate() {
        let path = one.komentar.tempat.berkas.path().to_owned();
        places.entry((path, one.komentar.baris, one.kode)).or_insert(n);
    }
    let baris = naskah.baris();
    for diagnostic in found {
        let matching = diagnostic.tempat.as_ref().and_then(|tempat| {
            let path = tempat.berkas.path().to_owned();
            places.get(&(path, baris.awal(tempat), diagnostic.kode.kode)).copied()
        });
        match matching {
            Some(n) => {
                let one = &mut accepted[n];
                one.dipakai = true;
                temuan.diterima.push(Diterima {
                    temuan: diagnostic,
                    alasan: one.alasan.to_owned(),
                    tempat: one.komentar.tempat.clone(),
                });
            }
            None => temuan.push(diagnostic),
        }
    }
    for one in accepted.iter().filter(|one| lengkap && !one.dipakai) {
        let tempat = one.komentar.tempat.clone();
        temuan.push(Diagnostic::new(&katalog::TERIMA_BASI, tempat).isi("kode", one.kode));
    }
}

/// Reads the acceptances of all files.
fn read<'a>(naskah: &'a Naskah, temuan: &mut Temuan) -> Vec<Penerimaan<'a>> {
    let known: Vec<&str> = katalog::SEMUA
        .iter()
        .filter(|kode| kode.severity > Severity::Error)
        .map(|kode| kode.kode)
        .collect();
    let mut all = Vec::new();
    for komentar in naskah.komentar() {
        let Some(rest) = komentar.teks.strip_prefix(TERIMA) else { continue };
        let Some(rest) = rest.strip_prefix(' ') else { continue };
        let (codes, alasan) = rest.split_once(':').unwrap_or((rest, ""));
        let alasan = alasan.trim();
        if alasan.is_empty() {
            let found = Diagnostic::new(&katalog::TERIMA_TANPA_ALASAN, komentar.tempat.clone());
            temuan.push(found);
        }
        for kode in codes.split(',').map(str::trim) {
            if !known.contains(&kode) {
                let found = Diagnostic::new(&katalog::TERIMA_TAK_DIKENAL, komentar.tempat.clone());
                let found = found.isi("kode", kode);
                temuan.push(suggest_or(found, kode, &known, &katalog::DAFTAR_KODE));
                continue;
            }
            all.push(Penerimaan { kode, alasan, komentar: komentar.clone(), dipakai: false });
        }
    }
    all
}
