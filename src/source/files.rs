//! Which files a project has, and their text. Nothing is read through a link that leaves
//! the project, nothing beyond the bounds, nothing that is not a plain file.

use super::codes;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, system};
use crate::language::Phrase;
use crate::text::SourceFile;

/// No data file of an office comes near this.
const MAX_YAML_BYTES: u64 = 1 << 20;
/// Fonts are larger.
const MAX_ASSET_BYTES: u64 = 64 << 20;
/// Files in one folder.
const MAX_FILES: usize = 2_000;

/// The YAML files of a project.
#[derive(Debug, Default)]
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
}

/// A file of the project that is not YAML: a template or a font.
#[derive(Debug)]
pub struct Asset {
    /// The path relative to the project.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads the texts in `data/`.
pub fn read_data(folder: &Path, diagnostics: &mut Diagnostics) -> Data {
    let mut reader = Reader { root: folder, canonical: fs::canonicalize(folder).ok(), diagnostics };
    let mut opd = None;
    if folder.join("data/opd.yaml").exists() {
        opd = reader.text("data/opd.yaml");
    } else {
        let name = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let found = Diagnostic::global(&codes::OPD_HILANG).arg("folder", name.display());
        reader.diagnostics.push(found);
    }
    let (mut renstra, mut kamus) = (None, None);
    for path in reader.list("data") {
        match path.as_str() {
            "data/opd.yaml" | "data/jabatan" | "data/realisasi" => {}
            "data/renstra.yaml" => renstra = reader.text(&path),
            "data/kamus.yaml" => kamus = reader.text(&path),
            _ => reader.unknown(&path),
        }
    }
    let (jabatan, any) = reader.texts("data/jabatan");
    if opd.is_some() && !any {
        reader.diagnostics.push(Diagnostic::global(&codes::TANPA_JABATAN));
    }
    let (realisasi, _) = reader.texts("data/realisasi");
    Data { opd, jabatan, renstra, kamus, realisasi }
}

/// Reads the files of `subfolder` whose names end in one of `extensions`.
pub fn read_assets(
    folder: &Path,
    subfolder: &str,
    extensions: &[&str],
    diagnostics: &mut Diagnostics,
) -> Vec<Asset> {
    let mut reader = Reader { root: folder, canonical: fs::canonicalize(folder).ok(), diagnostics };
    let mut assets = Vec::new();
    for path in reader.list(subfolder) {
        let lower = path.to_lowercase();
        if extensions.iter().any(|e| lower.ends_with(e)) {
            let bytes = reader.bytes(&path, MAX_ASSET_BYTES);
            assets.extend(bytes.map(|bytes| Asset { path, bytes }));
        }
    }
    assets
}

struct Reader<'a> {
    root: &'a Path,
    canonical: Option<PathBuf>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// The visible files and folders of a folder, sorted by name. A folder that is not
    /// there has none.
    fn list(&mut self, subfolder: &str) -> Vec<String> {
        let entries = match fs::read_dir(self.root.join(subfolder)) {
            Ok(entries) => entries,
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    self.unreadable(subfolder, system::reason(&error));
                }
                return Vec::new();
            }
        };
        let mut names: Vec<String> = Vec::new();
        for entry in entries {
            let name = match entry {
                Ok(entry) => entry.file_name().into_string(),
                Err(error) => {
                    self.unreadable(subfolder, system::reason(&error));
                    break;
                }
            };
            match name {
                Ok(name) if name.starts_with('.') || name.ends_with('~') => {}
                Ok(name) => names.push(format!("{subfolder}/{name}")),
                Err(name) => self.unknown(&format!("{subfolder}/{}", name.to_string_lossy())),
            }
            if names.len() > MAX_FILES {
                break;
            }
        }
        if names.len() > MAX_FILES {
            self.diagnostics.push(
                Diagnostic::global(&codes::BERKAS_TERLALU_BANYAK)
                    .arg("path", subfolder)
                    .arg("batas", MAX_FILES),
            );
            names.clear();
        }
        names.sort();
        names
    }

    fn unknown(&mut self, path: &str) {
        if !path.to_lowercase().ends_with(".md") {
            let found = Diagnostic::global(&codes::BERKAS_TAK_DIKENAL).arg("path", path);
            self.diagnostics.push(found);
        }
    }

    fn unreadable(&mut self, path: &str, reason: Phrase) {
        self.diagnostics.push(
            Diagnostic::global(&codes::BERKAS_TAK_TERBACA).arg("path", path).arg("sebab", reason),
        );
    }

    /// The .yaml files of a folder that could be read, and whether there is any at all.
    fn texts(&mut self, subfolder: &str) -> (Vec<SourceFile>, bool) {
        let mut texts = Vec::new();
        let mut any = false;
        for path in self.list(subfolder) {
            if path.ends_with(".yaml") {
                any = true;
                texts.extend(self.text(&path));
            } else {
                self.unknown(&path);
            }
        }
        (texts, any)
    }

    fn text(&mut self, path: &str) -> Option<SourceFile> {
        let bytes = self.bytes(path, MAX_YAML_BYTES)?;
        match SourceFile::from_bytes(path, bytes) {
            Ok(file) => Some(file),
            Err(span) => {
                self.diagnostics.push(Diagnostic::new(&codes::BUKAN_UTF8, span));
                None
            }
        }
    }

    fn bytes(&mut self, path: &str, limit: u64) -> Option<Vec<u8>> {
        let full = self.root.join(path);
        let inside = match (fs::canonicalize(&full), &self.canonical) {
            (Ok(real), Some(root)) => real.starts_with(root),
            (Err(error), _) => {
                self.unreadable(path, system::reason(&error));
                return None;
            }
            (Ok(_), None) => false,
        };
        if !inside {
            let found = Diagnostic::global(&codes::TAUTAN_KELUAR).arg("path", path);
            self.diagnostics.push(found);
            return None;
        }
        match self.bytes_of_plain_file(&full, path, limit) {
            Ok(bytes) => bytes,
            Err(reason) => {
                self.unreadable(path, reason);
                None
            }
        }
    }

    fn bytes_of_plain_file(
        &mut self,
        full: &Path,
        path: &str,
        limit: u64,
    ) -> Result<Option<Vec<u8>>, Phrase> {
        let metadata = fs::metadata(full).map_err(|error| system::reason(&error))?;
        if !metadata.is_file() {
            return Err(Phrase::from(&codes::NO_PLAIN_FILE));
        }
        if metadata.len() > limit {
            self.diagnostics.push(
                Diagnostic::global(&codes::BERKAS_BESAR)
                    .arg("path", path)
                    .arg("ukuran", metadata.len())
                    .arg("batas", limit),
            );
            return Ok(None);
        }
        fs::read(full).map(Some).map_err(|error| system::reason(&error))
    }
}
