//! `tanpa-pengaruh`: what is written is printed or counts somewhere.

use std::collections::HashSet;

use super::dictionary::Kamus;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::{Note, Phrase, notes};
use crate::model::{self, Model, Satuan};
use crate::source::Sources;
use crate::source::raw;
use crate::text::{Span, Spanned, Text};

pub static RULE: Rule = Rule {
    code: Code {
        code: "tanpa-pengaruh",
        severity: Severity::Warning,
        message: ["`{kunci}` tidak berpengaruh: {sebab}", "`{kunci}` has no effect: {sebab}"],
        help: ["{cara}, atau hapus `{kunci}`", "{cara}, or drop `{kunci}`"],
    },
    rationale: [
        "Yang ditulis tetapi tidak tercetak dan tidak dihitung di mana pun menyesatkan: penulisnya mengira sudah mengisinya. Dalam proyek dengan templat sendiri, yang mungkin dicetak templat itu tidak dilaporkan.",
        "What is written and neither printed nor counted anywhere misleads: who wrote it takes it for done. In a project with templates of its own, what they may print is not reported.",
    ],
    example: Example {
        file: "data/realisasi/2025.yaml",
        good: "    TW4: { kini: 111000000 }\n",
        bad: "    TW4: { kini: 111000000 }\n    tahun_lain: { lalu: 400000000 }\n",
        at: "tahun_lain: { «lalu»: 400000000 }",
    },
    check,
};

notes! {
    NO_YEAR = "hanya dokumen tahunan yang memakainya, dan tanpa `tahun` tidak ada dokumen tahunan",
        "only documents of a year use it, and without `tahun` there are none";
    WRITE_YEAR = "tulis `tahun` di data/opd.yaml", "write `tahun` in data/opd.yaml";
    NOTHING_SIGNED = "tanpa `tahun` dan tanpa data/renstra.yaml tidak ada dokumen yang ditandatangani",
        "without `tahun` and without data/renstra.yaml no document is signed";
    NO_BOOK = "tanpa `tahun` dan tanpa data/renstra.yaml tidak ada buku kerja",
        "without `tahun` and without data/renstra.yaml there are no workbooks";
    WRITE_FOR_BOOK = "tulis `tahun`, atau data/renstra.yaml", "write `tahun`, or data/renstra.yaml";
    OTHER_UNIT = "satuan indikator ini {satuan}", "the unit of this indicator is {satuan}";
    WRITE_UNIT = "tulis satuan: predikat", "write satuan: predikat";
    NOT_IN_THE_PLAN = "indikator ini tidak disebut tujuan, sasaran, atau program di data/renstra.yaml, dan hanya Tabel T-C.27 dan T-C.28 yang mencetaknya",
        "no goal, objective or programme of data/renstra.yaml names this indicator, and only Tabel T-C.27 and T-C.28 print it";
    NOT_A_KEY_INDICATOR = "tidak ada sasaran di data/renstra.yaml yang menyebut indikator ini, dan hanya tabel IKU yang mencetaknya",
        "no objective of data/renstra.yaml names this indicator, and only the table of key indicators prints it";
    NAME_IN_THE_PLAN = "sebut id indikatornya di data/renstra.yaml",
        "name the id of the indicator in data/renstra.yaml";
    YEAR_IS_THERE = "data/realisasi/{tahun}.yaml memuat keempat triwulannya, dan itulah yang dipakai",
        "data/realisasi/{tahun}.yaml has all four quarters, and those are used";
    CHANGE_THERE = "ubah angkanya di data/realisasi/{tahun}.yaml",
        "change the figures in data/realisasi/{tahun}.yaml";
    NO_PAST = "tabel itu hanya ada bila `periode_lalu` ditulis",
        "there is that table only where `periode_lalu` is written";
    WRITE_PAST = "tulis `periode_lalu`", "write `periode_lalu`";
    TAKEN_OVER = "indikator program ini mengambilnya dari indikator jabatan `{id}`",
        "this indicator takes it from the indicator `{id}` of a position";
    CHANGE_IN_THE_POSITION = "ubah di indikator jabatannya", "change it in the position";
    NOT_LISTED = "kata ini tidak ada di kamus mana pun, jadi tidak pernah ditegur",
        "no dictionary has this word, so nothing is ever said of it";
    MISSPELT = "periksa ejaannya", "check how it is spelt";
}

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    let sources = context.sources;
    let mut all = indicators(context, model);
    all.extend(given_by_hand(model));
    all.extend(years(sources, model));
    all.extend(plan(sources));
    all.extend(taken_over(sources));
    all.extend(Kamus::ignored_in_vain(sources).into_iter().map(|word| {
        let key = word.to_string();
        Idle { span: word.span(), key, reason: (&NOT_LISTED).into(), way: (&MISSPELT).into() }
    }));
    if !context.own_templates {
        all.extend(office(sources, model));
    }
    found.extend(all.into_iter().map(Idle::finding));
}

