//! `definisi-kosong`: every key performance indicator of the office says what it counts.

use std::collections::HashSet;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Renstra;
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "definisi-kosong",
        severity: Severity::Info,
        message: [
            "indikator kinerja utama ini belum mempunyai definisi operasional",
            "this key performance indicator has no operational definition yet",
        ],
        help: [
            "tulis `definisi`: apa yang dihitung, dan apa yang tidak; tercetak dalam tabel IKU",
            "write `definisi`: what is counted and what is not; the table of key indicators prints it",
        ],
    },
    rationale: [
        "Evaluator AKIP menanyakan definisi operasional setiap IKU (PermenPANRB 88/2021). Tanpa definisi, dua orang menghitung dua angka.",
        "The evaluators of performance accountability ask for the operational definition of every key indicator (PermenPANRB 88/2021). Without one, two people count two figures.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "        # Apa yang dihitung, dan apa yang tidak: tercetak dalam tabel IKU.\n        definisi: Pasar yang bersih menurut pemeriksaan dinas pada akhir triwulan\n",
        bad: "",
        at: "id: pasar-bersih
        nama: «Persentase pasar yang bersih»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let plan = context.model.and_then(|model| model.renstra.as_ref());
    let key: HashSet<&Text> = plan.into_iter().flat_map(Renstra::key_indikator).collect();
    for (one, indikator) in context.indikator() {
        let said = indikator.definisi.is_some() || indikator.penjelasan.is_some();
        if key.contains(&indikator.id) && !said {
            found.push(Diagnostic::new(&RULE.code, one.nama()));
        }
    }
}
