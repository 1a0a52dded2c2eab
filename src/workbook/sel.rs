//! What stands in a cell: text, a number, a state, or a formula with its result.

use crate::format;
use crate::formula::Bilangan;
use crate::measure::{Nilai, Sebab};
use crate::model::teks::polos;
use crate::model::{Sasar, Satuan};

/// Characters an Excel formula may have; a longer one would make the file unreadable.
const PANJANG_RUMUS: usize = 8_000;

/// A cell.
#[derive(Debug, Clone)]
pub struct Sel {
    /// What it holds.
    pub isi: Isi,
    /// How it looks.
    pub rupa: Rupa,
    /// A note beside it: rule and source.
    pub catatan: Option<String>,
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub enum Isi {
    /// Nothing: not filled, or nothing belongs here.
    Kosong,
    /// Text, never a formula or a link.
    Teks(String),
    /// A number.
    Angka(Bilangan),
    /// A formula and its result.
    Rumus(String, Hasil),
}

/// The result of a formula as the file carries it before anyone recalculates.
#[derive(Debug, Clone)]
pub enum Hasil {
    /// A number.
    Angka(Bilangan),
    /// Text; empty for *not filled*.
    Teks(String),
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rupa {
    /// Text from the left.
    Teks,
    /// Short text in the middle.
    Tengah,
    /// A number with the decimals it needs, at most this many.
    Angka(u32),
    /// A number with two decimals.
    Desimal,
    /// A share in percent with two decimals.
    Persen,
    /// A share in percent with the decimals it needs.
    PersenSeperlunya,
    /// An amount of money.
    Rupiah,
}

impl Rupa {
    /// Of a measured value in this unit.
    pub fn terukur(satuan: &Satuan) -> Rupa {
        match satuan {
            Satuan::Persen => Rupa::Persen,
            Satuan::Rasio => Rupa::Desimal,
            _ => Rupa::diberikan(satuan),
        }
    }

    /// Of a value that was given in this unit.
    pub fn diberikan(satuan: &Satuan) -> Rupa {
        match satuan {
            Satuan::Persen => Rupa::PersenSeperlunya,
            Satuan::Rasio | Satuan::Mentah => Rupa::Angka(6),
            Satuan::Rupiah => Rupa::Rupiah,
            Satuan::Predikat(_) => Rupa::Tengah,
            Satuan::Cacah(_) => Rupa::Angka(2),
        }
    }
}

impl Sel {
    fn new(isi: Isi, rupa: Rupa) -> Sel {
        Sel { isi, rupa, catatan: None }
    }

    /// A cell with nothing in it.
    pub fn kosong() -> Sel {
        Sel::new(Isi::Kosong, Rupa::Tengah)
    }

    /// Text, without the marks that pages set in italics.
    pub fn teks(text: impl AsRef<str>) -> Sel {
        Sel::new(Isi::Teks(polos(text.as_ref())), Rupa::Teks)
    }

    /// Short text in the middle.
    pub fn tengah(text: impl AsRef<str>) -> Sel {
        Sel::new(Isi::Teks(polos(text.as_ref())), Rupa::Tengah)
    }

    /// A running number.
    pub fn nomor(n: usize) -> Sel {
        // Rows of a sheet fit.
        Sel::new(Isi::Angka(i32::try_from(n).unwrap_or(i32::MAX).into()), Rupa::Angka(0))
    }

    /// A number that was given, in its unit; grades are their words.
    pub fn diberikan(number: Bilangan, satuan: &Satuan) -> Sel {
        match satuan {
            Satuan::Predikat(_) => Sel::tengah(satuan.tulis_target(number)),
            _ => Sel::angka(number, Rupa::diberikan(satuan)),
        }
    }

    /// A number.
    pub fn angka(number: Bilangan, rupa: Rupa) -> Sel {
        Sel::new(Isi::Angka(number), rupa)
    }

    /// A number that may not be there.
    pub fn mungkin(number: Option<Bilangan>, satuan: &Satuan) -> Sel {
        number.map_or_else(Sel::kosong, |n| Sel::diberikan(n, satuan))
    }

    /// A target.
    pub fn sasar(sasar: Option<Sasar>, satuan: &Satuan) -> Sel {
        match sasar {
            None => Sel::kosong(),
            Some(Sasar::Titik(n)) => Sel::diberikan(n, satuan),
            Some(range @ Sasar::Rentang(..)) => Sel::tengah(range.tulis(satuan)),
        }
    }

    /// A formula whose result is a value or its state. The reason of a state is its note. A
    /// formula too long for Excel leaves its result, and says so; so does one whose exact
    /// result has no room, where Excel would show a rounded one.
    pub fn rumus(rumus: String, hasil: &Nilai, rupa: Rupa) -> Sel {
        let catatan = hasil.sebab().map(str::to_owned);
        let number = hasil.angka();
        if rumus.len() > PANJANG_RUMUS || *hasil == Nilai::TakTerhitung(Sebab::TerlaluBesar) {
            let isi = number.map_or_else(|| Isi::Teks(keadaan(hasil)), Isi::Angka);
            let why = "Rumusnya terlalu panjang untuk Excel; yang tertulis adalah hasilnya.";
            return Sel { isi, rupa, catatan: catatan.or(Some(why.to_owned())) };
        }
        let hasil = number.map_or_else(|| Hasil::Teks(keadaan(hasil)), Hasil::Angka);
        Sel { isi: Isi::Rumus(rumus, hasil), rupa, catatan }
    }

    /// A formula whose result is text.
    pub fn rumus_teks(rumus: String, hasil: impl Into<String>) -> Sel {
        Sel::new(Isi::Rumus(rumus, Hasil::Teks(hasil.into())), Rupa::Tengah)
    }

    /// A place where nothing belongs: not to be taken for one that is not filled.
    pub fn tanpa() -> Sel {
        Sel::tengah("–")
    }

    /// The width its number takes, in characters; 0 for anything else.
    pub fn lebar_angka(&self) -> f64 {
        let (Isi::Angka(number) | Isi::Rumus(_, Hasil::Angka(number))) = &self.isi else {
            return 0.0;
        };
        let text = match self.rupa {
            Rupa::Rupiah => format::rupiah(*number),
            Rupa::Persen | Rupa::PersenSeperlunya => format::persen(*number),
            Rupa::Desimal => format::bulat(*number, 2),
            Rupa::Angka(most) => format::seperlunya(*number, most),
            Rupa::Teks | Rupa::Tengah => return 0.0,
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
    pub fn dengan(mut self, catatan: impl Into<String>) -> Sel {
        let catatan = catatan.into();
        self.catatan = match self.catatan {
            Some(first) => Some(format!("{first}\n{catatan}")),
            None => Some(catatan),
        };
        self
    }
}

/// A state as a cell shows it: *not filled* is empty.
pub fn keadaan(nilai: &Nilai) -> String {
    match nilai {
        Nilai::Belum => String::new(),
        other => other.tulis(|_| String::new()),
    }
}
