//! `ikigen verify FILE`

use super::codes;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{ERROR, FAILURE, Reporter, SUCCESS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::review::verify::{self, MAX_FILE_COUNT, Verdict};
use crate::text::visible_line;

/// What `verify` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// PDF atau buku kerja yang diperiksa.
    file: PathBuf,
}

/// Verifies; returns the exit code: 0 identical or only another version, 1 different, 2 could
/// not look at it.
pub fn run(project: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let (path, language) = (&arguments.file, reporter.language);
    let fail = |reason: String| {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::global(&codes::UNVERIFIABLE)
                .arg("path", path.display())
                .arg("sebab", reason),
        );
        reporter.diagnostics_only(&diagnostics);
        ERROR
    };
    let bytes = match fs::metadata(path) {
        Ok(about) if about.len() > MAX_FILE_COUNT => {
            let words = language.pick(["lebih besar daripada", "larger than"]);
            return fail(format!("{words} {} MB", MAX_FILE_COUNT >> 20));
        }
        Ok(_) => match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return fail(error.to_string()),
        },
        Err(error) => return fail(error.to_string()),
    };
    let found = if bytes.starts_with(b"PK") {
        verify::xlsx(&bytes, project, language)
    } else {
        verify::pdf(&bytes, language)
    };
    match found {
        Err(reason) => fail(reason),
        Ok(Verdict::Identical { sumber }) => {
            let words = language.pick([
                "identik: dibuat lagi dari sumbernya, sama byte demi byte",
                "identical: made again from its sources, the same byte for byte",
            ]);
            Reporter::emit(&format!("{}: {words} ({sumber}).\n", path.display()));
            SUCCESS
        }
        Ok(Verdict::OtherVersion { version }) => {
            let words = language.pick([
                "isinya sama, dibuat oleh ikigen versi",
                "the same content, made by ikigen version",
            ]);
            Reporter::emit(&format!("{}: {words} {version}.\n", path.display()));
            SUCCESS
        }
        Ok(Verdict::Different(what)) => {
            let words = language.pick(["berbeda", "different"]);
            Reporter::emit(&format!("{}: {words}\n", path.display()));
            for line in what {
                Reporter::emit(&format!("  {}\n", visible_line(&line)));
            }
            FAILURE
        }
    }
}
