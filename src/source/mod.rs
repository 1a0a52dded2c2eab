//! The first stage: the project's files as text, raw values, and places.
//!
//! This is the only module that sees a YAML crate. What it hands on is typed
//! ([`raw`]) and every value of it can still be found in the file ([`Dokumen::tempat`]).

mod files;
pub mod raw;
pub mod schema;
pub mod tree;

use std::collections::HashMap;
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

    /// Where its bytes `bytes` stand.
    pub fn bagian(&self, bytes: Range<usize>) -> Tempat {
        let text = self.as_str();
        let chars = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
        self.tempat(chars(bytes.start)..chars(bytes.end))
    }

    /// The whole of it.
    pub fn utuh(&self) -> Tempat {
        self.berkas.tempat(self.node.range.clone())
    }
}

/// A comment of a file.
#[derive(Debug, Clone)]
pub struct Komentar<'a> {
    /// What it says, without its `#`.
    pub teks: &'a str,
    /// Where it stands.
    pub tempat: Tempat,
    /// The line it speaks of, from 1: its own, or the next one with something in it when it
    /// has a line to itself.
    pub baris: usize,
}

/// A project as it is written: the files of it that could be read.
#[derive(Debug)]
pub struct Naskah {
    /// data/opd.yaml
    pub opd: Option<Dokumen<raw::Opd>>,
    /// data/jabatan/*.yaml in file-name order.
    pub jabatan: Vec<Dokumen<raw::Jabatan>>,
    /// data/renstra.yaml
    pub renstra: Option<Dokumen<raw::Renstra>>,
    /// data/kamus.yaml
    pub kamus: Option<Dokumen<raw::Kamus>>,
    /// data/realisasi/*.yaml in file-name order.
    pub realisasi: Vec<Dokumen<raw::Realisasi>>,
    /// Whether every file could be read. Where one could not, what refers to it is unknown,
    /// not wrong.
    pub lengkap: bool,
}

impl Naskah {
    /// All YAML files, in the order in which they are printed and attached.
    pub fn berkas(&self) -> impl Iterator<Item = &Berkas> {
        self.pohon().map(|(berkas, _)| berkas)
    }

    /// Every key of every file, with its place.
    pub fn kunci(&self) -> impl Iterator<Item = (&str, Tempat)> {
        self.pohon().flat_map(|(berkas, tree)| {
            tree.keys().into_iter().map(|(key, range)| (key, berkas.tempat(range)))
        })
    }

    /// Every text of every file, keys left out.
    pub fn teks(&self) -> impl Iterator<Item = Teks<'_>> {
        self.pohon().flat_map(|(berkas, tree)| {
            tree.scalars().into_iter().map(move |node| Teks { node, berkas })
        })
    }

    /// Every text with the key it stands under.
    pub fn kalimat(&self) -> impl Iterator<Item = (&str, Teks<'_>)> {
        self.pohon().flat_map(|(berkas, tree)| {
            let all = tree.keyed_scalars("").into_iter();
            all.map(move |(kunci, node)| (kunci, Teks { node, berkas }))
        })
    }

    /// Every comment.
    pub fn komentar(&self) -> impl Iterator<Item = Komentar<'_>> {
        self.pohon().flat_map(|(berkas, tree)| comments(berkas, tree))
    }

    /// Where texts begin, for many questions.
    pub fn baris(&self) -> Baris<'_> {
        Baris(
            self.pohon()
                .map(|(berkas, tree)| (berkas.path(), Rentang::new(berkas, tree)))
                .collect(),
        )
    }

    /// The files with their trees, whatever their kind.
    fn pohon(&self) -> impl Iterator<Item = (&Berkas, &Node)> {
        fn parts<T>(dokumen: &Dokumen<T>) -> (&Berkas, &Node) {
            (&dokumen.berkas, &dokumen.tree)
        }
        let opd = self.opd.iter().map(parts);
        opd.chain(self.jabatan.iter().map(parts))
            .chain(self.renstra.iter().map(parts))
            .chain(self.kamus.iter().map(parts))
            .chain(self.realisasi.iter().map(parts))
    }
}

/// The lines on which the texts of a project begin.
pub struct Baris<'a>(HashMap<&'a str, Rentang>);

impl Baris<'_> {
    /// The line, from 1, on which the text begins that holds this place: its own line, or the
    /// first of a text over several.
    pub fn awal(&self, tempat: &Tempat) -> usize {
        let Some(rentang) = self.0.get(tempat.berkas.path()) else { return 0 };
        let at = tempat.range.start;
        let start = rentang.memuat(at).map_or(at, |range| range.start);
        rentang.baris.partition_point(|line| *line <= start)
    }
}

