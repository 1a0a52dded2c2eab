//! Any text in place of a file: read, checked, judged, shown; no panic, no hang.
#![no_main]

use ikigen_fuzz::diagnostic::{Bahasa, Severity, Temuan, github, json, sarif, teks};
use ikigen_fuzz::{check, model, pilih, proyek};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((path, text)) = pilih(data) else { return };
    let mut temuan = Temuan::default();
    let naskah = proyek(path, text, &mut temuan);
    let model = model::build(&naskah, &mut temuan);
    let model = model.filter(|_| !temuan.has_errors());
    check::periksa(&naskah, model.as_ref(), &mut temuan);
    if let Some(tahun) = model.as_ref().and_then(|model| model.opd.tahun) {
        let _ = ikigen_fuzz::measure::ukur(model.as_ref().unwrap(), tahun);
    }
    let _ = teks::render(&temuan, Severity::Info, Bahasa::Id, false);
    let _ = (json::value(&temuan, Bahasa::En), sarif::value(&temuan, Bahasa::Id));
    let _ = github::annotations(&temuan, Bahasa::En);
});
