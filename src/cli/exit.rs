//! The exit codes of the program.

use crate::diagnostic::Diagnostics;
use crate::source::codes::BERKAS_TAK_TERBACA;

/// Done.
pub const SUCCESS: u8 = 0;
/// The data has errors; `verify` found a difference.
pub const FAILURE: u8 = 1;
/// Could not run: bad arguments, files unreadable, disk full, time or memory used up.
pub const ERROR: u8 = 2;

/// The exit code for findings with an error among them. Files that cannot be read mean that
/// the program could not run; all else is the data's.
pub fn failure(diagnostics: &Diagnostics) -> u8 {
    let found = diagnostics.sorted();
    let unreadable = found.iter().any(|d| d.code.code == BERKAS_TAK_TERBACA.code);
    if unreadable { ERROR } else { FAILURE }
}
