//! The record of a build: which program made which files from which sources.

use serde_json::{Value, json};

use super::{Banyak, Terbitan};
use crate::sidik::sha256;
use crate::typeset::VERSI_TYPST;

/// The inputs of a build, by path and SHA-256.
#[derive(Debug, Default)]
pub struct Masukan(Vec<(String, String, usize)>);

impl Masukan {
    /// Records an input.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.0.push((path.to_owned(), sha256(bytes), bytes.len()));
    }

    /// Records an input whose fingerprint is known.
    pub fn add_known(&mut self, path: &str, sha256: &str, ukuran: usize) {
        self.0.push((path.to_owned(), sha256.to_owned(), ukuran));
    }

    /// The inputs: path and SHA-256.
    pub fn daftar(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, hash, _)| (path.as_str(), hash.as_str()))
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
        json!({
            "versi": 1,
            "ikigen": env!("CARGO_PKG_VERSION"),
            "typst": VERSI_TYPST,
            "masukan": self.0.iter().map(|(path, hash, len)| entry(path, hash, *len)).collect::<Vec<_>>(),
        })
    }
}

fn entry(path: &str, hash: &str, bytes: usize) -> Value {
    json!({ "path": path, "sha256": hash, "byte": bytes })
}

/// Indented, so that a person can read it, with a line end.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
