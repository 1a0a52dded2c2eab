//! The annexes of the performance report (LKjIP): one sheet for each table.
//!
//! All tables of indicators have the same rows ([`Laporan::baris`]), so that a formula on
//! one sheet finds the cell of the same indicator on another by the same number.

mod anggaran;
mod data_dasar;
mod keterangan;
mod pengukuran;
mod perjanjian;

use std::collections::HashMap;

use super::rumus::Ukuran;
use super::sel::Sel;
use super::tabel::{Baris, Kolom, Lembar, kolom};
use crate::format;
use crate::measure::{self, Hitungan, Pengukuran, uraian};
use crate::model::{Indikator, Jabatan, Model, Sasar, Satuan, Status};
use data_dasar::DataDasar;

/// Earlier years that a comparison shows beside the year itself.
const TAHUN_PEMBANDING: usize = 5;

/// What all sheets of the report draw from.
struct Laporan<'a> {
    model: &'a Model,
    ukur: &'a Pengukuran<'a>,
    /// Years with actual values, the report's own last.
    tahun: Vec<i32>,
    status: &'static str,
    /// The indicators by id, each with its position.
    indeks: HashMap<&'a str, (&'a Jabatan, Butir<'a>)>,
}

/// One indicator of one position: a row of most tables.
#[derive(Clone, Copy)]
struct Butir<'a> {
    /// Number of its objective within the position, from 1.
    nomor: usize,
    /// Number of its objective in the office, by which cells merge.
    sasaran_ke: usize,
    sasaran: &'a str,
    h: &'a Hitungan<'a>,
    /// Its row in every table of indicators.
    di: usize,
}

/// The sheets of the year's report, and how far their figures are settled.
pub fn lembar(model: &Model, tahun: i32) -> (Status, Vec<Lembar>) {
    let mut years: Vec<i32> = model.realisasi.keys().copied().filter(|y| *y < tahun).collect();
    years.push(tahun);
    let tahun_lain = years.len().saturating_sub(TAHUN_PEMBANDING);
    let years = years.split_off(tahun_lain);
    let ukur = measure::ukur(model, tahun);
    let status = status(model, &years);
    let laporan = Laporan {
        model,
        ukur: &ukur,
        status: uraian::status(status),
        tahun: years,
        indeks: index(&ukur),
    };
    let (data, raw) = data_dasar::lembar(&laporan);
    let (pengukuran, at) = pengukuran::pengukuran(&laporan, &raw);
    let mut all = pengukuran::ringkasan(&laporan, &at);
    all.extend(perjanjian::lembar(&laporan));
    all.push(pengukuran);
    all.push(pengukuran::triwulan(&laporan, &raw, &at));
    all.push(pengukuran::perbandingan(&laporan, &raw, &at));
    all.push(pengukuran::kemajuan(&laporan, &at));
    all.extend(pengukuran::standar_nasional(&laporan, &at));
    all.extend(anggaran::lembar(&laporan, &at));
    all.push(pengukuran::analisis(&laporan, &at));
    all.push(data);
    all.push(keterangan::lembar(&laporan));
    (status, all)
}

/// The least settled of all figures that the report shows.
fn status(model: &Model, years: &[i32]) -> Status {
    let years = years.iter().map(|y| model.realisasi.get(y).map_or(Status::Draf, |r| r.status));
    years.chain(model.renstra.iter().map(|r| r.status)).min().unwrap_or(Status::Draf)
}

impl<'a> Laporan<'a> {
    /// A sheet with its title block.
    fn lembar(&self, nama: &'static str, judul: &str) -> Lembar {
        Lembar::new(nama, self.status, &self.judul(judul))
    }

    /// A title with the cut-off, where the figures do not cover the year.
    fn sampai(&self, judul: &str) -> String {
        match self.ukur.sampai {
            4 => judul.to_owned(),
            n => format!("{judul} s.d. Triwulan {}", format::romawi(n)),
        }
    }

    fn judul(&self, judul: &str) -> Vec<String> {
        let opd = &self.model.opd;
        let office = format!("{} {}", opd.nama, opd.daerah).to_uppercase();
        vec![judul.to_uppercase(), office, format!("TAHUN {}", self.ukur.tahun)]
    }

    /// The rows of a table of indicators: a heading for each position, then its indicators.
    fn baris(&self) -> Vec<Baris<Butir<'a>>> {
        rows(self.ukur)
    }

    /// Sentences under a table: the policies that govern it.
    fn kebijakan(&self, lembar: &mut Lembar) {
        lembar.sela();
        for sentence in uraian::policies(&self.model.opd.kebijakan) {
            lembar.bentang(&sentence, super::tabel::Gaya::Catatan);
        }
    }
}

fn rows<'a>(ukur: &'a Pengukuran<'a>) -> Vec<Baris<Butir<'a>>> {
    let mut rows = Vec::new();
    let mut sasaran_ke = 0;
    for one in &ukur.jabatan {
        rows.push(Baris::Kelompok(one.jabatan.nama.clone()));
        for (n, (sasaran, all)) in one.sasaran.iter().enumerate() {
            sasaran_ke += 1;
            for h in all {
                let sasaran = sasaran.sasaran.as_str();
                let di = rows.len();
                rows.push(Baris::Isi(Butir { nomor: n + 1, sasaran_ke, sasaran, h, di }));
            }
        }
    }
    rows
}

