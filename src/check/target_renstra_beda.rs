//! `target-renstra-beda`: the same indicator has the same target in every document.

use super::codes;
use super::words::gist;
use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Aim;
use crate::source::Segment::{self, Index, Key};
use crate::source::raw;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    code: Code {
        code: "target-renstra-beda",
        severity: Severity::Warning,
        message: [
            "target {tahun} indikator ini {renstra} di Renstra, {jabatan} di IKI",
            "the target of this indicator for {tahun} is {renstra} in the plan, {jabatan} in the IKI",
        ],
        help: [
            "samakan; dokumen yang satu dikutip oleh yang lain",
            "make them agree; one document quotes the other",
        ],
    },
    rationale: [
        "IKI, Perjanjian Kinerja dan Renstra yang berbeda angkanya dikembalikan Bappeda dan Inspektorat.",
        "IKI, agreement and plan that disagree are sent back by the planning agency and the inspectorate.",
    ],
    example: Example {
        file: "data/renstra.yaml",
        good: "      - nama: Persentase pasar yang bersih\n        satuan: persen\n        awal: 50%\n        target: { 2024: 60%, 2025: 70%, 2026: 80% }",
        bad: "      - nama: Persentase pasar yang bersih\n        satuan: persen\n        awal: 50%\n        target: { 2024: 60%, 2025: 75%, 2026: 80% }",
        at: "«75%»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(document), Some(model)) = (&context.sources.renstra, context.model) else { return };
    let Some(plan) = &model.renstra else { return };
    let own: HashMap<String, _> =
        context.indikator().map(|(one, i)| (gist(&i.nama), (one, i))).collect();
    let mut compare = |list: &[raw::IndikatorProgram],
                       read: &[crate::model::renstra::IndikatorProgram],
                       path: &[Segment]| {
        for (n, (written, value)) in list.iter().zip(read).enumerate() {
            let Some((one, indikator)) = own.get(&gist(&written.nama)) else { continue };
            if indikator.satuan.nama() != value.satuan.nama() {
                continue;
            }
            for (tahun, planned) in &value.target {
                let promised = match indikator.target.get(tahun).map(|t| t.murni) {
                    Some(Aim::Point(n)) if n != *planned => n,
                    _ => continue,
                };
                let key = tahun.to_string();
                let place = [path, &[Key("indikator"), Index(n), Key("target"), Key(&key)]];
                let show = |n| indikator.satuan.show_target(n);
                found.push(
                    Diagnostic::new(&RULE.code, document.span(&place.concat()))
                        .arg("tahun", tahun)
                        .arg("renstra", show(*planned))
                        .arg("jabatan", show(promised))
                        .related(one.span("target"), &codes::COMPARED_WITH),
                );
            }
        }
    };
    for (p, (written, read)) in document.value.program.iter().zip(&plan.program).enumerate() {
        let path = [Key("program"), Index(p)];
        compare(&written.indikator, &read.indikator, &path);
        for (k, (written, read)) in written.kegiatan.iter().zip(&read.kegiatan).enumerate() {
            let path = [path[0], path[1], Key("kegiatan"), Index(k)];
            compare(&written.indikator, &read.indikator, &path);
            for (s, (written, read)) in
                written.sub_kegiatan.iter().zip(&read.sub_kegiatan).enumerate()
            {
                let below = [Key("sub_kegiatan"), Index(s)];
                compare(&written.indikator, &read.indikator, &[&path[..], &below].concat());
            }
        }
    }
}
