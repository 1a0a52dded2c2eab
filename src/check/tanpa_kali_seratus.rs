//! `tanpa-kali-seratus`: a percentage is printed with × 100%.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Satuan;

pub static RULE: Rule = Rule {
    code: Code {
        code: "tanpa-kali-seratus",
        severity: Severity::Info,
        message: [
            "rumus persentase ini tercetak tanpa × 100%",
            "the formula of this percentage is printed without × 100%",
        ],
        help: [
            "tulis `* 100%` di ujung rumusnya; nilainya tidak berubah",
            "write `* 100%` at its end; its value stays the same",
        ],
    },
    rationale: [
        "Nilainya sama dengan atau tanpa × 100%, tetapi di satu dokumen sebaiknya seragam: pembaca yang menghitung ulang mengharapkan persen.",
        "The value is the same with or without × 100%, but within a document it had better be uniform: who recomputes expects per cent.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "formula: bersih / semua * 100%",
        bad: "formula: bersih / semua",
        at: "«bersih / semua»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (_, indikator) in context.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        if *indikator.satuan == Satuan::Persen && !rumus.cetak.to_string().contains("100%") {
            found.push(Diagnostic::new(&RULE.code, rumus.written.span()));
        }
    }
}
