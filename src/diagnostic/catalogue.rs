//! The catalogue: every code the program can report, its severity, and its sentences in
//! both languages. `{nama}` in a sentence is filled by [`super::Diagnostic::isi`].

use super::Severity::{self, Error, Info, Warning};

/// A stable code of a finding, with its sentences `[Indonesian, English]`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable, kebab-case, unique.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: [&'static str; 2],
    /// What to do.
    pub help: [&'static str; 2],
}

/// A sentence beside the usual ones: the label of a related place, or a help that fits
/// better. `[Indonesian, English]`.
#[derive(Debug)]
pub struct Note(pub [&'static str; 2]);

/// Fills the `{nama}` of `kalimat`. Values are put in as they are, never read again.
pub fn arg(sentence: &str, args: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        let filled = tail.split_once('}').and_then(|(name, after)| {
            let value = args.iter().find(|(n, _)| *n == name)?;
            Some((value.1.as_str(), after))
        });
        match filled {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = tail;
            }
        }
    }
    out + rest
}

macro_rules! catalogue {
    ($($name:ident = $severity:ident $code:literal {
        id: $message_id:literal, $help_id:literal;
        en: $message_en:literal, $help_en:literal;
    })*) => {
        $(
            #[doc = $message_en]
            pub static $name: Code = Code {
                code: $code,
                severity: $severity,
                message: [$message_id, $message_en],
                help: [$help_id, $help_en],
            };
        )*
        /// All codes, in the order of this file.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

/// The first of two things that collide.
pub static THE_FIRST: Note = Note(["yang pertama di sini", "the first one is here"]);
/// The position that closes a circle of superiors.
pub static ITS_ATASAN: Note = Note(["atasannya disebut di sini", "its superior is named here"]);
/// Help for choices without a suggestion.
pub static CHOICES: Note = Note(["pilihannya: {dikenal}", "the choices are: {dikenal}"]);
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
/// Help where the compiler gives no hint of its own.
pub static OWN_TEMPLATE: Note = Note([
    "perbaiki baris ini di templat proyek, atau hapus berkasnya untuk memakai templat bawaan",
    "mend this line of the project's template, or delete the file to use the built-in one",
]);
/// Help without a suggestion.
pub static NO_SUGGESTION: Note = Note(["yang dikenal di sini: {dikenal}", "known here: {dikenal}"]);

/// Help where nothing of the kind exists yet.
pub static NONE_YET: Note =
    Note(["belum ada satu pun; tulis dulu", "there are none yet; write one first"]);
/// The target of the year.
pub static YEAR_TARGET: Note = Note(["target setahun di sini", "the target of the year is here"]);
/// The quarter before.
pub static PREVIOUS_QUARTER: Note =
    Note(["triwulan sebelumnya di sini", "the quarter before is here"]);
/// The cut-off of a year's figures.
pub static ITS_CUT_OFF: Note = Note(["batas laporannya di sini", "the cut-off is given here"]);
/// The definition of an indicator.
pub static ITS_INDIKATOR: Note = Note(["indikatornya di sini", "the indicator is here"]);
/// Where all codes are listed.
pub static LIST_OF_CODES: Note = Note([
    "`ikigen explain` menyebut semua kode; galat tidak dapat diterima",
    "`ikigen explain` lists all codes; errors cannot be accepted",
]);
/// The unit of an indicator.
pub static ITS_SATUAN: Note = Note(["satuannya di sini", "its unit is here"]);
/// The formula that is computed.
pub static WHAT_IS_COMPUTED: Note = Note(["yang dihitung", "what is computed"]);
/// What a value is compared with.
pub static COMPARED_WITH: Note = Note(["pembandingnya di sini", "it is compared with this"]);
/// The figure of another year.
pub static THAT_YEARS_VALUE: Note = Note(["nilai tahun itu di sini", "that year's figure is here"]);

catalogue! {
    // Files of the project.
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
    TAUTAN_KELUAR = Error "tautan-keluar" {
        id: "`{path}` adalah tautan ke luar folder proyek",
            "salin berkasnya ke dalam proyek; isi dokumen harus ikut dalam git";
        en: "`{path}` is a link that leaves the project folder",
            "copy the file into the project; what a document says must be in git";
    }
    BUKAN_UTF8 = Error "bukan-utf8" {
        id: "berkas ini bukan teks UTF-8",
            "simpan ulang dengan pengodean UTF-8";
        en: "this file is not UTF-8 text",
            "save it again in the UTF-8 encoding";
    }

    // YAML.
    YAML_SINTAKSIS = Error "yaml-sintaksis" {
        id: "YAML tidak dapat dibaca: {sebab}",
            "periksa lekukan, titik dua, dan tanda kutip di sekitar sini; teks yang memuat `: ` atau diawali tanda khusus perlu tanda kutip";
        en: "cannot read the YAML: {sebab_en}",
            "check indentation, colons and quotes around here; text with `: ` in it or a special character at its start needs quotes";
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
        id: "jangkar dan alias YAML (`&`, `*`) tidak dipakai di sini",
            "tulis isinya secara lengkap; teks yang diawali `*` atau `&` perlu tanda kutip";
        en: "YAML anchors and aliases (`&`, `*`) are not used here",
            "write the value out; text that starts with `*` or `&` needs quotes";
    }
    TAG_DITOLAK = Error "tag-ditolak" {
        id: "tag YAML (`!`) tidak dipakai di sini",
            "hapus tagnya; teks yang diawali `!` perlu tanda kutip";
        en: "YAML tags (`!`) are not used here",
            "remove the tag; text that starts with `!` needs quotes";
    }
    KUNCI_BUKAN_TEKS = Error "kunci-bukan-teks" {
        id: "kunci harus berupa teks",
            "teks yang diawali `[`, `{` atau `?` perlu tanda kutip";
        en: "a key must be text",
            "text that starts with `[`, `{` or `?` needs quotes";
    }
    KUNCI_GANDA = Error "kunci-ganda" {
        id: "kunci `{kunci}` tertulis dua kali", "hapus salah satunya";
        en: "the key `{kunci}` is written twice", "delete one of them";
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
        en: "the key `{kunci}` is missing", "add `{kunci}:` to {di_en}";
    }
    JENIS_SALAH = Error "jenis-salah" {
        id: "{kunci} seharusnya {harapan}, bukan {nyata}", "contoh: {contoh}";
        en: "{kunci_en} should be {harapan_en}, not {nyata_en}", "for example: {contoh_en}";
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
    TEMUAN_DIPOTONG = Warning "temuan-dipotong" {
        id: "berkas ini mempunyai lebih dari {batas} temuan; sisanya tidak ditampilkan",
            "perbaiki dulu yang ditampilkan, lalu jalankan lagi";
        en: "this file has more than {batas} findings; the rest are not shown",
            "mend these first, then run again";
    }
    DAFTAR_KOSONG = Error "daftar-kosong" {
        id: "daftar `{kunci}` kosong", "isi sekurang-kurangnya satu butir";
        en: "the list `{kunci}` is empty", "give it at least one item";
    }

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
        en: "cannot read the formula: {sebab_en}",
            "it is made of variable names, numbers, percentages, + - * / and parentheses; for instance `rat / aktif * 100%`";
    }
    PANJANG_TAK_SAH = Error "panjang-tak-sah" {
        id: "`{nilai}` bukan ukuran panjang yang dapat dipakai di sini",
            "tulis angka dan satuan mm, cm atau pt, misalnya `25.4mm`; dari {dari} sampai {sampai}";
        en: "`{nilai}` is not a length that can be used here",
            "write a number and mm, cm or pt, for instance `25.4mm`; from {dari} to {sampai}";
    }
    ANGKA_TAK_SAH = Error "angka-tak-sah" {
        id: "`{nilai}` bukan angka yang dapat dipakai di sini",
            "tulis angka dengan titik desimal, misalnya `1.5`; dari {dari} sampai {sampai}";
        en: "`{nilai}` is not a number that can be used here",
            "write a number with a decimal point, for instance `1.5`; from {dari} to {sampai}";
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
            "tulis {ribuan} bila titiknya pemisah ribuan, atau {desimal}0 bila titiknya desimal";
        en: "`{nilai}` can be read as {ribuan} or as {desimal}",
            "write {ribuan} if the point marks thousands, or {desimal}0 if it is a decimal point";
    }
    PERSEN_TANPA_TANDA = Error "persen-tanpa-tanda" {
        id: "`{nilai}` tanpa tanda persen, padahal satuannya persen", "tulis {usul}";
        en: "`{nilai}` has no percent sign, but its unit is persen", "write {usul_en}";
    }
    PERSEN_SALAH_TEMPAT = Error "persen-salah-tempat" {
        id: "`{nilai}` bertanda persen, padahal di sini {satuan}",
            "hapus tanda persennya, atau ganti `satuan` menjadi persen";
        en: "`{nilai}` has a percent sign, but this is {satuan_en}",
            "remove the percent sign, or change `satuan` to persen";
    }
    TERLALU_TELITI = Error "terlalu-teliti" {
        id: "`{nilai}` terlalu teliti: {satuan}, paling banyak {batas} angka di belakang koma",
            "tulis nilai yang sebenarnya; pembulatan dilakukan saat dicetak";
        en: "`{nilai}` is too precise: {satuan_en}, at most {batas} decimals",
            "write the actual value; rounding happens in print";
    }
    ANGKA_NEGATIF = Error "angka-negatif" {
        id: "`{nilai}` negatif, padahal di sini {satuan}", "yang dihitung tidak kurang dari 0";
        en: "`{nilai}` is negative, but this is {satuan_en}", "what is counted is never below 0";
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
        id: "satuan predikat perlu daftar `predikat` dan agregasi akhir, tanpa `formula`",
            "tulis predikat: [D, C, CC, B, BB, A, AA] dan agregasi: akhir; predikat tidak dapat dijumlahkan";
        en: "the unit predikat needs a list `predikat` and agregasi akhir, without `formula`",
            "write predikat: [D, C, CC, B, BB, A, AA] and agregasi: akhir; grades cannot be added";
    }

    // Targets and actual values.
    TAHUN_TAK_SAH = Error "tahun-tak-sah" {
        id: "`{nilai}` bukan tahun dalam periode {dari}–{sampai}",
            "tulis tahunnya dengan empat angka, atau ubah `periode` di data/opd.yaml";
        en: "`{nilai}` is not a year of the period {dari}–{sampai}",
            "write the year with four digits, or change `periode` in data/opd.yaml";
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
            "samakan: agregasi jumlah menjumlahkan keempatnya, rata-rata merata-ratakannya, selainnya memakai TW4";
        en: "the quarterly targets of {tahun} make {jumlah} a year, but the year's target is {target}",
            "make them agree: agregasi jumlah adds the four up, rata-rata averages them, the others use TW4";
    }
    TARGET_HILANG = Error "target-hilang" {
        id: "indikator `{id}` mempunyai realisasi {tahun}, tetapi tidak mempunyai target {tahun}",
            "tulis targetnya: target: {{tahun}: …}";
        en: "the indicator `{id}` has actual values for {tahun}, but no target for {tahun}",
            "write its target: target: {{tahun}: …}";
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
    SESUDAH_BATAS = Error "realisasi-sesudah-batas" {
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
    NILAI_TAHUN_LAIN_BEDA = Error "nilai-tahun-lain-beda" {
        id: "`{nama}` di sini {nilai}, padahal menurut realisasi {tahun} nilainya {sebenarnya}",
            "hapus dari `tahun_lain`; nilainya sudah diambil dari data/realisasi/{tahun}.yaml";
        en: "`{nama}` is {nilai} here, but the figures of {tahun} make it {sebenarnya}",
            "delete it from `tahun_lain`; it is already taken from data/realisasi/{tahun}.yaml";
    }

    // The strategic plan.
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
            "maksud Anda `{usul}`? Id jabatan ditulis di data/jabatan";
        en: "there is no position with the id `{id}`",
            "did you mean `{usul}`? Ids of positions are in data/jabatan";
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
        id: "skala peringkat harus menurun: setiap `di_atas` lebih kecil dari yang sebelumnya, dan hanya yang terakhir tanpa `di_atas`",
            "urutkan dari yang terbaik, misalnya di_atas: 90%, 75%, 65%, 50%, lalu tanpa batas";
        en: "the scale must fall: each `di_atas` below the one before, and only the last without `di_atas`",
            "list the best first, for instance di_atas: 90%, 75%, 65%, 50%, then one without";
    }
    BATAS_TERBALIK = Error "batas-terbalik" {
        id: "`batas_bawah` tidak lebih kecil dari `batas_atas`", "misalnya 0% dan 120%";
        en: "`batas_bawah` is not below `batas_atas`", "for instance 0% and 120%";
    }

    // Fonts and characters.
    // Rules of `check`.
    TANDA_BACA_DAFTAR = Warning "tanda-baca-daftar" {
        id: "butir {nomor} dari {jumlah} berakhir `{ada}`; seharusnya `{harus}`",
            "ganti akhir butir ini dengan `{harus}`";
        en: "item {nomor} of {jumlah} ends in `{ada}`; it should end in `{harus}`",
            "end this item with `{harus}`";
    }
    HURUF_AWAL_DAFTAR = Warning "huruf-awal-daftar" {
        id: "butir {nomor} diawali huruf {ada}, {banyak} butir lain di daftar ini huruf {lain}",
            "samakan huruf awal butir-butir daftar ini";
        en: "item {nomor} begins with a {ada_en} letter, {banyak} others of this list with a {lain_en} one",
            "let the items of this list begin alike";
    }
    BUTIR_KEMBAR = Warning "butir-kembar" {
        id: "butir ini sama dengan butir {nomor} di daftar yang sama",
            "hapus salah satunya, atau tulis apa bedanya";
        en: "this item is the same as item {nomor} of the list",
            "drop one of them, or write what is different";
    }
    KALIMAT_TANPA_TITIK = Info "kalimat-tanpa-titik" {
        id: "kalimat tugas ini tidak diakhiri titik",
            "tambahkan titik";
        en: "this sentence of duties has no full stop",
            "add a full stop";
    }
    KATA_GANDA = Warning "kata-ganda" {
        id: "kata `{kata}` tertulis dua kali berturut-turut",
            "hapus salah satunya";
        en: "the word `{kata}` is written twice in a row",
            "drop one of them";
    }
    SPASI_TANDA_BACA = Warning "spasi-tanda-baca" {
        id: "{apa}",
            "{cara}";
        en: "{apa_en}",
            "{cara_en}";
    }
    TANDA_HUBUNG = Warning "tanda-hubung" {
        id: "tanda hubung `{ada}` berspasi di satu sisi atau memisahkan kata ulang",
            "tulis `{harus}`";
        en: "the dash in `{ada}` has a space on one side only, or parts a repeated word",
            "write `{harus}`";
    }
    KURUNG = Warning "kurung" {
        id: "tanda kurung `{tanda}` tidak ada pasangannya",
            "tutup atau buka kurungnya";
        en: "the parenthesis `{tanda}` has no partner",
            "close or open it";
    }
    HURUF_BESAR = Warning "huruf-besar" {
        id: "kata `{kata}` di tengah kalimat berhuruf besar",
            "tulis `{harus}`";
        en: "the word `{kata}` has a capital within a sentence",
            "write `{harus}`";
    }
    EJAAN = Warning "ejaan" {
        id: "`{kata}` keliru tulis",
            "tulis `{harus}`; bila memang demikian, daftarkan di `abaikan` pada data/kamus.yaml";
        en: "`{kata}` is misspelt",
            "write `{harus}`; if it is meant so, list it under `abaikan` in data/kamus.yaml";
    }
    EJAAN_BAKU = Info "ejaan-baku" {
        id: "`{kata}` bukan bentuk baku",
            "bakunya `{harus}`; nama resmi dan kutipan peraturan tetap seperti aslinya";
        en: "`{kata}` is not the standard form",
            "the standard form is `{harus}`; official names and quotations stay as they are";
    }
    AKRONIM = Warning "akronim" {
        id: "akronim `{kata}` biasanya ditulis `{harus}`",
            "tulis `{harus}`; akronim kantor sendiri didaftarkan di data/kamus.yaml";
        en: "the acronym `{kata}` is usually written `{harus}`",
            "write `{harus}`; the office lists its own acronyms in data/kamus.yaml";
    }
    NAMA_RUMUS = Warning "nama-rumus" {
        id: "indikator `{nama}` diawali `{kata}`, tetapi {tetapi}",
            "{cara}";
        en: "the indicator `{nama}` begins with `{kata}`, but {tetapi_en}",
            "{cara_en}";
    }
    RUMUS_KEMBAR = Warning "rumus-kembar" {
        id: "rumus indikator ini sama dengan rumus `{lain}`",
            "periksa apakah salah satunya tersalin; dua indikator yang dihitung sama adalah satu indikator";
        en: "the formula of this indicator is that of `{lain}`",
            "see whether one was copied; two indicators that are computed alike are one";
    }
    CETAK_BEDA = Warning "cetak-beda" {
        id: "rumus yang tercetak tidak menghitung hal yang sama dengan `formula`",
            "samakan keduanya; bila yang tercetak kutipan yang keliru, terima dengan alasan";
        en: "the printed formula does not compute the same as `formula`",
            "make them agree; if the print quotes a mistake, accept it with a reason";
    }
    TANPA_KALI_SERATUS = Info "tanpa-kali-seratus" {
        id: "rumus persentase ini tercetak tanpa × 100%",
            "tulis `* 100%` di ujung rumusnya; nilainya tidak berubah";
        en: "the formula of this percentage is printed without × 100%",
            "write `* 100%` at its end; its value stays the same";
    }
    POPULASI_BEDA = Warning "populasi-beda" {
        id: "pembilang menghitung {atas}, penyebut {bawah}",
            "pakai satu populasi; UM, KUM, KUMKM dan UMKM adalah empat hal yang berbeda";
        en: "the numerator counts {atas}, the denominator {bawah}",
            "use one population; UM, KUM, KUMKM and UMKM are four different things";
    }
    PERSEN_TANPA_RUMUS = Warning "persen-tanpa-rumus" {
        id: "indikator bersatuan {satuan} ini tidak mempunyai rumus",
            "tulis `variabel` dan `formula`: pembilang dan penyebutnya";
        en: "this indicator in {satuan} has no formula",
            "write `variabel` and `formula`: its numerator and denominator";
    }
    RUMUS_KOSONG = Info "rumus-kosong" {
        id: "kolom penjelasan/rumus indikator ini kosong",
            "tulis `penjelasan`: apa yang dihitung, sejak kapan, dan apa yang tidak dihitung";
        en: "the explanation of this indicator is empty",
            "write `penjelasan`: what is counted, since when, and what is not";
    }
    SUMBER_KOSONG = Warning "sumber-kosong" {
        id: "sumber data indikator ini tidak disebut",
            "tulis `sumber`: dokumen atau laporan yang memuat angkanya";
        en: "the source of this indicator’s data is not named",
            "write `sumber`: the document or report that holds its figures";
    }
    SUMBER_BESARAN = Warning "sumber-besaran" {
        id: "sumber data `{sumber}` adalah besaran, bukan dokumen",
            "sebut dokumen atau laporan yang memuat angkanya";
        en: "the source `{sumber}` is a quantity, no document",
            "name the document or report that holds the figure";
    }
    BUKAN_UKURAN = Warning "bukan-ukuran" {
        id: "nama indikator ini tidak menyebut ukuran",
            "awali dengan ukurannya: Jumlah, Persentase, Rasio, Nilai, Indeks, …";
        en: "the name of this indicator names no measure",
            "begin with the measure: Jumlah, Persentase, Rasio, Nilai, Indeks, …";
    }
    BEBERAPA_UKURAN = Warning "beberapa-ukuran" {
        id: "indikator ini menyebut {banyak} ukuran sekaligus",
            "pisahkan menjadi beberapa indikator, masing-masing dengan satuannya";
        en: "this indicator names {banyak} measures at once",
            "make several indicators of it, each with its unit";
    }
    NOMOR_AWAL = Warning "nomor-awal" {
        id: "blok identitas jabatan ini dimulai dari nomor {nomor}",
            "hapus `nomor_awal`, atau tulis 1";
        en: "the identity block of this position begins with number {nomor}",
            "drop `nomor_awal`, or write 1";
    }
    JABATAN_KEMBAR = Warning "jabatan-kembar" {
        id: "nama jabatan ini sudah dipakai",
            "bedakan namanya menurut peraturan SOTK, atau hapus salah satunya";
        en: "this name of a position is taken already",
            "tell them apart as the decree on the organisation does, or drop one";
    }
    ATASAN_TAK_COCOK = Warning "atasan-tak-cocok" {
        id: "{jabatan} beratasan {atasan}",
            "periksa `atasan` terhadap bagan SOTK: {seharusnya}";
        en: "{jabatan} has {atasan} as superior",
            "check `atasan` against the organisation chart: {seharusnya_en}";
    }
    SASARAN_TANPA_RENSTRA = Warning "sasaran-tanpa-renstra" {
        id: "sasaran ini tidak menyebut sasaran Renstra yang didukungnya",
            "tulis `renstra: ID`, dengan id sasaran di data/renstra.yaml";
        en: "this objective names no objective of the plan that it serves",
            "write `renstra: ID`, with the id of an objective of data/renstra.yaml";
    }
    SASARAN_TAK_DIDUKUNG = Warning "sasaran-tak-didukung" {
        id: "tidak ada jabatan yang mendukung sasaran `{id}`",
            "tulis `renstra: {id}` pada sasaran jabatan yang melaksanakannya";
        en: "no position serves the objective `{id}`",
            "write `renstra: {id}` at the objective of the position that carries it out";
    }
    SASARAN_TANPA_PROGRAM = Warning "sasaran-tanpa-program" {
        id: "sasaran `{id}` tidak mempunyai program",
            "tulis `sasaran: {id}` pada program yang mendukungnya";
        en: "the objective `{id}` has no programme",
            "write `sasaran: {id}` at the programme that serves it";
    }
    TARGET_KOSONG = Warning "target-kosong" {
        id: "target tahun {tahun} belum ditetapkan",
            "tulis target setiap tahun periode Renstra";
        en: "there is no target for {tahun}",
            "write a target for every year of the plan";
    }
    TARGET_MUNDUR = Warning "target-mundur" {
        id: "target {kini} ({nilai_kini}) lebih {buruk} daripada target {lalu} ({nilai_lalu})",
            "periksa angkanya; bila memang mundur, terima dengan alasan";
        en: "the target of {kini} ({nilai_kini}) is {buruk_en} than that of {lalu} ({nilai_lalu})",
            "check the figure; if it does go back, accept it with a reason";
    }
    AWAL_KOSONG = Info "awal-kosong" {
        id: "keadaan awal indikator Renstra ini belum ditulis",
            "tulis `awal`: keadaannya sebelum tahun pertama Renstra";
        en: "this indicator of the plan has no condition at the start",
            "write `awal`: its condition before the first year of the plan";
    }
    TARGET_RENSTRA_BEDA = Warning "target-renstra-beda" {
        id: "target {tahun} indikator ini {renstra} di Renstra, {jabatan} di IKI",
            "samakan; dokumen yang satu dikutip oleh yang lain";
        en: "the target of this indicator for {tahun} is {renstra} in the plan, {jabatan} in the IKI",
            "make them agree; one document quotes the other";
    }
    REALISASI_KOSONG = Warning "realisasi-kosong" {
        id: "realisasi {tahun} indikator `{id}` belum diisi sampai {batas}",
            "isi di data/realisasi/{tahun}.yaml; bila memang tidak tersedia, tulis `na` dengan alasannya";
        en: "there is no actual value of `{id}` for {tahun} up to {batas}",
            "fill it in data/realisasi/{tahun}.yaml; if it is not available, write `na` with the reason";
    }
    REALISASI_MELONJAK = Warning "realisasi-melonjak" {
        id: "realisasi {tahun} ({kini}) {kali} realisasi {lalu} ({dulu})",
            "periksa satuan dan jumlah nolnya; bila benar, terima dengan alasan atau jelaskan di analisis";
        en: "the actual value of {tahun} ({kini}) is {kali_en} that of {lalu} ({dulu})",
            "check unit and zeros; if it is right, accept it with a reason or explain it in the analysis";
    }
    CAPAIAN_GANJIL = Warning "capaian-ganjil" {
        id: "capaian {tahun} indikator ini {capaian}",
            "periksa realisasi dan targetnya; bila benar, terima dengan alasan";
        en: "the achievement of this indicator in {tahun} is {capaian}",
            "check actual value and target; if it is right, accept it with a reason";
    }
    ANALISIS_KOSONG = Info "analisis-kosong" {
        id: "capaian {capaian} belum dijelaskan",
            "tulis `analisis` (pendukung, hambatan, upaya) di data/realisasi/{tahun}.yaml";
        en: "an achievement of {capaian} is not explained",
            "write `analisis` (pendukung, hambatan, upaya) in data/realisasi/{tahun}.yaml";
    }
    NOMENKLATUR_TAHUN = Warning "nomenklatur-tahun" {
        id: "{apa}",
            "{cara}";
        en: "{apa_en}",
            "{cara_en}";
    }
    KEWENANGAN = Warning "kewenangan" {
        id: "kode {kode} bertanda kewenangan {ada}, padahal {daerah} memakai {harus}",
            "1 untuk provinsi, 2 untuk kabupaten/kota";
        en: "the code {kode} has authority {ada}, but {daerah} uses {harus}",
            "1 is for provinces, 2 for regencies and cities";
    }
    ANGGARAN_TERLAMPAUI = Warning "anggaran-terlampaui" {
        id: "realisasi {tahun} ({realisasi}) melebihi anggarannya ({anggaran})",
            "periksa kedua angkanya";
        en: "spending of {tahun} ({realisasi}) is beyond its budget ({anggaran})",
            "check both figures";
    }
    ANGGARAN_KOSONG = Info "anggaran-kosong" {
        id: "sub kegiatan ini mempunyai {ada} {tahun}, tetapi belum ada {kurang}",
            "isi di data/renstra.yaml, atau tulis 0 bila memang tidak dilaksanakan";
        en: "this sub-activity has {ada_en} for {tahun}, but no {kurang_en} yet",
            "fill it in data/renstra.yaml, or write 0 if it was not carried out";
    }
    NIP = Warning "nip" {
        id: "NIP `{nip}` tidak sah: {sebab}",
            "tulis 18 angkanya: tanggal lahir, bulan pengangkatan, jenis kelamin, nomor urut";
        en: "the NIP `{nip}` is not valid: {sebab_en}",
            "write its 18 digits: date of birth, month of appointment, sex, serial number";
    }

    // Acceptances.
    TERIMA_BASI = Warning "terima-basi" {
        id: "tidak ada lagi `{kode}` yang diterima di sini",
            "hapus komentar ini";
        en: "there is no `{kode}` here any more to be accepted",
            "drop this comment";
    }
    TERIMA_TANPA_ALASAN = Warning "terima-tanpa-alasan" {
        id: "penerimaan ini tidak menyebut alasan",
            "tulis `# terima KODE: alasan`";
        en: "this acceptance gives no reason",
            "write `# terima CODE: reason`";
    }
    TERIMA_TAK_DIKENAL = Warning "terima-tak-dikenal" {
        id: "`{kode}` bukan kode yang dapat diterima",
            "maksud Anda `{usul}`? Galat tidak dapat diterima, hanya peringatan dan saran";
        en: "`{kode}` is no code that can be accepted",
            "did you mean `{usul}`? Errors cannot be accepted, only warnings and suggestions";
    }

    HURUF_TAK_ADA = Error "huruf-tak-ada" {
        id: "huruf `{nama}` tidak ada",
            "yang ada: {dikenal}; huruf lain dapat ditaruh sebagai berkas .ttf atau .otf di folder fonts/";
        en: "there is no font `{nama}`",
            "there are: {dikenal}; others can be put as .ttf or .otf files into the folder fonts/";
    }
    HURUF_TAK_TERBACA = Error "huruf-tak-terbaca" {
        id: "`{path}` bukan berkas huruf yang dapat dipakai",
            "pakai berkas .ttf atau .otf yang utuh dan boleh disematkan";
        en: "`{path}` is not a font file that can be used",
            "use a whole .ttf or .otf file that may be embedded";
    }
    KARAKTER_TANPA_HURUF = Error "karakter-tanpa-huruf" {
        id: "tidak ada huruf untuk karakter {karakter}",
            "hapus karakternya, atau taruh berkas huruf yang memuatnya di folder fonts/";
        en: "no font has the character {karakter}",
            "remove the character, or put a font file that has it into the folder fonts/";
    }
    KARAKTER_KENDALI = Error "karakter-kendali" {
        id: "teks memuat karakter tak terlihat {karakter}, yang tidak dapat dicetak",
            "hapus karakternya; biasanya ikut tersalin dari program lain";
        en: "the text holds the invisible character {karakter}, which cannot be printed",
            "remove it; such characters usually come along when copying from another program";
    }

    // Templates and typesetting.
    TEMPLAT_SALAH = Error "templat-salah" {
        id: "templat tidak dapat diisi: {sebab}",
            "perbaiki baris ini di templat proyek, atau hapus berkasnya untuk memakai templat bawaan";
        en: "cannot fill the template: {sebab_en}",
            "mend this line of the project's template, or delete the file to use the built-in one";
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
    FOLDER_BERISI = Error "folder-berisi" {
        id: "folder {path} sudah ada dan tidak kosong",
            "sebutkan folder yang belum ada; tidak ada yang ditimpa";
        en: "the folder {path} is there and not empty",
            "name a folder that does not exist; nothing is overwritten";
    }
    KODE_TEMUAN_TAK_DIKENAL = Error "kode-tak-dikenal" {
        id: "tidak ada kode `{kode}`",
            "maksud Anda `{usul}`?";
        en: "there is no code `{kode}`",
            "did you mean `{usul}`?";
    }
    SISI_TAK_TERBACA = Error "sisi-tak-terbaca" {
        id: "`{sisi}` tidak dapat dibaca untuk dibandingkan: {sebab}",
            "sebutkan revisi git (misalnya main, HEAD~1) atau folder proyek";
        en: "`{sisi}` cannot be read for a comparison: {sebab_en}",
            "name a git revision (for instance main, HEAD~1) or the folder of a project";
    }
    UNVERIFIABLE = Error "tak-terperiksa" {
        id: "{path} tidak dapat diperiksa: {sebab}",
            "sebutkan PDF atau buku kerja buatan ikigen";
        en: "{path} cannot be verified: {sebab}",
            "name a PDF or a workbook that ikigen made";
    }
    BUKU_GAGAL = Error "buku-kerja-gagal" {
        id: "buku kerja tidak dapat dibuat: {sebab}",
            "persingkat teks atau kurangi baris yang disebut; Excel menampung paling banyak 32.767 huruf satu sel";
        en: "the workbook cannot be made: {sebab}",
            "shorten the text or drop rows of what is named; Excel holds at most 32,767 characters a cell";
    }
    UNWRITABLE = Error "tak-tertulis" {
        id: "`{path}` tidak dapat ditulis: {sebab}",
            "tutup berkas itu bila sedang terbuka; periksa izin folder dan sisa ruang disk";
        en: "cannot write `{path}`: {sebab}",
            "close the file if it is open; check the folder's permissions and the free space";
    }
    SIMPAN_DI_PROYEK = Error "simpan-di-proyek" {
        id: "--keep-typst menunjuk folder proyek itu sendiri",
            "pilih folder lain: templat bawaan yang tersalin ke templates/ akan menggantikan yang di dalam program";
        en: "--keep-typst names the project's own folder",
            "choose another: built-in templates copied into templates/ would replace those in the program";
    }
    TERLALU_LAMA = Error "terlalu-lama" {
        id: "pembuatan dokumen dihentikan sesudah {detik} detik",
            "biasanya sebuah templat proyek berputar tanpa akhir; dokumen yang memang besar dapat diberi waktu dengan --timeout";
        en: "making the documents was stopped after {detik} seconds",
            "usually a template of the project never ends; a document that is really large can be given time with --timeout";
    }
    TYPST_GALAT = Error "typst-galat" {
        id: "halaman tidak dapat disusun: {sebab}",
            "{petunjuk}";
        en: "cannot lay out the page: {sebab}",
            "{petunjuk}";
    }
    TYPST_PERINGATAN = Warning "typst-peringatan" {
        id: "penyusun halaman memperingatkan: {sebab}",
            "{petunjuk}";
        en: "the typesetter warns: {sebab}",
            "{petunjuk}";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let mut seen = BTreeSet::new();
        for code in ALL {
            assert!(seen.insert(code.code), "{} twice", code.code);
            assert!(
                code.code.bytes().all(|b| b.is_ascii_lowercase() || b"-0123456789".contains(&b))
            );
        }
    }

    #[test]
    fn both_languages_use_the_same_values() {
        let names = |text: &str| -> BTreeSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|t| t.split_once('}'))
                .map(|(name, _)| name.trim_end_matches("_en").to_owned())
                .collect()
        };
        for code in ALL {
            assert_eq!(names(code.message[0]), names(code.message[1]), "{}", code.code);
            assert_eq!(names(code.help[0]), names(code.help[1]), "{}", code.code);
        }
    }

    #[test]
    fn values_are_not_read_again() {
        let args = vec![("a", "{b}".to_owned()), ("b", "x".to_owned())];
        assert_eq!(arg("{a} {b} {c} {", &args), "{b} x {c} {");
    }
}
