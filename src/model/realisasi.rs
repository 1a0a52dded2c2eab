//! Actual values (*realisasi*) of a year: what the quarters hold, checked against the
//! indicators they belong to.

use std::collections::{BTreeMap, BTreeSet};

use super::hierarchy::Ids;
use super::target::{Years, merge, quarterly};
use super::{Agregasi, Indikator, Quarters, Renstra, Satuan, Tanggal, codes};
use crate::diagnostic::suggest::{listed, with_suggestion};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::{NumError, Rational};
use crate::source::Document;
use crate::source::raw;
use crate::text::{Span, Spanned, Text};

pub use crate::source::raw::{Analisis, Status, Triwulan};

/// The name of the value of an indicator without a formula.
pub const NILAI: &str = "nilai";
/// The key of a quarter that is not available.
const NA: &str = "na";
/// The quarters as the YAML has them.
pub const TRIWULAN: [&str; 4] = ["TW1", "TW2", "TW3", "TW4"];

/// The actual values of one year.
#[derive(Debug)]
pub struct Realisasi {
    /// How far the figures are settled.
    pub status: Status,
    /// Quarters that are reported, 1 to 4: the cut-off.
    pub sampai: usize,
    /// The date of the year's documents, where it is not that of all.
    pub tanggal: Option<Spanned<Tanggal>>,
    /// By indicator, those of programmes among them.
    pub indikator: BTreeMap<Text, RealisasiIndikator>,
    /// What each quarter spent, in rupiah, by the code of the sub-activity.
    pub belanja: BTreeMap<Text, [Option<Spanned<Rational>>; 4]>,
}

/// The actual values of one indicator.
#[derive(Debug)]
pub struct RealisasiIndikator {
    /// The quarters.
    pub triwulan: [Spanned<QuarterData>; 4],
    /// Values of other years that were given by hand.
    pub tahun_lain: BTreeMap<Text, Spanned<Rational>>,
    /// Analysis of the achievement.
    pub analisis: Option<Analisis>,
    /// Evidence.
    pub bukti: Vec<Text>,
}

/// What a quarter holds. *Not filled*, *not available* and *0* are three things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum QuarterData {
    /// Not filled yet.
    #[default]
    Empty,
    /// Not available, with the reason.
    Unavailable(Text),
    /// The raw data, complete.
    Nilai(BTreeMap<Text, Spanned<Rational>>),
}

impl RealisasiIndikator {
    /// Whether every quarter of the year has its values.
    pub fn is_whole(&self) -> bool {
        self.triwulan.iter().all(|quarter| matches!(quarter.value, QuarterData::Nilai(_)))
    }

    /// The raw data `nama`, made from the filled quarters up to `sampai`, from 1.
    ///
    /// # Errors
    /// [`NumError::TooLarge`].
    pub fn to_date(
        &self,
        nama: &str,
        agregasi: Agregasi,
        sampai: usize,
    ) -> Result<Option<Rational>, NumError> {
        let filled: Vec<Rational> = self.triwulan[..sampai.min(4)]
            .iter()
            .filter_map(|data| match &data.value {
                QuarterData::Nilai(values) => values.get(nama).map(|given| given.value),
                QuarterData::Empty | QuarterData::Unavailable(_) => None,
            })
            .collect();
        merge(agregasi, &filled)
    }

    /// Which of `quarters` are not filled.
    pub fn unfilled(&self, quarters: Quarters) -> Quarters {
        quarters.iter().filter(|n| self.triwulan[n - 1].value == QuarterData::Empty).collect()
    }
}

/// What the reading of actual values needs to know.
pub(super) struct Context<'a> {
    /// All indicators, those of programmes among them.
    pub indikator: BTreeMap<&'a str, &'a Indikator>,
    pub years: Years,
    /// First and last year of the plan.
    pub periode: [i32; 2],
    pub renstra: Option<&'a Renstra>,
    pub ids: &'a Ids,
}

impl Context<'_> {
    /// Whether a file of `tahun` may speak of `id`, which this plan does not have: it belongs to
    /// the plan of that year.
    fn is_elsewhere(&self, kind: &'static str, id: &str, tahun: i32) -> bool {
        let [dari, sampai] = self.periode;
        !(dari..=sampai).contains(&tahun) && self.ids.knows_anywhere(kind, id)
    }
}

