//! *Petunjuk*: what the form is, how far it is filled, how it is filled.

use rust_xlsxwriter::{Format, Formula, Worksheet};

use super::columns::title;
use super::look::lines;
use super::{Count, Result, Writer, protect};
use crate::form::Period;

/// How a form is filled.
const HOW: &[&str] = &[
    "Isi sel kuning saja. Sel abu-abu sudah terisi dari data dan dikunci supaya tidak terhapus.",
    "Angka ditulis tanpa satuan dan tanpa titik ribuan, dengan koma desimal: 1234,5. Persen ditulis dengan tandanya: 75%.",
    "Kosong berarti belum diisi. Nol ditulis 0. Keduanya berbeda.",
];
/// The same for actual values.
const HOW_VALUES: &[&str] = &[
    "Bila angkanya memang tidak ada, kosongkan selnya dan tulis sebabnya di kolom \"Tidak tersedia karena\".",
    "Kolom Hasil hitung dan Capaian menghitung sendiri; periksa apakah masuk akal sebelum dikirim.",
    "Lembar Uraian untuk bukti dukung dan analisis; lembar Belanja, bila ada, untuk rupiah yang dibelanjakan.",
];
/// The same for targets.
const HOW_TARGETS: &[&str] = &[
    "Rentang ditulis dengan s.d. di tengahnya: 80% s.d. 90%. Target triwulan diisi bila memang ditetapkan.",
];
/// The same for all.
const HOW_AFTERWARDS: &[&str] = &[
    "Baris boleh diurutkan, kolom boleh ditambah untuk catatan sendiri. Judul kolom jangan diubah.",
    "Formulir boleh disimpan dengan Excel, LibreOffice, WPS, atau Google Sheets, lalu dikirim kembali kepada perencana.",
    "Boleh juga dicetak (kertas F4), diisi dengan tangan, lalu diketik oleh yang menerima.",
];

/// A sheet of lines, each with its name.
struct Lines<'f> {
    sheet: Worksheet,
    row: u32,
    name: Format,
    text: &'f Format,
}

impl Lines<'_> {
    fn line(&mut self, name: &str, text: &str) -> Result {
        self.sheet.write_with_format(self.row, 0, name, &self.name)?;
        self.sheet.write_with_format(self.row, 1, text, self.text)?;
        self.next(lines(text, 118.0).max(1))
    }

    /// A line that is computed as the form is filled.
    fn count(&mut self, Count { what, cells, filled, all }: &Count) -> Result {
        let formula = Formula::new(format!("=COUNTA({cells})&\" dari {all}\""));
        let formula = formula.set_result(format!("{filled} dari {all}"));
        self.sheet.write_with_format(self.row, 0, *what, &self.name)?;
        self.sheet.write_formula_with_format(self.row, 1, formula, self.text)?;
        self.next(1)
    }

    fn next(&mut self, lines: u32) -> Result {
        self.sheet.set_row_height(self.row, 3.0 + 13.0 * f64::from(lines))?;
        self.row += 1;
        Ok(())
    }
}

impl Writer<'_> {
    pub(super) fn instructions(&self) -> Result<Worksheet> {
        let mut sheet = Worksheet::new();
        sheet.set_name("Petunjuk")?;
        sheet.set_column_width(0, 26)?;
        sheet.set_column_width(1, 104)?;
        sheet.write_with_format(0, 0, title(self.form), &self.formats.title)?;
        let text = &self.formats.plain;
        let mut page = Lines { sheet, row: 2, name: text.clone().set_bold(), text };
        let opd = &self.project.model.opd;
        page.line("Kantor", &format!("{} {}", opd.nama, opd.daerah))?;
        page.line("Jabatan", self.owner())?;
        page.line("Nomor formulir", &self.form.to_string())?;
        if !self.status().is_empty() {
            page.line("Keadaan angka", self.status())?;
        }
        page.line("", "")?;
        for count in &self.counts {
            page.count(count)?;
        }
        page.line("", "")?;
        let of_period = match self.form.period {
            Period::Triwulan(_) => HOW_VALUES,
            Period::Target => HOW_TARGETS,
        };
        let how = HOW.iter().chain(of_period).chain(HOW_AFTERWARDS);
        for (n, text) in (1..).zip(how) {
            let name = if n == 1 { "Cara mengisi" } else { "" };
            page.line(name, &format!("{n}. {text}"))?;
        }
        page.line("", "")?;
        page.line("Diisi oleh", "……………………………………  tanggal ………………………")?;
        let mut sheet = page.sheet;
        self.page(&mut sheet);
        sheet.set_print_fit_to_pages(1, 1);
        protect(&mut sheet);
        Ok(sheet)
    }
}
