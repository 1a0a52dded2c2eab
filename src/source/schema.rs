//! Checks a file against its JSON Schema and reports *everything* that is wrong with its
//! shape, each with its place. serde stops at the first mistake; an officer wants them all.
//!
//! Only the part of JSON Schema that [`super::raw`] uses is understood: `$ref`, `type`,
//! `properties`, `required`, `additionalProperties`, `items`, `anyOf`, `oneOf`, `const`.

use std::collections::BTreeSet;
use std::ops::Range;

use schemars::JsonSchema;
use serde_json::Value;

use super::diagnosis::{is_blank, is_time};
use super::tree::{Entry, Kind, Node};
use super::{codes, mistyped, raw};
use crate::diagnostic::suggest::{suggest_or, suggestion, with_suggestion};
use crate::diagnostic::{Diagnostic, MAX_PER_FILE};
use crate::language::{Note, Phrase, notes};
use crate::text::SourceFile;

/// The JSON Schema of a kind of file.
pub fn of<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).to_value()
}

/// The keys that files of a project have.
pub(super) fn keys() -> BTreeSet<String> {
    fn collect(schema: &Value, keys: &mut BTreeSet<String>) {
        let Some(object) = schema.as_object() else { return };
        for (name, value) in object {
            if name == "properties" {
                keys.extend(value.as_object().into_iter().flat_map(|all| all.keys().cloned()));
            }
            collect(value, keys);
            value.as_array().into_iter().flatten().for_each(|one| collect(one, keys));
        }
    }
    let mut keys = BTreeSet::new();
    let positions = of::<raw::Jabatan>();
    let plan = of::<raw::Renstra>();
    let others = [of::<raw::Realisasi>(), of::<raw::Kamus>(), of::<raw::Officials>()];
    for schema in [of::<raw::Opd>(), positions, plan].into_iter().chain(others) {
        collect(&schema, &mut keys);
    }
    keys
}

/// The JSON Schema of the file of a project at `path`.
pub(super) fn of_path(path: &str) -> Option<Value> {
    match path {
        "data/opd.yaml" => Some(of::<raw::Opd>()),
        "data/renstra.yaml" => Some(of::<raw::Renstra>()),
        "data/kamus.yaml" => Some(of::<raw::Kamus>()),
        "data/pejabat.yaml" => Some(of::<raw::Officials>()),
        _ if path.starts_with("data/jabatan/") => Some(of::<raw::Jabatan>()),
        _ if path.starts_with("data/realisasi/") => Some(of::<raw::Realisasi>()),
        _ => None,
    }
}

/// Checks `node` against `schema`.
pub fn check<'a>(file: &'a SourceFile, node: &'a Node, schema: &'a Value) -> Vec<Diagnostic> {
    check_lines(file, node, schema).0
}

/// The same, and where each key begins that stands too far in or out: one finding may be about
/// several of them.
pub fn check_lines<'a>(
    file: &'a SourceFile,
    node: &'a Node,
    schema: &'a Value,
) -> (Vec<Diagnostic>, Vec<usize>) {
    let mut walk = Walk {
        file,
        root: schema,
        found: Vec::new(),
        above: Vec::new(),
        missing: Vec::new(),
        misplaced: BTreeSet::new(),
        out_of_line: Vec::new(),
    };
    walk.value(node, schema, WHOLE_FILE, &node.range);
    // What stands at the wrong place is not missing as well.
    let misplaced = walk.misplaced;
    let missing = walk.missing.into_iter().filter(|(key, _)| !misplaced.contains(key));
    walk.found.extend(missing.map(|(_, found)| found));
    (walk.found, walk.out_of_line)
}

/// Stands for the name of the value of a whole file; no key is empty.
const WHOLE_FILE: &str = "";
/// What an item of a list is called is the name of the list; this marks it as an item.
const ITEM: &str = "- ";
/// Keys that may stand between one that slipped and the one it belongs to.
const MAX_BETWEEN: usize = 50;

