//! `target-renstra-beda`: the same indicator has the same target in every document.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use super::kata::inti;
use crate::model::Sasar;
use crate::source::Langkah::{self, Butir, Kunci};
use crate::source::raw;
use std::collections::HashMap;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::TARGET_RENSTRA_BEDA,
    penjelasan: [
        "IKI, Perjanjian Kinerja dan Renstra yang berbeda angkanya dikembalikan Bappeda dan Inspektorat.",
        "IKI, agreement and plan that disagree are sent back by the planning agency and the inspectorate.",
    ],
    contoh: Contoh {
        berkas: "data/renstra.yaml",
        betul: "      - nama: Persentase pasar yang bersih\n        satuan: persen\n        awal: 50%\n        target: { 2024: 60%, 2025: 70%, 2026: 80% }",
        salah: "      - nama: Persentase pasar yang bersih\n        satuan: persen\n        awal: 50%\n        target: { 2024: 60%, 2025: 75%, 2026: 80% }",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let (Some(dokumen), Some(model)) = (&bahan.naskah.renstra, bahan.model) else { return };
    let Some(plan) = &model.renstra else { return };
    let own: HashMap<String, _> =
        bahan.indikator().map(|(one, i)| (inti(&i.nama), (one, i))).collect();
    let mut compare = |list: &[raw::IndikatorProgram],
                       read: &[crate::model::renstra::IndikatorProgram],
                       path: &[Langkah]| {
        for (n, (written, value)) in list.iter().zip(read).enumerate() {
            let Some((one, indikator)) = own.get(&inti(&written.nama)) else { continue };
            if indikator.satuan.nama() != value.satuan.nama() {
                continue;
            }
            for (tahun, planned) in &value.target {
                let promised = match indikator.target.get(tahun).map(|t| t.murni) {
                    Some(Sasar::Titik(n)) if n != *planned => n,
                    _ => continue,
                };
                let key = tahun.to_string();
                let place = [path, &[Kunci("indikator"), Butir(n), Kunci("target"), Kunci(&key)]];
                let show = |n| indikator.satuan.tulis_target(n);
                found.push(
                    Diagnostic::new(&katalog::TARGET_RENSTRA_BEDA, dokumen.tempat(&place.concat()))
                        .isi("tahun", tahun)
                        .isi("renstra", show(*planned))
                        .isi("jabatan", show(promised))
                        .terkait(one.tempat("target"), &katalog::PEMBANDING),
                );
            }
        }
    };
    for (p, (written, read)) in dokumen.isi.program.iter().zip(&plan.program).enumerate() {
        let path = [Kunci("program"), Butir(p)];
        compare(&written.indikator, &read.indikator, &path);
        for (k, (written, read)) in written.kegiatan.iter().zip(&read.kegiatan).enumerate() {
            let path = [path[0], path[1], Kunci("kegiatan"), Butir(k)];
            compare(&written.indikator, &read.indikator, &path);
            for (s, (written, read)) in
                written.sub_kegiatan.iter().zip(&read.sub_kegiatan).enumerate()
            {
                let below = [Kunci("sub_kegiatan"), Butir(s)];
                compare(&written.indikator, &read.indikator, &[&path[..], &below].concat());
            }
        }
    }
}
