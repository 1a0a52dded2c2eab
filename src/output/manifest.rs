//! The record of a build: which program made which files from which sources.

use serde_json::{Value, json};

use super::{Artifact, Extent, MANIFEST, SIGNING, Signing};
use crate::digest::sha256;
use crate::documents::Item;
use crate::typeset::{SignaturePlace, TYPST_VERSION};

/// The inputs of a build, by path and SHA-256.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    file: Vec<(String, String, usize)>,
    since: Option<String>,
    document: Option<(String, Item, Option<i32>)>,
}

/// The key of a manifest that names the older state whose changes are marked.
pub const SINCE: &str = "perubahan_sejak";

/// The key of what a manifest says of places for signatures in a document.
const PLACES: &str = "tanda_tangan";

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

    /// What is published beside these documents: where signatures go, when that is asked for, and
    /// the manifest with all that lies there. `kept`: what an earlier manifest recorded, and still
    /// lies there.
    pub(super) fn beside(&self, artifacts: &[Artifact], kept: Vec<Value>) -> Vec<(&str, String)> {
        let inputs = self.fingerprint();
        let mut outputs: Vec<Value> = artifacts.iter().map(|one| output(one, &inputs)).collect();
        let signing = signing(outputs.iter().chain(&kept));
        if let Some(text) = &signing {
            let mut file = entry(SIGNING, &sha256(text.as_bytes()), text.len());
            file["id"] = "tanda-tangan".into();
            outputs.push(file);
        }
        let mut value = self.value();
        value["sidik_masukan"] = inputs.into();
        value["keluaran"] = outputs.into();
        if !kept.is_empty() {
            value["keluaran_lama"] = kept.into();
        }
        let signing = signing.map(|text| (SIGNING, text));
        signing.into_iter().chain([(MANIFEST, pretty(&value))]).collect()
    }

    /// The fingerprint of all inputs together.
    fn fingerprint(&self) -> String {
        let lines = self.list().map(|(path, hash)| format!("{hash}  {path}\n"));
        sha256(lines.collect::<String>().as_bytes())
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

/// What the manifest says of a document. `inputs`: the fingerprint of what it was made from.
fn output(artifact: &Artifact, inputs: &str) -> Value {
    let mut file = entry(&artifact.name, &sha256(&artifact.bytes), artifact.bytes.len());
    file["id"] = artifact.document.as_str().into();
    match artifact.extent {
        Extent::Pages(n) => file["halaman"] = n.into(),
        Extent::Sheets(n) => file["lembar"] = n.into(),
    }
    file["sidik_masukan"] = inputs.into();
    if let Some(Signing { jangkar, places }) = &artifact.signing {
        let places = places.iter().map(place).collect::<Vec<_>>();
        file[PLACES] = json!({ "jangkar": jangkar, "tempat": places });
    }
    file
}

/// A place for a signature, in points from the lower left corner of its page.
fn place(place: &SignaturePlace) -> Value {
    let points = |length: f64| (length * 100.0).round() / 100.0;
    let [left, bottom, right, top] = place.area;
    json!({
        "penanda": place.signer, "nama": place.nama, "halaman": place.page + 1,
        "x": points(left), "y": points(bottom),
        "lebar": points(right - left), "tinggi": points(top - bottom),
    })
}

/// Where signatures go in all documents that have places for them; nothing where nobody asked.
fn signing<'v>(outputs: impl Iterator<Item = &'v Value>) -> Option<String> {
    let asked: Vec<&Value> = outputs.filter(|file| file.get(PLACES).is_some()).collect();
    let documents = asked.iter().filter_map(|file| {
        let places = file[PLACES]["tempat"].as_array().filter(|places| !places.is_empty())?;
        Some(json!({
            "berkas": file["path"], "sha256": file["sha256"],
            "jangkar": file[PLACES]["jangkar"], "tempat": places,
        }))
    });
    let documents: Vec<Value> = documents.collect();
    let about = json!({ "versi": 1, "satuan": "pt", "asal": "kiri-bawah", "dokumen": documents });
    (!asked.is_empty()).then(|| pretty(&about))
}

fn entry(path: &str, hash: &str, bytes: usize) -> Value {
    json!({ "path": path, "sha256": hash, "byte": bytes })
}

/// Indented, so that a person can read it, with a line end.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
