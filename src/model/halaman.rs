//! Page set-up, checked: paper, margins, type, spacing.

use rust_decimal::Decimal;

use super::Pembaca;
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::{Butir, Kunci};
use crate::source::raw::{self, Angka, Orientasi};

/// A length in points (1/72 inch), exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Panjang(Decimal);

impl Panjang {
    /// The number of points.
    pub fn pt(self) -> Decimal {
        self.0
    }
}

/// Everything that decides where a word lands on paper.
#[derive(Debug, Clone)]
pub struct Halaman {
    /// Width and height as printed.
    pub kertas: [Panjang; 2],
    /// Top, right, bottom, left.
    pub margin: [Panjang; 4],
    /// Family of the text face.
    pub huruf: String,
    /// Size of the text.
    pub ukuran: Panjang,
    /// Line spacing of text, in lines.
    pub spasi: Decimal,
    /// Line spacing of tables, in lines.
    pub spasi_tabel: Decimal,
    /// Space above and below the heading of a position.
    pub jarak_kepala: Panjang,
    /// Space before and after a table.
    pub jarak_tabel: Panjang,
    /// Whether each position starts a page.
    pub jabatan_di_halaman_baru: bool,
    /// Identity block: number, label, colon, list letters.
    pub identitas: [Panjang; 4],
    /// Shares of the table's four columns.
    pub kolom: Vec<Decimal>,
    /// Cell inset.
    pub sela: Panjang,
    /// From the dash of an indicator to its text.
    pub tanda: Panjang,
    /// Size of formulas.
    pub rumus: Panjang,
    /// Weight of the rules.
    pub garis: Panjang,
}

/// Named papers, portrait, in millimetres. F4 is the 215 × 330 mm of Indonesian offices.
const KERTAS: [(&str, &str, &str); 3] =
    [("A4", "210mm", "297mm"), ("F4", "215mm", "330mm"), ("Letter", "215.9mm", "279.4mm")];

impl Halaman {
    /// Checks the page set-up; `None` when something in it cannot be used.
    pub(super) fn new(raw: &raw::Halaman, baca: &mut Pembaca) -> Option<Halaman> {
        let kertas = paper(raw, baca);
        let m = &raw.margin;
        let margin =
            [("atas", &m.atas), ("kanan", &m.kanan), ("bawah", &m.bawah), ("kiri", &m.kiri)]
                .map(|(key, text)| length(baca, &["margin", key], text, [0, 500]));
        let i = &raw.identitas;
        let identitas = [
            ("nomor", &i.nomor),
            ("label", &i.label),
            ("titik_dua", &i.titik_dua),
            ("huruf", &i.huruf),
        ]
        .map(|(key, text)| length(baca, &["identitas", key], text, [0, 300]));
        let ukuran = length(baca, &["ukuran"], &raw.ukuran, [6, 24]);
        let spasi = number(baca, &["spasi"], &raw.spasi, [1, 4]);
        let spasi_tabel = number(baca, &["spasi_tabel"], &raw.spasi_tabel, [1, 4]);
        let jarak_kepala = length(baca, &["jarak_kepala"], &raw.jarak_kepala, [0, 100]);
        let jarak_tabel = length(baca, &["jarak_tabel"], &raw.jarak_tabel, [0, 100]);
        let kolom = columns(&raw.tabel.kolom, baca);
        let sela = length(baca, &["tabel", "sela"], &raw.tabel.sela, [0, 30]);
        let tanda = length(baca, &["tabel", "tanda"], &raw.tabel.tanda, [4, 60]);
        let rumus = length(baca, &["tabel", "rumus"], &raw.tabel.rumus, [5, 24]);
        let garis = length(baca, &["tabel", "garis"], &raw.tabel.garis, [0, 6]);
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
        halaman.has_room(baca).then_some(halaman)
    }

    /// Whether the margins and the identity block leave a usable area.
    fn has_room(&self, baca: &mut Pembaca) -> bool {
        let [top, right, bottom, left] = self.margin.map(Panjang::pt);
        let [width, height] = self.kertas.map(Panjang::pt);
        let columns: Decimal = self.identitas.iter().map(|p| p.pt()).sum();
        let room = width - left - right - columns >= Decimal::from(100)
            && height - top - bottom >= Decimal::from(100);
        if !room {
            let tempat = baca.kunci(&[Kunci("halaman"), Kunci("margin")]);
            baca.lapor(Diagnostic::new(&katalog::HALAMAN_SEMPIT, tempat));
        }
        room
    }
}

