//! What filling templates can report, in both languages.

use crate::diagnostic::codes;
use crate::language::notes;

notes! {
    /// Why a template fails: it names a value that is not there.
    pub UNKNOWN_NAME = "`{nama}` tidak dikenal", "`{nama}` is not known";
    /// A filter that is not there.
    pub UNKNOWN_FILTER = "saringan `{nama}` tidak dikenal", "there is no filter `{nama}`";
    /// A function that is not there.
    pub UNKNOWN_FUNCTION = "fungsi `{nama}` tidak dikenal", "there is no function `{nama}`";
    /// A template that is not there.
    pub NO_TEMPLATE = "templat `{nama}` tidak ada", "there is no template `{nama}`";
    /// It does not end.
    pub ENDLESS = "perulangan di templat ini terlalu lama, mungkin tidak berakhir",
        "a loop of this template takes too long, it may never end";
    /// Anything else, in the template engine's own words.
    pub TEMPLATE_ENGINE = "mesin templat menjawab: {jawaban}", "the template engine says: {jawaban}";
}

codes! {
    // Templates and typesetting.
    TEMPLAT_SALAH = Error "templat-salah" {
        id: "templat tidak dapat diisi: {sebab}",
            "perbaiki baris ini di templat proyek, atau hapus berkasnya untuk memakai templat bawaan";
        en: "cannot fill the template: {sebab}",
            "mend this line of the project's template, or delete the file to use the built-in one";
    }
}
