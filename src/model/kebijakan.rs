//! Policies of measurement and the signature: what the office decides and prints.

use super::codes;
use rust_decimal::Decimal;

use super::{MAX_GRADES, Satuan, Tanggal};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::Rational;
use crate::source::raw;
use crate::text::{Span, Spanned, Text};

pub use crate::source::raw::{RataRata, RumusTetap, RumusTurun, Sebagai};

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
    /// Best first; each applies *above* its bound, the last one to all the rest.
    pub peringkat: Vec<(Text, Option<Rational>)>,
}

impl Skala {
    /// The category of an achievement: strict lower bounds on the unrounded value. The
    /// printed intervals of Permendagri 86/2017 (91–100, 76–90, …) leave the values between
    /// their whole numbers without a category; strict bounds at 90, 75, 65 and 50 do not.
    pub fn kategori(&self, capaian: Rational) -> usize {
        let fits = |(_, bound): &(Text, Option<Rational>)| bound.is_none_or(|b| capaian > b);
        self.peringkat.iter().position(fits).unwrap_or(self.peringkat.len() - 1)
    }
}

impl Default for Kebijakan {
    /// The *skala nilai peringkat kinerja* of Permendagri 86/2017; averages capped at 120%,
    /// the highest value of PermenPANRB 8/2021.
    fn default() -> Self {
        let percent = |n: i64| Some(Rational::from(Decimal::new(n, 2)));
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
            let read = number.as_ref().and_then(|n| Satuan::Persen.read(n, diagnostics));
            read.map_or(usual, |read| read.value)
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
            place: raw.key(),
            skala: raw.skala.as_ref().map_or(usual.skala, |skala| scale(skala, diagnostics)),
        }
    }
}

fn scale(raw: &raw::Skala, diagnostics: &mut Diagnostics) -> Skala {
    let mut peringkat = Vec::new();
    let mut readable = true;
    for one in raw.peringkat.iter() {
        let bound = one.di_atas.as_ref().map(|number| Satuan::Persen.read(number, diagnostics));
        readable &= bound != Some(None);
        peringkat.push((one.nama.clone(), bound.flatten().map(|bound| bound.value)));
    }
    let falls = peringkat.windows(2).all(|pair| match (pair[0].1, pair[1].1) {
        (Some(higher), Some(lower)) => higher > lower,
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
    /// Whether it is held for the time being.
    pub sebagai: Option<Sebagai>,
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
    pub(super) fn new(
        raw: &raw::Pengesahan,
        usual: Option<Spanned<Tanggal>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let tanggal = match &raw.tanggal {
            None => usual,
            Some(text) => {
                let tanggal = Tanggal::parse(text);
                if tanggal.is_none() {
                    let found = Diagnostic::new(&codes::TANGGAL_TAK_SAH, text.span());
                    diagnostics.push(found.arg("nilai", text));
                }
                tanggal.map(|date| text.read_as(date))
            }
        };
        Some(Pengesahan {
            tempat: raw.tempat.clone(),
            tanggal: tanggal?,
            jabatan: raw.jabatan.clone(),
            sebagai: raw.sebagai,
            atas_nama: raw.atas_nama.clone(),
            nama: raw.nama.clone(),
            pangkat: raw.pangkat.clone(),
            nip: raw.nip.clone(),
            ruang_tte: raw.ruang_tte.unwrap_or(true),
        })
    }
}
