//! `kewenangan`: the code says whose the activity is.

use super::{Aturan, Bahan, Contoh};
use crate::diagnostic::{Diagnostic, katalog};
use crate::source::Langkah::{Butir, Kunci};

pub static ATURAN: Aturan = Aturan {
    kode: &katalog::KEWENANGAN,
    penjelasan: [
        "Bagian keempat kode kegiatan menunjuk kewenangan: 1 provinsi, 2 kabupaten/kota (Permendagri 90/2019). Kode yang tertukar ditolak SIPD.",
        "The fourth part of the code of an activity names the authority: 1 province, 2 regency or city (Permendagri 90/2019). SIPD refuses the wrong one.",
    ],
    contoh: Contoh {
        berkas: "data/renstra.yaml",
        betul: "- kode: \"3.30.03.2.02\"",
        salah: "- kode: \"3.30.03.1.02\"",
    },
    periksa,
};

fn periksa(bahan: &Bahan, found: &mut Vec<Diagnostic>) {
    let (Some(dokumen), Some(opd)) = (&bahan.naskah.renstra, &bahan.naskah.opd) else { return };
    let daerah = &opd.isi.daerah;
    let wanted = match daerah.to_lowercase() {
        name if name.starts_with("provinsi") => "1",
        name if name.starts_with("kabupaten") || name.starts_with("kota") => "2",
        _ => return,
    };
    for (p, program) in dokumen.isi.program.iter().enumerate() {
        for (k, kegiatan) in program.kegiatan.iter().enumerate() {
            let Some(there) = kegiatan.kode.split('.').nth(3).filter(|part| *part != wanted) else {
                continue;
            };
            let path = [Kunci("program"), Butir(p), Kunci("kegiatan"), Butir(k), Kunci("kode")];
            found.push(
                Diagnostic::new(&katalog::KEWENANGAN, dokumen.tempat(&path))
                    .isi("kode", &kegiatan.kode)
                    .isi("ada", there)
                    .isi("daerah", daerah)
                    .isi("harus", wanted),
            );
        }
    }
}
