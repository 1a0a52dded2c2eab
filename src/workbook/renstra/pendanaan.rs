//! T-C.27: programmes, their targets, and the money for them.

use super::rencana::{aim, at_the_end, indicators, last};
use super::{Rencana, with_unit};
use crate::measure::anggaran::jumlah;
use crate::model::Indikator;
use crate::model::renstra::{Deret, Program, SubKegiatan};
use crate::workbook::pohon::{Cabang, Pohon};
use crate::workbook::rumus;
use crate::workbook::sel::{Rupa, Sel};
use crate::workbook::tabel::{Acuan, Baris, Gaya, Kolom, Lembar, Tanda, grup, kolom};

/// A row of T-C.27: an indicator of a goal or objective, or a node of the programmes.
enum Isian<'a> {
    Butir(&'a Indikator),
    Cabang(Cabang<'a>),
}

struct Rinci<'a> {
    tujuan_ke: usize,
    tujuan: &'a str,
    sasaran_ke: usize,
    sasaran: &'a str,
    isi: Isian<'a>,
}

impl Rinci<'_> {
    fn cabang(&self) -> Option<&Cabang<'_>> {
        match &self.isi {
            Isian::Butir(_) => None,
            Isian::Cabang(cabang) => Some(cabang),
        }
    }

    fn urut(&self) -> Option<usize> {
        self.cabang().map(|cabang| cabang.urut)
    }

    /// Its programme's, on the programme's own row.
    fn dari_program(&self, part: fn(&Program) -> Option<&str>) -> Option<&str> {
        let cabang = self.cabang()?;
        part(cabang.program?)
    }

    fn nama(&self) -> String {
        match &self.isi {
            Isian::Butir(i) => with_unit(&i.nama, &i.satuan),
            Isian::Cabang(cabang) => {
                cabang.indikator.map_or_else(String::new, |i| with_unit(&i.nama, &i.satuan))
            }
        }
    }

    fn awal(&self) -> Sel {
        match &self.isi {
            Isian::Butir(i) => Sel::mungkin(i.awal, &i.satuan),
            Isian::Cabang(cabang) => match cabang.indikator {
                Some(i) => Sel::mungkin(i.awal, &i.satuan),
                None => Sel::tanpa(),
            },
        }
    }

    fn target(&self, tahun: i32) -> Sel {
        match &self.isi {
            Isian::Butir(i) => aim(i, tahun),
            Isian::Cabang(cabang) => match cabang.indikator {
                Some(i) => Sel::mungkin(i.target.get(&tahun).copied(), &i.satuan),
                None => Sel::tanpa(),
            },
        }
    }

    fn akhir(&self, a: &Acuan, tahun: &[i32]) -> Sel {
        match &self.isi {
            Isian::Butir(i) => at_the_end(i, a, tahun),
            Isian::Cabang(cabang) if cabang.indikator.is_none() => Sel::tanpa(),
            Isian::Cabang(_) => {
                let Some(y) = tahun.last() else { return Sel::kosong() };
                last(Some(&a.sel(&format!("target_{y}"))), self.target(*y))
            }
        }
    }

    fn rupiah(&self, a: &Acuan, tahun: i32) -> Sel {
        match self.cabang() {
            None => Sel::tanpa(),
            Some(cabang) => cabang.uang(a, &format!("rp_{tahun}"), ceiling, tahun),
        }
    }

    /// The money of all years.
    fn rupiah_akhir(&self, a: &Acuan, tahun: &[i32]) -> Sel {
        let Some(cabang) = self.cabang() else { return Sel::tanpa() };
        let cells: Vec<String> = tahun.iter().map(|y| a.sel(&format!("rp_{y}"))).collect();
        let years = tahun.iter().map(|y| cabang.jumlah(ceiling, *y).angka());
        Sel::rumus(rumus::jumlah(&cells), &jumlah(years), Rupa::Rupiah)
    }
}

fn ceiling(sub: &SubKegiatan) -> &Deret {
    &sub.pagu
}

/// Tabel T-C.27.
pub(super) fn lembar(rencana: &Rencana) -> Lembar {
    let mut lembar = rencana.lembar(
        "T-C.27",
        rencana.renstra.tabel.tc27.as_ref(),
        "Rencana Program, Kegiatan, dan Pendanaan Perangkat Daerah",
    );
    let letak = lembar.tabel(&funding_columns(rencana), &funding_rows(rencana));
    // Too wide for one sheet of paper: the second half goes on another, with code, name and
    // indicator repeated.
    if let Some(middle) = rencana.tahun.get(half(rencana)) {
        let cut = letak.kolom_ke(&format!("target_{middle}"));
        lembar.tetap = true;
        lembar.belah = Some((cut, (letak.kolom_ke("kode"), letak.kolom_ke("indikator"))));
    }
    lembar.beku = 4;
    lembar.sela();
    for line in [
        "Rp dijumlahkan dari sub kegiatan ke atas. Kondisi akhir: target tahun terakhir, atau jumlahnya bila \
         target setiap tahun memang dijumlahkan; Rp akhir = jumlah semua tahun.",
        "Tahun dengan nomenklatur lama memakai kode dan nama yang berlaku sekarang.",
    ] {
        lembar.bentang(line, Gaya::Catatan);
    }
    lembar
}

/// How many years stand on the first of the two pages.
fn half(rencana: &Rencana) -> usize {
    rencana.tahun.len().div_ceil(2)
}

