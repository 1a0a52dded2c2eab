//! How cells look, and how much room their texts take.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::{Indikator, Satuan};

/// The face of all cells: metrics that every office suite has.
pub(super) const FACE: &str = "Arial";

/// A number with the decimals that it has.
const GENERAL: &str = "General";

/// How cells look.
pub(super) struct Formats {
    pub title: Format,
    /// A line above a table.
    pub line: Format,
    pub head: Format,
    pub text: Format,
    pub muted: Format,
    pub plain: Format,
}

impl Formats {
    pub fn new() -> Formats {
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
            line: base(),
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
    pub fn number(&self, satuan: &Satuan, open: bool) -> Format {
        let pattern = match satuan {
            Satuan::Persen => "0.00%",
            Satuan::Rupiah => "#,##0",
            _ => GENERAL,
        };
        self.figure(satuan, open, pattern)
    }

    /// A cell with the actual value of an indicator, as documents show it.
    pub fn measured(&self, one: &Indikator) -> Format {
        let Some(places) = one.decimals() else {
            return self.number(&one.satuan.value, false);
        };
        let places = "0".repeat(places.try_into().unwrap_or(0));
        let point = if places.is_empty() { "" } else { "." };
        let sign = if one.satuan.value == Satuan::Persen { "%" } else { "" };
        self.figure(&one.satuan.value, false, &format!("0{point}{places}{sign}"))
    }

    fn figure(&self, satuan: &Satuan, open: bool, pattern: &str) -> Format {
        let align = if matches!(satuan, Satuan::Predikat(_)) {
            FormatAlign::Center
        } else {
            FormatAlign::Right
        };
        // In the middle nothing can be indented.
        let indent = u8::from(align == FormatAlign::Right);
        // Office suites lose the indent of numbers in cells that break lines.
        let format = self.entry(open).unset_text_wrap().set_align(align).set_indent(indent);
        if pattern == GENERAL { format } else { format.set_num_format(pattern) }
    }

    /// A cell of words; open cells are yellow.
    pub fn entry(&self, open: bool) -> Format {
        let color = if open { 0x00FF_F6CC } else { 0x00F2_F2F2 };
        let format = self.text.clone().set_background_color(Color::RGB(color));
        if open { format.set_unlocked() } else { format }
    }
}

/// A value of the YAML as a number of a cell.
pub(super) fn binary(written: &str) -> Option<f64> {
    let (digits, hundred) = match written.strip_suffix('%') {
        Some(digits) => (digits, Decimal::ONE_HUNDRED),
        None => (written, Decimal::ONE),
    };
    let number = Decimal::from_str_exact(digits.trim()).ok()?.checked_div(hundred)?;
    // By its text: the nearest number that a cell can hold.
    number.to_string().parse().ok()
}

/// Lines that a text takes in a column of so many characters.
pub(super) fn lines(text: &str, width: f64) -> u32 {
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
