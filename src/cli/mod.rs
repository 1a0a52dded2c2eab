//! The command line: arguments in, exit code out. Results go to stdout, talk to stderr.
//!
//! [`run`] depends on nothing but what it is given. Commands that read untrusted data run in a
//! [`worker`] process with limits of time and memory; `main.rs` is the other end of it.

mod argument_error;
mod build;
mod check;
pub mod codes;
mod data;
mod diff;
pub mod environment;
mod exit;
mod explain;
mod form;
mod init;
mod language;
mod preview;
pub mod reporter;
mod selection;
mod verify;
pub mod worker;
mod year;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use self::environment::Environment;
use self::exit::{ERROR, SUCCESS};
use self::language::choice;
use self::reporter::{Outcome, Reporter, Said};
use self::worker::Input;
use crate::diagnostic::Diagnostics;
use crate::language::{Language, Note};
use crate::source::{self, raw, schema};
use crate::text::{inert, visible_line};

/// What the program is told.
#[derive(Debug, Parser)]
#[command(
    name = "ikigen",
    version,
    arg_required_else_help = true,
    about = Note([
        "Dokumen kinerja kantor pemerintah dari YAML.\n\n\
         Satu sumber YAML menjadi dokumen IKI (PDF), edisi asli dengan tata letak naskahnya dan edisi \
         tahunan dengan capaian, dan buku kerja Excel: lampiran LKjIP dan tabel Renstra.",
        "Performance documents of an Indonesian government office from YAML.\n\n\
         One YAML source becomes the IKI (PDF), in its original form and with the year's \
         achievements, and Excel workbooks: the LKjIP annexes and the Renstra tables.",
    ])
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    #[arg(
        long,
        global = true,
        value_name = Note(["FOLDER", "DIR"]),
        default_value = ".",
        help = Note(["Folder proyek (berisi data/)", "Folder of the project (with data/)"])
    )]
    project: PathBuf,

    /// Whether the project was named, not only the usual one.
    #[arg(skip)]
    project_named: bool,

    #[arg(
        long = "lang",
        global = true,
        value_name = Note(["BAHASA", "LANGUAGE"]),
        value_parser = choice(language::NAMES),
        default_value = "id",
        help = Note(["Bahasa pesan", "Language of messages"])
    )]
    language: Language,

    #[arg(
        long,
        global = true,
        value_name = Note(["DETIK", "SECONDS"]),
        default_value_t = 120,
        value_parser = clap::value_parser!(u64).range(1..),
        help = Note(["Hentikan sesudah sekian detik", "Stop after this many seconds"])
    )]
    timeout: u64,

    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help = Note(["Hanya tampilkan galat", "Show errors only"])
    )]
    quiet: bool,

    #[arg(
        short,
        long,
        global = true,
        help = Note(["Tampilkan juga waktu setiap tahap", "Show the time of each stage too"])
    )]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = Note(["Buat semua dokumen proyek", "Make all documents of the project"]))]
    Build(build::Arguments),
    #[command(about = Note([
        "Periksa data proyek seperti pemeriksa yang teliti",
        "Check the project's data as a careful inspector would",
    ]))]
    Check(check::Arguments),
    #[command(about = Note([
        "Cetak semua yang dilihat templat: kantor, jabatan, indikator, tahun yang diukur, Renstra",
        "Print everything that templates see of the project: office, positions, indicators, the \
         measured year, the plan",
    ]))]
    Data(data::Arguments),
    #[command(about = Note([
        "Bandingkan dua keadaan proyek: isi, angka, dan temuannya",
        "Compare two states of the project: contents, numbers, findings",
    ]))]
    Diff(diff::Arguments),
    #[command(about = Note([
        "Jelaskan sebuah kode temuan, atau asal-usul sebuah angka",
        "Explain a code of a finding, or where a number comes from",
    ]))]
    Explain(explain::Arguments),
    #[command(about = Note([
        "Formulir Excel keluar kepada yang memegang angkanya, dan kembali ke data",
        "Excel forms out to those who have the numbers, and back into the data",
    ]))]
    Form(form::Arguments),
    #[command(about = Note(["Buat proyek baru untuk memulai", "Make a new project to begin with"]))]
    Init(init::Arguments),
    #[command(about = Note([
        "Lihat dokumen di peramban selagi datanya diubah; klik sebuah angka untuk asal-usulnya",
        "See the documents in a browser while the data change; click a number to see where it comes from",
    ]))]
    Preview(preview::Arguments),
    #[command(about = Note([
        "Buktikan dari sumber mana sebuah PDF atau buku kerja dibuat",
        "Prove which sources a PDF or a workbook was made from",
    ]))]
    Verify(verify::Arguments),
    #[command(about = Note([
        "Cetak JSON Schema sebuah jenis berkas, untuk pelengkap di editor",
        "Print the JSON Schema of a kind of file, for completion in editors",
    ]))]
    Schema {
        #[arg(
            value_name = Note(["JENIS", "KIND"]),
            value_parser = choice(FileKind::ALL),
            help = Note(["Jenis berkas", "Kind of file"])
        )]
        kind: FileKind,
    },
    #[command(about = Note([
        "Buka tahun atau periode baru: yang pasti dikerjakan, yang harus diputuskan disebut",
        "Open a new year or period: what is certain is done, what must be decided is named",
    ]))]
    Year(year::Arguments),
}

