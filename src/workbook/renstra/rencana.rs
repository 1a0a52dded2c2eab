//! T-C.25, T-C.26 and T-C.28: what this plan aims at, and how.

use super::{Rencana, with_unit};
use crate::measure::Nilai;
use crate::measure::anggaran::jumlah;
use crate::model::renstra::{SasaranRenstra, Tujuan};
use crate::model::{Agregasi, Indikator, Sasar, Target};
use crate::workbook::rumus;
use crate::workbook::sel::{Isi, Rupa, Sel};
use crate::workbook::tabel::{Acuan, Baris, Gaya, Kolom, Lembar, Tanda, grup, kolom};

/// An indicator of a goal or of one of its objectives.
pub(super) struct Butir<'a> {
    /// Number of the goal, by which its cells merge.
    pub(super) tujuan_ke: usize,
    tujuan: &'a Tujuan,
    /// Number of the objective within the office and its sentence; none for the goal's own.
    pub(super) sasaran: Option<(usize, &'a SasaranRenstra)>,
    pub(super) indikator: &'a Indikator,
}

/// The indicators of goals and objectives, each goal's own first.
pub(super) fn indicators<'a>(rencana: &Rencana<'a>) -> Vec<Butir<'a>> {
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
pub(super) fn aim(indikator: &Indikator, tahun: i32) -> Sel {
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
pub(super) fn at_the_end(indikator: &Indikator, a: &Acuan, tahun: &[i32]) -> Sel {
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
pub(super) fn last(cell: Option<&String>, holds: Sel) -> Sel {
    let Some(cell) = cell else { return Sel::kosong() };
    let formula = format!("IF({cell}=\"\",\"\",{cell})");
    match holds.isi {
        Isi::Angka(n) => Sel::rumus(formula, &Nilai::Ada(n), holds.rupa),
        Isi::Teks(text) => Sel::rumus_teks(formula, text),
        _ => Sel::rumus(formula, &Nilai::Belum, holds.rupa),
    }
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
