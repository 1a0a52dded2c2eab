//! Programmes by their indicators: the evaluation of the year's plan (form E.81 of Permendagri
//! 86/2017), what the plan has come to with it (T-C.29), and which programmes bore the result
//! (Chapter III, no. 7). Percentages are never added: what adds up is added, of anything else the
//! last state counts.

use super::budget_data::{self, Amount};
use super::{Report, Tables, satuan, signature};
use crate::format;
use crate::measure::anggaran::{jumlah, ratio};
use crate::measure::{self, Measured, Nilai, end_of_plan};
use crate::model::renstra::{Renstra, SubKegiatan};
use crate::model::{Agregasi, Aim, Indikator, NILAI, QuarterData};
use crate::number::Rational;
use crate::text::Text;
use crate::wording;
use crate::workbook::cell::{Cell, Input, NumberFormat, state_words};
use crate::workbook::program_rows::{Branch, Level, ProgramRows};
use crate::workbook::rumus::{self, Bounds, Quantity};
use crate::workbook::table::{Column, Mark, Placement, Refs, Row, Sheet, Style, column, group};

/// A row: a programme, activity or sub-activity with one of its indicators.
struct Line<'a> {
    branch: Branch<'a>,
    /// Number and words of its objective; the total has none.
    sasaran: Option<(usize, &'a str)>,
    measured: Option<Outcome<'a>>,
}

/// What an indicator of a programme has come to.
struct Outcome<'a> {
    indikator: &'a Indikator,
    now: Measured<'a>,
    /// Its row in the tables of positions, where it is the indicator of one.
    position: Option<usize>,
    /// What was reached by the end of the year before, and of the one before that.
    earlier: [Nilai; 2],
    /// The plan's target at its end, and what is reached of it.
    end: Option<Aim>,
    reached: Nilai,
}

impl<'a> Outcome<'a> {
    fn new(report: &Report<'a>, branch: &Branch<'a>) -> Option<Outcome<'a>> {
        let one = branch.indikator?;
        let (model, tahun) = (report.model, report.measurement.tahun);
        let indikator = &one.indikator;
        let first = model.opd.periode[0];
        let by = |year: i32| {
            if year < first {
                return Nilai::NotFilled;
            }
            end_of_plan::realisasi(model, indikator, year)
        };
        let position = one.same_as.as_ref().and_then(|id| report.index.get(id.as_str()));
        Some(Outcome {
            indikator,
            now: measure::calculate(model, indikator, tahun),
            position: position.map(|(_, row)| row.row_number),
            earlier: [by(tahun - 1), by(tahun - 2)],
            end: end_of_plan::target(indikator, model.opd.periode),
            reached: end_of_plan::realisasi(model, indikator, tahun),
        })
    }

    /// The target of a year as the plan of that year has it: before any revision.
    fn target(&self, tahun: i32) -> Option<Aim> {
        self.indikator.target.get(&tahun).map(|target| target.murni.value)
    }
}

/// All sheets; `tables`: those of the positions.
pub(super) fn sheets(report: &Report, tables: &Tables) -> Vec<Sheet> {
    let Some(renstra) = &report.model.renstra else { return Vec::new() };
    let rows = lines(report, renstra);
    let (evaluation, at) = evaluation(report, tables, &rows);
    let mut all: Vec<Sheet> = support(report, &rows, &at).into_iter().collect();
    // The total is one of money, of which the other form has none.
    let indicators = &rows[..rows.len().saturating_sub(1)];
    all.extend([evaluation, recapitulation(report, indicators, &at)]);
    all
}

