//! `nomenklatur-tahun`: codes come from the instrument that is in force.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::{Phrase, notes};

pub static RULE: Rule = Rule {
    code: Code {
        code: "nomenklatur-tahun",
        severity: Severity::Warning,
        message: [
            "nomenklatur `{nama}` tidak cocok dengan program ini: {sebab}",
            "the instrument `{nama}` does not fit this programme: {sebab}",
        ],
        help: [
            "pakai keputusan yang sudah berlaku saat anggaran {tahun} disusun, dan kode menurut keputusan itu; yang dikenal: {dikenal}",
            "use the decree that was in force when the budget of {tahun} was made, and codes of that decree; known are: {dikenal}",
        ],
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

notes! {
    UNKNOWN = "keputusan itu tidak dikenal", "the decree is not known";
    TOO_NEW = "ditetapkan {tanggal}, sesudah anggaran {tahun} disusun",
        "it was set on {tanggal}, after the budget of {tahun} was made";
    OTHER_DIGITS = "kode sub kegiatan {kode} berakhir {ada} angka, keputusan itu memakai {angka}",
        "the code of sub-activity {kode} ends in {ada} {ada|digit|digits}, the decree has {angka}";
}

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(document), Some(opd)) = (&context.sources.renstra, &context.sources.opd) else {
        return;
    };
    let tahun = match (&context.year, &opd.value.tahun) {
        (Some(year), _) => year.tahun,
        (None, Some(tahun)) => tahun.value,
        (None, None) => opd.value.periode.sampai,
    };
    for program in &document.value.program {
        let span = program.nomenklatur.span();
        let name = &program.nomenklatur;
        let report = |reason: Phrase| {
            Diagnostic::new(&RULE.code, span.clone())
                .arg("nama", name)
                .arg("sebab", reason)
                .arg("tahun", tahun)
                .arg("dikenal", INSTRUMENTS.map(|(number, ..)| number).join(", "))
        };
        let known = INSTRUMENTS.iter().find(|(number, ..)| name.contains(number));
        let Some((_, set, digits)) = known else {
            found.push(report(Phrase::from(&UNKNOWN)));
            continue;
        };
        // A budget of a year is made by what was in force before it began.
        if *set >= format!("{tahun}-01-01").as_str() {
            found.push(report(TOO_NEW.arg("tanggal", set).arg("tahun", tahun)));
        }
        for kegiatan in &program.kegiatan {
            for sub in &kegiatan.sub_kegiatan {
                let last = sub.kode.rsplit('.').next().map_or(0, str::len);
                if last != *digits && sub.kode.split('.').count() == 6 {
                    let reason =
                        OTHER_DIGITS.arg("kode", &sub.kode).arg("ada", last).arg("angka", digits);
                    found.push(report(reason));
                }
            }
        }
    }
}
