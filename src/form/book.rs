//! What comes back, as cells: workbooks of any program, and text with separators. Everything in it
//! is untrusted: sizes are bounded before anything is unpacked, formulas, links and macros are
//! never followed. Only values are read.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Ods, Reader, Xls, Xlsx};
use roxmltree::Document;
use zip::ZipArchive;

use super::PROPERTY;
use crate::language::{Phrase, notes};

/// Bytes of a file; forms are some ten thousand.
pub(super) const MAX_BYTES: u64 = 20 << 20;
/// Bytes of all that is packed in a file.
const MAX_UNPACKED: u64 = 64 << 20;
/// Files that are packed in a file.
const MAX_PARTS: usize = 2_000;
/// Bytes of a part that is read as a tree.
const MAX_TREE: u64 = 8 << 20;
/// Cells of a workbook.
const MAX_CELLS: usize = 200_000;
/// Sheets of a workbook.
const MAX_SHEETS: usize = 200;

notes! {
    NO_BOOK = "bukan buku kerja Excel (.xlsx, .xls), LibreOffice (.ods), atau tabel .csv",
        "no workbook of Excel (.xlsx, .xls) or LibreOffice (.ods), and no table .csv";
    BROKEN = "buku kerjanya rusak atau tidak lengkap: buka, lalu simpan ulang sebagai .xlsx",
        "the workbook is broken or not complete: open it and save it again as .xlsx";
    BINARY = "buku kerja biner (.xlsb): simpan ulang sebagai .xlsx",
        "a binary workbook (.xlsb): save it again as .xlsx";
    LOCKED = "dikunci dengan kata sandi: buka, hapus kata sandinya, lalu simpan ulang",
        "locked by a password: open it, take the password off, save it again";
    WEB_PAGE = "halaman web atau XML yang diberi nama buku kerja: buka, lalu simpan ulang sebagai .xlsx",
        "a web page or XML under the name of a workbook: open it and save it again as .xlsx";
    TOO_MUCH = "isinya jauh lebih besar daripada sebuah formulir: tidak dibuka",
        "what is in it is far larger than a form: it is not opened";
    NO_TEXT = "tabel teksnya tidak tersimpan sebagai UTF-8: simpan ulang sebagai \"CSV UTF-8\"",
        "the table of text is not saved as UTF-8: save it again as \"CSV UTF-8\"";
    EMPTY_FILE = "berkasnya kosong", "the file is empty";
}

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Its value; of a formula the result that it had when it was saved.
    pub value: Data,
    /// Whether it is computed.
    pub formula: bool,
    /// Whether it shows a percentage, where that is known.
    pub percent: Option<bool>,
}

impl Cell {
    /// Its text; nothing for what is none.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// What it shows, more or less.
    pub(super) fn shown(&self) -> String {
        match &self.value {
            // As a date, and not as the days since 1900 that it is kept as.
            Data::DateTime(date) if !date.is_duration() => {
                let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
                let time = if date.as_f64().fract() == 0.0 {
                    String::new()
                } else {
                    format!(" {hour:02}:{minute:02}")
                };
                if date.as_f64() < 1.0 {
                    return time.trim().to_owned();
                }
                format!("{year}-{month:02}-{day:02}{time}")
            }
            value => value.to_string(),
        }
    }
}

/// Cells by row and column, from 0.
pub(super) type Cells = BTreeMap<(u32, u32), Cell>;

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    pub name: String,
    pub cells: Cells,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Book {
    pub sheets: Vec<Sheet>,
    /// The form that its property names.
    pub property: Option<String>,
}

/// Reads a file of unknown kind.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Phrase> {
    // Readers of foreign formats may give up in ways of their own.
    let read = catch_unwind(AssertUnwindSafe(|| of_any_kind(bytes)));
    read.unwrap_or_else(|_| Err(Phrase::from(&BROKEN)))
}

fn of_any_kind(bytes: &[u8]) -> Result<Book, Phrase> {
    let text =
        || String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).trim_start().to_lowercase();
    if bytes.is_empty() {
        return Err(Phrase::from(&EMPTY_FILE));
    }
    if bytes.starts_with(b"PK") {
        return packed(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return old_excel(bytes);
    }
    if text().trim_start_matches('\u{feff}').starts_with('<') {
        return Err(Phrase::from(&WEB_PAGE));
    }
    separated(bytes)
}

