//! Why an edit is refused, in both languages.

use crate::diagnostic::codes;

codes! {
    SUNTING_TAK_ADA = Error "sunting-tak-ada" {
        id: "tidak ada `{path}` yang dapat disunting",
            "muat ulang: berkas ini mungkin sudah berubah";
        en: "there is no `{path}` to be edited",
            "load again: this file may have changed";
    }
    SUNTING_SUDAH_ADA = Error "sunting-sudah-ada" {
        id: "`{path}` sudah ada",
            "ubah yang sudah ada, atau pilih nama lain";
        en: "`{path}` is there already",
            "change the one that is there, or choose another name";
    }
    SUNTING_JENIS = Error "sunting-jenis" {
        id: "`{path}` tidak dapat menerima isian ini: jenis nilainya lain",
            "hapus dulu nilainya, atau tulis di berkasnya";
        en: "`{path}` cannot take this: it is a value of another kind",
            "remove its value first, or write it in the file";
    }
    SUNTING_NILAI = Error "sunting-nilai" {
        id: "`{nilai}` bukan bilangan atau kata yang dapat ditulis tanpa tanda kutip",
            "berikan sebagai teks";
        en: "`{nilai}` is no number or word that can be written without quotes",
            "give it as a text";
    }
    SUNTING_KOMENTAR = Error "sunting-komentar" {
        id: "penyuntingan ini akan menghilangkan komentar di sini",
            "sunting berkasnya sendiri, atau pindahkan dulu komentarnya";
        en: "this edit would lose the comment here",
            "edit the file itself, or move the comment first";
    }
    SUNTING_BENTUK = Error "sunting-bentuk" {
        id: "cara penulisan di sini tidak dapat disunting dengan aman",
            "sunting berkasnya sendiri";
        en: "what is written in this form cannot be edited safely",
            "edit the file itself";
    }
    SUNTING_RENTANG = Error "sunting-rentang" {
        id: "yang diganti di sini bukan bagian dari satu teks pada satu baris",
            "sunting berkasnya sendiri";
        en: "what would be replaced here is not part of one text on one line",
            "edit the file itself";
    }
    SUNTING_RAGU = Error "sunting-ragu" {
        id: "sesudah disunting, berkas ini tidak terbaca seperti yang diminta",
            "sunting berkasnya sendiri; berkas ini tidak diubah";
        en: "after the edit this file would not read as was asked for",
            "edit the file itself; it was not changed";
    }
}
