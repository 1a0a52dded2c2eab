//! What an appended revision may change: what signing needs, and nothing else.
//!
//! Every object of a revision has to be vouched for by what it is there for: a field for a
//! signature, its entry on a page, its picture, the signature, what validates it. An object that
//! nothing of that leads to is one too many; one that was there before may change only in what
//! signing changes of it.

mod field;
mod page;
mod signature;
mod state;
mod validation;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::Signature;
use super::syntax::{Dict, Indirect, Object};
use crate::language::{Phrase, notes};
pub use state::State;

/// Keys of the trailer.
const TRAILER: &[&str] = &["Size", "Root", "Info", "ID", "Prev"];
/// Versions of PDF that signatures may ask for.
const VERSIONS: &[&str] = &["1.7", "2.0"];
/// Keys of what acts, attaches or changes with the reader; nothing of a signature has them.
const ACTING: &[&str] = &["AA", "AF", "EF", "JS", "OC", "OPI", "Ref"];

notes! {
    TRAILER_CHANGED = "ikhtisar di akhir berkas diubah sesudah dibuat: {key}",
        "the summary at the end of the file was changed after it was made: {key}";
    CATALOG_CHANGED = "pengaturan berkas diubah sesudah dibuat: {key}",
        "the set-up of the file was changed after it was made: {key}";
    FORM_CHANGED = "formulir di dalamnya memuat yang tidak diperlukan tanda tangan: {key}",
        "its form holds what no signature needs: {key}";
    PAGE_CHANGED = "halaman {n} diubah sesudah dibuat: {key}", "page {n} was changed after it was made: {key}";
    OTHER_CHANGE = "bagian lain diubah sesudah dibuat: objek {n} ({kind})",
        "another part was changed after it was made: object {n} ({kind})";
    ADDED = "ada yang ditambahkan sesudah dibuat dan bukan bagian tanda tangan: objek {n} ({kind})",
        "something was added after it was made that is no part of a signature: object {n} ({kind})";
    WITHOUT_KIND = "tanpa jenis", "of no kind";
}

/// What a revision brought.
#[derive(Default)]
pub struct Brought {
    /// Signatures, each over all of the file up to its end.
    pub signatures: Vec<Signature>,
    /// Whether it changed more than what validates signatures.
    pub more: bool,
    /// What is not allowed.
    pub wrong: Vec<Phrase>,
}

fn get<'d>(dict: &'d Dict, key: &str) -> Option<&'d Object> {
    dict.get(key.as_bytes())
}

/// A key for a person.
fn shown(key: &[u8]) -> String {
    format!("/{}", String::from_utf8_lossy(key))
}

/// From one state to the next.
struct Step<'a> {
    now: &'a State,
    /// What the changed objects were before, where they were there.
    before: &'a BTreeMap<u32, Indirect>,
    /// Numbers of the objects that the revision holds.
    changed: &'a BTreeSet<u32>,
    old_trailer: &'a Dict,
    /// The whole file.
    bytes: &'a [u8],
    /// Where the revision ends.
    ending: RangeInclusive<usize>,
    /// Numbers of objects that belong there.
    vouched: BTreeSet<u32>,
    brought: Brought,
}

impl<'a> Step<'a> {
    fn wrong(&mut self, phrase: Phrase) {
        if !self.brought.wrong.contains(&phrase) {
            self.brought.wrong.push(phrase);
        }
    }

