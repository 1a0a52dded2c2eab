//! `ikigen verify FILE`

use super::codes;
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{ERROR, FAILURE, SUCCESS};
use super::reporter::Reporter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::{Note, Phrase, notes};
use crate::review::verify::{self, MAX_FILE_COUNT, Verdict};
use crate::source;
use crate::source::codes::BERKAS_TAK_TERBACA;

notes! {
    IDENTICAL = "{path}: identik: dibuat lagi dari {n} sumbernya, sama byte demi byte.",
        "{path}: identical: made again from its {n} {n|source|sources}, the same byte for byte.";
    OTHER_VERSION = "{path}: isinya sama, dibuat oleh ikigen versi {version}.",
        "{path}: the same content, made by ikigen version {version}.";
    DIFFERENT = "{path}: berbeda", "{path}: different";
}

/// What `verify` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        value_name = Note(["BERKAS", "FILE"]),
        help = Note([
            "PDF atau buku kerja yang diperiksa; buku kerja dibandingkan dengan proyek",
            "PDF or workbook to verify; a workbook is compared with the project",
        ])
    )]
    file: PathBuf,
}

/// Verifies; returns the exit code: 0 identical or only another version, 1 different, 2 could
/// not look at it.
pub fn run(project: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let (path, language) = (&arguments.file, reporter.language);
    let fail = |reason: Phrase| {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::global(&codes::UNVERIFIABLE)
                .arg("path", path.display())
                .arg("sebab", reason),
        );
        reporter.diagnostics_only(&diagnostics);
        ERROR
    };
    let bytes = match source::read_named(path, MAX_FILE_COUNT) {
        Ok(bytes) => bytes,
        Err(reason) => {
            let found = Diagnostic::global(&BERKAS_TAK_TERBACA).arg("path", path.display());
            reporter.diagnostics_only(&found.arg("sebab", reason).into());
            return ERROR;
        }
    };
    let found =
        if bytes.starts_with(b"PK") { verify::xlsx(&bytes, project) } else { verify::pdf(&bytes) };
    match found {
        Err(reason) => fail(reason),
        Ok(Verdict::Identical { sumber }) => {
            let said = IDENTICAL.arg("path", path.display()).arg("n", sumber);
            reporter.emit_line(&said.words(language));
            SUCCESS
        }
        Ok(Verdict::OtherVersion { version }) => {
            let said = OTHER_VERSION.arg("path", path.display()).arg("version", version);
            reporter.emit_line(&said.words(language));
            SUCCESS
        }
        Ok(Verdict::Different(what)) => {
            reporter.emit_line(&DIFFERENT.arg("path", path.display()).words(language));
            for line in what {
                reporter.emit_line(&format!("  {}", line.words(language)));
            }
            FAILURE
        }
    }
}
