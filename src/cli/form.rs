//! `ikigen form export`, `ikigen form import FILE…`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::check::not_written;
use super::exit::{self, ERROR, FAILURE, SUCCESS};
use super::language::choice;
use super::reporter::Reporter;
use super::{Format, Report};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, json as findings};
use crate::form::{self, Given, Import, Period, Request, Stopped, codes};
use crate::language::{Note, Phrase, notes};
use crate::output::{self, ReplaceError};
use crate::source;
use crate::text::visible_line;

notes! {
    MADE = "{n} formulir di {folder}.", "{n} {n|form|forms} in {folder}.";
    TAKEN = "{n} nilai diambil dari {m} berkas.", "{n} {n|value was|values were} taken from {m} {m|file|files}.";
    WOULD_TAKE = "{n} nilai akan diambil dari {m} berkas; data tidak diubah.",
        "{n} {n|value|values} would be taken from {m} {m|file|files}; the data stay as they are.";
    NOTHING_TAKEN = "Tidak ada yang diambil; data tidak berubah.", "Nothing was taken; the data stay as they are.";
    RETURNED = "{n} formulir dengan catatan di {folder}.", "{n} {n|form|forms} with notes in {folder}.";
    MESSAGE = "Pesan commit:", "Message for the commit:";
}

/// What `form` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    #[command(about = Note([
        "Buat formulir Excel untuk yang memegang angkanya, satu untuk setiap jabatan",
        "Make Excel forms for those who have the numbers, one for each position",
    ]))]
    Export(Export),
    #[command(about = Note([
        "Masukkan formulir yang sudah diisi, atau tabel, ke data",
        "Take filled forms, or tables, into the data",
    ]))]
    Import(Incoming),
}

#[derive(Debug, Args)]
struct Export {
    #[arg(
        long,
        value_name = Note(["TAHUN", "YEAR"]),
        help = Note([
            "Tahun yang diisi [bawaan: `tahun` di data/opd.yaml; untuk target tahun sesudahnya]",
            "The year to be filled [default: `tahun` in data/opd.yaml; for targets the year after]",
        ])
    )]
    tahun: Option<i32>,

    #[arg(
        long,
        value_name = Note(["TW", "QUARTER"]),
        value_parser = choice(QUARTERS),
        help = Note([
            "Triwulan yang diisi [bawaan: `sampai` tahun itu]",
            "The quarter to be filled [default: `sampai` of that year]",
        ])
    )]
    triwulan: Option<usize>,

    #[arg(
        long,
        value_name = Note(["ID", "ID"]),
        help = Note([
            "Hanya jabatan ini (id); dapat diulang",
            "Only this position (id); may be repeated",
        ])
    )]
    jabatan: Vec<String>,

    #[arg(
        long,
        conflicts_with = "jabatan",
        help = Note([
            "Satu buku kerja untuk seluruh kantor, bukan satu untuk setiap jabatan",
            "One workbook for the whole office, not one for each position",
        ])
    )]
    whole: bool,

    #[arg(
        long,
        value_name = Note(["ISI", "CONTENT"]),
        value_parser = choice(CONTENTS),
        default_value = "realisasi",
        help = Note(["Yang diisi", "What is to be filled"])
    )]
    isi: Content,

    #[arg(
        long,
        value_name = Note(["FOLDER", "DIR"]),
        help = Note([
            "Folder tempat formulirnya [bawaan: formulir/ di folder proyek]",
            "Folder for the forms [default: formulir/ in the folder of the project]",
        ])
    )]
    out: Option<PathBuf>,

    #[command(flatten)]
    report: Report,
}

