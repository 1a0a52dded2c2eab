//! Pages, on which fields for signatures are laid, and the properties of the file.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{PAGE_CHANGED, Step, get, shown};
use crate::language::{Phrase, notes};
use crate::reader::signed::syntax::{Dict, Indirect, Object};
use crate::reader::signed::xmp;

/// Bytes of the properties of a file, unpacked.
const MAX_PROPERTIES: u64 = 1 << 20;

notes! {
    PROPERTIES_CHANGED = "sifat berkas (judul, pembuat, tanggal) diubah sesudah dibuat",
        "the properties of the file (title, author, date) were changed after it was made";
    ANNOTATED = "ada anotasi di halaman {n} yang bukan tanda tangan",
        "there is an annotation on page {n} that is no signature";
}

impl<'a> Step<'a> {
    /// The properties of the file, of which signing changes the hour and the program.
    pub(super) fn properties(&mut self) {
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
    pub(super) fn pages(&mut self) {
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
