//! *Daftar Isi*: the sheets of a workbook, each with a link.

use super::cell::Cell;
use super::table::{Row, Section, Sheet, column};

/// The sheet; `judul` is the workbook's title.
pub fn sheet(judul: Cell, status: &str, sheets: &[Sheet]) -> Sheet {
    let mut sheet = Sheet::titled("Daftar Isi", status, [Cell::text("DAFTAR ISI"), judul]);
    sheet.section = Section::Isi;
    sheet.portrait = true;
    let mut rows: Vec<Row<(usize, &Sheet)>> = Vec::new();
    for (n, one) in sheets.iter().enumerate() {
        if n == 0 || sheets[n - 1].section != one.section {
            rows.push(Row::Heading(one.section.judul().to_owned()));
        }
        rows.push(Row::Body((n + 1, one)));
    }
    let columns = vec![
        column("no", "No", 6.0, |(n, _): &(usize, &Sheet), _| Cell::nomor(*n)),
        column("lembar", "Lembar", 26.0, |(_, one): &(usize, &Sheet), _| Cell::text(one.nama)),
        column("isi", "Isi", 62.0, |(_, one): &(usize, &Sheet), _| Cell::text(&one.about)),
    ];
    let placement = sheet.table(&columns, &rows);
    for (n, row) in rows.iter().enumerate() {
        if let Row::Body((_, one)) = row {
            sheet.links.push((placement.row_at(n), placement.column_at("lembar"), one.nama));
        }
    }
    sheet.filter = None;
    sheet
}
