//! From cells to what they say: rows by their marks, or by what people read at their heads;
//! columns by their titles. Where a cell stands means nothing.

use std::collections::BTreeMap;

use super::{Answer, Given};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::form::book::{self, Book, Cell, Cells, Sheet};
use crate::form::{
    Column, HIDDEN_SHEET, Identity, Mark, NoMark, Period, Row, Slot, codes, entry, owed, table,
};
use crate::language::{Phrase, notes};
use crate::measure::Nilai;
use crate::model::{Model, Satuan};
use crate::reader::workbook::cell_name;
use crate::text::{SourceFile, Span, Text, visible_line};

notes! {
    NOTHING_OF_OURS = "tidak ada tanda formulir di dalamnya, dan tidak ada tabel dengan kolom indikator, triwulan, dan nilai",
        "there is no mark of a form in it, and no table with the columns indikator, triwulan and nilai";
}

/// What the cells of a file say. Why it, or something of it, is not accepted goes to
/// `diagnostics`.
pub(super) fn of(
    model: &Model,
    n: usize,
    given: &Given,
    diagnostics: &mut Diagnostics,
) -> Vec<Answer> {
    let name = visible_line(&given.name).into_owned();
    let refuse = |reason: Phrase| {
        Diagnostic::global(&codes::FORMULIR_BUKAN).arg("path", &name).arg("sebab", reason)
    };
    let book = match book::read(&given.bytes) {
        Ok(book) => book,
        Err(reason) => {
            diagnostics.push(refuse(reason));
            return Vec::new();
        }
    };
    let mut reader =
        Reader { model, file: n, name: name.clone(), answers: Vec::new(), diagnostics };
    match reader.identity(&book) {
        Err(found) => reader.diagnostics.push(*found),
        Ok(Some(form)) => {
            let bases = bases(&book);
            for sheet in book.sheets.iter().filter(|sheet| sheet.name != HIDDEN_SHEET) {
                reader.sheet(sheet, &form, &bases);
            }
        }
        Ok(None) => {
            if !table::read(&mut reader, &book) {
                reader.diagnostics.push(refuse(Phrase::from(&NOTHING_OF_OURS)));
            }
        }
    }
    reader.answers
}

/// The values that stood in a form when it went out, by what they are, as its hidden sheet has
/// them.
type Bases = BTreeMap<String, String>;

fn bases(book: &Book) -> Bases {
    let hidden = book.sheets.iter().filter(|sheet| sheet.name == HIDDEN_SHEET);
    let rows = hidden.flat_map(|sheet| {
        sheet.cells.iter().filter(|((_, column), _)| *column == 0).filter_map(|((row, _), cell)| {
            let base = sheet.cells.get(&(*row, 1)).and_then(Cell::text).unwrap_or_default();
            Some((cell.text()?.to_owned(), base.to_owned()))
        })
    });
    rows.collect()
}

/// Reads the cells of a file.
pub(in crate::form) struct Reader<'r> {
    pub model: &'r Model,
    pub file: usize,
    pub name: String,
    pub answers: Vec<Answer>,
    pub diagnostics: &'r mut Diagnostics,
}

