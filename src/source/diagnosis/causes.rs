//! The ways of mistyping that are known, each with what is wrong, what to write instead, and an
//! example.

use crate::language::{Note, notes};

/// A way of mistyping.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// What is wrong.
    pub what: Note,
    /// What to write instead.
    pub cure: Note,
    /// What it is tried on: a piece of the project that `ikigen init` makes.
    pub base: &'static str,
    /// In its place, mistyped so.
    pub typed: &'static str,
    /// In its place, mended.
    pub right: &'static str,
}

/// Declares causes, and `ALL`, their list. The example is tried on the piece behind `in`, or on
/// the mended text where that is a piece of the project itself.
macro_rules! causes {
    (@base $right:literal $base:literal) => { $base };
    (@base $right:literal) => { $right };
    ($($(#[$doc:meta])* $name:ident {
        id: $what_id:literal, $cure_id:literal;
        en: $what_en:literal, $cure_en:literal;
        $typed:literal => $right:literal $(in $base:literal)?;
    })*) => {
        $(
            $(#[$doc])*
            pub static $name: Cause = Cause {
                what: Note([$what_id, $what_en]),
                cure: Note([$cure_id, $cure_en]),
                base: causes!(@base $right $($base)?),
                typed: $typed,
                right: $right,
            };
        )*
        /// All causes, in the order in which they are explained.
        pub static ALL: &[&Cause] = &[$(&$name),*];
    };
}

notes! {
    /// The blank that word processors put between words.
    pub NO_BREAK = "spasi tak-putus (biasanya tersalin dari Word)", "a no-break space (usually copied from Word)";
    /// Any other blank that no keyboard has.
    pub OTHER_BLANK = "spasi khusus {karakter} (biasanya tersalin dari program lain)",
        "the special blank {karakter} (usually copied from another program)";
    /// What is done with a blank that is too many.
    pub DELETE_IT = "hapus", "delete it";
    /// How a text is quoted that goes over several lines.
    pub QUOTE_ALL = "beri tanda kutip di awal dan di akhir seluruh teksnya",
        "put quotes at the start and at the end of the whole text";
    /// Where a lone word may be a key or go on with a text.
    pub KEY_OR_TEXT = "bila `{kunci}` sebuah kunci, tulis `{usul}`; bila baris ini lanjutan teks di atasnya, tambahkan spasi di depannya",
        "if `{kunci}` is a key, write `{usul}`; if this line goes on with the text above, put more blanks before it";
    /// Where a comment goes on without its sign.
    pub COMMENT_GOES_ON = "bila ia lanjutan komentar di atasnya, awali dengan `# `",
        "if it goes on with the comment above, begin it with `# `";
    /// The line that another should be level with.
    pub LEVEL = "sejajarkan dengan ini", "make it level with this";
}

causes! {
    // Keys and their colons.
    /// A key with nothing between it and its value.
    MISSING_COLON {
        id: "sesudah `{kunci}` kurang titik dua", "tulis `{usul}`";
        en: "a colon is missing behind `{kunci}`", "write `{usul}`";
        "satuan pedagang" => "satuan: pedagang";
    }
    /// A colon with no blank behind it.
    COLON_SPACE {
        id: "sesudah titik dua perlu spasi", "tulis `{usul}`";
        en: "a blank is needed behind the colon", "write `{usul}`";
        "satuan:pedagang" => "satuan: pedagang";
    }
    /// Another sign in place of the colon.
    WRONG_COLON {
        id: "sesudah `{kunci}` perlu titik dua, bukan `{tanda}`", "tulis `{usul}`";
        en: "a colon is needed behind `{kunci}`, not `{tanda}`", "write `{usul}`";
        "satuan = pedagang" => "satuan: pedagang";
    }
    /// Another sign behind the colon.
    BEHIND_COLON {
        id: "sesudah titik dua ada `{tanda}`", "hapus: `{usul}`";
        en: "there is `{tanda}` behind the colon", "delete it: `{usul}`";
        "fungsi:;\n" => "fungsi:\n";
    }
    /// A sign before a key.
    STRAY_SIGN {
        id: "`{tanda}` di depan `{kunci}` tidak pada tempatnya", "hapus: `{usul}`";
        en: "the `{tanda}` before `{kunci}` is out of place", "delete it: `{usul}`";
        "        \"satuan: pedagang" => "        satuan: pedagang";
    }
    /// A line that is no entry.
    CONTINUATION {
        id: "baris ini bukan `kunci: nilai`", "bila ia lanjutan teks di atasnya, tambahkan spasi di depannya; bila ia butir daftar, awali dengan `- `";
        en: "this line is no `key: value`", "if it goes on with the text above, put more blanks before it; if it is an item of a list, begin it with `- `";
        "tugas: merencanakan, melaksanakan\ndan mengendalikan kegiatan bidang pasar."
            => "tugas: merencanakan, melaksanakan\n  dan mengendalikan kegiatan bidang pasar."
            in "tugas: merencanakan, melaksanakan dan mengendalikan kegiatan bidang pasar.";
    }
    // How far in a line stands.
    /// More blanks before a line than before its neighbours.
    TOO_DEEP {
        id: "baris ini terlalu menjorok: {ada} spasi di depannya, seharusnya {harus}", "hapus kelebihan spasinya";
        en: "this line stands too far in: {ada} blanks before it, there should be {harus}", "delete the blanks that are too many";
        "         satuan: pedagang" => "        satuan: pedagang";
    }
    /// Fewer blanks before a line than before its neighbours.
    TOO_SHALLOW {
        id: "baris ini kurang menjorok: {ada} spasi di depannya, seharusnya {harus}", "tambahkan spasi di depannya";
        en: "this line does not stand in far enough: {ada} blanks before it, there should be {harus}", "put more blanks before it";
        "  TW3: { nilai: 12 }\n    TW4" => "    TW3: { nilai: 12 }\n    TW4";
    }
    /// The Tab key for indentation.
    TAB_INDENT {
        id: "tombol Tab tidak dapat dipakai di depan baris", "hapus, lalu ketik {harus} spasi";
        en: "the Tab key cannot be used before a line", "delete it and type {harus} blanks";
        "\tsatuan: pedagang" => "        satuan: pedagang";
    }
    /// The Tab key elsewhere.
    TAB_INSIDE {
        id: "tombol Tab tidak dapat dipakai di sini", "ganti dengan spasi: `{usul}`";
        en: "the Tab key cannot be used here", "put a blank in its place: `{usul}`";
        "satuan:\tpedagang" => "satuan: pedagang";
    }
    /// A blank that only looks like one.
    STRAY_BLANK {
        id: "di sini ada {jenis}, bukan spasi biasa", "hapus, lalu ketik spasi biasa";
        en: "there is {jenis} here, no plain blank", "delete it and type a plain blank";
        "satuan:\u{a0}pedagang" => "satuan: pedagang";
    }
    // Lists.
    /// Another mark than a hyphen.
    BULLET {
        id: "`{tanda}` bukan tanda butir", "awali butir dengan tanda hubung dan spasi: `{usul}`";
        en: "`{tanda}` does not mark an item", "begin items with a hyphen and a blank: `{usul}`";
        "  • pembinaan pengelola pasar; dan" => "  - pembinaan pengelola pasar; dan";
    }
    /// A hyphen with no blank behind it.
    DASH_SPACE {
        id: "sesudah tanda butir `-` perlu spasi", "tulis `{usul}`";
        en: "a blank is needed behind the `-` of an item", "write `{usul}`";
        "  -pembinaan pengelola pasar; dan" => "  - pembinaan pengelola pasar; dan";
    }
    /// More than one blank behind a hyphen.
    BLANKS_OF_ITEM {
        id: "sesudah tanda butir `-` cukup satu spasi", "tulis `{usul}`";
        en: "one blank is enough behind the `-` of an item", "write `{usul}`";
        "      -  id: pedagang-dibina\n" => "      - id: pedagang-dibina\n";
    }
    /// An item without its hyphen.
    MISSING_DASH {
        id: "di depan `{kunci}` kurang tanda butir `-`", "tulis `{usul}`";
        en: "the `-` of an item is missing before `{kunci}`", "write `{usul}`";
        "      id: pertumbuhan-retribusi\n" => "      - id: pertumbuhan-retribusi\n";
    }
    /// A mark of the list that an item was copied from.
    COPIED_MARK {
        id: "`{tanda}` di awal butir ini tanda daftar yang ikut tersalin", "hapus: `{usul}`";
        en: "the `{tanda}` at the start of this item is the mark of the list it was copied from", "delete it: `{usul}`";
        "  - * pembinaan pengelola pasar; dan" => "  - pembinaan pengelola pasar; dan";
    }
    // Several entries on a line.
    /// Entries on a line without braces.
    SEVERAL_ENTRIES {
        id: "isian yang ditulis sebaris perlu kurung kurawal", "tulis `{usul}`";
        en: "entries on the line of their key need braces", "write `{usul}`";
        "target: 2024: 40, 2025: 50, 2026: 60" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// A brace or bracket that is not closed.
    UNCLOSED_BRACKET {
        id: "kurung `{tanda}` ini tidak ditutup", "tutup dengan `{ganti}`: `{usul}`";
        en: "this `{tanda}` is not closed", "close it with `{ganti}`: `{usul}`";
        "target: { 2024: 40, 2025: 50, 2026: 60" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// One that is closed by another kind.
    WRONG_BRACKET {
        id: "kurung ini ditutup dengan `{tanda}`, seharusnya `{ganti}`", "tulis `{usul}`";
        en: "this is closed with `{tanda}`, it should be `{ganti}`", "write `{usul}`";
        "target: { 2024: 40, 2025: 50, 2026: 60 ]" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// One that closes nothing.
    LONE_BRACKET {
        id: "kurung penutup `{tanda}` ini tidak ada pembukanya", "hapus: `{usul}`";
        en: "nothing was opened that this `{tanda}` closes", "delete it: `{usul}`";
        "target: { 2024: 40, 2025: 50, 2026: 60 }}" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// Something behind one that closes.
    BEHIND_BRACKET {
        id: "sesudah kurung penutup ada `{tanda}`", "hapus: `{usul}`";
        en: "there is `{tanda}` behind the closing bracket", "delete it: `{usul}`";
        "target: { 2024: 40, 2025: 50, 2026: 60 };" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// Another sign in place of the comma.
    SEPARATOR {
        id: "isian dipisahkan koma, bukan `{tanda}`", "tulis `{usul}`";
        en: "entries are separated by commas, not by `{tanda}`", "write `{usul}`";
        "target: { 2024: 40; 2025: 50; 2026: 60 }" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// Two entries with no comma between them.
    MISSING_COMMA {
        id: "sebelum `{kunci}` kurang koma", "tulis `{usul}`";
        en: "a comma is missing before `{kunci}`", "write `{usul}`";
        "target: { 2024: 40 2025: 50, 2026: 60 }" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// Two commas with no entry between them.
    DOUBLE_COMMA {
        id: "ada dua koma berurutan", "hapus salah satunya: `{usul}`";
        en: "there are two commas in a row", "delete one of them: `{usul}`";
        "target: { 2024: 40,, 2025: 50, 2026: 60 }" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// A comma in a text between braces.
    COMMA_IN_TEXT {
        id: "di dalam `{ }`, teks yang memuat koma perlu tanda kutip", "tulis `{usul}`";
        en: "between `{ }`, text with a comma in it needs quotes", "write `{usul}`";
        "TW2: { na: belum diperiksa, dijadwalkan Juli }" => "TW2: { na: \"belum diperiksa, dijadwalkan Juli\" }"
            in "TW2: { na: pemeriksaan dijadwalkan Juli }";
    }
    /// The year in two digits.
    SHORT_YEAR {
        id: "tahun ditulis dengan empat angka", "tulis `{usul}`";
        en: "years are written with four digits", "write `{usul}`";
        "target: { '24: 40, 2025: 50, 2026: 60 }" => "target: { 2024: 40, 2025: 50, 2026: 60 }";
    }
    /// A hyphen in place of a value.
    NO_VALUE {
        id: "`-` bukan nilai", "hapus isian ini selama belum ada angkanya; yang tidak tersedia ditulis `na: alasannya`";
        en: "`-` is no value", "delete this entry while there is no figure; write `na: reason` for what is not available";
        "TW4: { nilai: - }" => "TW4: { na: daftar hadir belum diterima }" in "TW4: { nilai: 15 }";
    }
    /// An amount of money as it is written in letters.
    CURRENCY {
        id: "angka ditulis tanpa Rp, titik ribuan, dan `,-`", "tulis {angka}";
        en: "numbers are written without Rp, thousands marks and `,-`", "write {angka}";
        "TW4: { kini: Rp 111.000.000,- }" => "TW4: { kini: 111000000 }";
    }
    /// A number with a sign before it that means something else to the reader.
    ODD_NUMBER {
        id: "angka tidak diawali `{tanda}`", "tulis `{usul}`";
        en: "numbers do not begin with `{tanda}`", "write `{usul}`";
        "        awal: > 50%\n" => "        awal: 50%\n";
    }
    // Texts that need quotes.
    /// A sign at the start that means something else.
    NEEDS_QUOTES {
        id: "teks yang diawali `{tanda}` perlu tanda kutip", "tulis `{usul}`";
        en: "text that starts with `{tanda}` needs quotes", "write `{usul}`";
        "sumber: [Daftar] hadir pembinaan" => "sumber: \"[Daftar] hadir pembinaan\"" in "sumber: Daftar hadir pembinaan";
    }
    /// A colon with a blank behind it.
    COLON_IN_TEXT {
        id: "teks yang memuat titik dua perlu tanda kutip", "tulis `{usul}`";
        en: "text with a colon in it needs quotes", "write `{usul}`";
        "sumber: Daftar hadir: pembinaan" => "sumber: \"Daftar hadir: pembinaan\"" in "sumber: Daftar hadir pembinaan";
    }
    /// A number sign behind a blank.
    HASH {
        id: "`#` sesudah spasi memulai komentar, sehingga sisa baris ini tidak terbaca", "beri tanda kutip pada teks yang memuat `#`, atau pindahkan komentarnya ke akhir baris";
        en: "a `#` behind a blank begins a comment, so the rest of this line is not read", "put quotes around text with a `#` in it, or move the comment to the end of the line";
        "TW2: { na: lihat surat #5 }" => "TW2: { na: \"lihat surat #5\" }" in "TW2: { na: pemeriksaan dijadwalkan Juli }";
    }
    /// A sign of a formula that means something else to the reader.
    FORMULA_SIGN {
        id: "di dalam rumus pakai `{ganti}`, bukan `{tanda}`", "tulis `{usul}`";
        en: "in a formula write `{ganti}`, not `{tanda}`", "write `{usul}`";
        "formula: bersih : semua x 100%" => "formula: bersih / semua * 100%";
    }
    // Quotes.
    /// A quote that is not closed.
    UNCLOSED_QUOTE {
        id: "tanda kutip ini tidak ditutup", "tutup di akhir teksnya: `{usul}`";
        en: "this quote is not closed", "close it at the end of the text: `{usul}`";
        "sumber: \"Daftar hadir pembinaan" => "sumber: \"Daftar hadir pembinaan\"" in "sumber: Daftar hadir pembinaan";
    }
    /// An apostrophe at the start.
    APOSTROPHE {
        id: "tanda kutip `'` ini tidak ditutup", "tutup di akhir teksnya; bila ia bagian dari teks, tulis `{usul}`";
        en: "this quote `'` is not closed", "close it at the end of the text; if it is part of the text, write `{usul}`";
        "sumber: 'Aisyiyah dan daftar hadir" => "sumber: \"'Aisyiyah dan daftar hadir\"" in "sumber: Daftar hadir pembinaan";
    }
    /// A quote of word processors.
    TYPOGRAPHIC_QUOTE {
        id: "`{tanda}` bukan tanda kutip biasa (biasanya tersalin dari Word)", "tulis `{usul}`";
        en: "`{tanda}` is no plain quote (usually copied from Word)", "write `{usul}`";
        "sumber: \"Daftar hadir: pembinaan”" => "sumber: \"Daftar hadir: pembinaan\"" in "sumber: Daftar hadir pembinaan";
    }
    /// Quotes written twice.
    DOUBLED_QUOTE {
        id: "tanda kutip `{tanda}` tertulis dua kali", "tulis `{usul}`";
        en: "the quote `{tanda}` is written twice", "write `{usul}`";
        "sumber: \"\"Daftar hadir pembinaan\"\"" => "sumber: \"Daftar hadir pembinaan\"" in "sumber: Daftar hadir pembinaan";
    }
    /// Quotes within quotes.
    QUOTE_INSIDE {
        id: "teks yang memuat tanda kutip `{tanda}` perlu diapit tanda kutip yang lain", "tulis `{usul}`";
        en: "text with a quote `{tanda}` in it needs the other kind of quotes around it", "write `{usul}`";
        "sumber: \"Daftar\" hadir pembinaan" => "sumber: '\"Daftar\" hadir pembinaan'" in "sumber: Daftar hadir pembinaan";
    }
    /// A backslash in double quotes.
    BACKSLASH {
        id: "`\\` di dalam tanda kutip ganda mempunyai arti khusus", "pakai tanda kutip tunggal: `{usul}`";
        en: "`\\` in double quotes has a meaning of its own", "use single quotes: `{usul}`";
        "sumber: \"Folder D:\\data hadir\"" => "sumber: 'Folder D:\\data hadir'" in "sumber: Daftar hadir pembinaan";
    }
    /// Signs of full width.
    FOREIGN_SIGN {
        id: "`{tanda}` bukan tanda baca biasa (lebarnya penuh)", "ganti dengan `{ganti}`: `{usul}`";
        en: "`{tanda}` is no plain sign (it is of full width)", "put `{ganti}` in its place: `{usul}`";
        "satuan：pedagang" => "satuan: pedagang";
    }
    /// A comment between the lines of a text.
    COMMENT_INSIDE {
        id: "komentar ini memotong teks di atas dan di bawahnya", "pindahkan komentarnya ke atas teks itu";
        en: "this comment cuts the text above and below it", "move the comment above that text";
        "tugas: merencanakan, melaksanakan\n  # dua\n  dan mengendalikan kegiatan bidang pasar."
            => "# dua\ntugas: merencanakan, melaksanakan\n  dan mengendalikan kegiatan bidang pasar."
            in "tugas: merencanakan, melaksanakan dan mengendalikan kegiatan bidang pasar.";
    }
}
