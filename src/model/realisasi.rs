//! Actual values (*realisasi*) of a year: what the quarters hold, checked against the
//! indicators they belong to.

use std::collections::BTreeMap;

use super::jenjang::Ids;
use super::target::gabung;
use super::{Agregasi, Indikator, Jabatan, Opd, Pembaca, Satuan, under};
use crate::diagnostic::usul::with_suggestion;
use crate::diagnostic::{Diagnostic, Temuan, katalog};
use crate::formula::{Bilangan, Halangan};
use crate::source::Dokumen;
use crate::source::Langkah::{self, Kunci};
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
    pub triwulan: [Isi; 4],
    /// Values of other years that were given by hand.
    pub tahun_lain: BTreeMap<String, Bilangan>,
    /// Analysis of the achievement.
    pub analisis: Option<Analisis>,
    /// Evidence.
    pub bukti: Vec<String>,
}

/// What a quarter holds. *Not filled*, *not available* and *0* are three things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Isi {
    /// Not filled yet.
    Kosong,
    /// Not available, with the reason.
    TakTersedia(String),
    /// The raw data, complete.
    Nilai(BTreeMap<String, Bilangan>),
}

impl RealisasiIndikator {
    /// The raw data `nama`, made from the filled quarters up to `sampai`, from 1.
    ///
    /// # Errors
    /// [`Halangan::TerlaluBesar`].
    pub fn setahun(
        &self,
        nama: &str,
        agregasi: Agregasi,
        sampai: usize,
    ) -> Result<Option<Bilangan>, Halangan> {
        let filled: Vec<Bilangan> = self.triwulan[..sampai.min(4)]
            .iter()
            .filter_map(|isi| match isi {
                Isi::Nilai(values) => values.get(nama).copied(),
                Isi::Kosong | Isi::TakTersedia(_) => None,
            })
            .collect();
        gabung(agregasi, &filled)
    }
}

/// Reads the actual values of all years.
pub(super) fn years(
    files: &[Dokumen<raw::Realisasi>],
    opd: &Opd,
    (written, jabatan): (&[Dokumen<raw::Jabatan>], &[Jabatan]),
    ids: &Ids,
    temuan: &mut Temuan,
) -> BTreeMap<i32, Realisasi> {
    let indikator: BTreeMap<&str, &Indikator> =
        jabatan.iter().flat_map(Jabatan::indikator).map(|i| (i.id.as_str(), i)).collect();
    let targets: BTreeMap<&str, &BTreeMap<String, raw::Angka>> = written
        .iter()
        .flat_map(|dokumen| dokumen.isi.sasaran.iter().flat_map(|sasaran| &sasaran.indikator))
        .map(|raw| (raw.id.as_str(), &raw.target))
        .collect();
    let mut years = BTreeMap::new();
    for dokumen in files {
        let mut baca = Pembaca { tempat: dokumen, temuan };
        if year_fits(dokumen, opd, &mut baca) {
            targets_exist(dokumen, &targets, opd.periode, ids, &mut baca);
            years.insert(dokumen.isi.tahun, year(dokumen, &indikator, ids, &mut baca));
        }
    }
    for dokumen in files {
        let mut baca = Pembaca { tempat: dokumen, temuan };
        other_years_agree(dokumen, files, &years, &indikator, &mut baca);
    }
    years
}

/// The year is the file's name and belongs to the period, or to the year before it.
fn year_fits(dokumen: &Dokumen<raw::Realisasi>, opd: &Opd, baca: &mut Pembaca) -> bool {
    let tahun = dokumen.isi.tahun;
    let tempat = baca.nilai(&[Kunci("tahun")]);
    let path = dokumen.berkas.path();
    let [dari, sampai] = opd.periode;
    let found = if !(dari - 1..=sampai).contains(&tahun) {
        Diagnostic::new(&katalog::TAHUN_TAK_SAH, tempat)
            .isi("nilai", tahun)
            .isi("dari", dari)
            .isi("sampai", sampai)
    } else if path != format!("data/realisasi/{tahun}.yaml") {
        Diagnostic::new(&katalog::TAHUN_BERKAS, tempat).isi("path", path).isi("tahun", tahun)
    } else {
        return true;
    };
    baca.lapor(found);
    false
}

