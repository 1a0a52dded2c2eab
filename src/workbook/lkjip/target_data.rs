//! *Data Target*: the targets of every indicator, year by year: as first set, as revised, by
//! quarter. Every other cell that shows a target, or measures by one, refers to here.

use std::collections::{BTreeSet, HashMap};

use super::{Report, satuan};
use crate::format;
use crate::measure::Nilai;
use crate::model::text::plain;
use crate::model::{Agregasi, Aim, Indikator, Satuan, SebelumAkhirTahun, Target, made_of_quarters};
use crate::number::Rational;
use crate::workbook::cell::{Cached, Cell, Input, NumberFormat, state_words};
use crate::workbook::rumus::{self, Bounds, Quantity};
use crate::workbook::table::{Column, Placement, Refs, Row, Sheet, Style, column, group};

/// Its name.
const SHEET: &str = "Data Target";

/// The targets of one indicator in one year.
struct YearTarget<'a> {
    /// Number of the indicator, by which its cells merge.
    order: usize,
    indikator: &'a Indikator,
    tahun: i32,
    target: Option<&'a Target>,
}

/// Which targets of a year are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edition {
    /// As first set.
    Murni,
    /// As they are in force: revised, where they are.
    InForce,
    /// What a value is measured against at the cut-off of the year.
    AtCutOff,
}

/// Where the targets stand.
pub(super) struct TargetDataSheet<'a> {
    placement: Placement,
    row_of: HashMap<(&'a str, i32), usize>,
}

impl TargetDataSheet<'_> {
    fn cell(&self, indikator: &Indikator, tahun: i32, key: &str) -> Option<String> {
        let row = self.row_of.get(&(indikator.id.as_str(), tahun))?;
        Some(self.placement.external(key, *row))
    }

    /// The cells with the bounds of a target of `indikator`; `None` for a year that has no row.
    pub(super) fn bounds(
        &self,
        indikator: &Indikator,
        tahun: i32,
        edition: Edition,
    ) -> Option<Bounds> {
        let (low, high) = match edition {
            Edition::Murni => ("murni_rendah", "murni_tinggi"),
            Edition::InForce => ("rendah", "tinggi"),
            Edition::AtCutOff => ("acuan_rendah", "acuan_tinggi"),
        };
        let low = self.cell(indikator, tahun, low)?;
        Some(Bounds { low, high: self.cell(indikator, tahun, high)? })
    }

    /// The cell with the target up to the end of a quarter before the last, from 1.
    pub(super) fn to_date(&self, indikator: &Indikator, tahun: i32, triwulan: usize) -> String {
        self.cell(indikator, tahun, &format!("sd_{triwulan}")).unwrap_or_default()
    }

    /// The cell with the target as first set where it is one value: what adds up over years.
    pub(super) fn point(&self, indikator: &Indikator, tahun: i32) -> Option<String> {
        self.cell(indikator, tahun, "titik")
    }

    /// A cell that shows a target; `aim` is what it shows now.
    pub(super) fn shown(
        &self,
        indikator: &Indikator,
        (tahun, edition): (i32, Edition),
        aim: Option<Aim>,
    ) -> Cell {
        match self.bounds(indikator, tahun, edition) {
            None => Cell::aim(aim, &indikator.satuan),
            Some(bounds) => shown(&bounds, &indikator.satuan, aim),
        }
    }
}

/// Cells of the report's year that have names.
const NAMED: [&str; 5] = ["murni_rendah", "murni_tinggi", "rendah", "tinggi", "alasan"];
/// Characters that a name may have.
const NAME_LENGTH: usize = 255;

/// The name of a cell of the report's year: `target.koperasi_rat.rendah`. `None` where it would be
/// too long.
fn name(indikator: &Indikator, key: &str) -> Option<String> {
    let name = format!("target.{}.{key}", indikator.id.replace('-', "_"));
    (name.len() <= NAME_LENGTH).then_some(name)
}

