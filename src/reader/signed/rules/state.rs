//! A file as it is after one of its revisions.

use std::collections::{BTreeMap, BTreeSet};

use super::field::{area, name_of};
use super::{Brought, Step, get};
use crate::reader::signed::Place;
use crate::reader::signed::revision::Revision;
use crate::reader::signed::syntax::{Dict, Indirect, Object};

/// A file up to some revision.
pub struct State {
    /// Its objects as they are now, by number.
    pub(super) objects: BTreeMap<u32, Indirect>,
    /// The summary at its end.
    pub(super) trailer: Dict,
    /// Numbers of its pages, in order.
    pub(super) pages: Vec<u32>,
}

impl State {
    /// The file as it was made.
    pub fn new(original: Revision) -> State {
        let Revision { objects, trailer, .. } = original;
        let mut state = State { objects, trailer, pages: Vec::new() };
        let root = state.catalog().and_then(|catalog| get(catalog, "Pages")?.reference());
        state.pages = root.map(|root| state.leaves(root, 0)).unwrap_or_default();
        state
    }

    /// The pages below a node of the tree of pages, in order.
    fn leaves(&self, number: u32, depth: usize) -> Vec<u32> {
        let node = self.objects.get(&number).and_then(|node| node.object.dict());
        match node.and_then(|node| get(node, "Kids")).and_then(Object::array) {
            Some(kids) if depth < 32 => {
                let kids = kids.iter().filter_map(Object::reference);
                kids.flat_map(|kid| self.leaves(kid, depth + 1)).collect()
            }
            _ => vec![number],
        }
    }

    pub(super) fn root(&self) -> Option<u32> {
        get(&self.trailer, "Root")?.reference()
    }

    pub(super) fn catalog(&self) -> Option<&Dict> {
        self.objects.get(&self.root()?)?.object.dict()
    }

    /// What a reference refers to, or the object itself.
    pub(super) fn resolve<'s>(&'s self, object: &'s Object) -> Option<&'s Object> {
        match object {
            Object::Ref(number) => self.objects.get(number).map(|found| &found.object),
            object => Some(object),
        }
    }

    /// The fields of its form, by number.
    pub(super) fn fields(&self) -> Vec<u32> {
        let fields = || {
            let form = self.resolve(get(self.catalog()?, "AcroForm")?)?.dict()?;
            self.resolve(get(form, "Fields")?)?.array()
        };
        fields().unwrap_or_default().iter().filter_map(Object::reference).collect()
    }

    /// The signatures in its fields, by number.
    pub(super) fn values(&self) -> BTreeSet<u32> {
        let value = |field: &u32| {
            let field = self.objects.get(field)?.object.dict()?;
            get(field, "V")?.reference()
        };
        self.fields().iter().filter_map(value).collect()
    }

    /// Where its fields show.
    pub fn places(&self) -> Vec<Place> {
        let fields = self.fields();
        let fields = fields.iter().filter_map(|number| {
            let field = self.objects.get(number)?.object.dict()?;
            Some((*number, name_of(field, *number), area(field)?))
        });
        let places = fields.flat_map(|(number, field, area)| {
            let pages = self.pages.iter().enumerate();
            let pages = pages.filter(move |(_, page)| self.shows(**page, number));
            pages.map(move |(page, _)| Place { field: field.clone(), page, area })
        });
        places.collect()
    }

    /// Whether a field lies on a page.
    fn shows(&self, page: u32, field: u32) -> bool {
        let all = || self.resolve(get(self.objects.get(&page)?.object.dict()?, "Annots")?)?.array();
        all().unwrap_or_default().iter().any(|one| one.reference() == Some(field))
    }

    /// Goes on to the state that a revision makes; tells what it brought. `bytes`: the file.
    pub fn go_on(&mut self, bytes: &[u8], revision: Revision) -> Brought {
        let Revision { objects, trailer, ending } = revision;
        let changed: BTreeSet<u32> = objects.keys().copied().collect();
        let mut before = BTreeMap::new();
        for (number, object) in objects {
            if let Some(old) = self.objects.insert(number, object) {
                before.insert(number, old);
            }
        }
        let old_trailer = std::mem::replace(&mut self.trailer, trailer);
        let mut step = Step {
            now: self,
            before: &before,
            changed: &changed,
            old_trailer: &old_trailer,
            bytes,
            ending: ending.at,
            vouched: BTreeSet::new(),
            brought: Brought::default(),
        };
        step.judge();
        step.brought
    }
}
