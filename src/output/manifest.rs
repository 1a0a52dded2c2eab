//! The record of a build: which program made which files from which sources.

use serde_json::{Value, json};

use super::{Artifact, Extent, MANIFEST, SIGNING, Signing};
use crate::digest::sha256;
use crate::documents::{Item, is_published_name};
use crate::typeset::{SignaturePlace, TYPST_VERSION};

/// The inputs of a build, by path and SHA-256.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    file: Vec<(String, String, usize)>,
    since: Option<String>,
    document: Option<(String, Item)>,
}

/// The key of a manifest that names the older state whose changes are marked.
pub const SINCE: &str = "perubahan_sejak";

/// The key of a manifest with the files that lie beside it.
const OUTPUTS: &str = "keluaran";

/// The key of a manifest, and of each file in it, with the fingerprint of what it was made from.
const ORIGIN: &str = "sidik_masukan";

/// The key of what a manifest says of places for signatures in a document.
const PLACES: &str = "tanda_tangan";

/// The key of a manifest that says which document it travels in.
const DOCUMENT: &str = "dokumen";

impl Inputs {
    /// The same, for the one document that it travels in: its id and what it is made for.
    #[must_use]
    pub fn document(&self, id: &str, item: &Item) -> Self {
        Inputs { document: Some((id.to_owned(), item.clone())), ..self.clone() }
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

    /// What is published beside these documents, the manifest last: where signatures go, when that
    /// is asked for, and the manifest with the published files and those of earlier builds that
    /// still lie there. Sorted by name, so that it does not tell in how many builds they were made.
    pub(super) fn beside(
        &self,
        artifacts: &[Artifact],
        earlier: &[Listed],
    ) -> Vec<(&'static str, String)> {
        let mut value = self.value();
        let origin = self.digest();
        let new = artifacts.iter().map(|one| Listed {
            name: one.name.clone(),
            sha256: sha256(&one.bytes),
            size: one.bytes.len() as u64,
            document: one.document.clone(),
            extent: one.extent,
            origin: Some(origin.clone()),
            signing: one.signing.clone(),
        });
        let mut all: Vec<Listed> = new.chain(earlier.iter().cloned()).collect();
        all.sort_by(|one, other| one.name.cmp(&other.name));
        let signing = signing(&all);
        let mut outputs: Vec<Value> = all.iter().map(Listed::value).collect();
        if let Some(text) = &signing {
            let mut file = entry(SIGNING, &sha256(text.as_bytes()), text.len());
            file["id"] = "tanda-tangan".into();
            outputs.push(file);
        }
        value[ORIGIN] = origin.into();
        value[OUTPUTS] = outputs.into();
        let signing = signing.map(|text| (SIGNING, text));
        signing.into_iter().chain([(MANIFEST, pretty(&value))]).collect()
    }

    /// SHA-256 of all that decides what documents look like: the programs and the inputs.
    fn digest(&self) -> String {
        sha256(Inputs { document: None, since: None, ..self.clone() }.json().as_bytes())
    }

    fn value(&self) -> Value {
        let inputs = self.file.iter().map(|(path, hash, len)| entry(path, hash, *len));
        let mut value = json!({
            "versi": 1,
            "ikigen": env!("CARGO_PKG_VERSION"),
            "typst": TYPST_VERSION,
            "masukan": inputs.collect::<Vec<_>>(),
        });
        if let Some((id, item)) = &self.document {
            value[DOCUMENT] =
                json!({ "id": id, "jabatan": item.jabatan, "triwulan": item.triwulan });
            // Only where it is not the office's own.
            if let Some(tahun) = item.tahun {
                value[DOCUMENT]["tahun"] = tahun.into();
            }
        }
        if let Some(before) = &self.since {
            value[SINCE] = before.as_str().into();
        }
        value
    }
}

/// A file that a manifest lists.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listed {
    /// Its name in the folder of the manifest.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
    document: String,
    extent: Extent,
    /// [`Inputs::digest`] of what it was made from.
    origin: Option<String>,
    /// Its places for signatures, where they are asked for.
    signing: Option<Signing>,
}

