//! Performance agreements: when they were signed, who promises what to whom, and what was revised.

use super::renstra::{Renstra, Share};
use super::target::{self, Years};
use super::{KEPALA_DAERAH, Model, Tanggal};
use crate::diagnostic::Diagnostics;
use crate::source::raw::{self, Jenjang, KataPerjanjian};
use crate::text::{Spanned, Text};

/// The agreements of the year.
#[derive(Debug)]
pub struct Perjanjian {
    /// The office's own fixed words.
    pub kata: KataPerjanjian,
    /// As first signed.
    pub murni: Edition,
    /// As revised; not there where the office writes nothing of it.
    pub perubahan: Option<Edition>,
}

/// An edition of the agreements.
#[derive(Debug, Default)]
pub struct Edition {
    /// The day of signing; not there while it is left to be filled in by hand.
    pub tanggal: Option<Spanned<Tanggal>>,
    /// The day on which the budget was passed.
    pub anggaran_disahkan: Option<Spanned<Tanggal>>,
    /// Why it was revised.
    pub alasan: Option<Text>,
}

impl Perjanjian {
    /// The agreements of `tahun`.
    pub(super) fn new(
        raw: Option<&raw::Perjanjian>,
        tahun: Option<i32>,
        years: Years,
        diagnostics: &mut Diagnostics,
    ) -> Perjanjian {
        let mut own = None;
        for (key, written) in raw.iter().flat_map(|raw| &raw.tahun) {
            let year = target::year(key, years, diagnostics);
            let mut date = |text: &Option<Text>| {
                text.as_ref().and_then(|text| Tanggal::read(text, diagnostics))
            };
            let murni = Edition {
                tanggal: date(&written.tanggal),
                anggaran_disahkan: date(&written.anggaran_disahkan),
                alasan: None,
            };
            let perubahan = written.perubahan.as_ref().map(|revised| Edition {
                tanggal: date(&revised.tanggal),
                anggaran_disahkan: date(&revised.anggaran_disahkan),
                alasan: revised.alasan.clone(),
            });
            if year.is_some() && year == tahun {
                own = Some((murni, perubahan));
            }
        }
        let (murni, perubahan) = own.unwrap_or_default();
        Perjanjian { kata: raw.map(|raw| raw.kata.clone()).unwrap_or_default(), murni, perubahan }
    }
}

/// Who promises, and to whom.
#[derive(Debug, Clone)]
pub struct Pihak<'m> {
    /// Id of the position.
    pub id: &'m Text,
    /// Its name with that of the office.
    pub jabatan: &'m Text,
    /// Its level; none at the head of the office.
    pub jenjang: Option<Jenjang>,
    /// Id of the superior position.
    pub atasan: &'m str,
    /// Its name.
    pub nama_atasan: &'m Text,
    /// The money that it answers for.
    pub share: Option<Share<'m>>,
}

impl Pihak<'_> {
    /// Whether the superior is the head of the region.
    pub fn answers_to_region(&self) -> bool {
        self.atasan == KEPALA_DAERAH
    }
}

impl Model {
    /// Who signs agreements in `tahun`: the head of the office where there is a plan, then every
    /// position.
    pub fn parties(&self, tahun: i32) -> Vec<Pihak<'_>> {
        let plan = self.renstra.as_ref();
        let head = plan.and_then(|plan| {
            let head = self.opd.pimpinan.first()?;
            Some(Pihak {
                id: &head.id,
                jabatan: &head.lengkap,
                jenjang: None,
                atasan: KEPALA_DAERAH,
                nama_atasan: &self.opd.kepala_daerah,
                share: Some(plan.share_of_the_head()),
            })
        });
        let positions = self.jabatan_in(tahun).map(|jabatan| Pihak {
            id: &jabatan.id,
            jabatan: &jabatan.nama,
            jenjang: Some(jabatan.jenjang.unwrap_or(match self.tingkat(&jabatan.id) {
                1 => Jenjang::Administrator,
                2 => Jenjang::Pengawas,
                _ => Jenjang::Pelaksana,
            })),
            atasan: &jabatan.atasan,
            nama_atasan: self.full_name(&jabatan.atasan).unwrap_or(&jabatan.atasan),
            share: plan.and_then(|plan| plan.share_of(&jabatan.id)),
        });
        head.into_iter().chain(positions).collect()
    }

    /// The name of a position as it stands above a signature.
    pub fn full_name(&self, id: &str) -> Option<&Text> {
        let head = self.opd.pimpinan.iter().find(|head| head.id.as_str() == id);
        head.map(|head| &head.lengkap).or_else(|| self.nama_jabatan(id))
    }

    /// Whether something of an agreement was revised in `tahun`: a target, money, or who holds one
    /// of the two positions.
    pub fn is_revised(&self, party: &Pihak, tahun: i32) -> bool {
        let revised = |id: &Text| {
            let found = self.indikator(id).and_then(|(_, one)| one.target.get(&tahun));
            found.is_some_and(|target| target.perubahan.is_some())
        };
        let promised = match self.jabatan(party.id) {
            Some(jabatan) => jabatan.sasaran_in(tahun).any(|sasaran| {
                sasaran.indikator_in(tahun).any(|(_, indikator)| revised(&indikator.id))
            }),
            None => self.renstra.iter().flat_map(Renstra::key_indikator).any(revised),
        };
        let money = party.share.iter().flat_map(Share::sub_kegiatan).any(|sub| {
            let amount = |series: &super::renstra::Series| series.get(&tahun).map(|one| one.value);
            amount(&sub.anggaran) != amount(&sub.anggaran_murni)
        });
        promised
            || money
            || [party.id.as_str(), party.atasan].iter().any(|id| self.has_other_holder(id))
    }

    /// Whether somebody else holds a position when the agreements are revised.
    fn has_other_holder(&self, id: &str) -> bool {
        let all = &self.opd.perjanjian;
        let day = |edition: &Edition| edition.tanggal.as_ref().map(|day| day.value);
        let days = (day(&all.murni), all.perubahan.as_ref().and_then(day));
        let (Some(first), Some(then)) = days else { return false };
        let holders = [first, then].map(|day| self.holder(id, day));
        let [Some(before), Some(now)] = holders else { return false };
        before.nama != now.nama || before.sebagai != now.sebagai
    }

    /// Whether the agreements of the office's year were revised.
    pub fn has_revision(&self) -> bool {
        let Some(tahun) = self.opd.tahun else { return false };
        let written = self.opd.perjanjian.perubahan.is_some();
        written || self.parties(tahun).iter().any(|party| self.is_revised(party, tahun))
    }
}
