//! Page set-up, checked: paper, margins, type, spacing.

use super::codes;
use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::raw::{self, BahasaMiring, Number, Orientasi, Rata};
use crate::text::{Spanned, Text};

/// A length in points (1/72 inch), exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length(Decimal);

impl Length {
    /// The number of points.
    pub fn pt(self) -> Decimal {
        self.0
    }
}

/// Everything that decides where a word lands on paper.
#[derive(Debug, Clone)]
pub struct Halaman {
    /// Width and height as printed.
    pub kertas: [Length; 2],
    /// Top, right, bottom, left.
    pub margin: [Length; 4],
    /// Family of the text face.
    pub huruf: Text,
    /// Size of the text.
    pub ukuran: Length,
    /// Line spacing of text, in lines.
    pub spasi: Decimal,
    /// Line spacing of tables, in lines.
    pub spasi_tabel: Decimal,
    /// Space above and below the heading of a position.
    pub jarak_kepala: Length,
    /// Space before and after a table.
    pub jarak_tabel: Length,
    /// Whether lines of text end where they end, the space between words all the same.
    pub ragged: bool,
    /// The language of what is set in italics, as in ISO 639.
    pub italic_language: &'static str,
    /// Whether each position starts a page.
    pub jabatan_di_halaman_baru: bool,
    /// Identity block: number, label, colon, list letters.
    pub identitas: [Length; 4],
    /// Shares of the table's four columns.
    pub kolom: Vec<Decimal>,
    /// Cell inset.
    pub sela: Length,
    /// From the dash of an indicator to its text.
    pub tanda: Length,
    /// Size of formulas.
    pub rumus: Length,
    /// Weight of the rules.
    pub garis: Length,
    /// Size of the tables of the yearly edition.
    pub table_size: Length,
}

/// Named papers, portrait, in millimetres. F4 is the 215 × 330 mm of Indonesian offices.
const KERTAS: [(&str, &str, &str); 3] =
    [("A4", "210mm", "297mm"), ("F4", "215mm", "330mm"), ("Letter", "215.9mm", "279.4mm")];

impl Halaman {
    /// Checks the page set-up; `None` when something in it cannot be used.
    pub(super) fn new(raw: &raw::Halaman, diagnostics: &mut Diagnostics) -> Option<Halaman> {
        let kertas = paper(raw, diagnostics);
        let m = &raw.margin;
        let margin =
            [&m.atas, &m.kanan, &m.bawah, &m.kiri].map(|text| length(text, [0, 500], diagnostics));
        let i = &raw.identitas;
        let identitas = [&i.nomor, &i.label, &i.titik_dua, &i.huruf]
            .map(|text| length(text, [0, 300], diagnostics));
        let ukuran = length(&raw.ukuran, [6, 24], diagnostics);
        let spasi = number(&raw.spasi, [1, 4], diagnostics);
        let spasi_tabel = number(&raw.spasi_tabel, [1, 4], diagnostics);
        let jarak_kepala = length(&raw.jarak_kepala, [0, 100], diagnostics);
        let jarak_tabel = length(&raw.jarak_tabel, [0, 100], diagnostics);
        let kolom = columns(&raw.tabel.kolom, diagnostics);
        let sela = length(&raw.tabel.sela, [0, 30], diagnostics);
        let tanda = length(&raw.tabel.tanda, [4, 60], diagnostics);
        let rumus = length(&raw.tabel.rumus, [5, 24], diagnostics);
        let garis = length(&raw.tabel.garis, [0, 6], diagnostics);
        let is_tall = raw.orientasi == Orientasi::Tegak;
        let table_size = match &raw.tabel.ukuran {
            Some(text) => length(text, [6, 24], diagnostics),
            None => Some(Length(Decimal::from(if is_tall { 9 } else { 10 }))),
        };
        let halaman = Halaman {
            kertas: kertas?,
            margin: all(margin)?,
            huruf: raw.huruf.clone(),
            ukuran: ukuran?,
            spasi: spasi?,
            spasi_tabel: spasi_tabel?,
            jarak_kepala: jarak_kepala?,
            jarak_tabel: jarak_tabel?,
            ragged: raw.rata.map_or(is_tall, |rata| rata == Rata::Kiri),
            italic_language: raw.bahasa_miring.unwrap_or(BahasaMiring::Inggris).code(),
            jabatan_di_halaman_baru: raw.jabatan_di_halaman_baru.unwrap_or(false),
            identitas: all(identitas)?,
            kolom: kolom?,
            sela: sela?,
            tanda: tanda?,
            rumus: rumus?,
            garis: garis?,
            table_size: table_size?,
        };
        if !halaman.has_room() {
            diagnostics.push(Diagnostic::new(&codes::HALAMAN_SEMPIT, raw.margin.key()));
            return None;
        }
        Some(halaman)
    }

    /// Whether the margins and the identity block leave a usable area.
    fn has_room(&self) -> bool {
        let [top, right, bottom, left] = self.margin.map(Length::pt);
        let [width, height] = self.kertas.map(Length::pt);
        let columns: Decimal = self.identitas.iter().map(|p| p.pt()).sum();
        width - left - right - columns >= Decimal::from(100)
            && height - top - bottom >= Decimal::from(100)
    }
}

