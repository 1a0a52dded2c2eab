//! Targets of an indicator: per year, original (*murni*) and revised (*perubahan*), per
//! quarter.

use std::collections::BTreeMap;

use super::{Agregasi, Satuan, codes};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::{NumError, Rational};
use crate::source::raw::{self, Number};
use crate::text::{Spanned, Text};
use crate::typed::{Proposal, propose};

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
    pub murni: Spanned<Aim>,
    /// As revised, with the reason.
    pub perubahan: Option<(Spanned<Aim>, Text)>,
    /// Per quarter.
    pub triwulan: Option<Spanned<[Rational; 4]>>,
}

impl Target {
    /// The target in force: the revised one, where there is one.
    pub fn in_force(&self) -> Aim {
        self.governing().value
    }

    /// The same with its place.
    pub fn governing(&self) -> &Spanned<Aim> {
        self.perubahan.as_ref().map_or(&self.murni, |(revised, _)| revised)
    }
}

/// How a series of quarters makes one value.
///
/// # Errors
/// [`NumError::TooLarge`].
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
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Target> {
    let mut read = |values: &BTreeMap<Text, Number>| {
        let mut found = BTreeMap::new();
        for (text, number) in values {
            if let Some(tahun) = year(text, periode, diagnostics) {
                found.insert(tahun, (text.clone(), aim(number, satuan, diagnostics)));
            }
        }
        found
    };
    let murni = read(&raw.target);
    let mut perubahan = read(&raw.target_perubahan);
    let mut alasan = reasons(raw, &perubahan, periode, diagnostics);
    let mut triwulan = quarterly(raw, satuan, periode, diagnostics);
    for (tahun, (text, _)) in perubahan.iter().filter(|(tahun, _)| !murni.contains_key(tahun)) {
        let found = Diagnostic::new(&codes::PERUBAHAN_TANPA_TARGET, text.span());
        diagnostics.push(found.arg("tahun", tahun));
    }
    let mut targets = BTreeMap::new();
    for (tahun, (_, murni)) in murni {
        let revised = perubahan.remove(&tahun).and_then(|(_, aim)| aim);
        let perubahan = revised.zip(alasan.remove(&tahun));
        if let Some(murni) = murni {
            let target = Target { murni, perubahan, triwulan: triwulan.remove(&tahun) };
            quarters_make_the_year(&target, tahun, raw.agregasi.value, satuan, diagnostics);
            targets.insert(tahun, target);
        }
    }
    targets
}

/// A year of the period, written as a key.
pub(super) fn year(text: &Text, periode: [i32; 2], diagnostics: &mut Diagnostics) -> Option<i32> {
    let tahun = text.parse().ok().filter(|_| text.len() == 4);
    let tahun = tahun.filter(|tahun| (periode[0]..=periode[1]).contains(tahun));
    if tahun.is_none() {
        let [dari, sampai] = periode;
        diagnostics.push(
            Diagnostic::new(&codes::TAHUN_TAK_SAH, text.span())
                .arg("nilai", text)
                .arg("dari", dari)
                .arg("sampai", sampai),
        );
    }
    tahun
}

/// Reads `75%` or `80% s.d. 90%`.
fn aim(number: &Number, satuan: &Satuan, diagnostics: &mut Diagnostics) -> Option<Spanned<Aim>> {
    let whole = &number.0;
    let Some((low, high)) = whole.split_once("s.d.") else {
        if let Some(Proposal::Interval(low, high)) = propose(whole)
            && !matches!(satuan, Satuan::Predikat(_))
        {
            let share = *satuan == Satuan::Persen && !high.ends_with('%');
            let sign = if share { "%" } else { "" };
            let meant = format!("{low}{sign} s.d. {high}{sign}");
            let found = Diagnostic::new(&codes::BUKAN_ANGKA, whole.span()).arg("nilai", whole);
            diagnostics.push(found.arg("usul", meant).other_help(&codes::NUMBER_MEANT));
            return None;
        }
        let value = satuan.read(number, diagnostics)?;
        return Some(value.with(Aim::Point(value.value)));
    };
    let low = satuan.read_text(low.trim(), whole, diagnostics);
    let high = satuan.read_text(high.trim(), whole, diagnostics);
    let (low, high) = low.zip(high)?;
    if low > high {
        let found = Diagnostic::new(&codes::RENTANG_TERBALIK, whole.span());
        diagnostics.push(found.arg("nilai", whole));
        return None;
    }
    Some(whole.read_as(Aim::Interval(low, high)))
}

/// Every revision has a reason and every reason a revision.
fn reasons(
    raw: &raw::Indikator,
    perubahan: &BTreeMap<i32, (Text, Option<Spanned<Aim>>)>,
    periode: [i32; 2],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Text> {
    let mut reasons = BTreeMap::new();
    for (text, reason) in &raw.alasan_perubahan {
        let Some(tahun) = year(text, periode, diagnostics) else { continue };
        if !perubahan.contains_key(&tahun) {
            let found = Diagnostic::new(&codes::ALASAN_TANPA_PERUBAHAN, text.span());
            diagnostics.push(found.arg("tahun", tahun));
        }
        reasons.insert(tahun, reason.clone());
    }
    for (tahun, (text, _)) in perubahan.iter().filter(|(tahun, _)| !reasons.contains_key(tahun)) {
        let found = Diagnostic::new(&codes::PERUBAHAN_TANPA_ALASAN, text.span());
        diagnostics.push(found.arg("tahun", tahun));
    }
    reasons
}

fn quarterly(
    raw: &raw::Indikator,
    satuan: &Satuan,
    periode: [i32; 2],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Spanned<[Rational; 4]>> {
    let mut found = BTreeMap::new();
    for (text, q) in &raw.target_triwulan {
        let tahun = year(text, periode, diagnostics);
        let all = [&q.tw1, &q.tw2, &q.tw3, &q.tw4]
            .map(|number| satuan.read(number, diagnostics).map(|read| read.value));
        if let (Some(tahun), [Some(a), Some(b), Some(c), Some(d)]) = (tahun, all) {
            found.insert(tahun, text.read_as([a, b, c, d]));
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
    diagnostics: &mut Diagnostics,
) {
    let in_force = target.governing();
    let (Some(quarters), Aim::Point(year)) = (&target.triwulan, in_force.value) else { return };
    let sum = merge(agregasi, &quarters.value).ok().flatten();
    if sum == Some(year) {
        return;
    }
    diagnostics.push(
        Diagnostic::new(&codes::TARGET_TRIWULAN_BEDA, quarters.key())
            .arg("tahun", tahun)
            .arg("jumlah", sum.map_or_else(String::new, |n| satuan.show_target(n)))
            .arg("target", satuan.show_target(year))
            .related(in_force.span(), &codes::YEAR_TARGET),
    );
}
