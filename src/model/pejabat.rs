//! Who held which position, from when to when.

use super::hierarchy::Ids;
use super::renstra::unknown;
use super::{Tanggal, codes};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::raw::{self, Sebagai};
use crate::text::{Spanned, Text};

/// The id of the head of the region, who is no position of the office: its head answers to him.
pub const KEPALA_DAERAH: &str = "kepala-daerah";

/// One person in one position. *Plt.* and its like belong to the date, not to the person.
#[derive(Debug, Clone)]
pub struct Memegang {
    /// Id of the position.
    pub jabatan: Text,
    /// How it is held.
    pub sebagai: Sebagai,
    /// The first day.
    pub dari: Spanned<Tanggal>,
    /// The last day; none where it is still held.
    pub sampai: Option<Spanned<Tanggal>>,
    /// Name with titles.
    pub nama: Text,
    /// Civil servant's number.
    pub nip: Option<Text>,
    /// Rank and grade in that time: `Pembina (IV/a)`, `Golongan IX`.
    pub pangkat: Option<Text>,
}

impl Memegang {
    /// Whether it is so on that day.
    pub fn covers(&self, day: Tanggal) -> bool {
        self.dari.value <= day && self.sampai.as_ref().is_none_or(|last| day <= last.value)
    }
}

/// Everybody in every position. `ids`: the positions there are.
pub(super) fn officials(
    raw: &raw::Officials,
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) -> Vec<Memegang> {
    let mut all = Vec::new();
    for person in &raw.pejabat {
        let nama = full_name(person);
        for one in &person.memegang {
            let known = one.jabatan.as_str() == KEPALA_DAERAH;
            if !known && !ids.knows_anywhere("jabatan", &one.jabatan) {
                let code = &codes::JABATAN_TAK_DIKENAL;
                unknown(code, "jabatan", &one.jabatan, ids, diagnostics);
            }
            let dari = Tanggal::read(&one.dari, diagnostics);
            let sampai = one.sampai.as_ref().map(|text| Tanggal::read(text, diagnostics));
            let (Some(dari), Some(sampai)) = (dari, sampai.map_or(Some(None), |day| day.map(Some)))
            else {
                continue;
            };
            if let Some(last) = sampai.as_ref().filter(|last| last.value < dari.value) {
                let found = Diagnostic::new(&codes::MASA_JABATAN_TERBALIK, last.span());
                diagnostics.push(found.arg("dari", dari.value).arg("sampai", last.value));
            }
            all.push(Memegang {
                jabatan: one.jabatan.clone(),
                sebagai: one.sebagai.unwrap_or_default(),
                dari,
                sampai,
                nama: nama.clone(),
                nip: person.nip.clone(),
                pangkat: rank(
                    one.pangkat.as_ref().or(person.pangkat.as_ref()),
                    one.golongan.as_ref().or(person.golongan.as_ref()),
                ),
            });
        }
    }
    all
}

/// `Dr. NAMA, S.E., M.M.`
fn full_name(person: &raw::Pejabat) -> Text {
    let (before, behind) = (&person.gelar.depan, &person.gelar.belakang);
    if before.is_none() && behind.is_none() {
        return person.nama.clone();
    }
    let before = before.as_ref().map(|titles| format!("{titles} ")).unwrap_or_default();
    let behind = behind.as_ref().map(|titles| format!(", {titles}")).unwrap_or_default();
    person.nama.with(format!("{before}{}{behind}", person.nama))
}

/// Rank and grade in one line.
fn rank(pangkat: Option<&Text>, golongan: Option<&Text>) -> Option<Text> {
    match (pangkat, golongan) {
        (Some(pangkat), Some(golongan)) => Some(pangkat.with(format!("{pangkat} ({golongan})"))),
        (None, Some(golongan)) => Some(golongan.with(format!("Golongan {golongan}"))),
        (pangkat, None) => pangkat.cloned(),
    }
}

/// Who holds a position on that day: who stands in for an absent holder before the holder.
pub(super) fn holder<'a>(all: &'a [Memegang], jabatan: &str, day: Tanggal) -> Option<&'a Memegang> {
    let there = all.iter().filter(|one| one.jabatan.as_str() == jabatan && one.covers(day));
    there.max_by_key(|one| (one.sebagai == Sebagai::Plh, one.dari.value))
}
