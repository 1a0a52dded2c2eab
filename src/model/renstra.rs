//! The strategic plan (*Renstra*): its links and codes checked, its numbers read.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use super::hierarchy::Ids;
use super::target::{Years, merge, quarterly, year};
use super::{Agregasi, Aim, Arah, Berlaku, Indikator, Realisasi, Satuan, Status, Target, codes};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::number::Rational;
use crate::source::Document;
use crate::source::raw::{self, Number};
use crate::text::{Spanned, Text};

pub use crate::source::raw::{Misi, NamaTabel, Strategi, TabelRenstra};

/// A value a year.
pub type Series = BTreeMap<i32, Spanned<Rational>>;

/// The strategic plan.
#[derive(Debug)]
pub struct Renstra {
    /// How far its figures are settled.
    pub status: Status,
    /// The region's vision.
    pub visi: Text,
    /// The region's missions.
    pub misi: Vec<Misi>,
    /// The office's goals.
    pub tujuan: Vec<Tujuan>,
    /// Programmes, in the order of the file.
    pub program: Vec<Program>,
    /// The period before.
    pub periode_lalu: Option<PeriodeLalu>,
    /// Numbers and titles of the tables.
    pub tabel: TabelRenstra,
    /// Numbers of the programmes of each objective.
    programs: HashMap<Text, Vec<usize>>,
}

impl Renstra {
    /// Its objectives, in order.
    pub fn sasaran(&self) -> impl Iterator<Item = &SasaranRenstra> {
        self.tujuan.iter().flat_map(|tujuan| &tujuan.sasaran)
    }

    /// Ids of the office's key performance indicators (IKU): those of its objectives.
    pub fn key_indikator(&self) -> impl Iterator<Item = &Text> {
        self.sasaran().flat_map(|sasaran| &sasaran.indikator)
    }

    /// All sub-activities of its programmes.
    pub fn sub_kegiatan(&self) -> impl Iterator<Item = &SubKegiatan> {
        self.program.iter().flat_map(Program::sub_kegiatan)
    }

    /// The indicators of all programmes, activities and sub-activities.
    pub fn indikator_program(&self) -> impl Iterator<Item = &IndikatorProgram> {
        self.program.iter().flat_map(Program::indikator_program)
    }

    /// The indicators that are a programme's, activity's or sub-activity's own.
    pub fn own_indikator(&self) -> impl Iterator<Item = &Indikator> {
        self.indikator_program().filter(|one| one.same_as.is_none()).map(|one| &one.indikator)
    }

    /// The programmes of an objective.
    pub fn program_dari(&self, sasaran: &str) -> impl Iterator<Item = &Program> {
        self.programs.get(sasaran).into_iter().flatten().map(|n| &self.program[*n])
    }
}

/// A goal.
#[derive(Debug)]
pub struct Tujuan {
    /// Id of its mission.
    pub misi: Text,
    /// The sentence.
    pub tujuan: Text,
    /// Ids of its indicators.
    pub indikator: Vec<Text>,
    /// Its objectives.
    pub sasaran: Vec<SasaranRenstra>,
}

/// An objective of the plan.
#[derive(Debug)]
pub struct SasaranRenstra {
    /// Stable id.
    pub id: Text,
    /// The sentence.
    pub sasaran: Text,
    /// Ids of its indicators.
    pub indikator: Vec<Text>,
    /// What it depends on (*critical success factors*).
    pub faktor_kunci: Vec<Text>,
    /// Strategies towards it.
    pub strategi: Vec<Strategi>,
}

/// A programme.
#[derive(Debug)]
pub struct Program {
    /// Code of the nomenclature.
    pub kode: Text,
    /// Name.
    pub nama: Text,
    /// The instrument that sets code and name.
    pub nomenklatur: Text,
    /// Id of the objective it serves.
    pub sasaran: Text,
    /// Id of the position that answers for it.
    pub penanggung_jawab: Text,
    /// Location.
    pub lokasi: Option<Text>,
    /// Outcomes.
    pub indikator: Vec<IndikatorProgram>,
    /// Its activities.
    pub kegiatan: Vec<Kegiatan>,
}

