//! Findings for a person: source lines with carets, all places, what to do.

use std::collections::HashMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity, places};
use crate::language::{Language, Note, notes};
use crate::text::{Span, visible_char, visible_line};

notes! {
    HELP = "bantuan", "help";
    ALSO = "juga di {n} tempat lain", "and in {n} other {n|place|places}";
}

/// Renders the findings that are at least as bad as `least`. Nothing is told by colour
/// alone; `color` adds ANSI styles.
pub fn render(
    diagnostics: &Diagnostics,
    least: Severity,
    language: Language,
    color: bool,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    // The worst severity comes first in order.
    let told: Vec<_> =
        diagnostics.sorted().into_iter().filter(|d| d.code.severity <= least).collect();
    for alike in groups(&told, language) {
        let Some((first, others)) = alike.split_first() else { continue };
        // The renderer cleans source lines, but not of everything; colours begin with ESC.
        let shown = render_one(first, others, language, &renderer);
        let styled = |c: char| color && c == '\u{1b}';
        out.extend(shown.chars().map(|c| if styled(c) { c } else { visible_char(c) }));
        out.push_str("\n\n");
    }
    out
}

/// So many findings that say the same stand each by itself; more are one with a list of places: that
/// no indicator has a target for a new period is one thing to know, not forty.
const ALIKE: usize = 3;

/// Findings in their order, many that say the same together where the first one stands.
fn groups<'d>(found: &[&'d Diagnostic], language: Language) -> Vec<Vec<&'d Diagnostic>> {
    // One that points at other places too says something of its own.
    let said = |one: &Diagnostic| {
        let listed = one.span.is_some() && one.related.is_empty();
        listed.then(|| (one.code.code, one.message(language), one.help(language)))
    };
    let mut alike: HashMap<_, Vec<&Diagnostic>> = HashMap::new();
    for one in found {
        alike.entry(said(one)).or_default().push(one);
    }
    let group = |one: &&'d Diagnostic| {
        let key = said(one);
        match alike.get(&key).filter(|all| key.is_some() && all.len() > ALIKE) {
            None => Some(vec![*one]),
            Some(all) if std::ptr::eq(all[0], *one) => Some(all.clone()),
            Some(_) => None,
        }
    };
    found.iter().filter_map(group).collect()
}

/// A finding, and where else the same is to be said.
fn render_one(
    diagnostic: &Diagnostic,
    others: &[&Diagnostic],
    language: Language,
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.code.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
    .with_name(diagnostic.code.severity.name(language));
    let message = visible_line(&diagnostic.message(language)).into_owned();
    let title = level.primary_title(message.as_str()).id(diagnostic.code.code);
    let help = visible_line(&diagnostic.help(language)).into_owned();
    let help = Level::HELP.with_name(HELP.pick(language)).message(help.as_str());

    let Some(span) = &diagnostic.span else {
        return renderer.render(&[Group::with_title(title).element(help)]);
    };
    let mut snippet = snippet_of(span).annotation(AnnotationKind::Primary.span(bytes_in(span)));
    let mut elsewhere = Vec::new();
    let note = |note: &Note| visible_line(&note.fill(language, &diagnostic.args)).into_owned();
    let note: Vec<String> = diagnostic.related.iter().map(|(_, one)| note(one)).collect();
    for ((other, _), note) in diagnostic.related.iter().zip(&note) {
        let annotation = AnnotationKind::Context.span(bytes_in(other)).label(note.as_str());
        if other.file.path() == span.file.path() {
            snippet = snippet.annotation(annotation);
        } else {
            elsewhere.push(snippet_of(other).annotation(annotation));
        }
    }
    let also = (!others.is_empty()).then(|| {
        let spans: Vec<&Span> = others.iter().filter_map(|one| one.span.as_ref()).collect();
        let name = ALSO.arg("n", spans.len()).words(language);
        let lines = places::by_file(&spans).join("\n");
        Level::NOTE.with_name(name).message(lines)
    });
    let group = Group::with_title(title).element(snippet).elements(elsewhere).elements(also);
    renderer.render(&[group.element(help)])
}

/// The byte order mark, which no editor shows.
const BOM: char = '\u{feff}';

fn snippet_of(span: &Span) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let text = span.file.text();
    Snippet::source(text.strip_prefix(BOM).unwrap_or(text)).path(visible_line(span.file.path()))
}

/// The bytes of a place in the text without its byte order mark.
fn bytes_in(span: &Span) -> std::ops::Range<usize> {
    let range = span.clamped();
    let skip = if span.file.text().starts_with(BOM) { BOM.len_utf8() } else { 0 };
    range.start.saturating_sub(skip)..range.end.saturating_sub(skip)
}
