//! `tanggal-mendahului`: a report is not older than what it reports.

use super::{Context, Example, Rule, Year};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Tanggal, codes};
use crate::text::{Span, Spanned};
use crate::wording;

pub static RULE: Rule = Rule {
    code: Code {
        code: "tanggal-mendahului",
        severity: Severity::Warning,
        message: [
            "{tanggal} mendahului akhir {triwulan} {tahun} yang dilaporkan, {batas}",
            "{tanggal} is before the end of what is reported, {triwulan} {tahun}: {batas}",
        ],
        help: [
            "tulis tanggal pada atau sesudah {batas}, atau periksa `sampai` di data/realisasi/{tahun}.yaml",
            "write a date on or after {batas}, or check `sampai` in data/realisasi/{tahun}.yaml",
        ],
    },
    rationale: [
        "Angka sebuah triwulan baru ada sesudah triwulan itu berakhir. Laporan bertanggal lebih awal menyatakan yang belum terjadi; biasanya tanggal tahun atau triwulan lalu belum diganti. Tanggal pada hari terakhir triwulan diterima.",
        "The figures of a quarter exist when it is over. A report of an earlier date states what has not happened; usually the date of the last year or quarter was left. The last day of the quarter itself is fine.",
    ],
    example: Example {
        file: "data/opd.yaml",
        good: "tanggal: 2025-12-31",
        bad: "tanggal: 2025-05-31",
        at: "tanggal: «2025-05-31»",
    },
    check,
};

/// A date as it compares.
pub(super) type Day = (i32, u8, u8);

/// The last day of what a year reports, from its cut-off, 1 to 4.
pub(super) fn last_day(tahun: i32, sampai: usize) -> Day {
    let (month, day) = match sampai {
        1 => (3, 31),
        2 => (6, 30),
        3 => (9, 30),
        _ => (12, 31),
    };
    (tahun, month, day)
}

/// The dates that the documents of a year carry; none where it has no figures.
pub(super) fn dates<'a>(context: &'a Context) -> Vec<(&'a Year<'a>, usize, &'a Spanned<Tanggal>)> {
    let (Some(model), Some(year)) = (context.model, &context.year) else { return Vec::new() };
    let Some(realisasi) = year.realisasi else { return Vec::new() };
    let signed = model.opd.pengesahan.iter().map(|pengesahan| &pengesahan.tanggal);
    let own = signed.filter(|tanggal| !tanggal.span().is_same(&model.opd.tanggal.span()));
    let all = std::iter::once(&model.opd.tanggal).chain(own);
    all.map(|tanggal| (year, realisasi.sampai, tanggal)).collect()
}

/// A date as it compares.
pub(super) fn day(tanggal: Tanggal) -> Day {
    (tanggal.tahun, tanggal.month, tanggal.day)
}

/// A finding at the date of a year's documents, beside the year's cut-off.
pub(super) fn finding(
    code: &'static Code,
    context: &Context,
    (year, sampai, tanggal): (&Year, usize, &Spanned<Tanggal>),
) -> Diagnostic {
    let found = Diagnostic::new(code, tanggal.span())
        .arg("tanggal", tanggal.value)
        .arg("triwulan", wording::cut_off(sampai))
        .arg("tahun", year.tahun);
    match cut_off(context, year.tahun) {
        Some(span) => found.related(span, &codes::ITS_CUT_OFF),
        None => found,
    }
}

/// Where the cut-off of a year is written.
fn cut_off(context: &Context, tahun: i32) -> Option<Span> {
    let mut years = context.sources.realisasi.iter();
    let year = years.find(|document| document.value.tahun.value == tahun)?;
    Some(year.value.sampai.span())
}

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (year, sampai, tanggal) in dates(context) {
        let (tahun, month, end) = last_day(year.tahun, sampai);
        if day(tanggal.value) < (tahun, month, end) {
            let batas = Tanggal { tahun, month, day: end };
            let one = finding(&RULE.code, context, (year, sampai, tanggal));
            found.push(one.arg("batas", batas));
        }
    }
}
