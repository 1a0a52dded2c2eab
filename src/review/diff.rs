//! Two sides by meaning: every value that differs, once, under the name of what it belongs to.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Side;
use crate::language::{Language, notes};
use crate::source::tree::{Entry, Kind, Node};

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perubahan {
    /// File on the side that has it; the newer one where both do.
    pub file: String,
    /// What it belongs to, from the largest: names of positions, objectives, indicators.
    pub owner: Vec<String>,
    /// The key it stands under.
    pub key: String,
    /// Before; `None` when it is new.
    pub before: Option<String>,
    /// After; `None` when it is gone.
    pub after: Option<String>,
}

/// Keys by which things in a list are known, the first that all of them have.
const KNOWN_BY: [&str; 2] = ["id", "kode"];
/// Keys that name a thing for a reader.
const NAMA: [&str; 9] =
    ["nama", "jabatan", "sasaran", "tujuan", "strategi", "misi", "uraian", "indikator", "kode"];

notes! {
    WHOLE_FILE = "berkas", "file";
    ORDER = "{key} (urutan)", "{key} (order)";
}

/// Compares all files.
pub fn diff(before: &Side, after: &Side, language: Language) -> Vec<Perubahan> {
    let mut out = Recorder { language, file: String::new(), owner: Vec::new(), found: Vec::new() };
    let files = |side: &'_ Side| -> Vec<(String, Option<Node>)> {
        side.rows.iter().map(|(path, node)| (path.clone(), node.clone())).collect()
    };
    let (mut left, right) = (files(before), files(after));
    for (path, node) in &right {
        // Positions are the same by id, wherever their file went; all else by path.
        let same =
            |(other, tree): &(String, Option<Node>)| match (id(node.as_ref()), id(tree.as_ref())) {
                (Some(a), Some(b)) => a == b && in_jabatan(path) && in_jabatan(other),
                _ => other == path,
            };
        let before = left.iter().position(same).map(|at| left.remove(at));
        let before = before.as_ref().map(|(path, node)| (path, node.as_ref()));
        out.file(before, Some((path, node.as_ref())));
    }
    for (path, node) in &left {
        out.file(Some((path, node.as_ref())), None);
    }
    out.found
}

fn in_jabatan(path: &str) -> bool {
    path.starts_with("data/jabatan/")
}

