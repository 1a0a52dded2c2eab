//! What stands in the way of whole documents, in both languages.

use crate::diagnostic::codes;

codes! {
    HURUF_TAK_ADA = Error "huruf-tak-ada" {
        id: "huruf `{nama}` tidak ada",
            "yang ada: {dikenal}; huruf lain dapat ditaruh sebagai berkas .ttf atau .otf di folder fonts/";
        en: "there is no font `{nama}`",
            "there are: {dikenal}; others can be put as .ttf or .otf files into the folder fonts/";
    }
    KARAKTER_TANPA_HURUF = Error "karakter-tanpa-huruf" {
        id: "tidak ada huruf untuk karakter {karakter}",
            "hapus karakternya, atau taruh berkas huruf yang memuatnya di folder fonts/";
        en: "no font has the character {karakter}",
            "remove the character, or put a font file that has it into the folder fonts/";
    }
    TANPA_TAHUN = Error "tanpa-tahun" {
        id: "lampiran LKjIP memerlukan tahun, dan data/opd.yaml tidak menyebutkannya",
            "tulis tahun: 2024 di data/opd.yaml";
        en: "the LKjIP annexes need a year, and data/opd.yaml names none",
            "write tahun: 2024 in data/opd.yaml";
    }
    TANPA_RENSTRA = Error "tanpa-renstra" {
        id: "tabel Renstra memerlukan data/renstra.yaml, dan berkas itu tidak ada",
            "tulis data/renstra.yaml; susunannya: ikigen schema renstra";
        en: "the Renstra tables need data/renstra.yaml, and there is none",
            "write data/renstra.yaml; its form: ikigen schema renstra";
    }
}
