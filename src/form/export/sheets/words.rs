//! *Uraian*: evidence and analysis, a row for each indicator.

use rust_xlsxwriter::Worksheet;

use super::columns::{Columns, Field};
use super::{Result, Writer};
use crate::form::{Column, Row, Words};

impl Writer<'_> {
    pub(super) fn words(&mut self) -> Result<Worksheet> {
        let tahun = self.form.tahun;
        let columns = Columns::new(self.form).with(Field::Indikator, "Indikator", 34.0);
        let columns = Words::ALL.into_iter().map(Column::Words).fold(columns, |columns, words| {
            columns.with(Field::Entry(words), words.title(tahun), 38.0)
        });
        let heading = "Isi sel kuning dengan kata-kata. Bukti dukung: satu baris untuk setiap bukti (Alt+Enter).";
        let mut table = self.table("Uraian", heading, columns)?;
        for (n, (owed, one)) in (1..).zip(self.indikator()) {
            let what = Row::Words { id: one.id.to_string() };
            self.begin(&mut table, n, owed, &self.formats.text)?;
            table.text(Field::Indikator, &one.nama, &self.formats.text)?;
            let mut bases = Vec::new();
            for column in Words::ALL.map(Column::Words) {
                let Some(slot) = what.slot(column, self.form) else { continue };
                let base = self.put(&mut table, Field::Entry(column), &slot, None, true)?;
                bases.push((column, base));
            }
            self.mark(&mut table, &what, &bases)?;
            table.at_least(3);
            table.next()?;
        }
        table.finish(self.form)
    }
}
