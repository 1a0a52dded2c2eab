//! Text to [`Expr`]. Places are characters of the text, so that the caller can put a
//! caret under them in the YAML.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Expr, Operator};
use crate::language::{Phrase, notes};
use crate::typed;

/// Parentheses within parentheses; also bounds the recursion.
const MAX_DEPTH: usize = 40;
/// Characters of a formula.
pub const MAX_CHARS: usize = 2_000;

/// Why a formula cannot be read, and which characters of it are to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The characters.
    pub chars: Range<usize>,
    /// The reason.
    pub reason: Phrase,
}

notes! {
    TOO_LONG = "lebih dari {batas} karakter", "more than {batas} characters";
    TOO_DEEP = "kurung lebih dari {batas} tingkat", "parentheses more than {batas} deep";
    NOT_OPENED = "kurung tutup ini tidak ada pembukanya", "nothing was opened that this parenthesis closes";
    NOT_CLOSED = "kurung ini tidak ditutup", "this parenthesis is not closed";
    NO_OPERATOR = "di sini seharusnya ada + - * atau /", "there should be + - * or / here";
    NO_OPERAND = "di sini seharusnya ada nama variabel atau angka, bukan `{tanda}`",
        "there should be a variable or a number here, not `{tanda}`";
    FOREIGN_SIGN = "`{tanda}` bukan tanda yang dikenal rumus; yang dimaksud `{ganti}`",
        "`{tanda}` is no sign of a formula; `{ganti}` is meant";
    PERCENT_ALONE = "`%` menempel pada angkanya; yang dimaksud `100%`",
        "`%` stands right behind its number; `100%` is meant";
    EQUALS = "rumus ditulis tanpa `=`; yang dihitung hanya ruas kanannya",
        "a formula has no `=`; only what stands behind it is computed";
    CAPITALS = "nama variabel ditulis dengan huruf kecil",
        "names of variables are written in small letters";
    UNFINISHED = "rumus belum selesai", "the formula is not finished";
    OPEN_QUOTE = "tanda kutip ini tidak ditutup", "this quote is not closed";
    EMPTY_LABEL = "tulisan ini kosong", "this label is empty";
    NO_NUMBER = "`{teks}` bukan angka; pakai titik desimal, tanpa pemisah ribuan",
        "`{teks}` is not a number; use a decimal point, no thousands marks";
}

/// Parses a formula.
///
/// # Errors
/// The first thing that does not fit the grammar.
pub fn parse(text: &str) -> Result<Expr, SyntaxError> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > MAX_CHARS {
        return Err(error_at(MAX_CHARS..chars.len(), TOO_LONG.arg("batas", MAX_CHARS)));
    }
    let mut parser = Parser { chars: &chars, at: 0 };
    let expression = parser.sum(0)?;
    match parser.peek() {
        None => Ok(expression),
        Some(')') => Err(parser.wrong_here(&NOT_OPENED)),
        Some(_) => Err(parser.no_operator()),
    }
}

/// The formula that was meant, where that can be told from what was typed: `bersih ÷ semua × 100 %`.
pub fn mend(text: &str) -> Option<String> {
    let meant = typed::formula(text);
    (meant != text && parse(&meant).is_ok()).then_some(meant)
}

fn error_at(chars: Range<usize>, reason: impl Into<Phrase>) -> SyntaxError {
    SyntaxError { chars, reason: reason.into() }
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
}