/// The programmes under their objectives, then their total.
fn lines<'a>(report: &Report<'a>, renstra: &'a Renstra) -> Vec<Row<Line<'a>>> {
    let mut program_rows = ProgramRows::new(true);
    let mut all = Vec::new();
    for sasaran in renstra.sasaran() {
        for program in renstra.program_dari(&sasaran.id) {
            let own = program_rows.program(program);
            all.push(program_rows.child(own));
        }
    }
    program_rows.jumlah(renstra, all);
    let objective = |branch: &Branch<'a>| {
        let id = &branch.program?.sasaran;
        let (n, found) = renstra.sasaran().enumerate().find(|(_, one)| one.id == *id)?;
        Some((n + 1, found.sasaran.as_str()))
    };
    let line = |branch: Branch<'a>| {
        let (sasaran, measured) = (objective(&branch), Outcome::new(report, &branch));
        Line { branch, sasaran, measured }
    };
    let each = program_rows.row.into_iter().map(|row| match row {
        Row::Heading(text) => Row::Heading(text),
        Row::Body(branch) => Row::Body(line(branch)),
        Row::Jumlah(branch) => Row::Jumlah(line(branch)),
    });
    each.collect()
}

/// A cell of an indicator; rows without one have none.
fn of_outcome<'a>(
    key: impl Into<String>,
    judul: impl Into<String>,
    width: f64,
    make: impl Fn(&Outcome, &Refs) -> Cell + 'a,
) -> Column<'a, Line<'a>> {
    column(key, judul, width, move |line: &Line, a| {
        line.measured.as_ref().map_or_else(Cell::without, |outcome| make(outcome, a))
    })
}

/// A cell of money: of a sub-activity as `own` makes it, above them the sum of what is below.
fn money<'a>(
    key: &'static str,
    value: impl Fn(&SubKegiatan) -> Option<Rational> + 'a,
    own: impl Fn(&SubKegiatan, &Refs, &Nilai) -> Cell + 'a,
) -> Column<'a, Line<'a>> {
    column(key, "Rp", 15.0, move |line: &Line, a| {
        let branch = &line.branch;
        let sum = jumlah(branch.sub.iter().map(|sub| value(sub)));
        if branch.level == Level::SubKegiatan {
            return branch.sub.first().map_or_else(Cell::empty, |sub| own(sub, a, &sum));
        }
        let cells: Vec<String> = branch.children.iter().map(|(row, _)| a.at(key, *row)).collect();
        if cells.is_empty() {
            return Cell::empty();
        }
        Cell::rumus(rumus::jumlah(&cells), &sum, NumberFormat::Rupiah)
    })
    .merge(|line| Some(line.branch.order))
}

fn constant(_: &SubKegiatan, _: &Refs, value: &Nilai) -> Cell {
    value.number().map_or_else(Cell::empty, |n| Cell::number(n, NumberFormat::Rupiah))
}

/// One column of money over another, in percent.
fn share<'a>(
    key: &'static str,
    (above, below): (&'static str, &'static str),
    values: impl Fn(&SubKegiatan) -> [Option<Rational>; 2] + 'a,
) -> Column<'a, Line<'a>> {
    column(key, "Rp (%)", 10.0, move |line: &Line, a| {
        let sum = |n: usize| jumlah(line.branch.sub.iter().map(|sub| values(sub)[n]));
        let formula = rumus::ratio(&a.cell(above), &a.cell(below));
        Cell::rumus(formula, &ratio(&sum(0), &sum(1)), NumberFormat::Persen)
    })
    .merge(|line| Some(line.branch.order))
}

/// How far `aim` (in the cell `target`) is reached by `value` (in the cell `realisasi`).
fn rate(
    report: &Report,
    i: &Indikator,
    (aim, value): (Option<Aim>, &Nilai),
    (target, realisasi): (String, String),
) -> Cell {
    let kebijakan = &report.model.opd.kebijakan;
    let reached = measure::achievement(kebijakan, i.arah, aim, value).0;
    if matches!(aim, Some(Aim::Interval(..))) {
        // A range is text in one cell: its result stands, without a formula.
        let number = reached.number();
        let state = || Cell::centered(state_words(&reached));
        return number.map_or_else(state, |n| Cell::number(n, NumberFormat::Persen));
    }
    let realisasi = Quantity::new(realisasi, &i.satuan);
    let target = Quantity::new(target, &i.satuan);
    let otherwise = rumus::otherwise(&realisasi, None);
    let bounds = Bounds::point(target.number);
    let formula = rumus::capaian(kebijakan, i.arah, &bounds, &realisasi, &otherwise);
    Cell::rumus(formula, &reached, NumberFormat::Persen)
}

