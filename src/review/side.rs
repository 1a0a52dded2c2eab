//! One side of a comparison: a folder, or a revision of a git repository.

use std::collections::BTreeMap;
use std::path::Path;

use super::names::Names;
use super::{Finding, codes, values};
use crate::diagnostic::codes::TEMUAN_DIPOTONG;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::digest::sha256;
use crate::language::{Language, Phrase, notes};
use crate::markup;
use crate::project::{self, Project, Timings};
use crate::source::tree::{self, Node};
use crate::source::{self, Asset, Commit, Tree, Unread};
use crate::text::SourceFile;
use crate::typeset::Fonts;

/// One side of a comparison.
pub struct Side {
    /// What it was asked for by: a revision, a folder.
    pub name: String,
    /// Its commit, where it is a revision.
    pub commit: Option<Commit>,
    /// What is in it.
    pub state: State,
    /// The project, where it is without errors.
    pub project: Option<Project>,
    diagnostics: Diagnostics,
}

/// The files of a side.
pub struct State {
    /// Its data files with their trees, by path; `None` for a file that is no YAML.
    pub rows: BTreeMap<String, Option<Node>>,
    /// Its data files as they are written, by path.
    pub texts: BTreeMap<String, SourceFile>,
    /// The templates that it uses and the fonts that it adds, by path.
    pub assets: BTreeMap<String, Content>,
    /// What of it could not be read at all.
    pub unread: Unread,
}

impl State {
    fn of(tree: &Tree) -> State {
        let rows = tree.data.files().map(|file| (file.path().to_owned(), tree::parse(file).ok()));
        let rows = rows.collect();
        let texts = tree.data.files().map(|file| (file.path().to_owned(), file.clone())).collect();
        let own_fonts = tree.fonts.iter().filter(|asset| !Fonts::is_built_in(asset));
        let own = tree.templates.iter().chain(own_fonts);
        let built_in =
            markup::built_in().map(|(path, text)| (path, Content::Text(text.to_owned())));
        // Of two with the same path, the later one stays: the project's own.
        let assets =
            built_in.chain(own.map(|asset| (asset.path.clone(), Content::of(asset)))).collect();
        State { rows, texts, assets, unread: tree.data.unread.clone() }
    }

    /// The data of a project that was read.
    pub fn of_project(project: &Project) -> State {
        let files = || project.sources.files();
        State {
            rows: files().map(|file| (file.path().to_owned(), tree::parse(file).ok())).collect(),
            texts: files().map(|file| (file.path().to_owned(), file.clone())).collect(),
            assets: BTreeMap::new(),
            unread: Unread::default(),
        }
    }
}

/// A commit by its day and the first characters of its name.
fn dated(commit: &Commit, language: Language) -> String {
    format!("{} ({})", values::date(commit.date, language), commit.short)
}

/// What is in a template or a font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The text of a template.
    Text(String),
    /// Something that is no text: its SHA-256 and how many bytes it has.
    Bytes(String, usize),
}

impl Content {
    fn of(asset: &Asset) -> Self {
        let template = asset.path.starts_with("templates/");
        match std::str::from_utf8(&asset.bytes) {
            Ok(text) if template => Content::Text(text.to_owned()),
            _ => Content::Bytes(sha256(&asset.bytes), asset.bytes.len()),
        }
    }
}

notes! {
    NO_DATA = "tidak ada folder data/", "there is no folder data/";
}

/// Why a side could not be read.
#[derive(Debug)]
pub struct SideError {
    /// What was asked for.
    pub side: String,
    /// The reason.
    pub reason: Phrase,
}

impl SideError {
    /// A side that cannot be read, and why.
    pub fn new(side: &str, reason: impl Into<Phrase>) -> Self {
        SideError { side: side.to_owned(), reason: reason.into() }
    }