/// A workbook that is an archive.
fn packed(bytes: &[u8]) -> Result<Book, Phrase> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Phrase::from(&BROKEN))?;
    bounded(&mut archive)?;
    let has = |archive: &ZipArchive<Cursor<&[u8]>>, name| archive.index_for_name(name).is_some();
    if has(&archive, "xl/workbook.bin") {
        return Err(Phrase::from(&BINARY));
    }
    if has(&archive, "content.xml") {
        let property = property_of(&mut archive, "meta.xml");
        return other(Ods::new(Cursor::new(bytes)).ok(), property);
    }
    if !has(&archive, "xl/workbook.xml") {
        return Err(Phrase::from(&NO_BOOK));
    }
    excel(bytes, &mut archive).ok_or_else(|| Phrase::from(&BROKEN))?
}

/// Unpacks everything once, to nowhere: what an archive says of its sizes may be a lie.
fn bounded<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<(), Phrase> {
    if archive.len() > MAX_PARTS {
        return Err(Phrase::from(&TOO_MUCH));
    }
    let mut left = MAX_UNPACKED;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Phrase::from(&LOCKED),
            _ => Phrase::from(&BROKEN),
        })?;
        let size = io::copy(&mut part.take(left + 1), &mut io::sink());
        let size = size.map_err(|_| Phrase::from(&BROKEN))?;
        left = left.checked_sub(size).ok_or_else(|| Phrase::from(&TOO_MUCH))?;
    }
    Ok(())
}

/// The text of a part, where it is no larger than a tree may be.
fn part<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Option<String> {
    let part = archive.by_name(name).ok()?;
    if part.size() > MAX_TREE {
        return None;
    }
    let mut text = String::new();
    part.take(MAX_TREE).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The form that the property of a file names.
fn property_of<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Option<String> {
    let text = part(archive, name)?;
    let document = Document::parse(&text).ok()?;
    let node = document
        .descendants()
        .find(|node| node.attributes().any(|attribute| attribute.value() == PROPERTY))?;
    let text =
        node.descendants().find_map(|inner| inner.text().filter(|text| !text.trim().is_empty()));
    text.map(|text| text.trim().to_owned())
}

/// A workbook of Excel's own form.
fn excel(bytes: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Result<Book, Phrase>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).ok()?;
    let (mut sheets, mut count) = (Vec::new(), 0);
    let percents = percent_cells(archive);
    for name in book.sheet_names().into_iter().take(MAX_SHEETS) {
        let mut cells = Cells::new();
        // Sheets of charts have no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = reader.next_cell_with_formula().ok()? {
            count += 1;
            if count > MAX_CELLS {
                return Some(Err(Phrase::from(&TOO_MUCH)));
            }
            let (value, formula) = (Data::from(cell.value), cell.formula.is_some());
            if value == Data::Empty && !formula {
                continue;
            }
            let percent = percents.get(&name).map(|known| known.contains(&cell.pos));
            cells.insert(cell.pos, Cell { value, formula, percent });
        }
        drop(reader);
        sheets.push(Sheet { name, cells });
    }
    Some(Ok(Book { sheets, property: property_of(archive, "docProps/custom.xml") }))
}

/// A cell by its name in Excel, from 0.
fn cell_of(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = name.split_at(letters);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Which cells of each sheet show percentages. A sheet of which that is not known is not there.
fn percent_cells<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
) -> BTreeMap<String, std::collections::BTreeSet<(u32, u32)>> {
    let mut found = BTreeMap::new();
    let mut tree = |name: &str| part(archive, name);
    let (Some(book), Some(links), Some(styles)) =
        (tree("xl/workbook.xml"), tree("xl/_rels/workbook.xml.rels"), tree("xl/styles.xml"))
    else {
        return found;
    };
    let (Ok(book), Ok(links), Ok(styles)) =
        (Document::parse(&book), Document::parse(&links), Document::parse(&styles))
    else {
        return found;
    };
    let percent = percent_styles(&styles);
    for sheet in book.descendants().filter(|node| node.has_tag_name_of("sheet")) {
        let id = sheet.attributes().find(|one| one.name() == "id").map(|one| one.value());
        let link = links.descendants().find(|node| id.is_some() && node.attribute("Id") == id);
        let (Some(name), Some(target)) =
            (sheet.attribute("name"), link.and_then(|link| link.attribute("Target")))
        else {
            continue;
        };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let Some(text) = tree(&path) else { continue };
        let Ok(cells) = Document::parse(&text) else { continue };
        let cells =
            cells.descendants().filter(|node| node.has_tag_name_of("c")).filter_map(|cell| {
                let style: usize = cell.attribute("s").unwrap_or("0").parse().ok()?;
                percent.get(style).copied().unwrap_or(false).then_some(())?;
                cell_of(cell.attribute("r")?)
            });
        found.insert(name.to_owned(), cells.collect());
    }
    found
}

