//! *Data Dasar*: the raw data of every indicator, quarter by quarter. Everything else in the
//! workbook is computed from here; the value of each up to the cut-off of its year has a name.

use std::collections::{BTreeSet, HashMap};

use super::Report;
use super::target_data::TargetDataSheet;
use crate::format;
use crate::measure::{self, Nilai};
use crate::model::{Agregasi, Indikator, OtherYear, QuarterData, RealisasiIndikator, Satuan};
use crate::number::Rational;
use crate::wording;
use crate::workbook::cell::{Cached, Cell, Input, NumberFormat, state_words};
use crate::workbook::rumus;
use crate::workbook::table::{Column, Mark, Placement, Refs, Row, Sheet, Style, column, group};

/// What stands where only some of the variables of a quarter are filled. The program takes no such
/// quarter: a mixture of two quarters looks like a result.
const INCOMPLETE: &str = "triwulan belum lengkap";
/// Units of UTF-16 of a reason that a formula quotes: a result has to fit a cell.
const REASON_LENGTH: usize = 5_000;

/// One kind of raw data in one year.
struct RawDatum<'a> {
    indikator: &'a Indikator,
    nama: &'a str,
    tahun: i32,
    args: Option<&'a RealisasiIndikator>,
    /// Quarters that are reported.
    sampai: usize,
    /// What of another year it is, where it is that.
    other: Option<&'a OtherYear>,
    /// The same given by hand, where it counts.
    by_hand: Option<Rational>,
    /// Rows of the data that are filled together: those of one indicator in one year.
    group: (usize, usize),
    /// For another year's value: the row that it is taken from, and the first of its group.
    source: Option<(usize, usize)>,
}

/// Where the raw data stand.
pub(super) struct RawDataSheet<'a> {
    /// The targets that they are measured against.
    pub(super) targets: TargetDataSheet<'a>,
    placement: Placement,
    row_of: HashMap<(&'a str, &'a str, i32), usize>,
}

/// Up to when an operand is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// The cut-off of the year.
    CutOff,
    /// The end of this quarter, from 1.
    Quarter(usize),
}

impl RawDataSheet<'_> {
    /// What an operand of `indikator` is called when it is measured for `tahun`: the name of its
    /// cell, or the cell itself where that has none.
    pub(super) fn operand(
        &self,
        indikator: &Indikator,
        operand: &str,
        (tahun, until): (i32, Until),
    ) -> String {
        let row = self.row(indikator, operand, tahun);
        match until {
            Until::Quarter(quarter) => self.placement.external(&to_date(quarter), row),
            Until::CutOff => name(indikator, operand, tahun)
                .unwrap_or_else(|| self.placement.external("nilai", row)),
        }
    }

    fn row(&self, indikator: &Indikator, nama: &str, tahun: i32) -> usize {
        self.row_of.get(&(indikator.id.as_str(), nama, tahun)).copied().unwrap_or(0)
    }

    /// The cell that says why an operand has no number at the cut-off of the year.
    pub(super) fn cause(&self, indikator: &Indikator, operand: &str, tahun: i32) -> String {
        self.placement.external("sebab", self.row(indikator, operand, tahun))
    }

    /// The cell that says which quarters of an indicator are not filled, or not available; one
    /// of `belum` and `tiada`.
    pub(super) fn gaps(&self, indikator: &Indikator, tahun: i32, key: &str) -> Option<String> {
        let first = *indikator.data().first()?;
        let row = self.row_of.get(&(indikator.id.as_str(), first, tahun))?;
        Some(self.placement.external(key, *row))
    }
}

/// Characters that a name may have.
const NAME_LENGTH: usize = 255;

/// `data.koperasi_rat.aktif_2024`: ids have no underscore and names no point, so it is unique,
/// and its beginning keeps it from looking like a cell. `None` where it would be too long.
fn name(indikator: &Indikator, nama: &str, tahun: i32) -> Option<String> {
    let name = format!("data.{}.{nama}_{tahun}", indikator.id.replace('-', "_"));
    (name.len() <= NAME_LENGTH).then_some(name)
}

/// Key of the column with the value up to a quarter, from 1.
fn to_date(triwulan: usize) -> String {
    format!("sd_{triwulan}")
}

