//! A file's tree as it is to be: what edits mean, before a byte is touched.
//!
//! Every value remembers the value of the file that it was. What has none is new; a value of
//! the file that no draft remembers is removed.

use std::ops::Range;

use super::refusal::{Reason, Refusal};
use super::scalar;
use super::value::{Edit, Path, Place, Step, Value};
use crate::source::tree::{Kind, Node};
use crate::text::SourceFile;

/// A value as it is to be.
#[derive(Debug, Clone)]
pub(super) struct Draft<'t> {
    /// The value of the file that it was.
    pub origin: Option<&'t Node>,
    /// What it is to be.
    pub content: Content<'t>,
}

/// What a value is to be.
#[derive(Debug, Clone)]
pub(super) enum Content<'t> {
    /// The scalar of the file.
    Kept,
    /// The scalar of the file with other characters in some places.
    Patched(Vec<(Range<usize>, String)>),
    /// Another scalar.
    Asked {
        /// Its text.
        text: String,
        /// To be written without quotes.
        plain: bool,
    },
    /// A list or a mapping.
    Nested(Collection, Vec<Child<'t>>),
}

/// What holds other values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Collection {
    List,
    Map,
}

/// A value in a list or a mapping.
#[derive(Debug, Clone)]
pub(super) struct Child<'t> {
    /// Its key, in a mapping.
    pub key: Option<String>,
    /// Its number in the list or mapping of the file, if it was there.
    pub index: Option<usize>,
    /// The value.
    pub draft: Draft<'t>,
}

impl Child<'_> {
    fn new(key: Option<&str>, value: &Value) -> Self {
        Child { key: key.map(str::to_owned), index: None, draft: Draft::new(value) }
    }
}

impl<'t> Draft<'t> {
    /// The file as it is.
    pub(super) fn of(node: &'t Node) -> Self {
        let child = |key: Option<&String>, index, value| Child {
            key: key.cloned(),
            index: Some(index),
            draft: Draft::of(value),
        };
        let content = match &node.kind {
            Kind::Scalar { .. } => Content::Kept,
            Kind::Seq(items) => {
                let children = items.iter().enumerate().map(|(i, item)| child(None, i, item));
                Content::Nested(Collection::List, children.collect())
            }
            Kind::Map(entries) => {
                let entries = entries.iter().enumerate();
                let children = entries.map(|(i, e)| child(Some(&e.key), i, &e.value));
                Content::Nested(Collection::Map, children.collect())
            }
        };
        Draft { origin: Some(node), content }
    }

    /// A new value.
    pub(super) fn new(value: &Value) -> Self {
        let content = match value {
            Value::Text(text) => Content::Asked { text: text.clone(), plain: false },
            Value::Plain(text) => Content::Asked { text: text.clone(), plain: true },
            Value::List(items) => Content::Nested(
                Collection::List,
                items.iter().map(|item| Child::new(None, item)).collect(),
            ),
            Value::Map(entries) => Content::Nested(
                Collection::Map,
                entries.iter().map(|(key, value)| Child::new(Some(key), value)).collect(),
            ),
        };
        Draft { origin: None, content }
    }

    /// Whether anything in it differs from the file.
    pub(super) fn is_changed(&self) -> bool {
        match (&self.content, self.origin) {
            (Content::Kept, _) => false,
            (Content::Nested(kind, children), Some(origin)) => {
                let (was, count) = match &origin.kind {
                    Kind::Scalar { .. } => return true,
                    Kind::Seq(items) => (Collection::List, items.len()),
                    Kind::Map(entries) => (Collection::Map, entries.len()),
                };
                let same = *kind == was && children.len() == count;
                !same || children.iter().any(|c| c.index.is_none() || c.draft.is_changed())
            }
            _ => true,
        }
    }

    /// Whether nothing stands there: `key:`, `~`.
    fn is_null(&self) -> bool {
        match &self.content {
            Content::Kept => self.origin.is_some_and(Node::is_null),
            Content::Asked { text, plain: true } => scalar::is_null(text),
            _ => false,
        }
    }

