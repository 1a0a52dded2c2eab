//! The record of a build: which program made which files from which sources.

use serde_json::{Value, json};

use super::{Artifact, Extent};
use crate::digest::sha256;
use crate::documents::Item;
use crate::typeset::TYPST_VERSION;

/// The inputs of a build, by path and SHA-256.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    file: Vec<(String, String, usize)>,
    since: Option<String>,
    document: Option<(String, Item, Option<i32>)>,
}

/// The key of a manifest that names the older state whose changes are marked.
pub const SINCE: &str = "perubahan_sejak";

/// The key of a manifest that says which document it travels in.
const DOCUMENT: &str = "dokumen";

impl Inputs {
    /// The same, for the one document that it travels in: its id, what it is made for, and the
    /// year of its figures.
    #[must_use]
    pub fn document(&self, id: &str, item: &Item, tahun: Option<i32>) -> Self {
        Inputs { document: Some((id.to_owned(), item.clone(), tahun)), ..self.clone() }
    }

    /// Records an input.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.file.push((path.to_owned(), sha256(bytes), bytes.len()));
    }

    /// Records that the document also shows what changed since an older state, which is not
    /// among the inputs.
    #[must_use]
    pub fn since(self, before: &str) -> Self {
        Inputs { since: Some(before.to_owned()), ..self }
    }

    /// Records an input whose fingerprint is known.
    pub fn add_known(&mut self, path: &str, sha256: &str, size: usize) {
        self.file.push((path.to_owned(), sha256.to_owned(), size));
    }

    /// The inputs: path and SHA-256.
    pub fn list(&self) -> impl Iterator<Item = (&str, &str)> {
        self.file.iter().map(|(path, hash, _)| (path.as_str(), hash.as_str()))
    }

    /// The manifest of the inputs alone, which travels inside the documents.
    pub fn json(&self) -> String {
        pretty(&self.value())
    }

    /// The manifest with the published files, which lies beside them.
    pub(super) fn with_outputs(&self, artifacts: &[Artifact]) -> String {
        let mut value = self.value();
        value["keluaran"] = artifacts
            .iter()
            .map(|t| {
                let mut file = entry(&t.name, &sha256(&t.bytes), t.bytes.len());
                file["id"] = t.document.as_str().into();
                match t.extent {
                    Extent::Pages(n) => file["halaman"] = n.into(),
                    Extent::Sheets(n) => file["lembar"] = n.into(),
                }
                file
            })
            .collect();
        pretty(&value)
    }

    fn value(&self) -> Value {
        let inputs = self.file.iter().map(|(path, hash, len)| entry(path, hash, *len));
        let mut value = json!({
            "versi": 1,
            "ikigen": env!("CARGO_PKG_VERSION"),
            "typst": TYPST_VERSION,
            "masukan": inputs.collect::<Vec<_>>(),
        });
        if let Some((id, item, tahun)) = &self.document {
            value[DOCUMENT] = json!({
                "id": id, "jabatan": item.jabatan, "tahun": tahun, "triwulan": item.triwulan,
            });
        }
        if let Some(before) = &self.since {
            value[SINCE] = before.as_str().into();
        }
        value
    }
}

/// The document that a manifest travels in: its id, what it is made for, and the year of its
/// figures.
pub fn document_of(manifest: &Value) -> Option<(&str, Item, Option<i32>)> {
    let about = &manifest[DOCUMENT];
    let item = Item {
        jabatan: about["jabatan"].as_str().map(str::to_owned),
        triwulan: about["triwulan"].as_u64().and_then(|n| usize::try_from(n).ok()),
    };
    let tahun = about["tahun"].as_i64().and_then(|tahun| i32::try_from(tahun).ok());
    Some((about["id"].as_str()?, item, tahun))
}

fn entry(path: &str, hash: &str, bytes: usize) -> Value {
    json!({ "path": path, "sha256": hash, "byte": bytes })
}

/// Indented, so that a person can read it, with a line end.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
