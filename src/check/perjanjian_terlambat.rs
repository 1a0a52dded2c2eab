//! `perjanjian-terlambat`: agreements are signed within a month of the budget.

use super::tanggal_mendahului::day;
use super::tanggal_terlambat::later;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::model::Tanggal;

/// Where the date of the budget stands.
static ITS_BUDGET: Note = Note(["anggarannya disahkan di sini", "the date of its budget is here"]);

pub static RULE: Rule = Rule {
    code: Code {
        code: "perjanjian-terlambat",
        severity: Severity::Warning,
        message: [
            "perjanjian kinerja bertanggal {tanggal}, lebih dari sebulan sesudah anggarannya disahkan ({anggaran})",
            "the performance agreements are of {tanggal}, more than a month after their budget was passed ({anggaran})",
        ],
        help: [
            "perjanjian kinerja ditandatangani paling lambat satu bulan sesudah dokumen anggaran disahkan; betulkan tanggal yang keliru",
            "agreements are signed one month after the budget at the latest; mend the date that is wrong",
        ],
    },
    rationale: [
        "PermenPANRB 53/2014: perjanjian kinerja disusun setelah dokumen anggaran diterima, paling lambat satu bulan setelah dokumen anggaran disahkan. Yang mendahului anggaran menjanjikan uang yang belum ada.",
        "PermenPANRB 53/2014: agreements are made once the budget has come, one month after it was passed at the latest.",
    ],
    example: Example {
        file: "data/opd.yaml",
        good: "      tanggal: 2025-01-20",
        bad: "      tanggal: 2025-02-20",
        at: "      tanggal: «2025-02-20»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let written = context.sources.opd.iter().filter_map(|opd| opd.value.perjanjian.as_ref());
    for year in written.flat_map(|all| all.tahun.values()) {
        let revised = year.perubahan.as_ref();
        let editions = [
            (year.tanggal.as_ref(), year.anggaran_disahkan.as_ref()),
            (
                revised.and_then(|one| one.tanggal.as_ref()),
                revised.and_then(|one| one.anggaran_disahkan.as_ref()),
            ),
        ];
        for (tanggal, passed) in editions {
            let (Some(tanggal), Some(passed)) = (tanggal, passed) else { continue };
            let dates = [tanggal, passed].map(|text| Tanggal::parse(text));
            let [Some(signed), Some(budget)] = dates else { continue };
            if day(signed) > later(day(budget), 1) {
                let one = Diagnostic::new(&RULE.code, tanggal.span())
                    .arg("tanggal", signed)
                    .arg("anggaran", budget);
                found.push(one.related(passed.span(), &ITS_BUDGET));
            }
        }
    }
}
