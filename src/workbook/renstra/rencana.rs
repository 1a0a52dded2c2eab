//! T-C.25 to T-C.28: what this plan aims at, how, and with how much money.

use super::{Rencana, with_unit};
use crate::measure::Nilai;
use crate::measure::anggaran::jumlah;
use crate::model::renstra::{Deret, Program, SasaranRenstra, SubKegiatan, Tujuan};
use crate::model::{Agregasi, Indikator, Sasar, Target};
use crate::workbook::pohon::{Cabang, Pohon};
use crate::workbook::rumus;
use crate::workbook::sel::{Isi, Rupa, Sel};
use crate::workbook::tabel::{Acuan, Baris, Gaya, Kolom, Lembar, Tanda, grup, kolom};

/// An indicator of a goal or of one of its objectives.
struct Butir<'a> {
    /// Number of the goal, by which its cells merge.
    tujuan_ke: usize,
    tujuan: &'a Tujuan,
    /// Number of the objective within the office and its sentence; none for the goal's own.
    sasaran: Option<(usize, &'a SasaranRenstra)>,
    indikator: &'a Indikator,
}

/// The indicators of goals and objectives, each goal's own first.
fn indicators<'a>(rencana: &Rencana<'a>) -> Vec<Butir<'a>> {
    let mut rows = Vec::new();
    let mut number = 0;
    let model = rencana.model;
    let known = |id: &String| model.indikator(id).map(|(_, indikator)| indikator);
    for (t, tujuan) in rencana.renstra.tujuan.iter().enumerate() {
        let own = tujuan.indikator.iter().filter_map(known);
        let make = |sasaran, indikator| Butir { tujuan_ke: t + 1, tujuan, sasaran, indikator };
        rows.extend(own.map(|indikator| make(None, indikator)));
        for sasaran in &tujuan.sasaran {
            number += 1;
            let own = sasaran.indikator.iter().filter_map(known);
            rows.extend(own.map(|indikator| make(Some((number, sasaran)), indikator)));
        }
    }
    rows
}

/// A column for each year of the plan with what the indicator aims at.
fn targets<'a>(tahun: &[i32]) -> Vec<Kolom<'a, Butir<'a>>> {
    let column = |(n, tahun): (usize, &i32)| {
        let tahun = *tahun;
        let title = format!("{}\n({tahun})", n + 1);
        kolom(format!("target_{tahun}"), title, 11.0, move |b: &Butir, _| aim(b.indikator, tahun))
            .tanda(Tanda::Kosong)
    };
    tahun.iter().enumerate().map(column).collect()
}

/// The target as the plan first set it.
fn aim(indikator: &Indikator, tahun: i32) -> Sel {
    let target: Option<&Target> = indikator.target.get(&tahun);
    Sel::sasar(target.map(|target| target.murni), &indikator.satuan)
}

/// Tabel T-C.25.
pub(super) fn tujuan_sasaran(rencana: &Rencana) -> Lembar {
    let mut lembar = rencana.lembar(
        "T-C.25",
        rencana.renstra.tabel.tc25.as_ref(),
        "Tujuan dan Sasaran Jangka Menengah Pelayanan Perangkat Daerah",
    );
    let columns = vec![
        kolom("no", "No.", 5.0, |b: &Butir, _| Sel::nomor(b.tujuan_ke))
            .gabung(|b| Some(b.tujuan_ke)),
        kolom("tujuan", "Tujuan", 34.0, |b: &Butir, _| Sel::teks(&b.tujuan.tujuan))
            .gabung(|b| Some(b.tujuan_ke)),
        kolom("sasaran", "Sasaran", 36.0, |b: &Butir, _| {
            Sel::teks(b.sasaran.map_or("", |(_, sasaran)| &sasaran.sasaran))
        })
        .gabung(|b| Some(objective(b))),
        kolom("indikator", "Indikator Tujuan/Sasaran", 44.0, |b: &Butir, _| {
            Sel::teks(with_unit(&b.indikator.nama, &b.indikator.satuan))
        }),
        grup("Target Kinerja Tujuan/Sasaran pada Tahun ke-", targets(&rencana.tahun)),
    ];
    let rows: Vec<_> = indicators(rencana).into_iter().map(Baris::Isi).collect();
    lembar.tabel(&columns, &rows);
    lembar.beku = 2;
    lembar
}

/// By which the cells of an objective merge; those of a goal's own indicators too.
fn objective(b: &Butir) -> usize {
    // Objectives count from the start: they never meet the goals, which count from the end.
    b.sasaran.map_or(usize::MAX - b.tujuan_ke, |(number, _)| number)
}

/// A policy of a strategy.
struct Langkah<'a> {
    tujuan_ke: usize,
    tujuan: &'a str,
    sasaran_ke: usize,
    sasaran: &'a str,
    strategi_ke: usize,
    strategi: &'a str,
    arah: &'a str,
}

