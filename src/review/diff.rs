//! Two sides by meaning: every value that differs, once, under the name of what it belongs to;
//! templates by their lines, fonts by their fingerprints.

use std::collections::{HashMap, HashSet, VecDeque};

use super::align::align;
use super::{Content, Side};
use crate::language::{Language, notes};
use crate::source::tree::{Entry, Kind, Node};

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
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
const NAMES: [&str; 9] =
    ["nama", "jabatan", "sasaran", "tujuan", "strategi", "misi", "uraian", "indikator", "kode"];

notes! {
    WHOLE_FILE = "berkas", "file";
    ORDER = "{key} (urutan)", "{key} (order)";
}

/// Compares all files. What one side could not read is reported by its errors: it is neither new
/// nor gone.
pub fn diff(before: &Side, after: &Side, language: Language) -> Vec<Change> {
    let mut out = Recorder { file: String::new(), owner: Vec::new(), found: Vec::new(), language };
    let [left, right] = [before, after].map(|side| side.rows.iter().collect::<Vec<_>>());
    let mut unmatched = Unmatched::new(&left);
    for new in &right {
        let old = unmatched.take(new).map(|index| left[index]);
        if old.is_some() || !before.unread.touches(new.0) {
            out.file(old, Some(*new));
        }
    }
    let gone = unmatched.rest().map(|index| left[index]);
    for old in gone.filter(|(path, _)| !after.unread.touches(path)) {
        out.file(Some(old), None);
    }
    let assets: HashSet<&String> = before.assets.keys().chain(after.assets.keys()).collect();
    let unread = |path: &String| [before, after].iter().any(|side| side.unread.touches(path));
    let mut assets: Vec<&String> = assets.into_iter().filter(|path| !unread(path)).collect();
    assets.sort();
    for path in assets {
        out.asset(path, before.assets.get(path), after.assets.get(path));
    }
    out.found
}

/// A data file with its tree, where it has one.
type Row<'a> = (&'a String, &'a Option<Node>);

/// The files of the older side that have no counterpart yet.
struct Unmatched<'a> {
    rows: &'a [Row<'a>],
    by_id: HashMap<&'a str, VecDeque<usize>>,
    by_path: HashMap<&'a str, usize>,
    taken: Vec<bool>,
}

impl<'a> Unmatched<'a> {
    fn new(rows: &'a [Row<'a>]) -> Self {
        let mut by_id: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            if let Some(id) = id_of_position(*row) {
                by_id.entry(id).or_default().push_back(index);
            }
        }
        let by_path = rows.iter().enumerate().map(|(n, (path, _))| (path.as_str(), n)).collect();
        Unmatched { rows, by_id, by_path, taken: vec![false; rows.len()] }
    }

    /// The older file that is the same as a newer one. Positions are the same by id, wherever
    /// their file went; all else by path.
    fn take(&mut self, new: &Row) -> Option<usize> {
        let id = id_of_position(*new);
        let by_id = id.and_then(|id| self.by_id.get_mut(id)?.pop_front());
        let same_path = || {
            let index = *self.by_path.get(new.0.as_str())?;
            let free = id.is_none() || id_of_position(self.rows[index]).is_none();
            (free && !self.taken[index]).then_some(index)
        };
        let index = by_id.or_else(same_path)?;
        self.taken[index] = true;
        Some(index)
    }

    fn rest(self) -> impl Iterator<Item = usize> {
        self.taken.into_iter().enumerate().filter(|(_, taken)| !taken).map(|(index, _)| index)
    }
}

/// The id of a file that is about a position.
fn id_of_position((path, node): Row<'_>) -> Option<&str> {
    if !path.starts_with("data/jabatan/") {
        return None;
    }
    scalar(&node.as_ref()?.entry("id")?.value)
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
    found: Vec<Change>,
}

impl Recorder {
    fn file(&mut self, before: Option<Row>, after: Option<Row>) {
        let Some((path, _)) = after.or(before) else { return };
        self.file.clone_from(path);
        let trees = [before, after].map(|side| side.and_then(|(_, node)| node.as_ref()));
        let title = trees.iter().rev().flatten().find_map(|node| name(node));
        self.owner = vec![title.unwrap_or_else(|| path.clone())];
        let key = self.language.pick(["berkas", "file"]);
        match (before, after) {
            (Some((old, _)), Some((new, _))) if old != new => {
                let key = WHOLE_FILE.pick(self.language);
                self.note(key, Some(old.clone()), Some(new.clone()));
            }
            _ => {}
        }
        match trees {
            [Some(a), Some(b)] => self.node(a, b, ""),
            [None, Some(b)] if before.is_none() => self.note(key, None, Some(summary(b))),
            [Some(a), None] if after.is_none() => self.note(key, Some(summary(a)), None),
            // A file that is no YAML is reported by its errors.
            _ => {}
        }
    }

