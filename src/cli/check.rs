//! `ikigen check`

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{BERHASIL, Bicara, DATA_SALAH, GAGAL};
use crate::check::perbaiki::{self, Perbaikan};
use crate::diagnostic::{
    Bahasa, Diagnostic, Diterima, Severity, Temuan, github, json, katalog, sarif, teks,
};
use crate::proyek::{self, Waktu};

/// What `check` is told.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// Bentuk laporan.
    #[arg(long, value_enum, default_value = "text")]
    format: Bentuk,

    /// Yang paling ringan yang ditampilkan.
    #[arg(long, value_enum, default_value = "saran")]
    min: Tingkat,

    /// Hanya kode ini; dapat diulang.
    #[arg(long, value_name = "KODE")]
    kode: Vec<String>,

    /// Hanya jabatan ini (id); dapat diulang.
    #[arg(long, value_name = "ID")]
    jabatan: Vec<String>,

    /// Sebutkan juga temuan yang sudah diterima, dengan alasannya.
    #[arg(long)]
    diterima: bool,

    /// Peringatan pun membuat kode keluar 1.
    #[arg(long)]
    ketat: bool,

    /// Perbaiki yang tidak memerlukan pertimbangan.
    #[arg(long)]
    fix: bool,

    /// Bersama --fix: perlihatkan tambalannya, jangan tulis apa pun.
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Bentuk {
    /// Untuk dibaca orang.
    Text,
    /// Untuk program lain.
    Json,
    /// Anotasi GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// Severities by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tingkat {
    /// Dokumen tidak dapat dibuat.
    Galat,
    /// Dapat dibuat, tetapi pemeriksa akan keberatan.
    Peringatan,
    /// Gaya penulisan.
    Saran,
}

impl Tingkat {
    fn severity(self) -> Severity {
        match self {
            Tingkat::Galat => Severity::Error,
            Tingkat::Peringatan => Severity::Warning,
            Tingkat::Saran => Severity::Info,
        }
    }
}