    /// Its children, if it is a `kind`. What has no value yet becomes one.
    fn children_mut(&mut self, kind: Collection) -> Option<&mut Vec<Child<'t>>> {
        if self.is_null() {
            self.content = Content::Nested(kind, Vec::new());
        }
        match &mut self.content {
            Content::Nested(own, children) if *own == kind => Some(children),
            _ => None,
        }
    }

    /// The text of a scalar.
    fn text(&self) -> Option<&str> {
        match (&self.content, self.origin.map(|node| &node.kind)) {
            (Content::Asked { text, .. }, _)
            | (Content::Kept | Content::Patched(_), Some(Kind::Scalar { text, .. })) => Some(text),
            _ => None,
        }
    }

    /// Which of its children a step names.
    fn position(&self, step: &Step) -> Option<usize> {
        let Content::Nested(kind, children) = &self.content else { return None };
        match step {
            Step::Key(key) => children.iter().position(|c| c.key.as_ref() == Some(key)),
            Step::Index(index) => {
                (*kind == Collection::List && *index < children.len()).then_some(*index)
            }
            Step::Item { key, text } => children
                .iter()
                .position(|child| *kind == Collection::List && child.draft.holds(key, text)),
        }
    }

    /// Whether it is a mapping with this text under this key.
    fn holds(&self, key: &str, text: &str) -> bool {
        let Content::Nested(Collection::Map, children) = &self.content else { return false };
        let own = children.iter().find(|child| child.key.as_deref() == Some(key));
        own.and_then(|child| child.draft.text()) == Some(text)
    }

    /// Gives it a value. What is the same already keeps its bytes.
    fn assign(&mut self, value: &Value) {
        if self.reads_as(value) {
            return;
        }
        match (value, &mut self.content) {
            (Value::List(items), Content::Nested(Collection::List, children)) => {
                merge_list(children, items);
            }
            (Value::Map(entries), Content::Nested(Collection::Map, children)) => {
                merge_map(children, entries);
            }
            _ => self.content = Draft::new(value).content,
        }
    }

    /// Whether it already is `value`, without and with the quotes that it needs.
    fn reads_as(&self, value: &Value) -> bool {
        match (value, &self.content) {
            (Value::List(items), Content::Nested(Collection::List, children)) => {
                items.len() == children.len()
                    && items.iter().zip(children).all(|(item, child)| child.draft.reads_as(item))
            }
            (Value::Map(entries), Content::Nested(Collection::Map, children)) => {
                entries.len() == children.len()
                    && entries.iter().zip(children).all(|((key, value), child)| {
                        child.key.as_ref() == Some(key) && child.draft.reads_as(value)
                    })
            }
            (Value::Text(wanted), Content::Kept) => matches!(self.origin.map(|n| &n.kind),
                Some(Kind::Scalar { text, plain }) if text == wanted && !(*plain && scalar::is_trap(text))),
            (Value::Plain(wanted), Content::Kept) => matches!(self.origin.map(|n| &n.kind),
                Some(Kind::Scalar { text, plain: true }) if text == wanted),
            _ => false,
        }
    }
}

/// Makes a list read as `items`: what both begin and end with stays, the rest is changed item
/// by item.
fn merge_list(children: &mut Vec<Child>, items: &[Value]) {
    let same = |(child, item): &(&Child, &Value)| child.draft.reads_as(item);
    let head = children.iter().zip(items).take_while(same).count();
    let shorter = children.len().min(items.len()) - head;
    let tail = children.iter().rev().zip(items.iter().rev()).take(shorter).take_while(same).count();
    let (old, new) = (children.len() - tail, items.len() - tail);
    for (child, item) in children[head..old].iter_mut().zip(&items[head..new]) {
        child.draft.assign(item);
    }
    let both = old.min(new);
    let added = items[both..new].iter().map(|item| Child::new(None, item));
    children.splice(both..old, added);
}

