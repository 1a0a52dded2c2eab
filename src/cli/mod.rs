//! The command line: arguments in, exit code out. Results go to stdout, talk to stderr.

mod argument_error;
mod build;
mod check;
pub mod codes;
mod data;
mod diff;
mod explain;
mod init;
mod language;
mod verify;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::diagnostic::{Diagnostics, Severity, json, text};
use crate::language::{Language, Note, notes};
use crate::source::{raw, schema};
use crate::text::visible;

/// Done.
const SUCCESS: u8 = 0;
/// The data has errors.
const FAILURE: u8 = 1;
/// Could not run: bad arguments, files unreadable, disk full.
const ERROR: u8 = 2;

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

    #[arg(
        long = "lang",
        global = true,
        value_name = Note(["BAHASA", "LANGUAGE"]),
        value_parser = language::choice(language::NAMES),
        env = "IKIGEN_LANG",
        default_value = "id",
        help = Note(["Bahasa pesan", "Language of messages"])
    )]
    language: Language,

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
    #[command(about = Note(["Buat proyek baru untuk memulai", "Make a new project to begin with"]))]
    Init(init::Arguments),
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
            value_parser = language::choice(FileKind::ALL),
            help = Note(["Jenis berkas", "Kind of file"])
        )]
        kind: FileKind,
    },
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

/// What `--format` is, for every command.
const REPORT: Note = Note(["Bentuk laporan", "Form of the report"]);
/// What stands for the value of `--format`.
const FORM: Note = Note(["BENTUK", "FORM"]);

notes! {
    NOT_PUBLISHED = "{errors} galat, {warnings} peringatan: tidak ada yang diterbitkan, keluaran lama tetap.",
        "{errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}: nothing was published, the old output stays.";
}

/// How much to say, in which language.
struct Reporter {
    language: Language,
    quiet: bool,
    verbose: bool,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match parse() {
        Ok(arguments) => arguments,
        Err(code) => return ExitCode::from(code),
    };
    let reporter = Reporter {
        language: arguments.language,
        quiet: arguments.quiet,
        verbose: arguments.verbose,
    };
    let code = match arguments.command {
        Command::Build(build) => build::run(&arguments.project, &build, &reporter),
        Command::Check(check) => check::run(&arguments.project, &check, &reporter),
        Command::Data(data) => data::run(&arguments.project, &data, &reporter),
        Command::Diff(diff) => diff::run(&arguments.project, &diff, &reporter),
        Command::Explain(explain) => explain::run(&arguments.project, &explain, &reporter),
        Command::Init(init) => init::run(&init, &reporter),
        Command::Verify(verify) => verify::run(&arguments.project, &verify, &reporter),
        Command::Schema { kind } => {
            Reporter::emit_json(&kind.schema());
            SUCCESS
        }
    };
    ExitCode::from(code)
}

/// Reads the arguments; what is wrong with them is said, in the language they ask for.
fn parse() -> Result<Arguments, u8> {
    let language =
        language::requested(std::env::args_os().map(|a| a.to_string_lossy().into_owned()));
    let command = language::command(Arguments::command(), language);
    let parsed = command.try_get_matches().and_then(|m| Arguments::from_arg_matches(&m));
    parsed.map_err(|error| {
        // Help and version are results; everything else is a bad argument.
        let code = if error.use_stderr() { ERROR } else { SUCCESS };
        argument_error::print(error, language);
        code
    })
}

impl Reporter {
    /// Writes a result, and nothing in it that would steer a terminal. A reader that went away
    /// (`| head`) is not an error.
    fn emit(text: &str) {
        Reporter::emit_styled(&visible(text));
    }

    /// The same for what has colours of ours in it and nothing else that steers.
    fn emit_styled(text: &str) {
        let _ = anstream::stdout().write_all(text.as_bytes());
    }

    /// Writes a result for a program.
    fn emit_json(value: &serde_json::Value) {
        Reporter::emit(&json::text(value));
    }

    /// Whether results may be in colour.
    fn colored() -> bool {
        std::io::stdout().is_terminal()
    }

    /// Says something on the side.
    fn say(text: &str) {
        let _ = writeln!(anstream::stderr(), "{}", visible(text));
    }

    /// Shows findings to a person.
    fn diagnostics_only(&self, diagnostics: &Diagnostics) {
        let least = if self.quiet { Severity::Error } else { Severity::Info };
        let text = text::render(diagnostics, least, self.language, std::io::stderr().is_terminal());
        let _ = anstream::stderr().write_all(text.as_bytes());
    }

    /// Shows findings to a person, with a closing line that counts them.
    fn diagnostics(&self, diagnostics: &Diagnostics) {
        use Severity::{Error, Warning};

        self.diagnostics_only(diagnostics);
        let (errors, warnings) = (diagnostics.count(Error), diagnostics.count(Warning));
        if errors > 0 {
            let said = NOT_PUBLISHED.arg("errors", errors).arg("warnings", warnings);
            Reporter::say(&said.words(self.language));
        }
    }

    /// Writes findings and results for a program.
    fn json(&self, diagnostics: &Diagnostics, outputs: Option<serde_json::Value>) {
        let mut value = json::value(diagnostics, self.language);
        if let Some(outputs) = outputs {
            value["outputs"] = outputs;
        }
        Reporter::emit_json(&value);
    }
}
