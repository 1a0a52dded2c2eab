//! Targets of an indicator: per year, original (*murni*) and revised (*perubahan*), per
//! quarter.

use std::collections::BTreeMap;

use super::{Agregasi, Indikator, Satuan, codes};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::Note;
use crate::number::{NumError, Rational};
use crate::source::raw::{self, Number};
use crate::text::{Span, Spanned, Text};
use crate::typed::{Proposal, propose};

/// What is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// One value.
    Point(Rational),
    /// Anything from the first to the second, which is greater.
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
    /// Per quarter, those that are set.
    pub triwulan: Option<Spanned<[Option<Rational>; 4]>>,
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

    /// The target from January to the end of quarter `quarter`, from 1: the sum of parts that add
    /// up, the mean of quarters that are averaged, else the state at that quarter. `None` where a
    /// quarter that is due is not set.
    pub fn to_date(&self, indikator: &Indikator, quarter: usize) -> Option<Rational> {
        let due = indikator.frekuensi.due(quarter);
        let last = due.last()?;
        let quarters = &self.triwulan.as_ref()?.value;
        if !made_of_quarters(indikator) {
            return quarters[last - 1];
        }
        let missing = due.iter().any(|n| quarters[n - 1].is_none());
        let set: Vec<Rational> = quarters[..last].iter().copied().flatten().collect();
        if missing { None } else { merge(indikator.agregasi.value, &set).ok().flatten() }
    }

    /// The most decimals among its values, as they are printed.
    pub(super) fn decimals(&self) -> u32 {
        let aim = |aim: &Spanned<Aim>| match aim.value {
            Aim::Point(n) => vec![n],
            Aim::Interval(low, high) => vec![low, high],
        };
        let revised = self.perubahan.iter().flat_map(|(revised, _)| aim(revised));
        let quarters = self.triwulan.iter().flat_map(|quarters| quarters.value).flatten();
        let all = aim(&self.murni).into_iter().chain(revised).chain(quarters);
        all.filter_map(|n| Some(n.round(6)?.normalize().scale())).max().unwrap_or(0)
    }
}

/// Whether a target to date is made of those of several quarters: of parts, or of what is
/// averaged. A ratio has a state at every quarter.
pub fn made_of_quarters(indikator: &Indikator) -> bool {
    let merged = matches!(indikator.agregasi.value, Agregasi::Jumlah | Agregasi::RataRata);
    merged && indikator.is_additive()
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
    years: Years,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Target> {
    let mut read = |values: &BTreeMap<Text, Number>| {
        let mut found = BTreeMap::new();
        for (text, number) in values {
            if let Some(tahun) = year(text, years, diagnostics) {
                found.insert(tahun, (text.clone(), aim(number, satuan, diagnostics)));
            }
        }
        found
    };
    let murni = read(&raw.target);
    let mut perubahan = read(&raw.target_perubahan);
    let mut alasan = reasons(raw, &perubahan, years, diagnostics);
    let mut triwulan = target_triwulan(raw, satuan, years, diagnostics);
    for (tahun, (text, _)) in perubahan.iter().filter(|(tahun, _)| !murni.contains_key(tahun)) {
        let found = Diagnostic::new(&codes::PERUBAHAN_TANPA_TARGET, text.span());
        diagnostics.push(found.arg("tahun", tahun));
    }
    let mut targets = BTreeMap::new();
    for (tahun, (_, murni)) in murni {
        let revised = perubahan.remove(&tahun).and_then(|(_, aim)| aim);
        let perubahan = revised.zip(alasan.remove(&tahun));
        if let Some(murni) = murni {
            targets.insert(tahun, Target { murni, perubahan, triwulan: triwulan.remove(&tahun) });
        }
    }
    targets
}

/// The years that a project may speak of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years {
    /// The first.
    pub dari: i32,
    /// The last.
    pub sampai: i32,
}

impl Years {
    /// Those before a plan, which are history, those of the plan, and some after it, which are
    /// prepared. Further away a year is a slip of the pen.
    pub(super) fn around([dari, sampai]: [i32; 2]) -> Years {
        Years { dari: dari.saturating_sub(30), sampai: sampai.saturating_add(10) }
    }

