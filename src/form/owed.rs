//! What a position owes: the indicators whose values are due, and what else is asked of it.

use super::{Period, Row};
use crate::model::renstra::{IndikatorProgram, SubKegiatan};
use crate::model::{Indikator, Jabatan, Model, NILAI, Renstra, Satuan};
use crate::text::Text;

/// A position with what it owes.
#[derive(Debug)]
pub(super) struct Owed<'m> {
    /// Id of the position.
    pub id: &'m Text,
    /// Its name.
    pub nama: &'m Text,
    /// Its indicators whose value is due, those of programmes among them.
    pub indikator: Vec<&'m Indikator>,
    /// Sub-activities whose spending it answers for.
    pub belanja: Vec<&'m SubKegiatan>,
}

/// What all positions owe for `period` of `tahun`, in printed order; those that owe nothing are
/// left out.
pub(super) fn of(model: &Model, tahun: i32, period: Period) -> Vec<Owed<'_>> {
    let heads = model.opd.pimpinan.iter().map(|head| (&head.id, &head.nama, None));
    let positions = model.jabatan_in(tahun).map(|one| (&one.id, &one.nama, Some(one)));
    let all = heads.chain(positions).map(|(id, nama, jabatan)| {
        let own = jabatan.into_iter().flat_map(Jabatan::indikator);
        let own = own.filter(|one| one.berlaku.covers(tahun));
        let (programmes, belanja) = match period {
            Period::Triwulan(_) => (programmes(model, id), spending(model, id)),
            Period::Target => (Vec::new(), Vec::new()),
        };
        let due = |one: &&Indikator| match period {
            Period::Triwulan(quarter) => one.frekuensi.due(quarter).last() == Some(quarter),
            Period::Target => true,
        };
        Owed { id, nama, indikator: own.chain(programmes).filter(due).collect(), belanja }
    });
    all.filter(|owed| !owed.indikator.is_empty() || !owed.belanja.is_empty()).collect()
}

/// The plan's own indicators that a position answers for.
fn programmes<'m>(model: &'m Model, id: &str) -> Vec<&'m Indikator> {
    let mut all = Vec::new();
    for program in model.renstra.iter().flat_map(|plan| &plan.program) {
        let own = |in_charge: &Text, some: &'m [IndikatorProgram], all: &mut Vec<&'m Indikator>| {
            let some =
                some.iter().filter(|one| one.same_as.is_none() && !one.indikator.id.is_empty());
            all.extend(some.map(|one| &one.indikator).filter(|_| *in_charge == *id));
        };
        own(&program.penanggung_jawab, &program.indikator, &mut all);
        for kegiatan in &program.kegiatan {
            let in_charge = kegiatan.penanggung_jawab.as_ref().unwrap_or(&program.penanggung_jawab);
            own(in_charge, &kegiatan.indikator, &mut all);
            for sub in &kegiatan.sub_kegiatan {
                own(in_charge, &sub.indikator, &mut all);
            }
        }
    }
    all
}

/// The sub-activities that a position answers for.
fn spending<'m>(model: &'m Model, id: &str) -> Vec<&'m SubKegiatan> {
    let mut all = Vec::new();
    for program in model.renstra.iter().flat_map(|plan| &plan.program) {
        for kegiatan in &program.kegiatan {
            let in_charge = kegiatan.penanggung_jawab.as_ref().unwrap_or(&program.penanggung_jawab);
            if *in_charge == *id {
                all.extend(&kegiatan.sub_kegiatan);
            }
        }
    }
    all
}

/// The words of raw data of an indicator.
pub(super) fn label<'m>(one: &'m Indikator, nama: &'m str) -> &'m str {
    if nama == NILAI && one.rumus.is_none() {
        return "Nilai";
    }
    let label = one.rumus.as_ref().and_then(|rumus| rumus.label.get(nama));
    label.map_or(nama, Text::as_str)
}

/// The indicator with this id, one of a programme too.
pub(super) fn indikator<'m>(model: &'m Model, id: &str) -> Option<&'m Indikator> {
    let own = model.indikator(id).map(|(_, one)| one);
    own.or_else(|| {
        let mut plan = model.renstra.iter().flat_map(Renstra::own_indikator);
        plan.find(|one| one.id == *id)
    })
}

/// The sub-activity with this code.
fn sub_kegiatan<'m>(model: &'m Model, kode: &str) -> Option<&'m SubKegiatan> {
    model.renstra.as_ref()?.sub_kegiatan().find(|sub| *sub.kode == *kode)
}

/// Whether the project knows what a row is about.
pub(super) fn knows(model: &Model, row: &Row) -> bool {
    match row {
        Row::Data { id, nama } => {
            indikator(model, id).is_some_and(|one| one.data().contains(&nama.as_str()))
        }
        Row::Words { id } => indikator(model, id).is_some(),
        Row::Target { id } => model.indikator(id).is_some(),
        Row::Belanja { kode } => sub_kegiatan(model, kode).is_some(),
    }
}

/// The unit of the numbers of a row; none where it has words.
pub(super) fn satuan<'m>(model: &'m Model, row: &Row) -> Option<&'m Satuan> {
    match row {
        Row::Data { id, .. } => Some(indikator(model, id)?.satuan_data()),
        Row::Target { id } => Some(&model.indikator(id)?.1.satuan.value),
        Row::Belanja { .. } => Some(&Satuan::Rupiah),
        Row::Words { .. } => None,
    }
}

/// What people read at the head of a row, as it is compared.
pub(super) fn title(model: &Model, row: &Row) -> Option<String> {
    let words = match row {
        Row::Data { id, nama } => {
            let one = indikator(model, id)?;
            format!("{} {}", one.nama, label(one, nama))
        }
        Row::Words { id } | Row::Target { id } => indikator(model, id)?.nama.to_string(),
        Row::Belanja { kode } => format!("{kode} {}", sub_kegiatan(model, kode)?.nama),
    };
    Some(compared(&words))
}

/// Words as they are compared: whatever the case and the blanks between them.
pub(super) fn compared(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
