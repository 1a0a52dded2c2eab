//! Any bytes as a PDF: its attachments and its pages are read, or it is refused.
#![no_main]

use ikigen::reader::pdf::{attachments, drawings};
use ikigen_fuzz::only_own_panics_end;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: only_own_panics_end(), |data: &[u8]| {
    let _ = (attachments(data), drawings(data));
});