#[derive(Debug, Args)]
struct Incoming {
    #[arg(
        required = true,
        value_name = Note(["BERKAS", "FILE"]),
        help = Note([
            "Formulir atau tabel: .xlsx, .ods, .xls, .csv",
            "Forms or tables: .xlsx, .ods, .xls, .csv",
        ])
    )]
    files: Vec<PathBuf>,

    #[arg(
        long,
        help = Note([
            "Perlihatkan perubahannya; data tidak diubah",
            "Show the patch; the data stay as they are",
        ])
    )]
    dry_run: bool,

    #[arg(
        long = "return",
        value_name = Note(["FOLDER", "DIR"]),
        help = Note([
            "Folder untuk formulir yang dikembalikan, dengan catatan di setiap sel yang tidak diambil",
            "Folder for forms that go back, with a note at each cell that was not taken",
        ])
    )]
    back: Option<PathBuf>,

    #[command(flatten)]
    report: Report,
}

/// The quarters with their names on the command line.
const QUARTERS: &[(&str, usize)] = &[("TW1", 1), ("TW2", 2), ("TW3", 3), ("TW4", 4)];

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Actual values of a quarter.
    Realisasi,
    /// Targets of a year.
    Target,
}

/// Both with their names on the command line.
const CONTENTS: &[(&str, Content)] =
    &[("realisasi", Content::Realisasi), ("target", Content::Target)];

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        let report = match &self.what {
            What::Export(export) => export.report,
            What::Import(incoming) => incoming.report,
        };
        report.refuse(found, reporter);
    }

    /// Whether it works on files from elsewhere.
    pub(super) fn takes_files(&self) -> bool {
        matches!(self.what, What::Import(_))
    }
}

/// Makes forms or takes them in; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    match &arguments.what {
        What::Export(export) => go_out(folder, export, reporter),
        What::Import(incoming) => come_in(folder, incoming, reporter),
    }
}

fn go_out(folder: &Path, arguments: &Export, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let period = match arguments.isi {
        Content::Target => Some(Period::Target),
        Content::Realisasi => arguments.triwulan.map(Period::Triwulan),
    };
    let (tahun, jabatan, whole) = (arguments.tahun, &arguments.jabatan, arguments.whole);
    let request = Request { tahun, period, jabatan, whole };
    let Some(made) = form::export(folder, &request, &mut diagnostics) else {
        diagnostics.retain(|found| found.code.severity == Severity::Error);
        arguments.report.refuse(&diagnostics, reporter);
        return exit::failure(&diagnostics);
    };
    let out = arguments.out.clone().unwrap_or_else(|| folder.join("formulir"));
    let files: Vec<(&str, &[u8])> =
        made.iter().map(|one| (one.name.as_str(), &*one.bytes)).collect();
    if let Err(found) = write_new(&out, &files) {
        arguments.report.refuse(&found.into(), reporter);
        return ERROR;
    }
    match arguments.report.format {
        Format::Json => {
            let names: Vec<String> =
                made.iter().map(|one| out.join(&one.name).display().to_string()).collect();
            reporter.emit_json(&json!({ "version": 1, "forms": names }));
        }
        Format::Text => {
            for one in &made {
                reporter.emit_line(&out.join(&one.name).display().to_string());
            }
        }
    }
    if !reporter.quiet {
        let said = MADE.arg("n", made.len()).arg("folder", out.display());
        reporter.say(&said.words(reporter.language));
    }
    SUCCESS
}

/// Writes new files into a folder: all, or none where one is there and holds something else.
fn write_new(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), Diagnostic> {
    let shown = |name: &str| folder.join(name).display().to_string();
    let mut missing = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        if path.symlink_metadata().is_err() {
            missing.push((*name, *bytes));
            continue;
        }
        let there = source::read_named(&path, Given::MAX_BYTES).ok();
        if there.as_deref() != Some(*bytes) {
            return Err(Diagnostic::global(&codes::FORMULIR_SUDAH_ADA).arg("path", shown(name)));
        }
    }
    for (name, bytes) in missing {
        output::create_file(folder, name, bytes).map_err(|error| match error {
            ReplaceError::Changed => {
                Diagnostic::global(&codes::FORMULIR_SUDAH_ADA).arg("path", shown(name))
            }
            error => not_written(&shown(name), &error),
        })?;
    }
    Ok(())
}

