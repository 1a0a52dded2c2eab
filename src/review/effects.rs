//! Two sides by effect: achievements, categories, averages and sums that move, and why.

use std::collections::BTreeMap;

use crate::format;
use crate::language::Language;
use crate::measure::{self, Measured, Nilai, anggaran};
use crate::wording;
use crate::model::Model;
use crate::model::renstra::{Program, Series, SubKegiatan};
use crate::number::Rational;

/// A computed number or category that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What it is of: a position, an indicator, the office.
    pub subject: String,
    /// Which number.
    pub quantity: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// Why it moved.
    pub reason: String,
}

/// Compares what is computed from two valid projects, in the year of the newer one.
pub fn effects(old: &Model, now: &Model, language: Language) -> Vec<Effect> {
    let Some(tahun) = now.opd.tahun else { return Vec::new() };
    let mut out = Vec::new();
    let (before, after) = (measure::measure(old, tahun), measure::measure(now, tahun));
    let rata = language.pick(["rata-rata capaian", "average achievement"]);
    for position in &after.jabatan {
        for h in position.measured() {
            let earlier = before.measured().find(|one| one.indikator.id == h.indikator.id);
            if let Some(earlier) = earlier {
                indicator(earlier, h, (old, now), language, &mut out);
            }
        }
        let earlier = before.jabatan.iter().find(|one| one.jabatan.id == position.jabatan.id);
        if let Some(earlier) = earlier {
            let of = [average(&earlier.rata.nilai), average(&position.rata.nilai)];
            let reason = moved(earlier.measured(), position.measured(), language);
            note(&position.jabatan.nama, rata, of, &reason, &mut out);
        }
    }
    let office = language.pick(["Seluruh kantor", "The whole office"]);
    let of = [average(&before.rata.nilai), average(&after.rata.nilai)];
    let reason = moved(before.measured(), after.measured(), language);
    note(office, rata, of, &reason, &mut out);
    money(old, now, language, &mut out);
    out
}

/// The reason where nothing of the data moved.
const KEBIJAKAN: [&str; 2] =
    ["kebijakan pengukuran berubah", "the policies of measurement changed"];

fn note(
    subject: &str,
    quantity: &str,
    [old, now]: [String; 2],
    reason: &str,
    out: &mut Vec<Effect>,
) {
    if old != now {
        let (subject, quantity, reason) =
            (subject.to_owned(), quantity.to_owned(), reason.to_owned());
        out.push(Effect { subject, quantity, before: old, after: now, reason });
    }
}

/// Why an average moved: the indicators whose achievement did, came or went; where there are
/// none, the way they are averaged.
fn moved<'a>(
    before: impl Iterator<Item = &'a Measured<'a>>,
    after: impl Iterator<Item = &'a Measured<'a>>,
    language: Language,
) -> String {
    let by_id = |h: &'a Measured<'a>| (h.indikator.id.as_str(), h);
    let mut gone: BTreeMap<_, _> = before.map(by_id).collect();
    let moved = |h: &&Measured| {
        gone.remove(h.indikator.id.as_str()).is_none_or(|old| old.capaian != h.capaian)
    };
    let mut all: Vec<&Measured> = after.filter(moved).collect();
    all.extend(gone.into_values());
    let names: Vec<&str> = all.iter().map(|h| h.indikator.nama.as_str()).collect();
    if names.is_empty() {
        return language.pick(KEBIJAKAN).to_owned();
    }
    format!("{}: {}", language.pick(["capaian", "achievement"]), some(&names, language))
}

/// Names that are told one by one; more of them are counted.
const NAMED: usize = 3;

fn some(names: &[&str], language: Language) -> String {
    let told = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
    match names.len().saturating_sub(NAMED) {
        0 => told,
        more => format!(
            "{told}; {} {more} {}",
            language.pick(["dan", "and"]),
            language.pick(["lagi", "more"])
        ),
    }
}

fn average(nilai: &Nilai) -> String {
    nilai.show(format::percent)
}

