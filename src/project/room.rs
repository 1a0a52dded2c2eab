//! What has no room on the page, said where it stands in the project.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markup::{Calculation, Origin, Subject};
use crate::model::Model;
use crate::text::{Span, visible_line};
use crate::typeset::{Compilation, Fonts, Pages, Source, codes};

/// Reports the texts of a document that run over a rule or off the paper.
pub fn check(
    model: &Model,
    pages: &Pages,
    compilation: &Compilation,
    fonts: &Fonts,
    diagnostics: &mut Diagnostics,
) {
    for over in pages.overflows(compilation, fonts) {
        let found = match over.source.as_ref().and_then(|source| place(model, source)) {
            Some(span) => Diagnostic::new(&codes::TEKS_MELEWATI_SEL, span),
            None => Diagnostic::global(&codes::TEKS_MELEWATI_SEL),
        };
        let found = found.arg("teks", visible_line(over.text.trim()).into_owned());
        let found = found.arg("halaman", over.page + 1);
        diagnostics.push(found.arg("berkas", format!("{}.pdf", compilation.name)));
    }
}

/// Where a text stands; a number that was computed stands with what it is a number of.
fn place(model: &Model, source: &Source) -> Option<Span> {
    let Source::Value(Origin::Calculation(Calculation { subject, .. }), _) = source else {
        return source.span().filter(Span::is_somewhere);
    };
    match subject {
        Subject::Indikator(id) => Some(model.indikator(id)?.1.nama.span()),
        Subject::Jabatan(id) => {
            let jabatan = model.jabatan.iter().find(|jabatan| jabatan.id == *id)?;
            Some(jabatan.nama.span())
        }
        Subject::Opd => Some(model.opd.nama.span()),
    }
}
