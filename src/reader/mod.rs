//! Finished documents as they are read back, whoever they come from: what travels in a PDF and
//! what its pages draw ([`pdf`]), what stands behind it where it was signed ([`signed`]), and
//! what stands in a workbook ([`workbook`]).
//!
//! What is read is a stranger's, so all of it has bounds. It builds without the typesetter
//! (feature `reader`), for fuzzing.

pub mod pdf;
pub mod signed;
pub mod workbook;

/// Files in a file that are looked at; a project has no more.
const MAX_FILES: usize = 4_100;
/// Bytes of one file in a file, unpacked.
const MAX_ATTACHMENT: u64 = 4 << 20;
