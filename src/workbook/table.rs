//! The one description of a table: columns with their header tree, what each holds for a
//! row, which cells merge. Adding a table is declaring its columns.
//!
//! A column makes its cell from the row's item and from [`Refs`], which knows where the
//! other cells of the row, and of the table, stand.

use std::ops::Range;

use super::cell::{Cell, NumberFormat};

/// Rows of a table that is worth a filter.
const LONG: usize = 30;

type CellMaker<'a, T> = Box<dyn Fn(&T, &Refs) -> Cell + 'a>;
type MergeKey<'a, T> = Box<dyn Fn(&T) -> Option<usize> + 'a>;

/// A column, or a heading over several.
pub struct Column<'a, T> {
    key: String,
    judul: Cell,
    width: f64,
    hidden: bool,
    /// Columns of the sheet that it takes.
    over: usize,
    content: Option<CellMaker<'a, T>>,
    children: Vec<Column<'a, T>>,
    merge: Option<MergeKey<'a, T>>,
    mark: Option<Mark>,
}

/// Marks that a sheet sets by itself, whatever is typed into it later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Empty cells are hatched: *not filled*.
    Empty,
    /// Categories have their colours.
    Kategori,
}

/// A column: `kunci` is what formulas call it by, `lebar` its width in characters.
pub fn column<'a, T>(
    key: impl Into<String>,
    judul: impl Into<String>,
    width: f64,
    content: impl Fn(&T, &Refs) -> Cell + 'a,
) -> Column<'a, T> {
    Column {
        key: key.into(),
        judul: Cell::centered(judul.into()),
        width,
        hidden: false,
        over: 1,
        content: Some(Box::new(content)),
        children: Vec::new(),
        merge: None,
        mark: None,
    }
}

/// A heading over columns.
pub fn group<T>(judul: impl Into<String>, children: Vec<Column<'_, T>>) -> Column<'_, T> {
    Column {
        key: String::new(),
        judul: Cell::centered(judul.into()),
        width: 0.0,
        hidden: false,
        over: 1,
        content: None,
        children,
        merge: None,
        mark: None,
    }
}

impl<'a, T> Column<'a, T> {
    /// Rows beside each other for which `kunci` gives the same number are one cell.
    #[must_use]
    pub fn merge(mut self, key: impl Fn(&T) -> Option<usize> + 'a) -> Self {
        self.merge = Some(Box::new(key));
        self
    }

    /// A title that is a formula.
    #[must_use]
    pub fn titled(mut self, judul: Cell) -> Self {
        self.judul = judul;
        self
    }

    /// A column that formulas need and nobody has to see, where `hidden` says so.
    #[must_use]
    pub fn hidden(mut self, hidden: bool) -> Self {
        self.hidden = hidden;
        self
    }

    /// Takes so many columns of the sheet, which a table above has laid out.
    #[must_use]
    pub fn over(mut self, columns: usize) -> Self {
        self.over = columns;
        self
    }

    /// Sets a mark.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// What stays on one page: a heading over single columns with them.
    fn parts(&self) -> Vec<&Column<'a, T>> {
        if self.children.iter().all(|child| child.children.is_empty()) {
            vec![self]
        } else {
            self.children.iter().flat_map(Column::parts).collect()
        }
    }

    fn leaves(&self) -> Vec<&Column<'a, T>> {
        if self.content.is_some() {
            vec![self]
        } else {
            self.children.iter().flat_map(Column::leaves).collect()
        }
    }

    /// Columns of the sheet that it takes with all below it.
    fn wide(&self) -> usize {
        self.leaves().iter().map(|leaf| leaf.over).sum()
    }

    fn depth(&self) -> u32 {
        1 + self.children.iter().map(Column::depth).max().unwrap_or(0)
    }
}

/// A row of a table.
pub enum Row<T> {
    /// A heading across all columns.
    Heading(String),
    /// A row.
    Body(T),
    /// A total.
    Jumlah(T),
}

