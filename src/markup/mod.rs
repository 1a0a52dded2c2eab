//! The third stage: the model as Typst markup, through minijinja templates.
//!
//! A template decides the structure of a document; text only ever arrives as text. That is
//! the formatter's doing: whatever `{{ … }}` prints becomes a Typst string, whatever stands
//! in it. Templates are built in; a project's own file of the same name wins.

mod breaks;
pub mod codes;
mod context;
mod format;
mod map;
mod origin;
pub mod redline;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};

use map::Recorder;
pub use map::{Map, Printed};
pub use origin::{Calculation, Origin, Quantity, Subject};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::documents::Job;
use crate::model::Model;
use crate::source::Asset;
use crate::text::SourceFile;
pub use context::Data;

/// Steps a template may take: enough for a hundred offices, an end to an endless loop.
const FUEL: u64 = 20_000_000;

/// The template around every document that shows its changes.
const REDLINE: &str = "perubahan.typ.j2";

/// The templates in the binary.
const BUILT_IN: [(&str, &str); 14] = [
    ("iki.typ.j2", include_str!("../../templates/iki.typ.j2")),
    ("iki-tahunan.typ.j2", include_str!("../../templates/iki-tahunan.typ.j2")),
    ("iku.typ.j2", include_str!("../../templates/iku.typ.j2")),
    ("pohon-kinerja.typ.j2", include_str!("../../templates/pohon-kinerja.typ.j2")),
    ("pk.typ.j2", include_str!("../../templates/pk.typ.j2")),
    ("pk-perubahan.typ.j2", include_str!("../../templates/pk-perubahan.typ.j2")),
    ("perjanjian.typ.j2", include_str!("../../templates/perjanjian.typ.j2")),
    ("perjanjian.typ", include_str!("../../templates/perjanjian.typ")),
    ("makro.typ.j2", include_str!("../../templates/makro.typ.j2")),
    ("bingkai.typ.j2", include_str!("../../templates/bingkai.typ.j2")),
    ("dokumen.typ", include_str!("../../templates/dokumen.typ")),
    ("pohon.typ", include_str!("../../templates/pohon.typ")),
    ("kinerja.typ", include_str!("../../templates/kinerja.typ")),
    (REDLINE, include_str!("../../templates/perubahan.typ.j2")),
];

/// The templates in the binary, by their path in a project.
pub fn built_in() -> impl Iterator<Item = (String, &'static str)> {
    BUILT_IN.iter().map(|(name, text)| (format!("templates/{name}"), *text))
}

/// The templates of a project: the built-in ones, and its own that replace or join them.
#[derive(Debug)]
pub struct Templates {
    files: BTreeMap<String, SourceFile>,
    /// Names of the project's own.
    own: BTreeSet<String>,
    /// Names of those that are no text.
    unread: BTreeSet<String>,
}

impl Templates {
    /// Joins the project's files to the built-in ones.
    pub fn new(own: Vec<Asset>, diagnostics: &mut Diagnostics) -> Self {
        let mut files: BTreeMap<String, SourceFile> = BUILT_IN
            .iter()
            .map(|(name, text)| {
                ((*name).to_owned(), SourceFile::new(format!("templates/{name}"), *text))
            })
            .collect();
        let (mut names, mut unread) = (BTreeSet::new(), BTreeSet::new());
        for asset in own {
            let name = asset.path.trim_start_matches("templates/").to_owned();
            match SourceFile::from_bytes(asset.path, asset.bytes) {
                Ok(file) => {
                    // A copy of a built-in one changes nothing.
                    if files.get(&name).is_none_or(|built_in| built_in.text() != file.text()) {
                        names.insert(name.clone());
                    }
                    files.insert(name, file);
                }
                Err(span) => {
                    diagnostics.push(Diagnostic::new(&crate::source::codes::BUKAN_UTF8, span));
                    unread.insert(name);
                }
            }
        }
        Templates { files, own: names, unread }
    }

