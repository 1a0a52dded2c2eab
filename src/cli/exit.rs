//! The exit codes of the program.

use crate::diagnostic::Diagnostics;
use crate::documents::codes::DOKUMEN_TAK_DIKENAL;
use crate::source::codes::BERKAS_TAK_TERBACA;
use crate::year;

/// Done.
pub const SUCCESS: u8 = 0;
/// The data has errors; `verify` found a difference.
pub const FAILURE: u8 = 1;
/// Could not run: bad arguments, files unreadable, disk full, time or memory used up.
pub const ERROR: u8 = 2;

/// The exit code for findings with an error among them. Files that cannot be read documents
/// that nobody knows, and a year that cannot be opened mean that the program could not run; all else
/// is the data's.
pub fn failure(diagnostics: &Diagnostics) -> u8 {
    let found = diagnostics.sorted();
    let not_run = [BERKAS_TAK_TERBACA.code, DOKUMEN_TAK_DIKENAL.code];
    let not_run = not_run.into_iter().chain(year::codes::ALL.iter().map(|code| code.code));
    let not_run = not_run.into_iter().any(|code| found.iter().any(|d| d.code.code == code));
    if not_run { ERROR } else { FAILURE }
}
