//! Where a number comes from: the data of an indicator with their places, the steps of its
//! formula, its target, the rule of its achievement, and where it is rounded. All of it is data,
//! for whoever shows it: as lines ([`words`]), as JSON ([`json`]), beside a page.

pub mod json;
pub mod words;

use crate::equation;
use crate::format;
use crate::formula::{Expr, Operator};
use crate::language::Phrase;
use crate::measure::{self, CapaianRule, Coverage, Measured, Nilai};
use crate::model::{Aim, Bound, Indikator, Jabatan, Model, QuarterData, Satuan};
use crate::number::Rational;
use crate::text::{Span, Spanned, Text};
use crate::wording;

/// How the achievement of one indicator in one year came about.
#[derive(Debug)]
pub struct Explanation<'a> {
    /// The position that answers for the indicator.
    pub jabatan: &'a Jabatan,
    /// The indicator.
    pub indikator: &'a Indikator,
    /// The year.
    pub tahun: i32,
    /// The quarter up to which it is measured, from 1.
    pub sampai: usize,
    /// The data, in the order of the formula.
    pub inputs: Vec<Input<'a>>,
    /// The formula; none where the data are the value.
    pub formula: Option<Formula>,
    /// The actual value, exact, in the indicator's unit.
    pub realisasi: Nilai,
    /// What was aimed at.
    pub target: Option<Targets<'a>>,
    /// The achievement, exact; 1 is 100%.
    pub capaian: Nilai,
    /// By which rule, from which target.
    pub rule: Option<(CapaianRule, &'a Aim)>,
    /// The same with its numbers, as documents print it.
    pub equation: Option<Phrase>,
    /// In which category that falls.
    pub kategori: Option<Kategori<'a>>,
}

/// One of the data.
#[derive(Debug)]
pub struct Input<'a> {
    /// Its name in the formula.
    pub nama: &'a str,
    /// What that stands for.
    pub label: Option<&'a Text>,
    /// The year it is of.
    pub tahun: i32,
    /// What of another year it covers.
    pub compared: Option<Phrase>,
    /// What its quarters make in that year, exact.
    pub nilai: Nilai,
    /// The quarters that it is made of, those that say something.
    pub quarters: Vec<Quarter<'a>>,
    /// Where it is given by hand, in place of the quarters of another year.
    pub by_hand: Option<Span>,
}

/// What one quarter says.
#[derive(Debug)]
pub struct Quarter<'a> {
    /// From 1.
    pub number: usize,
    /// The number, or the reason why there is none. `None`: other data than this one.
    pub nilai: Option<Result<Rational, &'a Text>>,
    /// Where.
    pub place: Span,
}

/// A formula and its steps.
#[derive(Debug)]
pub struct Formula {
    /// As it is written.
    pub text: String,
    /// Where.
    pub place: Span,
    /// Its operations from the inside out; none where a number is missing.
    pub steps: Vec<Step>,
}

/// One operation with its numbers, exact.
#[derive(Debug)]
pub struct Step {
    /// Left of the sign.
    pub left: Term,
    /// The operation.
    pub operator: Operator,
    /// Right of the sign.
    pub right: Term,
    /// What it gives.
    pub result: Nilai,
}

/// A number of an operation.
#[derive(Debug)]
pub struct Term {
    /// What it is worth.
    pub nilai: Nilai,
    /// A percentage as the formula has it: `100%`, which is worth 1.
    pub percent: Option<String>,
}

/// What was aimed at, with the places that say so.
#[derive(Debug)]
pub struct Targets<'a> {
    /// As first set.
    pub murni: (&'a Aim, Span),
    /// As revised, and why.
    pub perubahan: Option<(&'a Aim, &'a Text, Span)>,
    /// Up to the cut-off of the report, where there are quarterly targets.
    pub to_date: Option<(&'a Aim, Option<Span>)>,
}

/// A category.
#[derive(Debug)]
pub struct Kategori<'a> {
    /// Its name.
    pub nama: &'a Text,
    /// Where it begins; none: it is for the rest.
    pub bound: Option<Bound>,
    /// What the scale rests on.
    pub source: &'a Text,
}

impl<'a> Explanation<'a> {
    /// Explains the achievement of `indikator` in `tahun`, from what was `measured` of it.
    pub fn new(model: &'a Model, jabatan: &'a Jabatan, measured: &'a Measured<'a>) -> Self {
        let indikator = measured.indikator;
        let inputs = measured.operand.iter().map(|one| input(model, measured, one)).collect();
        let skala = &model.opd.kebijakan.skala;
        let kategori = measured.kategori.and_then(|n| skala.peringkat.get(n));
        Explanation {
            jabatan,
            indikator,
            tahun: measured.tahun,
            sampai: measured.sampai,
            inputs,
            formula: formula(measured),
            realisasi: measured.realisasi.clone(),
            target: targets(measured),
            capaian: measured.capaian.clone(),
            rule: measured.rule.zip(measured.aim.as_ref()),
            equation: equation::capaian(measured).filter(|_| measured.capaian.number().is_some()),
            kategori: kategori.map(|(nama, bound)| Kategori {
                nama,
                bound: *bound,
                source: &skala.sumber,
            }),
        }
    }

