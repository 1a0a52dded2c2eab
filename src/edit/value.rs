//! What an edit asks for: where, and what shall stand there.

use std::fmt;
use std::ops::Range;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text. It is quoted where anything else than exactly this text could be read.
    Text(String),
    /// A number, a percentage, a word such as `persen` or `true`: written without quotes, or
    /// refused when it cannot be.
    Plain(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping, in this order.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Value::Text(text.into())
    }

    /// A number or a plain word.
    pub fn plain(value: impl ToString) -> Self {
        Value::Plain(value.to_string())
    }

    /// A mapping.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        Value::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

/// One step of a path into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Under this key.
    Key(String),
    /// The item with this number, from 0.
    Index(usize),
    /// The first item that is a mapping with this text under this key.
    Item {
        /// The key: `id`, `kode`.
        key: String,
        /// What stands under it.
        text: String,
    },
}

impl Step {
    /// Under `key`.
    pub fn key(key: impl Into<String>) -> Self {
        Step::Key(key.into())
    }

    /// The item whose `id` is `id`.
    pub fn id(id: impl Into<String>) -> Self {
        Step::Item { key: "id".to_owned(), text: id.into() }
    }
}

/// The way from the top of a file to a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path(pub Vec<Step>);

impl<const N: usize> From<[Step; N]> for Path {
    fn from(steps: [Step; N]) -> Self {
        Path(steps.into())
    }
}

/// `sasaran[0].indikator[id=koperasi-rat].target.2024`
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Item { key, text } => write!(f, "[{key}={text}]")?,
            }
        }
        Ok(())
    }
}

/// Where among its siblings something new goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// Before all of them.
    First,
    /// Behind all of them.
    Last,
    /// Right before this one.
    Before(Step),
    /// Right behind this one.
    After(Step),
    /// A key that differs from others by its number alone beside those, `TW2` between `TW1`
    /// and `TW3`, `2024` behind `2023`; everything else last.
    #[default]
    InOrder,
}

/// An edit of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Gives the value at `path` another value. Keys at the end of the path that are not
    /// there yet are made, [in their order](Place::InOrder). A list or mapping that is there
    /// is changed where it differs; what stays in it keeps its place, comments and quotes.
    Set {
        /// Where.
        path: Path,
        /// What shall stand there.
        value: Value,
    },
    /// Puts a new key into the mapping at `path`.
    InsertKey {
        /// The mapping, or a key without a value.
        path: Path,
        /// The key; it must not be there.
        key: String,
        /// Where in the mapping.
        place: Place,
        /// What stands under it.
        value: Value,
    },
    /// Puts a new item into the list at `path`.
    InsertItem {
        /// The list, or a key without a value.
        path: Path,
        /// Where in the list.
        place: Place,
        /// The item.
        value: Value,
    },
    /// Takes the key or item at `path` out, with its value and the comments on its lines.
    Remove {
        /// Where.
        path: Path,
    },
    /// Puts `text` in place of bytes of the file as it was read, within one text of it and
    /// one line, exactly as it is.
    Replace {
        /// Bytes of the file.
        range: Range<usize>,
        /// What goes there.
        text: String,
    },
}
