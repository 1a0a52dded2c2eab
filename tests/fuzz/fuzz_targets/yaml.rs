//! Any text in place of a file: read, checked, judged, shown; no panic, no hang.
#![no_main]

use ikigen::diagnostic::{Diagnostics, Severity, github, json, sarif, text};
use ikigen::language::Language;
use ikigen::measure;
use ikigen_fuzz::{checked, pick};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((path, text)) = pick(data) else { return };
    let mut diagnostics = Diagnostics::default();
    let (_, model) = checked(path, text, &mut diagnostics);
    if let Some(model) = &model
        && let Some(tahun) = model.opd.tahun
    {
        let _ = measure::measure(model, tahun);
    }
    let _ = text::render(&diagnostics, Severity::Info, Language::Id, false);
    let _ = (json::value(&diagnostics, Language::En), sarif::value(&diagnostics, Language::Id));
    let _ = github::annotations(&diagnostics, Language::En);
});
