//! The tables of Chapter III (PermenPANRB 53/2014): target, actual value and achievement of
//! every indicator; by quarter; against earlier years, the end of the plan, national
//! standards; and why.

use super::data_dasar::cut_off;
use super::{
    Butir, Laporan, Mentah, asal, capaian, identitas, realisasi, satuan, tahun_teks, target,
};
use crate::format;
use crate::measure::{self, Hitungan, Nilai, uraian};
use crate::model::{Analisis, RataRata, Sasar};
use crate::workbook::rumus;
use crate::workbook::sel::{Rupa, Sel};
use crate::workbook::tabel::{Bagan, Baris, Gaya, Kolom, Lembar, Letak, Tanda, grup, kolom};

/// *Pengukuran Kinerja*: the same figures as the yearly IKI.
pub(super) fn pengukuran(laporan: &Laporan, raw: &Mentah) -> (Lembar, Letak) {
    let tahun = laporan.ukur.tahun;
    let title = laporan.sampai("Pengukuran Kinerja");
    let mut lembar = laporan.lembar("Pengukuran Kinerja", &title);
    let skala = &laporan.model.opd.kebijakan.skala;
    let mut columns = identitas();
    columns.extend([
        kolom("target", "Target", 12.0, |b: &Butir, _| target(b.h)).tanda(Tanda::Kosong),
        kolom("realisasi", "Realisasi", 14.0, move |b: &Butir, _| {
            let operan = |operan: &str| raw.nama(b.h.indikator, operan, tahun);
            realisasi(b.h, &operan).dengan(asal(b.h.indikator))
        })
        .tanda(Tanda::Kosong),
        kolom("capaian", "Capaian (%)", 12.0, |b: &Butir, a| {
            let cells = (a.sel("target"), a.sel("realisasi"));
            let sel = capaian(laporan, b.h, (b.h.sasar, &b.h.capaian), cells);
            match b.h.aturan {
                Some(rule) => sel.dengan(format!("{} ({})", rule.rumus(), rule.sumber())),
                None => sel,
            }
        })
        .tanda(Tanda::Kosong),
        kolom("kategori", "Kategori", 14.0, move |b: &Butir, a| {
            let formula = rumus::kategori(skala, &a.sel("capaian"));
            Sel::rumus_teks(formula, uraian::kategori(b.h.kategori, skala))
        })
        .tanda(Tanda::Kategori),
    ]);
    if laporan.model.opd.kebijakan.rata_rata == RataRata::Sasaran {
        columns.push(mean_of_sasaran(laporan));
    }
    columns.push(kolom("keterangan", "Keterangan", 32.0, |b: &Butir, _| {
        Sel::teks(uraian::missing(b.h).join("; "))
    }));
    let letak = lembar.tabel(&columns, &laporan.baris());
    lembar.beku = 3;
    laporan.kebijakan(&mut lembar);
    lembar.bentang(&cut_off(laporan), Gaya::Catatan);
    (lembar, letak)
}

/// The mean of each objective, where averages are made of them.
fn mean_of_sasaran<'a>(laporan: &'a Laporan<'a>) -> Kolom<'a, Butir<'a>> {
    let kebijakan = &laporan.model.opd.kebijakan;
    kolom("rata_sasaran", "Rata-rata Sasaran", 12.0, move |b: &Butir, a| {
        let groups = laporan.ukur.jabatan.iter().flat_map(|j| &j.sasaran);
        let group = groups.map(|(_, all)| all.as_slice()).nth(b.sasaran_ke - 1).unwrap_or(&[]);
        let mean = measure::rata::rata_terbatas(kebijakan, group.iter());
        let range = a.rentang("capaian", b.di..b.di + group.len());
        Sel::rumus(rumus::rata_terbatas(&range), &mean, Rupa::Persen)
    })
    .gabung(|b| Some(b.sasaran_ke))
}

/// One position of the summary; the whole office in its total.
struct Ringkas<'a> {
    nama: &'a str,
    rata: &'a measure::rata::Rata,
    /// Its rows in *Pengukuran Kinerja*.
    baris: std::ops::Range<usize>,
}

