//! Targets of an indicator: per year, original (*murni*) and revised (*perubahan*), per
//! quarter.

use std::collections::BTreeMap;

use super::{Agregasi, Pembaca, Satuan, under};
use crate::diagnostic::{Diagnostic, katalog};
use crate::formula::{Bilangan, Halangan};
use crate::source::Langkah::{self, Kunci};
use crate::source::raw::{self, Angka};

/// What is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sasar {
    /// One value.
    Titik(Bilangan),
    /// Anything from the first to the second.
    Rentang(Bilangan, Bilangan),
}

impl Sasar {
    /// As documents show it.
    pub fn tulis(&self, satuan: &Satuan) -> String {
        match self {
            Sasar::Titik(n) => satuan.tulis_target(*n),
            Sasar::Rentang(a, b) => {
                format!("{} s.d. {}", satuan.tulis_target(*a), satuan.tulis_target(*b))
            }
        }
    }
}

/// The target of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As first set.
    pub murni: Sasar,
    /// As revised, with the reason.
    pub perubahan: Option<(Sasar, String)>,
    /// Per quarter.
    pub triwulan: Option<[Bilangan; 4]>,
}

impl Target {
    /// The target in force: the revised one, where there is one.
    pub fn berlaku(&self) -> Sasar {
        self.perubahan.as_ref().map_or(self.murni, |(revised, _)| *revised)
    }
}

/// How a series of quarters makes one value.
///
/// # Errors
/// [`Halangan::TerlaluBesar`].
pub fn gabung(agregasi: Agregasi, quarters: &[Bilangan]) -> Result<Option<Bilangan>, Halangan> {
    let Some(last) = quarters.last() else { return Ok(None) };
    let sum = || quarters.iter().try_fold(Bilangan::NOL, |sum, n| sum.tambah(*n));
    Ok(Some(match agregasi {
        Agregasi::Jumlah => sum()?,
        Agregasi::Akhir | Agregasi::Kumulatif => *last,
        Agregasi::RataRata => {
            // At most four quarters.
            sum()?.bagi(i32::try_from(quarters.len()).unwrap_or(4).into())?
        }
    }))
}

/// Reads the targets of an indicator.
pub(super) fn targets(
    raw: &raw::Indikator,
    satuan: &Satuan,
    periode: [i32; 2],
    path: &[Langkah],
    baca: &mut Pembaca,
) -> BTreeMap<i32, Target> {
    let mut read = |key: &'static str, values: &BTreeMap<String, Angka>| {
        let place = under(path, key);
        let mut found = BTreeMap::new();
        for (text, angka) in values {
            let place = under(&place, text);
            if let Some(tahun) = year(text, periode, &place, baca) {
                found.insert(tahun, sasar(angka, satuan, &place, baca));
            }
        }
        found
    };
    let murni = read("target", &raw.target);
    let mut perubahan = read("target_perubahan", &raw.target_perubahan);
    let mut alasan = reasons(raw, &perubahan, periode, path, baca);
    let mut triwulan = quarterly(raw, satuan, periode, path, baca);
    for tahun in perubahan.keys().filter(|tahun| !murni.contains_key(tahun)) {
        let key = tahun.to_string();
        let place = [path, &[Kunci("target_perubahan"), Kunci(&key)]].concat();
        let tempat = baca.kunci(&place);
        baca.lapor(Diagnostic::new(&katalog::PERUBAHAN_TANPA_TARGET, tempat).isi("tahun", tahun));
    }
    let mut targets = BTreeMap::new();
    for (tahun, murni) in murni {
        let revised = perubahan.remove(&tahun).flatten();
        let perubahan = revised.zip(alasan.remove(&tahun));
        if let Some(murni) = murni {
            let target = Target { murni, perubahan, triwulan: triwulan.remove(&tahun) };
            quarters_make_the_year(&target, tahun, raw.agregasi, satuan, path, baca);
            targets.insert(tahun, target);
        }
    }
    targets
}

/// A year of the period, written as the key at the end of `path`.
pub(super) fn year(
    text: &str,
    periode: [i32; 2],
    path: &[Langkah],
    baca: &mut Pembaca,
) -> Option<i32> {
    let tahun = text.parse().ok().filter(|_| text.len() == 4);
    let tahun = tahun.filter(|tahun| (periode[0]..=periode[1]).contains(tahun));
    if tahun.is_none() {
        let tempat = baca.kunci(path);
        let [dari, sampai] = periode;
        baca.lapor(
            Diagnostic::new(&katalog::TAHUN_TAK_SAH, tempat)
                .isi("nilai", text)
                .isi("dari", dari)
                .isi("sampai", sampai),
        );
    }
    tahun
}

