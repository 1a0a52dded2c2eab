//! `ikigen year YYYY`

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::exit::{self, ERROR, SUCCESS};
use super::reporter::Reporter;
use super::{Format, Report, check};
use crate::diagnostic::{Diagnostics, Severity, places};
use crate::language::{Language, Note, Phrase, notes};
use crate::model::periode_name;
use crate::text::{Span, visible_line};
use crate::year::decisions::Decision;
use crate::year::{self, Opening, Request, Written};

notes! {
    OPENED = "Tahun {tahun} dibuka, dalam periode {periode}.",
        "The year {tahun} is opened, in the period {periode}.";
    BEGUN = "Periode {periode} dibuka, mulai tahun {tahun}.",
        "The period {periode} is opened, beginning with {tahun}.";
    NOTHING_NEW = "Tahun {tahun} sudah dibuka; tidak ada yang diubah.",
        "The year {tahun} is open already; nothing was changed.";
    STAYS = "  {path}  sudah ada, dibiarkan", "  {path}  is there, stays as it is";
    DONE = "  {path}  {what}", "  {path}  {what}";
    TO_DECIDE = "Yang harus diputuskan:", "To be decided:";
    NEXT = "Berikutnya: isi {path} sesudah setiap triwulan; ikigen check menyebut yang masih kurang.",
        "Next: fill {path} after each quarter; ikigen check names what is still missing.";
    NOTHING_WRITTEN = "Tidak ada yang ditulis.", "Nothing was written.";
}

/// What `year` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        value_name = Note(["TAHUN", "YEAR"]),
        help = Note(["Tahun yang dibuka", "The year to open"])
    )]
    tahun: i32,

    #[arg(
        long,
        value_name = Note(["TAHUN", "YEAR"]),
        help = Note([
            "Tahun terakhir periode baru yang dimulainya",
            "The last year of the new period that begins with it",
        ])
    )]
    sampai: Option<i32>,

    #[arg(
        long,
        help = Note([
            "Perlihatkan perubahannya, jangan tulis apa pun",
            "Show the patch, write nothing",
        ])
    )]
    dry_run: bool,

    #[command(flatten)]
    report: Report,
}

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        self.report.refuse(found, reporter);
    }
}

/// Opens the year; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let request = Request { tahun: arguments.tahun, sampai: arguments.sampai };
    let mut diagnostics = Diagnostics::default();
    let Some(opening) = year::open(folder, request, &mut diagnostics) else {
        diagnostics.retain(|found| found.code.severity == Severity::Error);
        arguments.refuse(&diagnostics, reporter);
        return exit::failure(&diagnostics);
    };
    if !arguments.dry_run
        && let Err((path, error)) = opening.write(folder)
    {
        arguments.refuse(&check::not_written(path, &error).into(), reporter);
        return ERROR;
    }
    match arguments.report.format {
        Format::Json => reporter.emit_json(&value(&opening, arguments.dry_run, reporter.language)),
        Format::Text if arguments.dry_run => {
            opening.changes.iter().for_each(|change| reporter.emit(&change.file.patch()));
        }
        Format::Text => reporter.emit(&text(&opening, reporter.language)),
    }
    if !reporter.quiet {
        let said = if arguments.dry_run {
            // Beside the patch, which another program may take.
            if arguments.report.format == Format::Text {
                reporter.say_lines(&to_decide(&opening, reporter.language));
            }
            Phrase::from(&NOTHING_WRITTEN)
        } else {
            NEXT.arg("path", format!("data/realisasi/{}.yaml", opening.tahun))
        };
        reporter.say(&said.words(reporter.language));
    }
    SUCCESS
}

/// What was done and what is to be decided, for a person.
fn text(opening: &Opening, language: Language) -> String {
    let said = if opening.changes.is_empty() {
        &NOTHING_NEW
    } else if opening.begins_period {
        &BEGUN
    } else {
        &OPENED
    };
    let said = said.arg("tahun", opening.tahun).arg("periode", periode_name(opening.periode));
    let mut lines = vec![said.words(language)];
    let done = opening
        .changes
        .iter()
        .map(|change| DONE.arg("path", change.file.path()).arg("what", change.what.clone()));
    let stays = opening.kept.iter().map(|path| STAYS.arg("path", path));
    lines.extend(done.chain(stays).map(|said| said.words(language)));
    if !opening.decisions.is_empty() {
        lines.push(String::new());
    }
    printable(&lines) + &to_decide(opening, language)
}

/// What is to be decided; nothing where there is nothing.
fn to_decide(opening: &Opening, language: Language) -> String {
    if opening.decisions.is_empty() {
        return String::new();
    }
    let mut lines = vec![TO_DECIDE.pick(language).to_owned()];
    for decision in &opening.decisions {
        lines.extend([String::new(), decision.title.words(language)]);
        lines.extend(items(decision, language));
    }
    printable(&lines)
}

fn printable(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{}\n", visible_line(line))).collect()
}

/// So many things are named each; of more only the places are listed, file by file.
const NAMED: usize = 10;

fn items(decision: &Decision, language: Language) -> Vec<String> {
    let all = &decision.items;
    if all.len() > NAMED {
        let lines = places::by_file(&all.iter().map(|item| &item.place).collect::<Vec<_>>());
        return lines.iter().map(|line| format!("  {line}")).collect();
    }
    let named: Vec<String> = all.iter().map(|item| file_and_line(&item.place)).collect();
    let width = named.iter().map(|place| place.chars().count()).max().unwrap_or(0);
    let named = named.iter().zip(all);
    named.map(|(place, item)| format!("  {place:width$}  {}", item.what.words(language))).collect()
}

fn file_and_line(place: &Span) -> String {
    let [(line, _), _] = place.line_columns();
    format!("{}:{line}", place.file.path())
}

/// The same for programs.
fn value(opening: &Opening, dry_run: bool, language: Language) -> Value {
    let written = opening.changes.iter().map(|change| {
        let (action, from) = match &change.file {
            Written::Created(_) => ("created", None),
            Written::Copied { from, .. } => ("copied", Some(from)),
            Written::Edited(..) => ("edited", None),
        };
        let (file, what) = (change.file.path(), change.what.words(language));
        json!({ "file": file, "action": action, "from": from, "message": what, "patch": change.file.patch() })
    });
    let decisions = opening.decisions.iter().map(|decision| {
        let items = decision.items.iter().map(|item| {
            let [(line, column), _] = item.place.line_columns();
            let what = item.what.words(language);
            json!({ "file": item.place.file.path(), "line": line, "column": column, "message": what })
        });
        let items: Vec<Value> = items.collect();
        json!({ "id": decision.id, "message": decision.title.words(language), "items": items })
    });
    let [dari, sampai] = opening.periode;
    json!({
        "version": 1,
        "tahun": opening.tahun,
        "periode": { "dari": dari, "sampai": sampai },
        "begins_period": opening.begins_period,
        "dry_run": dry_run,
        "changes": written.collect::<Vec<_>>(),
        "kept": opening.kept,
        "decisions": decisions.collect::<Vec<_>>(),
    })
}