/// *Ringkasan* and *Bagan*: the average of every position, as a table and as a chart.
pub(super) fn ringkasan(laporan: &Laporan, at: &Letak) -> Vec<Lembar> {
    let mut lembar = laporan.lembar("Ringkasan", "Ringkasan Capaian Kinerja");
    let skala = &laporan.model.opd.kebijakan.skala;
    let positions = laporan.ukur.jabatan.len();
    let over_sasaran = laporan.model.opd.kebijakan.rata_rata == RataRata::Sasaran;
    let columns = vec![
        kolom("no", "No", 5.0, move |_: &Ringkas, a| {
            if a.baris < positions { Sel::nomor(a.baris + 1) } else { Sel::kosong() }
        }),
        kolom("jabatan", "Jabatan", 62.0, |r: &Ringkas, _| Sel::teks(r.nama)),
        kolom("rata", "Rata-rata Capaian (%)", 16.0, |r: &Ringkas, _| {
            let formula = if over_sasaran {
                rumus::rata(&at.rentang_luar("rata_sasaran", r.baris.clone()))
            } else {
                rumus::rata_terbatas(&at.rentang_luar("capaian", r.baris.clone()))
            };
            Sel::rumus(formula, &r.rata.nilai, Rupa::Persen)
        })
        .tanda(Tanda::Kosong),
        kolom("kategori", "Kategori", 16.0, |r: &Ringkas, a| {
            let formula = rumus::kategori(skala, &a.sel("rata"));
            Sel::rumus_teks(formula, uraian::kategori(r.rata.kategori, skala))
        })
        .tanda(Tanda::Kategori),
        kolom("terhitung", "Indikator Terhitung", 12.0, |r: &Ringkas, _| {
            let range = at.rentang_luar("capaian", r.baris.clone());
            count(format!("COUNT({range})"), r.rata.terhitung)
        }),
        kolom("semua", "Jumlah Indikator", 12.0, |r: &Ringkas, _| {
            let range = at.rentang_luar("indikator", r.baris.clone());
            count(format!("COUNTA({range})"), r.rata.semua)
        }),
    ];
    let rows = averages(laporan);
    let letak = lembar.tabel(&columns, &rows);
    laporan.kebijakan(&mut lembar);
    let mut both = vec![lembar];
    if positions > 0 {
        both.push(chart(laporan, &letak, positions));
    }
    both
}

/// *Bagan*: the averages as bars.
fn chart(laporan: &Laporan, ringkasan: &Letak, positions: usize) -> Lembar {
    let mut lembar = laporan.lembar("Bagan", "Rata-rata Capaian Setiap Jabatan");
    lembar.lebar = vec![18.0; 8];
    let rows = (ringkasan.baris_ke(0), ringkasan.baris_ke(positions - 1));
    lembar.bagan = Some(Bagan {
        lembar: "Ringkasan",
        judul: format!("Rata-rata capaian, tahun {}", laporan.ukur.tahun),
        alt:
            "Bagan batang rata-rata capaian setiap jabatan; angkanya sama dengan lembar Ringkasan."
                .to_owned(),
        nama: (ringkasan.kolom_ke("jabatan"), rows.0, rows.1),
        nilai: vec![("Rata-rata capaian".to_owned(), ringkasan.kolom_ke("rata"))],
        rupa: Rupa::Persen,
    });
    lembar
}

fn averages<'a>(laporan: &Laporan<'a>) -> Vec<Baris<Ringkas<'a>>> {
    let mut rows = Vec::new();
    let mut next = 0;
    for one in &laporan.ukur.jabatan {
        // Behind the heading of the position.
        let baris = next + 1..next + 1 + one.hitungan().count();
        next = baris.end;
        rows.push(Baris::Isi(Ringkas { nama: &one.jabatan.nama, rata: &one.rata, baris }));
    }
    let whole = Ringkas { nama: "Seluruh kantor", rata: &laporan.ukur.rata, baris: 1..next.max(2) };
    rows.push(Baris::Jumlah(whole));
    rows
}

fn count(formula: String, result: usize) -> Sel {
    let result = i32::try_from(result).unwrap_or(i32::MAX);
    Sel::rumus(formula, &Nilai::Ada(result.into()), Rupa::Angka(0))
}

