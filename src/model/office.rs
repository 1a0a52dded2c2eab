//! The office: names, period, fixed words of the IKI, date.

use std::fmt;

use super::perjanjian::Perjanjian;
use super::target::Years;
use super::{Halaman, Kebijakan, KertasBuku, Length, Pengesahan, codes, halaman};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format;
use crate::source::raw::{self, Kata, KolomTahunan, PejabatTahunan, Ringkasan};
use crate::text::{Spanned, Text};
use crate::typed::propose_date;

/// The office (*organisasi perangkat daerah*).
#[derive(Debug)]
pub struct Opd {
    /// Full name.
    pub nama: Text,
    /// The region it belongs to.
    pub daerah: Text,
    /// First and last year of its strategic plan (Renstra).
    pub periode: [i32; 2],
    /// The year of the yearly edition.
    pub tahun: Option<i32>,
    /// The date of the documents: given, never taken from the clock.
    pub tanggal: Spanned<Tanggal>,
    /// How performance is measured.
    pub kebijakan: Kebijakan,
    /// Who signs.
    pub pengesahan: Option<Pengesahan>,
    /// Places for electronic signatures, where their positions are asked for.
    pub tanda_tangan: Option<TandaTangan>,
    /// Fixed words of the IKI.
    pub iki: Iki,
    /// Page set-up.
    pub halaman: Halaman,
    /// Whether the YAML files travel inside the PDF.
    pub lampirkan_sumber: bool,
    /// Whether the file of its officials travels with them.
    pub lampirkan_pejabat: bool,
    /// Positions without a file of their own, at the head of the office.
    pub pimpinan: Vec<Pimpinan>,
    /// The position of the head of the region, to whom the office's head answers.
    pub kepala_daerah: Text,
    /// The performance agreements of its year.
    pub perjanjian: Perjanjian,
    /// Width and height of its letters.
    pub letter: [Length; 2],
    /// Letterhead.
    pub kop: Option<raw::Kop>,
    /// Paper of the workbooks.
    pub book_paper: KertasBuku,
}

impl Opd {
    /// The period as file names have it: `2019-2024`, or `2025` when it is one year.
    pub fn nama_periode(&self) -> String {
        periode_name(self.periode)
    }

    /// The year whose positions and indicators its documents show: that of the yearly edition,
    /// else the last of the period.
    pub fn year_shown(&self) -> i32 {
        self.tahun.unwrap_or(self.periode[1])
    }
}

/// A period as file names have it.
pub fn periode_name([dari, sampai]: [i32; 2]) -> String {
    if dari == sampai { dari.to_string() } else { format!("{dari}-{sampai}") }
}

/// A position at the head of the office.
#[derive(Debug)]
pub struct Pimpinan {
    /// Stable id.
    pub id: Text,
    /// Name as printed.
    pub nama: Text,
    /// The name with that of the office, as it stands above a signature.
    pub lengkap: Text,
}

impl Pimpinan {
    fn new(raw: &raw::Pimpinan, office: &raw::Opd) -> Pimpinan {
        let signed = office.pengesahan.as_ref().filter(|signed| signed.atas_nama.is_none());
        let signed = signed.map(|signed| &signed.jabatan);
        let signed = signed.filter(|signed| signed.starts_with(raw.jabatan.as_str()));
        let lengkap = raw.lengkap.as_ref().or(signed).unwrap_or(&raw.jabatan);
        Pimpinan { id: raw.id.clone(), nama: raw.jabatan.clone(), lengkap: lengkap.clone() }
    }
}

/// Who is at the head of a region: *Bupati Sampang* of *Kabupaten Sampang*.
fn head_of(daerah: &Text) -> Text {
    let titles = [("Kabupaten ", "Bupati"), ("Kota ", "Wali Kota"), ("Provinsi ", "Gubernur")];
    let known = titles.iter().find_map(|(kind, title)| Some((title, daerah.strip_prefix(kind)?)));
    daerah.with(
        known.map_or_else(
            || format!("Pimpinan {daerah}"),
            |(title, nama)| format!("{title} {nama}"),
        ),
    )
}

