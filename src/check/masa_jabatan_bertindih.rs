//! `masa-jabatan-bertindih`: a position has one holder at a time.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Memegang;
use crate::source::codes::THE_FIRST;
use crate::source::raw::Sebagai;

pub static RULE: Rule = Rule {
    code: Code {
        code: "masa-jabatan-bertindih",
        severity: Severity::Warning,
        message: [
            "pada {tanggal} {jabatan} sudah dipegang {nama}",
            "on {tanggal} {jabatan} is already held by {nama}",
        ],
        help: [
            "tulis `sampai` pada pemegang sebelumnya; yang menggantikan pejabat yang berhalangan sementara ditulis `sebagai: plh`",
            "write `sampai` for the holder before; who stands in for an absent holder is `sebagai: plh`",
        ],
    },
    rationale: [
        "Sebuah jabatan dipegang seorang pejabat pada satu waktu. Bila dua orang memegangnya, tidak jelas nama siapa yang dicetak di bawah dokumen bertanggal itu; biasanya akhir masa jabatan pejabat lama belum ditulis. Hanya Plh. mendampingi pejabat yang berhalangan.",
        "A position has one holder at a time. Where there are two, nobody knows whose name stands below a document of that date; usually the last day of the former holder is missing. Only a Plh. stands beside a holder, who is absent.",
    ],
    example: Example {
        file: "data/pejabat.yaml",
        good: "        dari: 2025-07-01",
        bad: "        dari: 2025-06-01",
        at: "sebagai: plt\n        dari: «2025-06-01»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    for jabatan in positions(&model.pejabat) {
        let terms = terms(&model.pejabat, jabatan);
        for (n, later) in terms.iter().enumerate() {
            let mut before = terms[..n].iter().rev();
            let Some(other) = before.find(|other| other.covers(later.dari.value)) else { continue };
            let name = model.nama_jabatan(jabatan).map_or(jabatan, |name| name.as_str());
            let one = Diagnostic::new(&RULE.code, later.dari.span())
                .arg("tanggal", later.dari.value)
                .arg("jabatan", name)
                .arg("nama", &other.nama);
            found.push(one.related(other.dari.span(), &THE_FIRST));
        }
    }
}

/// The positions that somebody holds, each once, in the order of the file.
pub(super) fn positions(all: &[Memegang]) -> Vec<&str> {
    let mut known: Vec<&str> = Vec::new();
    for one in all {
        if !known.contains(&one.jabatan.as_str()) {
            known.push(&one.jabatan);
        }
    }
    known
}

/// Who held a position, one after the other; those who stood in for an absent holder left out.
pub(super) fn terms<'a>(all: &'a [Memegang], jabatan: &str) -> Vec<&'a Memegang> {
    let own = all.iter().filter(|one| one.jabatan.as_str() == jabatan);
    let mut terms: Vec<_> = own.filter(|one| one.sebagai != Sebagai::Plh).collect();
    terms.sort_by_key(|one| one.dari.value);
    terms
}
