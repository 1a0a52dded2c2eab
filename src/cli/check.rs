//! `ikigen check`

use super::codes;
use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::exit::{self, ERROR, FAILURE, SUCCESS};
use super::language::choice;
use super::reporter::Reporter;
use super::selection::Selection;
use super::{FORM, REPORT};
use crate::check::fix::{self, Fixes};
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
            "Hanya jabatan ini (id), dengan realisasi indikatornya; dapat diulang",
            "Only this position (id), with the actual values of its indicators; may be repeated",
        ])
    )]
    jabatan: Vec<String>,

    #[arg(
        long,
        value_name = Note(["TAHUN", "YEAR"]),
        help = Note([
            "Periksa dokumen tahun ini [bawaan: `tahun` di data/opd.yaml]",
            "Check the documents of this year [default: `tahun` in data/opd.yaml]",
        ])
    )]
    tahun: Option<i32>,

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
    NOTHING_HERE = "Tidak ada temuan dalam pilihan ini ({accepted} diterima).",
        "No findings among those asked for ({accepted} accepted).";
    OUTSIDE = " {n} temuan di luar pilihan ini.", " {n} {n|finding|findings} besides.";
    CURED = "{n} temuan diperbaiki di {m} berkas.",
        "{n} {n|finding|findings} cured in {m} {m|file|files}.";
    CURABLE = "{n} temuan dapat diperbaiki di {m} berkas; tidak ada yang ditulis.",
        "{n} {n|finding|findings} can be cured in {m} {m|file|files}; nothing was written.";
    OVERLAPPING = "{n} temuan menunggu: perbaikannya bertumpang tindih dengan perbaikan lain. Jalankan sekali lagi.",
        "{n} {n|finding|findings} had to wait: the cure overlaps another one. Run again.";
    REFUSED = "{n} temuan tidak diperbaiki: perbaikannya akan mengubah hal lain dalam berkas. Perbaiki dengan tangan.",
        "{n} {n|finding was|findings were} not cured: that would change something else in the file. Mend by hand.";
    NOW = "Sekarang: {counts}", "Now: {counts}";
}

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        match self.format {
            CheckFormat::Text => reporter.diagnostics_only(found),
            _ => {
                report(found, 0, None, self, reporter);
            }
        }
    }
}

