//! The strategic plan (*Renstra*): its links and codes checked, its numbers read.

use super::codes;
use std::collections::BTreeMap;

use super::hierarchy::Ids;
use super::target::year;
use super::{Reader, Satuan, Status, under};
use crate::diagnostic::suggest::with_suggestion;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::number::Rational;
use crate::source::Segment::{self, Index, Key};
use crate::source::raw::{self, Number};
use crate::source::{Document, Sources};

pub use crate::source::raw::{Misi, NamaTabel, Strategi, TabelRenstra};

/// A value a year.
pub type Series = BTreeMap<i32, Rational>;

/// The strategic plan.
#[derive(Debug)]
pub struct Renstra {
    /// How far its figures are settled.
    pub status: Status,
    /// The region's vision.
    pub visi: String,
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

    /// The programmes of an objective.
    pub fn program_dari<'a>(&'a self, sasaran: &'a str) -> impl Iterator<Item = &'a Program> {
        self.program.iter().filter(move |program| program.sasaran == sasaran)
    }
}

/// A goal.
#[derive(Debug)]
pub struct Tujuan {
    /// Id of its mission.
    pub misi: String,
    /// The sentence.
    pub tujuan: String,
    /// Ids of its indicators.
    pub indikator: Vec<String>,
    /// Its objectives.
    pub sasaran: Vec<SasaranRenstra>,
}

/// An objective of the plan.
#[derive(Debug)]
pub struct SasaranRenstra {
    /// Stable id.
    pub id: String,
    /// The sentence.
    pub sasaran: String,
    /// Ids of its indicators.
    pub indikator: Vec<String>,
    /// Strategies towards it.
    pub strategi: Vec<Strategi>,
}

/// A programme.
#[derive(Debug)]
pub struct Program {
    /// Code of the nomenclature.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// The instrument that sets code and name.
    pub nomenklatur: String,
    /// Id of the objective it serves.
    pub sasaran: String,
    /// Id of the position that answers for it.
    pub penanggung_jawab: String,
    /// Location.
    pub lokasi: Option<String>,
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
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Id of the position that carries it out.
    pub penanggung_jawab: Option<String>,
    /// Outputs.
    pub indikator: Vec<IndikatorProgram>,
    /// Its sub-activities.
    pub sub_kegiatan: Vec<SubKegiatan>,
}

/// A sub-activity: where money is planned and spent.
#[derive(Debug)]
pub struct SubKegiatan {
    /// Code of the nomenclature.
    pub kode: String,
    /// Name.
    pub nama: String,
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
    pub nama: String,
    /// Unit.
    pub satuan: Satuan,
    /// Condition at the start of the period.
    pub awal: Option<Rational>,
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
    pub indikator: String,
    /// Unit.
    pub satuan: Satuan,
    /// Targets of the national norms, of the key indicators, and others, as text.
    pub refs: [Option<String>; 3],
    /// Targets.
    pub target: Series,
    /// Actual values.
    pub realisasi: Series,
}

/// One kind of spending of the period before.
#[derive(Debug)]
pub struct PendanaanLalu {
    /// What it was spent on.
    pub uraian: String,
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
    let plan = sources.renstra.as_ref().map(|document| {
        claim_ids(document, ids, diagnostics);
        let mut reader = Reader { span: document, diagnostics };
        PlanReader { periode, ids, reader: &mut reader }.plan(&document.value)
    });
    for document in &sources.jabatan {
        let mut reader = Reader { span: document, diagnostics };
        for (i, sasaran) in document.value.sasaran.iter().enumerate() {
            if let Some(id) = &sasaran.renstra {
                let path = [Key("sasaran"), Index(i), Key("renstra")];
                let mut plan_reader = PlanReader { periode, ids, reader: &mut reader };
                plan_reader.link(&codes::SASARAN_TAK_DIKENAL, "sasaran", id, &path);
            }
        }
    }
    plan
}

