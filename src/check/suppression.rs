//! Accepting: an oddity that stays is accepted where it stands, by a comment with code and
//! reason.
//!
//! ```yaml
//! - penyiapan pelaksanaan misi dagang bagi produk daerah  # terima tanda-baca-daftar: naskah asli
//! # terima ejaan, kata-ganda: Perbup menulisnya demikian
//! - peningkatan Sumber daya Daya Manusia;
//! ```
//!
//! Behind a value it holds for that line, on a line of its own for the next one. Errors are
//! not accepted: without curing them there is no document.

use super::{AGAINST_THE_PLAN, Context, OF_A_PERIOD, OF_A_YEAR, Rule, Year, codes};
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostic::suggest::suggest_or;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Suppressed};
use crate::model;
use crate::source::{Comment, LineStarts, SUPPRESS, Sources};

/// One accepted code.
struct Suppression<'a> {
    code: &'static Code,
    alasan: &'a str,
    comment: Comment<'a>,
    used: bool,
}

/// What an acceptance holds for: file, line and code.
type Place = (String, usize, &'static str);

impl Suppression<'_> {
    fn file(&self) -> &str {
        self.comment.span.file.path()
    }

    fn place(&self) -> Place {
        (self.file().to_owned(), self.comment.line, self.code.code)
    }
}

/// Where a finding stands, as acceptances know it.
fn place(diagnostic: &Diagnostic, lines: &LineStarts) -> Option<Place> {
    let span = diagnostic.span.as_ref()?;
    Some((span.file.path().to_owned(), lines.first_line(span), diagnostic.code.code))
}

/// Whether findings of this code can be accepted: those of rules and of the model, which stand
/// somewhere, and are no errors.
pub fn is_acceptable(code: &Code) -> bool {
    let of_the_model = || model::codes::ALL.contains(&code);
    code.severity > Severity::Error && (Rule::find(code.code).is_some() || of_the_model())
}

/// Moves what is accepted out of `found`; the rest goes to `diagnostics`, with what is wrong with
/// the acceptances themselves.
pub(super) fn apply(context: Context, found: Vec<Diagnostic>, diagnostics: &mut Diagnostics) {
    let sources = context.sources;
    let mut accepted = read(sources, diagnostics);
    let mut places: HashMap<Place, usize> = HashMap::new();
    for (n, one) in accepted.iter().enumerate() {
        places.entry(one.place()).or_insert(n);
    }
    let lines = sources.lines();
    let mut cut = HashSet::new();
    for diagnostic in found {
        if diagnostic.code == &crate::diagnostic::codes::TEMUAN_DIPOTONG {
            cut.extend(diagnostic.span.as_ref().map(|span| span.file.path().to_owned()));
        }
        match place(&diagnostic, &lines).and_then(|place| places.get(&place)) {
            Some(n) => {
                let one = &mut accepted[*n];
                one.used = true;
                diagnostics.suppressed.push(Suppressed {
                    diagnostics: diagnostic,
                    alasan: one.alasan.to_owned(),
                    span: one.comment.span.clone(),
                });
            }
            None => diagnostics.push(diagnostic),
        }
    }
    let unused = accepted.iter().filter(|one| !one.used && is_judged(one, &context, &cut));
    let unused: Vec<&Suppression> = unused.collect();
    let other_years = in_other_years(&unused, context, &lines);
    for one in unused.into_iter().filter(|one| !other_years.contains(&one.place())) {
        let span = one.comment.span.clone();
        diagnostics.push(Diagnostic::new(&codes::TERIMA_BASI, span).arg("kode", one.code.code));
    }
}

/// Whether what is accepted could have been found where it is: its rule ran, and looked there.
/// `cut`: the files of which not all findings are known.
fn is_judged(one: &Suppression, context: &Context, cut: &HashSet<String>) -> bool {
    if context.model.is_none() {
        return false;
    }
    let Some(rule) = Rule::find(one.code.code) else { return !cut.contains(one.file()) };
    if rule.is_among(OF_A_YEAR) {
        // The figures of another year are judged when that year is; before a year is over, they may
        // still come to what was accepted.
        let file = one.file().strip_prefix("data/realisasi/");
        let is_year = |year: &Year| file.is_none_or(|file| file == format!("{}.yaml", year.tahun));
        let over = |year: &Year| year.measurement.sampai == 4 && is_year(year);
        return context.year.as_ref().is_some_and(over);
    }
    // Something may have been accepted for the documents of a former period.
    if rule.is_among(OF_A_PERIOD) && !context.sources.periode.is_empty() {
        return false;
    }
    !rule.is_among(AGAINST_THE_PLAN) || context.sources.renstra.is_some()
}

/// What stands in files of no year may have been accepted for the figures of another year: where
/// rules of a year report in the years that were not looked at.
fn in_other_years(
    unused: &[&Suppression],
    mut context: Context,
    lines: &LineStarts,
) -> HashSet<Place> {
    let of_a_year =
        |one: &&Suppression| Rule::find(one.code.code).is_some_and(|rule| rule.is_among(OF_A_YEAR));
    let (Some(model), true) = (context.model, unused.iter().any(of_a_year)) else {
        return HashSet::new();
    };
    let [dari, sampai] = model.opd.periode;
    let years: BTreeSet<i32> = (dari..=sampai).chain(model.realisasi.keys().copied()).collect();
    let mut found = Vec::new();
    for tahun in years {
        context.year = Some(Year::new(model, tahun));
        for rule in OF_A_YEAR {
            (rule.check)(&context, &mut found);
        }
    }
    found.iter().filter_map(|one| place(one, lines)).collect()
}

/// Reads the acceptances of all files.
fn read<'a>(sources: &'a Sources, diagnostics: &mut Diagnostics) -> Vec<Suppression<'a>> {
    let known: Vec<&'static Code> =
        crate::codes::all().filter(|code| is_acceptable(code)).collect();
    let names: Vec<&str> = known.iter().map(|code| code.code).collect();
    let mut all = Vec::new();
    for comment in sources.comments() {
        let Some(rest) = comment.text.strip_prefix(SUPPRESS) else { continue };
        let Some(rest) = rest.strip_prefix(' ') else { continue };
        let (codes, alasan) = rest.split_once(':').unwrap_or((rest, ""));
        let alasan = alasan.trim();
        if alasan.is_empty() {
            let found = Diagnostic::new(&codes::TERIMA_TANPA_ALASAN, comment.span.clone());
            diagnostics.push(found);
        }
        for name in codes.split(',').map(str::trim) {
            let Some(code) = known.iter().find(|code| code.code == name) else {
                let found = Diagnostic::new(&codes::TERIMA_TAK_DIKENAL, comment.span.clone());
                let list = &codes::LIST_OF_CODES;
                diagnostics.push_with(found.arg("kode", name), |found| {
                    suggest_or(found, name, &names, list)
                });
                continue;
            };
            all.push(Suppression { code, alasan, comment: comment.clone(), used: false });
        }
    }
    all
}
