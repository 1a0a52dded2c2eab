//! What a file says it was made from: its manifest, or the properties of a workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;

use super::{
    MORE_SOURCES, NO_SOURCE_HERE, NO_SOURCE_THERE, OTHER_LINE, OTHER_SOURCE, OTHER_VERSION,
    OTHER_YEAR, Reference, shown,
};
use crate::digest::sha256;
use crate::documents::{Item, Job};
use crate::language::Phrase;
use crate::output::{SINCE, document_of};
use crate::project::Project;
use crate::review::names::scalar;
use crate::source::tree;
use crate::text::SourceFile;
use crate::typeset::TYPST_VERSION;

/// The file that says the office's own year.
const OFFICE: &str = "data/opd.yaml";

/// What a file says of itself.
#[derive(Debug, Default)]
pub struct Claim {
    /// Version of the program.
    version: String,
    /// Version of the compiler; nothing where none took part.
    typst: Option<String>,
    /// The id of the document, and what it is made for.
    document: Option<(String, Item)>,
    /// The year of its figures, where it says it.
    pub tahun: Option<i32>,
    /// What it was made from: path and SHA-256.
    pub inputs: BTreeMap<String, String>,
    /// The older state whose changes are marked in it.
    pub since: Option<String>,
}

impl Claim {
    /// What a manifest says.
    pub fn of_manifest(manifest: &Value) -> Claim {
        let entries = manifest["masukan"].as_array().map(Vec::as_slice).unwrap_or_default();
        let pair = |entry: &Value| {
            Some((entry["path"].as_str()?.to_owned(), entry["sha256"].as_str()?.to_owned()))
        };
        let word = |key: &str| manifest[key].as_str().map(str::to_owned);
        let document = document_of(manifest).map(|(id, item)| (id.to_owned(), item));
        Claim {
            version: word("ikigen").unwrap_or_else(|| "?".to_owned()),
            typst: Some(word("typst").unwrap_or_else(|| "?".to_owned())),
            tahun: document.as_ref().and_then(|(_, item)| item.tahun),
            document,
            inputs: entries.iter().filter_map(pair).collect(),
            since: word(SINCE),
        }
    }

    /// What the properties of a workbook say; `None` where they are not ours.
    pub fn of_properties(mut properties: BTreeMap<String, String>) -> Option<Claim> {
        let version = properties.remove("ikigen")?;
        let document = properties.remove("dokumen").map(|id| (id, Item::default()));
        let tahun = properties.remove("tahun").and_then(|tahun| tahun.parse().ok());
        properties.retain(|name, _| name.starts_with("data/"));
        Some(Claim { version, document, tahun, inputs: properties, ..Claim::default() })
    }

    /// Whether this version of the program made it.
    ///
    /// # Errors
    /// That another one did.
    pub fn is_of_this_version(&self) -> Result<(), Phrase> {
        let ours = env!("CARGO_PKG_VERSION");
        let typst = self.typst.as_deref().unwrap_or(TYPST_VERSION);
        if self.version == ours && typst == TYPST_VERSION {
            return Ok(());
        }
        let said =
            OTHER_VERSION.arg("theirs", shown(&self.version)).arg("their_typst", shown(typst));
        Err(said.arg("ours", ours).arg("typst", TYPST_VERSION))
    }

    /// Whether it is of the year that a project is at. `attached`: what travels in it.
    ///
    /// # Errors
    /// That it is of another one.
    pub fn is_of_year(
        &self,
        reference: &Reference,
        attached: &BTreeMap<String, Vec<u8>>,
    ) -> Result<(), Phrase> {
        let theirs = self.tahun.or_else(|| own_year(attached));
        match (theirs, reference.project.model.opd.tahun) {
            (Some(theirs), Some(ours)) if theirs != ours => {
                let said = OTHER_YEAR.arg("theirs", theirs).arg("ours", ours);
                Err(said.arg("basis", reference.basis.phrase()))
            }
            _ => Ok(()),
        }
    }

