//! *Realisasi Anggaran* and *Efisiensi*: what was planned and spent, from the sub-activities
//! up, and what it bought.

use super::{Butir, Laporan};
use crate::formula::{Bilangan, Halangan};
use crate::measure::Nilai;
use crate::measure::anggaran::{jumlah, jumlah_sub, rasio};
use crate::measure::efisiensi::{Keluaran, efisiensi, pmk_22_2021};
use crate::measure::rata::rata_terbatas;
use crate::model::renstra::{Deret, Program, Renstra, SubKegiatan};
use crate::workbook::pohon::{Cabang, Pohon};
use crate::workbook::rumus;
use crate::workbook::sel::{Rupa, Sel};
use crate::workbook::tabel::{Baris, Gaya, Kolom, Lembar, Letak, Tanda, kolom};

/// An objective of the plan, measured and paid for, or one of its indicators.
enum Hasil<'a> {
    Sasaran {
        nomor: usize,
        nama: &'a str,
        /// Its row in the table of the budget.
        uang: usize,
        /// How many indicators follow it.
        indikator: usize,
        capaian: Nilai,
        anggaran: Nilai,
        realisasi: Nilai,
    },
    Indikator(Butir<'a>),
}

/// Both sheets, where there is a plan.
pub(super) fn lembar(laporan: &Laporan, at: &Letak) -> Vec<Lembar> {
    let Some(renstra) = &laporan.model.renstra else { return Vec::new() };
    let (budget, money, objectives) = budget(laporan, renstra);
    vec![budget, efficiency(laporan, renstra, at, (&money, &objectives))]
}

fn budget(laporan: &Laporan, renstra: &Renstra) -> (Lembar, Letak, Vec<usize>) {
    let tahun = laporan.ukur.tahun;
    let mut lembar = laporan.lembar("Realisasi Anggaran", "Realisasi Anggaran");
    let mut pohon = Pohon::new(false);
    let all = renstra.sasaran().map(|s| pohon.sasaran(renstra, &s.id, &s.sasaran));
    let objectives: Vec<usize> = all.collect();
    pohon.jumlah(renstra, objectives.clone());
    let amount = |kunci: &'static str, judul: &str, deret: fn(&SubKegiatan) -> &Deret| {
        kolom(kunci, format!("{judul} {tahun} (Rp)"), 20.0, move |c: &Cabang, a| {
            c.uang(a, kunci, deret, tahun)
        })
        .tanda(Tanda::Kosong)
    };
    let columns: Vec<Kolom<Cabang>> = vec![
        kolom("kode", "Kode", 18.0, |c: &Cabang, _| Sel::teks(c.kode)),
        kolom("uraian", "Sasaran/Program/Kegiatan/Sub Kegiatan", 66.0, |c: &Cabang, _| {
            Sel::teks(c.nama)
        }),
        amount("anggaran", "Anggaran", |sub| &sub.anggaran),
        amount("realisasi", "Realisasi", |sub| &sub.realisasi),
        kolom("persen", "Penyerapan (%)", 14.0, move |c: &Cabang, a| {
            let formula = rumus::rasio(&a.sel("realisasi"), &a.sel("anggaran"));
            let [planned, spent] = both(&c.sub, tahun);
            Sel::rumus(formula, &rasio(&spent, &planned), Rupa::Persen)
        }),
        kolom("sisa", "Sisa Anggaran (Rp)", 20.0, move |c: &Cabang, a| {
            let (planned, spent) = (a.sel("anggaran"), a.sel("realisasi"));
            let formula = format!("IF(COUNT({planned},{spent})<2,\"\",ROUND({planned}-{spent},2))");
            let [planned, spent] = both(&c.sub, tahun);
            Sel::rumus(formula, &difference(&planned, &spent), Rupa::Rupiah)
        }),
    ];
    let letak = lembar.tabel(&columns, &pohon.baris);
    lembar.beku = 2;
    lembar.sela();
    lembar.bentang(
        "Jumlah dihitung dari sub kegiatan ke atas. Penyerapan = realisasi ÷ anggaran.",
        Gaya::Catatan,
    );
    let instruments = instruments(renstra);
    lembar.bentang(&format!("Kode dan nama menurut {instruments}."), Gaya::Catatan);
    (lembar, letak, objectives)
}

