//! `tanda-baca-daftar`: a list is one sentence: `;` behind its items, `; dan` before the last, `.` at its end.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::{Phrase, notes};

notes! {
    BARE = "tanpa tanda baca", "without a mark";
    MARKED = "`{tanda}`", "in `{tanda}`";
}

pub static RULE: Rule = Rule {
    code: Code {
        code: "tanda-baca-daftar",
        severity: Severity::Warning,
        message: [
            "butir {nomor} dari {jumlah} berakhir {ada}; seharusnya `{harus}`",
            "item {nomor} of {jumlah} ends {ada}; it should end in `{harus}`",
        ],
        help: ["ganti akhir butir ini dengan `{harus}`", "end this item with `{harus}`"],
    },
    rationale: [
        "Daftar tugas dan fungsi adalah satu kalimat yang dipenggal: setiap butir berakhir titik koma, butir sebelum yang terakhir `; dan`, yang terakhir titik. Butir yang kehilangan tanda bacanya sering tanda bahwa ada butir yang hilang atau tersalin dari tempat lain.",
        "A list of duties or functions is one sentence taken apart: a semicolon behind every item, `; dan` before the last, a full stop at the end. An item without its mark often tells of one that was lost or copied from elsewhere.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "  - penyusunan rencana kerja bidang pasar;",
        bad: "  - penyusunan rencana kerja bidang pasar",
        at: "«penyusunan rencana kerja bidang pasar»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for list in context.lists() {
        let count = list.len();
        for (n, item) in list.iter().enumerate() {
            let wanted = match count - n {
                1 => ".",
                2 => "; dan",
                _ => ";",
            };
            let text = item.trim_end();
            let body = text.strip_suffix("dan").map_or(text, str::trim_end);
            let body = body.trim_end_matches([';', '.', ',', ':', ' ']);
            let there = &text[body.len()..];
            if there == wanted || context.is_cut(item) {
                continue;
            }
            let end = item.part(body.len()..text.len());
            let shown = match there.trim() {
                "" => Phrase::from(&BARE),
                marks => MARKED.arg("tanda", marks),
            };
            let place = if there.is_empty() { item.span() } else { end.clone() };
            found.push(
                Diagnostic::new(&RULE.code, place)
                    .arg("nomor", n + 1)
                    .arg("jumlah", count)
                    .arg("ada", shown)
                    .arg("harus", wanted)
                    .fix(end, wanted),
            );
        }
    }
}
