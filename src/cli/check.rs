//! `ikigen check`

use super::codes;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::{ERROR, FAILURE, Reporter, SUCCESS};
use crate::check::fix::{self, FixedFile};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Suppressed, github, json, sarif, text};
use crate::language::Language;
use crate::output::{self, ReplaceError};
use crate::project::{self, Timings};

/// What `check` is told.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// Bentuk laporan.
    #[arg(long, value_enum, default_value = "text")]
    format: CheckFormat,

    /// Yang paling ringan yang ditampilkan.
    #[arg(long, value_enum, default_value = "info")]
    min: MinSeverity,

    /// Hanya kode ini; dapat diulang.
    #[arg(long, value_name = "KODE")]
    code: Vec<String>,

    /// Hanya jabatan ini (id); dapat diulang.
    #[arg(long, value_name = "ID")]
    jabatan: Vec<String>,

    /// Sebutkan juga temuan yang sudah diterima, dengan alasannya.
    #[arg(long = "accepted")]
    suppressed: bool,

    /// Peringatan pun membuat kode keluar 1.
    #[arg(long)]
    strict: bool,

    /// Perbaiki yang tidak memerlukan pertimbangan.
    #[arg(long)]
    fix: bool,

    /// Bersama --fix: perlihatkan tambalannya, jangan tulis apa pun.
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
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
enum MinSeverity {
    /// Dokumen tidak dapat dibuat.
    Error,
    /// Dapat dibuat, tetapi pemeriksa akan keberatan.
    Warning,
    /// Gaya penulisan.
    Info,
}

impl MinSeverity {
    fn severity(self) -> Severity {
        match self {
            MinSeverity::Error => Severity::Error,
            MinSeverity::Warning => Severity::Warning,
            MinSeverity::Info => Severity::Info,
        }
    }
}

