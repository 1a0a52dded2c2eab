//! Whether the two readers of YAML see the same in a file: the one that keeps places
//! ([`super::tree`]) and the one that makes typed values (serde). They are made by different
//! hands; what both read alike is what stands there.

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

use super::tree::{Kind, Node};
use crate::text::{SourceFile, Span};

/// Where the second reader sees something else than `tree`, which the first one read; `None`
/// when both see the same keys, lists and texts.
pub fn disagreement(file: &SourceFile, tree: &Node) -> Option<Span> {
    let text = file.text().trim_start_matches('\u{feff}');
    let bom = file.text().len() - text.len();
    let reader = serde_yaml::Deserializer::from_str(text);
    let error = Expected(tree).deserialize(reader).err()?;
    let at = bom + error.location().map_or(0, |location| location.index());
    Some(file.span(at..at + 1))
}

/// What the second reader is to find.
struct Expected<'n>(&'n Node);

impl<'de> DeserializeSeed<'de> for Expected<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        match &self.0.kind {
            // Asked for a text, the reader hands over that of a number as it is written.
            Kind::Scalar { plain: true, .. } => reader.deserialize_str(self),
            Kind::Scalar { .. } => reader.deserialize_any(self),
            Kind::Seq(_) => reader.deserialize_seq(self),
            Kind::Map(_) => reader.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Expected<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("what the other reader has found")
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<(), E> {
        match &self.0.kind {
            Kind::Scalar { text, .. } if text == found => Ok(()),
            _ => Err(E::custom("another text")),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut found: A) -> Result<(), A::Error> {
        let Kind::Seq(items) = &self.0.kind else { return Err(A::Error::custom("a list")) };
        for item in items {
            found
                .next_element_seed(Expected(item))?
                .ok_or_else(|| A::Error::custom("fewer items"))?;
        }
        match found.next_element::<serde::de::IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("more items")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut found: A) -> Result<(), A::Error> {
        let Kind::Map(entries) = &self.0.kind else { return Err(A::Error::custom("a mapping")) };
        for entry in entries {
            let key = Key(&entry.key);
            found.next_key_seed(key)?.ok_or_else(|| A::Error::custom("fewer keys"))?;
            found.next_value_seed(Expected(&entry.value))?;
        }
        match found.next_key::<serde::de::IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("more keys")),
        }
    }
}

/// The key that is to be found.
struct Key<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "the key `{}`", self.0)
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<(), E> {
        if found == self.0 { Ok(()) } else { Err(E::custom("another key")) }
    }
}