/// Makes a mapping read as `entries`: keys that stay keep their places, new ones follow the
/// one they are asked behind.
fn merge_map(children: &mut Vec<Child>, entries: &[(String, Value)]) {
    children.retain(|child| entries.iter().any(|(key, _)| child.key.as_ref() == Some(key)));
    let mut next = 0;
    for (key, value) in entries {
        match children.iter().position(|child| child.key.as_ref() == Some(key)) {
            Some(at) => {
                children[at].draft.assign(value);
                next = at + 1;
            }
            None => {
                children.insert(next, Child::new(Some(key), value));
                next += 1;
            }
        }
    }
}

/// Makes edits on the tree of one file.
pub(super) struct Drafting<'t> {
    pub file: &'t SourceFile,
    pub root: Draft<'t>,
}

impl<'t> Drafting<'t> {
    pub(super) fn new(file: &'t SourceFile, tree: &'t Node) -> Self {
        Drafting { file, root: Draft::of(tree) }
    }

    /// Makes one edit.
    pub(super) fn perform(&mut self, edit: &Edit) -> Result<(), Refusal> {
        match edit {
            Edit::Set { path, value } => self.set(path, value),
            Edit::InsertKey { path, key, place, value } => {
                self.can_write(value)?;
                self.insert(path, place, Child::new(Some(key), value), Collection::Map)
            }
            Edit::InsertItem { path, place, value } => {
                self.can_write(value)?;
                self.insert(path, place, Child::new(None, value), Collection::List)
            }
            Edit::Remove { path } => self.remove(path),
            Edit::Replace { range, text } => self.replace(range, text),
        }
    }

    /// A refusal at the nearest value of `path` that the file has.
    fn refusal(&self, path: &Path, reason: Reason) -> Refusal {
        let mut draft = &self.root;
        let mut range = draft.origin.map_or(0..0, |node| node.range.clone());
        for step in &path.0 {
            let (Some(at), Content::Nested(_, children)) = (draft.position(step), &draft.content)
            else {
                break;
            };
            draft = &children[at].draft;
            range = draft.origin.map_or(range, |node| node.range.clone());
        }
        Refusal::new(reason, self.file, range)
    }

