//! What travels in a PDF: its attachments, and what its pages draw.

use std::collections::BTreeMap;
use std::io::Read;
use std::thread;

use flate2::read::ZlibDecoder;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object, Stream};

use super::{MAX_ATTACHMENT, MAX_FILES};
use crate::digest::sha256;
use crate::language::{Phrase, notes};

/// Bytes of the stack that a file is read with.
const STACK: usize = 1 << 20;
/// Bytes of all attachments, unpacked.
const MAX_TOTAL: usize = 64 << 20;

notes! {
    BROKEN = "berkasnya rusak", "the file is broken";
    NO_PDF = "bukan PDF, atau rusak", "no PDF, or broken";
    TOO_MUCH = "lampirannya lebih besar daripada yang dapat diperiksa",
        "its attachments are larger than can be looked at";
    TOO_LARGE = "lampirannya lebih besar daripada yang dapat diperiksa: {name}",
        "an attachment is larger than can be looked at: {name}";
}

/// The attached files of a PDF, by name.
///
/// # Errors
/// Why they cannot be read.
pub fn attachments(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Phrase> {
    with_small_stack(|| files(bytes)).unwrap_or_else(|| Err(Phrase::from(&BROKEN)))
}

/// What a reader of PDF makes of a file; nothing where it gives up, which must not take the
/// program down. It follows a tree of pages that leads back to itself until its stack ends, and
/// takes memory at every step, so its stack is small: the worker that ends with it says so
/// at once.
fn with_small_stack<T: Send>(read: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read).ok()?;
        reader.join().ok()
    })
}

fn files(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Phrase> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Phrase::from(&NO_PDF))?;
    let mut found = BTreeMap::new();
    let mut total = 0;
    for object in pdf.objects() {
        let Some((name, stream)) = file_of(object) else { continue };
        let data = unpacked(&stream).ok_or_else(|| TOO_LARGE.arg("name", &name))?;
        total += data.len();
        if total > MAX_TOTAL || found.len() > MAX_FILES {
            return Err(Phrase::from(&TOO_MUCH));
        }
        found.insert(name, data);
    }
    Ok(found)
}

/// The name and the data of an embedded file, where an object is one.
fn file_of(object: Object<'_>) -> Option<(String, Stream<'_>)> {
    let Object::Dict(dict) = object else { return None };
    let files = dict.get::<Dict>("EF")?;
    let name = dict.get::<hayro_syntax::object::String>("UF").or_else(|| dict.get("F"))?;
    let stream = files.get::<Stream>("UF").or_else(|| files.get("F"))?;
    Some((text(name.as_bytes()), stream))
}

/// A PDF string: UTF-16 where it says so.
pub fn text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(rest) => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The bytes of a stream, unless they are more than any attachment of ours.
fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    if stream.filters().is_empty() {
        return (raw.len() as u64 <= MAX_ATTACHMENT).then(|| raw.into_owned());
    }
    let mut data = Vec::new();
    // One byte more than allowed shows that there are more. A damaged end gives what came before.
    let _ = ZlibDecoder::new(&*raw).take(MAX_ATTACHMENT + 1).read_to_end(&mut data);
    (data.len() as u64 <= MAX_ATTACHMENT).then_some(data)
}

/// Fingerprints of what the pages draw. Faces, annotations and the size of pages are no part of
/// it: it tells where to look, and proves nothing.
pub fn drawings(bytes: &[u8]) -> Option<Vec<String>> {
    let read = with_small_stack(|| {
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        let pages = pdf.pages().iter();
        Some(pages.map(|page| sha256(page.page_stream().unwrap_or_default())).collect())
    });
    read.flatten()
}