/// The sheet, and where its data stand.
pub(super) fn sheet<'a>(
    report: &'a Report<'a>,
    targets: TargetDataSheet<'a>,
) -> (Sheet, RawDataSheet<'a>) {
    let mut sheet = report.sheet("Data Dasar", "Data Dasar Indikator Kinerja");
    let rows = rows(report);
    let placement = sheet.table(&columns(report), &rows);
    let mut row_of = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        if let Row::Body(data) = row {
            row_of.insert((data.indikator.id.as_str(), data.nama, data.tahun), n);
            let year = placement.fixed("nilai", n);
            sheet.named.extend(name(data.indikator, data.nama, data.tahun).map(|n| (n, year)));
        }
    }
    sheet.frozen = 2;
    sheet.gap();
    for line in [
        "Isilah kolom Triwulan dengan angka, atau n/a dengan alasannya; kolom \"Sampai dengan\" dan semua lembar lain \
         ikut berubah. Triwulan yang terhitung: sampai batas tahunnya di lembar Keterangan.",
        "Satu triwulan terhitung bila semua datanya terisi. Kotak bergaris berarti belum diisi, n/a berarti tidak \
         tersedia, 0 berarti nol. Sumber sesungguhnya tetap berkas YAML: perubahan di sini tidak kembali ke sana.",
    ] {
        sheet.span_all(line, Style::Note);
    }
    (sheet, RawDataSheet { targets, placement, row_of })
}

/// The years of all raw data, each with its cut-off.
pub(super) fn years(report: &Report) -> Vec<(i32, usize)> {
    let mut all: BTreeSet<i32> = report.tahun.iter().copied().collect();
    let [dari, sampai] = report.model.opd.periode;
    all.extend(dari..=sampai);
    for row in rows(report) {
        if let Row::Body(data) = row {
            all.insert(data.tahun);
        }
    }
    all.into_iter().map(|tahun| (tahun, report.model.sampai(tahun))).collect()
}

fn rows<'a>(report: &'a Report<'a>) -> Vec<Row<RawDatum<'a>>> {
    let mut rows = Vec::new();
    for one in &report.measurement.jabatan {
        rows.push(Row::Heading(one.jabatan.nama.to_string()));
        for h in one.measured() {
            rows.extend(of_indicator(report, h.indikator).into_iter().map(Row::Body));
        }
    }
    let places: HashMap<(&str, &str, i32), usize> = rows
        .iter()
        .enumerate()
        .filter_map(|(n, row)| match row {
            Row::Body(d) => Some(((d.indikator.id.as_str(), d.nama, d.tahun), n)),
            Row::Heading(_) | Row::Jumlah(_) => None,
        })
        .collect();
    let mut groups: HashMap<(&str, i32), (usize, usize)> = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        if let Row::Body(d) = row
            && d.other.is_none()
        {
            let group = groups.entry((d.indikator.id.as_str(), d.tahun)).or_insert((n, n));
            group.1 = n;
        }
    }
    for (n, row) in rows.iter_mut().enumerate() {
        let Row::Body(d) = row else { continue };
        let id = d.indikator.id.as_str();
        match d.other {
            None => d.group = groups.get(&(id, d.tahun)).copied().unwrap_or((n, n)),
            Some(other) => {
                d.group = (n, n);
                let tahun = d.tahun.saturating_add(other.selisih);
                let row = places.get(&(id, other.dari.as_str(), tahun));
                d.source = row.copied().zip(groups.get(&(id, tahun)).map(|group| group.0));
            }
        }
    }
    rows
}

