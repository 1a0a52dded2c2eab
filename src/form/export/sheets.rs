//! The sheets of a form. What is printed in them is Indonesian, whatever the reader's language.

mod columns;
mod instructions;
mod look;
mod rules;
mod spending;
mod targets;
mod values;
mod words;

use std::collections::BTreeMap;

use calamine::Data;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatBorder, Note, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};

use self::columns::{Columns, Field, HEAD, Table, title};
use self::look::{FACE, Formats, binary};
use crate::digest::sha256;
use crate::form::book::Cell;
use crate::form::owed::Owed;
use crate::form::{
    Column, HIDDEN_SHEET, Identity, PROPERTY, Period, Row, SCHEMA, Slot, canonical, mark, standing,
    token,
};
use crate::model::{Indikator, Satuan, Status};
use crate::project::Project;
use crate::reader::workbook::cell_name;
use crate::wording;

/// Excel's number of the paper F4, on which offices print.
const F4: u8 = 14;

type Result<T = ()> = std::result::Result<T, XlsxError>;
/// What was filled in and not taken, with the reason.
type Remarks = BTreeMap<Slot, (Cell, String)>;

/// The form as a file.
pub(super) fn workbook(
    project: &Project,
    form: &Identity,
    owed: &[Owed],
    remarks: &Remarks,
) -> Result<Vec<u8>> {
    let mut writer = Writer {
        project,
        form,
        owed,
        remarks,
        bases: Vec::new(),
        formats: Formats::new(),
        counts: Vec::new(),
    };
    let mut book = Workbook::new();
    book.set_default_format(&Format::new().set_font_name(FACE).set_font_size(9), 16, 64)?;
    book.set_properties(&properties(project, form)?);
    let has_indikator = writer.indikator().next().is_some();
    let mut sheets = Vec::new();
    match form.period {
        Period::Triwulan(quarter) => {
            if has_indikator {
                sheets.push(writer.values(quarter)?);
                sheets.push(writer.words()?);
            }
            if owed.iter().any(|owed| !owed.belanja.is_empty()) {
                sheets.push(writer.belanja(quarter)?);
            }
        }
        Period::Target => sheets.push(writer.targets()?),
    }
    book.push_worksheet(writer.instructions()?);
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.push_worksheet(writer.hidden()?);
    book.save_to_buffer()
}

fn properties(project: &Project, form: &Identity) -> Result<DocProperties> {
    let opd = &project.model.opd;
    let date = opd.tanggal.value;
    // Given, never the clock's: the same data make the same bytes.
    let created =
        ExcelDateTime::from_ymd(u16::try_from(date.tahun).unwrap_or(1900), date.month, date.day)?;
    Ok(DocProperties::new()
        .set_title(title(form))
        .set_author(&*opd.nama)
        .set_creation_datetime(&created)
        .set_custom_property(PROPERTY, form.to_string().as_str()))
}

/// Writes the sheets of a form.
struct Writer<'w> {
    project: &'w Project,
    form: &'w Identity,
    owed: &'w [Owed<'w>],
    remarks: &'w Remarks,
    /// What stands in the YAML now, of all that can be filled.
    bases: Vec<(Slot, String)>,
    formats: Formats,
    /// What is counted on the first sheet.
    counts: Vec<Count>,
}

/// Cells that are counted on the first sheet.
struct Count {
    /// What they are.
    what: &'static str,
    /// Where they are.
    cells: String,
    /// How many are filled as the form goes out.
    filled: usize,
    /// How many there are.
    all: usize,
}

impl<'w> Writer<'w> {
    /// All indicators, each with the position that owes it.
    fn indikator(&self) -> impl Iterator<Item = (&'w Owed<'w>, &'w Indikator)> + use<'w> {
        let owed = self.owed.iter();
        owed.flat_map(|owed| owed.indikator.iter().map(move |one| (owed, *one)))
    }

    /// Whose form it is.
    fn owner(&self) -> &'w str {
        match self.owed {
            [owed] if !self.form.is_whole() => owed.nama,
            _ => "Seluruh jabatan",
        }
    }

    /// An empty sheet for a table.
    fn table(&self, name: &str, heading: &str, columns: Columns) -> Result<Table> {
        let title = title(self.form);
        let mut table = Table::new((name, &title, self.owner(), heading), columns, &self.formats)?;
        self.page(&mut table.sheet);
        Ok(table)
    }

    fn page(&self, sheet: &mut Worksheet) {
        sheet.set_landscape().set_paper_size(F4);
        sheet.set_margins(0.45, 0.45, 0.6, 0.6, 0.3, 0.3);
        sheet.set_print_fit_to_pages(1, 0);
        let office: String = self.project.model.opd.nama.chars().take(120).collect();
        let status = self.status();
        sheet.set_header(format!("&L&8 {}&R&8&\"{FACE},Bold\"{status}", office.replace('&', "&&")));
        sheet.set_footer(format!("&L&8 {} | &A&R&8Halaman &P dari &N", self.form));
    }

