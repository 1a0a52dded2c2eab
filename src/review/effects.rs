//! Two sides by effect: achievements, categories, averages and sums that move, and why.

use std::collections::{BTreeMap, HashMap};

use crate::format;
use crate::language::{Language, Note, Phrase, notes};
use crate::measure::{self, Measured, Nilai, anggaran};
use crate::model::Model;
use crate::model::renstra::{Program, Series, SubKegiatan};
use crate::wording;

/// A computed number or category that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What it is of: a position, an indicator, the office.
    pub subject: String,
    /// Its id: of a position, an indicator, a programme; nothing for the office.
    pub id: Option<String>,
    /// Which number.
    pub quantity: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// Why it moved.
    pub reason: String,
}

notes! {
    OFFICE = "Seluruh kantor", "The whole office";
    TOTAL = "Jumlah semua program", "Total of all programmes";
    AVERAGE = "rata-rata capaian", "average achievement";
    REALISASI = "realisasi", "actual value (realisasi)";
    CAPAIAN = "capaian", "achievement (capaian)";
    KATEGORI = "kategori", "category";
    PAGU = "pagu {tahun}", "ceiling (pagu) {tahun}";
    ANGGARAN = "anggaran {tahun}", "budget (anggaran) {tahun}";
    SPENT = "realisasi anggaran {tahun}", "spending (realisasi anggaran) {tahun}";
    KEBIJAKAN = "kebijakan pengukuran berubah", "the policies of measurement changed";
    BY_CAPAIAN = "capaian: {names}", "achievement: {names}";
    BY_SPENDING = "sub kegiatan {names}", "sub-activities {names}";
    AND_MORE = "{names}; dan {n} lagi", "{names}; and {n} more";
}

/// Compares what is computed from two valid projects, in the year of the newer one.
pub fn effects(old: &Model, now: &Model, language: Language) -> Vec<Effect> {
    let Some(tahun) = now.opd.tahun else { return Vec::new() };
    let (before, after) = (measure::measure(old, tahun), measure::measure(now, tahun));
    let mut out = Recorder { language, found: Vec::new() };
    let indicators: HashMap<_, _> =
        before.measured().map(|one| (one.indikator.id.as_str(), one)).collect();
    let positions: HashMap<_, _> =
        before.jabatan.iter().map(|one| (one.jabatan.id.as_str(), one)).collect();
    for position in &after.jabatan {
        for h in position.measured() {
            if let Some(earlier) = indicators.get(h.indikator.id.as_str()) {
                indicator(earlier, h, (old, now), &mut out);
            }
        }
        if let Some(earlier) = positions.get(position.jabatan.id.as_str()) {
            let of = [average(&earlier.rata.nilai), average(&position.rata.nilai)];
            let reason = moved(earlier.measured(), position.measured());
            out.note((&position.jabatan.nama, Some(&position.jabatan.id)), &AVERAGE, of, &reason);
        }
    }
    let of = [average(&before.rata.nilai), average(&after.rata.nilai)];
    let reason = moved(before.measured(), after.measured());
    out.note((&OFFICE, None), &AVERAGE, of, &reason);
    money(old, now, &mut out);
    out.found
}

/// Collects what differs, in the reader's language.
struct Recorder {
    language: Language,
    found: Vec<Effect>,
}

impl Recorder {
    /// Notes a number that differs in words.
    fn note(
        &mut self,
        (subject, id): (impl Into<Phrase>, Option<&str>),
        quantity: impl Into<Phrase>,
        values: [Phrase; 2],
        reason: &Phrase,
    ) {
        let [before, after] = values.map(|value| value.words(self.language));
        if before != after {
            self.found.push(Effect {
                subject: subject.into().words(self.language),
                id: id.map(str::to_owned),
                quantity: quantity.into().words(self.language),
                before,
                after,
                reason: reason.words(self.language),
            });
        }
    }
}

/// Why an average moved: the indicators whose achievement did, came or went; where there are
/// none, the way they are averaged.
fn moved<'a>(
    before: impl Iterator<Item = &'a Measured<'a>>,
    after: impl Iterator<Item = &'a Measured<'a>>,
) -> Phrase {
    let by_id = |h: &'a Measured<'a>| (h.indikator.id.as_str(), h);
    let mut gone: BTreeMap<_, _> = before.map(by_id).collect();
    let moved = |h: &&Measured| {
        gone.remove(h.indikator.id.as_str()).is_none_or(|old| old.capaian != h.capaian)
    };
    let mut all: Vec<&Measured> = after.filter(moved).collect();
    all.extend(gone.into_values());
    let names: Vec<&str> = all.iter().map(|h| h.indikator.nama.as_str()).collect();
    if names.is_empty() {
        return Phrase::from(&KEBIJAKAN);
    }
    BY_CAPAIAN.arg("names", some(&names))
}

/// Names that are told one by one; more of them are counted.
const NAMED: usize = 3;

