//! The command line: arguments in, exit code out. Results go to stdout, talk to stderr.

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

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostics, Severity, json, text};
use crate::language::Language;
use crate::source::{raw, schema};
use crate::text::visible;

/// Done.
const SUCCESS: u8 = 0;
/// The data has errors.
const FAILURE: u8 = 1;
/// Could not run: bad arguments, files unreadable, disk full.
const ERROR: u8 = 2;

/// Dokumen kinerja kantor pemerintah dari YAML.
///
/// Satu sumber YAML menjadi dokumen IKI (PDF), edisi asli dengan tata letak naskahnya dan edisi
/// tahunan dengan capaian, dan buku kerja Excel: lampiran LKjIP dan tabel Renstra.
#[derive(Debug, Parser)]
#[command(name = "ikigen", version, propagate_version = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Folder proyek (berisi data/).
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    project: PathBuf,

    /// Bahasa pesan.
    #[arg(long = "lang", global = true, value_enum, env = "IKIGEN_LANG", default_value = "id")]
    language: Language,

    /// Hanya tampilkan galat.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Tampilkan juga waktu setiap tahap.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Buat semua dokumen proyek.
    Build(build::Arguments),
    /// Periksa data proyek seperti pemeriksa yang teliti.
    Check(check::Arguments),
    /// Cetak semua yang dilihat templat: kantor, jabatan, indikator, tahun yang diukur, Renstra.
    Data(data::Arguments),
    /// Bandingkan dua keadaan proyek: isi, angka, dan temuannya.
    Diff(diff::Arguments),
    /// Jelaskan sebuah kode temuan, atau asal-usul sebuah angka.
    Explain(explain::Arguments),
    /// Buat proyek baru untuk memulai.
    Init(init::Arguments),
    /// Buktikan dari sumber mana sebuah PDF atau buku kerja dibuat.
    Verify(verify::Arguments),
    /// Cetak JSON Schema sebuah jenis berkas, untuk pelengkap di editor.
    Schema {
        /// Jenis berkas.
        kind: FileKind,
    },
}

/// The kinds of data files.
#[derive(Debug, Clone, Copy, ValueEnum)]
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
    /// Its name on the command line.
    fn name(self) -> &'static str {
        match self {
            FileKind::Opd => "opd",
            FileKind::Jabatan => "jabatan",
            FileKind::Renstra => "renstra",
            FileKind::Realisasi => "realisasi",
            FileKind::Kamus => "kamus",
            FileKind::Data => "data",
        }
    }

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Untuk dibaca orang.
    Text,
    /// Untuk program lain.
    Json,
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
        match language::argument_error(&error, language) {
            Some(text) => Reporter::say(text.trim_end()),
            None => {
                let _ = error.print();
            }
        }
        // Help and version are results; everything else is a bad argument.
        if error.use_stderr() { ERROR } else { SUCCESS }
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
            Reporter::say(&match self.language {
                Language::Id => format!(
                    "{errors} galat, {warnings} peringatan: tidak ada yang diterbitkan, keluaran lama tetap."
                ),
                Language::En => format!(
                    "{errors} errors, {warnings} warnings: nothing was published, the old output stays."
                ),
            });
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
