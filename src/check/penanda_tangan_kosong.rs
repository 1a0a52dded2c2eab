//! `penanda-tangan-kosong`: who signs holds the position on the day of the document.

use std::collections::HashSet;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Tanggal;
use crate::model::codes::ITS_DATE;
use crate::text::{Spanned, Text};

pub static RULE: Rule = Rule {
    code: Code {
        code: "penanda-tangan-kosong",
        severity: Severity::Warning,
        message: [
            "pada {tanggal} tidak ada pemegang {jabatan} di data/pejabat.yaml",
            "on {tanggal} nobody holds {jabatan} in data/pejabat.yaml",
        ],
        help: [
            "tulis pemegangnya pada tanggal itu di data/pejabat.yaml, atau betulkan tanggal dokumennya",
            "write its holder on that day into data/pejabat.yaml, or mend the date of the document",
        ],
    },
    rationale: [
        "Nama di bawah sebuah dokumen adalah pemegang jabatan pada tanggal dokumen itu. Bila tidak ada, dokumennya dicetak dengan titik-titik meskipun kantor sudah mengisi data/pejabat.yaml.",
        "The name below a document is that of who held the position on its date. Where there is none, dotted lines are printed although the office keeps data/pejabat.yaml.",
    ],
    example: Example {
        file: "data/pejabat.yaml",
        good: "        sebagai: plt\n        dari: 2025-07-01",
        bad: "        sebagai: plt\n        dari: 2025-07-01\n        sampai: 2025-11-30",
        at: SIGNER,
    },
    check,
};

/// Who signs the documents of the first project.
const SIGNER: &str = "  jabatan: «Kepala Dinas Contoh Kabupaten Contoh»";

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model.filter(|model| !model.pejabat.is_empty()) else { return };
    let mut require = |id: &str, tanggal: &Spanned<Tanggal>, jabatan: &Text| {
        if model.holder(id, tanggal.value).is_none() {
            let one = Diagnostic::new(&RULE.code, jabatan.span())
                .arg("tanggal", tanggal.value)
                .arg("jabatan", jabatan);
            found.push(one.related(tanggal.span(), &ITS_DATE));
        }
    };
    if let Some(pengesahan) = &model.opd.pengesahan
        && let (Some(id), None) = (&pengesahan.id, &pengesahan.nama)
    {
        require(id, &pengesahan.tanggal, &pengesahan.jabatan);
    }
    // Agreements are signed by everybody; who is never named there is left to dotted lines.
    let known: HashSet<&str> = model.pejabat.iter().map(|one| one.jabatan.as_str()).collect();
    let (Some(tahun), all) = (model.opd.tahun, &model.opd.perjanjian) else { return };
    for edition in [Some(&all.murni), all.perubahan.as_ref()].into_iter().flatten() {
        let Some(tanggal) = &edition.tanggal else { continue };
        for party in model.parties(tahun) {
            if known.contains(party.id.as_str()) {
                require(party.id, tanggal, party.jabatan);
            }
        }
    }
}
