//! Whole tables of an office's own: a row for each value, with the indicator, the variable, the
//! quarter and the value in columns that are known by their titles.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Book, Cell, Cells, Sheet};
use super::import::answers::Reader;
use super::{Slot, codes, owed};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggest::listed;
use crate::language::{Note, notes};
use crate::model::{Indikator, Jabatan, Model, Renstra};

notes! {
    INDIKATOR = "indikator", "indicator";
    VARIABEL = "variabel", "variable";
    NO_NAMES = "lihat `ikigen explain capaian`", "see `ikigen explain capaian`";
}

/// A column of such a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Head {
    Indikator,
    Variabel,
    Tahun,
    Triwulan,
    Nilai,
}

impl Head {
    /// What titles it can have.
    fn read(title: &str) -> Option<Head> {
        Some(match title {
            "id" | "indikator" | "nama indikator" | "id indikator" => Head::Indikator,
            "variabel" | "data" | "nama data" => Head::Variabel,
            "tahun" => Head::Tahun,
            "triwulan" | "tw" => Head::Triwulan,
            "nilai" | "angka" | "realisasi" => Head::Nilai,
            _ => return None,
        })
    }
}

/// Reads the tables of a book; tells whether there is one.
pub(super) fn read(reader: &mut Reader, book: &Book) -> bool {
    let mut any = false;
    for sheet in &book.sheets {
        let Some((head, columns)) = heads(&sheet.cells) else { continue };
        any = true;
        let names = Names::of(reader.model);
        let mut rows: Vec<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        for row in rows.into_iter().filter(|row| *row > head) {
            one(reader, sheet, row, &columns, &names);
        }
    }
    any
}

/// The row of titles with its columns: the first that has an indicator, a quarter and a value.
fn heads(cells: &Cells) -> Option<(u32, BTreeMap<Head, u32>)> {
    let mut rows: BTreeMap<u32, BTreeMap<Head, u32>> = BTreeMap::new();
    for ((row, at), cell) in cells {
        if let Some(head) = cell.text().and_then(|text| Head::read(&owed::compared(text))) {
            rows.entry(*row).or_default().entry(head).or_insert(*at);
        }
    }
    let needed = [Head::Indikator, Head::Triwulan, Head::Nilai];
    rows.into_iter().find(|(_, columns)| needed.iter().all(|one| columns.contains_key(one)))
}

/// Reads a row.
fn one(reader: &mut Reader, sheet: &Sheet, row: u32, columns: &BTreeMap<Head, u32>, names: &Names) {
    let cell = |head| {
        let at = (row, *columns.get(&head)?);
        let cell = sheet.cells.get(&at)?;
        (!cell.shown().trim().is_empty()).then_some((at, cell))
    };
    // What has no value says nothing.
    let Some(value) = cell(Head::Nilai) else { return };
    let refuse = |reader: &mut Reader, (at, cell): ((u32, u32), &Cell), mut found: Diagnostic| {
        found.span = Some(reader.place(sheet, at, cell));
        reader.diagnostics.push(found);
    };
    let Some(indikator) = cell(Head::Indikator) else {
        return refuse(reader, value, Diagnostic::global(&codes::TABEL_TANPA_NAMA));
    };
    let id = match names.indikator(&indikator.1.shown()) {
        Ok(id) => id.to_owned(),
        Err(found) => return refuse(reader, indikator, *found),
    };
    let Some(known) = owed::indikator(reader.model, &id) else { return };
    let variabel = cell(Head::Variabel);
    let nama = match variabel_of(known, variabel.map(|(_, cell)| cell.shown())) {
        Ok(nama) => nama,
        Err(found) => return refuse(reader, variabel.unwrap_or(indikator), *found),
    };
    let quarter = cell(Head::Triwulan);
    let Some(number) = quarter.and_then(|(_, cell)| quarter_of(&cell.shown())) else {
        let found = Diagnostic::global(&codes::TABEL_TRIWULAN);
        let shown = quarter.map_or_else(String::new, |(_, cell)| cell.shown());
        return refuse(reader, quarter.unwrap_or(indikator), found.arg("nilai", shown));
    };
    let own = cell(Head::Tahun);
    let tahun = own.map_or(reader.model.opd.tahun, |(_, cell)| year_of(&cell.shown()));
    let Some(tahun) = tahun else {
        let found = Diagnostic::global(&codes::TABEL_TAHUN);
        let shown = own.map_or_else(String::new, |(_, cell)| cell.shown());
        return refuse(reader, own.unwrap_or(indikator), found.arg("nilai", shown));
    };
    let slot = Slot::Value { tahun, id, quarter: number, nama };
    reader.answer(sheet, value.0, slot, None, None);
}