/// What was reached before, as it is measured: a closed year.
fn settled(value: &Nilai, i: &Indikator) -> Cell {
    match value {
        Nilai::NotFilled => Cell::without(),
        value => Cell::measured(value, i),
    }
}

/// Form E.81.
fn evaluation<'a>(
    report: &'a Report<'a>,
    tables: &'a Tables,
    rows: &[Row<Line<'a>>],
) -> (Sheet, Placement) {
    let title = "Evaluasi terhadap Hasil Renja Perangkat Daerah";
    let mut sheet = report.sheet("E.81", title);
    let placement = sheet.table(&evaluation_columns(report, tables), rows);
    sheet.frozen = 4;
    sheet.repeated = Some(placement.column_at("satuan") + 1);
    sheet.gap();
    for line in [
        "K: kinerja; Rp: anggaran. Kolom triwulan: yang dijumlahkan adalah bagian triwulan itu, yang lain (persentase, \
         posisi, rata-rata) keadaannya; persentase tidak pernah dijumlahkan.",
        "Realisasi Renja: jumlah triwulan, triwulan terakhir, atau rata-ratanya menurut cara indikator itu dihitung. \
         Realisasi Renstra: jumlah sejak awal Renstra untuk yang dijumlahkan, selain itu keadaan tahun ini.",
        "Tingkat capaian kinerja dihitung seperti capaian; untuk arah naik: realisasi ÷ target. Target Renja: sebelum \
         perubahan.",
        "Faktor pendorong keberhasilan: ……………………………………………………………………………………………",
        "Faktor penghambat pencapaian: ……………………………………………………………………………………………",
        "Tindak lanjut yang diperlukan dalam triwulan berikutnya: ………………………………………………………………………",
        "Tindak lanjut yang diperlukan dalam Renja berikutnya: ………………………………………………………………………",
    ] {
        sheet.span_all(line, Style::Note);
    }
    signature::block(&mut sheet, report);
    (sheet.about("Evaluasi Renja (formulir E.81)"), placement)
}

