//! `anggaran-kosong`: a ceiling becomes a budget, a budget is spent.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::{Note, Phrase, notes};
use crate::model::renstra::SubKegiatan;
use crate::model::{Quarters, Realisasi};
use crate::text::Span;

pub static RULE: Rule = Rule {
    code: Code {
        code: "anggaran-kosong",
        severity: Severity::Info,
        message: [
            "sub kegiatan ini mempunyai {ada} {tahun}, tetapi belum ada {kurang}",
            "this sub-activity has {ada} for {tahun}, but no {kurang} yet",
        ],
        help: [
            "isi di data/renstra.yaml, belanja triwulan di data/realisasi/{tahun}.yaml; 0 bila memang tidak dilaksanakan",
            "fill it in data/renstra.yaml, spending by quarter in data/realisasi/{tahun}.yaml; 0 if it was not carried out",
        ],
    },
    rationale: [
        "Pagu tanpa anggaran atau anggaran tanpa realisasi membuat jumlah di LKjIP tidak lengkap tanpa terlihat.",
        "A ceiling without a budget, or a budget without spending, makes the sums of the report incomplete without showing.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "anggaran: { 2024: 148500000, 2025: 158250000 }",
        bad: "anggaran: { 2024: 148500000 }",
        at: "«\"3.30.03.2.02.0001\"»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(plan) = context.model.and_then(|model| model.renstra.as_ref()) else { return };
    let Some(year) = &context.year else { return };
    let (tahun, figures) = (year.tahun, year.realisasi);
    let closed = figures.is_some_and(|figures| figures.sampai == 4);
    let mut report = |span: Span, there: &'static Note, missing: Phrase| {
        let diagnostic = Diagnostic::new(&RULE.code, span).arg("ada", there);
        found.push(diagnostic.arg("kurang", missing).arg("tahun", tahun));
    };
    for sub in plan.sub_kegiatan() {
        if sub.pagu.contains_key(&tahun) && !sub.anggaran.contains_key(&tahun) {
            report(sub.kode.span(), &CEILING, Phrase::from(&Note(["anggaran", "budget"])));
        } else if let Some((place, quarters)) = figures.and_then(|year| unspent(year, sub, tahun)) {
            report(place, &BUDGET, SPENDING.arg("quarters", quarters));
        } else if closed
            && sub.anggaran.contains_key(&tahun)
            && sub.spent(figures, tahun, 4).is_none()
        {
            report(sub.kode.span(), &BUDGET, Phrase::from(&Note(["realisasi", "spending"])));
        }
    }
}

notes! {
    CEILING = "pagu", "a ceiling";
    BUDGET = "anggaran", "a budget";
    SPENDING = "belanja Triwulan {quarters}", "spending of quarter {quarters}";
}

/// The quarters up to the cut-off in which a sub-activity with a budget has not written what it
/// spent, where the office writes it by quarter, and the place that should say it.
fn unspent(year: &Realisasi, sub: &SubKegiatan, tahun: i32) -> Option<(Span, Quarters)> {
    if year.belanja.is_empty() || !sub.anggaran.contains_key(&tahun) {
        return None;
    }
    let entry = year.belanja.get_key_value(&sub.kode);
    let place = entry.map_or_else(|| sub.kode.span(), |(kode, _)| kode.span());
    let written = |n: &usize| entry.is_some_and(|(_, quarters)| quarters[n - 1].is_some());
    let missing: Quarters = (1..=year.sampai).filter(|n| !written(n)).collect();
    (!missing.is_empty()).then_some((place, missing))
}