/// Something without effect.
struct Idle {
    span: Span,
    key: String,
    reason: Phrase,
    way: Phrase,
}

impl Idle {
    fn new(key: &str, span: Span, reason: impl Into<Phrase>, way: &'static Note) -> Self {
        Idle { span, key: key.to_owned(), reason: reason.into(), way: way.into() }
    }

    fn finding(self) -> Diagnostic {
        let found = Diagnostic::new(&RULE.code, self.span).arg("kunci", self.key);
        found.arg("sebab", self.reason).arg("cara", self.way)
    }
}

/// What only the documents of a year print, in an office without one; paper of workbooks that are
/// not made.
fn office(sources: &Sources, model: &Model) -> Vec<Idle> {
    let mut idle = Vec::new();
    let Some(document) = sources.opd.as_ref().filter(|_| model.opd.tahun.is_none()) else {
        return idle;
    };
    if model.renstra.is_none() {
        let place = document.key(&["pengesahan"]);
        let signed = |span| Idle::new("pengesahan", span, &NOTHING_SIGNED, &WRITE_FOR_BOOK);
        idle.extend(place.map(signed));
    }
    for keys in [&["kebijakan"][..], &["iki", "tahunan"]] {
        let place = document.key(keys);
        idle.extend(place.map(|span| Idle::new(&keys.join("."), span, &NO_YEAR, &WRITE_YEAR)));
    }
    let own_book = document.value.dokumen.iter().any(|dokumen| dokumen.buku_kerja.is_some());
    if model.renstra.is_none() && !own_book {
        let place = document.key(&["buku_kerja", "kertas"]);
        let key = "buku_kerja.kertas";
        idle.extend(place.map(|span| Idle::new(key, span, &NO_BOOK, &WRITE_FOR_BOOK)));
    }
    idle
}

/// Of indicators: grades of what is not graded, conditions and standards that no table prints.
fn indicators(context: &Context, model: &Model) -> Vec<Idle> {
    let in_the_plan = in_the_plan(model);
    let key: HashSet<&Text> =
        model.renstra.iter().flat_map(model::Renstra::key_indikator).collect();
    let mut idle = Vec::new();
    for (one, indikator) in context.indikator() {
        let grades = one.raw.predikat.as_ref().and_then(|grades| grades.first());
        if let Some(first) = grades.filter(|_| !matches!(*indikator.satuan, Satuan::Predikat(_))) {
            let reason = OTHER_UNIT.arg("satuan", indikator.satuan.nama());
            idle.push(Idle::new("predikat", first.span(), reason, &WRITE_UNIT));
        }
        if context.own_templates {
            continue;
        }
        if let Some(awal) = indikator.awal.as_ref().filter(|_| !in_the_plan.contains(&indikator.id))
        {
            idle.push(Idle::new("awal", awal.span(), &NOT_IN_THE_PLAN, &NAME_IN_THE_PLAN));
        }
        if let Some(definisi) = indikator.definisi.as_ref().filter(|_| !key.contains(&indikator.id))
        {
            let reason = &NOT_A_KEY_INDICATOR;
            idle.push(Idle::new("definisi", definisi.span(), reason, &NAME_IN_THE_PLAN));
        }
        if let Some((nilai, _)) =
            indikator.standar_nasional.as_ref().filter(|_| model.opd.tahun.is_none())
        {
            idle.push(Idle::new("standar_nasional", nilai.span(), &NO_YEAR, &WRITE_YEAR));
        }
    }
    idle
}

