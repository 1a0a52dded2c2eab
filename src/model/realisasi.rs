//! Actual values (*realisasi*) of a year: what the quarters hold, checked against the
//! indicators they belong to.

use std::collections::BTreeMap;

use super::hierarchy::Ids;
use super::target::merge;
use super::{Agregasi, Indikator, Jabatan, Opd, Satuan, codes};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::{NumError, Rational};
use crate::source::Document;
use crate::source::raw;
use crate::text::{Spanned, Text};

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
    /// By indicator.
    pub indikator: BTreeMap<Text, RealisasiIndikator>,
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
    /// The raw data `nama`, made from the filled quarters up to `sampai`, from 1.
    ///
    /// # Errors
    /// [`NumError::TooLarge`].
    pub fn whole_year(
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
}

/// Reads the actual values of all years.
pub(super) fn years(
    files: &[Document<raw::Realisasi>],
    opd: &Opd,
    (written, jabatan): (&[Document<raw::Jabatan>], &[Jabatan]),
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<i32, Realisasi> {
    let indikator: BTreeMap<&str, &Indikator> =
        jabatan.iter().flat_map(Jabatan::indikator).map(|i| (i.id.as_str(), i)).collect();
    let targets: BTreeMap<&str, &BTreeMap<Text, raw::Number>> = written
        .iter()
        .flat_map(|document| document.value.sasaran.iter().flat_map(|sasaran| &sasaran.indikator))
        .map(|raw| (raw.id.as_str(), &raw.target.value))
        .collect();
    let mut years = BTreeMap::new();
    for document in files {
        if year_fits(document, opd, diagnostics) {
            targets_exist(document, &targets, opd.periode, ids, diagnostics);
            years.insert(document.value.tahun.value, year(document, &indikator, ids, diagnostics));
        }
    }
    for document in files {
        other_years_agree(document, &years, &indikator, diagnostics);
    }
    years
}

/// The year is the file's name and belongs to the period, or to the year before it.
fn year_fits(
    document: &Document<raw::Realisasi>,
    opd: &Opd,
    diagnostics: &mut Diagnostics,
) -> bool {
    let tahun = document.value.tahun.value;
    let span = document.value.tahun.span();
    let path = document.file.path();
    let [dari, sampai] = opd.periode;
    let found = if !(dari - 1..=sampai).contains(&tahun) {
        Diagnostic::new(&codes::TAHUN_TAK_SAH, span)
            .arg("nilai", tahun)
            .arg("dari", dari)
            .arg("sampai", sampai)
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
    indikator: &BTreeMap<&str, &Indikator>,
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) -> Realisasi {
    let raw = &document.value;
    let mut found = BTreeMap::new();
    for (id, values) in &raw.realisasi {
        let Some(one) = indikator.get(id.as_str()) else {
            // A formula that cannot be read is reported where it stands.
            if !ids.knows("indikator", id) {
                let found = Diagnostic::new(&codes::INDIKATOR_TAK_DIKENAL, id.span());
                diagnostics.push(with_suggestion(found.arg("id", id), id, &ids.of("indikator")));
            }
            continue;
        };
        found.insert(id.clone(), actual(one, id, values, &raw.sampai, diagnostics));
    }
    Realisasi { status: raw.status, sampai: raw.sampai.value as usize + 1, indikator: found }
}

/// Actual values without a target cannot be measured. What is written counts: a target that
/// cannot be read is reported where it stands.
fn targets_exist(
    document: &Document<raw::Realisasi>,
    targets: &BTreeMap<&str, &BTreeMap<Text, raw::Number>>,
    periode: [i32; 2],
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) {
    let tahun = document.value.tahun.value;
    if tahun < periode[0] {
        return;
    }
    for id in document.value.realisasi.keys() {
        let Some(target) = targets.get(id.as_str()) else { continue };
        // A year that is not written as one is reported where it stands; it may be this one.
        let unclear = target.keys().any(|year| year.len() != 4);
        if unclear || target.contains_key(tahun.to_string().as_str()) {
            continue;
        }
        let found = Diagnostic::new(&codes::TARGET_HILANG, id.span());
        let mut found = found.arg("id", id).arg("tahun", tahun);
        if let Some(defined) = ids.place("indikator", id) {
            found = found.related(defined, &codes::ITS_INDIKATOR);
        }
        diagnostics.push(found);
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
            diagnostics.push(
                Diagnostic::new(&codes::REALISASI_SESUDAH_BATAS, data.key())
                    .arg("triwulan", TRIWULAN[n - 1])
                    .arg("sampai", TRIWULAN[sampai.value as usize])
                    .related(sampai.span(), &codes::ITS_CUT_OFF),
            );
        }
        data.with(quarter(one, data, diagnostics))
    });
    if one.agregasi.value == Agregasi::Kumulatif {
        running_totals_rise(one, &triwulan, diagnostics);
    }
    let mut tahun_lain = BTreeMap::new();
    let known: Vec<&str> = one.tahun_lain().map(|(nama, _)| nama).collect();
    for (nama, number) in &raw.tahun_lain {
        if known.contains(&nama.as_str()) {
            let value = Satuan::Raw.read(number, diagnostics);
            tahun_lain.extend(value.map(|value| (nama.clone(), value)));
        } else {
            unknown_value(id, nama, &known, diagnostics);
        }
    }
    let bukti = raw.bukti.clone().unwrap_or_default();
    RealisasiIndikator { triwulan, tahun_lain, analisis: raw.analisis.clone(), bukti }
}

fn unknown_value(id: &str, nama: &Text, known: &[&str], diagnostics: &mut Diagnostics) {
    let found = Diagnostic::new(&codes::ISIAN_TAK_DIKENAL, nama.span());
    diagnostics.push(with_suggestion(found.arg("nama", nama).arg("id", id), nama, known));
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
            let mut known = data.clone();
            known.push(NA);
            unknown = true;
            unknown_value(&one.id, nama, &known, diagnostics);
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
        diagnostics.push(found.arg("nama", missing.join(", ")));
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
    indikator: &BTreeMap<&str, &Indikator>,
    diagnostics: &mut Diagnostics,
) {
    let Some(this) = years.get(&document.value.tahun) else { return };
    for (id, values) in &this.indikator {
        let Some(one) = indikator.get(id.as_str()) else { continue };
        for (nama, other) in one.tahun_lain() {
            let tahun = document.value.tahun.saturating_add(other.selisih);
            let there = years.get(&tahun).and_then(|year| year.indikator.get_key_value(id));
            let Some((key, there)) = there else { continue };
            let actual = there.whole_year(&other.dari, one.agregasi.value, 4);
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
