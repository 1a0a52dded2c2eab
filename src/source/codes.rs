//! What reading a project’s files can report, in both languages.

use crate::diagnostic::codes;
use crate::language::Note;

/// The first of two things that collide.
pub static THE_FIRST: Note = Note(["yang pertama di sini", "the first one is here"]);

/// Help for a data file whose name ends in another way.
pub static OTHER_NAME: Note = Note(["ubah namanya menjadi `{usul}`", "rename it to `{usul}`"]);

/// Help for a file that is none of the years'.
pub static NAME_OF_A_YEAR: Note = Note([
    "realisasi ditulis sebagai data/realisasi/TAHUN.yaml, misalnya data/realisasi/2025.yaml; ubah namanya atau pindahkan dari data/",
    "actual values are data/realisasi/YEAR.yaml, for instance data/realisasi/2025.yaml; rename the file or move it out of data/",
]);

/// Help for choices without a suggestion.
pub static CHOICES: Note = Note(["pilihannya: {dikenal}", "the choices are: {dikenal}"]);

/// Why a pipe or a device is not read.
pub static NO_PLAIN_FILE: Note = Note(["bukan berkas biasa", "it is no regular file"]);

/// Help for whole numbers.
pub static WHOLE_NUMBER: Note = Note([
    "tulis bilangan bulat; dari {dari} sampai {sampai}",
    "write a whole number; from {dari} to {sampai}",
]);

/// Help where a whole file is of the wrong shape.
pub static SAME_KIND: Note = Note([
    "bandingkan dengan berkas lain yang sejenis",
    "compare it with another file of the same kind",
]);

