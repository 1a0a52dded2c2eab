//! The exit codes of the program.

use crate::diagnostic::Diagnostics;
use crate::documents::codes::DOKUMEN_TAK_DIKENAL;
use crate::review::codes::SISI_TAK_TERBACA;
use crate::source::codes::{BERKAS_TAK_TERBACA, FOLDER_HILANG, OPD_HILANG};
use crate::year;

/// Done.
pub const SUCCESS: u8 = 0;
/// The data has errors; `verify` found a difference.
pub const FAILURE: u8 = 1;
/// Could not run: bad arguments, files unreadable, disk full, time or memory used up.
pub const ERROR: u8 = 2;

/// The exit code for findings with an error among them. Where there is no project, where files
/// and states cannot be read, where a document is asked for that nobody knows and where a year
/// cannot be opened, the program could not run; all else is the data's.
pub fn failure(diagnostics: &Diagnostics) -> u8 {
    let found = diagnostics.sorted();
    let not_run =
        [&FOLDER_HILANG, &OPD_HILANG, &BERKAS_TAK_TERBACA, &DOKUMEN_TAK_DIKENAL, &SISI_TAK_TERBACA];
    let mut not_run = not_run.into_iter().chain(year::codes::ALL.iter().copied());
    let not_run = not_run.any(|code| found.iter().any(|d| code.code == d.code.code));
    if not_run { ERROR } else { FAILURE }
}