/// A cell of any sheet that shows a target of the report's year; `aim` is what it shows now.
pub(super) fn promised(indikator: &Indikator, edition: Edition, aim: Option<Aim>) -> Cell {
    let keys = match edition {
        Edition::Murni => ["murni_rendah", "murni_tinggi"],
        Edition::InForce | Edition::AtCutOff => ["rendah", "tinggi"],
    };
    match keys.map(|key| name(indikator, key)) {
        [Some(low), Some(high)] => shown(&Bounds { low, high }, &indikator.satuan, aim),
        _ => Cell::aim(aim, &indikator.satuan),
    }
}

/// What the revision of a target changed, and why, in a sentence over the cells that say so.
pub(super) fn revision(indikator: &Indikator, nama: &str, target: &Target) -> Cell {
    let unit = &indikator.satuan;
    let reason = target.perubahan.as_ref().map_or("", |(_, reason)| reason.as_str());
    let (old, new) = (target.murni.show(unit), target.in_force().show(unit));
    let nama = plain(nama);
    let words = plain(&format!("{nama}: semula {old}, menjadi {new}. {reason}"));
    let [Some(low), Some(high), Some(new_low), Some(new_high), Some(reason)] =
        NAMED.map(|key| name(indikator, key))
    else {
        return Cell::text(words);
    };
    let old = rumus::target_in_words(&Bounds { low, high }, unit);
    let new = rumus::target_in_words(&Bounds { low: new_low, high: new_high }, unit);
    let before = rumus::quote(&format!("{nama}: semula "));
    Cell::sentence(format!("{before}&{old}&\", menjadi \"&{new}&\". \"&{reason}"), words)
}

/// A cell that shows the target between `bounds`.
pub(super) fn shown(bounds: &Bounds, satuan: &Satuan, aim: Option<Aim>) -> Cell {
    let cached = match aim {
        None => Cached::Text(String::new()),
        Some(Aim::Point(number)) if !matches!(satuan, Satuan::Predikat(_)) => {
            Cached::Number(number)
        }
        Some(aim) => Cached::Text(aim.show(satuan)),
    };
    Cell::formula(rumus::target(bounds, satuan), cached, NumberFormat::entered(satuan))
}

/// The sheet, and where its targets stand.
pub(super) fn sheet<'a>(report: &Report<'a>) -> (Sheet, TargetDataSheet<'a>) {
    let mut sheet = report.sheet_of_year(SHEET, "Data Target Indikator Kinerja");
    let rows = rows(report);
    let placement = sheet.table(&columns(report), &rows);
    let mut row_of = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        let Row::Body(one) = row else { continue };
        row_of.insert((one.indikator.id.as_str(), one.tahun), n);
        if one.tahun == report.measurement.tahun {
            for key in NAMED {
                let cell = placement.fixed(key, n);
                sheet.named.extend(name(one.indikator, key).map(|name| (name, cell)));
            }
        }
    }
    sheet.frozen = 3;
    sheet.gap();
    for line in [
        "Setiap target ditulis sekali, di sini; lembar lain menunjuk ke sel-sel ini. Target rentang: batas bawah dan \
         batas atas di dua sel. Target satu nilai: sel batas bawah saja.",
        "Target perubahan berlaku bila diisi. Target triwulan ditetapkan sebagai bagian atau keadaan pada triwulan itu. \
         Sumber sesungguhnya tetap berkas YAML: perubahan di sini tidak kembali ke sana.",
    ] {
        sheet.span_all(line, Style::Note);
    }
    (sheet, TargetDataSheet { placement, row_of })
}

