//! A signature: made in a way that is known, over the whole file and of this file.

use super::{CATALOG_CHANGED, Step, get, shown};
use crate::language::notes;
use crate::reader::signed::Signature;
use crate::reader::signed::cms::Claim;
use crate::reader::signed::syntax::{Dict, Object};

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

notes! {
    ODD_SIGNATURE = "tanda tangan {name} tidak tersusun sebagaimana mestinya: {key}",
        "the signature {name} is not made as it should be: {key}";
    UNKNOWN_SIGNATURE = "tanda tangan {name} dibuat dengan cara yang tidak dikenal program ini",
        "the signature {name} was made in a way that this program does not know";
    LESS = "tanda tangan {name} tidak mencakup seluruh berkas pada saat ditandatangani",
        "the signature {name} does not cover the whole file as it was when it was signed";
    OF_ANOTHER = "tanda tangan {name} bukan untuk berkas ini: kode sidik (hash) yang ditandatangani lain",
        "the signature {name} is not of this file: another fingerprint was signed";
}

impl<'a> Step<'a> {
    pub(super) fn signature(&mut self, value: &'a Object, name: &str) {
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
    pub(super) fn rights(&mut self, before: Option<&'a Object>, rights: &'a Object) {
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
}
