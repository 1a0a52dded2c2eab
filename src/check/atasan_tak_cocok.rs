//! `atasan-tak-cocok`: a head of section answers to a head of division, a head of sub-division to the secretary.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::Kunci;

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::ATASAN_TAK_COCOK,
    penjelasan: [
        "Kinerja setiap jabatan turun dari kinerja atasannya (PermenPANRB 89/2021); atasan yang keliru memutus pohonnya.",
        "The performance of each position descends from its superior’s (PermenPANRB 89/2021); a wrong superior cuts the tree.",
    ],
    contoh: Contoh {
        berkas: "data/jabatan/02-kepala-seksi.yaml",
        betul: "atasan: kabid-pasar",
        salah: "atasan: kepala-dinas",
    },
    periksa,
};

/// Beginnings of names, and of the names of their superiors.
const JENJANG: [(&str, &[&str], [&str; 2]); 4] = [
    ("kepala seksi", &["kepala bidang", "sekretaris", "camat", "lurah"], ["seksi berada di bawah bidang", "a section stands below a division"]),
    ("kepala sub bagian", &["sekretaris", "kepala bagian", "camat"], ["sub bagian berada di bawah sekretariat", "a sub-division stands below the secretariat"]),
    ("kepala subbagian", &["sekretaris", "kepala bagian", "camat"], ["subbagian berada di bawah sekretariat", "a sub-division stands below the secretariat"]),
    ("kepala bidang", &["kepala dinas", "kepala badan", "kepala kantor"], ["bidang berada di bawah kepala dinas", "a division stands below the head of office"]),
];

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let heads = bahan.naskah.opd.iter().flat_map(|opd| &opd.isi.pimpinan);
    let names: Vec<(&str, &str)> = heads
        .map(|head| (head.id.as_str(), head.jabatan.as_str()))
        .chain(bahan.naskah.jabatan.iter().map(|d| (d.isi.id.as_str(), d.isi.jabatan.as_str())))
        .collect();
    for dokumen in &bahan.naskah.jabatan {
        let own = dokumen.isi.jabatan.to_lowercase();
        let Some((_, atasan)) = names.iter().find(|(id, _)| *id == dokumen.isi.atasan) else { continue };
        let superior = atasan.to_lowercase();
        let rule = JENJANG.iter().find(|(start, ..)| own.starts_with(start));
        if let Some((_, superiors, [id, en])) = rule
            && !superiors.iter().any(|start| superior.starts_with(start))
        {
            found.push(
                Diagnostic::new(&katalog::ATASAN_TAK_COCOK, dokumen.tempat(&[Kunci("atasan")]))
                    .isi("jabatan", &dokumen.isi.jabatan)
                    .isi("atasan", atasan)
                    .isi("seharusnya", id)
                    .isi("seharusnya_en", en),
            );
        }
    }
}
