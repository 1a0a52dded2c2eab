//! `tanggal-terlambat`: a report is dated near to what it reports.

use super::tanggal_mendahului::{Day, dates, day, finding, last_day};
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "tanggal-terlambat",
        severity: Severity::Info,
        message: [
            "{tanggal} lebih dari {bulan} bulan sesudah akhir {triwulan} {tahun} yang dilaporkan",
            "{tanggal} is more than {bulan} months after the end of what is reported, {triwulan} {tahun}",
        ],
        help: [
            "periksa tanggalnya, atau `sampai` di data/realisasi/{tahun}.yaml",
            "check the date, or `sampai` in data/realisasi/{tahun}.yaml",
        ],
    },
    rationale: [
        "Laporan triwulan disusun sesudah triwulannya berakhir, laporan setahun paling lambat tahun berikutnya. Laporan Triwulan I–III bertanggal lebih dari enam bulan kemudian, atau laporan setahun lebih dari dua belas bulan kemudian, biasanya memuat tanggal yang belum diganti atau `sampai` yang tertinggal.",
        "The report of a quarter is made when the quarter is over, that of a year in the year after at the latest. A report of quarter I–III dated more than six months later, or one of a year more than twelve months later, mostly has a date that was left or a `sampai` that fell behind.",
    ],
    example: Example {
        file: "data/opd.yaml",
        good: "tanggal: 2025-12-31",
        bad: "tanggal: 2027-12-31",
        at: "tanggal: «2027-12-31»",
    },
    check,
};

/// Months after which a report is late: of a quarter before the last, of the year.
const MONTHS: [u8; 2] = [6, 12];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (year, sampai, tanggal) in dates(context) {
        let months = MONTHS[usize::from(sampai == 4)];
        if day(tanggal.value) > later(last_day(year.tahun, sampai), months) {
            let one = finding(&RULE.code, context, (year, sampai, tanggal));
            found.push(one.arg("bulan", months));
        }
    }
}

/// The same day so many months later, at most twelve. A day that no calendar has compares as it
/// should.
pub(super) fn later((tahun, month, day): Day, months: u8) -> Day {
    match month + months {
        month @ ..=12 => (tahun, month, day),
        month => (tahun + 1, month - 12, day),
    }
}
