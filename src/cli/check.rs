//! `ikigen check`

use super::codes;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::exit::{self, ERROR, FAILURE, SUCCESS};
use super::reporter::Reporter;
use crate::check::fix::{self, FixedFile};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Suppressed, github, json, sarif, text};
use crate::language::Language;
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

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        match self.format {
            CheckFormat::Text => reporter.diagnostics_only(found),
            _ => report(found, self, reporter),
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
    narrow(&mut diagnostics, arguments, &files);
    if arguments.fix {
        return fix_all(folder, &diagnostics, arguments, reporter);
    }
    report(&diagnostics, arguments, reporter);
    if reporter.verbose {
        for (stage, time) in &timings.0 {
            reporter.say(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    code
}

fn exit_code(diagnostics: &Diagnostics, arguments: &Arguments) -> u8 {
    if diagnostics.has_errors() {
        exit::failure(diagnostics)
    } else if arguments.strict && diagnostics.count(Severity::Warning) > 0 {
        FAILURE
    } else {
        SUCCESS
    }
}

/// Leaves the findings that were asked for.
fn narrow(diagnostics: &mut Diagnostics, arguments: &Arguments, files: &[String]) {
    let least = arguments.min.severity();
    diagnostics.retain(|d| {
        let in_file = |d: &Diagnostic| {
            let own = d.span.iter().chain(d.related.iter().map(|(span, _)| span));
            own.into_iter().any(|span| files.iter().any(|f| f == span.file.path()))
        };
        d.code.severity <= least
            && (arguments.code.is_empty() || arguments.code.iter().any(|k| k == d.code.code))
            && (arguments.jabatan.is_empty() || in_file(d))
    });
}

fn report(diagnostics: &Diagnostics, arguments: &Arguments, reporter: &Reporter) {
    let language = reporter.language;
    match arguments.format {
        CheckFormat::Text => {
            let colour = reporter.coloured();
            reporter.emit(&text::render(diagnostics, Severity::Info, language, colour));
            if arguments.suppressed {
                reporter.emit(&accepted(diagnostics, language));
            }
        }
        CheckFormat::Json => reporter.emit(&format!("{:#}\n", json::value(diagnostics, language))),
        CheckFormat::Sarif => {
            reporter.emit(&format!("{:#}\n", sarif::value(diagnostics, language)));
        }
        CheckFormat::Github => {
            reporter.emit(&github::annotations(diagnostics, language));
            if let Some(path) = &reporter.environment.step_summary {
                summarise(path, diagnostics, reporter);
            }
        }
    }
    if !reporter.quiet {
        reporter.say(&counts(diagnostics, language));
    }
}

/// Appends the job summary, where the forge asks for one: it shows only ten annotations.
fn summarise(path: &Path, diagnostics: &Diagnostics, reporter: &Reporter) {
    use std::io::Write;
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let written = file.and_then(|mut file| {
        file.write_all(github::summary(diagnostics, reporter.language).as_bytes())
    });
    if let Err(error) = written {
        reporter.say(&format!("{}: {error}", path.display()));
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

/// Makes the cures, or shows them.
fn fix_all(
    folder: &Path,
    diagnostics: &Diagnostics,
    arguments: &Arguments,
    reporter: &Reporter,
) -> u8 {
    let found = diagnostics.sorted();
    let cures: Vec<FixedFile> = fix::lay_out(found.iter().copied());
    let curable = found.iter().filter(|d| !d.fixes.is_empty()).count();
    for cure in &cures {
        if arguments.dry_run {
            reporter.emit(&cure.patch());
            continue;
        }
        if let Err(error) = cure.write(folder) {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(
                Diagnostic::global(&codes::UNWRITABLE)
                    .arg("path", cure.file.path())
                    .arg("sebab", error),
            );
            reporter.diagnostics_only(&diagnostics);
            return ERROR;
        }
        reporter.emit(&format!("{} ({})\n", cure.file.path(), cure.count));
    }
    let done: usize = cures.iter().map(|cure| cure.count).sum();
    let left = curable - done;
    let more = reporter
        .language
        .pick(["; jalankan sekali lagi untuk sisanya", "; run again for the rest"]);
    let more = if left > 0 { more } else { "" };
    reporter.say(&match (reporter.language, arguments.dry_run) {
        (Language::Id, false) => {
            format!("{done} temuan diperbaiki di {} berkas{more}.", cures.len())
        }
        (Language::Id, true) => format!(
            "{done} temuan dapat diperbaiki di {} berkas; tidak ada yang ditulis.",
            cures.len()
        ),
        (Language::En, false) => format!("{done} findings cured in {} files{more}.", cures.len()),
        (Language::En, true) => {
            format!("{done} findings can be cured in {} files; nothing was written.", cures.len())
        }
    });
    SUCCESS
}
