//! `persen-tanpa-rumus`: a share has a formula.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Satuan;

pub static RULE: Rule = Rule {
    code: Code {
        code: "persen-tanpa-rumus",
        severity: Severity::Warning,
        message: [
            "indikator bersatuan {satuan} ini tidak mempunyai rumus",
            "this indicator in {satuan} has no formula",
        ],
        help: [
            "tulis `variabel` dan `formula`: pembilang dan penyebutnya",
            "write `variabel` and `formula`: its numerator and denominator",
        ],
    },
    rationale: [
        "Persentase yang diisi langsung tidak dapat diperiksa: tidak ada yang tahu dari apa ia bagian.",
        "A percentage that is typed in cannot be checked: nobody knows what it is a share of.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "        satuan: pedagang\n        arah: naik\n        agregasi: jumlah\n        target: { 2024: 40, 2025: 50, 2026: 60 }",
        bad: "        satuan: persen\n        arah: naik\n        agregasi: akhir\n        target: { 2024: 40%, 2025: 50%, 2026: 60% }",
        at: "id: pedagang-dibina
        nama: «Jumlah pedagang pasar yang dibina»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for one in context.written().filter(|one| one.raw.formula.is_none()) {
        let satuan = Satuan::new(&one.raw.satuan, None);
        if matches!(satuan, Satuan::Persen | Satuan::Rasio) {
            found.push(Diagnostic::new(&RULE.code, one.nama()).arg("satuan", satuan.nama()));
        }
    }
}
