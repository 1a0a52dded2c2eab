//! Which files a state of a project has, and their bytes. The one reader of a project: the same
//! bounds hold whether a state lies in a folder ([`Folder`]) or in a revision ([`git`]). Links,
//! devices and pipes are errors, never followed and never passed over in silence; so is what is
//! beyond the bounds.
//!
//! [`git`]: super::git

use std::collections::BTreeMap;
use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::codes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, system};
use crate::language::{Note, Phrase, notes};
use crate::text::{SourceFile, is_steering};

/// Bytes of a data file or a template; nothing of an office comes near this.
const MAX_TEXT_BYTES: u64 = 1 << 20;
/// Bytes of a font, which is larger.
const MAX_FONT_BYTES: u64 = 64 << 20;
/// Bytes of all files of a project that are read.
const MAX_TOTAL_BYTES: u64 = 256 << 20;
/// Visible files and folders in one folder.
pub(super) const MAX_FILES: usize = 2_000;

/// How templates end.
const TEMPLATES: &[&str] = &[".j2", ".typ"];
/// How files with fonts end.
const FONTS: &[&str] = &[".ttf", ".otf", ".ttc"];

/// Everything that a build reads of one state of a project.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The YAML files.
    pub data: Data,
    /// The project's own templates, sorted by name.
    pub templates: Vec<Asset>,
    /// The project's own fonts, sorted by name.
    pub fonts: Vec<Asset>,
}

/// The YAML files of a project.
#[derive(Debug, Clone, Default)]
pub struct Data {
    /// data/opd.yaml
    pub opd: Option<SourceFile>,
    /// data/jabatan/*.yaml in file-name order.
    pub jabatan: Vec<SourceFile>,
    /// data/renstra.yaml
    pub renstra: Option<SourceFile>,
    /// data/kamus.yaml
    pub kamus: Option<SourceFile>,
    /// data/realisasi/*.yaml in file-name order.
    pub realisasi: Vec<SourceFile>,
    /// data/periode/NAME/: the office and the plan of other periods, by name.
    pub periode: BTreeMap<String, PeriodFiles>,
    /// The year that is asked for, where it is not the office's own.
    pub tahun: Option<i32>,
    /// What of the state could not be read, templates and fonts among it.
    pub unread: Unread,
}

/// What is there, or has to be, and could not be read, by path: files, and folders of which
/// nothing is known. What refers to it is unknown, not wrong.
#[derive(Debug, Clone, Default)]
pub struct Unread(Vec<String>);

impl Unread {
    pub(super) fn add(&mut self, path: &str) {
        self.0.push(path.to_owned());
    }

    /// Whether something at `path`, or below it, could not be read.
    pub fn touches(&self, path: &str) -> bool {
        let holds = |folder: &str, path: &str| {
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.0.iter().any(|unread| holds(path, unread) || holds(unread, path))
    }
}

impl Data {
    /// All files.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        let [opd, renstra, kamus] = [&self.opd, &self.renstra, &self.kamus];
        let periods = self.periode.values().flat_map(|one| one.opd.iter().chain(&one.renstra));
        let own = opd.iter().chain(&self.jabatan).chain(renstra).chain(kamus);
        own.chain(&self.realisasi).chain(periods)
    }

    /// Puts a file where its path says, in the place of the one that is there; one of no known
    /// kind is left out.
    pub fn put(&mut self, file: SourceFile) {
        let path = file.path().to_owned();
        match path.split('/').collect::<Vec<_>>()[..] {
            ["data", "opd.yaml"] => self.opd = Some(file),
            ["data", "renstra.yaml"] => self.renstra = Some(file),
            ["data", "kamus.yaml"] => self.kamus = Some(file),
            ["data", "jabatan", name] if name.ends_with(".yaml") => put(&mut self.jabatan, file),
            ["data", "realisasi", name] if name.ends_with(".yaml") => {
                put(&mut self.realisasi, file);
            }
            ["data", "periode", name, "opd.yaml"] => {
                self.periode.entry(name.to_owned()).or_default().opd = Some(file);
            }
            ["data", "periode", name, "renstra.yaml"] => {
                self.periode.entry(name.to_owned()).or_default().renstra = Some(file);
            }
            _ => {}
        }
    }
}