    /// All template files.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The project's own, which no other program has.
    pub fn own(&self) -> impl Iterator<Item = &SourceFile> {
        self.own.iter().filter_map(|name| self.files.get(name))
    }

    /// Their names, those of files that are no text among them.
    pub fn names(&self) -> Vec<&str> {
        self.files.keys().chain(&self.unread).map(String::as_str).collect()
    }

    /// The file with this name.
    pub fn get(&self, name: &str) -> Option<&SourceFile> {
        self.files.get(name)
    }
}

/// A filled template: Typst markup, and what wrote each piece of it.
#[derive(Debug, Default)]
pub struct Markup {
    /// The markup.
    pub text: String,
    /// From its bytes back to values and templates.
    pub map: Map,
}

/// A file that travels inside the PDF.
#[derive(Debug)]
pub struct Attachment {
    /// Path, in the PDF as in the project.
    pub path: String,
    /// Media type.
    pub media_type: &'static str,
    /// What it is, for whoever opens the list of attachments.
    pub description: &'static str,
}

/// Renders one document to Typst markup. `data`: the context that all documents share.
///
/// # Errors
/// What a template does wrong, at its line.
pub fn render(
    job: &Job,
    template: &str,
    data: &Value,
    templates: &Templates,
) -> Result<Markup, Box<Diagnostic>> {
    fill(template, context::for_job(data, job, job.title.clone()), templates)
}

/// What a document with its changes marked is compared with, and what is told of them.
#[derive(Debug)]
pub struct Base<'a> {
    /// The older state.
    pub model: &'a Model,
    /// What it is called, in Indonesian as the document is: `naskah 12 Juli 2024 (3f2a91c)`.
    pub name: &'a str,
    /// The list of changes.
    pub changes: &'a [ListedChange],
    /// Whether only positions that changed are printed.
    pub only_changed: bool,
}

/// How the place of a change in a document is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// The texts stand where what it is about does.
    Texts,
    /// The texts stand there or anywhere else: a name.
    Name,
    /// Wherever what it is about changed.
    Subject,
}

impl FoundBy {
    /// What templates call it.
    fn name(self) -> &'static str {
        match self {
            FoundBy::Texts => "teks",
            FoundBy::Name => "nama",
            FoundBy::Subject => "hal",
        }
    }
}

/// A change as the list in front of the document tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedChange {
    /// The id of the indicator or position that it is about; empty for the office.
    pub about: String,
    /// How a document knows where it prints it.
    pub found_by: FoundBy,
    /// The position, or another part of the office.
    pub jabatan: String,
    /// What changed.
    pub what: String,
    /// As it was; `None` for what is new.
    pub before: Option<String>,
    /// As it is; `None` for what is gone.
    pub after: Option<String>,
}

/// Renders one document with the changes from an older state marked: what is new underlined,
/// what is gone struck; in front of it the list of the changes. `data`: the older context merged with
/// the newer ([`redline::merge`]).
///
/// # Errors
/// What a template does wrong, at its line.
pub fn render_marked(
    job: &Job,
    template: &str,
    data: &Value,
    base: &Base,
    templates: &Templates,
) -> Result<Markup, Box<Diagnostic>> {
    fill(REDLINE, context::for_redline(data, job, template, base), templates)
}

