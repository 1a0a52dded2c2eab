//! What stands in a cell: text, a number, a state, or a formula with its result.

use crate::format;
use crate::measure::{Nilai, Reason};
use crate::model::text::plain;
use crate::model::{Aim, Indikator, Satuan};
use crate::number::Rational;
use crate::text::Text;

/// Characters an Excel formula may have; a longer one would make the file unreadable.
const FORMULA_LENGTH: usize = 8_000;

/// Units of UTF-16 that a cell may have (Excel takes 32,767), less what says that there are more.
const TEXT_LENGTH: usize = 32_600;
/// Units of UTF-16 that a list of choices may have.
const LIST_LENGTH: usize = 255;
/// What is noted beside the result of a formula that Excel does not take.
const TOO_LONG: &str = "Rumusnya terlalu panjang untuk Excel; yang tertulis adalah hasilnya.";
/// What stands behind a text that was cut short.
const CUT_SHORT: &str = " … (terlalu panjang untuk satu sel Excel; sisanya tidak tercetak)";

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// How it looks.
    pub number_format: NumberFormat,
    /// A note beside it: rule and source.
    pub note: Option<String>,
    /// What may be typed into it, where it is meant to be typed into.
    pub input: Option<Input>,
}

/// What may be typed into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What is taken.
    pub rule: Rule,
    /// What to do, told to whoever typed something else.
    pub message: String,
}

/// What a cell takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Anything.
    Any,
    /// What makes this formula over the cell itself true.
    Formula(String),
    /// One of these.
    List(Vec<String>),
}

impl Input {
    /// Text as it comes.
    pub fn any() -> Input {
        Input { rule: Rule::Any, message: String::new() }
    }

    /// What makes `formula` true.
    pub fn formula(formula: String, message: impl Into<String>) -> Input {
        Input { rule: Rule::Formula(formula), message: message.into() }
    }

    /// One of `words`.
    pub fn list(words: impl IntoIterator<Item = impl Into<String>>) -> Input {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        let message = format!("Pilih salah satu: {}.", words.join(", "));
        // A comma would make two of one, and Excel takes no longer list.
        let fits = words.iter().all(|word| !word.contains(','));
        let fits = fits && words.join(",").encode_utf16().count() <= LIST_LENGTH;
        Input { rule: if fits { Rule::List(words) } else { Rule::Any }, message }
    }
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// Nothing: not filled, or nothing belongs here.
    Empty,
    /// Text, never a formula or a link.
    Text(String),
    /// A number.
    Number(Rational),
    /// A formula and its result.
    Rumus(String, Cached),
}

/// The result of a formula as the file carries it before anyone recalculates.
#[derive(Debug, Clone)]
pub enum Cached {
    /// A number.
    Number(Rational),
    /// Text; empty for *not filled*.
    Text(String),
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberFormat {
    /// Text from the left.
    Text,
    /// Short text in the middle.
    Centered,
    /// A year.
    Year,
    /// A number with the decimals it needs, at most this many.
    Number(u32),
    /// A number with so many decimals.
    Decimals(u32),
    /// A share in percent with two decimals.
    Persen,
    /// A share in percent with so many decimals.
    PercentTo(u32),
    /// A share in percent with the decimals it needs.
    PercentAsNeeded,
    /// An amount of money.
    Rupiah,
}

impl NumberFormat {
    /// Of the measured value of an indicator.
    pub fn measured(indikator: &Indikator) -> NumberFormat {
        match (&indikator.satuan.value, indikator.decimals()) {
            (Satuan::Persen, Some(2)) => NumberFormat::Persen,
            (Satuan::Persen, Some(places)) => NumberFormat::PercentTo(places),
            (Satuan::Rasio | Satuan::Count(_), Some(places)) => NumberFormat::Decimals(places),
            (satuan, _) => NumberFormat::entered(satuan),
        }
    }

    /// Of a value that was given in this unit.
    pub fn entered(satuan: &Satuan) -> NumberFormat {
        match satuan {
            Satuan::Persen => NumberFormat::PercentAsNeeded,
            Satuan::Rasio | Satuan::Raw => NumberFormat::Number(6),
            Satuan::Rupiah => NumberFormat::Rupiah,
            Satuan::Predikat(_) => NumberFormat::Centered,
            Satuan::Count(_) => NumberFormat::Number(2),
        }
    }
}

impl Cell {
    fn new(content: Content, number_format: NumberFormat) -> Cell {
        Cell { content, number_format, note: None, input: None }
    }

