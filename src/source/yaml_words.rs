//! What the YAML parser means, in words of ours: what is said where nothing more is known.

use crate::language::{Note, notes};

notes! {
    UNCLOSED_QUOTE = "tanda kutip ini tidak ditutup", "this quote is not closed";
    UNKNOWN_ESCAPE = "ada `\\` yang tidak dikenal di dalam tanda kutip ganda",
        "a `\\` in double quotes stands before something unknown";
    BEHIND_QUOTE = "ada teks sesudah tanda kutip penutup", "there is text behind the closing quote";
    TAB = "tombol Tab tidak dapat dipakai di sini; pakai spasi", "the Tab key cannot be used here; use blanks";
    OPEN_BRACKET = "`[` atau `{` sebelum ini belum ditutup, atau di antaranya kurang koma",
        "a `[` or `{` before this is not closed, or a comma is missing in between";
    LONE_BRACKET = "kurung penutup ini tidak ada pembukanya",
        "nothing was opened that this bracket closes";
    COLON = "titik dua ini tidak dapat dibaca sebagai `kunci: nilai`",
        "this colon cannot be read as `key: value`";
    NO_ENTRY = "baris ini tidak dapat dibaca sebagai `kunci: nilai`",
        "this line cannot be read as `key: value`";
    UNEVEN = "baris ini tidak sejajar dengan baris di atasnya",
        "this line is not level with the lines above";
    NEEDS_QUOTES = "teks yang diawali tanda ini perlu tanda kutip", "text that starts with this sign needs quotes";
    DIRECTIVE = "baris yang diawali `%` atau `---` tidak dipakai di sini",
        "lines that start with `%` or `---` are not used here";
}

/// What the YAML parser means, and whether it may have noticed at the start of the next line what
/// is missing in this one. The first fragment that its sentence contains decides.
pub(super) fn in_words(info: &str) -> (&'static Note, bool) {
    const SAYINGS: [(&str, &Note); 24] = [
        ("directive", &DIRECTIVE),
        ("TAG", &DIRECTIVE),
        ("<document start>", &DIRECTIVE),
        ("<document-start>", &DIRECTIVE),
        ("unexpected end of stream", &UNCLOSED_QUOTE),
        ("unexpected document indicator", &UNCLOSED_QUOTE),
        ("invalid indentation in quoted", &UNCLOSED_QUOTE),
        ("escape", &UNKNOWN_ESCAPE),
        ("hexadecimal", &UNKNOWN_ESCAPE),
        ("trailing content after", &BEHIND_QUOTE),
        ("tab", &TAB),
        ("YAML whitespace", &TAB),
        ("flow", &OPEN_BRACKET),
        ("illegal placement", &OPEN_BRACKET),
        ("did not find expected next token", &OPEN_BRACKET),
        ("only valid inside a block", &NEEDS_QUOTES),
        ("misplaced bracket", &LONE_BRACKET),
        ("unexpected character", &NEEDS_QUOTES),
        ("anchor", &NEEDS_QUOTES),
        ("tag", &NEEDS_QUOTES),
        ("block scalar", &NEEDS_QUOTES),
        ("mapping values are not allowed", &COLON),
        ("block", &UNEVEN),
        ("indent", &UNEVEN),
    ];
    SAYINGS
        .iter()
        .find(|(part, _)| info.contains(part))
        .map_or((&NO_ENTRY, true), |(_, saying)| (*saying, false))
}