/// Fills the template `name`.
fn fill(name: &str, values: Value, templates: &Templates) -> Result<Markup, Box<Diagnostic>> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
    let recorder = Recorder::default();
    let writer = recorder.clone();
    let language =
        values.get_attr("halaman").and_then(|halaman| halaman.get_attr("italic_language"));
    let language = language.ok().and_then(|language| language.as_str().map(str::to_owned));
    let language = language.unwrap_or_else(|| "id".to_owned());
    env.set_formatter(move |out, _, value| format::typst(out, value, &writer, &language));
    // What these make would go to the page as it is, as markup.
    for filter in ["safe", "escape", "e", "tojson"] {
        env.remove_filter(filter);
    }
    env.add_filter("literal", format::literal);
    env.add_filter("spoken", format::spoken);
    env.add_filter("longest", |value: Value| format::longest(&value));
    env.add_filter("rows", rows);
    env.add_filter("numbered", numbered);
    env.add_test("gone", |value: &Value| redline::is_gone(value));
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    // Only clashing delimiters can fail to build; these are the default ones.
    env.set_syntax(syntax.unwrap_or_default());
    env.set_fuel(Some(FUEL));
    let sources: BTreeMap<String, String> =
        templates.files.iter().map(|(name, file)| (name.clone(), file.text().to_owned())).collect();
    env.set_loader(move |name| Ok(sources.get(name).cloned()));
    let (marked, spans) = env
        .get_template(name)
        .and_then(|template| template.render_with_spans(values))
        .map_err(|error| Box::new(template_error(&error, templates)))?;
    let (text, map) = Map::new(&marked, &spans, &recorder, templates);
    Ok(Markup { text, map })
}

/// The filter `rows`: indicators in the rows of the IKI table, those that share one together.
fn rows(indikator: Vec<Value>) -> Vec<Vec<Value>> {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for one in indikator {
        let joins = one.get_attr("sebaris").is_ok_and(|joins| joins.is_true());
        match rows.last_mut().filter(|_| joins) {
            Some(row) => row.push(one),
            None => rows.push(vec![one]),
        }
    }
    rows
}

/// The filter `numbered`: things with their numbers in the document as it is now; what is gone has
/// none.
fn numbered(things: Vec<Value>) -> Vec<Vec<Value>> {
    let mut last = 0;
    let number = |thing: Value| {
        let gone = redline::is_gone(&thing);
        last += usize::from(!gone);
        vec![if gone { Value::from("") } else { Value::from(last) }, thing]
    };
    things.into_iter().map(number).collect()
}

/// A minijinja error as a finding at the template's line.
fn template_error(error: &minijinja::Error, templates: &Templates) -> Diagnostic {
    let error = innermost(error);
    let place = error.name().and_then(|name| templates.get(name)).map(|file| {
        let range = error.range().unwrap_or_else(|| line(file.text(), error.line()));
        (file, range)
    });
    let named = place.as_ref().and_then(|(file, range)| file.text().get(range.clone()));
    let reason = match (error.kind(), named) {
        (ErrorKind::UndefinedError, Some(named)) => codes::UNKNOWN_NAME.arg("nama", named),
        (ErrorKind::UnknownFilter, Some(named)) => codes::UNKNOWN_FILTER.arg("nama", named),
        (ErrorKind::UnknownFunction, Some(named)) => codes::UNKNOWN_FUNCTION.arg("nama", named),
        (ErrorKind::TemplateNotFound, Some(named)) => {
            codes::NO_TEMPLATE.arg("nama", named.split('"').nth(1).unwrap_or(named))
        }
        (ErrorKind::OutOfFuel, _) => (&codes::ENDLESS).into(),
        _ => {
            let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            codes::TEMPLATE_ENGINE.arg("jawaban", detail)
        }
    };
    let diagnostic = match place {
        Some((file, range)) => Diagnostic::new(&codes::TEMPLAT_SALAH, file.span(range)),
        None => Diagnostic::global(&codes::TEMPLAT_SALAH),
    };
    diagnostic.arg("sebab", reason)
}

/// The mistake itself, where it is in a template that another one includes.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let inner = || std::error::Error::source(error)?.downcast_ref::<minijinja::Error>();
    match inner().filter(|_| error.kind() == ErrorKind::BadInclude) {
        Some(inner) => innermost(inner),
        None => error,
    }
}

/// The bytes of a line, counted from 1.
fn line(text: &str, number: Option<usize>) -> std::ops::Range<usize> {
    let before = number.unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    start..start + rest.lines().next().map_or(0, str::len)
}