fn year(
    dokumen: &Dokumen<raw::Realisasi>,
    indikator: &BTreeMap<&str, &Indikator>,
    ids: &Ids,
    baca: &mut Pembaca,
) -> Realisasi {
    let raw = &dokumen.isi;
    let mut found = BTreeMap::new();
    for (id, values) in &raw.realisasi {
        let path = [Kunci("realisasi"), Kunci(id)];
        let Some(one) = indikator.get(id.as_str()) else {
            // A formula that cannot be read is reported where it stands.
            if !ids.knows("indikator", id) {
                let found = Diagnostic::new(&katalog::INDIKATOR_TAK_DIKENAL, baca.kunci(&path));
                baca.lapor(with_suggestion(found.isi("id", id), id, &ids.of("indikator")));
            }
            continue;
        };
        found.insert(id.clone(), actual(one, values, raw.sampai, &path, baca));
    }
    Realisasi { status: raw.status, sampai: raw.sampai as usize + 1, indikator: found }
}

/// Actual values without a target cannot be measured. What is written counts: a target that
/// cannot be read is reported where it stands.
fn targets_exist(
    dokumen: &Dokumen<raw::Realisasi>,
    targets: &BTreeMap<&str, &BTreeMap<String, raw::Angka>>,
    periode: [i32; 2],
    ids: &Ids,
    baca: &mut Pembaca,
) {
    let tahun = dokumen.isi.tahun;
    if tahun < periode[0] {
        return;
    }
    for id in dokumen.isi.realisasi.keys() {
        let Some(target) = targets.get(id.as_str()) else { continue };
        if target.contains_key(&tahun.to_string()) {
            continue;
        }
        let tempat = baca.kunci(&[Kunci("realisasi"), Kunci(id)]);
        let mut found =
            Diagnostic::new(&katalog::TARGET_HILANG, tempat).isi("id", id).isi("tahun", tahun);
        if let Some(defined) = ids.place("indikator", id) {
            found = found.terkait(defined, &katalog::INDIKATORNYA);
        }
        baca.lapor(found);
    }
}

fn actual(
    one: &Indikator,
    raw: &raw::RealisasiIndikator,
    sampai: Triwulan,
    path: &[Langkah],
    baca: &mut Pembaca,
) -> RealisasiIndikator {
    let quarters = [&raw.tw1, &raw.tw2, &raw.tw3, &raw.tw4];
    let mut n = 0;
    let triwulan = quarters.map(|isi| {
        let place = under(path, TRIWULAN[n]);
        n += 1;
        let Some(isi) = isi else { return Isi::Kosong };
        if n > sampai as usize + 1 {
            let found = Diagnostic::new(&katalog::SESUDAH_BATAS, baca.kunci(&place))
                .isi("triwulan", TRIWULAN[n - 1])
                .isi("sampai", TRIWULAN[sampai as usize])
                .terkait(baca.nilai(&[Kunci("sampai")]), &katalog::BATASNYA);
            baca.lapor(found);
        }
        quarter(one, &isi.0, &place, baca)
    });
    if one.agregasi == Agregasi::Kumulatif {
        running_totals_rise(one, &triwulan, path, baca);
    }
    let mut tahun_lain = BTreeMap::new();
    let known: Vec<&str> = one.tahun_lain().map(|(nama, _)| nama).collect();
    for (nama, angka) in &raw.tahun_lain {
        let place = [path, &[Kunci("tahun_lain"), Kunci(nama)]].concat();
        if known.contains(&nama.as_str()) {
            let value = Satuan::Mentah.baca(angka, &place, baca);
            tahun_lain.extend(value.map(|value| (nama.clone(), value)));
        } else {
            unknown_value(one, nama, &known, &place, baca);
        }
    }
    let bukti = raw.bukti.clone().unwrap_or_default();
    RealisasiIndikator { triwulan, tahun_lain, analisis: raw.analisis.clone(), bukti }
}

fn unknown_value(
    one: &Indikator,
    nama: &str,
    known: &[&str],
    path: &[Langkah],
    baca: &mut Pembaca,
) {
    let found = Diagnostic::new(&katalog::ISIAN_TAK_DIKENAL, baca.kunci(path))
        .isi("nama", nama)
        .isi("id", &one.id);
    baca.lapor(with_suggestion(found, nama, known));
}

