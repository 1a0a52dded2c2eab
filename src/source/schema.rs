//! Checks a file against its JSON Schema and reports *everything* that is wrong with its
//! shape, each with its place. serde stops at the first mistake; an officer wants them all.
//!
//! Only the part of JSON Schema that [`super::raw`] uses is understood: `$ref`, `type`,
//! `properties`, `required`, `additionalProperties`, `items`, `anyOf`, `oneOf`, `const`.

use super::codes;
use std::ops::Range;

use schemars::JsonSchema;
use serde_json::Value;

use super::tree::{Kind, Node};
use crate::diagnostic::suggest::{suggest_or, suggestion, with_suggestion};
use crate::diagnostic::{Diagnostic, MAX_PER_FILE};
use crate::language::{Note, Phrase, notes};
use crate::text::SourceFile;

/// The JSON Schema of a kind of file.
pub fn of<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).to_value()
}

/// Checks `node` against `schema`.
pub fn check(file: &SourceFile, node: &Node, schema: &Value) -> Vec<Diagnostic> {
    let mut walk = Walk { file, root: schema, found: Vec::new() };
    walk.value(node, schema, WHOLE_FILE, &node.range);
    walk.found
}

/// Stands for the name of the value of a whole file; no key is empty.
const WHOLE_FILE: &str = "";
/// What an item of a list is called is the name of the list; this marks it as an item.
const ITEM: &str = "- ";

notes! {
    THIS_FILE = "berkas ini", "this file";
    THIS_ITEM = "butir `{list}` ini", "this item of `{list}`";
    EITHER = "{one} atau {other}", "{one} or {other}";
}

struct Walk<'a> {
    file: &'a SourceFile,
    root: &'a Value,
    found: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    /// `name` is what the value is called in messages, `key` the bytes of its key: the
    /// place of a finding about a value that is not there.
    fn value(&mut self, node: &Node, schema: &'a Value, name: &str, key: &Range<usize>) {
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

    /// A value, or an item of a list, that says nothing.
    fn empty(&mut self, name: &str, at: &Range<usize>) {
        let (code, name) = match name.strip_prefix(ITEM) {
            Some(list) => (&codes::BUTIR_KOSONG, list),
            None => (&codes::TEKS_KOSONG, name),
        };
        self.report(Diagnostic::new(code, self.file.span(at.clone())), name);
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
        let example = type_word(types.first().unwrap_or(&"")).1.arg("kunci", key);
        self.report_named(diagnostic.arg("contoh", example), name);
    }

    fn mapping(&mut self, node: &Node, schema: &'a Value, name: &str, key: &Range<usize>) {
        let Kind::Map(entries) = &node.kind else { return };
        let properties = schema["properties"].as_object();
        let known: Vec<&str> =
            properties.into_iter().flat_map(|p| p.keys().map(String::as_str)).collect();
        let free = Some(&schema["additionalProperties"]).filter(|a| a.is_object());
        for entry in entries {
            let own = properties.and_then(|p| p.get(&entry.key));
            let is_open = |property| own.is_none() && allows_null(property);
            match own.or(free) {
                // What stands under a name of the data may be prepared and left open.
                Some(open) if entry.value.is_null() && is_open(open) => {}
                Some(property) => {
                    self.value(&entry.value, property, &entry.key, &entry.key_range);
                }
                None => {
                    let span = self.file.span(entry.key_range.clone());
                    let diagnostic = Diagnostic::new(&codes::KUNCI_TAK_DIKENAL, span);
                    self.report(with_suggestion(diagnostic, &entry.key, &known), &entry.key);
                }
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        let unknown: Vec<&str> = entries
            .iter()
            .map(|entry| entry.key.as_str())
            .filter(|key| free.is_none() && !known.contains(key))
            .collect();
        // A key that is only misspelt is not missing as well.
        let misspelt = |missing: &str| {
            unknown.iter().any(|key| suggestion(key, known.iter().copied()) == Some(missing))
        };
        for missing in required
            .filter_map(Value::as_str)
            .filter(|key| node.entry(key).is_none() && !misspelt(key))
        {
            // The first line of the mapping that lacks it says which one is meant.
            let first = entries.first().map_or_else(|| key.clone(), |e| e.key_range.clone());
            let diagnostic = Diagnostic::new(&codes::KUNCI_HILANG, self.file.span(first));
            self.found.push(diagnostic.arg("kunci", missing).arg("di", in_words(name)));
        }
    }

    fn sequence(&mut self, items: &[Node], schema: &'a Value, name: &str, range: &Range<usize>) {
        if items.is_empty() {
            let span = self.file.span(range.clone());
            self.report(Diagnostic::new(&codes::DAFTAR_KOSONG, span), name);
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
    GROUP = "kelompok kunci", "a group of keys";
    A_GROUP = "`kunci: nilai` di bawah `{kunci}:`", "`key: value` below `{kunci}:`";
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

fn actual_word(node: &Node) -> Phrase {
    match &node.kind {
        Kind::Scalar { plain: true, text } if is_bool(&text.to_ascii_lowercase()) => {
            Phrase::from("true/false")
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
            of::<raw::BuiltInDocuments>(),
        ] {
            keywords(&schema, &mut found);
        }
        let unknown: Vec<_> =
            found.iter().filter(|word| !UNDERSTOOD.contains(&word.as_str())).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
