//! `nomor-awal`: the identity block counts from 1.

use super::{Rule, Context, Example};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::Segment::Key;

pub static RULE: Rule = Rule {
    code: &catalogue::NOMOR_AWAL,
    rationale: [
        "Nomor yang tidak dimulai dari 1 adalah sisa daftar yang disalin.",
        "A block that does not begin with 1 is left over from a list that was copied.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "jabatan: Kepala Bidang Pasar\n",
        bad: "jabatan: Kepala Bidang Pasar\nnomor_awal: 3\n",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for document in &context.sources.jabatan {
        if let Some(nomor) = document.value.nomor_awal.filter(|nomor| *nomor != 1) {
            let span = document.span(&[Key("nomor_awal")]);
            found.push(Diagnostic::new(&catalogue::NOMOR_AWAL, span).arg("nomor", nomor));
        }
    }
}
