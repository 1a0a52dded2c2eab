//! The one description of a table: columns with their header tree, what each holds for a
//! row, which cells merge. Adding a table is declaring its columns.
//!
//! A column makes its cell from the row's item and from [`Acuan`], which knows where the
//! other cells of the row, and of the table, stand.

use std::ops::Range;

use super::sel::{Rupa, Sel};

type Isian<'a, T> = Box<dyn Fn(&T, &Acuan) -> Sel + 'a>;
type Kunci<'a, T> = Box<dyn Fn(&T) -> Option<usize> + 'a>;

/// A column, or a heading over several.
pub struct Kolom<'a, T> {
    kunci: String,
    judul: String,
    lebar: f64,
    isi: Option<Isian<'a, T>>,
    anak: Vec<Kolom<'a, T>>,
    gabung: Option<Kunci<'a, T>>,
    tanda: Option<Tanda>,
}

/// Marks that a sheet sets by itself, whatever is typed into it later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tanda {
    /// Empty cells are hatched: *not filled*.
    Kosong,
    /// Categories have their colours.
    Kategori,
}

/// A column: `kunci` is what formulas call it by, `lebar` its width in characters.
pub fn kolom<'a, T>(
    kunci: impl Into<String>,
    judul: impl Into<String>,
    lebar: f64,
    isi: impl Fn(&T, &Acuan) -> Sel + 'a,
) -> Kolom<'a, T> {
    Kolom {
        kunci: kunci.into(),
        judul: judul.into(),
        lebar,
        isi: Some(Box::new(isi)),
        anak: Vec::new(),
        gabung: None,
        tanda: None,
    }
}

/// A heading over columns.
pub fn grup<T>(judul: impl Into<String>, anak: Vec<Kolom<'_, T>>) -> Kolom<'_, T> {
    Kolom {
        kunci: String::new(),
        judul: judul.into(),
        lebar: 0.0,
        isi: None,
        anak,
        gabung: None,
        tanda: None,
    }
}

impl<'a, T> Kolom<'a, T> {
    /// Rows beside each other for which `kunci` gives the same number are one cell.
    #[must_use]
    pub fn gabung(mut self, kunci: impl Fn(&T) -> Option<usize> + 'a) -> Self {
        self.gabung = Some(Box::new(kunci));
        self
    }

    /// Sets a mark.
    #[must_use]
    pub fn tanda(mut self, tanda: Tanda) -> Self {
        self.tanda = Some(tanda);
        self
    }

    fn daun(&self) -> Vec<&Kolom<'a, T>> {
        if self.isi.is_some() {
            vec![self]
        } else {
            self.anak.iter().flat_map(Kolom::daun).collect()
        }
    }

    fn dalam(&self) -> u32 {
        1 + self.anak.iter().map(Kolom::dalam).max().unwrap_or(0)
    }
}

/// A row of a table.
pub enum Baris<T> {
    /// A heading across all columns.
    Kelompok(String),
    /// A row.
    Isi(T),
    /// A total.
    Jumlah(T),
}

/// How a cell is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gaya {
    /// Title of the sheet or of a table.
    Judul,
    /// The state of the figures, above the title.
    Status,
    /// Column titles.
    Kepala,
    /// Column numbers.
    Nomor,
    /// An ordinary cell.
    Isi,
    /// A heading between rows.
    Kelompok,
    /// A total.
    Jumlah,
    /// Text under a table.
    Catatan,
    /// Text in the middle of its columns, for signatures.
    Tanda,
}

/// A cell in its place.
#[derive(Debug)]
pub struct Tempat {
    /// Row, from 0.
    pub baris: u32,
    /// Column, from 0.
    pub kolom: u16,
    /// Last row, where cells are merged down.
    pub sampai_baris: u32,
    /// Last column, where cells are merged across.
    pub sampai_kolom: u16,
    /// What stands there.
    pub sel: Sel,
    /// How it is set off.
    pub gaya: Gaya,
}

