//! `ikigen data`

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{Reporter, SUCCESS};
use crate::diagnostic::Diagnostics;
use crate::project::{self, Timings};

/// What `data` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Tahun yang diukur [bawaan: `tahun` di data/opd.yaml].
    #[arg(long, value_name = "TAHUN")]
    tahun: Option<i32>,

    /// Bentuk datanya.
    #[arg(long, value_enum, default_value = "json")]
    format: DataFormat,
}

/// How the data are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DataFormat {
    /// Untuk program lain.
    Json,
}

/// Prints what templates see; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder, &mut diagnostics, &mut Timings::default());
    let Some(project) = project else {
        reporter.diagnostics_only(&diagnostics);
        return super::build::failure_code(&diagnostics);
    };
    let data = project.data(arguments.tahun.or(project.model.opd.tahun));
    match arguments.format {
        DataFormat::Json => Reporter::emit(&format!("{:#}\n", serde_json::json!(data))),
    }
    SUCCESS
}
