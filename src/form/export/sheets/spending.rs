//! *Belanja*: what each sub-activity spent in the quarter.

use rust_xlsxwriter::{Formula, Worksheet};

use super::columns::{Columns, Field, Table};
use super::look::binary;
use super::{Result, Writer, rules};
use crate::form::{Column, Row, Slot, standing};
use crate::model::Satuan;
use crate::model::renstra::SubKegiatan;
use crate::number::Rational;
use crate::reader::workbook::cell_name;

impl Writer<'_> {
    pub(super) fn belanja(&mut self, quarter: usize) -> Result<Worksheet> {
        let columns = Columns::new(self.form)
            .with(Field::Kode, "Kode", 16.0)
            .with(Field::SubKegiatan, "Sub kegiatan", 46.0)
            .with(Field::Anggaran, format!("Anggaran {} (Rp)", self.form.tahun), 16.0)
            .with(Field::Rest, "Sisa (Rp)", 16.0)
            .with_quarters(quarter, "diisi, Rp", 16.0);
        let heading = "Isi sel kuning: rupiah yang dibelanjakan dalam triwulan itu saja.";
        let mut table = self.table("Belanja", heading, columns)?;
        let all =
            self.owed.iter().flat_map(|owed| owed.belanja.iter().map(move |sub| (owed, *sub)));
        for (n, (owed, sub)) in (1..).zip(all) {
            self.begin(&mut table, n, owed, &self.formats.text)?;
            self.sub_kegiatan(&mut table, sub, quarter)?;
        }
        let entry = Field::Entry(Column::Triwulan(quarter));
        self.count("Belanja terisi", "Belanja", &table, entry, None, |slot| {
            matches!(slot, Slot::Belanja { .. }) && slot.quarter() == Some(quarter)
        });
        table.finish(self.form)
    }

    fn sub_kegiatan(&mut self, table: &mut Table, sub: &SubKegiatan, quarter: usize) -> Result {
        table.text(Field::Kode, &sub.kode, &self.formats.text)?;
        table.text(Field::SubKegiatan, &sub.nama, &self.formats.text)?;
        self.budget(table, sub, quarter)?;
        let what = Row::Belanja { kode: sub.kode.to_string() };
        let mut bases = Vec::new();
        for q in 1..=quarter {
            let column = Column::Triwulan(q);
            let Some(slot) = what.slot(column, self.form) else { continue };
            let open = q == quarter || standing::value(&self.project.sources, &slot).is_none();
            let field = Field::Entry(column);
            let base = self.put(table, field, &slot, Some(&Satuan::Rupiah), open)?;
            if open {
                let at = table.at(field);
                rules::spending(&mut table.sheet, at)?;
            }
            bases.push((column, base));
        }
        self.mark(table, &what, &bases)?;
        table.next()
    }

    /// The budget, and what is left of it as the quarters are filled.
    fn budget(&self, table: &mut Table, sub: &SubKegiatan, quarter: usize) -> Result {
        let rupiah = self.formats.number(&Satuan::Rupiah, false);
        let budget = sub.budget(self.form.tahun, 4).and_then(Rational::decimal);
        let Some(budget) = budget.and_then(|number| binary(&number.to_string())) else {
            table.text(Field::Anggaran, "", &rupiah)?;
            return table.text(Field::Rest, "", &rupiah);
        };
        table.number(Field::Anggaran, budget, &rupiah)?;
        let name = |field| {
            let (row, column) = table.at(field);
            cell_name((row, column.into()))
        };
        let [first, last] = [1, quarter].map(|q| name(Field::Entry(Column::Triwulan(q))));
        let formula = Formula::new(format!("={}-SUM({first}:{last})", name(Field::Anggaran)));
        let (row, column) = table.at(Field::Rest);
        table.sheet.write_formula_with_format(row, column, formula, &rupiah)?;
        Ok(())
    }
}