fn evaluation_columns<'a>(report: &'a Report<'a>, tables: &'a Tables) -> Vec<Column<'a, Line<'a>>> {
    let tahun = report.measurement.tahun;
    let [dari, sampai] = report.model.opd.periode;
    let pair = |judul: String, k: Column<'a, Line<'a>>, rp: Column<'a, Line<'a>>| {
        group(judul, vec![k, rp])
    };
    let planned = move |sub: &SubKegiatan| {
        jumlah((dari..=sampai).map(|y| sub.pagu.get(&y).map(|one| one.value))).number()
    };
    let before = move |sub: &SubKegiatan| {
        let years = dari..tahun;
        jumlah(years.map(|y| sub.spent(report.model.realisasi.get(&y), y, 4))).number()
    };
    let spent = move |sub: &SubKegiatan| Amount::RealisasiToDate.of(report, sub);
    let budget = move |sub: &SubKegiatan| Amount::Anggaran.of(report, sub);
    let all = move |sub: &SubKegiatan| jumlah([before(sub), spent(sub)]).number();
    let mut columns = identity();
    columns.extend([
        pair(
            format!("Target Renstra pada Akhir Periode ({sampai})"),
            of_outcome("k_akhir", "K", 11.0, |o, _| Cell::aim(o.end, &o.indikator.satuan)),
            money("rp_akhir", planned, constant),
        ),
        pair(
            format!("Realisasi Renstra s.d. Tahun {}", tahun - 1),
            of_outcome("k_lalu", "K", 11.0, |o, _| settled(&o.earlier[0], o.indikator)),
            money("rp_lalu", before, constant),
        ),
        pair(
            format!("Target Renja Tahun {tahun}"),
            of_outcome("k_target", "K", 11.0, move |o, _| {
                Cell::aim(o.target(tahun), &o.indikator.satuan)
            })
            .mark(Mark::Empty),
            money("rp_target", budget, |sub, _, value| named(sub, Amount::Anggaran, value)),
        ),
    ]);
    columns.extend((1..=4).map(|n| quarter(report, tables, n)));
    columns.extend([
        pair(
            format!("Realisasi Renja Tahun {tahun}"),
            of_outcome("k_renja", "K", 11.0, move |o, a| this_year(report, tables, o, a)),
            money("rp_renja", spent, |sub, _, value| named(sub, Amount::RealisasiToDate, value)),
        ),
        group(
            format!("Tingkat Capaian Renja Tahun {tahun} (%)"),
            vec![
                of_outcome("k_tingkat", "K (%)", 10.0, move |o, a| {
                    let values = (o.target(tahun), &o.now.realisasi);
                    rate(report, o.indikator, values, (a.cell("k_target"), a.cell("k_renja")))
                }),
                share("rp_tingkat", ("rp_renja", "rp_target"), move |sub| {
                    [spent(sub), budget(sub)]
                }),
            ],
        ),
        pair(
            format!("Realisasi Renstra s.d. Tahun {tahun}"),
            of_outcome("k_renstra", "K", 11.0, to_date),
            money("rp_renstra", all, |_, a, value| {
                let cells = [a.cell("rp_lalu"), a.cell("rp_renja")];
                Cell::rumus(rumus::jumlah(&cells), value, NumberFormat::Rupiah)
            }),
        ),
        group(
            "Tingkat Capaian Renstra (%)",
            vec![
                of_outcome("k_capaian", "K (%)", 10.0, move |o, a| {
                    let cells = (a.cell("k_akhir"), a.cell("k_renstra"));
                    rate(report, o.indikator, (o.end, &o.reached), cells)
                }),
                share("rp_capaian", ("rp_renstra", "rp_akhir"), move |sub| {
                    [all(sub), planned(sub)]
                }),
            ],
        ),
        column("unit", "Unit Perangkat Daerah Penanggung Jawab", 22.0, move |line: &Line, _| {
            Cell::text(line.branch.unit(report.model))
        })
        .merge(|line| Some(line.branch.order)),
        column("ket", "Ket.", 8.0, |_: &Line, _| Cell::text("")),
    ]);
    columns
}

fn identity<'a>() -> Vec<Column<'a, Line<'a>>> {
    // Objectives and the total never share a number.
    let objective = |line: &Line| line.sasaran.map_or(usize::MAX, |(n, _)| n);
    let order = |line: &Line| Some(line.branch.order);
    vec![
        column("no", "No", 5.0, |line: &Line, _| {
            line.sasaran.map_or_else(Cell::empty, |(n, _)| Cell::text(n.to_string()))
        })
        .merge(move |line| Some(objective(line))),
        column("sasaran", "Sasaran", 18.0, |line: &Line, _| {
            Cell::text(line.sasaran.map_or("", |(_, words)| words))
        })
        .merge(move |line| Some(objective(line))),
        column("kode", "Kode", 15.5, |line: &Line, _| Cell::text(line.branch.kode)).merge(order),
        column("nama", "Program/Kegiatan/Sub Kegiatan", 25.0, |line: &Line, _| {
            Cell::text(line.branch.nama)
        })
        .merge(order),
        column(
            "indikator",
            "Indikator Kinerja Program (outcome)/Kegiatan (output)",
            25.0,
            |line: &Line, _| Cell::text(line.measured.as_ref().map_or("", |o| &o.indikator.nama)),
        ),
        of_outcome("satuan", "Satuan", 12.5, |o, _| Cell::centered(satuan(&o.indikator.satuan))),
    ]
}

/// A cell that shows a named amount of a sub-activity.
fn named(sub: &SubKegiatan, amount: Amount, value: &Nilai) -> Cell {
    Cell::rumus(rumus::reference(&budget_data::name(sub, amount)), value, NumberFormat::Rupiah)
}

