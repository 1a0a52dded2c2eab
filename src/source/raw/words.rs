//! Fixed words of the yearly edition: what an office may say in its own words, and what is said
//! where it does not.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::Text;

/// Every fixed word with what it says by default, for a macro that makes something of each list.
/// `{tahun}` stands for the year, `{lalu}` for the one before, `{sampai}` for how far the figures
/// go: ` s.d. Triwulan II`, nothing for a whole year.
macro_rules! fixed_words {
    ($make:ident) => {
        $make! {
            /// Judul kolom edisi tahunan.
            KolomTahunan {
                /// Nomor indikator.
                nomor: "NO",
                /// Satuan.
                satuan: "SATUAN",
                /// Realisasi tahun sebelumnya.
                realisasi_lalu: "REALISASI {lalu}",
                /// Target setahun.
                target: "TARGET {tahun}",
                /// Target sampai batas laporan, sebelum Triwulan IV.
                target_sampai: "TARGET{sampai}",
                /// Realisasi.
                realisasi: "REALISASI {tahun}{sampai}",
                /// Capaian.
                capaian: "CAPAIAN",
                /// Kategori capaian.
                kategori: "KATEGORI",
                /// Sumber data, catatan dan analisis.
                catatan: "SUMBER DATA, CATATAN, DAN ANALISIS",
                /// Rata-rata capaian, pada ringkasan.
                rata_rata: "RATA-RATA CAPAIAN",
                /// Banyaknya indikator yang terukur, pada ringkasan.
                terukur: "INDIKATOR TERUKUR",
                /// Halaman, pada ringkasan.
                halaman: "HALAMAN",
                /// Batas kategori.
                batas: "CAPAIAN",
                /// Banyaknya indikator di setiap kategori.
                jumlah: "JUMLAH INDIKATOR",
                /// Keterangan indikator yang belum lengkap.
                keterangan: "KETERANGAN",
            }
        }
        $make! {
            /// Judul dan kata tetap edisi tahunan.
            Kata {
                /// Judul ringkasan.
                ringkasan: "RINGKASAN CAPAIAN KINERJA TAHUN {tahun}{sampai}",
                /// Judul halaman aturan pengukuran.
                ketentuan: "KETENTUAN PENGUKURAN TAHUN {tahun}{sampai}",
                /// Judul tabel penghitungan.
                penghitungan: "Penghitungan dan sumber data",
                /// Judul analisis yang terlalu panjang untuk tabelnya.
                analisis: "Analisis",
                /// Judul tabel sebaran kategori.
                sebaran: "Sebaran indikator menurut kategori{sampai}",
                /// Judul tabel indikator yang belum lengkap.
                belum_lengkap: "Indikator dengan data belum lengkap atau capaian tidak dapat dihitung",
                /// Sebagai ganti tabel itu bila semuanya lengkap.
                lengkap: "Data seluruh indikator lengkap dan capaiannya terukur.",
                /// Arti tanda panah.
                panah: "↑ makin tinggi makin baik; ↓ makin rendah makin baik; ↔ harus tepat pada target.",
                /// Di depan pemegang jabatan.
                pejabat: "Pejabat",
                /// Di atas tanda tangan atasannya.
                atasan: "Atasan langsung",
                /// Di depan sumber data.
                sumber: "Sumber data",
                /// Di depan faktor pendukung.
                pendukung: "Faktor pendukung",
                /// Di depan faktor penghambat.
                hambatan: "Faktor penghambat",
                /// Di depan upaya.
                upaya: "Upaya",
                /// Di depan bukti dukung.
                bukti: "Bukti dukung",
            }
        }
        $make! {
            /// Kata tetap perjanjian kinerja.
            KataPerjanjian {
                /// Judulnya.
                judul: "PERJANJIAN KINERJA TAHUN {tahun}",
                /// Judul perubahannya.
                judul_perubahan: "PERJANJIAN KINERJA PERUBAHAN TAHUN {tahun}",
                /// Judul lampirannya.
                lampiran: "LAMPIRAN PERJANJIAN KINERJA TAHUN {tahun}",
                /// Judul lampiran perubahannya.
                lampiran_perubahan: "LAMPIRAN PERJANJIAN KINERJA PERUBAHAN TAHUN {tahun}",
                /// Kalimat pertama.
                pembuka: "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel serta berorientasi pada hasil, kami yang bertanda tangan di bawah ini:",
                /// Di depan nama.
                nama: "Nama",
                /// Di depan jabatan.
                jabatan: "Jabatan",
                /// Sesudah yang berjanji.
                sebagai_pertama: "Selanjutnya disebut pihak pertama.",
                /// Sesudah yang menerima janji.
                sebagai_kedua: "Selaku atasan pihak pertama, selanjutnya disebut pihak kedua.",
                /// Janji pihak pertama.
                janji: "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami.",
                /// Janji pihak kedua.
                supervisi: "Pihak kedua akan memberikan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja dari perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi.",
                /// Di atas tanda tangan yang berjanji.
                pihak_pertama: "Pihak Pertama,",
                /// Di atas tanda tangan yang menerima janji.
                pihak_kedua: "Pihak Kedua,",
                /// Judul kolom nomor.
                nomor: "NO",
                /// Judul kolom sasaran pimpinan.
                sasaran_strategis: "SASARAN STRATEGIS",
                /// Judul kolom sasaran administrator.
                sasaran_program: "SASARAN PROGRAM",
                /// Judul kolom sasaran pengawas dan jabatan lainnya.
                sasaran_kegiatan: "SASARAN KEGIATAN",
                /// Judul kolom indikator.
                indikator: "INDIKATOR KINERJA",
                /// Judul kolom target.
                target: "TARGET",
                /// Judul kolom satuan.
                satuan: "SATUAN",
                /// Judul kolom program.
                program: "PROGRAM",
                /// Judul kolom kegiatan.
                kegiatan: "KEGIATAN",
                /// Judul kolom sub kegiatan.
                sub_kegiatan: "SUB KEGIATAN",
                /// Judul kolom anggaran.
                anggaran: "ANGGARAN (Rp)",
                /// Judul kolom keterangan.
                keterangan: "KETERANGAN",
                /// Baris jumlah.
                jumlah: "JUMLAH",
                /// Judul daftar yang berubah.
                yang_berubah: "Yang berubah sejak perjanjian semula",
                /// Kolom yang berubah.
                uraian: "URAIAN",
                /// Kolom keadaan semula.
                semula: "SEMULA",
                /// Kolom keadaan sesudahnya.
                menjadi: "MENJADI",
                /// Kolom alasan.
                alasan: "ALASAN",
                /// Alasan bila pejabatnya berganti.
                pergantian: "Pergantian pejabat",
            }
        }
    };
}
#[cfg(feature = "documents")]
pub(crate) use fixed_words;

macro_rules! of_the_project {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $key:ident: $usual:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[$doc])*
                #[schemars(extend("default" = $usual))]
                pub $key: Option<Text>,
            )*
        }
    };
}

fixed_words!(of_the_project);
