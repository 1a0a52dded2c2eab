//! The sheets of a form. What is printed in them is Indonesian, whatever the reader's language.

use std::collections::BTreeMap;

use calamine::Data;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};

use crate::digest::sha256;
use crate::form::book::{Cell, cell_name};
use crate::form::owed::{self, Owed};
use crate::form::{
    Column, HIDDEN_SHEET, Identity, PROPERTY, Period, Row, SCHEMA, Slot, Words, canonical, mark,
    standing, token,
};
use crate::format;
use crate::measure::{self, Measured, Nilai};
use crate::model::renstra::SubKegiatan;
use crate::model::{Aim, Indikator, NILAI, Satuan, Status};
use crate::number::Rational;
use crate::project::Project;
use crate::text::Text;
use crate::wording;
use crate::workbook::cell::state_words;
use crate::workbook::rumus::{self, Bounds, Quantity};

/// The face of all cells: metrics that every office suite has.
const FACE: &str = "Arial";
/// Excel's number of the paper F4, on which offices print.
const F4: u8 = 14;
/// Characters of a message that Excel shows beside a cell.
const MESSAGE: usize = 250;
/// Characters of its title.
const MESSAGE_TITLE: usize = 32;
/// The row of titles.
const HEAD: u32 = 4;
/// Columns in front of those that are filled.
const FIRST: u16 = 6;

type Result<T = ()> = std::result::Result<T, XlsxError>;
/// What was filled in and not taken, with the reason.
type Remarks = BTreeMap<Slot, (Cell, String)>;

/// The form as a file.
pub(super) fn workbook(
    project: &Project,
    form: &Identity,
    owed: &Owed,
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
    let mut sheets = Vec::new();
    if !owed.indikator.is_empty() {
        match form.period {
            Period::Triwulan(quarter) => {
                sheets.push(writer.data(quarter)?);
                sheets.push(writer.words()?);
            }
            Period::Target => sheets.push(writer.targets()?),
        }
    }
    if let Period::Triwulan(quarter) = form.period
        && !owed.belanja.is_empty()
    {
        sheets.push(writer.belanja(quarter)?);
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

fn title(form: &Identity) -> String {
    match form.period {
        Period::Triwulan(quarter) => {
            format!("Formulir Realisasi Triwulan {} Tahun {}", format::roman(quarter), form.tahun)
        }
        Period::Target => format!("Formulir Target Tahun {}", form.tahun),
    }
}

/// How cells look.
struct Formats {
    title: Format,
    head: Format,
    text: Format,
    muted: Format,
    plain: Format,
}

impl Formats {
    fn new() -> Formats {
        let base = || Format::new().set_font_name(FACE).set_font_size(9);
        let cell = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x00A6_A6A6))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
                .set_indent(1)
        };
        Formats {
            title: base().set_bold().set_font_size(12),
            head: cell()
                .set_indent(0)
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00DD_E7F3)),
            text: cell(),
            muted: cell().set_font_color(Color::RGB(0x0080_8080)),
            plain: base().set_text_wrap().set_align(FormatAlign::Top),
        }
    }

    /// A cell of numbers in a unit; open cells are yellow.
    fn number(&self, satuan: &Satuan, open: bool) -> Format {
        let format = match satuan {
            Satuan::Persen => "0.00%",
            Satuan::Rupiah => "#,##0",
            _ => "General",
        };
        let align = if matches!(satuan, Satuan::Predikat(_)) {
            FormatAlign::Center
        } else {
            FormatAlign::Right
        };
        self.entry(open).set_indent(0).set_num_format(format).set_align(align)
    }

    fn entry(&self, open: bool) -> Format {
        let color = if open { 0x00FF_F6CC } else { 0x00F2_F2F2 };
        let format = self.text.clone().set_background_color(Color::RGB(color));
        if open { format.set_unlocked() } else { format }
    }
}

/// Writes the sheets of a form.
struct Writer<'w> {
    project: &'w Project,
    form: &'w Identity,
    owed: &'w Owed<'w>,
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

