//! `ikigen build`

use super::codes;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::Format;
use super::exit::{self, ERROR, SUCCESS};
use super::reporter::Reporter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::output::{self, Extent};
use crate::project::{self, Built, DocumentKind, Project, Timings};
use crate::review::SideError;

/// What `build` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder keluaran [bawaan: output/ di dalam proyek].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Hanya dokumen ini; dapat diulang [bawaan: semua].
    #[arg(long, value_enum, value_name = "DOKUMEN")]
    only: Vec<DocumentKind>,

    /// Terbitkan juga IKI dengan perubahan sejak revisi git atau folder ini: yang baru digarisbawahi, yang hilang dicoret.
    #[arg(long, value_name = "BASE")]
    compare: Option<String>,

    /// Tulis juga markup Typst ke folder ini, untuk penulis templat.
    #[arg(long, value_name = "DIR")]
    keep_typst: Option<PathBuf>,

    /// Bentuk laporan.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Builds and publishes; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let start = Instant::now();
    if arguments.keep_typst.as_deref().is_some_and(|kept| same_folder(kept, folder)) {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::global(&codes::SIMPAN_DI_PROYEK));
        failed(arguments, reporter, &diagnostics);
        return ERROR;
    }
    let (mut diagnostics, mut timings) = (Diagnostics::default(), Timings::default());
    let built = project::check(folder, &mut diagnostics, &mut timings)
        .and_then(|project| make(&project, folder, arguments, &mut diagnostics, &mut timings));
    let Some(built) = built.filter(|_| !diagnostics.has_errors()) else {
        return failed(arguments, reporter, &diagnostics);
    };
    let out = arguments.out.clone().unwrap_or_else(|| folder.join("output"));
    // `./output` is `output`: that is how a person writes it.
    let out = out.strip_prefix(".").map_or(out.clone(), Path::to_owned);
    let published =
        timings.record("output", || output::publish(&out, &built.artifacts, &built.inputs));
    if let Err(error) = published {
        return cannot_write(error, arguments, reporter);
    }
    if let Some(folder) = &arguments.keep_typst {
        let written = built
            .compilation
            .iter()
            .try_for_each(|compilation| output::write_tree(folder, compilation));
        if let Err(error) = written {
            return cannot_write(error, arguments, reporter);
        }
    }
    report(arguments, reporter, &diagnostics, &built, &timings, &out, start.elapsed());
    SUCCESS
}

/// Makes the documents that are wanted, and those that show the changes from an older state.
fn make(
    project: &Project,
    folder: &Path,
    arguments: &Arguments,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Built> {
    let mut built = project.build(&arguments.only, diagnostics, timings)?;
    if let Some(base) = &arguments.compare {
        let before = super::diff::side(base, folder).and_then(|side| {
            // A state that does not build has no pages to compare with.
            let why = ["datanya mempunyai galat", "its data have errors"];
            side.project.ok_or_else(|| SideError::new(base, why))
        });
        match before {
            Ok(before) => {
                built.artifacts.extend(project.marked(
                    &before.model,
                    base,
                    diagnostics,
                    timings,
                )?);
            }
            Err(failure) => {
                diagnostics.push(failure.diagnostics());
                return None;
            }
        }
    }
    Some(built)
}

/// Shows why there are no documents.
fn failed(arguments: &Arguments, reporter: &Reporter, diagnostics: &Diagnostics) -> u8 {
    match arguments.format {
        Format::Text => reporter.diagnostics(diagnostics),
        Format::Json => reporter.json(diagnostics, None),
    }
    exit::failure(diagnostics)
}

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        match self.format {
            Format::Text => reporter.diagnostics_only(found),
            Format::Json => reporter.json(found, None),
        }
    }
}

fn same_folder(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Says which file could not be written.
fn cannot_write(error: output::PublishError, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        Diagnostic::global(&codes::UNWRITABLE)
            .arg("path", error.path.display())
            .arg("sebab", error.reason),
    );
    failed(arguments, reporter, &diagnostics);
    ERROR
}

fn report(
    arguments: &Arguments,
    reporter: &Reporter,
    diagnostics: &Diagnostics,
    built: &Built,
    timings: &Timings,
    out: &Path,
    elapsed: Duration,
) {
    if arguments.format == Format::Json {
        let outputs = built
            .artifacts
            .iter()
            .map(|t| {
                let (pages, sheets) = match t.extent {
                    Extent::Pages(n) => (Some(n), None),
                    Extent::Sheets(n) => (None, Some(n)),
                };
                json!({
                    "file": out.join(&t.name), "pages": pages, "sheets": sheets,
                    "bytes": t.bytes.len(), "sha256": sha256(&t.bytes),
                })
            })
            .collect();
        return reporter.json(diagnostics, Some(outputs));
    }
    if reporter.quiet {
        return;
    }
    reporter.diagnostics(diagnostics);
    let words = reporter
        .language
        .pick([["halaman", "lembar", "Selesai dalam"], ["pages", "sheets", "Done in"]]);
    for t in &built.artifacts {
        let much = match t.extent {
            Extent::Pages(n) => format!("{n} {}", words[0]),
            Extent::Sheets(n) => format!("{n} {}", words[1]),
        };
        let path = out.join(&t.name);
        reporter.emit(&format!("{}  ({much}, {})\n", path.display(), size(t.bytes.len())));
    }
    if reporter.verbose {
        for (stage, time) in &timings.0 {
            reporter.say(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    reporter.say(&format!("{} {} ms.", words[2], elapsed.as_millis()));
}

/// A size for people, in units of 1024 bytes.
fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{},{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
