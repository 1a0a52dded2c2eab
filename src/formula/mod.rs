//! The formula of an indicator: an expression, how it is printed, how it is read aloud.
//!
//! ```text
//! jumlah   = kali  { ("+" | "-") kali }
//! kali     = faktor { ("*" | "/") faktor }
//! faktor   = "-" faktor | "(" jumlah ")" | angka [ "%" ] | nama | '"' tulisan '"'
//! ```
//!
//! `100%` is 1. Names are those of the indicator's `variabel`; quoted labels stand for
//! themselves and exist only in the printed form (`cetak`).

mod page;
mod parser;

use std::fmt;

use rust_decimal::Decimal;

use crate::number::{NumError, Rational};
pub use page::{Piece, pieces, spoken};
pub use parser::{MAX_CHARS, SyntaxError, is_variable_name, mend, parse};

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// A number. Keeps the scale it was written with: `1.50` prints as 1,50.
    Number(Decimal),
    /// A percentage, by its number: `100%` is `Persen(100)` and worth 1.
    Percent(Decimal),
    /// The name of a variable.
    Variabel(String),
    /// A label that is only printed.
    Label(String),
    /// The negative of an expression.
    Neg(Box<Expr>),
    /// Two expressions joined by an operator.
    Binary(Operator, Box<Expr>, Box<Expr>),
}

/// The four operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

impl Operator {
    /// Its sign in print.
    pub fn symbol(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Sub => "−",
            Operator::Mul => "×",
            Operator::Div => "÷",
        }
    }

    /// How strongly it binds.
    fn precedence(self) -> u8 {
        match self {
            Operator::Add | Operator::Sub => 1,
            Operator::Mul | Operator::Div => 2,
        }
    }
}

impl Expr {
    /// The names of the variables, in the order in which they first appear.
    pub fn variabel(&self) -> Vec<&str> {
        fn collect<'a>(e: &'a Expr, out: &mut Vec<&'a str>) {
            match e {
                Expr::Variabel(nama) => {
                    if !out.contains(&nama.as_str()) {
                        out.push(nama);
                    }
                }
                Expr::Neg(inner) => collect(inner, out),
                Expr::Binary(_, left, right) => {
                    collect(left, out);
                    collect(right, out);
                }
                Expr::Number(_) | Expr::Percent(_) | Expr::Label(_) => {}
            }
        }
        let mut out = Vec::new();
        collect(self, &mut out);
        out
    }

    /// Whether it adds and subtracts only.
    pub fn is_sum(&self) -> bool {
        match self {
            Expr::Neg(inner) => inner.is_sum(),
            Expr::Binary(Operator::Add | Operator::Sub, left, right) => {
                left.is_sum() && right.is_sum()
            }
            Expr::Binary(..) => false,
            _ => true,
        }
    }

    /// Whether the sum of several results is the result of the sums: variables, each times or by
    /// a number, added up.
    pub fn is_additive(&self) -> bool {
        match self {
            Expr::Variabel(_) => true,
            Expr::Neg(inner) => inner.is_additive(),
            Expr::Binary(Operator::Add | Operator::Sub, left, right) => {
                left.is_additive() && right.is_additive()
            }
            Expr::Binary(Operator::Mul, left, right) => {
                let constant = |e: &Expr| e.variabel().is_empty();
                (left.is_additive() && constant(right)) || (constant(left) && right.is_additive())
            }
            Expr::Binary(Operator::Div, left, right) => {
                left.is_additive() && right.variabel().is_empty()
            }
            Expr::Number(_) | Expr::Percent(_) | Expr::Label(_) => false,
        }
    }

    /// The same expression with other names for its variables.
    #[must_use]
    pub fn with_labels(&self, nama: &dyn Fn(&str) -> String) -> Expr {
        match self {
            Expr::Variabel(old) => Expr::Variabel(nama(old)),
            Expr::Neg(inner) => Expr::Neg(Box::new(inner.with_labels(nama))),
            Expr::Binary(operator, left, right) => Expr::Binary(
                *operator,
                Box::new(left.with_labels(nama)),
                Box::new(right.with_labels(nama)),
            ),
            Expr::Number(_) | Expr::Percent(_) | Expr::Label(_) => self.clone(),
        }
    }

    /// The first label that stands for itself; only the printed form may have one.
    pub fn first_label(&self) -> Option<&str> {
        match self {
            Expr::Label(text) => Some(text),
            Expr::Neg(inner) => inner.first_label(),
            Expr::Binary(_, left, right) => left.first_label().or_else(|| right.first_label()),
            Expr::Number(_) | Expr::Percent(_) | Expr::Variabel(_) => None,
        }
    }

    /// What it is worth, exactly, with `operan` for the values of its variables.
    ///
    /// # Errors
    /// Why there is no number.
    pub fn value(&self, operand: &dyn Fn(&str) -> Option<Rational>) -> Result<Rational, NumError> {
        match self {
            Expr::Number(n) => Ok((*n).into()),
            Expr::Percent(n) => Rational::from(*n).checked_div(100.into()),
            Expr::Variabel(nama) => operand(nama).ok_or(NumError::NoValue),
            Expr::Label(_) => Err(NumError::NoValue),
            Expr::Neg(inner) => inner.value(operand)?.checked_neg(),
            Expr::Binary(operator, left, right) => {
                let (left, right) = (left.value(operand)?, right.value(operand)?);
                match operator {
                    Operator::Add => left.checked_add(right),
                    Operator::Sub => left.checked_sub(right),
                    Operator::Mul => left.checked_mul(right),
                    Operator::Div => left.checked_div(right),
                }
            }
        }
    }

    /// How strongly the expression holds together: what binds weaker than its
    /// surroundings needs parentheses.
    fn precedence(&self) -> u8 {
        match self {
            Expr::Binary(operator, ..) => operator.precedence(),
            Expr::Neg(_) => 1,
            _ => 3,
        }
    }
}

/// The expression as one writes it in YAML; reading it gives the same expression again.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // Only operators bind weaker than their surroundings: signs may follow each other and
        // operators, and as many parentheses would be too deep to read again.
        let grouped = |f: &mut fmt::Formatter, least: u8, e: &Expr| match e {
            Expr::Binary(operator, ..) if operator.precedence() < least => write!(f, "({e})"),
            _ => write!(f, "{e}"),
        };
        match self {
            Expr::Number(n) => write!(f, "{n}"),
            Expr::Percent(n) => write!(f, "{n}%"),
            Expr::Variabel(nama) => f.write_str(nama),
            Expr::Label(text) => write!(f, "\"{text}\""),
            Expr::Neg(inner) => {
                f.write_str("-")?;
                grouped(f, 3, inner)
            }
            Expr::Binary(operator, left, right) => {
                grouped(f, operator.precedence(), left)?;
                let sign = match operator {
                    Operator::Add => '+',
                    Operator::Sub => '-',
                    Operator::Mul => '*',
                    Operator::Div => '/',
                };
                write!(f, " {sign} ")?;
                grouped(f, operator.precedence() + 1, right)
            }
        }
    }
}
