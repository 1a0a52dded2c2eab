//! T-C.23 and T-C.24: what the period before this plan reached and cost.

use super::Rencana;
use crate::measure::Nilai;
use crate::measure::anggaran::{jumlah, rasio, rata_pertumbuhan};
use crate::model::renstra::{Deret, KinerjaLalu, PendanaanLalu, PeriodeLalu};
use crate::workbook::rumus;
use crate::workbook::sel::{Rupa, Sel};
use crate::workbook::tabel::{Acuan, Baris, Gaya, Kolom, Lembar, Tanda, grup, kolom};

fn given(deret: &Deret, tahun: i32) -> Nilai {
    deret.get(&tahun).map_or(Nilai::Belum, |n| Nilai::Ada(*n))
}

/// A column for each year of the period, numbered from 1 as the official heads have them.
fn years<'a, T>(
    lalu: &'a PeriodeLalu,
    kunci: &'static str,
    lebar: f64,
    make: impl Fn(&T, &Acuan, i32) -> Sel + Copy + 'a,
) -> Vec<Kolom<'a, T>> {
    let column = |(n, tahun): (usize, &i32)| {
        let tahun = *tahun;
        let title = format!("{}\n({tahun})", n + 1);
        kolom(in_year(kunci, tahun), title, lebar, move |row: &T, a| make(row, a, tahun))
    };
    lalu.tahun.iter().enumerate().map(column).collect()
}

fn in_year(kunci: &str, tahun: i32) -> String {
    format!("{kunci}_{tahun}")
}

fn marked<T>(columns: Vec<Kolom<'_, T>>) -> Vec<Kolom<'_, T>> {
    columns.into_iter().map(|column| column.tanda(Tanda::Kosong)).collect()
}

/// Tabel T-C.23.
pub(super) fn kinerja(rencana: &Rencana, lalu: &PeriodeLalu) -> Lembar {
    let mut lembar = rencana.lembar(
        "T-C.23",
        rencana.renstra.tabel.tc23.as_ref(),
        "Pencapaian Kinerja Pelayanan Perangkat Daerah",
    );
    let reference = |kunci: &'static str, judul: &str, lebar, n: usize| {
        kolom(kunci, judul, lebar, move |k: &&KinerjaLalu, _| {
            Sel::tengah(k.acuan[n].as_deref().unwrap_or(""))
        })
    };
    let title = "Indikator Kinerja sesuai Tugas dan Fungsi Perangkat Daerah";
    let columns = vec![
        kolom("no", "No", 5.0, |_: &&KinerjaLalu, a| Sel::nomor(a.baris + 1)),
        kolom("indikator", title, 38.0, |k: &&KinerjaLalu, _| {
            Sel::teks(super::with_unit(&k.indikator, &k.satuan))
        }),
        reference("nspk", "Target NSPK", 9.0, 0),
        reference("ikk", "Target IKK", 9.0, 1),
        reference("lainnya", "Target Indikator Lainnya", 16.0, 2),
        grup(
            "Target Renstra Perangkat Daerah Tahun ke-",
            marked(years(lalu, "target", 9.0, |k: &&KinerjaLalu, _, y| {
                Sel::mungkin(k.target.get(&y).copied(), &k.satuan)
            })),
        ),
        grup(
            "Realisasi Capaian Tahun ke-",
            marked(years(lalu, "realisasi", 9.0, |k: &&KinerjaLalu, _, y| {
                Sel::mungkin(k.realisasi.get(&y).copied(), &k.satuan)
            })),
        ),
        grup(
            "Rasio Capaian pada Tahun ke-",
            years(lalu, "rasio", 9.0, |k: &&KinerjaLalu, a, y| {
                let [target, actual] =
                    ["target", "realisasi"].map(|kunci| a.sel(&in_year(kunci, y)));
                let value = rasio(&given(&k.realisasi, y), &given(&k.target, y));
                Sel::rumus(rumus::rasio(&actual, &target), &value, Rupa::Desimal)
            }),
        ),
    ];
    let rows: Vec<_> = lalu.kinerja.iter().map(Baris::Isi).collect();
    lembar.tabel(&columns, &rows);
    lembar.beku = 2;
    lembar.sela();
    lembar.bentang(
        "Rasio capaian = realisasi ÷ target pada tahun yang sama. Kotak bergaris: belum diisi.",
        Gaya::Catatan,
    );
    lembar
}

/// One kind of spending, or the total of several.
struct Belanja<'a> {
    uraian: &'a str,
    pos: Vec<&'a PendanaanLalu>,
    total: bool,
}

