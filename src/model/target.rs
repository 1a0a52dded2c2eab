//! Targets of an indicator: per year, original (*murni*) and revised (*perubahan*), per
//! quarter.

use super::codes;
use std::collections::BTreeMap;

use super::{Agregasi, Reader, Satuan, under};
use crate::diagnostic::Diagnostic;
use crate::number::{NumError, Rational};
use crate::source::Segment::{self, Key};
use crate::source::raw::{self, Number};

/// What is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// One value.
    Point(Rational),
    /// Anything from the first to the second.
    Interval(Rational, Rational),
}

impl Aim {
    /// As documents show it.
    pub fn show(&self, satuan: &Satuan) -> String {
        match self {
            Aim::Point(n) => satuan.show_target(*n),
            Aim::Interval(a, b) => {
                format!("{} s.d. {}", satuan.show_target(*a), satuan.show_target(*b))
            }
        }
    }
}

/// The target of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As first set.
    pub murni: Aim,
    /// As revised, with the reason.
    pub perubahan: Option<(Aim, String)>,
    /// Per quarter.
    pub triwulan: Option<[Rational; 4]>,
}

impl Target {
    /// The target in force: the revised one, where there is one.
    pub fn in_force(&self) -> Aim {
        self.perubahan.as_ref().map_or(self.murni, |(revised, _)| *revised)
    }
}

/// How a series of quarters makes one value.
///
/// # Errors
/// [`Halangan::TerlaluBesar`].
pub fn merge(agregasi: Agregasi, quarters: &[Rational]) -> Result<Option<Rational>, NumError> {
    let Some(last) = quarters.last() else { return Ok(None) };
    let sum = || quarters.iter().try_fold(Rational::ZERO, |sum, n| sum.checked_add(*n));
    Ok(Some(match agregasi {
        Agregasi::Jumlah => sum()?,
        Agregasi::Akhir | Agregasi::Kumulatif => *last,
        Agregasi::RataRata => {
            // At most four quarters.
            sum()?.checked_div(i32::try_from(quarters.len()).unwrap_or(4).into())?
        }
    }))
}

/// Reads the targets of an indicator.
pub(super) fn targets(
    raw: &raw::Indikator,
    satuan: &Satuan,
    periode: [i32; 2],
    path: &[Segment],
    reader: &mut Reader,
) -> BTreeMap<i32, Target> {
    let mut read = |key: &'static str, values: &BTreeMap<String, Number>| {
        let place = under(path, key);
        let mut found = BTreeMap::new();
        for (text, number) in values {
            let place = under(&place, text);
            if let Some(tahun) = year(text, periode, &place, reader) {
                found.insert(tahun, aim(number, satuan, &place, reader));
            }
        }
        found
    };
    let murni = read("target", &raw.target);
    let mut perubahan = read("target_perubahan", &raw.target_perubahan);
    let mut alasan = reasons(raw, &perubahan, periode, path, reader);
    let mut triwulan = quarterly(raw, satuan, periode, path, reader);
    for tahun in perubahan.keys().filter(|tahun| !murni.contains_key(tahun)) {
        let key = tahun.to_string();
        let place = [path, &[Key("target_perubahan"), Key(&key)]].concat();
        let span = reader.key(&place);
        reader.report(Diagnostic::new(&codes::PERUBAHAN_TANPA_TARGET, span).arg("tahun", tahun));
    }
    let mut targets = BTreeMap::new();
    for (tahun, murni) in murni {
        let revised = perubahan.remove(&tahun).flatten();
        let perubahan = revised.zip(alasan.remove(&tahun));
        if let Some(murni) = murni {
            let target = Target { murni, perubahan, triwulan: triwulan.remove(&tahun) };
            quarters_make_the_year(&target, tahun, raw.agregasi, satuan, path, reader);
            targets.insert(tahun, target);
        }
    }
    targets
}

