//! `tanda-hubung`: a dash has a space on both sides or on none; a repeated word is joined without.

use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "tanda-hubung",
        severity: Severity::Warning,
        message: [
            "tanda hubung `{ada}` berspasi di satu sisi atau memisahkan kata ulang",
            "the dash in `{ada}` has a space on one side only, or parts a repeated word",
        ],
        help: ["tulis `{harus}`", "write `{harus}`"],
    },
    rationale: [
        "`2019 -2024` dan `perundang – undangan` adalah sisa pengetikan; pencarian dan perbandingan antardokumen gagal karenanya.",
        "`2019 -2024` and `perundang – undangan` are left over from typing; searches and comparisons between documents fail on them.",
    ],
    example: Example {
        file: "data/opd.yaml",
        good: "    - TAHUN 2024-2026",
        bad: "    - TAHUN 2024 -2026",
        at: "«2024 -2026»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for text in context.prose() {
        let content = text.as_str();
        for pair in words(content).windows(2) {
            let between = &content[pair[0].range.end..pair[1].range.start];
            let dash = between.trim_matches(' ');
            if dash != "-" && dash != "–" {
                continue;
            }
            let one_sided = between.starts_with(' ') != between.ends_with(' ');
            let (one, other) = (pair[0].text.to_lowercase(), pair[1].text.to_lowercase());
            // perundang – undangan: the second is the first with other affixes.
            let stem: String = other.chars().take(6).collect();
            let repeated = between.len() > dash.len() && stem.len() == 6 && one.ends_with(&stem);
            if one_sided || repeated {
                let range = pair[0].range.start..pair[1].range.end;
                let joined = format!("{}-{}", pair[0].text, pair[1].text);
                found.push(
                    Diagnostic::new(&RULE.code, text.part(range.clone()))
                        .arg("ada", &content[range.clone()])
                        .arg("harus", &joined)
                        .fix(text.part(range), joined),
                );
            }
        }
    }
}
