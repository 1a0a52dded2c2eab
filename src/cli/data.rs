//! `ikigen data`

use std::path::Path;

use clap::Args;

use super::exit::{self, SUCCESS};
use super::language::choice;
use super::reporter::Reporter;
use crate::diagnostic::Diagnostics;
use crate::language::Note;
use crate::project::{self, Timings};

/// What `data` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        long,
        value_name = Note(["TAHUN", "YEAR"]),
        help = Note([
            "Tahun yang diukur [bawaan: `tahun` di data/opd.yaml]",
            "The year that is measured [default: `tahun` in data/opd.yaml]",
        ])
    )]
    tahun: Option<i32>,

    #[arg(
        long,
        value_name = Note(["BENTUK", "FORMAT"]),
        value_parser = choice(DataFormat::ALL),
        default_value = "json",
        help = Note(["Bentuk datanya", "Form of the data"])
    )]
    format: DataFormat,
}

/// How the data are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DataFormat {
    /// For other programs.
    Json,
}

impl DataFormat {
    /// All of them with their names on the command line.
    const ALL: &'static [(&'static str, DataFormat)] = &[("json", DataFormat::Json)];
}

/// Says why there are no data: to the program that waits for them, and to a person.
pub(super) fn refuse(found: &Diagnostics, reporter: &Reporter) {
    reporter.json(found, None);
    reporter.diagnostics_only(found);
}

/// Prints what templates see; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let project =
        project::read_year(folder, arguments.tahun, &mut diagnostics, &mut Timings::default());
    let Some(project) = project else {
        refuse(&diagnostics, reporter);
        return exit::failure(&diagnostics);
    };
    let data = project.data(project.model.opd.tahun);
    match arguments.format {
        DataFormat::Json => reporter.emit_json(&serde_json::json!(data)),
    }
    SUCCESS
}
