//! Units, and numbers in them: read from the text in the YAML, written for the page.

use rust_decimal::Decimal;

use super::Pembaca;
use crate::diagnostic::usul::with_suggestion;
use crate::diagnostic::{Diagnostic, katalog};
use crate::format;
use crate::formula::Bilangan;
use crate::source::Langkah;
use crate::source::raw::Angka;

/// The unit of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Satuan {
    /// A share; 1 is 100%.
    Persen,
    /// A share that is written as a decimal.
    Rasio,
    /// An amount of money.
    Rupiah,
    /// Grades, lowest first; a value is the place in this list, from 1.
    Predikat(Vec<String>),
    /// What is counted: *peserta*, *pasar*.
    Cacah(String),
    /// Raw data of a formula: whatever it counts.
    Mentah,
}

impl Satuan {
    /// The unit with this name. `predikat`: the grades, for the unit of grades.
    pub fn new(nama: &str, predikat: Option<&[String]>) -> Satuan {
        match nama {
            "persen" => Satuan::Persen,
            "rasio" => Satuan::Rasio,
            "rupiah" => Satuan::Rupiah,
            "predikat" => Satuan::Predikat(predikat.unwrap_or_default().to_vec()),
            counted => Satuan::Cacah(counted.to_owned()),
        }
    }

    /// The name of the unit, as documents show it.
    pub fn nama(&self) -> &str {
        match self {
            Satuan::Persen => "persen",
            Satuan::Rasio => "rasio",
            Satuan::Rupiah => "rupiah",
            Satuan::Predikat(_) => "predikat",
            Satuan::Cacah(counted) => counted,
            Satuan::Mentah => "data mentah",
        }
    }

    fn nama_en(&self) -> &str {
        if *self == Satuan::Mentah { "raw data" } else { self.nama() }
    }

    /// Decimals that a value may be given with.
    fn ketelitian(&self) -> u32 {
        match self {
            Satuan::Persen | Satuan::Rupiah => 2,
            Satuan::Rasio => 4,
            Satuan::Predikat(_) | Satuan::Cacah(_) => 0,
            Satuan::Mentah => 6,
        }
    }

    /// A measured value, rounded as the unit asks: two decimals for shares and ratios, none
    /// where none are needed for what is counted.
    pub fn tulis(&self, number: Bilangan) -> String {
        match self {
            Satuan::Persen => format::persen(number),
            Satuan::Rasio => format::bulat(number, 2),
            _ => self.tulis_target(number),
        }
    }

    /// A value that was given, with the decimals it was given with.
    pub fn tulis_target(&self, number: Bilangan) -> String {
        match self {
            Satuan::Persen => format::persen_seperlunya(number),
            Satuan::Rasio | Satuan::Mentah => format::seperlunya(number, 6),
            Satuan::Rupiah => format::rupiah(number),
            Satuan::Predikat(grades) => {
                let place = number.bulat(0).and_then(|n| usize::try_from(n.mantissa()).ok());
                let grade = place.and_then(|n| grades.get(n.wrapping_sub(1)));
                grade.cloned().unwrap_or_else(|| format::seperlunya(number, 2))
            }
            Satuan::Cacah(_) => format::seperlunya(number, 2),
        }
    }

    /// Reads a value in this unit. Reports everything that could be read in two ways, or
    /// that the unit does not allow: nothing is ever guessed.
    pub(super) fn baca(
        &self,
        angka: &Angka,
        path: &[Langkah],
        baca: &mut Pembaca,
    ) -> Option<Bilangan> {
        self.baca_teks(angka.0.trim(), path, baca)
    }

    pub(super) fn baca_teks(
        &self,
        text: &str,
        path: &[Langkah],
        baca: &mut Pembaca,
    ) -> Option<Bilangan> {
        match self.parse(text, baca, path) {
            Ok(number) => {
                if significant_digits(text) > DIGIT_EXCEL {
                    let tempat = baca.nilai(path);
                    baca.lapor(
                        Diagnostic::new(&katalog::ANGKA_TERLALU_PANJANG, tempat).isi("nilai", text),
                    );
                }
                Some(number)
            }
            Err(diagnostic) => {
                baca.lapor(*diagnostic);
                None
            }
        }
    }

    fn parse(
        &self,
        text: &str,
        baca: &Pembaca,
        path: &[Langkah],
    ) -> Result<Bilangan, Box<Diagnostic>> {
        let report = |kode| Diagnostic::new(kode, baca.nilai(path)).isi("nilai", text);
        if let Satuan::Predikat(grades) = self {
            let place = grades.iter().position(|grade| grade == text);
            let place = place.and_then(|n| i32::try_from(n + 1).ok());
            return place.map(Bilangan::from).ok_or_else(|| {
                let known: Vec<&str> = grades.iter().map(String::as_str).collect();
                with_suggestion(report(&katalog::PREDIKAT_TAK_DIKENAL), text, &known).into()
            });
        }
        let (digits, percent) = text.strip_suffix('%').map_or((text, false), |d| (d, true));
        let number = decimal(digits, percent).map_err(|wrong| -> Box<Diagnostic> {
            match wrong {
                Salah::BukanAngka => report(&katalog::BUKAN_ANGKA),
                Salah::Berpemisah(usul) => report(&katalog::ANGKA_BERPEMISAH).isi("usul", usul),
                Salah::Meragukan => report(&katalog::ANGKA_MERAGUKAN)
                    .isi("ribuan", digits.replace('.', ""))
                    .isi("desimal", digits),
            }
            .into()
        })?;
        let named = |diagnostic: Diagnostic| {
            let counted = [format!("satuannya {}", self.nama()), format!("in {}", self.nama_en())];
            let [id, en] = match self {
                Satuan::Mentah => ["data mentah".to_owned(), "raw data".to_owned()],
                _ => counted,
            };
            diagnostic.isi("satuan", id).isi("satuan_en", en)
        };
        match (self, percent) {
            (Satuan::Persen, false) => return Err(without_percent(number, report).into()),
            (Satuan::Persen, true) | (_, false) => {}
            (_, true) => return Err(named(report(&katalog::PERSEN_SALAH_TEMPAT)).into()),
        }
        if number.normalize().scale() > self.ketelitian() {
            let found = named(report(&katalog::TERLALU_TELITI));
            return Err(found.isi("batas", self.ketelitian()).into());
        }
        if matches!(self, Satuan::Cacah(_)) && number.is_sign_negative() && !number.is_zero() {
            return Err(named(report(&katalog::ANGKA_NEGATIF)).into());
        }
        let number = Bilangan::from(number);
        // A hundredth of a decimal of 28 digits has room enough.
        Ok(if percent { number.bagi(100.into()).unwrap_or(number) } else { number })
    }
}

