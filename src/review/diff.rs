//! Two sides by meaning: every value that differs, once, under the name of what it belongs to;
//! comments; where nothing else of a file differs, how it is written; templates by their lines, fonts
//! by their fingerprints. Files whose bytes differ are never passed over: they travel in the
//! documents.

use std::collections::{HashMap, HashSet, VecDeque};

use super::names::{Names, name, scalar};
use super::{Content, State, values};
use crate::align::align;
use crate::language::{Language, Note, notes};
use crate::markup::redline;
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
    /// The ids of those that have one.
    pub ids: Vec<String>,
    /// The key it stands under.
    pub key: String,
    /// The key in words.
    pub what: String,
    /// Before; `None` when it is new.
    pub before: Option<String>,
    /// After; `None` when it is gone.
    pub after: Option<String>,
    /// Both as documents write them.
    pub shown: [Option<String>; 2],
    /// Whether it is one of the data, which documents may print.
    pub is_value: bool,
}

impl Change {
    /// Whether it is of a formula.
    pub fn is_formula(&self) -> bool {
        let last = self.key.rsplit('.').next().unwrap_or_default();
        FORMULAS.contains(&last)
    }
}

/// Keys by which things in a list are known, the first that all of them have.
const KNOWN_BY: [&str; 2] = ["id", "kode"];
/// Characters of a thing that came or went up to which it is told as a whole; more are told part by
/// part.
const MAX_WHOLE: usize = 160;

/// Keys under which the id of another thing stands.
const REFERENCES: [&str; 7] =
    ["atasan", "penanggung_jawab", "renstra", "menggantikan", "indikator", "misi", "sasaran"];
/// Keys under which a formula stands.
const FORMULAS: [&str; 2] = ["formula", "cetak"];

notes! {
    WHOLE_FILE = "berkas", "file";
    MOVED = "dipindahkan", "moved";
    COPY = "salinan {path} seperti semula", "a copy of {path} as it was";
    RENSTRA = "Renstra", "Strategic plan (Renstra)";
    REALISASI = "Realisasi {tahun}", "Actual values (realisasi) {tahun}";
    KAMUS = "Kamus kantor", "Words of the office (kamus)";
    PERIOD = "Periode {nama}: {berkas}", "Period {nama}: {berkas}";
    ORDER = "{key} (urutan)", "{key} (order)";
    LINE = "baris {n}", "line {n}";
    COMMENT = "komentar, baris {n}", "comment, line {n}";
    WRITING = "penulisan, baris {n}", "way of writing, line {n}";
    CONTENT = "isi", "content";
    NOTHING = "(kosong)", "(empty)";
    NOT_FILLED = "{n} isian, belum diisi", "{n} entries, not filled in yet";
}

