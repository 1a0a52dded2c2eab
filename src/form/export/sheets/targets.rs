//! *Target*: the targets of a year, and of its quarters.

use rust_xlsxwriter::Worksheet;

use super::columns::{Columns, Field, Table};
use super::{Result, Writer, rules};
use crate::form::{Column, Row, Slot};
use crate::format;
use crate::measure;
use crate::model::{Indikator, made_of_quarters};

impl Writer<'_> {
    pub(super) fn targets(&mut self) -> Result<Worksheet> {
        let tahun = self.form.tahun;
        let before = [tahun - 2, tahun - 1];
        let columns = Columns::new(self.form).with(Field::Indikator, "Indikator", 50.0).with(
            Field::Satuan,
            "Satuan",
            14.0,
        );
        let columns = before.into_iter().fold(columns, |columns, one| {
            columns.with(Field::TargetOf(one), format!("Target {one}"), 12.0)
        });
        let own = Field::Entry(Column::Target);
        let columns = columns
            .with(Field::RealisasiOf(tahun - 1), format!("Hasil {}", tahun - 1), 12.0)
            .with(own, format!("{}\n(diisi)", Column::Target.title(tahun)), 16.0);
        let columns = (1..=4).fold(columns, |columns, n| {
            let title = format!("TW {}\n(bila ada)", format::roman(n));
            columns.with(Field::Entry(Column::Triwulan(n)), title, 12.0)
        });
        let heading = "Isi sel kuning. Rentang ditulis 80% s.d. 90%. Target triwulan boleh kosong.";
        let mut table = self.table("Target", heading, columns)?;
        for (n, (owed, one)) in (1..).zip(self.indikator()) {
            self.begin(&mut table, n, owed, &self.formats.text)?;
            self.target(&mut table, one)?;
        }
        self.count("Target terisi", "Target", &table, own, None, |slot| {
            matches!(slot, Slot::Target { quarter: None, .. })
        });
        table.finish(self.form)
    }

    fn target(&mut self, table: &mut Table, one: &Indikator) -> Result {
        let tahun = self.form.tahun;
        let unit = &one.satuan.value;
        let shown = self.formats.number(unit, false);
        table.text(Field::Indikator, &one.nama, &self.formats.text)?;
        table.text(Field::Satuan, unit.nama(), &self.formats.text)?;
        for before in [tahun - 2, tahun - 1] {
            let target = one.target.get(&before).map(|target| target.in_force().show(unit));
            table.text(Field::TargetOf(before), &target.unwrap_or_default(), &shown)?;
        }
        let actual = measure::calculate_until(&self.project.model, one, tahun - 1, 4).realisasi;
        let actual = actual.show(|number| one.show(number));
        table.text(Field::RealisasiOf(tahun - 1), &actual, &shown)?;
        let what = Row::Target { id: one.id.to_string() };
        let due = one.frekuensi.due(4);
        let mut bases = Vec::new();
        for column in [Column::Target].into_iter().chain((1..=4).map(Column::Triwulan)) {
            let Some(slot) = what.slot(column, self.form) else { continue };
            // Where the year is the only time at which it is measured, its target is the year's.
            let open = match column {
                Column::Triwulan(n) => due.len() > 1 && due.iter().any(|due| due == n),
                _ => true,
            };
            let field = Field::Entry(column);
            bases.push((column, self.put(table, field, &slot, Some(unit), open)?));
            if open {
                let at = table.at(field);
                rules::say(&mut table.sheet, at, &column.title(tahun), meaning(one, column))?;
            }
        }
        self.mark(table, &what, &bases)?;
        table.next()
    }
}

/// What the target of a quarter is of.
fn meaning(one: &Indikator, column: Column) -> &'static str {
    match column {
        Column::Triwulan(_) if one.adds_up() => {
            "Bagian triwulan ini saja: keempat triwulan dijumlahkan menjadi target setahun."
        }
        Column::Triwulan(_) if made_of_quarters(one) => {
            "Target triwulan ini saja: keempat triwulan dirata-ratakan menjadi target setahun."
        }
        Column::Triwulan(_) => {
            "Keadaan yang dituju pada akhir triwulan ini; triwulan terakhir sama dengan target setahun."
        }
        _ => "Target setahun: angka, atau rentang seperti 80% s.d. 90%.",
    }
}