/// The raw data an indicator needs in all years of the report, the latest year first; in years
/// before it, those of the one it replaces.
fn of_indicator<'a>(report: &'a Report<'a>, current: &'a Indikator) -> Vec<RawDatum<'a>> {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    let mut put = |indikator: &'a Indikator, nama: &'a str, tahun: i32| {
        if seen.insert((&indikator.id, nama, tahun)) {
            let file = report.model.realisasi.get(&tahun);
            let other = indikator.tahun_lain().find(|(name, _)| *name == nama);
            let other = other.map(|(_, other)| other);
            let args = file.and_then(|file| file.indikator.get(&indikator.id));
            // What is given by hand is of no account where that year has all its quarters.
            let has_all = other.is_some_and(|other| {
                let there = report.model.realisasi.get(&tahun.saturating_add(other.selisih));
                let there = there.and_then(|file| file.indikator.get(&indikator.id));
                there.is_some_and(RealisasiIndikator::is_whole)
            });
            let by_hand = args.and_then(|args| args.tahun_lain.get(nama)).filter(|_| !has_all);
            rows.push(RawDatum {
                indikator,
                nama,
                tahun,
                args,
                sampai: file.map_or(4, |file| file.sampai),
                other,
                by_hand: by_hand.map(|given| given.value),
                group: (0, 0),
                source: None,
            });
        }
    };
    for tahun in report.years_with_data(current).into_iter().rev() {
        let Some(indikator) = report.model.in_year(current, tahun) else { continue };
        // A quarter is filled with all of them.
        for nama in indikator.data() {
            put(indikator, nama, tahun);
        }
        let Some(rumus) = &indikator.rumus else { continue };
        for nama in rumus.calculate.variabel() {
            if let Some(other) = rumus.tahun_lain.get(nama) {
                put(indikator, &other.dari, tahun.saturating_add(other.selisih));
                put(indikator, nama, tahun);
            }
        }
    }
    rows.sort_by_key(|data| (std::cmp::Reverse(data.tahun), data.other.is_some()));
    rows
}

/// By which cells that a group shares are merged.
fn group_key(d: &RawDatum) -> usize {
    d.group.0
}

fn columns<'a>(report: &'a Report) -> Vec<Column<'a, RawDatum<'a>>> {
    let quarter = |n: usize| {
        column(format!("tw_{n}"), format::roman(n), 13.0, move |d: &RawDatum, a| {
            quarter_cell(d, n, a)
        })
        .mark(Mark::Empty)
    };
    let sum = |n: usize| {
        column(to_date(n), format::roman(n), 13.0, move |d: &RawDatum, a| {
            to_date_cell(report, d, n, a)
        })
        .mark(Mark::Empty)
    };
    let reason = |n: usize| {
        column(format!("alasan_{n}"), format::roman(n), 24.0, move |d: &RawDatum, _| {
            reason_cell(d, n)
        })
        .merge(|d| Some(group_key(d)))
    };
    let state = |n: usize| {
        column(format!("isi_{n}"), format::roman(n), 8.0, move |d: &RawDatum, a| {
            state_cell(d, n, a)
        })
        .merge(|d| Some(group_key(d)))
        .hidden(true)
    };
    let mut columns = vec![
        column("indikator", "Indikator Kinerja", 34.0, |d: &RawDatum, _| {
            Cell::text(&d.indikator.nama)
        }),
        column("data", "Data Dasar", 34.0, |d: &RawDatum, _| Cell::text(label(d))),
        column("tahun", "Tahun", 8.0, |d: &RawDatum, _| Cell::year(d.tahun)),
        group("Triwulan", (1..=4).map(quarter).collect()),
        column("langsung", "Nilai Tahun Lain, Diisi Langsung", 14.0, by_hand_cell),
        group("Sampai dengan Triwulan", (1..=4).map(sum).collect()),
        column("nilai", "Sampai dengan Batas", 13.0, |d: &RawDatum, a| at_cut_off(report, d, a))
            .mark(Mark::Empty),
        column("periksa", "Periksa", 26.0, inspection),
        group("Alasan n/a pada Triwulan", (1..=4).map(reason).collect()),
        column("cara", "Cara Menjadi Setahun", 20.0, |d: &RawDatum, _| Cell::text(how(d))),
        column("sumber", "Sumber Data", 26.0, |d: &RawDatum, _| {
            Cell::text(d.indikator.sumber.as_deref().unwrap_or(""))
        }),
        column("nama", "Nama dalam Rumus", 30.0, |d: &RawDatum, _| {
            Cell::text(name(d.indikator, d.nama, d.tahun).unwrap_or_default())
        })
        .hidden(true),
    ];
    columns.extend((1..=4).map(state));
    columns.extend([
        column("sebab", "Sebab", 20.0, move |d: &RawDatum, a| cause_cell(report, d, a))
            .hidden(true),
        column("belum", "Belum diisi", 20.0, unfilled_cell)
            .merge(|d| Some(group_key(d)))
            .hidden(true),
        column("tiada", "Tidak tersedia", 20.0, unavailable_cell)
            .merge(|d| Some(group_key(d)))
            .hidden(true),
    ]);
    columns
}