/// A decree that a document is annexed to.
#[derive(Debug)]
pub struct Lampiran {
    /// The decree.
    pub keputusan: Text,
    /// Its number.
    pub nomor: Option<Text>,
    /// Its date.
    pub tanggal: Option<Spanned<Tanggal>>,
    /// What it is about.
    pub tentang: Option<Text>,
}

impl Lampiran {
    fn new(raw: &raw::Lampiran, diagnostics: &mut Diagnostics) -> Lampiran {
        Lampiran {
            keputusan: raw.keputusan.clone(),
            nomor: raw.nomor.clone(),
            tanggal: raw.tanggal.as_ref().and_then(|date| Tanggal::read(date, diagnostics)),
            tentang: raw.tentang.clone(),
        }
    }
}

/// Places for electronic signatures.
#[derive(Debug)]
pub struct TandaTangan {
    /// The sign that a service for signatures looks for: one character.
    pub jangkar: Option<Text>,
}

/// A civil date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tanggal {
    /// Year.
    pub tahun: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl fmt::Display for Tanggal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&format::tanggal(self.tahun, self.month, self.day))
    }
}

/// Fixed words of the IKI document.
#[derive(Debug)]
pub struct Iki {
    /// Title of the PDF.
    pub judul: Text,
    /// Lines of the cover.
    pub sampul: Vec<Text>,
    /// Heading above each position.
    pub kepala: Text,
    /// Labels of the identity block: position, duties, functions.
    pub label: [Text; 3],
    /// Column titles.
    pub kolom: [Text; 4],
    /// The word before a note.
    pub catatan: Text,
    /// Title and cover of the yearly edition, with `{tahun}` in the place of the year.
    pub tahunan: (Text, Vec<Text>),
    /// Where its summary stands.
    pub ringkasan: Ringkasan,
    /// What it says of who holds the positions.
    pub pejabat: PejabatTahunan,
    /// Whether the pages of the original edition have numbers.
    pub nomor_halaman: bool,
    /// The decree that the IKI is annexed to.
    pub lampiran: Option<Lampiran>,
    /// The office's own column titles of the yearly edition.
    pub kolom_tahunan: KolomTahunan,
    /// Its own fixed words of the yearly edition.
    pub kata: Kata,
}

impl Iki {
    /// Title and cover of the yearly edition of `tahun`, up to the end of quarter `sampai`.
    pub fn yearly(&self, tahun: i32, sampai: usize) -> (Text, Vec<Text>) {
        let (judul, lines) = &self.tahunan;
        let fill = |text: &Text| text.with(with_year(text, tahun, sampai));
        (fill(judul), lines.iter().map(fill).collect())
    }
}

/// A text with the year in the place of `{tahun}`, and how far its figures go where that is not
/// its end: `Tahun 2024 s.d. Triwulan II`, in capitals where the text is.
pub fn with_year(text: &str, tahun: i32, sampai: usize) -> String {
    let until = format::until(sampai);
    let capitals = text.contains(char::is_uppercase)
        && text == text.to_uppercase().replace("{TAHUN}", "{tahun}");
    let until = if capitals { until.to_uppercase() } else { until };
    text.replace("{tahun}", &format!("{tahun}{until}"))
}

