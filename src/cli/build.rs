//! `ikigen build`

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::{BERHASIL, Bicara, DATA_SALAH, Format, GAGAL};
use crate::diagnostic::{Diagnostic, Temuan, katalog};
use crate::output::{self, Banyak};
use crate::proyek::{self, Dokumen, Hasil, Proyek, Waktu};
use crate::review::Gagal;
use crate::sidik::sha256;

/// What `build` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder keluaran [bawaan: output/ di dalam proyek].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Hanya dokumen ini; dapat diulang [bawaan: semua].
    #[arg(long, value_enum, value_name = "DOKUMEN")]
    only: Vec<Dokumen>,

    /// Terbitkan juga IKI dengan perubahan sejak revisi git atau folder ini: yang baru digarisbawahi, yang hilang dicoret.
    #[arg(long, value_name = "BASE")]
    bandingkan: Option<String>,

    /// Tulis juga markup Typst ke folder ini, untuk penulis templat.
    #[arg(long, value_name = "DIR")]
    simpan_typst: Option<PathBuf>,

    /// Hentikan sesudah sekian detik.
    #[arg(long, value_name = "DETIK", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
    batas_waktu: u64,

    /// Bentuk laporan.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Builds and publishes; returns the exit code.
pub fn run(project: &Path, arguments: &Arguments, bicara: &Bicara) -> u8 {
    let start = Instant::now();
    if arguments.simpan_typst.as_deref().is_some_and(|folder| same_folder(folder, project)) {
        let mut temuan = Temuan::default();
        temuan.push(Diagnostic::global(&katalog::SIMPAN_DI_PROYEK));
        failed(arguments, bicara, &temuan);
        return GAGAL;
    }
    let (temuan, mut waktu, hasil) = within(arguments, project);
    let Some(hasil) = hasil.filter(|_| !temuan.has_errors()) else {
        return failed(arguments, bicara, &temuan);
    };
    let out = arguments.out.clone().unwrap_or_else(|| project.join("output"));
    // `./output` is `output`: that is how a person writes it.
    let out = out.strip_prefix(".").map_or(out.clone(), Path::to_owned);
    let published =
        waktu.catat("output", || output::publish(&out, &hasil.terbitan, &hasil.masukan));
    if let Err(error) = published {
        return cannot_write(error, arguments, bicara);
    }
    if let Some(folder) = &arguments.simpan_typst {
        let written = hasil.bahan.iter().try_for_each(|bahan| output::write_tree(folder, bahan));
        if let Err(error) = written {
            return cannot_write(error, arguments, bicara);
        }
    }
    report(arguments, bicara, &temuan, &hasil, &waktu, &out, start.elapsed());
    BERHASIL
}

/// Reads and builds the project on a thread of its own, for at most `seconds`. The compiler
/// cannot be stopped from outside; when time is up, its thread ends with the program.
fn within(arguments: &Arguments, project: &Path) -> (Temuan, Waktu, Option<Hasil>) {
    let seconds = arguments.batas_waktu;
    let project = project.to_owned();
    let wanted = (arguments.only.clone(), arguments.bandingkan.clone());
    let (send, receive) = mpsc::channel();
    let worker = thread::spawn(move || {
        let mut temuan = Temuan::default();
        let mut waktu = Waktu::default();
        let hasil = proyek::periksa(&project, &mut temuan, &mut waktu)
            .and_then(|proyek| make(&proyek, &project, &wanted, &mut temuan, &mut waktu));
        // Nobody listens any more when time is up.
        let _ = send.send((temuan, waktu, hasil));
    });
    match receive.recv_timeout(Duration::from_secs(seconds)) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => {
            let mut temuan = Temuan::default();
            temuan.push(Diagnostic::global(&katalog::TERLALU_LAMA).isi("detik", seconds));
            (temuan, Waktu::default(), None)
        }
        // The thread ended without a word: it can only have panicked.
        Err(RecvTimeoutError::Disconnected) => match worker.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => (Temuan::default(), Waktu::default(), None),
        },
    }
}