/// The kinds of data files.
#[derive(Debug, Clone, Copy)]
enum FileKind {
    /// data/opd.yaml
    Opd,
    /// data/jabatan/*.yaml
    Jabatan,
    /// data/renstra.yaml
    Renstra,
    /// data/realisasi/TAHUN.yaml
    Realisasi,
    /// data/kamus.yaml
    Kamus,
    /// data/pejabat.yaml
    Pejabat,
    /// Keluaran `ikigen data`: yang dilihat templat
    Data,
}

impl FileKind {
    /// All of them with their names on the command line.
    const ALL: &'static [(&'static str, FileKind)] = &[
        ("opd", FileKind::Opd),
        ("jabatan", FileKind::Jabatan),
        ("renstra", FileKind::Renstra),
        ("realisasi", FileKind::Realisasi),
        ("kamus", FileKind::Kamus),
        ("pejabat", FileKind::Pejabat),
        ("data", FileKind::Data),
    ];

    /// What such a file has to look like.
    fn schema(self) -> serde_json::Value {
        match self {
            FileKind::Opd => schema::of::<raw::Opd>(),
            FileKind::Jabatan => schema::of::<raw::Jabatan>(),
            FileKind::Renstra => schema::of::<raw::Renstra>(),
            FileKind::Realisasi => schema::of::<raw::Realisasi>(),
            FileKind::Kamus => schema::of::<raw::Kamus>(),
            FileKind::Pejabat => schema::of::<raw::Officials>(),
            FileKind::Data => crate::markup::Data::schema(),
        }
    }
}

/// How findings and results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Format {
    /// Both with their names on the command line.
    const ALL: &'static [(&'static str, Format)] =
        &[("text", Format::Text), ("json", Format::Json)];
}

/// In which form a command reports, for those that know two.
#[derive(Debug, Clone, Copy, Args)]
struct Report {
    #[arg(
        long,
        value_name = FORM,
        value_parser = choice(Format::ALL),
        default_value = "text",
        help = REPORT
    )]
    format: Format,
}

impl Report {
    /// Says why a command could not run.
    fn refuse(self, found: &Diagnostics, reporter: &Reporter) {
        match self.format {
            Format::Text => reporter.diagnostics_only(found),
            Format::Json => reporter.json(found, None),
        }
    }
}

/// What `--format` is, for every command.
const REPORT: Note = Note(["Bentuk laporan", "Form of the report"]);
/// What stands for the value of `--format`.
const FORM: Note = Note(["BENTUK", "FORM"]);

/// Runs the program: `arguments` begin with its name. Gives the exit code.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    environment: &Environment,
    results: &mut dyn Write,
    talk: &mut dyn Write,
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let language = language::requested(&arguments, environment.language.as_deref());
    let outcome = match parse(&arguments, environment) {
        Ok(parsed) => match &parsed.command {
            Command::Preview(preview) => {
                let arguments = &arguments[1..];
                return preview::run(&parsed, preview, arguments, environment, (results, talk));
            }
            _ => execute(&parsed, &arguments, environment),
        },
        Err(outcome) => outcome,
    };
    outcome.write(language, results, talk)
}

/// Whether what `arguments` ask for is a worker that answers questions for as long as it is asked.
pub fn is_conversation(arguments: &[OsString], environment: &Environment) -> bool {
    let parsed = parse(arguments, environment);
    parsed.is_ok_and(|parsed| matches!(parsed.command, Command::Preview(_)))
}

/// Answers such questions, each a line of JSON, as long as there are any; `tell` is given the
/// answers. The process is this work's own: its memory of earlier layouts is kept small here.
pub fn converse(
    arguments: &[OsString],
    environment: &Environment,
    questions: impl Iterator<Item = String>,
    tell: &mut dyn FnMut(&str),
) {
    let Ok(parsed) = parse(arguments, environment) else { return };
    preview::converse(&parsed, questions, tell);
}

/// What comes of `arguments`, which begin with the program's name.
pub fn outcome(arguments: &[OsString], environment: &Environment) -> Outcome {
    match parse(arguments, environment) {
        Ok(parsed) => execute(&parsed, arguments, environment),
        Err(outcome) => outcome,
    }
}

