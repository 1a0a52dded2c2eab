//! Anything behind a document: judged to the end, and never signed without a signature.
#![no_main]

use ikigen::reader::signed::judge;
use libfuzzer_sys::fuzz_target;

/// A document that was made.
const DOCUMENT: &[u8] = include_bytes!("../seeds/pdf/plain");

fuzz_target!(|data: &[u8]| {
    if let Ok(appended) = judge(&[DOCUMENT, data].concat(), DOCUMENT.len()) {
        assert!(data.iter().all(u8::is_ascii_whitespace) || !appended.signatures.is_empty());
        assert!(appended.places.iter().all(|place| place.page == 0));
    }
});
