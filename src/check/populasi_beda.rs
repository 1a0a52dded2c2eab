//! `populasi-beda`: numerator and denominator count the same kind of thing.

use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::formula::{Expr, Operator};
use crate::model::Rumus;
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "populasi-beda",
        severity: Severity::Warning,
        message: [
            "pembilang menghitung {atas}, penyebut {bawah}",
            "the numerator counts {atas}, the denominator {bawah}",
        ],
        help: [
            "pakai satu populasi; UM, KUM, KUMKM dan UMKM adalah empat hal yang berbeda",
            "use one population; UM, KUM, KUMKM and UMKM are four different things",
        ],
    },
    rationale: [
        "Bagian dari populasi yang lain bukan persentase: nilainya dapat melampaui 100% dan tidak dapat dibandingkan.",
        "A share of another population is no percentage: it may pass 100% and compares with nothing.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "          semua: Jumlah pasar yang dikelola",
        bad: "          semua: Jumlah UMKM yang dikelola",
        at: "«bersih / semua * 100%»",
    },
    check,
};

/// Populations that are taken for one another.
const POPULATION: &[&str] =
    &["UM", "KUM", "KUMKM", "UMKM", "UKM", "IKM", "koperasi", "pasar", "pegawai", "ASN"];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in context.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        let Some((above, below)) = fraction(&rumus.calculate) else { continue };
        let (numerator, denominator) = (populations(above, rumus), populations(below, rumus));
        let apart = !numerator.is_empty()
            && !denominator.is_empty()
            && numerator.iter().all(|p| !denominator.contains(p));
        if apart {
            found.push(
                Diagnostic::new(&RULE.code, one.formula())
                    .arg("atas", numerator.join(", "))
                    .arg("bawah", denominator.join(", ")),
            );
        }
    }
}

/// Numerator and denominator of the first division.
fn fraction(e: &Expr) -> Option<(&Expr, &Expr)> {
    match e {
        Expr::Binary(Operator::Div, above, below) => Some((above, below)),
        Expr::Binary(_, one, other) => fraction(one).or_else(|| fraction(other)),
        Expr::Neg(inner) => fraction(inner),
        _ => None,
    }
}

fn populations(e: &Expr, rumus: &Rumus) -> Vec<&'static str> {
    let mut found = Vec::new();
    for nama in e.variabel() {
        let label = rumus.label.get(nama).map_or("", Text::as_str);
        for word in words(label) {
            let known = POPULATION.iter().find(|p| p.eq_ignore_ascii_case(word.text));
            found.extend(
                known.filter(|p| !found.contains(*p)).copied().into_iter().collect::<Vec<_>>(),
            );
        }
    }
    found
}