/// The instruments that codes are taken from.
fn instruments(renstra: &Renstra) -> String {
    let mut names: Vec<&str> = renstra.program.iter().map(|p| p.nomenklatur.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn both(sub: &[&SubKegiatan], tahun: i32) -> [Nilai; 2] {
    let sum = |deret: fn(&SubKegiatan) -> &Deret| jumlah_sub(sub.iter().copied(), deret, tahun);
    [sum(|s| &s.anggaran), sum(|s| &s.realisasi)]
}

fn difference(one: &Nilai, other: &Nilai) -> Nilai {
    match (one, other) {
        (Nilai::Ada(one), Nilai::Ada(other)) => one.kurang(*other).into(),
        _ => Nilai::Belum,
    }
}

fn efficiency(
    laporan: &Laporan,
    renstra: &Renstra,
    at: &Letak,
    (money, objectives): (&Letak, &[usize]),
) -> Lembar {
    let mut lembar = laporan
        .lembar("Efisiensi", &laporan.sampai("Analisis atas Efisiensi Penggunaan Sumber Daya"));
    let rows = outcomes(laporan, renstra, objectives);
    let own = lembar.tabel(&efficiency_columns(at, money), &rows);
    lembar.beku = 2;
    lembar.sela();
    lembar.bentang(
        "Capaian sasaran = rata-rata capaian indikatornya, dengan batas yang sama seperti semua rata-rata. \
         Efisiensi = capaian − penyerapan, hanya bila capaian sekurang-kurangnya 100% (kelaziman LKjIP \
         pemerintah daerah; tidak ada peraturan yang menetapkannya).",
        Gaya::Catatan,
    );
    ministry(&mut lembar, &own, &rows);
    lembar
}

/// The objectives with their indicators.
fn outcomes<'a>(
    laporan: &Laporan<'a>,
    renstra: &'a Renstra,
    objectives: &[usize],
) -> Vec<Baris<Hasil<'a>>> {
    let tahun = laporan.ukur.tahun;
    let mut rows = Vec::new();
    for (n, (sasaran, uang)) in renstra.sasaran().zip(objectives).enumerate() {
        let known = |id: &String| laporan.indeks.get(id.as_str()).map(|(_, butir)| *butir);
        let butir: Vec<Butir> = sasaran.indikator.iter().filter_map(known).collect();
        let sub: Vec<_> =
            renstra.program_dari(&sasaran.id).flat_map(Program::sub_kegiatan).collect();
        let [anggaran, realisasi] = both(&sub, tahun);
        rows.push(Baris::Jumlah(Hasil::Sasaran {
            nomor: n + 1,
            nama: &sasaran.sasaran,
            uang: *uang,
            indikator: butir.len(),
            capaian: rata_terbatas(&laporan.model.opd.kebijakan, butir.iter().map(|b| b.h)),
            anggaran,
            realisasi,
        }));
        rows.extend(butir.into_iter().map(|b| Baris::Isi(Hasil::Indikator(b))));
    }
    rows
}