fn claim_ids(document: &Document<raw::Renstra>, ids: &mut Ids, diagnostics: &mut Diagnostics) {
    for (m, misi) in document.value.misi.iter().enumerate() {
        let path = [Key("misi"), Index(m), Key("id")];
        ids.claim("misi", &misi.id, document.span(&path), diagnostics);
    }
    for (t, tujuan) in document.value.tujuan.iter().enumerate() {
        let path = [Key("tujuan"), Index(t), Key("id")];
        ids.claim("tujuan", &tujuan.id, document.span(&path), diagnostics);
        for (s, sasaran) in tujuan.sasaran.iter().enumerate() {
            let path = [path[0], path[1], Key("sasaran"), Index(s), Key("id")];
            ids.claim("sasaran", &sasaran.id, document.span(&path), diagnostics);
        }
    }
}

/// Makes the plan from its file, with what that needs at every step.
struct PlanReader<'p, 'a> {
    periode: [i32; 2],
    ids: &'p Ids,
    reader: &'p mut Reader<'a>,
}

impl PlanReader<'_, '_> {
    fn plan(&mut self, raw: &raw::Renstra) -> Renstra {
        let goal = |(t, one)| self.tujuan(one, &[Key("tujuan"), Index(t)]);
        let tujuan = raw.tujuan.iter().enumerate().map(goal).collect();
        let programme = |(p, one)| self.program(one, &[Key("program"), Index(p)]);
        let program = raw.program.iter().enumerate().map(programme).collect();
        Renstra {
            status: raw.status,
            visi: raw.visi.clone(),
            misi: raw.misi.clone(),
            tujuan,
            program,
            periode_lalu: raw.periode_lalu.as_ref().map(|lalu| self.earlier_period(lalu)),
            tabel: raw.tabel.clone(),
        }
    }