/// Tabel T-C.26.
pub(super) fn strategi(rencana: &Rencana) -> Lembar {
    let renstra = rencana.renstra;
    let mut lembar = rencana.lembar(
        "T-C.26",
        renstra.tabel.tc26.as_ref(),
        "Tujuan, Sasaran, Strategi, dan Arah Kebijakan",
    );
    lembar.bentang(&format!("VISI : {}", renstra.visi), Gaya::Kelompok);
    for (n, misi) in renstra.misi.iter().enumerate() {
        let number = crate::format::romawi(n + 1);
        lembar.bentang(&format!("MISI {number} : {}", misi.misi), Gaya::Kelompok);
    }
    let columns = vec![
        kolom("tujuan", "Tujuan", 34.0, |a: &Langkah, _| Sel::teks(a.tujuan))
            .gabung(|a| Some(a.tujuan_ke)),
        kolom("sasaran", "Sasaran", 40.0, |a: &Langkah, _| Sel::teks(a.sasaran))
            .gabung(|a| Some(a.sasaran_ke)),
        kolom("strategi", "Strategi", 42.0, |a: &Langkah, _| Sel::teks(a.strategi))
            .gabung(|a| Some(a.strategi_ke)),
        kolom("arah", "Arah Kebijakan", 60.0, |a: &Langkah, _| Sel::teks(a.arah)),
    ];
    let rows: Vec<_> = policies(rencana).into_iter().map(Baris::Isi).collect();
    lembar.tabel(&columns, &rows);
    lembar
}

fn policies<'a>(rencana: &Rencana<'a>) -> Vec<Langkah<'a>> {
    let mut rows = Vec::new();
    let (mut sasaran_ke, mut strategi_ke) = (0, 0);
    for (t, tujuan) in rencana.renstra.tujuan.iter().enumerate() {
        for sasaran in &tujuan.sasaran {
            sasaran_ke += 1;
            for strategi in &sasaran.strategi {
                strategi_ke += 1;
                rows.extend(strategi.arah_kebijakan.iter().map(|arah| Langkah {
                    tujuan_ke: t + 1,
                    tujuan: &tujuan.tujuan,
                    sasaran_ke,
                    sasaran: &sasaran.sasaran,
                    strategi_ke,
                    strategi: &strategi.strategi,
                    arah,
                }));
            }
        }
    }
    rows
}

/// The condition at the end of the plan: the sum where quarters and years add up, else the
/// last year's target (never a sum of shares, ranges or words).
fn at_the_end(indikator: &Indikator, a: &Acuan, tahun: &[i32]) -> Sel {
    let cells: Vec<String> = tahun.iter().map(|y| a.sel(&format!("target_{y}"))).collect();
    let adds_up = indikator.rumus.is_none() && indikator.agregasi == Agregasi::Jumlah;
    if !adds_up {
        return last(cells.last(), tahun.last().map_or_else(Sel::kosong, |y| aim(indikator, *y)));
    }
    let points = tahun.iter().map(|y| match indikator.target.get(y).map(|t| t.murni) {
        Some(Sasar::Titik(n)) => Some(n),
        _ => None,
    });
    Sel::rumus(rumus::jumlah(&cells), &jumlah(points), Rupa::diberikan(&indikator.satuan))
}

/// A cell that shows what another holds.
fn last(cell: Option<&String>, holds: Sel) -> Sel {
    let Some(cell) = cell else { return Sel::kosong() };
    let formula = format!("IF({cell}=\"\",\"\",{cell})");
    match holds.isi {
        Isi::Angka(n) => Sel::rumus(formula, &Nilai::Ada(n), holds.rupa),
        Isi::Teks(text) => Sel::rumus_teks(formula, text),
        _ => Sel::rumus(formula, &Nilai::Belum, holds.rupa),
    }
}

/// A row of T-C.27: an indicator of a goal or objective, or a node of the programmes.
enum Isian<'a> {
    Butir(&'a Indikator),
    Cabang(Cabang<'a>),
}

struct Baris27<'a> {
    tujuan_ke: usize,
    tujuan: &'a str,
    sasaran_ke: usize,
    sasaran: &'a str,
    isi: Isian<'a>,
}

