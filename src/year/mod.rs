//! Opening a year: what must be touched for it is touched, or named.
//!
//! In the running period that is the office's year and a file for the year's actual values
//! ([`entry`]). With a new period the files of the old one are kept as they are, and the plan
//! stays as the beginning of the new one. What only people can decide is listed with its place
//! ([`decisions`]). Everything is worked out and read as a project before a byte is written.

pub mod codes;
pub mod decisions;
mod entry;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::edit::{self, Edit, Path, Place, Step, Value};
use crate::language::{Phrase, notes};
use crate::model::{Opd, periode_name};
use crate::output::{self, ReplaceError};
use crate::project::{self, Project, Timings};
use crate::source::raw::{self, TanggalPengesahan};
use crate::source::{self, Document};
use crate::text::{SourceFile, Text};
use decisions::Decision;

notes! {
    A_COPY = "salinan {asal}", "a copy of {asal}";
    READY = "{n} indikator, siap diisi", "{n} {n|indicator|indicators}, ready to be filled";
    THE_YEAR = "tahun: {tahun}", "tahun: {tahun}";
    THE_YEAR_SIGNED = "tahun: {tahun}; tanggal penandatanganan menurut tahun, yang {lalu} tetap {tanggal}",
        "tahun: {tahun}; the date of signing by year, that of {lalu} stays {tanggal}";
    THE_PERIOD = "periode {periode}, tahun {tahun}", "period {periode}, year {tahun}";
    THE_DATE = "tanggal: {tanggal}, supaya dokumen {tahun} tetap bertanggal itu",
        "tanggal: {tanggal}, so that the documents of {tahun} keep that date";
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// The year.
    pub tahun: i32,
    /// The last year of the new period that begins with it.
    pub sampai: Option<i32>,
}

/// A year that is opened.
#[derive(Debug)]
pub struct Opening {
    /// The year.
    pub tahun: i32,
    /// First and last year of its period.
    pub periode: [i32; 2],
    /// Whether the period begins with it.
    pub begins_period: bool,
    /// What is written, in this order.
    pub changes: Vec<Change>,
    /// The file of the year's actual values, where it is there already: it stays as it is.
    pub kept: Option<String>,
    /// What people must decide.
    pub decisions: Vec<Decision>,
}

/// A file that is written.
#[derive(Debug)]
pub struct Change {
    /// The file.
    pub file: Written,
    /// What is done to it.
    pub what: Phrase,
}

/// A file as it will be.
#[derive(Debug)]
pub enum Written {
    /// A new one.
    Created(SourceFile),
    /// A new one with the text of another.
    Copied {
        /// The other.
        from: String,
        /// The copy.
        to: SourceFile,
    },
    /// One that is there, and its new text.
    Edited(SourceFile, String),
}

impl Written {
    /// Its path.
    pub fn path(&self) -> &str {
        match self {
            Written::Created(file)
            | Written::Copied { to: file, .. }
            | Written::Edited(file, _) => file.path(),
        }
    }

    /// The file with its new text.
    fn file(&self) -> SourceFile {
        match self {
            Written::Created(file) | Written::Copied { to: file, .. } => file.clone(),
            Written::Edited(file, text) => SourceFile::new(file.path(), text),
        }
    }

    /// What is done to it as a patch that git applies.
    pub fn patch(&self) -> String {
        match self {
            Written::Edited(file, text) => edit::patch(file, text),
            Written::Copied { from, to } => format!(
                "diff --git a/{from} b/{path}\nsimilarity index 100%\ncopy from {from}\ncopy to {path}\n",
                path = to.path()
            ),
            Written::Created(file) => {
                let lines = file.text().lines().count();
                let mut patch =
                    format!("--- /dev/null\n+++ b/{}\n@@ -0,0 +1,{lines} @@\n", file.path());
                for line in file.text().lines() {
                    patch.extend(["+", line, "\n"]);
                }
                patch
            }
        }
    }
}

impl Opening {
    /// Writes it into the project in `folder`.
    ///
    /// # Errors
    /// The file that could not be written, and why. Those before it are written; the next run
    /// does the rest.
    pub fn write(&self, folder: &std::path::Path) -> Result<(), (&str, ReplaceError)> {
        for change in &self.changes {
            let written = match &change.file {
                Written::Edited(file, text) => output::replace_file(folder, file, text),
                Written::Created(file) | Written::Copied { to: file, .. } => {
                    output::create_file(folder, file.path(), file.text())
                }
            };
            written.map_err(|error| (change.file.path(), error))?;
        }
        Ok(())
    }
}