/// What a quarter came to: of what adds up its part, of the rest its state.
fn quarter<'a>(report: &'a Report<'a>, tables: &'a Tables, n: usize) -> Column<'a, Line<'a>> {
    const MONEY: [&str; 4] = ["rp_1", "rp_2", "rp_3", "rp_4"];
    let belanja = Amount::Belanja(n);
    group(
        format!("Realisasi pada Triwulan {}", format::roman(n)),
        vec![
            of_outcome(format!("k_{n}"), "K", 11.0, move |o, a| match o.position {
                Some(row) => part(report, tables, o, (n, row)),
                None => entered(o, n, &a.cell(&format!("k_{n}"))),
            }),
            money(
                MONEY[n - 1],
                move |sub| belanja.of(report, sub),
                move |sub, _, value| named(sub, belanja, value),
            ),
        ],
    )
}

/// The value of a quarter of a position's indicator, from the tables of positions.
fn part(report: &Report, tables: &Tables, o: &Outcome, (n, row): (usize, usize)) -> Cell {
    let (model, tahun) = (report.model, report.measurement.tahun);
    let cell = |n: usize| tables.quarters.external(&format!("realisasi_{n}"), row);
    let until = |n: usize| measure::calculate_until(model, o.indikator, tahun, n).realisasi;
    let shown = rumus::reference(&cell(n));
    let look = NumberFormat::measured(o.indikator);
    let state = until(n);
    let beyond = n > report.measurement.sampai;
    if beyond {
        return Cell::text_formula(shown, rumus::WITHOUT);
    }
    match (&state, &o.indikator.satuan.value) {
        (Nilai::Known(grade), unit @ crate::model::Satuan::Predikat(_)) => {
            Cell::text_formula(shown, unit.show_target(*grade))
        }
        (Nilai::Known(sum), _) if n > 1 && o.indikator.adds_up() => {
            let before = until(n - 1).number().unwrap_or(Rational::ZERO);
            let value = Nilai::from(sum.checked_sub(before));
            let (this, last) = (cell(n), cell(n - 1));
            let formula = format!("IF(ISNUMBER({this}),ROUND({this}-N({last}),9),{shown})");
            Cell::rumus(formula, &value, look)
        }
        _ if n > 1 && o.indikator.adds_up() => {
            let (this, last) = (cell(n), cell(n - 1));
            let formula = format!("IF(ISNUMBER({this}),ROUND({this}-N({last}),9),{shown})");
            Cell::rumus(formula, &state, look)
        }
        _ => Cell::rumus(shown, &state, look),
    }
}

/// The value of a quarter that stands here alone: a programme's own.
fn entered(o: &Outcome, n: usize, own: &str) -> Cell {
    let look = NumberFormat::entered(&o.indikator.satuan);
    let cell = match o.now.args.map(|args| &args.triwulan[n - 1].value) {
        None | Some(QuarterData::Empty) => Cell::blank(look),
        Some(QuarterData::Unavailable(reason)) => {
            Cell::unavailable(look).with_format(format!("n/a: {reason}"))
        }
        Some(QuarterData::Nilai(values)) => {
            let value = values.get(NILAI).map(|given| given.value);
            value.map_or_else(|| Cell::blank(look), |value| Cell::number(value, look))
        }
    };
    cell.input(Input::formula(
        format!("OR({own}=\"n/a\",AND(ISNUMBER({own}),{own}>=0))"),
        "Isilah angka, tidak negatif, atau n/a; kosongkan bila belum ada.",
    ))
}

/// The actual value of the year: made from the quarters here, or shown as the tables of positions
/// have it.
fn this_year(report: &Report, tables: &Tables, o: &Outcome, a: &Refs) -> Cell {
    let look = NumberFormat::measured(o.indikator);
    let value = &o.now.realisasi;
    if let Some(row) = o.position {
        let shown = rumus::reference(&tables.at.external("realisasi", row));
        return match (value, &o.indikator.satuan.value) {
            (Nilai::Known(grade), unit @ crate::model::Satuan::Predikat(_)) => {
                Cell::text_formula(shown, unit.show_target(*grade))
            }
            _ => Cell::rumus(shown, value, look),
        };
    }
    let cut_off = rumus::cut_off(report.measurement.tahun);
    let quarters = (1..=4).map(|n| (first_at(o.indikator, n), a.cell(&format!("k_{n}"))));
    Cell::rumus(so_far(o.indikator, &cut_off, &quarters.collect::<Vec<_>>()), value, look)
}

