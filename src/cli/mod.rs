//! The command line: arguments in, exit code out. Results go to stdout, talk to stderr.

mod bahasa;
mod build;
mod check;
mod diff;
mod explain;
mod init;
mod verify;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Bahasa, Severity, Temuan, json, teks};
use crate::source::{raw, schema};

/// Done.
const BERHASIL: u8 = 0;
/// The data has errors.
const DATA_SALAH: u8 = 1;
/// Could not run: bad arguments, files unreadable, disk full.
const GAGAL: u8 = 2;

/// Dokumen kinerja kantor pemerintah dari YAML.
///
/// Satu sumber YAML menjadi dokumen IKI (PDF), edisi asli dengan tata letak naskahnya dan edisi
/// tahunan dengan capaian, dan buku kerja Excel: lampiran LKjIP dan tabel Renstra.
#[derive(Debug, Parser)]
#[command(name = "ikigen", version, propagate_version = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    perintah: Perintah,

    /// Folder proyek (berisi data/).
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    project: PathBuf,

    /// Bahasa pesan.
    #[arg(long, global = true, value_enum, env = "IKIGEN_LANG", default_value = "id")]
    bahasa: Bahasa,

    /// Hanya tampilkan galat.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Tampilkan juga waktu setiap tahap.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Perintah {
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
        jenis: Jenis,
    },
}

/// The kinds of data files.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Jenis {
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

impl Jenis {
    /// Its name on the command line.
    fn nama(self) -> &'static str {
        match self {
            Jenis::Opd => "opd",
            Jenis::Jabatan => "jabatan",
            Jenis::Renstra => "renstra",
            Jenis::Realisasi => "realisasi",
            Jenis::Kamus => "kamus",
        }
    }

    /// What such a file has to look like.
    fn schema(self) -> serde_json::Value {
        match self {
            Jenis::Opd => schema::of::<raw::Opd>(),
            Jenis::Jabatan => schema::of::<raw::Jabatan>(),
            Jenis::Renstra => schema::of::<raw::Renstra>(),
            Jenis::Realisasi => schema::of::<raw::Realisasi>(),
            Jenis::Kamus => schema::of::<raw::Kamus>(),
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
struct Bicara {
    bahasa: Bahasa,
    quiet: bool,
    verbose: bool,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match parse() {
        Ok(arguments) => arguments,
        Err(code) => return ExitCode::from(code),
    };
    let bicara =
        Bicara { bahasa: arguments.bahasa, quiet: arguments.quiet, verbose: arguments.verbose };
    let code = match arguments.perintah {
        Perintah::Build(build) => build::run(&arguments.project, &build, &bicara),
        Perintah::Check(check) => check::run(&arguments.project, &check, &bicara),
        Perintah::Diff(diff) => diff::run(&arguments.project, &diff, &bicara),
        Perintah::Explain(explain) => explain::run(&arguments.project, &explain, &bicara),
        Perintah::Init(init) => init::run(&init, &bicara),
        Perintah::Verify(verify) => verify::run(&arguments.project, &verify, &bicara),
        Perintah::Schema { jenis } => {
            Bicara::hasil(&format!("{:#}\n", jenis.schema()));
            BERHASIL
        }
    };
    ExitCode::from(code)
}

/// Reads the arguments; what is wrong with them is said, in the language they ask for.
fn parse() -> Result<Arguments, u8> {
    let bahasa = bahasa::diminta(std::env::args_os().map(|a| a.to_string_lossy().into_owned()));
    let command = bahasa::command(Arguments::command(), bahasa);
    let parsed = command.try_get_matches().and_then(|m| Arguments::from_arg_matches(&m));
    parsed.map_err(|error| {
        match bahasa::kesalahan(&error, bahasa) {
            Some(text) => Bicara::ucap(text.trim_end()),
            None => {
                let _ = error.print();
            }
        }
        // Help and version are results; everything else is a bad argument.
        if error.use_stderr() { GAGAL } else { BERHASIL }
    })
}

impl Bicara {
    /// Writes a result. A reader that went away (`| head`) is not an error.
    fn hasil(text: &str) {
        let _ = anstream::stdout().write_all(text.as_bytes());
    }

    /// Whether results may be in colour.
    fn berwarna() -> bool {
        std::io::stdout().is_terminal()
    }

    /// Says something on the side.
    fn ucap(text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Shows findings to a person.
    fn temuan_saja(&self, temuan: &Temuan) {
        let least = if self.quiet { Severity::Error } else { Severity::Info };
        let text = teks::render(temuan, least, self.bahasa, std::io::stderr().is_terminal());
        let _ = anstream::stderr().write_all(text.as_bytes());
    }

    /// Shows findings to a person, with a closing line that counts them.
    fn temuan(&self, temuan: &Temuan) {
        use Severity::{Error, Warning};

        self.temuan_saja(temuan);
        let (errors, warnings) = (temuan.count(Error), temuan.count(Warning));
        if errors > 0 {
            Bicara::ucap(&match self.bahasa {
                Bahasa::Id => format!(
                    "{errors} galat, {warnings} peringatan: tidak ada yang diterbitkan, keluaran lama tetap."
                ),
                Bahasa::En => format!(
                    "{errors} errors, {warnings} warnings: nothing was published, the old output stays."
                ),
            });
        }
    }

    /// Writes findings and results for a program.
    fn json(&self, temuan: &Temuan, outputs: Option<serde_json::Value>) {
        let mut value = json::value(temuan, self.bahasa);
        if let Some(outputs) = outputs {
            value["outputs"] = outputs;
        }
        Bicara::hasil(&format!("{value:#}\n"));
    }
}
