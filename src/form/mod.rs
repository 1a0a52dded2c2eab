//! Forms: workbooks that go out to those who have the numbers, and come back.
//!
//! A form ([`mod@export`]) has a row for each thing that its position owes. What comes back ([`book`])
//! is known by what travels in it, never by where its cells stand: each row carries its key, the
//! form and what stood there when it went out, in a hidden column; a hidden sheet says the same
//! again with the fingerprints of the sources, a property of the file names the form.
//!
//! [`mod@import`] compares three states: what stood in the form, what stands in its cell, what stands
//! in the YAML now. What the cell says is read by the rules of [`entry`], which asks where a
//! reading would be a guess. All edits are worked out and read as a project before a byte is
//! written. Whole tables of an office's own ([`table`]) go the same way.

// Without documents forms are read and none is made, so what goes out with one is not used.
#![cfg_attr(not(feature = "documents"), allow(dead_code))]

mod book;
pub mod codes;
mod entry;
#[cfg(feature = "documents")]
mod export;
mod import;
mod owed;
mod standing;
mod table;

use std::fmt;

use rust_decimal::Decimal;

use crate::digest::sha256;
use crate::format;
use crate::model::{NILAI, TRIWULAN};

#[cfg(feature = "documents")]
pub use export::{Request, Workbook, export};
pub use import::{Given, Landed, Taken, land};
#[cfg(feature = "documents")]
pub use import::{Import, Stopped, import};

/// The form of what travels in a workbook. Another number is another form, which is refused.
const SCHEMA: u32 = 1;
/// What the mark of a row begins with.
const MARK: &str = "ikigen";
/// The hidden sheet.
const HIDDEN_SHEET: &str = "_ikigen";
/// The custom property.
const PROPERTY: &str = "ikigen-formulir";
/// The key of a quarter that is not available.
const NA: &str = "na";

/// In the place of the id of a position: the form is for all.
const WHOLE: &str = "*";

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Actual values of a quarter, from 1.
    Triwulan(usize),
    /// The targets of the year.
    Target,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Period::Triwulan(quarter) => f.write_str(TRIWULAN[quarter - 1]),
            Period::Target => f.write_str("TARGET"),
        }
    }
}

/// Which form a workbook is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The year.
    pub tahun: i32,
    /// What it asks for.
    pub period: Period,
    /// Id of the position; [`WHOLE`] where it is for all.
    pub jabatan: String,
    /// The first digits of the fingerprint of all sources that it was made from.
    pub fingerprint: String,
}

/// `2024:TW3:kabid-koperasi-um:1a2b3c4d`
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Identity { tahun, period, jabatan, fingerprint } = self;
        write!(f, "{tahun}:{period}:{jabatan}:{fingerprint}")
    }
}

impl Identity {
    /// The same from its text.
    fn read(text: &str) -> Option<Identity> {
        let parts: Vec<&str> = text.split(':').collect();
        let [tahun, period, jabatan, fingerprint] = parts[..] else { return None };
        let quarter = TRIWULAN.iter().position(|name| *name == period);
        let period = match quarter {
            Some(n) => Period::Triwulan(n + 1),
            None if period == "TARGET" => Period::Target,
            None => return None,
        };
        let tahun = tahun.parse().ok()?;
        Some(Identity { tahun, period, jabatan: jabatan.into(), fingerprint: fingerprint.into() })
    }

    /// Whether it is for all positions.
    fn is_whole(&self) -> bool {
        self.jabatan == WHOLE
    }

    /// Whether it is for the position with this id.
    fn is_of(&self, jabatan: &str) -> bool {
        self.is_whole() || self.jabatan == jabatan
    }