impl Opd {
    /// Checks the office; `None` when something in it cannot be used. `asked`: the year that is
    /// asked for, in place of the office's own.
    pub(super) fn new(
        raw: &raw::Opd,
        asked: Option<i32>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Opd> {
        let periode = [raw.periode.dari, raw.periode.sampai];
        if periode[0] > periode[1] || periode[0] < 1945 || periode[1] > 2200 {
            diagnostics.push(
                Diagnostic::new(&codes::PERIODE_TAK_SAH, raw.periode.key())
                    .arg("dari", periode[0])
                    .arg("sampai", periode[1]),
            );
        }
        let tanggal = Tanggal::read(&raw.tanggal, diagnostics);
        let own = raw.tahun.as_ref();
        let tahun = asked.or(own.map(|own| own.value));
        if let Some(tahun) = tahun.filter(|tahun| !(periode[0]..=periode[1]).contains(tahun)) {
            let place = own.filter(|_| asked.is_none()).map_or(raw.periode.key(), Spanned::span);
            let found = Diagnostic::new(&codes::TAHUN_DI_LUAR_PERIODE, place).arg("tahun", tahun);
            diagnostics.push(found.arg("periode", periode_name(periode)));
        }
        let kebijakan = Kebijakan::new(&raw.kebijakan, diagnostics);
        let edition = (tahun, Years::around(periode));
        let pengesahan = raw
            .pengesahan
            .as_ref()
            .map(|p| Pengesahan::new(p, edition, tanggal.clone(), diagnostics));
        let halaman = Halaman::new(&raw.halaman, diagnostics);
        Some(Opd {
            nama: raw.nama.clone(),
            daerah: raw.daerah.clone(),
            periode,
            tahun,
            tanggal: tanggal?,
            kebijakan,
            pengesahan: match pengesahan {
                Some(pengesahan) => Some(pengesahan?),
                None => None,
            },
            tanda_tangan: raw.tanda_tangan.as_ref().map(|one| TandaTangan::new(one, diagnostics)),
            iki: Iki::new(raw, diagnostics),
            halaman: halaman?,
            lampirkan_sumber: raw.lampirkan_sumber.unwrap_or(true),
            lampirkan_pejabat: raw.lampirkan_pejabat.unwrap_or(false),
            pimpinan: raw.pimpinan.iter().map(|one| Pimpinan::new(one, raw)).collect(),
            kepala_daerah: raw.kepala_daerah.clone().unwrap_or_else(|| head_of(&raw.daerah)),
            perjanjian: Perjanjian::new(
                raw.perjanjian.as_ref(),
                tahun,
                Years::around(periode),
                diagnostics,
            ),
            letter: halaman::letter(raw.kertas_naskah.unwrap_or_default()),
            kop: raw.kop.clone(),
            book_paper: raw.buku_kerja.kertas.unwrap_or_default(),
        })
    }
}

impl TandaTangan {
    fn new(raw: &raw::TandaTangan, diagnostics: &mut Diagnostics) -> TandaTangan {
        let jangkar = raw.jangkar.clone();
        let is_sign = |text: &Text| {
            let mut characters = text.chars();
            let one =
                characters.next().filter(|one| !one.is_alphanumeric() && !one.is_whitespace());
            one.is_some() && characters.next().is_none()
        };
        if let Some(text) = jangkar.as_ref().filter(|text| !is_sign(text)) {
            let found = Diagnostic::new(&codes::JANGKAR_TAK_SAH, text.span());
            diagnostics.push(found.arg("nilai", text));
        }
        TandaTangan { jangkar }
    }
}

impl Iki {
    fn new(raw: &raw::Opd, diagnostics: &mut Diagnostics) -> Iki {
        let words = &raw.iki;
        let label = &words.label;
        let kolom = &words.kolom;
        Iki {
            judul: words.judul.clone(),
            sampul: words.sampul.clone(),
            kepala: words.kepala.clone(),
            label: [&label.jabatan, &label.tugas, &label.fungsi].map(Clone::clone),
            kolom: [&kolom.sasaran, &kolom.indikator, &kolom.penjelasan, &kolom.sumber]
                .map(Clone::clone),
            catatan: words.catatan.clone().unwrap_or_else(|| Text::built_in("Catatan")),
            tahunan: yearly_words(raw),
            ringkasan: words.tahunan.ringkasan.unwrap_or_default(),
            pejabat: words.tahunan.pejabat.unwrap_or_default(),
            nomor_halaman: words.nomor_halaman.unwrap_or(false),
            lampiran: words.lampiran.as_ref().map(|one| Lampiran::new(one, diagnostics)),
            kolom_tahunan: words.tahunan.kolom.clone(),
            kata: words.tahunan.kata.clone(),
        }
    }
}

/// Title and cover of the yearly edition.
fn yearly_words(raw: &raw::Opd) -> (Text, Vec<Text>) {
    let (kepala, own) = (&raw.iki.kepala, &raw.iki.tahunan);
    let judul = || {
        let judul = format!("{kepala} {} {} Tahun {{tahun}}", raw.nama, raw.daerah);
        kepala.with(judul)
    };
    let sampul = || {
        let lines = [kepala, &raw.nama, &raw.daerah].map(|line| line.with(line.to_uppercase()));
        lines.into_iter().chain([Text::built_in("TAHUN {tahun}")]).collect()
    };
    (own.judul.clone().unwrap_or_else(judul), own.sampul.clone().unwrap_or_else(sampul))
}

impl Tanggal {
    /// Reads a date; reports what is none.
    pub(super) fn read(text: &Text, diagnostics: &mut Diagnostics) -> Option<Spanned<Tanggal>> {
        let date = Tanggal::parse(text);
        if date.is_none() {
            let found = Diagnostic::new(&codes::TANGGAL_TAK_SAH, text.span()).arg("nilai", text);
            let meant = propose_date(text).filter(|date| Tanggal::parse(date).is_some());
            diagnostics.push(match meant {
                Some(date) => found.arg("usul", date).other_help(&codes::DATE_MEANT),
                None => found,
            });
        }
        date.map(|date| text.read_as(date))
    }