/// How a cell is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Title of the sheet or of a table.
    Title,
    /// The state of the figures, above the title.
    Status,
    /// Column titles.
    Header,
    /// Column numbers.
    Number,
    /// An ordinary cell.
    Body,
    /// A heading between rows.
    Heading,
    /// A total.
    Jumlah,
    /// Text under a table.
    Note,
    /// Text in the middle of its columns, for signatures.
    Signature,
    /// The name of who signs.
    Signer,
    /// The name of another sheet, which leads there.
    Link,
}

/// What kind of sheet it is: a part of the workbook, with a colour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Where everything stands.
    Isi,
    /// Results in short.
    Ringkasan,
    /// What was planned and agreed.
    Perencanaan,
    /// The office by its objectives.
    Kantor,
    /// Positions.
    Jabatan,
    /// Programmes and money.
    Program,
    /// What everything is computed from.
    Data,
    /// Tables of the plan.
    Renstra,
}

impl Section {
    /// As the table of contents names it.
    pub fn judul(self) -> &'static str {
        match self {
            Section::Isi => "Daftar isi",
            Section::Ringkasan => "Ringkasan",
            Section::Perencanaan => "Perencanaan dan Perjanjian Kinerja",
            Section::Kantor => "Kinerja perangkat daerah menurut sasaran strategis",
            Section::Jabatan => "Kinerja setiap jabatan",
            Section::Program => "Program, kegiatan, dan anggaran",
            Section::Data => "Data dan keterangan",
            Section::Renstra => "Tabel Renstra",
        }
    }

    /// Colour of the tab.
    pub fn color(self) -> u32 {
        match self {
            Section::Isi => 0x0040_4040,
            Section::Ringkasan => 0x0070_AD47,
            Section::Perencanaan => 0x00ED_7D31,
            Section::Kantor => 0x001F_4E79,
            Section::Jabatan => 0x009D_C3E6,
            Section::Program => 0x0080_6000,
            Section::Data => 0x00A5_A5A5,
            Section::Renstra => 0x0054_8235,
        }
    }
}

/// A cell in its place.
#[derive(Debug)]
pub struct PlacedCell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u16,
    /// Last row, where cells are merged down.
    pub last_row: u32,
    /// Last column, where cells are merged across.
    pub last_column: u16,
    /// What stands there.
    pub cell: Cell,
    /// How it is set off.
    pub style: Style,
}

/// Where the cells of a table stand, for the formulas of others.
#[derive(Debug, Clone)]
pub struct Placement {
    sheet: String,
    row: Vec<u32>,
    column: Vec<String>,
}

impl Placement {
    fn letters(&self, key: &str) -> String {
        let found = self.column.iter().position(|k| k == key);
        debug_assert!(found.is_some(), "no column {key} in {}", self.sheet);
        letters(found.unwrap_or(0))
    }

    /// A cell of the table: `H12`.
    pub fn at(&self, key: &str, row: usize) -> String {
        format!("{}{}", self.letters(key), self.row[row] + 1)
    }

    /// The same, from another sheet: `'Pengukuran Kinerja'!H12`.
    pub fn external(&self, key: &str, row: usize) -> String {
        format!("'{}'!{}", self.sheet, self.at(key, row))
    }

    /// The same, where there is such a column.
    pub fn find(&self, key: &str, row: usize) -> Option<String> {
        self.column.iter().any(|k| k == key).then(|| self.external(key, row))
    }

    /// The same with fixed coordinates, as names are defined: `'Data Dasar'!$L$7`.
    pub fn fixed(&self, key: &str, row: usize) -> String {
        format!("'{}'!${}${}", self.sheet, self.letters(key), self.row[row] + 1)
    }

    /// A cell of a column in any row of the sheet, from 0, with fixed coordinates.
    pub fn fixed_at(&self, key: &str, row: u32) -> String {
        format!("'{}'!${}${}", self.sheet, self.letters(key), row + 1)
    }

    /// Rows of a column: `H12:H20`. Empty ranges have no cells; ask for none.
    pub fn range(&self, key: &str, row: Range<usize>) -> String {
        let last = row.end.saturating_sub(1).max(row.start);
        format!("{}:{}", self.at(key, row.start), self.at(key, last))
    }

    /// The same, from another sheet.
    pub fn external_range(&self, key: &str, row: Range<usize>) -> String {
        format!("'{}'!{}", self.sheet, self.range(key, row))
    }

