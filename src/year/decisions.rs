//! What only people can decide about a year, each with its place.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::language::{Note, Phrase, notes};
use crate::model::renstra::{Renstra, Series, SubKegiatan};
use crate::model::{Indikator, Tanggal, periode_name};
use crate::project::Project;
use crate::source::Document;
use crate::source::raw::{self, TanggalPengesahan};
use crate::text::{Span, Spanned, Text};

/// Things of one kind.
#[derive(Debug)]
pub struct Decision {
    /// Its name for programs.
    pub id: &'static str,
    /// What is to be decided.
    pub title: Phrase,
    /// Each of the things.
    pub items: Vec<Item>,
}

/// One thing that is to be decided.
#[derive(Debug)]
pub struct Item {
    /// Where.
    pub place: Span,
    /// What.
    pub what: Phrase,
}

notes! {
    PLAN = "Rencana {periode} di data/renstra.yaml masih yang lama",
        "The plan of {periode} in data/renstra.yaml is still the old one";
    VISI = "visi", "visi (vision)";
    MISI = "misi ({n})", "misi (missions: {n})";
    TUJUAN = "tujuan dan sasaran ({n})", "tujuan, sasaran (goals and objectives: {n})";
    PROGRAM = "program ({n})", "program (programmes: {n})";
    FINAL = "status final: draf selama rencananya belum ditetapkan",
        "status final: draf until the plan is settled";
    EARLIER = "periode_lalu {tahun} tidak dipakai lagi, T-C.23 dan T-C.24 diambil dari data/periode; hapus",
        "periode_lalu {tahun} is used no more, T-C.23 and T-C.24 come from data/periode; delete it";
    START = "Keadaan awal indikator program masih yang dari rencana lama",
        "The conditions at the start of programme indicators are still those of the old plan";
    TARGETS = "Target {tahun} belum ditetapkan: {n} indikator",
        "No target for {tahun} yet: {n} {n|indicator|indicators}";
    QUARTERS = "Target triwulan {tahun} belum ditetapkan, padahal {lalu} ada: {n} indikator",
        "No quarter targets for {tahun} yet, and there were for {lalu}: {n} {n|indicator|indicators}";
    OUTCOMES = "Target {tahun} indikator program belum ditulis di Renstra: {n}",
        "No target for {tahun} yet of programme indicators in the plan: {n}";
    PAGU = "Pagu {tahun} belum ditulis: {n} sub kegiatan",
        "No ceiling (pagu) for {tahun} yet: {n} {n|sub-activity|sub-activities}";
    ANGGARAN = "Anggaran (DPA) {tahun} belum ditulis: {n} sub kegiatan",
        "No budget (DPA) for {tahun} yet: {n} {n|sub-activity|sub-activities}";
    ANGGARAN_TRIWULAN = "Anggaran triwulan {tahun} belum ditulis, padahal {lalu} ada: {n} sub kegiatan",
        "No quarter budgets for {tahun} yet, and there were for {lalu}: {n} {n|sub-activity|sub-activities}";
    DATE = "Tanggal dokumen {tahun}", "The date of the documents of {tahun}";
    PREPARED = "{tanggal}, hari terakhir Triwulan I", "{tanggal}, the last day of quarter I";
    OFFICE_DATE = "belum ada tanggal: memakai yang di data/opd.yaml, {tanggal}",
        "no date: that of data/opd.yaml is used, {tanggal}";
    SIGNED = "tanggal penandatanganan {tanggal}", "the date of signing {tanggal}";
    UNSIGNED = "tanggal penandatanganan {tahun} belum ditulis: selama itu memakai tanggal dokumennya",
        "no date of signing for {tahun} yet: until then that of the documents is used";
    JUDUL = "Sampul dan judul masih menyebut tahun lain", "Covers and titles still name other years";
}

/// What is to be decided about `tahun` in a project that is turned to it. `found`: what a careful
/// inspector says of that.
pub(super) fn of(project: &Project, found: &Diagnostics, tahun: i32) -> Vec<Decision> {
    let about = About { project, found, tahun };
    let all = [
        about.plan(),
        about.start(),
        about.targets(),
        about.quarters(),
        about.outcomes(),
        about.pagu(),
        about.anggaran(),
        about.anggaran_triwulan(),
        about.date(),
        about.judul(),
    ];
    all.into_iter().filter(|decision| !decision.items.is_empty()).collect()
}

struct About<'a> {
    project: &'a Project,
    found: &'a Diagnostics,
    tahun: i32,
}

impl<'a> About<'a> {
    /// The years whose targets are to be set: with the first year of a plan all of them.
    fn years(&self) -> Vec<i32> {
        let [dari, sampai] = self.project.model.opd.periode;
        let first = self.tahun == dari && self.former().is_some();
        if first { (dari..=sampai).collect() } else { vec![self.tahun] }
    }

    /// The same as they are written.
    fn span_of_years(&self) -> String {
        let years = self.years();
        periode_name([years[0], years[years.len() - 1]])
    }

    fn is_open(&self, has: impl Fn(&i32) -> bool) -> bool {
        !self.years().iter().all(has)
    }

