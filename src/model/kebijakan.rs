//! Policies of measurement and the signature: what the office decides and prints.

use super::codes;
use rust_decimal::Decimal;

use super::target::{self, Years};
use super::{MAX_GRADES, Satuan, Tanggal};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::Rational;
use crate::source::raw;
use crate::text::{Span, Spanned, Text};

pub use crate::source::raw::{RataRata, RumusTetap, RumusTurun, Sebagai, SebelumAkhirTahun};

/// Percent that a bound of achievements may be away from zero. Bars of a chart are drawn in parts
/// of it.
const FURTHEST_BOUND: i32 = 1_000_000;

/// How performance is measured.
#[derive(Debug, Clone)]
pub struct Kebijakan {
    /// Achievement where lower is better.
    pub turun: RumusTurun,
    /// Achievement where the target is to be met exactly.
    pub tetap: RumusTetap,
    /// What an average is made of.
    pub rata_rata: RataRata,
    /// Least achievement that counts in an average.
    pub batas_bawah: Rational,
    /// Greatest achievement that counts in an average. Averages without one let a single
    /// 400% hide failures.
    pub batas_atas: Rational,
    /// What an indicator without quarterly targets has before the year is over.
    pub sebelum_akhir_tahun: SebelumAkhirTahun,
    /// The scale of categories.
    pub skala: Skala,
    /// Where the policies stand; nowhere, when they are the usual ones.
    pub place: Span,
}

/// A scale of categories.
#[derive(Debug, Clone)]
pub struct Skala {
    /// What it rests on.
    pub sumber: Text,
    /// Best first; each applies from its bound on, the last one to all the rest.
    pub peringkat: Vec<(Text, Option<Bound>)>,
}

/// Where a category begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Above this (`di_atas`).
    Above(Rational),
    /// From this on (`mulai`).
    From(Rational),
}

impl Bound {
    /// The number.
    pub fn number(self) -> Rational {
        match self {
            Bound::Above(number) | Bound::From(number) => number,
        }
    }

    /// Whether a category that begins here is above one that begins at `lower`: 100% itself lies
    /// between *above 100%* and *from 100% on*.
    fn is_above(self, lower: Bound) -> bool {
        let apart = matches!((self, lower), (Bound::Above(_), Bound::From(_)));
        self.number() > lower.number() || (apart && self.number() == lower.number())
    }

    /// Whether `capaian` is beyond it.
    pub fn admits(self, capaian: Rational) -> bool {
        match self {
            Bound::Above(bound) => capaian > bound,
            Bound::From(bound) => capaian >= bound,
        }
    }
}

impl Skala {
    /// The category of an achievement: lower bounds on the unrounded value. The
    /// printed intervals of Permendagri 86/2017 (91–100, 76–90, …) leave the values between
    /// their whole numbers without a category; strict bounds at 90, 75, 65 and 50 do not.
    pub fn kategori(&self, capaian: Rational) -> usize {
        let fits = |(_, bound): &(Text, Option<Bound>)| bound.is_none_or(|b| b.admits(capaian));
        self.peringkat.iter().position(fits).unwrap_or(self.peringkat.len() - 1)
    }
}

impl Default for Kebijakan {
    /// The *skala nilai peringkat kinerja* of Permendagri 86/2017; averages capped at 120%,
    /// the highest value of PermenPANRB 8/2021.
    fn default() -> Self {
        let percent = |n: i64| Some(Bound::Above(Decimal::new(n, 2).into()));
        let peringkat = [
            ("Sangat Tinggi", percent(90)),
            ("Tinggi", percent(75)),
            ("Sedang", percent(65)),
            ("Rendah", percent(50)),
            ("Sangat Rendah", None),
        ];
        Kebijakan {
            turun: RumusTurun::Selisih,
            tetap: RumusTetap::Selisih,
            rata_rata: RataRata::Indikator,
            batas_bawah: Rational::ZERO,
            batas_atas: Rational::from(Decimal::new(120, 2)),
            sebelum_akhir_tahun: SebelumAkhirTahun::BelumDinilai,
            place: Span::nowhere(),
            skala: Skala {
                sumber: Text::built_in("Permendagri 86/2017"),
                peringkat: peringkat.map(|(nama, bound)| (Text::built_in(nama), bound)).to_vec(),
            },
        }
    }
}

/// The greatest bound of averages that can be drawn as a bar beside 100%: ten times as much.
const MAX_BOUND: i32 = 10;