/// Whether a style shows percentages, by its number.
fn percent_styles(styles: &Document) -> Vec<bool> {
    let own: BTreeMap<&str, bool> = styles
        .descendants()
        .filter(|node| node.has_tag_name_of("numFmt"))
        .filter_map(|node| {
            Some((node.attribute("numFmtId")?, node.attribute("formatCode")?.contains('%')))
        })
        .collect();
    let formats = styles.descendants().find(|node| node.has_tag_name_of("cellXfs"));
    let formats =
        formats.into_iter().flat_map(|all| all.children()).filter(|n| n.has_tag_name_of("xf"));
    formats
        .map(|format| {
            let id = format.attribute("numFmtId").unwrap_or("0");
            own.get(id).copied().unwrap_or(matches!(id, "9" | "10"))
        })
        .collect()
}

/// Names of elements, whatever their namespace.
trait Named {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for roxmltree::Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

/// A workbook of the Excel of 1997.
fn old_excel(bytes: &[u8]) -> Result<Book, Phrase> {
    // The name of the stream that holds what a password locks, in UTF-16.
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        return Err(Phrase::from(&LOCKED));
    }
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => other(Some(book), None),
        Err(calamine::XlsError::Password) => Err(Phrase::from(&LOCKED)),
        Err(_) => Err(Phrase::from(&BROKEN)),
    }
}

/// A workbook of any other form.
fn other<'b, R: Reader<Cursor<&'b [u8]>>>(
    book: Option<R>,
    property: Option<String>,
) -> Result<Book, Phrase> {
    let mut book = book.ok_or_else(|| Phrase::from(&BROKEN))?;
    let (mut sheets, mut count) = (Vec::new(), 0);
    for name in book.sheet_names().into_iter().take(MAX_SHEETS) {
        let (Ok(range), formulas) = (book.worksheet_range(&name), book.worksheet_formula(&name))
        else {
            continue;
        };
        let formulas = formulas.unwrap_or_default();
        let mut cells = Cells::new();
        let (row, column) = range.start().unwrap_or_default();
        for (r, c, value) in range.used_cells() {
            count += 1;
            if count > MAX_CELLS {
                return Err(Phrase::from(&TOO_MUCH));
            }
            let at = (row + index(r), column + index(c));
            let formula = formulas.get_value(at).is_some_and(|text| !text.is_empty());
            cells.insert(at, Cell { value: value.clone(), formula, percent: None });
        }
        let (row, column) = formulas.start().unwrap_or_default();
        for (r, c, _) in formulas.used_cells() {
            let at = (row + index(r), column + index(c));
            let none = Cell { value: Data::Empty, formula: true, percent: None };
            cells.entry(at).or_insert(none);
        }
        sheets.push(Sheet { name, cells });
    }
    Ok(Book { sheets, property })
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX / 2)
}

/// A table of text, with whatever stands between its columns.
fn separated(bytes: &[u8]) -> Result<Book, Phrase> {
    let text = std::str::from_utf8(bytes).map_err(|_| Phrase::from(&NO_TEXT))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.contains('\0') {
        return Err(Phrase::from(&NO_BOOK));
    }
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mark = [';', '\t', ','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(';');
    if count(mark) == 0 {
        return Err(Phrase::from(&NO_BOOK));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(mark).unwrap_or(b';'))
        .from_reader(text.as_bytes());
    let mut cells = Cells::new();
    for (r, record) in reader.records().enumerate() {
        let record = record.map_err(|_| Phrase::from(&BROKEN))?;
        for (c, field) in record.iter().enumerate().filter(|(_, field)| !field.trim().is_empty()) {
            if cells.len() >= MAX_CELLS {
                return Err(Phrase::from(&TOO_MUCH));
            }
            let value = Data::String(field.to_owned());
            cells
                .insert((index(r), index(c)), Cell { value, formula: false, percent: Some(false) });
        }
    }
    Ok(Book { sheets: vec![Sheet { name: String::new(), cells }], property: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::workbook::cell_name;

    #[test]
    fn names_of_cells_lead_to_them() {
        for at in [(0, 0), (9, 25), (0, 26), (0, 701), (0, 702), (1_048_575, 16_383)] {
            assert_eq!(cell_of(&cell_name(at)), Some(at));
        }
        for name in ["", "A", "7", "A0", "a1", "AAAAAAAAAAAA1"] {
            assert_eq!(cell_of(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_workbook_says_why() {
        for bytes in [
            &b""[..],
            b"PK\x03\x04",
            b"<html>",
            b"hello",
            b"\xff;\xfe",
            b"a;\0",
            &[0xD0, 0xCF, 0x11, 0xE0],
        ] {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
        assert_eq!(read(b"a;b\n1;2\n").map(|book| book.sheets[0].cells.len()), Ok(4));
    }
}