/// Reads `75%` or `80% s.d. 90%`.
fn sasar(angka: &Angka, satuan: &Satuan, path: &[Langkah], baca: &mut Pembaca) -> Option<Sasar> {
    let Some((low, high)) = angka.0.split_once("s.d.") else {
        return satuan.baca(angka, path, baca).map(Sasar::Titik);
    };
    let low = satuan.baca_teks(low.trim(), path, baca);
    let high = satuan.baca_teks(high.trim(), path, baca);
    let (low, high) = low.zip(high)?;
    if low > high {
        let tempat = baca.nilai(path);
        baca.lapor(Diagnostic::new(&katalog::RENTANG_TERBALIK, tempat).isi("nilai", &angka.0));
        return None;
    }
    Some(Sasar::Rentang(low, high))
}

/// Every revision has a reason and every reason a revision.
fn reasons(
    raw: &raw::Indikator,
    perubahan: &BTreeMap<i32, Option<Sasar>>,
    periode: [i32; 2],
    path: &[Langkah],
    baca: &mut Pembaca,
) -> BTreeMap<i32, String> {
    let mut reasons = BTreeMap::new();
    for (text, reason) in &raw.alasan_perubahan {
        let place = [path, &[Kunci("alasan_perubahan"), Kunci(text)]].concat();
        let Some(tahun) = year(text, periode, &place, baca) else { continue };
        if !perubahan.contains_key(&tahun) {
            let found = Diagnostic::new(&katalog::ALASAN_TANPA_PERUBAHAN, baca.kunci(&place));
            baca.lapor(found.isi("tahun", tahun));
        }
        reasons.insert(tahun, reason.clone());
    }
    for tahun in perubahan.keys().filter(|tahun| !reasons.contains_key(tahun)) {
        let key = tahun.to_string();
        let place = [path, &[Kunci("target_perubahan"), Kunci(&key)]].concat();
        let found = Diagnostic::new(&katalog::PERUBAHAN_TANPA_ALASAN, baca.kunci(&place));
        baca.lapor(found.isi("tahun", tahun));
    }
    reasons
}

fn quarterly(
    raw: &raw::Indikator,
    satuan: &Satuan,
    periode: [i32; 2],
    path: &[Langkah],
    baca: &mut Pembaca,
) -> BTreeMap<i32, [Bilangan; 4]> {
    let mut found = BTreeMap::new();
    for (text, q) in &raw.target_triwulan {
        let place = [path, &[Kunci("target_triwulan"), Kunci(text)]].concat();
        let tahun = year(text, periode, &place, baca);
        let all = [("TW1", &q.tw1), ("TW2", &q.tw2), ("TW3", &q.tw3), ("TW4", &q.tw4)]
            .map(|(key, angka)| satuan.baca(angka, &under(&place, key), baca));
        if let (Some(tahun), [Some(a), Some(b), Some(c), Some(d)]) = (tahun, all) {
            found.insert(tahun, [a, b, c, d]);
        }
    }
    found
}

/// The quarters' targets must come to the target in force.
fn quarters_make_the_year(
    target: &Target,
    tahun: i32,
    agregasi: Agregasi,
    satuan: &Satuan,
    path: &[Langkah],
    baca: &mut Pembaca,
) {
    let (Some(quarters), Sasar::Titik(year)) = (target.triwulan, target.berlaku()) else { return };
    let sum = gabung(agregasi, &quarters).ok().flatten();
    if sum == Some(year) {
        return;
    }
    let key = tahun.to_string();
    let place = |name| [path, &[Kunci(name), Kunci(&key)]].concat();
    let in_force = if target.perubahan.is_some() { "target_perubahan" } else { "target" };
    let found =
        Diagnostic::new(&katalog::TARGET_TRIWULAN_BEDA, baca.kunci(&place("target_triwulan")))
            .isi("tahun", tahun)
            .isi("jumlah", sum.map_or_else(String::new, |n| satuan.tulis_target(n)))
            .isi("target", satuan.tulis_target(year))
            .terkait(baca.nilai(&place(in_force)), &katalog::TARGET_SETAHUN);
    baca.lapor(found);
}