impl Program {
    /// All sub-activities of its activities.
    pub fn sub_kegiatan(&self) -> impl Iterator<Item = &SubKegiatan> {
        self.kegiatan.iter().flat_map(|kegiatan| &kegiatan.sub_kegiatan)
    }

    /// Its indicators and those of its activities and sub-activities.
    pub fn indikator_program(&self) -> impl Iterator<Item = &IndikatorProgram> {
        let below = self.kegiatan.iter().flat_map(|kegiatan| {
            let below = kegiatan.sub_kegiatan.iter().flat_map(|sub| &sub.indikator);
            kegiatan.indikator.iter().chain(below)
        });
        self.indikator.iter().chain(below)
    }
}

/// An activity.
#[derive(Debug)]
pub struct Kegiatan {
    /// Code of the nomenclature.
    pub kode: Text,
    /// Name.
    pub nama: Text,
    /// Id of the position that carries it out.
    pub penanggung_jawab: Option<Text>,
    /// Outputs.
    pub indikator: Vec<IndikatorProgram>,
    /// Its sub-activities.
    pub sub_kegiatan: Vec<SubKegiatan>,
}

/// A sub-activity: where money is planned and spent.
#[derive(Debug)]
pub struct SubKegiatan {
    /// Code of the nomenclature.
    pub kode: Text,
    /// Name.
    pub nama: Text,
    /// Outputs.
    pub indikator: Vec<IndikatorProgram>,
    /// Indicative ceiling of the plan, in rupiah.
    pub pagu: Series,
    /// Budget in force, in rupiah: as revised (DPPA), where it was.
    pub anggaran: Series,
    /// Budget as first set (DPA), in rupiah.
    pub anggaran_murni: Series,
    /// The budget of each quarter, in rupiah, by year.
    pub anggaran_triwulan: BTreeMap<i32, Spanned<[Option<Rational>; 4]>>,
    /// Spending of whole years, in rupiah.
    pub realisasi: Series,
}

impl SubKegiatan {
    /// Its budget from January to the end of quarter `sampai` of `tahun`: the year's; before the
    /// year is over that of the quarters, where all of them are set.
    pub fn budget(&self, tahun: i32, sampai: usize) -> Option<Rational> {
        if sampai >= 4 {
            return self.anggaran.get(&tahun).map(|amount| amount.value);
        }
        sum_of(&self.anggaran_triwulan.get(&tahun)?.value[..sampai])
    }

    /// What it spent in the same span: the year's; else that of the quarters in `year`, where all of
    /// them are there.
    pub fn spent(&self, year: Option<&Realisasi>, tahun: i32, sampai: usize) -> Option<Rational> {
        let whole = self.realisasi.get(&tahun).filter(|_| sampai >= 4).map(|amount| amount.value);
        whole.or_else(|| {
            let quarters = year?.belanja.get(&self.kode)?;
            let quarters: Vec<_> =
                quarters.iter().map(|one| one.as_ref().map(|one| one.value)).collect();
            sum_of(&quarters[..sampai.min(4)])
        })
    }
}

fn sum_of(quarters: &[Option<Rational>]) -> Option<Rational> {
    let all: Option<Vec<Rational>> = quarters.iter().copied().collect();
    merge(Agregasi::Jumlah, &all?).ok().flatten()
}

/// An indicator of a programme, activity or sub-activity.
#[derive(Debug)]
pub struct IndikatorProgram {
    /// The indicator, with the condition at the start that the plan itself writes. One without an id
    /// has no actual values.
    pub indikator: Indikator,
    /// Id of the position's indicator that it is, where it is one.
    pub same_as: Option<Text>,
    /// The targets that the plan itself writes for it.
    pub written: Series,
}