    /// As a finding.
    pub fn diagnostics(&self) -> Diagnostic {
        let found = Diagnostic::global(&codes::SISI_TAK_TERBACA);
        found.arg("sisi", &self.side).arg("sebab", self.reason.clone())
    }
}

impl Side {
    /// Whether a folder is one of a project, whatever can be read of it.
    pub fn is_folder(folder: &Path) -> bool {
        folder.join("data").symlink_metadata().is_ok()
    }

    /// Reads a folder.
    ///
    /// # Errors
    /// The folder has no `data/`.
    pub fn folder(name: &str, folder: &Path) -> Result<Side, SideError> {
        if !Side::is_folder(folder) {
            return Err(SideError::new(name, &NO_DATA));
        }
        let mut diagnostics = Diagnostics::default();
        let tree = source::read_tree(folder, &mut diagnostics);
        // `.` is the name of no folder.
        let own = folder.canonicalize().ok();
        let own = own.as_ref().and_then(|folder| folder.file_name());
        let own = own.filter(|_| folder.file_name().is_none());
        let name = own.map_or_else(|| name.to_owned(), |own| own.to_string_lossy().into_owned());
        Ok(Side::new(name, None, tree, diagnostics))
    }

    /// Reads a revision of the repository that `project` is in.
    ///
    /// # Errors
    /// There is no such revision, or git cannot be asked.
    pub fn revision(name: &str, project: &Path) -> Result<Side, SideError> {
        let mut diagnostics = Diagnostics::default();
        let tree = source::read_revision(project, name, &mut diagnostics)
            .map_err(|reason| SideError { side: name.to_owned(), reason })?;
        let commit = source::commit(project, name);
        Ok(Side::new(name.to_owned(), commit, tree, diagnostics))
    }

    /// A state, with its own templates and fonts.
    fn new(name: String, commit: Option<Commit>, tree: Tree, mut diagnostics: Diagnostics) -> Side {
        let state = State::of(&tree);
        let project = project::check_tree(tree, &mut diagnostics, &mut Timings::default());
        Side { name, commit, state, project, diagnostics }
    }

    /// What a reader calls it: a revision by its day and its commit, also by the name that it was
    /// asked for by, where that says more.
    pub fn title(&self, language: Language) -> String {
        let Some(commit) = &self.commit else { return self.name.clone() };
        let known = dated(commit, language);
        // A part of a hash says nothing more.
        let hash = self.name.len() >= 7 && self.name.chars().all(|c| c.is_ascii_hexdigit());
        if hash { known } else { format!("{}, {known}", self.name) }
    }

    /// What a redline calls it, in Indonesian as the document is.
    pub fn as_draft(&self) -> String {
        match &self.commit {
            Some(commit) => format!("naskah {}", dated(commit, Language::Id)),
            None => {
                let name = Path::new(&self.name).file_name();
                let name = name.map_or(self.name.as_str().into(), |name| name.to_string_lossy());
                format!("naskah di folder {name}")
            }
        }
    }

    /// Its findings, and whether each is an error.
    pub(super) fn findings(&self, names: &Names, language: Language) -> Vec<(bool, Finding)> {
        let all = self.diagnostics.sorted().into_iter();
        let finding = |found: &Diagnostic| {
            let span = found.span.as_ref();
            let place = span.and_then(|span| {
                let tree = self.state.rows.get(span.file.path())?.as_ref()?;
                Some(names.at(span.file.path(), tree, span.range.start))
            });
            let error = found.code.severity == Severity::Error;
            (error, Finding::new(found, place.unwrap_or_default(), language))
        };
        all.map(finding).collect()
    }

    /// Files of which not all findings are known.
    pub(super) fn cut_findings(&self) -> impl Iterator<Item = &str> {
        let cut = |found: &&Diagnostic| found.code.code == TEMUAN_DIPOTONG.code;
        let all = self.diagnostics.sorted().into_iter().filter(cut);
        all.filter_map(|found| Some(found.span.as_ref()?.file.path()))
    }
}
