//! The stages from a file's text to findings, as the program has them.
#![allow(missing_docs, dead_code)]

#[path = "../../src/scaffold.rs"]
pub mod scaffold;
#[path = "../../src/check/mod.rs"]
pub mod check;
#[path = "../../src/diagnostic/mod.rs"]
pub mod diagnostic;
#[path = "../../src/format.rs"]
pub mod format;
#[path = "../../src/formula/mod.rs"]
pub mod formula;
#[path = "../../src/measure/mod.rs"]
pub mod measure;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/source/mod.rs"]
pub mod source;

use diagnostic::{SourceFile, Diagnostics};
use source::Sources;

/// The first project with `text` in place of one of its files.
pub fn project(path: &str, text: &str, diagnostics: &mut Diagnostics) -> Sources {
    let files = scaffold::FILES.iter().filter(|(name, _)| name.ends_with(".yaml"));
    let files = files.map(|(name, own)| SourceFile::new(*name, if *name == path { text } else { own }));
    source::read_files(files, diagnostics)
}

/// A file of the project, chosen by the first byte, and the text for it.
pub fn pick(data: &[u8]) -> Option<(&'static str, &str)> {
    let (first, rest) = data.split_first()?;
    let yaml: Vec<&str> =
        scaffold::FILES.iter().map(|(name, _)| *name).filter(|name| name.ends_with(".yaml")).collect();
    let text = std::str::from_utf8(rest).ok()?;
    Some((yaml[usize::from(*first) % yaml.len()], text))
}
