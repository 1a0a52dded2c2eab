//! What validates signatures: certificates and the answers of those who issue them.

use super::{Step, get, kind, shown};
use crate::language::notes;
use crate::reader::signed::syntax::{Indirect, Object};

/// Keys of the store of what validates signatures.
const VALIDATION: &[&str] = &["Type", "Certs", "OCSPs", "CRLs", "VRI"];
/// Keys of what validates one signature.
const OF_ONE: &[&str] = &["Type", "Cert", "OCSP", "CRL", "TU", "TS"];
/// Keys of a stream that is nothing but its data.
const STREAM: &[&str] = &["Length", "Filter", "DecodeParms", "Type", "Subtype"];

notes! {
    ODD_VALIDATION = "data validasi tanda tangan memuat yang lain: {key}",
        "the data that validate signatures hold something else: {key}";
}

impl<'a> Step<'a> {
    /// What validates signatures: certificates and the answers of those who issue them.
    pub(super) fn validation(&mut self, before: Option<&'a Object>, store: &'a Object) {
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
}
