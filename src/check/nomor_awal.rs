//! `nomor-awal`: the identity block counts from 1.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "nomor-awal",
        severity: Severity::Warning,
        message: [
            "blok identitas jabatan ini dimulai dari nomor {nomor}",
            "the identity block of this position begins with number {nomor}",
        ],
        help: ["hapus `nomor_awal`, atau tulis 1", "drop `nomor_awal`, or write 1"],
    },
    rationale: [
        "Nomor yang tidak dimulai dari 1 adalah sisa daftar yang disalin.",
        "A block that does not begin with 1 is left over from a list that was copied.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "jabatan: Kepala Bidang Pasar\n",
        bad: "jabatan: Kepala Bidang Pasar\nnomor_awal: 3\n",
        at: "nomor_awal: «3»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let positions = context.sources.jabatan.iter().map(|document| &document.value);
    for nomor in positions.filter_map(|position| position.nomor_awal.as_ref()) {
        if nomor.value != 1 {
            found.push(Diagnostic::new(&RULE.code, nomor.span()).arg("nomor", nomor.value));
        }
    }
}