/// *Triwulan*: targets and actual values from January to the end of each quarter.
pub(super) fn triwulan(laporan: &Laporan, raw: &Mentah, at: &Letak) -> Lembar {
    let mut lembar = laporan.lembar("Triwulan", "Pengukuran Kinerja Triwulanan");
    let (tahun, sampai) = (laporan.ukur.tahun, laporan.ukur.sampai);
    let aims = |n: usize| {
        kolom(format!("target_{n}"), format::romawi(n), 10.0, move |b: &Butir, _| {
            let quarters = b.h.target.and_then(|t| t.triwulan);
            Sel::mungkin(quarters.map(|q| q[n - 1]), &b.h.indikator.satuan)
        })
    };
    let actual = |n: usize| {
        kolom(format!("realisasi_{n}"), format::romawi(n), 13.0, move |b: &Butir, _| {
            if n > sampai {
                return Sel::tengah("–");
            }
            let i = b.h.indikator;
            let until = measure::hitung_sampai(laporan.model, i, tahun, n);
            realisasi(&until, &|operan| raw.sampai(i, operan, tahun, n))
        })
        .tanda(Tanda::Kosong)
    };
    let mut columns = identitas();
    columns.extend([
        kolom("target", "Target Setahun", 12.0, |b: &Butir, _| {
            Sel::sasar(b.h.target.map(crate::model::Target::berlaku), &b.h.indikator.satuan)
        })
        .tanda(Tanda::Kosong),
        grup("Target Triwulan", (1..=4).map(aims).collect()),
        grup("Realisasi sampai dengan Triwulan", (1..=4).map(actual).collect()),
        kolom(
            "capaian",
            format!("Capaian s.d. TW {} (%)", format::romawi(sampai)),
            12.0,
            |b: &Butir, _| {
                let formula = rumus::lihat(&at.luar("capaian", b.di));
                Sel::rumus(formula, &b.h.capaian, Rupa::Persen)
            },
        )
        .tanda(Tanda::Kosong),
    ]);
    lembar.tabel(&columns, &laporan.baris());
    lembar.beku = 3;
    lembar.sela();
    lembar.bentang(
        "Target triwulan yang kosong belum ditetapkan; capaiannya dihitung terhadap target setahun.",
        Gaya::Catatan,
    );
    lembar.bentang(&cut_off(laporan), Gaya::Catatan);
    lembar
}

/// The same indicator in another year.
fn in_year<'a>(laporan: &Laporan<'a>, b: &Butir<'a>, tahun: i32) -> Hitungan<'a> {
    measure::hitung(laporan.model, b.h.indikator, tahun)
}