    /// A template or a font.
    fn asset(&mut self, path: &str, before: Option<&Content>, after: Option<&Content>) {
        path.clone_into(&mut self.file);
        self.owner = vec![path.to_owned()];
        match (before, after) {
            (Some(Content::Text(old)), Some(Content::Text(new))) => self.lines(old, new),
            (old, new) if old != new => {
                let [old, new] = [old, new].map(|one| one.map(|one| self.extent(one)));
                self.note(self.language.pick(["berkas", "file"]), old, new);
            }
            _ => {}
        }
    }

    /// The lines of a template that differ, each stretch under the number of its first line.
    fn lines(&mut self, old: &str, new: &str) {
        let [before, after] = [old, new].map(|text| text.lines().collect::<Vec<_>>());
        let mut any = false;
        for stretch in align(&before, &after).into_iter().filter(|one| !one.equal) {
            let key = format!(
                "{} {}",
                self.language.pick(["baris", "line"]),
                stretch.new.start.min(after.len().saturating_sub(1)) + 1
            );
            let [a, b] = [&before[stretch.old], &after[stretch.new]]
                .map(|lines| (!lines.is_empty()).then(|| lines.join("\n")));
            self.note(&key, a, b);
            any = true;
        }
        if !any && old != new {
            // Only in how lines end.
            let [a, b] = [old, new].map(|text| Some(format!("{} byte", text.len())));
            self.note(self.language.pick(["akhir baris", "line ends"]), a, b);
        }
    }

    /// How much is in a template or a font, and a fingerprint where it cannot be shown.
    fn extent(&self, content: &Content) -> String {
        match content {
            Content::Text(text) => {
                format!("{} {}", text.lines().count(), self.language.pick(["baris", "lines"]))
            }
            Content::Bytes(hash, size) => {
                let short = hash.get(..16).unwrap_or(hash);
                let bytes = self.language.pick(["byte", "bytes"]);
                format!("{size} {bytes}, SHA-256 {short}…")
            }
        }
    }

    fn note(&mut self, key: &str, before: Option<String>, after: Option<String>) {
        self.found.push(Change {
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
        let [old, new] = [one, other].map(|entries| {
            entries
                .iter()
                .map(|entry| (entry.key.as_str(), &entry.value))
                .collect::<HashMap<_, _>>()
        });
        for entry in one {
            match new.get(entry.key.as_str()) {
                Some(same) => self.node(&entry.value, same, &path(&entry.key)),
                None => self.note(&path(&entry.key), Some(summary(&entry.value)), None),
            }
        }
        for entry in other.iter().filter(|entry| !old.contains_key(entry.key.as_str())) {
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
            |item: &'_ Node| item.entry(id_key).and_then(|e| scalar(&e.value)).map(str::to_owned);
        let [old, new] = [one, other].map(|list| {
            // The first of several that carry the same.
            list.iter().rev().map(|item| (value(item), item)).collect::<HashMap<_, _>>()
        });
        for item in one {
            match new.get(&value(item)) {
                Some(same) => self.within(same, |me| me.node(item, same, "")),
                None => self.note(key, Some(summary(item)), None),
            }
        }
        for item in other.iter().filter(|item| !old.contains_key(&value(item))) {
            self.note(key, None, Some(summary(item)));
        }
        let before: Vec<_> = one.iter().map(value).filter(|id| new.contains_key(id)).collect();
        let after: Vec<_> = other.iter().map(value).filter(|id| old.contains_key(id)).collect();
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
        for stretch in align(&texts(one), &texts(other)).into_iter().filter(|one| !one.equal) {
            let (old, new) = (&one[stretch.old], &other[stretch.new]);
            for n in 0..old.len().max(new.len()) {
                match (old.get(n), new.get(n)) {
                    (Some(a), Some(b)) => self.within(b, |me| me.node(a, b, key)),
                    (a, b) => self.note(key, a.map(summary), b.map(summary)),
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

/// Characters of a name that a reader needs to know a thing again. Each change within it says them
/// once more.
const MAX_NAME: usize = 150;

/// What a reader calls a thing.
fn name(node: &Node) -> Option<String> {
    let name = NAMES.iter().find_map(|id_key| scalar(&node.entry(id_key)?.value))?;
    Some(match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    })
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
