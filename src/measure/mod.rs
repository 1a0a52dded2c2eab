//! Measurement: the model in, exact numbers out. Pure: no clock, no files, no rounding.
//!
//! The quarters of an indicator's raw data make the year's (`agregasi`); the formula turns
//! them into the *realisasi*; target and realisasi make the *capaian* ([`capaian`]); the
//! capaian has a category and goes into averages ([`rata`]). A value that is not there stays
//! a state ([`Nilai`]) all the way to the page.

pub mod anggaran;
pub mod capaian;
pub mod efisiensi;
pub mod rata;
pub mod uraian;

use crate::formula::{Bilangan, Halangan};
use crate::model::{
    Arah, Indikator, Isi, Jabatan, Kebijakan, Model, RealisasiIndikator, Sasar, Sasaran, Status,
    Target, gabung,
};
pub use capaian::Aturan;
use capaian::capaian;
use rata::Rata;

/// A value, or why there is none. The states are never mixed up with 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nilai {
    /// The value.
    Ada(Bilangan),
    /// *Belum diisi*: not filled yet.
    Belum,
    /// *n/a*: not available, with the reason.
    TakTersedia(String),
    /// *Tidak dapat dihitung*.
    TakTerhitung(Sebab),
}

/// Why something cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sebab {
    /// A denominator is zero.
    PenyebutNol,
    /// The exact result has more digits than there is room for.
    TerlaluBesar,
    /// There is no target.
    TanpaTarget,
    /// The target is zero, and more is better: nothing to divide by. Systems in use answer
    /// with 0, with 100% or with an error; no number claims least.
    TargetNol,
    /// The target is below zero: a share of it says nothing.
    TargetNegatif,
    /// The value is zero where the policy divides by it.
    RealisasiNol,
    /// Efficiency is not spoken of below an achievement of 100%.
    BelumTercapai,
}

/// Stands where nothing is missing and nothing went wrong: there just is no number.
const TANPA_KATA: &str = "–";

impl Nilai {
    /// The number, if there is one.
    pub fn angka(&self) -> Option<Bilangan> {
        match self {
            Nilai::Ada(number) => Some(*number),
            _ => None,
        }
    }

    /// As documents show it: the number as `number` writes it, or the state in words.
    pub fn tulis(&self, number: impl Fn(Bilangan) -> String) -> String {
        match self {
            Nilai::Ada(n) => number(*n),
            Nilai::Belum => "belum diisi".to_owned(),
            Nilai::TakTersedia(_) => "n/a".to_owned(),
            Nilai::TakTerhitung(Sebab::TanpaTarget | Sebab::BelumTercapai) => TANPA_KATA.to_owned(),
            Nilai::TakTerhitung(_) => "tidak dapat dihitung".to_owned(),
        }
    }

    /// The same, with the reason of a state: `n/a: data BPS terbit bulan Juni`.
    pub fn lengkap(&self, number: impl Fn(Bilangan) -> String) -> String {
        let state = self.tulis(number);
        match self.sebab() {
            None => state,
            Some(why) if state == TANPA_KATA => why.to_owned(),
            Some(why) => format!("{state}: {why}"),
        }
    }

    /// Why there is no number, where there is more to say than the state.
    pub fn sebab(&self) -> Option<&str> {
        match self {
            Nilai::Ada(_) | Nilai::Belum => None,
            Nilai::TakTersedia(reason) => Some(reason),
            Nilai::TakTerhitung(sebab) => Some(sebab.kata()),
        }
    }
}

impl Sebab {
    /// The reason in words.
    pub fn kata(self) -> &'static str {
        match self {
            Sebab::PenyebutNol => "penyebutnya 0",
            Sebab::TerlaluBesar => "hasilnya memerlukan lebih banyak angka daripada yang tersedia",
            Sebab::TanpaTarget => "targetnya belum ditetapkan",
            Sebab::TargetNol => "targetnya 0",
            Sebab::TargetNegatif => "targetnya negatif",
            Sebab::RealisasiNol => "realisasinya 0, padahal menjadi pembagi",
            Sebab::BelumTercapai => "capaiannya belum 100%",
        }
    }
}

impl From<Result<Bilangan, Halangan>> for Nilai {
    /// Numbers beyond the range of decimals count as too large: they could not be printed.
    fn from(result: Result<Bilangan, Halangan>) -> Self {
        match result {
            Ok(number) if number.bulat(6).is_some() && number.desimal().is_some() => {
                Nilai::Ada(number)
            }
            Ok(_) | Err(Halangan::TerlaluBesar) => Nilai::TakTerhitung(Sebab::TerlaluBesar),
            Err(Halangan::TanpaNilai) => Nilai::Belum,
            Err(Halangan::PenyebutNol) => Nilai::TakTerhitung(Sebab::PenyebutNol),
        }
    }
}

/// One operand of a formula, for the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operan<'a> {
    /// Its name; that of the value itself where there is no formula.
    pub nama: &'a str,
    /// Its value.
    pub nilai: Nilai,
    /// The year it is of.
    pub tahun: i32,
}