/// What the data are, in the words of the formula.
fn label(d: &RawDatum) -> String {
    let words = d.indikator.rumus.as_ref().and_then(|rumus| rumus.label.get(d.nama));
    words.unwrap_or(&d.indikator.nama).to_string()
}

fn how(d: &RawDatum) -> &'static str {
    if d.other.is_some() {
        return "nilai tahun lain";
    }
    match d.indikator.agregasi.value {
        Agregasi::Jumlah => "triwulan dijumlahkan",
        Agregasi::Akhir => "triwulan terakhir yang terisi",
        Agregasi::RataRata => "rata-rata triwulan yang terisi",
        Agregasi::Kumulatif => "sejak Januari; triwulan terakhir yang terisi",
    }
}

/// How raw data look; grades are their place in the scale here.
fn look(d: &RawDatum) -> NumberFormat {
    match d.indikator.satuan_data() {
        Satuan::Predikat(_) => NumberFormat::Number(0),
        unit => NumberFormat::entered(unit),
    }
}

fn quarter_data<'d>(d: &'d RawDatum, n: usize) -> &'d QuarterData {
    d.args.map_or(&QuarterData::Empty, |args| &args.triwulan[n - 1].value)
}

fn quarter_cell(d: &RawDatum, n: usize, a: &Refs) -> Cell {
    if d.other.is_some() {
        return Cell::without();
    }
    let cell = match quarter_data(d, n) {
        QuarterData::Empty => Cell::blank(look(d)),
        QuarterData::Unavailable(_) => Cell::unavailable(look(d)),
        QuarterData::Nilai(values) => {
            let value = values.get(d.nama).map(|given| given.value);
            value.map_or_else(|| Cell::blank(look(d)), |value| Cell::number(value, look(d)))
        }
    };
    cell.input(accepted(d, n, a))
}

/// Whether some of its numbers are below zero: then it is a quantity that may be.
fn may_be_negative(d: &RawDatum) -> bool {
    let values = (1..=4).filter_map(|n| match quarter_data(d, n) {
        QuarterData::Nilai(values) => Some(values.get(d.nama)?.value),
        QuarterData::Empty | QuarterData::Unavailable(_) => None,
    });
    let mut values = values;
    values.any(|value| value < Rational::ZERO)
}

/// What a quarter takes.
fn accepted(d: &RawDatum, n: usize, a: &Refs) -> Input {
    let own = a.cell(&format!("tw_{n}"));
    let mut rules = vec![format!("ISNUMBER({own})")];
    let mut words = vec!["angka".to_owned()];
    match d.indikator.satuan_data() {
        Satuan::Count(_) => {
            rules.push(format!("{own}>=0"));
            rules.push(format!("{own}=INT({own})"));
            words = vec!["bilangan bulat, tidak negatif".to_owned()];
        }
        Satuan::Predikat(grades) => {
            rules.push(format!("{own}>=1,{own}<={},{own}=INT({own})", grades.len()));
            let all = grades.iter().enumerate();
            let all = all.map(|(n, grade)| format!("{} = {grade}", n + 1));
            words = vec![format!("urutan predikat: {}", all.collect::<Vec<_>>().join(", "))];
        }
        _ if !may_be_negative(d) => {
            rules.push(format!("{own}>=0"));
            words.push("tidak negatif".to_owned());
        }
        _ => {}
    }
    if d.indikator.agregasi.value == Agregasi::Kumulatif && n > 1 {
        let before = format!("{}:{}", a.cell("tw_1"), a.cell(&format!("tw_{}", n - 1)));
        rules.push(format!("{own}>=MAX({before})"));
        words.push("tidak lebih kecil daripada triwulan sebelumnya (kumulatif)".to_owned());
    }
    Input::formula(
        format!("OR({own}=\"n/a\",AND({}))", rules.join(",")),
        format!("Isilah {}; atau n/a bila tidak tersedia, dengan alasannya.", words.join(", ")),
    )
}