notes! {
    THIS_FILE = "berkas ini", "this file";
    THIS_ITEM = "butir `{list}` ini", "this item of `{list}`";
    EITHER = "{one} atau {other}", "{one} or {other}";
    WITHOUT_QUOTES = "tulis tanpa tanda kutip: {contoh}", "write it without quotes: {contoh}";
}

struct Walk<'a> {
    file: &'a SourceFile,
    root: &'a Value,
    found: Vec<Diagnostic>,
    /// The mappings around the one that is looked at.
    above: Vec<Level<'a>>,
    /// Keys that are missing, with what is said of them.
    missing: Vec<(String, Diagnostic)>,
    /// Keys that stand too far in or out.
    misplaced: BTreeSet<String>,
    /// Where those begin.
    out_of_line: Vec<usize>,
}

/// A mapping, and what its schema says of it.
#[derive(Clone, Copy)]
struct Level<'a> {
    schema: &'a Value,
    entries: &'a [Entry],
}

impl<'a> Level<'a> {
    /// How far in its keys stand.
    fn column(&self, file: &SourceFile) -> Option<usize> {
        mistyped::column_of(file, &self.entries.first()?.key_range)
    }

    /// Whether it has an entry of this key.
    fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The keys that it may have by name.
    fn known(&self) -> Vec<&'a str> {
        let properties = self.schema["properties"].as_object();
        properties.into_iter().flat_map(|all| all.keys().map(String::as_str)).collect()
    }

    /// Whether it may have this key by name.
    fn knows(&self, key: &str) -> bool {
        self.schema["properties"].get(key).is_some()
    }

    /// Whether it may have any key.
    fn is_free(&self) -> bool {
        self.schema["additionalProperties"].is_object()
    }

    /// What the value of a key has to be; `None` for a key that it may not have.
    fn property(&self, key: &str) -> Option<&'a Value> {
        let free = Some(&self.schema["additionalProperties"]).filter(|_| self.is_free());
        self.schema["properties"].get(key).or(free)
    }
}

impl<'a> Walk<'a> {
    /// `name` is what the value is called in messages, `key` the bytes of its key: the
    /// place of a finding about a value that is not there.
    fn value(&mut self, node: &'a Node, schema: &'a Value, name: &str, key: &Range<usize>) {
        let schema = self.resolve(schema);
        if self.found.len() > MAX_PER_FILE {
            return;
        }
        if node.is_null() {
            // An item of a list has no key to point at.
            let at = if name.starts_with(ITEM) { &node.range } else { key };
            return self.empty(name, at);
        }
        let allowed = self.branches(schema);
        if let Some(found) = self.mistyped(node, &allowed) {
            return self.found.push(found);
        }
        if let [only] = allowed[..]
            && let Some(choices) = choices(only)
        {
            return self.choice(node, &choices, name, key);
        }
        let fitting = allowed.iter().copied().find(|branch| fits(node, branch));
        match (fitting, &node.kind) {
            (None, Kind::Scalar { .. }) => self.wrong_type(node, &allowed, name, &node.range),
            (None, _) => self.wrong_type(node, &allowed, name, key),
            (Some(branch), Kind::Map(_)) => self.mapping(node, branch, name, key),
            (Some(branch), Kind::Seq(items)) => self.sequence(items, branch, name, &node.range),
            (Some(_), Kind::Scalar { text, .. }) => {
                if text.trim().is_empty() {
                    self.empty(name, &node.range);
                }
            }
        }
    }

    /// What a text was meant to be, where that shows in how it is written.
    fn mistyped(&self, node: &Node, allowed: &[&Value]) -> Option<Diagnostic> {
        let Kind::Scalar { text, plain: true } = &node.kind else { return None };
        let list = allowed.iter().any(|branch| type_names(branch).contains(&"array"));
        mistyped::stray_blank(self.file, &node.range, text)
            .or_else(|| mistyped::item_in_text(self.file, node, list))
    }

