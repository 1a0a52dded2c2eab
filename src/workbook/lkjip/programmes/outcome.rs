//! What an indicator of a programme aims at and has come to, and the formulas that say so.

use super::Sources;
use crate::measure::{self, Measured, Nilai, end_of_plan};
use crate::model::renstra::IndikatorProgram;
use crate::model::{Aim, Indikator, Satuan};
use crate::number::Rational;
use crate::workbook::cell::{Cell, NumberFormat};
use crate::workbook::lkjip::raw_data::Until;
use crate::workbook::lkjip::{Report, capaian, target_data};
use crate::workbook::program_rows::Branch;
use crate::workbook::rumus::{self, Bounds};

/// What an indicator of a programme has come to.
pub(super) struct Outcome<'a> {
    one: &'a IndikatorProgram,
    pub(super) indikator: &'a Indikator,
    pub(super) now: Measured<'a>,
    /// Its row in the tables of positions, where it is the indicator of one.
    position: Option<usize>,
    /// What was reached by the end of the year before, and of the one before that.
    pub(super) earlier: [Nilai; 2],
    /// The plan's target at its end, and what is reached of it.
    pub(super) end: Option<Aim>,
    pub(super) reached: Nilai,
}

impl<'a> Outcome<'a> {
    pub(super) fn new(report: &Report<'a>, branch: &Branch<'a>) -> Option<Outcome<'a>> {
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
            one,
            indikator,
            now: measure::calculate(model, indikator, tahun),
            position: position.map(|(_, row)| row.row_number),
            earlier: [by(tahun - 1), by(tahun - 2)],
            end: end_of_plan::target(indikator, model.opd.periode),
            reached: end_of_plan::realisasi(model, indikator, tahun),
        })
    }

    /// The target of a year as the plan of that year has it: before any revision.
    pub(super) fn target(&self, tahun: i32) -> Option<Aim> {
        self.indikator.target.get(&tahun).map(|target| target.murni.value)
    }

    /// A cell that shows a value of it, by this formula.
    pub(super) fn shown(&self, formula: String, value: &Nilai) -> Cell {
        match (value, &self.indikator.satuan.value) {
            (Nilai::Known(grade), unit @ Satuan::Predikat(_)) => {
                Cell::text_formula(formula, unit.show_target(*grade))
            }
            _ => Cell::rumus(formula, value, NumberFormat::measured(self.indikator)),
        }
    }

    /// What is reached of the plan by the end of this year; `cells`: by the year before, and this
    /// year.
    pub(super) fn to_date(&self, cells: [String; 2]) -> Cell {
        let [before, now] = cells;
        if self.indikator.adds_up() {
            return self.shown(rumus::sum_of(&[before, now]), &self.reached);
        }
        self.shown(rumus::reference(&now), &self.reached)
    }
}