impl Parser<'_> {
    /// The next character that is not a blank, without taking it.
    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    /// Takes the longest run of characters that satisfy `belongs`.
    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.chars.get(self.at).is_some_and(|c| belongs(*c)) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn wrong_here(&self, reason: impl Into<Phrase>) -> SyntaxError {
        error_at(self.at..self.at + 1, reason)
    }

    /// What stands here in place of an operator.
    fn no_operator(&self) -> SyntaxError {
        self.foreign(true).unwrap_or_else(|| self.wrong_here(&NO_OPERATOR))
    }

    /// A sign that people put into formulas, with the one that is meant.
    fn foreign(&self, behind_operand: bool) -> Option<SyntaxError> {
        let rest: String = self.chars[self.at..].iter().take(12).collect();
        if rest.starts_with('%') {
            return Some(self.wrong_here(&PERCENT_ALONE));
        }
        if rest.starts_with('=') {
            return Some(self.wrong_here(&EQUALS));
        }
        let (length, meant) = typed::formula_sign(&rest, behind_operand)?;
        let sign = &rest[..length];
        let reason = FOREIGN_SIGN.arg("tanda", sign).arg("ganti", meant);
        Some(error_at(self.at..self.at + sign.chars().count(), reason))
    }

    fn sum(&mut self, depth: usize) -> Result<Expr, SyntaxError> {
        let signs = [('+', Operator::Add), ('-', Operator::Sub)];
        self.chain(depth, signs, Self::product)
    }

    fn product(&mut self, depth: usize) -> Result<Expr, SyntaxError> {
        let signs = [('*', Operator::Mul), ('/', Operator::Div)];
        self.chain(depth, signs, Self::factor)
    }

    /// Operands joined by operators that bind equally strongly, from the left.
    fn chain(
        &mut self,
        depth: usize,
        signs: [(char, Operator); 2],
        operand: fn(&mut Self, usize) -> Result<Expr, SyntaxError>,
    ) -> Result<Expr, SyntaxError> {
        let mut left = operand(self, depth)?;
        while let Some(next) = self.peek()
            && let Some((_, operator)) = signs.iter().find(|(sign, _)| *sign == next)
        {
            self.at += 1;
            left = Expr::Binary(*operator, Box::new(left), Box::new(operand(self, depth)?));
        }
        Ok(left)
    }

    fn factor(&mut self, depth: usize) -> Result<Expr, SyntaxError> {
        if depth > MAX_DEPTH {
            return Err(self.wrong_here(TOO_DEEP.arg("batas", MAX_DEPTH)));
        }
        match self.peek() {
            Some('-') => {
                self.at += 1;
                Ok(Expr::Neg(Box::new(self.factor(depth + 1)?)))
            }
            Some('(') => self.parenthesized(depth),
            Some('"') => self.label(),
            Some('0'..='9') => self.number(),
            Some('a'..='z') => Ok(Expr::Variabel(self.take_while(is_name))),
            Some('A'..='Z') => Err(self.wrong_here(&CAPITALS)),
            Some(c) => {
                let foreign = self.foreign(false);
                Err(foreign.unwrap_or_else(|| self.wrong_here(NO_OPERAND.arg("tanda", c))))
            }
            None => {
                // The place just behind the last sign, where the rest is missing.
                let end = self.chars.len();
                Err(error_at(end.saturating_sub(1)..end, &UNFINISHED))
            }
        }
    }

    fn parenthesized(&mut self, depth: usize) -> Result<Expr, SyntaxError> {
        let open = self.at;
        self.at += 1;
        let inner = self.sum(depth + 1)?;
        match self.peek() {
            Some(')') => {}
            None => return Err(error_at(open..open + 1, &NOT_CLOSED)),
            Some(_) => return Err(self.no_operator()),
        }
        self.at += 1;
        Ok(inner)
    }

    fn label(&mut self) -> Result<Expr, SyntaxError> {
        let open = self.at;
        self.at += 1;
        let text = self.take_while(|c| c != '"');
        if self.chars.get(self.at) != Some(&'"') {
            return Err(error_at(open..open + 1, &OPEN_QUOTE));
        }
        self.at += 1;
        if text.trim().is_empty() {
            return Err(error_at(open..self.at, &EMPTY_LABEL));
        }
        Ok(Expr::Label(text))
    }

    fn number(&mut self) -> Result<Expr, SyntaxError> {
        let start = self.at;
        let text = self.take_while(|c| c.is_ascii_digit() || c == '.' || c == ',');
        let number = if text.contains(',') || text.ends_with('.') {
            None
        } else {
            Decimal::from_str_exact(&text).ok()
        };
        let Some(number) = number else {
            return Err(error_at(start..self.at, NO_NUMBER.arg("teks", text)));
        };
        if self.chars.get(self.at) == Some(&'%') {
            self.at += 1;
            return Ok(Expr::Percent(number));
        }
        Ok(Expr::Number(number))
    }
}

/// Characters of a variable's name.
fn is_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

/// Whether `name` can stand in a formula as a variable.
pub fn is_variable_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Range<usize> {
        parse(text).unwrap_err().chars
    }

    #[test]
    fn mistakes_are_placed_at_their_character() {
        assert_eq!(wrong("rat / "), 5..6);
        assert_eq!(wrong("(rat / aktif"), 0..1);
        assert_eq!(wrong("rat aktif"), 4..5);
        assert_eq!(wrong("rat / aktif)"), 11..12);
        assert_eq!(wrong("rat × aktif"), 4..5);
        assert_eq!(wrong("1.234,56 * a"), 0..8);
        assert_eq!(wrong("\"tak tutup"), 0..1);
        assert_eq!(wrong(""), 0..0);
    }

    #[test]
    fn deep_and_long_formulas_are_refused_not_followed() {
        assert!(parse(&"(".repeat(1_000)).is_err());
        assert!(parse(&"-".repeat(1_000)).is_err());
        assert!(parse(&"a+".repeat(100_000)).is_err());
    }

    #[test]
    fn operators_bind_as_in_school_and_from_the_left() {
        use Expr::{Binary, Variabel};
        let v = |n: &str| Box::new(Variabel(n.into()));
        assert_eq!(
            parse("a - b - c * d").unwrap(),
            Binary(
                Operator::Sub,
                Box::new(Binary(Operator::Sub, v("a"), v("b"))),
                Box::new(Binary(Operator::Mul, v("c"), v("d"))),
            )
        );
    }
}