/// The bytes of a file that belong to keys and texts, in order, and where its lines begin.
struct Rentang {
    isi: Vec<Range<usize>>,
    baris: Vec<usize>,
}

impl Rentang {
    fn new(berkas: &Berkas, tree: &Node) -> Self {
        let texts = tree.scalars().into_iter().map(|node| node.range.clone());
        let mut isi: Vec<_> =
            texts.chain(tree.keys().into_iter().map(|(_, range)| range)).collect();
        isi.sort_by_key(|range| range.start);
        let ends = berkas.text().match_indices('\n').map(|(at, _)| at + 1);
        Rentang { isi, baris: std::iter::once(0).chain(ends).collect() }
    }

    /// The key or text that holds this byte.
    fn memuat(&self, at: usize) -> Option<&Range<usize>> {
        let before = self.isi.partition_point(|range| range.start <= at);
        self.isi[..before].last().filter(|range| at < range.end)
    }
}

/// The comments of a file: what follows a `#` at the start of a line or behind a blank, and is
/// no part of a text.
fn comments<'a>(berkas: &'a Berkas, tree: &Node) -> Vec<Komentar<'a>> {
    let rentang = Rentang::new(berkas, tree);
    let within = |at: usize| rentang.memuat(at).is_some();
    let mut found = Vec::new();
    // Comments with a line to themselves wait for the line they speak of.
    let mut waiting: Vec<usize> = Vec::new();
    let mut start = 0;
    for (n, line) in berkas.text().split_inclusive('\n').enumerate() {
        let blank_before = |at: usize| at == 0 || line[..at].ends_with([' ', '\t']);
        let sign = line.match_indices('#').map(|(at, _)| at);
        let at = sign.into_iter().find(|at| blank_before(*at) && !within(start + at));
        let content = at.map_or(line, |at| &line[..at]);
        if !content.trim().is_empty() {
            for index in waiting.drain(..) {
                let comment: &mut Komentar = &mut found[index];
                comment.baris = n + 1;
            }
        }
        if let Some(at) = at {
            if content.trim().is_empty() {
                waiting.push(found.len());
            }
            let teks = line[at + 1..].trim();
            let tempat = berkas.tempat(start + at..start + line.trim_end().len());
            found.push(Komentar { teks, tempat, baris: n + 1 });
        }
        start += line.len();
    }
    found
}

/// Reads the project in `folder`. Everything that is wrong goes to `temuan`.
pub fn read(folder: &Path, temuan: &mut Temuan) -> Naskah {
    let files = files::read_data(folder, temuan);
    assemble(files, temuan)
}

/// Reads a project from files that are not on disk. Files of no known kind are left out.
pub fn read_files(berkas: impl IntoIterator<Item = Berkas>, temuan: &mut Temuan) -> Naskah {
    let mut data = files::Data::default();
    let mut all: Vec<Berkas> = berkas.into_iter().collect();
    all.sort_by(|a, b| a.path().cmp(b.path()));
    for berkas in all {
        match berkas.path().split('/').collect::<Vec<_>>()[..] {
            ["data", "opd.yaml"] => data.opd = Some(berkas),
            ["data", "renstra.yaml"] => data.renstra = Some(berkas),
            ["data", "kamus.yaml"] => data.kamus = Some(berkas),
            ["data", "jabatan", name] if name.ends_with(".yaml") => data.jabatan.push(berkas),
            ["data", "realisasi", name] if name.ends_with(".yaml") => data.realisasi.push(berkas),
            _ => {}
        }
    }
    assemble(data, temuan)
}

fn assemble(files: files::Data, temuan: &mut Temuan) -> Naskah {
    let opd = files.opd.and_then(|berkas| document(berkas, &schema::of::<raw::Opd>(), temuan));
    let jabatan = documents(files.jabatan, temuan);
    let renstra = documents(files.renstra.into_iter().collect(), temuan).pop();
    let kamus = documents(files.kamus.into_iter().collect(), temuan).pop();
    let realisasi = documents(files.realisasi, temuan);
    Naskah { opd, jabatan, renstra, kamus, realisasi, lengkap: !temuan.has_errors() }
}

/// Reads files of one kind.
fn documents<T: DeserializeOwned + JsonSchema>(
    files: Vec<Berkas>,
    temuan: &mut Temuan,
) -> Vec<Dokumen<T>> {
    let schema = schema::of::<T>();
    files.into_iter().filter_map(|berkas| document(berkas, &schema, temuan)).collect()
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