impl Sources<'_> {
    /// The cells of the target of a year.
    pub(super) fn bounds(&self, o: &Outcome, tahun: i32) -> Bounds {
        self.plan.bounds(self.raw, o.one, tahun)
    }

    /// A cell that shows the target of a year.
    pub(super) fn target(&self, o: &Outcome, tahun: i32) -> Cell {
        target_data::shown(&self.bounds(o, tahun), &o.indikator.satuan, o.target(tahun))
    }

    /// The cells of what is aimed at by the end of the plan, by the rule of [`end_of_plan::target`].
    fn end_bounds(&self, o: &Outcome) -> Bounds {
        let [dari, sampai] = self.report.model.opd.periode;
        if !o.indikator.adds_up() {
            return self.bounds(o, sampai);
        }
        let cells = (dari..=sampai).filter_map(|tahun| self.plan.point(self.raw, o.one, tahun));
        let cells: Vec<String> = cells.collect();
        if cells.is_empty() {
            return Bounds::point(rumus::NOT_FILLED.to_owned());
        }
        Bounds::point(rumus::jumlah(&cells))
    }

    /// A cell that shows what is aimed at by the end of the plan.
    pub(super) fn end(&self, o: &Outcome) -> Cell {
        target_data::shown(&self.end_bounds(o), &o.indikator.satuan, o.end)
    }

    /// What a value is measured against: the cell that shows the target, or where that may be a range
    /// or a grade the cells behind it.
    fn measured_by(bounds: Bounds, o: &Outcome, shown: String) -> Bounds {
        let is_number = bounds.low == bounds.high;
        if is_number && !matches!(o.indikator.satuan.value, Satuan::Predikat(_)) {
            return Bounds::point(shown);
        }
        bounds
    }

    /// How far the target of a year, shown in the cell `target`, is reached by a value and the cell
    /// that has it.
    pub(super) fn rate(
        &self,
        o: &Outcome,
        (tahun, target): (i32, String),
        (value, realisasi): (&Nilai, String),
    ) -> Cell {
        let bounds = Self::measured_by(self.bounds(o, tahun), o, target);
        self.achieved(o, (o.target(tahun), &bounds), (value, realisasi))
    }

    /// The same for the target at the end of the plan.
    pub(super) fn rate_of_plan(
        &self,
        o: &Outcome,
        target: String,
        (value, realisasi): (&Nilai, String),
    ) -> Cell {
        let bounds = Self::measured_by(self.end_bounds(o), o, target);
        self.achieved(o, (o.end, &bounds), (value, realisasi))
    }

    fn achieved(
        &self,
        o: &Outcome,
        (aim, bounds): (Option<Aim>, &Bounds),
        (value, realisasi): (&Nilai, String),
    ) -> Cell {
        let (report, i) = (self.report, o.indikator);
        let kebijakan = &report.model.opd.kebijakan;
        let reached = measure::achievement(kebijakan, i.arah, aim, value).0;
        capaian(report, i, &reached, (bounds, realisasi), (None, None))
    }

    /// The actual value of a year as a formula; `None` where there are no data of it.
    pub(super) fn year(&self, o: &Outcome, tahun: i32) -> Option<String> {
        self.until(o, (tahun, Until::CutOff))
    }

    fn until(&self, o: &Outcome, span: (i32, Until)) -> Option<String> {
        let operand = |operand: &str| self.raw.operand(o.indikator, operand, span);
        let there = self.raw.has(o.indikator, span.0);
        there.then(|| rumus::realisasi(o.indikator, &operand))
    }

    /// What is reached of the plan by the end of a year, by the rule of [`end_of_plan::realisasi`].
    fn reached(&self, o: &Outcome, tahun: i32) -> Option<String> {
        let model = self.report.model;
        if tahun < model.opd.periode[0] {
            return None;
        }
        let last = self.year(o, tahun);
        if !o.indikator.adds_up() {
            return last;
        }
        let years = end_of_plan::years_with_figures(model, tahun);
        let values: Vec<String> = years.filter_map(|year| self.year(o, year)).collect();
        if values.is_empty() {
            return last;
        }
        let none = last.unwrap_or_else(|| rumus::NOT_FILLED.to_owned());
        Some(rumus::sum_or(&values, &none))
    }

    /// What was reached before, a closed year: nothing where there are no data of it.
    pub(super) fn settled(&self, o: &Outcome, (tahun, value): (i32, &Nilai)) -> Cell {
        self.reached(o, tahun).map_or_else(Cell::without, |formula| o.shown(formula, value))
    }

    /// The actual value of the year: as the tables of positions have it, or from the raw data.
    pub(super) fn this_year(&self, o: &Outcome) -> Cell {
        let of_position = |row| rumus::reference(&self.tables.at.external("realisasi", row));
        let formula = o.position.map(of_position);
        let formula = formula.or_else(|| self.year(o, self.report.measurement.tahun));
        formula.map_or_else(Cell::empty, |formula| o.shown(formula, &o.now.realisasi))
    }

    /// The cell with the value from January to the end of quarter `n`.
    fn quarter(&self, o: &Outcome, n: usize) -> Option<String> {
        match o.position {
            Some(row) => Some(self.tables.quarters.external(&format!("realisasi_{n}"), row)),
            None => self.until(o, (self.report.measurement.tahun, Until::Quarter(n))),
        }
    }

    /// What a quarter came to: of what adds up its part, of the rest its state.
    pub(super) fn part(&self, o: &Outcome, n: usize) -> Cell {
        let (model, measurement) = (self.report.model, self.report.measurement);
        let Some(this) = self.quarter(o, n) else { return Cell::empty() };
        let until =
            |n: usize| measure::calculate_until(model, o.indikator, measurement.tahun, n).realisasi;
        let shown = rumus::reference(&this);
        let adds_up = n > 1 && o.indikator.adds_up();
        let before = adds_up.then(|| self.quarter(o, n - 1)).flatten();
        let formula = match &before {
            None => shown,
            Some(last) => format!("IF(ISNUMBER({this}),ROUND({this}-N({last}),9),{shown})"),
        };
        if n > measurement.sampai {
            // Data beyond the cut-off say so themselves.
            return Cell::text_formula(formula, rumus::WITHOUT);
        }
        let value = match (until(n), before) {
            (Nilai::Known(sum), Some(_)) => {
                let before = until(n - 1).number().unwrap_or(Rational::ZERO);
                Nilai::from(sum.checked_sub(before))
            }
            (state, _) => state,
        };
        o.shown(formula, &value)
    }
}
