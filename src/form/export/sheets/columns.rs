//! What the sheets of a form share: a table under a heading, with columns that are known by what
//! they hold and never by where they stand.

use rust_xlsxwriter::{Format, Worksheet};

use super::look::{Formats, lines};
use super::{Result, protect};
use crate::form::{Column, Identity, Period};
use crate::format;

/// The row of titles.
pub(super) const HEAD: u32 = 4;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The mark of the row, hidden.
    Mark,
    Nomor,
    Jabatan,
    Indikator,
    /// The words of a variable.
    Data,
    Satuan,
    /// The same quarter of last year.
    LastYear,
    /// What is filled.
    Entry(Column),
    /// What the quarters come to.
    ToDate,
    /// The actual value.
    Realisasi,
    /// The target of the year.
    Yearly,
    /// The target of the quarter.
    Target,
    Capaian,
    Kode,
    SubKegiatan,
    Anggaran,
    /// What is left of a budget.
    Rest,
    /// The target of an earlier year.
    TargetOf(i32),
    /// The actual value of an earlier year.
    RealisasiOf(i32),
}

/// The columns of a sheet in order, with their titles and widths.
pub(super) struct Columns(Vec<(Field, String, f64)>);

impl Columns {
    /// What each sheet begins with. The position where the form is one for all.
    pub fn new(form: &Identity) -> Columns {
        let first = Columns(Vec::new()).with(Field::Mark, "tanda ikigen: jangan diubah", 8.0).with(
            Field::Nomor,
            "No",
            4.0,
        );
        if form.is_whole() { first.with(Field::Jabatan, "Jabatan", 30.0) } else { first }
    }

    /// One more.
    pub fn with(mut self, field: Field, title: impl Into<String>, width: f64) -> Columns {
        self.0.push((field, title.into(), width));
        self
    }

    /// The quarters up to this one, which is filled, as `what`.
    pub fn with_quarters(self, quarter: usize, what: &str, width: f64) -> Columns {
        (1..=quarter).fold(self, |columns, n| {
            let open = if n == quarter { format!("\n({what})") } else { String::new() };
            let title = format!("TW {}{open}", format::roman(n));
            columns.with(Field::Entry(Column::Triwulan(n)), title, width)
        })
    }

    /// Where a column stands. What is not there stands where nothing can be written.
    pub fn at(&self, field: Field) -> u16 {
        let at = self.0.iter().position(|(one, _, _)| *one == field);
        at.and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX)
    }

    /// Characters that fit into a line of it.
    fn width(&self, field: Field) -> f64 {
        self.0.iter().find(|(one, _, _)| *one == field).map_or(10.0, |(_, _, width)| *width)
    }

    fn last(&self) -> u16 {
        u16::try_from(self.0.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }
}

/// A sheet that is being written, row by row.
pub(super) struct Table {
    pub sheet: Worksheet,
    pub columns: Columns,
    /// The row that is being written.
    pub row: u32,
    /// Lines of its highest cell.
    lines: u32,
}

/// Lines of the lowest row, and of the highest.
const LINES: [u32; 2] = [2, 30];

impl Table {
    /// A sheet with nothing but its heading.
    pub fn new(
        (name, title, owner, heading): (&str, &str, &str, &str),
        columns: Columns,
        formats: &Formats,
    ) -> Result<Table> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_formula_result_default("");
        sheet.set_default_note_author("ikigen");
        sheet.write_with_format(0, 1, title, &formats.title)?;
        sheet.write_with_format(1, 1, owner, &formats.line.clone().set_bold())?;
        sheet.write_with_format(2, 1, heading, &formats.line)?;
        for (column, (_, title, width)) in (0..).zip(&columns.0) {
            sheet.set_column_width(column, *width)?;
            sheet.write_with_format(HEAD, column, title.as_str(), &formats.head)?;
        }
        sheet.set_column_hidden(columns.at(Field::Mark))?;
        sheet.set_row_height(HEAD, 38)?;
        sheet.set_print_area(0, 1, 1_000, columns.last())?;
        sheet.set_repeat_rows(HEAD, HEAD)?;
        sheet.set_freeze_panes(HEAD + 1, 0)?;
        protect(&mut sheet);
        Ok(Table { sheet, columns, row: HEAD + 1, lines: 0 })
    }

    /// Where a column of this row is.
    pub fn at(&self, field: Field) -> (u32, u16) {
        (self.row, self.columns.at(field))
    }

    pub fn text(&mut self, field: Field, text: &str, format: &Format) -> Result {
        let (row, column) = self.at(field);
        if text.is_empty() {
            self.sheet.write_blank(row, column, format)?;
        } else {
            self.sheet.write_with_format(row, column, text, format)?;
            self.lines = self.lines.max(lines(text, self.columns.width(field)));
        }
        Ok(())
    }

    pub fn number(&mut self, field: Field, number: f64, format: &Format) -> Result {
        let (row, column) = self.at(field);
        self.sheet.write_with_format(row, column, number, format)?;
        Ok(())
    }

    /// Makes room for so many lines in this row.
    pub fn at_least(&mut self, lines: u32) {
        self.lines = self.lines.max(lines);
    }

    /// Ends a row: as high as its texts are.
    pub fn next(&mut self) -> Result {
        let lines = self.lines.clamp(LINES[0], LINES[1]);
        self.sheet.set_row_height(self.row, 6.0 + 12.0 * f64::from(lines))?;
        self.row += 1;
        self.lines = 0;
        Ok(())
    }

    /// The sheet, whose rows can be shown by what they are of where there are many.
    pub fn finish(mut self, form: &Identity) -> Result<Worksheet> {
        if form.is_whole() && self.row > HEAD + 1 {
            self.sheet.autofilter(HEAD, 1, self.row - 1, self.columns.last())?;
        }
        Ok(self.sheet)
    }
}

/// What the form is.
pub(super) fn title(form: &Identity) -> String {
    match form.period {
        Period::Triwulan(quarter) => {
            format!("Formulir Realisasi Triwulan {} Tahun {}", format::roman(quarter), form.tahun)
        }
        Period::Target => format!("Formulir Target Tahun {}", form.tahun),
    }
}
