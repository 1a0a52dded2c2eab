//! An explanation for programs.

use serde_json::{Value, json};

use super::words::{ROUNDING, agregasi_in_words, number};
use super::{Explanation, Input, Quarter, Step, Targets};
use crate::format;
use crate::language::Language;
use crate::measure::Nilai;
use crate::model::{Aim, Bound, Satuan};
use crate::number::Rational;
use crate::text::{Span, Text};

/// The explanation as JSON, format version 1. Exact numbers are fractions (`"2/3"`); what is
/// printed is text as documents print it; a place is a file of the project with line and column
/// from 1.
pub fn value(explanation: &Explanation, language: Language) -> Value {
    let indikator = explanation.indikator;
    let unit = &indikator.satuan;
    let data = explanation.unit_of_data();
    let (agregasi, rule) = agregasi_in_words(indikator.agregasi.value);
    let steps = |step: &Step| {
        let numbers = [&step.left.nilai, &step.right.nilai, &step.result];
        let [left, right, result] = numbers.map(|one| exact(one.number()));
        json!({ "left": left, "operator": step.operator.symbol(), "right": right, "result": result })
    };
    let kategori = explanation.kategori.as_ref().map(|kategori| {
        let (above, from) = match kategori.bound {
            Some(Bound::Above(bound)) => (Some(bound), None),
            Some(Bound::From(bound)) => (None, Some(bound)),
            None => (None, None),
        };
        json!({
            "nama": kategori.nama.as_str(),
            "above": above.map(format::percent_as_needed),
            "from": from.map(format::percent_as_needed),
            "source": kategori.source.as_str(),
        })
    });
    json!({
        "version": 1,
        "indikator": {
            "id": indikator.id.as_str(),
            "nama": indikator.nama.as_str(),
            "place": place(&indikator.id.span()),
        },
        "jabatan": {
            "id": explanation.jabatan.id.as_str(),
            "nama": explanation.jabatan.nama.as_str(),
        },
        "tahun": explanation.tahun,
        "sampai": explanation.sampai,
        "inputs": explanation.inputs.iter().map(|one| input(one, data, language)).collect::<Vec<_>>(),
        "agregasi": {
            "nama": agregasi,
            "rule": rule.pick(language),
            "place": place(&indikator.agregasi.key()),
        },
        "formula": explanation.formula.as_ref().map(|formula| json!({
            "text": formula.text,
            "place": place(&formula.place),
            "steps": formula.steps.iter().map(steps).collect::<Vec<_>>(),
        })),
        "realisasi": nilai(&explanation.realisasi, |n| indikator.show(n), language),
        "satuan": { "nama": unit.nama(), "place": place(&unit.span()) },
        "target": explanation.target.as_ref().map(|targets| target(targets, unit)),
        "capaian": {
            "rule": explanation.rule.map(|(rule, aim)| json!({
                "formula": rule.formula().pick(language),
                "source": rule.source().pick(language),
                "target": aim.show(unit),
            })),
            "equation": explanation.equation.as_ref().map(|said| said.words(language)),
            "nilai": nilai(&explanation.capaian, format::percent, language),
            "rounding": ROUNDING.pick(language),
            "kategori": kategori,
        },
    })
}

fn input(input: &Input, unit: &Satuan, language: Language) -> Value {
    let quarter = |quarter: &Quarter| {
        let said = quarter.nilai.as_ref();
        json!({
            "triwulan": quarter.number,
            "exact": exact(said.and_then(|one| one.as_ref().ok().copied())),
            "na": said.and_then(|one| one.as_ref().err()).map(|reason| reason.as_str()),
            "place": place(&quarter.place),
        })
    };
    json!({
        "nama": input.nama,
        "label": input.label.map(Text::as_str),
        "tahun": input.tahun,
        "compared": input.compared.as_ref().map(|said| said.words(language)),
        "nilai": nilai(&input.nilai, |n| unit.show_target(n), language),
        "quarters": input.quarters.iter().map(quarter).collect::<Vec<_>>(),
        "by_hand": input.by_hand.as_ref().map(place),
    })
}

fn target(targets: &Targets, unit: &Satuan) -> Value {
    let aim = |aim: &Aim, span: Option<&Span>| json!({ "printed": aim.show(unit), "place": span.map(place) });
    json!({
        "murni": aim(targets.murni.0, Some(&targets.murni.1)),
        "perubahan": targets.perubahan.as_ref().map(|(revised, reason, span)| {
            let mut value = aim(revised, Some(span));
            value["alasan"] = reason.as_str().into();
            value
        }),
        "to_date": targets.to_date.as_ref().map(|(one, span)| aim(one, span.as_ref())),
    })
}

/// A number exact and as it is printed, or why there is none.
fn nilai(nilai: &Nilai, show: impl Fn(Rational) -> String, language: Language) -> Value {
    let n = nilai.number();
    json!({
        "exact": exact(n),
        "decimal": n.map(number),
        "printed": nilai.phrase_with_reason(show).words(language),
    })
}

fn exact(n: Option<Rational>) -> Value {
    n.map_or(Value::Null, |n| n.to_string().into())
}

fn place(span: &Span) -> Value {
    let [(line, column), _] = span.line_columns();
    json!({ "file": span.file.path(), "line": line, "column": column })
}