/// Checks; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let mut timings = Timings::default();
    let project = project::inspect(folder, arguments.tahun, &mut diagnostics, &mut timings);
    let sources = project.as_ref().map_or_else(|sources| &**sources, |project| &project.sources);
    let Arguments { min, code, jabatan, .. } = arguments;
    let selection = match Selection::new(*min, code, jabatan, sources) {
        Ok(selection) => selection,
        Err(unknown) => {
            arguments.refuse(&unknown, reporter);
            return ERROR;
        }
    };
    if arguments.fix {
        return fix_all(folder, &diagnostics, arguments, &selection, reporter);
    }
    let exit_code = exit_code(&diagnostics, arguments);
    let outside = selection.apply(&mut diagnostics);
    let told = report(&diagnostics, outside, None, arguments, reporter);
    if reporter.verbose {
        for (stage, time) in &timings.0 {
            reporter.say(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    if told { exit_code } else { ERROR }
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

/// Shows findings in the form that is asked for; tells whether a forge has the summary that it
/// wants. `outside`: how many there are besides; `fixes`: what was made of those that can be cured.
fn report(
    diagnostics: &Diagnostics,
    outside: usize,
    fixes: Option<&Fixes>,
    arguments: &Arguments,
    reporter: &Reporter,
) -> bool {
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
        CheckFormat::Json => {
            let mut value = json::value(diagnostics, language);
            value["outside"] = outside.into();
            if let Some(fixes) = fixes {
                value["fix"] = fixes_json(fixes, arguments.dry_run);
            }
            reporter.emit_json(&value);
        }
        CheckFormat::Sarif => reporter.emit_json(&sarif::value(diagnostics, language)),
        CheckFormat::Github => {
            reporter.emit_commands(&github::annotations(diagnostics, language));
            if let Some(path) = &reporter.environment.step_summary {
                told = summarize(path, diagnostics, outside, reporter);
            }
        }
    }
    if !reporter.quiet && fixes.is_none() {
        reporter.say(&counts(diagnostics, outside, language));
    }
    told
}

/// Appends the job summary, where the forge asks for one: it shows only ten annotations. Tells
/// whether it could.
fn summarize(path: &Path, diagnostics: &Diagnostics, outside: usize, reporter: &Reporter) -> bool {
    let summary = github::summary(diagnostics, outside, reporter.language);
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

/// `2 galat, 1 peringatan, 3 saran, 14 diterima. 7 temuan di luar pilihan ini.`
fn counts(diagnostics: &Diagnostics, outside: usize, language: Language) -> String {
    use Severity::{Error, Info, Warning};
    let [errors, warnings, infos] = [Error, Warning, Info].map(|s| diagnostics.count(s));
    let accepted = diagnostics.suppressed.len();
    let note = match (errors + warnings + infos, outside) {
        (0, 0) => &NOTHING,
        (0, _) => &NOTHING_HERE,
        _ => &COUNTS,
    };
    let said = note.arg("errors", errors).arg("warnings", warnings).arg("infos", infos);
    let rest = if outside == 0 { Phrase::from("") } else { OUTSIDE.arg("n", outside) };
    said.arg("accepted", accepted).words(language) + &rest.words(language)
}

/// Makes the cures, or shows them, and says what stays. The exit code is that of the project
/// as it is then.
fn fix_all(
    folder: &Path,
    diagnostics: &Diagnostics,
    arguments: &Arguments,
    selection: &Selection,
    reporter: &Reporter,
) -> u8 {
    let wanted = diagnostics.sorted().into_iter().filter(|one| selection.holds(one));
    let fixes = fix::lay_out(wanted);
    let for_people = arguments.format == CheckFormat::Text;
    for file in &fixes.files {
        if arguments.dry_run {
            if for_people {
                reporter.emit(&file.patch());
            }
            continue;
        }
        if let Err(error) = output::replace_file(folder, &file.file, &file.text) {
            arguments.refuse(&not_written(file.file.path(), &error).into(), reporter);
            return ERROR;
        }
        if for_people {
            reporter.emit_line(&format!("{} ({})", file.file.path(), file.cured.len()));
        }
    }
    let mut left = diagnostics.clone();
    if !arguments.dry_run {
        left = Diagnostics::default();
        project::check_year(folder, arguments.tahun, &mut left, &mut Timings::default());
    }
    what_stays(left, &fixes, arguments, selection, reporter)
}

/// What was made of the findings that can be cured, for programs.
fn fixes_json(fixes: &Fixes, dry_run: bool) -> Value {
    let file = |file: &fix::FixedFile| json!({ "file": file.file.path(), "fixed": file.cured.len(), "patch": file.patch() });
    json!({
        "written": !dry_run,
        "fixed": fixes.count(),
        "overlapping": fixes.overlapping.len(),
        "refused": fixes.refused.len(),
        "files": fixes.files.iter().map(file).collect::<Vec<_>>(),
    })
}

/// Why a file was not written.
pub(super) fn not_written(path: &str, error: &ReplaceError) -> Diagnostic {
    match error {
        ReplaceError::Changed => Diagnostic::global(&codes::BERKAS_BERUBAH).arg("path", path),
        ReplaceError::NotOurs => Diagnostic::global(&codes::TAUTAN_TAK_DITULIS).arg("path", path),
        ReplaceError::System(error) => {
            let found = Diagnostic::global(&codes::UNWRITABLE).arg("path", path);
            found.arg("sebab", system::reason(error))
        }
    }
}

/// Says what was cured and what stays: to a person the errors, to a program every finding that was
/// asked for; and counts the findings of the whole project. Gives the exit code.
fn what_stays(
    mut left: Diagnostics,
    fixes: &Fixes,
    arguments: &Arguments,
    selection: &Selection,
    reporter: &Reporter,
) -> u8 {
    let language = reporter.language;
    let exit_code = exit_code(&left, arguments);
    let now = NOW.arg("counts", counts(&left, 0, language)).words(language);
    if arguments.format == CheckFormat::Text {
        let mut errors = left;
        errors.retain(|d| d.code.severity == Severity::Error);
        reporter.diagnostics_only(&errors);
    } else {
        let outside = selection.apply(&mut left);
        report(&left, outside, Some(fixes), arguments, reporter);
    }
    if reporter.quiet {
        return exit_code;
    }
    let note = if arguments.dry_run { &CURABLE } else { &CURED };
    let done = note.arg("n", fixes.count()).arg("m", fixes.files.len());
    let waiting = [(&OVERLAPPING, &fixes.overlapping), (&REFUSED, &fixes.refused)];
    let waiting = waiting.into_iter().filter(|(_, found)| !found.is_empty());
    let waiting = waiting.map(|(note, found)| note.arg("n", found.len()));
    for said in std::iter::once(done).chain(waiting) {
        reporter.say(&said.words(language));
    }
    reporter.say(&now);
    exit_code
}
