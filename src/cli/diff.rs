//! `ikigen diff [BASE] [HEAD]`

use std::path::Path;

use clap::Args;

use super::exit::{ERROR, SUCCESS};
use super::language::choice;
use super::reporter::Reporter;
use super::{FORM, REPORT};
use crate::diagnostic::Diagnostics;
use crate::language::Note;
use crate::review::{Review, Side, SideError, render};

/// What `diff` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        value_name = Note(["LAMA", "BASE"]),
        help = Note([
            "Revisi git atau folder yang lama [bawaan: commit terakhir]",
            "Older git revision or folder [default: the last commit]",
        ])
    )]
    base: Option<String>,

    #[arg(
        value_name = Note(["BARU", "HEAD"]),
        help = Note([
            "Revisi git atau folder yang baru [bawaan: berkas di folder proyek]",
            "Newer git revision or folder [default: the files in the project folder]",
        ])
    )]
    head: Option<String>,

    #[arg(
        long,
        value_name = FORM,
        value_parser = choice(DiffFormat::ALL),
        default_value = "text",
        help = REPORT
    )]
    format: DiffFormat,
}

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DiffFormat {
    /// For a terminal.
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// For programs.
    Json,
    /// One page that stands alone.
    Html,
}

impl DiffFormat {
    /// All of them with their names on the command line.
    const ALL: &'static [(&'static str, DiffFormat)] = &[
        ("text", DiffFormat::Text),
        ("markdown", DiffFormat::Markdown),
        ("json", DiffFormat::Json),
        ("html", DiffFormat::Html),
    ];
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
            let mut review = Review::new(&before, &after, language);
            // Setting pages takes longer than all else; without it, a change of what pages
            // look like would only be known by its name.
            if arguments.format == DiffFormat::Html || before.state.assets != after.state.assets {
                review = review.with_pages(&before, &after, language);
            }
            match arguments.format {
                DiffFormat::Text => reporter.emit(&render::text(&review, language)),
                DiffFormat::Markdown => reporter.emit(&render::markdown(&review, language)),
                DiffFormat::Json => reporter.emit_json(&render::json(&review)),
                DiffFormat::Html => reporter.emit(&render::html(&review, language)),
            }
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
    if Side::is_folder(folder) {
        return Side::folder(name, folder);
    }
    Side::revision(name, project)
}
