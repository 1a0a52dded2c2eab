//! `kewenangan`: the code says whose the activity is.

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "kewenangan",
        severity: Severity::Warning,
        message: [
            "kode {kode} bertanda kewenangan {ada}, padahal {daerah} memakai {harus}",
            "the code {kode} has authority {ada}, but {daerah} uses {harus}",
        ],
        help: [
            "1 untuk provinsi, 2 untuk kabupaten/kota",
            "1 is for provinces, 2 for regencies and cities",
        ],
    },
    rationale: [
        "Bagian keempat kode kegiatan menunjuk kewenangan: 1 provinsi, 2 kabupaten/kota (Permendagri 90/2019). Kode yang tertukar ditolak SIPD.",
        "The fourth part of the code of an activity names the authority: 1 province, 2 regency or city (Permendagri 90/2019). SIPD refuses the wrong one.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "- kode: \"3.30.03.2.02\"",
        bad: "- kode: \"3.30.03.1.02\"",
        at: "«\"3.30.03.1.02\"»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(document), Some(opd)) = (&context.sources.renstra, &context.sources.opd) else {
        return;
    };
    let daerah = &opd.value.daerah;
    let wanted = match daerah.to_lowercase() {
        name if name.starts_with("provinsi") => "1",
        name if name.starts_with("kabupaten") || name.starts_with("kota") => "2",
        _ => return,
    };
    for kegiatan in document.value.program.iter().flat_map(|program| &program.kegiatan) {
        let Some(there) = kegiatan.kode.split('.').nth(3).filter(|part| *part != wanted) else {
            continue;
        };
        found.push(
            Diagnostic::new(&RULE.code, kegiatan.kode.span())
                .arg("kode", &kegiatan.kode)
                .arg("ada", there)
                .arg("daerah", daerah)
                .arg("harus", wanted),
        );
    }
}
