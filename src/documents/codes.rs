//! What the declaration of documents can report, in both languages.

use crate::diagnostic::codes;
use crate::language::Note;

/// A brace that is not closed.
pub static OPEN_BRACE: Note = Note([
    "tutup kurung kurawalnya; isian di sini: {dikenal}",
    "close the brace; placeholders here: {dikenal}",
]);

/// A workbook is of the whole office.
pub static BOOK_OF_THE_OFFICE: Note = Note([
    "buku kerja memuat seluruh kantor: `untuk` kantor atau tahun",
    "a workbook holds the whole office: `untuk` kantor or tahun",
]);

codes! {
    ISIAN_DOKUMEN_SALAH = Error "isian-dokumen-salah" {
        id: "isian `{isian}` tidak dikenal di sini",
            "maksud Anda `{usul}`? Isian di sini: {dikenal}";
        en: "unknown placeholder `{isian}` here",
            "did you mean `{usul}`? Placeholders here: {dikenal}";
    }
    NAMA_BERKAS_TAK_AMAN = Error "nama-berkas-tak-aman" {
        id: "`{nama}` tidak dapat dipakai sebagai nama berkas",
            "pakai huruf, angka, `-`, `_`, `.` dan spasi di tengah, paling banyak {batas} karakter, tanpa folder dan akhiran; CON, NUL dan sejenisnya milik Windows";
        en: "`{nama}` cannot be used as a file name",
            "use letters, digits, `-`, `_`, `.` and blanks between, at most {batas} characters, without folder and ending; CON, NUL and their like belong to Windows";
    }
    BERKAS_BENTROK = Error "berkas-bentrok" {
        id: "nama berkas `{nama}` sudah dipakai dokumen `{lain}`",
            "tulis `berkas` yang lain; di dalamnya dokumen untuk setiap jabatan memerlukan isian `jabatan.id`, untuk setiap triwulan isian `triwulan`, dalam kurung kurawal";
        en: "the file name `{nama}` is already that of the document `{lain}`",
            "write another `berkas`; a document for each position needs the placeholder `jabatan.id` in it, one for each quarter `triwulan`, in braces";
    }
    TEMPLAT_TAK_ADA = Error "templat-tak-ada" {
        id: "templat `{nama}` tidak ada",
            "maksud Anda `{usul}`? Yang ada: {dikenal}";
        en: "there is no template `{nama}`",
            "did you mean `{usul}`? There are: {dikenal}";
    }
    ISI_DOKUMEN_TAK_JELAS = Error "isi-dokumen-tak-jelas" {
        id: "isi dokumen `{id}` tidak jelas",
            "tulis salah satu: `templat` atau `buku_kerja`";
        en: "it is not clear what the document `{id}` holds",
            "write one of `templat` or `buku_kerja`";
    }
    DOKUMEN_TAK_DIKENAL = Error "dokumen-tak-dikenal" {
        id: "tidak ada dokumen dengan id `{id}`",
            "maksud Anda `{usul}`? Yang ada: {dikenal}";
        en: "there is no document with the id `{id}`",
            "did you mean `{usul}`? There are: {dikenal}";
    }
    TANPA_TAHUN = Error "tanpa-tahun" {
        id: "dokumen `{id}` memerlukan tahun, dan data/opd.yaml tidak menyebutkannya",
            "tulis tahun: 2024 di data/opd.yaml";
        en: "the document `{id}` needs a year, and data/opd.yaml names none",
            "write tahun: 2024 in data/opd.yaml";
    }
    TANPA_RENSTRA = Error "tanpa-renstra" {
        id: "dokumen `{id}` memerlukan data/renstra.yaml, dan berkas itu tidak ada",
            "tulis data/renstra.yaml; contohnya ada dalam proyek yang dibuat `ikigen init`";
        en: "the document `{id}` needs data/renstra.yaml, and there is none",
            "write data/renstra.yaml; there is an example in the project that `ikigen init` makes";
    }
    TANPA_PERUBAHAN = Error "tanpa-perubahan" {
        id: "dokumen `{id}` memerlukan perubahan, dan pada tahun itu tidak ada yang berubah",
            "tulis `target_perubahan`, `anggaran_perubahan`, atau `perubahan` di bawah `perjanjian` pada data/opd.yaml";
        en: "the document `{id}` needs a revision, and nothing was revised in that year",
            "write `target_perubahan`, `anggaran_perubahan`, or `perubahan` under `perjanjian` in data/opd.yaml";
    }
}