fn funding_columns<'a>(rencana: &'a Rencana) -> Vec<Kolom<'a, Rinci<'a>>> {
    let tahun = &rencana.tahun;
    let each_year = tahun.iter().enumerate().map(|(n, y)| {
        let y = *y;
        let target = kolom(format!("target_{y}"), "Target", 9.0, move |b: &Rinci, _| b.target(y));
        let money = kolom(format!("rp_{y}"), "Rp", 17.0, move |b: &Rinci, a| b.rupiah(a, y));
        grup(
            format!("Tahun-{} ({y})", n + 1),
            vec![target.tanda(Tanda::Kosong), money.gabung(Rinci::urut).tanda(Tanda::Kosong)],
        )
    });
    let end = grup(
        "Kondisi Kinerja pada Akhir Periode Renstra Perangkat Daerah",
        vec![
            kolom("akhir", "Target", 9.0, |b: &Rinci, a| b.akhir(a, tahun)),
            kolom("rp_akhir", "Rp", 18.0, |b: &Rinci, a| b.rupiah_akhir(a, tahun))
                .gabung(Rinci::urut),
        ],
    );
    // One heading for each page, so that none is cut in two.
    let funding = "Target Kinerja Program dan Kerangka Pendanaan";
    let mut first: Vec<_> = each_year.chain([end]).collect();
    let second = first.split_off(half(rencana));
    let unit = |id: &str| rencana.model.nama_jabatan(id);
    let indicator = "Indikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)";
    vec![
        kolom("tujuan", "Tujuan", 20.0, |b: &Rinci, _| Sel::teks(b.tujuan))
            .gabung(|b| Some(b.tujuan_ke)),
        kolom("sasaran", "Sasaran", 22.0, |b: &Rinci, _| Sel::teks(b.sasaran))
            .gabung(|b| Some(b.sasaran_ke)),
        kolom("kode", "Kode", 16.0, |b: &Rinci, _| {
            Sel::teks(b.cabang().map_or("", |cabang| cabang.kode))
        })
        .gabung(Rinci::urut),
        kolom("nama", "Program dan Kegiatan", 30.0, |b: &Rinci, _| {
            Sel::teks(b.cabang().map_or("", |cabang| cabang.nama))
        })
        .gabung(Rinci::urut),
        kolom("indikator", indicator, 30.0, |b: &Rinci, _| Sel::teks(b.nama())),
        kolom("awal", "Data Capaian pada Tahun Awal Perencanaan", 13.0, |b: &Rinci, _| b.awal())
            .tanda(Tanda::Kosong),
        grup(funding, first),
        grup(funding, second),
        kolom("unit", "Unit Kerja Penanggung Jawab", 22.0, move |b: &Rinci, _| {
            Sel::teks(b.dari_program(|p| Some(&p.penanggung_jawab)).map_or("", unit))
        })
        .gabung(Rinci::urut),
        kolom("lokasi", "Lokasi", 14.0, |b: &Rinci, _| {
            Sel::teks(b.dari_program(|p| p.lokasi.as_deref()).unwrap_or(""))
        })
        .gabung(Rinci::urut),
    ]
}

fn funding_rows<'a>(rencana: &Rencana<'a>) -> Vec<Baris<Rinci<'a>>> {
    let renstra = rencana.renstra;
    let mut rows: Vec<Baris<Rinci>> = Vec::new();
    let mut programmes = Vec::new();
    let mut pohon = Pohon::new(true);
    let mut own = indicators(rencana).into_iter().peekable();
    let mut number = 0;
    for (t, tujuan) in renstra.tujuan.iter().enumerate() {
        let row = |sasaran_ke, sasaran, isi| Rinci {
            tujuan_ke: t + 1,
            tujuan: tujuan.tujuan.as_str(),
            sasaran_ke,
            sasaran,
            isi,
        };
        while let Some(b) = own.next_if(|b| b.tujuan_ke == t + 1 && b.sasaran.is_none()) {
            rows.push(Baris::Isi(row(0, "", Isian::Butir(b.indikator))));
        }
        for sasaran in &tujuan.sasaran {
            number += 1;
            let name = sasaran.sasaran.as_str();
            while let Some(b) = own.next_if(|b| b.sasaran.is_some_and(|(n, _)| n == number)) {
                rows.push(Baris::Isi(row(number, name, Isian::Butir(b.indikator))));
            }
            let from = pohon.baris.len();
            let shift = rows.len() - from;
            for program in renstra.program_dari(&sasaran.id) {
                programmes.push(pohon.program(program) + shift);
            }
            pohon.geser(from, shift);
            rows.extend(pohon.baris[from..].iter_mut().filter_map(|made| {
                let wrap = |cabang| row(number, name, Isian::Cabang(cabang));
                match std::mem::replace(made, Baris::Kelompok(String::new())) {
                    Baris::Isi(cabang) => Some(Baris::Isi(wrap(cabang))),
                    Baris::Jumlah(cabang) => Some(Baris::Jumlah(wrap(cabang))),
                    Baris::Kelompok(_) => None,
                }
            }));
        }
    }
    pohon.jumlah(renstra, programmes);
    if let Some(Baris::Jumlah(total)) = pohon.baris.pop() {
        let isi = Isian::Cabang(total);
        // A number of its own: it merges with nothing.
        let last = usize::MAX;
        let whole = Rinci { tujuan_ke: last, tujuan: "", sasaran_ke: last, sasaran: "", isi };
        rows.push(Baris::Jumlah(whole));
    }
    rows
}