impl Kebijakan {
    pub(super) fn new(raw: &Spanned<raw::Kebijakan>, diagnostics: &mut Diagnostics) -> Kebijakan {
        let usual = Kebijakan::default();
        let mut bound = |number: &Option<raw::Number>, usual: Rational| {
            let Some(read) = number.as_ref().and_then(|n| Satuan::Persen.read(n, diagnostics))
            else {
                return usual;
            };
            let most = Rational::from(FURTHEST_BOUND / 100);
            if read.value.abs().is_ok_and(|far| far <= most) {
                return read.value;
            }
            let found = Diagnostic::new(&codes::BATAS_TERLALU_JAUH, read.span());
            let written = number.as_ref().map_or("", |number| number.text());
            diagnostics.push(found.arg("nilai", written).arg("batas", FURTHEST_BOUND));
            usual
        };
        let batas_bawah = bound(&raw.batas_bawah, usual.batas_bawah);
        let batas_atas = bound(&raw.batas_atas, usual.batas_atas);
        if batas_bawah >= batas_atas {
            diagnostics.push(Diagnostic::new(&codes::BATAS_TERBALIK, raw.key()));
        }
        if let Some(given) = &raw.batas_atas
            && !(batas_atas > Rational::ZERO && batas_atas <= MAX_BOUND.into())
        {
            let found = Diagnostic::new(&codes::BATAS_TAK_WAJAR, given.0.span());
            diagnostics.push(found.arg("nilai", given.text()));
        }
        Kebijakan {
            turun: raw.turun.unwrap_or(usual.turun),
            tetap: raw.tetap.unwrap_or(usual.tetap),
            rata_rata: raw.rata_rata.unwrap_or(usual.rata_rata),
            batas_bawah,
            batas_atas,
            sebelum_akhir_tahun: raw.sebelum_akhir_tahun.unwrap_or(usual.sebelum_akhir_tahun),
            place: raw.key(),
            skala: raw.skala.as_ref().map_or(usual.skala, |skala| scale(skala, diagnostics)),
        }
    }
}

fn scale(raw: &raw::Skala, diagnostics: &mut Diagnostics) -> Skala {
    let mut peringkat = Vec::new();
    let mut readable = true;
    for one in raw.peringkat.iter() {
        if one.di_atas.is_some() && one.mulai.is_some() {
            let found = Diagnostic::new(&codes::BATAS_GANDA, one.nama.span());
            diagnostics.push(found.arg("nama", &one.nama));
        }
        let mut read = |number: &Option<raw::Number>, bound: fn(Rational) -> Bound| {
            let value = Satuan::Persen.read(number.as_ref()?, diagnostics);
            readable &= value.is_some();
            value.map(|value| bound(value.value))
        };
        let above = read(&one.di_atas, Bound::Above);
        let from = read(&one.mulai, Bound::From);
        peringkat.push((one.nama.clone(), above.or(from)));
    }
    let falls = peringkat.windows(2).all(|pair| match (pair[0].1, pair[1].1) {
        (Some(higher), Some(lower)) => higher.is_above(lower),
        (higher, _) => higher.is_some(),
    });
    let open = peringkat.last().is_some_and(|(_, bound)| bound.is_none());
    if readable && !(falls && open && peringkat.len() <= MAX_GRADES) {
        diagnostics.push(Diagnostic::new(&codes::SKALA_TAK_SAH, raw.peringkat.key()));
    }
    Skala { sumber: raw.sumber.clone(), peringkat }
}

/// Who signs, where and when. *Plt.* and its like belong to the document, not to a person.
#[derive(Debug, Clone)]
pub struct Pengesahan {
    /// Place of signing.
    pub tempat: Text,
    /// Date of signing.
    pub tanggal: Spanned<Tanggal>,
    /// The signer's position.
    pub jabatan: Text,
    /// Id of that position, where its holder is looked up.
    pub id: Option<Text>,
    /// How it is held.
    pub sebagai: Sebagai,
    /// The position in whose name it is signed (*a.n.*).
    pub atas_nama: Option<Text>,
    /// Name and titles.
    pub nama: Option<Text>,
    /// Rank.
    pub pangkat: Option<Text>,
    /// Civil servant's number.
    pub nip: Option<Text>,
    /// Whether room is left for an electronic signature, which its service puts there.
    pub ruang_tte: bool,
}

impl Pengesahan {
    /// `usual`: the date of the documents, which is that of signing where no other is written for
    /// `tahun`, the year of the edition.
    pub(super) fn new(
        raw: &raw::Pengesahan,
        (tahun, years): (Option<i32>, Years),
        usual: Option<Spanned<Tanggal>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let tanggal = match &raw.tanggal {
            None => usual,
            Some(raw::TanggalPengesahan::One(text)) => Tanggal::read(text, diagnostics),
            Some(raw::TanggalPengesahan::Yearly(all)) => {
                let mut read = |(key, text)| {
                    let year = target::year(key, years, diagnostics);
                    let date = Tanggal::read(text, diagnostics);
                    (year, date)
                };
                let dates: Vec<_> = all.iter().map(&mut read).collect();
                let own = dates.into_iter().find(|(year, _)| year.is_some() && *year == tahun);
                own.map_or(usual, |(_, date)| date)
            }
        };
        Some(Pengesahan {
            tempat: raw.tempat.clone(),
            tanggal: tanggal?,
            jabatan: raw.jabatan.clone(),
            id: raw.id.clone(),
            sebagai: raw.sebagai.unwrap_or_default(),
            atas_nama: raw.atas_nama.clone(),
            nama: raw.nama.clone(),
            pangkat: raw.pangkat.clone(),
            nip: raw.nip.clone(),
            ruang_tte: raw.ruang_tte.unwrap_or(true),
        })
    }
}
