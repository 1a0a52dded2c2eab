//! The tables of Chapter III (PermenPANRB 53/2014): target, actual value and achievement of
//! every indicator; by quarter; against earlier years, the end of the plan, national
//! standards; and why.

use super::raw_data::{self, Until};
use super::remarks::cut_off;
use super::target_data::{self, Edition};
use super::{
    IndikatorRow, Perspective, RawValue, Report, capaian, identitas, origin_note, realisasi,
    satuan, signature, tahun_text,
};
use crate::format;
use crate::measure::{self, Basis, CapaianRule, Measured, Nilai, Reason, end_of_plan};
use crate::model::{Aim, Analisis, Indikator, NILAI, RataRata};
use crate::text::Text;
use crate::wording;
use crate::workbook::cell::{Cached, Cell, NumberFormat};
use crate::workbook::rumus::{self, Bounds, Quantity};
use crate::workbook::table::{Column, Mark, Placement, Row, Sheet, Style, column, group};

/// *Pengukuran Kinerja*: the same figures as the yearly IKI.
pub(super) fn measurement(report: &Report, raw: &RawValue) -> (Sheet, Placement) {
    let tahun = report.measurement.tahun;
    let mut sheet = report.sheet("Pengukuran Kinerja", "Pengukuran Kinerja");
    let skala = &report.model.opd.kebijakan.skala;
    let sampai = rumus::cut_off(tahun);
    let due = sampai.clone();
    let mut columns = identitas(report);
    columns.extend(targets(report, raw));
    columns.extend([
        column("realisasi", "", 14.0, move |b: &IndikatorRow, _| {
            let i = b.h.indikator;
            let operand = |operand: &str| raw.operand(i, operand, (tahun, Until::CutOff));
            realisasi(b.h, &operand).with_format(origin_note(i))
        })
        .titled(realisasi_title(report))
        .mark(Mark::Empty),
        column("capaian", "Capaian (%)", 12.0, move |b: &IndikatorRow, a| {
            let i = b.h.indikator;
            let bounds = bounds(raw, i, tahun, Edition::AtCutOff);
            let year = bounds_of_year(raw, i, tahun).low;
            let span = (Some(year.as_str()), Some(due.as_str()));
            let cell = capaian(report, i, &b.h.capaian, (&bounds, a.cell("realisasi")), span);
            let rule = CapaianRule::general(&report.model.opd.kebijakan, i.arah);
            cell.with_format(format!("{} ({})", rule.rumus(), rule.sumber()))
        })
        .mark(Mark::Empty),
        column("kategori", "Kategori", 14.0, move |b: &IndikatorRow, a| {
            let formula = rumus::kategori(skala, &a.cell("capaian"));
            Cell::text_formula(formula, wording::kategori(b.h.kategori, skala))
        })
        .mark(Mark::Kategori),
    ]);
    if report.mixes() {
        let over = report.measurement.sampai >= 4;
        columns.push(
            column("dasar", "Dihitung terhadap", 14.0, move |b: &IndikatorRow, _| basis(raw, b.h))
                .hidden(over),
        );
    }
    if report.model.opd.kebijakan.rata_rata == RataRata::Sasaran {
        columns.push(mean_of_sasaran(report));
    }
    columns.push(column("keterangan", "Keterangan", 32.0, move |b: &IndikatorRow, a| {
        remark(raw, b.h, &sampai, [&a.cell("capaian"), &a.cell("realisasi")])
    }));
    let placement = sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    if report.mixes() {
        common_basis(report, &mut sheet, &placement);
    }
    report.kebijakan(&mut sheet);
    sheet.span_all_with(cut_off(report), Style::Note);
    if report.perspective == Perspective::Kantor {
        signature::block(&mut sheet, report);
    }
    (sheet, placement)
}

/// The cells of a target; of an indicator that has none in the year, cells that are empty.
fn bounds(raw: &RawValue, indikator: &Indikator, tahun: i32, edition: Edition) -> Bounds {
    let found = raw.targets.bounds(indikator, tahun, edition);
    found.unwrap_or_else(|| Bounds::point("\"\"".to_owned()))
}

fn bounds_of_year(raw: &RawValue, indikator: &Indikator, tahun: i32) -> Bounds {
    bounds(raw, indikator, tahun, Edition::InForce)
}