fn by_hand_cell(d: &RawDatum, a: &Refs) -> Cell {
    if d.other.is_none() {
        return Cell::without();
    }
    let own = a.cell("langsung");
    let cell = d.by_hand.map_or_else(|| Cell::blank(look(d)), |value| Cell::number(value, look(d)));
    cell.input(Input::formula(
        format!("ISNUMBER({own})"),
        "Isilah nilai setahun dari tahun lain itu, bila data triwulannya tidak ada di lembar ini.",
    ))
}

fn reason_cell(d: &RawDatum, n: usize) -> Cell {
    if d.other.is_some() {
        return Cell::without();
    }
    match quarter_data(d, n) {
        QuarterData::Unavailable(reason) => Cell::text(reason),
        QuarterData::Empty | QuarterData::Nilai(_) => Cell::text(""),
    }
    .input(Input::any())
}

/// Whether a quarter is filled: 0 not, 1 with numbers, 2 with n/a, 3 with some of its data only.
fn state_cell(d: &RawDatum, n: usize, a: &Refs) -> Cell {
    if d.other.is_some() {
        return Cell::without();
    }
    let (first, last) = d.group;
    let range = a.range(&format!("tw_{n}"), first..last + 1);
    let all = last + 1 - first;
    let formula = format!(
        "IF(COUNT({range})={all},1,IF(COUNTIF({range},\"n/a\")={all},2,IF(COUNTBLANK({range})={all},0,3)))"
    );
    let state = match quarter_data(d, n) {
        QuarterData::Empty => 0,
        QuarterData::Nilai(_) => 1,
        QuarterData::Unavailable(_) => 2,
    };
    Cell::formula(formula, Cached::Number(state.into()), NumberFormat::Number(0))
}

/// The cell that says whether a quarter of the data in row `row` is filled.
fn state_of(d: &RawDatum, a: &Refs, n: usize) -> String {
    a.at(&format!("isi_{n}"), d.group.0)
}

fn to_date_cell(report: &Report, d: &RawDatum, n: usize, a: &Refs) -> Cell {
    let value = if n > d.sampai {
        Cached::Text(rumus::WITHOUT.to_owned())
    } else {
        cached(&value_at(report, d, n))
    };
    let formula = match d.other {
        Some(other) => other_year(d, other, n, a),
        None => own_quarters(d, n, a),
    };
    let beyond = format!("{}<{n}", rumus::cut_off(d.tahun));
    let formula = format!("IF({beyond},{},{formula})", rumus::quote(rumus::WITHOUT));
    Cell::formula(formula, value, look(d))
}

fn cached(nilai: &Nilai) -> Cached {
    nilai.number().map_or_else(|| Cached::Text(state_words(nilai)), Cached::Number)
}

/// The value up to the end of quarter `n` as a formula of its indicator takes it.
fn value_at(report: &Report, d: &RawDatum, n: usize) -> Nilai {
    if d.other.is_none() {
        return measure::operand::value(report.model, d.indikator, d.nama, d.tahun, n);
    }
    let h = measure::calculate_until(report.model, d.indikator, d.tahun, n);
    let found = h.operand.into_iter().find(|operand| operand.nama == d.nama);
    found.map_or(Nilai::NotFilled, |operand| operand.nilai)
}

/// From the quarters of its own row.
fn own_quarters(d: &RawDatum, n: usize, a: &Refs) -> String {
    let indikator = d.indikator;
    let last = indikator.frekuensi.until(n);
    let cells: Vec<String> = (1..=last).map(|n| a.cell(&format!("tw_{n}"))).collect();
    let due = !indikator.frekuensi.due(n).is_empty();
    let needed = measure::operand::compared_quarters(indikator, n);
    let range = format!("{}:{}", a.cell("tw_1"), a.cell(&format!("tw_{last}")));
    let formula = rumus::to_date(indikator.agregasi.value, (&range, &cells), due, needed);
    let states = format!("{}:{}", state_of(d, a, 1), state_of(d, a, last));
    format!("IF(COUNTIF({states},3)>0,\"{INCOMPLETE}\",{formula})")
}

