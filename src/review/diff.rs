//! Two sides by meaning: every value that differs, once, under the name of what it belongs to;
//! comments; where nothing else of a file differs, how it is written; templates by their lines, fonts
//! by their fingerprints. Files whose bytes differ are never passed over: they travel in the
//! documents.

use std::collections::{HashMap, HashSet, VecDeque};

use super::align::align;
use super::names::{Names, name, scalar};
use super::{Content, Side};
use crate::language::{Language, Note, notes};
use crate::source::tree::{Entry, Kind, Node};
use crate::source::{Comment, comments_of};
use crate::text::SourceFile;

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
/// Characters of a thing that came or went up to which it is told as a whole; more are told part by
/// part.
const MAX_WHOLE: usize = 160;

notes! {
    WHOLE_FILE = "berkas", "file";
    ORDER = "{key} (urutan)", "{key} (order)";
    LINE = "baris {n}", "line {n}";
    COMMENT = "komentar, baris {n}", "comment, line {n}";
    WRITING = "penulisan, baris {n}", "way of writing, line {n}";
    CONTENT = "isi", "content";
}

/// Compares all files. What one side could not read is reported by its errors: it is neither new
/// nor gone.
pub fn diff(before: &Side, after: &Side, names: &Names, language: Language) -> Vec<Change> {
    let file = String::new();
    let mut out = Recorder { file, owner: Vec::new(), found: Vec::new(), names, language };
    let [left, right] = [before, after].map(rows);
    let mut unmatched = Unmatched::new(&left);
    for new in &right {
        let old = unmatched.take(new).map(|index| left[index]);
        if old.is_some() || !before.unread.touches(new.0) {
            out.file(old, Some(*new));
        }
    }
    let gone = unmatched.rest().map(|index| left[index]);
    for old in gone.filter(|(path, ..)| !after.unread.touches(path)) {
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

/// A data file: its path, its tree where it has one, and what is written in it.
type Row<'a> = (&'a str, Option<&'a Node>, &'a SourceFile);

/// The data files of a side.
fn rows(side: &Side) -> Vec<Row<'_>> {
    let row = |(path, file)| Some((side.rows.get(path)?.as_ref(), path, file));
    let all = side.texts.iter().filter_map(row);
    all.map(|(tree, path, file): (_, &String, _)| (path.as_str(), tree, file)).collect()
}

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
        let by_path = rows.iter().enumerate().map(|(n, (path, ..))| (*path, n)).collect();
        Unmatched { rows, by_id, by_path, taken: vec![false; rows.len()] }
    }

    /// The older file that is the same as a newer one. Positions are the same by id, wherever
    /// their file went; all else by path.
    fn take(&mut self, new: &Row) -> Option<usize> {
        let id = id_of_position(*new);
        let by_id = id.and_then(|id| self.by_id.get_mut(id)?.pop_front());
        let same_path = || {
            let index = *self.by_path.get(new.0)?;
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
fn id_of_position((path, node, _): Row<'_>) -> Option<&str> {
    if !path.starts_with("data/jabatan/") {
        return None;
    }
    scalar(&node?.entry("id")?.value)
}

/// A side of a change on which something stands alone.
#[derive(Clone, Copy)]
enum Only {
    Before,
    After,
}

struct Recorder<'a> {
    names: &'a Names,
    language: Language,
    file: String,
    owner: Vec<String>,
    found: Vec<Change>,
}

impl Recorder<'_> {
    fn file(&mut self, before: Option<Row>, after: Option<Row>) {
        let Some((path, ..)) = after.or(before) else { return };
        path.clone_into(&mut self.file);
        let trees = [before, after].map(|side| side.and_then(|(_, tree, _)| tree));
        let title = trees.iter().rev().flatten().find_map(|node| name(node));
        // An office has one name in all periods.
        let title = title.filter(|_| !path.starts_with("data/periode/"));
        self.owner = vec![title.unwrap_or_else(|| path.to_owned())];
        let paths = [before, after].map(|side| side.map(|(path, ..)| path.to_owned()));
        if paths[0] != paths[1] {
            let [old, new] = paths;
            self.note(WHOLE_FILE.pick(self.language), old, new);
        }
        match (before, after, trees) {
            (Some((.., old)), Some((.., new)), [Some(a), Some(b)]) => {
                let told = self.found.len();
                self.node(a, b, "");
                self.comments((old, a), (new, b));
                if self.found.len() == told {
                    self.writing(old, new);
                }
            }
            (None, _, [_, Some(b)]) => self.whole("", b, Only::After),
            (_, None, [Some(a), _]) => self.whole("", a, Only::Before),
            // A file that is no YAML is reported by its errors.
            _ => {}
        }
    }

    /// Comments travel in the documents too, and some accept findings.
    fn comments(&mut self, old: (&SourceFile, &Node), new: (&SourceFile, &Node)) {
        let [before, after] = [old, new].map(|(file, tree)| comments_of(file, tree));
        let texts = |all: &[Comment]| all.iter().map(|one| one.text.to_owned()).collect::<Vec<_>>();
        for stretch in align(&texts(&before), &texts(&after)).into_iter().filter(|one| !one.equal) {
            let (gone, come) = (&before[stretch.old], &after[stretch.new]);
            for n in 0..gone.len().max(come.len()) {
                let [a, b] = [gone.get(n), come.get(n)];
                let line = |one: &Comment| one.span.line_columns()[0].0;
                let line = b.or(a).map_or(0, line);
                let key = COMMENT.arg("n", line).words(self.language);
                let text = |one: Option<&Comment>| one.map(|one| one.text.to_owned());
                self.note(&key, text(a), text(b));
            }
        }
    }

    /// Two texts that say the same in other words of YAML: quotes, blanks, the order of keys.
    fn writing(&mut self, old: &SourceFile, new: &SourceFile) {
        if old.text() != new.text() {
            self.lines(old.text(), new.text(), &WRITING);
        }
    }

    /// What came or went: as a whole where it is short, else part by part.
    fn whole(&mut self, key: &str, node: &Node, only: Only) {
        let text = summary(node);
        match &node.kind {
            Kind::Map(entries) if text.chars().count() > MAX_WHOLE => {
                for entry in entries {
                    self.below(key, &entry.key, |me, key| me.whole(key, &entry.value, only));
                }
            }
            Kind::Seq(items) if text.chars().count() > MAX_WHOLE => {
                for item in items {
                    self.within(item, |me| me.whole(key, item, only));
                }
            }
            _ => {
                let key = if key.is_empty() { CONTENT.pick(self.language) } else { key };
                let (before, after) = match only {
                    Only::Before => (Some(text), None),
                    Only::After => (None, Some(text)),
                };
                self.note(key, before, after);
            }
        }
    }

    /// Notes what `work` finds under a key: by the name of what the key is the id of, or by the
    /// path of keys.
    fn below(&mut self, outer: &str, key: &str, work: impl FnOnce(&mut Self, &str)) {
        if let Some(name) = self.names.of_key(&self.file, key) {
            self.owner.push(name.clone());
            work(self, "");
            self.owner.pop();
        } else if outer.is_empty() {
            work(self, key);
        } else {
            work(self, &format!("{outer}.{key}"));
        }
    }

    /// A template or a font.
    fn asset(&mut self, path: &str, before: Option<&Content>, after: Option<&Content>) {
        path.clone_into(&mut self.file);
        self.owner = vec![path.to_owned()];
        match (before, after) {
            (Some(Content::Text(old)), Some(Content::Text(new))) => self.lines(old, new, &LINE),
            (old, new) if old != new => {
                let [old, new] = [old, new].map(|one| one.map(|one| self.extent(one)));
                self.note(self.language.pick(["berkas", "file"]), old, new);
            }
            _ => {}
        }
    }

    /// The lines that differ, each stretch under the number of its first line.
    fn lines(&mut self, old: &str, new: &str, key: &'static Note) {
        let [before, after] = [old, new].map(|text| text.lines().collect::<Vec<_>>());
        let mut any = false;
        for stretch in align(&before, &after).into_iter().filter(|one| !one.equal) {
            let line = stretch.new.start.min(after.len().saturating_sub(1)) + 1;
            let key = key.arg("n", line).words(self.language);
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
        let [old, new] = [one, other].map(|entries| {
            entries
                .iter()
                .map(|entry| (entry.key.as_str(), &entry.value))
                .collect::<HashMap<_, _>>()
        });
        for entry in one {
            let same = new.get(entry.key.as_str());
            self.below(key, &entry.key, |me, key| match same {
                Some(same) => me.node(&entry.value, same, key),
                None => me.whole(key, &entry.value, Only::Before),
            });
        }
        for entry in other.iter().filter(|entry| !old.contains_key(entry.key.as_str())) {
            self.below(key, &entry.key, |me, key| me.whole(key, &entry.value, Only::After));
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
                None => self.one(key, item, Only::Before),
            }
        }
        for item in other.iter().filter(|item| !old.contains_key(&value(item))) {
            self.one(key, item, Only::After);
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
                    (Some(a), None) => self.one(key, a, Only::Before),
                    (None, Some(b)) => self.one(key, b, Only::After),
                    (None, None) => {}
                }
            }
        }
    }

    /// A thing of a list that came or went: told part by part, it is told under its name.
    fn one(&mut self, key: &str, item: &Node, only: Only) {
        if summary(item).chars().count() > MAX_WHOLE {
            self.within(item, |me| me.whole("", item, only));
        } else {
            self.whole(key, item, only);
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