impl Belanja<'_> {
    fn nilai(&self, deret: fn(&PendanaanLalu) -> &Deret, tahun: i32) -> Nilai {
        jumlah(self.pos.iter().map(|one| deret(one).get(&tahun).copied()))
    }

    /// Given, or summed over the rows above.
    fn sel(&self, a: &Acuan, kunci: &str, deret: fn(&PendanaanLalu) -> &Deret, tahun: i32) -> Sel {
        let kunci = in_year(kunci, tahun);
        match self.nilai(deret, tahun) {
            sum if self.total => {
                let cells: Vec<String> = (0..a.baris).map(|row| a.di(&kunci, row)).collect();
                Sel::rumus(rumus::jumlah(&cells), &sum, Rupa::Rupiah)
            }
            Nilai::Ada(amount) => Sel::angka(amount, Rupa::Rupiah),
            _ => Sel::kosong(),
        }
    }

    fn pertumbuhan(
        &self,
        a: &Acuan,
        kunci: &str,
        deret: fn(&PendanaanLalu) -> &Deret,
        tahun: &[i32],
    ) -> Sel {
        let cells: Vec<String> = tahun.iter().map(|y| a.sel(&in_year(kunci, *y))).collect();
        let values: Vec<Nilai> = tahun.iter().map(|y| self.nilai(deret, *y)).collect();
        Sel::rumus(rumus::rata_pertumbuhan(&cells), &rata_pertumbuhan(&values), Rupa::Persen)
    }
}

fn planned(one: &PendanaanLalu) -> &Deret {
    &one.anggaran
}

fn spent(one: &PendanaanLalu) -> &Deret {
    &one.realisasi
}

/// Tabel T-C.24.
pub(super) fn pendanaan(rencana: &Rencana, lalu: &PeriodeLalu) -> Lembar {
    let mut lembar = rencana.lembar(
        "T-C.24",
        rencana.renstra.tabel.tc24.as_ref(),
        "Anggaran dan Realisasi Pendanaan Pelayanan Perangkat Daerah",
    );
    let all = &lalu.tahun;
    let columns = vec![
        kolom("uraian", "Uraian ***)", 40.0, |b: &Belanja, _| Sel::teks(b.uraian)),
        grup(
            "Anggaran pada Tahun ke- (Rp)",
            marked(years(lalu, "anggaran", 16.0, |b: &Belanja, a, y| {
                b.sel(a, "anggaran", planned, y)
            })),
        ),
        grup(
            "Realisasi Anggaran pada Tahun ke- (Rp)",
            marked(years(lalu, "realisasi", 16.0, |b: &Belanja, a, y| {
                b.sel(a, "realisasi", spent, y)
            })),
        ),
        grup(
            "Rasio antara Realisasi dan Anggaran Tahun ke-",
            years(lalu, "rasio", 8.0, |b: &Belanja, a, y| {
                let [planned_cell, spent_cell] =
                    ["anggaran", "realisasi"].map(|kunci| a.sel(&in_year(kunci, y)));
                let value = rasio(&b.nilai(spent, y), &b.nilai(planned, y));
                Sel::rumus(rumus::rasio(&spent_cell, &planned_cell), &value, Rupa::Desimal)
            }),
        ),
        grup(
            "Rata-rata Pertumbuhan (%)",
            vec![
                kolom("tumbuh_anggaran", "Anggaran", 11.0, move |b: &Belanja, a| {
                    b.pertumbuhan(a, "anggaran", planned, all)
                }),
                kolom("tumbuh_realisasi", "Realisasi", 11.0, move |b: &Belanja, a| {
                    b.pertumbuhan(a, "realisasi", spent, all)
                }),
            ],
        ),
    ];
    let each = lalu
        .pendanaan
        .iter()
        .map(|one| Baris::Isi(Belanja { uraian: &one.uraian, pos: vec![one], total: false }));
    let total = Belanja { uraian: "JUMLAH", pos: lalu.pendanaan.iter().collect(), total: true };
    let rows: Vec<_> = each.chain([Baris::Jumlah(total)]).collect();
    lembar.tabel(&columns, &rows);
    lembar.beku = 1;
    lembar.sela();
    for line in [
        "***) Disesuaikan dengan kewenangan perangkat daerah.",
        "Rata-rata pertumbuhan = rata-rata hitung pertumbuhan dari tahun ke tahun.",
    ] {
        lembar.bentang(line, Gaya::Catatan);
    }
    lembar
}
