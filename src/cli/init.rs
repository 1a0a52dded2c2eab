//! `ikigen init DIR`: a project to begin with.

use std::path::PathBuf;

use clap::Args;

use super::exit::{ERROR, SUCCESS};
use super::reporter::Reporter;
use super::{FileKind, codes};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::{Note, notes};
use crate::output;
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
    if !output::is_vacant(folder) {
        let found = Diagnostic::global(&codes::FOLDER_BERISI);
        return failed(found.arg("path", folder.display()));
    }
    if let Err(error) = output::write_tree(folder, files()) {
        return failed(super::build::unwritten(&error));
    }
    for (path, _) in FILES {
        reporter.emit_line(&folder.join(path).display().to_string());
    }
    if !reporter.quiet {
        let said = READY.arg("folder", quoted(&folder.display().to_string()));
        reporter.say(&said.words(reporter.language));
    }
    SUCCESS
}

/// A word of a command line as it is typed: in quotes where a shell would take it for several
/// words, or for more than its letters.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./\\:+,=@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else if cfg!(windows) {
        format!("\"{word}\"")
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The files of the first project, and the schemas that editors complete them by.
fn files() -> impl Iterator<Item = (String, Vec<u8>)> {
    let schemas = FileKind::ALL
        .iter()
        .map(|(name, kind)| (format!("skema/{name}.json"), format!("{:#}\n", kind.schema())));
    let files = FILES.iter().map(|(name, text)| ((*name).to_owned(), with_schema(name, text)));
    files.chain(schemas).map(|(name, text)| (name, text.into_bytes()))
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
