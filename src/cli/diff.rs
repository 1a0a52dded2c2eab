//! `ikigen diff [BASE] [HEAD]`

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{BERHASIL, Bicara, GAGAL};
use crate::diagnostic::Temuan;
use crate::review::{Gagal, Sisi, Tinjauan, halaman, tampil};

/// What `diff` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Revisi git atau folder yang lama [bawaan: commit terakhir].
    base: Option<String>,

    /// Revisi git atau folder yang baru [bawaan: berkas di folder proyek].
    head: Option<String>,

    /// Bentuk laporan.
    #[arg(long, value_enum, default_value = "text")]
    format: Bentuk,
}

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Bentuk {
    /// Untuk dibaca di terminal.
    Text,
    /// Untuk komentar pull request.
    Markdown,
    /// Untuk program lain.
    Json,
    /// Satu halaman yang berdiri sendiri.
    Html,
}

/// Compares; returns the exit code. Differences are no mistakes.
pub fn run(project: &Path, arguments: &Arguments, bicara: &Bicara) -> u8 {
    let base = arguments.base.as_deref().unwrap_or("HEAD");
    let both = side(base, project).and_then(|lama| {
        let baru = match arguments.head.as_deref() {
            Some(head) => side(head, project)?,
            None => Sisi::folder(&project.display().to_string(), project)?,
        };
        Ok((lama, baru))
    });
    match both {
        Ok((lama, baru)) => {
            let bahasa = bicara.bahasa;
            let t = Tinjauan::new(&lama, &baru, bahasa);
            Bicara::hasil(&match arguments.format {
                Bentuk::Text => tampil::teks(&t, bahasa),
                Bentuk::Markdown => tampil::markdown(&t, bahasa),
                Bentuk::Json => format!("{:#}\n", tampil::json(&t)),
                Bentuk::Html => {
                    let (pages, left_out) = match (&lama.proyek, &baru.proyek) {
                        (Some(lama), Some(baru)) => halaman::halaman(lama, baru),
                        _ => (Vec::new(), 0),
                    };
                    tampil::html(&t, (&pages, left_out), bahasa)
                }
            });
            BERHASIL
        }
        Err(gagal) => {
            let mut temuan = Temuan::default();
            temuan.push(gagal.temuan());
            bicara.temuan_saja(&temuan);
            GAGAL
        }
    }
}

/// A folder where there is one of that name with a project in it, else a revision.
pub(super) fn side(name: &str, project: &Path) -> Result<Sisi, Gagal> {
    let folder = Path::new(name);
    if folder.join("data").is_dir() {
        return Sisi::folder(name, folder);
    }
    Sisi::revisi(name, project)
}
