//! Where a printed text comes from: the values that templates see carry it to the page.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Object, ObjectRepr, Value};

use crate::text::{Span, Text};

/// Where a printed text comes from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// It stands in a file of the project, as it is printed.
    Text(Text),
    /// It was made from a value of the project: a number in its unit, a date in words.
    Value(Span),
    /// It was computed.
    Calculation(Calculation),
}

impl Origin {
    /// Whether two origins are one: the same place, or the same number.
    pub fn is_same(&self, other: &Origin) -> bool {
        match (self, other) {
            (Origin::Calculation(one), Origin::Calculation(other)) => one == other,
            _ => match (self.span(), other.span()) {
                (Some(one), Some(other)) => one.is_same(other),
                (None, None) => self.words() == other.words(),
                _ => false,
            },
        }
    }

    /// Where it stands in the project, when it stands there.
    pub fn span(&self) -> Option<&Span> {
        match self {
            Origin::Text(text) => text.place(),
            Origin::Value(span) => Some(span),
            Origin::Calculation(_) => None,
        }
    }

    fn words(&self) -> &str {
        match self {
            Origin::Text(text) => text,
            Origin::Value(_) | Origin::Calculation(_) => "",
        }
    }
}

/// A number that was computed, or words about one: what `explain` can tell about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calculation {
    /// Whose number.
    pub subject: Subject,
    /// Which of its numbers.
    pub quantity: Quantity,
    /// The year.
    pub tahun: i32,
}

/// Whose number was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// That of an indicator, by id.
    Indikator(Text),
    /// That of a position, by id: an average over its indicators.
    Jabatan(Text),
    /// That of the office: over all indicators.
    Opd,
}

/// Which number was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// What is aimed at up to the cut-off.
    Target,
    /// The actual value.
    Realisasi,
    /// The achievement, or an average of achievements.
    Capaian,
    /// The category of an achievement.
    Kategori,
    /// What is missing, or was counted.
    Status,
}

/// A text with its origin, as templates see it: text like any other.
#[derive(Debug)]
pub(super) struct Traced {
    pub(super) text: Arc<str>,
    pub(super) origin: Origin,
}

impl Object for Traced {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.text.is_empty()
    }

    /// Texts compare by what they say.
    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Traced>()?;
        Some(self.text.cmp(&other.text))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A text with its origin.
pub(super) fn traced(text: impl Into<Arc<str>>, origin: Origin) -> Value {
    Value::from_object(Traced { text: text.into(), origin })
}

/// The text of a value that is one, with or without an origin; code of this program is none.
pub(super) fn as_text(value: &Value) -> Option<&str> {
    match value.downcast_object_ref::<Traced>() {
        Some(traced) => Some(&traced.text),
        None => value.as_str().filter(|_| !value.is_safe()),
    }
}

/// `text` in place of that of `value`, with the same origin.
pub(super) fn with_text(value: &Value, text: String) -> Value {
    match origin_of(value) {
        Some(origin) => traced(text, origin.clone()),
        None => Value::from(text),
    }
}

/// The origin of a value that has one.
pub(super) fn origin_of(value: &Value) -> Option<&Origin> {
    value.downcast_object_ref::<Traced>().map(|traced| &traced.origin)
}