/// What an indicator aims at in the year.
fn target(raw: &RawValue, h: &Measured) -> Cell {
    raw.targets.shown(h.indikator, (h.tahun, Edition::InForce), h.target_of_year())
}

/// The target of the year, and beside it the one up to the cut-off, which nobody has to see when
/// the year is over.
fn targets<'a>(report: &Report, raw: &'a RawValue) -> Vec<Column<'a, IndikatorRow<'a>>> {
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let cut_off = rumus::cut_off(tahun);
    let until = format!("\"Target s.d. TW \"&{}", rumus::roman(&cut_off));
    let title = format!("Target s.d. TW {}", format::roman(sampai));
    vec![
        column("target", format!("Target {tahun}"), 12.0, |b: &IndikatorRow, _| target(raw, b.h))
            .mark(Mark::Empty),
        column("target_sampai", "", 12.0, move |b: &IndikatorRow, _| {
            let aim = if b.h.sampai < 4 { b.h.to_date } else { b.h.target_of_year() };
            let i = b.h.indikator;
            let [one, two, three] = [1, 2, 3].map(|n| raw.targets.to_date(i, tahun, n));
            let year = rumus::target(&bounds_of_year(raw, i, tahun), &i.satuan);
            let quarter = Bounds::point(format!("CHOOSE({cut_off},{one},{two},{three})"));
            let formula = rumus::target(&quarter, &i.satuan);
            let cell = target_data::shown(&quarter, &i.satuan, aim);
            cell.with_formula(format!("IF({cut_off}<4,{formula},{year})"))
        })
        .titled(Cell::text_formula(until, title))
        .hidden(sampai >= 4),
    ]
}

fn realisasi_title(report: &Report) -> Cell {
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let words = match sampai {
        4.. => "Realisasi".to_owned(),
        n => format!("Realisasi s.d. TW {}", format::roman(n)),
    };
    Cell::text_formula(format!("\"Realisasi\"&{}", short_until(tahun)), words)
}

/// What stands behind a column's title whose figures end before the year does.
fn short_until(tahun: i32) -> String {
    let sampai = rumus::cut_off(tahun);
    format!("IF({sampai}<4,\" s.d. TW \"&{},\"\")", rumus::roman(&sampai))
}

/// What an achievement is measured against, in words.
fn basis(raw: &RawValue, h: &Measured) -> Cell {
    let sampai = rumus::cut_off(h.tahun);
    let [one, two, three] = [1, 2, 3].map(|n| raw.targets.to_date(h.indikator, h.tahun, n));
    let year = rumus::quote(&wording::against(Basis::Year, h.sampai));
    let quarter = format!("CHOOSE({sampai},{one},{two},{three})");
    let to_date = format!("\"target\"&{}", rumus::until(h.tahun));
    let formula = format!("IF({sampai}<4,IF({quarter}=\"\",{year},{to_date}),{year})");
    Cell::text_formula(formula, wording::against(h.basis, h.sampai))
}

/// Under the table: what its averages are made of, in a cell with a name.
fn common_basis(report: &Report, sheet: &mut Sheet, at: &Placement) {
    let tahun = report.measurement.tahun;
    let rows = 0..report.row().len().max(1);
    let (range, bases) = (at.range("capaian", rows.clone()), at.range("dasar", rows));
    let year = wording::against(Basis::Year, 4);
    let to_date = format!("\"target\"&{}", rumus::until(tahun));
    // Any number is one or the other.
    let counted = format!(
        "COUNTIFS({range},\">=0\",{bases},{to_date})+COUNTIFS({range},\"<0\",{bases},{to_date})"
    );
    let formula = format!(
        "IF({}<4,IF(OR({counted}>0,AND(COUNT({range})=0,COUNTIF({bases},{to_date})>0)),{to_date},\"{year}\"),\"{year}\")",
        rumus::cut_off(tahun)
    );
    let words = wording::against(report.basis(), report.measurement.sampai);
    sheet.gap();
    sheet.span_all("Rata-rata dihitung dari capaian terhadap:", Style::Note);
    sheet.span_all_with(Cell::sentence(formula, words), Style::Note);
    let row = sheet.last_row();
    sheet.named.push((report.basis_name().to_owned(), at.fixed_at("no", row)));
}

