//! Any text in place of a file: read, checked, judged, shown; no panic, no hang.
#![no_main]

use ikigen_fuzz::diagnostic::{Language, Severity, Diagnostics, github, json, sarif, text};
use ikigen_fuzz::{check, model, pick, project};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((path, text)) = pick(data) else { return };
    let mut diagnostics = Diagnostics::default();
    let sources = project(path, text, &mut diagnostics);
    let model = model::build(&sources, &mut diagnostics);
    let model = model.filter(|_| !diagnostics.has_errors());
    check::check(&sources, model.as_ref(), &mut diagnostics);
    if let Some(tahun) = model.as_ref().and_then(|model| model.opd.tahun) {
        let _ = ikigen_fuzz::measure::measure(model.as_ref().unwrap(), tahun);
    }
    let _ = text::render(&diagnostics, Severity::Info, Language::Id, false);
    let _ = (json::value(&diagnostics, Language::En), sarif::value(&diagnostics, Language::Id));
    let _ = github::annotations(&diagnostics, Language::En);
});