impl Reader<'_> {
    /// Which form it is: by the marks of its rows, its hidden sheet, its property. `None` where it
    /// is none of ours.
    fn identity(&self, book: &Book) -> Result<Option<Identity>, Box<Diagnostic>> {
        let mut version = None;
        for sheet in &book.sheets {
            for (at, cell) in &sheet.cells {
                match cell.text().and_then(Mark::read) {
                    Some(Ok(mark)) => return Ok(Some(mark.form)),
                    Some(Err(NoMark::Version(other))) if version.is_none() => {
                        let found =
                            Diagnostic::new(&codes::FORMULIR_VERSI, self.place(sheet, *at, cell));
                        version = Some(found.arg("versi", other));
                    }
                    _ => {}
                }
            }
        }
        if let Some(found) = version {
            return Err(found.into());
        }
        let hidden = bases(book);
        let named = hidden.get("formulir").or(book.property.as_ref());
        Ok(named.and_then(|text| Identity::read(text)))
    }

    /// A cell as a place.
    pub fn place(&self, sheet: &Sheet, at: (u32, u32), cell: &Cell) -> Span {
        let name = visible_line(&sheet.name);
        let mark = if name.is_empty() { "" } else { "!" };
        let path = format!("{} › {name}{mark}{}", self.name, cell_name(at));
        let shown = cell.shown();
        let shown = if shown.is_empty() { " ".to_owned() } else { shown };
        let length = shown.len();
        SourceFile::new(path, shown).span(0..length)
    }

    /// The rows of a sheet of a form.
    fn sheet(&mut self, sheet: &Sheet, form: &Identity, bases: &Bases) {
        let Some((head, columns)) = columns(&sheet.cells, form) else {
            let marked =
                sheet.cells.iter().find(|(_, cell)| cell.text().and_then(Mark::read).is_some());
            if let Some((at, cell)) = marked {
                self.no_columns(sheet, *at, cell, &Column::Triwulan(1).title(form.tahun));
            }
            return;
        };
        if let Some((one, at)) = twice(&columns) {
            let cell = &sheet.cells[&(head, at)];
            return self.no_columns(sheet, (head, at), cell, &one.title(form.tahun));
        }
        let marks = marks(&sheet.cells);
        self.missing_columns(sheet, head, &columns, &marks);
        let titles = Titles::of(self.model, form, &columns, &sheet.cells, head);
        let mut rows: Vec<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        for row in rows {
            let marked = marks.get(&row);
            let unmarked = || titles.row(&sheet.cells, row).filter(|_| row > head);
            let (form, known, own) = match marked {
                Some(Ok(mark)) => (&mark.form, mark.row.clone(), Some(&mark.bases)),
                Some(Err(_)) | None => match unmarked() {
                    Some(known) => (form, known, None),
                    None => continue,
                },
            };
            if !owed::knows(self.model, &known) {
                self.unknown_row(sheet, row, &columns, &known);
                continue;
            }
            for (column, at) in &columns {
                let Some(slot) = known.slot(*column, form) else { continue };
                let base = match own {
                    Some(own) => own.iter().find(|(one, _)| one == column).map(|(_, base)| base),
                    None if !has_cell(self.model, &known, *column) => None,
                    None => bases.get(&slot.to_string()),
                };
                self.answer(sheet, (row, *at), slot, base.cloned(), Some(form));
            }
        }
    }

    /// A column that rows had when the form went out and that is not there any more.
    fn missing_columns(
        &mut self,
        sheet: &Sheet,
        head: u32,
        columns: &[(Column, u32)],
        marks: &BTreeMap<u32, Result<Mark, NoMark>>,
    ) {
        let bases = marks
            .values()
            .filter_map(|mark| Some((mark.as_ref().ok()?, &mark.as_ref().ok()?.bases)));
        let missing =
            bases.flat_map(|(mark, bases)| bases.iter().map(|(one, _)| (*one, mark.form.tahun)));
        let missing: BTreeMap<Column, i32> =
            missing.filter(|(one, _)| columns.iter().all(|(other, _)| one != other)).collect();
        let Some((at, cell)) = sheet.cells.range((head, 0)..).next() else { return };
        for (column, tahun) in missing {
            self.no_columns(sheet, *at, cell, &column.title(tahun));
        }
    }

    fn no_columns(&mut self, sheet: &Sheet, at: (u32, u32), cell: &Cell, title: &str) {
        let found = Diagnostic::new(&codes::FORMULIR_KOLOM, self.place(sheet, at, cell));
        self.diagnostics.push(found.arg("kolom", title));
    }

    /// A row of an indicator that is gone; what is not filled is no loss.
    fn unknown_row(&mut self, sheet: &Sheet, row: u32, columns: &[(Column, u32)], known: &Row) {
        let filled = columns.iter().find_map(|(_, at)| {
            let cell = sheet.cells.get(&(row, *at))?;
            (!cell.shown().trim().is_empty()).then_some((*at, cell))
        });
        if let Some((at, cell)) = filled {
            let found = Diagnostic::new(&codes::FORMULIR_BARIS, self.place(sheet, (row, at), cell));
            self.diagnostics.push(found.arg("baris", known));
        }
    }

    /// What the cell of a value says.
    pub fn answer(
        &mut self,
        sheet: &Sheet,
        at: (u32, u32),
        slot: Slot,
        base: Option<String>,
        form: Option<&Identity>,
    ) {
        let none = Cell { value: calamine::Data::Empty, formula: false, percent: None };
        let cell = sheet.cells.get(&at).cloned().unwrap_or(none);
        let place = self.place(sheet, at, &cell);
        let value = self.value(&slot, &cell, &place);
        // What was never filled, and was no place to fill.
        if base.is_none() && matches!(value, Ok(None)) {
            return;
        }
        let form = form.cloned();
        self.answers.push(Answer { slot, file: self.file, place, cell, value, base, form });
    }

    fn value(
        &self,
        slot: &Slot,
        cell: &Cell,
        place: &Span,
    ) -> Result<Option<String>, Box<Diagnostic>> {
        let row = match slot {
            Slot::Value { id, nama, .. } => Row::Data { id: id.clone(), nama: nama.clone() },
            Slot::Belanja { kode, .. } => Row::Belanja { kode: kode.clone() },
            Slot::Target { id, .. } => Row::Target { id: id.clone() },
            Slot::Na { .. } | Slot::Words { .. } => return entry::words(cell, place),
        };
        // What a form shows of a quarter that was not available.
        let shown = Nilai::Unavailable(Text::built_in("")).show(|_| String::new());
        if matches!(slot, Slot::Value { .. })
            && cell.text().is_some_and(|text| text.trim() == shown)
        {
            return Ok(None);
        }
        let satuan = owed::satuan(self.model, &row).unwrap_or(&Satuan::Raw);
        match slot {
            Slot::Target { .. } => entry::target(cell, satuan, place),
            _ => entry::number(cell, satuan, place),
        }
    }
}