    fn of_text(text: &str, number_format: NumberFormat) -> Cell {
        Cell::new(Content::Text(fitting(plain(text))), number_format)
    }

    /// A cell with nothing in it.
    pub fn empty() -> Cell {
        Cell::new(Content::Empty, NumberFormat::Centered)
    }

    /// Text, without the marks that pages set in italics.
    pub fn text(text: impl AsRef<str>) -> Cell {
        Cell::of_text(text.as_ref(), NumberFormat::Text)
    }

    /// Short text in the middle.
    pub fn centered(text: impl AsRef<str>) -> Cell {
        Cell::of_text(text.as_ref(), NumberFormat::Centered)
    }

    /// A running number.
    pub fn nomor(n: usize) -> Cell {
        // Rows of a sheet fit.
        Cell::new(
            Content::Number(i32::try_from(n).unwrap_or(i32::MAX).into()),
            NumberFormat::Number(0),
        )
    }

    /// A year: a number without points.
    pub fn year(tahun: i32) -> Cell {
        Cell::new(Content::Number(tahun.into()), NumberFormat::Year)
    }

    /// A cell with nothing in it that waits for a number.
    pub fn blank(number_format: NumberFormat) -> Cell {
        Cell::new(Content::Empty, number_format)
    }

    /// *n/a* where a number may come to stand.
    pub fn unavailable(number_format: NumberFormat) -> Cell {
        let words = state_words(&Nilai::Unavailable(Text::built_in("")));
        Cell::new(Content::Text(words), number_format)
    }

    /// A number that was given, in its unit; grades are their words.
    pub fn entered(number: Rational, satuan: &Satuan) -> Cell {
        match satuan {
            Satuan::Predikat(_) => Cell::centered(satuan.show_target(number)),
            _ => Cell::number(number, NumberFormat::entered(satuan)),
        }
    }

    /// A number.
    pub fn number(number: Rational, number_format: NumberFormat) -> Cell {
        Cell::new(Content::Number(number), number_format)
    }

    /// The measured value of an indicator, or its state; grades are their words.
    pub fn measured(nilai: &Nilai, indikator: &Indikator) -> Cell {
        match (nilai, &indikator.satuan.value) {
            (Nilai::NotFilled, _) => Cell::empty(),
            (Nilai::Known(number), satuan @ Satuan::Predikat(_)) => Cell::entered(*number, satuan),
            (Nilai::Known(number), _) => Cell::number(*number, NumberFormat::measured(indikator)),
            (state, _) => Cell { note: state.reason(), ..Cell::centered(state_words(state)) },
        }
    }

    /// A number that may not be there.
    pub fn optional_number(number: Option<Rational>, satuan: &Satuan) -> Cell {
        number.map_or_else(
            || Cell::blank(NumberFormat::entered(satuan)),
            |n| Cell::entered(n, satuan),
        )
    }

    /// A target.
    pub fn aim(aim: Option<Aim>, satuan: &Satuan) -> Cell {
        match aim {
            None => Cell::empty(),
            Some(Aim::Point(n)) => Cell::entered(n, satuan),
            Some(range @ Aim::Interval(..)) => Cell::centered(range.show(satuan)),
        }
    }

    /// A formula whose result is a value or its state. One whose exact result has no room leaves
    /// its state, where Excel would show a rounded number.
    pub fn rumus(rumus: String, cached: &Nilai, number_format: NumberFormat) -> Cell {
        let state = || Cached::Text(state_words(cached));
        let result = cached.number().map_or_else(state, Cached::Number);
        if *cached == Nilai::NotComputable(Reason::TooLarge) {
            return Cell { note: cached.reason(), ..Cell::result(result, number_format) };
        }
        Cell::formula(rumus, result, number_format)
    }

    /// A formula with its result. One too long for Excel leaves its result, and says so.
    pub fn formula(rumus: String, cached: Cached, number_format: NumberFormat) -> Cell {
        if rumus.len() > FORMULA_LENGTH {
            return Cell::result(cached, number_format).with_format(TOO_LONG);
        }
        Cell::new(Content::Rumus(rumus, cached), number_format)
    }

    fn result(cached: Cached, number_format: NumberFormat) -> Cell {
        let content = match cached {
            Cached::Number(number) => Content::Number(number),
            Cached::Text(text) => Content::Text(text),
        };
        Cell::new(content, number_format)
    }

    /// A formula whose result is short text.
    pub fn text_formula(rumus: String, cached: impl Into<String>) -> Cell {
        Cell::formula(rumus, Cached::Text(cached.into()), NumberFormat::Centered)
    }

