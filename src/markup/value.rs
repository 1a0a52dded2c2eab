//! What a template prints: text, which knows where it comes from, and code of this program.
//!
//! Every printed word goes through one of the makers here: [`text()`] for what stands in the project
//! as it is printed, [`made_from`] for what was made from one of its values, [`computed`] for
//! numbers and words about them, [`words`] for what this program says of its own accord.

use std::borrow::Cow;

use minijinja::value::Value;
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::origin::{Calculation, Origin, traced};
use crate::measure::Nilai;
use crate::model::Length;
use crate::number::Rational;
use crate::text::{self, Span};

/// A printed text: set as it stands, never read as markup.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Text(Value);

/// A text that somebody wrote in the project.
pub fn text(written: &text::Text) -> Text {
    Text(traced(written.as_str(), Origin::Text(written.clone())))
}

/// Words made from a value of the project that stands at `span`.
pub fn made_from(span: Span, words: impl Into<String>) -> Text {
    Text(traced(words.into(), Origin::Value(span)))
}

/// A number that was computed, or words about it.
pub fn computed(calculation: &Calculation, words: impl Into<String>) -> Text {
    Text(traced(words.into(), Origin::Calculation(calculation.clone())))
}

/// Words that this program says of its own accord.
pub fn words(words: impl Into<String>) -> Text {
    Text(Value::from(words.into()))
}

/// Texts of the project.
pub fn texts<'a>(texts: impl IntoIterator<Item = &'a text::Text>) -> Vec<Text> {
    texts.into_iter().map(text).collect()
}

/// A text of the project, where there is one.
pub fn optional(written: Option<&text::Text>) -> Option<Text> {
    written.map(text)
}

/// Typst code that this program wrote: a length, a number. Printed without quotes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Code(Value);

impl Code {
    fn new(code: String) -> Code {
        Code(Value::from_safe_string(code))
    }

    /// Typst's `none`.
    pub fn none() -> Code {
        Code::new("none".to_owned())
    }

    /// A length in points; a ten-thousandth of one is far below what print can show.
    pub fn length(length: Length) -> Code {
        Code::new(format!("{}pt", length.pt().round_dp(4).normalize()))
    }

    /// A number.
    pub fn number(number: Decimal) -> Code {
        Code::new(number.normalize().to_string())
    }

    /// A share, to four decimals: far below what print can show.
    pub fn share(share: Rational) -> Code {
        Code::number(share.round(4).unwrap_or_default())
    }
}

/// Both are strings to whoever reads the data.
macro_rules! string_schema {
    ($type:ty, $name:literal) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string" })
            }
        }
    };
}

string_schema!(Text, "Text");
string_schema!(Code, "Code");

/// Sebuah angka, atau keadaan yang menggantikannya.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Keadaannya.
    pub state: State,
    /// Angkanya yang tepat: desimal bertitik, atau pecahan seperti 1/3; 100% adalah 1. Null bila tidak ada angkanya.
    pub exact: Option<String>,
    /// Seperti tercetak: angkanya dalam satuannya, atau keadaannya dengan kata-kata.
    pub text: Text,
    /// Mengapa tidak ada angkanya.
    pub reason: Option<Text>,
}

/// Keadaan sebuah angka; tidak satu pun sama dengan 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Ada angkanya.
    Known,
    /// Belum diisi.
    NotFilled,
    /// Belum waktunya diisi.
    NotDue,
    /// Tidak tersedia (n/a), dengan alasannya.
    Unavailable,
    /// Tidak dapat dihitung, dengan sebabnya.
    NotComputable,
}

impl Figure {
    /// A value or its state; `show` writes the number, `tell` makes the words a text with its
    /// origin.
    pub fn new(
        nilai: &Nilai,
        show: impl Fn(Rational) -> String,
        tell: impl Fn(String) -> Text,
    ) -> Figure {
        Figure {
            state: match nilai {
                Nilai::Known(_) => State::Known,
                Nilai::NotFilled => State::NotFilled,
                Nilai::NotDue => State::NotDue,
                Nilai::Unavailable(_) => State::Unavailable,
                Nilai::NotComputable(_) => State::NotComputable,
            },
            exact: nilai.number().map(|n| n.to_string()),
            text: tell(nilai.show(show)),
            reason: nilai.reason().map(&tell),
        }
    }

    /// A number that stands in the project.
    pub fn given(number: &text::Spanned<Rational>, show: impl Fn(Rational) -> String) -> Figure {
        Figure::new(&Nilai::Known(number.value), show, |words| made_from(number.span(), words))
    }
}