/// A year of the period, written as the key at the end of `path`.
pub(super) fn year(
    text: &str,
    periode: [i32; 2],
    path: &[Segment],
    reader: &mut Reader,
) -> Option<i32> {
    let tahun = text.parse().ok().filter(|_| text.len() == 4);
    let tahun = tahun.filter(|tahun| (periode[0]..=periode[1]).contains(tahun));
    if tahun.is_none() {
        let span = reader.key(path);
        let [dari, sampai] = periode;
        reader.report(
            Diagnostic::new(&codes::TAHUN_TAK_SAH, span)
                .arg("nilai", text)
                .arg("dari", dari)
                .arg("sampai", sampai),
        );
    }
    tahun
}

/// Reads `75%` or `80% s.d. 90%`.
fn aim(number: &Number, satuan: &Satuan, path: &[Segment], reader: &mut Reader) -> Option<Aim> {
    let Some((low, high)) = number.0.split_once("s.d.") else {
        return satuan.read(number, path, reader).map(Aim::Point);
    };
    let low = satuan.read_text(low.trim(), path, reader);
    let high = satuan.read_text(high.trim(), path, reader);
    let (low, high) = low.zip(high)?;
    if low > high {
        let span = reader.value(path);
        reader.report(Diagnostic::new(&codes::RENTANG_TERBALIK, span).arg("nilai", &number.0));
        return None;
    }
    Some(Aim::Interval(low, high))
}

/// Every revision has a reason and every reason a revision.
fn reasons(
    raw: &raw::Indikator,
    perubahan: &BTreeMap<i32, Option<Aim>>,
    periode: [i32; 2],
    path: &[Segment],
    reader: &mut Reader,
) -> BTreeMap<i32, String> {
    let mut reasons = BTreeMap::new();
    for (text, reason) in &raw.alasan_perubahan {
        let place = [path, &[Key("alasan_perubahan"), Key(text)]].concat();
        let Some(tahun) = year(text, periode, &place, reader) else { continue };
        if !perubahan.contains_key(&tahun) {
            let found = Diagnostic::new(&codes::ALASAN_TANPA_PERUBAHAN, reader.key(&place));
            reader.report(found.arg("tahun", tahun));
        }
        reasons.insert(tahun, reason.clone());
    }
    for tahun in perubahan.keys().filter(|tahun| !reasons.contains_key(tahun)) {
        let key = tahun.to_string();
        let place = [path, &[Key("target_perubahan"), Key(&key)]].concat();
        let found = Diagnostic::new(&codes::PERUBAHAN_TANPA_ALASAN, reader.key(&place));
        reader.report(found.arg("tahun", tahun));
    }
    reasons
}

fn quarterly(
    raw: &raw::Indikator,
    satuan: &Satuan,
    periode: [i32; 2],
    path: &[Segment],
    reader: &mut Reader,
) -> BTreeMap<i32, [Rational; 4]> {
    let mut found = BTreeMap::new();
    for (text, q) in &raw.target_triwulan {
        let place = [path, &[Key("target_triwulan"), Key(text)]].concat();
        let tahun = year(text, periode, &place, reader);
        let all = [("TW1", &q.tw1), ("TW2", &q.tw2), ("TW3", &q.tw3), ("TW4", &q.tw4)]
            .map(|(key, number)| satuan.read(number, &under(&place, key), reader));
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
    path: &[Segment],
    reader: &mut Reader,
) {
    let (Some(quarters), Aim::Point(year)) = (target.triwulan, target.in_force()) else { return };
    let sum = merge(agregasi, &quarters).ok().flatten();
    if sum == Some(year) {
        return;
    }
    let key = tahun.to_string();
    let place = |name| [path, &[Key(name), Key(&key)]].concat();
    let in_force = if target.perubahan.is_some() { "target_perubahan" } else { "target" };
    let found =
        Diagnostic::new(&codes::TARGET_TRIWULAN_BEDA, reader.key(&place("target_triwulan")))
            .arg("tahun", tahun)
            .arg("jumlah", sum.map_or_else(String::new, |n| satuan.show_target(n)))
            .arg("target", satuan.show_target(year))
            .related(reader.value(&place(in_force)), &codes::YEAR_TARGET);
    reader.report(found);
}