/// Puts a file into a list in the order of names, in the place of the one with its name.
fn put(list: &mut Vec<SourceFile>, file: SourceFile) {
    match list.binary_search_by(|other| other.path().cmp(file.path())) {
        Ok(at) => list[at] = file,
        Err(at) => list.insert(at, file),
    }
}

/// The files of another period.
#[derive(Debug, Clone, Default)]
pub struct PeriodFiles {
    /// data/periode/NAME/opd.yaml
    pub opd: Option<SourceFile>,
    /// data/periode/NAME/renstra.yaml
    pub renstra: Option<SourceFile>,
}

/// A file of the project that is not YAML: a template or a font.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The path relative to the project.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

notes! {
    A_FILE = "berkas", "a file";
    A_FOLDER = "folder", "a folder";
    A_LINK = "tautan", "a link";
    A_DEVICE = "perangkat atau pipa", "a device or a pipe";
    CHANGED = "berubah selagi dibaca", "it changed while it was read";
    NOT_PLAIN = "yang ada di sana {what}, bukan berkas biasa", "it is {what}, not a plain file";
    TOO_LARGE = "lebih besar daripada {mb} MB", "larger than {mb} MB";
}

/// What stands in a folder.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The path relative to the project, with `/`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
}

impl Entry {
    /// An entry whose name was or was not UTF-8.
    pub fn new(path: String, kind: Kind, named: bool) -> Self {
        let kind = match kind {
            Kind::File(_) | Kind::Folder if !named => Kind::Unnamed,
            kind => kind,
        };
        Entry { path, kind }
    }
}

/// What an entry of a folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain file, and how many bytes it has.
    File(u64),
    /// A folder.
    Folder,
    /// What is never read: a link, a device, a pipe; what a person calls it.
    Special(&'static Note),
    /// A file or folder whose name is no UTF-8; the path is near to it.
    Unnamed,
}

/// A symbolic link, wherever it leads.
pub(super) const LINK: Kind = Kind::Special(&A_LINK);

impl Kind {
    /// What this is, links not followed.
    fn of(metadata: &Metadata) -> Kind {
        let file_type = metadata.file_type();
        if file_type.is_symlink() {
            LINK
        } else if file_type.is_dir() {
            Kind::Folder
        } else if file_type.is_file() {
            Kind::File(metadata.len())
        } else {
            Kind::Special(&A_DEVICE)
        }
    }

    /// What a person calls it.
    fn name(&self) -> &'static Note {
        match self {
            Kind::File(_) | Kind::Unnamed => &A_FILE,
            Kind::Folder => &A_FOLDER,
            Kind::Special(name) => name,
        }
    }
}

/// Why something of a state cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is something else than what is read there.
    Other(Kind),
    /// The reason.
    Unreadable(Phrase),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Fault::Unreadable(system::reason(&error))
    }
}

/// The bytes of a file that somebody names, wherever it lies, by whatever link: but only of a
/// plain one, since a pipe could be waited for and a device read for ever.
///
/// # Errors
/// Why it cannot be read; `limit` bytes are the most.
pub fn read_named(path: &Path, limit: u64) -> Result<Vec<u8>, Phrase> {
    let read = || -> Result<Vec<u8>, Fault> {
        let about = fs::metadata(path)?;
        let mut file = open(path, &about)?;
        if about.len() > limit {
            return Err(Fault::Unreadable(TOO_LARGE.arg("mb", limit >> 20)));
        }
        let mut bytes = Vec::new();
        file.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(changed()) } else { Ok(bytes) }
    };
    read().map_err(|fault| match fault {
        Fault::Other(kind) => NOT_PLAIN.arg("what", kind.name()),
        Fault::Unreadable(reason) => reason,
    })
}

/// Opens the plain file that was looked at.
fn open(path: &Path, about: &Metadata) -> Result<File, Fault> {
    if !about.is_file() {
        return Err(Fault::Other(Kind::of(about)));
    }
    let file = File::open(path)?;
    // What was opened must be what was looked at: something else may have taken its place.
    if same_file(about, &file.metadata()?) { Ok(file) } else { Err(changed()) }
}

/// Where the bytes of a state come from.
pub(super) trait Origin {
    /// What stands directly in a folder, hidden names left out, in any order; nothing where
    /// there is no such folder. One entry more than [`MAX_FILES`] is enough.
    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault>;

    /// Whether there is a place for it at all.
    fn exists(&self) -> bool {
        true
    }

