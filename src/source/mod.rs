//! The first stage: the project's files as text, raw values, and places.
//!
//! This is the only module that sees a YAML crate. What it hands on is typed
//! ([`raw`]) and every value of it can still be found in the file ([`Dokumen::tempat`]).

mod files;
pub mod raw;
pub mod schema;
pub mod tree;

use std::ops::Range;
use std::path::Path;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Berkas, Diagnostic, Tempat, Temuan, katalog};
pub use files::{Aset, read_assets};
pub use tree::Langkah;
use tree::Node;

/// A YAML file that has been read: its typed value, its text, its tree.
#[derive(Debug)]
pub struct Dokumen<T> {
    /// What it says.
    pub isi: T,
    /// The file.
    pub berkas: Berkas,
    tree: Node,
}

impl<T> Dokumen<T> {
    /// Where the value at `path` stands; the nearest thing that exists, if it does not.
    pub fn tempat(&self, path: &[Langkah]) -> Tempat {
        self.berkas.tempat(self.tree.nearest(path).range.clone())
    }

    /// Where the key at the end of `path` stands.
    pub fn tempat_kunci(&self, path: &[Langkah]) -> Tempat {
        let key = path.split_last().and_then(|(last, parent)| match last {
            Langkah::Kunci(key) => self.tree.nearest(parent).entry(key),
            Langkah::Butir(_) => None,
        });
        match key {
            Some(entry) => self.berkas.tempat(entry.key_range.clone()),
            None => self.tempat(path),
        }
    }

    /// Where the characters `chars` of the text at `path` stand.
    pub fn tempat_huruf(&self, path: &[Langkah], chars: Range<usize>) -> Tempat {
        let node = self.tree.nearest(path);
        self.berkas.tempat(node.bytes_of_chars(self.berkas.text(), chars))
    }

    /// Every key of the file, with its place.
    pub fn kunci(&self) -> Vec<(&str, Tempat)> {
        let keys = self.tree.keys().into_iter();
        keys.map(|(key, range)| (key, self.berkas.tempat(range))).collect()
    }

    /// Every text of the file, keys left out, with a way to the place of its characters.
    pub fn teks(&self) -> Vec<Teks<'_>> {
        fn collect<'a>(node: &'a Node, out: &mut Vec<&'a Node>) {
            match &node.kind {
                tree::Kind::Scalar { .. } => out.push(node),
                tree::Kind::Seq(items) => items.iter().for_each(|n| collect(n, out)),
                tree::Kind::Map(entries) => entries.iter().for_each(|e| collect(&e.value, out)),
            }
        }
        let mut nodes = Vec::new();
        collect(&self.tree, &mut nodes);
        nodes.into_iter().map(|node| Teks { node, berkas: &self.berkas }).collect()
    }
}

/// A text of a file.
#[derive(Debug, Clone, Copy)]
pub struct Teks<'a> {
    node: &'a Node,
    berkas: &'a Berkas,
}

impl Teks<'_> {
    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.node.kind {
            tree::Kind::Scalar { text, .. } => text,
            _ => "",
        }
    }

    /// Where its characters `chars` stand.
    pub fn tempat(&self, chars: Range<usize>) -> Tempat {
        self.berkas.tempat(self.node.bytes_of_chars(self.berkas.text(), chars))
    }
}

/// A project as it is written: the files of it that could be read.
#[derive(Debug)]
pub struct Naskah {
    /// data/opd.yaml
    pub opd: Option<Dokumen<raw::Opd>>,
    /// data/jabatan/*.yaml in file-name order.
    pub jabatan: Vec<Dokumen<raw::Jabatan>>,
    /// Whether every file could be read. Where one could not, what refers to it is unknown,
    /// not wrong.
    pub lengkap: bool,
}

impl Naskah {
    /// All YAML files, in the order in which they are printed and attached.
    pub fn berkas(&self) -> impl Iterator<Item = &Berkas> {
        let opd = self.opd.iter().map(|opd| &opd.berkas);
        opd.chain(self.jabatan.iter().map(|jabatan| &jabatan.berkas))
    }
}

/// Reads the project in `folder`. Everything that is wrong goes to `temuan`.
pub fn read(folder: &Path, temuan: &mut Temuan) -> Naskah {
    let files = files::read_data(folder, temuan);
    let opd = files.opd.and_then(|berkas| document(berkas, &schema::of::<raw::Opd>(), temuan));
    let schema = schema::of::<raw::Jabatan>();
    let jabatan: Vec<_> =
        files.jabatan.into_iter().filter_map(|berkas| document(berkas, &schema, temuan)).collect();
    Naskah { opd, jabatan, lengkap: !temuan.has_errors() }
}

/// Reads one file: tree, shape, then the typed value.
fn document<T: DeserializeOwned + JsonSchema>(
    berkas: Berkas,
    schema: &serde_json::Value,
    temuan: &mut Temuan,
) -> Option<Dokumen<T>> {
    let tree = match tree::parse(&berkas) {
        Ok(tree) => tree,
        Err(found) => {
            temuan.extend(found);
            return None;
        }
    };
    let found = schema::check(&berkas, &tree, schema);
    if !found.is_empty() {
        temuan.extend(found);
        return None;
    }
    match serde_yaml::from_str(berkas.text().trim_start_matches('\u{feff}')) {
        Ok(isi) => Some(Dokumen { isi, berkas, tree }),
        Err(error) => {
            let at = error.location().map_or(0, |l| l.index());
            temuan.push(
                Diagnostic::new(&katalog::YAML_TAK_TERBACA, berkas.tempat(at..at + 1))
                    .isi("sebab", error),
            );
            None
        }
    }
}
