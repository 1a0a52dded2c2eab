//! Two sides by effect: achievements, categories, averages and sums that move, and why.

use std::collections::BTreeMap;

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
    /// Why it moved.
    pub sebab: String,
}

/// Compares what is computed from two valid projects, in the year of the newer one.
pub fn akibat(lama: &Model, baru: &Model, bahasa: Bahasa) -> Vec<Akibat> {
    let Some(tahun) = baru.opd.tahun else { return Vec::new() };
    let mut out = Vec::new();
    let (before, after) = (measure::ukur(lama, tahun), measure::ukur(baru, tahun));
    let rata = bahasa.pilih(["rata-rata capaian", "average achievement"]);
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
            let sebab = moved(old.hitungan(), position.hitungan(), bahasa);
            note(&position.jabatan.nama, rata, of, &sebab, &mut out);
        }
    }
    let office = bahasa.pilih(["Seluruh kantor", "The whole office"]);
    let of = [average(&before.rata.nilai), average(&after.rata.nilai)];
    let sebab = moved(before.hitungan(), after.hitungan(), bahasa);
    note(office, rata, of, &sebab, &mut out);
    money(lama, baru, bahasa, &mut out);
    out
}

/// The reason where nothing of the data moved.
const KEBIJAKAN: [&str; 2] =
    ["kebijakan pengukuran berubah", "the policies of measurement changed"];

fn note(apa: &str, ukuran: &str, [lama, baru]: [String; 2], sebab: &str, out: &mut Vec<Akibat>) {
    if lama != baru {
        let (apa, ukuran, sebab) = (apa.to_owned(), ukuran.to_owned(), sebab.to_owned());
        out.push(Akibat { apa, ukuran, lama, baru, sebab });
    }
}

/// Why an average moved: the indicators whose achievement did, came or went; where there are
/// none, the way they are averaged.
fn moved<'a>(
    before: impl Iterator<Item = &'a Hitungan<'a>>,
    after: impl Iterator<Item = &'a Hitungan<'a>>,
    bahasa: Bahasa,
) -> String {
    let by_id = |h: &'a Hitungan<'a>| (h.indikator.id.as_str(), h);
    let mut gone: BTreeMap<_, _> = before.map(by_id).collect();
    let moved = |h: &&Hitungan| {
        gone.remove(h.indikator.id.as_str()).is_none_or(|old| old.capaian != h.capaian)
    };
    let mut all: Vec<&Hitungan> = after.filter(moved).collect();
    all.extend(gone.into_values());
    let names: Vec<&str> = all.iter().map(|h| h.indikator.nama.as_str()).collect();
    if names.is_empty() {
        return bahasa.pilih(KEBIJAKAN).to_owned();
    }
    format!("{}: {}", bahasa.pilih(["capaian", "achievement"]), some(&names, bahasa))
}

/// Names that are told one by one; more of them are counted.
const DISEBUT: usize = 3;

fn some(names: &[&str], bahasa: Bahasa) -> String {
    let told = names.iter().take(DISEBUT).copied().collect::<Vec<_>>().join("; ");
    match names.len().saturating_sub(DISEBUT) {
        0 => told,
        more => format!(
            "{told}; {} {more} {}",
            bahasa.pilih(["dan", "and"]),
            bahasa.pilih(["lagi", "more"])
        ),
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

/// Why an indicator's numbers moved.
fn reason(old: &Hitungan, new: &Hitungan, bahasa: Bahasa) -> String {
    let own = |h: &Hitungan| -> Vec<Nilai> {
        let here = h.operan.iter().map(|o| o.tahun).max();
        h.operan.iter().filter(|o| Some(o.tahun) == here).map(|o| o.nilai.clone()).collect()
    };
    let formula = |h: &Hitungan| h.indikator.rumus.as_ref().map(|r| r.hitung.to_string());
    let words = if own(old) != own(new) {
        ["data tahun ini berubah", "the data of the year changed"]
    } else if old.sasar != new.sasar {
        ["targetnya berubah", "its target changed"]
    } else if formula(old) != formula(new) {
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
    bahasa.pilih(words).to_owned()
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
                let sebab = spent(old.sub_kegiatan(), program.sub_kegiatan(), deret, tahun, bahasa);
                note(&format!("{} {}", program.kode, program.nama), &ukuran, sums, &sebab, out);
            }
            let all = [&before.program, &after.program].map(|programmes| {
                let sub = programmes.iter().flat_map(Program::sub_kegiatan);
                show(&anggaran::jumlah_sub(sub, deret, tahun))
            });
            let [old, new] = [&before.program, &after.program]
                .map(|all| all.iter().flat_map(Program::sub_kegiatan));
            let sebab = spent(old, new, deret, tahun, bahasa);
            note(total, &ukuran, all, &sebab, out);
        }
    }
}

/// Why a sum moved: the sub-activities whose money did, came or went.
fn spent<'a>(
    before: impl Iterator<Item = &'a SubKegiatan>,
    after: impl Iterator<Item = &'a SubKegiatan>,
    deret: Pilih,
    tahun: i32,
    bahasa: Bahasa,
) -> String {
    let money = |one: &'a SubKegiatan| (one.kode.as_str(), deret(one).get(&tahun));
    let mut gone: BTreeMap<_, _> = before.map(money).collect();
    let mut kode: Vec<&str> = after
        .map(money)
        .filter(|(kode, now)| gone.remove(kode).is_none_or(|old| old != *now))
        .map(|(kode, _)| kode)
        .collect();
    kode.extend(gone.into_keys());
    format!("sub kegiatan {}", some(&kode, bahasa))
}