    /// The bytes of a plain file that was listed; an error where there are more than `limit`.
    fn read(&mut self, path: &str, limit: u64) -> Result<Vec<u8>, Fault>;
}

/// Whether a name is not looked at: hidden files, copies that editors keep, and what Windows and
/// Office put into every folder.
pub(super) fn is_hidden(name: &str) -> bool {
    const SYSTEM: &[&str] = &["thumbs.db", "ehthumbs.db", "desktop.ini"];
    let system = SYSTEM.iter().any(|one| name.eq_ignore_ascii_case(one));
    system || name.starts_with('.') || name.ends_with('~') || name.starts_with("~$")
}

/// The name that a data file should have which another ending keeps from being read: `.yml`, or
/// `.txt` from Notepad.
fn meant_name(path: &str) -> Option<String> {
    let lower = path.to_ascii_lowercase();
    let ends = [".yaml.txt", ".yml.txt", ".yml", ".yaml"];
    let stem = ends.iter().find_map(|end| lower.strip_suffix(end))?;
    let meant = format!("{}.yaml", path.get(..stem.len())?);
    let folder = ["data/jabatan/", "data/realisasi/"].iter().any(|one| meant.starts_with(one));
    let known = ["data/opd.yaml", "data/renstra.yaml", "data/kamus.yaml"].contains(&meant.as_str());
    (meant != path && (folder || known)).then_some(meant)
}

/// Whether Windows can keep a file of this name.
fn is_name_in_windows(name: &str) -> bool {
    let device = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |kind| {
        device
            .strip_prefix(kind)
            .is_some_and(|n: &str| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    let device = ["con", "prn", "aux", "nul"].contains(&&*device) || port("com") || port("lpt");
    !device && !name.contains([':', '*', '?', '"', '<', '>', '|']) && !name.ends_with(['.', ' '])
}

/// A state that lies in a folder.
pub(super) struct Folder<'a>(pub &'a Path);

impl Origin for Folder<'_> {
    fn exists(&self) -> bool {
        let missing = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
        !fs::symlink_metadata(self.0).is_err_and(missing)
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let full = self.0.join(folder);
        match fs::symlink_metadata(&full) {
            Ok(about) if about.is_dir() => {}
            Ok(about) => return Err(Fault::Other(Kind::of(&about))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(full)? {
            let entry = entry_of(folder, &entry?)?;
            let name = entry.path.rsplit('/').next().unwrap_or_default();
            if !is_hidden(name) {
                entries.push(entry);
            }
            if entries.len() > MAX_FILES {
                break;
            }
        }
        Ok(entries)
    }

    fn read(&mut self, path: &str, limit: u64) -> Result<Vec<u8>, Fault> {
        let full = self.0.join(path);
        let file = open(&full, &fs::symlink_metadata(&full)?)?;
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(changed()) } else { Ok(bytes) }
    }
}

fn entry_of(folder: &str, entry: &DirEntry) -> io::Result<Entry> {
    // Of the link itself, where it is one.
    let kind = Kind::of(&entry.metadata()?);
    let name = entry.file_name();
    Ok(Entry::new(format!("{folder}/{}", name.to_string_lossy()), kind, name.to_str().is_some()))
}

fn changed() -> Fault {
    Fault::Unreadable(Phrase::from(&CHANGED))
}

#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    other.is_file() && one.dev() == other.dev() && one.ino() == other.ino()
}

#[cfg(not(unix))]
fn same_file(_: &Metadata, other: &Metadata) -> bool {
    other.is_file()
}

/// Whether the project in a folder has templates or fonts of its own.
pub fn has_own_parts(folder: &Path) -> bool {
    [("templates", TEMPLATES), ("fonts", FONTS)].into_iter().any(|(name, extensions)| {
        let entries = Folder(folder).list(name).unwrap_or_default();
        let wanted = |path: &str| extensions.iter().any(|end| path.to_lowercase().ends_with(end));
        entries.iter().any(|entry| wanted(&entry.path))
    })
}

/// Reads a state, which a person calls `name`. Everything that cannot be read goes to
/// `diagnostics`.
pub(super) fn read(origin: &mut dyn Origin, name: &str, diagnostics: &mut Diagnostics) -> Tree {
    let mut reader =
        Reader { origin, diagnostics, left: MAX_TOTAL_BYTES, unread: Unread::default() };
    let mut data = reader.data(name);
    let templates = reader.assets("templates", TEMPLATES, MAX_TEXT_BYTES);
    let fonts = reader.assets("fonts", FONTS, MAX_FONT_BYTES);
    data.unread = reader.unread;
    Tree { data, templates, fonts }
}