fn index<'a>(ukur: &'a Pengukuran<'a>) -> HashMap<&'a str, (&'a Jabatan, Butir<'a>)> {
    let positions = ukur.jabatan.iter().flat_map(|j| j.hitungan().map(|_| j.jabatan));
    let butir = rows(ukur).into_iter().filter_map(|row| match row {
        Baris::Isi(butir) => Some(butir),
        Baris::Kelompok(_) | Baris::Jumlah(_) => None,
    });
    let by_id = |(jabatan, butir): (&'a Jabatan, Butir<'a>)| {
        (butir.h.indikator.id.as_str(), (jabatan, butir))
    };
    positions.zip(butir).map(by_id).collect()
}

/// The columns every table of indicators begins with.
fn identitas<'a>() -> Vec<Kolom<'a, Butir<'a>>> {
    vec![
        kolom("no", "No", 5.0, |b: &Butir, _| Sel::nomor(b.nomor)).gabung(|b| Some(b.sasaran_ke)),
        kolom("sasaran", "Sasaran", 30.0, |b: &Butir, _| Sel::teks(b.sasaran))
            .gabung(|b| Some(b.sasaran_ke)),
        kolom("indikator", "Indikator Kinerja", 36.0, |b: &Butir, _| {
            Sel::teks(&b.h.indikator.nama)
        }),
        kolom("satuan", "Satuan", 11.0, |b: &Butir, _| Sel::tengah(satuan(&b.h.indikator.satuan))),
    ]
}

/// A unit as tables have it.
fn satuan(satuan: &Satuan) -> String {
    match satuan {
        Satuan::Persen => "%".to_owned(),
        other => other.nama().to_owned(),
    }
}

/// What an indicator aims at, with the story of a revised target as its note.
fn target(h: &Hitungan) -> Sel {
    let unit = &h.indikator.satuan;
    let sel = Sel::sasar(h.sasar, unit);
    match h.target.and_then(|t| Some((t.murni, t.perubahan.as_ref()?))) {
        Some((old, (new, reason))) => sel.dengan(format!(
            "Target perubahan: semula {}, menjadi {}. {reason}",
            old.tulis(unit),
            new.tulis(unit)
        )),
        None => sel,
    }
}

/// The formula of a realisasi for the operands that `operan` names.
fn realisasi(h: &Hitungan, operan: &dyn Fn(&str) -> String) -> Sel {
    let unit = &h.indikator.satuan;
    let rupa = super::sel::Rupa::terukur(unit);
    let rumus = super::rumus::realisasi(h.indikator, operan, decimals(h));
    match unit {
        crate::model::Satuan::Predikat(_) => {
            let words = h.realisasi.angka().map(|n| unit.tulis(n));
            let words = words.unwrap_or_else(|| super::sel::keadaan(&h.realisasi));
            Sel::rumus_teks(rumus.unwrap_or_default(), words)
        }
        _ => match rumus {
            Some(rumus) => Sel::rumus(rumus, &h.realisasi, rupa),
            None => h.realisasi.angka().map_or_else(Sel::kosong, |n| Sel::angka(n, rupa)),
        },
    }
}

/// The most decimals among the raw data.
fn decimals(h: &Hitungan) -> u32 {
    let values = h.operan.iter().filter_map(|operan| operan.nilai.angka()?.bulat(6));
    values.map(|value| value.normalize().scale()).max().unwrap_or(0)
}

/// How a realisasi comes about and where its data are from.
fn asal(indikator: &Indikator) -> String {
    let how = match &indikator.rumus {
        Some(rumus) => {
            let label = |nama: &str| rumus.label.get(nama).cloned().unwrap_or_default();
            format!("Rumus: {}.", crate::formula::kata_kata(&rumus.hitung, &label))
        }
        None => "Nilai langsung, tanpa rumus.".to_owned(),
    };
    let source = indikator.sumber.as_deref().unwrap_or("belum disebut");
    format!("{how}\nSumber data: {source}.")
}

/// The achievement in a cell, its formula over the cells `target` and `realisasi`.
fn capaian(
    laporan: &Laporan,
    h: &Hitungan,
    (sasar, hasil): (Option<Sasar>, &crate::measure::Nilai),
    (target, realisasi): (String, String),
) -> Sel {
    let indikator = h.indikator;
    let kebijakan = &laporan.model.opd.kebijakan;
    let target = Ukuran::new(target, &indikator.satuan);
    let realisasi = Ukuran::new(realisasi, &indikator.satuan);
    let rumus = super::rumus::capaian(kebijakan, indikator.arah, sasar, &target, &realisasi);
    Sel::rumus(rumus, hasil, super::sel::Rupa::Persen)
}

/// `2024` as column titles have it.
fn tahun_teks(tahun: i32) -> String {
    format!("Tahun {tahun}")
}

/// The raw data of every indicator, and what other sheets call them by.
type Mentah<'a> = DataDasar<'a>;