/// The first cut-off at which a quarter counts.
fn first_at(i: &Indikator, n: usize) -> usize {
    (n..=4).find(|sampai| i.frekuensi.until(*sampai) >= n).unwrap_or(4)
}

/// The value up to the cut-off from quarters, each with the cut-off from which on it counts.
fn so_far(i: &Indikator, cut_off: &str, quarters: &[(usize, String)]) -> String {
    let na = rumus::quote(&state_words(&Nilai::Unavailable(Text::built_in(""))));
    let each = |make: &dyn Fn(&str) -> String| {
        let all = quarters.iter().map(|(from, q)| format!("IF({cut_off}>={from},{},0)", make(q)));
        all.collect::<Vec<_>>().join("+")
    };
    let sum = each(&|q| format!("N({q})"));
    let there = each(&|q| format!("COUNT({q})"));
    let value = match i.agregasi.value {
        Agregasi::Jumlah => sum,
        Agregasi::RataRata => format!("({sum})/({there})"),
        Agregasi::Akhir | Agregasi::Kumulatif => {
            quarters.iter().fold("\"\"".to_owned(), |else_, (from, q)| {
                format!("IF(AND({cut_off}>={from},ISNUMBER({q})),{q},{else_})")
            })
        }
    };
    let none = rumus::when_due(i.frekuensi, cut_off, "\"\"");
    let unavailable = each(&|q| format!("COUNTIF({q},{na})"));
    format!("IF(({there})=0,IF(({unavailable})>0,{na},{none}),{value})")
}

/// What is reached of the plan by the end of this year.
fn to_date(o: &Outcome, a: &Refs) -> Cell {
    let look = NumberFormat::measured(o.indikator);
    let (before, now) = (a.cell("k_lalu"), a.cell("k_renja"));
    if o.indikator.adds_up() {
        return Cell::rumus(rumus::sum_of(&[before, now]), &o.reached, look);
    }
    match (&o.reached, &o.indikator.satuan.value) {
        (Nilai::Known(grade), unit @ crate::model::Satuan::Predikat(_)) => {
            Cell::text_formula(rumus::reference(&now), unit.show_target(*grade))
        }
        _ => Cell::rumus(rumus::reference(&now), &o.reached, look),
    }
}

/// A cell that shows one of the form E.81.
fn shown(at: &Placement, key: &str, row: usize, cell: Cell) -> Cell {
    crate::workbook::cell::linked(&at.external(key, row), cell)
}

