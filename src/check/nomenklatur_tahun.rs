//! `nomenklatur-tahun`: codes come from the instrument that is in force.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "nomenklatur-tahun",
        severity: Severity::Warning,
        message: ["{apa}", "{subject_en}"],
        help: ["{cara}", "{cara_en}"],
    },
    rationale: [
        "Kode dan nama program hanya berarti bersama keputusan yang menetapkannya dan tahunnya (Permendagri 90/2019 dan pemutakhirannya). Sub kegiatan berkode empat angka di ujungnya sejak Kepmendagri 900.1.15.5-1317/2023.",
        "Code and name of a programme mean something only together with the decree that sets them and the year (Permendagri 90/2019 and its updates). Since Kepmendagri 900.1.15.5-1317/2023 codes of sub-activities end in four digits.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "nomenklatur: Kepmendagri 900.1.15.5-1317/2023",
        bad: "nomenklatur: Kepmendagri 900.1-2850/2025",
        at: "«Kepmendagri 900.1-2850/2025»",
    },
    check,
};

/// The instruments, with the day they were set on and the digits a sub-activity ends in.
const INSTRUMENTS: [(&str, &str, usize); 7] = [
    ("90/2019", "2019-10-18", 2),
    ("050-3708/2020", "2020-10-05", 2),
    ("050-5889/2021", "2021-12-27", 2),
    ("900.1.15.5-1317/2023", "2023-06-23", 4),
    ("900.1.15.5-3406/2024", "2024-08-27", 4),
    ("900.1-2850/2025", "2025-07-31", 4),
    ("900.1-861/2026", "2026-05-07", 4),
];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(document), Some(opd)) = (&context.sources.renstra, &context.sources.opd) else { return };
    let tahun = opd.value.tahun.as_ref().map_or(opd.value.periode.sampai, |tahun| tahun.value);
    for program in &document.value.program {
        let report = |[subject, subject_en, way, way_en]: [String; 4]| {
            Diagnostic::new(&RULE.code, program.nomenklatur.span())
                .arg("apa", subject)
                .arg("subject_en", subject_en)
                .arg("cara", way)
                .arg("cara_en", way_en)
        };
        let name = &program.nomenklatur;
        let known = INSTRUMENTS.iter().find(|(number, ..)| name.contains(number));
        let Some((_, set, digits)) = known else {
            let list: Vec<&str> = INSTRUMENTS.iter().map(|(number, ..)| *number).collect();
            found.push(report([
                format!("nomenklatur `{name}` tidak dikenal"),
                format!("the instrument `{name}` is not known"),
                format!("yang dikenal: {}", list.join(", ")),
                format!("known are: {}", list.join(", ")),
            ]));
            continue;
        };
        // A budget of a year is made by what was in force before it began.
        if *set >= format!("{tahun}-01-01").as_str() {
            found.push(report([
                format!("nomenklatur `{name}` ditetapkan {set}, sesudah anggaran {tahun} disusun"),
                format!(
                    "the instrument `{name}` was set on {set}, after the budget of {tahun} was made"
                ),
                format!("pakai yang berlaku untuk tahun {tahun}"),
                format!("use the one in force for {tahun}"),
            ]));
        }
        for kegiatan in &program.kegiatan {
            for sub in &kegiatan.sub_kegiatan {
                let last = sub.kode.rsplit('.').next().map_or(0, str::len);
                if last != *digits && sub.kode.split('.').count() == 6 {
                    found.push(report([
                        format!(
                            "sub kegiatan {} berakhir {last} angka, `{name}` memakai {digits}",
                            sub.kode
                        ),
                        format!(
                            "sub-activity {} ends in {last} digits, `{name}` has {digits}",
                            sub.kode
                        ),
                        "samakan kode dan nomenklaturnya".to_owned(),
                        "make code and instrument agree".to_owned(),
                    ]));
                }
            }
        }
    }
}
