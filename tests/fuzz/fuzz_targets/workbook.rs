//! Any bytes as a workbook, or as a part of one: its parts, properties and cells are read, or it
//! is refused.
#![no_main]

use std::io::{Cursor, Write};

use ikigen::reader::workbook::{parts, properties, sheets};
use ikigen_fuzz::only_own_panics_end;
use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The parts of a workbook; each seed begins with the number of its part.
const PARTS: [(&str, &[u8]); 8] = [
    ("[Content_Types].xml", include_bytes!("../seeds/workbook/types")),
    ("_rels/.rels", include_bytes!("../seeds/workbook/relationships")),
    ("docProps/custom.xml", include_bytes!("../seeds/workbook/properties")),
    ("xl/workbook.xml", include_bytes!("../seeds/workbook/workbook")),
    ("xl/_rels/workbook.xml.rels", include_bytes!("../seeds/workbook/workbook-relationships")),
    ("xl/worksheets/sheet1.xml", include_bytes!("../seeds/workbook/sheet")),
    ("xl/sharedStrings.xml", include_bytes!("../seeds/workbook/strings")),
    ("xl/styles.xml", include_bytes!("../seeds/workbook/styles")),
];

/// The workbook with `bytes` as this part of it; the checksums are right.
fn packed(number: usize, bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (n, (name, own)) in PARTS.iter().enumerate() {
        archive.start_file(*name, SimpleFileOptions::default()).expect("it has room");
        archive.write_all(if n == number { bytes } else { &own[1..] }).expect("it has room");
    }
    archive.finish().expect("it has room").into_inner()
}

fuzz_target!(init: only_own_panics_end(), |data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let number = usize::from(*first) % (PARTS.len() + 1);
    let bytes = if number < PARTS.len() { packed(number, rest) } else { rest.to_vec() };
    let _ = std::panic::catch_unwind(|| (parts(&bytes), properties(&bytes), sheets(&bytes)));
});
