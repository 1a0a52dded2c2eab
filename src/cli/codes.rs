//! What the command line can report, in both languages.

use crate::diagnostic::codes;
use crate::language::Note;

/// What is most likely behind work that does not come to an end: one help for each of
/// [`super::worker::Input`].
pub static OWN_PARTS: Note = Note([
    "biasanya sebuah templat milik proyek tidak pernah selesai diproses, atau hurufnya rusak; proyek yang memang besar dapat dipecah, atau diberi waktu dengan --timeout",
    "usually a template of the project's own never ends, or a font of its own is broken; a project that is really large can be split, or be given time with --timeout",
]);
/// The same where a project has nothing but data.
pub static ONLY_DATA: Note = Note([
    "proyek ini besar sekali: pecah menjadi beberapa proyek, atau beri waktu dengan --timeout",
    "this project is very large: split it into several, or give it time with --timeout",
]);
/// The same where two states are compared.
pub static TWO_STATES: Note = Note([
    "salah satu keadaan besar sekali, atau mempunyai templat yang tidak pernah selesai diproses; beri waktu dengan --timeout, atau bandingkan perubahan yang lebih kecil",
    "one of the states is very large, or has a template that never ends; give it time with --timeout, or compare smaller changes",
]);
/// The same where a file is verified.
pub static A_FILE: Note = Note([
    "berkas ini jauh lebih besar atau lebih rumit daripada buatan ikigen; mintalah lagi dari pembuatnya, atau beri waktu dengan --timeout",
    "this file is much larger or more involved than what ikigen makes; ask its maker for it again, or give it time with --timeout",
]);
/// What to do about nesting, or input that breaks a part of the program, in a project with parts of its own.
pub static MEND_OWN_PARTS: Note = Note([
    "keluarkan templat dan huruf milik proyek satu demi satu dari templates/ dan fonts/, sampai diketahui yang mana",
    "take the project's own templates and fonts out of templates/ and fonts/ one by one until it is known which",
]);
/// The same where there is nothing but data.
pub static MEND_DATA: Note = Note([
    "batalkan perubahan terakhir pada data, lalu ulangi sedikit demi sedikit; laporkan kalimat ini bersama datanya",
    "undo the last changes to the data, then make them again one by one; report this sentence with the data",
]);
/// The same where two states are compared.
pub static MEND_STATE: Note = Note([
    "jalankan `ikigen build` di kedua keadaan: yang gagal mempunyai templat atau huruf yang rusak",
    "run `ikigen build` in both states: the one that fails has a broken template or font",
]);
/// The same where a file is verified.
pub static MEND_FILE: Note = Note([
    "berkasnya rusak atau bukan buatan ikigen; mintalah lagi dari pembuatnya",
    "the file is broken, or ikigen did not make it; ask its maker for it again",
]);
/// Where all codes are listed.
pub static LIST_OF_CODES: Note =
    Note(["`ikigen explain` menyebut semua kode", "`ikigen explain` lists all codes"]);

/// What can be explained.
pub static WHAT_IS_EXPLAINED: Note = Note([
    "`ikigen explain` menyebut semua kode; asal-usul sebuah angka: `ikigen explain capaian INDIKATOR`",
    "`ikigen explain` lists all codes; where a number comes from: `ikigen explain capaian INDICATOR`",
]);

/// Where all indicators are listed.
pub static LIST_OF_INDIKATOR: Note = Note([
    "`ikigen explain capaian` menyebut semua indikator dengan id-nya",
    "`ikigen explain capaian` lists all indicators with their ids",
]);