/// What comes of a command that has an end.
fn execute(parsed: &Arguments, arguments: &[OsString], environment: &Environment) -> Outcome {
    let mut reporter = Reporter::new(parsed.language, environment);
    (reporter.quiet, reporter.verbose) = (parsed.quiet, parsed.verbose);
    let code = match environment.worker.as_deref().filter(|_| parsed.command.is_untrusted()) {
        None => parsed.command.run(parsed, &reporter),
        Some(program) => {
            let limit = Duration::from_secs(parsed.timeout);
            match worker::run(program, &arguments[1..], environment.color, limit) {
                Ok(outcome) => return outcome,
                Err(error) => {
                    let input = parsed.command.input(&parsed.project);
                    parsed.command.refuse(&error.diagnostic(input).into(), &reporter)
                }
            }
        }
    };
    reporter.outcome(code)
}

impl Command {
    /// Whether it reads what a stranger may have written.
    fn is_untrusted(&self) -> bool {
        match self {
            Command::Build(_)
            | Command::Check(_)
            | Command::Data(_)
            | Command::Diff(_)
            | Command::Form(_)
            | Command::Preview(_)
            | Command::Verify(_)
            | Command::Year(_) => true,
            Command::Explain(explain) => explain.is_about_a_project(),
            Command::Init(_) | Command::Schema { .. } => false,
        }
    }

    /// Runs it; gives the exit code.
    fn run(&self, arguments: &Arguments, reporter: &Reporter) -> u8 {
        let project = &arguments.project;
        match self {
            Command::Build(build) => build::run(project, build, reporter),
            Command::Check(check) => check::run(project, check, reporter),
            Command::Data(data) => data::run(project, data, reporter),
            Command::Diff(diff) => diff::run(project, diff, reporter),
            Command::Explain(explain) => explain::run(project, explain, reporter),
            Command::Form(form) => form::run(project, form, reporter),
            Command::Init(init) => init::run(init, reporter),
            // It has no end, and so no outcome: see `run` and `converse`.
            Command::Preview(_) => ERROR,
            Command::Verify(verify) => {
                let named = arguments.project_named;
                verify::run(project, named, verify, reporter)
            }
            Command::Schema { kind } => {
                reporter.emit_json(&kind.schema());
                SUCCESS
            }
            Command::Year(year) => year::run(project, year, reporter),
        }
    }

    /// What it works on.
    fn input(&self, project: &Path) -> Input {
        match self {
            Command::Verify(_) => Input::AFile,
            Command::Form(form) if form.takes_files() => Input::AFile,
            Command::Diff(_) => Input::TwoStates,
            Command::Build(build) if build.compares() => Input::TwoStates,
            _ if source::has_own_parts(project) => Input::OwnParts,
            _ => Input::OnlyData,
        }
    }

    /// Says, in the form that the arguments ask for, why it could not run; gives the exit code.
    fn refuse(&self, found: &Diagnostics, reporter: &Reporter) -> u8 {
        match self {
            Command::Build(build) => build.refuse(found, reporter),
            Command::Check(check) => check.refuse(found, reporter),
            Command::Data(_) => data::refuse(found, reporter),
            Command::Diff(diff) => diff.refuse(found, reporter),
            Command::Explain(explain) => explain.refuse(found, reporter),
            Command::Form(form) => form.refuse(found, reporter),
            Command::Verify(verify) => verify.refuse(found, reporter),
            Command::Year(year) => year.refuse(found, reporter),
            _ => reporter.diagnostics_only(found),
        }
        ERROR
    }
}

/// `ikigen help build` as `ikigen build --help`.
fn asking_for_help(arguments: &[OsString]) -> Vec<OsString> {
    let mut arguments = arguments.to_vec();
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// Reads the arguments; what is wrong with them is said, in the language they ask for.
fn parse(arguments: &[OsString], environment: &Environment) -> Result<Arguments, Outcome> {
    let asked = environment.language.as_deref();
    let language = language::requested(arguments, asked);
    let command = language::command(Arguments::command(), language);
    let arguments = language::with_default(&asking_for_help(arguments), asked);
    let parse = |arguments: &[OsString]| {
        let matches = command.clone().try_get_matches_from(arguments)?;
        let named = matches.value_source("project") == Some(ValueSource::CommandLine);
        let parsed = Arguments::from_arg_matches(&matches)?;
        Ok(Arguments { project_named: named, ..parsed })
    };
    parse(&arguments).map_err(|error: clap::Error| {
        // It quotes the arguments, and these may be names of files: in one line each, and nothing
        // in them steers a terminal.
        let shown = |argument: &OsString| {
            OsString::from(visible_line(&argument.to_string_lossy()).into_owned())
        };
        let shown: Vec<OsString> = arguments.iter().map(shown).collect();
        let error = if shown == arguments { error } else { parse(&shown).err().unwrap_or(error) };
        // Help and version are results; everything else is a bad argument.
        let code = if error.use_stderr() { ERROR } else { SUCCESS };
        let text = argument_error::text(error, language);
        let text = inert(&format!("{}\n", text.trim_end())).into_owned();
        let said = if code == ERROR { Said::Talk(text) } else { Said::Result(text) };
        Outcome { code, said: vec![said] }
    })
}