/// What an indicator lacks, in the words of [`wording::missing`]: from the cells that lack it.
fn remark(raw: &RawValue, h: &Measured, sampai: &str, [capaian, realisasi]: [&str; 2]) -> Cell {
    let i = h.indikator;
    let too_large = Nilai::NotComputable(Reason::TooLarge);
    if h.realisasi == too_large || h.capaian == too_large {
        return Cell::text(lacking(h).join("; "));
    }
    let number = Quantity::new(realisasi.to_owned(), &i.satuan).number;
    let state = |nilai: &Nilai| rumus::quote(&crate::workbook::cell::state_words(nilai));
    let complete = |reason| rumus::quote(&Nilai::NotComputable(reason).complete(format::percent));
    let names = match &i.rumus {
        None => vec![NILAI],
        Some(rumus) => rumus.calculate.variabel(),
    };
    let by_target = {
        let Bounds { low, high } = bounds(raw, i, h.tahun, Edition::AtCutOff);
        let nearer = format!("MEDIAN({low},{high},{number})");
        let words = |reason: Reason| rumus::quote(&reason.phrase().printed());
        format!(
            "IF({nearer}<0,{},IF({nearer}=0,{},{}))",
            words(Reason::TargetNegative),
            words(Reason::TargetZero),
            words(Reason::RealisasiZero)
        )
    };
    let zero = rumus::quote(&Reason::ZeroDenominator.phrase().printed());
    let few = &names[..names.len().min(rumus::MAX_OPERANDS)];
    let by_data = few.iter().rev().fold(zero, |inner, nama| {
        let operand = raw.operand(i, nama, (h.tahun, Until::CutOff));
        format!("IF(ISNUMBER({operand}),{inner},{})", raw.cause(i, nama, h.tahun))
    });
    let why = format!("IF(ISNUMBER({number}),{by_target},{by_data})");
    let not_computable = rumus::not_computable();
    let na = state(&Nilai::Unavailable(Text::built_in("")));
    let [lead, tail] = around_a_reason(&Nilai::Unavailable(Text::built_in(MARK)), MARK);
    let zero_target = Reason::TargetZero;
    let [because, _] =
        around_a_reason(&Nilai::NotComputable(zero_target), &zero_target.phrase().printed());
    let with_reason =
        format!("IF({capaian}={na},{lead},{because})&{why}&IF({capaian}={na},{tail},\"\")");
    let cause = format!(
        "IF({capaian}=\"\",{},IF({capaian}={},{},IF({capaian}={},{},IF(OR({capaian}={na},{capaian}={not_computable}),{with_reason},{capaian}))))",
        rumus::quote(&Nilai::NotFilled.show(format::percent)),
        state(&Nilai::NotComputable(Reason::NotAssessed)),
        complete(Reason::NotAssessed),
        state(&Nilai::NotComputable(Reason::NoTarget)),
        complete(Reason::NoTarget),
    );
    let due = rumus::when_due(i.frekuensi, sampai, "1");
    let lacks = format!("IF(AND(NOT(ISNUMBER({capaian})),ISNUMBER({due})),\"; \"&{cause},\"\")");
    let gap = |key: &str, beside: &str| {
        raw.gaps(i, h.tahun, key).map_or_else(String::new, |cell| {
            format!("&IF(AND(ISNUMBER({beside}),{cell}<>\"\"),\"; \"&{cell},\"\")")
        })
    };
    let formula = format!("MID({lacks}{}{},3,30000)", gap("belum", &number), gap("tiada", capaian));
    Cell::sentence(formula, lacking(h).join("; "))
}

/// Stands for a reason.
const MARK: &str = "\u{0}";

/// What stands before and behind `reason` in the words of a state, as texts of a formula.
fn around_a_reason(nilai: &Nilai, reason: &str) -> [String; 2] {
    let words = nilai.complete(format::percent);
    let (lead, tail) = words.split_once(reason).unwrap_or((&words, ""));
    [rumus::quote(lead), rumus::quote(tail)]
}

/// The same, for the result of that formula.
fn lacking(h: &Measured) -> Vec<String> {
    let mut notes = Vec::new();
    if h.capaian.number().is_none() && h.is_due() {
        notes.push(raw_data::quoted(&h.capaian.complete(format::percent)));
    }
    if !h.unfilled.is_empty() && h.realisasi.number().is_some() {
        notes.push(format!("{} belum diisi", wording::numbered(h.unfilled)));
    }
    let unavailable = raw_data::unavailable(h.args, h.sampai);
    if h.capaian.number().is_some() && !unavailable.is_empty() {
        notes.push(unavailable);
    }
    notes
}

