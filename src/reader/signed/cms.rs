//! What a signature says of itself: who signed, and what (CMS, RFC 5652; time stamps, RFC 3161).
//!
//! It is read, not believed: whether the certificate is one to be trusted is for its issuer and the
//! readers of PDF to say. But what was signed has to be these bytes: else a signature was taken
//! from another file.

use sha2::{Digest, Sha256, Sha384, Sha512};

/// How deep values may be nested; those of signatures are a dozen deep.
const MAX_DEPTH: usize = 24;

/// What a signature says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The name in the certificate that signed; nothing where there is none.
    pub name: Option<String>,
    /// The fingerprint of what was signed.
    digest: Vec<u8>,
    algorithm: Algorithm,
}

/// How a fingerprint is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Sha256,
    Sha384,
    Sha512,
}

const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];
const TIME_STAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];
const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ALGORITHMS: [(&[u8], Algorithm); 3] = [
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1], Algorithm::Sha256),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2], Algorithm::Sha384),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3], Algorithm::Sha512),
];

impl Claim {
    /// Reads a signature over a file, or a time stamp on one; `None` where it is none that is
    /// known here.
    pub fn read(bytes: &[u8], time_stamp: bool) -> Option<Claim> {
        let (content, _) = Value::read(bytes, 0)?;
        let [kind, wrapped] = content.inside(SEQUENCE)?[..] else { return None };
        if kind.bytes(OBJECT_ID)? != SIGNED_DATA {
            return None;
        }
        let [signed] = wrapped.inside(context(0))?[..] else { return None };
        let parts = signed.inside(SEQUENCE)?;
        let [_, _, content, rest @ ..] = &parts[..] else { return None };
        let signers = rest.last()?.inside(SET)?;
        // In a PDF each signature has a field of its own (ISO 32000-2, 12.8.3.3.1).
        let [signer] = &signers[..] else { return None };
        let signer = signer.inside(SEQUENCE)?;
        let [_, identity, algorithm, attributes, ..] = &signer[..] else { return None };
        let certificates = rest.iter().find(|part| part.tag == context(0));
        let certificates = certificates.and_then(|all| all.inside(context(0))).unwrap_or_default();
        let (digest, algorithm) = if time_stamp {
            stamped(content)?
        } else {
            // What is signed lies in the file, not in the signature.
            let [kind] = content.inside(SEQUENCE)?[..] else { return None };
            (kind.bytes(OBJECT_ID)? == DATA).then_some(())?;
            (message_digest(attributes)?, Algorithm::read(algorithm)?)
        };
        let name = certificates.iter().find_map(|one| name_of(one, identity));
        Some(Claim { name, digest, algorithm })
    }

    /// Whether these bytes, in this order, are what was signed.
    pub fn is_of(&self, parts: [&[u8]; 2]) -> bool {
        fn hash<D: Digest>(parts: [&[u8]; 2]) -> Vec<u8> {
            let mut digest = D::new();
            for part in parts {
                digest.update(part);
            }
            digest.finalize().to_vec()
        }
        self.digest
            == match self.algorithm {
                Algorithm::Sha256 => hash::<Sha256>(parts),
                Algorithm::Sha384 => hash::<Sha384>(parts),
                Algorithm::Sha512 => hash::<Sha512>(parts),
            }
    }
}

impl Algorithm {
    fn read(identifier: &Value) -> Option<Algorithm> {
        let name = identifier.inside(SEQUENCE)?.first()?.bytes(OBJECT_ID)?;
        ALGORITHMS.iter().find(|(known, _)| *known == name).map(|(_, algorithm)| *algorithm)
    }
}

/// The fingerprint among the signed attributes.
fn message_digest(attributes: &Value) -> Option<Vec<u8>> {
    let attributes = attributes.inside(context(0))?;
    attributes.iter().find_map(|attribute| {
        let [name, values] = attribute.inside(SEQUENCE)?[..] else { return None };
        let values = values.inside(SET)?;
        let [value] = &values[..] else { return None };
        (name.bytes(OBJECT_ID)? == MESSAGE_DIGEST).then(|| value.bytes(OCTETS))?.map(<[u8]>::to_vec)
    })
}