/// Digits that a cell of a spreadsheet keeps: it holds binary floating point.
const DIGIT_EXCEL: usize = 15;

/// Digits of a number without the zeros at its ends.
fn significant_digits(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// 0.6 and 60 where 60% may be meant.
fn without_percent(
    number: Decimal,
    report: impl Fn(&'static crate::diagnostic::Kode) -> Diagnostic,
) -> Diagnostic {
    let plain = number.normalize();
    let hundredfold = (number * Decimal::ONE_HUNDRED).normalize();
    let (id, en) = if plain.abs() <= Decimal::ONE && !plain.is_zero() {
        (
            format!("`{hundredfold}%` bila maksudnya bagian dari satu, atau `{plain}%`"),
            format!("`{hundredfold}%` if a share of one is meant, or `{plain}%`"),
        )
    } else {
        (format!("`{plain}%`"), format!("`{plain}%`"))
    };
    report(&katalog::PERSEN_TANPA_TANDA).isi("usul", id).isi("usul_en", en)
}

/// Why a text is not a number.
#[derive(Debug, PartialEq, Eq)]
enum Salah {
    BukanAngka,
    /// With how it is written.
    Berpemisah(String),
    Meragukan,
}

/// Reads digits with a decimal point. `1.234` is refused: one writer means a thousand, the
/// other one and a bit. Nobody writes thousands of percent.
fn decimal(text: &str, percent: bool) -> Result<Decimal, Salah> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let allowed = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    if unsigned.is_empty() || !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Salah::BukanAngka);
    }
    if !unsigned.ends_with(|c: char| c.is_ascii_digit()) || !unsigned.chars().all(allowed) {
        return Err(Salah::BukanAngka);
    }
    if unsigned.contains(',') || unsigned.matches('.').count() > 1 {
        // The last mark is the decimal one, unless it stands more than once.
        let last = unsigned.rfind(['.', ',']).map(|at| &unsigned[at..=at]).unwrap_or_default();
        let is_decimal = unsigned.matches(last).count() == 1;
        let whole = unsigned.rfind(last).filter(|_| is_decimal).unwrap_or(unsigned.len());
        let digits = |s: &str| s.replace(['.', ','], "");
        let mut usul = digits(&unsigned[..whole]);
        if is_decimal {
            usul = format!("{usul}.{}", digits(&unsigned[whole..]));
        }
        let sign = if text.starts_with('-') { "-" } else { "" };
        return Err(Salah::Berpemisah(format!("{sign}{usul}")));
    }
    if let Some((whole, fraction)) = unsigned.split_once('.')
        && !percent
        && fraction.len() == 3
        && whole.len() <= 3
        && !whole.starts_with('0')
    {
        return Err(Salah::Meragukan);
    }
    Decimal::from_str_exact(text).map_err(|_| Salah::BukanAngka)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        let plain = |t| decimal(t, false).map(|d| d.to_string());
        assert_eq!(plain("1234.56"), Ok("1234.56".into()));
        assert_eq!(plain("-0.125"), Ok("-0.125".into()));
        assert_eq!(plain("1.234"), Err(Salah::Meragukan));
        assert_eq!(decimal("60.125", true).map(|d| d.to_string()), Ok("60.125".into()));
        assert_eq!(plain("1.2340"), Ok("1.2340".into()));
        assert_eq!(plain("1.234.567"), Err(Salah::Berpemisah("1234567".into())));
        assert_eq!(plain("1.234,56"), Err(Salah::Berpemisah("1234.56".into())));
        assert_eq!(plain("1,234.56"), Err(Salah::Berpemisah("1234.56".into())));
        assert_eq!(plain("-0,6"), Err(Salah::Berpemisah("-0.6".into())));
        for wrong in ["", "-", "1e5", "0x10", ".5", "5.", "1_000", "+5", "Rp1", "lima"] {
            assert_eq!(plain(wrong), Err(Salah::BukanAngka), "{wrong}");
        }
    }

    #[test]
    fn values_are_written_in_their_unit() {
        let half = Bilangan::SATU.bagi(2.into()).unwrap();
        assert_eq!(Satuan::Persen.tulis(half), "50,00%");
        assert_eq!(Satuan::Persen.tulis_target(half), "50%");
        assert_eq!(Satuan::Rasio.tulis(half), "0,50");
        assert_eq!(Satuan::new("peserta", None).tulis(1234.into()), "1.234");
        let grades = ["D".to_owned(), "C".to_owned(), "B".to_owned()];
        assert_eq!(Satuan::new("predikat", Some(&grades)).tulis(3.into()), "B");
    }
}