impl Writer<'_> {
    /// An empty sheet for a table with these titles and widths; the first column is hidden.
    fn sheet(&self, name: &str, heading: &str, columns: &[(String, f64)]) -> Result<Worksheet> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_formula_result_default("");
        sheet.set_default_note_author("ikigen");
        let top = Format::new().set_font_name(FACE).set_font_size(9);
        sheet.write_with_format(0, 1, title(self.form), &self.formats.title)?;
        sheet.write_with_format(1, 1, self.owed.nama.as_str(), &top.clone().set_bold())?;
        sheet.write_with_format(2, 1, heading, &top)?;
        for (n, (title, width)) in columns.iter().enumerate() {
            let column = u16::try_from(n).unwrap_or(u16::MAX);
            sheet.set_column_width(column, *width)?;
            sheet.write_with_format(HEAD, column, title.as_str(), &self.formats.head)?;
        }
        sheet.set_column_hidden(0)?;
        sheet.set_row_height(HEAD, 38)?;
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.page(&mut sheet);
        sheet.set_print_area(0, 1, 1_000, last)?;
        sheet.set_repeat_rows(HEAD, HEAD)?;
        sheet.set_freeze_panes(HEAD + 1, 0)?;
        protect(&mut sheet);
        Ok(sheet)
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

    /// The cell of a value: what stands there, or what was filled in and not taken.
    fn put(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        slot: &Slot,
        satuan: Option<&Satuan>,
        open: bool,
    ) -> Result<String> {
        let now = self.standing(slot);
        let mut format = match satuan {
            Some(satuan) => self.formats.number(satuan, open),
            None => self.formats.entry(open),
        };
        if let Some((cell, why)) = self.remarks.get(slot) {
            format =
                format.set_border(FormatBorder::Medium).set_border_color(Color::RGB(0x00C0_0000));
            match &cell.value {
                Data::Float(number) if number.is_finite() => {
                    sheet.write_with_format(row, column, *number, &format)?
                }
                value => sheet.write_with_format(row, column, value.to_string(), &format)?,
            };
            let height = 60 + 16 * u32::try_from(why.len() / 45).unwrap_or(0);
            let note = Note::new(why).set_width(320).set_height(height).set_font_name(FACE);
            sheet.insert_note(row, column, &note.add_author_prefix(false))?;
            return Ok(canonical(&now));
        }
        match binary(&now) {
            Some(number) if satuan.is_some() => {
                sheet.write_with_format(row, column, number, &format)?
            }
            _ if now.is_empty() => sheet.write_blank(row, column, &format)?,
            _ => sheet.write_with_format(row, column, now.as_str(), &format)?,
        };
        Ok(canonical(&now))
    }

    /// Counts the cells of a column down to the row before `end`; those of `own` are filled now.
    fn count(
        &mut self,
        what: &'static str,
        (sheet, end, column): (&str, u32, u16),
        all: usize,
        own: impl Fn(&Slot) -> bool,
    ) {
        let cells = range(sheet, (HEAD + 1, end - 1), column);
        let filled = self.bases.iter().filter(|(slot, base)| own(slot) && !base.is_empty()).count();
        self.counts.push(Count { what, cells, filled, all });
    }

    fn mark(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        what: &Row,
        bases: &[(Column, String)],
    ) -> Result {
        sheet.write(row, 0, mark(self.form, what, bases))?;
        Ok(())
    }

    /// *Isian*: a row for each variable.
    fn data(&mut self, quarter: usize) -> Result<Worksheet> {
        let tahun = self.form.tahun;
        let here = format::roman(quarter);
        let mut columns = vec![
            ("tanda ikigen: jangan diubah".to_owned(), 8.0),
            ("No".to_owned(), 4.0),
            ("Indikator".to_owned(), 34.0),
            ("Data".to_owned(), 30.0),
            ("Satuan".to_owned(), 10.0),
            (format!("Tahun lalu (TW {here} {})", tahun - 1), 12.0),
        ];
        for n in 1..=quarter {
            let open = if n == quarter { "\n(diisi)" } else { "" };
            columns.push((format!("{}{open}", Column::Triwulan(n).title(tahun)), 12.5));
        }
        columns.extend([
            (format!("{}\n(diisi bila kosong)", Column::Na.title(tahun)), 24.0),
            (format!("Jumlah s.d. TW {here}"), 12.0),
            ("Hasil hitung".to_owned(), 12.0),
            (
                if quarter < 4 {
                    format!("Target s.d. TW {here}")
                } else {
                    format!("Target {tahun}")
                },
                12.0,
            ),
            ("Capaian".to_owned(), 12.0),
        ]);
        let heading = "Isi sel kuning saja. Kosong berarti belum diisi, 0 berarti nol.";
        let mut sheet = self.sheet("Isian", heading, &columns)?;
        let mut row = HEAD + 1;
        let owed = self.owed;
        for (n, one) in owed.indikator.iter().enumerate() {
            self.indikator(&mut sheet, &mut row, n + 1, one, quarter)?;
        }
        let entry = FIRST + u16::try_from(quarter - 1).unwrap_or(0);
        let count = usize::try_from(row - HEAD - 1).unwrap_or(0);
        let is_value = |slot: &Slot| matches!(slot, Slot::Value { .. });
        self.count("Angka terisi", ("Isian", row, entry), count, |slot| {
            is_value(slot) && slot.quarter() == Some(quarter)
        });
        let all = owed.indikator.len();
        self.count("Sebab tidak tersedia", ("Isian", row, entry + 1), all, |slot| {
            matches!(slot, Slot::Na { .. })
        });
        Ok(sheet)
    }

    fn indikator(
        &mut self,
        sheet: &mut Worksheet,
        row: &mut u32,
        nomor: usize,
        one: &Indikator,
        quarter: usize,
    ) -> Result {
        let model = &self.project.model;
        let tahun = self.form.tahun;
        let first = *row;
        let measured = measure::calculate_until(model, one, tahun, quarter);
        let due = one.frekuensi.due(quarter);
        let na = FIRST + u16::try_from(quarter).unwrap_or(0);
        let unit = one.satuan_data();
        for (n, nama) in one.data().into_iter().enumerate() {
            let what = Row::Data { id: one.id.to_string(), nama: nama.to_owned() };
            let repeated = if n == 0 { &self.formats.text } else { &self.formats.muted };
            sheet.write_with_format(*row, 1, u32::try_from(nomor).unwrap_or(0), repeated)?;
            sheet.write_with_format(*row, 2, one.nama.as_str(), repeated)?;
            sheet.write_with_format(*row, 3, owed::label(one, nama), &self.formats.text)?;
            let name = if one.rumus.is_some() { "" } else { one.satuan.nama() };
            sheet.write_with_format(*row, 4, name, &self.formats.text)?;
            self.last_year(sheet, *row, one, nama, quarter)?;
            let mut bases = Vec::new();
            for q in 1..=quarter {
                let column = Column::Triwulan(q);
                let at = (*row, FIRST + u16::try_from(q - 1).unwrap_or(0));
                let Some(slot) = what.slot(column, self.form) else { continue };
                let is_due = due.iter().any(|due| due == q);
                let unavailable = self.unavailable(one, q);
                let empty = standing::value(&self.project.sources, &slot).is_none();
                let open = is_due && (q == quarter || (empty && unavailable.is_none()));
                let base = self.put(sheet, at, &slot, Some(unit), open)?;
                bases.push((column, base));
                match unavailable {
                    Some(reason) if q < quarter => {
                        let words = state_words(&Nilai::Unavailable(Text::built_in("")));
                        let format = self.formats.number(unit, false);
                        sheet.write_with_format(at.0, at.1, words, &format)?;
                        sheet.insert_note(
                            at.0,
                            at.1,
                            &Note::new(reason).add_author_prefix(false),
                        )?;
                    }
                    _ if open => validate(sheet, at, unit, one, nama)?,
                    _ => {}
                }
            }
            if n == 0 {
                let slot = Slot::Na { tahun, id: one.id.to_string(), quarter };
                let base = self.put(sheet, (*row, na), &slot, None, true)?;
                bases.push((Column::Na, base));
            } else {
                sheet.write_blank(*row, na, &self.formats.entry(false))?;
            }
            self.mark(sheet, *row, &what, &bases)?;
            let height = lines(&one.nama, 34.0).max(lines(owed::label(one, nama), 30.0));
            sheet.set_row_height(*row, 6.0 + 12.0 * f64::from(height.max(2)))?;
            *row += 1;
        }
        self.live(sheet, (first, *row), one, &measured)
    }

    /// Why an earlier quarter, or this one, is not available.
    fn unavailable(&self, one: &Indikator, quarter: usize) -> Option<String> {
        let slot = Slot::Na { tahun: self.form.tahun, id: one.id.to_string(), quarter };
        standing::value(&self.project.sources, &slot).map(|(reason, _)| reason)
    }

    /// What the same quarter of last year had.
    fn last_year(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        one: &Indikator,
        nama: &str,
        quarter: usize,
    ) -> Result {
        let tahun = self.form.tahun - 1;
        let then = self.project.model.in_year(one, tahun);
        let slot = then.map(|then| {
            let (id, nama) = (then.id.to_string(), nama.to_owned());
            Slot::Value { tahun, id, quarter, nama }
        });
        let value = slot.and_then(|slot| standing::value(&self.project.sources, &slot));
        let format = self.formats.number(one.satuan_data(), false);
        match value.map(|(text, _)| (binary(&text), text)) {
            Some((Some(number), _)) => sheet.write_with_format(row, 5, number, &format)?,
            Some((None, text)) => sheet.write_with_format(row, 5, text, &format)?,
            None => sheet.write_blank(row, 5, &format)?,
        };
        Ok(())
    }

    /// The columns that compute, with the formulas of the workbooks.
    fn live(
        &self,
        sheet: &mut Worksheet,
        (first, end): (u32, u32),
        one: &Indikator,
        measured: &Measured,
    ) -> Result {
        let quarter = measured.sampai;
        let to_date = FIRST + u16::try_from(quarter + 1).unwrap_or(0);
        let [actual, target, achieved] = [1, 2, 3].map(|n| to_date + n);
        let is_due = measured.is_due();
        let grades = matches!(one.satuan.value, Satuan::Predikat(_));
        let names = one.data();
        for (row, nama) in (first..end).zip(&names) {
            let cells: Vec<String> = (0..quarter)
                .map(|q| cell_name((row, u32::from(FIRST) + u32::try_from(q).unwrap_or(0))))
                .collect();
            let span = format!("{}:{}", cells[0], cells[quarter - 1]);
            let formula = if grades {
                cells
                    .iter()
                    .fold("\"\"".to_owned(), |rest, cell| format!("IF({cell}<>\"\",{cell},{rest})"))
            } else {
                rumus::to_date(one.agregasi.value, (&span, &cells), is_due, None)
            };
            let known = measured.operand.iter().find(|o| o.nama == *nama && o.compared.is_none());
            let nilai = known.map_or(&Nilai::NotFilled, |operand| &operand.nilai);
            self.formula(sheet, (row, to_date), &formula, nilai, one.satuan_data())?;
        }
        let operand = |nama: &str| {
            if let Some(n) = names.iter().position(|one| *one == nama) {
                let row = first + u32::try_from(n).unwrap_or(0);
                return cell_name((row, to_date.into()));
            }
            let other = measured.operand.iter().find(|o| o.nama == nama);
            let number = other.and_then(|o| o.nilai.number()).and_then(Rational::decimal);
            number.map_or_else(|| "\"\"".to_owned(), |n| n.normalize().to_string())
        };
        let unit = &one.satuan.value;
        let name = |column: u16| cell_name((first, column.into()));
        let formula = if grades { operand(NILAI) } else { rumus::realisasi(one, &operand) };
        self.formula(sheet, (first, actual), &formula, &measured.realisasi, unit)?;
        let format = self.formats.number(unit, false);
        match measured.aim {
            Some(Aim::Point(number)) if !grades => {
                let number = number.decimal().and_then(|n| binary(&n.to_string())).unwrap_or(0.0);
                sheet.write_with_format(first, target, number, &format)?
            }
            Some(aim) => sheet.write_with_format(first, target, aim.show(unit), &format)?,
            None => sheet.write_blank(first, target, &format)?,
        };
        let share = Satuan::Persen;
        match measured.aim {
            Some(aim) => {
                let [t, r] = [target, actual].map(|column| Quantity::new(name(column), unit));
                let kebijakan = &self.project.model.opd.kebijakan;
                let literal = |n: Rational| n.decimal().map(|n| n.normalize().to_string());
                let bounds = match aim {
                    Aim::Point(_) => Bounds::point(t.number),
                    Aim::Interval(low, high) => {
                        let [low, high] = [low, high]
                            .map(|end| literal(end).unwrap_or_else(|| "\"\"".to_owned()));
                        Bounds { low, high }
                    }
                };
                let formula = rumus::capaian(kebijakan, one.arah, &bounds, &r, "\"\"");
                self.formula(sheet, (first, achieved), &formula, &measured.capaian, &share)?;
            }
            None => {
                let words = measured.capaian.show(|_| String::new());
                sheet.write_with_format(first, achieved, words, &self.formats.entry(false))?;
            }
        }
        for row in first + 1..end {
            for column in [actual, target, achieved] {
                sheet.write_blank(row, column, &self.formats.entry(false))?;
            }
        }
        Ok(())
    }

    fn formula(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        formula: &str,
        nilai: &Nilai,
        satuan: &Satuan,
    ) -> Result {
        let result = match nilai.number() {
            Some(number) if matches!(satuan, Satuan::Predikat(_)) => satuan.show_target(number),
            Some(number) => {
                number.decimal().map_or_else(String::new, |n| n.normalize().to_string())
            }
            None => state_words(nilai),
        };
        let formula = Formula::new(format!("={formula}")).set_result(result);
        let format = self.formats.number(satuan, false);
        sheet.write_formula_with_format(row, column, formula, &format)?;
        Ok(())
    }

    /// *Uraian*: evidence and analysis, a row for each indicator.
    fn words(&mut self) -> Result<Worksheet> {
        let tahun = self.form.tahun;
        let mut columns = vec![
            ("tanda ikigen: jangan diubah".to_owned(), 8.0),
            ("No".to_owned(), 4.0),
            ("Indikator".to_owned(), 34.0),
        ];
        columns.extend(Words::ALL.map(|words| (Column::Words(words).title(tahun), 38.0)));
        let heading = "Isi sel kuning dengan kata-kata. Bukti dukung: satu baris untuk setiap bukti (Alt+Enter).";
        let mut sheet = self.sheet("Uraian", heading, &columns)?;
        let mut row = HEAD + 1;
        let owed = self.owed;
        for (n, one) in owed.indikator.iter().enumerate() {
            let what = Row::Words { id: one.id.to_string() };
            sheet.write_with_format(
                row,
                1,
                u32::try_from(n + 1).unwrap_or(0),
                &self.formats.text,
            )?;
            sheet.write_with_format(row, 2, one.nama.as_str(), &self.formats.text)?;
            let (mut bases, mut height) = (Vec::new(), lines(&one.nama, 34.0).max(3));
            for (k, words) in Words::ALL.into_iter().enumerate() {
                let column = Column::Words(words);
                let Some(slot) = what.slot(column, self.form) else { continue };
                let at = (row, 3 + u16::try_from(k).unwrap_or(0));
                let base = self.put(&mut sheet, at, &slot, None, true)?;
                height = height.max(lines(&base, 38.0));
                bases.push((column, base));
            }
            self.mark(&mut sheet, row, &what, &bases)?;
            sheet.set_row_height(row, 6.0 + 12.0 * f64::from(height.min(30)))?;
            row += 1;
        }
        Ok(sheet)
    }

    /// *Belanja*: what each sub-activity spent in the quarter.
    fn belanja(&mut self, quarter: usize) -> Result<Worksheet> {
        let tahun = self.form.tahun;
        let mut columns = vec![
            ("tanda ikigen: jangan diubah".to_owned(), 8.0),
            ("No".to_owned(), 4.0),
            ("Kode".to_owned(), 16.0),
            ("Sub kegiatan".to_owned(), 46.0),
            (format!("Anggaran {tahun} (Rp)"), 16.0),
            ("Sisa (Rp)".to_owned(), 16.0),
        ];
        for n in 1..=quarter {
            let open = if n == quarter { "\n(diisi, Rp)" } else { "" };
            columns.push((format!("{}{open}", Column::Triwulan(n).title(tahun)), 16.0));
        }
        let heading = "Isi sel kuning: rupiah yang dibelanjakan dalam triwulan itu saja.";
        let mut sheet = self.sheet("Belanja", heading, &columns)?;
        let mut row = HEAD + 1;
        let owed = self.owed;
        for (n, sub) in owed.belanja.iter().enumerate() {
            self.sub_kegiatan(&mut sheet, row, n + 1, sub, quarter)?;
            row += 1;
        }
        let entry = FIRST + u16::try_from(quarter - 1).unwrap_or(0);
        self.count("Belanja terisi", ("Belanja", row, entry), owed.belanja.len(), |slot| {
            matches!(slot, Slot::Belanja { .. }) && slot.quarter() == Some(quarter)
        });
        Ok(sheet)
    }

    fn sub_kegiatan(
        &mut self,
        sheet: &mut Worksheet,
        row: u32,
        nomor: usize,
        sub: &SubKegiatan,
        quarter: usize,
    ) -> Result {
        let tahun = self.form.tahun;
        let rupiah = self.formats.number(&Satuan::Rupiah, false);
        sheet.write_with_format(row, 1, u32::try_from(nomor).unwrap_or(0), &self.formats.text)?;
        sheet.write_with_format(row, 2, sub.kode.as_str(), &self.formats.text)?;
        sheet.write_with_format(row, 3, sub.nama.as_str(), &self.formats.text)?;
        let budget =
            sub.budget(tahun, 4).and_then(Rational::decimal).and_then(|n| binary(&n.to_string()));
        match budget {
            Some(budget) => {
                sheet.write_with_format(row, 4, budget, &rupiah)?;
                let [first, last] = [1, quarter].map(|q| {
                    cell_name((row, u32::from(FIRST) + u32::try_from(q - 1).unwrap_or(0)))
                });
                let formula = Formula::new(format!("={}-SUM({first}:{last})", cell_name((row, 4))));
                sheet.write_formula_with_format(row, 5, formula, &rupiah)?;
            }
            None => {
                sheet.write_blank(row, 4, &rupiah)?;
                sheet.write_blank(row, 5, &rupiah)?;
            }
        }
        let what = Row::Belanja { kode: sub.kode.to_string() };
        let mut bases = Vec::new();
        for q in 1..=quarter {
            let column = Column::Triwulan(q);
            let Some(slot) = what.slot(column, self.form) else { continue };
            let open = q == quarter || standing::value(&self.project.sources, &slot).is_none();
            let at = (row, FIRST + u16::try_from(q - 1).unwrap_or(0));
            let base = self.put(sheet, at, &slot, Some(&Satuan::Rupiah), open)?;
            if open {
                check(
                    sheet,
                    at,
                    number_check(0.0, 1e15),
                    "Belanja",
                    "Rupiah yang dibelanjakan dalam triwulan ini. Angka saja, tanpa Rp dan titik.",
                )?;
            }
            bases.push((column, base));
        }
        self.mark(sheet, row, &what, &bases)?;
        sheet.set_row_height(row, 6.0 + 12.0 * f64::from(lines(&sub.nama, 46.0).max(2)))?;
        Ok(())
    }

    /// *Target*: the targets of the year.
    fn targets(&mut self) -> Result<Worksheet> {
        let tahun = self.form.tahun;
        let mut columns = vec![
            ("tanda ikigen: jangan diubah".to_owned(), 8.0),
            ("No".to_owned(), 4.0),
            ("Indikator".to_owned(), 60.0),
            ("Satuan".to_owned(), 12.0),
        ];
        columns.extend([2, 1].map(|n| (format!("Target {}", tahun - n), 14.0)));
        columns.push((format!("Hasil {}", tahun - 1), 14.0));
        columns.push((format!("{}\n(diisi)", Column::Target.title(tahun)), 16.0));
        let heading = "Isi sel kuning. Rentang ditulis 80% s.d. 90%.";
        let mut sheet = self.sheet("Target", heading, &columns)?;
        let mut row = HEAD + 1;
        let owed = self.owed;
        for (n, one) in owed.indikator.iter().enumerate() {
            let what = Row::Target { id: one.id.to_string() };
            let unit = &one.satuan.value;
            sheet.write_with_format(
                row,
                1,
                u32::try_from(n + 1).unwrap_or(0),
                &self.formats.text,
            )?;
            sheet.write_with_format(row, 2, one.nama.as_str(), &self.formats.text)?;
            sheet.write_with_format(row, 3, unit.nama(), &self.formats.text)?;
            for back in [2, 1] {
                let shown =
                    one.target.get(&(tahun - back)).map(|target| target.in_force().show(unit));
                let column = if back == 2 { 4 } else { 5 };
                let format = self.formats.number(unit, false);
                sheet.write_with_format(row, column, shown.unwrap_or_default(), &format)?;
            }
            let actual = measure::calculate_until(&self.project.model, one, tahun - 1, 4).realisasi;
            let shown = actual.show(|number| one.show(number));
            sheet.write_with_format(row, 6, shown, &self.formats.number(unit, false))?;
            if let Some(slot) = what.slot(Column::Target, self.form) {
                let base = self.put(&mut sheet, (row, 7), &slot, Some(unit), true)?;
                self.mark(&mut sheet, row, &what, &[(Column::Target, base)])?;
            }
            sheet.set_row_height(row, 6.0 + 12.0 * f64::from(lines(&one.nama, 60.0).max(2)))?;
            row += 1;
        }
        let all = owed.indikator.len();
        self.count("Target terisi", ("Target", row, 7), all, |slot| {
            matches!(slot, Slot::Target { .. })
        });
        Ok(sheet)
    }

    /// *Petunjuk*: what the form is, how far it is filled, how it is filled.
    fn instructions(&self) -> Result<Worksheet> {
        let mut sheet = Worksheet::new();
        sheet.set_name("Petunjuk")?;
        let (plain, bold) = (&self.formats.plain, self.formats.plain.clone().set_bold());
        sheet.set_column_width(0, 26)?;
        sheet.set_column_width(1, 104)?;
        let opd = &self.project.model.opd;
        sheet.write_with_format(0, 0, title(self.form), &self.formats.title)?;
        let mut row = 2;
        let mut line = |sheet: &mut Worksheet, name: &str, text: &str| -> Result {
            sheet.write_with_format(row, 0, name, &bold)?;
            sheet.write_with_format(row, 1, text, plain)?;
            sheet.set_row_height(row, 3.0 + 13.0 * f64::from(lines(text, 118.0).max(1)))?;
            row += 1;
            Ok(())
        };
        line(&mut sheet, "Kantor", &format!("{} {}", opd.nama, opd.daerah))?;
        line(&mut sheet, "Jabatan", self.owed.nama)?;
        line(&mut sheet, "Nomor formulir", &self.form.to_string())?;
        if !self.status().is_empty() {
            line(&mut sheet, "Keadaan angka", self.status())?;
        }
        line(&mut sheet, "", "")?;
        let start = row_of_counts(self.status());
        for count in &self.counts {
            line(&mut sheet, count.what, "")?;
        }
        line(&mut sheet, "", "")?;
        let elsewhere = |text: &&&str| {
            let of_values = ["Tidak tersedia karena", "Hasil hitung"];
            self.form.period == Period::Target && of_values.iter().any(|name| text.contains(name))
        };
        let own = INSTRUCTIONS.iter().filter(|text| !elsewhere(text));
        for (n, text) in own.enumerate() {
            let name = if n == 0 { "Cara mengisi" } else { "" };
            line(&mut sheet, name, &format!("{}. {text}", n + 1))?;
        }
        line(&mut sheet, "", "")?;
        line(&mut sheet, "Diisi oleh", "……………………………………  tanggal ………………………")?;
        // Computed as the form is filled.
        for (n, Count { cells, filled, all, .. }) in self.counts.iter().enumerate() {
            let formula = Formula::new(format!("=COUNTA({cells})&\" dari {all}\""));
            let formula = formula.set_result(format!("{filled} dari {all}"));
            let row = start + u32::try_from(n).unwrap_or(0);
            sheet.write_formula_with_format(row, 1, formula, plain)?;
        }
        self.page(&mut sheet);
        sheet.set_print_fit_to_pages(1, 1);
        protect(&mut sheet);
        Ok(sheet)
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

/// How a form is filled.
const INSTRUCTIONS: &[&str] = &[
    "Isi sel kuning saja. Sel abu-abu sudah terisi dari data dan dikunci supaya tidak terhapus.",
    "Angka ditulis tanpa satuan dan tanpa titik ribuan, dengan koma desimal: 1234,5. Persen ditulis dengan tandanya: 75%.",
    "Kosong berarti belum diisi. Nol ditulis 0. Keduanya berbeda.",
    "Bila angkanya memang tidak ada, kosongkan selnya dan tulis sebabnya di kolom \"Tidak tersedia karena\".",
    "Kolom Hasil hitung dan Capaian menghitung sendiri; periksa apakah masuk akal sebelum dikirim.",
    "Baris boleh diurutkan, kolom boleh ditambah untuk catatan sendiri. Judul kolom jangan diubah.",
    "Formulir boleh disimpan dengan Excel, LibreOffice, WPS, atau Google Sheets, lalu dikirim kembali kepada perencana.",
    "Boleh juga dicetak (kertas F4), diisi dengan tangan, lalu diketik oleh yang menerima.",
];

/// The row of the first count: behind the title, what the form is, and an empty line.
fn row_of_counts(status: &str) -> u32 {
    if status.is_empty() { 6 } else { 7 }
}

fn protect(sheet: &mut Worksheet) {
    // Help, not trust: whoever has to may take it off.
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        sort: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
}

/// Cells of one column.
fn range(sheet: &str, (first, last): (u32, u32), column: u16) -> String {
    let [from, to] = [first, last].map(|row| cell_name((row, column.into())));
    format!("{sheet}!{from}:{to}")
}

/// A value of the YAML as a number of a cell.
fn binary(written: &str) -> Option<f64> {
    let (digits, hundred) = match written.strip_suffix('%') {
        Some(digits) => (digits, Decimal::ONE_HUNDRED),
        None => (written, Decimal::ONE),
    };
    let number = Decimal::from_str_exact(digits.trim()).ok()?.checked_div(hundred)?;
    // By its text: the nearest number that a cell can hold.
    number.to_string().parse().ok()
}

/// Lines that a text takes in a column of so many characters.
fn lines(text: &str, width: f64) -> u32 {
    let mut count = 0;
    for line in text.split('\n') {
        let mut used = 0.0;
        count += 1;
        for word in line.split(' ') {
            let word = f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX)) + 1.0;
            if used > 0.0 && used + word > width * 1.05 {
                count += 1;
                used = 0.0;
            }
            used += word;
        }
    }
    count
}

