//! Page set-up, checked: paper, margins, type, spacing.

use super::codes;
use rust_decimal::Decimal;

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::source::Segment::{Index, Key};
use crate::source::raw::{self, Number, Orientasi};

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
    pub huruf: String,
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
}

/// Named papers, portrait, in millimetres. F4 is the 215 × 330 mm of Indonesian offices.
const KERTAS: [(&str, &str, &str); 3] =
    [("A4", "210mm", "297mm"), ("F4", "215mm", "330mm"), ("Letter", "215.9mm", "279.4mm")];

impl Halaman {
    /// Checks the page set-up; `None` when something in it cannot be used.
    pub(super) fn new(raw: &raw::Halaman, reader: &mut Reader) -> Option<Halaman> {
        let kertas = paper(raw, reader);
        let m = &raw.margin;
        let margin =
            [("atas", &m.atas), ("kanan", &m.kanan), ("bawah", &m.bawah), ("kiri", &m.kiri)]
                .map(|(key, text)| length(reader, &["margin", key], text, [0, 500]));
        let i = &raw.identitas;
        let identitas = [
            ("nomor", &i.nomor),
            ("label", &i.label),
            ("titik_dua", &i.titik_dua),
            ("huruf", &i.huruf),
        ]
        .map(|(key, text)| length(reader, &["identitas", key], text, [0, 300]));
        let ukuran = length(reader, &["ukuran"], &raw.ukuran, [6, 24]);
        let spasi = number(reader, &["spasi"], &raw.spasi, [1, 4]);
        let spasi_tabel = number(reader, &["spasi_tabel"], &raw.spasi_tabel, [1, 4]);
        let jarak_kepala = length(reader, &["jarak_kepala"], &raw.jarak_kepala, [0, 100]);
        let jarak_tabel = length(reader, &["jarak_tabel"], &raw.jarak_tabel, [0, 100]);
        let kolom = columns(&raw.tabel.kolom, reader);
        let sela = length(reader, &["tabel", "sela"], &raw.tabel.sela, [0, 30]);
        let tanda = length(reader, &["tabel", "tanda"], &raw.tabel.tanda, [4, 60]);
        let rumus = length(reader, &["tabel", "rumus"], &raw.tabel.rumus, [5, 24]);
        let garis = length(reader, &["tabel", "garis"], &raw.tabel.garis, [0, 6]);
        let halaman = Halaman {
            kertas: kertas?,
            margin: all(margin)?,
            huruf: raw.huruf.clone(),
            ukuran: ukuran?,
            spasi: spasi?,
            spasi_tabel: spasi_tabel?,
            jarak_kepala: jarak_kepala?,
            jarak_tabel: jarak_tabel?,
            jabatan_di_halaman_baru: raw.jabatan_di_halaman_baru.unwrap_or(false),
            identitas: all(identitas)?,
            kolom: kolom?,
            sela: sela?,
            tanda: tanda?,
            rumus: rumus?,
            garis: garis?,
        };
        halaman.has_room(reader).then_some(halaman)
    }

    /// Whether the margins and the identity block leave a usable area.
    fn has_room(&self, reader: &mut Reader) -> bool {
        let [top, right, bottom, left] = self.margin.map(Length::pt);
        let [width, height] = self.kertas.map(Length::pt);
        let columns: Decimal = self.identitas.iter().map(|p| p.pt()).sum();
        let room = width - left - right - columns >= Decimal::from(100)
            && height - top - bottom >= Decimal::from(100);
        if !room {
            let span = reader.key(&[Key("halaman"), Key("margin")]);
            reader.report(Diagnostic::new(&codes::HALAMAN_SEMPIT, span));
        }
        room
    }
}

/// All of an array, or nothing.
fn all<const N: usize>(values: [Option<Length>; N]) -> Option<[Length; N]> {
    let found: Vec<Length> = values.into_iter().collect::<Option<_>>()?;
    found.try_into().ok()
}