/// Works out what opening a year takes. Findings of the project, and what stands in the way, go to
/// `diagnostics`; `None` when there is an error.
pub fn open(
    folder: &std::path::Path,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Option<Opening> {
    let project = project::check(folder, diagnostics, &mut Timings::default())?;
    let planned = turn(&project.model.opd, request).and_then(|turn| {
        let changes = match turn {
            Turn::Running => running(&project, request.tahun),
            Turn::Period(sampai) => new_period(&project, [request.tahun, sampai]),
        };
        Ok((turn, changes?))
    });
    let (turn, mut changes) = match planned {
        Ok(planned) => planned,
        Err(found) => {
            diagnostics.push(*found);
            return None;
        }
    };
    let there =
        project.sources.realisasi.iter().find(|year| year.value.tahun.value == request.tahun);
    let kept = there.map(|year| year.file.path().to_owned());
    if kept.is_none() {
        let (file, n) = entry::file(&project, request.tahun);
        // Before the office's file, which turns the year.
        let what = READY.arg("n", n);
        changes
            .insert(changes.len().saturating_sub(1), Change { file: Written::Created(file), what });
    }
    changes.retain(
        |change| !matches!(&change.file, Written::Edited(file, text) if file.text() == text),
    );
    let (after, found) = read_changed(folder, &changes, diagnostics)?;
    Some(Opening {
        tahun: request.tahun,
        periode: after.model.opd.periode,
        begins_period: matches!(turn, Turn::Period(_)),
        changes,
        kept,
        decisions: decisions::of(&after, &found, request.tahun),
    })
}

/// What a year is to the office.
#[derive(Debug, Clone, Copy)]
enum Turn {
    /// One of the running period.
    Running,
    /// The first of a new period, which ends with this year.
    Period(i32),
}

type Refused = Box<Diagnostic>;

/// What the year that is asked for is.
fn turn(opd: &Opd, request: Request) -> Result<Turn, Refused> {
    let Request { tahun, sampai } = request;
    let [dari, akhir] = opd.periode;
    let refuse = |code: &'static Code| {
        let found = Diagnostic::global(code).arg("tahun", tahun).arg("akhir", akhir);
        let found = found.arg("periode", opd.nama_periode()).arg("awal", akhir + 1);
        let found = match opd.tahun {
            Some(current) => found.arg("kini", current),
            None => found,
        };
        Box::new(match sampai {
            Some(sampai) => found.arg("sampai", sampai),
            None => found,
        })
    };
    let over = opd.tahun.is_some_and(|current| tahun < current);
    match sampai {
        _ if tahun < dari => Err(refuse(&codes::TAHUN_SEBELUM_PERIODE)),
        _ if over => Err(refuse(&codes::TAHUN_SUDAH_LEWAT)),
        _ if tahun > akhir + 1 => Err(refuse(&codes::TAHUN_TERLALU_JAUH)),
        None if tahun > akhir => Err(refuse(&codes::PERIODE_BARU)),
        None => Ok(Turn::Running),
        // The period that is running already.
        Some(sampai) if tahun <= akhir && sampai == akhir => Ok(Turn::Running),
        // A plan may be replaced before its end.
        Some(sampai) if sampai > akhir && tahun > dari => Ok(Turn::Period(sampai)),
        Some(_) => Err(refuse(&codes::PERIODE_LAIN)),
    }
}

/// A year of the running period. The office's file comes last.
fn running(project: &Project, tahun: i32) -> Result<Vec<Change>, Refused> {
    let opd = office(project)?;
    let mut changes = Vec::new();
    let former = opd.value.tahun.as_ref().map(|year| year.value).filter(|former| *former != tahun);
    let years = &project.sources.realisasi;
    if let Some(former) = former
        && let Some(year) = years.iter().find(|year| year.value.tahun.value == former)
        && year.value.tanggal.is_none()
    {
        let tanggal = &opd.value.tanggal;
        let what = THE_DATE.arg("tanggal", tanggal).arg("tahun", former);
        let edit = Edit::InsertKey {
            path: Path::default(),
            key: "tanggal".to_owned(),
            place: Place::After(Step::key("sampai")),
            value: Value::plain(tanggal),
        };
        changes.push(edited(&year.file, &[edit], what)?);
    }
    let mut edits = vec![the_year(opd, tahun)];
    let mut what = THE_YEAR.arg("tahun", tahun);
    if let Some(former) = former
        && let Some((date, edit)) = the_signing(opd, former)
    {
        edits.push(edit);
        what = THE_YEAR_SIGNED.arg("tahun", tahun).arg("lalu", former).arg("tanggal", date);
    }
    changes.push(edited(&opd.file, &edits, what)?);
    Ok(changes)
}

