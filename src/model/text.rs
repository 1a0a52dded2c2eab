//! Text of the office, verbatim, with the one inline mark there is: `*miring*`.

use std::ops::Range;

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPiece {
    /// The words.
    pub text: String,
    /// Whether they are set in italics.
    pub italic: bool,
    /// Which bytes of the whole text they are, marks left out.
    pub range: Range<usize>,
}

/// Cuts a text into upright and italic runs. `*` opens in front of a word and closes
/// behind one; any other `*` is itself, and `\*` always is.
pub fn text_pieces(text: &str) -> Vec<TextPiece> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut pieces = Pieces { text, runs: Vec::new(), start: 0 };
    let mut at = 0;
    while at < chars.len() {
        match chars[at].1 {
            // A backslash goes, the star behind it stays.
            '\\' if chars.get(at + 1).is_some_and(|(_, next)| *next == '*') => {
                pieces.cut(byte(at), byte(at + 1), false);
                at += 2;
            }
            '*' => match italic_end(&chars, at) {
                Some(end) => {
                    pieces.cut(byte(at), byte(at + 1), false);
                    pieces.cut(byte(end), byte(end + 1), true);
                    at = end + 1;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    pieces.cut(text.len(), text.len(), false);
    pieces.runs
}

/// Runs of a text, cut off one by one.
struct Pieces<'a> {
    text: &'a str,
    runs: Vec<TextPiece>,
    /// Where the run that is being read begins.
    start: usize,
}

impl Pieces<'_> {
    /// Ends a run; the next one begins at `next`.
    fn cut(&mut self, end: usize, next: usize, italic: bool) {
        let range = self.start..end;
        if !range.is_empty() {
            self.runs.push(TextPiece { text: self.text[range.clone()].to_owned(), italic, range });
        }
        self.start = next;
    }
}

/// The text as a reader sees it, marks taken away.
pub fn plain(text: &str) -> String {
    text_pieces(text).into_iter().map(|run| run.text).collect()
}

/// Where the italics that open at `start` close.
fn italic_end(chars: &[(usize, char)], start: usize) -> Option<usize> {
    let inside_word =
        |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|(_, c)| c.is_alphanumeric());
    if inside_word(start.checked_sub(1)) || chars.get(start + 1)?.1.is_whitespace() {
        return None;
    }
    let end = start + 1 + chars[start + 1..].iter().position(|(_, c)| *c == '*')?;
    let closes = end > start + 1
        && !chars[end - 1].1.is_whitespace()
        && chars[end - 1].1 != '\\'
        && !inside_word(Some(end + 1));
    closes.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        text_pieces(text)
            .iter()
            .map(|p| if p.italic { format!("<{}>", p.text) } else { p.text.clone() })
            .collect()
    }

    #[test]
    fn only_stars_around_words_are_italics() {
        assert_eq!(marked("pemeliharannya (*maintenance*);"), "pemeliharannya (<maintenance>);");
        assert_eq!(marked("*dua kata*"), "<dua kata>");
        assert_eq!(marked("2*3*4 dan a * b * c"), "2*3*4 dan a * b * c");
        assert_eq!(marked(r"\*bukan\* ** *"), "*bukan* ** *");
        assert_eq!(marked("*tak tutup"), "*tak tutup");
    }

    #[test]
    fn a_backslash_before_anything_else_is_itself() {
        assert_eq!(marked(r"C:\data \n"), r"C:\data \n");
    }
}