codes! {
    FOLDER_BERISI = Error "folder-berisi" {
        id: "folder {path} sudah ada dan tidak kosong",
            "sebutkan folder yang belum ada; tidak ada yang ditimpa";
        en: "the folder {path} is there and not empty",
            "name a folder that does not exist; nothing is overwritten";
    }
    KODE_TAK_DIKENAL = Error "kode-tak-dikenal" {
        id: "tidak ada kode `{kode}`",
            "maksud Anda `{usul}`?";
        en: "there is no code `{kode}`",
            "did you mean `{usul}`?";
    }
    INDIKATOR_KURANG_JELAS = Error "indikator-kurang-jelas" {
        id: "ada {n} indikator yang cocok dengan `{kata}`",
            "sebutkan id salah satunya";
        en: "{n} indicators fit `{kata}`",
            "give the id of one of them";
    }
    UNPROVED = Error "tak-terbukti" {
        id: "{path}: tidak dapat dibuktikan: {sebab}",
            "ini belum berarti bahwa berkasnya palsu; yang dapat dibuktikan hanya berkas buatan ikigen versi ini yang sumbernya ada";
        en: "{path}: it cannot be proved: {sebab}",
            "that does not mean that the file is forged; only a file that this version of ikigen made can be proved, where its sources are there";
    }
    UNWRITABLE = Error "tak-tertulis" {
        id: "`{path}` tidak dapat ditulis: {sebab}",
            "tutup berkas itu bila sedang terbuka; periksa izin folder dan sisa ruang disk";
        en: "cannot write `{path}`: {sebab}",
            "close the file if it is open; check the folder's permissions and the free space";
    }
    BERKAS_BERUBAH = Error "berkas-berubah" {
        id: "`{path}` berubah sejak dibaca, dan tidak ditulis",
            "jalankan sekali lagi";
        en: "`{path}` changed since it was read, and was not written",
            "run once more";
    }
    TAUTAN_TAK_DITULIS = Error "tautan-tak-ditulis" {
        id: "`{path}` adalah tautan atau bukan berkas biasa, dan tidak ditulis",
            "ganti tautan itu dengan berkasnya sendiri";
        en: "`{path}` is a link or no plain file, and was not written",
            "put the file itself in place of the link";
    }
    PERSIAPAN_ASING = Error "persiapan-asing" {
        id: "`{path}` menyerupai folder persiapan ikigen, tetapi tidak dibuat oleh ikigen di folder keluaran ini",
            "isinya tidak diterbitkan dan tidak dihapus; periksa dari mana asalnya, hapus atau pindahkan, lalu jalankan lagi";
        en: "`{path}` looks like a folder in which ikigen prepares documents, but no ikigen made it in this output folder",
            "what is in it is neither published nor removed; find out where it comes from, delete or move it, then run again";
    }
    KELUARAN_TERCAMPUR = Error "keluaran-tercampur" {
        id: "keluaran yang lama tidak dapat dikembalikan seluruhnya; yang sudah baru: {baru}",
            "yang lain masih yang lama, dan manifest.json menunjukkan mana yang tidak cocok; jalankan lagi sesudah sebabnya hilang";
        en: "not all of the old output could be put back; what is new: {baru}",
            "the rest is the old one, and manifest.json shows what does not match; run again when the cause is gone";
    }
    KELUARAN_BERUBAH = Warning "keluaran-berubah" {
        id: "`{path}` dari build sebelumnya sudah diubah sejak dibuat, dan tidak dicatat lagi di manifest.json",
            "hapus, atau buat lagi dengan ikigen";
        en: "`{path}` of an earlier build was changed since it was made, and is no longer listed in manifest.json",
            "delete it, or make it again with ikigen";
    }
    KELUARAN_HILANG = Info "keluaran-hilang" {
        id: "`{path}` dari build sebelumnya tidak ada lagi, dan tidak dicatat lagi di manifest.json",
            "buat lagi dengan ikigen bila masih diperlukan";
        en: "`{path}` of an earlier build is gone, and is no longer listed in manifest.json",
            "make it again with ikigen if it is still needed";
    }
    MANIFEST_TAK_TERBACA = Warning "manifest-tak-terbaca" {
        id: "`{path}` yang lama tidak dapat dibaca; dokumen dari build sebelumnya yang masih ada tidak dicatat di yang baru",
            "buat lagi dokumen itu dengan ikigen bila perlu tercatat";
        en: "the old `{path}` cannot be read; documents of earlier builds that are still there are not listed in the new one",
            "make them again with ikigen if they are to be listed";
    }
    SIMPAN_DI_PROYEK = Error "simpan-di-proyek" {
        id: "--keep-typst menunjuk folder proyek itu sendiri",
            "pilih folder lain: templat bawaan yang tersalin ke templates/ akan menggantikan yang di dalam program";
        en: "--keep-typst names the project's own folder",
            "choose another: built-in templates copied into templates/ would replace those in the program";
    }
    TIMED_OUT = Error "terlalu-lama" {
        id: "pekerjaan ini dihentikan sesudah {detik} detik",
            "beri waktu lebih lama dengan --timeout, atau pecah proyeknya";
        en: "this work was stopped after {detik} seconds",
            "give it more time with --timeout, or split the project";
    }
    OUT_OF_MEMORY = Error "memori-habis" {
        id: "pekerjaan ini meminta lebih banyak memori daripada yang ada",
            "pecah proyeknya menjadi beberapa";
        en: "this work asks for more memory than there is",
            "split the project into several";
    }
    TOO_DEEP = Error "terlalu-bersarang" {
        id: "masukan ini bersarang terlalu dalam: ada kurung, rumus, atau isi di dalam isi beribu-ribu tingkat",
            "sederhanakan templatnya";
        en: "this input is nested too deeply: brackets, formulas or contents inside one another thousands of times",
            "make the template simpler";
    }
    LIBRARY_FAILED = Error "bagian-gagal" {
        id: "masukan ini merusak `{bagian}`, bagian program buatan pihak lain: {sebab}",
            "biasanya berkas huruf, gambar, atau templat yang rusak";
        en: "this input breaks `{bagian}`, a part of the program that others made: {sebab}",
            "usually a broken font, picture or template";
    }
    PROGRAM_ERROR = Error "kesalahan-program" {
        id: "kesalahan program: {sebab}",
            "ini bukan kesalahan Anda; laporkan kalimat ini bersama data yang menimbulkannya (ikigen {versi})";
        en: "an error of the program: {sebab}",
            "this is no mistake of yours; report this sentence with the data that led to it (ikigen {versi})";
    }
    NO_WORKER = Error "proses-gagal" {
        id: "proses kerja tidak dapat dijalankan: {sebab}",
            "periksa apakah program ikigen masih di tempatnya dan boleh dijalankan, dan apakah memori masih ada";
        en: "no process could be started for the work: {sebab}",
            "check that the program ikigen is still in its place and may be run, and that there is memory left";
    }
}
