//! `ikigen diff [BASE] [HEAD]`

use std::path::Path;

use clap::{Args, ValueEnum};

use super::exit::{ERROR, SUCCESS};
use super::reporter::Reporter;
use crate::diagnostic::Diagnostics;
use crate::review::{Review, Side, SideError, pages, render};

/// What `diff` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Revisi git atau folder yang lama [bawaan: commit terakhir].
    base: Option<String>,

    /// Revisi git atau folder yang baru [bawaan: berkas di folder proyek].
    head: Option<String>,

    /// Bentuk laporan.
    #[arg(long, value_enum, default_value = "text")]
    format: DiffFormat,
}

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// Untuk dibaca di terminal.
    Text,
    /// Untuk komentar pull request.
    Markdown,
    /// Untuk program lain.
    Json,
    /// Satu halaman yang berdiri sendiri.
    Html,
}

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        match self.format {
            DiffFormat::Json => reporter.json(found, None),
            _ => reporter.diagnostics_only(found),
        }
    }
}

/// Compares; returns the exit code. Differences are no mistakes.
pub fn run(project: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let base = arguments.base.as_deref().unwrap_or("HEAD");
    let both = side(base, project).and_then(|before| {
        let after = match arguments.head.as_deref() {
            Some(head) => side(head, project)?,
            None => Side::folder(&project.display().to_string(), project)?,
        };
        Ok((before, after))
    });
    match both {
        Ok((before, after)) => {
            let language = reporter.language;
            let t = Review::new(&before, &after, language);
            reporter.emit(&match arguments.format {
                DiffFormat::Text => render::text(&t, language),
                DiffFormat::Markdown => render::markdown(&t, language),
                DiffFormat::Json => format!("{:#}\n", render::json(&t)),
                DiffFormat::Html => {
                    let (pages, left_out) = match (&before.project, &after.project) {
                        (Some(before), Some(after)) => pages::pages(before, after),
                        _ => (Vec::new(), 0),
                    };
                    render::html(&t, (&pages, left_out), language)
                }
            });
            SUCCESS
        }
        Err(failure) => {
            arguments.refuse(&failure.diagnostics().into(), reporter);
            ERROR
        }
    }
}

/// A folder where there is one of that name with a project in it, else a revision.
pub(super) fn side(name: &str, project: &Path) -> Result<Side, SideError> {
    let folder = Path::new(name);
    if folder.join("data").is_dir() {
        return Side::folder(name, folder);
    }
    Side::revision(name, project)
}
