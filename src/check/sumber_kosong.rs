//! `sumber-kosong`: every indicator names the source of its data.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "sumber-kosong",
        severity: Severity::Warning,
        message: [
            "sumber data indikator ini tidak disebut",
            "the source of this indicator’s data is not named",
        ],
        help: [
            "tulis `sumber`: dokumen atau laporan yang memuat angkanya",
            "write `sumber`: the document or report that holds its figures",
        ],
    },
    rationale: [
        "PER/9/M.PAN/5/2007 meminta sumber data setiap indikator; tanpa itu angkanya tidak dapat ditelusuri.",
        "PER/9/M.PAN/5/2007 asks for the source of every indicator’s data; without it a figure cannot be traced.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "        sumber: Daftar hadir pembinaan\n",
        bad: "",
        at: "id: pedagang-dibina
        nama: «Jumlah pedagang pasar yang dibina»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let mut row_has_one = false;
    for one in context.written() {
        // Indicators that share a row of the table share its source.
        let shares = one.raw.sebaris.as_ref().is_some_and(|sebaris| sebaris.value);
        row_has_one = one.raw.sumber.is_some() || (shares && row_has_one);
        if !row_has_one {
            found.push(Diagnostic::new(&RULE.code, one.nama()));
        }
    }
}
