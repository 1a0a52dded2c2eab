//! Performance agreements: who promises what money for, to whom, on which day.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::value::{Figure, Text, made_from, text, words};
use super::office::{Date, Pejabat};
use super::words::{Filling, KataPerjanjian};
use crate::format;
use crate::measure::anggaran::sub_jumlah;
use crate::model::perjanjian::{self, Pihak};
use crate::model::renstra::{Level, Series, Share, SubKegiatan};
use crate::model::{Model, Tanggal};
use crate::source::raw::Jenjang;

/// Perjanjian kinerja tahun yang diukur.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Perjanjian {
    /// Kata tetapnya.
    kata: KataPerjanjian,
    /// Tempat penandatanganannya; null bila tidak ditulis.
    tempat: Option<Text>,
    /// Perjanjian semula.
    murni: Edition,
    /// Perjanjian perubahan; null bila tidak ada yang berubah.
    perubahan: Option<Edition>,
}

/// Perjanjian semula, atau perubahannya.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Edition {
    /// Tanggalnya; null bila diisi dengan tangan.
    tanggal: Option<Date>,
    /// Alasan perubahannya.
    alasan: Option<Text>,
    /// Yang berjanji: pimpinan bila ada Renstra, lalu setiap jabatan; pada perubahan hanya yang berubah.
    pihak: Vec<Party>,
}

/// Yang berjanji. Sasaran dan indikatornya ada di `jabatan`; sasaran pimpinan di `renstra`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Party {
    /// Id jabatannya.
    id: String,
    /// Nama jabatannya dengan nama kantornya.
    jabatan: Text,
    /// Jenjangnya; null pada pimpinan.
    jenjang: Option<Jenjang>,
    /// Pemegangnya pada tanggal perjanjian; null bila tidak ada di data/pejabat.yaml.
    pejabat: Option<Pejabat>,
    /// Nama pemegangnya pada perjanjian semula; null pada perjanjian semula, atau bila tidak ada.
    semula: Option<Text>,
    /// Yang menerima janji.
    atasan: Superior,
    /// Anggarannya; null bila tidak ada.
    anggaran: Option<Money>,
}

/// Yang menerima janji.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Superior {
    /// Nama jabatannya.
    jabatan: Text,
    /// Pemegangnya pada tanggal perjanjian.
    pejabat: Option<Pejabat>,
    /// Ia kepala daerah, yang tidak ber-NIP.
    kepala_daerah: bool,
}

/// Anggaran sebuah perjanjian.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Money {
    /// Apa baris-barisnya: program, kegiatan, atau sub kegiatan.
    level: Level,
    /// Barisnya, berkelompok.
    groups: Vec<Group>,
    /// Jumlahnya, menurut perubahan bila ada.
    jumlah: Figure,
    /// Jumlahnya semula.
    semula: Figure,
}

/// Baris-baris di bawah satu judul.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Group {
    /// Program atau kegiatan di atasnya, dengan kodenya; null pada pimpinan.
    judul: Option<Text>,
    /// Baris-barisnya.
    baris: Vec<Line>,
}

/// Satu program, kegiatan, atau sub kegiatan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Line {
    /// Kodenya.
    kode: Text,
    /// Namanya.
    nama: Text,
    /// Anggarannya, menurut perubahan bila ada, tanpa Rp.
    nilai: Figure,
    /// Anggarannya semula.
    semula: Figure,
}

impl Perjanjian {
    /// The agreements of `tahun`.
    pub fn new(model: &Model, tahun: i32) -> Perjanjian {
        let (opd, all) = (&model.opd, &model.opd.perjanjian);
        let filling = Filling { tahun, sampai: 4, capitals: true };
        let revised = |party: &Pihak| model.is_revised(party, tahun);
        let parties = model.parties(tahun);
        let usual = perjanjian::Edition::default();
        let perubahan = model.has_revision().then(|| {
            let some: Vec<Pihak> = parties.iter().filter(|one| revised(one)).cloned().collect();
            // Where the office revises them for a reason of its own, all are signed again.
            let some = if some.is_empty() { parties.clone() } else { some };
            let edition = all.perubahan.as_ref().unwrap_or(&usual);
            Edition::new(model, (edition, Some(&all.murni)), &some, tahun)
        });
        Perjanjian {
            kata: KataPerjanjian::new(&all.kata, &filling),
            tempat: opd.pengesahan.as_ref().map(|signed| text(&signed.tempat)),
            murni: Edition::new(model, (&all.murni, None), &parties, tahun),
            perubahan,
        }
    }
}

impl Edition {
    fn new(
        model: &Model,
        (edition, first): (&perjanjian::Edition, Option<&perjanjian::Edition>),
        parties: &[Pihak],
        tahun: i32,
    ) -> Edition {
        let day = |edition: &perjanjian::Edition| edition.tanggal.as_ref().map(|day| day.value);
        let first = first.and_then(day);
        let one = |party: &Pihak| Party::new(model, party, [day(edition), first], tahun);
        Edition {
            tanggal: edition.tanggal.as_ref().map(Date::new),
            alasan: edition.alasan.as_ref().map(text),
            pihak: parties.iter().map(one).collect(),
        }
    }
}

impl Party {
    /// A party, with who holds the positions on the first day; the other day is that of the
    /// agreement that is revised.
    fn new(model: &Model, party: &Pihak, [day, first]: [Option<Tanggal>; 2], tahun: i32) -> Party {
        let holder = |id: &str| Pejabat::new(model, id, day?);
        let before = first.and_then(|day| model.holder(party.id, day));
        Party {
            id: party.id.to_string(),
            jabatan: text(party.jabatan),
            jenjang: party.jenjang,
            pejabat: holder(party.id),
            semula: before.map(|before| text(&before.nama)),
            atasan: Superior {
                jabatan: text(party.nama_atasan),
                pejabat: holder(party.atasan),
                kepala_daerah: party.answers_to_region(),
            },
            anggaran: party.share.as_ref().map(|share| Money::new(share, tahun)),
        }
    }
}

impl Money {
    fn new(share: &Share, tahun: i32) -> Money {
        let group = |(heading, lines): &(Option<_>, Vec<crate::model::renstra::Line>)| Group {
            judul: heading.map(|[kode, nama]: [&crate::text::Text; 2]| {
                made_from(nama.span(), format!("{kode} {nama}"))
            }),
            baris: lines
                .iter()
                .map(|line| Line {
                    kode: text(line.kode),
                    nama: text(line.nama),
                    nilai: sum(&line.sub, |sub| &sub.anggaran, tahun),
                    semula: sum(&line.sub, |sub| &sub.anggaran_murni, tahun),
                })
                .collect(),
        };
        let all: Vec<&SubKegiatan> = share.sub_kegiatan().collect();
        Money {
            level: share.level,
            groups: share.groups.iter().map(group).collect(),
            jumlah: sum(&all, |sub| &sub.anggaran, tahun),
            semula: sum(&all, |sub| &sub.anggaran_murni, tahun),
        }
    }
}

/// The money of sub-activities.
fn sum(all: &[&SubKegiatan], series: impl Fn(&SubKegiatan) -> &Series, tahun: i32) -> Figure {
    let sum = sub_jumlah(all.iter().copied(), &series, tahun);
    // What one sub-activity has stands in the plan; a sum stands nowhere.
    let place = match all {
        [one] => series(one).get(&tahun).map(crate::text::Spanned::span),
        _ => None,
    };
    let tell = |shown: String| match &place {
        Some(place) => made_from(place.clone(), shown),
        None => words(shown),
    };
    Figure::new(&sum, |amount| format::as_needed(amount, 2), tell)
}
