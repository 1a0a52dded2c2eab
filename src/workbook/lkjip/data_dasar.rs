//! *Data Dasar*: the raw data of every indicator, quarter by quarter. Everything else in the
//! workbook is computed from here; the year's value of each has a name.

use std::collections::{BTreeSet, HashMap};

use super::Laporan;
use crate::format;
use crate::formula::Bilangan;
use crate::measure::{self, uraian};
use crate::model::{Agregasi, Indikator, Isi, NILAI, RealisasiIndikator, Satuan};
use crate::workbook::rumus;
use crate::workbook::sel::{Rupa, Sel};
use crate::workbook::tabel::{Baris, Gaya, Kolom, Lembar, Letak, Tanda, grup, kolom};

/// One kind of raw data in one year.
struct Data<'a> {
    indikator: &'a Indikator,
    nama: &'a str,
    tahun: i32,
    isian: Option<&'a RealisasiIndikator>,
    /// Quarters that are reported.
    sampai: usize,
    /// A value given by hand in place of quarters.
    langsung: Option<Bilangan>,
}

/// Where the raw data stand.
pub(super) struct DataDasar<'a> {
    laporan: &'a Laporan<'a>,
    letak: Letak,
    baris: HashMap<(&'a str, &'a str, i32), usize>,
}

impl DataDasar<'_> {
    /// The name of an operand of `indikator` when it is measured for `tahun`.
    pub(super) fn nama(&self, indikator: &Indikator, operan: &str, tahun: i32) -> String {
        let (nama, tahun) = self.kunci(indikator, operan, tahun);
        name(indikator, nama, tahun).unwrap_or_else(|| {
            let row = self.baris.get(&(indikator.id.as_str(), nama, tahun)).copied().unwrap_or(0);
            let sampai = self.laporan.model.realisasi.get(&tahun).map_or(4, |file| file.sampai);
            self.letak.luar(&to_date(sampai), row)
        })
    }

    /// The cell of an operand from January to the end of a quarter of `tahun`, from 1. What
    /// belongs to another year is that year's value.
    pub(super) fn sampai(
        &self,
        indikator: &Indikator,
        operan: &str,
        tahun: i32,
        triwulan: usize,
    ) -> String {
        let key = self.kunci(indikator, operan, tahun);
        let own = key == (operan, tahun);
        match self.baris.get(&(indikator.id.as_str(), key.0, key.1)) {
            Some(row) if own => self.letak.luar(&to_date(triwulan), *row),
            _ => self.nama(indikator, operan, tahun),
        }
    }

    /// Name and year of the raw data behind an operand.
    fn kunci<'s>(&self, indikator: &'s Indikator, operan: &'s str, tahun: i32) -> (&'s str, i32) {
        source(self.laporan, indikator, operan, tahun)
    }
}

/// Name and year of the raw data behind an operand. A value by hand goes by the operand's
/// own name, for the year it is used in.
fn source<'s>(
    laporan: &Laporan,
    indikator: &'s Indikator,
    operan: &'s str,
    tahun: i32,
) -> (&'s str, i32) {
    let Some((_, other)) = indikator.tahun_lain().find(|(nama, _)| *nama == operan) else {
        return (operan, tahun);
    };
    let there = tahun.saturating_add(other.selisih);
    let own = measure::data(laporan.model, indikator, &other.dari, there, 4);
    let by_hand = measure::by_hand(laporan.model, indikator, operan, tahun);
    match (own.angka(), by_hand) {
        (None, Some(_)) => (operan, tahun),
        _ => (&other.dari, there),
    }
}

/// Characters that a name may have.
const PANJANG_NAMA: usize = 255;

/// `data.koperasi_rat.aktif_2024`: ids have no underscore and names no point, so it is unique,
/// and its beginning keeps it from looking like a cell. `None` where it would be too long.
fn name(indikator: &Indikator, nama: &str, tahun: i32) -> Option<String> {
    let name = format!("data.{}.{nama}_{tahun}", indikator.id.replace('-', "_"));
    (name.len() <= PANJANG_NAMA).then_some(name)
}