/// Whether a form gives a row a cell of its own in a column: of the rows of an indicator the first
/// has the reason of all.
fn has_cell(model: &Model, row: &Row, column: Column) -> bool {
    match (row, column) {
        (Row::Data { id, nama }, Column::Na) => {
            let one = owed::indikator(model, id);
            one.is_some_and(|one| one.data().first() == Some(&nama.as_str()))
        }
        _ => true,
    }
}

/// The marks of a sheet by their rows.
fn marks(cells: &Cells) -> BTreeMap<u32, Result<Mark, NoMark>> {
    let marks = cells.iter().filter_map(|((row, _), cell)| Some((*row, Mark::read(cell.text()?)?)));
    marks.collect()
}

/// The words of a title, without what is said in brackets or on further lines.
fn title(cell: &Cell) -> Option<String> {
    let text = cell.text()?.split(['\n', '(']).next()?;
    Some(owed::compared(text))
}

/// The row of titles and the columns that are filled: the row with the most titles.
fn columns(cells: &Cells, form: &Identity) -> Option<(u32, Vec<(Column, u32)>)> {
    let wanted: Vec<(Column, String)> =
        Column::all().map(|one| (one, owed::compared(&one.title(form.tahun)))).collect();
    let mut rows: BTreeMap<u32, Vec<(Column, u32)>> = BTreeMap::new();
    for ((row, at), cell) in cells {
        let Some(title) = title(cell) else { continue };
        if let Some((column, _)) = wanted.iter().find(|(_, wanted)| *wanted == title) {
            rows.entry(*row).or_default().push((*column, *at));
        }
    }
    // Of several the first: below it stands what was filled.
    rows.into_iter().rev().max_by_key(|(_, columns)| columns.len())
}

/// A column that is there twice.
fn twice(columns: &[(Column, u32)]) -> Option<(Column, u32)> {
    let earlier = |n: usize, one| columns[..n].iter().any(|(other, _)| *other == one);
    columns.iter().enumerate().find(|(n, (one, _))| earlier(*n, *one)).map(|(_, found)| *found)
}

/// What people read at the heads of rows, for rows that lost their marks.
struct Titles {
    /// The columns that hold it.
    at: Vec<u32>,
    /// The row that each means; `None` where two have the same.
    rows: BTreeMap<String, Option<Row>>,
}

impl Titles {
    fn of(
        model: &Model,
        form: &Identity,
        columns: &[(Column, u32)],
        cells: &Cells,
        head: u32,
    ) -> Titles {
        let named = |name: &str| {
            let mut own = cells.range((head, 0)..=(head, u32::MAX));
            own.find(|(_, cell)| title(cell).as_deref() == Some(name)).map(|((_, at), _)| *at)
        };
        let spending = named("kode").is_some();
        let heads = if spending { ["kode", "sub kegiatan"] } else { ["indikator", "data"] };
        let at = heads.into_iter().filter_map(named).collect();
        let all = owed::of(model, form.tahun, form.period);
        let mut rows = BTreeMap::new();
        for owed in all.iter().filter(|owed| form.is_of(owed.id)) {
            for row in rows_of(owed, form.period) {
                let fits = match &row {
                    Row::Belanja { .. } => spending,
                    Row::Words { .. } => {
                        columns.iter().any(|(one, _)| matches!(one, Column::Words(_)))
                    }
                    Row::Data { .. } | Row::Target { .. } => !spending,
                };
                let Some(title) = owed::title(model, &row).filter(|_| fits) else { continue };
                let two = rows.contains_key(&title);
                rows.insert(title, (!two).then_some(row));
            }
        }
        Titles { at, rows }
    }

    fn row(&self, cells: &Cells, row: u32) -> Option<Row> {
        let words = self.at.iter().filter_map(|at| cells.get(&(row, *at)));
        let words: Vec<String> = words.map(Cell::shown).collect();
        self.rows.get(&owed::compared(&words.join(" ")))?.clone()
    }
}

/// All rows of the form of a position.
fn rows_of(owed: &owed::Owed, period: Period) -> Vec<Row> {
    let mut rows = Vec::new();
    for one in &owed.indikator {
        let id = one.id.to_string();
        if period == Period::Target {
            rows.push(Row::Target { id });
            continue;
        }
        let data = one.data().into_iter();
        rows.extend(data.map(|nama| Row::Data { id: id.clone(), nama: nama.to_owned() }));
        rows.push(Row::Words { id });
    }
    rows.extend(owed.belanja.iter().map(|sub| Row::Belanja { kode: sub.kode.to_string() }));
    rows
}