    /// The name of the file.
    pub fn file_name(&self) -> String {
        let of = if self.is_whole() { String::new() } else { format!("-{}", self.jabatan) };
        let period = match self.period {
            Period::Triwulan(quarter) => TRIWULAN[quarter - 1],
            Period::Target => "Target",
        };
        format!("Formulir-{period}-{}{of}.xlsx", self.tahun)
    }
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    /// Raw data of an indicator.
    Data { id: String, nama: String },
    /// What is said of an indicator in words.
    Words { id: String },
    /// What a sub-activity spent.
    Belanja { kode: String },
    /// The target of an indicator.
    Target { id: String },
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Row::Data { id, nama } => write!(f, "data:{id}/{nama}"),
            Row::Words { id } => write!(f, "uraian:{id}"),
            Row::Belanja { kode } => write!(f, "belanja:{kode}"),
            Row::Target { id } => write!(f, "target:{id}"),
        }
    }
}

impl Row {
    fn read(text: &str) -> Option<Row> {
        let (kind, rest) = text.split_once(':')?;
        let id = || rest.to_owned();
        match kind {
            "data" => {
                let (id, nama) = rest.split_once('/')?;
                Some(Row::Data { id: id.to_owned(), nama: nama.to_owned() })
            }
            "uraian" => Some(Row::Words { id: id() }),
            "belanja" => Some(Row::Belanja { kode: id() }),
            "target" => Some(Row::Target { id: id() }),
            _ => None,
        }
    }

    /// What its cell in a column is, in a form.
    fn slot(&self, column: Column, form: &Identity) -> Option<Slot> {
        let tahun = form.tahun;
        match (self, column) {
            (Row::Data { id, nama }, Column::Triwulan(quarter)) => {
                let (id, nama) = (id.clone(), nama.clone());
                Some(Slot::Value { tahun, id, quarter, nama })
            }
            (Row::Data { id, .. }, Column::Na) => match form.period {
                Period::Triwulan(quarter) => Some(Slot::Na { tahun, id: id.clone(), quarter }),
                Period::Target => None,
            },
            (Row::Words { id }, Column::Words(words)) => {
                Some(Slot::Words { tahun, id: id.clone(), words })
            }
            (Row::Belanja { kode }, Column::Triwulan(quarter)) => {
                Some(Slot::Belanja { tahun, kode: kode.clone(), quarter })
            }
            (Row::Target { id }, Column::Target) => {
                Some(Slot::Target { tahun, id: id.clone(), quarter: None })
            }
            (Row::Target { id }, Column::Triwulan(quarter)) => {
                Some(Slot::Target { tahun, id: id.clone(), quarter: Some(quarter) })
            }
            _ => None,
        }
    }
}

/// What is said of an indicator in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    /// Evidence, one a line.
    Bukti,
    /// What helped.
    Pendukung,
    /// What hindered.
    Hambatan,
    /// What was done about it.
    Upaya,
}

impl Words {
    const ALL: [Words; 4] = [Words::Bukti, Words::Pendukung, Words::Hambatan, Words::Upaya];

    fn key(self) -> &'static str {
        match self {
            Words::Bukti => "bukti",
            Words::Pendukung => "pendukung",
            Words::Hambatan => "hambatan",
            Words::Upaya => "upaya",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Words::Bukti => "Bukti dukung",
            Words::Pendukung => "Faktor pendukung",
            Words::Hambatan => "Faktor penghambat",
            Words::Upaya => "Upaya",
        }
    }
}

/// A column that is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    /// A quarter, from 1.
    Triwulan(usize),
    /// Why there is no value.
    Na,
    Words(Words),
    Target,
}

/// The title of the column for reasons.
const NA_TITLE: &str = "Tidak tersedia karena";

impl Column {
    /// What stands in its head.
    fn title(self, tahun: i32) -> String {
        match self {
            Column::Triwulan(quarter) => format!("TW {}", format::roman(quarter)),
            Column::Na => NA_TITLE.to_owned(),
            Column::Words(words) => words.title().to_owned(),
            Column::Target => format!("Target {tahun}"),
        }
    }