    /// A value, or an item of a list, that says nothing.
    fn empty(&mut self, name: &str, at: &Range<usize>) {
        let (code, name) = match name.strip_prefix(ITEM) {
            Some(list) => (&codes::BUTIR_KOSONG, list),
            None => (&codes::TEKS_KOSONG, name),
        };
        let found = Diagnostic::new(code, self.file.span(at.clone()));
        let found = match mistyped::comment_in_place(self.file, at) {
            Some(help) => found.other_help(help),
            None => found,
        };
        self.report(found, name);
    }

    fn report(&mut self, diagnostic: Diagnostic, name: &str) {
        self.found.push(diagnostic.arg("kunci", name));
    }

    /// Reports with the name as a sentence has it.
    fn report_named(&mut self, diagnostic: Diagnostic, name: &str) {
        self.found.push(diagnostic.arg("kunci", in_words(name)));
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
            Some(pointer) => self.root.pointer(pointer).unwrap_or(schema),
            None => schema,
        }
    }

    /// The alternatives of a schema, resolved, of whatever depth; "or null" of optional
    /// fields left out.
    fn branches(&self, schema: &'a Value) -> Vec<&'a Value> {
        match schema["anyOf"].as_array() {
            None => vec![schema],
            Some(all) => all
                .iter()
                .map(|branch| self.resolve(branch))
                .filter(|branch| branch["type"] != "null")
                .flat_map(|branch| self.branches(branch))
                .collect(),
        }
    }

    fn choice(&mut self, node: &Node, choices: &[&str], name: &str, key: &Range<usize>) {
        let Kind::Scalar { text, .. } = &node.kind else {
            let diagnostic = wrong_type(&["string"], node, self.file.span(key.clone()));
            let example = format!("`{name}: {}`", choices.first().unwrap_or(&""));
            return self.report_named(diagnostic.arg("contoh", example), name);
        };
        if !choices.contains(&text.as_str()) {
            let span = self.file.span(node.range.clone());
            let diagnostic = Diagnostic::new(&codes::PILIHAN_SALAH, span).arg("nilai", text);
            self.report(suggest_or(diagnostic, text, choices, &codes::CHOICES), name);
        }
    }

    fn wrong_type(&mut self, node: &Node, allowed: &[&Value], name: &str, at: &Range<usize>) {
        // A number is written like text, but it is a number that is meant.
        let types: Vec<&str> = allowed
            .iter()
            .flat_map(|branch| {
                let names = type_names(branch);
                let number = names.contains(&"number");
                names.into_iter().filter(move |name| !number || *name == "number")
            })
            .collect();
        let span = self.file.span(at.clone());
        let texts = types.contains(&"string") && name.starts_with(ITEM);
        let entries = types.first() == Some(&"object");
        let known = match &node.kind {
            Kind::Scalar { .. } => mistyped::entry_in_text(self.file, node).filter(|_| entries),
            _ => mistyped::item_not_text(self.file, node).filter(|_| texts),
        };
        if let Some(found) = known {
            return self.found.push(found);
        }
        if let Some((low, high)) = allowed.first().and_then(|branch| bounds(branch, node)) {
            let text = self.file.text().get(node.range.clone()).unwrap_or_default();
            let diagnostic = Diagnostic::new(&codes::ANGKA_TAK_SAH, span)
                .other_help(&codes::WHOLE_NUMBER)
                .arg("nilai", text)
                .arg("dari", low)
                .arg("sampai", high);
            return self.report(diagnostic, name);
        }
        let diagnostic = wrong_type(&types, node, span);
        if name == WHOLE_FILE {
            return self.report_named(diagnostic.other_help(&codes::SAME_KIND), name);
        }
        let key = name.strip_prefix(ITEM).unwrap_or(name);
        if let Kind::Scalar { text, plain: false } = &node.kind
            && types == ["integer"]
            && text.parse::<i64>().is_ok()
        {
            let diagnostic = diagnostic.other_help(&WITHOUT_QUOTES);
            return self.report_named(diagnostic.arg("contoh", format!("`{key}: {text}`")), name);
        }
        let example = example(allowed, types.first().unwrap_or(&""), node);
        self.report_named(diagnostic.arg("contoh", example.arg("kunci", key)), name);
    }

    fn mapping(&mut self, node: &'a Node, schema: &'a Value, name: &str, key: &Range<usize>) {
        let Kind::Map(entries) = &node.kind else { return };
        let level = Level { schema, entries };
        let mut n = 0;
        while let Some(entry) = entries.get(n) {
            let mistyped = mistyped::valueless(self.file, node, n, &|key| level.knows(key));
            let blank = || mistyped::stray_blank(self.file, &entry.key_range, &entry.key);
            if let Some((found, count)) = mistyped {
                self.found.push(found);
                n += count;
            } else if let Some(found) = blank() {
                self.found.push(found);
                let meant = entry.key.trim_matches(is_blank).trim_end_matches(':');
                self.misplaced.insert(meant.to_owned());
                n += 1;
            } else if let Some((found, moved)) = self.out_of_line(level, n) {
                self.found.push(found);
                n = moved.end;
                self.misplaced.extend(entries[moved.clone()].iter().map(|one| one.key.clone()));
                self.out_of_line.extend(entries[moved].iter().map(|one| one.key_range.start));
            } else {
                self.entry(level, entry);
                n += 1;
            }
        }
        self.missing_keys(level, name, key);
    }

    /// An entry that stands where it should.
    fn entry(&mut self, level: Level<'a>, entry: &'a Entry) {
        if let Some(property) = level.property(&entry.key) {
            // What stands under a name of the data may be prepared and left open.
            let named = level.schema["properties"].get(&entry.key).is_some();
            if entry.value.is_null() && !named && allows_null(property) {
                return;
            }
            self.above.push(level);
            self.value(&entry.value, property, &entry.key, &entry.key_range);
            self.above.pop();
            return;
        }
        let span = self.file.span(entry.key_range.clone());
        let diagnostic = Diagnostic::new(&codes::KUNCI_TAK_DIKENAL, span);
        self.report(with_suggestion(diagnostic, &entry.key, &level.known()), &entry.key);
    }

    fn missing_keys(&mut self, level: Level<'a>, name: &str, key: &Range<usize>) {
        let Level { schema, entries } = level;
        let known = level.known();
        let required = schema["required"].as_array().into_iter().flatten();
        let unknown: Vec<&str> = entries
            .iter()
            .map(|entry| entry.key.as_str())
            .filter(|key| level.property(key).is_none())
            .collect();
        // A key that is only misspelt is not missing as well.
        let misspelt = |missing: &str| {
            unknown.iter().any(|key| suggestion(key, known.iter().copied()) == Some(missing))
        };
        for missing in
            required.filter_map(Value::as_str).filter(|key| !level.has(key) && !misspelt(key))
        {
            // The first line of the mapping that lacks it says which one is meant.
            let first = entries.first().map_or_else(|| key.clone(), |e| e.key_range.clone());
            let diagnostic = Diagnostic::new(&codes::KUNCI_HILANG, self.file.span(first));
            let diagnostic = diagnostic.arg("kunci", missing).arg("di", in_words(name));
            self.missing.push((missing.to_owned(), diagnostic));
        }
    }

    /// Whether the keys from the `n`th on stand too far in or out: they belong below the entry
    /// above them, or to a mapping around this one. The finding, and which entries it is about.
    fn out_of_line(&self, level: Level<'a>, n: usize) -> Option<(Diagnostic, Range<usize>)> {
        let entries = level.entries;
        let found = |first: usize, column: usize, belongs: &dyn Fn(&str) -> bool| {
            let count = entries[first..].iter().take_while(|one| belongs(&one.key)).count();
            let key = &entries.get(first).filter(|_| count > 0)?.key_range;
            Some((mistyped::out_of_line(self.file, key, column)?, first..first + count))
        };
        let entry = &entries[n];
        let foreign = |key: &str| self.is_foreign(level, key);
        // Below a key that has nothing else.
        if entry.value.range.is_empty() && !foreign(&entry.key) {
            let inner = level.property(&entry.key)?;
            let column = mistyped::column_of(self.file, &entry.key_range)? + 2;
            let belongs = |key: &str| foreign(key) && self.accepts(inner, key);
            return found(n + 1, column, &belongs);
        }
        // Below the entry above. Not far above: a file may have thousands of keys that nothing knows.
        let near = || entries[..n].iter().rev().take(MAX_BETWEEN);
        let above = foreign(&entry.key).then(|| near().find(|one| !foreign(&one.key))).flatten();
        if let Some(above) = above
            && let Some(inner) = level.property(&above.key)
        {
            let (own, column) = self.inside(above)?;
            let belongs = |key: &str| {
                foreign(key) && self.accepts(inner, key) && !own.iter().any(|one| one.key == key)
            };
            if belongs(&entry.key) {
                return found(n, column, &belongs);
            }
        }
        // Beside the mapping that they are in, or further out.
        self.above.iter().rev().find_map(|outer| {
            let required = |key: &str| {
                outer.schema["required"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|one| one == key))
            };
            let belongs = |key: &str| !level.knows(key) && outer.knows(key) && !outer.has(key);
            let (finding, moved) = found(n, outer.column(self.file)?, &belongs)?;
            // Where any key may stand, one of the outer mapping's is out of line when that lacks it.
            let lacked = entries[moved.clone()].iter().any(|one| required(&one.key));
            (!level.is_free() || lacked).then_some((finding, moved))
        })
    }

    /// Whether a key is none of this mapping: it is unknown here or, where any key may stand,
    /// one of what stands below them.
    fn is_foreign(&self, level: Level<'a>, key: &str) -> bool {
        let free = self.branches(self.resolve(&level.schema["additionalProperties"]));
        let is_below = || free.iter().any(|one| one["properties"].get(key).is_some());
        !level.knows(key) && (!level.is_free() || is_below())
    }

    /// Whether a mapping of this schema, or one in a list of it, may have the key.
    fn accepts(&self, schema: &'a Value, key: &str) -> bool {
        let schema = self.resolve(schema);
        self.branches(schema).into_iter().any(|branch| {
            let here = |branch: &Value| {
                branch["properties"].get(key).is_some()
                    || (branch["additionalProperties"].is_object() && is_time(key))
            };
            here(branch) || here(self.resolve(&branch["items"]))
        })
    }

    /// The entries below an entry, of its last item where it is a list, and how far in they stand.
    fn inside(&self, entry: &'a Entry) -> Option<(&'a [Entry], usize)> {
        let inner = match &entry.value.kind {
            Kind::Map(entries) => entries.as_slice(),
            Kind::Seq(items) => match items.last().map(|last| &last.kind) {
                Some(Kind::Map(entries)) => entries.as_slice(),
                _ => &[],
            },
            Kind::Scalar { .. } => &[],
        };
        let first = inner.first().and_then(|one| mistyped::column_of(self.file, &one.key_range));
        let below = || Some(mistyped::column_of(self.file, &entry.key_range)? + 2);
        Some((inner, first.or_else(below)?))
    }

    fn sequence(&mut self, items: &'a [Node], schema: &'a Value, name: &str, range: &Range<usize>) {
        if items.is_empty() {
            let span = self.file.span(range.clone());
            self.report(Diagnostic::new(&codes::DAFTAR_KOSONG, span), name);
        }
        if type_names(self.resolve(&schema["items"])).contains(&"number") {
            self.found.extend(mistyped::decimals_in_list(self.file, items));
        }
        let item_name = format!("{ITEM}{name}");
        for item in items {
            self.value(item, &schema["items"], &item_name, &item.range);
        }
    }
}

