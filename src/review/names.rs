//! What a reader calls the things of a project: by the names that its files give them.

use std::collections::HashMap;

use super::Side;
use crate::source::tree::{Entry, Kind, Node};

/// Keys that name a thing for a reader.
const NAMES: [&str; 9] =
    ["nama", "jabatan", "sasaran", "tujuan", "strategi", "misi", "uraian", "indikator", "kode"];

/// Names by ids.
#[derive(Debug, Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// The names that two sides give; where they differ, the newer one's.
    pub fn new(old: &Side, now: &Side) -> Names {
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
                    self.0.insert(id.to_owned(), name);
                }
                for entry in entries {
                    self.collect(&entry.value);
                }
            }
        }
    }

    /// What a reader calls what stands under a key, where the key is an id: actual values stand
    /// under those of their indicators.
    pub fn of_key(&self, file: &str, key: &str) -> Option<&String> {
        self.0.get(key).filter(|_| file.starts_with("data/realisasi/"))
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
