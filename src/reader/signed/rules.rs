//! What an appended revision may change: what signing needs, and nothing else.
//!
//! Every object of a revision has to be vouched for by what it is there for: a field for a
//! signature, its entry on a page, its picture, the signature, what validates it. An object that
//! nothing of that leads to is one too many; one that was there before may change only in what
//! signing changes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::RangeInclusive;

use flate2::read::ZlibDecoder;

use super::cms::Claim;
use super::revision::Revision;
use super::syntax::{Dict, Indirect, Object};
use super::{Place, Signature, xmp};
use crate::language::{Phrase, notes};
use crate::reader::pdf;

/// Bytes of the properties of a file, unpacked.
const MAX_PROPERTIES: u64 = 1 << 20;

/// Keys of the trailer.
const TRAILER: &[&str] = &["Size", "Root", "Info", "ID", "Prev"];
/// Versions of PDF that signatures may ask for.
const VERSIONS: &[&str] = &["1.7", "2.0"];
/// Keys of a form that has only fields for signatures.
const FORM: &[&str] = &["Fields", "SigFlags", "DA", "DR", "NeedAppearances"];
/// Keys of a field for a signature, which is its own place on a page.
const FIELD: &[&str] = &[
    "Type", "Subtype", "FT", "T", "TU", "TM", "Ff", "F", "Rect", "P", "AP", "V", "M", "NM", "Lock",
    "SV", "MK", "BS", "Border", "H", "DA", "Q",
];
/// Keys of a field that change when it is signed.
const WHEN_SIGNED: &[&str] = &["V", "AP", "M"];
/// Keys of a signature.
const SIGNATURE: &[&str] = &[
    "Type",
    "Filter",
    "SubFilter",
    "ByteRange",
    "Contents",
    "M",
    "Name",
    "Location",
    "Reason",
    "ContactInfo",
    "Reference",
    "Prop_Build",
    "Prop_AuthTime",
    "Prop_AuthType",
    "R",
    "V",
    "Changes",
];
/// Keys of the picture of a signature.
const PICTURE: &[&str] = &[
    "Type",
    "Subtype",
    "FormType",
    "BBox",
    "Matrix",
    "Resources",
    "Group",
    "Length",
    "Filter",
    "DecodeParms",
    "Name",
    "LastModified",
];
/// Keys of the store of what validates signatures.
const VALIDATION: &[&str] = &["Type", "Certs", "OCSPs", "CRLs", "VRI"];
/// Keys of what validates one signature.
const OF_ONE: &[&str] = &["Type", "Cert", "OCSP", "CRL", "TU", "TS"];
/// Keys of a stream that is nothing but its data.
const STREAM: &[&str] = &["Length", "Filter", "DecodeParms", "Type", "Subtype"];
/// Keys of what acts, attaches or changes with the reader; nothing of a signature has them.
const ACTING: &[&str] = &["AA", "AF", "EF", "JS", "OC", "OPI", "Ref"];
/// Flags of a field that stays where it is and as large as it is.
const STILL: usize = 1 | 2 | 4 | 32 | 64 | 128 | 512;

