//! `beberapa-ukuran`: an indicator measures one thing.

use super::words::is_capitalized;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "beberapa-ukuran",
        severity: Severity::Warning,
        message: [
            "indikator ini menyebut {banyak} ukuran sekaligus",
            "this indicator names {banyak} measures at once",
        ],
        help: [
            "pisahkan menjadi beberapa indikator, masing-masing dengan satuannya",
            "make several indicators of it, each with its unit",
        ],
    },
    rationale: [
        "Satu angka tidak dapat mengukur beberapa hal: capaian yang satu menutupi yang lain.",
        "One number cannot measure several things: one achievement hides the other.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "nama: Jumlah pedagang pasar yang dibina",
        bad: "nama: Jumlah pedagang pasar, Penataan kios, Pemantauan pasar yang dibina",
        at: "«Jumlah pedagang pasar, Penataan kios, Pemantauan pasar yang dibina»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for one in context.written() {
        // Parts behind commas that begin anew with a capital: things of their own.
        let parts = one.raw.nama.split(", ").skip(1);
        let own = parts.filter_map(|part| part.split(' ').next());
        let count = own.filter(|word| is_capitalized(word)).count();
        if count >= 2 {
            found.push(Diagnostic::new(&RULE.code, one.nama()).arg("banyak", count + 1));
        }
    }
}