/// T-C.29.
fn recapitulation<'a>(report: &'a Report<'a>, rows: &[Row<Line<'a>>], at: &'a Placement) -> Sheet {
    let tahun = report.measurement.tahun;
    let title = "Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah dan Pencapaian Renstra Perangkat Daerah \
                 s.d. Tahun Berjalan";
    let mut sheet = report.sheet("T-C.29", &format!("Tabel T-C.29 {title}"));
    let mut columns = identity();
    columns.drain(..2);
    columns.extend([
        of_outcome("akhir", "Target Renstra pada Akhir Periode", 12.0, |o, a| {
            shown(at, "k_akhir", a.row, Cell::aim(o.end, &o.indikator.satuan))
        }),
        of_outcome("sebelum", format!("Realisasi s.d. Tahun {}", tahun - 2), 12.0, |o, _| {
            settled(&o.earlier[1], o.indikator)
        }),
        group(
            format!("Target dan Realisasi Tahun {}", tahun - 1),
            vec![
                of_outcome("target_lalu", "Target Renja", 11.0, move |o, _| {
                    Cell::aim(o.target(tahun - 1), &o.indikator.satuan)
                }),
                of_outcome("lalu", "Realisasi Renja", 11.0, move |o, _| {
                    let year = measure::calculate(report.model, o.indikator, tahun - 1);
                    settled(&year.realisasi, o.indikator)
                }),
                of_outcome("tingkat_lalu", "Tingkat Realisasi (%)", 11.0, move |o, a| {
                    let year = measure::calculate(report.model, o.indikator, tahun - 1).realisasi;
                    let cells = (a.cell("target_lalu"), a.cell("lalu"));
                    match year {
                        Nilai::NotFilled => Cell::without(),
                        year => rate(report, o.indikator, (o.target(tahun - 1), &year), cells),
                    }
                }),
            ],
        ),
        of_outcome(
            "target",
            format!("Target Renja Tahun Berjalan ({tahun})"),
            12.0,
            move |o, a| {
                shown(at, "k_target", a.row, Cell::aim(o.target(tahun), &o.indikator.satuan))
            },
        ),
        group(
            format!("Perkiraan Realisasi Capaian Target Renstra s.d. Tahun {tahun}"),
            vec![
                of_outcome("perkiraan", "Realisasi Capaian", 12.0, move |o, a| {
                    expected(report, o, a)
                }),
                of_outcome("tingkat", "Tingkat Capaian (%)", 11.0, move |o, a| {
                    let value = expectation(report, o).map_or(Nilai::NotFilled, Nilai::Known);
                    let cells = (a.cell("akhir"), a.cell("perkiraan"));
                    match value {
                        Nilai::Known(_) => rate(report, o.indikator, (o.end, &value), cells),
                        _ => Cell::without(),
                    }
                }),
            ],
        ),
        column("unit", "Unit Perangkat Daerah Penanggung Jawab", 20.0, move |line: &Line, _| {
            Cell::text(line.branch.unit(report.model))
        })
        .merge(|line| Some(line.branch.order)),
    ]);
    let placement = sheet.table(&columns, rows);
    sheet.frozen = 3;
    sheet.repeated = Some(placement.column_at("satuan") + 1);
    sheet.gap();
    sheet.span_all(
        "Perkiraan: realisasi tahun-tahun yang lewat ditambah target tahun berjalan untuk yang dijumlahkan; selain itu \
         target tahun berjalan. Persentase tidak pernah dijumlahkan. Target: sebelum perubahan.",
        Style::Note,
    );
    sheet.about(title)
}

/// What the plan will have come to with this year's target: the years before and that target where
/// they add up, else the target.
fn expectation(report: &Report, o: &Outcome) -> Option<Rational> {
    let tahun = report.measurement.tahun;
    let Some(Aim::Point(target)) = o.target(tahun) else { return None };
    if !o.indikator.adds_up() {
        return Some(target);
    }
    let before = measure::calculate(report.model, o.indikator, tahun - 1).realisasi;
    jumlah([o.earlier[1].number(), before.number(), Some(target)]).number()
}

fn expected(report: &Report, o: &Outcome, a: &Refs) -> Cell {
    let tahun = report.measurement.tahun;
    if !o.indikator.adds_up() {
        let target = Cell::aim(o.target(tahun), &o.indikator.satuan);
        return crate::workbook::cell::linked(&a.cell("target"), target);
    }
    let parts = ["sebelum", "lalu", "target"].map(|key| a.cell(key));
    let value = expectation(report, o).map_or(Nilai::NotFilled, Nilai::Known);
    Cell::rumus(rumus::jumlah(&parts), &value, NumberFormat::measured(o.indikator))
}