    fn tujuan(&mut self, raw: &raw::Tujuan, path: &[Segment]) -> Tujuan {
        self.link(&codes::MISI_TAK_DIKENAL, "misi", &raw.misi, &under(path, "misi"));
        self.indicators(&raw.indikator, path);
        let sasaran = raw.sasaran.iter().enumerate().map(|(s, one)| {
            self.indicators(&one.indikator, &[path, &[Key("sasaran"), Index(s)]].concat());
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
    fn link(&mut self, kode: &'static Code, kind: &'static str, id: &str, path: &[Segment]) {
        if !self.ids.knows(kind, id) {
            let found = Diagnostic::new(kode, self.reader.value(path)).arg("id", id);
            self.reader.report(with_suggestion(found, id, &self.ids.of(kind)));
        }
    }

    fn indicators(&mut self, list: &[String], path: &[Segment]) {
        for (n, id) in list.iter().enumerate() {
            let place = [path, &[Key("indikator"), Index(n)]].concat();
            self.link(&codes::INDIKATOR_TAK_DIKENAL, "indikator", id, &place);
        }
    }

    fn program(&mut self, raw: &raw::Program, path: &[Segment]) -> Program {
        self.code(&raw.kode, None, PROGRAM, path);
        let place = under(path, "sasaran");
        self.link(&codes::SASARAN_TAK_DIKENAL, "sasaran", &raw.sasaran, &place);
        self.position(&raw.penanggung_jawab, path);
        let indikator = self.outcomes(&raw.indikator, path);
        let kegiatan = raw.kegiatan.iter().enumerate().map(|(k, one)| {
            let path = [path, &[Key("kegiatan"), Index(k)]].concat();
            self.kegiatan(one, &raw.kode, &path)
        });
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

    fn position(&mut self, id: &str, path: &[Segment]) {
        let place = under(path, "penanggung_jawab");
        self.link(&codes::JABATAN_TAK_DIKENAL, "jabatan", id, &place);
    }

    fn kegiatan(&mut self, raw: &raw::Kegiatan, parent: &str, path: &[Segment]) -> Kegiatan {
        self.code(&raw.kode, Some(parent), KEGIATAN, path);
        if let Some(id) = &raw.penanggung_jawab {
            self.position(id, path);
        }
        let indikator = self.outcomes(&raw.indikator, path);
        let sub_kegiatan = raw.sub_kegiatan.iter().enumerate().map(|(s, sub)| {
            let path = [path, &[Key("sub_kegiatan"), Index(s)]].concat();
            self.code(&sub.kode, Some(&raw.kode), SUB_KEGIATAN, &path);
            let amounts = |me: &mut Self, key, values| {
                me.series(values, &Satuan::Rupiah, me.periode, &under(&path, key))
            };
            SubKegiatan {
                kode: sub.kode.clone(),
                nama: sub.nama.clone(),
                indikator: self.outcomes(&sub.indikator, &path),
                pagu: amounts(self, "pagu", &sub.pagu),
                anggaran: amounts(self, "anggaran", &sub.anggaran),
                realisasi: amounts(self, "realisasi", &sub.realisasi),
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
        kode: &str,
        parent: Option<&str>,
        (kind, shape, widths): (&str, &str, &[&[usize]]),
        path: &[Segment],
    ) {
        let span = self.reader.value(&under(path, "kode"));
        let parts: Vec<&str> = kode.split('.').collect();
        let good = parts.len() == widths.len()
            && parts.iter().zip(widths).all(|(part, widths)| {
                widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
            });
        if !good {
            return self.reader.report(
                Diagnostic::new(&codes::KODE_TAK_SAH, span)
                    .arg("kode", kode)
                    .arg("jenis", kind)
                    .arg("bentuk", shape),
            );
        }
        if let Some(parent) = parent
            && !kode.starts_with(&format!("{parent}."))
        {
            let found = Diagnostic::new(&codes::KODE_BUKAN_ANAK, span);
            self.reader.report(found.arg("kode", kode).arg("induk", parent));
        }
    }

    fn outcomes(
        &mut self,
        list: &[raw::IndikatorProgram],
        path: &[Segment],
    ) -> Vec<IndikatorProgram> {
        let read = |(n, one): (usize, &raw::IndikatorProgram)| {
            let path = [path, &[Key("indikator"), Index(n)]].concat();
            let satuan = Satuan::new(&one.satuan, None);
            let start = one.awal.as_ref();
            IndikatorProgram {
                nama: one.nama.clone(),
                awal: start.and_then(|a| satuan.read(a, &under(&path, "awal"), self.reader)),
                target: self.series(&one.target, &satuan, self.periode, &under(&path, "target")),
                satuan,
            }
        };
        list.iter().enumerate().map(read).collect()
    }

    /// A value for each year, in its unit.
    fn series(
        &mut self,
        values: &BTreeMap<String, Number>,
        satuan: &Satuan,
        periode: [i32; 2],
        path: &[Segment],
    ) -> Series {
        let mut read = Series::new();
        for (text, number) in values {
            let place = under(path, text);
            if let Some(tahun) = year(text, periode, &place, self.reader)
                && let Some(value) = satuan.read(number, &place, self.reader)
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
        let kinerja = raw.kinerja.iter().enumerate().map(|(n, one)| {
            let path = [Key("periode_lalu"), Key("kinerja"), Index(n)];
            let satuan = Satuan::new(&one.satuan, None);
            KinerjaLalu {
                indikator: one.indikator.clone(),
                refs: [&one.nspk, &one.ikk, &one.lainnya].map(Clone::clone),
                target: self.series(&one.target, &satuan, periode, &under(&path, "target")),
                realisasi: self.series(
                    &one.realisasi,
                    &satuan,
                    periode,
                    &under(&path, "realisasi"),
                ),
                satuan,
            }
        });
        let kinerja = kinerja.collect();
        let pendanaan = raw.pendanaan.iter().enumerate().map(|(n, one)| {
            let path = [Key("periode_lalu"), Key("pendanaan"), Index(n)];
            let mut amounts =
                |key, values| self.series(values, &Satuan::Rupiah, periode, &under(&path, key));
            PendanaanLalu {
                uraian: one.uraian.clone(),
                anggaran: amounts("anggaran", &one.anggaran),
                realisasi: amounts("realisasi", &one.realisasi),
            }
        });
        let pendanaan = pendanaan.collect();
        PeriodeLalu { tahun, kinerja, pendanaan }
    }
}
