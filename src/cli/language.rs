//! The command line in the reader's language. Arguments carry their help and the names of their
//! values as [`Note`]s; clap has room for one text, so both languages travel in it together
//! until [`command`] leaves the one that is asked for.

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, Str, StyledStr, TypedValueParser};
use clap::{Arg, ArgAction, Command};

use crate::language::{Language, Note, notes};

notes! {
    USAGE = "Pemakaian", "Usage";
    COMMANDS = "Perintah", "Commands";
    ARGUMENTS = "Argumen", "Arguments";
    OPTIONS = "Pilihan", "Options";
    COMMAND = "PERINTAH", "COMMAND";
    OPTIONS_HERE = "[PILIHAN]", "[OPTIONS]";
    HELP = "Cetak bantuan ini", "Print this help";
    VERSION = "Cetak versi", "Print the version";
    CHOICES = "{help} [pilihan: {values}]", "{help} [choices: {values}]";
    USUAL = "{help} [bawaan: {values}]", "{help} [default: {values}]";
    EXIT_CODES = "Kode keluar: 0 selesai, 1 data salah, 2 tidak dapat berjalan.",
        "Exit codes: 0 done, 1 the data has errors, 2 could not run.";
}

/// Parts the two languages of a text on its way through clap; of private use in Unicode, so
/// that no text has it.
const PARTING: char = '\u{e000}';

impl From<Note> for StyledStr {
    fn from(Note([id, en]): Note) -> StyledStr {
        format!("{id}{PARTING}{en}").into()
    }
}

impl From<Note> for Str {
    fn from(Note([id, en]): Note) -> Str {
        format!("{id}{PARTING}{en}").into()
    }
}

/// One language of a text that clap was given.
fn one(text: &str, language: Language) -> String {
    text.split_once(PARTING).map_or(text, |(id, en)| language.pick([id, en])).to_owned()
}

/// A parser of words that stand for values.
pub fn choice<T>(all: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let known = PossibleValuesParser::new(all.iter().map(|(name, _)| *name));
    known.try_map(|name| {
        let found = all.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| *value).ok_or(name)
    })
}

/// The languages with their names on the command line.
pub const NAMES: &[(&str, Language)] = &[("id", Language::Id), ("en", Language::En)];

/// The language that the arguments ask for, before they are parsed, or else the environment.
pub fn requested(arguments: &[OsString], environment: Option<&str>) -> Language {
    let known = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, one)| *one);
    // What is wrong with an unknown language is said in the usual one.
    let asked = in_arguments(arguments).and_then(|name| known(&name));
    asked.or_else(|| environment.and_then(known)).unwrap_or_default()
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

/// The command line with all its texts in `language`.
pub fn command(command: Command, language: Language) -> Command {
    let command = command.after_help(EXIT_CODES.pick(language)).disable_help_subcommand(true);
    let command = localize(command, language);
    let mut built = command.clone();
    built.build();
    with_usage(command, &mut built, language)
}

fn localize(mut command: Command, language: Language) -> Command {
    let about = command.get_about().map(StyledStr::to_string).unwrap_or_default();
    let about = one(&about, language);
    let flag = |id: &'static str, short, action, help: Note| {
        Arg::new(id).short(short).long(id).action(action).help(help)
    };
    command = command
        .about(about.clone())
        .long_about(about)
        .subcommand_value_name(COMMAND.pick(language))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, HELP));
    if command.get_version().is_some() {
        command = command.arg(flag("version", 'V', ArgAction::Version, VERSION));
    }
    command = command.mut_args(|arg| argument(arg, language));
    let template = template(&command, language);
    command.help_template(template).mut_subcommands(|sub| localize(sub, language))
}

/// An argument with its help, its choices and its default in one text.
fn argument(arg: Arg, language: Language) -> Arg {
    let mut text = arg.get_help().map_or(String::new(), |help| one(&help.to_string(), language));
    let mut names: Vec<String> = Vec::new();
    if arg.get_action().takes_values() {
        let written = arg.get_value_names().into_iter().flatten();
        names = written.map(|name| one(name, language)).collect();
        let values: Vec<String> =
            arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
        let usual: Vec<String> =
            arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
        for (note, values) in [(&CHOICES, values), (&USUAL, usual)] {
            if !values.is_empty() {
                text = note.arg("help", text).arg("values", values.join(", ")).words(language);
            }
        }
    }
    let arg = if names.is_empty() { arg } else { arg.value_names(names) };
    arg.help(text.clone()).long_help(text).hide_possible_values(true).hide_default_value(true)
}

/// Puts down how each command is used, as the finished command line in `built` says it.
fn with_usage(mut command: Command, built: &mut Command, language: Language) -> Command {
    let usage = built.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    // Further lines stand below the first, whatever the heading before it is called.
    let indent = " ".repeat(USAGE.pick(language).len() + 2);
    let lines: Vec<&str> = usage.lines().map(str::trim).collect();
    let usage =
        lines.join(&format!("\n{indent}")).replace("[OPTIONS]", OPTIONS_HERE.pick(language));
    command = command.override_usage(usage);
    for sub in built.get_subcommands_mut() {
        let name = sub.get_name().to_owned();
        command = command.mut_subcommand(name, |own| with_usage(own, sub, language));
    }
    command
}

fn template(command: &Command, language: Language) -> String {
    let [usage, commands, arguments, options] =
        [USAGE, COMMANDS, ARGUMENTS, OPTIONS].map(|word| word.pick(language));
    let mut template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n");
    if command.get_subcommands().next().is_some() {
        template = format!("{template}\n{commands}:\n{{subcommands}}\n");
    }
    if command.get_positionals().next().is_some() {
        template = format!("{template}\n{arguments}:\n{{positionals}}\n");
    }
    format!("{template}\n{options}:\n{{options}}{{after-help}}")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn untranslated(command: &Command, found: &mut Vec<String>) {
        let name = command.get_name();
        let both = |text: Option<String>| text.is_some_and(|text| text.contains(PARTING));
        if !both(command.get_about().map(StyledStr::to_string)) {
            found.push(name.to_owned());
        }
        for arg in command.get_arguments() {
            let values = arg.get_action().takes_values();
            let named = arg.get_value_names().is_some_and(|names| both(Some(names[0].to_string())));
            if !both(arg.get_help().map(StyledStr::to_string)) || values && !named {
                found.push(format!("{name}.{}", arg.get_id()));
            }
        }
        for sub in command.get_subcommands() {
            untranslated(sub, found);
        }
    }

    #[test]
    fn everything_is_told_in_both_languages() {
        let mut found = Vec::new();
        untranslated(&super::super::Arguments::command(), &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
