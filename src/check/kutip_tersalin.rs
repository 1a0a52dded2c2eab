//! `kutip-tersalin`: a text has no quotes around the whole of it, nor one at an end.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::notes;

pub static RULE: Rule = Rule {
    code: Code {
        code: "kutip-tersalin",
        severity: Severity::Warning,
        message: [
            "tanda kutip di {letak} teks ini ikut tercetak",
            "quotes at {letak} of this text are printed as well",
        ],
        help: [
            "hapus tanda kutipnya; bila memang dikutip, terima dengan alasan",
            "delete the quotes; where it is a quotation, accept it with a reason",
        ],
    },
    rationale: [
        "Tanda kutip miring (“ ”) dari pengolah kata bukan tanda kutip YAML: ia bagian dari teksnya dan tercetak. Tanda kutip yang hanya ada di satu ujung adalah sisa pengetikan.",
        "The curly quotes (“ ”) of a word processor are not those of YAML: they are part of the text and get printed. A quote at one end only is left over from typing.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "        nama: Persentase pasar yang bersih\n        #",
        bad: "        nama: “Persentase pasar yang bersih”\n        #",
        at: "nama: «“Persentase pasar yang bersih”»",
    },
    check,
};

notes! {
    BOTH_ENDS = "awal dan akhir", "both ends";
    START = "awal", "the start";
    END = "akhir", "the end";
}

/// Quotes that belong together; the last of a pair closes the first.
const PAIRS: &[(&[char], &[char])] =
    &[(&['“', '”', '„', '"'], &['”', '“', '"']), (&['‘', '’'], &['’', '‘']), (&['«'], &['»'])];

/// Sentences that are printed in quotes now and then.
const QUOTED: &[&str] = &["visi", "misi"];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for (_, text) in context.prose.iter().filter(|(key, _)| !QUOTED.contains(key)) {
        let all = || text.chars().filter(|c| is_quote(*c)).count();
        let (first, last) = (text.chars().next(), text.chars().next_back());
        let (Some(first), Some(last)) = (first, last) else { continue };
        let end = text.len() - last.len_utf8();
        let paired =
            PAIRS.iter().any(|(open, close)| open.contains(&first) && close.contains(&last));
        let (place, side, fixes) = if paired && all() == 2 {
            let whole = 0..text.len();
            (whole, &BOTH_ENDS, vec![0..first.len_utf8(), end..text.len()])
        } else if all() == 1 && is_double(first) {
            (0..first.len_utf8(), &START, Vec::new())
        // `12"`
        } else if all() == 1
            && is_double(last)
            && !text[..end].ends_with(|c: char| c.is_ascii_digit())
        {
            (end..text.len(), &END, Vec::new())
        } else {
            continue;
        };
        let finding = Diagnostic::new(&RULE.code, text.part(place)).arg("letak", side);
        found.push(fixes.into_iter().fold(finding, |one, range| one.fix(text.part(range), "")));
    }
}

fn is_quote(c: char) -> bool {
    PAIRS.iter().any(|(open, close)| open.contains(&c) || close.contains(&c))
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}