/// The period before this plan.
#[derive(Debug)]
pub struct PeriodeLalu {
    /// Its years, in order.
    pub tahun: Vec<i32>,
    /// Performance of its services.
    pub kinerja: Vec<KinerjaLalu>,
    /// Its funding.
    pub pendanaan: Vec<PendanaanLalu>,
}

/// One indicator of the period before.
#[derive(Debug)]
pub struct KinerjaLalu {
    /// Name.
    pub indikator: Text,
    /// Unit.
    pub satuan: Satuan,
    /// Targets of the national norms, of the key indicators, and others, as text.
    pub refs: [Option<Text>; 3],
    /// Targets.
    pub target: Series,
    /// Actual values.
    pub realisasi: Series,
}

/// One kind of spending of the period before.
#[derive(Debug)]
pub struct PendanaanLalu {
    /// What it was spent on.
    pub uraian: Text,
    /// Budget, in rupiah.
    pub anggaran: Series,
    /// Spending, in rupiah.
    pub realisasi: Series,
}

/// What the lines of a budget are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Program.
    Program,
    /// Kegiatan.
    Kegiatan,
    /// Sub kegiatan.
    SubKegiatan,
}

/// A line of a budget.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Code.
    pub kode: &'a Text,
    /// Name.
    pub nama: &'a Text,
    /// The sub-activities whose money it is.
    pub sub: Vec<&'a SubKegiatan>,
}

/// The money that somebody answers for: lines, below the code and the name of what they are part of.
#[derive(Debug, Clone)]
pub struct Share<'a> {
    /// What the lines are.
    pub level: Level,
    /// The lines.
    pub groups: Vec<(Option<[&'a Text; 2]>, Vec<Line<'a>>)>,
}

impl<'a> Share<'a> {
    /// All its sub-activities.
    pub fn sub_kegiatan(&self) -> impl Iterator<Item = &'a SubKegiatan> {
        self.groups.iter().flat_map(|(_, lines)| lines).flat_map(|line| line.sub.iter().copied())
    }
}

impl Renstra {
    /// What the head of the office answers for: every programme.
    pub fn share_of_the_head(&self) -> Share<'_> {
        let lines = self.program.iter().map(|program| Line {
            kode: &program.kode,
            nama: &program.nama,
            sub: program.sub_kegiatan().collect(),
        });
        let lines = lines.collect();
        Share { level: Level::Program, groups: vec![(None, lines)] }
    }

    /// What a position answers for: the activities of its programmes, or the sub-activities of its
    /// activities.
    pub fn share_of(&self, jabatan: &str) -> Option<Share<'_>> {
        let holds = |program: &Program| program.penanggung_jawab.as_str() == jabatan;
        let mine = |kegiatan: &&Kegiatan| kegiatan.penanggung_jawab.as_deref() == Some(jabatan);
        if self.program.iter().any(holds) {
            let groups = self.program.iter().map(|program| {
                let own = program.kegiatan.iter().filter(|one| holds(program) || mine(one));
                let lines = own.map(|one| Line {
                    kode: &one.kode,
                    nama: &one.nama,
                    sub: one.sub_kegiatan.iter().collect(),
                });
                (Some([&program.kode, &program.nama]), lines.collect::<Vec<_>>())
            });
            let groups = groups.filter(|(_, lines)| !lines.is_empty()).collect();
            return Some(Share { level: Level::Kegiatan, groups });
        }
        let groups = self.program.iter().flat_map(|program| &program.kegiatan).filter(mine);
        let groups: Vec<_> = groups
            .map(|kegiatan| {
                let lines = kegiatan.sub_kegiatan.iter().map(|sub| Line {
                    kode: &sub.kode,
                    nama: &sub.nama,
                    sub: vec![sub],
                });
                (Some([&kegiatan.kode, &kegiatan.nama]), lines.collect())
            })
            .collect();
        (!groups.is_empty()).then_some(Share { level: Level::SubKegiatan, groups })
    }
}