    /// An object as it was before this revision.
    fn old(&self, number: u32) -> Option<&'a Indirect> {
        match self.before.get(&number) {
            Some(old) => Some(old),
            None if self.changed.contains(&number) => None,
            None => self.now.objects.get(&number),
        }
    }

    fn old_object(&self, number: u32) -> Option<&'a Object> {
        self.old(number).map(|old| &old.object)
    }

    fn resolve_old(&self, object: &'a Object) -> Option<&'a Object> {
        match object {
            Object::Ref(number) => self.old_object(*number),
            object => Some(object),
        }
    }

    /// Whether this object is there since this revision.
    fn is_new(&self, number: u32) -> bool {
        self.changed.contains(&number) && !self.before.contains_key(&number)
    }

    /// A new object that belongs there, or an old one that is as it was.
    fn vouch(&mut self, number: u32) {
        self.vouched.insert(number);
    }

    /// What stands for a value that may be an object of its own: the object is new, or the one
    /// that stood there before.
    fn part(&mut self, old: Option<&Object>, new: &'a Object) -> Option<&'a Object> {
        if let Object::Ref(number) = new
            && self.changed.contains(number)
            && (self.is_new(*number) || old == Some(new))
        {
            self.vouch(*number);
        }
        self.now.resolve(new)
    }

    fn judge(&mut self) {
        self.trailer();
        self.catalog();
        self.properties();
        self.pages();
        for number in self.changed {
            let (Some(new), old) = (self.now.objects.get(number), self.before.get(number)) else {
                continue;
            };
            let data = |one: &Indirect| one.stream.clone().map(|data| &self.bytes[data]);
            let same = old.is_some_and(|old| old.object == new.object && data(old) == data(new));
            if same || self.vouched.contains(number) {
                continue;
            }
            let pages = self.now.pages.iter();
            let page = pages.enumerate().find(|(_, page)| self.draws(**page, *number));
            self.wrong(match page {
                Some((n, _)) => PAGE_CHANGED.arg("n", n + 1).arg("key", "/Contents"),
                None => {
                    let note = if old.is_some() { &OTHER_CHANGE } else { &ADDED };
                    note.arg("n", number).arg("kind", kind(&new.object))
                }
            });
        }
    }

    /// Whether a stream is what a page draws.
    fn draws(&self, page: u32, stream: u32) -> bool {
        let contents = || get(self.now.objects.get(&page)?.object.dict()?, "Contents");
        match contents() {
            Some(Object::Array(all)) => all.contains(&Object::Ref(stream)),
            contents => contents == Some(&Object::Ref(stream)),
        }
    }

    fn trailer(&mut self) {
        let (old, new) = (self.old_trailer, &self.now.trailer);
        let id = |trailer: &Dict| get(trailer, "ID")?.array()?.first().cloned();
        let same = |key| get(old, key) == get(new, key);
        for (key, holds) in [
            ("Root", same("Root")),
            ("Info", same("Info")),
            ("ID", get(new, "ID").is_none() || id(old) == id(new)),
        ] {
            if !holds {
                self.wrong(TRAILER_CHANGED.arg("key", shown(key.as_bytes())));
            }
        }
        self.only(new, TRAILER, &|key| TRAILER_CHANGED.arg("key", key));
    }

    /// Reports the keys of a dictionary that are not among these.
    fn only(&mut self, dict: &Dict, keys: &[&str], say: &dyn Fn(String) -> Phrase) {
        for key in dict.keys() {
            if !keys.iter().any(|known| known.as_bytes() == key) {
                self.wrong(say(shown(key)));
            }
        }
    }

    fn catalog(&mut self) {
        let Some(root) = self.now.root() else { return };
        let both = (self.old_object(root).and_then(Object::dict), self.now.catalog());
        let (Some(old), Some(new)) = both else {
            return self.wrong(CATALOG_CHANGED.arg("key", "/Root"));
        };
        if self.changed.contains(&root) {
            self.vouch(root);
        }
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let (before, after) = (old.get(key), new.get(key));
            match (key.as_slice(), after) {
                (b"AcroForm", Some(form)) => self.form(before, form),
                (b"DSS", Some(store)) => self.validation(before, store),
                (b"Perms", Some(rights)) => self.rights(before, rights),
                (b"Extensions", Some(all)) => {
                    self.part(before, all);
                    self.plain(all);
                }
                // Newer kinds of signatures are of newer versions.
                (b"Version", Some(version)) if VERSIONS.iter().any(|one| version.is_name(one)) => {}
                _ if before == after => {}
                _ => self.wrong(CATALOG_CHANGED.arg("key", shown(key))),
            }
        }
    }

    /// New objects that a value leads to: nothing in them acts.
    fn plain(&mut self, value: &Object) {
        let mut ahead: Vec<&Object> = vec![value];
        while let Some(object) = ahead.pop() {
            match object {
                Object::Ref(number) if self.is_new(*number) && self.vouched.insert(*number) => {
                    ahead.push(&self.now.objects[number].object);
                }
                Object::Array(items) => ahead.extend(items),
                Object::Dict(dict) => {
                    for (key, value) in dict {
                        if ACTING.iter().any(|acting| acting.as_bytes() == key) {
                            self.wrong(FORM_CHANGED.arg("key", shown(key)));
                        }
                        ahead.push(value);
                    }
                }
                _ => {}
            }
        }
    }
}

/// What kind of object this is.
fn kind(object: &Object) -> Phrase {
    let name = object.dict().and_then(|dict| {
        [b"Type", b"Subtype".as_slice()].into_iter().find_map(|key| dict.get(key))
    });
    match name {
        Some(Object::Name(name)) => Phrase::from(shown(name)),
        _ => Phrase::from(&WITHOUT_KIND),
    }
}
