//! Places for signatures: where documents keep them, and what would mislead who looks for them.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::output::Signing;
use crate::typeset::{Compilation, Fonts, Pages, codes};

/// The places for signatures of a document, where the project asks for them. A sign that a service
/// looks for and that stands elsewhere on such a page goes to `diagnostics`.
pub fn places(
    model: &Model,
    pages: &Pages,
    compilation: &Compilation,
    fonts: &Fonts,
    diagnostics: &mut Diagnostics,
) -> Option<Signing> {
    let asked = model.opd.tanda_tangan.as_ref()?;
    if let Some(jangkar) = &asked.jangkar {
        for (page, place) in pages.anchors_elsewhere(jangkar, compilation, fonts) {
            let found = match place {
                Some(span) => Diagnostic::new(&codes::JANGKAR_DI_LUAR_TEMPAT, span),
                None => Diagnostic::global(&codes::JANGKAR_DI_LUAR_TEMPAT),
            };
            let found = found.arg("jangkar", jangkar).arg("halaman", page + 1);
            diagnostics.push(found.arg("berkas", format!("{}.pdf", compilation.name)));
        }
    }
    let jangkar = asked.jangkar.as_ref().map(ToString::to_string);
    Some(Signing { jangkar, places: pages.signature_places() })
}
