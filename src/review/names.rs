//! What a reader calls the things of a project: by the names that its files give them.

use std::collections::{HashMap, HashSet};

use super::State;
use crate::source::tree::{Entry, Kind, Node};

/// Keys that name a thing for a reader.
const NAMES: [&str; 9] =
    ["nama", "jabatan", "sasaran", "tujuan", "strategi", "misi", "uraian", "indikator", "kode"];

/// Names by ids.
#[derive(Debug, Default)]
pub struct Names {
    things: HashMap<String, String>,
    /// The words of variables, by the ids of their indicators and their own names.
    variables: HashMap<(String, String), String>,
    /// Ids of indicators whose values are money.
    money: HashSet<String>,
}

impl Names {
    /// The names that two sides give; where they differ, the newer one's.
    pub fn new(old: &State, now: &State) -> Names {
        let mut names = Names::default();
        for node in old.rows.values().chain(now.rows.values()).flatten() {
            names.collect(node);
        }
        names
    }

    fn collect(&mut self, node: &Node) {
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::Seq(items) => items.iter().for_each(|item| self.collect(item)),
            Kind::Map(entries) => {
                let id = node.entry("id").and_then(|entry| scalar(&entry.value));
                if let (Some(id), Some(name)) = (id, name(node)) {
                    self.things.insert(id.to_owned(), name);
                    self.indicator(id, node);
                }
                for entry in entries {
                    self.collect(&entry.value);
                }
            }
        }
    }

    /// What is known of the values of an indicator.
    fn indicator(&mut self, id: &str, node: &Node) {
        let satuan = node.entry("satuan").and_then(|entry| scalar(&entry.value));
        if satuan == Some("rupiah") {
            self.money.insert(id.to_owned());
        }
        let Some(Kind::Map(variables)) = node.entry("variabel").map(|entry| &entry.value.kind)
        else {
            return;
        };
        for entry in variables {
            let label = || entry.value.entry("label").and_then(|label| scalar(&label.value));
            if let Some(words) = scalar(&entry.value).or_else(label) {
                let variable = (id.to_owned(), entry.key.clone());
                self.variables.insert(variable, words.to_owned());
            }
        }
    }

    /// What a reader calls the thing with this id.
    pub fn of_id(&self, id: &str) -> Option<&String> {
        self.things.get(id)
    }

    /// What a reader calls a variable of an indicator.
    pub fn of_variable(&self, indicator: &str, variable: &str) -> Option<&str> {
        let variable = (indicator.to_owned(), variable.to_owned());
        self.variables.get(&variable).map(String::as_str)
    }

    /// Whether the values of an indicator are money.
    pub fn is_money(&self, indicator: &str) -> bool {
        self.money.contains(indicator)
    }

    /// What a reader calls what stands under a key, where the key is an id: actual values stand
    /// under those of their indicators.
    pub fn of_key(&self, file: &str, key: &str) -> Option<&String> {
        self.things.get(key).filter(|_| file.starts_with("data/realisasi/"))
    }

    /// The names of what holds a byte of a file, from the largest.
    pub fn at(&self, file: &str, tree: &Node, at: usize) -> Vec<String> {
        let mut found = Vec::new();
        let mut node = tree;
        loop {
            found.extend(name(node));
            let next = match &node.kind {
                Kind::Scalar { .. } => None,
                Kind::Seq(items) => items.iter().find(|item| item.range.contains(&at)),
                Kind::Map(entries) => {
                    let holds = |entry: &&Entry| {
                        (entry.key_range.start..entry.value.range.end).contains(&at)
                    };
                    entries.iter().find(holds).map(|entry| {
                        found.extend(self.of_key(file, &entry.key).cloned());
                        &entry.value
                    })
                }
            };
            match next {
                Some(inner) => node = inner,
                None => return found,
            }
        }
    }
}

/// Characters of a name that a reader needs to know a thing again. Each change within it says them
/// once more.
const MAX_NAME: usize = 150;

/// What a reader calls a thing.
pub fn name(node: &Node) -> Option<String> {
    let name = NAMES.iter().find_map(|key| scalar(&node.entry(key)?.value))?;
    Some(match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    })
}

/// The text of a scalar.
pub fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}
