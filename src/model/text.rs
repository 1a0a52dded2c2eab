//! Text of the office, verbatim, with the one inline mark there is: `*miring*`.

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPiece {
    /// The words.
    pub text: String,
    /// Whether they are set in italics.
    pub italic: bool,
}

/// Cuts a text into upright and italic runs. `*` opens in front of a word and closes
/// behind one; any other `*` is itself, and `\*` always is.
pub fn text_pieces(text: &str) -> Vec<TextPiece> {
    let chars: Vec<char> = text.chars().collect();
    let mut runs = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '\\' if chars.get(at + 1) == Some(&'*') => {
                plain.push('*');
                at += 2;
            }
            '*' => match italic_end(&chars, at) {
                Some(end) => {
                    push(&mut runs, std::mem::take(&mut plain), false);
                    push(&mut runs, chars[at + 1..end].iter().collect(), true);
                    at = end + 1;
                }
                None => {
                    plain.push('*');
                    at += 1;
                }
            },
            c => {
                plain.push(c);
                at += 1;
            }
        }
    }
    push(&mut runs, plain, false);
    runs
}

/// The text as a reader sees it, marks taken away.
pub fn plain(text: &str) -> String {
    text_pieces(text).into_iter().map(|run| run.text).collect()
}

fn push(runs: &mut Vec<TextPiece>, text: String, italic: bool) {
    if !text.is_empty() {
        runs.push(TextPiece { text, italic });
    }
}

/// Where the italics that open at `start` close.
fn italic_end(chars: &[char], start: usize) -> Option<usize> {
    let inside_word =
        |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| c.is_alphanumeric());
    if inside_word(start.checked_sub(1)) || chars.get(start + 1)?.is_whitespace() {
        return None;
    }
    let end = start + 1 + chars[start + 1..].iter().position(|c| *c == '*')?;
    let closes = end > start + 1
        && !chars[end - 1].is_whitespace()
        && chars[end - 1] != '\\'
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