/// The fingerprint in a time stamp.
fn stamped(content: &Value) -> Option<(Vec<u8>, Algorithm)> {
    let [kind, wrapped] = content.inside(SEQUENCE)?[..] else { return None };
    let [octets] = wrapped.inside(context(0))?[..] else { return None };
    if kind.bytes(OBJECT_ID)? != TIME_STAMP {
        return None;
    }
    let token = octets.octets()?;
    let (info, _) = Value::read(&token, 0)?;
    let info = info.inside(SEQUENCE)?;
    let [algorithm, digest] = info.get(2)?.inside(SEQUENCE)?[..] else { return None };
    Some((digest.bytes(OCTETS)?.to_vec(), Algorithm::read(&algorithm)?))
}

/// The common name of the subject of a certificate, where it is the one that a signer names.
fn name_of(certificate: &Value, identity: &Value) -> Option<String> {
    let parts = certificate.inside(SEQUENCE)?;
    let mut fields = parts.first()?.inside(SEQUENCE)?.into_iter().peekable();
    // The version, where it is told.
    let _ = fields.next_if(|field| field.tag == context(0));
    let fields: Vec<Value> = fields.collect();
    let [serial, _, issuer, _, subject, ..] = &fields[..] else { return None };
    // By issuer and number; a signer that is named by its key instead is not looked for.
    let [its_issuer, its_serial] = identity.inside(SEQUENCE)?[..] else { return None };
    if its_issuer.content != issuer.content || its_serial.content != serial.content {
        return None;
    }
    let names = subject.inside(SEQUENCE)?;
    names.iter().rev().find_map(|name| {
        let one = name.inside(SET)?;
        let [kind, text] = one.first()?.inside(SEQUENCE)?[..] else { return None };
        (kind.bytes(OBJECT_ID)? == COMMON_NAME).then(|| text.text())?
    })
}

const OCTETS: u8 = 0x04;
const OBJECT_ID: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// The mark of values that only their place tells.
const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// A value in the basic encoding rules (X.690), of which the distinguished ones are a part.
#[derive(Debug, Clone, Copy)]
struct Value<'a> {
    tag: u8,
    content: &'a [u8],
    depth: usize,
}

impl<'a> Value<'a> {
    /// The first value, and what follows it.
    fn read(bytes: &'a [u8], depth: usize) -> Option<(Value<'a>, &'a [u8])> {
        let [tag, length, rest @ ..] = bytes else { return None };
        // Tags of more than a byte are in no signature.
        if tag & 0x1f == 0x1f || depth > MAX_DEPTH {
            return None;
        }
        let value = |content| Value { tag: *tag, content, depth };
        match *length {
            length @ 0..0x80 => {
                let (content, after) = rest.split_at_checked(usize::from(length))?;
                Some((value(content), after))
            }
            // Until a mark of the end.
            0x80 => {
                let mut after = rest;
                while !after.starts_with(&[0, 0]) {
                    (_, after) = Value::read(after, depth + 1)?;
                }
                Some((value(&rest[..rest.len() - after.len()]), &after[2..]))
            }
            length => {
                let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
                let digits = digits.iter().try_fold(0usize, |number, digit| {
                    Some(number.checked_mul(256)? + usize::from(*digit))
                })?;
                let (content, after) = rest.split_at_checked(digits)?;
                Some((value(content), after))
            }
        }
    }

    /// The values in it, where it has this tag.
    fn inside(&self, tag: u8) -> Option<Vec<Value<'a>>> {
        let mut rest = self.bytes(tag)?;
        let mut values = Vec::new();
        while !rest.is_empty() {
            let (value, after) = Value::read(rest, self.depth + 1)?;
            values.push(value);
            rest = after;
        }
        Some(values)
    }

    /// Its bytes, where it has this tag.
    fn bytes(&self, tag: u8) -> Option<&'a [u8]> {
        (self.tag == tag).then_some(self.content)
    }

    /// The bytes of a string of bytes, which may be in pieces.
    fn octets(&self) -> Option<Vec<u8>> {
        match self.bytes(OCTETS) {
            Some(bytes) => Some(bytes.to_vec()),
            None => {
                let pieces = self.inside(OCTETS | 0x20)?;
                pieces.iter().map(Value::octets).collect::<Option<Vec<_>>>().map(|all| all.concat())
            }
        }
    }

    /// The words of a text.
    fn text(&self) -> Option<String> {
        match self.tag {
            // BMPString
            0x1e => {
                let units = self.content.chunks_exact(2);
                let units: Vec<u16> =
                    units.map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
                Some(String::from_utf16_lossy(&units))
            }
            // UTF8String, PrintableString, TeletexString, IA5String
            0x0c | 0x13 | 0x14 | 0x16 => Some(String::from_utf8_lossy(self.content).into_owned()),
            _ => None,
        }
    }
}