/// A quarter is complete, or not available, or not there.
fn quarter(
    one: &Indikator,
    raw: &BTreeMap<String, raw::Angka>,
    path: &[Langkah],
    baca: &mut Pembaca,
) -> Isi {
    let data = one.data();
    let mut values = BTreeMap::new();
    let (mut any, mut unknown) = (false, false);
    for (nama, angka) in raw.iter().filter(|(nama, _)| *nama != NA) {
        let place = under(path, nama);
        any = true;
        if data.contains(&nama.as_str()) {
            let value = one.satuan_data().baca(angka, &place, baca);
            values.extend(value.map(|value| (nama.clone(), value)));
        } else {
            let mut known = data.clone();
            known.push(NA);
            unknown = true;
            unknown_value(one, nama, &known, &place, baca);
        }
    }
    if let Some(reason) = raw.get(NA) {
        if any {
            let tempat = baca.kunci(&under(path, NA));
            baca.lapor(Diagnostic::new(&katalog::NA_BERSAMA_NILAI, tempat));
        }
        return Isi::TakTersedia(reason.0.clone());
    }
    let missing: Vec<String> =
        data.iter().filter(|n| !raw.contains_key(**n)).map(|n| format!("`{n}`")).collect();
    // A name that is only misspelt is not missing as well.
    if !missing.is_empty() && !unknown {
        let found = Diagnostic::new(&katalog::OPERAN_KURANG, baca.kunci(path));
        baca.lapor(found.isi("nama", missing.join(", ")));
    }
    if values.len() == data.len() { Isi::Nilai(values) } else { Isi::Kosong }
}

/// A running total never falls.
fn running_totals_rise(one: &Indikator, quarters: &[Isi; 4], path: &[Langkah], baca: &mut Pembaca) {
    for nama in one.data() {
        let mut before: Option<(usize, Bilangan)> = None;
        for (n, isi) in quarters.iter().enumerate() {
            let Isi::Nilai(values) = isi else { continue };
            let Some(now) = values.get(nama).copied() else { continue };
            if let Some((earlier, value)) = before
                && now < value
            {
                let place = |n: usize| [path, &[Kunci(TRIWULAN[n]), Kunci(nama)]].concat();
                let unit = one.satuan_data();
                let found = Diagnostic::new(&katalog::KUMULATIF_TURUN, baca.nilai(&place(n)))
                    .isi("nama", nama)
                    .isi("sebelum", unit.tulis_target(value))
                    .isi("nilai", unit.tulis_target(now))
                    .terkait(baca.nilai(&place(earlier)), &katalog::TRIWULAN_SEBELUMNYA);
                baca.lapor(found);
            }
            before = Some((n, now));
        }
    }
}

/// A value given by hand for another year must be that year's, where that year has a file.
fn other_years_agree(
    dokumen: &Dokumen<raw::Realisasi>,
    files: &[Dokumen<raw::Realisasi>],
    years: &BTreeMap<i32, Realisasi>,
    indikator: &BTreeMap<&str, &Indikator>,
    baca: &mut Pembaca,
) {
    let Some(this) = years.get(&dokumen.isi.tahun) else { return };
    for (id, values) in &this.indikator {
        let Some(one) = indikator.get(id.as_str()) else { continue };
        for (nama, other) in one.tahun_lain() {
            let tahun = dokumen.isi.tahun.saturating_add(other.selisih);
            let given = values.tahun_lain.get(nama);
            let there = years.get(&tahun).and_then(|year| year.indikator.get(id));
            let actual =
                there.and_then(|there| there.setahun(&other.dari, one.agregasi, 4).ok()?);
            let (Some(given), Some(actual)) = (given, actual) else { continue };
            if *given == actual {
                continue;
            }
            let path = [Kunci("realisasi"), Kunci(id), Kunci("tahun_lain"), Kunci(nama)];
            let mut found = Diagnostic::new(&katalog::NILAI_TAHUN_LAIN_BEDA, baca.nilai(&path))
                .isi("nama", nama)
                .isi("nilai", Satuan::Mentah.tulis_target(*given))
                .isi("sebenarnya", Satuan::Mentah.tulis_target(actual))
                .isi("tahun", tahun);
            if let Some(file) = files.iter().find(|file| file.isi.tahun == tahun) {
                let tempat = file.tempat_kunci(&[Kunci("realisasi"), Kunci(id)]);
                found = found.terkait(tempat, &katalog::NILAI_TAHUN_ITU);
            }
            baca.lapor(found);
        }
    }
}