/// Compares all files. What one side could not read is reported by its errors: it is neither new
/// nor gone.
pub fn diff(before: &State, after: &State, names: &Names, language: Language) -> Vec<Change> {
    let mut out = Recorder {
        file: String::new(),
        owner: Vec::new(),
        ids: Vec::new(),
        found: Vec::new(),
        things: [before, after].map(Things::new),
        before,
        names,
        language,
    };
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
fn rows(side: &State) -> Vec<Row<'_>> {
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

impl Only {
    /// The two sides, one of which says nothing.
    fn pair(self, text: String) -> [Option<String>; 2] {
        match self {
            Only::Before => [Some(text), None],
            Only::After => [None, Some(text)],
        }
    }
}

/// The things of a side that have an id of their own and could move: indicators.
struct Things<'a>(HashMap<&'a str, Option<(&'a Node, Vec<String>)>>);

impl<'a> Things<'a> {
    fn new(side: &'a State) -> Self {
        let mut all = Things(HashMap::new());
        let positions = side.rows.iter().filter(|(path, _)| path.starts_with("data/jabatan/"));
        for node in positions.filter_map(|(_, tree)| tree.as_ref()) {
            all.collect(node, &mut Vec::new());
        }
        all
    }

    fn collect(&mut self, node: &'a Node, owner: &mut Vec<String>) {
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::Seq(items) => {
                for item in items {
                    if let Some(id) = id_of(item) {
                        // Of those that carry the same id, none.
                        let known = self.0.contains_key(id);
                        self.0.insert(id, (!known).then(|| (item, owner.clone())));
                    }
                    self.collect(item, owner);
                }
            }
            Kind::Map(entries) => {
                let named = name(node);
                let deeper = named.is_some();
                owner.extend(named);
                for entry in entries {
                    self.collect(&entry.value, owner);
                }
                if deeper {
                    owner.pop();
                }
            }
        }
    }

    fn get(&self, id: &str) -> Option<(&'a Node, String)> {
        let (node, owner) = self.0.get(id)?.as_ref()?;
        Some((*node, owner.join(" › ")))
    }
}

/// The id of a thing in a list.
fn id_of(node: &Node) -> Option<&str> {
    scalar(&node.entry("id")?.value)
}

struct Recorder<'a> {
    names: &'a Names,
    language: Language,
    file: String,
    owner: Vec<String>,
    ids: Vec<String>,
    found: Vec<Change>,
    /// Of both sides.
    things: [Things<'a>; 2],
    before: &'a State,
}

impl Recorder<'_> {
    fn file(&mut self, before: Option<Row>, after: Option<Row>) {
        let Some((path, ..)) = after.or(before) else { return };
        path.clone_into(&mut self.file);
        let trees = [before, after].map(|side| side.and_then(|(_, tree, _)| tree));
        let title = trees.iter().rev().flatten().find_map(|node| name(node));
        self.owner = vec![self.title(path, title)];
        let id = after.or(before).and_then(id_of_position);
        self.ids = id.map(str::to_owned).into_iter().collect();
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
            (None, Some((.., file)), [_, Some(b)]) => match self.copied(file) {
                Some(copy) => self.note(CONTENT.pick(self.language), None, Some(copy)),
                None => self.whole("", b, Only::After),
            },
            (_, None, [Some(a), _]) => self.whole("", a, Only::Before),
            // A file that is no YAML is reported by its errors.
            _ => {}
        }
    }

    /// What a reader calls a file.
    fn title(&self, path: &str, title: Option<String>) -> String {
        let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        let phrase = match path.split('/').collect::<Vec<_>>()[..] {
            ["data", "renstra.yaml"] => (&RENSTRA).into(),
            ["data", "kamus.yaml"] => (&KAMUS).into(),
            ["data", "realisasi", file] => REALISASI.arg("tahun", stem(file)),
            ["data", "periode", period, file] => {
                PERIOD.arg("nama", period).arg("berkas", stem(file))
            }
            _ => return title.unwrap_or_else(|| path.to_owned()),
        };
        phrase.words(self.language)
    }

    /// Which file of the older side a new one of another period is a copy of.
    fn copied(&self, file: &SourceFile) -> Option<String> {
        let name = file.path().strip_prefix("data/periode/")?.split_once('/')?.1;
        let old = self.before.texts.get(&format!("data/{name}"))?;
        let same = old.text() == file.text();
        same.then(|| COPY.arg("path", old.path()).words(self.language))
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

    /// What came or went: as a whole where it is short, else part by part, short parts together.
    fn whole(&mut self, key: &str, node: &Node, only: Only) {
        if !has_content(node) {
            return self.empty(key, node, only);
        }
        if summary(node).chars().count() <= MAX_WHOLE {
            return self.told(key, vec![(key.to_owned(), node)], only, false);
        }
        match &node.kind {
            Kind::Map(entries) => self.parts(key, entries, only),
            Kind::Seq(items) => {
                for item in items {
                    self.one(key, item, only);
                }
            }
            Kind::Scalar { .. } => self.told(key, vec![(key.to_owned(), node)], only, false),
        }
    }

    /// A thing without any content, as in a file that waits to be filled in.
    fn empty(&mut self, key: &str, node: &Node, only: Only) {
        let text = match &node.kind {
            Kind::Map(entries) if entries.len() > 1 => self.not_filled(entries.len()),
            _ => NOTHING.pick(self.language).to_owned(),
        };
        let [old, new] = only.pair(text);
        self.note(&self.words_or_content(key), old, new);
    }

    fn not_filled(&self, n: usize) -> String {
        NOT_FILLED.arg("n", n).words(self.language)
    }

    /// The parts of a thing that came or went; those without any content together.
    fn parts(&mut self, key: &str, entries: &[Entry], only: Only) {
        let (entries, empty): (Vec<&Entry>, Vec<&Entry>) =
            entries.iter().partition(|entry| has_content(&entry.value));
        let (groups, things): (Vec<&Entry>, Vec<&Entry>) = empty.into_iter().partition(|entry| {
            let named = self.names.of_key(&self.file, &entry.key).is_some();
            matches!(entry.value.kind, Kind::Map(_)) && !named
        });
        if !things.is_empty() {
            let [old, new] = only.pair(self.not_filled(things.len()));
            self.note(&self.words_or_content(key), old, new);
        }
        for group in groups {
            self.empty(&joined(key, &group.key), &group.value, only);
        }
        let mut short: Vec<(String, &Node)> = Vec::new();
        let mut room = MAX_WHOLE;
        for entry in entries {
            let inner = joined(key, &entry.key);
            let length = summary(&entry.value).chars().count() + entry.key.len();
            let named = self.names.of_key(&self.file, &entry.key).is_some();
            if named || length > MAX_WHOLE {
                self.told(key, std::mem::take(&mut short), only, true);
                room = MAX_WHOLE;
                self.below(key, &entry.key, |me, key| me.whole(key, &entry.value, only));
                continue;
            }
            if length > room {
                self.told(key, std::mem::take(&mut short), only, true);
                room = MAX_WHOLE;
            }
            room = room.saturating_sub(length);
            short.push((inner, &entry.value));
        }
        self.told(key, short, only, true);
    }

    /// Notes values that came or went, under the key of the only one or of what holds them.
    fn told(&mut self, key: &str, values: Vec<(String, &Node)>, only: Only, parts: bool) {
        let (key, values) = match &values[..] {
            [] => return,
            [(inner, _)] if parts => (inner.clone(), vec![(inner.clone(), values[0].1)]),
            _ => (key.to_owned(), values),
        };
        let several = values.len() > 1;
        let text = |write: &dyn Fn(&str, &Node) -> String| {
            let one = |(inner, node): &(String, &Node)| match inner.rsplit('.').next() {
                Some(last) if several => format!("{last}: {}", write(inner, node)),
                _ => write(inner, node),
            };
            values.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let raw = text(&|_, node| summary(node));
        let shown = text(&|key, node| self.shown(key, node));
        let key = if key.is_empty() { CONTENT.pick(self.language) } else { &key };
        self.put(key, self.words(key), only.pair(raw), only.pair(shown));
    }

    /// A value as documents write it.
    fn shown(&self, key: &str, node: &Node) -> String {
        match &node.kind {
            Kind::Scalar { text, plain } => {
                let last = key.rsplit('.').next().unwrap_or_default();
                let name = self.names.of_id(text).filter(|_| REFERENCES.contains(&last));
                match name {
                    Some(name) => name.clone(),
                    None if FORMULAS.contains(&last) => self.formula(text),
                    None if *plain => values::shown(text, key, self.is_money(key), self.language),
                    None => text.clone(),
                }
            }
            Kind::Seq(items) => {
                items.iter().map(|item| self.shown(key, item)).collect::<Vec<_>>().join("; ")
            }
            Kind::Map(entries) => {
                let part = |entry: &Entry| {
                    let inner = joined(key, &entry.key);
                    let label = self.variable(&entry.key).unwrap_or(&entry.key);
                    format!("{label}: {}", self.shown(&inner, &entry.value))
                };
                entries.iter().map(part).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// A formula with the words of its variables.
    fn formula(&self, text: &str) -> String {
        let Some(id) = self.ids.last() else { return text.to_owned() };
        let mut out = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len()).max(c.len_utf8());
            let (part, behind) = rest.split_at(end);
            out.push_str(match part {
                "*" => "×",
                "/" => "÷",
                part => self.names.of_variable(id, part).unwrap_or(part),
            });
            rest = behind;
        }
        out
    }

    /// Whether a number under a key is an amount of money.
    fn is_money(&self, key: &str) -> bool {
        const MONEY: [&str; 3] = ["pagu", "anggaran", "realisasi"];
        let has = |keys: &[&str]| key.split('.').any(|key| keys.contains(&key));
        let plan = self.file.ends_with("renstra.yaml") && has(&MONEY);
        plan || has(&["belanja"]) || self.ids.last().is_some_and(|id| self.names.is_money(id))
    }

    /// The words of a variable of the indicator that is told of.
    fn variable(&self, name: &str) -> Option<&str> {
        let id = self.ids.last().filter(|_| self.file.starts_with("data/realisasi/"))?;
        self.names.of_variable(id, name)
    }

    /// A key in words: `target_triwulan.2024.TW1` becomes "target triwulan 2024 TW1".
    fn words(&self, key: &str) -> String {
        let words = key
            .split('.')
            .map(|part| self.variable(part).map_or_else(|| part.replace('_', " "), str::to_owned));
        words.collect::<Vec<_>>().join(" ")
    }

    /// A key in words; of a whole thing, that it is its content.
    fn words_or_content(&self, key: &str) -> String {
        if key.is_empty() { CONTENT.pick(self.language).to_owned() } else { self.words(key) }
    }

    /// Notes what `work` finds under a key: by the name of what the key is the id of, or by the
    /// path of keys.
    fn below(&mut self, outer: &str, key: &str, work: impl FnOnce(&mut Self, &str)) {
        if let Some(name) = self.names.of_key(&self.file, key) {
            self.owner.push(name.clone());
            self.ids.push(key.to_owned());
            work(self, "");
            self.ids.pop();
            self.owner.pop();
        } else {
            work(self, &joined(outer, key));
        }
    }

    /// A template or a font.
    fn asset(&mut self, path: &str, before: Option<&Content>, after: Option<&Content>) {
        path.clone_into(&mut self.file);
        self.owner = vec![path.to_owned()];
        self.ids.clear();
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

    /// Notes what is told as it stands, in words of its own.
    fn note(&mut self, key: &str, before: Option<String>, after: Option<String>) {
        let values = [before, after];
        self.put(key, key.to_owned(), values.clone(), values);
        if let Some(last) = self.found.last_mut() {
            last.is_value = false;
        }
    }

    fn put(
        &mut self,
        key: &str,
        what: String,
        [before, after]: [Option<String>; 2],
        shown: [Option<String>; 2],
    ) {
        self.found.push(Change {
            file: self.file.clone(),
            owner: self.owner.clone(),
            ids: self.ids.clone(),
            key: key.to_owned(),
            what,
            before,
            after,
            shown,
            is_value: true,
        });
    }

    /// Notes a value that became another one.
    fn replaced(&mut self, key: &str, a: &Node, b: &Node) {
        match (has_content(a), has_content(b)) {
            // What waited to be filled in is new, and what was emptied is gone.
            (false, true) => return self.whole(key, b, Only::After),
            (true, false) => return self.whole(key, a, Only::Before),
            _ => {}
        }
        let raw = [a, b].map(|node| Some(summary(node)));
        let shown = [a, b].map(|node| Some(self.shown(key, node)));
        self.put(key, self.words(key), raw, shown);
    }

    fn node(&mut self, a: &Node, b: &Node, key: &str) {
        match (&a.kind, &b.kind) {
            (Kind::Scalar { text: one, .. }, Kind::Scalar { text: other, .. }) => {
                if one != other {
                    self.replaced(key, a, b);
                }
            }
            (Kind::Map(one), Kind::Map(other)) => self.map(one, other, key),
            (Kind::Seq(one), Kind::Seq(other)) => self.list(one, other, key),
            _ => self.replaced(key, a, b),
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
            let called = |id: String| match new.get(&Some(id.clone())).and_then(|item| name(item)) {
                Some(name) => name,
                None => id,
            };
            let words = |ids: Vec<Option<String>>| {
                ids.into_iter().flatten().map(called).collect::<Vec<_>>().join(", ")
            };
            let key = ORDER.arg("key", self.words(key)).words(self.language);
            self.note(&key, Some(words(before)), Some(words(after)));
        }
    }

    /// Things without one: aligned by what they say. A text that became another one has much in
    /// common with it; of other things those are the same that stand in each other's place.
    fn by_place(&mut self, one: &[Node], other: &[Node], key: &str) {
        let texts = |list: &[Node]| list.iter().map(summary).collect::<Vec<_>>();
        let (old, new) = (texts(one), texts(other));
        let is_text = |node: &Node| scalar(node).is_some_and(|text| text.contains(' '));
        let alike = one.iter().chain(other).all(is_text);
        for stretch in align(&old, &new).into_iter().filter(|one| !one.equal) {
            let pairs = if alike {
                redline::pairs(&old[stretch.old.clone()], &new[stretch.new.clone()])
            } else {
                (0..stretch.new.len()).map(|n| Some(n).filter(|n| *n < stretch.old.len())).collect()
            };
            let (old, new) = (&one[stretch.old], &other[stretch.new]);
            let paired: HashSet<usize> = pairs.iter().flatten().copied().collect();
            for (b, pair) in new.iter().zip(pairs) {
                match pair {
                    Some(a) => self.within(b, |me| me.node(&old[a], b, key)),
                    None => self.one(key, b, Only::After),
                }
            }
            for (_, a) in old.iter().enumerate().filter(|(n, _)| !paired.contains(n)) {
                self.one(key, a, Only::Before);
            }
        }
    }

    /// A thing of a list that came or went: told part by part, it is told under its name.
    fn one(&mut self, key: &str, item: &Node, only: Only) {
        // What stands elsewhere on the other side came from there, or went there.
        let [old, new] = &self.things;
        let id = id_of(item).filter(|_| self.file.starts_with("data/jabatan/"));
        let both = id.and_then(|id| Some((old.get(id)?, new.get(id)?)));
        if let Some(((then, from), (now, to))) = both {
            if matches!(only, Only::Before) {
                return;
            }
            return self.within(now, |me| {
                // A position of another id may have the same name.
                if from != to {
                    me.note(MOVED.pick(me.language), Some(from), Some(to));
                }
                me.node(then, now, "");
            });
        }
        if summary(item).chars().count() > MAX_WHOLE {
            self.within(item, |me| me.whole("", item, only));
        } else {
            self.whole(key, item, only);
        }
    }

    /// Notes what `work` finds under the name of `thing`.
    fn within(&mut self, thing: &Node, work: impl FnOnce(&mut Self)) {
        let (named, id) = (name(thing), id_of(thing).map(str::to_owned));
        let depth = (self.owner.len(), self.ids.len());
        self.owner.extend(named);
        self.ids.extend(id);
        work(self);
        self.owner.truncate(depth.0);
        self.ids.truncate(depth.1);
    }
}

/// Keys one below the other.
fn joined(outer: &str, key: &str) -> String {
    if outer.is_empty() { key.to_owned() } else { format!("{outer}.{key}") }
}

/// Whether anything is written in a thing.
fn has_content(node: &Node) -> bool {
    match &node.kind {
        Kind::Scalar { .. } => !node.is_null(),
        Kind::Seq(items) => items.iter().any(has_content),
        Kind::Map(entries) => entries.iter().any(|entry| has_content(&entry.value)),
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
