//! What a cell takes as it is typed into. It helps those who fill a form; what comes back is
//! judged anew.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Worksheet};

use super::Result;
use crate::form::owed;
use crate::model::{Indikator, Satuan};
use crate::text::Text;

/// Characters of a message that Excel shows beside a cell.
const MESSAGE: usize = 250;
/// Characters of its title.
const MESSAGE_TITLE: usize = 32;
/// Beyond this a number is no number of an office.
const LARGE: f64 = 1e15;

fn between(least: f64, most: f64) -> DataValidation {
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

/// Says something of a cell that takes anything.
pub(super) fn say(sheet: &mut Worksheet, at: (u32, u16), title: &str, text: &str) -> Result {
    check(sheet, at, DataValidation::new().allow_any_value(), title, text)
}

/// A cell of rupiah.
pub(super) fn spending(sheet: &mut Worksheet, at: (u32, u16)) -> Result {
    let text = "Rupiah yang dibelanjakan dalam triwulan ini. Angka saja, tanpa Rp dan titik.";
    check(sheet, at, between(0.0, LARGE), "Belanja", text)
}

/// A cell of raw data.
pub(super) fn value(sheet: &mut Worksheet, at: (u32, u16), one: &Indikator, nama: &str) -> Result {
    let title = owed::label(one, nama);
    match one.satuan_data() {
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
            between(0.0, 1.5),
            title,
            "Persen dengan tandanya, misalnya 75%. Angka di atas 150% ditanyakan lagi ketika diterima.",
        ),
        Satuan::Count(_) => check(
            sheet,
            at,
            between(0.0, LARGE),
            title,
            "Angka saja, tanpa satuan dan tanpa titik ribuan. Bila tidak ada, kosongkan dan tulis sebabnya.",
        ),
        _ => check(
            sheet,
            at,
            between(-LARGE, LARGE),
            title,
            "Angka saja, tanpa satuan dan tanpa titik ribuan, dengan koma desimal. Bila tidak ada, kosongkan dan tulis sebabnya.",
        ),
    }
}
