//! One side of a comparison: a folder, or a revision of a git repository.

use super::codes;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::language::Language;
use crate::project::{self, Project};
use crate::source::tree::{self, Node};
use crate::text::SourceFile;

/// Files of one side; more than any project has.
const MAX_FILE_COUNT: usize = 4_000;
/// Bytes of one of them.
const MAX_BYTE: u64 = 1 << 20;

/// One side of a comparison.
pub struct Side {
    /// What a person calls it: a revision, a folder.
    pub nama: String,
    /// Its data files with their trees, by path; `None` for a file that is no YAML.
    pub rows: BTreeMap<String, Option<Node>>,
    /// The project, where it is without errors.
    pub project: Option<Project>,
    diagnostics: Diagnostics,
}

/// Why a side could not be read.
#[derive(Debug)]
pub struct SideError {
    /// What was asked for.
    pub side: String,
    /// The reason, in both languages.
    pub reason: [String; 2],
}

impl SideError {
    /// A side that cannot be read, and why.
    pub fn new(side: &str, reason: [&str; 2]) -> Self {
        SideError { side: side.to_owned(), reason: reason.map(str::to_owned) }
    }

    /// As a finding.
    pub fn diagnostics(&self) -> Diagnostic {
        let [reason, reason_en] = &self.reason;
        Diagnostic::global(&codes::SISI_TAK_TERBACA)
            .arg("sisi", &self.side)
            .arg("sebab", reason)
            .arg("sebab_en", reason_en)
    }
}

impl Side {
    /// Reads a folder.
    ///
    /// # Errors
    /// The folder has no `data/`.
    pub fn folder(nama: &str, folder: &Path) -> Result<Side, SideError> {
        if !folder.join("data").is_dir() {
            return Err(SideError::new(
                nama,
                ["tidak ada folder data/", "there is no folder data/"],
            ));
        }
        let mut file = Vec::new();
        for path in yaml_files(folder) {
            // Larger files are no data of ours; the build says so.
            let small = fs::metadata(folder.join(&path)).is_ok_and(|about| about.len() <= MAX_BYTE);
            if small && let Ok(text) = fs::read_to_string(folder.join(&path)) {
                file.push(SourceFile::new(path, text));
            }
        }
        Ok(Side::new(nama, &file, folder))
    }

    /// Reads a revision of the repository that `project` is in.
    ///
    /// # Errors
    /// There is no such revision, or git cannot be asked.
    pub fn revision(nama: &str, project: &Path) -> Result<Side, SideError> {
        let ask = |arguments: &[&str], reason: [&str; 2]| {
            git(project, arguments, reason)
                .map_err(|reason| SideError { side: nama.to_owned(), reason })
        };
        // A revision is never an option.
        if nama.starts_with('-') {
            return Err(SideError::new(nama, ["bukan revisi", "not a revision"]));
        }
        let no_repository = [
            "proyek ini tidak berada dalam repositori git, dan tidak ada folder proyek bernama itu",
            "this project is in no git repository, and no folder of a project has that name",
        ];
        let prefix = ask(&["rev-parse", "--show-prefix"], no_repository)?;
        let prefix = prefix.trim_end();
        let (tree, data) = (format!("{nama}^{{tree}}"), format!("{prefix}data/"));
        let no_revision = [
            "tidak ada revisi git atau folder proyek bernama itu",
            "no git revision and no folder of a project has that name",
        ];
        let list = ["ls-tree", "-r", "-z", "--full-tree", "--name-only", &tree, "--", &data];
        let list = ask(&list, no_revision)?;
        let mut file = Vec::new();
        for path in list.split('\0').filter(|path| path.ends_with(".yaml")).take(MAX_FILE_COUNT) {
            let unreadable = [format!("{path} tidak terbaca"), format!("{path} cannot be read")];
            let text = ask(
                &["cat-file", "blob", &format!("{nama}:{path}")],
                unreadable.each_ref().map(String::as_str),
            )?;
            file.push(SourceFile::new(path.strip_prefix(prefix).unwrap_or(path), text));
        }
        if file.is_empty() {
            let reason = ["tidak ada data/*.yaml di sana", "there is no data/*.yaml"];
            return Err(SideError::new(nama, reason));
        }
        Ok(Side::new(nama, &file, project))
    }

    fn new(nama: &str, file: &[SourceFile], assets: &Path) -> Side {
        let mut diagnostics = Diagnostics::default();
        let project = project::check_files(file.iter().cloned(), assets, &mut diagnostics);
        let tree = |file: &SourceFile| (file.path().to_owned(), tree::parse(file).ok());
        Side { nama: nama.to_owned(), rows: file.iter().map(tree).collect(), project, diagnostics }
    }

    /// Its findings, and whether each is an error.
    pub(super) fn findings(&self, language: Language) -> Vec<(bool, super::Diagnostics)> {
        let one = |d: &Diagnostic| {
            let file = d.span.as_ref().map_or(String::new(), |t| t.file.path().to_owned());
            let diagnostics =
                super::Diagnostics { code: d.code.code, file, message: d.message(language) };
            (d.code.severity == Severity::Error, diagnostics)
        };
        self.diagnostics.sorted().into_iter().map(one).collect()
    }
}

fn yaml_files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for sub in ["data", "data/jabatan", "data/realisasi"] {
        let entries = fs::read_dir(folder.join(sub)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let yaml = names.filter(|name| name.ends_with(".yaml") && !name.starts_with('.'));
        all.extend(yaml.map(|name| format!("{sub}/{name}")).take(MAX_FILE_COUNT));
    }
    all.sort();
    all
}

/// What git answers; `sebab` when it refuses.
fn git(project: &Path, arguments: &[&str], reason: [&str; 2]) -> Result<String, [String; 2]> {
    let output = Command::new("git").arg("-C").arg(project).args(arguments).output();
    let output = output.map_err(|error| {
        [
            format!("perintah git tidak dapat dijalankan: {error}"),
            format!("the command git cannot be run: {error}"),
        ]
    })?;
    if !output.status.success() {
        return Err(reason.map(str::to_owned));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| ["isinya bukan UTF-8", "it is not UTF-8"].map(str::to_owned))
}
