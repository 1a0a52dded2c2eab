//! `masa-jabatan-terputus`: between two holders of a position there is no day without one.

use super::masa_jabatan_bertindih::{positions, terms};
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::codes::THE_FIRST;

pub static RULE: Rule = Rule {
    code: Code {
        code: "masa-jabatan-terputus",
        severity: Severity::Info,
        message: [
            "sesudah {akhir} sampai {tanggal} tidak ada pemegang {jabatan}",
            "after {akhir} until {tanggal} nobody holds {jabatan}",
        ],
        help: [
            "tulis pelaksana tugasnya (`sebagai: plt`) selama itu, atau betulkan tanggalnya",
            "write who acted in that time (`sebagai: plt`), or mend the dates",
        ],
    },
    rationale: [
        "Jabatan yang ditinggalkan pejabatnya dipegang seorang pelaksana tugas. Dokumen bertanggal di antaranya dicetak dengan titik-titik; sering salah satu tanggalnya salah ketik.",
        "A position that its holder has left is held by an acting official. A document of a date between is printed with dotted lines; often one of the dates is mistyped.",
    ],
    example: Example {
        file: "data/pejabat.yaml",
        good: "        dari: 2025-07-01",
        bad: "        dari: 2025-08-01",
        at: "sebagai: plt\n        dari: «2025-08-01»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.model else { return };
    for jabatan in positions(&model.pejabat) {
        let terms = terms(&model.pejabat, jabatan);
        for (n, later) in terms.iter().enumerate().skip(1) {
            // Who held it the longest of those before; somebody without a last day holds it still.
            let until = terms[..n].iter().map(|one| one.sampai.as_ref());
            let last =
                until.max_by_key(|last| last.map_or((true, None), |day| (false, Some(day.value))));
            let Some(last) = last.flatten() else { continue };
            if last.value.next() < later.dari.value {
                let name = model.nama_jabatan(jabatan).map_or(jabatan, |name| name.as_str());
                let one = Diagnostic::new(&RULE.code, later.dari.span())
                    .arg("akhir", last.value)
                    .arg("tanggal", later.dari.value)
                    .arg("jabatan", name);
                found.push(one.related(last.span(), &THE_FIRST));
            }
        }
    }
}
