//! `ikigen explain KODE`: what a code means. `ikigen explain capaian INDIKATOR`: how one number
//! came about ([`crate::explain`]).

use std::path::Path;

use clap::{Args, Subcommand};

use super::exit::{self, ERROR, SUCCESS};
use super::reporter::Reporter;
use super::{Format, Report, codes};
use crate::check::reference;
use crate::diagnostic::suggest::{suggest_or, suggestion};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::explain::words::Line;
use crate::explain::{Explanation, json};
use crate::language::{Language, Note};
use crate::measure;
use crate::model::codes::INDIKATOR_TAK_DIKENAL;
use crate::model::{Indikator, Jabatan, Model};
use crate::project::{self, Timings};
use crate::text::{Span, visible_line};

/// What `explain` is told.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[arg(
        value_name = Note(["KODE", "CODE"]),
        help = Note([
            "Kode temuan, seperti tertulis di antara kurung siku; tanpa ini: daftar semua kode",
            "Code of a finding, as it stands in brackets; without it: all codes",
        ])
    )]
    code: Vec<String>,

    #[command(subcommand)]
    topic: Option<Topic>,
}

/// What can be explained.
#[derive(Debug, Subcommand)]
enum Topic {
    #[command(about = Note([
        "Asal-usul capaian sebuah indikator: data, rumus, target, aturan, pembulatan",
        "Where an indicator's achievement comes from: data, formula, target, rule, rounding",
    ]))]
    Capaian {
        #[arg(
            value_name = Note(["INDIKATOR", "INDICATOR"]),
            help = Note([
                "Id indikator, atau kata-kata dari namanya; tanpa ini: daftar semua indikator",
                "Id of the indicator, or words of its name; without it: all indicators",
            ])
        )]
        indikator: Vec<String>,

        #[arg(
            long,
            value_name = Note(["TAHUN", "YEAR"]),
            help = Note([
                "Tahunnya [bawaan: `tahun` di data/opd.yaml]",
                "The year [default: `tahun` in data/opd.yaml]",
            ])
        )]
        tahun: Option<i32>,

        #[command(flatten)]
        report: Report,
    },
}

impl Arguments {
    /// Whether the data of a project is read for it.
    pub(super) fn is_about_a_project(&self) -> bool {
        self.topic.is_some()
    }

    /// Says why there is no explanation.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        match self.topic {
            Some(Topic::Capaian { report, .. }) => report.refuse(found, reporter),
            None => reporter.diagnostics_only(found),
        }
    }
}

/// Explains; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let Some(Topic::Capaian { indikator, tahun, report }) = &arguments.topic else {
        return explain_codes(&arguments.code, reporter);
    };
    let mut diagnostics = Diagnostics::default();
    let project = project::read_year(folder, *tahun, &mut diagnostics, &mut Timings::default());
    let Some(project) = project else {
        arguments.refuse(&diagnostics, reporter);
        return exit::failure(&diagnostics);
    };
    let model = &project.model;
    if indikator.is_empty() {
        reporter.emit(&named(&all(model)));
        return SUCCESS;
    }
    let (jabatan, one) = match find(model, &indikator.join(" ")) {
        Ok(found) => found,
        Err((found, near)) => {
            arguments.refuse(&(*found).into(), reporter);
            reporter.say_lines(&named(&near));
            return ERROR;
        }
    };
    let tahun = model.opd.year_shown();
    let measured = measure::calculate(model, one, tahun);
    let explanation = Explanation::new(model, jabatan, &measured);
    match report.format {
        Format::Text => reporter.emit(&columns(&explanation.lines(), reporter.language)),
        Format::Json => reporter.emit_json(&json::value(&explanation, reporter.language)),
    }
    SUCCESS
}

/// An indicator and whose it is.
type Owned<'m> = (&'m Jabatan, &'m Indikator);

fn all(model: &Model) -> Vec<Owned<'_>> {
    model
        .jabatan
        .iter()
        .flat_map(|jabatan| jabatan.indikator().map(move |i| (jabatan, i)))
        .collect()
}

