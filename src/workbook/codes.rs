//! What writing workbooks can report, in both languages.

use crate::diagnostic::codes;

codes! {
    BUKU_KERJA_GAGAL = Error "buku-kerja-gagal" {
        id: "buku kerja tidak dapat dibuat: `{sebab}`",
            "persingkat teks atau kurangi baris yang disebut; Excel menampung paling banyak 32.767 huruf satu sel";
        en: "the workbook cannot be made: `{sebab}`",
            "shorten the text or drop rows of what is named; Excel holds at most 32,767 characters a cell";
    }
}
