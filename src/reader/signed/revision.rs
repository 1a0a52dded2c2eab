//! A file as a row of revisions: as it was made, and what was appended to it (ISO 32000-1,
//! 7.5.6). Every byte belongs to an object, to the table of objects, or is white space between
//! them, so that no reader finds anything else in it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::syntax::{Dict, Indirect, Object, Reader};

/// One revision.
pub struct Revision {
    /// Its objects, by number.
    pub objects: BTreeMap<u32, Indirect>,
    /// What stands at its end for the whole file.
    pub trailer: Dict,
    /// Where it ends.
    pub ending: Ending,
}

/// The end of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Where its table of objects begins.
    table: usize,
    /// Where it ends: behind its last word, or behind the white space that follows.
    pub at: RangeInclusive<usize>,
}

/// Reads the file as it was made, which `bytes` are as a whole.
///
/// # Errors
/// The byte that does not fit.
pub fn original(bytes: &[u8]) -> Result<Revision, usize> {
    // Two comments stand at the head of every file: its version, and that it is not text.
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let head: usize = lines.take_while(|line| line.starts_with(b"%")).map(<[u8]>::len).sum();
    read(bytes, head)
}

/// Reads what was appended from a byte on.
///
/// # Errors
/// The byte that does not fit.
pub fn appended(bytes: &[u8], before: &Ending) -> Result<Revision, usize> {
    let revision = read(bytes, *before.at.end())?;
    let previous = revision.trailer.get(b"Prev".as_slice()).and_then(Object::whole);
    let goes_on = previous == Some(before.table) && !revision.objects.is_empty();
    if goes_on { Ok(revision) } else { Err(revision.ending.table) }
}

fn read(bytes: &[u8], from: usize) -> Result<Revision, usize> {
    let mut reader = Reader::new(bytes, from);
    let revision = parts(&mut reader);
    revision.ok_or(reader.at())
}

fn parts(reader: &mut Reader) -> Option<Revision> {
    let mut objects = BTreeMap::new();
    let table = loop {
        reader.skip_space();
        let at = reader.at();
        if reader.word(b"xref").is_some() {
            break at;
        }
        let object = reader.indirect()?;
        if objects.insert(object.number, object).is_some() {
            return None;
        }
    };
    table_of(reader, &objects)?;
    let trailer = reader.object(0)?.dict()?.clone();
    reader.word(b"startxref")?;
    if reader.whole()? != table {
        return None;
    }
    reader.skip_space();
    reader.take(b"%%EOF")?;
    let end = reader.at();
    reader.skip_space();
    Some(Revision { objects, trailer, ending: Ending { table, at: end..=reader.at() } })
}

/// The table of objects, to the word behind it: it lists those that there are, where they are, and
/// takes away none.
fn table_of(reader: &mut Reader, objects: &BTreeMap<u32, Indirect>) -> Option<()> {
    let mut listed = BTreeMap::new();
    reader.skip_space();
    while reader.word(b"trailer").is_none() {
        let (first, count) = (reader.whole()?, reader.whole()?);
        // Lines of twenty bytes: readers go to them by counting.
        let _ = reader.take(b" ");
        reader.line_end()?;
        for number in first..first.checked_add(count)? {
            let line = reader.at();
            let place = reader.whole()?;
            reader.take(b" ")?;
            let generation = reader.whole()?;
            reader.take(b" ")?;
            let used = reader.take(b"n").is_some();
            if !used {
                reader.take(b"f")?;
            }
            reader.take(b" \n").or_else(|| reader.take(b"\r\n")).or_else(|| reader.take(b" \r"))?;
            let twenty = reader.at() == line + 20;
            let number = u32::try_from(number).ok()?;
            let known = if used { generation == 0 } else { number == 0 };
            if !twenty || !known || listed.insert(number, used.then_some(place)).is_some() {
                return None;
            }
        }
    }
    listed.remove(&0).is_none_or(|free| free.is_none()).then_some(())?;
    let same = objects.iter().map(|(number, object)| (*number, Some(object.place.start)));
    listed.into_iter().eq(same).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with this text between its object and its table.
    fn file(between: &str) -> Vec<u8> {
        let body = format!("%PDF-1.7\n%x\n1 0 obj\n<</Type/Catalog>>\nendobj\n{between}");
        let table = body.len();
        format!(
            "{body}xref\n0 2\n0000000000 65535 f \n0000000012 00000 n \n\
             trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"
        )
        .into_bytes()
    }

    #[test]
    fn every_byte_belongs_to_something() {
        let whole = file("");
        let revision = original(&whole).unwrap_or_else(|at| panic!("byte {at}"));
        let end = whole.len()..=whole.len();
        assert_eq!((revision.objects.len(), revision.ending.at), (1, end));
        assert!(original(&file(" \n")).is_ok());
        for hidden in ["% a comment\n", "2 0 obj\n<<>>\nendobj\n", "1 0 obj\n<<>>\nendobj\n", "x"] {
            assert!(original(&file(hidden)).is_err(), "{hidden}");
        }
        let text = String::from_utf8(whole).unwrap();
        for (from, to) in [
            ("0000000012 00000 n", "0000000011 00000 n"),
            ("0000000012 00000 n", "0000000012 00001 n"),
            ("0000000012 00000 n", "0000000012 00000 f"),
            ("startxref\n", "startxref\n1"),
            ("0 2\n", "0 1\n"),
            ("f \n", "f\n"),
        ] {
            assert!(original(text.replacen(from, to, 1).as_bytes()).is_err(), "{from}");
        }
    }
}