/// One indicator in one year.
#[derive(Debug)]
pub struct Hitungan<'a> {
    /// The indicator.
    pub indikator: &'a Indikator,
    /// What the year's file says of it.
    pub isian: Option<&'a RealisasiIndikator>,
    /// Its targets for the year.
    pub target: Option<&'a Target>,
    /// What it is measured against: the target in force, up to the cut-off where there are
    /// quarterly targets.
    pub sasar: Option<Sasar>,
    /// Whether `sasar` is that of the whole year.
    pub setahun: bool,
    /// The operands.
    pub operan: Vec<Operan<'a>>,
    /// The actual value.
    pub realisasi: Nilai,
    /// The achievement; 1 is 100%.
    pub capaian: Nilai,
    /// The rule it was computed by.
    pub aturan: Option<Aturan>,
    /// The category, a place in the scale.
    pub kategori: Option<usize>,
    /// Quarters up to the cut-off that are not filled, from 1.
    pub belum: Vec<usize>,
    /// Quarters up to the cut-off that are not available, with the reason.
    pub tak_tersedia: Vec<(usize, &'a str)>,
}

/// One position in one year.
#[derive(Debug)]
pub struct PerJabatan<'a> {
    /// The position.
    pub jabatan: &'a Jabatan,
    /// Its objectives with their indicators.
    pub sasaran: Vec<(&'a Sasaran, Vec<Hitungan<'a>>)>,
    /// The average achievement.
    pub rata: Rata,
}

impl<'a> PerJabatan<'a> {
    /// Its indicators.
    pub fn hitungan(&self) -> impl Iterator<Item = &Hitungan<'a>> {
        self.sasaran.iter().flat_map(|(_, all)| all)
    }
}

/// An office in one year.
#[derive(Debug)]
pub struct Pengukuran<'a> {
    /// The year.
    pub tahun: i32,
    /// How far the figures are settled.
    pub status: Status,
    /// Quarters that are reported, 1 to 4.
    pub sampai: usize,
    /// The positions, in printed order.
    pub jabatan: Vec<PerJabatan<'a>>,
    /// The average over the office.
    pub rata: Rata,
    /// How many indicators are in each category of the scale.
    pub sebaran: Vec<usize>,
}

impl<'a> Pengukuran<'a> {
    /// All indicators.
    pub fn hitungan(&self) -> impl Iterator<Item = &Hitungan<'a>> {
        self.jabatan.iter().flat_map(PerJabatan::hitungan)
    }
}

/// Measures a year. A year without a file is a draft in which nothing is filled.
pub fn ukur(model: &Model, tahun: i32) -> Pengukuran<'_> {
    let kebijakan = &model.opd.kebijakan;
    let year = model.realisasi.get(&tahun);
    let jabatan: Vec<PerJabatan> = model
        .jabatan
        .iter()
        .map(|jabatan| {
            let sasaran: Vec<_> = jabatan
                .sasaran
                .iter()
                .map(|sasaran| {
                    let all = sasaran.baris.iter().flatten();
                    (sasaran, all.map(|i| hitung(model, i, tahun)).collect::<Vec<_>>())
                })
                .collect();
            let rata = rata::rata_rata(kebijakan, sasaran.iter().map(|(_, all)| all.as_slice()));
            PerJabatan { jabatan, sasaran, rata }
        })
        .collect();
    let groups = jabatan.iter().flat_map(|j| j.sasaran.iter().map(|(_, all)| all.as_slice()));
    let rata = rata::rata_rata(kebijakan, groups);
    let mut sebaran = vec![0; kebijakan.skala.peringkat.len()];
    for kategori in jabatan.iter().flat_map(PerJabatan::hitungan).filter_map(|h| h.kategori) {
        sebaran[kategori] += 1;
    }
    Pengukuran {
        tahun,
        status: year.map_or(Status::Draf, |year| year.status),
        sampai: year.map_or(4, |year| year.sampai),
        jabatan,
        rata,
        sebaran,
    }
}

/// Measures one indicator in one year, up to the cut-off of the year's figures.
pub fn hitung<'a>(model: &'a Model, indikator: &'a Indikator, tahun: i32) -> Hitungan<'a> {
    let sampai = model.realisasi.get(&tahun).map_or(4, |year| year.sampai);
    hitung_sampai(model, indikator, tahun, sampai)
}

/// Measures one indicator from January to the end of quarter `sampai`, from 1.
pub fn hitung_sampai<'a>(
    model: &'a Model,
    indikator: &'a Indikator,
    tahun: i32,
    sampai: usize,
) -> Hitungan<'a> {
    let year = model.realisasi.get(&tahun);
    let isian = year.and_then(|year| year.indikator.get(&indikator.id));
    let target = indikator.target.get(&tahun);
    let (sasar, setahun) = aimed_at(target, indikator, sampai);
    let operan = operands(model, indikator, tahun, sampai);
    let realisasi = actual(indikator, &operan);
    let (capaian, aturan) = achievement(&model.opd.kebijakan, indikator.arah, sasar, &realisasi);
    let kategori = capaian.angka().map(|c| model.opd.kebijakan.skala.kategori(c));
    let quarters = || isian.iter().flat_map(|i| &i.triwulan).enumerate().take(sampai);
    let empty = |isi: &Isi| *isi == Isi::Kosong;
    let belum = match isian {
        None => (1..=sampai).collect(),
        Some(_) => quarters().filter(|(_, isi)| empty(isi)).map(|(n, _)| n + 1).collect(),
    };
    let tak_tersedia = quarters()
        .filter_map(|(n, isi)| match isi {
            Isi::TakTersedia(reason) => Some((n + 1, reason.as_str())),
            Isi::Kosong | Isi::Nilai(_) => None,
        })
        .collect();
    Hitungan {
        indikator,
        isian,
        target,
        sasar,
        setahun,
        operan,
        realisasi,
        capaian,
        aturan,
        kategori,
        belum,
        tak_tersedia,
    }
}