/// Levels of the nomenclature (Permendagri 90/2019): name, form, widths of the parts. The
/// last part of a sub kegiatan has four digits since SIPD-RI.
const PROGRAM: (&str, &str, &[&[usize]]) = ("program", "2.17.03", &[&[1], &[2], &[2]]);
const KEGIATAN: (&str, &str, &[&[usize]]) =
    ("kegiatan", "2.17.03.2.01", &[&[1], &[2], &[2], &[1], &[2]]);
const SUB_KEGIATAN: (&str, &str, &[&[usize]]) =
    ("sub kegiatan", "2.17.03.2.01.01", &[&[1], &[2], &[2], &[1], &[2], &[2, 4]]);

/// Reads a plan. `own`: the indicators of positions.
pub(super) fn renstra(
    document: &Document<raw::Renstra>,
    (years, own): (Years, &BTreeMap<&str, &Indikator>),
    ids: &mut Ids,
    diagnostics: &mut Diagnostics,
) -> Renstra {
    claim_ids(&document.value, ids, diagnostics);
    PlanReader { years, own, ids, diagnostics }.plan(&document.value)
}

/// The objectives that positions serve exist, in this plan or in that of another period.
pub(super) fn objectives_exist(
    jabatan: &[Document<raw::Jabatan>],
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) {
    let objectives = jabatan.iter().flat_map(|document| &document.value.sasaran);
    for id in objectives.filter_map(|sasaran| sasaran.renstra.as_ref()) {
        if !ids.knows_anywhere("sasaran", id) {
            unknown(&codes::SASARAN_TAK_DIKENAL, "sasaran", id, ids, diagnostics);
        }
    }
}

/// Reports that `id` is none of its kind.
pub(super) fn unknown(
    code: &'static Code,
    kind: &'static str,
    id: &Text,
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) {
    let found = Diagnostic::new(code, id.span()).arg("id", id);
    diagnostics.push_with(found, |found| with_suggestion(found, id, &ids.of(kind)));
}

/// Notes the ids of a plan that is not this period's.
pub(super) fn note_ids(raw: &raw::Renstra, ids: &mut Ids) {
    let objectives = raw.tujuan.iter().flat_map(|tujuan| &tujuan.sasaran);
    objectives.for_each(|sasaran| ids.note_elsewhere("sasaran", &sasaran.id));
    let own = raw.indikator_program().filter_map(|one| one.id.as_ref());
    own.for_each(|id| ids.note_elsewhere("indikator", id));
    let kegiatan = raw.program.iter().flat_map(|program| &program.kegiatan);
    for sub in kegiatan.flat_map(|kegiatan| &kegiatan.sub_kegiatan) {
        ids.note_elsewhere("kode", &sub.kode);
    }
}

fn claim_ids(raw: &raw::Renstra, ids: &mut Ids, diagnostics: &mut Diagnostics) {
    for misi in &raw.misi {
        ids.claim("misi", &misi.id, diagnostics);
    }
    for tujuan in &raw.tujuan {
        ids.claim("tujuan", &tujuan.id, diagnostics);
        for sasaran in &tujuan.sasaran {
            ids.claim("sasaran", &sasaran.id, diagnostics);
        }
    }
    for id in raw.indikator_program().filter_map(|one| one.id.as_ref()) {
        ids.claim("indikator", id, diagnostics);
    }
}

/// Makes the plan from its file, with what that needs at every step.
struct PlanReader<'a> {
    years: Years,
    /// The indicators of positions.
    own: &'a BTreeMap<&'a str, &'a Indikator>,
    ids: &'a Ids,
    diagnostics: &'a mut Diagnostics,
}

