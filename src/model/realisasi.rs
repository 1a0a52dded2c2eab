//! Actual values (*realisasi*) of a year: what the quarters hold, checked against the
//! indicators they belong to.

use super::codes;
use std::collections::BTreeMap;

use super::hierarchy::Ids;
use super::target::merge;
use super::{Agregasi, Indikator, Jabatan, Opd, Reader, Satuan, under};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::{NumError, Rational};
use crate::source::Document;
use crate::source::Segment::{self, Key};
use crate::source::raw;

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
    pub indikator: BTreeMap<String, RealisasiIndikator>,
}

/// The actual values of one indicator.
#[derive(Debug)]
pub struct RealisasiIndikator {
    /// The quarters.
    pub triwulan: [QuarterData; 4],
    /// Values of other years that were given by hand.
    pub tahun_lain: BTreeMap<String, Rational>,
    /// Analysis of the achievement.
    pub analisis: Option<Analisis>,
    /// Evidence.
    pub bukti: Vec<String>,
}

/// What a quarter holds. *Not filled*, *not available* and *0* are three things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuarterData {
    /// Not filled yet.
    Empty,
    /// Not available, with the reason.
    Unavailable(String),
    /// The raw data, complete.
    Nilai(BTreeMap<String, Rational>),
}

impl RealisasiIndikator {
    /// The raw data `nama`, made from the filled quarters up to `sampai`, from 1.
    ///
    /// # Errors
    /// [`Halangan::TerlaluBesar`].
    pub fn whole_year(
        &self,
        nama: &str,
        agregasi: Agregasi,
        sampai: usize,
    ) -> Result<Option<Rational>, NumError> {
        let filled: Vec<Rational> = self.triwulan[..sampai.min(4)]
            .iter()
            .filter_map(|data| match data {
                QuarterData::Nilai(values) => values.get(nama).copied(),
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
    let targets: BTreeMap<&str, &BTreeMap<String, raw::Number>> = written
        .iter()
        .flat_map(|document| document.value.sasaran.iter().flat_map(|sasaran| &sasaran.indikator))
        .map(|raw| (raw.id.as_str(), &raw.target))
        .collect();
    let mut years = BTreeMap::new();
    for document in files {
        let mut reader = Reader { span: document, diagnostics };
        if year_fits(document, opd, &mut reader) {
            targets_exist(document, &targets, opd.periode, ids, &mut reader);
            years.insert(document.value.tahun, year(document, &indikator, ids, &mut reader));
        }
    }
    for document in files {
        let mut reader = Reader { span: document, diagnostics };
        other_years_agree(document, files, &years, &indikator, &mut reader);
    }
    years
}

/// The year is the file's name and belongs to the period, or to the year before it.
fn year_fits(document: &Document<raw::Realisasi>, opd: &Opd, reader: &mut Reader) -> bool {
    let tahun = document.value.tahun;
    let span = reader.value(&[Key("tahun")]);
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
    reader.report(found);
    false
}

fn year(
    document: &Document<raw::Realisasi>,
    indikator: &BTreeMap<&str, &Indikator>,
    ids: &Ids,
    reader: &mut Reader,
) -> Realisasi {
    let raw = &document.value;
    let mut found = BTreeMap::new();
    for (id, values) in &raw.realisasi {
        let path = [Key("realisasi"), Key(id)];
        let Some(one) = indikator.get(id.as_str()) else {
            // A formula that cannot be read is reported where it stands.
            if !ids.knows("indikator", id) {
                let found = Diagnostic::new(&codes::INDIKATOR_TAK_DIKENAL, reader.key(&path));
                reader.report(with_suggestion(found.arg("id", id), id, &ids.of("indikator")));
            }
            continue;
        };
        found.insert(id.clone(), actual(one, values, raw.sampai, &path, reader));
    }
    Realisasi { status: raw.status, sampai: raw.sampai as usize + 1, indikator: found }
}

/// Actual values without a target cannot be measured. What is written counts: a target that
/// cannot be read is reported where it stands.
fn targets_exist(
    document: &Document<raw::Realisasi>,
    targets: &BTreeMap<&str, &BTreeMap<String, raw::Number>>,
    periode: [i32; 2],
    ids: &Ids,
    reader: &mut Reader,
) {
    let tahun = document.value.tahun;
    if tahun < periode[0] {
        return;
    }
    for id in document.value.realisasi.keys() {
        let Some(target) = targets.get(id.as_str()) else { continue };
        if target.contains_key(&tahun.to_string()) {
            continue;
        }
        let span = reader.key(&[Key("realisasi"), Key(id)]);
        let mut found =
            Diagnostic::new(&codes::TARGET_HILANG, span).arg("id", id).arg("tahun", tahun);
        if let Some(defined) = ids.place("indikator", id) {
            found = found.related(defined, &codes::ITS_INDIKATOR);
        }
        reader.report(found);
    }
}

fn actual(
    one: &Indikator,
    raw: &raw::RealisasiIndikator,
    sampai: Triwulan,
    path: &[Segment],
    reader: &mut Reader,
) -> RealisasiIndikator {
    let quarters = [&raw.tw1, &raw.tw2, &raw.tw3, &raw.tw4];
    let mut n = 0;
    let triwulan = quarters.map(|data| {
        let place = under(path, TRIWULAN[n]);
        n += 1;
        let Some(data) = data else { return QuarterData::Empty };
        if n > sampai as usize + 1 {
            let found = Diagnostic::new(&codes::REALISASI_SESUDAH_BATAS, reader.key(&place))
                .arg("triwulan", TRIWULAN[n - 1])
                .arg("sampai", TRIWULAN[sampai as usize])
                .related(reader.value(&[Key("sampai")]), &codes::ITS_CUT_OFF);
            reader.report(found);
        }
        quarter(one, &data.0, &place, reader)
    });
    if one.agregasi == Agregasi::Kumulatif {
        running_totals_rise(one, &triwulan, path, reader);
    }
    let mut tahun_lain = BTreeMap::new();
    let known: Vec<&str> = one.tahun_lain().map(|(nama, _)| nama).collect();
    for (nama, number) in &raw.tahun_lain {
        let place = [path, &[Key("tahun_lain"), Key(nama)]].concat();
        if known.contains(&nama.as_str()) {
            let value = Satuan::Raw.read(number, &place, reader);
            tahun_lain.extend(value.map(|value| (nama.clone(), value)));
        } else {
            unknown_value(one, nama, &known, &place, reader);
        }
    }
    let bukti = raw.bukti.clone().unwrap_or_default();
    RealisasiIndikator { triwulan, tahun_lain, analisis: raw.analisis.clone(), bukti }
}

fn unknown_value(
    one: &Indikator,
    nama: &str,
    known: &[&str],
    path: &[Segment],
    reader: &mut Reader,
) {
    let found = Diagnostic::new(&codes::ISIAN_TAK_DIKENAL, reader.key(path))
        .arg("nama", nama)
        .arg("id", &one.id);
    reader.report(with_suggestion(found, nama, known));
}

/// A quarter is complete, or not available, or not there.
fn quarter(
    one: &Indikator,
    raw: &BTreeMap<String, raw::Number>,
    path: &[Segment],
    reader: &mut Reader,
) -> QuarterData {
    let data = one.data();
    let mut values = BTreeMap::new();
    let (mut any, mut unknown) = (false, false);
    for (nama, number) in raw.iter().filter(|(nama, _)| *nama != NA) {
        let place = under(path, nama);
        any = true;
        if data.contains(&nama.as_str()) {
            let value = one.satuan_data().read(number, &place, reader);
            values.extend(value.map(|value| (nama.clone(), value)));
        } else {
            let mut known = data.clone();
            known.push(NA);
            unknown = true;
            unknown_value(one, nama, &known, &place, reader);
        }
    }
    if let Some(reason) = raw.get(NA) {
        if any {
            let span = reader.key(&under(path, NA));
            reader.report(Diagnostic::new(&codes::NA_BERSAMA_NILAI, span));
        }
        return QuarterData::Unavailable(reason.0.clone());
    }
    let missing: Vec<String> =
        data.iter().filter(|n| !raw.contains_key(**n)).map(|n| format!("`{n}`")).collect();
    // A name that is only misspelt is not missing as well.
    if !missing.is_empty() && !unknown {
        let found = Diagnostic::new(&codes::OPERAN_KURANG, reader.key(path));
        reader.report(found.arg("nama", missing.join(", ")));
    }
    if values.len() == data.len() { QuarterData::Nilai(values) } else { QuarterData::Empty }
}

/// A running total never falls.
fn running_totals_rise(
    one: &Indikator,
    quarters: &[QuarterData; 4],
    path: &[Segment],
    reader: &mut Reader,
) {
    for nama in one.data() {
        let mut before: Option<(usize, Rational)> = None;
        for (n, data) in quarters.iter().enumerate() {
            let QuarterData::Nilai(values) = data else { continue };
            let Some(now) = values.get(nama).copied() else { continue };
            if let Some((earlier, value)) = before
                && now < value
            {
                let place = |n: usize| [path, &[Key(TRIWULAN[n]), Key(nama)]].concat();
                let unit = one.satuan_data();
                let found = Diagnostic::new(&codes::KUMULATIF_TURUN, reader.value(&place(n)))
                    .arg("nama", nama)
                    .arg("sebelum", unit.show_target(value))
                    .arg("nilai", unit.show_target(now))
                    .related(reader.value(&place(earlier)), &codes::PREVIOUS_QUARTER);
                reader.report(found);
            }
            before = Some((n, now));
        }
    }
}

/// A value given by hand for another year must be that year's, where that year has a file.
fn other_years_agree(
    document: &Document<raw::Realisasi>,
    files: &[Document<raw::Realisasi>],
    years: &BTreeMap<i32, Realisasi>,
    indikator: &BTreeMap<&str, &Indikator>,
    reader: &mut Reader,
) {
    let Some(this) = years.get(&document.value.tahun) else { return };
    for (id, values) in &this.indikator {
        let Some(one) = indikator.get(id.as_str()) else { continue };
        for (nama, other) in one.tahun_lain() {
            let tahun = document.value.tahun.saturating_add(other.selisih);
            let given = values.tahun_lain.get(nama);
            let there = years.get(&tahun).and_then(|year| year.indikator.get(id));
            let actual =
                there.and_then(|there| there.whole_year(&other.dari, one.agregasi, 4).ok()?);
            let (Some(given), Some(actual)) = (given, actual) else { continue };
            if *given == actual {
                continue;
            }
            let path = [Key("realisasi"), Key(id), Key("tahun_lain"), Key(nama)];
            let mut found = Diagnostic::new(&codes::NILAI_TAHUN_LAIN_BEDA, reader.value(&path))
                .arg("nama", nama)
                .arg("nilai", Satuan::Raw.show_target(*given))
                .arg("sebenarnya", Satuan::Raw.show_target(actual))
                .arg("tahun", tahun);
            if let Some(file) = files.iter().find(|file| file.value.tahun == tahun) {
                let span = file.span_of_key(&[Key("realisasi"), Key(id)]);
                found = found.related(span, &codes::THAT_YEARS_VALUE);
            }
            reader.report(found);
        }
    }
}
