//! What is wrong with the arguments: clap says it in English, this in Indonesian, with the
//! same facts.

use std::fmt::Write;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind};

use super::init::quoted;
use crate::language::{Language, notes};

/// What is wrong, or the help or version that was asked for.
pub fn text(error: clap::Error, language: Language) -> String {
    let folder = stray_word(&error);
    let mut text = match language {
        Language::Id => error.apply::<Indonesian>().render().ansi().to_string(),
        Language::En => error.render().ansi().to_string(),
    };
    if let Some(folder) = folder {
        let hint = PROJECT_FOLDER.arg("folder", folder).words(language);
        text = format!("{}\n\n{hint}\n", text.trim_end());
    }
    text
}

notes! {
    PROJECT_FOLDER = "Folder proyek disebut dengan --project, misalnya --project {folder}",
        "The folder of a project is named by --project, for instance --project {folder}";
}

/// A word that no command has a place for, and that may be meant for a folder.
fn stray_word(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return None };
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let of_a_project = ["build", "check", "data"].iter().any(|name| {
        usage.split_whitespace().skip_while(|word| *word != "ikigen").nth(1) == Some(name)
    });
    let stray = error.kind() == ErrorKind::UnknownArgument && !word.starts_with('-');
    (stray && of_a_project).then(|| quoted(word))
}

/// Errors of clap in Indonesian.
struct Indonesian;

impl ErrorFormatter for Indonesian {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let mut text = format!("galat: {}\n", said(error));
        let near = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ];
        // Writing to a string cannot fail.
        if let Some(near) = near.into_iter().find_map(|kind| context(error, kind)) {
            let _ = write!(text, "\n  maksud Anda `{near}`?\n");
        }
        if let Some(choices) = context(error, ContextKind::ValidValue) {
            let _ = write!(text, "\n  pilihannya: {choices}\n");
        }
        if let Some(usage) = context(error, ContextKind::Usage) {
            let _ = write!(text, "\nPemakaian: {}\n", usage.trim_start_matches("Usage: "));
        }
        text.push_str("\nSelengkapnya: ikigen --help\n");
        text.into()
    }
}

/// The sentence itself.
fn said(error: &Error<Indonesian>) -> String {
    let get = |kind| context(error, kind).unwrap_or_default();
    let argument = context(error, ContextKind::InvalidArg)
        .unwrap_or_else(|| get(ContextKind::InvalidSubcommand));
    let value = get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("argumen `{argument}` tidak dikenal"),
        ErrorKind::InvalidSubcommand => format!("perintah `{argument}` tidak dikenal"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` memerlukan nilai"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("nilai `{value}` untuk `{argument}` tidak sah")
        }
        ErrorKind::MissingRequiredArgument => format!("argumen ini wajib ditulis: {argument}"),
        ErrorKind::MissingSubcommand => "perintahnya belum disebut".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg);
            if other == argument {
                return format!("`{argument}` hanya dapat ditulis sekali");
            }
            format!("`{argument}` tidak dapat dipakai bersama `{other}`")
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("nilai untuk `{argument}` terlalu banyak")
        }
        ErrorKind::TooFewValues => format!("nilai untuk `{argument}` kurang"),
        ErrorKind::NoEquals => format!("`{argument}` memerlukan tanda ="),
        ErrorKind::InvalidUtf8 => "argumennya bukan UTF-8".to_owned(),
        _ => "argumennya tidak dapat dibaca".to_owned(),
    }
}

/// A fact of the error in words; `None` where it has none.
fn context(error: &Error<Indonesian>, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    };
    (!text.is_empty()).then_some(text)
}