    /// What it is called in the mark of a row.
    fn key(self) -> &'static str {
        match self {
            Column::Triwulan(quarter) => TRIWULAN[quarter - 1],
            Column::Na => NA,
            Column::Words(words) => words.key(),
            Column::Target => "target",
        }
    }

    /// The columns that a form of this kind can have.
    fn all() -> impl Iterator<Item = Column> {
        let words = Words::ALL.into_iter().map(Column::Words);
        (1..=4).map(Column::Triwulan).chain([Column::Na, Column::Target]).chain(words)
    }
}

/// One value of the project that a cell stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Value {
        tahun: i32,
        id: String,
        quarter: usize,
        nama: String,
    },
    Na {
        tahun: i32,
        id: String,
        quarter: usize,
    },
    Words {
        tahun: i32,
        id: String,
        words: Words,
    },
    Belanja {
        tahun: i32,
        kode: String,
        quarter: usize,
    },
    /// The target of a year, or of a quarter of it.
    Target {
        tahun: i32,
        id: String,
        quarter: Option<usize>,
    },
}

impl Slot {
    fn tahun(&self) -> i32 {
        match self {
            Slot::Value { tahun, .. }
            | Slot::Na { tahun, .. }
            | Slot::Words { tahun, .. }
            | Slot::Belanja { tahun, .. }
            | Slot::Target { tahun, .. } => *tahun,
        }
    }

    /// The quarter whose actual values it is of.
    fn quarter(&self) -> Option<usize> {
        match self {
            Slot::Value { quarter, .. }
            | Slot::Na { quarter, .. }
            | Slot::Belanja { quarter, .. } => Some(*quarter),
            Slot::Words { .. } | Slot::Target { .. } => None,
        }
    }

    /// What is taken or left together: a quarter of an indicator is complete or not there.
    fn group(&self) -> Slot {
        match self {
            Slot::Value { tahun, id, quarter, .. } => {
                Slot::Na { tahun: *tahun, id: id.clone(), quarter: *quarter }
            }
            // The targets of quarters make that of their year.
            Slot::Target { tahun, id, .. } => {
                Slot::Target { tahun: *tahun, id: id.clone(), quarter: None }
            }
            other => other.clone(),
        }
    }

    /// Whether it is a list, one entry a line.
    fn is_list(&self) -> bool {
        matches!(self, Slot::Words { words: Words::Bukti, .. })
    }

    /// The keys that lead to it in the file of its year.
    fn keys(&self) -> Vec<&str> {
        match self {
            Slot::Value { id, quarter, nama, .. } => {
                vec!["realisasi", id, TRIWULAN[quarter - 1], nama]
            }
            Slot::Na { id, quarter, .. } => vec!["realisasi", id, TRIWULAN[quarter - 1], NA],
            Slot::Words { id, words: Words::Bukti, .. } => vec!["realisasi", id, "bukti"],
            Slot::Words { id, words, .. } => vec!["realisasi", id, "analisis", words.key()],
            Slot::Belanja { kode, quarter, .. } => vec!["belanja", kode, TRIWULAN[quarter - 1]],
            Slot::Target { .. } => Vec::new(),
        }
    }
}

/// `koperasi-rat TW3 rat`, as a message of a commit names it.
impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Slot::Value { id, quarter, nama, .. } if nama == NILAI => {
                write!(f, "{id} {}", TRIWULAN[quarter - 1])
            }
            Slot::Value { id, quarter, nama, .. } => {
                write!(f, "{id} {} {nama}", TRIWULAN[quarter - 1])
            }
            Slot::Na { id, quarter, .. } => write!(f, "{id} {} {NA}", TRIWULAN[quarter - 1]),
            Slot::Words { id, words, .. } => write!(f, "{id} {}", words.key()),
            Slot::Belanja { kode, quarter, .. } => {
                write!(f, "belanja {kode} {}", TRIWULAN[quarter - 1])
            }
            Slot::Target { id, tahun, quarter: None } => write!(f, "{id} target {tahun}"),
            Slot::Target { id, tahun, quarter: Some(quarter) } => {
                write!(f, "{id} target {tahun} {}", TRIWULAN[quarter - 1])
            }
        }
    }
}