/// The mean of each objective, where averages are made of them.
fn mean_of_sasaran<'a>(report: &'a Report<'a>) -> Column<'a, IndikatorRow<'a>> {
    let kebijakan = &report.model.opd.kebijakan;
    column("rata_sasaran", "Rata-rata Sasaran", 12.0, move |b: &IndikatorRow, a| {
        let group = report.groups().get(b.sasaran_number - 1).copied().unwrap_or(&[]);
        let basis = report.basis();
        let mean = measure::rata::clamped_average(kebijakan, basis, group.iter());
        let range = |key| a.range(key, b.row_number..b.row_number + group.len());
        let bases = report.mixes().then(|| range("dasar"));
        let formula = average(report, &range("capaian"), bases, rumus::NOT_FILLED);
        Cell::rumus(formula, &mean, NumberFormat::Persen)
    })
    .merge(|b| Some(b.sasaran_number))
}

/// The formula of an average of achievements; `bases` is the range of what each is measured
/// against, where that is not the same for all; `none` stands where there is no achievement.
pub(super) fn average(report: &Report, range: &str, bases: Option<String>, none: &str) -> String {
    match bases {
        None => rumus::clamped_average(range, none),
        Some(bases) => rumus::clamped_average_on(range, (&bases, report.basis_name()), none),
    }
}

/// *Triwulan*: targets, actual values and achievements, all from January to the end of each
/// quarter.
pub(super) fn triwulan(report: &Report, raw: &RawValue) -> (Sheet, Placement) {
    let mut sheet = report.sheet("Triwulan", "Pengukuran Kinerja Triwulanan");
    let (tahun, sampai) = (report.measurement.tahun, report.measurement.sampai);
    let cut_off_cell = rumus::cut_off(tahun);
    let aims = |n: usize| {
        column(format!("target_{n}"), format::roman(n), 10.0, move |b: &IndikatorRow, _| {
            if n < 4 {
                let aim = b.h.target.and_then(|target| target.to_date(b.h.indikator, n));
                let cell = Bounds::point(raw.targets.to_date(b.h.indikator, tahun, n));
                return target_data::shown(&cell, &b.h.indikator.satuan, aim.map(Aim::Point));
            }
            // By then the target is the year's.
            target(raw, b.h)
        })
    };
    let actual = |n: usize| {
        column(format!("realisasi_{n}"), format::roman(n), 13.0, move |b: &IndikatorRow, _| {
            let i = b.h.indikator;
            let operand = |operand: &str| raw.operand(i, operand, (tahun, Until::Quarter(n)));
            let cell = realisasi(&until(report, b, n), &operand);
            // Data beyond the cut-off say so themselves.
            if n > sampai { cell.with_result(rumus::WITHOUT) } else { cell }
        })
        .mark(Mark::Empty)
    };
    let achieved = |n: usize| {
        let beyond = format!("{cut_off_cell}<{n}");
        column(format!("capaian_{n}"), format::roman(n), 12.0, move |b: &IndikatorRow, a| {
            let then = until(report, b, n);
            let year = bounds_of_year(raw, b.h.indikator, tahun);
            let bounds = quarter_bounds(report, raw, &then, year.clone());
            let quarter = n.to_string();
            let cells = (&bounds, a.cell(&format!("realisasi_{n}")));
            let span = (Some(year.low.as_str()), Some(quarter.as_str()));
            let cell = capaian(report, b.h.indikator, &then.capaian, cells, span);
            let cell = if n > sampai { cell.with_result(rumus::WITHOUT) } else { cell };
            cell.guarded(&beyond, rumus::WITHOUT)
        })
        .mark(Mark::Empty)
    };
    let mut columns = identitas(report);
    columns.extend([
        column("target", "Target Setahun", 12.0, |b: &IndikatorRow, _| target(raw, b.h))
            .mark(Mark::Empty),
        group("Target sampai dengan Triwulan", (1..=4).map(aims).collect()),
        group("Realisasi sampai dengan Triwulan", (1..=4).map(actual).collect()),
        group("Capaian sampai dengan Triwulan (%)", (1..=4).map(achieved).collect()),
    ]);
    let placement = sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    for sentence in wording::quarterly(&report.model.opd.kebijakan) {
        sheet.span_all(&sentence, Style::Note);
    }
    sheet.span_all_with(cut_off(report), Style::Note);
    (sheet, placement)
}