    /// Where the plan's years are not known.
    pub(super) fn any() -> Years {
        Years { dari: i32::MIN, sampai: i32::MAX }
    }

    /// Whether `tahun` is one of them.
    pub(super) fn contains(self, tahun: i32) -> bool {
        (self.dari..=self.sampai).contains(&tahun)
    }

    /// The finding that `text` is none of them.
    pub(super) fn none_of_them(self, text: impl std::fmt::Display, span: Span) -> Diagnostic {
        Diagnostic::new(&codes::TAHUN_TAK_SAH, span)
            .arg("nilai", text)
            .arg("dari", self.dari)
            .arg("sampai", self.sampai)
    }
}

/// A year, written as a key.
pub(super) fn year(text: &Text, years: Years, diagnostics: &mut Diagnostics) -> Option<i32> {
    let tahun = text.parse().ok().filter(|tahun| text.len() == 4 && years.contains(*tahun));
    if tahun.is_none() {
        diagnostics.push(years.none_of_them(text, text.span()));
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
    // A range of one value is that value, for every rule.
    let aim = if low == high { Aim::Point(low) } else { Aim::Interval(low, high) };
    Some(whole.read_as(aim))
}

/// Every revision has a reason and every reason a revision.
fn reasons(
    raw: &raw::Indikator,
    perubahan: &BTreeMap<i32, (Text, Option<Spanned<Aim>>)>,
    years: Years,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Text> {
    let mut reasons = BTreeMap::new();
    for (text, reason) in &raw.alasan_perubahan {
        let Some(tahun) = year(text, years, diagnostics) else { continue };
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

fn target_triwulan(
    raw: &raw::Indikator,
    satuan: &Satuan,
    years: Years,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Spanned<[Option<Rational>; 4]>> {
    let mut found = BTreeMap::new();
    for (text, written) in &raw.target_triwulan {
        let tahun = year(text, years, diagnostics);
        let quarters = quarterly(written, satuan, diagnostics);
        if let (Some(tahun), Some(quarters)) = (tahun, quarters) {
            found.insert(tahun, text.read_as(quarters.map(|q| q.map(|q| q.value))));
        }
    }
    found
}

/// The values of the quarters that have one; `None` where one cannot be read.
pub(super) fn quarterly(
    written: &raw::Quarterly,
    satuan: &Satuan,
    diagnostics: &mut Diagnostics,
) -> Option<[Option<Spanned<Rational>>; 4]> {
    let mut readable = true;
    let read = written.all().map(|number| {
        let value = satuan.read(number?, diagnostics);
        readable &= value.is_some();
        value
    });
    readable.then_some(read)
}

/// The quarters' targets must come to the target in force, in every year.
pub(super) fn quarters_make_the_years(indikator: &Indikator, diagnostics: &mut Diagnostics) {
    for (tahun, target) in &indikator.target {
        let in_force = target.governing();
        let (Some(quarters), Aim::Point(year)) = (&target.triwulan, in_force.value) else {
            continue;
        };
        let Some(made) = target.to_date(indikator, 4).filter(|made| *made != year) else {
            continue;
        };
        let satuan = &indikator.satuan;
        diagnostics.push(
            Diagnostic::new(&codes::TARGET_TRIWULAN_BEDA, quarters.key())
                .arg("tahun", tahun)
                .arg("jumlah", satuan.show_target(made))
                .arg("target", satuan.show_target(year))
                .arg("cara", quarters_in_words(indikator))
                .related(in_force.span(), &codes::YEAR_TARGET),
        );
    }
}

/// How the targets of an indicator's quarters make the year's.
fn quarters_in_words(indikator: &Indikator) -> &'static Note {
    if indikator.adds_up() {
        &Note(["keempatnya dijumlahkan", "the four are added up"])
    } else if made_of_quarters(indikator) {
        &Note(["keempatnya dirata-ratakan", "the four are averaged"])
    } else {
        &Note([
            "target setiap triwulan adalah keadaan pada triwulan itu, jadi TW4 sama dengan target setahun",
            "each quarter's target is the state at that quarter, so TW4 equals the year's target",
        ])
    }
}
