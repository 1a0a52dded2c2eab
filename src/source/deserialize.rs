//! From the tree to typed values that know their places: serde over [`Node`].
//!
//! [`Text`] and [`Spanned`] ask for a newtype of a name of their own; the deserializer answers by
//! laying the place down for them ([`HERE`]) before it hands the value over.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};

use super::tree::{Entry, Kind, Node};
use crate::text::{SourceFile, Span, Spanned, Text};

/// Reads the value of a whole file.
pub(super) fn from_tree<T: DeserializeOwned>(file: &SourceFile, tree: &Node) -> Result<T, Error> {
    T::deserialize(Value { file, node: tree, key: &tree.range })
}

/// What does not fit the type, and where.
#[derive(Debug)]
pub(super) struct Error {
    /// What is wrong, in serde's words.
    pub(super) message: String,
    /// Bytes of the value it is about.
    pub(super) range: Option<Range<usize>>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Error { message: message.to_string(), range: None }
    }
}

/// The newtype that [`Text`] and [`Spanned`] ask for.
const SPANNED: &str = "ikigen::text::Spanned";

thread_local! {
    /// The place of the value that is handed over: span and key. Taken as soon as it is laid down.
    static HERE: RefCell<Option<(Span, Span)>> = const { RefCell::new(None) };
}

/// A value of the tree, and the bytes of its key.
#[derive(Clone, Copy)]
struct Value<'de> {
    file: &'de SourceFile,
    node: &'de Node,
    key: &'de Range<usize>,
}

impl<'de> Value<'de> {
    fn scalar(self) -> Result<&'de str, Error> {
        match &self.node.kind {
            Kind::Scalar { text, .. } => Ok(text),
            _ => Err(self.wrong("a scalar")),
        }
    }

    fn wrong(self, expected: &str) -> Error {
        Error { message: format!("expected {expected}"), range: Some(self.node.range.clone()) }
    }

    fn placed<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| Error {
            range: error.range.or_else(|| Some(self.node.range.clone())),
            ..error
        })
    }

    fn items(self, items: &'de [Node]) -> impl Iterator<Item = Value<'de>> {
        items.iter().map(move |node| Value { node, key: &node.range, ..self })
    }

    fn entries(self, entries: &'de [Entry]) -> impl Iterator<Item = (Key<'de>, Value<'de>)> {
        entries.iter().map(move |entry| {
            let key = Key { file: self.file, entry };
            (key, Value { node: &entry.value, key: &entry.key_range, ..self })
        })
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $type:ty;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.scalar()?.parse::<$type>() {
                Ok(value) => self.placed(visitor.$visit(value)),
                Err(_) => Err(self.wrong(stringify!($type))),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    /// A scalar without a type is its text: no digit passes through binary floating point.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.kind {
            Kind::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Kind::Seq(items) => visitor.visit_seq(SeqDeserializer::new(self.items(items))),
            Kind::Map(entries) => visitor.visit_map(MapDeserializer::new(self.entries(entries))),
        };
        self.placed(result)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == SPANNED {
            let place = |range: &Range<usize>| self.file.span(range.clone());
            HERE.set(Some((place(&self.node.range), place(self.key))));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text: StrDeserializer<'de, Error> = self.scalar()?.into_deserializer();
        self.placed(visitor.visit_enum(text))
    }

    parsed! {
        deserialize_bool visit_bool bool;
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Value<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A key of a mapping.
#[derive(Clone, Copy)]
struct Key<'de> {
    file: &'de SourceFile,
    entry: &'de Entry,
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(&self.entry.key)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == SPANNED {
            let place = self.file.span(self.entry.key_range.clone());
            HERE.set(Some((place.clone(), place)));
        }
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Key<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Place<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Place<T> {
            type Value = Spanned<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value of a project's file")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Self::Value, D::Error> {
                let place = HERE.take();
                let (span, key) = place.ok_or_else(|| de::Error::custom("no place"))?;
                Ok(Spanned::new(T::deserialize(deserializer)?, span, key))
            }
        }

        deserializer.deserialize_newtype_struct(SPANNED, Place(std::marker::PhantomData))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Spanned::<String>::deserialize(deserializer)?;
        let span = text.span();
        Ok(Text::new(text.value, span))
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
