//! `rumus-kembar`: two indicators do not have the same formula.

use super::words::gist;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::Text;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    code: Code {
        code: "rumus-kembar",
        severity: Severity::Warning,
        message: [
            "rumus indikator ini sama dengan rumus `{lain}`",
            "the formula of this indicator is that of `{lain}`",
        ],
        help: [
            "periksa apakah salah satunya tersalin; dua indikator yang dihitung sama adalah satu indikator",
            "see whether one was copied; two indicators that are computed alike are one",
        ],
    },
    rationale: [
        "Rumus yang sama di bawah dua nama hampir selalu tersalin: salah satu indikator tidak mengukur apa yang disebutnya.",
        "One formula under two names has nearly always been copied: one of the two does not measure what it says.",
    ],
    example: Example {
        file: "data/jabatan/01-kepala-bidang.yaml",
        good: "        sumber: Buku penerimaan retribusi\n",
        bad: "        sumber: Buku penerimaan retribusi
      - id: pasar-sehat
        nama: Persentase pasar yang sehat
        variabel:
          bersih: Jumlah pasar yang bersih
          semua: Jumlah pasar yang dikelola
        formula: bersih / semua * 100%
        satuan: persen
        arah: naik
        agregasi: akhir
        target: { 2024: 60%, 2025: 70%, 2026: 80% }
        sumber: Laporan pemeriksaan pasar
",
        at: "nama: Persentase pasar yang sehat
        variabel:
          bersih: Jumlah pasar yang bersih
          semua: Jumlah pasar yang dikelola
        formula: «bersih / semua * 100%»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, (super::WrittenIndikator, &str)> = HashMap::new();
    for (one, indikator) in context.indikator() {
        let Some(rumus) = &indikator.rumus else { continue };
        let label = |nama: &str| gist(rumus.label.get(nama).map_or("", Text::as_str));
        let form = rumus.calculate.with_labels(&|nama| format!("<{}>", label(nama))).to_string();
        match seen.get(&form) {
            Some((first, nama)) => found.push(
                Diagnostic::new(&RULE.code, one.formula())
                    .arg("lain", nama)
                    .related(first.formula(), &crate::source::codes::THE_FIRST),
            ),
            None => {
                seen.insert(form, (one, &indikator.nama));
            }
        }
    }
}
