//! `anggaran-terlampaui`: nobody spends more than there is.

use super::codes;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::format;
use crate::model::renstra::Series;
use crate::source::Segment::{self, Index, Key};

pub static RULE: Rule = Rule {
    code: Code {
        code: "anggaran-terlampaui",
        severity: Severity::Warning,
        message: [
            "realisasi {tahun} ({realisasi}) melebihi anggarannya ({anggaran})",
            "spending of {tahun} ({realisasi}) is beyond its budget ({anggaran})",
        ],
        help: ["periksa kedua angkanya", "check both figures"],
    },
    rationale: [
        "Belanja tidak boleh melampaui anggarannya; hampir selalu satu angka salah ketik atau anggaran perubahan belum dimasukkan.",
        "Spending may not go beyond the budget; nearly always a figure is mistyped or the revised budget is missing.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "realisasi: { 2024: 141250000, 2025: 152400000 }",
        bad: "realisasi: { 2024: 141250000, 2025: 1524000000 }",
        at: "«1524000000»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(document), Some(model)) = (&context.sources.renstra, context.model) else { return };
    let Some(plan) = &model.renstra else { return };
    let mut compare = |anggaran: &Series, realisasi: &Series, path: &[Segment]| {
        for (tahun, spent) in realisasi {
            let Some(budget) = anggaran.get(tahun).filter(|budget| spent > *budget) else {
                continue;
            };
            let key = tahun.to_string();
            let place = |name| document.span(&[path, &[Key(name), Key(&key)]].concat());
            found.push(
                Diagnostic::new(&RULE.code, place("realisasi"))
                    .arg("tahun", tahun)
                    .arg("realisasi", format::rupiah(*spent))
                    .arg("anggaran", format::rupiah(*budget))
                    .related(place("anggaran"), &codes::COMPARED_WITH),
            );
        }
    };
    for (p, program) in plan.program.iter().enumerate() {
        for (k, kegiatan) in program.kegiatan.iter().enumerate() {
            for (s, sub) in kegiatan.sub_kegiatan.iter().enumerate() {
                let path = [
                    Key("program"),
                    Index(p),
                    Key("kegiatan"),
                    Index(k),
                    Key("sub_kegiatan"),
                    Index(s),
                ];
                compare(&sub.anggaran, &sub.realisasi, &path);
            }
        }
    }
    for (n, one) in plan.periode_lalu.iter().flat_map(|lalu| &lalu.pendanaan).enumerate() {
        let path = [Key("periode_lalu"), Key("pendanaan"), Index(n)];
        compare(&one.anggaran, &one.realisasi, &path);
    }
}