/// A place for a sentence: the whole file, an item of a list, a key.
fn in_words(name: &str) -> Phrase {
    match name.strip_prefix(ITEM) {
        Some(list) => THIS_ITEM.arg("list", list),
        None if name == WHOLE_FILE => Phrase::from(&THIS_FILE),
        None => Phrase::from(format!("`{name}`")),
    }
}

/// "x should be a list, not text": all but the example.
fn wrong_type(types: &[&str], node: &Node, span: crate::text::Span) -> Diagnostic {
    let words = types.iter().map(|t| Phrase::from(type_word(t).0));
    let expected = words.reduce(|one, other| EITHER.arg("one", one).arg("other", other));
    Diagnostic::new(&codes::JENIS_SALAH, span)
        .arg("harapan", expected.unwrap_or_else(|| Phrase::from("")))
        .arg("nyata", actual_word(node))
}

/// The bounds of a whole number, when `node` is a number that does not keep them.
fn bounds(schema: &Value, node: &Node) -> Option<(i64, i64)> {
    let Kind::Scalar { text, plain: true } = &node.kind else { return None };
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (number && type_names(schema).contains(&"integer")).then(|| range_of(schema))
}

/// Least and greatest whole number that a schema allows.
fn range_of(schema: &Value) -> (i64, i64) {
    let named = match schema["format"].as_str() {
        Some("uint16") => (0, i64::from(u16::MAX)),
        _ => (i64::from(i32::MIN), i64::from(i32::MAX)),
    };
    (schema["minimum"].as_i64().unwrap_or(named.0), schema["maximum"].as_i64().unwrap_or(named.1))
}