/// Key of the column with the value up to a quarter, from 1.
fn to_date(triwulan: usize) -> String {
    format!("sd_{triwulan}")
}

/// The sheet, and where its data stand.
pub(super) fn lembar<'a>(laporan: &'a Laporan<'a>) -> (Lembar, DataDasar<'a>) {
    let mut lembar = laporan.lembar("Data Dasar", "Data Dasar Indikator Kinerja");
    let rows = rows(laporan);
    let letak = lembar.tabel(&columns(laporan), &rows);
    let mut baris = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        if let Baris::Isi(data) = row {
            baris.insert((data.indikator.id.as_str(), data.nama, data.tahun), n);
            let year = letak.tetap(&to_date(data.sampai), n);
            lembar.bernama.extend(name(data.indikator, data.nama, data.tahun).map(|n| (n, year)));
        }
    }
    lembar.beku = 2;
    lembar.sela();
    lembar.bentang(
        "Isilah kolom triwulan; kolom \"Sampai dengan\" dan semua lembar lain ikut berubah. Kotak bergaris \
         berarti belum diisi, n/a berarti tidak tersedia (alasannya pada catatan sel), 0 berarti nol. \
         Sumber sesungguhnya tetap berkas YAML: perubahan di sini tidak kembali ke sana.",
        Gaya::Catatan,
    );
    (lembar, DataDasar { laporan, letak, baris })
}

fn rows<'a>(laporan: &'a Laporan<'a>) -> Vec<Baris<Data<'a>>> {
    let mut rows = Vec::new();
    for one in &laporan.ukur.jabatan {
        rows.push(Baris::Kelompok(one.jabatan.nama.clone()));
        for h in one.hitungan() {
            rows.extend(of_indicator(laporan, h.indikator).into_iter().map(Baris::Isi));
        }
    }
    rows
}

/// The raw data an indicator needs in all years of the report, the latest year first.
fn of_indicator<'a>(laporan: &'a Laporan<'a>, indikator: &'a Indikator) -> Vec<Data<'a>> {
    let operands: Vec<&str> = match &indikator.rumus {
        Some(rumus) => rumus.hitung.variabel(),
        None => vec![NILAI],
    };
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for tahun in laporan.tahun.iter().rev() {
        for operan in &operands {
            let (nama, year) = source(laporan, indikator, operan, *tahun);
            if seen.insert((nama, year)) {
                let file = laporan.model.realisasi.get(&year);
                rows.push(Data {
                    indikator,
                    nama,
                    tahun: year,
                    isian: file.and_then(|file| file.indikator.get(&indikator.id)),
                    sampai: file.map_or(4, |file| file.sampai),
                    langsung: measure::by_hand(laporan.model, indikator, nama, year),
                });
            }
        }
    }
    rows.sort_by_key(|data| std::cmp::Reverse(data.tahun));
    rows
}

fn columns<'a>(laporan: &'a Laporan) -> Vec<Kolom<'a, Data<'a>>> {
    let quarter = |n: usize| {
        kolom(format!("tw_{n}"), format::romawi(n), 13.0, move |d: &Data, _| quarter_cell(d, n))
            .tanda(Tanda::Kosong)
    };
    let sum = |n: usize| {
        kolom(to_date(n), format::romawi(n), 13.0, move |d: &Data, a| {
            if d.langsung.is_some() || n <= d.sampai {
                to_date_cell(laporan, d, n, &a.sel("tw_1"), &|n| a.sel(&format!("tw_{n}")))
            } else {
                Sel::tengah("–")
            }
        })
        .tanda(Tanda::Kosong)
    };
    vec![
        kolom("indikator", "Indikator Kinerja", 34.0, |d: &Data, _| Sel::teks(&d.indikator.nama)),
        kolom("data", "Data Dasar", 34.0, |d: &Data, _| Sel::teks(label(d))),
        kolom("tahun", "Tahun", 8.0, |d: &Data, _| Sel::tengah(d.tahun.to_string())),
        grup("Triwulan", (1..=4).map(quarter).collect()),
        grup("Sampai dengan Triwulan", (1..=4).map(sum).collect()),
        kolom("cara", "Cara Menjadi Setahun", 20.0, |d: &Data, _| Sel::teks(how(d))),
        kolom("nama", "Nama dalam Rumus", 30.0, |d: &Data, _| {
            Sel::teks(name(d.indikator, d.nama, d.tahun).unwrap_or_default())
        }),
        kolom("sumber", "Sumber Data", 26.0, |d: &Data, _| {
            Sel::teks(d.indikator.sumber.as_deref().unwrap_or(""))
        }),
    ]
}

