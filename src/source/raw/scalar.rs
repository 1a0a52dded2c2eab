//! Scalars that the kinds of files share.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::text::{Span, Text};

/// A number as its text, so that no digit passes through binary floating point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub Text);

impl Number {
    /// The text, without blanks around it.
    pub fn text(&self) -> &str {
        self.0.trim()
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.0.span()
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Number)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Angka".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"], "description": "Angka dengan titik desimal." })
    }
}

/// A text, or a list or mapping in its place.
pub(super) enum TextOr<T> {
    Text(String),
    Other(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = TextOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text, or a list or mapping")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<TextOr<T>, E> {
                Ok(TextOr::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<TextOr<T>, A::Error> {
                T::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(TextOr::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextOr<T>, A::Error> {
                T::deserialize(de::value::MapAccessDeserializer::new(map)).map(TextOr::Other)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}
