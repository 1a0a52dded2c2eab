//! `ikigen build`

use super::codes;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::exit::{self, ERROR, SUCCESS};
use super::language::choice;
use super::reporter::Reporter;
use super::{FORM, Format, REPORT};
use crate::diagnostic::{Diagnostic, Diagnostics, system};
use crate::digest::sha256;
use crate::language::{Note, Phrase, notes};
use crate::output::{self, Extent};
use crate::project::{self, Built, Project, Timings};
use crate::review::SideError;

notes! {
    PAGES = "{path}  ({n} halaman, {size})", "{path}  ({n} {n|page|pages}, {size})";
    SHEETS = "{path}  ({n} lembar, {size})", "{path}  ({n} {n|sheet|sheets}, {size})";
    ITS_ERRORS = "datanya mempunyai galat", "its data have errors";
    DONE = "Selesai dalam {ms} ms.", "Done in {ms} ms.";
    MEGABYTES = "{whole},{tenths} MB", "{whole}.{tenths} MB";
}

/// What `build` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        long,
        value_name = Note(["FOLDER", "DIR"]),
        help = Note([
            "Folder keluaran [bawaan: output/ di dalam proyek]",
            "Output folder [default: output/ in the project]",
        ])
    )]
    out: Option<PathBuf>,

    #[arg(
        long,
        value_name = Note(["ID", "ID"]),
        help = Note([
            "Hanya dokumen dengan id ini, misalnya iki-asli, atau semua yang idnya diawali ini, \
             misalnya iki; dapat diulang [bawaan: semua]",
            "Only the document with this id, for instance iki-asli, or all whose ids begin with \
             it, for instance iki; may be repeated [default: all]",
        ])
    )]
    only: Vec<String>,

    #[arg(
        long,
        value_name = Note(["LAMA", "BASE"]),
        help = Note([
            "Terbitkan juga PDF dengan perubahan sejak revisi git atau folder ini: yang baru \
             digarisbawahi, yang hilang dicoret",
            "Also publish the PDFs with the changes since this git revision or folder: new text \
             underlined, old text struck",
        ])
    )]
    compare: Option<String>,

    #[arg(
        long,
        value_name = Note(["FOLDER", "DIR"]),
        help = Note([
            "Tulis juga markup Typst ke folder ini, untuk penulis templat",
            "Also write the Typst markup to this folder, for authors of templates",
        ])
    )]
    keep_typst: Option<PathBuf>,

    #[arg(
        long,
        value_name = FORM,
        value_parser = choice(Format::ALL),
        default_value = "text",
        help = REPORT
    )]
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
            .try_for_each(|compilation| output::write_tree(folder, compilation.tree()));
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
            side.project.ok_or_else(|| SideError::new(base, &ITS_ERRORS))
        });
        match before {
            Ok(before) => {
                let marked =
                    project.marked(&arguments.only, &before.model, base, diagnostics, timings)?;
                built.artifacts.extend(marked);
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
    /// Whether an older state is read too.
    pub(super) fn compares(&self) -> bool {
        self.compare.is_some()
    }

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
            .arg("sebab", system::reason(&error.reason)),
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
                    "id": t.document, "file": out.join(&t.name), "pages": pages, "sheets": sheets,
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
    for t in &built.artifacts {
        let said = match t.extent {
            Extent::Pages(n) => PAGES.arg("n", n),
            Extent::Sheets(n) => SHEETS.arg("n", n),
        };
        let said = said.arg("path", out.join(&t.name).display()).arg("size", size(t.bytes.len()));
        reporter.emit_line(&said.words(reporter.language));
    }
    if reporter.verbose {
        for (stage, time) in &timings.0 {
            reporter.say(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    reporter.say(&DONE.arg("ms", elapsed.as_millis()).words(reporter.language));
}

/// A size for people, in units of 1024 bytes.
fn size(bytes: usize) -> Phrase {
    match bytes {
        0..1024 => Phrase::from(format!("{bytes} B")),
        1024..1_048_576 => Phrase::from(format!("{} KB", bytes.div_ceil(1024))),
        _ => MEGABYTES
            .arg("whole", bytes / 1_048_576)
            .arg("tenths", bytes % 1_048_576 * 10 / 1_048_576),
    }
}