notes! {
    TRAILER_CHANGED = "ikhtisar di akhir berkas diubah sesudah dibuat: {key}",
        "the summary at the end of the file was changed after it was made: {key}";
    CATALOG_CHANGED = "pengaturan berkas diubah sesudah dibuat: {key}",
        "the set-up of the file was changed after it was made: {key}";
    PROPERTIES_CHANGED = "sifat berkas (judul, pembuat, tanggal) diubah sesudah dibuat",
        "the properties of the file (title, author, date) were changed after it was made";
    PAGE_CHANGED = "halaman {n} diubah sesudah dibuat: {key}", "page {n} was changed after it was made: {key}";
    ANNOTATED = "ada anotasi di halaman {n} yang bukan tanda tangan",
        "there is an annotation on page {n} that is no signature";
    NO_SIGNATURE_FIELD = "ada isian formulir yang bukan tempat tanda tangan: {name}",
        "there is a field of a form that is no place for a signature: {name}";
    FIELD_CHANGED = "tempat tanda tangan yang sudah ada diubah: {name}",
        "a place for a signature that was there already was changed: {name}";
    ODD_FIELD = "tempat tanda tangan {name} memuat yang tidak diperlukan tanda tangan: {key}",
        "the place of the signature {name} holds what no signature needs: {key}";
    FORM_CHANGED = "formulir di dalamnya memuat yang tidak diperlukan tanda tangan: {key}",
        "its form holds what no signature needs: {key}";
    ODD_SIGNATURE = "tanda tangan {name} tidak tersusun sebagaimana mestinya: {key}",
        "the signature {name} is not made as it should be: {key}";
    UNKNOWN_SIGNATURE = "tanda tangan {name} dibuat dengan cara yang tidak dikenal program ini",
        "the signature {name} was made in a way that this program does not know";
    LESS = "tanda tangan {name} tidak mencakup seluruh berkas pada saat ditandatangani",
        "the signature {name} does not cover the whole file as it was when it was signed";
    OF_ANOTHER = "tanda tangan {name} bukan untuk berkas ini: sidik yang ditandatangani lain",
        "the signature {name} is not of this file: another fingerprint was signed";
    ODD_VALIDATION = "data validasi tanda tangan memuat yang lain: {key}",
        "the data that validate signatures hold something else: {key}";
    OTHER_CHANGE = "bagian lain diubah sesudah dibuat: objek {n} ({kind})",
        "another part was changed after it was made: object {n} ({kind})";
    ADDED = "ada yang ditambahkan sesudah dibuat dan bukan bagian tanda tangan: objek {n} ({kind})",
        "something was added after it was made that is no part of a signature: object {n} ({kind})";
    WITHOUT_KIND = "tanpa jenis", "of no kind";
}

/// A file up to some revision.
pub struct State {
    /// Its objects as they are now, by number.
    objects: BTreeMap<u32, Indirect>,
    /// The summary at its end.
    trailer: Dict,
    /// Numbers of its pages, in order.
    pages: Vec<u32>,
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

    fn root(&self) -> Option<u32> {
        get(&self.trailer, "Root")?.reference()
    }

    fn catalog(&self) -> Option<&Dict> {
        self.objects.get(&self.root()?)?.object.dict()
    }

    /// What a reference refers to, or the object itself.
    fn resolve<'s>(&'s self, object: &'s Object) -> Option<&'s Object> {
        match object {
            Object::Ref(number) => self.objects.get(number).map(|found| &found.object),
            object => Some(object),
        }
    }

    /// The fields of its form, by number.
    fn fields(&self) -> Vec<u32> {
        let fields = || {
            let form = self.resolve(get(self.catalog()?, "AcroForm")?)?.dict()?;
            self.resolve(get(form, "Fields")?)?.array()
        };
        fields().unwrap_or_default().iter().filter_map(Object::reference).collect()
    }

