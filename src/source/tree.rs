//! YAML as a tree whose every key and value knows its bytes.
//!
//! serde reads the typed values of a file from it ([`super::raw`]); reviews compare it; edits find
//! their bytes by it.

use std::ops::Range;

pub use super::parse::parse;

/// A value of a YAML file.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its bytes in the file. An empty value has an empty range where it would stand.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a YAML value is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A scalar: its text after unquoting, and whether it was written without quotes.
    Scalar {
        /// The text.
        text: String,
        /// Written without quotes or block indicator.
        plain: bool,
    },
    /// A sequence.
    Seq(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The bytes of the key.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Whether the value is missing: `kunci:` with nothing behind it, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// All keys of the mappings in this value, with their bytes.
    pub fn keys(&self) -> Vec<(&str, Range<usize>)> {
        match &self.kind {
            Kind::Scalar { .. } => Vec::new(),
            Kind::Seq(items) => items.iter().flat_map(Node::keys).collect(),
            Kind::Map(entries) => entries
                .iter()
                .flat_map(|entry| {
                    let own = (entry.key.as_str(), entry.key_range.clone());
                    std::iter::once(own).chain(entry.value.keys())
                })
                .collect(),
        }
    }

    /// All scalars in this value, in order.
    pub fn scalars(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::Scalar { .. } => vec![self],
            Kind::Seq(items) => items.iter().flat_map(Node::scalars).collect(),
            Kind::Map(entries) => entries.iter().flat_map(|e| e.value.scalars()).collect(),
        }
    }

    /// The text and bytes of all scalars in this value with the key they stand under; items of a
    /// list stand under the list's.
    pub fn keyed_scalars<'a>(&'a self, key: &'a str) -> Vec<(&'a str, &'a str, Range<usize>)> {
        match &self.kind {
            Kind::Scalar { text, .. } => vec![(key, text, self.range.clone())],
            Kind::Seq(items) => items.iter().flat_map(|item| item.keyed_scalars(key)).collect(),
            Kind::Map(entries) => {
                entries.iter().flat_map(|e| e.value.keyed_scalars(&e.key)).collect()
            }
        }
    }

    /// The entry under `key`, when this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|e| e.key == key),
            _ => None,
        }
    }
}