impl Listed {
    /// The files that a manifest lists; `None` when it is none. It may be a stranger's: what is
    /// not listed as this program does it is not there.
    pub fn all(manifest: &[u8]) -> Option<Vec<Listed>> {
        let manifest: Value = serde_json::from_slice(manifest).ok()?;
        let all = manifest[OUTPUTS].as_array()?;
        Some(all.iter().filter_map(Listed::read).collect())
    }

    fn read(entry: &Value) -> Option<Listed> {
        let text = |key: &str| entry[key].as_str();
        let count = |key: &str| entry[key].as_u64().and_then(|n| usize::try_from(n).ok());
        let hash = |key: &str| text(key).filter(|hash| is_sha256(hash)).map(str::to_owned);
        let extent = count("halaman").map(Extent::Pages);
        Some(Listed {
            name: text("path").filter(|name| is_published_name(name))?.to_owned(),
            sha256: hash("sha256")?,
            size: entry["byte"].as_u64()?,
            document: text("id").filter(|id| is_id(id))?.to_owned(),
            extent: extent.or_else(|| count("lembar").map(Extent::Sheets))?,
            origin: hash(ORIGIN),
            signing: Signing::read(&entry[PLACES]),
        })
    }

    fn value(&self) -> Value {
        let mut value = json!({ "path": self.name, "sha256": self.sha256, "byte": self.size });
        value["id"] = self.document.as_str().into();
        match self.extent {
            Extent::Pages(n) => value["halaman"] = n.into(),
            Extent::Sheets(n) => value["lembar"] = n.into(),
        }
        if let Some(origin) = &self.origin {
            value[ORIGIN] = origin.as_str().into();
        }
        if let Some(signing) = &self.signing {
            value[PLACES] = signing.value();
        }
        value
    }
}

impl Signing {
    /// What a manifest says of the places in a document.
    fn read(value: &Value) -> Option<Signing> {
        let places = value["tempat"].as_array()?.iter().map(read_place);
        Some(Signing {
            jangkar: value["jangkar"].as_str().map(str::to_owned),
            places: places.collect::<Option<_>>()?,
        })
    }

    fn value(&self) -> Value {
        let places: Vec<Value> = self.places.iter().map(place).collect();
        json!({ "jangkar": self.jangkar, "tempat": places })
    }
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

/// The same, read again.
fn read_place(value: &Value) -> Option<SignaturePlace> {
    let length = |key: &str| value[key].as_f64();
    let page = value["halaman"].as_u64().and_then(|n| usize::try_from(n).ok());
    let (left, bottom) = (length("x")?, length("y")?);
    Some(SignaturePlace {
        page: page?.checked_sub(1)?,
        area: [left, bottom, left + length("lebar")?, bottom + length("tinggi")?],
        signer: value["penanda"].as_str()?.to_owned(),
        nama: value["nama"].as_str().map(str::to_owned),
    })
}

/// Where signatures go in all documents that have places for them; nothing where nobody asked.
fn signing(all: &[Listed]) -> Option<String> {
    let asked = || all.iter().filter_map(|one| Some((one, one.signing.as_ref()?)));
    asked().next()?;
    let documents =
        asked().filter(|(_, signing)| !signing.places.is_empty()).map(|(one, signing)| {
            let places = signing.value();
            json!({
                "berkas": one.name, "sha256": one.sha256,
                "jangkar": places["jangkar"], "tempat": places["tempat"],
            })
        });
    let documents: Vec<Value> = documents.collect();
    let about = json!({ "versi": 1, "satuan": "pt", "asal": "kiri-bawah", "dokumen": documents });
    Some(pretty(&about))
}

fn is_id(text: &str) -> bool {
    (1..=100).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The document that a manifest travels in: its id and what it is made for.
pub fn document_of(manifest: &Value) -> Option<(&str, Item)> {
    let about = &manifest[DOCUMENT];
    let item = Item {
        jabatan: about["jabatan"].as_str().map(str::to_owned),
        tahun: about["tahun"].as_i64().and_then(|n| i32::try_from(n).ok()),
        triwulan: about["triwulan"].as_u64().and_then(|n| usize::try_from(n).ok()),
    };
    Some((about["id"].as_str()?, item))
}

fn entry(path: &str, hash: &str, bytes: usize) -> Value {
    json!({ "path": path, "sha256": hash, "byte": bytes })
}

/// Indented, so that a person can read it, with a line end.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(name: &str) -> Artifact {
        let extent = if name.ends_with("xlsx") { Extent::Sheets(3) } else { Extent::Pages(2) };
        Artifact {
            document: "iki".to_owned(),
            name: name.to_owned(),
            bytes: b"isi".into(),
            extent,
            signing: None,
        }
    }