fn efficiency_columns<'a>(at: &'a Letak, money: &'a Letak) -> Vec<Kolom<'a, Hasil<'a>>> {
    let of_objective =
        |kunci: &'static str, judul: &str, lebar, make: fn(&Hasil, String) -> Sel| {
            kolom(kunci, judul, lebar, move |h: &Hasil, _| match h {
                Hasil::Sasaran { uang, .. } => make(h, rumus::lihat(&money.luar(kunci, *uang))),
                Hasil::Indikator(_) => Sel::kosong(),
            })
        };
    vec![
        kolom("no", "No", 6.0, |h: &Hasil, _| match h {
            Hasil::Sasaran { nomor, .. } => Sel::nomor(*nomor),
            Hasil::Indikator(_) => Sel::kosong(),
        }),
        kolom("sasaran", "Sasaran/Indikator", 60.0, |h: &Hasil, _| match h {
            Hasil::Sasaran { nama, .. } => Sel::teks(*nama),
            Hasil::Indikator(b) => Sel::teks(&b.h.indikator.nama),
        }),
        kolom("capaian", "Capaian Kinerja (%)", 16.0, |h: &Hasil, a| match h {
            Hasil::Sasaran { indikator, capaian, .. } => {
                let range = a.rentang("capaian", a.baris + 1..a.baris + 1 + indikator);
                // An objective without indicators has no range to look at.
                let formula =
                    if *indikator == 0 { "\"\"".to_owned() } else { rumus::rata_terbatas(&range) };
                Sel::rumus(formula, capaian, Rupa::Persen)
            }
            Hasil::Indikator(b) => {
                Sel::rumus(rumus::lihat(&at.luar("capaian", b.di)), &b.h.capaian, Rupa::Persen)
            }
        })
        .tanda(Tanda::Kosong),
        of_objective("anggaran", "Anggaran (Rp)", 20.0, |h, cell| match h {
            Hasil::Sasaran { anggaran, .. } => Sel::rumus(cell, anggaran, Rupa::Rupiah),
            Hasil::Indikator(_) => Sel::kosong(),
        }),
        of_objective("realisasi", "Realisasi Anggaran (Rp)", 20.0, |h, cell| match h {
            Hasil::Sasaran { realisasi, .. } => Sel::rumus(cell, realisasi, Rupa::Rupiah),
            Hasil::Indikator(_) => Sel::kosong(),
        }),
        kolom("penyerapan", "Penyerapan Anggaran (%)", 16.0, |h: &Hasil, a| match h {
            Hasil::Sasaran { anggaran, realisasi, .. } => {
                let formula = rumus::rasio(&a.sel("realisasi"), &a.sel("anggaran"));
                Sel::rumus(formula, &rasio(realisasi, anggaran), Rupa::Persen)
            }
            Hasil::Indikator(_) => Sel::kosong(),
        }),
        kolom("efisiensi", "Tingkat Efisiensi (%)", 16.0, |h: &Hasil, a| match h {
            Hasil::Sasaran { capaian, anggaran, realisasi, .. } => {
                let value = efisiensi(capaian, &rasio(realisasi, anggaran));
                let formula = rumus::efisiensi(&a.sel("capaian"), &a.sel("penyerapan"));
                Sel::rumus(formula, &value, Rupa::Persen)
            }
            Hasil::Indikator(_) => Sel::kosong(),
        }),
    ]
}

/// An objective in the rule of the finance ministry; the last row is all of them.
struct Pmk<'a> {
    nama: &'a str,
    /// Its row in the table above.
    di: Option<usize>,
    keluaran: Option<Keluaran>,
}

impl Pmk<'_> {
    /// What it adds to one of the columns.
    fn bagian(&self, kunci: &str) -> Option<Bilangan> {
        let one = self.keluaran?;
        match kunci {
            "alokasi" => Some(one.alokasi),
            "patut" => one.patut().ok(),
            _ => Some(one.realisasi),
        }
    }
}

