//! A workbook, against a project that has the sources whose fingerprints travel in it.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{Claim, is_data};
use super::{Differences, NOT_REMADE, Proof, References, Verdict, made_again, make, shown};
use crate::language::{Phrase, notes};
use crate::reader::workbook::{cell_name, parts, properties, sheets};

notes! {
    NO_WORKBOOK = "bukan buku kerja Excel, atau rusak", "no workbook, or broken";
    NO_PROPERTIES = "tidak ada catatan asal-usul di dalamnya: bukan buku kerja ikigen, atau sifat-sifatnya dibuang",
        "there is no record of its origin in it: no workbook of ikigen, or its properties were removed";
    OTHER_CELLS = "lembar {sheet}: {n} sel berbeda, yang pertama {cell}: `{theirs}`, seharusnya `{ours}`",
        "sheet {sheet}: {n} {n|cell differs|cells differ}, the first is {cell}: `{theirs}`, it should be `{ours}`";
    NO_SHEET = "lembar ini tidak ada: {sheet}", "this sheet is not there: {sheet}";
    MORE_SHEET = "lembar ini bukan buatan ikigen: {sheet}", "this sheet was not made by ikigen: {sheet}";
    SAME_CELLS = "isi selnya sama, tetapi berkasnya diubah sesudah dibuat (disimpan ulang, atau bentuk, catatan dan sifatnya diubah)",
        "its cells hold the same, but the file was changed after it was made (saved again, or its formats, notes or properties were changed)";
    NO_CELLS = "lembar-lembarnya tidak dapat dibaca", "its sheets cannot be read";
}

/// Verifies a workbook.
///
/// # Errors
/// Why it cannot be proved or disproved.
pub fn workbook(bytes: &[u8], references: &mut References) -> Result<Verdict, Phrase> {
    let theirs = parts(bytes).ok_or_else(|| Phrase::from(&NO_WORKBOOK))?;
    let claim = properties(bytes).and_then(Claim::of_properties);
    let claim = claim.ok_or_else(|| Phrase::from(&NO_PROPERTIES))?;
    claim.is_of_this_version()?;
    let none = BTreeMap::new();
    let own = references.of_year(None)?;
    let other = claim.other_inputs(own, &none, is_data);
    let of_year = claim.is_of_year(own, &none);
    if !other.is_empty() {
        of_year?;
        return Ok(Verdict::Different(other.into()));
    }
    // With the same data, another year is one that was asked for.
    let asked = claim.tahun.filter(|_| of_year.is_err());
    let reference = references.of_year(asked)?;
    let job = match made_again(&claim, &reference.project) {
        Ok(job) => job,
        Err(reason) => return Ok(Verdict::Different(reason.into())),
    };
    let Some(made) = make(&reference.project, &job) else {
        return Ok(Verdict::Different(Phrase::from(&NOT_REMADE).into()));
    };
    if made.bytes == bytes {
        let (basis, sources) = (reference.basis.clone(), claim.data().count());
        return Ok(Verdict::Proved(Proof { basis, sources, signatures: Vec::new() }));
    }
    let ours = parts(&made.bytes).unwrap_or_default();
    let names: BTreeSet<&String> = theirs.keys().chain(ours.keys()).collect();
    let other = names.into_iter().filter(|name| theirs.get(*name) != ours.get(*name));
    Ok(Verdict::Different(Differences {
        parts: other.cloned().collect(),
        reasons: other_cells(bytes, &made.bytes),
    }))
}

/// The sheets and cells that differ, in words.
fn other_cells(bytes: &[u8], made: &[u8]) -> Vec<Phrase> {
    let read = std::panic::catch_unwind(|| sheets(bytes)).ok().flatten();
    let (Some(theirs), Some(ours)) = (read, sheets(made)) else {
        return vec![Phrase::from(&NO_CELLS)];
    };
    let mut wrong = Vec::new();
    for (sheet, ours) in &ours {
        let Some((_, theirs)) = theirs.iter().find(|(name, _)| name == sheet) else {
            wrong.push(NO_SHEET.arg("sheet", sheet));
            continue;
        };
        let all: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
        let other: Vec<_> = all.into_iter().filter(|at| ours.get(at) != theirs.get(at)).collect();
        if let [first, ..] = other[..] {
            let [one, other_one] =
                [theirs, ours].map(|cells| shown(cells.get(first).map_or("", String::as_str)));
            let said = OTHER_CELLS.arg("sheet", sheet).arg("n", other.len());
            let said = said.arg("cell", cell_name(*first));
            wrong.push(said.arg("theirs", one).arg("ours", other_one));
        }
    }
    let more = theirs.iter().filter(|(name, _)| ours.iter().all(|(known, _)| known != name));
    wrong.extend(more.map(|(sheet, _)| MORE_SHEET.arg("sheet", sheet)));
    if wrong.is_empty() {
        wrong.push(Phrase::from(&SAME_CELLS));
    }
    wrong
}