/// The words of an enumeration.
fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema["enum"].as_array() {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    let one_of = schema["oneOf"].as_array()?;
    Some(one_of.iter().filter_map(|branch| branch["const"].as_str()).collect())
}

/// Whether a schema says that there may be nothing.
fn allows_null(schema: &Value) -> bool {
    let is_null = |schema: &Value| schema["type"] == "null";
    let listed = schema["type"].as_array().is_some_and(|names| names.contains(&"null".into()));
    listed || schema["anyOf"].as_array().is_some_and(|all| all.iter().any(is_null))
}

/// The names in `type`, without "or null".
fn type_names(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(all) => {
            all.iter().filter_map(Value::as_str).filter(|t| *t != "null").collect()
        }
        _ => Vec::new(),
    }
}

fn fits(node: &Node, schema: &Value) -> bool {
    let names = type_names(schema);
    names.iter().any(|name| match (&node.kind, *name) {
        (Kind::Scalar { text, plain }, "integer") => {
            let (low, high) = range_of(schema);
            // A leading zero would be read as another number by some readers.
            let canonical = text
                .parse()
                .is_ok_and(|n: i64| n.to_string() == *text && (low..=high).contains(&n));
            *plain && canonical
        }
        (Kind::Scalar { text, plain }, "boolean") => *plain && is_bool(text),
        // Where text is one of several things, serde decides by what a plain value looks like.
        (Kind::Scalar { text, plain: true }, "string") if schema["bukan_angka"] == true => {
            !is_bool(&text.to_ascii_lowercase()) && !looks_like_number(text)
        }
        // A number is read as its text; whether the text is one is the model's question.
        (Kind::Scalar { .. }, "string" | "number")
        | (Kind::Seq(_), "array")
        | (Kind::Map(_), "object") => true,
        _ => false,
    })
}

