//! The command line: arguments in, exit code out. Results go to stdout, talk to stderr.
//!
//! [`run`] depends on nothing but what it is given. Commands that read untrusted data run in a
//! [`worker`] process with limits of time and memory; `main.rs` is the other end of it.

mod build;
mod check;
pub mod codes;
mod diff;
pub mod environment;
mod exit;
mod explain;
mod init;
mod language;
pub mod reporter;
mod verify;
pub mod worker;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use self::environment::Environment;
use self::exit::{ERROR, SUCCESS};
use self::reporter::{Outcome, Reporter, Said};
use crate::diagnostic::Diagnostics;
use crate::language::Language;
use crate::source::{raw, schema};

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
    #[arg(long = "lang", global = true, value_enum, default_value = "id")]
    language: Language,

    /// Hentikan sesudah sekian detik.
    #[arg(long, global = true, value_name = "DETIK", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,

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

/// Runs the program: `arguments` begin with its name. Gives the exit code.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    environment: &Environment,
    results: &mut dyn Write,
    talk: &mut dyn Write,
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let language = language::requested(&arguments, environment.language.as_deref());
    outcome(&arguments, environment).write(language, results, talk)
}

/// What comes of `arguments`, which begin with the program's name.
pub fn outcome(arguments: &[OsString], environment: &Environment) -> Outcome {
    let parsed = match parse(arguments, environment) {
        Ok(parsed) => parsed,
        Err(outcome) => return outcome,
    };
    let mut reporter = Reporter::new(parsed.language, environment);
    (reporter.quiet, reporter.verbose) = (parsed.quiet, parsed.verbose);
    let code = match environment.worker.as_deref().filter(|_| parsed.command.is_untrusted()) {
        None => parsed.command.run(&parsed, &reporter),
        Some(program) => {
            let limit = Duration::from_secs(parsed.timeout);
            match worker::run(program, &arguments[1..], environment.color, limit) {
                Ok(outcome) => return outcome,
                Err(error) => parsed.command.refuse(&error.diagnostic().into(), &reporter),
            }
        }
    };
    reporter.outcome(code)
}

impl Command {
    /// Whether it reads what a stranger may have written.
    fn is_untrusted(&self) -> bool {
        match self {
            Command::Build(_) | Command::Check(_) | Command::Diff(_) | Command::Verify(_) => true,
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
            Command::Diff(diff) => diff::run(project, diff, reporter),
            Command::Explain(explain) => explain::run(project, explain, reporter),
            Command::Init(init) => init::run(init, reporter),
            Command::Verify(verify) => verify::run(project, verify, reporter),
            Command::Schema { kind } => {
                reporter.emit(&format!("{:#}\n", kind.schema()));
                SUCCESS
            }
        }
    }

    /// Says, in the form that the arguments ask for, why it could not run; gives the exit code.
    fn refuse(&self, found: &Diagnostics, reporter: &Reporter) -> u8 {
        match self {
            Command::Build(build) => build.refuse(found, reporter),
            Command::Check(check) => check.refuse(found, reporter),
            Command::Diff(diff) => diff.refuse(found, reporter),
            _ => reporter.diagnostics_only(found),
        }
        ERROR
    }
}

/// Reads the arguments; what is wrong with them is said, in the language they ask for.
fn parse(arguments: &[OsString], environment: &Environment) -> Result<Arguments, Outcome> {
    let asked = environment.language.as_deref();
    let language = language::requested(arguments, asked);
    let command = language::command(Arguments::command(), language);
    let arguments = language::with_default(arguments, asked);
    let parsed =
        command.try_get_matches_from(arguments).and_then(|m| Arguments::from_arg_matches(&m));
    parsed.map_err(|error| {
        // Help and version are results; everything else is a bad argument.
        let code = if error.use_stderr() { ERROR } else { SUCCESS };
        let text = language::argument_error(&error, language)
            .unwrap_or_else(|| error.render().ansi().to_string());
        let text = format!("{}\n", text.trim_end());
        let said = if error.use_stderr() { Said::Talk(text) } else { Said::Result(text) };
        Outcome { code, said: vec![said] }
    })
}