    /// The signatures in its fields, by number.
    fn values(&self) -> BTreeSet<u32> {
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

    /// A form with nothing but fields for signatures: those there were, as they were or signed,
    /// and new ones.
    fn form(&mut self, before: Option<&'a Object>, form: &'a Object) {
        let old = before.and_then(|old| self.resolve_old(old)).and_then(Object::dict);
        let Some(new) = self.part(before, form).and_then(Object::dict) else {
            return self.wrong(CATALOG_CHANGED.arg("key", "/AcroForm"));
        };
        let say = |key: String| FORM_CHANGED.arg("key", key);
        self.only(new, FORM, &say);
        if get(new, "NeedAppearances").is_some_and(|asked| *asked != Object::Bool(false)) {
            self.wrong(say("/NeedAppearances".to_owned()));
        }
        for key in ["DA", "DR"] {
            if let Some(value) = get(new, key) {
                self.plain(value);
            }
        }
        let old_fields = old.and_then(|old| get(old, "Fields"));
        let before = old_fields.and_then(|all| self.resolve_old(all)).and_then(Object::array);
        let after = get(new, "Fields").and_then(|all| self.part(old_fields, all));
        let (before, after) = (before.unwrap_or_default(), after.and_then(Object::array));
        let Some(added) = after.and_then(|after| after.strip_prefix(before)) else {
            return self.wrong(say("/Fields".to_owned()));
        };
        if old != Some(new) || !added.is_empty() {
            self.brought.more = true;
        }
        for field in before.iter().chain(added) {
            match field.reference() {
                Some(number) => self.field(number),
                None => self.wrong(say("/Fields".to_owned())),
            }
        }
    }

    fn field(&mut self, number: u32) {
        let Some(new) = self.now.objects.get(&number).and_then(|one| one.object.dict()) else {
            return self.wrong(NO_SIGNATURE_FIELD.arg("name", number));
        };
        let name = name_of(new, number);
        if !get(new, "FT").is_some_and(|kind| kind.is_name("Sig"))
            || !get(new, "Subtype").is_some_and(|kind| kind.is_name("Widget"))
        {
            return self.wrong(NO_SIGNATURE_FIELD.arg("name", name));
        }
        if !self.changed.contains(&number) {
            return;
        }
        self.brought.more = true;
        let signed = |field: &Dict| get(field, "V").is_some();
        if let Some(old) = self.before.get(&number) {
            let old = old.object.dict();
            let kept = |field: &Dict| -> Dict {
                let kept = |key: &[u8]| WHEN_SIGNED.iter().all(|one| one.as_bytes() != key);
                field
                    .iter()
                    .filter(|(key, _)| kept(key))
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect()
            };
            if !old.is_some_and(|old| kept(old) == kept(new) && (!signed(old) || old == new)) {
                return self.wrong(FIELD_CHANGED.arg("name", name));
            }
            if old.is_some_and(signed) {
                return self.vouch(number);
            }
        }
        self.vouch(number);
        self.only(new, FIELD, &|key| ODD_FIELD.arg("name", name.as_str()).arg("key", key));
        let still =
            get(new, "F").is_none_or(|flags| flags.whole().is_some_and(|f| f & !STILL == 0));
        if !still {
            self.wrong(ODD_FIELD.arg("name", name.as_str()).arg("key", "/F"));
        }
        for (key, value) in new {
            match key.as_slice() {
                b"AP" => self.pictures(value, &name),
                b"V" => self.signature(value, &name),
                // Pages are not part of a field.
                b"P" => {}
                _ => self.plain(value),
            }
        }
    }

    /// The pictures of a field: one, for every state.
    fn pictures(&mut self, value: &'a Object, name: &str) {
        let odd = || ODD_FIELD.arg("name", name).arg("key", "/AP");
        let normal = self.part(None, value).and_then(Object::dict).and_then(|all| {
            let only = all.len() == 1;
            get(all, "N").filter(|_| only)?.reference()
        });
        let Some(number) = normal.filter(|number| self.is_new(*number)) else {
            return self.wrong(odd());
        };
        let picture = &self.now.objects[&number];
        let form = picture.object.dict().filter(|_| picture.stream.is_some());
        match form.filter(|form| get(form, "Subtype").is_some_and(|kind| kind.is_name("Form"))) {
            Some(form) => {
                self.only(form, PICTURE, &|key| {
                    ODD_FIELD.arg("name", name).arg("key", format!("/AP {key}"))
                });
                self.plain(&Object::Ref(number));
            }
            None => self.wrong(odd()),
        }
    }

    fn signature(&mut self, value: &'a Object, name: &str) {
        let odd = |key: &str| ODD_SIGNATURE.arg("name", name).arg("key", shown(key.as_bytes()));
        let number = value.reference().filter(|number| self.is_new(*number));
        let Some((number, dict)) =
            number.and_then(|number| Some((number, self.now.objects[&number].object.dict()?)))
        else {
            return self.wrong(odd("V"));
        };
        self.vouch(number);
        self.only(dict, SIGNATURE, &|key| ODD_SIGNATURE.arg("name", name).arg("key", key));
        for value in dict.values() {
            self.plain(value);
        }
        let is = |key, name: &str| get(dict, key).is_some_and(|value| value.is_name(name));
        let time_stamp = is("SubFilter", "ETSI.RFC3161");
        let detached =
            is("SubFilter", "adbe.pkcs7.detached") || is("SubFilter", "ETSI.CAdES.detached");
        let kind = if time_stamp { "DocTimeStamp" } else { "Sig" };
        if get(dict, "Type").is_some() && !is("Type", kind) {
            return self.wrong(odd("Type"));
        }
        let Some(parts) = self.covered(number, dict) else {
            return self.wrong(LESS.arg("name", name));
        };
        let contents = match get(dict, "Contents") {
            Some(Object::String(contents)) if time_stamp || detached => contents,
            _ => return self.wrong(UNKNOWN_SIGNATURE.arg("name", name)),
        };
        let Some(claim) = Claim::read(contents, time_stamp) else {
            return self.wrong(UNKNOWN_SIGNATURE.arg("name", name));
        };
        if !claim.is_of(parts) {
            return self.wrong(OF_ANOTHER.arg("name", name));
        }
        self.brought.signatures.push(Signature { time_stamp, name: claim.name });
    }

    /// The bytes that a signature covers, where that is the whole file up to the end of this
    /// revision but the signature itself.
    fn covered(&self, number: u32, dict: &Dict) -> Option<[&'a [u8]; 2]> {
        let range = get(dict, "ByteRange")?.array()?;
        let range: Vec<usize> = range.iter().filter_map(Object::whole).collect();
        let [0, gap, behind, length] = range[..] else { return None };
        let end = behind.checked_add(length)?;
        let place = &self.now.objects[&number].place;
        let inside = place.start < gap && gap < behind && behind < place.end;
        if !inside || !self.ending.contains(&end) {
            return None;
        }
        let hole = self.bytes[gap..behind].strip_prefix(b"<")?.strip_suffix(b">")?;
        let Object::String(contents) = get(dict, "Contents")? else { return None };
        let digits: Vec<u8> = contents.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect();
        let same = |(digit, byte): (&u8, &u8)| {
            char::from(*byte).to_digit(16).is_some_and(|value| value == u32::from(*digit))
        };
        let whole = hole.len() == digits.len() && digits.iter().zip(hole).all(same);
        whole.then(|| [&self.bytes[..gap], &self.bytes[behind..end]])
    }

    /// Who may change what: said by a signature.
    fn rights(&mut self, before: Option<&'a Object>, rights: &'a Object) {
        if before != Some(rights) {
            self.brought.more = true;
        }
        let values = self.now.values();
        let one = |dict: &Dict| match dict.iter().next() {
            Some((key, Object::Ref(value))) => {
                dict.len() == 1 && key == b"DocMDP" && values.contains(value)
            }
            _ => false,
        };
        if !self.part(before, rights).and_then(Object::dict).is_some_and(one) {
            self.wrong(CATALOG_CHANGED.arg("key", "/Perms"));
        }
    }

    /// What validates signatures: certificates and the answers of those who issue them.
    fn validation(&mut self, before: Option<&'a Object>, store: &'a Object) {
        let old = before.and_then(|old| self.resolve_old(old)).and_then(Object::dict);
        let say = |key: String| ODD_VALIDATION.arg("key", key);
        let Some(new) = self.part(before, store).and_then(Object::dict) else {
            return self.wrong(say("/DSS".to_owned()));
        };
        self.only(new, VALIDATION, &say);
        for key in ["Certs", "OCSPs", "CRLs"] {
            self.streams(old.and_then(|old| get(old, key)), get(new, key));
        }
        let old_entries = old.and_then(|old| get(old, "VRI"));
        let Some(entries) = get(new, "VRI") else { return };
        let old_all = old_entries.and_then(|all| self.resolve_old(all)).and_then(Object::dict);
        let Some(all) = self.part(old_entries, entries).and_then(Object::dict) else {
            return self.wrong(say("/VRI".to_owned()));
        };
        for (name, entry) in all {
            let before = old_all.and_then(|old| old.get(name));
            let old = before.and_then(|old| self.resolve_old(old)).and_then(Object::dict);
            let Some(entry) = self.part(before, entry).and_then(Object::dict) else {
                self.wrong(say(shown(name)));
                continue;
            };
            self.only(entry, OF_ONE, &say);
            for key in ["Cert", "OCSP", "CRL"] {
                self.streams(old.and_then(|old| get(old, key)), get(entry, key));
            }
            if let Some(stream) = get(entry, "TS") {
                self.stream(stream);
            }
        }
    }

    fn streams(&mut self, before: Option<&Object>, list: Option<&'a Object>) {
        let Some(list) = list else { return };
        match self.part(before, list).and_then(Object::array) {
            Some(all) => all.iter().for_each(|one| self.stream(one)),
            None => self.wrong(ODD_VALIDATION.arg("key", kind(list))),
        }
    }

    fn stream(&mut self, one: &'a Object) {
        let number = one.reference();
        let found = number.and_then(|number| self.now.objects.get(&number));
        match (number, found) {
            (Some(number), Some(Indirect { object: Object::Dict(dict), stream: Some(_), .. })) => {
                self.only(dict, STREAM, &|key| ODD_VALIDATION.arg("key", key));
                if self.is_new(number) {
                    self.vouch(number);
                }
            }
            _ => self.wrong(ODD_VALIDATION.arg("key", kind(one))),
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

    /// The properties of the file, of which signing changes the hour and the program.
    fn properties(&mut self) {
        let info = get(&self.now.trailer, "Info").and_then(Object::reference);
        if let Some(info) = info.filter(|info| self.changed.contains(info)) {
            let kept = |object: Option<&Object>| -> Option<Dict> {
                let mut dict = object?.dict()?.clone();
                dict.remove(b"ModDate".as_slice());
                dict.remove(b"Producer".as_slice());
                Some(dict)
            };
            let now = &self.now.objects[&info].object;
            let old = kept(self.old_object(info));
            let texts = now.dict().is_some_and(|all| {
                all.values().all(|value| matches!(value, Object::String(_) | Object::Name(_)))
            });
            if old.is_some() && old == kept(Some(now)) && texts {
                self.vouch(info);
            } else {
                self.wrong(Phrase::from(&PROPERTIES_CHANGED));
            }
        }
        let metadata = self.now.catalog().and_then(|all| get(all, "Metadata")?.reference());
        if let Some(metadata) = metadata.filter(|one| self.changed.contains(one)) {
            let texts = [self.old(metadata), self.now.objects.get(&metadata)]
                .map(|one| one.and_then(|one| unpacked(one, self.bytes)));
            match texts {
                [Some(old), Some(new)] if xmp::same(&old, &new) => self.vouch(metadata),
                _ => self.wrong(Phrase::from(&PROPERTIES_CHANGED)),
            }
        }
    }

    /// Pages, of which signing changes what lies on them: fields for signatures are added.
    fn pages(&mut self) {
        let fields = self.now.fields();
        for (n, number) in self.now.pages.iter().enumerate() {
            let page = |object: Option<&'a Object>| object.and_then(Object::dict);
            let old = page(self.old_object(*number));
            let new = page(self.now.objects.get(number).map(|one| &one.object));
            let (Some(old), Some(new)) = (old, new) else { continue };
            if self.changed.contains(number) {
                self.vouch(*number);
                self.brought.more = true;
            }
            for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
                let (before, after) = (old.get(key), new.get(key));
                if key.as_slice() == b"Annots" {
                    self.annotations(n, before, after, &fields);
                } else if before != after {
                    self.wrong(PAGE_CHANGED.arg("n", n + 1).arg("key", shown(key)));
                }
            }
        }
    }

    fn annotations(
        &mut self,
        page: usize,
        before: Option<&'a Object>,
        after: Option<&'a Object>,
        fields: &[u32],
    ) {
        let list = |list: Option<&'a Object>| list.and_then(Object::array).unwrap_or_default();
        let old = list(before.and_then(|old| self.resolve_old(old)));
        let new = list(after.and_then(|new| self.part(before, new)));
        let is_field = |one: &Object| one.reference().is_some_and(|one| fields.contains(&one));
        match new.strip_prefix(old) {
            Some(added) if added.iter().all(is_field) => {
                self.brought.more |= !added.is_empty();
            }
            _ => self.wrong(ANNOTATED.arg("n", page + 1)),
        }
    }
}

/// The area of a field that is to be seen: left, bottom, right, top.
fn area(field: &Dict) -> Option<[f64; 4]> {
    let sides: Vec<f64> = get(field, "Rect")?.array()?.iter().filter_map(Object::number).collect();
    let [x, y, other_x, other_y] = sides[..] else { return None };
    let area = [x.min(other_x), y.min(other_y), x.max(other_x), y.max(other_y)];
    (area[0] < area[2] && area[1] < area[3]).then_some(area)
}

/// What a person may know a field by.
fn name_of(field: &Dict, number: u32) -> String {
    match get(field, "T") {
        Some(Object::String(name)) => format!("`{}`", pdf::text(name)),
        _ => number.to_string(),
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

/// The data of a stream, where they are not too many.
fn unpacked(stream: &Indirect, bytes: &[u8]) -> Option<Vec<u8>> {
    let data = &bytes[stream.stream.clone()?];
    let mut out = Vec::new();
    match get(stream.object.dict()?, "Filter") {
        None => out.extend_from_slice(data),
        Some(filter) if filter.is_name("FlateDecode") => {
            ZlibDecoder::new(data).take(MAX_PROPERTIES).read_to_end(&mut out).ok()?;
        }
        Some(_) => return None,
    }
    Some(out)
}
