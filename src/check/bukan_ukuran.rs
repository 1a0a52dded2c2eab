//! `bukan-ukuran`: the name of an indicator says what is measured.

use super::words::words;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub static RULE: Rule = Rule {
    code: Code {
        code: "bukan-ukuran",
        severity: Severity::Warning,
        message: [
            "nama indikator ini tidak menyebut ukuran",
            "the name of this indicator names no measure",
        ],
        help: [
            "awali dengan ukurannya: Jumlah, Persentase, Rasio, Nilai, Indeks, …",
            "begin with the measure: Jumlah, Persentase, Rasio, Nilai, Indeks, …",
        ],
    },
    rationale: [
        "\"Fasilitasi pelayanan\" adalah kegiatan; \"Jumlah pelayanan yang difasilitasi\" adalah ukuran.",
        "\"Fasilitasi pelayanan\" is an activity; \"Jumlah pelayanan yang difasilitasi\" is a measure.",
    ],
    example: Example {
        file: "data/jabatan/02-kepala-seksi.yaml",
        good: "nama: Jumlah pedagang pasar yang dibina",
        bad: "nama: Fasilitasi pedagang pasar yang dibina",
        at: "«Fasilitasi pedagang pasar yang dibina»",
    },
    check,
};

const UKURAN: &[&str] = &[
    "jumlah",
    "persentase",
    "rasio",
    "pertumbuhan",
    "nilai",
    "indeks",
    "tingkat",
    "rata-rata",
    "cakupan",
    "proporsi",
    "angka",
    "predikat",
    "opini",
    "skor",
    "laju",
    "kontribusi",
    "volume",
    "luas",
    "panjang",
    "lama",
    "waktu",
    "frekuensi",
    "produktivitas",
    "capaian",
    "realisasi",
    "besaran",
    "persen",
    "banyaknya",
    "level",
    "peringkat",
    "derajat",
    "kadar",
    "maturitas",
    "kematangan",
    "kapabilitas",
    "rerata",
    "durasi",
];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    for one in context.written() {
        let first = words(&one.raw.nama).first().map(|word| word.text.to_lowercase());
        if first.is_some_and(|word| !UKURAN.contains(&word.as_str())) {
            found.push(Diagnostic::new(&RULE.code, one.nama()));
        }
    }
}