/// Programmes and activities that bore the result, or did not (Chapter III, no. 7): by the category
/// of their achievement. Before the year is over there is nothing to judge them by.
fn support<'a>(report: &'a Report<'a>, rows: &[Row<Line<'a>>], at: &'a Placement) -> Option<Sheet> {
    let skala = &report.model.opd.kebijakan.skala;
    let kebijakan = &report.model.opd.kebijakan;
    let tahun = report.measurement.tahun;
    let mut shown_rows: Vec<Row<(usize, &Line)>> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let (Row::Body(line) | Row::Jumlah(line)) = row else { continue };
        let level = line.branch.level;
        if line.measured.is_some() && matches!(level, Level::Program | Level::Kegiatan) {
            let bold = level == Level::Program;
            shown_rows.push(if bold { Row::Jumlah((n, line)) } else { Row::Body((n, line)) });
        }
    }
    if shown_rows.is_empty() {
        return None;
    }
    let mut sheet = report.sheet(
        "Program Pendukung",
        "Analisis Program/Kegiatan yang Menunjang Keberhasilan ataupun Kegagalan Pencapaian Pernyataan Kinerja",
    );
    let achieved = move |o: &Outcome| {
        measure::achievement(kebijakan, o.indikator.arah, o.target(tahun), &o.now.realisasi).0
    };
    let linked = move |key: &'static str, judul: &str, make: fn(&Outcome, i32) -> Cell| {
        column(key, judul, 13.0, move |(n, line): &(usize, &Line), _| {
            let outcome = line.measured.as_ref();
            outcome.map_or_else(Cell::without, |o| shown(at, key, *n, make(o, tahun)))
        })
    };
    let columns = vec![
        column("no", "No", 5.0, |(_, line): &(usize, &Line), _| {
            line.sasaran.map_or_else(Cell::empty, |(n, _)| Cell::text(n.to_string()))
        })
        .merge(|(_, line)| line.sasaran.map(|(n, _)| n)),
        column("sasaran", "Sasaran", 26.0, |(_, line): &(usize, &Line), _| {
            Cell::text(line.sasaran.map_or("", |(_, words)| words))
        })
        .merge(|(_, line)| line.sasaran.map(|(n, _)| n)),
        column("nama", "Program/Kegiatan", 38.0, |(_, line): &(usize, &Line), _| {
            Cell::text(line.branch.nama)
        })
        .merge(|(_, line)| Some(line.branch.order)),
        column("indikator", "Indikator", 34.0, |(_, line): &(usize, &Line), _| {
            Cell::text(line.measured.as_ref().map_or("", |o| &o.indikator.nama))
        }),
        linked("satuan", "Satuan", |o, _| Cell::centered(satuan(&o.indikator.satuan))),
        linked("k_target", "Target", |o, tahun| Cell::aim(o.target(tahun), &o.indikator.satuan)),
        linked("k_renja", "Realisasi", |o, _| Cell::measured(&o.now.realisasi, o.indikator)),
        column("capaian", "Capaian (%)", 13.0, move |(n, line): &(usize, &Line), _| {
            let Some(o) = &line.measured else { return Cell::without() };
            let formula = rumus::reference(&at.external("k_tingkat", *n));
            Cell::rumus(formula, &achieved(o), NumberFormat::Persen)
        }),
        column("menunjang", "Menunjang/Tidak", 18.0, move |(_, line): &(usize, &Line), a| {
            let Some(o) = &line.measured else { return Cell::without() };
            let kategori = rumus::kategori(skala, &a.cell("capaian"));
            let good = [0, 1].map(|n| format!("{kategori}={}", rumus::kategori_name(n)));
            let formula = format!(
                "IF(AND({}>=4,ISNUMBER({})),IF(OR({}),\"Menunjang\",\"Tidak menunjang\"),\"–\")",
                rumus::cut_off(tahun),
                a.cell("capaian"),
                good.join(",")
            );
            let place = achieved(o).number().map(|value| skala.kategori(value));
            let words = match place.filter(|_| report.measurement.sampai >= 4) {
                None => rumus::WITHOUT,
                Some(0 | 1) => "Menunjang",
                Some(_) => "Tidak menunjang",
            };
            Cell::text_formula(formula, words)
        }),
    ];
    sheet.table(&columns, &shown_rows);
    sheet.frozen = 3;
    sheet.gap();
    let good: Vec<String> = (0..2).map(|n| wording::kategori(Some(n), skala)).collect();
    let note = format!(
        "Menunjang: capaian indikatornya berkategori {}. Penilaian dibuat setelah tahun berakhir; angkanya dari lembar E.81.",
        good.join(" atau ")
    );
    sheet.span_all(&note, Style::Note);
    Some(sheet)
}