codes! {
    BUKAN_UTF8 = Error "bukan-utf8" {
        id: "berkas ini tidak disimpan sebagai teks UTF-8",
            "simpan ulang sebagai UTF-8; di Notepad: File, Save As (Simpan Sebagai), lalu pilih UTF-8 pada Encoding";
        en: "this file is not saved as UTF-8 text",
            "save it again as UTF-8; in Notepad: File, Save As, then choose UTF-8 for Encoding";
    }
    // Files of the project.
    FOLDER_HILANG = Error "folder-hilang" {
        id: "tidak ada folder {folder}",
            "periksa nama folder proyek yang disebut dengan --project";
        en: "there is no folder {folder}",
            "check the name of the project folder given with --project";
    }
    OPD_HILANG = Error "opd-hilang" {
        id: "`data/opd.yaml` tidak ada di {folder}",
            "jalankan dari folder proyek, atau sebutkan foldernya dengan --project";
        en: "there is no `data/opd.yaml` in {folder}",
            "run from the project folder, or name it with --project";
    }
    TANPA_JABATAN = Error "tanpa-jabatan" {
        id: "folder `data/jabatan` tidak berisi satu pun berkas .yaml",
            "tulis satu berkas untuk setiap jabatan, misalnya data/jabatan/01-sekretaris.yaml";
        en: "the folder `data/jabatan` holds no .yaml file",
            "write one file for each position, for instance data/jabatan/01-sekretaris.yaml";
    }
    BERKAS_TAK_TERBACA = Error "berkas-tak-terbaca" {
        id: "`{path}` tidak dapat dibaca: {sebab}",
            "periksa apakah berkas itu ada dan izin bacanya";
        en: "cannot read `{path}`: {sebab}",
            "check that the file exists and that you may read it";
    }
    BERKAS_TAK_DIKENAL = Warning "berkas-tak-dikenal" {
        id: "`{path}` tidak dibaca: ikigen tidak mengenal berkas ini",
            "jabatan ditulis sebagai data/jabatan/*.yaml; ubah namanya atau pindahkan dari data/";
        en: "`{path}` is not read: ikigen does not know this file",
            "positions are data/jabatan/*.yaml; rename the file or move it out of data/";
    }
    NAMA_BERKAS_SALAH = Error "nama-berkas-salah" {
        id: "nama berkas `{path}` memuat karakter yang tidak dapat dipakai: {karakter}",
            "ganti namanya; pakai huruf, angka, dan tanda hubung";
        en: "the name of the file `{path}` holds a character that cannot be used: {karakter}",
            "rename it; use letters, digits and hyphens";
    }
    NAMA_BERKAS_WINDOWS = Warning "nama-berkas-windows" {
        id: "berkas `{path}` tidak dapat disimpan di Windows dengan nama itu",
            "ganti namanya; pakai huruf, angka, dan tanda hubung, dan hindari nama perangkat seperti con atau aux";
        en: "Windows cannot keep the file `{path}` under that name",
            "rename it; use letters, digits and hyphens, and no name of a device such as con or aux";
    }
    BERKAS_BESAR = Error "berkas-besar" {
        id: "`{path}` berukuran {ukuran} byte, batasnya {batas}",
            "pecah berkas itu, atau keluarkan yang bukan data";
        en: "`{path}` has {ukuran} bytes, the limit is {batas}",
            "split the file, or take out what is not data";
    }
    BERKAS_TERLALU_BANYAK = Error "berkas-terlalu-banyak" {
        id: "folder `{path}` berisi lebih dari {batas} berkas",
            "pisahkan menjadi beberapa proyek";
        en: "the folder `{path}` holds more than {batas} files",
            "split it into several projects";
    }
    PROYEK_BESAR = Error "proyek-besar" {
        id: "berkas proyek ini bersama-sama lebih dari {batas} byte; `{path}` dan sesudahnya tidak dibaca",
            "keluarkan huruf yang tidak dipakai dari fonts/, atau pisahkan menjadi beberapa proyek";
        en: "the files of this project have more than {batas} bytes together; `{path}` and what follows are not read",
            "take fonts that are not used out of fonts/, or split it into several projects";
    }
    BUKAN_BERKAS = Error "bukan-berkas" {
        id: "`{path}` adalah {nyata}, bukan berkas biasa",
            "taruh isinya di sini sebagai berkas biasa; tautan tidak diikuti, karena isi dokumen harus ikut dalam git";
        en: "`{path}` is {nyata}, not a plain file",
            "put its content here as a plain file; links are not followed, since what a document says must be in git";
    }
    BUKAN_FOLDER = Error "bukan-folder" {
        id: "`{path}` adalah {nyata}, bukan folder",
            "buat foldernya di sini; tautan tidak diikuti, karena isi dokumen harus ikut dalam git";
        en: "`{path}` is {nyata}, not a folder",
            "make the folder here; links are not followed, since what a document says must be in git";
    }
    // YAML.
    YAML_SINTAKSIS = Error "yaml-sintaksis" {
        id: "salah tulis: {sebab}",
            "periksa spasi di depan baris, titik dua, dan tanda kutip di sekitar sini; contoh setiap salah tulis: ikigen explain yaml-sintaksis";
        en: "mistyped: {sebab}",
            "check the blanks before the line, colons and quotes around here; for an example of each mistake: ikigen explain yaml-sintaksis";
    }
    KOMA_DESIMAL = Error "koma-desimal" {
        id: "koma di `{nilai}` dibaca sebagai pemisah isian, bukan koma desimal",
            "tulis {usul}: tanpa pemisah ribuan, dengan titik desimal";
        en: "the comma in `{nilai}` is read as one between entries, not as a decimal comma",
            "write {usul}: no thousands marks, a decimal point";
    }
    YAML_TAK_TERBACA = Error "yaml-tak-terbaca" {
        id: "isi berkas ini tidak dapat dibaca: {sebab}",
            "bandingkan dengan berkas lain yang sejenis";
        en: "cannot read what this file says: {sebab}",
            "compare it with another file of the same kind";
    }
    BERKAS_KOSONG = Error "berkas-kosong" {
        id: "berkas ini kosong", "isi berkasnya, atau hapus";
        en: "this file is empty", "fill it, or delete it";
    }
    DOKUMEN_GANDA = Error "dokumen-ganda" {
        id: "satu berkas memuat satu dokumen; di sini mulai yang kedua",
            "hapus `---`, atau pindahkan bagian ini ke berkas lain";
        en: "a file holds one document; a second one starts here",
            "remove the `---`, or move this part to another file";
    }
    TERLALU_DALAM = Error "terlalu-dalam" {
        id: "susunan ini lebih dari {batas} tingkat", "sederhanakan susunannya";
        en: "this is nested more than {batas} levels deep", "make it flatter";
    }
    TERLALU_BANYAK = Error "terlalu-banyak" {
        id: "berkas ini memuat lebih dari {batas} nilai", "pecah menjadi beberapa berkas";
        en: "this file holds more than {batas} values", "split it into several files";
    }
    ALIAS_DITOLAK = Error "alias-ditolak" {
        id: "teks yang diawali `{tanda}` perlu tanda kutip; rujukan YAML (`&`, `*`) tidak dipakai di sini",
            "tulis `{usul}`; bila memang rujukan, tulis isinya secara lengkap";
        en: "text that starts with `{tanda}` needs quotes; anchors and aliases of YAML (`&`, `*`) are not used here",
            "write `{usul}`; if it is an alias, write the value out";
    }
    TAG_DITOLAK = Error "tag-ditolak" {
        id: "teks yang diawali `{tanda}` perlu tanda kutip; tag YAML tidak dipakai di sini",
            "tulis `{usul}`";
        en: "text that starts with `{tanda}` needs quotes; tags of YAML are not used here",
            "write `{usul}`";
    }
    KUNCI_BUKAN_TEKS = Error "kunci-bukan-teks" {
        id: "kunci harus berupa teks",
            "teks yang diawali `[`, `{` atau `?` perlu tanda kutip";
        en: "a key must be text",
            "text that starts with `[`, `{` or `?` needs quotes";
    }
    KUNCI_GANDA = Error "kunci-ganda" {
        id: "kunci `{kunci}` tertulis dua kali", "perbaiki yang keliru, atau hapus salah satunya";
        en: "the key `{kunci}` is written twice", "mend the one that is wrong, or delete one of them";
    }
    // The shape of the data.
    KUNCI_TAK_DIKENAL = Error "kunci-tak-dikenal" {
        id: "kunci `{kunci}` tidak dikenal",
            "maksud Anda `{usul}`? Yang dikenal di sini: {dikenal}";
        en: "unknown key `{kunci}`",
            "did you mean `{usul}`? Known here: {dikenal}";
    }
    KUNCI_HILANG = Error "kunci-hilang" {
        id: "kunci `{kunci}` harus ada", "tambahkan `{kunci}:` pada {di}";
        en: "the key `{kunci}` is missing", "add `{kunci}:` to {di}";
    }
    JENIS_SALAH = Error "jenis-salah" {
        id: "{kunci} seharusnya {harapan}, bukan {nyata}", "contoh: {contoh}";
        en: "{kunci} should be {harapan}, not {nyata}", "for example: {contoh}";
    }
    PILIHAN_SALAH = Error "pilihan-salah" {
        id: "`{nilai}` bukan pilihan untuk `{kunci}`",
            "maksud Anda `{usul}`? Pilihannya: {dikenal}";
        en: "`{nilai}` is not a choice for `{kunci}`",
            "did you mean `{usul}`? The choices are: {dikenal}";
    }
    TEKS_KOSONG = Error "teks-kosong" {
        id: "`{kunci}` kosong", "isi nilainya, atau hapus kuncinya bila tidak wajib";
        en: "`{kunci}` is empty", "fill it, or delete the key if it is optional";
    }
    BUTIR_KOSONG = Error "butir-kosong" {
        id: "ada butir kosong dalam `{kunci}`", "isi butirnya, atau hapus";
        en: "there is an empty item in `{kunci}`", "fill it, or delete it";
    }
    TEKS_PANJANG = Error "teks-panjang" {
        id: "teks ini lebih dari {batas} karakter", "pecah menjadi beberapa butir";
        en: "this text has more than {batas} characters", "split it into several items";
    }
    DAFTAR_KOSONG = Error "daftar-kosong" {
        id: "daftar `{kunci}` kosong", "isi sekurang-kurangnya satu butir";
        en: "the list `{kunci}` is empty", "give it at least one item";
    }
    ANGKA_TAK_SAH = Error "angka-tak-sah" {
        id: "`{nilai}` bukan angka yang dapat dipakai di sini",
            "tulis angka dengan titik desimal, misalnya `1.5`; dari {dari} sampai {sampai}";
        en: "`{nilai}` is not a number that can be used here",
            "write a number with a decimal point, for instance `1.5`; from {dari} to {sampai}";
    }
    KARAKTER_KENDALI = Error "karakter-kendali" {
        id: "teks memuat karakter tak terlihat {karakter}, yang tidak dapat dicetak",
            "hapus karakternya; biasanya ikut tersalin dari program lain";
        en: "the text holds the invisible character {karakter}, which cannot be printed",
            "remove it; such characters usually come along when copying from another program";
    }
}
