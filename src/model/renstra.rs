//! The strategic plan (*Renstra*): its links and codes checked, its numbers read.

use std::collections::BTreeMap;

use super::hierarchy::Ids;
use super::target::year;
use super::{Satuan, Status, codes};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::number::Rational;
use crate::source::Sources;
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
}

impl Renstra {
    /// Its objectives, in order.
    pub fn sasaran(&self) -> impl Iterator<Item = &SasaranRenstra> {
        self.tujuan.iter().flat_map(|tujuan| &tujuan.sasaran)
    }

    /// All sub-activities of its programmes.
    pub fn sub_kegiatan(&self) -> impl Iterator<Item = &SubKegiatan> {
        self.program.iter().flat_map(Program::sub_kegiatan)
    }

    /// The indicators of all programmes, activities and sub-activities.
    pub fn indikator_program(&self) -> impl Iterator<Item = &IndikatorProgram> {
        self.program.iter().flat_map(|program| {
            let below = program.kegiatan.iter().flat_map(|kegiatan| {
                let below = kegiatan.sub_kegiatan.iter().flat_map(|sub| &sub.indikator);
                kegiatan.indikator.iter().chain(below)
            });
            program.indikator.iter().chain(below)
        })
    }

    /// The programmes of an objective.
    pub fn program_dari<'a>(&'a self, sasaran: &'a str) -> impl Iterator<Item = &'a Program> {
        self.program.iter().filter(move |program| program.sasaran == sasaran)
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
    /// Budget (DPA), in rupiah.
    pub anggaran: Series,
    /// Spending, in rupiah.
    pub realisasi: Series,
}

/// An indicator of a programme, activity or sub-activity.
#[derive(Debug)]
pub struct IndikatorProgram {
    /// Name.
    pub nama: Text,
    /// Unit.
    pub satuan: Spanned<Satuan>,
    /// Condition at the start of the period.
    pub awal: Option<Spanned<Rational>>,
    /// Targets.
    pub target: Series,
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

/// Levels of the nomenclature (Permendagri 90/2019): name, form, widths of the parts. The
/// last part of a sub kegiatan has four digits since SIPD-RI.
const PROGRAM: (&str, &str, &[&[usize]]) = ("program", "2.17.03", &[&[1], &[2], &[2]]);
const KEGIATAN: (&str, &str, &[&[usize]]) =
    ("kegiatan", "2.17.03.2.01", &[&[1], &[2], &[2], &[1], &[2]]);
const SUB_KEGIATAN: (&str, &str, &[&[usize]]) =
    ("sub kegiatan", "2.17.03.2.01.01", &[&[1], &[2], &[2], &[1], &[2], &[2, 4]]);

/// Reads the plan, and checks the links of positions into it.
pub(super) fn renstra(
    sources: &Sources,
    periode: [i32; 2],
    ids: &mut Ids,
    diagnostics: &mut Diagnostics,
) -> Option<Renstra> {
    if let Some(document) = &sources.renstra {
        claim_ids(&document.value, ids, diagnostics);
    }
    let mut reader = PlanReader { periode, ids, diagnostics };
    let plan = sources.renstra.as_ref().map(|document| reader.plan(&document.value));
    let objectives = sources.jabatan.iter().flat_map(|document| &document.value.sasaran);
    for id in objectives.filter_map(|sasaran| sasaran.renstra.as_ref()) {
        reader.link(&codes::SASARAN_TAK_DIKENAL, "sasaran", id);
    }
    plan
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
}

/// Makes the plan from its file, with what that needs at every step.
struct PlanReader<'a> {
    periode: [i32; 2],
    ids: &'a Ids,
    diagnostics: &'a mut Diagnostics,
}

impl PlanReader<'_> {
    fn plan(&mut self, raw: &raw::Renstra) -> Renstra {
        Renstra {
            status: raw.status,
            visi: raw.visi.clone(),
            misi: raw.misi.clone(),
            tujuan: raw.tujuan.iter().map(|one| self.tujuan(one)).collect(),
            program: raw.program.iter().map(|one| self.program(one)).collect(),
            periode_lalu: raw.periode_lalu.as_ref().map(|lalu| self.earlier_period(lalu)),
            tabel: raw.tabel.clone(),
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
            let found = Diagnostic::new(code, id.span()).arg("id", id);
            self.diagnostics.push(with_suggestion(found, id, &self.ids.of(kind)));
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

    fn position(&mut self, id: &Text) {
        self.link(&codes::JABATAN_TAK_DIKENAL, "jabatan", id);
    }

    fn kegiatan(&mut self, raw: &raw::Kegiatan, parent: &str) -> Kegiatan {
        self.code(&raw.kode, Some(parent), KEGIATAN);
        if let Some(id) = &raw.penanggung_jawab {
            self.position(id);
        }
        let indikator = self.outcomes(&raw.indikator);
        let sub_kegiatan = raw.sub_kegiatan.iter().map(|sub| {
            self.code(&sub.kode, Some(&raw.kode), SUB_KEGIATAN);
            let amounts = |me: &mut Self, values| me.series(values, &Satuan::Rupiah, me.periode);
            SubKegiatan {
                kode: sub.kode.clone(),
                nama: sub.nama.clone(),
                indikator: self.outcomes(&sub.indikator),
                pagu: amounts(self, &sub.pagu),
                anggaran: amounts(self, &sub.anggaran),
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
        let read = |one: &raw::IndikatorProgram| {
            let satuan = Satuan::read_name(&one.satuan, None, self.diagnostics);
            let start = one.awal.as_ref();
            IndikatorProgram {
                nama: one.nama.clone(),
                awal: start.and_then(|a| satuan.read(a, self.diagnostics)),
                target: self.series(&one.target, &satuan, self.periode),
                satuan: one.satuan.read_as(satuan),
            }
        };
        list.iter().map(read).collect()
    }

    /// A value for each year, in its unit.
    fn series(
        &mut self,
        values: &BTreeMap<Text, Number>,
        satuan: &Satuan,
        periode: [i32; 2],
    ) -> Series {
        let mut read = Series::new();
        for (text, number) in values {
            if let Some(tahun) = year(text, periode, self.diagnostics)
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
        let periode = match tahun[..] {
            [] => [i32::MAX, i32::MIN],
            [first, .., last] => [first, last],
            [only] => [only, only],
        };
        let kinerja = raw.kinerja.iter().map(|one| {
            let satuan = Satuan::read_name(&one.satuan, None, self.diagnostics);
            KinerjaLalu {
                indikator: one.indikator.clone(),
                refs: [&one.nspk, &one.ikk, &one.lainnya].map(Clone::clone),
                target: self.series(&one.target, &satuan, periode),
                realisasi: self.series(&one.realisasi, &satuan, periode),
                satuan,
            }
        });
        let kinerja = kinerja.collect();
        let pendanaan = raw.pendanaan.iter().map(|one| PendanaanLalu {
            uraian: one.uraian.clone(),
            anggaran: self.series(&one.anggaran, &Satuan::Rupiah, periode),
            realisasi: self.series(&one.realisasi, &Satuan::Rupiah, periode),
        });
        let pendanaan = pendanaan.collect();
        PeriodeLalu { tahun, kinerja, pendanaan }
    }
}