/// *Perbandingan*: this year beside earlier ones.
pub(super) fn perbandingan(laporan: &Laporan, raw: &Mentah, at: &Letak) -> Lembar {
    let mut lembar = laporan.lembar(
        "Perbandingan",
        &laporan.sampai("Perbandingan Realisasi dan Capaian Kinerja dengan Tahun-Tahun Sebelumnya"),
    );
    let this = laporan.ukur.tahun;
    let years = || laporan.tahun.iter().copied();
    let aims = |y: i32| {
        kolom(format!("target_{y}"), y.to_string(), 11.0, move |b: &Butir, _| {
            target(&in_year(laporan, b, y))
        })
    };
    let actual = |y: i32| {
        kolom(format!("realisasi_{y}"), y.to_string(), 13.0, move |b: &Butir, _| {
            let i = b.h.indikator;
            realisasi(&in_year(laporan, b, y), &|operan| raw.nama(i, operan, y))
        })
        .tanda(Tanda::Kosong)
    };
    let achieved = |y: i32| {
        kolom(format!("capaian_{y}"), y.to_string(), 10.0, move |b: &Butir, a| {
            if y == this {
                return Sel::rumus(
                    rumus::lihat(&at.luar("capaian", b.di)),
                    &b.h.capaian,
                    Rupa::Persen,
                );
            }
            let cells = (a.sel(&format!("target_{y}")), a.sel(&format!("realisasi_{y}")));
            let then = in_year(laporan, b, y);
            capaian(laporan, &then, (then.sasar, &then.capaian), cells)
        })
        .tanda(Tanda::Kosong)
    };
    let mut columns = identitas();
    columns.extend([
        grup("Target", years().map(aims).collect()),
        grup("Realisasi", years().map(actual).collect()),
        grup("Capaian (%)", years().map(achieved).collect()),
    ]);
    // Half a year does not grow against a whole one.
    let whole = laporan.ukur.sampai == 4;
    if let ([.., before, _], true) = (&laporan.tahun[..], whole) {
        let before = *before;
        let cells = move |a: &crate::workbook::tabel::Acuan| {
            (a.sel(&format!("realisasi_{before}")), a.sel(&format!("realisasi_{this}")))
        };
        let growth = move |b: &Butir| {
            let graded = matches!(b.h.indikator.satuan, crate::model::Satuan::Predikat(_));
            let lalu = if graded { Nilai::Belum } else { in_year(laporan, b, before).realisasi };
            measure::anggaran::pertumbuhan(&lalu, &b.h.realisasi)
        };
        columns.push(kolom(
            "pertumbuhan",
            format!("Pertumbuhan terhadap {before} (%)"),
            13.0,
            move |b: &Butir, a| {
                let (lalu, kini) = cells(a);
                Sel::rumus(rumus::pertumbuhan(&lalu, &kini), &growth(b), Rupa::Persen)
            },
        ));
    }
    lembar.tabel(&columns, &laporan.baris());
    lembar.beku = 3;
    lembar.sela();
    lembar.bentang(&cut_off(laporan), Gaya::Catatan);
    lembar.bentang(
        "Pertumbuhan = (realisasi tahun ini − realisasi tahun lalu) ÷ realisasi tahun lalu.",
        Gaya::Catatan,
    );
    lembar
}

/// *Kemajuan*: how far the target at the end of the plan is reached.
pub(super) fn kemajuan(laporan: &Laporan, at: &Letak) -> Lembar {
    let end = laporan.model.opd.periode[1];
    let mut lembar = laporan.lembar(
        "Kemajuan Renstra",
        &laporan
            .sampai("Perbandingan Realisasi sampai dengan Tahun Ini dengan Target Akhir Renstra"),
    );
    let aim = |b: &Butir| b.h.indikator.target.get(&end).map(crate::model::Target::berlaku);
    let mut columns = identitas();
    columns.extend([
        kolom("target", format!("Target Akhir Renstra ({end})"), 15.0, move |b: &Butir, _| {
            Sel::sasar(aim(b), &b.h.indikator.satuan)
        })
        .tanda(Tanda::Kosong),
        linked(at, "realisasi", format!("Realisasi {}", tahun_teks(laporan.ukur.tahun))),
        kolom("kemajuan", "Tingkat Kemajuan (%)", 14.0, move |b: &Butir, a| {
            let kebijakan = &laporan.model.opd.kebijakan;
            let i = b.h.indikator;
            let reached = measure::achievement(kebijakan, i.arah, aim(b), &b.h.realisasi).0;
            let cells = (a.sel("target"), a.sel("realisasi"));
            capaian(laporan, b.h, (aim(b), &reached), cells)
        })
        .tanda(Tanda::Kosong),
    ]);
    lembar.tabel(&columns, &laporan.baris());
    lembar.beku = 3;
    lembar.sela();
    lembar.bentang(
        "Tingkat kemajuan dihitung seperti capaian, terhadap target tahun terakhir Renstra; untuk arah naik: \
         realisasi ÷ target akhir.",
        Gaya::Catatan,
    );
    lembar
}

/// A column that shows the cell of the same indicator in *Pengukuran Kinerja*.
fn linked<'a>(at: &'a Letak, kunci: &'static str, judul: String) -> Kolom<'a, Butir<'a>> {
    kolom(kunci, judul, 14.0, move |b: &Butir, _| {
        let formula = rumus::lihat(&at.luar(kunci, b.di));
        let unit = &b.h.indikator.satuan;
        match (kunci, unit) {
            ("capaian", _) => Sel::rumus(formula, &b.h.capaian, Rupa::Persen),
            (_, crate::model::Satuan::Predikat(_)) => {
                let words = b.h.realisasi.angka().map(|n| unit.tulis(n));
                let state = || crate::workbook::sel::keadaan(&b.h.realisasi);
                Sel::rumus_teks(formula, words.unwrap_or_else(state))
            }
            _ => Sel::rumus(formula, &b.h.realisasi, Rupa::terukur(unit)),
        }
    })
    .tanda(Tanda::Kosong)
}