fn come_in(folder: &Path, arguments: &Incoming, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let mut given = Vec::new();
    for path in &arguments.files {
        match source::read_named(path, Given::MAX_BYTES) {
            Ok(bytes) => {
                given.push(Given { name: name_of(path, &arguments.files), bytes });
            }
            Err(reason) => {
                let found = Diagnostic::global(&codes::FORMULIR_BUKAN).arg("path", path.display());
                arguments.report.refuse(&found.arg("sebab", reason).into(), reporter);
                return ERROR;
            }
        }
    }
    let Some(import) = form::import(folder, &given, &mut diagnostics) else {
        arguments.report.refuse(&diagnostics, reporter);
        return exit::failure(&diagnostics);
    };
    if !arguments.dry_run
        && let Err(Stopped { path, error, new }) = import.write(folder)
    {
        let mut found = Diagnostics::from(not_written(path, &error));
        for path in new {
            found.push(Diagnostic::global(&codes::FORMULIR_SEBAGIAN).arg("path", path));
        }
        arguments.report.refuse(&found, reporter);
        return ERROR;
    }
    let mut code = if diagnostics.has_errors() { FAILURE } else { SUCCESS };
    report(&import, &diagnostics, arguments, reporter);
    if let Some(back) = arguments.back.as_ref().filter(|_| !import.returned.is_empty()) {
        let files = import.returned.iter().map(|(name, bytes)| (name.as_str(), &**bytes));
        if let Err(found) = write_new(back, &files.collect::<Vec<_>>()) {
            reporter.diagnostics_only(&found.into());
            code = ERROR;
        } else if !reporter.quiet {
            let said = RETURNED.arg("n", import.returned.len()).arg("folder", back.display());
            reporter.say(&said.words(reporter.language));
        }
    }
    code
}

/// What a file is called in messages: its name, with its folder where two have the same.
fn name_of(path: &Path, all: &[PathBuf]) -> String {
    let same = all.iter().filter(|other| other.file_name() == path.file_name()).count();
    let name = path.file_name().filter(|_| same == 1).unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Says what was taken and what was not.
fn report(import: &Import, diagnostics: &Diagnostics, arguments: &Incoming, reporter: &Reporter) {
    let language = reporter.language;
    match arguments.report.format {
        Format::Json => reporter.emit_json(&value(import, diagnostics, arguments, reporter)),
        Format::Text => {
            reporter.diagnostics_only(diagnostics);
            reporter.emit(&import.patch());
            if !import.message.is_empty() {
                reporter.emit(&format!("\n{}\n\n", MESSAGE.pick(language)));
                let lines = import.message.lines().map(|line| format!("{}\n", visible_line(line)));
                reporter.emit(&lines.collect::<String>());
            }
        }
    }
    if reporter.quiet {
        return;
    }
    let count = import.taken.len();
    let said = match (count, arguments.dry_run) {
        (0, _) => Phrase::from(&NOTHING_TAKEN),
        (_, true) => WOULD_TAKE.arg("n", count).arg("m", arguments.files.len()),
        (_, false) => TAKEN.arg("n", count).arg("m", arguments.files.len()),
    };
    reporter.say(&said.words(language));
}

/// The same for programs.
fn value(
    import: &Import,
    diagnostics: &Diagnostics,
    arguments: &Incoming,
    reporter: &Reporter,
) -> Value {
    let mut value = findings::value(diagnostics, reporter.language);
    let taken = import.taken.iter();
    let taken = taken.map(|one| json!({ "what": one.what, "value": one.value, "cell": one.place }));
    value["dry_run"] = arguments.dry_run.into();
    value["taken"] = taken.collect();
    value["patch"] = import.patch().into();
    value["message"] = import.message.as_str().into();
    value
}