fn number_check(least: f64, most: f64) -> DataValidation {
    DataValidation::new().allow_decimal_number(DataValidationRule::Between(least, most))
}

/// Puts a check on a cell, with what is said of it.
fn check(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    validation: DataValidation,
    title: &str,
    text: &str,
) -> Result {
    let cut = |text: &str, length: usize| -> String { text.chars().take(length).collect() };
    let validation = validation
        .set_input_title(cut(title, MESSAGE_TITLE))?
        .set_input_message(cut(text, MESSAGE))?
        .set_error_title("Periksa isian ini")?
        .set_error_message(cut(text, MESSAGE))?
        .set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(row, column, row, column, &validation)?;
    Ok(())
}

/// The check of a cell of raw data.
fn validate(
    sheet: &mut Worksheet,
    at: (u32, u16),
    satuan: &Satuan,
    one: &Indikator,
    nama: &str,
) -> Result {
    let title = owed::label(one, nama);
    match satuan {
        Satuan::Predikat(grades) => {
            let names: Vec<&str> = grades.iter().map(Text::as_str).collect();
            // Excel takes no longer list.
            if names.iter().map(|name| name.len() + 1).sum::<usize>() > MESSAGE {
                return Ok(());
            }
            let validation = DataValidation::new().allow_list_strings(&names)?;
            check(sheet, at, validation, title, "Pilih predikatnya dari daftar.")
        }
        Satuan::Persen => check(
            sheet,
            at,
            number_check(0.0, 1.5),
            title,
            "Persen dengan tandanya, misalnya 75%. Angka di atas 150% ditanyakan lagi ketika diterima.",
        ),
        Satuan::Count(_) => check(
            sheet,
            at,
            number_check(0.0, 1e15),
            title,
            "Angka saja, tanpa satuan dan tanpa titik ribuan. Bila tidak ada, kosongkan dan tulis sebabnya.",
        ),
        _ => check(
            sheet,
            at,
            number_check(-1e15, 1e15),
            title,
            "Angka saja, tanpa satuan dan tanpa titik ribuan, dengan koma desimal. Bila tidak ada, kosongkan dan tulis sebabnya.",
        ),
    }
}
