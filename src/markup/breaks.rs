//! Where a text may break besides its spaces, and where it must not: an address that no cell has
//! room for breaks behind its signs, `P-APBD` stays whole.

use std::ops::Range;

/// Characters of a word from which it is long: the narrowest cells have room for fewer.
const LONG: usize = 16;
/// Characters of a word without any sign that is no word of a language: the longest Indonesian
/// ones have fewer.
const NO_WORD: usize = 30;
/// Where such a word is cut.
const CUT: usize = 12;
/// Characters of a word with a hyphen that is kept in one line.
const SHORT: usize = 12;
/// Signs behind which a long word may break.
const SIGNS: &str = "@._/:?&=-";

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether it must not break.
    pub whole: bool,
    /// Whether the line may break in front of it.
    pub opens: bool,
}

/// Cuts a text into pieces where it may break or must not; most texts are one piece.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut opens = false;
    let mut cut = |end: usize, whole: bool, next_opens: bool| {
        if end > start {
            pieces.push(Piece { range: start..end, whole, opens });
            start = end;
            opens = next_opens;
        }
    };
    let mut at = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if is_kept(word) {
            cut(at, false, false);
            cut(at + word.len(), true, false);
        } else if word.chars().count() >= LONG {
            for place in breaks(word) {
                cut(at + place, false, true);
            }
        }
        at += part.len();
    }
    cut(text.len(), false, false);
    pieces
}

/// Whether a word breaks at no hyphen: one side of it is a letter or two, as in `P-APBD`.
fn is_kept(word: &str) -> bool {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((left, right)) = core.split_once('-') else { return false };
    let sides = [left, right].map(|side| side.chars().count());
    let plain = [left, right].iter().all(|side| side.chars().all(char::is_alphanumeric));
    plain && sides.iter().any(|side| (1..=2).contains(side)) && sides[0] + sides[1] < SHORT
}

/// The bytes of a long word in front of which it may break.
fn breaks(word: &str) -> Vec<usize> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut found = Vec::new();
    // Letters since the last place.
    let mut run = 0;
    let letters =
        |from: usize| chars[from..].iter().take_while(|(_, c)| c.is_ascii_alphanumeric()).count();
    for (n, (_, c)) in chars.iter().enumerate() {
        let Some((next, follows)) = chars.get(n + 1) else { break };
        let before = n.checked_sub(1).map(|n| chars[n].1);
        let in_a_number = before.is_some_and(|c| c.is_ascii_digit()) && follows.is_ascii_digit();
        if SIGNS.contains(*c) && follows.is_ascii_alphanumeric() && !in_a_number {
            found.push(*next);
            run = 0;
        } else if c.is_ascii_alphanumeric() {
            run += 1;
            if run % CUT == 0 && letters(n + 1) + run >= NO_WORD {
                found.push(*next);
            }
        } else {
            run = 0;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `·` where it may break and brackets around what may not.
    fn shown(text: &str) -> String {
        let piece = |piece: &Piece| {
            let words = &text[piece.range.clone()];
            let words = if piece.whole { format!("[{words}]") } else { words.to_owned() };
            if piece.opens { format!("·{words}") } else { words }
        };
        pieces(text).iter().map(piece).collect()
    }

    #[test]
    fn long_words_break_behind_signs_only() {
        assert_eq!(
            shown("ke diskoperindag@sampangkab.go.id, itu"),
            "ke diskoperindag@·sampangkab.·go.·id, itu"
        );
        assert_eq!(shown("https://sampangkab.go.id/a_b"), "https://·sampangkab.·go.·id/·a_·b");
        for whole in [
            "Rp1.250.000.000.000",
            "mempertanggungjawabkannya",
            "a.b",
            "",
            " ",
            "31-12-2024 s.d. 5",
        ] {
            assert_eq!(shown(whole), whole);
        }
    }

    #[test]
    fn what_is_no_word_is_cut() {
        assert_eq!(shown(&"x".repeat(40)), format!("{0}·{0}·{0}·xxxx", "x".repeat(12)));
    }

    #[test]
    fn a_letter_stays_with_its_hyphen() {
        assert_eq!(shown("pada P-APBD dan th N-1."), "pada [P-APBD] dan th [N-1.]");
        assert_eq!(shown("2019 -2024, tanda-hubung, -a"), "2019 -2024, tanda-hubung, -a");
    }
}