/// The paper as printed: named or measured, turned when landscape.
fn paper(raw: &raw::Halaman, reader: &mut Reader) -> Option<[Length; 2]> {
    let named = KERTAS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(raw.kertas.trim()));
    let (width, height) = match named {
        Some((_, width, height)) => (*width, *height),
        None => raw.kertas.split_once('x').unwrap_or(("", "")),
    };
    let measured = [width, height].map(|text| {
        parse_length(text).filter(|p| (Decimal::from(100)..=Decimal::from(5_000)).contains(&p.0))
    });
    let [Some(width), Some(height)] = measured else {
        let span = reader.value(&[Key("halaman"), Key("kertas")]);
        reader.report(Diagnostic::new(&codes::KERTAS_TAK_SAH, span).arg("nilai", &raw.kertas));
        return None;
    };
    let (short, long) = (width.min(height), width.max(height));
    Some(match raw.orientasi {
        Orientasi::Tegak => [short, long],
        Orientasi::Mendatar => [long, short],
    })
}

fn columns(raw: &[Number], reader: &mut Reader) -> Option<Vec<Decimal>> {
    const COLUMNS: usize = 4;
    if raw.len() != COLUMNS {
        let span = reader.value(&[Key("halaman"), Key("tabel"), Key("kolom")]);
        reader.report(
            Diagnostic::new(&codes::JUMLAH_KOLOM, span)
                .arg("kunci", "kolom")
                .arg("nyata", raw.len())
                .arg("harapan", COLUMNS),
        );
        return None;
    }
    let values: Vec<_> = raw
        .iter()
        .enumerate()
        .map(|(i, number)| {
            let value = Decimal::from_str_exact(&number.0)
                .ok()
                .filter(|d| *d >= Decimal::new(1, 1) && *d <= Decimal::from(100));
            if value.is_none() {
                let path = [Key("halaman"), Key("tabel"), Key("kolom"), Index(i)];
                let span = reader.value(&path);
                reader.report(
                    Diagnostic::new(&crate::source::codes::ANGKA_TAK_SAH, span)
                        .arg("nilai", &number.0)
                        .arg("dari", "0.1")
                        .arg("sampai", 100),
                );
            }
            value
        })
        .collect();
    values.into_iter().collect()
}

/// A length between `bounds` in points.
fn length(reader: &mut Reader, path: &[&str], text: &str, bounds: [i64; 2]) -> Option<Length> {
    let value = parse_length(text).filter(|p| within(p.0, bounds));
    if value.is_none() {
        let bounds = bounds.map(|b| format!("{b}pt"));
        report(reader, &codes::PANJANG_TAK_SAH, path, text, [&bounds[0], &bounds[1]]);
    }
    value
}

fn number(
    reader: &mut Reader,
    path: &[&str],
    number: &Number,
    bounds: [i64; 2],
) -> Option<Decimal> {
    let value = Decimal::from_str_exact(&number.0).ok().filter(|d| within(*d, bounds));
    if value.is_none() {
        let bounds = bounds.map(|b| b.to_string());
        report(
            reader,
            &crate::source::codes::ANGKA_TAK_SAH,
            path,
            &number.0,
            [&bounds[0], &bounds[1]],
        );
    }
    value
}

fn within(value: Decimal, [low, high]: [i64; 2]) -> bool {
    value >= Decimal::from(low) && value <= Decimal::from(high)
}

fn report(
    reader: &mut Reader,
    kode: &'static crate::diagnostic::Code,
    path: &[&str],
    value: &str,
    [dari, sampai]: [&str; 2],
) {
    let mut steps = vec![Key("halaman")];
    steps.extend(path.iter().map(|key| Key(key)));
    let span = reader.value(&steps);
    reader.report(
        Diagnostic::new(kode, span).arg("nilai", value).arg("dari", dari).arg("sampai", sampai),
    );
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