/// Whether it covers all of the other year, seen from the end of quarter `n`.
fn is_whole(d: &RawDatum, other: &OtherYear, n: usize) -> bool {
    use crate::measure::Coverage;
    Coverage::of(other, d.indikator, n) == Coverage::WholeYear
}

/// From the row of the other year: over the same quarters or the whole year; what is given by hand
/// stands for a whole year that is not there.
fn other_year(d: &RawDatum, other: &OtherYear, n: usize, a: &Refs) -> String {
    let whole = is_whole(d, other, n);
    let quarter = if whole { 4 } else { n };
    let waiting = rumus::quote(&state_words(&Nilai::NotDue));
    let gone = rumus::quote(rumus::WITHOUT);
    let missing = if d.indikator.quarters_needed(quarter).is_empty() {
        waiting.clone()
    } else {
        rumus::not_computable()
    };
    let own = d.source.map_or_else(|| "\"\"".to_owned(), |(row, _)| a.at(&to_date(quarter), row));
    let absent = format!("IF(OR({own}=\"\",{own}={gone},{own}={waiting}),{missing},{own})");
    let hand = a.cell("langsung");
    let otherwise = if whole { format!("IF(ISNUMBER({hand}),{hand},{absent})") } else { absent };
    format!("IF(ISNUMBER({own}),{own},{otherwise})")
}

fn at_cut_off(report: &Report, d: &RawDatum, a: &Refs) -> Cell {
    let range = format!("{}:{}", a.cell(&to_date(1)), a.cell(&to_date(4)));
    let formula = format!("INDEX({range},1,{})", rumus::cut_off(d.tahun));
    Cell::formula(formula, cached(&value_at(report, d, d.sampai)), look(d))
}

/// A reason as formulas quote it.
pub(super) fn quoted(reason: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= REASON_LENGTH
    };
    crate::model::text::plain(reason).chars().take_while(fits).collect()
}

fn quoted_cell(cell: &str) -> String {
    format!("LEFT({cell},{REASON_LENGTH})")
}

/// Why there is no number at the cut-off, in the words of [`Nilai::reason`].
fn cause_cell(report: &Report, d: &RawDatum, a: &Refs) -> Cell {
    let nilai = value_at(report, d, d.sampai);
    let text = nilai.reason().map_or_else(String::new, |reason| quoted(&reason));
    let sampai = rumus::cut_off(d.tahun);
    let causes: Vec<String> = (1..=4)
        .map(|n| match (d.other, d.source) {
            (None, _) => cause(d, d.group.0, d.tahun, n, a),
            (Some(other), Some((_, first))) => {
                let quarter = if is_whole(d, other, n) { 4 } else { n };
                cause(d, first, d.tahun.saturating_add(other.selisih), quarter, a)
            }
            (Some(_), None) => "\"\"".to_owned(),
        })
        .collect();
    let own = a.cell("nilai");
    let formula = format!("IF(ISNUMBER({own}),\"\",CHOOSE({sampai},{}))", causes.join(","));
    Cell::sentence(formula, text)
}

/// Why data have no number up to the end of quarter `n`; what is known of their quarters stands in
/// row `row`, the first of their group.
fn cause(d: &RawDatum, row: usize, tahun: i32, n: usize, a: &Refs) -> String {
    let indikator = d.indikator;
    let state = |n: usize| a.at(&format!("isi_{n}"), row);
    let reason = |n: usize| quoted_cell(&a.at(&format!("alasan_{n}"), row));
    let last = indikator.frekuensi.until(n);
    let compared = measure::operand::compared_quarters(indikator, n);
    let Some(needed) = compared.filter(|needed| !needed.is_empty()) else {
        // The last reason speaks for all.
        return (1..=last).fold("\"\"".to_owned(), |else_, n| {
            format!("IF({}=2,{},{else_})", state(n), reason(n))
        });
    };
    let unfilled: Vec<String> = needed
        .iter()
        .map(|n| format!("IF({}=0,\", {}\",\"\")", state(n), format::roman(n)))
        .collect();
    let anything: Vec<String> = (1..=last).map(|n| format!("({}=1)", state(n))).collect();
    let there = anything.join("+");
    let list = unfilled.join("&");
    let missing = format!("\"data Triwulan \"&MID({list},3,20)&\" tahun {tahun} belum diisi\"");
    let first = needed
        .iter()
        .rev()
        .fold("\"\"".to_owned(), |else_, n| format!("IF({}=2,{},{else_})", state(n), reason(n)));
    let lost = (1..=last)
        .fold("\"\"".to_owned(), |else_, n| format!("IF({}=2,{},{else_})", state(n), reason(n)));
    // Another year's data that are not there at all are missing; this year's are not filled yet.
    let nothing = if d.other.is_some() { missing.clone() } else { "\"\"".to_owned() };
    format!("IF({list}=\"\",{first},IF({there}>0,{missing},IF({lost}=\"\",{nothing},{lost})))")
}