/// Whether YAML takes a plain scalar for a number.
fn looks_like_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    let based = [("0x", 16), ("0o", 8), ("0b", 2)].iter().any(|(prefix, base)| {
        digits.strip_prefix(prefix).is_some_and(|rest| i128::from_str_radix(rest, *base).is_ok())
    });
    let decimal = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.parse::<f64>().is_ok();
    let named = matches!(digits, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN");
    based || decimal || named
}

fn is_bool(text: &str) -> bool {
    matches!(text, "true" | "false")
}

notes! {
    TEXT = "teks", "text";
    A_TEXT = "`{kunci}: kata-kata`", "`{kunci}: words`";
    WHOLE = "bilangan bulat", "a whole number";
    A_WHOLE = "`{kunci}: 2024`", "`{kunci}: 2024`";
    NUMBER = "angka", "a number";
    A_NUMBER = "`{kunci}: 1.5`", "`{kunci}: 1.5`";
    TRUTH = "true atau false", "true or false";
    A_TRUTH = "`{kunci}: true`", "`{kunci}: true`";
    LIST = "daftar", "a list";
    A_LIST = "`- butir` di bawah `{kunci}:`", "`- item` below `{kunci}:`";
    GROUP = "isian bertingkat", "a group of keys";
    A_GROUP = "`kunci: nilai` di bawah `{kunci}:`", "`key: value` below `{kunci}:`";
    A_QUARTER = "`{kunci}: { nilai: {angka} }`", "`{kunci}: { nilai: {angka} }`";
}

