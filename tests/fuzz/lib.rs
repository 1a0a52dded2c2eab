//! What the fuzz targets share: a project with a file of chance in it.

use ikigen::diagnostic::Diagnostics;
use ikigen::model::{self, Model};
use ikigen::scaffold::FILES;
use ikigen::source::{self, Sources};
use ikigen::text::SourceFile;

/// The data files of the first project.
fn data() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    FILES.iter().filter(|(name, _)| name.ends_with(".yaml"))
}

/// The first project with `text` in place of one of its files.
pub fn project(path: &str, text: &str, diagnostics: &mut Diagnostics) -> Sources {
    let file = |(name, own): &(&'static str, &str)| {
        SourceFile::new(*name, if *name == path { text } else { own })
    };
    source::read_files(data().map(file), None, diagnostics)
}

/// The same, with its model where there are no errors, and with all that a careful inspector
/// would say.
pub fn checked(path: &str, text: &str, diagnostics: &mut Diagnostics) -> (Sources, Option<Model>) {
    let sources = project(path, text, diagnostics);
    let model = judged(&sources, diagnostics);
    (sources, model)
}

fn judged(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Model> {
    let model = model::build(sources, diagnostics);
    let model = model.filter(|_| !diagnostics.has_errors());
    ikigen::check::check(sources, model.as_ref(), false, diagnostics);
    model
}

/// The first project with new texts in the place of files of it, with all that a careful inspector
/// would say.
pub fn with_changes(
    changes: &[(SourceFile, String)],
    diagnostics: &mut Diagnostics,
) -> (Sources, Option<Model>) {
    let file = |(name, own): &(&'static str, &'static str)| {
        let changed = changes.iter().find(|(file, _)| file.path() == *name);
        SourceFile::new(*name, changed.map_or(*own, |(_, text)| text))
    };
    let sources = source::read_files(data().map(file), None, diagnostics);
    let model = judged(&sources, diagnostics);
    (sources, model)
}

/// A file of the project, chosen by the first byte, and the text for it.
pub fn pick(data: &[u8]) -> Option<(&'static str, &str)> {
    let (first, rest) = data.split_first()?;
    let names: Vec<&str> = self::data().map(|(name, _)| *name).collect();
    let text = std::str::from_utf8(rest).ok()?;
    Some((names[usize::from(*first) % names.len()], text))
}

/// From here on a library that panics is no mistake of ours: the program reads documents where
/// that is a finding. A panic of our own still ends everything.
pub fn only_own_panics_end() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or("", |place| place.file());
        if !place.contains("/registry/") {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}