/// The efficiency after PMK 22/2021, over the objectives that have achievement and budget.
fn ministry(lembar: &mut Lembar, own: &Letak, rows: &[Baris<Hasil>]) {
    let mut outputs: Vec<Pmk> = Vec::new();
    for (di, row) in rows.iter().enumerate() {
        if let Baris::Jumlah(Hasil::Sasaran { nama, capaian, anggaran, realisasi, .. }) = row {
            let numbers = (anggaran.angka(), capaian.angka(), realisasi.angka());
            let keluaran = match numbers {
                (Some(alokasi), Some(capaian), Some(realisasi)) => {
                    Some(Keluaran { alokasi, capaian, realisasi })
                }
                _ => None,
            };
            outputs.push(Pmk { nama, di: Some(di), keluaran });
        }
    }
    let all: Vec<Keluaran> = outputs.iter().filter_map(|one| one.keluaran).collect();
    let rows = outputs.into_iter().map(Baris::Isi);
    let total = Pmk { nama: "JUMLAH", di: None, keluaran: None };
    let rows: Vec<Baris<Pmk>> = rows.chain([Baris::Jumlah(total)]).collect();
    lembar.sela();
    lembar.bentang("Efisiensi menurut PMK 22/2021", Gaya::Judul);
    let columns = ministry_columns(own, &rows);
    let letak = lembar.tabel(&columns, &rows);
    let last = rows.len() - 1;
    let (due, spent) = (letak.di("patut", last), letak.di("belanja", last));
    let (e, ne) = match pmk_22_2021(&all) {
        Ok((e, ne)) => (Nilai::Ada(e), Nilai::Ada(ne)),
        Err(halangan) => (Err(halangan).into(), Err(halangan).into()),
    };
    let none = rumus::kutip(&crate::workbook::sel::keadaan(&Err(Halangan::PenyebutNol).into()));
    let e_formula = format!("IFERROR(({due}-{spent})/{due},{none})");
    let verdict = vec![
        kolom("no", "", 6.0, |(): &(), _| Sel::kosong()),
        kolom("ukuran", "Ukuran", 60.0, |(): &(), _| {
            Sel::teks("Efisiensi E = Σ(AA × C − RA) ÷ Σ(AA × C), dan nilainya NE")
        }),
        kolom("e", "E (%)", 16.0, |(): &(), _| Sel::rumus(e_formula.clone(), &e, Rupa::Persen)),
        kolom("ne", "NE (%)", 20.0, |(): &(), a| {
            let e = a.sel("e");
            let formula = format!("IF(ISNUMBER({e}),50%+MAX(-20%,MIN(20%,{e}))/20%*50%,{e})");
            Sel::rumus(formula, &ne, Rupa::Persen)
        }),
    ];
    lembar.sela();
    lembar.tabel(&verdict, &[Baris::Isi(())]);
    lembar.sela();
    lembar.bentang(
        "PMK 22/2021 mengikat kementerian/lembaga; pemerintah daerah memakainya sebagai pembanding. \
         AA alokasi anggaran, C capaian, RA realisasi anggaran; E dibatasi −20% sampai 20%, NE = 50% + E ÷ 20% × 50%.",
        Gaya::Catatan,
    );
}

fn ministry_columns<'a>(own: &'a Letak, rows: &'a [Baris<Pmk<'a>>]) -> Vec<Kolom<'a, Pmk<'a>>> {
    let last = rows.len() - 1;
    let part = move |kunci: &'static str, judul: &str, lebar: f64, from: &'static str| {
        kolom(kunci, judul, lebar, move |p: &Pmk, a| match p.di {
            None => {
                let cells: Vec<String> = (0..last).map(|row| a.di(kunci, row)).collect();
                let parts = rows.iter().filter_map(|row| match row {
                    Baris::Isi(one) => Some(one.bagian(kunci)),
                    Baris::Kelompok(_) | Baris::Jumlah(_) => None,
                });
                Sel::rumus(rumus::jumlah(&cells), &jumlah(parts), Rupa::Rupiah)
            }
            Some(di) => {
                let (aa, c, ra) =
                    (own.di("anggaran", di), own.di("capaian", di), own.di("realisasi", di));
                let value = match from {
                    "patut" => format!("{aa}*{c}"),
                    from => own.di(from, di),
                };
                let formula = format!("IF(COUNT({aa},{c},{ra})<3,\"\",{value})");
                let value = p.bagian(kunci).map_or(Nilai::Belum, |n| Ok(n).into());
                Sel::rumus(formula, &value, Rupa::Rupiah)
            }
        })
    };
    vec![
        kolom("no", "No", 6.0, |p: &Pmk, a| match p.di {
            Some(_) => Sel::nomor(a.baris + 1),
            None => Sel::kosong(),
        }),
        kolom("sasaran", "Sasaran", 60.0, |p: &Pmk, _| Sel::teks(p.nama)),
        part("alokasi", "AA (Rp)", 16.0, "anggaran"),
        part("patut", "AA × C (Rp)", 20.0, "patut"),
        part("belanja", "RA (Rp)", 20.0, "realisasi"),
    ]
}
