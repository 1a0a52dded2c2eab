//! What stands in a workbook: its parts, its properties, its cells.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use roxmltree::Document;

use super::{MAX_ATTACHMENT, MAX_FILES};

/// Cells of a sheet that are compared; sheets of ours are far from it.
const MAX_CELLS: usize = 1_000_000;

/// What stands in the cells of a sheet, by row and column from 0: formula and value.
pub type Cells = BTreeMap<(u32, u32), String>;

/// The sheets of a workbook with their cells.
pub fn sheets(bytes: &[u8]) -> Option<Vec<(String, Cells)>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).ok()?;
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let mut cells = Cells::new();
        let mut reader = book.worksheet_cells_reader(&name).ok()?;
        while let Some(cell) = reader.next_cell_with_formula().ok()? {
            if cells.len() == MAX_CELLS {
                return None;
            }
            let value = calamine::Data::from(cell.value);
            let formula = cell.formula.map(|formula| format!("={formula} ")).unwrap_or_default();
            let text = format!("{formula}{value}");
            // A cell may have a format alone.
            if !text.is_empty() {
                cells.insert(cell.pos, text);
            }
        }
        drop(reader);
        all.push((name, cells));
    }
    Some(all)
}

/// The parts of a workbook with their checksums and sizes, without unpacking them.
pub fn parts(bytes: &[u8]) -> Option<BTreeMap<String, (u32, u64)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut found = BTreeMap::new();
    for n in 0..archive.len().min(MAX_FILES) {
        let file = archive.by_index_raw(n).ok()?;
        found.insert(file.name().ok()?.into_owned(), (file.crc32(), file.size()));
    }
    Some(found)
}

/// The properties that a workbook has beyond the usual ones, by name.
pub fn properties(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    let part = archive.by_name("docProps/custom.xml").ok()?;
    part.take(MAX_ATTACHMENT).read_to_string(&mut xml).ok()?;
    let document = Document::parse(&xml).ok()?;
    let properties = document.descendants().filter(|node| node.tag_name().name() == "property");
    let pair = |node: roxmltree::Node| {
        let value = node.first_element_child()?.text()?;
        Some((node.attribute("name")?.to_owned(), value.to_owned()))
    };
    Some(properties.filter_map(pair).collect())
}

/// The name of a cell by row and column from 0, as in Excel.
pub fn cell_name((row, mut column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from_u32(u32::from('A') + column % 26).unwrap_or('?'));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_excel() {
        let names = [(0, 0), (9, 25), (0, 26), (0, 701), (0, 702), (1_048_575, 16_383)];
        let named = names.map(cell_name);
        assert_eq!(named, ["A1", "Z10", "AA1", "ZZ1", "AAA1", "XFD1048576"]);
    }
}
