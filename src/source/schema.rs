//! Checks a file against its JSON Schema and reports *everything* that is wrong with its
//! shape, each with its place. serde stops at the first mistake; an officer wants them all.
//!
//! Only the part of JSON Schema that [`super::raw`] uses is understood: `$ref`, `type`,
//! `properties`, `required`, `additionalProperties`, `items`, `anyOf`, `oneOf`, `const`.

use std::ops::Range;

use schemars::JsonSchema;
use serde_json::Value;

use super::tree::{Kind, Node};
use crate::diagnostic::{Berkas, Diagnostic, katalog};

/// The JSON Schema of a kind of file.
pub fn of<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).to_value()
}

/// Checks `node` against `schema`.
pub fn check(berkas: &Berkas, node: &Node, schema: &Value) -> Vec<Diagnostic> {
    let mut walk = Walk { berkas, root: schema, found: Vec::new() };
    walk.value(node, schema, "berkas ini", &node.range);
    walk.found
}

/// The word of `known` that `word` was probably meant to be.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Adds the help "did you mean …" where there is something near, else the plain list.
pub fn with_suggestion(diagnostic: Diagnostic, word: &str, known: &[&str]) -> Diagnostic {
    let diagnostic = diagnostic.isi("dikenal", known.join(", "));
    match suggestion(word, known.iter().copied()) {
        Some(usul) => diagnostic.isi("usul", usul),
        None => diagnostic.bantuan_lain(&katalog::TANPA_USUL),
    }
}

