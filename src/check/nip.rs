//! `nip`: a NIP is made of dates that exist.

use std::collections::HashMap;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Note;
use crate::source::codes::THE_FIRST;
use crate::text::Text;

/// Two people with one number.
static TAKEN: Note = Note(["nomor itu milik pejabat lain", "it is the number of somebody else"]);

pub static RULE: Rule = Rule {
    code: Code {
        code: "nip",
        severity: Severity::Warning,
        message: ["NIP `{nip}` tidak sah: {sebab}", "the NIP `{nip}` is not valid: {sebab}"],
        help: [
            "tulis 18 angkanya: tanggal lahir, bulan pengangkatan, jenis kelamin, nomor urut",
            "write its 18 digits: date of birth, month of appointment, sex, serial number",
        ],
    },
    rationale: [
        "NIP memuat tanggal lahir (8 angka), tahun dan bulan pengangkatan (6; PPPK memakai 21–29 di tempat bulan), jenis kelamin (1), nomor urut (3). Salah satu angka yang tertukar biasanya tampak di sana.",
        "A NIP holds the date of birth (8 digits), year and month of appointment (6; contract staff have 21–29 in place of the month), sex (1) and a serial number (3). A digit out of place usually shows there.",
    ],
    example: Example {
        file: "data/pejabat.yaml",
        good: "    nip: \"197502022000122002\"",
        bad: "    nip: \"197513022000122002\"",
        at: "«\"197513022000122002\"»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let signer = context.sources.opd.iter().filter_map(|opd| opd.value.pengesahan.as_ref());
    let officials = context.sources.pejabat.iter().flat_map(|all| &all.value.pejabat);
    let mut taken: HashMap<String, &Text> = HashMap::new();
    for nip in officials.filter_map(|one| one.nip.as_ref()) {
        judge(nip, found);
        match taken.get(&digits(nip)) {
            Some(first) => {
                let one = Diagnostic::new(&RULE.code, nip.span()).arg("nip", nip);
                found.push(one.arg("sebab", &TAKEN).related(first.span(), &THE_FIRST));
            }
            None => {
                taken.insert(digits(nip), nip);
            }
        }
    }
    signer.filter_map(|one| one.nip.as_ref()).for_each(|nip| judge(nip, found));
}

fn judge(nip: &Text, found: &mut Vec<Diagnostic>) {
    if let Err(reason) = valid(&digits(nip)) {
        let span = nip.span();
        found.push(Diagnostic::new(&RULE.code, span).arg("nip", nip).arg("sebab", reason));
    }
}

fn digits(nip: &str) -> String {
    nip.chars().filter(|c| *c != ' ').collect()
}

fn valid(nip: &str) -> Result<(), &'static Note> {
    if nip.len() != 18 || !nip.bytes().all(|b| b.is_ascii_digit()) {
        return Err(&Note(["bukan 18 angka", "not 18 digits"]));
    }
    // Digits only: each part parses.
    let number = |from: usize, to: usize| nip[from..to].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
    let long = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let (appointed, contract) = (number(8, 12), number(12, 14));
    if !(1_900..2_100).contains(&year) || !(1..=long).contains(&day) {
        return Err(&Note(["tanggal lahirnya tidak ada", "its date of birth does not exist"]));
    }
    if !(1..=12).contains(&contract) && !(21..=29).contains(&contract) {
        return Err(&Note([
            "bulan pengangkatannya tidak ada",
            "its month of appointment does not exist",
        ]));
    }
    if appointed < year + 17 {
        return Err(&Note([
            "pengangkatannya sebelum umur 17 tahun",
            "its appointment is before the age of 17",
        ]));
    }
    if !(1..=2).contains(&number(14, 15)) {
        return Err(&Note(["jenis kelaminnya bukan 1 atau 2", "its sex is neither 1 nor 2"]));
    }
    if number(15, 18) == 0 {
        return Err(&Note(["nomor urutnya 000", "its serial number is 000"]));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::valid;

    #[test]
    fn numbers_of_civil_servants_and_contract_staff_are_valid() {
        assert!(valid("198208182006041006").is_ok());
        assert!(valid("199001012023211001").is_ok());
        for wrong in [
            "19820818200604100",
            "198213182006041006",
            "198208182006131006",
            "198208181990041006",
            "198208182006043006",
            "198208182006041000",
        ] {
            assert!(valid(wrong).is_err(), "{wrong}");
        }
    }
}
