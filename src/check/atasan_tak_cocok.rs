//! `atasan-tak-cocok`: a head of section answers to a head of division, a head of sub-division to the secretary.

use std::collections::HashMap;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;

pub static RULE: Rule = Rule {
    code: Code {
        code: "atasan-tak-cocok",
        severity: Severity::Warning,
        message: ["{jabatan} beratasan {atasan}", "{jabatan} has {atasan} as superior"],
        help: [
            "periksa `atasan` terhadap bagan SOTK: {seharusnya}",
            "check `atasan` against the organisation chart: {seharusnya}",
        ],
    },
    rationale: [
        "Kinerja setiap jabatan turun dari kinerja atasannya (PermenPANRB 89/2021); atasan yang keliru memutus pohonnya.",
        "The performance of each position descends from its superior’s (PermenPANRB 89/2021); a wrong superior cuts the tree.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "atasan: kabid-pasar",
        bad: "atasan: kepala-dinas",
        at: "jabatan: Kepala Seksi Pembinaan Pasar
atasan: «kepala-dinas»",
    },
    check,
};

/// Beginnings of names, and of the names of their superiors.
const LEVELS: [(&str, &[&str], &Note); 4] = [
    (
        "kepala seksi",
        &["kepala bidang", "sekretaris", "camat", "lurah"],
        &Note(["seksi berada di bawah bidang", "a section stands below a division"]),
    ),
    (
        "kepala sub bagian",
        &["sekretaris", "kepala bagian", "camat"],
        &Note([
            "sub bagian berada di bawah sekretariat",
            "a sub-division stands below the secretariat",
        ]),
    ),
    (
        "kepala subbagian",
        &["sekretaris", "kepala bagian", "camat"],
        &Note([
            "subbagian berada di bawah sekretariat",
            "a sub-division stands below the secretariat",
        ]),
    ),
    (
        "kepala bidang",
        &["kepala dinas", "kepala badan", "kepala kantor"],
        &Note([
            "bidang berada di bawah kepala dinas",
            "a division stands below the head of office",
        ]),
    ),
];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let heads = context.sources.opd.iter().flat_map(|opd| &opd.value.pimpinan);
    let positions = context.sources.jabatan.iter();
    let names: HashMap<&str, &str> = heads
        .map(|head| (head.id.as_str(), head.jabatan.as_str()))
        .chain(positions.map(|d| (d.value.id.as_str(), d.value.jabatan.as_str())))
        .collect();
    for document in &context.sources.jabatan {
        let own = document.value.jabatan.to_lowercase();
        let Some(atasan) = names.get(document.value.atasan.as_str()) else { continue };
        let superior = atasan.to_lowercase();
        let rule = LEVELS.iter().find(|(start, ..)| own.starts_with(start));
        if let Some((_, superiors, usual)) = rule
            && !superiors.iter().any(|start| superior.starts_with(start))
        {
            found.push(
                Diagnostic::new(&RULE.code, document.value.atasan.span())
                    .arg("jabatan", &document.value.jabatan)
                    .arg("atasan", *atasan)
                    .arg("seharusnya", *usual),
            );
        }
    }
}
