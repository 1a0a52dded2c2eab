//! What stands in the YAML now, where a cell has its value.

use super::{Slot, Words};
use crate::source::raw::{self, Indikator};
use crate::source::{Document, Sources};
use crate::text::{Span, Text};

/// The file of the actual values of a year.
pub(super) fn year(sources: &Sources, tahun: i32) -> Option<&Document<raw::Realisasi>> {
    sources.realisasi.iter().find(|year| year.value.tahun.value == tahun)
}

/// The value as it is written, and where; `None` where nothing stands.
pub(super) fn value(sources: &Sources, slot: &Slot) -> Option<(String, Span)> {
    let written = |text: &Text| (text.to_string(), text.span());
    if let Slot::Target { tahun, id, quarter } = slot {
        let (_, _, one) = indikator(sources, id)?;
        let tahun = tahun.to_string();
        let Some(quarter) = quarter else {
            return Some(written(&one.target.value.get(tahun.as_str())?.0));
        };
        let quarters = one.target_triwulan.get(tahun.as_str())?.value.all();
        return quarters[quarter - 1].map(|number| written(&number.0));
    }
    let year = &year(sources, slot.tahun())?.value;
    let of = |id: &str| year.realisasi.get(id)?.as_ref();
    let quarter_of = |id: &str, quarter: usize, nama: &str| {
        let one = of(id)?;
        let data = [&one.tw1, &one.tw2, &one.tw3, &one.tw4][quarter - 1].as_ref()?;
        data.value.0.get(nama).map(|number| written(&number.0))
    };
    match slot {
        Slot::Value { id, quarter, nama, .. } => quarter_of(id, *quarter, nama),
        Slot::Na { id, quarter, .. } => quarter_of(id, *quarter, super::NA),
        Slot::Words { id, words: Words::Bukti, .. } => {
            let all = of(id)?.bukti.as_ref()?;
            let lines: Vec<&str> = all.iter().map(Text::as_str).collect();
            Some((lines.join("\n"), all.first()?.span()))
        }
        Slot::Words { id, words, .. } => {
            let analisis = of(id)?.analisis.as_ref()?;
            let text = match words {
                Words::Pendukung => &analisis.pendukung,
                Words::Hambatan => &analisis.hambatan,
                Words::Upaya | Words::Bukti => &analisis.upaya,
            };
            text.as_ref().map(written)
        }
        Slot::Belanja { kode, quarter, .. } => {
            let quarters = year.belanja.get(kode.as_str())?.as_ref()?;
            quarters.value.all()[*quarter - 1].map(|number| written(&number.0))
        }
        Slot::Target { .. } => None,
    }
}

/// The indicator of a position, with the file it is in and the number of its objective there.
pub(super) fn indikator<'s>(
    sources: &'s Sources,
    id: &str,
) -> Option<(&'s Document<raw::Jabatan>, usize, &'s Indikator)> {
    sources.jabatan.iter().find_map(|document| {
        document.value.sasaran.iter().enumerate().find_map(|(n, sasaran)| {
            let one = sasaran.indikator.iter().find(|one| one.id == *id)?;
            Some((document, n, one))
        })
    })
}
