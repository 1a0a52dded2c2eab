//! `nama-rumus`: the first word of an indicator is kept by its unit and formula.

use super::codes;
use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::formula::{Expr, Operator};
use crate::language::Note;
use crate::model::Satuan;

pub static RULE: Rule = Rule {
    code: Code {
        code: "nama-rumus",
        severity: Severity::Warning,
        message: [
            "indikator `{nama}` diawali `{kata}`, tetapi {tetapi}",
            "the indicator `{nama}` begins with `{kata}`, but {tetapi}",
        ],
        help: [
            "samakan nama, satuan, dan rumusnya: {cara}",
            "make name, unit and formula agree: {cara}",
        ],
    },
    rationale: [
        "Persentase dan Pertumbuhan adalah bagian: satuannya persen dan rumusnya membagi. Rasio membagi. Jumlah menghitung: tidak ada yang dibagi. Bila nama dan rumus berlainan, pembaca dan penghitung mengukur dua hal.",
        "Persentase (percentage) and Pertumbuhan (growth) are shares: their unit is per cent and their formula divides. Rasio divides. Jumlah (number) counts: nothing is divided. Where name and formula differ, reader and counter measure two things.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "nama: Persentase pasar yang bersih\n        #",
        bad: "nama: Jumlah pasar yang bersih\n        #",
        at: "nama: «Jumlah pasar yang bersih»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (one, indikator) in context.indikator() {
        let words = words(&indikator.nama);
        let Some(first) = words.first() else { continue };
        let divides = indikator.rumus.as_ref().map(|rumus| divides(&rumus.calculate));
        let share = *indikator.satuan == Satuan::Persen;
        let wrong = match first.text.to_lowercase().as_str() {
            "persentase" | "pertumbuhan" if !share => Some([
                &Note(["satuannya bukan persen", "its unit is not per cent"]),
                &Note([
                    "tulis satuan: persen, atau ubah namanya",
                    "write satuan: persen, or change the name",
                ]),
            ]),
            "persentase" | "pertumbuhan" | "rasio" if divides == Some(false) => Some([
                &Note(["rumusnya tidak membagi apa pun", "its formula divides nothing"]),
                &Note([
                    "lengkapi rumusnya dengan pembilang dan penyebut, atau ubah namanya",
                    "give the formula a numerator and a denominator, or change the name",
                ]),
            ]),
            "jumlah" if divides == Some(true) || share => Some([
                &Note(["yang dihitung sebuah bagian", "what is computed is a share"]),
                &Note([
                    "ganti `Jumlah` dengan `Persentase` atau `Rasio`, atau ubah rumusnya",
                    "replace `Jumlah` by `Persentase` or `Rasio`, or change the formula",
                ]),
            ]),
            _ => None,
        };
        if let Some([but, way]) = wrong {
            found.push(
                Diagnostic::new(&RULE.code, one.nama())
                    .arg("nama", &indikator.nama)
                    .arg("kata", first.text)
                    .arg("tetapi", but)
                    .arg("cara", way)
                    .related(indikator.satuan.span(), &codes::ITS_SATUAN),
            );
        }
    }
}

/// Whether anything is divided.
fn divides(e: &Expr) -> bool {
    match e {
        Expr::Binary(Operator::Div, ..) => true,
        Expr::Binary(_, one, other) => divides(one) || divides(other),
        Expr::Neg(inner) => divides(inner),
        _ => false,
    }
}