    /// The value at `path`.
    fn find(&mut self, path: &Path) -> Result<&mut Draft<'t>, Refusal> {
        let missing = self.refusal(path, Reason::NotFound(path.to_string()));
        let mut draft = &mut self.root;
        for step in &path.0 {
            let at = draft.position(step);
            let (Some(at), Content::Nested(_, children)) = (at, &mut draft.content) else {
                return Err(missing);
            };
            draft = &mut children[at].draft;
        }
        Ok(draft)
    }

    /// Numbers and words that are to stand without quotes have to be able to.
    fn can_write(&self, value: &Value) -> Result<(), Refusal> {
        match value {
            Value::Plain(text) if !scalar::can_be_plain(text, true) => {
                Err(Refusal::new(Reason::NotPlain(text.clone()), self.file, 0..0))
            }
            Value::Text(_) | Value::Plain(_) => Ok(()),
            Value::List(items) => items.iter().try_for_each(|item| self.can_write(item)),
            Value::Map(entries) => entries.iter().try_for_each(|(_, value)| self.can_write(value)),
        }
    }

    fn set(&mut self, path: &Path, value: &Value) -> Result<(), Refusal> {
        self.can_write(value)?;
        let there =
            (0..=path.0.len()).rev().find(|n| self.find(&Path(path.0[..*n].into())).is_ok());
        let (there, missing) = path.0.split_at(there.unwrap_or(0));
        let parent = Path(there.into());
        let Some((Step::Key(key), rest)) = missing.split_first() else {
            return match missing {
                [] => {
                    self.find(&parent)?.assign(value);
                    Ok(())
                }
                _ => Err(self.refusal(path, Reason::NotFound(path.to_string()))),
            };
        };
        let mut value = value.clone();
        for step in rest.iter().rev() {
            let Step::Key(key) = step else {
                return Err(self.refusal(path, Reason::NotFound(path.to_string())));
            };
            value = Value::map([(key, value)]);
        }
        self.insert(&parent, &Place::InOrder, Child::new(Some(key), &value), Collection::Map)
    }

    fn insert(
        &mut self,
        path: &Path,
        place: &Place,
        child: Child<'t>,
        kind: Collection,
    ) -> Result<(), Refusal> {
        let other = self.refusal(path, Reason::OtherKind(path.to_string()));
        let own = child.key.as_ref().map(Step::key);
        let full = |step: &Step| Path([&path.0[..], std::slice::from_ref(step)].concat());
        let parent = self.find(path)?;
        if let Some(step) = own
            && parent.position(&step).is_some()
        {
            let full = full(&step);
            return Err(self.refusal(&full, Reason::AlreadyThere(full.to_string())));
        }
        let beside = match place {
            Place::Before(step) | Place::After(step) => Some((parent.position(step), step)),
            _ => None,
        };
        if let Some((None, step)) = beside {
            let full = full(step);
            return Err(self.refusal(&full, Reason::NotFound(full.to_string())));
        }
        let beside = beside.and_then(|(at, _)| at).unwrap_or(0);
        let Some(children) = parent.children_mut(kind) else { return Err(other) };
        let at = match place {
            Place::First => 0,
            Place::Last => children.len(),
            Place::Before(_) => beside,
            Place::After(_) => beside + 1,
            Place::InOrder => in_order(children, child.key.as_deref()),
        };
        children.insert(at, child);
        Ok(())
    }

    fn remove(&mut self, path: &Path) -> Result<(), Refusal> {
        let missing = self.refusal(path, Reason::NotFound(path.to_string()));
        let Some((last, parent)) = path.0.split_last() else { return Err(missing) };
        let parent = self.find(&Path(parent.into()))?;
        let at = parent.position(last);
        let (Some(at), Content::Nested(_, children)) = (at, &mut parent.content) else {
            return Err(missing);
        };
        children.remove(at);
        Ok(())
    }

    fn replace(&mut self, range: &Range<usize>, text: &str) -> Result<(), Refusal> {
        let refused = || Refusal::new(Reason::NotWithinText, self.file, range.clone());
        let breaks = |text: &str| text.contains(['\n', '\r']);
        let old = self.file.text().get(range.clone()).ok_or_else(refused)?;
        let refused = refused();
        if breaks(old) || breaks(text) {
            return Err(refused);
        }
        match scalar_around(&mut self.root, range) {
            Some(Draft { content: content @ Content::Kept, .. }) => {
                *content = Content::Patched(vec![(range.clone(), text.to_owned())]);
                Ok(())
            }
            Some(Draft { content: Content::Patched(pieces), .. })
                if pieces
                    .iter()
                    .all(|(own, _)| own.end <= range.start || range.end <= own.start) =>
            {
                pieces.push((range.clone(), text.to_owned()));
                Ok(())
            }
            _ => Err(refused),
        }
    }
}

/// The scalar of the file whose bytes hold `range`.
fn scalar_around<'d, 't>(
    draft: &'d mut Draft<'t>,
    range: &Range<usize>,
) -> Option<&'d mut Draft<'t>> {
    if matches!(draft.content, Content::Nested(..)) {
        let Content::Nested(_, children) = &mut draft.content else { return None };
        return children.iter_mut().find_map(|child| scalar_around(&mut child.draft, range));
    }
    let own = &draft.origin?.range;
    (own.start <= range.start && range.end <= own.end).then_some(draft)
}

/// Where a new key goes among others: beside those that differ from it by their number alone,
/// in the order of the numbers, else last.
fn in_order(children: &[Child], key: Option<&str>) -> usize {
    fn split(key: &str) -> Option<(&str, u64)> {
        let name = key.trim_end_matches(|c: char| c.is_ascii_digit());
        Some((name, key[name.len()..].parse().ok()?))
    }
    let Some((name, number)) = key.and_then(split) else { return children.len() };
    let alike = children.iter().enumerate().filter_map(|(i, child)| {
        let (other, n) = split(child.key.as_deref()?)?;
        (other == name).then_some((i, n))
    });
    let (lower, higher): (Vec<_>, Vec<_>) = alike.partition(|(_, n)| *n < number);
    match (lower.last(), higher.first()) {
        (Some((i, _)), _) => i + 1,
        (None, Some((i, _))) => *i,
        (None, None) => children.len(),
    }
}