    /// Place of a column, from 0.
    pub fn column_at(&self, key: &str) -> u16 {
        let found = self.column.iter().position(|k| k == key).unwrap_or(0);
        u16::try_from(found).unwrap_or(0)
    }

    /// Row of the sheet, from 0.
    pub fn row_at(&self, row: usize) -> u32 {
        self.row[row]
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn letters(mut n: usize) -> String {
    let mut letters = Vec::new();
    loop {
        // A remainder of 26 is a letter.
        letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        match (n / 26).checked_sub(1) {
            Some(rest) => n = rest,
            None => return letters.iter().rev().collect(),
        }
    }
}

/// What a column may refer to while it makes a cell.
pub struct Refs<'a> {
    placement: &'a Placement,
    /// The row, from 0, headings between rows included.
    pub row: usize,
}

impl Refs<'_> {
    /// Another cell of this row.
    pub fn cell(&self, key: &str) -> String {
        self.placement.at(key, self.row)
    }

    /// A cell of another row.
    pub fn at(&self, key: &str, row: usize) -> String {
        self.placement.at(key, row)
    }

    /// Rows of a column.
    pub fn range(&self, key: &str, row: Range<usize>) -> String {
        self.placement.range(key, row)
    }
}

/// A sheet, laid out: what stands where. [`mod@super::write`] makes the file of it.
#[derive(Debug)]
pub struct Sheet {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub nama: &'static str,
    /// Cells, headings and texts.
    pub content: Vec<PlacedCell>,
    /// Widths of the columns, in characters.
    pub width: Vec<f64>,
    /// Columns that are not shown.
    pub hidden: Vec<u16>,
    /// Marks, with the cells they watch: first and last row, column.
    pub mark: Vec<(Mark, u32, u32, u16)>,
    /// Rows that are a heading across the table: no mark watches them.
    pub headings: Vec<u32>,
    /// Rows repeated on every printed page.
    pub repeat: Option<(u32, u32)>,
    /// Columns that stay in sight.
    pub frozen: u16,
    /// Whether its pages stand upright.
    pub portrait: bool,
    /// Which part of the workbook it belongs to.
    pub section: Section,
    /// What it is about, as the table of contents has it.
    pub about: String,
    /// Rows that begin a page.
    pub pages: Vec<u32>,
    /// First and last rows of blocks that stay on one page.
    pub kept: Vec<(u32, u32)>,
    /// First columns of what stands under one heading: where a wide table may be cut into pages.
    pub seams: Vec<u16>,
    /// Columns that every page beside the first repeats, where these are not the frozen ones.
    pub repeated: Option<u16>,
    /// The last row of its table, where that is long enough to be filtered.
    pub filter: Option<u32>,
    /// Cells that lead to another sheet: row, column, its name.
    pub links: Vec<(u32, u16, &'static str)>,
    /// Cells with a name.
    pub named: Vec<(String, String)>,
    /// Its chart; a sheet with one is a single page.
    pub chart: Option<BarChart>,
    /// Tables so far.
    table: usize,
    next_row: u32,
}

/// A bar chart over cells of a sheet.
#[derive(Debug)]
pub struct BarChart {
    /// The sheet.
    pub sheet: &'static str,
    /// Title.
    pub judul: String,
    /// What a person who does not see it is told.
    pub alt: String,
    /// Column and rows of the names.
    pub nama: (u16, u32, u32),
    /// Columns of the values, with their names.
    pub nilai: Vec<(String, u16)>,
    /// Whether values are shares, or money.
    pub number_format: NumberFormat,
}

impl Sheet {
    /// An empty sheet with its title. `status` is what it says of figures that are not final.
    pub fn new(nama: &'static str, status: &str, judul: &[String]) -> Sheet {
        Sheet::titled(nama, status, judul.iter().map(Cell::text))
    }

