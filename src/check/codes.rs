//! What settling what is accepted can report, in both languages.

use crate::diagnostic::codes;
use crate::language::Note;

/// Where all codes are listed.
pub static LIST_OF_CODES: Note = Note([
    "`ikigen explain` menyebut semua kode; galat tidak dapat diterima",
    "`ikigen explain` lists all codes; errors cannot be accepted",
]);

/// The unit of an indicator.
pub static ITS_SATUAN: Note = Note(["satuannya di sini", "its unit is here"]);

/// The formula that is computed.
pub static WHAT_IS_COMPUTED: Note = Note(["yang dihitung", "what is computed"]);

/// What a value is compared with.
pub static COMPARED_WITH: Note = Note(["pembandingnya di sini", "it is compared with this"]);

codes! {
    // Acceptances.
    TERIMA_BASI = Warning "terima-basi" {
        id: "tidak ada lagi `{kode}` yang diterima di sini",
            "hapus komentar ini";
        en: "there is no `{kode}` here any more to be accepted",
            "drop this comment";
    }
    TERIMA_TANPA_ALASAN = Warning "terima-tanpa-alasan" {
        id: "penerimaan ini tidak menyebut alasan",
            "tulis `# terima KODE: alasan`";
        en: "this acceptance gives no reason",
            "write `# terima CODE: reason`";
    }
    TERIMA_TAK_DIKENAL = Warning "terima-tak-dikenal" {
        id: "`{kode}` bukan kode yang dapat diterima",
            "maksud Anda `{usul}`? Galat tidak dapat diterima, hanya peringatan dan saran";
        en: "`{kode}` is no code that can be accepted",
            "did you mean `{usul}`? Errors cannot be accepted, only warnings and suggestions";
    }
}