/// A year in four digits.
fn year_of(text: &str) -> Option<i32> {
    let text = text.trim();
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// `TW3`, `TW III`, `Triwulan 3`, `III`, `3`
fn quarter_of(text: &str) -> Option<usize> {
    let text = owed::compared(text);
    let text =
        ["triwulan", "tw"].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    match text.trim_matches([' ', '.', '-']) {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    }
}

/// What indicators are called.
struct Names {
    ids: BTreeSet<String>,
    /// Ids by name.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    fn of(model: &Model) -> Names {
        let own = model.jabatan.iter().flat_map(Jabatan::indikator);
        let plan = model.renstra.iter().flat_map(Renstra::own_indikator);
        let mut names = Names { ids: BTreeSet::new(), names: BTreeMap::new() };
        for one in own.chain(plan).filter(|one| !one.id.is_empty()) {
            names.ids.insert(one.id.to_string());
            let same = names.names.entry(owed::compared(&one.nama)).or_default();
            same.insert(one.id.to_string());
        }
        names
    }

    /// The id of an indicator by its id or its name.
    fn indikator(&self, given: &str) -> Result<&str, Box<Diagnostic>> {
        let given = given.trim();
        if let Some(id) = self.ids.get(given) {
            return Ok(id);
        }
        let known = self.names.get(&owed::compared(given));
        match known.map(|ids| ids.iter().map(String::as_str).collect::<Vec<_>>()) {
            Some(ids) if ids.len() == 1 => Ok(ids[0]),
            Some(ids) => Err(Box::new(
                name(&codes::TABEL_NAMA_GANDA, &INDIKATOR, given).arg("mirip", listed(&ids)),
            )),
            None => {
                let found = name(&codes::TABEL_NAMA, &INDIKATOR, given);
                Err(Box::new(found.arg("mirip", self.like(given))))
            }
        }
    }

    /// The names that are most like one that nobody knows.
    fn like(&self, given: &str) -> crate::language::Phrase {
        let given = owed::compared(given);
        let all = self
            .ids
            .iter()
            .map(|id| (id, id))
            .chain(self.names.iter().filter_map(|(name, ids)| Some((name, ids.first()?))));
        let near = all.map(|(name, id)| (strsim::normalized_damerau_levenshtein(&given, name), id));
        let best =
            near.filter(|(near, _)| *near > 0.6).max_by(|one, other| one.0.total_cmp(&other.0));
        best.map_or((&NO_NAMES).into(), |(_, id)| id.into())
    }
}

fn name(code: &'static crate::diagnostic::Code, kind: &'static Note, given: &str) -> Diagnostic {
    let given: String = given.chars().take(80).collect();
    Diagnostic::global(code).arg("jenis", kind).arg("nama", given)
}

/// The variable by its name or its words; the only one there is, where nothing is said.
fn variabel_of(one: &Indikator, given: Option<String>) -> Result<String, Box<Diagnostic>> {
    let data = one.data();
    let given = given.unwrap_or_default();
    let given = given.trim();
    if let [only] = data[..]
        && given.is_empty()
    {
        return Ok(only.to_owned());
    }
    let wanted = owed::compared(given);
    let fits = |nama: &&&str| **nama == given || owed::compared(owed::label(one, nama)) == wanted;
    let found: Vec<&&str> = data.iter().filter(fits).collect();
    match found[..] {
        [nama] => Ok((*nama).to_owned()),
        _ => Err(Box::new(name(&codes::TABEL_NAMA, &VARIABEL, given).arg("mirip", listed(&data)))),
    }
}

#[cfg(test)]
mod tests {
    use super::quarter_of;

    #[test]
    fn quarters_are_known_however_they_are_written() {
        for text in ["TW3", "tw iii", "Triwulan 3", "III", "3", " TW-3 ", "TW. III"] {
            assert_eq!(quarter_of(text), Some(3), "{text}");
        }
        for text in ["", "TW", "TW5", "0", "Maret", "IIII"] {
            assert_eq!(quarter_of(text), None, "{text}");
        }
    }
}