/// Says of which year the one date of signing is, so that its edition keeps it.
fn the_signing(opd: &Document<raw::Opd>, former: i32) -> Option<(&Text, Edit)> {
    let Some(TanggalPengesahan::One(date)) = &opd.value.pengesahan.as_ref()?.tanggal else {
        return None;
    };
    let path = Path::from([Step::key("pengesahan"), Step::key("tanggal")]);
    let value = Value::map([(former.to_string(), Value::plain(date))]);
    Some((date, Edit::Set { path, value }))
}

/// A new period: the files of the old one are kept, the office turns to the new one.
fn new_period(project: &Project, [dari, sampai]: [i32; 2]) -> Result<Vec<Change>, Refused> {
    let opd = office(project)?;
    let folder = format!("data/periode/{}", project.model.opd.nama_periode());
    let plan = project.sources.renstra.as_ref().map(|document| &document.file);
    let mut changes = Vec::new();
    for file in [Some(&opd.file), plan].into_iter().flatten() {
        let path = file.path().replacen("data", &folder, 1);
        match project.sources.files().find(|other| other.path() == path) {
            Some(other) if other.text() == file.text() => {}
            Some(_) => {
                return Err(Box::new(
                    Diagnostic::global(&codes::PERIODE_TERSIMPAN).arg("path", path),
                ));
            }
            None => changes.push(Change {
                what: A_COPY.arg("asal", file.path()),
                file: Written::Copied {
                    from: file.path().to_owned(),
                    to: SourceFile::new(path, file.text()),
                },
            }),
        }
    }
    let set = |key: &str, tahun: i32| Edit::Set {
        path: Path::from([Step::key("periode"), Step::key(key)]),
        value: Value::plain(tahun),
    };
    let edits = [set("dari", dari), set("sampai", sampai), the_year(opd, dari)];
    let what = THE_PERIOD.arg("periode", periode_name([dari, sampai])).arg("tahun", dari);
    changes.push(edited(&opd.file, &edits, what)?);
    Ok(changes)
}

/// Puts the year into the office's file.
fn the_year(opd: &Document<raw::Opd>, tahun: i32) -> Edit {
    let value = Value::plain(tahun);
    match opd.value.tahun {
        Some(_) => Edit::Set { path: Path::from([Step::key("tahun")]), value },
        None => Edit::InsertKey {
            path: Path::default(),
            key: "tahun".to_owned(),
            place: Place::After(Step::key("periode")),
            value,
        },
    }
}

fn edited(file: &SourceFile, edits: &[Edit], what: Phrase) -> Result<Change, Refused> {
    let edited = edit::apply(file, edits).map_err(|refusal| Box::new(refusal.diagnostic()))?;
    Ok(Change { file: Written::Edited(file.clone(), edited.text), what })
}

/// The office's file. A project that is valid has one.
fn office(project: &Project) -> Result<&Document<raw::Opd>, Refused> {
    let none = || Box::new(Diagnostic::global(&source::codes::OPD_HILANG).arg("folder", "."));
    project.sources.opd.as_ref().ok_or_else(none)
}

/// The project as it will be, with what is found in it: read with the changes in the place of what
/// is on the disk. It has to be valid too.
fn read_changed(
    folder: &std::path::Path,
    changes: &[Change],
    diagnostics: &mut Diagnostics,
) -> Option<(Project, Diagnostics)> {
    let mut found = Diagnostics::default();
    let mut tree = source::read_tree(folder, &mut found);
    for change in changes {
        tree.data.put(change.file.file());
    }
    match project::check_tree(tree, &mut found, &mut Timings::default()) {
        Some(after) => Some((after, found)),
        None => {
            diagnostics.extend(found);
            None
        }
    }
}
