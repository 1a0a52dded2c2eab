//! What findings themselves can report, in both languages.

use super::codes;
use crate::language::Note;

/// Help without a suggestion.
pub static NO_SUGGESTION: Note = Note(["yang dikenal di sini: {dikenal}", "known here: {dikenal}"]);

/// Help where nothing of the kind exists yet.
pub static NONE_YET: Note =
    Note(["belum ada satu pun; tulis dulu", "there are none yet; write one first"]);

codes! {
    TEMUAN_DIPOTONG = Warning "temuan-dipotong" {
        id: "berkas ini mempunyai lebih dari {batas} temuan; sisanya tidak ditampilkan",
            "perbaiki dulu yang ditampilkan, lalu jalankan lagi";
        en: "this file has more than {batas} findings; the rest are not shown",
            "mend these first, then run again";
    }
    TEMUAN_LAIN_DIPOTONG = Warning "temuan-lain-dipotong" {
        id: "ada lebih dari {batas} temuan `{jenis}`; sisanya tidak ditampilkan",
            "perbaiki dulu yang ditampilkan, lalu jalankan lagi";
        en: "there are more than {batas} findings `{jenis}`; the rest are not shown",
            "mend these first, then run again";
    }
}
