//! Findings for a person: source lines with carets, all places, what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Bahasa, Diagnostic, Severity, Tempat, Temuan, katalog};

/// Renders the findings that are at least as bad as `least`. Nothing is told by colour
/// alone; `color` adds ANSI styles.
pub fn render(temuan: &Temuan, least: Severity, bahasa: Bahasa, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    // The worst severity comes first in order.
    for diagnostic in temuan.sorted().into_iter().filter(|d| d.kode.severity <= least) {
        out.push_str(&render_one(diagnostic, bahasa, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn render_one(diagnostic: &Diagnostic, bahasa: Bahasa, renderer: &Renderer) -> String {
    let level = match diagnostic.kode.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
    .with_name(diagnostic.kode.severity.nama(bahasa));
    let pesan = diagnostic.pesan(bahasa);
    let title = level.primary_title(pesan.as_str()).id(diagnostic.kode.kode);
    let bantuan = diagnostic.bantuan(bahasa);
    let help = Level::HELP.with_name(bahasa.pilih(["bantuan", "help"])).message(bantuan.as_str());

    let Some(tempat) = &diagnostic.tempat else {
        return renderer.render(&[Group::with_title(title).element(help)]);
    };
    let mut snippet = snippet_of(tempat).annotation(AnnotationKind::Primary.span(span(tempat)));
    let mut elsewhere = Vec::new();
    let catatan: Vec<String> = diagnostic
        .terkait
        .iter()
        .map(|(_, c)| katalog::isi(bahasa.pilih(c.0), &diagnostic.isian))
        .collect();
    for ((other, _), catatan) in diagnostic.terkait.iter().zip(&catatan) {
        let annotation = AnnotationKind::Context.span(span(other)).label(catatan.as_str());
        if other.berkas.path() == tempat.berkas.path() {
            snippet = snippet.annotation(annotation);
        } else {
            elsewhere.push(snippet_of(other).annotation(annotation));
        }
    }
    let group = Group::with_title(title).element(snippet).elements(elsewhere).element(help);
    renderer.render(&[group])
}

/// The byte order mark, which no editor shows.
const BOM: char = '\u{feff}';

fn snippet_of(tempat: &Tempat) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let text = tempat.berkas.text();
    Snippet::source(text.strip_prefix(BOM).unwrap_or(text)).path(tempat.berkas.path())
}

/// The bytes of a place in the text without its byte order mark.
fn span(tempat: &Tempat) -> std::ops::Range<usize> {
    let range = tempat.clamped();
    let skip = if tempat.berkas.text().starts_with(BOM) { BOM.len_utf8() } else { 0 };
    range.start.saturating_sub(skip)..range.end.saturating_sub(skip)
}
