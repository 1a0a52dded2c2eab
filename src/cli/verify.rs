//! `ikigen verify FILE`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{BERHASIL, Bicara, DATA_SALAH, GAGAL};
use crate::diagnostic::{Diagnostic, Temuan, katalog};
use crate::review::verifikasi::{self, MAX_BERKAS, Putusan};

/// What `verify` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// PDF atau buku kerja yang diperiksa.
    berkas: PathBuf,
}

/// Verifies; returns the exit code: 0 identical or only another version, 1 different, 2 could
/// not look at it.
pub fn run(project: &Path, arguments: &Arguments, bicara: &Bicara) -> u8 {
    let (path, bahasa) = (&arguments.berkas, bicara.bahasa);
    let fail = |sebab: String| {
        let mut temuan = Temuan::default();
        temuan.push(
            Diagnostic::global(&katalog::TAK_TERPERIKSA)
                .isi("path", path.display())
                .isi("sebab", sebab),
        );
        bicara.temuan_saja(&temuan);
        GAGAL
    };
    let bytes = match fs::metadata(path) {
        Ok(about) if about.len() > MAX_BERKAS => {
            let words = bahasa.pilih(["lebih besar daripada", "larger than"]);
            return fail(format!("{words} {} MB", MAX_BERKAS >> 20));
        }
        Ok(_) => match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return fail(error.to_string()),
        },
        Err(error) => return fail(error.to_string()),
    };
    let found = if bytes.starts_with(b"PK") {
        verifikasi::xlsx(&bytes, project, bahasa)
    } else {
        verifikasi::pdf(&bytes, bahasa)
    };
    match found {
        Err(sebab) => fail(sebab),
        Ok(Putusan::Identik { sumber }) => {
            let words = bahasa.pilih([
                "identik: dibuat lagi dari sumbernya, sama byte demi byte",
                "identical: made again from its sources, the same byte for byte",
            ]);
            Bicara::hasil(&format!("{}: {words} ({sumber}).\n", path.display()));
            BERHASIL
        }
        Ok(Putusan::VersiLain { versi }) => {
            let words = bahasa.pilih([
                "isinya sama, dibuat oleh ikigen versi",
                "the same content, made by ikigen version",
            ]);
            Bicara::hasil(&format!("{}: {words} {versi}.\n", path.display()));
            BERHASIL
        }
        Ok(Putusan::Berbeda(what)) => {
            let words = bahasa.pilih(["berbeda", "different"]);
            let lines: String = what.iter().flat_map(|line| ["  ", line, "\n"]).collect();
            Bicara::hasil(&format!("{}: {words}\n{lines}", path.display()));
            DATA_SALAH
        }
    }
}
