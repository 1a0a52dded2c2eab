//! What is said of forms, in both languages.

use crate::diagnostic::codes;
use crate::language::notes;

notes! {
    /// What stands in the YAML now.
    pub NOW_IN_YAML = "yang tertulis sekarang", "what is written now";
    /// The cell that says something else.
    pub OTHER_FORM = "di sel ini lain", "another one in this cell";
}

codes! {
    FORMULIR_BUKAN = Error "formulir-bukan" {
        id: "`{path}` tidak diterima: {sebab}",
            "yang diterima: formulir dari `ikigen form export`, atau tabel dengan kolom indikator, variabel, triwulan, nilai";
        en: "`{path}` is not accepted: {sebab}",
            "accepted are forms of `ikigen form export`, or a table with the columns indikator, variabel, triwulan, nilai";
    }
    FORMULIR_VERSI = Error "formulir-versi" {
        id: "formulir ini dibuat versi ikigen yang lain (bentuk {versi})",
            "buat formulirnya sekali lagi dengan `ikigen form export`, lalu salin isinya ke sana";
        en: "this form was made by another version of ikigen (form {versi})",
            "make the form again by `ikigen form export` and copy what was filled into it";
    }
    FORMULIR_BARIS = Error "formulir-baris" {
        id: "baris ini tidak dikenal di proyek ini: {baris}",
            "indikatornya mungkin sudah diganti atau dihapus; buat formulir baru dengan `ikigen form export`";
        en: "this row is not known in this project: {baris}",
            "its indicator may have been replaced or removed; make a new form by `ikigen form export`";
    }
    FORMULIR_KOLOM = Error "formulir-kolom" {
        id: "di lembar ini tidak ada kolom isian yang dikenali, atau ada dua yang sama: {kolom}",
            "judul kolom jangan diubah: {kolom}";
        en: "this sheet has no column to fill that is known, or has one twice: {kolom}",
            "titles of columns have to stay: {kolom}";
    }
    FORMULIR_BENTROK = Error "formulir-bentrok" {
        id: "{apa}: di formulir {nilai}, di data sekarang {kini}, ketika formulir dibuat {dasar}",
            "putuskan mana yang benar; yang di data tidak diubah. Bila formulirnya yang benar, tulis nilainya di data, atau buat formulir baru";
        en: "{apa}: {nilai} in the form, {kini} in the data now, {dasar} when the form was made",
            "decide which is right; the data stay. If the form is, write its value into the data, or make a new form";
    }
    FORMULIR_BERSELISIH = Error "formulir-berselisih" {
        id: "{apa}: di sini {nilai}, di sel lain {lain}",
            "tanyakan kepada yang mengisinya mana yang benar, samakan, lalu impor lagi";
        en: "{apa}: {nilai} here, {lain} in another cell",
            "ask those who filled them which is right, make them agree, and import again";
    }
    FORMULIR_TERKUNCI = Error "formulir-terkunci" {
        id: "{apa} sudah dilaporkan ({kini}), di formulir diubah menjadi {nilai}",
            "triwulan yang lalu tidak diubah lewat formulir ini: ubah di data, atau buat formulir triwulan itu dengan `ikigen form export --triwulan`";
        en: "{apa} is reported already ({kini}), the form has {nilai} instead",
            "this form does not change earlier quarters: change the data, or make a form of that quarter by `ikigen form export --triwulan`";
    }
    FORMULIR_DIKOSONGKAN = Error "formulir-dikosongkan" {
        id: "{apa}: selnya dikosongkan, sebelumnya {dasar}",
            "sel kosong berarti belum diisi; bila memang tidak tersedia, tulis sebabnya di kolom \"Tidak tersedia karena\"; bila nol, tulis 0";
        en: "{apa}: the cell was emptied, before it said {dasar}",
            "an empty cell means not filled; if there is no value, give the reason in \"Tidak tersedia karena\"; if it is zero, write 0";
    }
    FORMULIR_NA_DAN_ANGKA = Error "formulir-na-dan-angka" {
        id: "{apa}: ada angka dan ada juga sebab tidak tersedia",
            "kosongkan salah satunya: angkanya, atau sebabnya";
        en: "{apa}: there are both a number and a reason why there is none",
            "empty one of them: the number, or the reason";
    }
    FORMULIR_MERAGUKAN = Error "formulir-meragukan" {
        id: "\"{nilai}\" dapat dibaca {ribuan} atau {desimal}",
            "tulis {ribuan} tanpa titik, atau {desimal} dengan angka sesudah koma yang cukup";
        en: "\"{nilai}\" can be read as {ribuan} or as {desimal}",
            "write {ribuan} without a point, or {desimal} with digits enough behind the comma";
    }
    FORMULIR_CARA_TULIS = Error "formulir-cara-tulis" {
        id: "\"{nilai}\" tersimpan sebagai teks yang tidak pasti terbaca sebagai angka",
            "bila maksudnya {usul}, tulis {usul}";
        en: "\"{nilai}\" is kept as a text that is no certain number",
            "if {usul} is meant, write {usul}";
    }
    FORMULIR_BUKAN_ANGKA = Error "formulir-bukan-angka" {
        id: "\"{nilai}\" bukan angka",
            "isi angka saja, tanpa satuan; yang tidak tersedia dikosongkan dan sebabnya ditulis di kolom \"Tidak tersedia karena\"";
        en: "\"{nilai}\" is no number",
            "fill in the number alone, without its unit; leave empty what there is not, and give the reason in \"Tidak tersedia karena\"";
    }
    FORMULIR_BUKAN_KATA = Error "formulir-bukan-kata" {
        id: "\"{nilai}\" tersimpan sebagai angka atau tanggal; di sini ditulis kata-kata",
            "tulis dengan kata-kata, atau beri tanda petik tunggal di depannya";
        en: "\"{nilai}\" is kept as a number or a date; words belong here",
            "write it in words, or put an apostrophe before it";
    }
    FORMULIR_TANGGAL = Error "formulir-tanggal" {
        id: "Excel mengubah isian ini menjadi tanggal atau jam ({nilai})",
            "yang diketik mungkin 1.5 atau 3/4: ketik sekali lagi dengan koma desimal, misalnya 1,5, di sel yang berformat angka";
        en: "Excel made a date or a time of what was typed here ({nilai})",
            "it may have been 1.5 or 3/4: type it again with a decimal comma, as in 1,5, in a cell that is formatted as a number";
    }
    FORMULIR_PERSEN = Error "formulir-persen" {
        id: "persennya tidak pasti: {pecahan}% atau {langsung}%",
            "ketik dengan tanda persen sebagai teks, misalnya '{langsung}%";
        en: "the percentage is not certain: {pecahan}% or {langsung}%",
            "type it with its percent sign as a text, as in '{langsung}%";
    }
    FORMULIR_GALAT_SEL = Error "formulir-galat-sel" {
        id: "sel ini berisi galat Excel ({nilai})",
            "perbaiki rumusnya, atau ketik angkanya";
        en: "this cell holds an error of Excel ({nilai})",
            "mend its formula, or type the number";
    }
    FORMULIR_TANPA_HASIL = Error "formulir-tanpa-hasil" {
        id: "sel ini berisi rumus yang belum dihitung",
            "buka di Excel atau LibreOffice dan simpan, atau ketik angkanya";
        en: "this cell holds a formula that was never computed",
            "open it in Excel or LibreOffice and save it, or type the number";
    }
    FORMULIR_TERLALU_PANJANG = Error "formulir-terlalu-panjang" {
        id: "angkanya lebih panjang daripada yang dapat disimpan satu sel (15 angka): {nilai}",
            "bulatkan, misalnya =ROUND(…;2), atau ketik angkanya";
        en: "the number is longer than what a cell can keep (15 digits): {nilai}",
            "round it, as in =ROUND(…,2), or type the number";
    }
    FORMULIR_RUMUS = Info "formulir-rumus" {
        id: "{apa}: {nilai} adalah hasil sebuah rumus di formulir",
            "yang diambil hasilnya ketika berkasnya disimpan; rumusnya tidak disimpan";
        en: "{apa}: {nilai} is the result of a formula in the form",
            "its result as the file was saved is taken; the formula is not kept";
    }
    FORMULIR_SAMPAI = Info "formulir-sampai" {
        id: "`sampai` dinaikkan dari {lama} ke {baru}: isiannya untuk triwulan itu",
            "periksa juga `tanggal` di berkas realisasinya";
        en: "`sampai` is raised from {lama} to {baru}: what was filled is for that quarter",
            "look at `tanggal` in the file of the actual values too";
    }
    FORMULIR_SEBAGIAN = Error "formulir-sebagian" {
        id: "`{path}` sudah berubah dan tidak dapat dikembalikan, padahal yang lain belum berubah",
            "sesudah sebabnya hilang, jalankan perintah ini sekali lagi; yang sudah masuk tidak diambil dua kali";
        en: "`{path}` is changed and cannot be put back, although others are not changed yet",
            "when the cause is gone, run this command again; what is in already is not taken twice";
    }
    FORMULIR_TAHUN = Error "formulir-tahun" {
        id: "tahun {tahun} belum dibuka: tidak ada data/realisasi/{tahun}.yaml",
            "buka dulu dengan `ikigen year {tahun}`";
        en: "the year {tahun} is not opened: there is no data/realisasi/{tahun}.yaml",
            "open it first by `ikigen year {tahun}`";
    }
    FORMULIR_SUDAH_ADA = Error "formulir-sudah-ada" {
        id: "`{path}` sudah ada dan isinya lain; tidak ada yang ditimpa",
            "mungkin sudah diisi orang: pindahkan dulu, atau pilih folder lain dengan --out";
        en: "`{path}` is there and holds something else; nothing is overwritten",
            "somebody may have filled it: move it away, or choose another folder by --out";
    }
    FORMULIR_KOSONG = Error "formulir-kosong" {
        id: "tidak ada yang harus diisi untuk {periode} tahun {tahun}",
            "pilih triwulan atau jabatan yang lain";
        en: "there is nothing to fill for {periode} of {tahun}",
            "choose another quarter or position";
    }
    FORMULIR_GAGAL = Error "formulir-gagal" {
        id: "formulir {path} tidak dapat dibuat: {sebab}",
            "laporkan kalimat ini bersama datanya";
        en: "the form {path} cannot be made: {sebab}",
            "report this sentence with the data";
    }
    TABEL_NAMA = Error "tabel-nama" {
        id: "{jenis} \"{nama}\" tidak dikenal",
            "tulis id-nya atau namanya persis seperti di data: {mirip}";
        en: "{jenis} \"{nama}\" is not known",
            "write its id, or its name exactly as the data have it: {mirip}";
    }
    TABEL_NAMA_GANDA = Error "tabel-nama-ganda" {
        id: "{jenis} \"{nama}\" dapat berarti {mirip}",
            "tulis id-nya";
        en: "{jenis} \"{nama}\" can mean {mirip}",
            "write its id";
    }
    TABEL_BENTROK = Error "tabel-bentrok" {
        id: "{apa}: di tabel {nilai}, di data sudah tertulis {kini}",
            "putuskan mana yang benar; yang di data tidak diubah. Bila tabelnya yang benar, tulis nilainya di data";
        en: "{apa}: {nilai} in the table, the data have {kini} already",
            "decide which is right; the data stay. If the table is, write its value into the data";
    }
    TABEL_TANPA_NAMA = Error "tabel-tanpa-nama" {
        id: "baris ini berisi nilai, tetapi indikatornya tidak disebut",
            "tulis id atau nama indikatornya di setiap baris; sel yang digabung hanya berisi di baris pertamanya";
        en: "this row has a value and names no indicator",
            "write the id or the name of the indicator in each row; merged cells hold it in their first row alone";
    }
    TABEL_TAHUN = Error "tabel-tahun" {
        id: "\"{nilai}\" bukan tahun",
            "tulis empat angka, misalnya 2024, atau kosongkan bila tahun yang sedang berjalan";
        en: "\"{nilai}\" is no year",
            "write four digits, as in 2024, or leave it empty for the current year";
    }
    TABEL_TRIWULAN = Error "tabel-triwulan" {
        id: "\"{nilai}\" bukan triwulan",
            "tulis TW1, TW2, TW3, atau TW4";
        en: "\"{nilai}\" is no quarter",
            "write TW1, TW2, TW3 or TW4";
    }
}
