//! `ikigen build`

use super::codes;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::exit::{self, ERROR, SUCCESS};
use super::reporter::Reporter;
use super::{Format, Report};
use crate::diagnostic::{Diagnostic, Diagnostics, system};
use crate::digest::sha256;
use crate::language::{Note, Phrase, notes};
use crate::markup::Base;
use crate::output::{self, Earlier, Extent, Obstacle, PublishError};
use crate::project::{self, Built, Project, Timings};
use crate::review::{SideError, listed};

notes! {
    PAGES = "{path}  ({n} halaman, {size})", "{path}  ({n} {n|page|pages}, {size})";
    SHEETS = "{path}  ({n} lembar, {size})", "{path}  ({n} {n|sheet|sheets}, {size})";
    NAME_ITSELF = "sebutkan folder yang sebenarnya, atau ganti tautan itu dengan folder atau berkas biasa",
        "name the folder itself, or put a folder or a plain file in place of the link";
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
        value_name = Note(["TAHUN", "YEAR"]),
        help = Note([
            "Dokumen tahun ini [bawaan: `tahun` di data/opd.yaml]",
            "The documents of this year [default: `tahun` in data/opd.yaml]",
        ])
    )]
    tahun: Option<i32>,

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
        requires = "compare",
        help = Note([
            "Dengan --compare: hanya jabatan yang berubah",
            "With --compare: only positions that changed",
        ])
    )]
    only_changed: bool,

    #[arg(
        long,
        value_name = Note(["FOLDER", "DIR"]),
        help = Note([
            "Tulis juga markup Typst ke folder ini, untuk penulis templat",
            "Also write the Typst markup to this folder, for authors of templates",
        ])
    )]
    keep_typst: Option<PathBuf>,

    #[command(flatten)]
    report: Report,
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
    let built = project::check_year(folder, arguments.tahun, &mut diagnostics, &mut timings)
        .and_then(|project| make(&project, folder, arguments, &mut diagnostics, &mut timings));
    let Some(built) = built.filter(|_| !diagnostics.has_errors()) else {
        return failed(arguments, reporter, &diagnostics);
    };
    let out = arguments.out.clone().unwrap_or_else(|| folder.join("output"));
    // `./output` is `output`: that is how a person writes it.
    let plain =
        |out: &Path| out.components().skip_while(|part| *part == Component::CurDir).collect();
    let out = Some(plain(&out)).filter(|out: &PathBuf| !out.as_os_str().is_empty()).unwrap_or(out);
    let published = timings.record("output", || {
        // Before anything is published: where it fails, nothing was.
        if let Some(kept) = &arguments.keep_typst {
            keep_typst(kept, folder, &built)?;
        }
        output::without_links(&out, folder)?;
        output::publish(&out, &built.artifacts, &built.inputs)
    });
    match published {
        Ok(earlier) => diagnostics.extend(of_earlier(&out, earlier)),
        Err(error) => return cannot_write(&error, arguments, reporter),
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
        let before = super::diff::side(base, folder).and_then(|mut side| {
            // A state that does not build has no pages to compare with.
            let project = side.project.take().ok_or_else(|| SideError::new(base, &ITS_ERRORS))?;
            Ok((side, project))
        });
        match before {
            Ok((side, before)) => {
                let base = Base {
                    model: &before.model,
                    name: &side.as_draft(),
                    changes: &listed::changes(&side, &before.model, project),
                    only_changed: arguments.only_changed,
                };
                let marked = project.marked(&arguments.only, &base, diagnostics, timings)?;
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
    match arguments.report.format {
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
        self.report.refuse(found, reporter);
    }
}

fn same_folder(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Writes the markup for authors of templates.
fn keep_typst(kept: &Path, project: &Path, built: &Built) -> Result<(), PublishError> {
    output::without_links(kept, project)?;
    built.compilation.iter().try_for_each(|one| output::write_tree(kept, one.tree()))
}

/// What became of documents of earlier builds that this one did not make.
fn of_earlier(out: &Path, earlier: Earlier) -> Vec<Diagnostic> {
    let about = |code, name: &str| Diagnostic::global(code).arg("path", out.join(name).display());
    let changed = earlier.changed.iter().map(|name| about(&codes::KELUARAN_BERUBAH, name));
    let gone = earlier.gone.iter().map(|name| about(&codes::KELUARAN_HILANG, name));
    let unreadable =
        earlier.unreadable.then(|| about(&codes::MANIFEST_TAK_TERBACA, output::MANIFEST));
    changed.chain(gone).chain(unreadable).collect()
}

/// What keeps a file or folder from being written.
pub(super) fn unwritten(error: &PublishError) -> Diagnostic {
    let found = |code| Diagnostic::global(code).arg("path", error.path.display());
    match &error.reason {
        Obstacle::System(reason) => found(&codes::UNWRITABLE).arg("sebab", system::reason(reason)),
        Obstacle::Link => found(&codes::TAUTAN_TAK_DITULIS).other_help(&NAME_ITSELF),
        Obstacle::NotOurs => found(&codes::PERSIAPAN_ASING),
    }
}

/// Says which file could not be written, and what is new although it should not be.
fn cannot_write(error: &PublishError, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::from(unwritten(error));
    if error.mixture.is_empty() {
        failed(arguments, reporter, &diagnostics);
    } else {
        let found = Diagnostic::global(&codes::KELUARAN_TERCAMPUR);
        diagnostics.push(found.arg("baru", error.mixture.join(", ")));
        // Something was published after all.
        arguments.refuse(&diagnostics, reporter);
    }
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
    if arguments.report.format == Format::Json {
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
