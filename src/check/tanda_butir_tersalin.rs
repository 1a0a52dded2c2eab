//! `tanda-butir-tersalin`: a text does not begin with the mark of the list it was copied from.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::typed::{bullet, numbering};

pub static RULE: Rule = Rule {
    code: Code {
        code: "tanda-butir-tersalin",
        severity: Severity::Warning,
        message: [
            "tanda daftar `{tanda}` di awal teks ini ikut tercetak",
            "the mark of a list `{tanda}` at the start of this text is printed as well",
        ],
        help: [
            "hapus; huruf dan tanda butir dicetak oleh templatnya",
            "delete it; letters and marks of lists are printed by the template",
        ],
    },
    rationale: [
        "Daftar yang disalin dari dokumen lain membawa hurufnya sendiri: `b. pembinaan` tercetak `b. b. pembinaan`.",
        "A list that is copied from another document brings its own letters: `b. pembinaan` is printed `b. b. pembinaan`.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "  - pembinaan pengelola pasar; dan",
        bad: "  - b. pembinaan pengelola pasar; dan",
        at: "«b. »pembinaan pengelola pasar; dan",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for text in context.prose() {
        // The office's own headings may be numbered.
        if text.span().file.path() == "data/opd.yaml" {
            continue;
        }
        let Some(mark) = mark(text) else { continue };
        let rest = text[mark..].trim_start();
        let place = text.part(0..text.len() - rest.len());
        found.push(
            Diagnostic::new(&RULE.code, place.clone()).arg("tanda", &text[..mark]).fix(place, ""),
        );
    }
}

/// The length of the mark that a text begins with.
fn mark(text: &str) -> Option<usize> {
    let sign = bullet(text).or_else(|| text.starts_with("- ").then_some(1));
    let rest = |mark: usize| text[mark..].trim_start();
    let word = |mark: &usize| rest(*mark).starts_with(|c: char| c.is_alphabetic() || c == '(');
    // `a. n. Bupati`
    let abbreviation = |mark: usize| rest(mark).chars().nth(1) == Some('.');
    sign.or_else(|| numbering(text).filter(|mark| !abbreviation(*mark))).filter(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        for marked in [
            "a. pembinaan",
            "b) pembinaan",
            "1. pembinaan",
            "12) pembinaan",
            "(a) pembinaan",
            "- pembinaan",
            "-pembinaan",
            "– pembinaan",
            "* pembinaan",
            "• pembinaan",
            "·pembinaan",
        ] {
            assert!(mark(marked).is_some(), "{marked}");
        }
        for text in [
            "a.n. Bupati",
            "a. n. Bupati",
            "s.d. akhir tahun",
            "3.500 orang",
            "3. 500 orang",
            "5 pasar",
            "–5 persen",
            "-5 persen",
            "*miring* saja",
            "2024. Laporan",
            "A. Yani",
            "H. Fulan",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