/// All of an array, or nothing.
fn all<const N: usize>(values: [Option<Panjang>; N]) -> Option<[Panjang; N]> {
    let found: Vec<Panjang> = values.into_iter().collect::<Option<_>>()?;
    found.try_into().ok()
}

/// The paper as printed: named or measured, turned when landscape.
fn paper(raw: &raw::Halaman, baca: &mut Pembaca) -> Option<[Panjang; 2]> {
    let named = KERTAS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(raw.kertas.trim()));
    let (width, height) = match named {
        Some((_, width, height)) => (*width, *height),
        None => raw.kertas.split_once('x').unwrap_or(("", "")),
    };
    let measured = [width, height].map(|text| {
        parse_length(text).filter(|p| (Decimal::from(100)..=Decimal::from(5_000)).contains(&p.0))
    });
    let [Some(width), Some(height)] = measured else {
        let tempat = baca.nilai(&[Kunci("halaman"), Kunci("kertas")]);
        baca.lapor(Diagnostic::new(&katalog::KERTAS_TAK_SAH, tempat).isi("nilai", &raw.kertas));
        return None;
    };
    let (short, long) = (width.min(height), width.max(height));
    Some(match raw.orientasi {
        Orientasi::Tegak => [short, long],
        Orientasi::Mendatar => [long, short],
    })
}

fn columns(raw: &[Angka], baca: &mut Pembaca) -> Option<Vec<Decimal>> {
    const COLUMNS: usize = 4;
    if raw.len() != COLUMNS {
        let tempat = baca.nilai(&[Kunci("halaman"), Kunci("tabel"), Kunci("kolom")]);
        baca.lapor(
            Diagnostic::new(&katalog::JUMLAH_KOLOM, tempat)
                .isi("kunci", "kolom")
                .isi("nyata", raw.len())
                .isi("harapan", COLUMNS),
        );
        return None;
    }
    let values: Vec<_> = raw
        .iter()
        .enumerate()
        .map(|(i, angka)| {
            let value = Decimal::from_str_exact(&angka.0)
                .ok()
                .filter(|d| *d >= Decimal::new(1, 1) && *d <= Decimal::from(100));
            if value.is_none() {
                let path = [Kunci("halaman"), Kunci("tabel"), Kunci("kolom"), Butir(i)];
                let tempat = baca.nilai(&path);
                baca.lapor(
                    Diagnostic::new(&katalog::ANGKA_TAK_SAH, tempat)
                        .isi("nilai", &angka.0)
                        .isi("dari", "0.1")
                        .isi("sampai", 100),
                );
            }
            value
        })
        .collect();
    values.into_iter().collect()
}

/// A length between `bounds` in points.
fn length(baca: &mut Pembaca, path: &[&str], text: &str, bounds: [i64; 2]) -> Option<Panjang> {
    let value = parse_length(text).filter(|p| within(p.0, bounds));
    if value.is_none() {
        let bounds = bounds.map(|b| format!("{b}pt"));
        report(baca, &katalog::PANJANG_TAK_SAH, path, text, [&bounds[0], &bounds[1]]);
    }
    value
}

fn number(baca: &mut Pembaca, path: &[&str], angka: &Angka, bounds: [i64; 2]) -> Option<Decimal> {
    let value = Decimal::from_str_exact(&angka.0).ok().filter(|d| within(*d, bounds));
    if value.is_none() {
        let bounds = bounds.map(|b| b.to_string());
        report(baca, &katalog::ANGKA_TAK_SAH, path, &angka.0, [&bounds[0], &bounds[1]]);
    }
    value
}

fn within(value: Decimal, [low, high]: [i64; 2]) -> bool {
    value >= Decimal::from(low) && value <= Decimal::from(high)
}

fn report(
    baca: &mut Pembaca,
    kode: &'static crate::diagnostic::Kode,
    path: &[&str],
    nilai: &str,
    [dari, sampai]: [&str; 2],
) {
    let mut steps = vec![Kunci("halaman")];
    steps.extend(path.iter().map(|key| Kunci(key)));
    let tempat = baca.nilai(&steps);
    baca.lapor(
        Diagnostic::new(kode, tempat).isi("nilai", nilai).isi("dari", dari).isi("sampai", sampai),
    );
}

/// Reads `25.4mm`, `2cm`, `12pt`.
fn parse_length(text: &str) -> Option<Panjang> {
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
    number.checked_mul(factor).map(Panjang)
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
