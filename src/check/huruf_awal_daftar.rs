//! `huruf-awal-daftar`: items of a list begin alike, all with a capital or none.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::notes;
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "huruf-awal-daftar",
        severity: Severity::Warning,
        message: [
            "butir {nomor} diawali huruf {ada}, {banyak} butir lain di daftar ini huruf {lain}",
            "item {nomor} begins with a {ada} letter, {banyak} {banyak|other|others} of this list with a {lain} one",
        ],
        help: [
            "samakan huruf awal butir-butir daftar ini",
            "let the items of this list begin alike",
        ],
    },
    rationale: [
        "Huruf awal butir boleh besar atau kecil, tetapi sama di seluruh daftar. Yang berbeda biasanya disalin dari dokumen lain.",
        "Items may begin with a capital or a small letter, but all of a list the same way. The odd one is usually copied from another document.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "  - menyusun rencana pembinaan pedagang;",
        bad: "  - Menyusun rencana pembinaan pedagang;",
        at: "«Menyusun rencana pembinaan pedagang;»",
    },
    check,
};

notes! {
    CAPITAL = "besar", "capital";
    SMALL = "kecil", "small";
}

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for list in context.lists() {
        let upper = |text: &Text| text.chars().find(|c| c.is_alphabetic()).map(char::is_uppercase);
        let cases: Vec<Option<bool>> = list.iter().map(upper).collect();
        let count = |case: bool| cases.iter().filter(|c| **c == Some(case)).count();
        let usual = count(true) > count(false);
        for (n, _) in cases.iter().enumerate().filter(|(_, case)| **case == Some(!usual)) {
            let case = |upper: bool| if upper { &CAPITAL } else { &SMALL };
            found.push(
                Diagnostic::new(&RULE.code, list[n].span())
                    .arg("nomor", n + 1)
                    .arg("ada", case(!usual))
                    .arg("banyak", count(usual))
                    .arg("lain", case(usual)),
            );
        }
    }
}