    /// What is said of figures that are not final.
    fn status(&self) -> &'static str {
        let year = self.project.model.realisasi.get(&self.form.tahun);
        wording::status(year.map_or(Status::Draf, |year| year.status))
    }

    /// What stands in the YAML now.
    fn standing(&mut self, slot: &Slot) -> String {
        let now = standing::value(&self.project.sources, slot).map(|(text, _)| text);
        let now = now.unwrap_or_default();
        self.bases.push((slot.clone(), now.clone()));
        now
    }

    /// The number of a row, and whose it is.
    fn begin(&self, table: &mut Table, nomor: u32, owed: &Owed, format: &Format) -> Result {
        table.number(Field::Nomor, nomor.into(), format)?;
        if self.form.is_whole() {
            table.text(Field::Jabatan, owed.nama, format)?;
        }
        Ok(())
    }

    /// The cell of a value: what stands there, or what was filled in and not taken. Gives what
    /// stands there.
    fn put(
        &mut self,
        table: &mut Table,
        field: Field,
        slot: &Slot,
        satuan: Option<&Satuan>,
        open: bool,
    ) -> Result<String> {
        let now = self.standing(slot);
        let format = match satuan {
            Some(satuan) => self.formats.number(satuan, open),
            None => self.formats.entry(open),
        };
        if let Some((cell, why)) = self.remarks.get(slot) {
            remark(table, field, (cell, why), format)?;
        } else {
            match binary(&now) {
                Some(number) if satuan.is_some() => table.number(field, number, &format)?,
                _ => table.text(field, &now, &format)?,
            }
        }
        Ok(canonical(&now))
    }

    /// Counts the cells of a column that is complete; those of `own` are filled now. `all`: how
    /// many there are, where not each row has one.
    fn count(
        &mut self,
        what: &'static str,
        sheet: &str,
        table: &Table,
        field: Field,
        all: Option<usize>,
        own: impl Fn(&Slot) -> bool,
    ) {
        let (end, column) = table.at(field);
        let [from, to] = [HEAD + 1, end - 1].map(|row| cell_name((row, column.into())));
        let cells = format!("{sheet}!{from}:{to}");
        let filled = self.bases.iter().filter(|(slot, base)| own(slot) && !base.is_empty()).count();
        let all = all.or_else(|| usize::try_from(end - HEAD - 1).ok()).unwrap_or(0);
        self.counts.push(Count { what, cells, filled, all });
    }

    fn mark(&self, table: &mut Table, what: &Row, bases: &[(Column, String)]) -> Result {
        let (row, column) = table.at(Field::Mark);
        table.sheet.write(row, column, mark(self.form, what, bases))?;
        Ok(())
    }

    /// What travels besides the marks of the rows.
    fn hidden(&self) -> Result<Worksheet> {
        let mut sheet = Worksheet::new();
        sheet.set_name(HIDDEN_SHEET)?;
        let mut rows = vec![
            ("formulir".to_owned(), self.form.to_string(), String::new()),
            ("bentuk".to_owned(), SCHEMA.to_string(), String::new()),
        ];
        rows.extend(self.project.sources.files().map(|file| {
            (format!("sumber {}", file.path()), sha256(file.text().as_bytes()), String::new())
        }));
        rows.extend(self.bases.iter().map(|(slot, base)| {
            let short: String = base.chars().take(2_000).collect();
            (slot.to_string(), token(&canonical(base)), short)
        }));
        for (row, (key, value, text)) in rows.iter().enumerate() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            sheet.write_string(row, 0, key)?;
            sheet.write_string(row, 1, value)?;
            sheet.write_string(row, 2, text)?;
        }
        sheet.set_hidden(true);
        Ok(sheet)
    }
}

/// A cell with what was filled in and not taken, and why.
fn remark(table: &mut Table, field: Field, (cell, why): (&Cell, &str), format: Format) -> Result {
    let format = format.set_border(FormatBorder::Medium).set_border_color(Color::RGB(0x00C0_0000));
    match &cell.value {
        Data::Float(number) if number.is_finite() => table.number(field, *number, &format)?,
        value => table.text(field, &value.to_string(), &format)?,
    }
    let height = 60 + 16 * u32::try_from(why.len() / 45).unwrap_or(0);
    let note = Note::new(why).set_width(320).set_height(height).set_font_name(FACE);
    let (row, column) = table.at(field);
    table.sheet.insert_note(row, column, &note.add_author_prefix(false))?;
    Ok(())
}

fn protect(sheet: &mut Worksheet) {
    // Help, not trust: whoever has to may take it off.
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
}