/// The indicator with this id, or the only one with these words in its name or id.
///
/// # Errors
/// That there is none, or several, with those that may be meant.
fn find<'m>(model: &'m Model, asked: &str) -> Result<Owned<'m>, (Box<Diagnostic>, Vec<Owned<'m>>)> {
    let all = all(model);
    if let Some(found) = all.iter().find(|(_, one)| one.id == asked) {
        return Ok(*found);
    }
    let lower = asked.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let fits = |(_, one): &&Owned| {
        let text = format!("{} {}", one.nama, one.id).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let fitting: Vec<Owned> = all.iter().filter(fits).copied().collect();
    // A name that begins like a longer one is still a name.
    let whole = fitting.iter().find(|(_, one)| one.nama.to_lowercase() == lower);
    match (whole.or(fitting.first()), fitting.len()) {
        (Some(found), n) if n == 1 || whole.is_some() => return Ok(*found),
        (Some(_), n) => {
            let found = Diagnostic::global(&codes::INDIKATOR_KURANG_JELAS);
            return Err((found.arg("n", n).arg("kata", asked).into(), fitting));
        }
        (None, _) => {}
    }
    let known: Vec<&str> = all.iter().map(|(_, one)| one.id.as_str()).collect();
    let found = Diagnostic::global(&INDIKATOR_TAK_DIKENAL).arg("id", asked);
    let found = suggest_or(found, asked, &known, &codes::LIST_OF_INDIKATOR);
    let suggested = suggestion(asked, known.iter().copied());
    let near = all.iter().filter(|(_, one)| suggested.is_none_or(|id| one.id == id));
    Err((found.into(), near.copied().collect()))
}

/// Indicators with their names, one a line, below the positions that they belong to.
fn named(indicators: &[Owned]) -> String {
    let width = indicators.iter().map(|(_, one)| one.id.chars().count()).max().unwrap_or(0);
    let mut lines = Vec::new();
    let mut before: Option<&Jabatan> = None;
    for (jabatan, one) in indicators {
        if before.is_none_or(|before| before.id != jabatan.id) {
            lines.push(visible_line(&jabatan.nama).into_owned());
        }
        lines.push(format!("  {:<width$}  {}", one.id, visible_line(&one.nama)));
        before = Some(jabatan);
    }
    lines.join("\n") + "\n"
}

/// Explains codes, or lists them all.
fn explain_codes(asked: &[String], reporter: &Reporter) -> u8 {
    if asked.is_empty() {
        reporter.emit(&reference::list(reporter.language));
        return SUCCESS;
    }
    let pages: Vec<_> =
        asked.iter().map(|code| (code, reference::plain(code, reporter.language))).collect();
    let unknown = pages.iter().filter(|(_, page)| page.is_none());
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(unknown.map(|(code, _)| unknown_code(code, &codes::WHAT_IS_EXPLAINED)));
    if diagnostics.has_errors() {
        reporter.diagnostics_only(&diagnostics);
        return ERROR;
    }
    let pages: Vec<String> = pages.into_iter().filter_map(|(_, page)| page).collect();
    reporter.emit(&pages.join("\n"));
    SUCCESS
}

/// Says that nothing is ever reported under this code; `otherwise`: what helps where none is like it.
pub(super) fn unknown_code(code: &str, otherwise: &'static Note) -> Diagnostic {
    let known: Vec<&str> = crate::codes::all().map(|one| one.code).collect();
    let found = Diagnostic::global(&codes::KODE_TAK_DIKENAL).arg("kode", code);
    suggest_or(found, code, &known, otherwise)
}

/// Where the column of places stands at most; longer lines push theirs on.
const MAX_TEXT: usize = 68;

/// Lines with the places of what they say in a column of their own.
fn columns(lines: &[Line], language: Language) -> String {
    let words = |line: &Line| visible_line(&line.text.words(language)).into_owned();
    let texts: Vec<String> = lines.iter().map(words).collect();
    let placed = lines.iter().zip(&texts).filter(|(line, _)| line.place.is_some());
    let width = placed.map(|(_, text)| text.chars().count()).max().unwrap_or(0).min(MAX_TEXT);
    let mut out = String::new();
    for (line, text) in lines.iter().zip(&texts) {
        let pad = width.saturating_sub(text.chars().count());
        let place = line.place.as_ref().map_or_else(String::new, file_and_line);
        out.push_str(format!("{text}{:pad$}  {place}", "").trim_end());
        out.push('\n');
    }
    out
}

fn file_and_line(span: &Span) -> String {
    let [(line, _), _] = span.line_columns();
    format!("{}:{line}", visible_line(span.file.path()))
}
