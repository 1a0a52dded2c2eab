//! What filling templates can report, in both languages.

use crate::diagnostic::codes;

codes! {
    // Templates and typesetting.
    TEMPLAT_SALAH = Error "templat-salah" {
        id: "templat tidak dapat diisi: {sebab}",
            "perbaiki baris ini di templat proyek, atau hapus berkasnya untuk memakai templat bawaan";
        en: "cannot fill the template: {sebab_en}",
            "mend this line of the project's template, or delete the file to use the built-in one";
    }
}