/// Every indicator with the years that any table asks for: those of the plan and those that are
/// compared; of earlier years, the one it replaces.
fn rows<'a>(report: &Report<'a>) -> Vec<Row<YearTarget<'a>>> {
    let [dari, sampai] = report.model.opd.periode;
    let years: BTreeSet<i32> = (dari..=sampai).chain(report.tahun.iter().copied()).collect();
    let mut seen = BTreeSet::new();
    let mut order = HashMap::new();
    let mut rows = Vec::new();
    let mut put = |rows: &mut Vec<Row<YearTarget<'a>>>, current: &'a Indikator| {
        for tahun in &years {
            let Some(indikator) = report.model.in_year(current, *tahun) else { continue };
            if seen.insert((indikator.id.as_str(), *tahun)) {
                let target = indikator.target.get(tahun);
                let order = *order.entry(indikator.id.as_str()).or_insert(rows.len());
                rows.push(Row::Body(YearTarget { order, indikator, tahun: *tahun, target }));
            }
        }
    };
    for one in &report.measurement.jabatan {
        rows.push(Row::Heading(one.jabatan.nama.to_string()));
        one.measured().for_each(|h| put(&mut rows, h.indikator));
    }
    // Programmes may go on with what no position has any more.
    for program in report.model.renstra.iter().flat_map(|renstra| &renstra.program) {
        let of_positions = program.indikator_program().filter_map(|one| one.same_as.as_ref());
        let mut own = Vec::new();
        for (_, indikator) in of_positions.filter_map(|id| report.model.indikator(id)) {
            put(&mut own, indikator);
        }
        if !own.is_empty() {
            rows.push(Row::Heading(format!("{} {}", program.kode, program.nama)));
            rows.extend(own);
        }
    }
    rows
}

fn columns<'a>(report: &'a Report<'_>) -> Vec<Column<'a, YearTarget<'a>>> {
    let bounds = |key: [&'static str; 2], aim: fn(&Target) -> Option<Aim>| {
        let [low, high] = key;
        vec![
            column(low, "Batas bawah", 12.0, move |t: &YearTarget, a| {
                let value = t.target.and_then(aim).map(|aim| ends(aim).0);
                given(t, value, &a.cell(low))
            }),
            column(high, "Batas atas", 12.0, move |t: &YearTarget, a| {
                let value = t.target.and_then(aim).filter(|aim| matches!(aim, Aim::Interval(..)));
                given(t, value.map(|aim| ends(aim).1), &a.cell(high))
            }),
        ]
    };
    let quarter = |n: usize| {
        column(format!("tw_{n}"), format::roman(n), 12.0, move |t: &YearTarget, a| {
            let quarters = t.target.and_then(|target| target.triwulan.as_ref());
            given(t, quarters.and_then(|all| all.value[n - 1]), &a.cell(&format!("tw_{n}")))
        })
    };
    let mut columns = vec![
        column("indikator", "Indikator Kinerja", 38.0, |t: &YearTarget, _| {
            Cell::text(&t.indikator.nama)
        })
        .merge(|t| Some(t.order)),
        column("satuan", "Satuan", 12.0, |t: &YearTarget, _| {
            Cell::centered(satuan(&t.indikator.satuan))
        })
        .merge(|t| Some(t.order)),
        column("tahun", "Tahun", 8.0, |t: &YearTarget, _| Cell::year(t.tahun)),
        group(
            "Target",
            bounds(["tulis_rendah", "tulis_tinggi"], |target| Some(target.murni.value)),
        ),
        group(
            "Target Perubahan",
            bounds(["ubah_rendah", "ubah_tinggi"], |target| {
                target.perubahan.as_ref().map(|(aim, _)| aim.value)
            }),
        ),
        column("alasan", "Alasan Perubahan", 28.0, |t: &YearTarget, _| {
            let reason = t.target.and_then(|target| Some(&target.perubahan.as_ref()?.1));
            reason
                .map_or_else(Cell::empty, |reason| Cell::text(reason.as_str()))
                .input(Input::any())
        }),
        group("Target Triwulan", (1..=4).map(quarter).collect()),
        column("periksa", "Periksa", 22.0, |t: &YearTarget, a| inspection(t, a)),
    ];
    columns.extend(derived(report).into_iter().map(|column| column.hidden(true)));
    columns
}

fn ends(aim: Aim) -> (Rational, Rational) {
    match aim {
        Aim::Point(n) => (n, n),
        Aim::Interval(low, high) => (low, high),
    }
}

/// A cell of a target that is given: a number, or a grade in its words.
fn given(t: &YearTarget, value: Option<Rational>, own: &str) -> Cell {
    let unit = &t.indikator.satuan.value;
    let input = match unit {
        Satuan::Predikat(grades) => Input::list(grades.iter().map(ToString::to_string)),
        Satuan::Count(_) => Input::formula(
            format!("AND(ISNUMBER({own}),{own}>=0,{own}=INT({own}))"),
            "Target adalah bilangan bulat, tidak negatif; kosongkan bila belum ditetapkan.",
        ),
        _ => Input::formula(
            format!("ISNUMBER({own})"),
            "Target adalah angka, persen dengan tanda % (75%); kosongkan bila belum ditetapkan.",
        ),
    };
    Cell::optional_number(value, unit).input(input)
}