    /// The day behind it.
    #[must_use]
    pub fn next(self) -> Tanggal {
        let Tanggal { tahun, month, day } = self;
        if day < days_of(tahun, month) {
            Tanggal { day: day + 1, ..self }
        } else if month < 12 {
            Tanggal { tahun, month: month + 1, day: 1 }
        } else {
            Tanggal { tahun: tahun + 1, month: 1, day: 1 }
        }
    }

    /// Reads `2024-12-31`.
    pub fn parse(text: &str) -> Option<Tanggal> {
        let mut parts = text.split('-');
        let mut next = |width: usize| -> Option<u16> {
            let part = parts.next()?;
            let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        let (tahun, month, day) = (next(4)?, next(2)?, next(2)?);
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let tahun = i32::from(tahun);
        let there = parts.next().is_none() && tahun > 0;
        let good = there && (1..=days_of(tahun, month)).contains(&day);
        good.then_some(Tanggal { tahun, month, day })
    }
}

/// Days of a month; none of one that no calendar has.
fn days_of(tahun: i32, month: u8) -> u8 {
    let leap = (tahun % 4 == 0 && tahun % 100 != 0) || tahun % 400 == 0;
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_behind_a_day_may_be_in_another_month() {
        let next = |text: &str| Tanggal::parse(text).map(Tanggal::next);
        for [day, next_day] in [
            ["2024-02-28", "2024-02-29"],
            ["2023-02-28", "2023-03-01"],
            ["2024-12-31", "2025-01-01"],
        ] {
            assert_eq!(next(day), Tanggal::parse(next_day), "{day}");
        }
    }

    #[test]
    fn dates_exist() {
        let date = |t| Tanggal::parse(t).map(|d| (d.tahun, d.month, d.day));
        assert_eq!(date("2024-02-29"), Some((2024, 2, 29)));
        for wrong in ["2023-02-29", "2024-13-01", "2024-1-1", "31-12-2024", "2024-12-31-1", "x"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_head_of_a_region_has_a_title() {
        for (daerah, head) in [
            ("Kabupaten Sampang", "Bupati Sampang"),
            ("Kota Batu", "Wali Kota Batu"),
            ("Provinsi Jawa Timur", "Gubernur Jawa Timur"),
            ("Daerah Lain", "Pimpinan Daerah Lain"),
        ] {
            assert_eq!(&*head_of(&Text::built_in(daerah)), head);
        }
    }
}
