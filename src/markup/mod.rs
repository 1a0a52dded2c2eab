//! The third stage: the model as Typst markup, through minijinja templates.
//!
//! A template decides the structure of a document; text only ever arrives as text. That is
//! the formatter's doing: whatever `{{ … }}` prints becomes a Typst string, whatever stands
//! in it. Templates are built in; a project's own file of the same name wins.

pub mod codes;
mod format;
pub mod redline;
mod tahunan;
mod view;

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::measure::Measurement;
use crate::model::Model;
use crate::source::Asset;
use crate::text::SourceFile;

/// The template of the *edisi asli*.
pub const IKI: &str = "iki.typ.j2";
/// The template of the *edisi tahunan*.
pub const IKI_TAHUNAN: &str = "iki-tahunan.typ.j2";

/// Steps a template may take: enough for a hundred offices, an end to an endless loop.
const FUEL: u64 = 20_000_000;

/// The templates in the binary.
const BUILT_IN: [(&str, &str); 5] = [
    (IKI, include_str!("../../templates/iki.typ.j2")),
    (IKI_TAHUNAN, include_str!("../../templates/iki-tahunan.typ.j2")),
    ("makro.typ.j2", include_str!("../../templates/makro.typ.j2")),
    ("bingkai.typ.j2", include_str!("../../templates/bingkai.typ.j2")),
    ("dokumen.typ", include_str!("../../templates/dokumen.typ")),
];

/// The templates in the binary, by their path in a project.
pub fn built_in() -> impl Iterator<Item = (String, &'static str)> {
    BUILT_IN.iter().map(|(name, text)| (format!("templates/{name}"), *text))
}

/// The templates of a project: the built-in ones, and its own that replace or join them.
#[derive(Debug)]
pub struct Templates(BTreeMap<String, SourceFile>);

impl Templates {
    /// Joins the project's files to the built-in ones.
    pub fn new(own: Vec<Asset>, diagnostics: &mut Diagnostics) -> Self {
        let mut files: BTreeMap<String, SourceFile> = BUILT_IN
            .iter()
            .map(|(name, text)| {
                ((*name).to_owned(), SourceFile::new(format!("templates/{name}"), *text))
            })
            .collect();
        for asset in own {
            let name = asset.path.trim_start_matches("templates/").to_owned();
            match SourceFile::from_bytes(asset.path, asset.bytes) {
                Ok(file) => {
                    files.insert(name, file);
                }
                Err(span) => {
                    diagnostics.push(Diagnostic::new(&crate::source::codes::BUKAN_UTF8, span))
                }
            }
        }
        Templates(files)
    }

    /// All template files.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.values()
    }

    /// The file with this name.
    pub fn get(&self, name: &str) -> Option<&SourceFile> {
        self.0.get(name)
    }
}

/// A file that travels inside the PDF.
#[derive(Debug)]
pub struct Attachment {
    /// Path, in the PDF as in the project.
    pub path: String,
    /// Media type.
    pub media_type: &'static str,
    /// What it is, for who opens the list of attachments.
    pub description: String,
}

/// Renders the *edisi asli* of the IKI to Typst markup.
///
/// # Errors
/// What a project's own template does wrong, at its line.
pub fn iki(
    model: &Model,
    attachments: &[Attachment],
    templates: &Templates,
) -> Result<String, Box<Diagnostic>> {
    render(IKI, view::iki(model, attachments), templates)
}

/// Renders the *edisi tahunan* of the IKI to Typst markup.
///
/// # Errors
/// What a project's own template does wrong, at its line.
pub fn iki_tahunan(
    model: &Model,
    measurement: &Measurement,
    attachments: &[Attachment],
    templates: &Templates,
) -> Result<String, Box<Diagnostic>> {
    render(IKI_TAHUNAN, tahunan::iki(model, measurement, attachments), templates)
}

/// Renders the *edisi asli* with the changes from an older state marked: what is new
/// underlined, what is gone struck. `sejak`: what the older state is called.
///
/// # Errors
/// What a project's own template does wrong, at its line.
pub fn iki_marked(
    (before, after): (&Model, &Model),
    since: &str,
    attachments: &[Attachment],
    templates: &Templates,
) -> Result<String, Box<Diagnostic>> {
    let sides = [before, after].map(|model| view::iki(model, attachments));
    render(IKI, marked(&sides, since), templates)
}

