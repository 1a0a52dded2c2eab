//! `rumus-kosong`: a count says what it counts.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "rumus-kosong",
        severity: Severity::Info,
        message: [
            "kolom penjelasan/rumus indikator ini kosong",
            "the explanation of this indicator is empty",
        ],
        help: [
            "tulis `penjelasan`: apa yang dihitung, sejak kapan, dan apa yang tidak dihitung",
            "write `penjelasan`: what is counted, since when, and what is not",
        ],
    },
    rationale: [
        "Indikator yang hanya dihitung pun perlu batasan: tanpa itu dua orang menghitung dua angka. Pemeriksa menghitung sel yang kosong ini.",
        "An indicator that is only counted needs bounds too: without them two people count two numbers. Inspectors count these empty cells.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "        penjelasan: Pedagang yang mengikuti pembinaan dalam tahun berjalan, dihitung satu kali.\n",
        bad: "",
        at: "id: pedagang-dibina
        nama: «Jumlah pedagang pasar yang dibina»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for one in context.written() {
        if one.raw.formula.is_none() && one.raw.penjelasan.is_none() {
            found.push(Diagnostic::new(&RULE.code, one.nama()));
        }
    }
}