/// Where the cells of a table stand, for the formulas of others.
#[derive(Debug, Clone)]
pub struct Letak {
    lembar: String,
    baris: Vec<u32>,
    kolom: Vec<String>,
}

impl Letak {
    fn huruf(&self, kunci: &str) -> String {
        let found = self.kolom.iter().position(|k| k == kunci);
        debug_assert!(found.is_some(), "no column {kunci} in {}", self.lembar);
        huruf(found.unwrap_or(0))
    }

    /// A cell of the table: `H12`.
    pub fn di(&self, kunci: &str, baris: usize) -> String {
        format!("{}{}", self.huruf(kunci), self.baris[baris] + 1)
    }

    /// The same, from another sheet: `'Pengukuran Kinerja'!H12`.
    pub fn luar(&self, kunci: &str, baris: usize) -> String {
        format!("'{}'!{}", self.lembar, self.di(kunci, baris))
    }

    /// The same with fixed coordinates, as names are defined: `'Data Dasar'!$L$7`.
    pub fn tetap(&self, kunci: &str, baris: usize) -> String {
        format!("'{}'!${}${}", self.lembar, self.huruf(kunci), self.baris[baris] + 1)
    }

    /// Rows of a column: `H12:H20`. Empty ranges have no cells; ask for none.
    pub fn rentang(&self, kunci: &str, baris: Range<usize>) -> String {
        let last = baris.end.saturating_sub(1).max(baris.start);
        format!("{}:{}", self.di(kunci, baris.start), self.di(kunci, last))
    }

    /// The same, from another sheet.
    pub fn rentang_luar(&self, kunci: &str, baris: Range<usize>) -> String {
        format!("'{}'!{}", self.lembar, self.rentang(kunci, baris))
    }

    /// Place of a column, from 0.
    pub fn kolom_ke(&self, kunci: &str) -> u16 {
        let found = self.kolom.iter().position(|k| k == kunci).unwrap_or(0);
        u16::try_from(found).unwrap_or(0)
    }

    /// Row of the sheet, from 0.
    pub fn baris_ke(&self, baris: usize) -> u32 {
        self.baris[baris]
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
fn huruf(mut n: usize) -> String {
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
pub struct Acuan<'a> {
    letak: &'a Letak,
    /// The row, from 0, headings between rows included.
    pub baris: usize,
}

impl Acuan<'_> {
    /// Another cell of this row.
    pub fn sel(&self, kunci: &str) -> String {
        self.letak.di(kunci, self.baris)
    }

    /// A cell of another row.
    pub fn di(&self, kunci: &str, baris: usize) -> String {
        self.letak.di(kunci, baris)
    }

    /// Rows of a column.
    pub fn rentang(&self, kunci: &str, baris: Range<usize>) -> String {
        self.letak.rentang(kunci, baris)
    }
}

/// A sheet, laid out: what stands where. [`super::tulis`] makes the file of it.
#[derive(Debug)]
pub struct Lembar {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub nama: &'static str,
    /// Cells, headings and texts.
    pub isi: Vec<Tempat>,
    /// Widths of the columns, in characters.
    pub lebar: Vec<f64>,
    /// Marks, with the cells they watch: first and last row, column.
    pub tanda: Vec<(Tanda, u32, u32, u16)>,
    /// Rows repeated on every printed page.
    pub ulang: Option<(u32, u32)>,
    /// Columns that stay in sight.
    pub beku: u16,
    /// Whether its pages are composed here, at a fixed scale: Excel heeds no page breaks where
    /// it fits the width by itself.
    pub tetap: bool,
    /// Rows that begin a page.
    pub halaman: Vec<u32>,
    /// First and last rows of blocks that stay on one page.
    pub utuh: Vec<(u32, u32)>,
    /// Where a wide table is cut into two pages: the first column of the second page, and the
    /// columns repeated there.
    pub belah: Option<(u16, (u16, u16))>,
    /// Cells with a name.
    pub bernama: Vec<(String, String)>,
    /// Its chart; a sheet with one is a single page.
    pub bagan: Option<Bagan>,
    /// Tables so far.
    tabel: usize,
    berikut: u32,
}

/// A bar chart over cells of a sheet.
#[derive(Debug)]
pub struct Bagan {
    /// The sheet.
    pub lembar: &'static str,
    /// Title.
    pub judul: String,
    /// What a person who does not see it is told.
    pub alt: String,
    /// Column and rows of the names.
    pub nama: (u16, u32, u32),
    /// Columns of the values, with their names.
    pub nilai: Vec<(String, u16)>,
    /// Whether values are shares, or money.
    pub rupa: Rupa,
}

impl Lembar {
    /// An empty sheet with its title. `status` is what it says of figures that are not final.
    pub fn new(nama: &'static str, status: &str, judul: &[String]) -> Lembar {
        let mut lembar = Lembar {
            nama,
            isi: Vec::new(),
            lebar: Vec::new(),
            tanda: Vec::new(),
            ulang: None,
            beku: 0,
            tetap: false,
            halaman: Vec::new(),
            utuh: Vec::new(),
            belah: None,
            bernama: Vec::new(),
            bagan: None,
            tabel: 0,
            berikut: 0,
        };
        if !status.is_empty() {
            lembar.bentang(status, Gaya::Status);
        }
        for line in judul {
            lembar.bentang(line, Gaya::Judul);
        }
        lembar.sela();
        lembar
    }