    /// The same; lines of the title may be formulas.
    pub fn titled(
        nama: &'static str,
        status: &str,
        judul: impl IntoIterator<Item = Cell>,
    ) -> Sheet {
        let mut sheet = Sheet {
            nama,
            content: Vec::new(),
            width: Vec::new(),
            hidden: Vec::new(),
            mark: Vec::new(),
            headings: Vec::new(),
            repeat: None,
            frozen: 0,
            portrait: false,
            section: Section::Renstra,
            about: String::new(),
            pages: Vec::new(),
            kept: Vec::new(),
            seams: Vec::new(),
            repeated: None,
            filter: None,
            links: Vec::new(),
            named: Vec::new(),
            chart: None,
            table: 0,
            next_row: 0,
        };
        if !status.is_empty() {
            sheet.span_all(status, Style::Status);
        }
        for line in judul {
            sheet.span_all_with(line, Style::Title);
        }
        sheet.gap();
        sheet
    }

    /// The same sheet, about what the table of contents is to say.
    #[must_use]
    pub fn about(mut self, about: &str) -> Sheet {
        about.clone_into(&mut self.about);
        self
    }

    /// The same sheet in its part of the workbook.
    #[must_use]
    pub fn of(mut self, section: Section) -> Sheet {
        self.section = section;
        self
    }

    /// A text across all columns.
    pub fn span_all(&mut self, text: &str, style: Style) {
        self.span_all_with(Cell::text(text), style);
    }

    /// A cell across all columns.
    pub fn span_all_with(&mut self, cell: Cell, style: Style) {
        let row = self.next_row;
        self.next_row += 1;
        // Across to the last column, which is known when all tables are there.
        self.content.push(PlacedCell {
            row,
            column: 0,
            last_row: row,
            last_column: u16::MAX,
            cell,
            style,
        });
    }

    /// Texts side by side, each over its share of the columns.
    pub fn side_by_side(&mut self, texts: &[&str], style: Style) {
        let columns = self.width.len().max(texts.len());
        let share = columns / texts.len().max(1);
        let row = self.next_row;
        self.next_row += 1;
        for (n, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let last = if n + 1 == texts.len() { columns } else { (n + 1) * share };
            let index = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
            self.content.push(PlacedCell {
                row,
                column: index(n * share),
                last_row: row,
                last_column: index(last - 1),
                cell: Cell::text(*text),
                style,
            });
        }
    }

    /// An empty row.
    pub fn gap(&mut self) {
        self.next_row += 1;
    }

    /// The last row so far, from 0.
    pub fn last_row(&self) -> u32 {
        self.next_row.saturating_sub(1)
    }

    /// Columns that every page beside the first repeats.
    pub fn repeated(&self) -> u16 {
        self.repeated.unwrap_or(self.frozen).max(1)
    }

    /// What follows begins a page.
    pub fn new_page(&mut self) {
        self.pages.push(self.next_row);
    }

    /// Lays out a table.
    pub fn table<T>(&mut self, column: &[Column<T>], row: &[Row<T>]) -> Placement {
        let leaves: Vec<&Column<T>> = column.iter().flat_map(Column::leaves).collect();
        // Where each stands, and the end.
        let mut starts = vec![0];
        for leaf in &leaves {
            let at = starts.last().copied().unwrap_or(0);
            for n in at..at + leaf.over {
                match self.width.get_mut(n) {
                    Some(width) if leaf.over == 1 => *width = width.max(leaf.width),
                    Some(_) => {}
                    None => self.width.push(leaf.width),
                }
            }
            starts.push(at + leaf.over);
        }
        let top = self.next_row;
        let depth = column.iter().map(Column::depth).max().unwrap_or(0);
        self.header(column, top, depth, 0);
        let mut at = 0;
        for one in column.iter().flat_map(Column::parts) {
            self.seams.push(u16::try_from(at).unwrap_or(u16::MAX));
            at += one.wide();
        }
        // The head of a table is never alone at the foot of a page.
        self.kept.push((top, top + depth + 2));
        let mut number = 0;
        for (n, leaf) in leaves.iter().enumerate() {
            if leaf.hidden {
                self.hidden.push(u16::try_from(starts[n]).unwrap_or(u16::MAX));
            }
            number += usize::from(!leaf.hidden);
            let text = Cell::centered(format!("({number})"));
            self.place(top + depth, starts[n], 0, leaf.over, text, Style::Number);
        }
        let first = top + depth + 1;
        // Of several tables none can lend its head to the pages of all.
        self.table += 1;
        self.repeat = (self.table == 1).then_some((top, first - 1));
        let flat = self.table == 1 && leaves.iter().all(|leaf| leaf.merge.is_none());
        let end = first + u32::try_from(row.len()).unwrap_or(0);
        self.filter = (flat && row.len() >= LONG).then_some(end.saturating_sub(1));
        let placement = Placement {
            sheet: self.nama.to_owned(),
            row: (first..).take(row.len()).collect(),
            column: columns(&leaves),
        };
        let start = self.content.len();
        self.body((&leaves, &starts), row, &placement);
        self.widen(start);
        self.next_row = first + u32::try_from(row.len()).unwrap_or(0);
        let last = self.next_row.saturating_sub(1);
        for (n, leaf) in leaves.iter().enumerate().filter(|_| !row.is_empty()) {
            let column = u16::try_from(starts[n]).unwrap_or(u16::MAX);
            self.mark.extend(leaf.mark.map(|mark| (mark, first, last, column)));
        }
        placement
    }

