//! The command line in the reader's language: help texts, headings, and what is wrong with the
//! arguments. The definitions carry Indonesian; English is kept here, by the path of what it
//! explains.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use crate::language::Language;

/// English texts: `command` or `command.argument`; global arguments by their name alone.
const ENGLISH: &[(&str, &str)] = &[
    (
        "ikigen",
        "Performance documents of an Indonesian government office from YAML: the IKI as PDF, in its original form \
         and with the year's achievements, and Excel workbooks with the LKjIP annexes and the Renstra tables.",
    ),
    ("build", "Make all documents of the project"),
    ("build.out", "Output folder [default: output/ in the project]"),
    ("build.only", "Only this document; may be repeated [default: all]"),
    (
        "build.compare",
        "Also publish the IKI with the changes since this git revision or folder: new text underlined, old text struck",
    ),
    ("build.keep_typst", "Also write the Typst markup to this folder, for authors of templates"),
    ("build.format", "Form of the report"),
    ("check", "Check the project's data as a careful inspector would"),
    ("check.format", "Form of the report"),
    ("check.min", "The least severe findings to show"),
    ("check.code", "Only this code; may be repeated"),
    ("check.jabatan", "Only this position (id); may be repeated"),
    ("check.suppressed", "List accepted findings too, with their reasons"),
    ("check.strict", "Warnings make the exit code 1 as well"),
    ("check.fix", "Cure what needs no judgement"),
    ("check.dry_run", "With --fix: show the patch, write nothing"),
    ("diff", "Compare two states of the project: contents, numbers, findings"),
    ("diff.base", "Older git revision or folder [default: the last commit]"),
    ("diff.head", "Newer git revision or folder [default: the files in the project folder]"),
    ("diff.format", "Form of the report"),
    ("explain", "Explain a code of a finding, or where a number comes from"),
    ("explain.code", "Code of a finding, as it stands in brackets; without it: all codes"),
    (
        "capaian",
        "Where an indicator's achievement comes from: data, formula, target, rule, rounding",
    ),
    ("capaian.indikator", "Id of the indicator"),
    ("capaian.tahun", "The year [default: `tahun` in data/opd.yaml]"),
    ("init", "Make a new project to begin with"),
    ("init.dir", "Folder of the new project; not there yet, or empty"),
    ("verify", "Prove which sources a PDF or a workbook was made from"),
    ("verify.file", "PDF or workbook to verify; a workbook is compared with the project"),
    ("schema", "Print the JSON Schema of a kind of file, for completion in editors"),
    ("schema.kind", "Kind of file"),
    ("project", "Folder of the project (with data/)"),
    ("language", "Language of messages"),
    ("timeout", "Stop after this many seconds"),
    ("quiet", "Show errors only"),
    ("verbose", "Show the time of each stage too"),
    ("help", "Print this help"),
    ("version", "Print the version"),
];

/// Code of the exit codes at the end of the help.
const EXIT_CODES: [&str; 2] = [
    "Kode keluar: 0 selesai, 1 data salah, 2 tidak dapat berjalan.",
    "Exit codes: 0 done, 1 the data has errors, 2 could not run.",
];

/// The language that the arguments ask for, before they are parsed, or else the environment.
pub fn requested(arguments: &[OsString], environment: Option<&str>) -> Language {
    let asked = in_arguments(arguments);
    if asked.as_deref().or(environment) == Some("en") { Language::En } else { Language::Id }
}

fn in_arguments(arguments: &[OsString]) -> Option<String> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy()).peekable();
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            asked = arguments.peek().map(|value| value.clone().into_owned()).or(asked);
        } else if let Some(value) = argument.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    asked
}

/// The arguments, with the language of the environment where they name none.
pub fn with_default(arguments: &[OsString], environment: Option<&str>) -> Vec<OsString> {
    let mut arguments = arguments.to_vec();
    // The name of the program alone asks for help.
    if let Some(language) = environment.filter(|_| arguments.len() > 1)
        && in_arguments(&arguments).is_none()
    {
        arguments.insert(1, format!("--lang={language}").into());
    }
    arguments
}

/// The command line with all its texts in `bahasa`.
pub fn command(command: Command, language: Language) -> Command {
    let ending = language.pick(EXIT_CODES);
    localise(command.after_help(ending), language).disable_help_subcommand(true)
}