/// What the data are, in the words of the formula.
fn label(d: &Data) -> String {
    let words = d.indikator.rumus.as_ref().and_then(|rumus| rumus.label.get(d.nama));
    words.cloned().unwrap_or_else(|| d.indikator.nama.clone())
}

fn how(d: &Data) -> &'static str {
    if d.langsung.is_some() {
        return "nilai tahun lain, diisi langsung";
    }
    match d.indikator.agregasi {
        Agregasi::Jumlah => "triwulan dijumlahkan",
        Agregasi::Akhir => "triwulan terakhir yang terisi",
        Agregasi::RataRata => "rata-rata triwulan yang terisi",
        Agregasi::Kumulatif => "sejak Januari; triwulan terakhir yang terisi",
    }
}

/// How raw data look; grades are their place in the scale here.
fn look(d: &Data) -> Rupa {
    match d.indikator.satuan_data() {
        Satuan::Predikat(_) => Rupa::Angka(0),
        unit => Rupa::diberikan(unit),
    }
}

fn quarter_cell(d: &Data, n: usize) -> Sel {
    if d.langsung.is_some() || n > d.sampai {
        return Sel::tengah("–");
    }
    match d.isian.map(|isian| &isian.triwulan[n - 1]) {
        None | Some(Isi::Kosong) => Sel::kosong(),
        Some(Isi::TakTersedia(reason)) => Sel::tengah("n/a").dengan(format!("n/a: {reason}")),
        Some(Isi::Nilai(values)) => {
            let value = values.get(d.nama).copied();
            let sel = value.map_or_else(Sel::kosong, |value| Sel::angka(value, look(d)));
            match (d.indikator.satuan_data(), value) {
                (unit @ Satuan::Predikat(_), Some(value)) => {
                    sel.dengan(format!("Predikat {}", unit.tulis(value)))
                }
                _ => sel,
            }
        }
    }
}

fn to_date_cell(
    laporan: &Laporan,
    d: &Data,
    n: usize,
    first: &str,
    cell: &dyn Fn(usize) -> String,
) -> Sel {
    if let Some(value) = d.langsung {
        return Sel::angka(value, look(d));
    }
    let cells: Vec<String> = (1..=n).map(cell).collect();
    let formula = rumus::setahun(d.indikator.agregasi, &format!("{first}:{}", cell(n)), &cells);
    let value = measure::data(laporan.model, d.indikator, d.nama, d.tahun, n);
    let sel = Sel::rumus(formula, &value, look(d));
    let missing = d.isian.map_or(d.sampai, |isian| {
        isian.triwulan[..d.sampai].iter().filter(|isi| **isi == Isi::Kosong).count()
    });
    if n == d.sampai && missing > 0 && value.angka().is_some() {
        return sel.dengan(format!("{missing} triwulan belum diisi"));
    }
    sel
}

/// Quarters up to the cut-off, in words.
pub(super) fn cut_off(laporan: &Laporan) -> String {
    format!("Realisasi sampai dengan {}.", uraian::numbered(&[laporan.ukur.sampai]))
}
