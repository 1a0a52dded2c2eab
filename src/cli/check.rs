//! `ikigen check`

use super::codes;
use std::path::Path;

use clap::Args;

use super::exit::{self, ERROR, FAILURE, SUCCESS};
use super::language::choice;
use super::reporter::Reporter;
use super::{FORM, REPORT};
use crate::check::fix::{self, FixedFile};
use crate::diagnostic::{
    Diagnostic, Diagnostics, Severity, Suppressed, github, json, sarif, system, text,
};
use crate::language::{Language, Note, Phrase, notes};
use crate::output::{self, ReplaceError};
use crate::project::{self, Timings};
use crate::text::visible_line;

/// What `check` is told.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    #[arg(
        long,
        value_name = FORM,
        value_parser = choice(CheckFormat::ALL),
        default_value = "text",
        help = REPORT
    )]
    format: CheckFormat,

    #[arg(
        long,
        value_name = Note(["TINGKAT", "SEVERITY"]),
        value_parser = choice(LEAST),
        default_value = "info",
        help = Note(["Yang paling ringan yang ditampilkan", "The least severe findings to show"])
    )]
    min: Severity,

    #[arg(
        long,
        value_name = Note(["KODE", "CODE"]),
        help = Note(["Hanya kode ini; dapat diulang", "Only this code; may be repeated"])
    )]
    code: Vec<String>,

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
        long = "accepted",
        help = Note([
            "Sebutkan juga temuan yang sudah diterima, dengan alasannya",
            "List accepted findings too, with their reasons",
        ])
    )]
    suppressed: bool,

    #[arg(
        long,
        help = Note([
            "Peringatan pun membuat kode keluar 1",
            "Warnings make the exit code 1 as well",
        ])
    )]
    strict: bool,

    #[arg(
        long,
        help = Note(["Perbaiki yang tidak memerlukan pertimbangan", "Cure what needs no judgement"])
    )]
    fix: bool,

    #[arg(
        long,
        requires = "fix",
        help = Note([
            "Bersama --fix: perlihatkan perubahannya, jangan tulis apa pun",
            "With --fix: show the patch, write nothing",
        ])
    )]
    dry_run: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

impl CheckFormat {
    /// All of them with their names on the command line.
    const ALL: &'static [(&'static str, CheckFormat)] = &[
        ("text", CheckFormat::Text),
        ("json", CheckFormat::Json),
        ("github", CheckFormat::Github),
        ("sarif", CheckFormat::Sarif),
    ];
}

