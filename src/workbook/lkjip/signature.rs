//! Who signs: the block under a table of the office, and both parties of an agreement.

use super::Report;
use crate::format;
use crate::model::{KEPALA_DAERAH, Pengesahan, Tanggal};
use crate::text::Text;
use crate::workbook::table::{Sheet, Style};

/// A place to be filled by hand.
const BLANK: &str = "…………………………………";
/// Rows left for a signature.
const ROOM: usize = 4;

/// Somebody who signs.
pub(super) struct Party {
    /// The position, with what stands before it (*Plt.*).
    jabatan: String,
    /// Name, rank and number, where they are known.
    nama: Option<String>,
    pangkat: Option<String>,
    nip: Option<String>,
    /// Whether there is a rank and a number: the head of a region has neither.
    is_civil_servant: bool,
}

impl Party {
    /// The holder of a position, whose name is written by hand.
    fn holder(jabatan: &str) -> Party {
        Party {
            jabatan: jabatan.to_owned(),
            nama: None,
            pangkat: None,
            nip: None,
            is_civil_servant: true,
        }
    }

    /// The head of the office, as the data name who signs for it.
    fn head(report: &Report) -> Party {
        let opd = &report.model.opd;
        let head = opd.pimpinan.first().map_or("", |head| head.nama.as_str());
        match opd.pengesahan.as_ref().filter(|signed| signed.atas_nama.is_none()) {
            Some(signed) => Party::signer(signed),
            None => Party::holder(head),
        }
    }

    fn signer(signed: &Pengesahan) -> Party {
        let before = signed.sebagai.prefix().map(|word| format!("{word} ")).unwrap_or_default();
        let behalf = signed.atas_nama.as_ref().map(|one| format!("a.n. {one}\n"));
        let own = |text: &Option<crate::text::Text>| text.as_ref().map(ToString::to_string);
        Party {
            jabatan: format!("{}{before}{}", behalf.unwrap_or_default(), signed.jabatan),
            nama: own(&signed.nama),
            pangkat: own(&signed.pangkat),
            nip: signed.nip.as_ref().map(|nip| format::nip(nip)),
            is_civil_servant: true,
        }
    }

    /// Who signs an agreement: the holder of a position, by its id and its name, on that day. While
    /// the office keeps no list of its officials, its head is who signs for it.
    pub(super) fn of(report: &Report, [id, jabatan]: [&str; 2], day: Option<Tanggal>) -> Party {
        let model = report.model;
        let is_head = model.opd.pimpinan.first().is_some_and(|head| &*head.id == id);
        if is_head && model.pejabat.is_empty() {
            return Party::head(report);
        }
        let jabatan = model.full_name(id).map_or(jabatan, Text::as_str);
        let blank = Party { is_civil_servant: id != KEPALA_DAERAH, ..Party::holder(jabatan) };
        let Some(holder) = day.and_then(|day| model.holder(id, day)) else { return blank };
        let before = holder.sebagai.prefix().map(|word| format!("{word} ")).unwrap_or_default();
        Party {
            jabatan: format!("{before}{jabatan}"),
            nama: Some(holder.nama.to_string()),
            pangkat: holder.pangkat.as_ref().map(ToString::to_string),
            nip: holder.nip.as_ref().map(|nip| format::nip(nip)),
            ..blank
        }
    }

    fn nama(&self) -> String {
        self.nama.clone().unwrap_or_else(|| BLANK.to_owned())
    }

    fn pangkat(&self) -> String {
        self.pangkat.clone().unwrap_or_default()
    }

    fn nip(&self) -> String {
        match &self.nip {
            _ if !self.is_civil_servant => String::new(),
            Some(nip) => format!("NIP. {nip}"),
            None => "NIP. ……………………………".to_owned(),
        }
    }
}

/// Both parties of an agreement: the superior on the left. They stay with all from the row `first`
/// on.
pub(super) fn both(
    sheet: &mut Sheet,
    report: &Report,
    first: u32,
    parties: &[Party; 2],
    day: Option<Tanggal>,
) {
    let [superior, own] = parties;
    let place = report.model.opd.pengesahan.as_ref().map_or(BLANK, |p| p.tempat.as_str());
    sheet.gap();
    let date = match day {
        Some(day) => format!("{place}, {day}"),
        None => format!("{place}, …………………… {}", report.measurement.tahun),
    };
    sheet.side_by_side(&["", &date], Style::Signature);
    sheet.side_by_side(&["Pihak Kedua,", "Pihak Pertama,"], Style::Signature);
    sheet.side_by_side(&[&superior.jabatan, &own.jabatan], Style::Signature);
    for _ in 0..ROOM {
        sheet.gap();
    }
    sheet.side_by_side(
        &[&superior.nama(), &own.nama()],
        named(superior.nama.is_some() || own.nama.is_some()),
    );
    sheet.side_by_side(&[&superior.pangkat(), &own.pangkat()], Style::Signature);
    sheet.side_by_side(&[&superior.nip(), &own.nip()], Style::Signature);
    sheet.kept.push((first, sheet.last_row()));
}

/// How names look: those that are known are underlined, dots are a line already.
fn named(known: bool) -> Style {
    if known { Style::Signer } else { Style::Signature }
}

/// The block of who signs for the office, at the right under its table, where the data name one.
pub(super) fn block(sheet: &mut Sheet, report: &Report) {
    let Some(signed) = &report.model.opd.pengesahan else { return };
    let party = Party::signer(signed);
    let first = sheet.last_row().saturating_sub(1);
    sheet.gap();
    let date = format!("{}, {}", signed.tempat, signed.tanggal.value);
    sheet.side_by_side(&["", &date], Style::Signature);
    sheet.side_by_side(&["", &format!("{},", party.jabatan)], Style::Signature);
    for _ in 0..ROOM {
        sheet.gap();
    }
    sheet.side_by_side(&["", &party.nama()], named(party.nama.is_some()));
    sheet.side_by_side(&["", &party.pangkat()], Style::Signature);
    sheet.side_by_side(&["", &party.nip()], Style::Signature);
    sheet.kept.push((first, sheet.last_row()));
}
