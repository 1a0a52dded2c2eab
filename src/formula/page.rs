//! The formula as the page shows it: fractions whose operands are words, and the same in
//! words for who cannot see it.

use super::{Expr, Operator};
use crate::format::decimal;

/// A piece of a printed formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words or a number.
    Text(String),
    /// An operator or parenthesis, as its sign.
    Sign(&'static str),
    /// A fraction: what stands above and below the rule.
    Fraction(Vec<Piece>, Vec<Piece>),
}

/// Turns an expression into the pieces that the page sets. `label` gives the words of a
/// variable. A division becomes a fraction; within a fraction it is written with `÷`.
pub fn pieces(e: &Expr, label: &dyn Fn(&str) -> String) -> Vec<Piece> {
    let mut out = Vec::new();
    append(e, label, true, &mut out);
    out
}

fn append(e: &Expr, label: &dyn Fn(&str) -> String, fractions: bool, out: &mut Vec<Piece>) {
    match e {
        Expr::Binary(Operator::Div, above, below) if fractions => {
            let mut parts = [Vec::new(), Vec::new()];
            append(above, label, false, &mut parts[0]);
            append(below, label, false, &mut parts[1]);
            let [above, below] = parts;
            out.push(Piece::Fraction(above, below));
        }
        Expr::Binary(operator, left, right) => {
            // A fraction's rule groups like parentheses.
            let is_fraction = |e: &Expr| fractions && matches!(e, Expr::Binary(Operator::Div, ..));
            let grouped = !is_fraction(left) && left.precedence() < operator.precedence();
            parenthesize(grouped, left, label, fractions, out);
            out.push(Piece::Sign(operator.symbol()));
            let grouped = !is_fraction(right) && right_needs_parentheses(*operator, right);
            parenthesize(grouped, right, label, fractions, out);
        }
        Expr::Neg(inner) => {
            out.push(Piece::Sign("−"));
            parenthesize(inner.precedence() < 3, inner, label, fractions, out);
        }
        leaf => out.push(Piece::Text(leaf_text(leaf, label))),
    }
}

/// Whether the right operand would be read differently without parentheses.
fn right_needs_parentheses(operator: Operator, right: &Expr) -> bool {
    let associative = matches!(operator, Operator::Add | Operator::Mul)
        && matches!(right, Expr::Binary(o, ..) if *o == operator);
    right.precedence() < operator.precedence()
        || (right.precedence() == operator.precedence() && !associative)
}

fn parenthesize(
    needed: bool,
    e: &Expr,
    label: &dyn Fn(&str) -> String,
    fractions: bool,
    out: &mut Vec<Piece>,
) {
    if needed {
        out.push(Piece::Sign("("));
        append(e, label, fractions, out);
        out.push(Piece::Sign(")"));
    } else {
        append(e, label, fractions, out);
    }
}

fn leaf_text(e: &Expr, label: &dyn Fn(&str) -> String) -> String {
    match e {
        Expr::Number(n) => decimal(*n),
        Expr::Percent(n) => format!("{}%", decimal(*n)),
        Expr::Variabel(nama) => label(nama),
        Expr::Label(text) => text.clone(),
        Expr::Neg(_) | Expr::Binary(..) => String::new(),
    }
}

/// The formula in words, the alternative text of the set formula: "Jumlah koperasi yang
/// ber RAT dibagi Jumlah koperasi aktif".
pub fn spoken(e: &Expr, label: &dyn Fn(&str) -> String) -> String {
    let mut words = String::new();
    speak(e, label, &mut words);
    words
}

fn speak(e: &Expr, label: &dyn Fn(&str) -> String, out: &mut String) {
    match e {
        Expr::Binary(operator, left, right) => {
            let word = match operator {
                Operator::Add => " ditambah ",
                Operator::Sub => " dikurangi ",
                Operator::Mul => " dikali ",
                Operator::Div => " dibagi ",
            };
            speak_grouped(left.precedence() < operator.precedence(), left, label, out);
            out.push_str(word);
            speak_grouped(right_needs_parentheses(*operator, right), right, label, out);
        }
        Expr::Neg(inner) => {
            out.push_str("minus ");
            speak_grouped(inner.precedence() < 3, inner, label, out);
        }
        leaf => out.push_str(&leaf_text(leaf, label)),
    }
}

fn speak_grouped(needed: bool, e: &Expr, label: &dyn Fn(&str) -> String, out: &mut String) {
    if needed {
        out.push('(');
        speak(e, label, out);
        out.push(')');
    } else {
        speak(e, label, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::parse;

    /// The pieces in one line, fractions as `{above | below}`.
    fn line(text: &str) -> String {
        fn show(parts: &[Piece]) -> String {
            let shown: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Piece::Text(text) => text.clone(),
                    Piece::Sign(sign) => (*sign).to_owned(),
                    Piece::Fraction(a, b) => format!("{{{} | {}}}", show(a), show(b)),
                })
                .collect();
            shown.join(" ")
        }
        show(&pieces(&parse(text).unwrap(), &|n| n.to_uppercase()))
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
        let words = |t: &str| spoken(&parse(t).unwrap(), &|n| n.to_uppercase());
        assert_eq!(words("rat / aktif * 100%"), "RAT dibagi AKTIF dikali 100%");
        assert_eq!(words("(a - b) / b"), "(A dikurangi B) dibagi B");
        assert_eq!(words("a / (b * c)"), "A dibagi (B dikali C)");
    }
}
