//! What making the model can report, in both languages.

use crate::diagnostic::codes;
use crate::language::{Note, notes};

/// The position that closes a circle of superiors.
pub static ITS_ATASAN: Note = Note(["atasannya disebut di sini", "its superior is named here"]);

/// The spending of the year.
pub static YEAR_SPENDING: Note =
    Note(["realisasi setahun di sini", "the spending of the year is here"]);

/// The budget of the year.
pub static YEAR_BUDGET: Note = Note(["anggaran setahun di sini", "the budget of the year is here"]);

/// What is replaced.
pub static THE_REPLACED: Note = Note(["yang digantikan di sini", "what is replaced is here"]);

/// The target of the year.
pub static YEAR_TARGET: Note = Note(["target setahun di sini", "the target of the year is here"]);

/// The quarter before.
pub static PREVIOUS_QUARTER: Note =
    Note(["triwulan sebelumnya di sini", "the quarter before is here"]);

/// A first quarter that does not go on from the year before.
pub static BEGINS_AGAIN: Note = Note(["mulai lagi di sini", "it begins again here"]);

/// The cut-off of a year's figures.
pub static ITS_CUT_OFF: Note = Note(["batas laporannya di sini", "the cut-off is given here"]);

/// The date of a document.
pub static ITS_DATE: Note =
    Note(["tanggal dokumennya di sini", "the date of the document is here"]);

/// The definition of an indicator.
pub static ITS_INDIKATOR: Note = Note(["indikatornya di sini", "the indicator is here"]);

/// The figure of another year.
pub static THAT_YEARS_VALUE: Note = Note(["nilai tahun itu di sini", "that year's figure is here"]);

notes! {
    /// How a number that was typed some other way is written.
    pub NUMBER_MEANT = "tulis {usul}", "write {usul}";
    /// How a bound is written: as the value itself.
    pub BOUND_MEANT = "tulis {usul}, tanpa tanda batas; makin tinggi atau makin rendah yang baik disebut oleh `arah`",
        "write {usul}, without the sign of a bound; whether more or less is better is said by `arah`";
    /// What is done where there is no number.
    pub NO_VALUE = "hapus isian ini selama belum ada angkanya; yang tidak tersedia ditulis `na: alasannya`",
        "delete this entry while there is no figure; write `na: reason` for what is not available";
    /// What a formula was meant to be.
    pub FORMULA_MEANT = "tulis `{usul}`", "write `{usul}`";
    /// What an id was meant to be.
    pub ID_MEANT = "tulis `{usul}`: huruf kecil, angka, dan tanda hubung biasa, diawali huruf",
        "write `{usul}`: small letters, digits and plain hyphens, a letter first";
    /// How a date that was typed some other way is written.
    pub DATE_MEANT = "tulis `{usul}`: tahun-bulan-hari", "write `{usul}`: year-month-day";
    /// What is done with the copy of a file.
    pub IS_A_COPY = "berkas ini tampaknya salinan dari `{asal}`: hapus, atau beri id lain pada jabatan dan indikatornya",
        "this file seems to be a copy of `{asal}`: delete it, or give its position and indicators other ids";
    /// Why a formula with labels cannot be computed.
    pub LABEL_IN_FORMULA = "tulisan dalam tanda kutip hanya untuk `cetak`", "quoted labels are only for `cetak`";
    /// What values are without a unit of their own.
    pub RAW_DATA = "data mentah", "raw data";
    /// What values are in a unit.
    pub IN_UNIT = "satuannya {satuan}", "in {satuan}";
    /// A share that may have been meant as one of a hundred.
    pub PERCENT_OR_SHARE = "`{kali}%` bila maksudnya bagian dari satu, atau `{nilai}%`",
        "`{kali}%` if a share of one is meant, or `{nilai}%`";
}