/// What a value up to a quarter is measured against: the target of the same span, or where the
/// policy says so the year's.
fn quarter_bounds(report: &Report, raw: &RawValue, then: &Measured, year: Bounds) -> Bounds {
    if then.sampai >= 4 {
        return year;
    }
    let quarter = raw.targets.to_date(then.indikator, then.tahun, then.sampai);
    if !report.mixes() {
        return Bounds::point(quarter);
    }
    let or_year = |year: String| format!("IF({quarter}=\"\",{year},{quarter})");
    Bounds { low: or_year(year.low), high: or_year(year.high) }
}

/// The same indicator up to the end of quarter `n`.
fn until<'a>(report: &Report<'a>, b: &IndikatorRow<'a>, n: usize) -> Measured<'a> {
    measure::calculate_until(report.model, b.h.indikator, report.measurement.tahun, n)
}

/// The same indicator, or the one it replaces, in another year.
fn in_year<'a>(report: &Report<'a>, b: &IndikatorRow<'a>, tahun: i32) -> Option<Measured<'a>> {
    let indikator = report.model.in_year(b.h.indikator, tahun)?;
    Some(measure::calculate(report.model, indikator, tahun))
}

/// A year as a column title, with how far its figures go where that is not its end.
fn year_title(report: &Report, tahun: i32) -> Cell {
    let cached = match report.model.sampai(tahun) {
        4.. => Cached::Number(tahun.into()),
        n => Cached::Text(format!("{tahun} (s.d. TW {})", format::roman(n))),
    };
    let sampai = rumus::cut_off(tahun);
    let quarter = rumus::roman(&sampai);
    let formula = format!("IF({sampai}<4,\"{tahun} (s.d. TW \"&{quarter}&\")\",{tahun})");
    Cell::formula(formula, cached, NumberFormat::Year)
}

/// *Perbandingan*: this year beside earlier ones.
pub(super) fn comparison(report: &Report, raw: &RawValue, at: &Placement) -> Sheet {
    let mut sheet = report.sheet(
        "Perbandingan",
        "Perbandingan Realisasi dan Capaian Kinerja dengan Tahun-Tahun Sebelumnya",
    );
    let this = report.measurement.tahun;
    let years = || report.tahun.iter().copied();
    // A year in which the indicator was not in force has nothing to show.
    let of_year = move |b: &IndikatorRow, y: i32, make: &dyn Fn(&Measured) -> Cell| {
        in_year(report, b, y).map_or_else(Cell::without, |then| make(&then))
    };
    let aims = |y: i32| {
        column(format!("target_{y}"), "", 11.0, move |b: &IndikatorRow, _| {
            of_year(b, y, &|then| {
                raw.targets.shown(then.indikator, (y, Edition::AtCutOff), then.aim)
            })
        })
        .titled(year_title(report, y))
    };
    let actual = |y: i32| {
        column(format!("realisasi_{y}"), "", 13.0, move |b: &IndikatorRow, _| {
            of_year(b, y, &|then| {
                if y == this {
                    return linked_cell(at, "realisasi", b);
                }
                let i = then.indikator;
                realisasi(then, &|operand| raw.operand(i, operand, (y, Until::CutOff)))
            })
        })
        .titled(year_title(report, y))
        .mark(Mark::Empty)
    };
    let achieved = |y: i32| {
        let due = rumus::cut_off(y);
        column(format!("capaian_{y}"), "", 12.0, move |b: &IndikatorRow, a| {
            if y == this {
                return linked_cell(at, "capaian", b);
            }
            of_year(b, y, &|then| {
                let i = then.indikator;
                let bounds = bounds(raw, i, y, Edition::AtCutOff);
                let year = bounds_of_year(raw, i, y).low;
                let cells = (&bounds, a.cell(&format!("realisasi_{y}")));
                let span = (Some(year.as_str()), Some(due.as_str()));
                capaian(report, i, &then.capaian, cells, span)
            })
        })
        .titled(year_title(report, y))
        .mark(Mark::Empty)
    };
    let mut columns = identitas(report);
    columns.extend([
        group("Target", years().map(aims).collect()),
        group("Realisasi", years().map(actual).collect()),
        group("Capaian (%)", years().map(achieved).collect()),
    ]);
    let before = year_before(report);
    columns.extend(before.map(|before| growth_column(report, before)));
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    sheet.span_all_with(cut_off(report), Style::Note);
    for sentence in comparison_notes(report, before) {
        sheet.span_all_with(sentence, Style::Note);
    }
    sheet
}

