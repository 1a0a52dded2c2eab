//! What the YAML parser says, for those who do not read English.

/// The first fragment that the parser's sentence contains decides.
pub(super) fn in_indonesian(info: &str) -> String {
    const UNCLOSED_QUOTE: &str = "tanda kutip ini tidak ditutup";
    const UNEVEN: &str = "lekukan baris ini tidak sejajar dengan baris di atasnya";
    const OPEN_BRACKET: &str = "`[` atau `{` sebelum ini belum ditutup";
    const SAYINGS: [(&str, &str); 13] = [
        ("unexpected end of stream", UNCLOSED_QUOTE),
        ("unexpected document indicator", UNCLOSED_QUOTE),
        ("invalid indentation in quoted", UNCLOSED_QUOTE),
        ("escape", "ada `\\` yang tidak dikenal di dalam tanda kutip ganda"),
        ("trailing content after", "ada teks sesudah tanda kutip penutup"),
        ("tab", "lekukan memakai tab; pakai spasi"),
        ("flow", OPEN_BRACKET),
        ("illegal placement", OPEN_BRACKET),
        ("misplaced bracket", "kurung penutup ini tidak ada pembukanya"),
        (
            "mapping values are not allowed",
            "titik dua ini tidak dapat dibaca sebagai `kunci: nilai`",
        ),
        ("simple key", "baris ini tidak dapat dibaca sebagai `kunci: nilai`"),
        ("block", UNEVEN),
        ("indent", UNEVEN),
    ];
    if let Some(sign) = info.strip_prefix("unexpected character: `").and_then(|r| r.chars().next())
    {
        return format!("teks yang diawali `{sign}` perlu tanda kutip");
    }
    SAYINGS.iter().find(|(part, _)| info.contains(part)).map_or(info, |(_, saying)| saying).into()
}
