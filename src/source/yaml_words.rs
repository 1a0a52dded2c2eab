//! What the YAML parser means, in words of ours.

use crate::language::{Note, Phrase, notes};

notes! {
    UNCLOSED_QUOTE = "tanda kutip ini tidak ditutup", "this quote is not closed";
    UNKNOWN_ESCAPE = "ada `\\` yang tidak dikenal di dalam tanda kutip ganda",
        "a `\\` in double quotes stands before something unknown";
    BEHIND_QUOTE = "ada teks sesudah tanda kutip penutup", "there is text behind the closing quote";
    TAB = "lekukan memakai tab; pakai spasi", "the indentation is a tab; use spaces";
    OPEN_BRACKET = "`[` atau `{` sebelum ini belum ditutup", "a `[` or `{` before this is not closed";
    LONE_BRACKET = "kurung penutup ini tidak ada pembukanya",
        "nothing was opened that this bracket closes";
    COLON = "titik dua ini tidak dapat dibaca sebagai `kunci: nilai`",
        "this colon cannot be read as `key: value`";
    NO_ENTRY = "baris ini tidak dapat dibaca sebagai `kunci: nilai`",
        "this line cannot be read as `key: value`";
    UNEVEN = "lekukan baris ini tidak sejajar dengan baris di atasnya",
        "the indentation of this line does not fit the lines above";
    NEEDS_QUOTES = "teks yang diawali `{sign}` perlu tanda kutip", "text that starts with `{sign}` needs quotes";
    OTHERWISE = "pembaca YAML menjawab `{info}`", "the reader of YAML says `{info}`";
}

/// What the YAML parser means, in words of ours. The first fragment that its sentence contains
/// decides.
pub(super) fn in_words(info: &str) -> Phrase {
    const SAYINGS: [(&str, &Note); 14] = [
        ("unexpected end of stream", &UNCLOSED_QUOTE),
        ("unexpected document indicator", &UNCLOSED_QUOTE),
        ("invalid indentation in quoted", &UNCLOSED_QUOTE),
        ("escape", &UNKNOWN_ESCAPE),
        ("trailing content after", &BEHIND_QUOTE),
        ("tab", &TAB),
        ("flow", &OPEN_BRACKET),
        ("illegal placement", &OPEN_BRACKET),
        ("did not find expected next token", &OPEN_BRACKET),
        ("misplaced bracket", &LONE_BRACKET),
        ("mapping values are not allowed", &COLON),
        ("simple key", &NO_ENTRY),
        ("block", &UNEVEN),
        ("indent", &UNEVEN),
    ];
    if let Some(sign) = info.strip_prefix("unexpected character: `").and_then(|r| r.chars().next())
    {
        return NEEDS_QUOTES.arg("sign", sign);
    }
    match SAYINGS.iter().find(|(part, _)| info.contains(part)) {
        Some((_, saying)) => Phrase::from(*saying),
        None => OTHERWISE.arg("info", info),
    }
}
