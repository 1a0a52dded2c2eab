//! The form of a file and its fields: places for signatures, and nothing else.

use super::{CATALOG_CHANGED, FORM_CHANGED, Step, get};
use crate::language::notes;
use crate::reader::pdf;
use crate::reader::signed::syntax::{Dict, Object};

/// Keys of a form that has only fields for signatures.
const FORM: &[&str] = &["Fields", "SigFlags", "DA", "DR", "NeedAppearances"];
/// Keys of a field for a signature, which is its own place on a page.
const FIELD: &[&str] = &[
    "Type", "Subtype", "FT", "T", "TU", "TM", "Ff", "F", "Rect", "P", "AP", "V", "M", "NM", "Lock",
    "SV", "MK", "BS", "Border", "H", "DA", "Q",
];
/// Keys of a field that change when it is signed.
const WHEN_SIGNED: &[&str] = &["V", "AP", "M"];
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
/// Flags of a field that stays where it is and as large as it is.
const STILL: usize = 1 | 2 | 4 | 32 | 64 | 128 | 512;

notes! {
    NO_SIGNATURE_FIELD = "ada isian formulir yang bukan tempat tanda tangan: {name}",
        "there is a field of a form that is no place for a signature: {name}";
    FIELD_CHANGED = "tempat tanda tangan yang sudah ada diubah: {name}",
        "a place for a signature that was there already was changed: {name}";
    ODD_FIELD = "tempat tanda tangan {name} memuat yang tidak diperlukan tanda tangan: {key}",
        "the place of the signature {name} holds what no signature needs: {key}";
}

impl<'a> Step<'a> {
    /// A form with nothing but fields for signatures: those there were, as they were or signed,
    /// and new ones.
    pub(super) fn form(&mut self, before: Option<&'a Object>, form: &'a Object) {
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
}

/// The area of a field that is to be seen: left, bottom, right, top.
pub(super) fn area(field: &Dict) -> Option<[f64; 4]> {
    let sides: Vec<f64> = get(field, "Rect")?.array()?.iter().filter_map(Object::number).collect();
    let [x, y, other_x, other_y] = sides[..] else { return None };
    let area = [x.min(other_x), y.min(other_y), x.max(other_x), y.max(other_y)];
    (area[0] < area[2] && area[1] < area[3]).then_some(area)
}

/// What a person may know a field by.
pub(super) fn name_of(field: &Dict, number: u32) -> String {
    match get(field, "T") {
        Some(Object::String(name)) => format!("`{}`", pdf::text(name)),
        _ => number.to_string(),
    }
}