/// The columns that others are measured by. They hold numbers; of grades, their place in the scale.
fn derived<'a>(report: &'a Report<'_>) -> Vec<Column<'a, YearTarget<'a>>> {
    let first_set = |t: &YearTarget| t.target.map(|target| target.murni.value);
    let in_force = |t: &YearTarget| t.target.map(Target::in_force);
    let until = |n: usize| {
        column(format!("sd_{n}"), format!("s.d. {}", format::roman(n)), 12.0, {
            move |t: &YearTarget, a| {
                let value = t.target.and_then(|target| target.to_date(t.indikator, n));
                known(to_date(t, a, n), value)
            }
        })
    };
    let cut_off = move |t: &YearTarget| at_cut_off(report, t);
    let mut columns = vec![
        column("murni_rendah", "Target (batas bawah)", 12.0, move |t: &YearTarget, a| {
            let number = Quantity::new(a.cell("tulis_rendah"), &t.indikator.satuan).number;
            let formula = format!("IF(ISNUMBER({number}),{number},\"\")");
            known(formula, first_set(t).map(|aim| ends(aim).0))
        }),
        column("murni_tinggi", "Target (batas atas)", 12.0, move |t: &YearTarget, a| {
            let number = Quantity::new(a.cell("tulis_tinggi"), &t.indikator.satuan).number;
            let low = a.cell("murni_rendah");
            let formula = format!("IF(ISNUMBER({low}),IF(ISNUMBER({number}),{number},{low}),\"\")");
            known(formula, first_set(t).map(|aim| ends(aim).1))
        }),
        column("titik", "Target (satu nilai)", 12.0, move |t: &YearTarget, a| {
            let (low, high) = (a.cell("murni_rendah"), a.cell("murni_tinggi"));
            let point = first_set(t).filter(|aim| matches!(aim, Aim::Point(_)));
            known(format!("IF({low}={high},{low},\"\")"), point.map(|aim| ends(aim).0))
        }),
        column("rendah", "Berlaku (batas bawah)", 12.0, move |t: &YearTarget, a| {
            let number = Quantity::new(a.cell("ubah_rendah"), &t.indikator.satuan).number;
            let first = a.cell("murni_rendah");
            let formula = format!("IF(AND({first}<>\"\",ISNUMBER({number})),{number},{first})");
            known(formula, in_force(t).map(|aim| ends(aim).0))
        }),
        column("tinggi", "Berlaku (batas atas)", 12.0, move |t: &YearTarget, a| {
            let unit = &t.indikator.satuan;
            let [low, high] =
                ["ubah_rendah", "ubah_tinggi"].map(|key| Quantity::new(a.cell(key), unit).number);
            let (first, upper) = (a.cell("murni_rendah"), a.cell("murni_tinggi"));
            let formula = format!(
                "IF(AND({first}<>\"\",ISNUMBER({low})),IF(ISNUMBER({high}),{high},{low}),{upper})"
            );
            known(formula, in_force(t).map(|aim| ends(aim).1))
        }),
    ];
    columns.extend((1..=3).map(until));
    columns.extend([
        column("acuan_rendah", "Acuan (batas bawah)", 12.0, move |t: &YearTarget, a| {
            known(reference(report, t, a, "rendah"), cut_off(t).map(|aim| ends(aim).0))
        }),
        column("acuan_tinggi", "Acuan (batas atas)", 12.0, move |t: &YearTarget, a| {
            known(reference(report, t, a, "tinggi"), cut_off(t).map(|aim| ends(aim).1))
        }),
    ]);
    columns
}

/// A formula with its number, or nothing.
fn known(formula: String, value: Option<Rational>) -> Cell {
    let cached = value.map_or(Cached::Text(String::new()), Cached::Number);
    Cell::formula(formula, cached, NumberFormat::Number(6))
}

