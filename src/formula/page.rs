//! The formula as the page shows it: fractions whose operands are words, and the same in
//! words for who cannot see it.

use super::{Ekspresi, Operator};
use crate::format::desimal;

/// A piece of a printed formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bagian {
    /// Words or a number.
    Teks(String),
    /// An operator or parenthesis, as its sign.
    Tanda(&'static str),
    /// A fraction: what stands above and below the rule.
    Pecahan(Vec<Bagian>, Vec<Bagian>),
}

/// Turns an expression into the pieces that the page sets. `label` gives the words of a
/// variable. A division becomes a fraction; within a fraction it is written with `÷`.
pub fn bagian(e: &Ekspresi, label: &dyn Fn(&str) -> String) -> Vec<Bagian> {
    let mut out = Vec::new();
    pieces(e, label, true, &mut out);
    out
}

fn pieces(e: &Ekspresi, label: &dyn Fn(&str) -> String, fractions: bool, out: &mut Vec<Bagian>) {
    match e {
        Ekspresi::Biner(Operator::Bagi, above, below) if fractions => {
            let mut parts = [Vec::new(), Vec::new()];
            pieces(above, label, false, &mut parts[0]);
            pieces(below, label, false, &mut parts[1]);
            let [above, below] = parts;
            out.push(Bagian::Pecahan(above, below));
        }
        Ekspresi::Biner(operator, left, right) => {
            // A fraction's rule groups like parentheses.
            let is_fraction =
                |e: &Ekspresi| fractions && matches!(e, Ekspresi::Biner(Operator::Bagi, ..));
            let grouped = !is_fraction(left) && left.kuat() < operator.kuat();
            parenthesise(grouped, left, label, fractions, out);
            out.push(Bagian::Tanda(operator.tanda()));
            let grouped = !is_fraction(right) && right_needs_parentheses(*operator, right);
            parenthesise(grouped, right, label, fractions, out);
        }
        Ekspresi::Negatif(inner) => {
            out.push(Bagian::Tanda("−"));
            parenthesise(inner.kuat() < 3, inner, label, fractions, out);
        }
        leaf => out.push(Bagian::Teks(leaf_text(leaf, label))),
    }
}

/// Whether the right operand would be read differently without parentheses.
fn right_needs_parentheses(operator: Operator, right: &Ekspresi) -> bool {
    let associative = matches!(operator, Operator::Tambah | Operator::Kali)
        && matches!(right, Ekspresi::Biner(o, ..) if *o == operator);
    right.kuat() < operator.kuat() || (right.kuat() == operator.kuat() && !associative)
}

fn parenthesise(
    needed: bool,
    e: &Ekspresi,
    label: &dyn Fn(&str) -> String,
    fractions: bool,
    out: &mut Vec<Bagian>,
) {
    if needed {
        out.push(Bagian::Tanda("("));
        pieces(e, label, fractions, out);
        out.push(Bagian::Tanda(")"));
    } else {
        pieces(e, label, fractions, out);
    }
}

fn leaf_text(e: &Ekspresi, label: &dyn Fn(&str) -> String) -> String {
    match e {
        Ekspresi::Angka(n) => desimal(*n),
        Ekspresi::Persen(n) => format!("{}%", desimal(*n)),
        Ekspresi::Variabel(nama) => label(nama),
        Ekspresi::Label(text) => text.clone(),
        Ekspresi::Negatif(_) | Ekspresi::Biner(..) => String::new(),
    }
}

/// The formula in words, the alternative text of the set formula: "Jumlah koperasi yang
/// ber RAT dibagi Jumlah koperasi aktif".
pub fn kata_kata(e: &Ekspresi, label: &dyn Fn(&str) -> String) -> String {
    match e {
        Ekspresi::Biner(operator, left, right) => {
            let word = match operator {
                Operator::Tambah => "ditambah",
                Operator::Kurang => "dikurangi",
                Operator::Kali => "dikali",
                Operator::Bagi => "dibagi",
            };
            let left_words = grouped_words(left.kuat() < operator.kuat(), left, label);
            let grouped = right_needs_parentheses(*operator, right);
            format!("{left_words} {word} {}", grouped_words(grouped, right, label))
        }
        Ekspresi::Negatif(inner) => {
            format!("minus {}", grouped_words(inner.kuat() < 3, inner, label))
        }
        leaf => leaf_text(leaf, label),
    }
}

fn grouped_words(needed: bool, e: &Ekspresi, label: &dyn Fn(&str) -> String) -> String {
    let words = kata_kata(e, label);
    if needed { format!("({words})") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::parse;

    /// The pieces in one line, fractions as `{above | below}`.
    fn line(text: &str) -> String {
        fn show(parts: &[Bagian]) -> String {
            let shown: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Bagian::Teks(text) => text.clone(),
                    Bagian::Tanda(sign) => (*sign).to_owned(),
                    Bagian::Pecahan(a, b) => format!("{{{} | {}}}", show(a), show(b)),
                })
                .collect();
            shown.join(" ")
        }
        show(&bagian(&parse(text).unwrap(), &|n| n.to_uppercase()))
    }

    #[test]
    fn divisions_become_fractions_and_parentheses_stay_where_they_matter() {
        assert_eq!(line("rat / aktif * 100%"), "{RAT | AKTIF} × 100%");
        assert_eq!(line("(a - b) / b"), "{A − B | B}");
        assert_eq!(line("a - (b - c)"), "A − ( B − C )");
        assert_eq!(line("(a - b) - c"), "A − B − C");
        assert_eq!(line("a * (b + c)"), "A × ( B + C )");
        assert_eq!(line("(a / b) / (c / d)"), "{A ÷ B | C ÷ D}");
        assert_eq!(line("a / (b / c / d)"), "{A | B ÷ C ÷ D}");
        assert_eq!(line("1 - a / b"), "1 − {A | B}");
        assert_eq!(line("-(a + 1.50)"), "− ( A + 1,50 )");
        assert_eq!(line("\"x y\" - \"z\" - 1"), "x y − z − 1");
    }

    #[test]
    fn the_words_say_the_same() {
        let words = |t: &str| kata_kata(&parse(t).unwrap(), &|n| n.to_uppercase());
        assert_eq!(words("rat / aktif * 100%"), "RAT dibagi AKTIF dikali 100%");
        assert_eq!(words("(a - b) / b"), "(A dikurangi B) dibagi B");
        assert_eq!(words("a / (b * c)"), "A dibagi (B dikali C)");
    }
}