/// Checks; returns the exit code.
pub fn run(project: &Path, arguments: &Arguments, bicara: &Bicara) -> u8 {
    let mut temuan = Temuan::default();
    let mut waktu = Waktu::default();
    let proyek = proyek::periksa(project, &mut temuan, &mut waktu);
    let code = exit_code(&temuan, arguments);
    let files: Vec<String> = match &proyek {
        Some(proyek) => {
            let own = proyek.naskah.jabatan.iter();
            own.filter(|d| arguments.jabatan.contains(&d.isi.id))
                .map(|d| d.berkas.path().to_owned())
                .collect()
        }
        None => Vec::new(),
    };
    narrow(&mut temuan, arguments, &files);
    if arguments.fix {
        return fix(project, &temuan, arguments, bicara);
    }
    report(&temuan, arguments, bicara);
    if bicara.verbose {
        for (stage, time) in &waktu.0 {
            Bicara::ucap(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    code
}

fn exit_code(temuan: &Temuan, arguments: &Arguments) -> u8 {
    if temuan.has_errors() {
        super::build::failure_code(temuan)
    } else if arguments.ketat && temuan.count(Severity::Warning) > 0 {
        DATA_SALAH
    } else {
        BERHASIL
    }
}

/// Leaves the findings that were asked for.
fn narrow(temuan: &mut Temuan, arguments: &Arguments, files: &[String]) {
    let least = arguments.min.severity();
    temuan.saring(|d| {
        let in_file = |d: &Diagnostic| {
            let own = d.tempat.iter().chain(d.terkait.iter().map(|(tempat, _)| tempat));
            own.into_iter().any(|tempat| files.iter().any(|f| f == tempat.berkas.path()))
        };
        d.kode.severity <= least
            && (arguments.kode.is_empty() || arguments.kode.iter().any(|k| k == d.kode.kode))
            && (arguments.jabatan.is_empty() || in_file(d))
    });
}

fn report(temuan: &Temuan, arguments: &Arguments, bicara: &Bicara) {
    let bahasa = bicara.bahasa;
    match arguments.format {
        Bentuk::Text => {
            let colour = Bicara::berwarna();
            Bicara::hasil(&teks::render(temuan, Severity::Info, bahasa, colour));
            if arguments.diterima {
                Bicara::hasil(&accepted(temuan, bahasa));
            }
        }
        Bentuk::Json => Bicara::hasil(&format!("{:#}\n", json::value(temuan, bahasa))),
        Bentuk::Sarif => Bicara::hasil(&format!("{:#}\n", sarif::value(temuan, bahasa))),
        Bentuk::Github => {
            Bicara::hasil(&github::annotations(temuan, bahasa));
            if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") {
                summarise(Path::new(&path), temuan, bahasa);
            }
        }
    }
    if !bicara.quiet {
        Bicara::ucap(&counts(temuan, bahasa));
    }
}

/// Appends the job summary, where the forge asks for one: it shows only ten annotations.
fn summarise(path: &Path, temuan: &Temuan, bahasa: Bahasa) {
    use std::io::Write;
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let written =
        file.and_then(|mut file| file.write_all(github::summary(temuan, bahasa).as_bytes()));
    if let Err(error) = written {
        Bicara::ucap(&format!("{}: {error}", path.display()));
    }
}

/// The accepted findings, one a line.
fn accepted(temuan: &Temuan, bahasa: Bahasa) -> String {
    let [diterima, alasan] = bahasa.pilih([["diterima", "alasan"], ["accepted", "reason"]]);
    let show = |one: &Diterima| {
        let [(line, _), _] = one.tempat.line_columns();
        let place = format!("{}:{line}", one.tempat.berkas.path());
        let [kode, pesan] = [one.temuan.kode.kode, &one.temuan.pesan(bahasa)];
        format!("{diterima}[{kode}] {place}\n  {pesan}\n  {alasan}: {}\n", one.alasan)
    };
    temuan.diterima.iter().map(show).collect()
}

/// `2 galat, 1 peringatan, 3 saran, 14 diterima`
fn counts(temuan: &Temuan, bahasa: Bahasa) -> String {
    use Severity::{Error, Info, Warning};
    let [errors, warnings, infos] = [Error, Warning, Info].map(|s| temuan.count(s));
    let accepted = temuan.diterima.len();
    match bahasa {
        Bahasa::Id if errors + warnings + infos == 0 => {
            format!("Tidak ada temuan ({accepted} diterima).")
        }
        Bahasa::En if errors + warnings + infos == 0 => {
            format!("No findings ({accepted} accepted).")
        }
        Bahasa::Id => {
            format!("{errors} galat, {warnings} peringatan, {infos} saran, {accepted} diterima.")
        }
        Bahasa::En => {
            format!(
                "{errors} errors, {warnings} warnings, {infos} suggestions, {accepted} accepted."
            )
        }
    }
}

/// Makes the cures, or shows them.
fn fix(project: &Path, temuan: &Temuan, arguments: &Arguments, bicara: &Bicara) -> u8 {
    let found = temuan.sorted();
    let cures: Vec<Perbaikan> = perbaiki::susun(found.iter().copied());
    let curable = found.iter().filter(|d| !d.perbaikan.is_empty()).count();
    for cure in &cures {
        if arguments.dry_run {
            Bicara::hasil(&cure.tambalan());
            continue;
        }
        if let Err(error) = cure.tulis(project) {
            let mut temuan = Temuan::default();
            temuan.push(
                Diagnostic::global(&katalog::TAK_TERTULIS)
                    .isi("path", cure.berkas.path())
                    .isi("sebab", error),
            );
            bicara.temuan_saja(&temuan);
            return GAGAL;
        }
        Bicara::hasil(&format!("{} ({})\n", cure.berkas.path(), cure.banyak));
    }
    let done: usize = cures.iter().map(|cure| cure.banyak).sum();
    let left = curable - done;
    let more =
        bicara.bahasa.pilih(["; jalankan sekali lagi untuk sisanya", "; run again for the rest"]);
    let more = if left > 0 { more } else { "" };
    Bicara::ucap(&match (bicara.bahasa, arguments.dry_run) {
        (Bahasa::Id, false) => format!("{done} temuan diperbaiki di {} berkas{more}.", cures.len()),
        (Bahasa::Id, true) => format!(
            "{done} temuan dapat diperbaiki di {} berkas; tidak ada yang ditulis.",
            cures.len()
        ),
        (Bahasa::En, false) => format!("{done} findings cured in {} files{more}.", cures.len()),
        (Bahasa::En, true) => {
            format!("{done} findings can be cured in {} files; nothing was written.", cures.len())
        }
    });
    BERHASIL
}