/// The target from January to the end of quarter `n`, by the rule of [`Target::to_date`].
fn to_date(t: &YearTarget, a: &Refs, n: usize) -> String {
    let cell = |n: usize| a.cell(&format!("tw_{n}"));
    let number = |n: usize| Quantity::new(cell(n), &t.indikator.satuan).number;
    let due = t.indikator.frekuensi.due(n);
    let Some(last) = due.last() else { return "\"\"".to_owned() };
    let year = a.cell("rendah");
    if !made_of_quarters(t.indikator) {
        let last = number(last);
        return format!("IF(AND({year}<>\"\",ISNUMBER({last})),{last},\"\")");
    }
    let needed: Vec<String> = due.iter().map(cell).collect();
    let function = if t.indikator.agregasi.value == Agregasi::RataRata { "AVERAGE" } else { "SUM" };
    let list = needed.join(",");
    let range = format!("{}:{}", cell(1), cell(last));
    format!("IF(OR({year}=\"\",COUNT({list})<{}),\"\",{function}({range}))", needed.len())
}

/// What a value is measured against at the cut-off of the year.
fn at_cut_off(report: &Report, t: &YearTarget) -> Option<Aim> {
    let target = t.target?;
    let sampai = report.model.sampai(t.tahun);
    if sampai >= 4 {
        return Some(target.in_force());
    }
    let policy = report.model.opd.kebijakan.sebelum_akhir_tahun;
    let against_year = policy == SebelumAkhirTahun::TerhadapTargetSetahun;
    let to_date = target.to_date(t.indikator, sampai).map(Aim::Point);
    to_date.or_else(|| against_year.then(|| target.in_force()))
}

fn reference(report: &Report, t: &YearTarget, a: &Refs, key: &str) -> String {
    let sampai = rumus::cut_off(t.tahun);
    let [one, two, three] = [1, 2, 3].map(|n| a.cell(&format!("sd_{n}")));
    let quarter = format!("CHOOSE({sampai},{one},{two},{three})");
    let year = a.cell(key);
    match report.model.opd.kebijakan.sebelum_akhir_tahun {
        SebelumAkhirTahun::BelumDinilai => format!("IF({sampai}<4,{quarter},{year})"),
        SebelumAkhirTahun::TerhadapTargetSetahun => {
            format!("IF({sampai}<4,IF({quarter}=\"\",{year},{quarter}),{year})")
        }
    }
}

/// What is wrong with a row, in words.
fn inspection(t: &YearTarget, a: &Refs) -> Cell {
    let unit = &t.indikator.satuan;
    let written = ["tulis_rendah", "tulis_tinggi", "ubah_rendah", "ubah_tinggi"];
    let quarters = [1, 2, 3, 4].map(|n| format!("tw_{n}"));
    let keys = written.into_iter().chain(quarters.iter().map(String::as_str));
    let unknown = keys.map(|key| {
        let cell = a.cell(key);
        let number = Quantity::new(cell.clone(), unit).number;
        format!("AND({cell}<>\"\",NOT(ISNUMBER({number})))")
    });
    let kind =
        if matches!(unit.value, Satuan::Predikat(_)) { "bukan predikat" } else { "bukan angka" };
    let unknown = format!("IF(OR({}),\"{kind}; \",\"\")", unknown.collect::<Vec<_>>().join(","));
    let turned = |low: &str, high: &str| format!("AND({low}<>\"\",{low}>{high})");
    let [low, high, first, upper] =
        ["rendah", "tinggi", "murni_rendah", "murni_tinggi"].map(|key| a.cell(key));
    let turned = format!(
        "IF(OR({},{}),\"rentang terbalik; \",\"\")",
        turned(&low, &high),
        turned(&first, &upper)
    );
    let (revised, reason) = (a.cell("ubah_rendah"), a.cell("alasan"));
    let lone = format!("IF(AND({revised}<>\"\",{first}=\"\"),\"perubahan tanpa target; \",\"\")");
    let reasonless =
        format!("IF(AND({revised}<>\"\",{reason}=\"\"),\"perubahan tanpa alasan; \",\"\")");
    let all = [unknown, turned, lone, reasonless].join("&");
    Cell::sentence(all, state_words(&Nilai::NotFilled))
}