/// The year before, where it is compared.
fn year_before(report: &Report) -> Option<i32> {
    let [.., before, this] = report.tahun[..] else { return None };
    (before == this - 1).then_some(before)
}

/// Whether both years are over: parts do not grow against a whole.
fn both_are_over(report: &Report, before: i32) -> (String, bool) {
    let both = [before, report.measurement.tahun];
    let [first, second] = both.map(rumus::cut_off);
    let over = both.iter().all(|tahun| report.model.sampai(*tahun) == 4);
    (format!("AND({first}=4,{second}=4)"), over)
}

fn growth_column<'a>(report: &'a Report<'a>, before: i32) -> Column<'a, IndikatorRow<'a>> {
    let this = report.measurement.tahun;
    let title = format!("Pertumbuhan terhadap {before} (%)");
    let (both, over) = both_are_over(report, before);
    column("pertumbuhan", title, 13.0, move |b: &IndikatorRow, a| {
        let graded = matches!(*b.h.indikator.satuan, crate::model::Satuan::Predikat(_));
        let then = in_year(report, b, before).filter(|_| !graded && over);
        let lalu = then.map_or(Nilai::NotFilled, |then| then.realisasi);
        let growth = measure::anggaran::growth_of(&lalu, &b.h.realisasi);
        let [lalu, now] = [before, this].map(|y| a.cell(&format!("realisasi_{y}")));
        let formula = format!("IF({both},{},\"\")", rumus::growth_of(&lalu, &now));
        Cell::rumus(formula, &growth, NumberFormat::Persen)
    })
    .hidden(!over)
}

fn comparison_notes(report: &Report, before: Option<i32>) -> Vec<Cell> {
    let mut notes = Vec::new();
    // Each says something only while it is true.
    let mut when = |condition: String, holds: bool, words: &str| {
        let formula = format!("IF({condition},{},\"\")", rumus::quote(words));
        notes.push(Cell::sentence(formula, if holds { words } else { "" }));
    };
    if let Some(before) = before {
        let (both, over) = both_are_over(report, before);
        when(
            both,
            over,
            "Pertumbuhan = (realisasi tahun ini − realisasi tahun lalu) ÷ nilai mutlak realisasi tahun lalu.",
        );
    }
    let cells: Vec<String> = report.tahun.iter().map(|tahun| rumus::cut_off(*tahun)).collect();
    when(
        format!("MIN({})<4", cells.join(",")),
        report.tahun.iter().any(|tahun| report.model.sampai(*tahun) < 4),
        "Tahun dengan keterangan s.d. TW belum setahun penuh: target, realisasi, dan capaiannya sampai dengan \
         triwulan itu.",
    );
    for h in report.measured() {
        let Some(id) = &h.indikator.menggantikan else { continue };
        let Some((_, old)) = report.model.indikator(id) else { continue };
        let last = old.berlaku.sampai.map_or_else(String::new, |last| format!(" (s.d. {last})"));
        notes.push(Cell::text(format!("{} menggantikan {}{last}.", h.indikator.nama, old.nama)));
    }
    notes
}