struct Reader<'a> {
    origin: &'a mut dyn Origin,
    diagnostics: &'a mut Diagnostics,
    /// Bytes that may still be read.
    left: u64,
    /// What could not be read.
    unread: Unread,
}

impl Reader<'_> {
    fn data(&mut self, name: &str) -> Data {
        let mut data = Data::default();
        if !self.origin.exists() {
            self.report("data", Diagnostic::global(&codes::FOLDER_HILANG).arg("folder", name));
            return data;
        }
        let Some(entries) = self.list("data") else { return data };
        let mut has_positions = false;
        for entry in &entries {
            match entry.path.as_str() {
                "data/opd.yaml" => data.opd = self.text(entry),
                "data/renstra.yaml" => data.renstra = self.text(entry),
                "data/kamus.yaml" => data.kamus = self.text(entry),
                "data/jabatan" => has_positions = self.texts(entry, &mut data.jabatan),
                "data/realisasi" => {
                    self.texts(entry, &mut data.realisasi);
                }
                "data/periode" => data.periode = self.periods(entry),
                _ => self.unknown(entry),
            }
        }
        if entries.iter().all(|entry| entry.path != "data/opd.yaml") {
            let found = Diagnostic::global(&codes::OPD_HILANG).arg("folder", name);
            self.report("data/opd.yaml", found);
        }
        if data.opd.is_some() && !has_positions {
            self.report("data/jabatan", Diagnostic::global(&codes::TANPA_JABATAN));
        }
        data
    }

    /// The folders of other periods.
    fn periods(&mut self, folder: &Entry) -> BTreeMap<String, PeriodFiles> {
        let mut periods = BTreeMap::new();
        for entry in self.list(&folder.path).unwrap_or_default() {
            let name = entry.path.rsplit('/').next().unwrap_or_default().to_owned();
            if entry.kind != Kind::Folder {
                self.unknown(&entry);
                continue;
            }
            let mut files = PeriodFiles::default();
            for file in self.list(&entry.path).unwrap_or_default() {
                match file.path.rsplit('/').next() {
                    Some("opd.yaml") => files.opd = self.text(&file),
                    Some("renstra.yaml") => files.renstra = self.text(&file),
                    _ => self.unknown(&file),
                }
            }
            periods.insert(name, files);
        }
        periods
    }

    /// The files of a folder whose names end in one of `extensions`.
    fn assets(&mut self, folder: &str, extensions: &[&str], limit: u64) -> Vec<Asset> {
        let mut assets = Vec::new();
        for entry in self.list(folder).unwrap_or_default() {
            let lower = entry.path.to_lowercase();
            let wanted = extensions.iter().any(|end| lower.ends_with(end));
            match entry.kind {
                Kind::Unnamed => self.unknown(&entry),
                Kind::File(_) | Kind::Folder if !wanted => {}
                _ => {
                    let bytes = self.bytes(&entry, limit);
                    assets.extend(bytes.map(|bytes| Asset { path: entry.path, bytes }));
                }
            }
        }
        assets
    }

    /// What stands in a folder, sorted by name; `None` where that cannot be told.
    fn list(&mut self, folder: &str) -> Option<Vec<Entry>> {
        let mut entries = match self.origin.list(folder) {
            Ok(entries) => entries,
            Err(fault) => {
                self.fault(folder, fault, &codes::BUKAN_FOLDER);
                return None;
            }
        };
        if entries.len() > MAX_FILES {
            let found = Diagnostic::global(&codes::BERKAS_TERLALU_BANYAK).arg("path", folder);
            self.report(folder, found.arg("batas", MAX_FILES));
            return None;
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Some(entries)
    }

    /// Reads the .yaml files of a folder; tells whether there is any, or may be.
    fn texts(&mut self, folder: &Entry, texts: &mut Vec<SourceFile>) -> bool {
        let entries = if folder.kind == Kind::Folder {
            self.list(&folder.path)
        } else {
            self.fault(&folder.path, Fault::Other(folder.kind.clone()), &codes::BUKAN_FOLDER);
            None
        };
        let mut any = entries.is_none();
        for entry in entries.unwrap_or_default() {
            if entry.path.ends_with(".yaml") && entry.kind != Kind::Unnamed {
                any = true;
                texts.extend(self.text(&entry));
            } else {
                self.unknown(&entry);
            }
        }
        any
    }

    fn text(&mut self, entry: &Entry) -> Option<SourceFile> {
        let bytes = self.bytes(entry, MAX_TEXT_BYTES)?;
        match SourceFile::from_bytes(entry.path.as_str(), bytes) {
            Ok(file) => Some(file),
            Err(span) => {
                self.report(&entry.path, Diagnostic::new(&codes::BUKAN_UTF8, span));
                None
            }
        }
    }

    fn bytes(&mut self, entry: &Entry, limit: u64) -> Option<Vec<u8>> {
        let path = &entry.path;
        let Kind::File(size) = entry.kind else {
            self.fault(path, Fault::Other(entry.kind.clone()), &codes::BUKAN_BERKAS);
            return None;
        };
        if !self.is_well_named(path) {
            return None;
        }
        if size > limit {
            let found = Diagnostic::global(&codes::BERKAS_BESAR).arg("path", path);
            self.report(path, found.arg("ukuran", size).arg("batas", limit));
            return None;
        }
        if size > self.left {
            // Once is enough: what follows is not read either.
            if self.left > 0 {
                let found = Diagnostic::global(&codes::PROYEK_BESAR).arg("path", path);
                self.diagnostics.push(found.arg("batas", MAX_TOTAL_BYTES));
            }
            self.unread.add(path);
            self.left = 0;
            return None;
        }
        match self.origin.read(path, limit) {
            Ok(bytes) => {
                self.left = self.left.saturating_sub(bytes.len() as u64);
                Some(bytes)
            }
            Err(fault) => {
                self.fault(path, fault, &codes::BUKAN_BERKAS);
                None
            }
        }
    }

    /// Whether a file can be kept and attached under its name; where only Windows could not, it is
    /// said.
    fn is_well_named(&mut self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        if let Some(c) =
            name.chars().find(|c| *c == '\\' || is_steering(*c) || *c == '\n' || *c == '\t')
        {
            let found = Diagnostic::global(&codes::NAMA_BERKAS_SALAH).arg("path", path);
            self.report(path, found.arg("karakter", format!("U+{:04X}", u32::from(c))));
            return false;
        }
        if !is_name_in_windows(name) {
            let found = Diagnostic::global(&codes::NAMA_BERKAS_WINDOWS);
            self.diagnostics.push(found.arg("path", path));
        }
        true
    }

    fn unknown(&mut self, entry: &Entry) {
        match &entry.kind {
            Kind::Special(_) => {
                self.fault(&entry.path, Fault::Other(entry.kind.clone()), &codes::BUKAN_BERKAS);
            }
            _ if entry.path.to_lowercase().ends_with(".md") => {}
            _ => {
                let found = Diagnostic::global(&codes::BERKAS_TAK_DIKENAL).arg("path", &entry.path);
                self.diagnostics.push(match meant_name(&entry.path) {
                    Some(name) => found.arg("usul", name).other_help(&codes::OTHER_NAME),
                    None if entry.path.starts_with("data/realisasi/") => {
                        found.other_help(&codes::NAME_OF_A_YEAR)
                    }
                    None => found,
                });
            }
        }
    }

    /// Reports what cannot be read; `other` is the code for what is something else.
    fn fault(&mut self, path: &str, fault: Fault, other: &'static Code) {
        let found = match fault {
            Fault::Other(kind) => {
                Diagnostic::global(other).arg("path", path).arg("nyata", kind.name())
            }
            Fault::Unreadable(reason) => {
                let found = Diagnostic::global(&codes::BERKAS_TAK_TERBACA).arg("path", path);
                found.arg("sebab", reason)
            }
        };
        self.report(path, found);
    }

    /// Reports why `path` cannot be read.
    fn report(&mut self, path: &str, diagnostic: Diagnostic) {
        self.unread.add(path);
        self.diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_does_not_take_are_known() {
        for name in ["01-kepala bidang.yaml", "é.yaml", "-rf.yaml", "com.yaml", "a.con.yaml"] {
            assert!(is_name_in_windows(name), "{name}");
        }
        for name in
            ["c:a.yaml", "a*.yaml", "\"a\".yaml", "a|b.yaml", "CON.yaml", "nul", "lpt9.a.yaml"]
        {
            assert!(!is_name_in_windows(name), "{name}");
        }
    }
}