    /// Whether it says that it is this document.
    pub fn is_of(&self, job: &Job) -> bool {
        // A workbook says the year of its figures, whether it was asked for or not.
        let asked = self.typst.is_none().then_some(job.item.tahun).flatten();
        self.document.as_ref().is_some_and(|(id, item)| {
            let item = Item { tahun: item.tahun.or(asked), ..item.clone() };
            job.id == *id && job.item == item
        })
    }

    /// The id of the document.
    pub fn id(&self) -> &str {
        self.document.as_ref().map_or("?", |(id, _)| id)
    }

    /// The inputs that are data of an office.
    pub fn data(&self) -> impl Iterator<Item = (&String, &String)> {
        self.inputs.iter().filter(|(path, _)| is_data(path))
    }

    /// The fingerprint of its data together: that of the list of their fingerprints, as
    /// `sha256sum` writes it, in the order of their paths.
    pub fn fingerprint(&self) -> String {
        let mut list = String::new();
        for (path, hash) in self.data() {
            // Writing to a string cannot fail.
            let _ = writeln!(list, "{hash}  {path}");
        }
        sha256(list.as_bytes())
    }

    /// Where its inputs are not those of a project: the first difference, and how many more.
    /// `attached`: what travels in it. `of`: which inputs it records.
    pub fn other_inputs(
        &self,
        reference: &Reference,
        attached: &BTreeMap<String, Vec<u8>>,
        of: fn(&str) -> bool,
    ) -> Vec<Phrase> {
        let inputs = reference.project.inputs();
        let ours: BTreeMap<&str, &str> = inputs.list().filter(|(path, _)| of(path)).collect();
        let theirs: BTreeMap<&str, &str> =
            self.inputs.iter().map(|(path, hash)| (path.as_str(), hash.as_str())).collect();
        let all: BTreeSet<&str> = ours.keys().chain(theirs.keys()).copied().collect();
        let mut other = all.into_iter().filter(|path| ours.get(path) != theirs.get(path));
        let Some(first) = other.next() else { return Vec::new() };
        let said = match (theirs.get(first), ours.get(first)) {
            (Some(_), None) => NO_SOURCE_THERE.arg("path", first),
            (None, _) => NO_SOURCE_HERE.arg("path", first),
            _ => other_line(first, attached.get(first), &reference.project)
                .unwrap_or_else(|| OTHER_SOURCE.arg("path", first)),
        };
        let mut wrong = vec![said.arg("basis", reference.basis.phrase())];
        let more = other.count();
        if more > 0 {
            wrong.push(MORE_SOURCES.arg("n", more));
        }
        wrong
    }
}

/// Whether a path is that of data.
pub fn is_data(path: &str) -> bool {
    path.starts_with("data/")
}

/// The office's own year, in the sources that travel in a file.
fn own_year(attached: &BTreeMap<String, Vec<u8>>) -> Option<i32> {
    let file = SourceFile::from_bytes(OFFICE, attached.get(OFFICE)?.clone()).ok()?;
    let tree = tree::parse(&file).ok()?;
    scalar(&tree.entry("tahun")?.value)?.parse().ok()
}

/// The first line in which a source in a file differs from that of a project.
fn other_line(path: &str, attached: Option<&Vec<u8>>, project: &Project) -> Option<Phrase> {
    let theirs = std::str::from_utf8(attached?).ok()?;
    let mut sources = project.sources.files().chain(project.templates.files());
    let ours = sources.find(|file| file.path() == path)?.text();
    let (mut left, mut right) = (theirs.lines(), ours.lines());
    let mut n = 0;
    loop {
        n += 1;
        match (left.next(), right.next()) {
            (None, None) => return None,
            (one, other) if one == other => {}
            (one, other) => {
                let said = OTHER_LINE.arg("path", path).arg("n", n);
                let [one, other] = [one, other].map(|line| shown(line.unwrap_or_default()));
                return Some(said.arg("theirs", one).arg("ours", other));
            }
        }
    }
}
