//! What laying pages out can report, in both languages.

use crate::diagnostic::codes;
use crate::language::Note;

/// Help where the compiler gives no hint of its own.
pub static OWN_TEMPLATE: Note = Note([
    "perbaiki baris ini di templat proyek, atau hapus berkasnya untuk memakai templat bawaan",
    "mend this line of the project's template, or delete the file to use the built-in one",
]);

codes! {
    HURUF_TAK_TERBACA = Error "huruf-tak-terbaca" {
        id: "`{path}` bukan berkas huruf yang dapat dipakai",
            "pakai berkas .ttf atau .otf yang utuh dan boleh disematkan";
        en: "`{path}` is not a font file that can be used",
            "use a whole .ttf or .otf file that may be embedded";
    }
    HURUF_RUSAK = Warning "huruf-rusak" {
        id: "berkas huruf `{path}` tidak utuh: isi tabel `{tabel}` lain daripada sidiknya di dalam berkas itu",
            "salin lagi berkas huruf itu dari asalnya; huruf yang rusak dapat mencetak huruf lain daripada yang ditulis";
        en: "the font file `{path}` is not whole: the table `{tabel}` is not what its checksum in the file says",
            "copy the font file again from where it came; a damaged font may print other letters than those written";
    }
    HURUF_TERLALU_BANYAK = Error "huruf-terlalu-banyak" {
        id: "dengan `{path}`, fonts/ memuat lebih dari {batas} huruf; berkas itu dan sesudahnya tidak dipakai",
            "keluarkan berkas huruf yang tidak dipakai";
        en: "with `{path}`, fonts/ holds more than {batas} faces; that file and what follows are not used",
            "take font files that are not used out";
    }
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
    JANGKAR_DI_LUAR_TEMPAT = Warning "jangkar-di-luar-tempat" {
        id: "`{jangkar}` juga tercetak di luar tempat tanda tangan, pada halaman {halaman} {berkas}: layanan penanda tangan dapat \
             membubuhkan tanda tangan di situ",
            "ganti kata-katanya, atau pilih `jangkar` lain di `tanda_tangan` pada data/opd.yaml";
        en: "`{jangkar}` is also printed outside the place for the signature, on page {halaman} of {berkas}: the service that signs \
             may put the signature there",
            "change the words, or choose another `jangkar` under `tanda_tangan` in data/opd.yaml";
    }
    TEKS_MELEWATI_SEL = Warning "teks-melewati-sel" {
        id: "`{teks}` tidak muat di tempatnya pada halaman {halaman} {berkas}: tulisannya melewati garis atau tepi kertas",
            "singkat tulisannya, perkecil hurufnya (`ukuran`), atau lebarkan kolomnya (`tabel.kolom`) di `halaman` pada \
             data/opd.yaml; kertas mendatar memuat lebih banyak";
        en: "`{teks}` has no room in its place on page {halaman} of {berkas}: it runs over a rule or the edge of the paper",
            "make it shorter, its type smaller (`ukuran`) or its column wider (`tabel.kolom`) under `halaman` in \
             data/opd.yaml; landscape paper has more room";
    }
    TYPST_GALAT = Error "typst-galat" {
        id: "halaman tidak dapat disusun: {sebab}",
            "perbaiki baris ini di templat proyek; petunjuk penyusun halaman: {petunjuk}";
        en: "cannot lay out the page: {sebab}",
            "mend this line of the project's template; the typesetter's hint: {petunjuk}";
    }
    TYPST_PERINGATAN = Warning "typst-peringatan" {
        id: "penyusun halaman memperingatkan: {sebab}",
            "perbaiki baris ini di templat proyek; petunjuk penyusun halaman: {petunjuk}";
        en: "the typesetter warns: {sebab}",
            "mend this line of the project's template; the typesetter's hint: {petunjuk}";
    }
}