impl PlanReader<'_> {
    fn plan(&mut self, raw: &raw::Renstra) -> Renstra {
        let mut programs: HashMap<Text, Vec<usize>> = HashMap::new();
        for (n, program) in raw.program.iter().enumerate() {
            programs.entry(program.sasaran.clone()).or_default().push(n);
        }
        Renstra {
            status: raw.status,
            visi: raw.visi.clone(),
            misi: raw.misi.clone(),
            tujuan: raw.tujuan.iter().map(|one| self.tujuan(one)).collect(),
            program: raw.program.iter().map(|one| self.program(one)).collect(),
            periode_lalu: raw.periode_lalu.as_ref().map(|lalu| self.earlier_period(lalu)),
            tabel: raw.tabel.clone(),
            programs,
        }
    }

    fn tujuan(&mut self, raw: &raw::Tujuan) -> Tujuan {
        self.link(&codes::MISI_TAK_DIKENAL, "misi", &raw.misi);
        self.indicators(&raw.indikator);
        let sasaran = raw.sasaran.iter().map(|one| {
            self.indicators(&one.indikator);
            SasaranRenstra {
                id: one.id.clone(),
                sasaran: one.sasaran.clone(),
                indikator: one.indikator.clone(),
                faktor_kunci: one.faktor_kunci.clone(),
                strategi: one.strategi.clone(),
            }
        });
        Tujuan {
            misi: raw.misi.clone(),
            tujuan: raw.tujuan.clone(),
            indikator: raw.indikator.clone(),
            sasaran: sasaran.collect(),
        }
    }

    /// `id` must be one of its kind.
    fn link(&mut self, code: &'static Code, kind: &'static str, id: &Text) {
        if !self.ids.knows(kind, id) {
            unknown(code, kind, id, self.ids, self.diagnostics);
        }
    }

    fn indicators(&mut self, list: &[Text]) {
        for id in list {
            self.link(&codes::INDIKATOR_TAK_DIKENAL, "indikator", id);
        }
    }

    fn program(&mut self, raw: &raw::Program) -> Program {
        self.code(&raw.kode, None, PROGRAM);
        self.link(&codes::SASARAN_TAK_DIKENAL, "sasaran", &raw.sasaran);
        self.position(&raw.penanggung_jawab);
        let indikator = self.outcomes(&raw.indikator);
        let kegiatan = raw.kegiatan.iter().map(|one| self.kegiatan(one, &raw.kode));
        Program {
            kegiatan: kegiatan.collect(),
            kode: raw.kode.clone(),
            nama: raw.nama.clone(),
            nomenklatur: raw.nomenklatur.clone(),
            sasaran: raw.sasaran.clone(),
            penanggung_jawab: raw.penanggung_jawab.clone(),
            lokasi: raw.lokasi.clone(),
            indikator,
        }
    }

    /// A position, or a head of the office in any period.
    fn position(&mut self, id: &Text) {
        if !self.ids.knows_anywhere("jabatan", id) {
            unknown(&codes::JABATAN_TAK_DIKENAL, "jabatan", id, self.ids, self.diagnostics);
        }
    }

    fn kegiatan(&mut self, raw: &raw::Kegiatan, parent: &str) -> Kegiatan {
        self.code(&raw.kode, Some(parent), KEGIATAN);
        if let Some(id) = &raw.penanggung_jawab {
            self.position(id);
        }
        let indikator = self.outcomes(&raw.indikator);
        let sub_kegiatan = raw.sub_kegiatan.iter().map(|sub| {
            self.code(&sub.kode, Some(&raw.kode), SUB_KEGIATAN);
            let amounts = |me: &mut Self, values| me.series(values, &Satuan::Rupiah, me.years);
            let anggaran_murni = amounts(self, &sub.anggaran);
            let mut anggaran = anggaran_murni.clone();
            anggaran.extend(amounts(self, &sub.anggaran_perubahan));
            SubKegiatan {
                kode: sub.kode.clone(),
                nama: sub.nama.clone(),
                indikator: self.outcomes(&sub.indikator),
                pagu: amounts(self, &sub.pagu),
                anggaran_triwulan: self.anggaran_triwulan(&sub.anggaran_triwulan, &anggaran),
                anggaran,
                anggaran_murni,
                realisasi: amounts(self, &sub.realisasi),
            }
        });
        Kegiatan {
            sub_kegiatan: sub_kegiatan.collect(),
            kode: raw.kode.clone(),
            nama: raw.nama.clone(),
            penanggung_jawab: raw.penanggung_jawab.clone(),
            indikator,
        }
    }

    /// A code of its level, below its parent's.
    fn code(
        &mut self,
        kode: &Text,
        parent: Option<&str>,
        (kind, shape, widths): (&str, &str, &[&[usize]]),
    ) {
        let parts: Vec<&str> = kode.split('.').collect();
        let good = parts.len() == widths.len()
            && parts.iter().zip(widths).all(|(part, widths)| {
                widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
            });
        if !good {
            return self.diagnostics.push(
                Diagnostic::new(&codes::KODE_TAK_SAH, kode.span())
                    .arg("kode", kode)
                    .arg("jenis", kind)
                    .arg("bentuk", shape),
            );
        }
        if let Some(parent) = parent
            && !kode.starts_with(&format!("{parent}."))
        {
            let found = Diagnostic::new(&codes::KODE_BUKAN_ANAK, kode.span());
            self.diagnostics.push(found.arg("kode", kode).arg("induk", parent));
        }
    }

    fn outcomes(&mut self, list: &[raw::IndikatorProgram]) -> Vec<IndikatorProgram> {
        list.iter().filter_map(|one| self.outcome(one)).collect()
    }

    /// An indicator of its own, or one of a position, which it takes over but for what it writes.
    fn outcome(&mut self, raw: &raw::IndikatorProgram) -> Option<IndikatorProgram> {
        if let (Some(id), Some(_)) = (&raw.id, &raw.indikator) {
            self.diagnostics.push(Diagnostic::new(&codes::INDIKATOR_PROGRAM_ID, id.span()));
        }
        let Some(id) = &raw.indikator else { return self.own_outcome(raw) };
        self.link(&codes::INDIKATOR_TAK_DIKENAL, "indikator", id);
        let mut indikator = (**self.own.get(id.as_str())?).clone();
        let satuan = indikator.satuan.value.clone();
        let written = self.series(&raw.target, &satuan, self.years);
        for (tahun, target) in &mut indikator.target {
            // The plan is made before any revision.
            target.perubahan = None;
            if let Some(planned) = written.get(tahun) {
                target.murni = planned.with(Aim::Point(planned.value));
            }
        }
        if let Some(nama) = &raw.nama {
            indikator.nama = nama.clone();
        }
        indikator.awal = raw.awal.as_ref().and_then(|awal| satuan.read(awal, self.diagnostics));
        Some(IndikatorProgram { indikator, same_as: Some(id.clone()), written })
    }

    /// An indicator that is the plan's own.
    fn own_outcome(&mut self, raw: &raw::IndikatorProgram) -> Option<IndikatorProgram> {
        let written = |text: &Option<Text>, key: &str, me: &mut Self| {
            if text.is_none() {
                let place = raw.nama.as_ref().or(raw.id.as_ref()).or(raw.satuan.as_ref());
                let place = place.map_or_else(|| raw.target.key(), Text::span);
                let found = Diagnostic::new(&codes::INDIKATOR_PROGRAM_NAMA, place);
                me.diagnostics.push(found.arg("kunci", key));
            }
            text.clone()
        };
        let (nama, unit) = (written(&raw.nama, "nama", self), written(&raw.satuan, "satuan", self));
        let (nama, unit) = (nama?, unit?);
        let satuan = Satuan::new(&unit, None);
        let target = self.series(&raw.target, &satuan, self.years);
        let planned = |value: &Spanned<Rational>| Target {
            murni: value.with(Aim::Point(value.value)),
            perubahan: None,
            triwulan: None,
        };
        let indikator = Indikator {
            id: raw.id.clone().unwrap_or_default(),
            nama,
            rumus: None,
            definisi: None,
            penjelasan: None,
            catatan: None,
            arah: raw.arah.unwrap_or(Arah::Naik),
            agregasi: raw.agregasi.clone().unwrap_or_else(|| unit.read_as(Agregasi::Akhir)),
            frekuensi: raw.frekuensi.as_ref().map(|one| one.value).unwrap_or_default(),
            desimal: None,
            berlaku: Berlaku::default(),
            menggantikan: None,
            target: target.iter().map(|(tahun, value)| (*tahun, planned(value))).collect(),
            awal: raw.awal.as_ref().and_then(|awal| satuan.read(awal, self.diagnostics)),
            standar_nasional: None,
            sumber: None,
            satuan: unit.read_as(satuan),
        };
        Some(IndikatorProgram { indikator, same_as: None, written: target })
    }

    /// The budget of each quarter, which adds up to the year's.
    fn anggaran_triwulan(
        &mut self,
        values: &BTreeMap<Text, Spanned<raw::Quarterly>>,
        anggaran: &Series,
    ) -> BTreeMap<i32, Spanned<[Option<Rational>; 4]>> {
        let mut found = BTreeMap::new();
        for (text, written) in values {
            let tahun = year(text, self.years, self.diagnostics);
            let quarters = quarterly(written, &Satuan::Rupiah, self.diagnostics);
            let (Some(tahun), Some(quarters)) = (tahun, quarters) else { continue };
            let quarters = quarters.map(|quarter| quarter.map(|amount| amount.value));
            let all: Option<Vec<Rational>> = quarters.into_iter().collect();
            let sum = all.and_then(|all| merge(Agregasi::Jumlah, &all).ok().flatten());
            if let (Some(sum), Some(whole)) = (sum, anggaran.get(&tahun))
                && sum != whole.value
            {
                self.diagnostics.push(
                    Diagnostic::new(&codes::ANGGARAN_TRIWULAN_BEDA, text.span())
                        .arg("tahun", tahun)
                        .arg("jumlah", Satuan::Rupiah.show_target(sum))
                        .arg("anggaran", Satuan::Rupiah.show_target(whole.value))
                        .related(whole.span(), &codes::YEAR_BUDGET),
                );
            }
            found.insert(tahun, text.read_as(quarters));
        }
        found
    }

    /// A value for each year, in its unit.
    fn series(&mut self, values: &BTreeMap<Text, Number>, satuan: &Satuan, years: Years) -> Series {
        let mut read = Series::new();
        for (text, number) in values {
            if let Some(tahun) = year(text, years, self.diagnostics)
                && let Some(value) = satuan.read(number, self.diagnostics)
            {
                read.insert(tahun, value);
            }
        }
        read
    }

    fn earlier_period(&mut self, raw: &raw::PeriodeLalu) -> PeriodeLalu {
        let mut tahun = raw.tahun.clone();
        tahun.sort_unstable();
        let (dari, sampai) = match tahun[..] {
            [] => (i32::MAX, i32::MIN),
            [first, .., last] => (first, last),
            [only] => (only, only),
        };
        let years = Years { dari, sampai };
        let kinerja = raw.kinerja.iter().map(|one| {
            let satuan = Satuan::read_name(&one.satuan, None, self.diagnostics);
            KinerjaLalu {
                indikator: one.indikator.clone(),
                refs: [&one.nspk, &one.ikk, &one.lainnya].map(Clone::clone),
                target: self.series(&one.target, &satuan, years),
                realisasi: self.series(&one.realisasi, &satuan, years),
                satuan,
            }
        });
        let kinerja = kinerja.collect();
        let pendanaan = raw.pendanaan.iter().map(|one| PendanaanLalu {
            uraian: one.uraian.clone(),
            anggaran: self.series(&one.anggaran, &Satuan::Rupiah, years),
            realisasi: self.series(&one.realisasi, &Satuan::Rupiah, years),
        });
        let pendanaan = pendanaan.collect();
        PeriodeLalu { tahun, kinerja, pendanaan }
    }
}
