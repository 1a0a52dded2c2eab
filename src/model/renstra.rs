//! The strategic plan (*Renstra*): its links and codes, checked. Its tables are not made yet.

use std::collections::BTreeMap;

use super::jenjang::Ids;
use super::target::year;
use super::{Pembaca, Satuan};
use crate::diagnostic::usul::with_suggestion;
use crate::diagnostic::{Diagnostic, Kode, Temuan, katalog};
use crate::source::Langkah::{self, Butir, Kunci};
use crate::source::raw::{self, Angka};
use crate::source::{Dokumen, Naskah};

/// Levels of the nomenclature (Permendagri 90/2019): name, form, widths of the parts. The
/// last part of a sub kegiatan has four digits since SIPD-RI.
const PROGRAM: (&str, &str, &[&[usize]]) = ("program", "2.17.03", &[&[1], &[2], &[2]]);
const KEGIATAN: (&str, &str, &[&[usize]]) =
    ("kegiatan", "2.17.03.2.01", &[&[1], &[2], &[2], &[1], &[2]]);
const SUB_KEGIATAN: (&str, &str, &[&[usize]]) =
    ("sub kegiatan", "2.17.03.2.01.01", &[&[1], &[2], &[2], &[1], &[2], &[2, 4]]);

/// Checks the plan, and the links of positions into it.
pub(super) fn check(naskah: &Naskah, periode: [i32; 2], ids: &mut Ids, temuan: &mut Temuan) {
    if let Some(dokumen) = &naskah.renstra {
        plan(dokumen, periode, ids, temuan);
    }
    for dokumen in &naskah.jabatan {
        let mut baca = Pembaca { tempat: dokumen, temuan };
        for (i, sasaran) in dokumen.isi.sasaran.iter().enumerate() {
            if let Some(id) = &sasaran.renstra {
                let path = [Kunci("sasaran"), Butir(i), Kunci("renstra")];
                link(&katalog::SASARAN_TAK_DIKENAL, "sasaran", id, &path, ids, &mut baca);
            }
        }
    }
}

fn plan(dokumen: &Dokumen<raw::Renstra>, periode: [i32; 2], ids: &mut Ids, temuan: &mut Temuan) {
    let raw = &dokumen.isi;
    claim_ids(dokumen, ids, temuan);
    let mut baca = Pembaca { tempat: dokumen, temuan };
    for (t, tujuan) in raw.tujuan.iter().enumerate() {
        let path = [Kunci("tujuan"), Butir(t)];
        link(&katalog::MISI_TAK_DIKENAL, "misi", &tujuan.misi, &at(&path, "misi"), ids, &mut baca);
        indicators(&tujuan.indikator, &path, ids, &mut baca);
        for (s, sasaran) in tujuan.sasaran.iter().enumerate() {
            let path = [path[0], path[1], Kunci("sasaran"), Butir(s)];
            indicators(&sasaran.indikator, &path, ids, &mut baca);
        }
    }
    for (p, one) in raw.program.iter().enumerate() {
        program(one, &[Kunci("program"), Butir(p)], periode, ids, &mut baca);
    }
    earlier_period(raw, &mut baca);
}

fn at<'a>(path: &[Langkah<'a>], key: &'a str) -> Vec<Langkah<'a>> {
    super::under(path, key)
}

fn claim_ids(dokumen: &Dokumen<raw::Renstra>, ids: &mut Ids, temuan: &mut Temuan) {
    for (m, misi) in dokumen.isi.misi.iter().enumerate() {
        let path = [Kunci("misi"), Butir(m), Kunci("id")];
        ids.claim("misi", &misi.id, dokumen.tempat(&path), temuan);
    }
    for (t, tujuan) in dokumen.isi.tujuan.iter().enumerate() {
        let path = [Kunci("tujuan"), Butir(t), Kunci("id")];
        ids.claim("tujuan", &tujuan.id, dokumen.tempat(&path), temuan);
        for (s, sasaran) in tujuan.sasaran.iter().enumerate() {
            let path = [path[0], path[1], Kunci("sasaran"), Butir(s), Kunci("id")];
            ids.claim("sasaran", &sasaran.id, dokumen.tempat(&path), temuan);
        }
    }
}

/// `id` must be one of its kind.
fn link(
    kode: &'static Kode,
    kind: &'static str,
    id: &str,
    path: &[Langkah],
    ids: &Ids,
    baca: &mut Pembaca,
) {
    if !ids.knows(kind, id) {
        let found = Diagnostic::new(kode, baca.nilai(path)).isi("id", id);
        baca.lapor(with_suggestion(found, id, &ids.of(kind)));
    }
}