/// *Kemajuan*: how far the target at the end of the plan is reached.
pub(super) fn progress(report: &Report, raw: &RawValue, at: &Placement) -> Sheet {
    let periode = report.model.opd.periode;
    let mut sheet = report.sheet(
        "Kemajuan Renstra",
        "Perbandingan Realisasi sampai dengan Tahun Ini dengan Target Akhir Renstra",
    );
    let aim = move |b: &IndikatorRow| end_of_plan::target(b.h.indikator, periode);
    let reached = move |b: &IndikatorRow| {
        end_of_plan::realisasi(report.model, b.h.indikator, report.measurement.tahun)
    };
    let mut columns = identitas(report);
    columns.extend([
        column(
            "target",
            format!("Target Akhir Renstra ({})", periode[1]),
            15.0,
            move |b: &IndikatorRow, _| {
                target_data::shown(&end_bounds(raw, b, periode), &b.h.indikator.satuan, aim(b))
            },
        )
        .mark(Mark::Empty),
        column(
            "realisasi",
            "Realisasi sampai dengan Tahun Ini",
            14.0,
            move |b: &IndikatorRow, _| {
                if !b.h.indikator.adds_up() {
                    return linked_cell(at, "realisasi", b);
                }
                let formula = added_up(report, raw, b.h.indikator);
                Cell::rumus(formula, &reached(b), NumberFormat::measured(b.h.indikator))
            },
        )
        .mark(Mark::Empty),
        column("kemajuan", "Tingkat Kemajuan (%)", 14.0, move |b: &IndikatorRow, a| {
            let kebijakan = &report.model.opd.kebijakan;
            let i = b.h.indikator;
            let rate = measure::achievement(kebijakan, i.arah, aim(b), &reached(b)).0;
            let bounds = end_bounds(raw, b, periode);
            capaian(report, i, &rate, (&bounds, a.cell("realisasi")), (None, None))
        })
        .mark(Mark::Empty),
    ]);
    sheet.table(&columns, &report.row());
    sheet.frozen = 3;
    sheet.gap();
    for sentence in progress_notes(report) {
        sheet.span_all(&sentence, Style::Note);
    }
    sheet
}

/// What is aimed at by the end of the plan, by the rule of [`end_of_plan::target`].
fn end_bounds(raw: &RawValue, b: &IndikatorRow, [dari, sampai]: [i32; 2]) -> Bounds {
    let i = b.h.indikator;
    if !i.adds_up() {
        return bounds(raw, i, sampai, Edition::Murni);
    }
    let years = (dari..=sampai).filter_map(|tahun| raw.targets.point(i, tahun));
    let cells: Vec<String> = years.collect();
    if cells.is_empty() {
        return Bounds::point("\"\"".to_owned());
    }
    Bounds::point(rumus::jumlah(&cells))
}

/// The sum of an indicator's actual values over the years of the plan that have figures.
fn added_up(report: &Report, raw: &RawValue, indikator: &crate::model::Indikator) -> String {
    let tahun = report.measurement.tahun;
    let mut values = Vec::new();
    for year in end_of_plan::years_with_figures(report.model, tahun).chain([tahun]) {
        let h = measure::calculate(report.model, indikator, year);
        let operand = |operand: &str| raw.operand(indikator, operand, (year, Until::CutOff));
        let formula = rumus::realisasi(h.indikator, &operand);
        if !values.contains(&formula) {
            values.push(formula);
        }
    }
    rumus::sum_of(&values)
}

fn progress_notes(report: &Report) -> Vec<String> {
    let [dari, _] = report.model.opd.periode;
    let tahun = report.measurement.tahun;
    let there: Vec<i32> = end_of_plan::years_with_figures(report.model, tahun).collect();
    let missing: Vec<String> =
        (dari..tahun).filter(|year| !there.contains(year)).map(|year| year.to_string()).collect();
    let mut notes = vec![
        "Target akhir: target tahun terakhir Renstra sebelum perubahan, atau jumlah target semua tahunnya bila \
         indikatornya dijumlahkan; realisasinya dengan cara yang sama. Tingkat kemajuan dihitung seperti capaian; \
         untuk arah naik: realisasi ÷ target akhir."
            .to_owned(),
    ];
    if !missing.is_empty() {
        notes.push(format!("Tanpa data realisasi: tahun {}.", missing.join(", ")));
    }
    notes
}

/// A column that shows the cell of the same indicator in *Pengukuran Kinerja*.
fn linked<'a>(at: &'a Placement, key: &'static str, judul: String) -> Column<'a, IndikatorRow<'a>> {
    column(key, judul, 14.0, move |b: &IndikatorRow, _| linked_cell(at, key, b)).mark(Mark::Empty)
}

fn linked_cell(at: &Placement, key: &str, b: &IndikatorRow) -> Cell {
    let formula = rumus::reference(&at.external(key, b.row_number));
    let unit = &b.h.indikator.satuan;
    match (key, &unit.value) {
        ("capaian", _) => Cell::rumus(formula, &b.h.capaian, NumberFormat::Persen),
        (_, crate::model::Satuan::Predikat(_)) => {
            let words = b.h.realisasi.number().map(|n| unit.show_target(n));
            let state = || crate::workbook::cell::state_words(&b.h.realisasi);
            Cell::text_formula(formula, words.unwrap_or_else(state))
        }
        _ => Cell::rumus(formula, &b.h.realisasi, NumberFormat::measured(b.h.indikator)),
    }
}