/// The target up to the cut-off. A year-to-date value is measured against the target of the
/// same quarters, where they have one; never against what the calendar says today.
fn aimed_at(
    target: Option<&Target>,
    indikator: &Indikator,
    sampai: usize,
) -> (Option<Sasar>, bool) {
    let Some(target) = target else { return (None, true) };
    let to_date = target
        .triwulan
        .filter(|_| sampai < 4)
        .and_then(|quarters| gabung(indikator.agregasi, &quarters[..sampai]).ok().flatten());
    match to_date {
        Some(value) => (Some(Sasar::Titik(value)), false),
        None => (Some(target.berlaku()), true),
    }
}

/// The raw data of the year, and of the other years that the formula asks for.
fn operands<'a>(
    model: &Model,
    indikator: &'a Indikator,
    tahun: i32,
    sampai: usize,
) -> Vec<Operan<'a>> {
    let Some(rumus) = &indikator.rumus else {
        let nama = crate::model::NILAI;
        let nilai = data(model, indikator, nama, tahun, sampai);
        return vec![Operan { nama, nilai, tahun }];
    };
    let names = rumus.hitung.variabel().into_iter();
    names
        .map(|nama| match rumus.tahun_lain.get(nama) {
            None => {
                let nilai = data(model, indikator, nama, tahun, sampai);
                Operan { nama, nilai, tahun }
            }
            Some(other) => {
                let there = tahun.saturating_add(other.selisih);
                let own = data(model, indikator, &other.dari, there, 4);
                let nilai = match (own, by_hand(model, indikator, nama, tahun)) {
                    (Nilai::Ada(value), _) | (_, Some(value)) => Nilai::Ada(value),
                    (state, None) => state,
                };
                Operan { nama, nilai, tahun: there }
            }
        })
        .collect()
}

/// The value that the file of `tahun` gives by hand for a variable of another year.
pub fn by_hand(model: &Model, indikator: &Indikator, nama: &str, tahun: i32) -> Option<Bilangan> {
    let year = model.realisasi.get(&tahun)?;
    year.indikator.get(&indikator.id)?.tahun_lain.get(nama).copied()
}

/// The raw data `nama` of a year, from January to the end of quarter `sampai`.
pub fn data(model: &Model, indikator: &Indikator, nama: &str, tahun: i32, sampai: usize) -> Nilai {
    let year = model.realisasi.get(&tahun);
    let Some(isian) = year.and_then(|year| year.indikator.get(&indikator.id)) else {
        return Nilai::Belum;
    };
    match isian.setahun(nama, indikator.agregasi, sampai) {
        Ok(Some(value)) => Nilai::from(Ok(value)),
        Err(halangan) => Nilai::from(Err(halangan)),
        // Nothing is filled: the last reason speaks for the year, if there is one.
        Ok(None) => isian.triwulan[..sampai.min(4)]
            .iter()
            .rev()
            .find_map(|isi| match isi {
                Isi::TakTersedia(reason) => Some(Nilai::TakTersedia(reason.clone())),
                Isi::Kosong | Isi::Nilai(_) => None,
            })
            .unwrap_or(Nilai::Belum),
    }
}

/// The realisasi: the formula over its operands, or the value itself.
fn actual(indikator: &Indikator, operan: &[Operan]) -> Nilai {
    if let Some(missing) = operan.iter().find(|o| o.nilai.angka().is_none()) {
        return missing.nilai.clone();
    }
    let value = |nama: &str| operan.iter().find(|o| o.nama == nama).and_then(|o| o.nilai.angka());
    match &indikator.rumus {
        Some(rumus) => rumus.hitung.nilai(&value).into(),
        None => operan.first().map_or(Nilai::Belum, |only| only.nilai.clone()),
    }
}

/// The achievement of a value or its state against a target, and the rule that gave it.
pub fn achievement(
    kebijakan: &Kebijakan,
    arah: Arah,
    sasar: Option<Sasar>,
    realisasi: &Nilai,
) -> (Nilai, Option<Aturan>) {
    let Some(sasar) = sasar else { return (Nilai::TakTerhitung(Sebab::TanpaTarget), None) };
    match realisasi {
        Nilai::Ada(value) => {
            let (nilai, aturan) = capaian(kebijakan, arah, sasar, *value);
            (nilai, Some(aturan))
        }
        state => (state.clone(), None),
    }
}