    /// A text across all columns.
    pub fn bentang(&mut self, text: &str, gaya: Gaya) {
        let baris = self.berikut;
        self.berikut += 1;
        // Across to the last column, which is known when all tables are there.
        self.isi.push(Tempat {
            baris,
            kolom: 0,
            sampai_baris: baris,
            sampai_kolom: u16::MAX,
            sel: Sel::teks(text),
            gaya,
        });
    }

    /// Texts side by side, each over its share of the columns.
    pub fn berdampingan(&mut self, texts: &[&str], gaya: Gaya) {
        let columns = self.lebar.len().max(texts.len());
        let share = columns / texts.len().max(1);
        let baris = self.berikut;
        self.berikut += 1;
        for (n, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let last = if n + 1 == texts.len() { columns } else { (n + 1) * share };
            let column = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
            self.isi.push(Tempat {
                baris,
                kolom: column(n * share),
                sampai_baris: baris,
                sampai_kolom: column(last - 1),
                sel: Sel::teks(*text),
                gaya,
            });
        }
    }

    /// An empty row.
    pub fn sela(&mut self) {
        self.berikut += 1;
    }

    /// The last row so far, from 0.
    pub fn terakhir(&self) -> u32 {
        self.berikut.saturating_sub(1)
    }

    /// What follows begins a page.
    pub fn halaman_baru(&mut self) {
        self.tetap = true;
        self.halaman.push(self.berikut);
    }

    /// Lays out a table.
    pub fn tabel<T>(&mut self, kolom: &[Kolom<T>], baris: &[Baris<T>]) -> Letak {
        let daun: Vec<&Kolom<T>> = kolom.iter().flat_map(Kolom::daun).collect();
        for (n, leaf) in daun.iter().enumerate() {
            match self.lebar.get_mut(n) {
                Some(width) => *width = width.max(leaf.lebar),
                None => self.lebar.push(leaf.lebar),
            }
        }
        let top = self.berikut;
        let depth = kolom.iter().map(Kolom::dalam).max().unwrap_or(0);
        self.header(kolom, top, depth, 0);
        // The head of a table is never alone at the foot of a page.
        self.utuh.push((top, top + depth + 2));
        for n in 0..daun.len() {
            self.put(top + depth, n, Sel::tengah(format!("({})", n + 1)), Gaya::Nomor);
        }
        let first = top + depth + 1;
        // Of several tables none can lend its head to the pages of all.
        self.tabel += 1;
        self.ulang = (self.tabel == 1).then_some((top, first - 1));
        let letak = Letak {
            lembar: self.nama.to_owned(),
            baris: (first..).take(baris.len()).collect(),
            kolom: daun.iter().map(|leaf| leaf.kunci.clone()).collect(),
        };
        let start = self.isi.len();
        self.body(&daun, baris, &letak);
        self.widen(start);
        self.berikut = first + u32::try_from(baris.len()).unwrap_or(0);
        let last = self.berikut.saturating_sub(1);
        for (n, leaf) in daun.iter().enumerate().filter(|_| !baris.is_empty()) {
            let column = u16::try_from(n).unwrap_or(u16::MAX);
            self.tanda.extend(leaf.tanda.map(|tanda| (tanda, first, last, column)));
        }
        letak
    }