/// *Standar Nasional*, where an indicator has one.
pub(super) fn standar_nasional(report: &Report, at: &Placement) -> Option<Sheet> {
    let rows: Vec<Row<IndikatorRow>> = report
        .row()
        .into_iter()
        .filter(
            |row| matches!(row, Row::Body(butir) if butir.h.indikator.standar_nasional.is_some()),
        )
        .collect();
    if rows.is_empty() {
        return None;
    }
    let standard =
        |b: &IndikatorRow| b.h.indikator.standar_nasional.as_ref().map(|(nilai, _)| nilai.value);
    let title = "Perbandingan Realisasi Kinerja dengan Standar Nasional";
    let mut sheet = report.sheet("Standar Nasional", title);
    let columns = vec![
        column("no", "No", 5.0, |_: &IndikatorRow, a| Cell::nomor(a.row + 1)),
        column("indikator", "Indikator Kinerja", 44.0, |b: &IndikatorRow, _| {
            Cell::text(&b.h.indikator.nama)
        }),
        column("satuan", "Satuan", 11.0, |b: &IndikatorRow, _| {
            Cell::centered(satuan(&b.h.indikator.satuan))
        }),
        linked(at, "realisasi", format!("Realisasi {}", tahun_text(report.measurement.tahun))),
        column("standar", "Standar Nasional", 14.0, move |b: &IndikatorRow, _| {
            Cell::optional_number(standard(b), &b.h.indikator.satuan)
        }),
        column("capaian", "Realisasi terhadap Standar (%)", 15.0, move |b: &IndikatorRow, a| {
            let kebijakan = &report.model.opd.kebijakan;
            let aim = standard(b).map(Aim::Point);
            let arah = b.h.indikator.arah;
            let reached = measure::achievement(kebijakan, arah, aim, &b.h.realisasi).0;
            let standard = Quantity::new(a.cell("standar"), &b.h.indikator.satuan).number;
            let cells = (&Bounds::point(standard), a.cell("realisasi"));
            capaian(report, b.h.indikator, &reached, cells, (None, None))
        }),
        column("keterangan", "Keterangan", 46.0, |b: &IndikatorRow, _| {
            Cell::text(b.h.indikator.standar_nasional.as_ref().map_or("", |(_, sumber)| sumber))
        }),
    ];
    sheet.table(&columns, &rows);
    Some(sheet)
}

/// *Analisis*: what helped, what stood in the way, what was done.
pub(super) fn analisis(report: &Report, at: &Placement) -> Sheet {
    let mut sheet = report.sheet(
        "Analisis",
        "Analisis Penyebab Keberhasilan/Kegagalan atau Peningkatan/Penurunan Kinerja serta Alternatif \
         Solusi yang Telah Dilakukan",
    );
    let text = |key: &'static str, judul: &str, part: fn(&Analisis) -> &Option<Text>| {
        column(key, judul, 40.0, move |b: &IndikatorRow, _| {
            // Where nothing is analysed at all nothing is left out.
            let Some(analisis) = b.h.args.and_then(|args| args.analisis.as_ref()) else {
                return Cell::without();
            };
            part(analisis).as_deref().map_or_else(Cell::empty, Cell::text)
        })
        .mark(Mark::Empty)
    };
    let columns = vec![
        column("no", "No", 5.0, |b: &IndikatorRow, _| Cell::nomor(b.nomor))
            .merge(|b| Some(b.sasaran_number)),
        column("indikator", "Indikator Kinerja", 34.0, |b: &IndikatorRow, _| {
            Cell::text(&b.h.indikator.nama)
        }),
        linked(at, "capaian", "Capaian (%)".to_owned()),
        text("pendukung", "Faktor Pendukung", |a| &a.pendukung),
        text("hambatan", "Faktor Penghambat", |a| &a.hambatan),
        text("upaya", "Upaya yang Dilakukan", |a| &a.upaya),
    ];
    sheet.table(&columns, &report.row());
    sheet.frozen = 2;
    sheet
}