struct Walk<'a> {
    berkas: &'a Berkas,
    root: &'a Value,
    found: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    /// `name` is what the value is called in messages, `key` the bytes of its key: the
    /// place of a finding about a value that is not there.
    fn value(&mut self, node: &Node, schema: &'a Value, name: &str, key: &Range<usize>) {
        let schema = self.resolve(schema);
        if node.is_null() {
            self.report(
                Diagnostic::new(&katalog::TEKS_KOSONG, self.berkas.tempat(key.clone())),
                name,
            );
            return;
        }
        if let Some(choices) = choices(schema) {
            return self.choice(node, &choices, name);
        }
        let allowed = self.branches(schema);
        let fitting = allowed.iter().copied().find(|branch| fits(node, branch));
        match (fitting, &node.kind) {
            (None, Kind::Scalar { .. }) => self.wrong_type(node, &allowed, name, &node.range),
            (None, _) => self.wrong_type(node, &allowed, name, key),
            (Some(branch), Kind::Map(_)) => self.mapping(node, branch, name, key),
            (Some(branch), Kind::Seq(items)) => self.sequence(items, branch, name, &node.range),
            (Some(_), Kind::Scalar { text, .. }) => {
                if text.trim().is_empty() {
                    let tempat = self.berkas.tempat(node.range.clone());
                    self.report(Diagnostic::new(&katalog::TEKS_KOSONG, tempat), name);
                }
            }
        }
    }

    fn report(&mut self, diagnostic: Diagnostic, name: &str) {
        self.found.push(diagnostic.isi("kunci", name));
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

    fn choice(&mut self, node: &Node, choices: &[&str], name: &str) {
        let text = match &node.kind {
            Kind::Scalar { text, .. } => text.as_str(),
            _ => "[…]",
        };
        if !choices.contains(&text) {
            let tempat = self.berkas.tempat(node.range.clone());
            let diagnostic = Diagnostic::new(&katalog::PILIHAN_SALAH, tempat).isi("nilai", text);
            self.report(with_suggestion(diagnostic, text, choices), name);
        }
    }

    fn wrong_type(&mut self, node: &Node, allowed: &[&Value], name: &str, at: &Range<usize>) {
        let types: Vec<&str> = allowed.iter().flat_map(|branch| type_names(branch)).collect();
        let words = |i: usize| -> Vec<&str> { types.iter().map(|t| type_word(t)[i]).collect() };
        let actual = actual_word(node);
        let example = types.first().map_or("", |t| type_word(t)[2]);
        let diagnostic = Diagnostic::new(&katalog::JENIS_SALAH, self.berkas.tempat(at.clone()))
            .isi("harapan", words(0).join(" atau "))
            .isi("harapan_en", words(1).join(" or "))
            .isi("nyata", actual[0])
            .isi("nyata_en", actual[1])
            .isi("contoh", example.replace('…', name));
        self.report(diagnostic, name);
    }

    fn mapping(&mut self, node: &Node, schema: &'a Value, name: &str, key: &Range<usize>) {
        let Kind::Map(entries) = &node.kind else { return };
        let properties = schema["properties"].as_object();
        let known: Vec<&str> =
            properties.into_iter().flat_map(|p| p.keys().map(String::as_str)).collect();
        let free = Some(&schema["additionalProperties"]).filter(|a| a.is_object());
        for entry in entries {
            let property = properties.and_then(|p| p.get(&entry.key)).or(free);
            match property {
                Some(property) => {
                    self.value(&entry.value, property, &entry.key, &entry.key_range);
                }
                None => {
                    let tempat = self.berkas.tempat(entry.key_range.clone());
                    let diagnostic = Diagnostic::new(&katalog::KUNCI_TAK_DIKENAL, tempat);
                    self.report(with_suggestion(diagnostic, &entry.key, &known), &entry.key);
                }
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        for missing in required.filter_map(Value::as_str).filter(|k| node.entry(k).is_none()) {
            // The first line of the mapping that lacks it says which one is meant.
            let first = entries.first().map_or_else(|| key.clone(), |e| e.key_range.clone());
            let diagnostic = Diagnostic::new(&katalog::KUNCI_HILANG, self.berkas.tempat(first));
            self.found.push(diagnostic.isi("kunci", missing).isi("di", name));
        }
    }

    fn sequence(&mut self, items: &[Node], schema: &'a Value, name: &str, range: &Range<usize>) {
        if items.is_empty() {
            let tempat = self.berkas.tempat(range.clone());
            self.report(Diagnostic::new(&katalog::DAFTAR_KOSONG, tempat), name);
        }
        for item in items {
            self.value(item, &schema["items"], name, &item.range);
        }
    }
}

/// The words of an enumeration.
fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema["enum"].as_array() {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    let one_of = schema["oneOf"].as_array()?;
    Some(one_of.iter().filter_map(|branch| branch["const"].as_str()).collect())
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
    type_names(schema).into_iter().any(|name| match (&node.kind, name) {
        (Kind::Scalar { text, plain }, "integer") => *plain && text.parse::<i64>().is_ok(),
        (Kind::Scalar { text, plain }, "boolean") => *plain && is_bool(text),
        // A number is read as its text; whether the text is one is the model's question.
        (Kind::Scalar { .. }, "string" | "number")
        | (Kind::Seq(_), "array")
        | (Kind::Map(_), "object") => true,
        _ => false,
    })
}

fn is_bool(text: &str) -> bool {
    matches!(text, "true" | "false")
}

/// A JSON type in both languages, and how one writes it.
fn type_word(name: &str) -> [&'static str; 3] {
    match name {
        "string" => ["teks", "text", "`…: kata-kata`"],
        "integer" => ["bilangan bulat", "a whole number", "`…: 2024`"],
        "number" => ["angka", "a number", "`…: 1.5`"],
        "boolean" => ["true atau false", "true or false", "`…: true`"],
        "array" => ["daftar", "a list", "`- butir` di bawah `…:`"],
        _ => ["kelompok kunci", "a group of keys", "`kunci: nilai` di bawah `…:`"],
    }
}

fn actual_word(node: &Node) -> [&'static str; 2] {
    match &node.kind {
        Kind::Scalar { plain: true, text } if is_bool(text) => ["true/false", "true/false"],
        Kind::Scalar { .. } => ["teks", "text"],
        Kind::Seq(_) => ["daftar", "a list"],
        Kind::Map(_) => ["kelompok kunci", "a group of keys"],
    }
}