fn indicators(list: &[String], path: &[Langkah], ids: &Ids, baca: &mut Pembaca) {
    for (n, id) in list.iter().enumerate() {
        let place = [path, &[Kunci("indikator"), Butir(n)]].concat();
        link(&katalog::INDIKATOR_TAK_DIKENAL, "indikator", id, &place, ids, baca);
    }
}

fn program(raw: &raw::Program, path: &[Langkah], periode: [i32; 2], ids: &Ids, baca: &mut Pembaca) {
    code(&raw.kode, None, PROGRAM, path, baca);
    link(&katalog::SASARAN_TAK_DIKENAL, "sasaran", &raw.sasaran, &at(path, "sasaran"), ids, baca);
    let place = at(path, "penanggung_jawab");
    link(&katalog::JABATAN_TAK_DIKENAL, "jabatan", &raw.penanggung_jawab, &place, ids, baca);
    outcomes(&raw.indikator, path, periode, baca);
    for (k, kegiatan) in raw.kegiatan.iter().enumerate() {
        let path = [path, &[Kunci("kegiatan"), Butir(k)]].concat();
        code(&kegiatan.kode, Some(&raw.kode), KEGIATAN, &path, baca);
        outcomes(&kegiatan.indikator, &path, periode, baca);
        for (s, sub) in kegiatan.sub_kegiatan.iter().enumerate() {
            let path = [&path[..], &[Kunci("sub_kegiatan"), Butir(s)]].concat();
            code(&sub.kode, Some(&kegiatan.kode), SUB_KEGIATAN, &path, baca);
            outcomes(&sub.indikator, &path, periode, baca);
            let amounts =
                [("pagu", &sub.pagu), ("anggaran", &sub.anggaran), ("realisasi", &sub.realisasi)];
            for (key, values) in amounts {
                series(values, &Satuan::Rupiah, periode, &at(&path, key), baca);
            }
        }
    }
}

/// A code of its level, below its parent's.
fn code(
    kode: &str,
    induk: Option<&str>,
    (jenis, bentuk, widths): (&str, &str, &[&[usize]]),
    path: &[Langkah],
    baca: &mut Pembaca,
) {
    let tempat = baca.nilai(&at(path, "kode"));
    let parts: Vec<&str> = kode.split('.').collect();
    let good = parts.len() == widths.len()
        && parts.iter().zip(widths).all(|(part, widths)| {
            widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        });
    if !good {
        return baca.lapor(
            Diagnostic::new(&katalog::KODE_TAK_SAH, tempat)
                .isi("kode", kode)
                .isi("jenis", jenis)
                .isi("bentuk", bentuk),
        );
    }
    if let Some(induk) = induk
        && !kode.starts_with(&format!("{induk}."))
    {
        let found = Diagnostic::new(&katalog::KODE_BUKAN_ANAK, tempat);
        baca.lapor(found.isi("kode", kode).isi("induk", induk));
    }
}

fn outcomes(
    list: &[raw::IndikatorProgram],
    path: &[Langkah],
    periode: [i32; 2],
    baca: &mut Pembaca,
) {
    for (n, one) in list.iter().enumerate() {
        let path = [path, &[Kunci("indikator"), Butir(n)]].concat();
        let satuan = Satuan::new(&one.satuan, None);
        if let Some(start) = &one.awal {
            satuan.baca(start, &at(&path, "awal"), baca);
        }
        series(&one.target, &satuan, periode, &at(&path, "target"), baca);
    }
}

/// A value for each year, in its unit.
fn series(
    values: &BTreeMap<String, Angka>,
    satuan: &Satuan,
    periode: [i32; 2],
    path: &[Langkah],
    baca: &mut Pembaca,
) {
    for (text, angka) in values {
        let place = at(path, text);
        if year(text, periode, &place, baca).is_some() {
            satuan.baca(angka, &place, baca);
        }
    }
}

fn earlier_period(raw: &raw::Renstra, baca: &mut Pembaca) {
    let Some(lalu) = &raw.periode_lalu else { return };
    let (Some(first), Some(last)) = (lalu.tahun.iter().min(), lalu.tahun.iter().max()) else {
        return;
    };
    let periode = [*first, *last];
    for (n, one) in lalu.kinerja.iter().enumerate() {
        let path = [Kunci("periode_lalu"), Kunci("kinerja"), Butir(n)];
        let satuan = Satuan::new(&one.satuan, None);
        series(&one.target, &satuan, periode, &at(&path, "target"), baca);
        series(&one.realisasi, &satuan, periode, &at(&path, "realisasi"), baca);
    }
    for (n, one) in lalu.pendanaan.iter().enumerate() {
        let path = [Kunci("periode_lalu"), Kunci("pendanaan"), Butir(n)];
        series(&one.anggaran, &Satuan::Rupiah, periode, &at(&path, "anggaran"), baca);
        series(&one.realisasi, &Satuan::Rupiah, periode, &at(&path, "realisasi"), baca);
    }
}