codes! {
    // What the data says.
    ID_TAK_SAH = Error "id-tak-sah" {
        id: "`{id}` tidak dapat dipakai sebagai id",
            "pakai huruf kecil, angka, dan tanda hubung, diawali huruf; misalnya `koperasi-rat`";
        en: "`{id}` cannot be used as an id",
            "use small letters, digits and hyphens, a letter first; for instance `koperasi-rat`";
    }
    ID_GANDA = Error "id-ganda" {
        id: "id `{id}` sudah dipakai", "beri id lain; satu id untuk satu hal di seluruh proyek";
        en: "the id `{id}` is already taken", "choose another; one id for one thing in the whole project";
    }
    JANGKAR_TAK_SAH = Error "jangkar-tak-sah" {
        id: "`{nilai}` tidak dapat menjadi jangkar tanda tangan",
            "tulis satu tanda baca atau simbol di antara tanda kutip, misalnya \"#\" atau \"$\"";
        en: "`{nilai}` cannot be the anchor of signatures",
            "write one sign, no letter and no digit, between quotes, for instance \"#\" or \"$\"";
    }
    ATASAN_TAK_DIKENAL = Error "atasan-tak-dikenal" {
        id: "tidak ada jabatan dengan id `{id}`",
            "maksud Anda `{usul}`? Atasan adalah id jabatan lain, atau id di `pimpinan` pada data/opd.yaml";
        en: "there is no position with the id `{id}`",
            "did you mean `{usul}`? A superior is the id of another position, or one under `pimpinan` in data/opd.yaml";
    }
    ATASAN_MELINGKAR = Error "atasan-melingkar" {
        id: "`{id}` menjadi atasan dirinya sendiri: {lewat}",
            "jenjang jabatan berpangkal pada `pimpinan` di data/opd.yaml; perbaiki salah satu `atasan`";
        en: "`{id}` is its own superior: {lewat}",
            "the chain of superiors starts at `pimpinan` in data/opd.yaml; mend one `atasan`";
    }
    SEBARIS_PERTAMA = Error "sebaris-pertama" {
        id: "indikator pertama sebuah sasaran tidak dapat `sebaris`: belum ada baris sebelumnya",
            "hapus `sebaris`, atau pindahkan indikator ini ke bawah";
        en: "the first indicator of a sasaran cannot be `sebaris`: there is no row before it",
            "remove `sebaris`, or move the indicator down";
    }
    VARIABEL_NAMA = Error "variabel-nama" {
        id: "`{nama}` tidak dapat dipakai sebagai nama variabel",
            "pakai huruf kecil, angka, dan garis bawah, diawali huruf; misalnya `aktif` (`na` sudah berarti tidak tersedia)";
        en: "`{nama}` cannot be used as the name of a variable",
            "use small letters, digits and underscores, a letter first; for instance `aktif` (`na` means not available already)";
    }
    VARIABEL_TAK_DIKENAL = Error "variabel-tak-dikenal" {
        id: "variabel `{nama}` tidak ada di `variabel`",
            "maksud Anda `{usul}`? Yang ada: {dikenal}";
        en: "there is no `{nama}` under `variabel`",
            "did you mean `{usul}`? There are: {dikenal}";
    }
    VARIABEL_TAHUN = Error "variabel-tahun" {
        id: "`{nama}` tidak dapat mengambil nilai tahun lain dari `{dari}`",
            "`dari` menyebut variabel lain yang berupa tulisan, dan `tahun` bukan 0; misalnya dari: kini, tahun: -1";
        en: "`{nama}` cannot take another year's value of `{dari}`",
            "`dari` names another variable that is a label, and `tahun` is not 0; for instance dari: kini, tahun: -1";
    }
    VARIABEL_TAK_DIPAKAI = Warning "variabel-tak-dipakai" {
        id: "variabel `{nama}` tidak dipakai dalam rumus",
            "pakai dalam `formula`, atau hapus";
        en: "the variable `{nama}` is not used in the formula",
            "use it in `formula`, or delete it";
    }
    TANPA_RUMUS = Error "tanpa-rumus" {
        id: "ada `{kunci}` tetapi tidak ada `formula`",
            "tulis `formula`, atau hapus `{kunci}`";
        en: "there is `{kunci}` but no `formula`",
            "write a `formula`, or delete `{kunci}`";
    }
    RUMUS_SINTAKSIS = Error "rumus-sintaksis" {
        id: "rumus tidak dapat dibaca: {sebab}",
            "bentuknya: nama variabel, angka, persen, + - * / dan kurung; misalnya `rat / aktif * 100%`";
        en: "cannot read the formula: {sebab}",
            "it is made of variable names, numbers, percentages, + - * / and parentheses; for instance `rat / aktif * 100%`";
    }
    RUMUS_KALI_SERATUS = Error "rumus-kali-seratus" {
        id: "satuannya persen, jadi `{nilai}` di rumus ini harus `100%`; tanpa tanda persen hasilnya seratus kali terlalu besar",
            "tulis `{usul}`";
        en: "the unit is persen, so `{nilai}` in this formula must be `100%`; without the percent sign the result is a hundred times too large",
            "write `{usul}`";
    }
    SATUAN_TAK_BAKU = Error "satuan-tak-baku" {
        id: "satuan `{nilai}` dibaca sebagai nama barang yang dihitung",
            "tulis `satuan: {usul}`";
        en: "the unit `{nilai}` is read as the name of things that are counted",
            "write `satuan: {usul}`";
    }
    PANJANG_TAK_SAH = Error "panjang-tak-sah" {
        id: "`{nilai}` bukan ukuran panjang yang dapat dipakai di sini",
            "tulis angka dan satuan mm, cm atau pt, misalnya `25.4mm`; dari {dari} sampai {sampai}";
        en: "`{nilai}` is not a length that can be used here",
            "write a number and mm, cm or pt, for instance `25.4mm`; from {dari} to {sampai}";
    }
    KERTAS_TAK_SAH = Error "kertas-tak-sah" {
        id: "`{nilai}` bukan ukuran kertas",
            "pakai A4, F4, Letter, atau lebar dan tinggi seperti `215mm x 330mm`";
        en: "`{nilai}` is not a paper size",
            "use A4, F4, Letter, or width and height like `215mm x 330mm`";
    }
    HALAMAN_SEMPIT = Error "halaman-sempit" {
        id: "margin dan kolom identitas tidak menyisakan ruang untuk isi halaman",
            "kecilkan margin atau kolom `identitas`, atau besarkan kertas";
        en: "the margins and the identity columns leave no room for the page",
            "make the margins or the columns of `identitas` smaller, or the paper larger";
    }
    TANGGAL_TAK_SAH = Error "tanggal-tak-sah" {
        id: "`{nilai}` bukan tanggal", "tulis tahun-bulan-hari, misalnya `2024-12-31`";
        en: "`{nilai}` is not a date", "write year-month-day, for instance `2024-12-31`";
    }
    PERIODE_TAK_SAH = Error "periode-tak-sah" {
        id: "periode {dari} sampai {sampai} tidak masuk akal",
            "`dari` tidak lebih besar dari `sampai`, keduanya antara 1945 dan 2200";
        en: "the period {dari} to {sampai} makes no sense",
            "`dari` must not be after `sampai`, both between 1945 and 2200";
    }
    JUMLAH_KOLOM = Error "jumlah-kolom" {
        id: "`{kunci}` berisi {nyata} angka, seharusnya {harapan}",
            "satu angka untuk setiap kolom tabel";
        en: "`{kunci}` holds {nyata} numbers, it should be {harapan}",
            "one number for each column of the table";
    }
    // Numbers.
    BUKAN_ANGKA = Error "bukan-angka" {
        id: "`{nilai}` bukan angka",
            "tulis angka saja, misalnya 1234.56; yang belum diisi tidak ditulis, yang tidak tersedia ditulis `na: alasannya`";
        en: "`{nilai}` is not a number",
            "write digits only, for instance 1234.56; leave out what is not filled yet, write `na: reason` for what is not available";
    }
    ANGKA_BERPEMISAH = Error "angka-berpemisah" {
        id: "`{nilai}` ditulis dengan pemisah ribuan atau koma desimal",
            "tulis {usul}: tanpa pemisah ribuan, dengan titik desimal";
        en: "`{nilai}` is written with thousands marks or a decimal comma",
            "write {usul}: no thousands marks, a decimal point";
    }
    ANGKA_MERAGUKAN = Error "angka-meragukan" {
        id: "`{nilai}` dapat dibaca {ribuan} atau {desimal}",
            "tulis {ribuan} bila tandanya pemisah ribuan, atau {desimal}0 bila tandanya desimal";
        en: "`{nilai}` can be read as {ribuan} or as {desimal}",
            "write {ribuan} if the mark is one of thousands, or {desimal}0 if it is one of decimals";
    }
    PERSEN_TANPA_TANDA = Error "persen-tanpa-tanda" {
        id: "`{nilai}` tanpa tanda persen, padahal satuannya persen", "tulis {usul}";
        en: "`{nilai}` has no percent sign, but its unit is persen", "write {usul}";
    }
    PERSEN_SALAH_TEMPAT = Error "persen-salah-tempat" {
        id: "`{nilai}` bertanda persen, padahal di sini {satuan}",
            "hapus tanda persennya, atau ganti `satuan` menjadi persen";
        en: "`{nilai}` has a percent sign, but this is {satuan}",
            "remove the percent sign, or change `satuan` to persen";
    }
    TERLALU_TELITI = Error "terlalu-teliti" {
        id: "`{nilai}` terlalu teliti: {satuan}, paling banyak {batas} angka di belakang koma",
            "tulis nilai yang sebenarnya; pembulatan dilakukan saat dicetak";
        en: "`{nilai}` is too precise: {satuan}, at most {batas} decimals",
            "write the actual value; rounding happens in print";
    }
    ANGKA_NEGATIF = Error "angka-negatif" {
        id: "`{nilai}` negatif, padahal di sini {satuan}", "yang dihitung tidak kurang dari 0";
        en: "`{nilai}` is negative, but this is {satuan}", "what is counted is never below 0";
    }
    PREDIKAT_TAK_DIKENAL = Error "predikat-tak-dikenal" {
        id: "`{nilai}` bukan predikat indikator ini",
            "maksud Anda `{usul}`? Predikatnya, dari yang terendah: {dikenal}";
        en: "`{nilai}` is not a predikat of this indicator",
            "did you mean `{usul}`? They are, lowest first: {dikenal}";
    }
    ANGKA_TERLALU_PANJANG = Warning "angka-terlalu-panjang" {
        id: "Excel hanya menyimpan 15 angka; `{nilai}` akan dibulatkan di buku kerja",
            "PDF memuat angkanya utuh; bila buku kerjanya harus sama, pakai satuan yang lebih besar (juta rupiah, ribu orang)";
        en: "Excel keeps 15 digits only; `{nilai}` will be rounded in the workbook",
            "the PDF has the number in full; if the workbook must agree, use a larger unit (millions of rupiah, thousands)";
    }
    PREDIKAT_TAK_SAH = Error "predikat-tak-sah" {
        id: "satuan predikat perlu daftar `predikat` (paling banyak 50) dan agregasi akhir, tanpa `formula`",
            "tulis predikat: [D, C, CC, B, BB, A, AA] dan agregasi: akhir; predikat tidak dapat dijumlahkan";
        en: "the unit predikat needs a list `predikat` (at most 50) and agregasi akhir, without `formula`",
            "write predikat: [D, C, CC, B, BB, A, AA] and agregasi: akhir; grades cannot be added";
    }
    // Targets and actual values.
    TAHUN_TAK_SAH = Error "tahun-tak-sah" {
        id: "`{nilai}` bukan tahun antara {dari} dan {sampai}",
            "tulis tahunnya dengan empat angka";
        en: "`{nilai}` is not a year between {dari} and {sampai}",
            "write the year with four digits";
    }
    TAHUN_DI_LUAR_PERIODE = Error "tahun-di-luar-periode" {
        id: "tahun {tahun} tidak termasuk periode {periode}",
            "sebut tahun dalam periode itu; untuk periode baru jalankan `ikigen year {tahun}`";
        en: "the year {tahun} does not belong to the period {periode}",
            "name a year of that period; for a new period run `ikigen year {tahun}`";
    }
    DESIMAL_TAK_SAH = Error "desimal-tak-sah" {
        id: "`desimal: {nilai}` terlalu banyak", "tulis 0 sampai {batas}";
        en: "`desimal: {nilai}` is too many", "write 0 to {batas}";
    }
    BERLAKU_TERBALIK = Error "berlaku-terbalik" {
        id: "berlaku dari {dari} sampai {sampai}: terbalik", "tahun pertama tidak lebih besar dari tahun terakhir";
        en: "in force from {dari} to {sampai}: the wrong way round", "the first year must not be after the last";
    }
    MASA_JABATAN_TERBALIK = Error "masa-jabatan-terbalik" {
        id: "masa jabatan dari {dari} sampai {sampai}: terbalik", "hari terakhir tidak mendahului hari pertama";
        en: "a term from {dari} to {sampai}: the wrong way round", "the last day must not be before the first";
    }
    DIGANTIKAN_TAK_DIKENAL = Error "digantikan-tak-dikenal" {
        id: "tidak ada {jenis} dengan id `{id}` untuk digantikan",
            "maksud Anda `{usul}`? Yang lama tetap di berkasnya, dengan `berlaku: { sampai: … }`";
        en: "there is no {jenis} with the id `{id}` to be replaced",
            "did you mean `{usul}`? The old one stays in its file, with `berlaku: { sampai: … }`";
    }
    PENGGANTI_BERSAMAAN = Error "pengganti-bersamaan" {
        id: "`{baru}` menggantikan `{lama}`, padahal keduanya berlaku bersamaan",
            "tulis tahun terakhir yang lama (`berlaku: { sampai: … }`) dan tahun pertama yang baru (`berlaku: { dari: … }`)";
        en: "`{baru}` replaces `{lama}`, but both are in force at once",
            "write the last year of the old one (`berlaku: { sampai: … }`) and the first of the new one (`berlaku: { dari: … }`)";
    }
    RENTANG_TERBALIK = Error "rentang-terbalik" {
        id: "rentang `{nilai}` terbalik", "tulis yang lebih kecil dulu, misalnya 80% s.d. 90%";
        en: "the range `{nilai}` is the wrong way round",
            "write the smaller one first, for instance 80% s.d. 90%";
    }
    PERUBAHAN_TANPA_TARGET = Error "perubahan-tanpa-target" {
        id: "target {tahun} diubah, tetapi target mulanya tidak ada",
            "tulis target murninya di `target`";
        en: "the target of {tahun} is revised, but there is no target to begin with",
            "write the original one under `target`";
    }
    PERUBAHAN_TANPA_ALASAN = Error "perubahan-tanpa-alasan" {
        id: "target {tahun} diubah tanpa alasan",
            "tulis alasannya: alasan_perubahan: {{tahun}: …}";
        en: "the target of {tahun} is revised without a reason",
            "write the reason: alasan_perubahan: {{tahun}: …}";
    }
    ALASAN_TANPA_PERUBAHAN = Error "alasan-tanpa-perubahan" {
        id: "ada alasan perubahan {tahun}, tetapi tidak ada `target_perubahan` {tahun}",
            "tulis target perubahannya, atau hapus alasannya";
        en: "there is a reason for {tahun}, but no `target_perubahan` for {tahun}",
            "write the revised target, or delete the reason";
    }
    TARGET_TRIWULAN_BEDA = Error "target-triwulan-beda" {
        id: "target triwulan {tahun} menjadi {jumlah} setahun, padahal target setahunnya {target}",
            "samakan: {cara}";
        en: "the quarterly targets of {tahun} make {jumlah} a year, but the year's target is {target}",
            "make them agree: {cara}";
    }
    TAHUN_BERKAS = Error "tahun-berkas" {
        id: "berkas ini bernama `{path}`, tetapi `tahun` di dalamnya {tahun}",
            "samakan keduanya: data/realisasi/{tahun}.yaml";
        en: "this file is named `{path}`, but the `tahun` in it is {tahun}",
            "make them agree: data/realisasi/{tahun}.yaml";
    }
    REALISASI_BELUM_ADA = Warning "realisasi-belum-ada" {
        id: "data/realisasi/{tahun}.yaml belum ada: edisi {tahun} dicetak sebagai draf tanpa realisasi",
            "buat berkasnya dengan `tahun`, `status`, `sampai` dan `realisasi`";
        en: "there is no data/realisasi/{tahun}.yaml: the {tahun} edition is printed as a draft without actual values",
            "make the file, with `tahun`, `status`, `sampai` and `realisasi`";
    }
    INDIKATOR_TAK_DIKENAL = Error "indikator-tak-dikenal" {
        id: "tidak ada indikator dengan id `{id}`",
            "maksud Anda `{usul}`? Id indikator ditulis di data/jabatan";
        en: "there is no indicator with the id `{id}`",
            "did you mean `{usul}`? Ids of indicators are in data/jabatan";
    }
    ISIAN_TAK_DIKENAL = Error "isian-tak-dikenal" {
        id: "`{nama}` bukan isian indikator `{id}`",
            "maksud Anda `{usul}`? Isiannya: {dikenal}";
        en: "`{nama}` is not a value of the indicator `{id}`",
            "did you mean `{usul}`? Its values are: {dikenal}";
    }
    OPERAN_KURANG = Error "operan-kurang" {
        id: "triwulan ini belum lengkap: {nama} belum diisi",
            "isi semua data mentahnya, atau hapus triwulan ini selama belum lengkap";
        en: "this quarter is not complete: {nama} is missing",
            "fill in all of its raw data, or delete the quarter while it is not complete";
    }
    NA_BERSAMA_NILAI = Error "na-bersama-nilai" {
        id: "triwulan ini tidak tersedia (`na`) dan sekaligus bernilai",
            "hapus `na`, atau hapus nilainya";
        en: "this quarter is not available (`na`) and has values all the same",
            "delete `na`, or delete the values";
    }
    REALISASI_SESUDAH_BATAS = Error "realisasi-sesudah-batas" {
        id: "{triwulan} diisi, padahal laporannya sampai {sampai}",
            "majukan `sampai`, atau hapus triwulan ini";
        en: "{triwulan} is filled in, but the figures go as far as {sampai}",
            "move `sampai`, or delete the quarter";
    }
    KUMULATIF_TURUN = Error "kumulatif-turun" {
        id: "`{nama}` turun dari {sebelum} menjadi {nilai}, padahal agregasinya kumulatif",
            "setiap triwulan memuat jumlah sejak Januari; bila isinya tambahan triwulan itu saja, pakai agregasi: jumlah";
        en: "`{nama}` falls from {sebelum} to {nilai}, but its agregasi is kumulatif",
            "each quarter holds the total since January; if it holds its own increment only, use agregasi: jumlah";
    }
    AKHIR_TAMPAK_KUMULATIF = Warning "akhir-tampak-kumulatif" {
        id: "`{nama}` tampak seperti jumlah sejak Januari: {lalu} naik dari {awal} menjadi {akhir}, {tahun} mulai lagi dari {kini}",
            "pakai agregasi: kumulatif, supaya sebuah triwulan dibandingkan dengan triwulan yang sama tahun lalu, bukan dengan \
             akhir tahunnya; bila memang keadaan pada akhir triwulan, terima dengan alasan";
        en: "`{nama}` looks like a total since January: {lalu} rises from {awal} to {akhir}, {tahun} begins again at {kini}",
            "use agregasi: kumulatif, so that a quarter is compared with the same quarter of last year and not with the end of that \
             year; if it is a state at the end of the quarter, accept it with a reason";
    }
    NILAI_TAHUN_LAIN_BEDA = Error "nilai-tahun-lain-beda" {
        id: "`{nama}` di sini {nilai}, padahal menurut realisasi {tahun} nilainya {sebenarnya}",
            "hapus dari `tahun_lain`; nilainya sudah diambil dari data/realisasi/{tahun}.yaml";
        en: "`{nama}` is {nilai} here, but the figures of {tahun} make it {sebenarnya}",
            "delete it from `tahun_lain`; it is already taken from data/realisasi/{tahun}.yaml";
    }
    BELANJA_TAK_DIKENAL = Error "belanja-tak-dikenal" {
        id: "tidak ada sub kegiatan dengan kode `{kode}`",
            "maksud Anda `{usul}`? Kodenya ditulis di data/renstra.yaml";
        en: "there is no sub-activity with the code `{kode}`",
            "did you mean `{usul}`? The codes are in data/renstra.yaml";
    }
    BELANJA_BEDA = Error "belanja-beda" {
        id: "belanja keempat triwulan {tahun} berjumlah {jumlah}, padahal realisasi di data/renstra.yaml {realisasi}",
            "samakan, atau hapus `realisasi` {tahun} di data/renstra.yaml: jumlahnya sudah diambil dari triwulannya";
        en: "the spending of the four quarters of {tahun} adds up to {jumlah}, but the realisasi in data/renstra.yaml is {realisasi}",
            "make them agree, or delete the `realisasi` of {tahun} in data/renstra.yaml: it is already the sum of the quarters";
    }
    ANGGARAN_TRIWULAN_BEDA = Error "anggaran-triwulan-beda" {
        id: "anggaran keempat triwulan {tahun} berjumlah {jumlah}, padahal anggaran setahunnya {anggaran}",
            "samakan: keempatnya dijumlahkan";
        en: "the budgets of the four quarters of {tahun} add up to {jumlah}, but the year's budget is {anggaran}",
            "make them agree: the four are added up";
    }
    // The strategic plan.
    INDIKATOR_PROGRAM_ID = Error "indikator-program-id" {
        id: "indikator ini mempunyai `id` dan `indikator`",
            "pakai salah satu: `indikator` bila sama dengan indikator jabatan, `id` bila milik sendiri";
        en: "this indicator has both `id` and `indikator`",
            "use one: `indikator` where it is that of a position, `id` where it is one of its own";
    }
    INDIKATOR_PROGRAM_NAMA = Error "indikator-program-nama" {
        id: "`{kunci}` indikator ini belum ditulis", "tulis {kunci}-nya, atau sebut `indikator` jabatan yang sama dengannya";
        en: "this indicator has no `{kunci}`", "write its {kunci}, or name the `indikator` of a position that it is the same as";
    }
    SASARAN_TAK_DIKENAL = Error "sasaran-tak-dikenal" {
        id: "tidak ada sasaran Renstra dengan id `{id}`",
            "maksud Anda `{usul}`? Sasaran Renstra ditulis di data/renstra.yaml";
        en: "there is no Renstra sasaran with the id `{id}`",
            "did you mean `{usul}`? They are in data/renstra.yaml";
    }
    MISI_TAK_DIKENAL = Error "misi-tak-dikenal" {
        id: "tidak ada misi dengan id `{id}`",
            "maksud Anda `{usul}`? Misi ditulis di `misi` pada data/renstra.yaml";
        en: "there is no misi with the id `{id}`",
            "did you mean `{usul}`? They are under `misi` in data/renstra.yaml";
    }
    JABATAN_TAK_DIKENAL = Error "jabatan-tak-dikenal" {
        id: "tidak ada jabatan dengan id `{id}`",
            "maksud Anda `{usul}`? Id jabatan ditulis di data/jabatan, dan di `pimpinan` pada data/opd.yaml";
        en: "there is no position with the id `{id}`",
            "did you mean `{usul}`? Ids of positions are in data/jabatan, and under `pimpinan` in data/opd.yaml";
    }
    KODE_TAK_SAH = Error "kode-tak-sah" {
        id: "`{kode}` bukan kode {jenis}",
            "bentuknya {bentuk}, dalam tanda kutip";
        en: "`{kode}` is not the code of a {jenis}",
            "its form is {bentuk}, in quotes";
    }
    KODE_BUKAN_ANAK = Error "kode-bukan-anak" {
        id: "kode `{kode}` tidak diawali kode induknya, `{induk}`",
            "perbaiki kodenya, atau pindahkan ke induk yang benar";
        en: "the code `{kode}` does not start with that of its parent, `{induk}`",
            "mend the code, or move it to its parent";
    }
    // Policies.
    SKALA_TAK_SAH = Error "skala-tak-sah" {
        id: "skala peringkat harus menurun: setiap batas (`di_atas` atau `mulai`) lebih kecil dari yang sebelumnya, dan hanya yang terakhir tanpa batas; paling banyak 50 tingkat",
            "urutkan dari yang terbaik, misalnya di_atas: 90%, 75%, 65%, 50%, lalu tanpa batas";
        en: "the scale must fall: each bound (`di_atas` or `mulai`) below the one before, and only the last without one; at most 50 grades",
            "list the best first, for instance di_atas: 90%, 75%, 65%, 50%, then one without";
    }
    BATAS_TAK_WAJAR = Error "batas-tak-wajar" {
        id: "`batas_atas: {nilai}` tidak di antara 0% dan 1.000%", "misalnya 120%";
        en: "`batas_atas: {nilai}` is not between 0% and 1,000%", "for instance 120%";
    }
    BATAS_TERLALU_JAUH = Error "batas-terlalu-jauh" {
        id: "batas capaian `{nilai}` terlalu jauh: paling jauh {batas}%",
            "tulis batas yang dapat dicapai, misalnya 120%";
        en: "the bound of achievements `{nilai}` is too far: {batas}% at most",
            "write one that can be reached, for instance 120%";
    }
    BATAS_GANDA = Error "batas-ganda" {
        id: "peringkat `{nama}` mempunyai `di_atas` dan `mulai`",
            "pakai salah satu: `di_atas` tanpa angka batasnya sendiri, `mulai` dengan angka batasnya";
        en: "the category `{nama}` has both `di_atas` and `mulai`",
            "use one: `di_atas` without the bound itself, `mulai` with it";
    }
    BATAS_TERBALIK = Error "batas-terbalik" {
        id: "`batas_bawah` tidak lebih kecil dari `batas_atas`", "misalnya 0% dan 120%";
        en: "`batas_bawah` is not below `batas_atas`", "for instance 0% and 120%";
    }
}
