//! One side of a comparison: a folder, or a revision of a git repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::diagnostic::{Bahasa, Berkas, Diagnostic, Severity, Temuan, katalog};
use crate::proyek::{self, Proyek};
use crate::source::tree::{self, Node};

/// Files of one side; more than any project has.
const MAX_BERKAS: usize = 4_000;
/// Bytes of one of them.
const MAX_BYTE: u64 = 1 << 20;

/// One side of a comparison.
pub struct Sisi {
    /// What a person calls it: a revision, a folder.
    pub nama: String,
    /// Its data files with their trees, by path; `None` for a file that is no YAML.
    pub pohon: BTreeMap<String, Option<Node>>,
    /// The project, where it is without errors.
    pub proyek: Option<Proyek>,
    temuan: Temuan,
}

/// Why a side could not be read.
#[derive(Debug)]
pub struct Gagal {
    /// What was asked for.
    pub sisi: String,
    /// The reason, in both languages.
    pub sebab: [String; 2],
}

impl Gagal {
    /// A side that cannot be read, and why.
    pub fn new(sisi: &str, sebab: [&str; 2]) -> Self {
        Gagal { sisi: sisi.to_owned(), sebab: sebab.map(str::to_owned) }
    }

    /// As a finding.
    pub fn temuan(&self) -> Diagnostic {
        let [sebab, sebab_en] = &self.sebab;
        Diagnostic::global(&katalog::SISI_TAK_TERBACA)
            .isi("sisi", &self.sisi)
            .isi("sebab", sebab)
            .isi("sebab_en", sebab_en)
    }
}

impl Sisi {
    /// Reads a folder.
    ///
    /// # Errors
    /// The folder has no `data/`.
    pub fn folder(nama: &str, folder: &Path) -> Result<Sisi, Gagal> {
        if !folder.join("data").is_dir() {
            return Err(Gagal::new(nama, ["tidak ada folder data/", "there is no folder data/"]));
        }
        let mut berkas = Vec::new();
        for path in yaml_files(folder) {
            // Larger files are no data of ours; the build says so.
            let small = fs::metadata(folder.join(&path)).is_ok_and(|about| about.len() <= MAX_BYTE);
            if small && let Ok(text) = fs::read_to_string(folder.join(&path)) {
                berkas.push(Berkas::new(path, text));
            }
        }
        Ok(Sisi::new(nama, &berkas, folder))
    }

    /// Reads a revision of the repository that `project` is in.
    ///
    /// # Errors
    /// There is no such revision, or git cannot be asked.
    pub fn revisi(nama: &str, project: &Path) -> Result<Sisi, Gagal> {
        let ask = |arguments: &[&str], sebab: [&str; 2]| {
            git(project, arguments, sebab).map_err(|sebab| Gagal { sisi: nama.to_owned(), sebab })
        };
        // A revision is never an option.
        if nama.starts_with('-') {
            return Err(Gagal::new(nama, ["bukan revisi", "not a revision"]));
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
        let mut berkas = Vec::new();
        for path in list.split('\0').filter(|path| path.ends_with(".yaml")).take(MAX_BERKAS) {
            let unreadable = [format!("{path} tidak terbaca"), format!("{path} cannot be read")];
            let text = ask(
                &["cat-file", "blob", &format!("{nama}:{path}")],
                unreadable.each_ref().map(String::as_str),
            )?;
            berkas.push(Berkas::new(path.strip_prefix(prefix).unwrap_or(path), text));
        }
        if berkas.is_empty() {
            let sebab = ["tidak ada data/*.yaml di sana", "there is no data/*.yaml"];
            return Err(Gagal::new(nama, sebab));
        }
        Ok(Sisi::new(nama, &berkas, project))
    }

    fn new(nama: &str, berkas: &[Berkas], assets: &Path) -> Sisi {
        let mut temuan = Temuan::default();
        let proyek = proyek::periksa_files(berkas.iter().cloned(), assets, &mut temuan);
        let tree = |berkas: &Berkas| (berkas.path().to_owned(), tree::parse(berkas).ok());
        Sisi { nama: nama.to_owned(), pohon: berkas.iter().map(tree).collect(), proyek, temuan }
    }

    /// Its findings, and whether each is an error.
    pub(super) fn findings(&self, bahasa: Bahasa) -> Vec<(bool, super::Temuan)> {
        let one = |d: &Diagnostic| {
            let berkas = d.tempat.as_ref().map_or(String::new(), |t| t.berkas.path().to_owned());
            let temuan = super::Temuan { kode: d.kode.kode, berkas, pesan: d.pesan(bahasa) };
            (d.kode.severity == Severity::Error, temuan)
        };
        self.temuan.sorted().into_iter().map(one).collect()
    }
}

fn yaml_files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for sub in ["data", "data/jabatan", "data/realisasi"] {
        let entries = fs::read_dir(folder.join(sub)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let yaml = names.filter(|name| name.ends_with(".yaml") && !name.starts_with('.'));
        all.extend(yaml.map(|name| format!("{sub}/{name}")).take(MAX_BERKAS));
    }
    all.sort();
    all
}

/// What git answers; `sebab` when it refuses.
fn git(project: &Path, arguments: &[&str], sebab: [&str; 2]) -> Result<String, [String; 2]> {
    let output = Command::new("git").arg("-C").arg(project).args(arguments).output();
    let output = output.map_err(|error| {
        [
            format!("perintah git tidak dapat dijalankan: {error}"),
            format!("the command git cannot be run: {error}"),
        ]
    })?;
    if !output.status.success() {
        return Err(sebab.map(str::to_owned));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| ["isinya bukan UTF-8", "it is not UTF-8"].map(str::to_owned))
}