/// The paper of letters, portrait.
pub(super) fn letter(kertas: raw::KertasNaskah) -> [Length; 2] {
    let [width, height] = match kertas {
        raw::KertasNaskah::F4 => [215, 330],
        raw::KertasNaskah::A4 => [210, 297],
    };
    [width, height].map(|length| Length(Decimal::from(length * 720) / Decimal::from(254)))
}

/// All of an array, or nothing.
fn all<const N: usize>(values: [Option<Length>; N]) -> Option<[Length; N]> {
    let found: Vec<Length> = values.into_iter().collect::<Option<_>>()?;
    found.try_into().ok()
}

/// The paper as printed: named or measured, turned when landscape.
fn paper(raw: &raw::Halaman, diagnostics: &mut Diagnostics) -> Option<[Length; 2]> {
    let named = KERTAS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(raw.kertas.trim()));
    let (width, height) = match named {
        Some((_, width, height)) => (*width, *height),
        None => raw.kertas.split_once('x').unwrap_or(("", "")),
    };
    let measured = [width, height].map(|text| {
        parse_length(text).filter(|p| (Decimal::from(100)..=Decimal::from(5_000)).contains(&p.0))
    });
    let [Some(width), Some(height)] = measured else {
        let found = Diagnostic::new(&codes::KERTAS_TAK_SAH, raw.kertas.span());
        diagnostics.push(found.arg("nilai", &raw.kertas));
        return None;
    };
    let (short, long) = (width.min(height), width.max(height));
    Some(match raw.orientasi {
        Orientasi::Tegak => [short, long],
        Orientasi::Mendatar => [long, short],
    })
}

fn columns(raw: &Spanned<Vec<Number>>, diagnostics: &mut Diagnostics) -> Option<Vec<Decimal>> {
    const COLUMNS: usize = 4;
    if raw.len() != COLUMNS {
        diagnostics.push(
            Diagnostic::new(&codes::JUMLAH_KOLOM, raw.span())
                .arg("kunci", "kolom")
                .arg("nyata", raw.len())
                .arg("harapan", COLUMNS),
        );
        return None;
    }
    let mut share = |number: &Number| {
        let value = Decimal::from_str_exact(number.text()).ok();
        let value = value.filter(|d| *d >= Decimal::new(1, 1) && *d <= Decimal::from(100));
        if value.is_none() {
            report(&crate::source::codes::ANGKA_TAK_SAH, &number.0, ["0.1", "100"], diagnostics);
        }
        value
    };
    // All of them are read before one that is wrong ends it: each is reported.
    let shares: Vec<_> = raw.iter().map(&mut share).collect();
    shares.into_iter().collect()
}

/// A length between `bounds` in points.
fn length(text: &Text, bounds: [i64; 2], diagnostics: &mut Diagnostics) -> Option<Length> {
    let value = parse_length(text).filter(|p| within(p.0, bounds));
    if value.is_none() {
        let [low, high] = bounds.map(|b| format!("{b}pt"));
        report(&codes::PANJANG_TAK_SAH, text, [&low, &high], diagnostics);
    }
    value
}

fn number(number: &Number, bounds: [i64; 2], diagnostics: &mut Diagnostics) -> Option<Decimal> {
    let value = Decimal::from_str_exact(number.text()).ok().filter(|d| within(*d, bounds));
    if value.is_none() {
        let [low, high] = bounds.map(|b| b.to_string());
        report(&crate::source::codes::ANGKA_TAK_SAH, &number.0, [&low, &high], diagnostics);
    }
    value
}

fn within(value: Decimal, [low, high]: [i64; 2]) -> bool {
    value >= Decimal::from(low) && value <= Decimal::from(high)
}

fn report(
    code: &'static Code,
    text: &Text,
    [dari, sampai]: [&str; 2],
    diagnostics: &mut Diagnostics,
) {
    let found = Diagnostic::new(code, text.span());
    diagnostics.push(found.arg("nilai", text).arg("dari", dari).arg("sampai", sampai));
}

/// Reads `25.4mm`, `2cm`, `12pt`.
fn parse_length(text: &str) -> Option<Length> {
    let text = text.trim();
    // One inch is 72 points and 25.4 mm.
    let (number, factor) = if let Some(number) = text.strip_suffix("mm") {
        (number, Decimal::from(72) / Decimal::new(254, 1))
    } else if let Some(number) = text.strip_suffix("cm") {
        (number, Decimal::from(720) / Decimal::new(254, 1))
    } else {
        (text.strip_suffix("pt")?, Decimal::ONE)
    };
    let number = Decimal::from_str_exact(number.trim()).ok()?;
    number.checked_mul(factor).map(Length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_units() {
        let pt = |t| parse_length(t).map(|p| p.pt().round_dp(6).normalize().to_string());
        assert_eq!(pt("25.4mm").as_deref(), Some("72"));
        assert_eq!(pt("2.54 cm").as_deref(), Some("72"));
        assert_eq!(pt("12pt").as_deref(), Some("12"));
        assert_eq!(pt("12"), None);
        assert_eq!(pt("1,5cm"), None);
        assert_eq!(pt("99999999999999999999999999999cm"), None);
    }
}