/// A JSON type in words, and how one writes it.
fn type_word(name: &str) -> (&'static Note, &'static Note) {
    match name {
        "string" => (&TEXT, &A_TEXT),
        "integer" => (&WHOLE, &A_WHOLE),
        "number" => (&NUMBER, &A_NUMBER),
        "boolean" => (&TRUTH, &A_TRUTH),
        "array" => (&LIST, &A_LIST),
        _ => (&GROUP, &A_GROUP),
    }
}

/// How one writes a value of the type `name`, the first that is allowed.
fn example(allowed: &[&Value], name: &str, node: &Node) -> Phrase {
    // What a quarter holds is one value, or several by name.
    let quarter = name == "object"
        && allowed.first().is_some_and(|branch| branch["properties"].get("na").is_some());
    match &node.kind {
        Kind::Scalar { text, .. } if quarter && looks_like_number(text) => {
            A_QUARTER.arg("angka", text)
        }
        _ if quarter => A_QUARTER.arg("angka", "15"),
        _ => Phrase::from(type_word(name).1),
    }
}

fn actual_word(node: &Node) -> Phrase {
    match &node.kind {
        Kind::Scalar { plain: true, text } if is_bool(text) => Phrase::from("true/false"),
        Kind::Scalar { plain: true, text } if is_bool(&text.to_ascii_lowercase()) => {
            Phrase::from(format!("`{text}`"))
        }
        Kind::Scalar { plain: true, text } if looks_like_number(text) => Phrase::from(&NUMBER),
        Kind::Scalar { .. } => Phrase::from(&TEXT),
        Kind::Seq(_) => Phrase::from(&LIST),
        Kind::Map(_) => Phrase::from(&GROUP),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::source::raw;

    /// Keywords that are checked here, and those that only describe.
    const UNDERSTOOD: [&str; 19] = [
        "$ref",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "anyOf",
        "oneOf",
        "const",
        "enum",
        "format",
        "minimum",
        "maximum",
        "bukan_angka",
        "$schema",
        "$defs",
        "title",
        "description",
        "default",
    ];

    /// The keywords of a schema, those of its parts too.
    fn keywords(schema: &Value, found: &mut BTreeSet<String>) {
        let Some(object) = schema.as_object() else { return };
        for (key, value) in object {
            found.insert(key.clone());
            match key.as_str() {
                // What is below is named by the data, not by JSON Schema.
                "properties" | "$defs" => {
                    value.as_object().unwrap().values().for_each(|one| keywords(one, found));
                }
                "items" | "additionalProperties" => keywords(value, found),
                "anyOf" | "oneOf" => {
                    value.as_array().unwrap().iter().for_each(|one| keywords(one, found));
                }
                _ => {}
            }
        }
    }

    /// What schemars derives from the types says nothing that is not checked.
    #[test]
    fn every_keyword_of_the_schemas_is_understood() {
        let mut found = BTreeSet::new();
        for schema in [
            of::<raw::Opd>(),
            of::<raw::Jabatan>(),
            of::<raw::Renstra>(),
            of::<raw::Realisasi>(),
            of::<raw::Kamus>(),
            of::<raw::Officials>(),
            of::<raw::BuiltInDocuments>(),
        ] {
            keywords(&schema, &mut found);
        }
        let unknown: Vec<_> =
            found.iter().filter(|word| !UNDERSTOOD.contains(&word.as_str())).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
