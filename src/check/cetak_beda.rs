//! `cetak-beda`: what is printed is what is computed.

use super::codes;
use super::words::gist;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::formula::Expr;
use crate::number::Rational;
use crate::text::Text;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule {
    code: Code {
        code: "cetak-beda",
        severity: Severity::Warning,
        message: [
            "rumus yang tercetak tidak menghitung hal yang sama dengan `formula`",
            "the printed formula does not compute the same as `formula`",
        ],
        help: [
            "samakan keduanya; bila yang tercetak kutipan yang keliru, terima dengan alasan",
            "make them agree; if the print quotes a mistake, accept it with a reason",
        ],
    },
    rationale: [
        "Pembaca menghitung ulang dari yang tercetak. Bila program menghitung hal lain, hasilnya tidak akan pernah sama.",
        "A reader recomputes from what is printed. Where the program computes something else, the results never meet.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "        formula: bersih / semua * 100%\n",
        bad: "        formula: bersih / semua * 100%\n        cetak: '\"Jumlah pasar yang dikelola\" / \"Jumlah pasar yang bersih\" * 100%'\n",
        at: "«'\"Jumlah pasar yang dikelola\" / \"Jumlah pasar yang bersih\" * 100%'»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in context.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        if one.raw.cetak.is_none() {
            continue;
        }
        // Names and labels that read the same are the same operand.
        let word = |nama: &str| gist(rumus.label.get(nama).map_or(nama, Text::as_str));
        let computed = rumus.calculate.with_labels(&word);
        let printed = labels(&rumus.cetak).with_labels(&word);
        let same = (1..=3).all(|seed| value(&computed, seed) == value(&printed, seed));
        if !same {
            found.push(
                Diagnostic::new(&RULE.code, rumus.written.span())
                    .related(rumus.formula.span(), &codes::WHAT_IS_COMPUTED),
            );
        }
    }
}

/// The expression with its labels as names.
fn labels(e: &Expr) -> Expr {
    match e {
        Expr::Label(text) => Expr::Variabel(text.clone()),
        Expr::Neg(inner) => Expr::Neg(Box::new(labels(inner))),
        Expr::Binary(operator, one, other) => {
            Expr::Binary(*operator, Box::new(labels(one)), Box::new(labels(other)))
        }
        other => other.clone(),
    }
}

/// What an expression is worth when each operand has a number of its own: two that agree for
/// several numbers compute the same.
fn value(e: &Expr, seed: i32) -> Option<Rational> {
    let names: BTreeMap<&str, i32> =
        e.variabel().into_iter().map(|nama| (nama, number(nama, seed))).collect();
    e.value(&|nama| names.get(nama).map(|n| Rational::from(*n))).ok()
}

/// A number for a name: the same for the same name, another for another.
fn number(nama: &str, seed: i32) -> i32 {
    let mix = |sum: i32, byte: u8| (sum * 31 + i32::from(byte)) % 9_973;
    nama.bytes().fold(seed * 101, mix) + 2
}
