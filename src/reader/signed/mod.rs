//! Documents that were signed: what stands before the signatures is as it was made, and nothing
//! but signatures and what validates them was appended.
//!
//! Signing appends revisions to a file (ISO 32000-1, 12.8). A reader shows the last one, so a
//! revision can change everything that one sees while all that was signed is still there. Here
//! every byte that was appended is read ([`syntax`], [`revision`]) and every object judged
//! ([`rules`]): a field, its entry on its page, its picture, the signature, validation data.
//! Whether certificates are to be trusted is not judged: names are as the signature claims.

mod cms;
mod revision;
mod rules;
mod syntax;
mod xmp;

use crate::language::{Phrase, notes};
use rules::State;

notes! {
    BROKEN = "yang ditambahkan sesudah dibuat tidak tersusun sebagai tanda tangan (pada byte {at})",
        "what was appended after it was made is not built as signatures are (at byte {at})";
    UNSIGNED = "ada yang ditambahkan sesudah dibuat, tanpa tanda tangan",
        "something was appended after it was made, without a signature";
    AFTERWARDS = "ada yang ditambahkan sesudah tanda tangan terakhir",
        "something was appended after the last signature";
}

/// A signature, as it speaks of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Whether it says when the file was there, instead of who signed it.
    pub time_stamp: bool,
    /// The name in its certificate.
    pub name: Option<String>,
}

/// Where a signature shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The name of its field.
    pub field: String,
    /// The page, from 0.
    pub page: usize,
    /// Left, bottom, right and top, in points from the lower left corner of the page.
    pub area: [f64; 4],
}

/// What was appended to a document.
#[derive(Debug)]
pub struct Appended {
    /// The signatures in it, in order.
    pub signatures: Vec<Signature>,
    /// Where those show that are to be seen.
    pub places: Vec<Place>,
}

/// Judges what stands behind the first `length` bytes, which are a document as it was made.
///
/// # Errors
/// What is more than signatures.
pub fn judge(bytes: &[u8], length: usize) -> Result<Appended, Vec<Phrase>> {
    let broken = |at: usize| vec![BROKEN.arg("at", at)];
    let original = revision::original(&bytes[..length]).map_err(broken)?;
    let mut ending = original.ending.clone();
    let mut state = State::new(original);
    let (mut signatures, mut wrong) = (Vec::new(), Vec::new());
    let mut covered = false;
    while *ending.at.end() < bytes.len() {
        let revision = match revision::appended(bytes, &ending) {
            Ok(revision) => revision,
            Err(at) if wrong.is_empty() => return Err(broken(at)),
            Err(_) => return Err(wrong),
        };
        ending = revision.ending.clone();
        let brought = state.go_on(bytes, revision);
        // What validates a signature may come after it, and nothing signs that.
        covered = !brought.signatures.is_empty() || covered && !brought.more;
        signatures.extend(brought.signatures);
        wrong.extend(brought.wrong);
    }
    if wrong.is_empty() && !covered {
        wrong.push(Phrase::from(if signatures.is_empty() { &UNSIGNED } else { &AFTERWARDS }));
    }
    if wrong.is_empty() { Ok(Appended { signatures, places: state.places() }) } else { Err(wrong) }
}