/// *Standar Nasional*, where an indicator has one.
pub(super) fn standar_nasional(laporan: &Laporan, at: &Letak) -> Option<Lembar> {
    let rows: Vec<Baris<Butir>> = laporan
        .baris()
        .into_iter()
        .filter(
            |row| matches!(row, Baris::Isi(butir) if butir.h.indikator.standar_nasional.is_some()),
        )
        .collect();
    if rows.is_empty() {
        return None;
    }
    let standard = |b: &Butir| b.h.indikator.standar_nasional.as_ref().map(|(nilai, _)| *nilai);
    let title = laporan.sampai("Perbandingan Realisasi Kinerja dengan Standar Nasional");
    let mut lembar = laporan.lembar("Standar Nasional", &title);
    let columns = vec![
        kolom("no", "No", 5.0, |_: &Butir, a| Sel::nomor(a.baris + 1)),
        kolom("indikator", "Indikator Kinerja", 44.0, |b: &Butir, _| {
            Sel::teks(&b.h.indikator.nama)
        }),
        kolom("satuan", "Satuan", 11.0, |b: &Butir, _| Sel::tengah(satuan(&b.h.indikator.satuan))),
        linked(at, "realisasi", format!("Realisasi {}", tahun_teks(laporan.ukur.tahun))),
        kolom("standar", "Standar Nasional", 14.0, move |b: &Butir, _| {
            Sel::mungkin(standard(b), &b.h.indikator.satuan)
        }),
        kolom("capaian", "Realisasi terhadap Standar (%)", 15.0, move |b: &Butir, a| {
            let kebijakan = &laporan.model.opd.kebijakan;
            let aim = standard(b).map(Sasar::Titik);
            let arah = b.h.indikator.arah;
            let reached = measure::achievement(kebijakan, arah, aim, &b.h.realisasi).0;
            let cells = (a.sel("standar"), a.sel("realisasi"));
            capaian(laporan, b.h, (aim, &reached), cells)
        }),
        kolom("keterangan", "Keterangan", 46.0, |b: &Butir, _| {
            Sel::teks(b.h.indikator.standar_nasional.as_ref().map_or("", |(_, sumber)| sumber))
        }),
    ];
    lembar.tabel(&columns, &rows);
    Some(lembar)
}

/// *Analisis*: what helped, what stood in the way, what was done.
pub(super) fn analisis(laporan: &Laporan, at: &Letak) -> Lembar {
    let mut lembar = laporan.lembar(
        "Analisis",
        "Analisis Penyebab Keberhasilan/Kegagalan atau Peningkatan/Penurunan Kinerja serta Alternatif \
         Solusi yang Telah Dilakukan",
    );
    let text = |kunci: &'static str, judul: &str, part: fn(&Analisis) -> &Option<String>| {
        kolom(kunci, judul, 40.0, move |b: &Butir, _| {
            let words = b.h.isian.and_then(|isian| part(isian.analisis.as_ref()?).as_deref());
            words.map_or_else(Sel::kosong, Sel::teks)
        })
        .tanda(Tanda::Kosong)
    };
    let columns = vec![
        kolom("no", "No", 5.0, |b: &Butir, _| Sel::nomor(b.nomor)).gabung(|b| Some(b.sasaran_ke)),
        kolom("indikator", "Indikator Kinerja", 34.0, |b: &Butir, _| {
            Sel::teks(&b.h.indikator.nama)
        }),
        linked(at, "capaian", "Capaian (%)".to_owned()),
        text("pendukung", "Faktor Pendukung", |a| &a.pendukung),
        text("hambatan", "Faktor Penghambat", |a| &a.hambatan),
        text("upaya", "Upaya yang Dilakukan", |a| &a.upaya),
    ];
    lembar.tabel(&columns, &laporan.baris());
    lembar.beku = 2;
    lembar
}