impl Baris27<'_> {
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
pub(super) fn pendanaan(rencana: &Rencana) -> Lembar {
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

fn funding_columns<'a>(rencana: &'a Rencana) -> Vec<Kolom<'a, Baris27<'a>>> {
    let tahun = &rencana.tahun;
    let each_year = tahun.iter().enumerate().map(|(n, y)| {
        let y = *y;
        let target = kolom(format!("target_{y}"), "Target", 9.0, move |b: &Baris27, _| b.target(y));
        let money = kolom(format!("rp_{y}"), "Rp", 17.0, move |b: &Baris27, a| b.rupiah(a, y));
        grup(
            format!("Tahun-{} ({y})", n + 1),
            vec![target.tanda(Tanda::Kosong), money.gabung(Baris27::urut).tanda(Tanda::Kosong)],
        )
    });
    let end = grup(
        "Kondisi Kinerja pada Akhir Periode Renstra Perangkat Daerah",
        vec![
            kolom("akhir", "Target", 9.0, |b: &Baris27, a| b.akhir(a, tahun)),
            kolom("rp_akhir", "Rp", 18.0, |b: &Baris27, a| b.rupiah_akhir(a, tahun))
                .gabung(Baris27::urut),
        ],
    );
    // One heading for each page, so that none is cut in two.
    let funding = "Target Kinerja Program dan Kerangka Pendanaan";
    let mut first: Vec<_> = each_year.chain([end]).collect();
    let second = first.split_off(half(rencana));
    let unit = |id: &str| {
        let found = rencana.model.jabatan.iter().find(|jabatan| jabatan.id == id);
        found.map_or("", |jabatan| jabatan.nama.as_str())
    };
    let indicator = "Indikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)";
    vec![
        kolom("tujuan", "Tujuan", 20.0, |b: &Baris27, _| Sel::teks(b.tujuan))
            .gabung(|b| Some(b.tujuan_ke)),
        kolom("sasaran", "Sasaran", 22.0, |b: &Baris27, _| Sel::teks(b.sasaran))
            .gabung(|b| Some(b.sasaran_ke)),
        kolom("kode", "Kode", 16.0, |b: &Baris27, _| {
            Sel::teks(b.cabang().map_or("", |cabang| cabang.kode))
        })
        .gabung(Baris27::urut),
        kolom("nama", "Program dan Kegiatan", 30.0, |b: &Baris27, _| {
            Sel::teks(b.cabang().map_or("", |cabang| cabang.nama))
        })
        .gabung(Baris27::urut),
        kolom("indikator", indicator, 30.0, |b: &Baris27, _| Sel::teks(b.nama())),
        kolom("awal", "Data Capaian pada Tahun Awal Perencanaan", 13.0, |b: &Baris27, _| b.awal())
            .tanda(Tanda::Kosong),
        grup(funding, first),
        grup(funding, second),
        kolom("unit", "Unit Kerja Penanggung Jawab", 22.0, move |b: &Baris27, _| {
            Sel::teks(b.dari_program(|p| Some(&p.penanggung_jawab)).map_or("", unit))
        })
        .gabung(Baris27::urut),
        kolom("lokasi", "Lokasi", 14.0, |b: &Baris27, _| {
            Sel::teks(b.dari_program(|p| p.lokasi.as_deref()).unwrap_or(""))
        })
        .gabung(Baris27::urut),
    ]
}

fn funding_rows<'a>(rencana: &Rencana<'a>) -> Vec<Baris<Baris27<'a>>> {
    let renstra = rencana.renstra;
    let mut rows: Vec<Baris<Baris27>> = Vec::new();
    let mut programmes = Vec::new();
    let mut pohon = Pohon::new(true);
    let mut own = indicators(rencana).into_iter().peekable();
    let mut number = 0;
    for (t, tujuan) in renstra.tujuan.iter().enumerate() {
        let row = |sasaran_ke, sasaran, isi| Baris27 {
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
        let whole = Baris27 { tujuan_ke: last, tujuan: "", sasaran_ke: last, sasaran: "", isi };
        rows.push(Baris::Jumlah(whole));
    }
    rows
}

/// Tabel T-C.28.
pub(super) fn indikator(rencana: &Rencana) -> Lembar {
    let mut lembar = rencana.lembar(
        "T-C.28",
        rencana.renstra.tabel.tc28.as_ref(),
        "Indikator Kinerja Perangkat Daerah yang Mengacu pada Tujuan dan Sasaran RPJMD",
    );
    let tahun = &rencana.tahun;
    let columns = vec![
        kolom("no", "No", 5.0, |_: &Butir, a| Sel::nomor(a.baris + 1)),
        kolom("indikator", "Indikator", 60.0, |b: &Butir, _| {
            Sel::teks(with_unit(&b.indikator.nama, &b.indikator.satuan))
        }),
        kolom("awal", "Kondisi Kinerja pada Awal Periode RPJMD (Tahun 0)", 18.0, |b: &Butir, _| {
            Sel::mungkin(b.indikator.awal, &b.indikator.satuan)
        })
        .tanda(Tanda::Kosong),
        grup("Target Capaian Setiap Tahun", targets(tahun)),
        kolom("akhir", "Kondisi Kinerja pada Akhir Periode RPJMD", 18.0, |b: &Butir, a| {
            at_the_end(b.indikator, a, tahun)
        }),
    ];
    let mut seen = Vec::new();
    let mut once = |b: &Butir| {
        let new = !seen.contains(&b.indikator.id);
        seen.push(b.indikator.id.clone());
        new
    };
    let rows = indicators(rencana).into_iter().filter(|b| once(b)).map(Baris::Isi);
    lembar.tabel(&columns, &rows.collect::<Vec<_>>());
    lembar.beku = 2;
    lembar
}