/// The id of a file that is about one thing.
fn id(node: Option<&Node>) -> Option<&str> {
    scalar(&node?.entry("id")?.value)
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

struct Recorder {
    language: Language,
    file: String,
    owner: Vec<String>,
    found: Vec<Perubahan>,
}

type SourceFile<'a> = Option<(&'a String, Option<&'a Node>)>;

impl Recorder {
    fn file(&mut self, before: SourceFile, after: SourceFile) {
        let Some((path, _)) = after.or(before) else { return };
        self.file.clone_from(path);
        let trees = [before, after].map(|side| side.and_then(|(_, node)| node));
        let title = trees.iter().rev().flatten().find_map(|node| name(node));
        self.owner = vec![title.unwrap_or_else(|| path.clone())];
        match (before, after) {
            (Some((old, _)), Some((new, _))) if old != new => {
                let key = WHOLE_FILE.pick(self.language);
                self.note(key, Some(old.clone()), Some(new.clone()));
            }
            _ => {}
        }
        match trees {
            [Some(a), Some(b)] => self.node(a, b, ""),
            [None, Some(b)] if before.is_none() => {
                self.note(WHOLE_FILE.pick(self.language), None, Some(summary(b)));
            }
            [Some(a), None] if after.is_none() => {
                self.note(WHOLE_FILE.pick(self.language), Some(summary(a)), None);
            }
            // A file that is no YAML is reported by its errors.
            _ => {}
        }
    }

    fn note(&mut self, key: &str, before: Option<String>, after: Option<String>) {
        self.found.push(Perubahan {
            file: self.file.clone(),
            owner: self.owner.clone(),
            key: key.to_owned(),
            before,
            after,
        });
    }

    fn node(&mut self, a: &Node, b: &Node, key: &str) {
        match (&a.kind, &b.kind) {
            (Kind::Scalar { text: one, .. }, Kind::Scalar { text: other, .. }) => {
                if one != other {
                    self.note(key, Some(one.clone()), Some(other.clone()));
                }
            }
            (Kind::Map(one), Kind::Map(other)) => self.map(one, other, key),
            (Kind::Seq(one), Kind::Seq(other)) => self.list(one, other, key),
            _ => self.note(key, Some(summary(a)), Some(summary(b))),
        }
    }

    fn map(&mut self, one: &[Entry], other: &[Entry], key: &str) {
        let path = |id_key: &str| match key {
            "" => id_key.to_owned(),
            outer => format!("{outer}.{id_key}"),
        };
        for entry in one {
            match other.iter().find(|e| e.key == entry.key) {
                Some(same) => self.node(&entry.value, &same.value, &path(&entry.key)),
                None => self.note(&path(&entry.key), Some(summary(&entry.value)), None),
            }
        }
        for entry in other.iter().filter(|e| one.iter().all(|o| o.key != e.key)) {
            self.note(&path(&entry.key), None, Some(summary(&entry.value)));
        }
    }

    fn list(&mut self, one: &[Node], other: &[Node], key: &str) {
        let all = || one.iter().chain(other);
        let known = KNOWN_BY.iter().find(|id_key| all().all(|item| item.entry(id_key).is_some()));
        match known {
            Some(id_key) if !one.is_empty() && !other.is_empty() => {
                self.by_key(one, other, key, id_key);
            }
            _ => self.by_place(one, other, key),
        }
    }

    /// Things that carry a key: matched by it, wherever they stand.
    fn by_key(&mut self, one: &[Node], other: &[Node], key: &str, id_key: &str) {
        let value =
            |item: &Node| item.entry(id_key).and_then(|e| scalar(&e.value)).map(str::to_owned);
        for item in one {
            match other.iter().find(|o| value(o) == value(item)) {
                Some(same) => self.within(same, |me| me.node(item, same, "")),
                None => self.note(key, Some(summary(item)), None),
            }
        }
        let new = |item: &&Node| one.iter().all(|o| value(o) != value(item));
        for item in other.iter().filter(new) {
            self.note(key, None, Some(summary(item)));
        }
        let order = |list: &[Node], among: &[Node]| -> Vec<Option<String>> {
            let there = |item: &&Node| among.iter().any(|o| value(o) == value(item));
            list.iter().filter(there).map(value).collect()
        };
        let (before, after) = (order(one, other), order(other, one));
        if before != after {
            let words =
                |ids: Vec<Option<String>>| ids.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let key = ORDER.arg("key", key).words(self.language);
            self.note(&key, Some(words(before)), Some(words(after)));
        }
    }

    /// Things without one: aligned by what they say.
    fn by_place(&mut self, one: &[Node], other: &[Node], key: &str) {
        let texts = |list: &[Node]| list.iter().map(summary).collect::<Vec<_>>();
        let (before, after) = (texts(one), texts(other));
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            match op {
                DiffOp::Equal { .. } => {}
                DiffOp::Delete { old_index, old_len, .. } => {
                    for text in &before[old_index..old_index + old_len] {
                        self.note(key, Some(text.clone()), None);
                    }
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    for text in &after[new_index..new_index + new_len] {
                        self.note(key, None, Some(text.clone()));
                    }
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    for n in 0..old_len.max(new_len) {
                        let a = (n < old_len).then(|| &one[old_index + n]);
                        let b = (n < new_len).then(|| &other[new_index + n]);
                        match (a, b) {
                            (Some(a), Some(b)) => self.within(b, |me| me.node(a, b, key)),
                            (a, b) => self.note(key, a.map(summary), b.map(summary)),
                        }
                    }
                }
            }
        }
    }

    /// Notes what `work` finds under the name of `thing`.
    fn within(&mut self, thing: &Node, work: impl FnOnce(&mut Self)) {
        let named = name(thing);
        let deeper = named.is_some();
        self.owner.extend(named);
        work(self);
        if deeper {
            self.owner.pop();
        }
    }
}

/// What a reader calls a thing.
fn name(node: &Node) -> Option<String> {
    NAMA.iter().find_map(|id_key| scalar(&node.entry(id_key)?.value)).map(str::to_owned)
}

/// A thing in one line.
fn summary(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar { text, .. } => text.clone(),
        Kind::Seq(items) => items.iter().map(summary).collect::<Vec<_>>().join("; "),
        Kind::Map(entries) => {
            let part = |e: &Entry| format!("{}: {}", e.key, summary(&e.value));
            entries.iter().map(part).collect::<Vec<_>>().join(", ")
        }
    }
}