/// Makes the documents that are wanted, and those that show the changes from an older state.
fn make(
    proyek: &Proyek,
    project: &Path,
    (only, bandingkan): &(Vec<Dokumen>, Option<String>),
    temuan: &mut Temuan,
    waktu: &mut Waktu,
) -> Option<Hasil> {
    let mut hasil = proyek.build(only, temuan, waktu)?;
    if let Some(base) = bandingkan {
        let lama = super::diff::side(base, project).and_then(|sisi| {
            // A state that does not build has no pages to compare with.
            let why = ["datanya mempunyai galat", "its data have errors"];
            sisi.proyek.ok_or_else(|| Gagal::new(base, why))
        });
        match lama {
            Ok(lama) => hasil.terbitan.extend(proyek.bertanda(&lama.model, base, temuan, waktu)?),
            Err(gagal) => {
                temuan.push(gagal.temuan());
                return None;
            }
        }
    }
    Some(hasil)
}

/// Shows why there are no documents. Files that cannot be read mean that the program could
/// not run; all else is the data's.
fn failed(arguments: &Arguments, bicara: &Bicara, temuan: &Temuan) -> u8 {
    match arguments.format {
        Format::Text => bicara.temuan(temuan),
        Format::Json => bicara.json(temuan, None),
    }
    failure_code(temuan)
}

/// The exit code for these findings.
pub(super) fn failure_code(temuan: &Temuan) -> u8 {
    let unreadable =
        temuan.sorted().iter().any(|d| d.kode.kode == katalog::BERKAS_TAK_TERBACA.kode);
    if unreadable { GAGAL } else { DATA_SALAH }
}

fn same_folder(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Says which file could not be written.
fn cannot_write(error: output::Gagal, arguments: &Arguments, bicara: &Bicara) -> u8 {
    let mut temuan = Temuan::default();
    temuan.push(
        Diagnostic::global(&katalog::TAK_TERTULIS)
            .isi("path", error.path.display())
            .isi("sebab", error.sebab),
    );
    failed(arguments, bicara, &temuan);
    GAGAL
}

fn report(
    arguments: &Arguments,
    bicara: &Bicara,
    temuan: &Temuan,
    hasil: &Hasil,
    waktu: &Waktu,
    out: &Path,
    elapsed: Duration,
) {
    if arguments.format == Format::Json {
        let outputs = hasil
            .terbitan
            .iter()
            .map(|t| {
                let (pages, sheets) = match t.banyak {
                    Banyak::Halaman(n) => (Some(n), None),
                    Banyak::Lembar(n) => (None, Some(n)),
                };
                json!({
                    "file": out.join(&t.nama), "pages": pages, "sheets": sheets,
                    "bytes": t.bytes.len(), "sha256": sha256(&t.bytes),
                })
            })
            .collect();
        return bicara.json(temuan, Some(outputs));
    }
    if bicara.quiet {
        return;
    }
    bicara.temuan(temuan);
    let words = bicara
        .bahasa
        .pilih([["halaman", "lembar", "Selesai dalam"], ["pages", "sheets", "Done in"]]);
    for t in &hasil.terbitan {
        let much = match t.banyak {
            Banyak::Halaman(n) => format!("{n} {}", words[0]),
            Banyak::Lembar(n) => format!("{n} {}", words[1]),
        };
        let path = out.join(&t.nama);
        Bicara::hasil(&format!("{}  ({much}, {})\n", path.display(), size(t.bytes.len())));
    }
    if bicara.verbose {
        for (stage, time) in &waktu.0 {
            Bicara::ucap(&format!("  {stage:<10} {:>8.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    Bicara::ucap(&format!("{} {} ms.", words[2], elapsed.as_millis()));
}

/// A size for people, in units of 1024 bytes.
fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{},{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