/// Checks; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let mut timings = Timings::default();
    let project = project::check(folder, &mut diagnostics, &mut timings);
    let code = exit_code(&diagnostics, arguments);
    let files: Vec<String> = match &project {
        Some(project) => {
            let own = project.sources.jabatan.iter();
            own.filter(|d| arguments.jabatan.contains(&d.value.id))
                .map(|d| d.file.path().to_owned())
                .collect()
        }
        None => Vec::new(),
    };
    if arguments.fix {
        return fix_all(folder, &diagnostics, arguments, &files, reporter);
    }
    diagnostics.retain(|d| is_wanted(d, arguments, &files));
    report(&diagnostics, arguments, reporter);
    if reporter.verbose {
        for (stage, time) in &timings.0 {
            Reporter::say(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    code
}

fn exit_code(diagnostics: &Diagnostics, arguments: &Arguments) -> u8 {
    if diagnostics.has_errors() {
        super::build::failure_code(diagnostics)
    } else if arguments.strict && diagnostics.count(Severity::Warning) > 0 {
        FAILURE
    } else {
        SUCCESS
    }
}

/// Whether a finding was asked for. `files`: those of the positions that were.
fn is_wanted(diagnostic: &Diagnostic, arguments: &Arguments, files: &[String]) -> bool {
    let related = diagnostic.related.iter().map(|(span, _)| span);
    let mut spans = diagnostic.span.iter().chain(related);
    diagnostic.code.severity <= arguments.min.severity()
        && (arguments.code.is_empty() || arguments.code.iter().any(|k| k == diagnostic.code.code))
        && (arguments.jabatan.is_empty()
            || spans.any(|span| files.iter().any(|file| file == span.file.path())))
}

fn report(diagnostics: &Diagnostics, arguments: &Arguments, reporter: &Reporter) {
    let language = reporter.language;
    match arguments.format {
        CheckFormat::Text => {
            let colour = Reporter::coloured();
            Reporter::emit(&text::render(diagnostics, Severity::Info, language, colour));
            if arguments.suppressed {
                Reporter::emit(&accepted(diagnostics, language));
            }
        }
        CheckFormat::Json => Reporter::emit(&format!("{:#}\n", json::value(diagnostics, language))),
        CheckFormat::Sarif => {
            Reporter::emit(&format!("{:#}\n", sarif::value(diagnostics, language)));
        }
        CheckFormat::Github => {
            Reporter::emit(&github::annotations(diagnostics, language));
            if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") {
                summarise(Path::new(&path), diagnostics, language);
            }
        }
    }
    if !reporter.quiet {
        Reporter::say(&counts(diagnostics, language));
    }
}

/// Appends the job summary, where the forge asks for one: it shows only ten annotations.
fn summarise(path: &Path, diagnostics: &Diagnostics, language: Language) {
    use std::io::Write;
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let written =
        file.and_then(|mut file| file.write_all(github::summary(diagnostics, language).as_bytes()));
    if let Err(error) = written {
        Reporter::say(&format!("{}: {error}", path.display()));
    }
}

/// The accepted findings, one a line.
fn accepted(diagnostics: &Diagnostics, language: Language) -> String {
    let [suppressed, alasan] = language.pick([["diterima", "alasan"], ["accepted", "reason"]]);
    let show = |one: &Suppressed| {
        let [(line, _), _] = one.span.line_columns();
        let place = format!("{}:{line}", one.span.file.path());
        let [code, message] = [one.diagnostics.code.code, &one.diagnostics.message(language)];
        format!("{suppressed}[{code}] {place}\n  {message}\n  {alasan}: {}\n", one.alasan)
    };
    diagnostics.suppressed.iter().map(show).collect()
}

/// `2 galat, 1 peringatan, 3 saran, 14 diterima`
fn counts(diagnostics: &Diagnostics, language: Language) -> String {
    use Severity::{Error, Info, Warning};
    let [errors, warnings, infos] = [Error, Warning, Info].map(|s| diagnostics.count(s));
    let accepted = diagnostics.suppressed.len();
    match language {
        Language::Id if errors + warnings + infos == 0 => {
            format!("Tidak ada temuan ({accepted} diterima).")
        }
        Language::En if errors + warnings + infos == 0 => {
            format!("No findings ({accepted} accepted).")
        }
        Language::Id => {
            format!("{errors} galat, {warnings} peringatan, {infos} saran, {accepted} diterima.")
        }
        Language::En => {
            format!(
                "{errors} errors, {warnings} warnings, {infos} suggestions, {accepted} accepted."
            )
        }
    }
}

/// Makes the cures, or shows them, and says what stays. The exit code is that of the project
/// as it is then.
fn fix_all(
    folder: &Path,
    diagnostics: &Diagnostics,
    arguments: &Arguments,
    files: &[String],
    reporter: &Reporter,
) -> u8 {
    let sorted = diagnostics.sorted();
    let wanted = sorted.into_iter().filter(|d| is_wanted(d, arguments, files));
    let curable: Vec<&Diagnostic> = wanted.filter(|d| !d.fixes.is_empty()).collect();
    let fixed: Vec<FixedFile> = fix::lay_out(curable.iter().copied());
    for file in &fixed {
        if arguments.dry_run {
            Reporter::emit(&file.patch());
            continue;
        }
        if let Err(error) = output::replace_file(folder, &file.file, &file.text) {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(not_written(file.file.path(), &error));
            reporter.diagnostics_only(&diagnostics);
            return ERROR;
        }
        Reporter::emit(&format!("{} ({})\n", file.file.path(), file.cured.len()));
    }
    let done = fixed.iter().map(|file| file.cured.len()).sum();
    Reporter::say(&summary(done, fixed.len(), curable.len() - done, arguments, reporter.language));
    if arguments.dry_run {
        return what_stays(diagnostics, arguments, reporter);
    }
    let mut left = Diagnostics::default();
    project::check(folder, &mut left, &mut Timings::default());
    what_stays(&left, arguments, reporter)
}

/// Why a file was not written.
fn not_written(path: &str, error: &ReplaceError) -> Diagnostic {
    match error {
        ReplaceError::Changed => Diagnostic::global(&codes::BERKAS_BERUBAH).arg("path", path),
        ReplaceError::NotOurs => Diagnostic::global(&codes::TAUTAN_TAK_DITULIS).arg("path", path),
        ReplaceError::System(error) => {
            Diagnostic::global(&codes::UNWRITABLE).arg("path", path).arg("sebab", error)
        }
    }
}

/// How much was cured, or can be.
fn summary(
    done: usize,
    files: usize,
    waiting: usize,
    arguments: &Arguments,
    language: Language,
) -> String {
    let again = ["; jalankan sekali lagi untuk sisanya", "; run again for the rest"];
    let again = if waiting > 0 { language.pick(again) } else { "" };
    match (language, arguments.dry_run) {
        (Language::Id, false) => format!("{done} temuan diperbaiki di {files} berkas{again}."),
        (Language::Id, true) => {
            format!("{done} temuan dapat diperbaiki di {files} berkas; tidak ada yang ditulis.")
        }
        (Language::En, false) => format!("{done} findings cured in {files} files{again}."),
        (Language::En, true) => {
            format!("{done} findings can be cured in {files} files; nothing was written.")
        }
    }
}

/// Shows the errors of the project as it is now and counts all its findings; gives the exit
/// code.
fn what_stays(diagnostics: &Diagnostics, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let language = reporter.language;
    let mut errors = diagnostics.clone();
    errors.retain(|d| d.code.severity == Severity::Error);
    reporter.diagnostics_only(&errors);
    if !reporter.quiet {
        let now = language.pick(["Sekarang", "Now"]);
        Reporter::say(&format!("{now}: {}", counts(diagnostics, language)));
    }
    exit_code(diagnostics, arguments)
}
