//! The record of a build: which program made which files from which sources.

use serde_json::{Value, json};

use super::{Artifact, Extent};
use crate::digest::sha256;
use crate::typeset::TYPST_VERSION;

/// The inputs of a build, by path and SHA-256.
#[derive(Debug, Default)]
pub struct Inputs {
    file: Vec<(String, String, usize)>,
    since: Option<String>,
}

/// The key of a manifest that names the older state whose changes are marked.
pub const SINCE: &str = "perubahan_sejak";

impl Inputs {
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
        if let Some(before) = &self.since {
            value[SINCE] = before.as_str().into();
        }
        value
    }
}

fn entry(path: &str, hash: &str, bytes: usize) -> Value {
    json!({ "path": path, "sha256": hash, "byte": bytes })
}

/// Indented, so that a person can read it, with a line end.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