fn indicator(
    old: &Measured,
    new: &Measured,
    (before, after): (&Model, &Model),
    language: Language,
    out: &mut Vec<Effect>,
) {
    let [realisasi, capaian, kategori] = language.pick([
        ["realisasi", "capaian", "kategori"],
        ["actual value (realisasi)", "achievement (capaian)", "category"],
    ]);
    let shown = |h: &Measured, model: &Model| {
        let unit = &h.indikator.satuan;
        [
            h.realisasi.show(|n| unit.show(n)),
            h.capaian.show(format::percent),
            wording::kategori(h.kategori, &model.opd.kebijakan.skala),
        ]
    };
    let (before, after) = (shown(old, before), shown(new, after));
    let reason = reason(old, new, language);
    for (n, quantity) in [realisasi, capaian, kategori].into_iter().enumerate() {
        if before[n] != after[n] {
            out.push(Effect {
                subject: new.indikator.nama.clone(),
                quantity: quantity.to_owned(),
                before: before[n].clone(),
                after: after[n].clone(),
                reason: reason.clone(),
            });
        }
    }
}

/// Why an indicator's numbers moved.
fn reason(old: &Measured, new: &Measured, language: Language) -> String {
    let own = |h: &Measured| -> Vec<Nilai> {
        let here = h.operand.iter().map(|o| o.tahun).max();
        h.operand.iter().filter(|o| Some(o.tahun) == here).map(|o| o.nilai.clone()).collect()
    };
    let formula = |h: &Measured| h.indikator.rumus.as_ref().map(|r| r.calculate.to_string());
    let words = if own(old) != own(new) {
        ["data tahun ini berubah", "the data of the year changed"]
    } else if old.aim != new.aim {
        ["targetnya berubah", "its target changed"]
    } else if formula(old) != formula(new) {
        ["rumusnya berubah", "its formula changed"]
    } else if old.operand != new.operand {
        [
            "nilai tahun lain yang dipakainya berubah",
            "the value of another year that it uses changed",
        ]
    } else if old.indikator.arah != new.indikator.arah {
        ["arahnya berubah", "its direction changed"]
    } else {
        KEBIJAKAN
    };
    language.pick(words).to_owned()
}

/// Picks one of the series of a sub-activity.
type Picker = fn(&SubKegiatan) -> &Series;

/// Sums of the budget: of every programme and of all.
fn money(old: &Model, now: &Model, language: Language, out: &mut Vec<Effect>) {
    let (Some(before), Some(after)) = (&old.renstra, &now.renstra) else { return };
    let [dari, sampai] = now.opd.periode;
    let series: [(&str, Picker); 3] = [
        ("pagu", |s| &s.pagu),
        ("anggaran", |s| &s.anggaran),
        ("realisasi anggaran", |s| &s.realisasi),
    ];
    let total = language.pick(["Jumlah semua program", "Total of all programmes"]);
    for tahun in dari..=sampai {
        for (nama, series) in series {
            let quantity = format!("{nama} {tahun}");
            let show = |nilai: &Nilai| nilai.show(|n: Rational| format::rupiah(n));
            for program in &after.program {
                let Some(old) = before.program.iter().find(|old| old.kode == program.kode) else {
                    continue;
                };
                let sums = [old, program]
                    .map(|p| show(&anggaran::sub_jumlah(p.sub_kegiatan(), series, tahun)));
                let reason =
                    spent(old.sub_kegiatan(), program.sub_kegiatan(), series, tahun, language);
                note(&format!("{} {}", program.kode, program.nama), &quantity, sums, &reason, out);
            }
            let all = [&before.program, &after.program].map(|programmes| {
                let sub = programmes.iter().flat_map(Program::sub_kegiatan);
                show(&anggaran::sub_jumlah(sub, series, tahun))
            });
            let [old, new] = [&before.program, &after.program]
                .map(|all| all.iter().flat_map(Program::sub_kegiatan));
            let reason = spent(old, new, series, tahun, language);
            note(total, &quantity, all, &reason, out);
        }
    }
}

/// Why a sum moved: the sub-activities whose money did, came or went.
fn spent<'a>(
    before: impl Iterator<Item = &'a SubKegiatan>,
    after: impl Iterator<Item = &'a SubKegiatan>,
    series: Picker,
    tahun: i32,
    language: Language,
) -> String {
    let money = |one: &'a SubKegiatan| (one.kode.as_str(), series(one).get(&tahun));
    let mut gone: BTreeMap<_, _> = before.map(money).collect();
    let mut kode: Vec<&str> = after
        .map(money)
        .filter(|(kode, now)| gone.remove(kode).is_none_or(|old| old != *now))
        .map(|(kode, _)| kode)
        .collect();
    kode.extend(gone.into_keys());
    format!("sub kegiatan {}", some(&kode, language))
}
