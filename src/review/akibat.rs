//! Two sides by effect: achievements, categories, averages and sums that move, and why.

use crate::diagnostic::Bahasa;
use crate::format;
use crate::formula::Bilangan;
use crate::measure::{self, Hitungan, Nilai, anggaran, uraian};
use crate::model::Model;
use crate::model::renstra::{Deret, Program, SubKegiatan};

/// A computed number or category that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Akibat {
    /// What it is of: a position, an indicator, the office.
    pub apa: String,
    /// Which number.
    pub ukuran: String,
    /// Before.
    pub lama: String,
    /// After.
    pub baru: String,
    /// Why it moved, where its own data did not.
    pub sebab: Option<String>,
}

/// Compares what is computed from two valid projects, in the year of the newer one.
pub fn akibat(lama: &Model, baru: &Model, bahasa: Bahasa) -> Vec<Akibat> {
    let Some(tahun) = baru.opd.tahun else { return Vec::new() };
    let mut out = Vec::new();
    let (before, after) = (measure::ukur(lama, tahun), measure::ukur(baru, tahun));
    let rata = bahasa.pilih(["rata-rata capaian", "average achievement"]);
    let policies = bahasa.pilih(KEBIJAKAN);
    for position in &after.jabatan {
        for h in position.hitungan() {
            let old = before.hitungan().find(|old| old.indikator.id == h.indikator.id);
            if let Some(old) = old {
                indicator(old, h, (lama, baru), bahasa, &mut out);
            }
        }
        let old = before.jabatan.iter().find(|old| old.jabatan.id == position.jabatan.id);
        if let Some(old) = old {
            let of = [average(&old.rata.nilai), average(&position.rata.nilai)];
            // Where no achievement moved, the way they are averaged did.
            let same =
                old.hitungan().map(|h| &h.capaian).eq(position.hitungan().map(|h| &h.capaian));
            note(&position.jabatan.nama, rata, of, same.then_some(policies), &mut out);
        }
    }
    let office = bahasa.pilih(["Seluruh kantor", "The whole office"]);
    let of = [average(&before.rata.nilai), average(&after.rata.nilai)];
    let same = before.hitungan().map(|h| &h.capaian).eq(after.hitungan().map(|h| &h.capaian));
    note(office, rata, of, same.then_some(policies), &mut out);
    money(lama, baru, bahasa, &mut out);
    out
}

/// The reason where nothing of the data moved.
const KEBIJAKAN: [&str; 2] =
    ["kebijakan pengukuran berubah", "the policies of measurement changed"];

fn note(
    apa: &str,
    ukuran: &str,
    [lama, baru]: [String; 2],
    sebab: Option<&str>,
    out: &mut Vec<Akibat>,
) {
    if lama != baru {
        out.push(Akibat {
            apa: apa.to_owned(),
            ukuran: ukuran.to_owned(),
            lama,
            baru,
            sebab: sebab.map(str::to_owned),
        });
    }
}

fn average(nilai: &Nilai) -> String {
    nilai.tulis(format::persen)
}

fn indicator(
    old: &Hitungan,
    new: &Hitungan,
    (lama, baru): (&Model, &Model),
    bahasa: Bahasa,
    out: &mut Vec<Akibat>,
) {
    let [realisasi, capaian, kategori] = bahasa.pilih([
        ["realisasi", "capaian", "kategori"],
        ["actual value (realisasi)", "achievement (capaian)", "category"],
    ]);
    let shown = |h: &Hitungan, model: &Model| {
        let unit = &h.indikator.satuan;
        [
            h.realisasi.tulis(|n| unit.tulis(n)),
            h.capaian.tulis(format::persen),
            uraian::kategori(h.kategori, &model.opd.kebijakan.skala),
        ]
    };
    let (before, after) = (shown(old, lama), shown(new, baru));
    let sebab = reason(old, new, bahasa);
    for (n, ukuran) in [realisasi, capaian, kategori].into_iter().enumerate() {
        if before[n] != after[n] {
            out.push(Akibat {
                apa: new.indikator.nama.clone(),
                ukuran: ukuran.to_owned(),
                lama: before[n].clone(),
                baru: after[n].clone(),
                sebab: sebab.clone(),
            });
        }
    }
}

/// Why an indicator's numbers moved, where its own data of the year did not.
fn reason(old: &Hitungan, new: &Hitungan, bahasa: Bahasa) -> Option<String> {
    let own = |h: &Hitungan| -> Vec<Nilai> {
        let here = h.operan.iter().map(|o| o.tahun).max();
        h.operan.iter().filter(|o| Some(o.tahun) == here).map(|o| o.nilai.clone()).collect()
    };
    let formula = |h: &Hitungan| h.indikator.rumus.as_ref().map(|r| r.hitung.to_string());
    if own(old) != own(new) || old.sasar != new.sasar {
        return None;
    }
    let words = if formula(old) != formula(new) {
        ["rumusnya berubah", "its formula changed"]
    } else if old.operan != new.operan {
        [
            "nilai tahun lain yang dipakainya berubah",
            "the value of another year that it uses changed",
        ]
    } else if old.indikator.arah != new.indikator.arah {
        ["arahnya berubah", "its direction changed"]
    } else {
        KEBIJAKAN
    };
    Some(bahasa.pilih(words).to_owned())
}

/// Picks one of the series of a sub-activity.
type Pilih = fn(&SubKegiatan) -> &Deret;

/// Sums of the budget: of every programme and of all.
fn money(lama: &Model, baru: &Model, bahasa: Bahasa, out: &mut Vec<Akibat>) {
    let (Some(before), Some(after)) = (&lama.renstra, &baru.renstra) else { return };
    let [dari, sampai] = baru.opd.periode;
    let series: [(&str, Pilih); 3] = [
        ("pagu", |s| &s.pagu),
        ("anggaran", |s| &s.anggaran),
        ("realisasi anggaran", |s| &s.realisasi),
    ];
    let total = bahasa.pilih(["Jumlah semua program", "Total of all programmes"]);
    for tahun in dari..=sampai {
        for (nama, deret) in series {
            let ukuran = format!("{nama} {tahun}");
            let show = |nilai: &Nilai| nilai.tulis(|n: Bilangan| format::rupiah(n));
            for program in &after.program {
                let Some(old) = before.program.iter().find(|old| old.kode == program.kode) else {
                    continue;
                };
                let sums = [old, program]
                    .map(|p| show(&anggaran::jumlah_sub(p.sub_kegiatan(), deret, tahun)));
                note(&format!("{} {}", program.kode, program.nama), &ukuran, sums, None, out);
            }
            let all = [&before.program, &after.program].map(|programmes| {
                let sub = programmes.iter().flat_map(Program::sub_kegiatan);
                show(&anggaran::jumlah_sub(sub, deret, tahun))
            });
            note(total, &ukuran, all, None, out);
        }
    }
}
