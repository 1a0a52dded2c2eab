//! What comparing two states can report, in both languages.

use crate::diagnostic::codes;

codes! {
    SISI_TAK_TERBACA = Error "sisi-tak-terbaca" {
        id: "`{sisi}` tidak dapat dibaca untuk dibandingkan: {sebab}",
            "sebutkan revisi git (misalnya main, HEAD~1) atau folder proyek";
        en: "`{sisi}` cannot be read for a comparison: {sebab}",
            "name a git revision (for instance main, HEAD~1) or the folder of a project";
    }
}