/// A value as it is compared: numbers whatever the zeros at their ends, texts whatever the blanks
/// between their words. Nothing is the empty text.
fn canonical(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (digits, sign) = text.strip_suffix('%').map_or((&*text, ""), |digits| (digits, "%"));
    match Decimal::from_str_exact(digits) {
        Ok(number) if digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') => {
            format!("{}{sign}", number.normalize())
        }
        _ => text,
    }
}

/// A canonical value as it stands in the mark of a row: as it is when it is short and plain, else
/// its fingerprint.
fn token(canonical: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'%');
    if canonical.len() <= 24 && canonical.bytes().all(plain) {
        return canonical.to_owned();
    }
    format!("#{}", &sha256(canonical.as_bytes())[..16])
}

/// The mark of a row: the form, its key, and what stood in its cells.
fn mark(form: &Identity, row: &Row, bases: &[(Column, String)]) -> String {
    let bases = bases.iter().map(|(column, base)| format!("|{}={}", column.key(), token(base)));
    format!("{MARK}|{SCHEMA}|{form}|{row}{}", bases.collect::<String>())
}

/// The same read again.
struct Mark {
    form: Identity,
    row: Row,
    /// What stood in its cells, as [`token`] writes it.
    bases: Vec<(Column, String)>,
}

/// Why what looks like the mark of a row is none.
enum NoMark {
    /// Of another version of the program.
    Version(String),
    /// Broken.
    Broken,
}

impl Mark {
    /// `None` for what is no mark.
    fn read(text: &str) -> Option<Result<Mark, NoMark>> {
        let rest = text.trim().strip_prefix(MARK)?.strip_prefix('|')?;
        let mut parts = rest.split('|');
        let schema = parts.next()?;
        if schema.parse() != Ok(SCHEMA) {
            return Some(Err(NoMark::Version(schema.chars().take(20).collect())));
        }
        let mut read = || {
            let form = Identity::read(parts.next()?)?;
            let row = Row::read(parts.next()?)?;
            let mut bases = Vec::new();
            for part in parts.by_ref() {
                let (key, base) = part.split_once('=')?;
                let column = Column::all().find(|column| column.key() == key)?;
                bases.push((column, base.to_owned()));
            }
            Some(Mark { form, row, bases })
        };
        Some(read().ok_or(NoMark::Broken))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let form = Identity {
            tahun: 2024,
            period: Period::Triwulan(3),
            jabatan: "kabid-koperasi-um".into(),
            fingerprint: "1a2b3c4d".into(),
        };
        let row = Row::Data { id: "koperasi-rat".into(), nama: "rat".into() };
        let bases = vec![(Column::Triwulan(3), "260".to_owned()), (Column::Na, String::new())];
        let text = mark(&form, &row, &bases);
        assert_eq!(
            text,
            "ikigen|1|2024:TW3:kabid-koperasi-um:1a2b3c4d|data:koperasi-rat/rat|TW3=260|na="
        );
        let Some(Ok(read)) = Mark::read(&text) else { panic!("{text}") };
        assert_eq!((read.form, read.row, read.bases), (form, row, bases));
        assert!(matches!(Mark::read("ikigen|2|x"), Some(Err(NoMark::Version(_)))));
        assert!(matches!(Mark::read("ikigen|1|x"), Some(Err(NoMark::Broken))));
        assert!(Mark::read("ikigen").is_none());
    }

    #[test]
    fn values_are_compared_by_what_they_mean() {
        for (one, other) in [("1.50", "1.5"), ("75.0%", "75%"), ("a\n b", "a b"), ("-0.10", "-0.1")]
        {
            assert_eq!(canonical(one), canonical(other));
        }
        for (one, other) in [("1.5", "1.05"), ("75", "75%"), ("ab", "a b"), ("0", "")] {
            assert_ne!(canonical(one), canonical(other));
        }
        assert_eq!(token("260"), "260");
        assert_eq!(token("data BPS | terbit").len(), 17);
    }
}