/// Severities by their names, which are those of machine formats.
const LEAST: &[(&str, Severity)] =
    &[("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];

notes! {
    ACCEPTED = "diterima[{code}] {place}\n  {message}\n  alasan: {reason}\n",
        "accepted[{code}] {place}\n  {message}\n  reason: {reason}\n";
    NOTHING = "Tidak ada temuan ({accepted} diterima).", "No findings ({accepted} accepted).";
    COUNTS = "{errors} galat, {warnings} peringatan, {infos} saran, {accepted} diterima.",
        "{errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, \
         {infos} {infos|suggestion|suggestions}, {accepted} accepted.";
    CURED = "{n} temuan diperbaiki di {m} berkas{more}.",
        "{n} {n|finding|findings} cured in {m} {m|file|files}{more}.";
    CURABLE = "{n} temuan dapat diperbaiki di {m} berkas; tidak ada yang ditulis.",
        "{n} {n|finding|findings} can be cured in {m} {m|file|files}; nothing was written.";
    NOW = "Sekarang: {counts}", "Now: {counts}";
    AGAIN = "; jalankan sekali lagi untuk sisanya", "; run again for the rest";
}

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        match self.format {
            CheckFormat::Text => reporter.diagnostics_only(found),
            _ => {
                report(found, self, reporter);
            }
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
            own.filter(|d| arguments.jabatan.iter().any(|id| d.value.id == id.as_str()))
                .map(|d| d.file.path().to_owned())
                .collect()
        }
        None => Vec::new(),
    };
    if arguments.fix {
        return fix_all(folder, &diagnostics, arguments, &files, reporter);
    }
    diagnostics.retain(|d| is_wanted(d, arguments, &files));
    let told = report(&diagnostics, arguments, reporter);
    if reporter.verbose {
        for (stage, time) in &timings.0 {
            reporter.say(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    if told { code } else { ERROR }
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

/// Whether a finding was asked for. `files`: those of the positions that were.
fn is_wanted(diagnostic: &Diagnostic, arguments: &Arguments, files: &[String]) -> bool {
    let related = diagnostic.related.iter().map(|(span, _)| span);
    let mut spans = diagnostic.span.iter().chain(related);
    diagnostic.code.severity <= arguments.min
        && (arguments.code.is_empty() || arguments.code.iter().any(|k| k == diagnostic.code.code))
        && (arguments.jabatan.is_empty()
            || spans.any(|span| files.iter().any(|file| file == span.file.path())))
}

/// Reports in the form that was asked for; tells whether a forge has the summary that it wants.
fn report(diagnostics: &Diagnostics, arguments: &Arguments, reporter: &Reporter) -> bool {
    let language = reporter.language;
    let mut told = true;
    match arguments.format {
        CheckFormat::Text => {
            let color = reporter.colored();
            reporter.emit_styled(&text::render(diagnostics, Severity::Info, language, color));
            if arguments.suppressed {
                reporter.emit(&accepted(diagnostics, language));
            }
        }
        CheckFormat::Json => reporter.emit_json(&json::value(diagnostics, language)),
        CheckFormat::Sarif => reporter.emit_json(&sarif::value(diagnostics, language)),
        CheckFormat::Github => {
            reporter.emit_commands(&github::annotations(diagnostics, language));
            if let Some(path) = &reporter.environment.step_summary {
                told = summarize(path, diagnostics, reporter);
            }
        }
    }
    if !reporter.quiet {
        reporter.say(&counts(diagnostics).words(language));
    }
    told
}

/// Appends the job summary, where the forge asks for one: it shows only ten annotations. Tells
/// whether it could.
fn summarize(path: &Path, diagnostics: &Diagnostics, reporter: &Reporter) -> bool {
    let summary = github::summary(diagnostics, reporter.language);
    let written = output::append(path, &summary);
    if let Err(error) = &written {
        let found = Diagnostic::global(&codes::UNWRITABLE).arg("path", path.display());
        reporter.diagnostics_only(&found.arg("sebab", system::reason(error)).into());
    }
    written.is_ok()
}

/// The accepted findings, one a line.
fn accepted(diagnostics: &Diagnostics, language: Language) -> String {
    let show = |one: &Suppressed| {
        let [(line, _), _] = one.span.line_columns();
        let one_line = |text: &str| visible_line(text).into_owned();
        ACCEPTED
            .arg("code", one.diagnostics.code.code)
            .arg("place", one_line(&format!("{}:{line}", one.span.file.path())))
            .arg("message", one_line(&one.diagnostics.message(language)))
            .arg("reason", one_line(&one.alasan))
            .words(language)
    };
    diagnostics.suppressed.iter().map(show).collect()
}

/// `2 galat, 1 peringatan, 3 saran, 14 diterima`
fn counts(diagnostics: &Diagnostics) -> Phrase {
    use Severity::{Error, Info, Warning};
    let [errors, warnings, infos] = [Error, Warning, Info].map(|s| diagnostics.count(s));
    let accepted = diagnostics.suppressed.len();
    let note = if errors + warnings + infos == 0 { &NOTHING } else { &COUNTS };
    let said = note.arg("errors", errors).arg("warnings", warnings).arg("infos", infos);
    said.arg("accepted", accepted)
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
            reporter.emit(&file.patch());
            continue;
        }
        if let Err(error) = output::replace_file(folder, &file.file, &file.text) {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(not_written(file.file.path(), &error));
            reporter.diagnostics_only(&diagnostics);
            return ERROR;
        }
        reporter.emit_line(&format!("{} ({})", file.file.path(), file.cured.len()));
    }
    let done: usize = fixed.iter().map(|file| file.cured.len()).sum();
    let more = if curable.len() > done { Phrase::from(&AGAIN) } else { Phrase::from("") };
    let note = if arguments.dry_run { &CURABLE } else { &CURED };
    let said = note.arg("n", done).arg("m", fixed.len()).arg("more", more);
    reporter.say(&said.words(reporter.language));
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
            let found = Diagnostic::global(&codes::UNWRITABLE).arg("path", path);
            found.arg("sebab", system::reason(error))
        }
    }
}

/// Shows the errors of the project as it is now and counts all its findings; gives the exit
/// code.
fn what_stays(diagnostics: &Diagnostics, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let mut errors = diagnostics.clone();
    errors.retain(|d| d.code.severity == Severity::Error);
    reporter.diagnostics_only(&errors);
    if !reporter.quiet {
        let said = NOW.arg("counts", counts(diagnostics));
        reporter.say(&said.words(reporter.language));
    }
    exit_code(diagnostics, arguments)
}