    fn manifest(inputs: &Inputs, artifacts: &[Artifact], earlier: &[Listed]) -> String {
        inputs.beside(artifacts, earlier).pop().unwrap().1
    }

    #[test]
    fn what_is_listed_is_read_again() {
        let mut inputs = Inputs::default();
        inputs.add("data/opd.yaml", b"x");
        let all = [artifact("b.pdf"), artifact("a.xlsx")];
        let whole = manifest(&inputs, &all, &[]);
        let listed = Listed::all(whole.as_bytes()).unwrap();
        assert_eq!(
            listed.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
            ["a.xlsx", "b.pdf"]
        );
        // In how many builds they were made is not told.
        assert_eq!(manifest(&inputs, &all[..1], &listed[..1]), whole);
        // From what they were made is.
        inputs.add("data/renstra.yaml", b"x");
        let later = manifest(&inputs, &all[..1], &listed[..1]);
        let later = Listed::all(later.as_bytes()).unwrap();
        assert_eq!(later[0], listed[0]);
        assert_ne!(later[1], listed[1]);
    }

    #[test]
    fn places_for_signatures_are_read_again() {
        let place = |nama: Option<&str>| SignaturePlace {
            page: 2,
            area: [70.123, 80.0, 210.987, 131.5],
            signer: "KEPALA DINAS".to_owned(),
            nama: nama.map(str::to_owned),
        };
        let places = vec![place(Some("Nama")), place(None)];
        let signing = Some(Signing { jangkar: Some("#".to_owned()), places });
        let (inputs, all) = (Inputs::default(), [Artifact { signing, ..artifact("a.pdf") }]);
        let first = inputs.beside(&all, &[]);
        assert_eq!(first.iter().map(|(name, _)| *name).collect::<Vec<_>>(), [SIGNING, MANIFEST]);
        let listed = Listed::all(first[1].1.as_bytes()).unwrap();
        assert_eq!(inputs.beside(&[], &listed), first);
    }

    #[test]
    fn a_strangers_manifest_lists_plain_names_only() {
        let hash = sha256(b"x");
        let entry = |name: &str, hash: &str, origin: &str| json!({ "path": name, "sha256": hash, "byte": 1, "id": "iki", "halaman": 1, ORIGIN: origin });
        let listed = |entry: Value| {
            Listed::all(json!({ OUTPUTS: [entry] }).to_string().as_bytes()).unwrap().len()
        };
        assert_eq!(listed(entry("a.pdf", &hash, &hash)), 1);
        let strange = "a\u{1b}[2J.pdf";
        for name in
            ["../a.pdf", "/etc/passwd", ".git", "", "a/b.pdf", "a\\b.pdf", "con.pdf", "a", strange]
        {
            assert_eq!(listed(entry(name, &hash, &hash)), 0, "{name}");
        }
        for bad in ["", "x", &hash.to_uppercase(), &hash[1..]] {
            assert_eq!(listed(entry("a.pdf", bad, &hash)), 0);
            let read = Listed::read(&entry("a.pdf", &hash, bad)).unwrap();
            assert_eq!(read.value()[ORIGIN], Value::Null, "a fingerprint of nothing is none");
        }
        for broken in ["", "[]", "{\"keluaran\": 1}", "\u{0}"] {
            assert_eq!(Listed::all(broken.as_bytes()), None);
        }
        assert_eq!(Listed::all(b"{\"keluaran\": [[[1]], null]}"), Some(Vec::new()));
    }
}
