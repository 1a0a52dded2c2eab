//! The fourth stage: markup to pages to PDF. The only module that sees Typst.
//!
//! The world that the compiler sees holds the files it is given and nothing else: no disk,
//! no system fonts, no clock, no network.

pub mod characters;
pub mod codes;
mod fonts;
mod looks;
mod overflow;
mod pictures;
mod places;
mod soundness;
mod world;

use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::diagnostic::Diagnostic;
use crate::text::Span;
pub use fonts::Fonts;
pub use looks::Heading;
pub use overflow::Overflow;
pub use pictures::{Run, Source, TracedRun};
pub use places::{Area, SignaturePlace};
pub use world::Compilation;
use world::ProjectWorld;

/// Version of the compiler, recorded in manifests.
pub const TYPST_VERSION: &str = "0.15.1";

/// Laid-out pages.
pub struct Pages {
    document: PagedDocument,
}

/// Lays `bahan` out.
///
/// # Errors
/// What the compiler objects to, at the line of the file it came from. Warnings come with
/// the pages.
pub fn lay_out(
    compilation: &Compilation,
    fonts: &Fonts,
) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    let world = ProjectWorld::new(compilation, fonts);
    let compiled = typst::compile::<PagedDocument>(&world);
    let warnings = compiled.warnings.iter().map(|d| world.diagnostic(d)).collect();
    match compiled.output {
        Ok(document) => Ok((Pages { document }, warnings)),
        Err(errors) => Err(errors.iter().map(|d| world.diagnostic(d)).collect()),
    }
}

impl Pages {
    /// The number of pages.
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }

    /// The file: PDF/A-3a and PDF/UA-1 at once.
    ///
    /// # Errors
    /// What keeps the document from conforming.
    pub fn pdf(
        &self,
        compilation: &Compilation,
        fonts: &Fonts,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let world = ProjectWorld::new(compilation, fonts);
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
            .map_err(|error| vec![compiler_finding(error.message(), None)])?;
        let creator = format!("ikigen {} (Typst {TYPST_VERSION})", env!("CARGO_PKG_VERSION"));
        let options = PdfOptions {
            creator: Smart::Custom(Some(creator)),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options)
            .map_err(|errors| errors.iter().map(|d| world.diagnostic(d)).collect())
    }

    /// The text that lies on each page, in the order in which it was set.
    pub fn text(&self) -> Vec<String> {
        self.document
            .pages()
            .iter()
            .map(|page| {
                let mut text = String::new();
                collect_text(&page.frame, &mut text);
                text
            })
            .collect()
    }

    /// Whether some glyph is the blank box of a missing character.
    pub fn has_missing_glyph(&self) -> bool {
        fn missing(frame: &Frame) -> bool {
            frame.items().any(|(_, item)| match item {
                FrameItem::Group(group) => missing(&group.frame),
                FrameItem::Text(text) => text.glyphs.iter().any(|glyph| glyph.id == 0),
                _ => false,
            })
        }
        self.document.pages().iter().any(|page| missing(&page.frame))
    }
}

/// The text of a frame, one run a line.
fn collect_text(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_text(&group.frame, out),
            FrameItem::Text(text) => {
                out.push_str(&text.text);
                out.push('\n');
            }
            _ => {}
        }
    }
}

fn compiler_finding(reason: &str, place: Option<Span>) -> Diagnostic {
    let diagnostic = match place {
        Some(span) => Diagnostic::new(&codes::TYPST_GALAT, span),
        None => Diagnostic::global(&codes::TYPST_GALAT),
    };
    diagnostic.arg("sebab", reason)
}

impl ProjectWorld<'_> {
    /// A compiler message as a finding of ours.
    fn diagnostic(&self, message: &SourceDiagnostic) -> Diagnostic {
        let place = self.place(message);
        let mut diagnostic = compiler_finding(&message.message, place);
        if message.severity == Severity::Warning {
            diagnostic.code = &codes::TYPST_PERINGATAN;
        }
        let hints: Vec<&str> = message.hints.iter().map(|hint| hint.v.as_str()).collect();
        if hints.is_empty() {
            return diagnostic.other_help(&codes::OWN_TEMPLATE);
        }
        diagnostic.arg("petunjuk", hints.join("; "))
    }
}