/// Quarters that are due by the cut-off and not filled: `Triwulan II, IV belum diisi`.
fn unfilled_cell(d: &RawDatum, a: &Refs) -> Cell {
    if d.other.is_some() {
        return Cell::without();
    }
    let sampai = rumus::cut_off(d.tahun);
    let due = d.indikator.frekuensi.due(4);
    let pieces: Vec<String> = due
        .iter()
        .map(|n| {
            let state = state_of(d, a, n);
            format!("IF(AND({n}<={sampai},{state}=0),\", {}\",\"\")", format::roman(n))
        })
        .collect();
    let list = pieces.join("&");
    let formula = format!("IF({list}=\"\",\"\",\"Triwulan \"&MID({list},3,20)&\" belum diisi\")");
    let due = d.indikator.frekuensi.due(d.sampai);
    let missing = d.args.map_or(due, |args| args.unfilled(due));
    let text = if missing.is_empty() {
        String::new()
    } else {
        format!("{} belum diisi", wording::numbered(missing))
    };
    Cell::sentence(formula, text)
}

/// Quarters up to the cut-off that are not available, with their reasons: once where it is the
/// same for all.
fn unavailable_cell(d: &RawDatum, a: &Refs) -> Cell {
    if d.other.is_some() {
        return Cell::without();
    }
    let sampai = rumus::cut_off(d.tahun);
    let gone = |n: usize| format!("AND({n}<={sampai},{}=2)", state_of(d, a, n));
    let reason = |n: usize| quoted_cell(&a.at(&format!("alasan_{n}"), d.group.0));
    let first = (1..=4)
        .rev()
        .fold("\"\"".to_owned(), |else_, n| format!("IF({},{},{else_})", gone(n), reason(n)));
    let list: Vec<String> =
        (1..=4).map(|n| format!("IF({},\", {}\",\"\")", gone(n), format::roman(n))).collect();
    let list = list.join("&");
    let differs: Vec<String> =
        (1..=4).map(|n| format!("IF({},IF({}={first},0,1),0)", gone(n), reason(n))).collect();
    let each: Vec<String> = (1..=4)
        .map(|n| {
            let words =
                format!("\"; data Triwulan {} tidak tersedia: \"&{}", format::roman(n), reason(n));
            format!("IF({},{words},\"\")", gone(n))
        })
        .collect();
    let each = each.join("&");
    let formula = format!(
        "IF({list}=\"\",\"\",IF({}=0,\"data Triwulan \"&MID({list},3,20)&\" tidak tersedia: \"&{first},MID({each},3,30000)))",
        differs.join("+")
    );
    Cell::sentence(formula, unavailable(d.args, d.sampai))
}

/// The same in words, for a result.
pub(super) fn unavailable(args: Option<&RealisasiIndikator>, sampai: usize) -> String {
    let quarters = args.iter().flat_map(|args| &args.triwulan).take(sampai).enumerate();
    let gone: Vec<(usize, String)> = quarters
        .filter_map(|(n, data)| match &data.value {
            QuarterData::Unavailable(reason) => Some((n + 1, quoted(reason))),
            QuarterData::Empty | QuarterData::Nilai(_) => None,
        })
        .collect();
    let Some((_, first)) = gone.first() else { return String::new() };
    let of = |quarters: Vec<usize>, reason: &str| {
        format!(
            "data {} tidak tersedia: {reason}",
            wording::numbered(quarters.into_iter().collect())
        )
    };
    if gone.iter().all(|(_, reason)| reason == first) {
        return of(gone.iter().map(|(n, _)| *n).collect(), first);
    }
    gone.iter().map(|(n, reason)| of(vec![*n], reason)).collect::<Vec<_>>().join("; ")
}