fn localise(mut command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    if let (Language::En, Some(text)) = (language, english(&name)) {
        command = command.about(text).long_about(text);
    }
    let words = language
        .pick([["Cetak bantuan ini", "Cetak versi"], ["Print this help", "Print the version"]]);
    let flag = |id: &'static str, short, action, help| {
        Arg::new(id).short(short).long(id).action(action).help(help)
    };
    command = command.disable_help_flag(true).disable_version_flag(true).arg(flag(
        "help",
        'h',
        ArgAction::Help,
        words[0],
    ));
    if name == "ikigen" {
        command = command.arg(flag("version", 'V', ArgAction::Version, words[1]));
    }
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in ids {
        command = command.mut_arg(&id, |arg| argument(arg, &name, language));
    }
    let subcommands: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let template = template(&command, language);
    command = command.help_template(template);
    for sub in subcommands {
        command = command.mut_subcommand(&sub, |sub| localise(sub, language));
    }
    command
}

/// An argument with its help, its choices and its default in one text.
fn argument(arg: Arg, command: &str, language: Language) -> Arg {
    let id = arg.get_id().to_string();
    let own = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    let mut text = match language {
        Language::Id => own,
        Language::En => {
            let found = english(&format!("{command}.{id}")).or_else(|| english(&id));
            found.map_or(own, str::to_owned)
        }
    };
    let [choices, usual] = language.pick([["pilihan", "bawaan"], ["choices", "default"]]);
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    if arg.get_action().takes_values() {
        if !values.is_empty() {
            text = format!("{text} [{choices}: {}]", values.join(", "));
        }
        let default: Vec<String> =
            arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
        if !default.is_empty() {
            text = format!("{text} [{usual}: {}]", default.join(", "));
        }
    }
    arg.help(text.clone())
        .long_help(text)
        .hide_possible_values(true)
        .hide_default_value(true)
        .hide_env(true)
}

fn english(path: &str) -> Option<&'static str> {
    ENGLISH.iter().find(|(key, _)| *key == path).map(|(_, text)| *text)
}

fn template(command: &Command, language: Language) -> String {
    let [usage, commands, arguments, options] = language.pick([
        ["Pemakaian", "Perintah", "Argumen", "Pilihan"],
        ["Usage", "Commands", "Arguments", "Options"],
    ]);
    let mut template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n");
    if command.get_subcommands().next().is_some() {
        template = format!("{template}\n{commands}:\n{{subcommands}}\n");
    }
    if command.get_positionals().next().is_some() {
        template = format!("{template}\n{arguments}:\n{{positionals}}\n");
    }
    format!("{template}\n{options}:\n{{options}}{{after-help}}")
}

/// What is wrong with the arguments, in Indonesian; `None` where the library's own words do.
pub fn argument_error(error: &Error, language: Language) -> Option<String> {
    if language == Language::En {
        return None;
    }
    let get = |kind| error.get(kind).map(in_words);
    let argument = get(ContextKind::InvalidArg).unwrap_or_default();
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("argumen `{argument}` tidak dikenal"),
        ErrorKind::InvalidSubcommand => {
            let name = get(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("perintah `{name}` tidak dikenal")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` memerlukan nilai"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("nilai `{value}` untuk `{argument}` tidak sah")
        }
        ErrorKind::MissingRequiredArgument => format!("argumen ini wajib ditulis: {argument}"),
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg).unwrap_or_default();
            format!("`{argument}` tidak dapat dipakai bersama `{other}`")
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("nilai untuk `{argument}` terlalu banyak")
        }
        ErrorKind::NoEquals => format!("`{argument}` memerlukan tanda ="),
        ErrorKind::InvalidUtf8 => "argumennya bukan UTF-8".to_owned(),
        _ => return None,
    };
    let mut text = format!("galat: {said}\n");
    let suggestion =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = suggestion.into_iter().find_map(get) {
        text = format!("{text}  maksud Anda `{near}`?\n");
    }
    if let Some(choices) = get(ContextKind::ValidValue).filter(|choices| !choices.is_empty()) {
        text = format!("{text}  pilihannya: {choices}\n");
    }
    Some(text + "\nPemakaian lengkapnya: ikigen --help\n")
}

fn in_words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn untranslated(command: &Command, found: &mut Vec<String>) {
        let name = command.get_name();
        if english(name).is_none() {
            found.push(name.to_owned());
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            if english(&format!("{name}.{id}")).or_else(|| english(id)).is_none() {
                found.push(format!("{name}.{id}"));
            }
        }
        for sub in command.get_subcommands() {
            untranslated(sub, found);
        }
    }

    #[test]
    fn everything_has_its_english() {
        let mut found = Vec::new();
        untranslated(&super::super::Arguments::command(), &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
