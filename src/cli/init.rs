//! `ikigen init DIR`: a project to begin with.

use super::codes;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::FileKind;
use super::exit::{ERROR, SUCCESS};
use super::reporter::Reporter;
use crate::diagnostic::{Diagnostic, Diagnostics, system};
use crate::language::{Note, notes};
use crate::scaffold::FILES;

notes! {
    READY = "Proyeknya siap. Berikutnya: ikigen build --project {folder}",
        "The project is ready. Next: ikigen build --project {folder}";
}

/// What `init` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        value_name = Note(["FOLDER", "DIR"]),
        help = Note([
            "Folder proyek baru; belum ada, atau kosong",
            "Folder of the new project; not there yet, or empty",
        ])
    )]
    dir: PathBuf,
}

/// Makes the project; returns the exit code. Nothing that is there is ever overwritten.
pub fn run(arguments: &Arguments, reporter: &Reporter) -> u8 {
    let folder = &arguments.dir;
    let failed = |diagnostic: Diagnostic| {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        reporter.diagnostics_only(&diagnostics);
        ERROR
    };
    let empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if !empty {
        let found = Diagnostic::global(&codes::FOLDER_BERISI);
        return failed(found.arg("path", folder.display()));
    }
    if let Err((path, error)) = write(folder) {
        let found = Diagnostic::global(&codes::UNWRITABLE).arg("path", path.display());
        return failed(found.arg("sebab", system::reason(&error)));
    }
    for (path, _) in FILES {
        reporter.emit(&format!("{}\n", folder.join(path).display()));
    }
    if !reporter.quiet {
        let said = READY.arg("folder", folder.display());
        reporter.say(&said.words(reporter.language));
    }
    SUCCESS
}

fn write(folder: &Path) -> Result<(), (PathBuf, io::Error)> {
    let schemas = FileKind::ALL
        .iter()
        .map(|(name, kind)| (format!("skema/{name}.json"), format!("{:#}\n", kind.schema())));
    let files = FILES.iter().map(|(name, text)| ((*name).to_owned(), with_schema(name, text)));
    for (name, text) in files.chain(schemas) {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| (parent.to_owned(), error))?;
        fs::write(&path, text).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// A data file with the line that names its schema for editors.
fn with_schema(name: &str, text: &str) -> String {
    let kind = match name.split('/').collect::<Vec<_>>()[..] {
        ["data", file] => file.strip_suffix(".yaml").map(|kind| format!("../skema/{kind}")),
        ["data", kind, _] => Some(format!("../../skema/{kind}")),
        _ => None,
    };
    match kind {
        Some(kind) => format!("# yaml-language-server: $schema={kind}.json\n{text}"),
        None => text.to_owned(),
    }
}