/// What is wrong with a row, in words: nothing of it is computed with in silence.
fn inspection(d: &RawDatum, a: &Refs) -> Cell {
    if d.other.is_some() {
        let hand = a.cell("langsung");
        let formula = format!("IF(AND({hand}<>\"\",NOT(ISNUMBER({hand}))),\"bukan angka\",\"\")");
        return Cell::sentence(formula, "");
    }
    let cell = |n: usize| a.cell(&format!("tw_{n}"));
    let each = |make: &dyn Fn(usize) -> String| (1..=4).map(make).collect::<Vec<_>>().join(",");
    let sampai = rumus::cut_off(d.tahun);
    let say = |condition: String, words: &str| format!("IF({condition},\"; {words}\",\"\")");
    let wrong = each(&|n| {
        let c = cell(n);
        format!("AND({c}<>\"\",NOT(ISNUMBER({c})),{c}<>\"n/a\")")
    });
    let incomplete = each(&|n| format!("{}=3", state_of(d, a, n)));
    let beyond = each(&|n| format!("AND({n}>{sampai},{}<>\"\")", cell(n)));
    let reasonless = each(&|n| {
        let reason = a.at(&format!("alasan_{n}"), d.group.0);
        format!("AND({}=\"n/a\",{reason}=\"\")", cell(n))
    });
    let mut parts = vec![
        say(format!("OR({wrong})"), "bukan angka"),
        say(format!("OR({incomplete})"), INCOMPLETE),
        say(format!("OR({beyond})"), "melewati batas di lembar Keterangan"),
        say(format!("OR({reasonless})"), "n/a tanpa alasan"),
    ];
    let skipped = d.indikator.frekuensi.due(3).iter().map(|n| {
        let later: Vec<String> = (n + 1..=4).map(|n| format!("{}<>\"\"", cell(n))).collect();
        format!("AND({}=\"\",OR({}))", cell(n), later.join(","))
    });
    let skipped: Vec<String> = skipped.collect();
    if !skipped.is_empty() {
        parts.push(say(format!("OR({})", skipped.join(",")), "triwulan terlewati"));
    }
    if d.indikator.agregasi.value == Agregasi::Kumulatif {
        let falls: Vec<String> = (2..=4)
            .map(|n| format!("AND(ISNUMBER({0}),{0}<MAX({1}:{2}))", cell(n), cell(1), cell(n - 1)))
            .collect();
        parts.push(say(format!("OR({})", falls.join(",")), "angka kumulatif turun"));
    }
    match d.indikator.satuan_data() {
        Satuan::Count(_) => {
            let broken = each(&|n| format!("IF(ISNUMBER({0}),{0}<>INT({0}),FALSE)", cell(n)));
            parts.push(say(format!("OR({broken})"), "bukan bilangan bulat"));
        }
        Satuan::Predikat(grades) => {
            let last = grades.len();
            let beyond =
                each(&|n| format!("IF(ISNUMBER({0}),OR({0}<1,{0}>{last}),FALSE)", cell(n)));
            parts.push(say(format!("OR({beyond})"), "di luar skala predikat"));
        }
        _ => {}
    }
    if !may_be_negative(d) {
        let below = each(&|n| format!("IF(ISNUMBER({0}),{0}<0,FALSE)", cell(n)));
        parts.push(say(format!("OR({below})"), "negatif"));
    }
    Cell::sentence(format!("MID({},3,200)", parts.join("&")), skipped_quarters(d))
}

/// What the sheet says of the data as they are: the program accepts no other fault.
fn skipped_quarters(d: &RawDatum) -> String {
    let empty = |n: usize| *quarter_data(d, n) == QuarterData::Empty;
    let due = d.indikator.frekuensi.due(3);
    let skipped = due.iter().any(|n| empty(n) && (n + 1..=4).any(|later| !empty(later)));
    if skipped { "triwulan terlewati".to_owned() } else { String::new() }
}