    /// The unit of the data.
    pub fn unit_of_data(&self) -> &'a Satuan {
        self.indikator.satuan_data()
    }
}

fn input<'a>(
    model: &'a Model,
    measured: &Measured<'a>,
    operand: &measure::Operand<'a>,
) -> Input<'a> {
    let indikator = measured.indikator;
    let other_year = indikator.tahun_lain().find(|(nama, _)| *nama == operand.nama);
    // Its quarters are those of the data that it is a year of.
    let data = other_year.map_or(operand.nama, |(_, other)| other.dari.as_str());
    let at = (measured.tahun, measured.sampai);
    let is_by_hand =
        other_year.is_some_and(|other| measure::operand::is_by_hand(model, indikator, other, at));
    let given = measured.args.filter(|_| is_by_hand);
    let given = given.and_then(|args| args.tahun_lain.get_key_value(operand.nama));
    let until = operand.compared.map_or(measured.sampai, Coverage::sampai);
    let quarters = quarters(model, indikator, data, operand.tahun);
    let used =
        |quarter: &Quarter| !is_by_hand && quarter.number <= indikator.frekuensi.until(until);
    Input {
        nama: operand.nama,
        label: indikator.rumus.as_ref().and_then(|rumus| rumus.label.get(operand.nama)),
        tahun: operand.tahun,
        compared: operand.compared.map(|coverage| {
            let agregasi = indikator.agregasi.value;
            wording::compared(coverage, agregasi, operand.tahun, measured.sampai)
        }),
        nilai: operand.nilai.clone(),
        quarters: quarters.into_iter().filter(used).collect(),
        by_hand: given.map(|(key, _)| key.span()),
    }
}

fn quarters<'a>(
    model: &'a Model,
    indikator: &Indikator,
    nama: &str,
    tahun: i32,
) -> Vec<Quarter<'a>> {
    let year = model.realisasi.get(&tahun);
    let args = year.and_then(|year| year.indikator.get(&indikator.id));
    let quarters = args.into_iter().flat_map(|args| args.triwulan.iter().enumerate());
    let quarter = |(n, one): (usize, &'a Spanned<QuarterData>)| {
        let nilai = match &one.value {
            QuarterData::Empty => return None,
            QuarterData::Unavailable(reason) => Some(Err(reason)),
            QuarterData::Nilai(values) => values.get(nama).map(|one| Ok(one.value)),
        };
        Some(Quarter { number: n + 1, nilai, place: one.key() })
    };
    quarters.filter_map(quarter).collect()
}

fn formula(measured: &Measured) -> Option<Formula> {
    let rumus = measured.indikator.rumus.as_ref()?;
    let value = |nama: &str| {
        let one = measured.operand.iter().find(|one| one.nama == nama);
        one.and_then(|one| one.nilai.number())
    };
    let mut steps = Vec::new();
    if measured.operand.iter().all(|one| one.nilai.number().is_some()) {
        step(&rumus.calculate, &value, &mut steps);
    }
    Some(Formula { text: rumus.calculate.to_string(), place: rumus.formula.span(), steps })
}

/// Puts down each operation with its numbers; returns what it gives.
fn step(e: &Expr, value: &dyn Fn(&str) -> Option<Rational>, steps: &mut Vec<Step>) -> Term {
    let result = Nilai::from(e.value(value));
    let mut percent = None;
    match e {
        Expr::Percent(n) => percent = Some(format!("{}%", format::decimal(*n))),
        Expr::Binary(operator, left, right) => {
            let left = step(left, value, steps);
            let right = step(right, value, steps);
            steps.push(Step { left, operator: *operator, right, result: result.clone() });
        }
        Expr::Neg(inner) => {
            step(inner, value, steps);
        }
        _ => {}
    }
    Term { nilai: result, percent }
}

fn targets<'a>(measured: &'a Measured<'a>) -> Option<Targets<'a>> {
    let target = measured.target?;
    let to_date = measured.to_date.as_ref();
    Some(Targets {
        murni: (&target.murni, target.murni.span()),
        perubahan: target
            .perubahan
            .as_ref()
            .map(|(revised, reason)| (&revised.value, reason, revised.span())),
        to_date: to_date.map(|aim| (aim, target.triwulan.as_ref().map(Spanned::span))),
    })
}
