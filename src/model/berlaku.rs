//! The years in which a position or an indicator is in force (`berlaku`).

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::raw;
use crate::text::{Span, Spanned};

/// The years in which something is in force; all of them where nothing is said.
#[derive(Debug, Clone)]
pub struct Berlaku {
    /// The first year.
    pub dari: Option<i32>,
    /// The last year.
    pub sampai: Option<i32>,
    /// Where that stands; nowhere, when nothing is said.
    pub place: Span,
}

impl Default for Berlaku {
    fn default() -> Self {
        Berlaku { dari: None, sampai: None, place: Span::nowhere() }
    }
}

impl Berlaku {
    pub(super) fn new(
        raw: Option<&Spanned<raw::Berlaku>>,
        diagnostics: &mut Diagnostics,
    ) -> Berlaku {
        let Some(raw) = raw else { return Berlaku::default() };
        let [dari, sampai] = [&raw.dari, &raw.sampai].map(|year| year.as_ref().map(|y| y.value));
        if let (Some(dari), Some(sampai)) = (dari, sampai)
            && dari > sampai
        {
            let found = Diagnostic::new(&codes::BERLAKU_TERBALIK, raw.span());
            diagnostics.push(found.arg("dari", dari).arg("sampai", sampai));
        }
        Berlaku { dari, sampai, place: raw.key() }
    }

    /// Whether it is in force in `tahun`.
    pub fn covers(&self, tahun: i32) -> bool {
        self.dari.is_none_or(|dari| dari <= tahun) && self.sampai.is_none_or(|last| tahun <= last)
    }

    /// The years of this that are also years of `outer`.
    #[must_use]
    pub fn within(self, outer: &Berlaku) -> Berlaku {
        Berlaku {
            dari: self.dari.max(outer.dari),
            sampai: match (self.sampai, outer.sampai) {
                (Some(own), Some(outer)) => Some(own.min(outer)),
                (own, outer) => own.or(outer),
            },
            place: self.place,
        }
    }

    /// Whether it is over before `other` begins.
    pub fn ends_before(&self, other: &Berlaku) -> bool {
        matches!((self.sampai, other.dari), (Some(sampai), Some(dari)) if sampai < dari)
    }
}
