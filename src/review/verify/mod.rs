//! `verify`: was this file made from the sources that it names, and is it as it was made?
//!
//! A document is made again, in memory, and compared byte by byte: a PDF from the YAML files and
//! templates that travel in it, or from a project that has the same; a workbook, which carries
//! only their fingerprints, from such a project. What is not the same byte for byte is never
//! called proved, with one exception: signatures, which stand behind it
//! ([`crate::reader::signed`]). What
//! differs is said, in places that a person knows. What another version, another year or another
//! font made cannot be made again here: that is no difference, and no proof.

mod claim;
mod pdf;
mod workbook;

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::documents::Job;
use crate::language::{Phrase, notes};
use crate::output::Artifact;
use crate::project::{self, Project, Timings};
use crate::reader::signed::Signature;
use crate::source;

use claim::Claim;
pub use pdf::pdf;
pub use workbook::workbook;

/// Bytes of a file that is looked at; documents of an office are far from it.
pub const MAX_FILE_COUNT: u64 = 64 << 20;
/// Characters of a value that are shown.
const MAX_SHOWN: usize = 80;

/// What is found of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is what its sources make.
    Proved(Proof),
    /// It is not.
    Different(Differences),
}

/// Why a file is what its sources make.
#[derive(Debug, PartialEq, Eq)]
pub struct Proof {
    /// Where these sources are.
    pub basis: Basis,
    /// How many sources it was made from: data, and own templates and fonts.
    pub sources: usize,
    /// The signatures behind it, as they speak of themselves.
    pub signatures: Vec<Signature>,
}

/// What differs.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// For a person, in sentences.
    pub reasons: Vec<Phrase>,
    /// For a program: names of parts of the file.
    pub parts: Vec<String>,
}

impl From<Vec<Phrase>> for Differences {
    fn from(reasons: Vec<Phrase>) -> Self {
        Differences { reasons, parts: Vec::new() }
    }
}

impl From<Phrase> for Differences {
    fn from(reason: Phrase) -> Self {
        Differences::from(vec![reason])
    }
}

/// What a proof rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The project in this folder.
    Folder(String),
    /// The project in this revision of its repository.
    Revision(String),
    /// Nothing but the sources in the file, which have this fingerprint together.
    Itself(String),
}

notes! {
    FOLDER = "proyek {name}", "the project {name}";
    REVISION = "revisi {name}", "the revision {name}";
    ITSELF = "berkas itu sendiri", "the file itself";
    NO_PROJECT = "{basis} mempunyai galat atau tidak dapat dibaca; lihat `ikigen check`",
        "{basis} has errors or cannot be read; see `ikigen check`";
    OTHER_VERSION = "dibuat oleh ikigen {theirs} dengan Typst {their_typst}; program ini ikigen {ours} dengan Typst {typst}, dan hanya \
                     versi yang sama yang dapat membuktikannya",
        "it was made by ikigen {theirs} with Typst {their_typst}; this program is ikigen {ours} with Typst {typst}, and only the same \
         version can prove it";
    OTHER_YEAR = "dokumen ini tahun {theirs}, sedangkan {basis} kini tahun {ours}; sebutkan revisi yang membuatnya dengan --revision",
        "this document is of the year {theirs}, while {basis} is now at the year {ours}; name the revision that made it with --revision";
    NO_DOCUMENT = "sumbernya tidak membuat dokumen yang disebut berkas ini: {id}",
        "its sources do not make the document that this file says it is: {id}";
    NOT_REMADE = "dokumen tidak dapat dibuat lagi dari sumbernya", "the document cannot be made again from its sources";
    OTHER_LINE = "sumbernya lain daripada di {basis}: {path}, baris {n}: di dalam dokumen `{theirs}`, di sana `{ours}`",
        "its source is not that of {basis}: {path}, line {n}: in the document `{theirs}`, there `{ours}`";
    OTHER_SOURCE = "sumbernya lain daripada di {basis}: {path}", "its source is not that of {basis}: {path}";
    NO_SOURCE_THERE = "sumber ini tidak ada di {basis}: {path}", "this source is not in {basis}: {path}";
    NO_SOURCE_HERE = "sumber ini ada di {basis}, tetapi dokumen dibuat tanpa itu: {path}",
        "this source is in {basis}, but the document was made without it: {path}";
    MORE_SOURCES = "dan {n} sumber lain", "and {n} other {n|source|sources}";
}

impl Basis {
    /// What a person calls it.
    pub fn phrase(&self) -> Phrase {
        match self {
            Basis::Folder(name) => FOLDER.arg("name", name),
            Basis::Revision(name) => REVISION.arg("name", name),
            Basis::Itself(_) => Phrase::from(&ITSELF),
        }
    }
}

/// A state of a project that files are held against.
struct Reference {
    basis: Basis,
    project: Project,
}

/// The states of a project that files are held against: one for each year that documents were
/// asked for, each read when a file needs it.
pub struct References<'a> {
    folder: &'a Path,
    revision: Option<&'a str>,
    of_year: BTreeMap<Option<i32>, Result<Reference, Phrase>>,
}

impl<'a> References<'a> {
    /// The project in a folder, as it is there or in a revision.
    pub fn new(folder: &'a Path, revision: Option<&'a str>) -> Self {
        References { folder, revision, of_year: BTreeMap::new() }
    }

    /// The project with the documents of `tahun`, where it is not the office's own year.
    ///
    /// # Errors
    /// It cannot be read, there is no such revision, or the project has errors there.
    fn of_year(&mut self, tahun: Option<i32>) -> Result<&Reference, Phrase> {
        let (folder, revision) = (self.folder, self.revision);
        let read = self.of_year.entry(tahun).or_insert_with(|| read(folder, revision, tahun));
        read.as_ref().map_err(Clone::clone)
    }
}

fn read(folder: &Path, revision: Option<&str>, tahun: Option<i32>) -> Result<Reference, Phrase> {
    let (mut diagnostics, mut timings) = (Diagnostics::default(), Timings::default());
    let (basis, project) = match revision {
        None => (
            Basis::Folder(folder.display().to_string()),
            project::read_year(folder, tahun, &mut diagnostics, &mut timings),
        ),
        Some(name) => {
            let tree = source::read_revision(folder, name, &mut diagnostics)?;
            let project = project::read_state(tree, tahun, &mut diagnostics, &mut timings);
            (Basis::Revision(name.to_owned()), project)
        }
    };
    match project {
        Some(project) => Ok(Reference { basis, project }),
        None => Err(NO_PROJECT.arg("basis", basis.phrase())),
    }
}

/// The document that a file says it is, as a project makes it now.
///
/// # Errors
/// That its sources do not make it.
fn made_again(claim: &Claim, project: &Project) -> Result<Job, Phrase> {
    let job = project.documents.jobs().iter().find(|job| claim.is_of(job));
    job.cloned().ok_or_else(|| NO_DOCUMENT.arg("id", claim.id()))
}

fn make(project: &Project, job: &Job) -> Option<Artifact> {
    let built = project.make(&[job], &mut Diagnostics::default(), &mut Timings::default());
    built?.artifacts.into_iter().find(|artifact| artifact.name == job.file_name())
}

/// A value for a person, on one line and not too long.
fn shown(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