    fn header<T>(&mut self, columns: &[Column<T>], row: u32, depth: u32, mut at: usize) {
        for one in columns {
            let wide = one.wide();
            // A column without others below it reaches down to the numbers.
            let down = if one.children.is_empty() { depth - 1 } else { 0 };
            self.place(row, at, down, wide, one.judul.clone(), Style::Header);
            if !one.children.is_empty() {
                self.header(&one.children, row + 1, depth - 1, at);
            }
            at += wide;
        }
    }

    fn body<T>(
        &mut self,
        (leaves, starts): (&[&Column<T>], &[usize]),
        rows: &[Row<T>],
        placement: &Placement,
    ) {
        for (n, row) in rows.iter().enumerate() {
            let at = placement.row[n];
            let (item, style) = match row {
                Row::Heading(text) => {
                    // A heading stays with what it is over.
                    self.kept.push((at, at + 1));
                    self.headings.push(at);
                    let all = starts.last().copied().unwrap_or(1);
                    self.place(at, 0, 0, all, Cell::text(&**text), Style::Heading);
                    continue;
                }
                Row::Body(item) => (item, Style::Body),
                Row::Jumlah(item) => (item, Style::Jumlah),
            };
            for (column, leaf) in leaves.iter().enumerate() {
                let Some(make) = &leaf.content else { continue };
                let down = match merge_key(leaf, row) {
                    None => 0,
                    same if n > 0 && merge_key(leaf, &rows[n - 1]) == same => continue,
                    same => rows[n + 1..].iter().take_while(|b| merge_key(leaf, b) == same).count(),
                };
                let cell = make(item, &Refs { placement, row: n });
                let down = u32::try_from(down).unwrap_or(0);
                self.place(at, starts[column], down, leaf.over, cell, style);
            }
        }
    }

    /// Makes room for the numbers of the cells from `start` on: a number that does not fit is
    /// shown as `###`.
    fn widen(&mut self, start: usize) {
        for span in self.content[start..].iter().filter(|span| span.column == span.last_column) {
            let needed = span.cell.number_width();
            if let Some(width) = self.width.get_mut(usize::from(span.column)) {
                *width = width.max(needed);
            }
        }
    }

    fn place(&mut self, row: u32, column: usize, down: u32, wide: usize, cell: Cell, style: Style) {
        let index = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.content.push(PlacedCell {
            row,
            column: index(column),
            last_row: row + down,
            last_column: index(column + wide.saturating_sub(1)),
            cell,
            style,
        });
    }
}

/// The keys of the sheet's columns; of those that a column takes beside its first, none.
fn columns<T>(leaves: &[&Column<T>]) -> Vec<String> {
    let beside = |leaf: &&&Column<T>| vec![String::new(); leaf.over.saturating_sub(1)];
    leaves.iter().flat_map(|leaf| std::iter::once(leaf.key.clone()).chain(beside(&leaf))).collect()
}

fn merge_key<T>(column: &Column<T>, row: &Row<T>) -> Option<usize> {
    match row {
        Row::Body(item) | Row::Jumlah(item) => column.merge.as_ref().and_then(|key| key(item)),
        Row::Heading(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_their_letters() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).to_vec();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