    /// A formula whose result is a sentence.
    pub fn sentence(rumus: String, cached: impl Into<String>) -> Cell {
        Cell::formula(rumus, Cached::Text(cached.into()), NumberFormat::Text)
    }

    /// The same cell, to be typed into.
    #[must_use]
    pub fn input(mut self, input: Input) -> Cell {
        self.input = Some(input);
        self
    }

    /// Another formula for the same result.
    #[must_use]
    pub fn with_formula(mut self, rumus: String) -> Cell {
        if let Content::Rumus(formula, _) = &mut self.content {
            *formula = rumus;
        }
        self
    }

    /// The same formula, whose result is these words.
    #[must_use]
    pub fn with_result(mut self, words: &str) -> Cell {
        if let Content::Rumus(_, cached) = &mut self.content {
            *cached = Cached::Text(words.to_owned());
        }
        self
    }

    /// The same formula where `condition` does not hold; `words` where it does.
    #[must_use]
    pub fn guarded(mut self, condition: &str, words: &str) -> Cell {
        if let Content::Rumus(formula, _) = &mut self.content {
            *formula = format!("IF({condition},{},{formula})", super::rumus::quote(words));
        }
        self
    }

    /// A place where nothing belongs: not to be taken for one that is not filled.
    pub fn without() -> Cell {
        Cell::centered(super::rumus::WITHOUT)
    }

    /// The width its number takes, in characters; 0 for anything else.
    pub fn number_width(&self) -> f64 {
        let (Content::Number(number) | Content::Rumus(_, Cached::Number(number))) = &self.content
        else {
            return 0.0;
        };
        let text = match self.number_format {
            NumberFormat::Rupiah => format::rupiah(*number).replace("Rp", ""),
            NumberFormat::Persen | NumberFormat::PercentAsNeeded => format::percent(*number),
            NumberFormat::PercentTo(places) => format::percent_to(*number, places),
            NumberFormat::Decimals(places) => format::round(*number, places),
            NumberFormat::Number(most) => format::as_needed(*number, most),
            NumberFormat::Text | NumberFormat::Centered | NumberFormat::Year => return 0.0,
        };
        // Points are narrower than digits; a little air on both sides.
        let wide = text.chars().filter(|c| !matches!(c, '.' | ',')).count();
        let narrow = text.chars().count() - wide;
        // Lengths of numbers are small.
        let [wide, narrow] = [wide, narrow].map(|n| u16::try_from(n).unwrap_or(u16::MAX));
        f64::from(wide) * 1.05 + f64::from(narrow) * 0.55 + 1.5
    }

    /// The same cell with a note, behind what is noted already.
    #[must_use]
    pub fn with_format(mut self, note: impl Into<String>) -> Cell {
        let note = note.into();
        self.note = Some(fitting(match self.note {
            Some(first) => format!("{first}\n{note}"),
            None => note,
        }));
        self
    }
}

/// A cell that shows what another one holds.
pub fn linked(cell: &str, holds: Cell) -> Cell {
    let formula = super::rumus::reference(cell);
    match holds.content {
        Content::Number(n) => Cell::rumus(formula, &Nilai::Known(n), holds.number_format),
        Content::Text(text) => Cell::text_formula(formula, text),
        _ => Cell::rumus(formula, &Nilai::NotFilled, holds.number_format),
    }
}

/// A text as a cell or a note can hold it. No text of a project is as long; what is put together of
/// many may be, and says so.
fn fitting(text: String) -> String {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > TEXT_LENGTH
    });
    match end {
        None => text,
        Some((end, _)) => format!("{}{CUT_SHORT}", &text[..end]),
    }
}

/// A state as a cell shows it: *not filled* is empty.
pub fn state_words(nilai: &Nilai) -> String {
    match nilai {
        Nilai::NotFilled => String::new(),
        // What people type.
        Nilai::Unavailable(_) => "n/a".to_owned(),
        other => other.show(|_| String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_excel_cannot_hold_says_that_it_goes_on() {
        let length = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
        for piece in ["a", "é", "😀"] {
            let whole = piece.repeat(TEXT_LENGTH / length(piece));
            assert_eq!(fitting(whole.clone()), whole);
            let cut = fitting(whole.clone() + piece);
            assert!(cut.starts_with(&whole) && cut.ends_with(CUT_SHORT));
            assert!(length(&cut) <= 32_767);
        }
    }
}
