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

mod bilangan;
mod page;
mod parser;

use std::fmt;

use rust_decimal::Decimal;

pub use bilangan::{Bilangan, Halangan};
pub use page::{Bagian, bagian, kata_kata};
pub use parser::{Salah, is_variable_name, parse};

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ekspresi {
    /// A number. Keeps the scale it was written with: `1.50` prints as 1,50.
    Angka(Decimal),
    /// A percentage, by its number: `100%` is `Persen(100)` and worth 1.
    Persen(Decimal),
    /// The name of a variable.
    Variabel(String),
    /// A label that is only printed.
    Label(String),
    /// The negative of an expression.
    Negatif(Box<Ekspresi>),
    /// Two expressions joined by an operator.
    Biner(Operator, Box<Ekspresi>, Box<Ekspresi>),
}

/// The four operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Tambah,
    /// `-`
    Kurang,
    /// `*`
    Kali,
    /// `/`
    Bagi,
}

impl Operator {
    /// Its sign in print.
    pub fn tanda(self) -> &'static str {
        match self {
            Operator::Tambah => "+",
            Operator::Kurang => "−",
            Operator::Kali => "×",
            Operator::Bagi => "÷",
        }
    }

    /// How strongly it binds.
    fn kuat(self) -> u8 {
        match self {
            Operator::Tambah | Operator::Kurang => 1,
            Operator::Kali | Operator::Bagi => 2,
        }
    }
}

impl Ekspresi {
    /// The names of the variables, in the order in which they first appear.
    pub fn variabel(&self) -> Vec<&str> {
        fn collect<'a>(e: &'a Ekspresi, out: &mut Vec<&'a str>) {
            match e {
                Ekspresi::Variabel(nama) => {
                    if !out.contains(&nama.as_str()) {
                        out.push(nama);
                    }
                }
                Ekspresi::Negatif(inner) => collect(inner, out),
                Ekspresi::Biner(_, kiri, kanan) => {
                    collect(kiri, out);
                    collect(kanan, out);
                }
                Ekspresi::Angka(_) | Ekspresi::Persen(_) | Ekspresi::Label(_) => {}
            }
        }
        let mut out = Vec::new();
        collect(self, &mut out);
        out
    }

    /// Whether it adds and subtracts only.
    pub fn menjumlah(&self) -> bool {
        match self {
            Ekspresi::Negatif(inner) => inner.menjumlah(),
            Ekspresi::Biner(Operator::Tambah | Operator::Kurang, kiri, kanan) => {
                kiri.menjumlah() && kanan.menjumlah()
            }
            Ekspresi::Biner(..) => false,
            _ => true,
        }
    }

    /// The same expression with other names for its variables.
    #[must_use]
    pub fn dengan_nama(&self, nama: &dyn Fn(&str) -> String) -> Ekspresi {
        match self {
            Ekspresi::Variabel(old) => Ekspresi::Variabel(nama(old)),
            Ekspresi::Negatif(inner) => Ekspresi::Negatif(Box::new(inner.dengan_nama(nama))),
            Ekspresi::Biner(operator, kiri, kanan) => Ekspresi::Biner(
                *operator,
                Box::new(kiri.dengan_nama(nama)),
                Box::new(kanan.dengan_nama(nama)),
            ),
            Ekspresi::Angka(_) | Ekspresi::Persen(_) | Ekspresi::Label(_) => self.clone(),
        }
    }

    /// The first label that stands for itself; only the printed form may have one.
    pub fn label_pertama(&self) -> Option<&str> {
        match self {
            Ekspresi::Label(text) => Some(text),
            Ekspresi::Negatif(inner) => inner.label_pertama(),
            Ekspresi::Biner(_, kiri, kanan) => {
                kiri.label_pertama().or_else(|| kanan.label_pertama())
            }
            Ekspresi::Angka(_) | Ekspresi::Persen(_) | Ekspresi::Variabel(_) => None,
        }
    }

    /// What it is worth, exactly, with `operan` for the values of its variables.
    ///
    /// # Errors
    /// Why there is no number.
    pub fn nilai(&self, operan: &dyn Fn(&str) -> Option<Bilangan>) -> Result<Bilangan, Halangan> {
        match self {
            Ekspresi::Angka(n) => Ok((*n).into()),
            Ekspresi::Persen(n) => Bilangan::from(*n).bagi(100.into()),
            Ekspresi::Variabel(nama) => operan(nama).ok_or(Halangan::TanpaNilai),
            Ekspresi::Label(_) => Err(Halangan::TanpaNilai),
            Ekspresi::Negatif(inner) => inner.nilai(operan)?.negatif(),
            Ekspresi::Biner(operator, kiri, kanan) => {
                let (kiri, kanan) = (kiri.nilai(operan)?, kanan.nilai(operan)?);
                match operator {
                    Operator::Tambah => kiri.tambah(kanan),
                    Operator::Kurang => kiri.kurang(kanan),
                    Operator::Kali => kiri.kali(kanan),
                    Operator::Bagi => kiri.bagi(kanan),
                }
            }
        }
    }

    /// How strongly the expression holds together: what binds weaker than its
    /// surroundings needs parentheses.
    fn kuat(&self) -> u8 {
        match self {
            Ekspresi::Biner(operator, ..) => operator.kuat(),
            Ekspresi::Negatif(_) => 1,
            _ => 3,
        }
    }
}

/// The expression as one writes it in YAML; reading it gives the same expression again.
impl fmt::Display for Ekspresi {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // Only operators bind weaker than their surroundings: signs may follow each other and
        // operators, and as many parentheses would be too deep to read again.
        let grouped = |f: &mut fmt::Formatter, least: u8, e: &Ekspresi| match e {
            Ekspresi::Biner(operator, ..) if operator.kuat() < least => write!(f, "({e})"),
            _ => write!(f, "{e}"),
        };
        match self {
            Ekspresi::Angka(n) => write!(f, "{n}"),
            Ekspresi::Persen(n) => write!(f, "{n}%"),
            Ekspresi::Variabel(nama) => f.write_str(nama),
            Ekspresi::Label(text) => write!(f, "\"{text}\""),
            Ekspresi::Negatif(inner) => {
                f.write_str("-")?;
                grouped(f, 3, inner)
            }
            Ekspresi::Biner(operator, kiri, kanan) => {
                grouped(f, operator.kuat(), kiri)?;
                let sign = match operator {
                    Operator::Tambah => '+',
                    Operator::Kurang => '-',
                    Operator::Kali => '*',
                    Operator::Bagi => '/',
                };
                write!(f, " {sign} ")?;
                grouped(f, operator.kuat() + 1, kanan)
            }
        }
    }
}