/// Ids of the indicators that goals, objectives and programmes of the plan name.
fn in_the_plan(model: &Model) -> HashSet<&Text> {
    let plan = || model.renstra.iter();
    let goals = plan().flat_map(|renstra| &renstra.tujuan).flat_map(|tujuan| {
        let below = tujuan.sasaran.iter().flat_map(|sasaran| &sasaran.indikator);
        tujuan.indikator.iter().chain(below)
    });
    let same = plan().flat_map(model::Renstra::indikator_program);
    goals.chain(same.filter_map(|one| one.same_as.as_ref())).collect()
}

/// Values of another year that are given by hand, where that year has all its quarters.
fn given_by_hand(model: &Model) -> Vec<Idle> {
    let mut idle = Vec::new();
    for (tahun, year) in &model.realisasi {
        for indikator in model.jabatan.iter().flat_map(model::Jabatan::indikator) {
            let Some(given) = year.indikator.get(&indikator.id) else { continue };
            for (nama, other) in indikator.tahun_lain() {
                let there = tahun.saturating_add(other.selisih);
                let quarters = model.realisasi.get(&there);
                let quarters = quarters.and_then(|year| year.indikator.get(&indikator.id));
                let whole = quarters.is_some_and(model::RealisasiIndikator::is_whole);
                if let Some((key, _)) = given.tahun_lain.get_key_value(nama).filter(|_| whole) {
                    idle.push(Idle {
                        span: key.span(),
                        key: nama.to_owned(),
                        reason: YEAR_IS_THERE.arg("tahun", there),
                        way: CHANGE_THERE.arg("tahun", there),
                    });
                }
            }
        }
    }
    idle
}

/// Actual values of an office that has no year.
fn years(sources: &Sources, model: &Model) -> Vec<Idle> {
    let all = sources.realisasi.iter().filter(|_| model.opd.tahun.is_none());
    let idle = |span| Idle::new("realisasi", span, &NO_YEAR, &WRITE_YEAR);
    all.filter_map(|document| Some(idle(document.key(&["realisasi"])?))).collect()
}

/// Names of tables that are not made.
fn plan(sources: &Sources) -> Vec<Idle> {
    let plan = sources.renstra.iter().filter(|plan| plan.value.periode_lalu.is_none());
    let tables = plan
        .flat_map(|plan| ["T-C.23", "T-C.24"].map(|table| (table, plan.key(&["tabel", table]))));
    let named = tables.filter_map(|(table, place)| Some((table, place?)));
    named.map(|(table, span)| Idle::new(table, span, &NO_PAST, &WRITE_PAST)).collect()
}

/// What an indicator of a programme says besides, where it is one of a position.
fn taken_over(sources: &Sources) -> Vec<Idle> {
    let programs = sources.renstra.iter().flat_map(|plan| &plan.value.program);
    let mut idle = Vec::new();
    for one in programs.flat_map(outcomes) {
        let Some(id) = &one.indikator else { continue };
        let satuan = one.satuan.as_ref().map(Text::span);
        let agregasi = one.agregasi.as_ref().map(Spanned::span);
        let frekuensi = one.frekuensi.as_ref().map(Spanned::span);
        for (key, place) in [("satuan", satuan), ("agregasi", agregasi), ("frekuensi", frekuensi)] {
            let reason = TAKEN_OVER.arg("id", id);
            idle.extend(place.map(|span| Idle::new(key, span, reason, &CHANGE_IN_THE_POSITION)));
        }
    }
    idle
}

/// The indicators of a programme, its activities and sub-activities, as written.
fn outcomes(program: &raw::Program) -> impl Iterator<Item = &raw::IndikatorProgram> {
    let below = program.kegiatan.iter().flat_map(|kegiatan| {
        let below = kegiatan.sub_kegiatan.iter().flat_map(|sub| &sub.indikator);
        kegiatan.indikator.iter().chain(below)
    });
    program.indikator.iter().chain(below)
}