    fn header<T>(&mut self, kolom: &[Kolom<T>], row: u32, depth: u32, mut at: usize) {
        for one in kolom {
            let wide = one.daun().len();
            // A column without others below it reaches down to the numbers.
            let down = if one.anak.is_empty() { depth - 1 } else { 0 };
            self.place(row, at, down, wide, Sel::tengah(&*one.judul), Gaya::Kepala);
            if !one.anak.is_empty() {
                self.header(&one.anak, row + 1, depth - 1, at);
            }
            at += wide;
        }
    }

    fn body<T>(&mut self, daun: &[&Kolom<T>], baris: &[Baris<T>], letak: &Letak) {
        for (n, row) in baris.iter().enumerate() {
            let at = letak.baris[n];
            let (item, gaya) = match row {
                Baris::Kelompok(text) => {
                    // A heading stays with what it is over.
                    self.utuh.push((at, at + 1));
                    self.place(at, 0, 0, daun.len(), Sel::teks(&**text), Gaya::Kelompok);
                    continue;
                }
                Baris::Isi(item) => (item, Gaya::Isi),
                Baris::Jumlah(item) => (item, Gaya::Jumlah),
            };
            for (column, leaf) in daun.iter().enumerate() {
                let Some(make) = &leaf.isi else { continue };
                let down = match merge_key(leaf, row) {
                    None => 0,
                    same if n > 0 && merge_key(leaf, &baris[n - 1]) == same => continue,
                    same => {
                        baris[n + 1..].iter().take_while(|b| merge_key(leaf, b) == same).count()
                    }
                };
                let sel = make(item, &Acuan { letak, baris: n });
                let down = u32::try_from(down).unwrap_or(0);
                self.place(at, column, down, 1, sel, gaya);
            }
        }
    }

    /// Makes room for the numbers of the cells from `start` on: a number that does not fit is
    /// shown as `###`.
    fn widen(&mut self, start: usize) {
        for tempat in &self.isi[start..] {
            let needed = tempat.sel.lebar_angka();
            if let Some(width) = self.lebar.get_mut(usize::from(tempat.kolom)) {
                *width = width.max(needed);
            }
        }
    }

    fn put(&mut self, baris: u32, kolom: usize, sel: Sel, gaya: Gaya) {
        self.place(baris, kolom, 0, 1, sel, gaya);
    }

    fn place(&mut self, baris: u32, kolom: usize, down: u32, wide: usize, sel: Sel, gaya: Gaya) {
        let column = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.isi.push(Tempat {
            baris,
            kolom: column(kolom),
            sampai_baris: baris + down,
            sampai_kolom: column(kolom + wide.saturating_sub(1)),
            sel,
            gaya,
        });
    }
}

fn merge_key<T>(kolom: &Kolom<T>, row: &Baris<T>) -> Option<usize> {
    match row {
        Baris::Isi(item) | Baris::Jumlah(item) => {
            kolom.gabung.as_ref().and_then(|kunci| kunci(item))
        }
        Baris::Kelompok(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_their_letters() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(huruf).to_vec();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
