//! What the command line can report, in both languages.

use crate::diagnostic::codes;

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
    UNVERIFIABLE = Error "tak-terperiksa" {
        id: "{path} tidak dapat diperiksa: {sebab}",
            "sebutkan PDF atau buku kerja buatan ikigen";
        en: "{path} cannot be verified: {sebab}",
            "name a PDF or a workbook that ikigen made";
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
    SIMPAN_DI_PROYEK = Error "simpan-di-proyek" {
        id: "--keep-typst menunjuk folder proyek itu sendiri",
            "pilih folder lain: templat bawaan yang tersalin ke templates/ akan menggantikan yang di dalam program";
        en: "--keep-typst names the project's own folder",
            "choose another: built-in templates copied into templates/ would replace those in the program";
    }
    TIMED_OUT = Error "terlalu-lama" {
        id: "pekerjaan ini dihentikan sesudah {detik} detik",
            "biasanya sebuah templat proyek berputar tanpa akhir; proyek yang memang besar dapat diberi waktu dengan --timeout";
        en: "this work was stopped after {detik} seconds",
            "usually a template of the project never ends; a project that is really large can be given time with --timeout";
    }
    OUT_OF_MEMORY = Error "memori-habis" {
        id: "pekerjaan ini meminta lebih banyak memori daripada yang ada",
            "biasanya sebuah templat proyek berputar tanpa akhir; proyek yang memang besar dapat dipecah";
        en: "this work asks for more memory than there is",
            "usually a template of the project never ends; a project that is really large can be split";
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
