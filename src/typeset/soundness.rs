//! Whether a font file is as its makers left it, and can be set with.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::foundations::Bytes;
use typst::text::Font;

use super::fonts::Fonts;
use super::world::Compilation;
use crate::markup::Markup;

/// Faces of a file that are tried; families have a dozen.
const MAX_TRIED: usize = 16;
/// Tables of a face; known ones are some fifty.
const MAX_TABLES: usize = 200;

/// The first table of a font file that is not what its fingerprint in the file says (OpenType, "Calculating
/// Checksums"): it was damaged after it was made. Nothing where all are, or where there is no
/// such file.
pub fn damaged_table(bytes: &[u8]) -> Option<String> {
    faces(bytes).into_iter().find_map(|start| damaged_table_at(bytes, start))
}

/// Where the faces of a file begin: several, where it is a collection.
fn faces(bytes: &[u8]) -> Vec<usize> {
    if !bytes.starts_with(b"ttcf") {
        return vec![0];
    }
    let count = number(bytes, 8).unwrap_or(0).min(MAX_TRIED);
    (0..count).filter_map(|n| number(bytes, 12 + 4 * n)).collect()
}

fn damaged_table_at(bytes: &[u8], start: usize) -> Option<String> {
    let count = usize::from(u16::from_be_bytes(*bytes.get(start + 4..)?.first_chunk()?));
    (0..count.min(MAX_TABLES)).find_map(|n| {
        let record = start + 12 + 16 * n;
        let name: &[u8; 4] = bytes.get(record..)?.first_chunk()?;
        let [sum, offset, length] = [4, 8, 12].map(|at| number(bytes, record + at));
        let (sum, offset, length) = (sum?, offset?, length?);
        let name = String::from_utf8_lossy(name).into_owned();
        let Some(table) = bytes.get(offset..).and_then(|rest| rest.get(..length)) else {
            return Some(name);
        };
        // The one table that holds a sum over the whole file counts without it.
        let hole = if name == "head" { 8..12 } else { 0..0 };
        (checksum(table, &hole) != sum).then_some(name)
    })
}

/// A number of four bytes.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_be_bytes(*bytes)).ok()
}

/// The sum of a table in words of four bytes; what is in `hole` counts as nothing.
fn checksum(table: &[u8], hole: &std::ops::Range<usize>) -> usize {
    let words = table.chunks(4).enumerate().map(|(n, chunk)| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        if hole.contains(&(4 * n)) { 0 } else { u32::from_be_bytes(word) }
    });
    usize::try_from(words.fold(0u32, u32::wrapping_add)).unwrap_or(usize::MAX)
}

/// Whether every face of a font file can be set with and travel in a document: a line of each is
/// tried.
pub fn can_be_set(bytes: &Bytes) -> bool {
    Font::iter(bytes.clone()).take(MAX_TRIED).all(|font| {
        let info = font.info();
        // A letter that a face does not have is no fault of it.
        let line = (' '..='~').filter(|c| !matches!(c, '"' | '\\'));
        let line: String = line.filter(|c| info.coverage.contains(u32::from(*c))).collect();
        let text = format!(
            "#set document(title: \"x\", date: datetime(year: 2000, month: 1, day: 1))\n#set text(font: {:?}, lang: \"id\")\n#\"{line}\"\n",
            info.family
        );
        let markup = Markup { text, ..Markup::default() };
        let files = std::collections::BTreeMap::new();
        let compilation = Compilation::new(String::new(), "uji".to_owned(), markup, files);
        let fonts = Fonts::of_one(font);
        let attempt = || super::lay_out(&compilation, &fonts)?.0.pdf(&compilation, &fonts);
        // The libraries that shape and write text may panic over a table that makes no sense.
        matches!(catch_unwind(AssertUnwindSafe(attempt)), Ok(Ok(_)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACES: [&[u8]; 2] = [
        include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
        include_bytes!("../../fonts/STIXTwoMath-Regular.otf"),
    ];

    #[test]
    fn whole_files_are_whole() {
        for face in FACES {
            assert_eq!(damaged_table(face), None);
            assert!(can_be_set(&Bytes::new(face)));
        }
        assert_eq!(damaged_table(b"no font"), None);
    }

    /// One bit in two hundred places, wherever it is.
    #[test]
    fn a_bit_is_noticed() {
        for face in FACES {
            // Behind the list of tables, before the sum over the whole file.
            for n in 0..200 {
                let mut touched = face.to_vec();
                let at = 512 + n * (face.len() - 512) / 200;
                touched[at] ^= 1 << (n % 8);
                let padding = face[at] == 0 && damaged_table(&touched).is_none();
                assert!(padding || damaged_table(&touched).is_some(), "byte {at}");
            }
        }
    }
}
