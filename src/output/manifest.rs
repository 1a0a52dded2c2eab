//! The record of a build: which program made which files from which sources.

use serde_json::{Value, json};

use super::{Banyak, Terbitan};
use crate::sidik::sha256;
use crate::typeset::VERSI_TYPST;

/// The inputs of a build, by path and SHA-256.
#[derive(Debug, Default)]
pub struct Masukan {
    berkas: Vec<(String, String, usize)>,
    sejak: Option<String>,
}

/// The key of a manifest that names the older state whose changes are marked.
pub const SEJAK: &str = "perubahan_sejak";

impl Masukan {
    /// Records an input.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.berkas.push((path.to_owned(), sha256(bytes), bytes.len()));
    }

    /// Records that the document also shows what changed since an older state, which is not
    /// among the inputs.
    #[must_use]
    pub fn sejak(self, lama: &str) -> Self {
        Masukan { sejak: Some(lama.to_owned()), ..self }
    }

    /// Records an input whose fingerprint is known.
    pub fn add_known(&mut self, path: &str, sha256: &str, ukuran: usize) {
        self.berkas.push((path.to_owned(), sha256.to_owned(), ukuran));
    }

    /// The inputs: path and SHA-256.
    pub fn daftar(&self) -> impl Iterator<Item = (&str, &str)> {
        self.berkas.iter().map(|(path, hash, _)| (path.as_str(), hash.as_str()))
    }

    /// The manifest of the inputs alone, which travels inside the documents.
    pub fn json(&self) -> String {
        pretty(&self.value())
    }

    /// The manifest with the published files, which lies beside them.
    pub(super) fn with_outputs(&self, terbitan: &[Terbitan]) -> String {
        let mut value = self.value();
        value["keluaran"] = terbitan
            .iter()
            .map(|t| {
                let mut file = entry(&t.nama, &sha256(&t.bytes), t.bytes.len());
                match t.banyak {
                    Banyak::Halaman(n) => file["halaman"] = n.into(),
                    Banyak::Lembar(n) => file["lembar"] = n.into(),
                }
                file
            })
            .collect();
        pretty(&value)
    }

    fn value(&self) -> Value {
        let inputs = self.berkas.iter().map(|(path, hash, len)| entry(path, hash, *len));
        let mut value = json!({
            "versi": 1,
            "ikigen": env!("CARGO_PKG_VERSION"),
            "typst": VERSI_TYPST,
            "masukan": inputs.collect::<Vec<_>>(),
        });
        if let Some(lama) = &self.sejak {
            value[SEJAK] = lama.as_str().into();
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