/// Reads the actual values of all years.
pub(super) fn years(
    files: &[Document<raw::Realisasi>],
    context: &Context,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Realisasi> {
    let mut years = BTreeMap::new();
    for document in files {
        if year_fits(document, context.years, diagnostics) {
            let read = year(document, context, diagnostics);
            if let Some(renstra) = context.renstra {
                spending_agrees(document, &read, renstra, diagnostics);
            }
            years.insert(document.value.tahun.value, read);
        }
    }
    for document in files {
        other_years_agree(document, &years, context, diagnostics);
    }
    positions_do_not_begin_again(&years, context, diagnostics);
    years
}

/// The year is the file's name.
fn year_fits(
    document: &Document<raw::Realisasi>,
    years: Years,
    diagnostics: &mut Diagnostics,
) -> bool {
    let tahun = document.value.tahun.value;
    let span = document.value.tahun.span();
    let path = document.file.path();
    let found = if !years.contains(tahun) {
        years.none_of_them(tahun, span)
    } else if path != format!("data/realisasi/{tahun}.yaml") {
        Diagnostic::new(&codes::TAHUN_BERKAS, span).arg("path", path).arg("tahun", tahun)
    } else {
        return true;
    };
    diagnostics.push(found);
    false
}

fn year(
    document: &Document<raw::Realisasi>,
    context: &Context,
    diagnostics: &mut Diagnostics,
) -> Realisasi {
    let raw = &document.value;
    let ids = context.ids;
    let mut indikator = BTreeMap::new();
    for (id, values) in &raw.realisasi {
        let elsewhere = || context.is_elsewhere("indikator", id, raw.tahun.value);
        if !ids.knows("indikator", id) && !elsewhere() {
            let found = Diagnostic::new(&codes::INDIKATOR_TAK_DIKENAL, id.span()).arg("id", id);
            let known = || ids.of("indikator");
            diagnostics.push_with(found, |found| with_suggestion(found, id, &known()));
            continue;
        }
        // A formula that cannot be read is reported where it stands.
        let Some(one) = context.indikator.get(id.as_str()) else { continue };
        let open = raw::RealisasiIndikator::default();
        let values = values.as_ref().unwrap_or(&open);
        indikator.insert(id.clone(), actual(one, id, values, &raw.sampai, diagnostics));
    }
    let tanggal = raw.tanggal.as_ref().and_then(|text| Tanggal::read(text, diagnostics));
    Realisasi {
        status: raw.status,
        sampai: raw.sampai.value as usize + 1,
        tanggal,
        indikator,
        belanja: belanja(raw, context, diagnostics),
    }
}

/// What was spent, quarter by quarter.
fn belanja(
    raw: &raw::Realisasi,
    context: &Context,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Text, [Option<Spanned<Rational>>; 4]> {
    let plan = context.renstra.iter().flat_map(|plan| plan.sub_kegiatan());
    let known: BTreeSet<&str> = plan.map(|sub| &*sub.kode).collect();
    let mut read = BTreeMap::new();
    for (kode, written) in &raw.belanja {
        let elsewhere = || context.is_elsewhere("kode", kode, raw.tahun.value);
        if !known.contains(&kode.as_str()) && !elsewhere() {
            let found = Diagnostic::new(&codes::BELANJA_TAK_DIKENAL, kode.span()).arg("kode", kode);
            let known: Vec<&str> = known.iter().copied().collect();
            diagnostics.push_with(found, |found| with_suggestion(found, kode, &known));
            continue;
        }
        let Some(written) = written else { continue };
        let Some(quarters) = quarterly(written, &Satuan::Rupiah, diagnostics) else { continue };
        for (n, given) in quarters.iter().enumerate() {
            if let Some(given) = given.as_ref().filter(|_| n > raw.sampai.value as usize) {
                diagnostics.push(beyond(n + 1, given.span(), &raw.sampai));
            }
        }
        read.insert(kode.clone(), quarters);
    }
    read
}

/// A value of a quarter that is not reported yet.
fn beyond(quarter: usize, span: Span, sampai: &Spanned<Triwulan>) -> Diagnostic {
    Diagnostic::new(&codes::REALISASI_SESUDAH_BATAS, span)
        .arg("triwulan", TRIWULAN[quarter - 1])
        .arg("sampai", TRIWULAN[sampai.value as usize])
        .related(sampai.span(), &codes::ITS_CUT_OFF)
}

/// The year's spending in the plan is that of its quarters, where all four are there.
fn spending_agrees(
    document: &Document<raw::Realisasi>,
    year: &Realisasi,
    renstra: &Renstra,
    diagnostics: &mut Diagnostics,
) {
    let tahun = document.value.tahun.value;
    for sub in renstra.sub_kegiatan() {
        let Some((kode, quarters)) = year.belanja.get_key_value(&sub.kode) else { continue };
        let quarters: Option<Vec<Rational>> =
            quarters.iter().map(|quarter| quarter.as_ref().map(|given| given.value)).collect();
        let sum = quarters.and_then(|all| merge(Agregasi::Jumlah, &all).ok().flatten());
        let (Some(sum), Some(whole)) = (sum, sub.realisasi.get(&tahun)) else { continue };
        if sum != whole.value {
            diagnostics.push(
                Diagnostic::new(&codes::BELANJA_BEDA, kode.span())
                    .arg("tahun", tahun)
                    .arg("jumlah", Satuan::Rupiah.show_target(sum))
                    .arg("realisasi", Satuan::Rupiah.show_target(whole.value))
                    .related(whole.span(), &codes::YEAR_SPENDING),
            );
        }
    }
}

fn actual(
    one: &Indikator,
    id: &Text,
    raw: &raw::RealisasiIndikator,
    sampai: &Spanned<Triwulan>,
    diagnostics: &mut Diagnostics,
) -> RealisasiIndikator {
    let mut n = 0;
    let triwulan = [&raw.tw1, &raw.tw2, &raw.tw3, &raw.tw4].map(|data| {
        n += 1;
        let Some(data) = data else { return Spanned::default() };
        if n > sampai.value as usize + 1 {
            diagnostics.push(beyond(n, data.key(), sampai));
        }
        data.with(quarter(one, data, diagnostics))
    });
    if one.agregasi.value == Agregasi::Kumulatif {
        running_totals_rise(one, &triwulan, diagnostics);
    }
    let mut tahun_lain = BTreeMap::new();
    let known: BTreeSet<&str> = one.tahun_lain().map(|(nama, _)| nama).collect();
    for (nama, number) in &raw.tahun_lain {
        if known.contains(&nama.as_str()) {
            let value = Satuan::Raw.read(number, diagnostics);
            tahun_lain.extend(value.map(|value| (nama.clone(), value)));
        } else {
            unknown_value(id, nama, known.iter().copied(), diagnostics);
        }
    }
    let bukti = raw.bukti.clone().unwrap_or_default();
    RealisasiIndikator { triwulan, tahun_lain, analisis: raw.analisis.clone(), bukti }
}

fn unknown_value<'a>(
    id: &str,
    nama: &Text,
    known: impl Iterator<Item = &'a str>,
    diagnostics: &mut Diagnostics,
) {
    let found = Diagnostic::new(&codes::ISIAN_TAK_DIKENAL, nama.span());
    diagnostics.push_with(found.arg("nama", nama).arg("id", id), |found| {
        with_suggestion(found, nama, &known.collect::<Vec<_>>())
    });
}

/// A quarter is complete, or not available, or not there.
fn quarter(
    one: &Indikator,
    raw: &Spanned<raw::NilaiTriwulan>,
    diagnostics: &mut Diagnostics,
) -> QuarterData {
    let given = &raw.value.0;
    let data = one.data();
    let mut values = BTreeMap::new();
    let (mut any, mut unknown) = (false, false);
    for (nama, number) in given.iter().filter(|(nama, _)| **nama != NA) {
        any = true;
        if data.contains(&nama.as_str()) {
            let value = one.satuan_data().read(number, diagnostics);
            values.extend(value.map(|value| (nama.clone(), value)));
        } else {
            unknown = true;
            unknown_value(&one.id, nama, data.iter().copied().chain([NA]), diagnostics);
        }
    }
    if let Some((na, reason)) = given.get_key_value(NA) {
        if any {
            diagnostics.push(Diagnostic::new(&codes::NA_BERSAMA_NILAI, na.span()));
        }
        return QuarterData::Unavailable(reason.0.clone());
    }
    let missing: Vec<String> =
        data.iter().filter(|n| !given.contains_key(**n)).map(|n| format!("`{n}`")).collect();
    // A name that is only misspelt is not missing as well.
    if !missing.is_empty() && !unknown {
        let found = Diagnostic::new(&codes::OPERAN_KURANG, raw.key());
        let names: Vec<&str> = missing.iter().map(String::as_str).collect();
        diagnostics.push(found.arg("nama", listed(&names)));
    }
    if values.len() == data.len() { QuarterData::Nilai(values) } else { QuarterData::Empty }
}

/// A running total never falls.
fn running_totals_rise(
    one: &Indikator,
    quarters: &[Spanned<QuarterData>; 4],
    diagnostics: &mut Diagnostics,
) {
    for nama in one.data() {
        let mut before: Option<&Spanned<Rational>> = None;
        for data in quarters {
            let QuarterData::Nilai(values) = &data.value else { continue };
            let Some(now) = values.get(nama) else { continue };
            if let Some(earlier) = before
                && now.value < earlier.value
            {
                let unit = one.satuan_data();
                diagnostics.push(
                    Diagnostic::new(&codes::KUMULATIF_TURUN, now.span())
                        .arg("nama", nama)
                        .arg("sebelum", unit.show_target(earlier.value))
                        .arg("nilai", unit.show_target(now.value))
                        .related(earlier.span(), &codes::PREVIOUS_QUARTER),
                );
            }
            before = Some(now);
        }
    }
}

/// A value given by hand for another year must be that year's, where that year has a file.
fn other_years_agree(
    document: &Document<raw::Realisasi>,
    years: &BTreeMap<i32, Realisasi>,
    context: &Context,
    diagnostics: &mut Diagnostics,
) {
    let Some(this) = years.get(&document.value.tahun) else { return };
    for (id, values) in &this.indikator {
        let Some(one) = context.indikator.get(id.as_str()) else { continue };
        for (nama, other) in one.tahun_lain() {
            let tahun = document.value.tahun.saturating_add(other.selisih);
            let there = years.get(&tahun).and_then(|year| year.indikator.get_key_value(id));
            let Some((key, there)) = there else { continue };
            // A year that is not filled yet does not gainsay what is known of it.
            if !there.unfilled(one.quarters_needed(4)).is_empty() {
                continue;
            }
            let actual = there.to_date(&other.dari, one.agregasi.value, 4);
            let given = values.tahun_lain.get(nama);
            let (Some(given), Ok(Some(actual))) = (given, actual) else { continue };
            if given.value == actual {
                continue;
            }
            diagnostics.push(
                Diagnostic::new(&codes::NILAI_TAHUN_LAIN_BEDA, given.span())
                    .arg("nama", nama)
                    .arg("nilai", Satuan::Raw.show_target(given.value))
                    .arg("sebenarnya", Satuan::Raw.show_target(actual))
                    .arg("tahun", tahun)
                    .related(key.span(), &codes::THAT_YEARS_VALUE),
            );
        }
    }
}

/// A position (`agregasi: akhir`) is compared with last year's closing one. What grows from little
/// to much within a year and begins again in the next is no position but a total since January:
/// a quarter of it would be held against a whole year.
fn positions_do_not_begin_again(
    years: &BTreeMap<i32, Realisasi>,
    context: &Context,
    diagnostics: &mut Diagnostics,
) {
    for one in context.indikator.values().filter(|one| one.agregasi.value == Agregasi::Akhir) {
        let usual = one.tahun_lain().filter(|(_, other)| other.pembanding.is_none());
        let compared: BTreeSet<&str> = usual.map(|(_, other)| other.dari.as_str()).collect();
        let quarter = |tahun: i32, n: usize, nama: &str| -> Option<&Spanned<Rational>> {
            let QuarterData::Nilai(values) =
                &years.get(&tahun)?.indikator.get(&one.id)?.triwulan[n - 1].value
            else {
                return None;
            };
            values.get(nama)
        };
        let again = compared.iter().find_map(|nama| {
            years.keys().rev().find_map(|tahun| {
                let now = quarter(*tahun, 1, nama)?;
                let before: Option<Vec<_>> =
                    (1..=4).map(|n| quarter(tahun.checked_sub(1)?, n, nama)).collect();
                let before = before.filter(|all| begins_again(all, now))?;
                Some((*nama, *tahun, now, before[0], before[3]))
            })
        });
        let Some((nama, tahun, now, first, last)) = again else { continue };
        let show = |value: &Spanned<Rational>| one.satuan_data().show_target(value.value);
        diagnostics.push(
            Diagnostic::new(&codes::AKHIR_TAMPAK_KUMULATIF, one.agregasi.span())
                .arg("nama", nama)
                .arg("tahun", tahun)
                .arg("lalu", tahun - 1)
                .arg("awal", show(first))
                .arg("akhir", show(last))
                .arg("kini", show(now))
                .related(now.span(), &codes::BEGINS_AGAIN),
        );
    }
}

/// Whether the quarters of a year only rise, at least to the double, and the next year begins at
/// half of their last or below.
fn begins_again(quarters: &[&Spanned<Rational>], next: &Spanned<Rational>) -> bool {
    let rises = quarters.windows(2).all(|pair| pair[0].value <= pair[1].value);
    let [Some(first), Some(last)] = [quarters.first(), quarters.last()] else { return false };
    let is_half = |value: Rational| {
        value.checked_add(value).is_ok_and(|double| double <= last.value) && !last.value.is_zero()
    };
    rises && is_half(first.value) && is_half(next.value)
}