/// The newer values with the older ones marked in them, and a title that says so.
fn marked([before, after]: &[Value; 2], since: &str) -> Value {
    let title = after.get_attr("judul").ok();
    let title = title.as_ref().and_then(Value::as_str).unwrap_or_default();
    let judul = format!("{title} (perubahan sejak {since})");
    minijinja::context! { judul, ..redline::merge(before, after) }
}

/// The same for the *edisi tahunan*.
///
/// # Errors
/// What a project's own template does wrong, at its line.
pub fn iki_tahunan_marked(
    (before, after): ((&Model, &Measurement), (&Model, &Measurement)),
    since: &str,
    attachments: &[Attachment],
    templates: &Templates,
) -> Result<String, Box<Diagnostic>> {
    let sides =
        [before, after].map(|(model, measurement)| tahunan::iki(model, measurement, attachments));
    render(IKI_TAHUNAN, marked(&sides, since), templates)
}

/// Fills the template `name`.
fn render(name: &str, values: Value, templates: &Templates) -> Result<String, Box<Diagnostic>> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
    env.set_formatter(format::typst);
    env.add_filter("literal", format::literal);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    // Only clashing delimiters can fail to build; these are the default ones.
    env.set_syntax(syntax.unwrap_or_default());
    env.set_fuel(Some(FUEL));
    let sources: BTreeMap<String, String> =
        templates.0.iter().map(|(name, file)| (name.clone(), file.text().to_owned())).collect();
    env.set_loader(move |name| Ok(sources.get(name).cloned()));
    env.get_template(name)
        .and_then(|template| template.render(values))
        .map_err(|error| Box::new(template_error(&error, templates)))
}

/// A minijinja error as a finding at the template's line.
fn template_error(error: &minijinja::Error, templates: &Templates) -> Diagnostic {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let place = error.name().and_then(|name| templates.get(name)).map(|file| {
        let range = error.range().unwrap_or_else(|| line(file.text(), error.line()));
        (file, range)
    });
    let named = place.as_ref().and_then(|(file, range)| file.text().get(range.clone()));
    let reason = match (error.kind(), named) {
        (ErrorKind::UndefinedError, Some(named)) => format!("`{named}` tidak dikenal"),
        (ErrorKind::UnknownFilter, Some(named)) => format!("saringan `{named}` tidak dikenal"),
        (ErrorKind::UnknownFunction, Some(named)) => format!("fungsi `{named}` tidak dikenal"),
        (ErrorKind::TemplateNotFound, Some(named)) => {
            let name = named.split('"').nth(1).unwrap_or(named);
            format!("templat `{name}` tidak ada")
        }
        (ErrorKind::OutOfFuel, _) => {
            "perulangan di templat ini terlalu lama, mungkin tidak berakhir".to_owned()
        }
        _ => detail.clone(),
    };
    let diagnostic = match place {
        Some((file, range)) => Diagnostic::new(&codes::TEMPLAT_SALAH, file.span(range)),
        None => Diagnostic::global(&codes::TEMPLAT_SALAH),
    };
    diagnostic.arg("sebab", reason).arg("sebab_en", detail)
}

/// The bytes of a line, counted from 1.
fn line(text: &str, number: Option<usize>) -> std::ops::Range<usize> {
    let before = number.unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    start..start + rest.lines().next().map_or(0, str::len)
}

/// The line of `template` that most likely wrote `generated`, a line of its output: the
/// one whose fixed words all stand in it, in order, and are the most.
pub fn likely_line(template: &SourceFile, generated: &str) -> Option<std::ops::Range<usize>> {
    let text = template.text();
    let mut best: Option<(usize, std::ops::Range<usize>)> = None;
    let mut start = 0;
    for source in text.split_inclusive('\n') {
        let weight = fixed_words(source).try_fold((0, generated), |(weight, rest), word| {
            let at = rest.find(word)?;
            Some((weight + word.len(), &rest[at + word.len()..]))
        });
        if let Some((weight, _)) = weight
            && weight > best.as_ref().map_or(3, |(most, _)| *most)
        {
            best = Some((weight, start..start + source.trim_end().len()));
        }
        start += source.len();
    }
    best.map(|(_, range)| range)
}

/// What a template line writes whatever the values are.
fn fixed_words(source: &str) -> impl Iterator<Item = &str> {
    let mut words = Vec::new();
    let mut rest = source.trim();
    while let Some(open) = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min() {
        words.push(&rest[..open]);
        let end = if rest[open..].starts_with("{{") { "}}" } else { "%}" };
        rest = rest[open..].find(end).map_or("", |close| &rest[open + close + 2..]);
    }
    words.push(rest);
    words.into_iter().map(str::trim).filter(|word| !word.is_empty())
}