    /// The plan of the period before.
    fn former(&self) -> Option<&'a Document<raw::Renstra>> {
        let sources = &self.project.sources;
        let there = sources.period_of(self.project.model.opd.periode[0] - 1)?;
        sources.periode[there].renstra.as_ref()
    }

    /// The plan, and that of the period before, in the first year of the plan.
    fn plans(&self) -> Option<(&'a raw::Renstra, &'a raw::Renstra)> {
        let now = &self.project.sources.renstra.as_ref()?.value;
        let former = &self.former()?.value;
        (self.tahun == self.project.model.opd.periode[0]).then_some((now, former))
    }

    /// What the new plan still has from the old one.
    fn plan(&self) -> Decision {
        let periode = self.project.model.opd.nama_periode();
        let mut items = Vec::new();
        if let Some((now, former)) = self.plans() {
            let sentences = |plan: &'a raw::Renstra| -> [Vec<&'a Text>; 4] {
                let objectives = plan.tujuan.iter().flat_map(|tujuan| &tujuan.sasaran);
                let goals = plan.tujuan.iter().map(|one| &one.tujuan);
                [
                    vec![&plan.visi],
                    plan.misi.iter().map(|one| &one.misi).collect(),
                    goals.chain(objectives.map(|one| &one.sasaran)).collect(),
                    plan.program.iter().map(|one| &one.nama).collect(),
                ]
            };
            let names = [&VISI, &MISI, &TUJUAN, &PROGRAM];
            let pairs = sentences(now).into_iter().zip(sentences(former)).zip(names);
            for ((now, former), name) in pairs {
                let same: Vec<&Text> =
                    now.into_iter().filter(|text| former.contains(text)).collect();
                if let Some(first) = same.first() {
                    items.push(Item { place: first.span(), what: name.arg("n", same.len()) });
                }
            }
            items.extend(self.status(now));
            items.extend(self.earlier(now));
        }
        Decision { id: "rencana", title: PLAN.arg("periode", periode), items }
    }

    /// A plan that is not made yet is no final one.
    fn status(&self, now: &raw::Renstra) -> Option<Item> {
        let place = self.key("status").filter(|_| now.status == raw::Status::Final)?;
        Some(Item { place, what: Phrase::from(&FINAL) })
    }

    /// The period before the one before.
    fn earlier(&self, now: &raw::Renstra) -> Option<Item> {
        let tahun = &now.periode_lalu.as_ref()?.tahun;
        let (first, last) = (*tahun.iter().min()?, *tahun.iter().max()?);
        let over = last < self.project.model.opd.periode[0] - 1;
        let place = self.key("periode_lalu").filter(|_| over)?;
        Some(Item { place, what: EARLIER.arg("tahun", periode_name([first, last])) })
    }

    /// Where the plan has this key first.
    fn key(&self, wanted: &str) -> Option<Span> {
        let path = self.project.sources.renstra.as_ref()?.file.path();
        let mut keys = self.project.sources.keys();
        let found = keys.find(|(key, place)| *key == wanted && place.file.path() == path);
        found.map(|(_, place)| place)
    }

    /// Conditions at the start that were taken over.
    fn start(&self) -> Decision {
        let key = |one: &raw::IndikatorProgram| Some((one.nama.clone()?, one.awal.clone()?.0));
        let items = self.plans().into_iter().flat_map(|(now, former)| {
            let former: BTreeSet<_> = former.indikator_program().filter_map(key).collect();
            let same =
                now.indikator_program().filter_map(key).filter(move |one| former.contains(one));
            same.map(|(nama, awal)| Item { place: awal.span(), what: Phrase::from(nama) })
        });
        Decision { id: "awal", title: Phrase::from(&START), items: items.collect() }
    }

    fn targets(&self) -> Decision {
        let missing = self.written().filter(|(_, one)| {
            self.is_open(|tahun| !one.berlaku.covers(*tahun) || one.target.contains_key(tahun))
        });
        let place = |raw: &raw::Indikator| {
            if raw.target.is_written() { raw.target.key() } else { raw.nama.span() }
        };
        let items =
            missing.map(|(raw, one)| Item { place: place(raw), what: Phrase::from(&one.nama) });
        self.counted("target", &TARGETS, items.collect())
    }

    fn quarters(&self) -> Decision {
        let set = |one: &'a Indikator, tahun: i32| one.target.get(&tahun)?.triwulan.as_ref();
        let items = self.written().filter_map(|(_, one)| {
            let before = set(one, self.tahun - 1)?;
            let missing = one.berlaku.covers(self.tahun) && set(one, self.tahun).is_none();
            missing.then(|| Item { place: before.key(), what: Phrase::from(&one.nama) })
        });
        self.of_the_year("target_triwulan", &QUARTERS, items.collect())
    }

    fn outcomes(&self) -> Decision {
        let plan = self.project.model.renstra.iter();
        let own = plan.flat_map(Renstra::own_indikator);
        let missing = own.filter(|one| self.is_open(|tahun| one.target.contains_key(tahun)));
        let items = missing.map(|one| {
            let last = one.target.values().next_back();
            let place = last.map_or_else(|| one.nama.span(), |target| target.murni.span());
            Item { place, what: Phrase::from(&one.nama) }
        });
        self.counted("target_program", &OUTCOMES, items.collect())
    }

    fn pagu(&self) -> Decision {
        let missing =
            self.money(|sub| (&sub.pagu, self.is_open(|tahun| sub.pagu.contains_key(tahun))));
        self.counted("pagu", &PAGU, missing)
    }

    fn anggaran(&self) -> Decision {
        let missing = self.money(|sub| (&sub.anggaran, !sub.anggaran.contains_key(&self.tahun)));
        self.of_the_year("anggaran", &ANGGARAN, missing)
    }

    fn anggaran_triwulan(&self) -> Decision {
        let plan = self.project.model.renstra.iter().flat_map(Renstra::sub_kegiatan);
        let items = plan.filter_map(|sub| {
            let before = sub.anggaran_triwulan.get(&(self.tahun - 1))?;
            let missing = !sub.anggaran_triwulan.contains_key(&self.tahun);
            missing.then(|| Item { place: before.key(), what: Phrase::from(&sub.nama) })
        });
        self.of_the_year("anggaran_triwulan", &ANGGARAN_TRIWULAN, items.collect())
    }

    /// The sub-activities whose amounts lack something, where they stand.
    fn money(&self, look: impl Fn(&'a SubKegiatan) -> (&'a Series, bool)) -> Vec<Item> {
        let plan = self.project.model.renstra.iter().flat_map(Renstra::sub_kegiatan);
        let missing = plan.filter_map(|sub| {
            let (amounts, missing) = look(sub);
            let last = amounts.values().next_back();
            let place = last.map_or_else(|| sub.kode.span(), Spanned::span);
            missing.then(|| Item { place, what: Phrase::from(&sub.nama) })
        });
        missing.collect()
    }

    /// What is decided about the years whose targets are to be set.
    fn counted(&self, id: &'static str, title: &'static Note, items: Vec<Item>) -> Decision {
        let title = title.arg("tahun", self.span_of_years()).arg("n", items.len());
        Decision { id, title, items }
    }

    /// What is decided about the year alone.
    fn of_the_year(&self, id: &'static str, title: &'static Note, items: Vec<Item>) -> Decision {
        let title = title.arg("tahun", self.tahun).arg("lalu", self.tahun - 1);
        Decision { id, title: title.arg("n", items.len()), items }
    }

    /// The indicators of positions, as written and as they are.
    fn written(&self) -> impl Iterator<Item = (&'a raw::Indikator, &'a Indikator)> {
        let (sources, model) = (&self.project.sources, &self.project.model);
        let objectives = sources.jabatan.iter().flat_map(|document| &document.value.sasaran);
        let all = objectives.flat_map(|sasaran| &sasaran.indikator);
        all.filter_map(|raw| Some((raw, model.indikator(&raw.id)?.1)))
    }

    /// The dates of the documents, where nobody has set them yet.
    fn date(&self) -> Decision {
        let Project { sources, model, .. } = self.project;
        let mut items = Vec::new();
        let years = sources.realisasi.iter();
        if let Some(year) = years.map(|year| &year.value).find(|year| *year.tahun == self.tahun) {
            let prepared = format!("{}-03-31", self.tahun);
            match &year.tanggal {
                Some(own) if **own == *prepared => {
                    items.push(Item { place: own.span(), what: PREPARED.arg("tanggal", own) });
                }
                Some(_) => {}
                None => items.push(Item {
                    place: year.tahun.span(),
                    what: OFFICE_DATE.arg("tanggal", model.opd.tanggal.value),
                }),
            }
        }
        items.extend(self.signing());
        Decision { id: "tanggal", title: DATE.arg("tahun", self.tahun), items }
    }

    /// The date of signing, where it is that of another year or is not written for this one.
    fn signing(&self) -> Option<Item> {
        let opd = &self.project.sources.opd.as_ref()?.value;
        match opd.pengesahan.as_ref()?.tanggal.as_ref()? {
            TanggalPengesahan::One(text) => {
                let over = Tanggal::parse(text).is_some_and(|date| date.tahun < self.tahun);
                over.then(|| Item { place: text.span(), what: SIGNED.arg("tanggal", text) })
            }
            TanggalPengesahan::Yearly(years) => {
                let year = self.tahun.to_string();
                let missing = !years.keys().any(|key| **key == *year);
                let (last, _) = years.iter().next_back().filter(|_| missing)?;
                let what = UNSIGNED.arg("tahun", self.tahun);
                Some(Item { place: last.span(), what })
            }
        }
    }

    /// Covers and titles with other years than those that they are of.
    fn judul(&self) -> Decision {
        let found = self.found.sorted().into_iter();
        let found = found.filter(|one| one.code.code == "tahun-judul-beda");
        let item = |place: &Span| {
            let written = place.file.text()[place.clamped()].to_owned();
            Item { place: place.clone(), what: Phrase::from(written) }
        };
        let items = found.filter_map(|one| one.span.as_ref()).map(item);
        Decision { id: "judul", title: Phrase::from(&JUDUL), items: items.collect() }
    }
}