fn some(names: &[&str]) -> Phrase {
    let told = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
    match names.len().saturating_sub(NAMED) {
        0 => Phrase::from(told),
        more => AND_MORE.arg("names", told).arg("n", more),
    }
}

fn average(nilai: &Nilai) -> Phrase {
    nilai.phrase(format::percent)
}

fn indicator(
    old: &Measured,
    new: &Measured,
    (before, after): (&Model, &Model),
    out: &mut Recorder,
) {
    let shown = |h: &Measured, model: &Model| {
        [
            h.realisasi.phrase(|n| h.indikator.show(n)),
            h.capaian.phrase(format::percent),
            Phrase::from(wording::kategori(h.kategori, &model.opd.kebijakan.skala)),
        ]
    };
    let reason = Phrase::from(reason(old, new));
    let values = shown(old, before).into_iter().zip(shown(new, after));
    for (quantity, (before, after)) in [&REALISASI, &CAPAIAN, &KATEGORI].into_iter().zip(values) {
        out.note(
            (&new.indikator.nama, Some(&new.indikator.id)),
            quantity,
            [before, after],
            &reason,
        );
    }
}

/// Why an indicator's numbers moved.
fn reason(old: &Measured, new: &Measured) -> &'static Note {
    let own = |h: &Measured| -> Vec<Nilai> {
        let here = h.operand.iter().map(|o| o.tahun).max();
        h.operand.iter().filter(|o| Some(o.tahun) == here).map(|o| o.nilai.clone()).collect()
    };
    let formula = |h: &Measured| h.indikator.rumus.as_ref().map(|r| r.calculate.to_string());
    if own(old) != own(new) {
        &Note(["data tahun ini berubah", "the data of the year changed"])
    } else if old.aim != new.aim {
        &Note(["targetnya berubah", "its target changed"])
    } else if formula(old) != formula(new) {
        &Note(["rumusnya berubah", "its formula changed"])
    } else if old.operand != new.operand {
        &Note([
            "nilai tahun lain yang dipakainya berubah",
            "the value of another year that it uses changed",
        ])
    } else if old.indikator.arah != new.indikator.arah {
        &Note(["arahnya berubah", "its direction changed"])
    } else {
        &KEBIJAKAN
    }
}

/// Picks one of the series of a sub-activity.
type Picker = fn(&SubKegiatan) -> &Series;

/// Sums of the budget: of every programme and of all.
fn money(old: &Model, now: &Model, out: &mut Recorder) {
    let (Some(before), Some(after)) = (&old.renstra, &now.renstra) else { return };
    let [dari, sampai] = now.opd.periode;
    let series: [(&'static Note, Picker); 3] =
        [(&PAGU, |s| &s.pagu), (&ANGGARAN, |s| &s.anggaran), (&SPENT, |s| &s.realisasi)];
    let programs: HashMap<_, _> =
        before.program.iter().map(|old| (old.kode.as_str(), old)).collect();
    for tahun in dari..=sampai {
        for (quantity, series) in series {
            let quantity = quantity.arg("tahun", tahun);
            let show = |nilai: &Nilai| nilai.phrase(format::rupiah);
            for program in &after.program {
                let Some(old) = programs.get(program.kode.as_str()) else { continue };
                let sums = [*old, program]
                    .map(|p| show(&anggaran::sub_jumlah(p.sub_kegiatan(), series, tahun)));
                let reason = spent(old.sub_kegiatan(), program.sub_kegiatan(), series, tahun);
                let subject = format!("{} {}", program.kode, program.nama);
                out.note((subject, Some(&program.kode)), quantity.clone(), sums, &reason);
            }
            let all = [&before.program, &after.program].map(|programmes| {
                let sub = programmes.iter().flat_map(Program::sub_kegiatan);
                show(&anggaran::sub_jumlah(sub, series, tahun))
            });
            let [old, new] = [&before.program, &after.program]
                .map(|all| all.iter().flat_map(Program::sub_kegiatan));
            let reason = spent(old, new, series, tahun);
            out.note((&TOTAL, None), quantity, all, &reason);
        }
    }
}

/// Why a sum moved: the sub-activities whose money did, came or went.
fn spent<'a>(
    before: impl Iterator<Item = &'a SubKegiatan>,
    after: impl Iterator<Item = &'a SubKegiatan>,
    series: Picker,
    tahun: i32,
) -> Phrase {
    let money = |one: &'a SubKegiatan| (one.kode.as_str(), series(one).get(&tahun));
    let mut gone: BTreeMap<_, _> = before.map(money).collect();
    let mut kode: Vec<&str> = after
        .map(money)
        .filter(|(kode, now)| gone.remove(kode).is_none_or(|old| old != *now))
        .map(|(kode, _)| kode)
        .collect();
    kode.extend(gone.into_keys());
    BY_SPENDING.arg("names", some(&kode))
}
