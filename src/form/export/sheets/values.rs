//! *Isian*: a row for each variable, with what it comes to as it is filled.

use rust_xlsxwriter::{Formula, Note, Worksheet};

use super::columns::{Columns, Field, Table};
use super::look::binary;
use super::{Result, Writer, rules};
use crate::form::{Column, Row, Slot, owed, standing};
use crate::format;
use crate::measure::{self, Measured, Nilai};
use crate::model::{Aim, Indikator, NILAI, Satuan, Target};
use crate::number::Rational;
use crate::reader::workbook::cell_name;
use crate::text::Text;
use crate::workbook::cell::state_words;
use crate::workbook::rumus::{self, Bounds, Quantity};

const NA: Field = Field::Entry(Column::Na);

fn quarter_field(quarter: usize) -> Field {
    Field::Entry(Column::Triwulan(quarter))
}

impl Writer<'_> {
    pub(super) fn values(&mut self, quarter: usize) -> Result<Worksheet> {
        let heading = "Isi sel kuning saja. Kosong berarti belum diisi, 0 berarti nol.";
        let mut table = self.table("Isian", heading, self.value_columns(quarter))?;
        for (n, (owed, one)) in (1..).zip(self.indikator()) {
            self.of_indikator(&mut table, (n, owed), one, quarter)?;
        }
        let entry = quarter_field(quarter);
        self.count("Angka terisi", "Isian", &table, entry, None, |slot| {
            matches!(slot, Slot::Value { .. }) && slot.quarter() == Some(quarter)
        });
        let all = self.indikator().count();
        self.count("Sebab tidak tersedia", "Isian", &table, NA, Some(all), |slot| {
            matches!(slot, Slot::Na { .. })
        });
        table.finish(self.form)
    }

    fn value_columns(&self, quarter: usize) -> Columns {
        let (tahun, here) = (self.form.tahun, format::roman(quarter));
        let columns = Columns::new(self.form)
            .with(Field::Indikator, "Indikator", 34.0)
            .with(Field::Data, "Data", 30.0)
            .with(Field::Satuan, "Satuan", 14.0)
            .with(Field::LastYear, format!("Tahun lalu (TW {here} {})", tahun - 1), 12.0)
            .with_quarters(quarter, "diisi", 12.5)
            .with(NA, format!("{}\n(diisi bila kosong)", Column::Na.title(tahun)), 24.0)
            .with(Field::ToDate, format!("Angka s.d. TW {here}"), 12.0)
            .with(Field::Realisasi, "Hasil hitung", 12.0);
        let columns = if quarter < 4 {
            columns.with(Field::Target, format!("Target s.d. TW {here}"), 12.0)
        } else {
            columns
        };
        columns.with(Field::Yearly, format!("Target {tahun}"), 12.0).with(
            Field::Capaian,
            "Capaian",
            12.0,
        )
    }

    fn of_indikator(
        &mut self,
        table: &mut Table,
        (nomor, owed): (u32, &owed::Owed),
        one: &Indikator,
        quarter: usize,
    ) -> Result {
        let tahun = self.form.tahun;
        let first = table.row;
        for (n, nama) in one.data().into_iter().enumerate() {
            let what = Row::Data { id: one.id.to_string(), nama: nama.to_owned() };
            let repeated = if n == 0 { &self.formats.text } else { &self.formats.muted };
            self.begin(table, nomor, owed, repeated)?;
            table.text(Field::Indikator, &one.nama, repeated)?;
            table.text(Field::Data, owed::label(one, nama), &self.formats.text)?;
            let name = if one.rumus.is_some() { "" } else { one.satuan.nama() };
            table.text(Field::Satuan, name, &self.formats.text)?;
            self.last_year(table, one, nama, quarter)?;
            let mut bases = self.quarters(table, (&what, one, nama), quarter)?;
            if n == 0 {
                let slot = Slot::Na { tahun, id: one.id.to_string(), quarter };
                bases.push((Column::Na, self.put(table, NA, &slot, None, true)?));
            } else {
                table.text(NA, "", &self.formats.entry(false))?;
            }
            self.mark(table, &what, &bases)?;
            table.next()?;
        }
        let measured = measure::calculate_until(&self.project.model, one, tahun, quarter);
        self.live(table, first, one, &measured)
    }

    /// The quarters of a variable; earlier ones are open only where nothing stands.
    fn quarters(
        &mut self,
        table: &mut Table,
        (what, one, nama): (&Row, &Indikator, &str),
        quarter: usize,
    ) -> Result<Vec<(Column, String)>> {
        let unit = one.satuan_data();
        let due = one.frekuensi.due(quarter);
        let mut bases = Vec::new();
        for q in 1..=quarter {
            let column = Column::Triwulan(q);
            let Some(slot) = what.slot(column, self.form) else { continue };
            let unavailable = self.unavailable(one, q);
            let empty = standing::value(&self.project.sources, &slot).is_none();
            let is_due = due.iter().any(|due| due == q);
            let open = is_due && (q == quarter || (empty && unavailable.is_none()));
            let field = quarter_field(q);
            bases.push((column, self.put(table, field, &slot, Some(unit), open)?));
            let at = table.at(field);
            match unavailable {
                Some(reason) if q < quarter => {
                    let words = state_words(&Nilai::Unavailable(Text::built_in("")));
                    table.text(field, &words, &self.formats.number(unit, false))?;
                    let note = Note::new(reason).add_author_prefix(false);
                    table.sheet.insert_note(at.0, at.1, &note)?;
                }
                _ if open => rules::value(&mut table.sheet, at, one, nama)?,
                _ => {}
            }
        }
        Ok(bases)
    }

    /// Why an earlier quarter, or this one, is not available.
    fn unavailable(&self, one: &Indikator, quarter: usize) -> Option<String> {
        let slot = Slot::Na { tahun: self.form.tahun, id: one.id.to_string(), quarter };
        standing::value(&self.project.sources, &slot).map(|(reason, _)| reason)
    }

    /// What the same quarter of last year had.
    fn last_year(&self, table: &mut Table, one: &Indikator, nama: &str, quarter: usize) -> Result {
        let tahun = self.form.tahun - 1;
        let then = self.project.model.in_year(one, tahun);
        let slot = then.map(|then| {
            let (id, nama) = (then.id.to_string(), nama.to_owned());
            Slot::Value { tahun, id, quarter, nama }
        });
        let value = slot.and_then(|slot| standing::value(&self.project.sources, &slot));
        let format = self.formats.number(one.satuan_data(), false);
        let text = value.map(|(text, _)| text).unwrap_or_default();
        match binary(&text) {
            Some(number) => table.number(Field::LastYear, number, &format),
            None => table.text(Field::LastYear, &text, &format),
        }
    }

    /// The columns that compute, with the formulas of the workbooks. `first` is the row of the
    /// first variable; the next row is to be written.
    fn live(&self, table: &mut Table, first: u32, one: &Indikator, measured: &Measured) -> Result {
        let (end, unit) = (table.row, &one.satuan.value);
        let names = one.data();
        for (row, nama) in (first..).zip(&names) {
            table.row = row;
            self.to_date(table, one, nama, measured)?;
        }
        let to_date = table.columns.at(Field::ToDate);
        let operand = |nama: &str| {
            if let Some((row, _)) = (first..).zip(&names).find(|(_, one)| **one == nama) {
                return cell_name((row, to_date.into()));
            }
            let other = measured.operand.iter().find(|o| o.nama == nama);
            let number = other.and_then(|o| o.nilai.number()).and_then(Rational::decimal);
            number.map_or_else(|| "\"\"".to_owned(), |n| n.normalize().to_string())
        };
        let grades = matches!(unit, Satuan::Predikat(_));
        let formula = if grades { operand(NILAI) } else { rumus::realisasi(one, &operand) };
        table.row = first;
        let result = result(&measured.realisasi, unit);
        let format = self.formats.measured(one);
        Self::formula(table, Field::Realisasi, &formula, result, &format)?;
        // At the end of the year its target is the one that counts.
        let target = if measured.sampai < 4 { Field::Target } else { Field::Yearly };
        if target != Field::Yearly {
            let yearly = one.target.get(&self.form.tahun).map(Target::in_force);
            self.aim(table, Field::Yearly, yearly, unit)?;
        }
        self.aim(table, target, measured.aim, unit)?;
        self.capaian(table, target, one, measured)?;
        for row in first + 1..end {
            table.row = row;
            let computed = [Field::Realisasi, Field::Yearly, target, Field::Capaian];
            for field in computed {
                table.text(field, "", &self.formats.entry(false))?;
            }
        }
        table.row = end;
        Ok(())
    }

    /// What the quarters of a variable come to.
    fn to_date(&self, table: &mut Table, one: &Indikator, nama: &str, m: &Measured) -> Result {
        let name = |quarter| {
            let (row, column) = table.at(quarter_field(quarter));
            cell_name((row, column.into()))
        };
        let cells: Vec<String> = (1..=m.sampai).map(name).collect();
        let formula = if matches!(one.satuan.value, Satuan::Predikat(_)) {
            cells
                .iter()
                .fold("\"\"".to_owned(), |rest, cell| format!("IF({cell}<>\"\",{cell},{rest})"))
        } else {
            let span = format!("{}:{}", name(1), name(m.sampai));
            rumus::to_date(one.agregasi.value, (&span, &cells), m.is_due(), None)
        };
        let known = m.operand.iter().find(|o| *o.nama == *nama && o.compared.is_none());
        let nilai = known.map_or(&Nilai::NotFilled, |operand| &operand.nilai);
        let unit = one.satuan_data();
        let format = self.formats.number(unit, false);
        Self::formula(table, Field::ToDate, &formula, result(nilai, unit), &format)
    }

    fn aim(&self, table: &mut Table, field: Field, aim: Option<Aim>, unit: &Satuan) -> Result {
        let format = self.formats.number(unit, false);
        let number = match aim {
            Some(Aim::Point(number)) if !matches!(unit, Satuan::Predikat(_)) => number.decimal(),
            _ => None,
        };
        match number.and_then(|number| binary(&number.to_string())) {
            Some(number) => table.number(field, number, &format),
            None => {
                let words = aim.map(|aim| aim.show(unit)).unwrap_or_default();
                table.text(field, &words, &format)
            }
        }
    }

    fn capaian(&self, table: &mut Table, target: Field, one: &Indikator, m: &Measured) -> Result {
        let Some(aim) = m.aim else {
            let words = m.capaian.show(|_| String::new());
            return table.text(Field::Capaian, &words, &self.formats.entry(false));
        };
        let [t, r] = [target, Field::Realisasi].map(|field| {
            let (row, column) = table.at(field);
            Quantity::new(cell_name((row, column.into())), &one.satuan.value)
        });
        let literal = |number: Rational| {
            let number = number.decimal().map(|number| number.normalize().to_string());
            number.unwrap_or_else(|| "\"\"".to_owned())
        };
        let bounds = match aim {
            Aim::Point(_) => Bounds::point(t.number),
            Aim::Interval(low, high) => Bounds { low: literal(low), high: literal(high) },
        };
        let kebijakan = &self.project.model.opd.kebijakan;
        let formula = rumus::capaian(kebijakan, one.arah, &bounds, &r, "\"\"");
        let share = Satuan::Persen;
        let format = self.formats.number(&share, false);
        Self::formula(table, Field::Capaian, &formula, result(&m.capaian, &share), &format)
    }

    fn formula(
        table: &mut Table,
        field: Field,
        formula: &str,
        result: String,
        format: &rust_xlsxwriter::Format,
    ) -> Result {
        let formula = Formula::new(format!("={formula}")).set_result(result);
        let (row, column) = table.at(field);
        table.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }
}

/// What a formula comes to as the form goes out.
fn result(nilai: &Nilai, satuan: &Satuan) -> String {
    match nilai.number() {
        Some(number) if matches!(satuan, Satuan::Predikat(_)) => satuan.show_target(number),
        Some(number) => number.decimal().map_or_else(String::new, |n| n.normalize().to_string()),
        None => state_words(nilai),
    }
}
