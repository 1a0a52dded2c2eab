//! `ikigen explain KODE`: what a code means. `ikigen explain capaian ID`: how one number came
//! about ([`crate::explain`]).

use std::path::Path;

use clap::{Args, Subcommand};

use super::exit::{self, ERROR, SUCCESS};
use super::language::choice;
use super::reporter::Reporter;
use super::{FORM, Format, REPORT, codes};
use crate::check::reference;
use crate::diagnostic::suggest::{suggest_or, with_suggestion};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::explain::words::Line;
use crate::explain::{Explanation, json};
use crate::language::{Language, Note};
use crate::measure;
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
    code: Option<String>,

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
            help = Note(["Id indikator", "Id of the indicator"])
        )]
        indikator: String,

        #[arg(
            long,
            value_name = Note(["TAHUN", "YEAR"]),
            help = Note([
                "Tahunnya [bawaan: `tahun` di data/opd.yaml]",
                "The year [default: `tahun` in data/opd.yaml]",
            ])
        )]
        tahun: Option<i32>,

        #[arg(
            long,
            value_name = FORM,
            value_parser = choice(Format::ALL),
            default_value = "text",
            help = REPORT
        )]
        format: Format,
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
            Some(Topic::Capaian { format: Format::Json, .. }) => reporter.json(found, None),
            _ => reporter.diagnostics_only(found),
        }
    }
}

/// Explains; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let Some(Topic::Capaian { indikator, tahun, format }) = &arguments.topic else {
        return explain_code(arguments.code.as_deref(), reporter);
    };
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder, &mut diagnostics, &mut Timings::default());
    let Some(project) = project else {
        arguments.refuse(&diagnostics, reporter);
        return exit::failure(&diagnostics);
    };
    let all = || project.model.jabatan.iter().flat_map(|j| j.indikator().map(move |i| (j, i)));
    let Some((jabatan, one)) = all().find(|(_, i)| i.id == indikator.as_str()) else {
        let known: Vec<&str> = all().map(|(_, i)| i.id.as_str()).collect();
        let found =
            Diagnostic::global(&crate::model::codes::INDIKATOR_TAK_DIKENAL).arg("id", indikator);
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(with_suggestion(found, indikator, &known));
        arguments.refuse(&diagnostics, reporter);
        return ERROR;
    };
    let tahun = tahun.or(project.model.opd.tahun).unwrap_or(project.model.opd.periode[1]);
    let measured = measure::calculate(&project.model, one, tahun);
    let explanation = Explanation::new(&project.model, jabatan, &measured);
    match format {
        Format::Text => reporter.emit(&columns(&explanation.lines(), reporter.language)),
        Format::Json => reporter.emit_json(&json::value(&explanation, reporter.language)),
    }
    SUCCESS
}

/// Explains a code, or lists them all.
fn explain_code(code: Option<&str>, reporter: &Reporter) -> u8 {
    let Some(code) = code else {
        reporter.emit(&reference::list(reporter.language));
        return SUCCESS;
    };
    match reference::page(code, reporter.language) {
        Some(page) => {
            reporter.emit(&page);
            SUCCESS
        }
        None => {
            let known: Vec<&str> = crate::codes::all().map(|one| one.code).collect();
            let found = Diagnostic::global(&codes::KODE_TAK_DIKENAL).arg("kode", code);
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(suggest_or(found, code, &known, &crate::check::codes::LIST_OF_CODES));
            reporter.diagnostics_only(&diagnostics);
            ERROR
        }
    }
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
