//! The fourth stage: markup to pages to PDF. The only module that sees Typst.
//!
//! The world that the compiler sees holds the files it is given and nothing else: no disk,
//! no system fonts, no clock, no network.

mod fonts;
mod gambar;
mod world;

use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::diagnostic::{Berkas, Diagnostic, katalog};
pub use fonts::Huruf;
pub use gambar::Runtun;
pub use world::Bahan;
use world::Dunia;

/// Version of the compiler, recorded in manifests.
pub const VERSI_TYPST: &str = "0.15.1";

/// Laid-out pages.
pub struct Halaman {
    dokumen: PagedDocument,
}

/// Lays `bahan` out.
///
/// # Errors
/// What the compiler objects to, at the line of the file it came from. Warnings come with
/// the pages.
pub fn susun(bahan: &Bahan, huruf: &Huruf) -> Result<(Halaman, Vec<Diagnostic>), Vec<Diagnostic>> {
    let dunia = Dunia::new(bahan, huruf);
    let compiled = typst::compile::<PagedDocument>(&dunia);
    let warnings = compiled.warnings.iter().map(|d| dunia.diagnostic(d)).collect();
    match compiled.output {
        Ok(dokumen) => Ok((Halaman { dokumen }, warnings)),
        Err(errors) => Err(errors.iter().map(|d| dunia.diagnostic(d)).collect()),
    }
}

/// Forgets everything that the compiler remembers from earlier layouts.
pub fn lupakan() {
    comemo::evict(0);
}

impl Halaman {
    /// The number of pages.
    pub fn jumlah(&self) -> usize {
        self.dokumen.pages().len()
    }

    /// The file: PDF/A-3a and PDF/UA-1 at once.
    ///
    /// # Errors
    /// What keeps the document from conforming.
    pub fn pdf(&self, bahan: &Bahan, huruf: &Huruf) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let dunia = Dunia::new(bahan, huruf);
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
            .map_err(|error| vec![compiler_finding(error.message(), None)])?;
        let creator = format!("ikigen {} (Typst {VERSI_TYPST})", env!("CARGO_PKG_VERSION"));
        let options = PdfOptions {
            creator: Smart::Custom(Some(creator)),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.dokumen, &options)
            .map_err(|errors| errors.iter().map(|d| dunia.diagnostic(d)).collect())
    }

    /// The text that lies on each page, in the order in which it was set.
    pub fn teks(&self) -> Vec<String> {
        self.dokumen
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
    pub fn ada_kotak_kosong(&self) -> bool {
        fn missing(frame: &Frame) -> bool {
            frame.items().any(|(_, item)| match item {
                FrameItem::Group(group) => missing(&group.frame),
                FrameItem::Text(text) => text.glyphs.iter().any(|glyph| glyph.id == 0),
                _ => false,
            })
        }
        self.dokumen.pages().iter().any(|page| missing(&page.frame))
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

fn compiler_finding(sebab: &str, place: Option<(Berkas, std::ops::Range<usize>)>) -> Diagnostic {
    let diagnostic = match place {
        Some((berkas, range)) => Diagnostic::new(&katalog::TYPST_GALAT, berkas.tempat(range)),
        None => Diagnostic::global(&katalog::TYPST_GALAT),
    };
    diagnostic.isi("sebab", sebab)
}

impl Dunia<'_> {
    /// A compiler message as a finding of ours.
    fn diagnostic(&self, message: &SourceDiagnostic) -> Diagnostic {
        let place = self.place(message);
        let mut diagnostic = compiler_finding(&message.message, place);
        if message.severity == Severity::Warning {
            diagnostic.kode = &katalog::TYPST_PERINGATAN;
        }
        let hints: Vec<&str> = message.hints.iter().map(|hint| hint.v.as_str()).collect();
        if hints.is_empty() {
            return diagnostic.bantuan_lain(&katalog::TEMPLAT_SENDIRI);
        }
        diagnostic.isi("petunjuk", hints.join("; "))
    }
}
