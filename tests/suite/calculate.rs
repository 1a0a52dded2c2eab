//! Formulas and measurement against exact arithmetic of another library, on random cases.

use std::collections::BTreeMap;

use ikigen::formula::{self, Expr, Operator, Piece};
use ikigen::measure::capaian::capaian;
use ikigen::measure::rata::mean;
use ikigen::model::{Agregasi, Aim, Arah, Kebijakan, RumusTetap, RumusTurun, merge};
use ikigen::number::{NumError, Rational};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn exact(number: Decimal) -> BigRational {
    let scale = BigInt::from(10).pow(number.scale());
    BigRational::new(BigInt::from(number.mantissa()), scale)
}

/// A number of ours as a rational, through what it shows of itself.
pub fn rational(number: Rational) -> BigRational {
    let shown = format!("{number:?}");
    let (above, below) = shown.split_once('/').unwrap_or((&shown, "1"));
    BigRational::new(above.parse().unwrap(), below.parse().unwrap())
}

fn decimals() -> impl Strategy<Value = Decimal> {
    // What offices write: counts, money, shares.
    prop_oneof![
        (0_i64..5_000).prop_map(|n| Decimal::new(n, 0)),
        (0_i64..10_000_000_000).prop_map(|n| Decimal::new(n, 0)),
        (0_i64..1_000_000).prop_map(|n| Decimal::new(n, 2)),
    ]
}

fn expressions() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        decimals().prop_map(Expr::Number),
        (0_i64..20_000).prop_map(|n| Expr::Percent(Decimal::new(n, 1))),
        "[abc]".prop_map(Expr::Variabel),
    ];
    leaf.prop_recursive(5, 24, 2, |inner| {
        let operator = prop_oneof![
            Just(Operator::Add),
            Just(Operator::Sub),
            Just(Operator::Mul),
            Just(Operator::Div)
        ];
        prop_oneof![
            4 => (operator, inner.clone(), inner.clone())
                .prop_map(|(o, a, b)| Expr::Binary(o, Box::new(a), Box::new(b))),
            1 => inner.prop_map(|e| Expr::Neg(Box::new(e))),
        ]
    })
}

/// The same expression in the other library; `None` where a denominator is zero.
fn other(e: &Expr, values: &BTreeMap<&str, Decimal>) -> Option<BigRational> {
    Some(match e {
        Expr::Number(n) => exact(*n),
        Expr::Percent(n) => exact(*n) / BigInt::from(100),
        Expr::Variabel(name) => exact(values[name.as_str()]),
        Expr::Label(_) => return None,
        Expr::Neg(inner) => -other(inner, values)?,
        Expr::Binary(operator, a, b) => {
            let (a, b) = (other(a, values)?, other(b, values)?);
            match operator {
                Operator::Add => a + b,
                Operator::Sub => a - b,
                Operator::Mul => a * b,
                Operator::Div if b == exact(Decimal::ZERO) => return None,
                Operator::Div => a / b,
            }
        }
    })
}

/// The printed pieces as one would type them.
fn typed(parts: &[Piece]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Piece::Text(text) => text.replace('.', "").replace(',', "."),
            Piece::Sign("×") => " * ".into(),
            Piece::Sign("÷") => " / ".into(),
            Piece::Sign("−") => " - ".into(),
            Piece::Sign(sign) => (*sign).to_owned(),
            Piece::Fraction(above, below) => format!("(({})/({}))", typed(above), typed(below)),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12_000))]

    #[test]
    fn formulas_are_worth_what_exact_arithmetic_says(
        e in expressions(), a in decimals(), b in decimals(), c in decimals(),
    ) {
        let values = BTreeMap::from([("a", a), ("b", b), ("c", c)]);
        let ours = e.value(&|name| values.get(name).map(|n| (*n).into()));
        match (ours, other(&e, &values)) {
            (Ok(ours), Some(theirs)) => prop_assert_eq!(rational(ours), theirs),
            // More digits than there is room for is said, never rounded.
            (Err(NumError::TooLarge), _) | (Err(NumError::ZeroDenominator), None) => {}
            (ours, theirs) => prop_assert!(false, "{:?} against {:?}", ours, theirs),
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same_formula(e in expressions()) {
        prop_assert_eq!(formula::parse(&e.to_string()), Ok(e));
    }

    #[test]
    fn what_is_printed_reads_back_to_what_is_computed(
        e in expressions(), a in decimals(), b in decimals(), c in decimals(),
    ) {
        let values = BTreeMap::from([("a", a), ("b", b), ("c", c)]);
        let printed = typed(&formula::pieces(&e, &str::to_owned));
        let again = formula::parse(&printed).expect(&printed);
        prop_assert_eq!(other(&again, &values), other(&e, &values), "{}", printed);
    }

    #[test]
    fn a_year_is_measured_as_exact_arithmetic_says(
        quarters in prop::collection::vec(decimals(), 1..=4),
        denominator in decimals(),
        target in decimals(),
        arah in prop_oneof![Just(Arah::Naik), Just(Arah::Turun), Just(Arah::Tetap)],
        agregasi in prop_oneof![
            Just(Agregasi::Jumlah), Just(Agregasi::Akhir), Just(Agregasi::RataRata), Just(Agregasi::Kumulatif)
        ],
        kebalikan: bool,
        seperti_naik: bool,
    ) {
        let zero = exact(Decimal::ZERO);
        prop_assume!(!denominator.is_zero() && !target.is_zero());
        let sum: BigRational = quarters.iter().map(|n| exact(*n)).sum();
        let year = match agregasi {
            Agregasi::Jumlah => sum,
            Agregasi::RataRata => sum / BigInt::from(quarters.len()),
            Agregasi::Akhir | Agregasi::Kumulatif => exact(*quarters.last().unwrap()),
        };
        let ours: Vec<Rational> = quarters.iter().map(|n| (*n).into()).collect();
        let ours = merge(agregasi, &ours).unwrap().unwrap();
        prop_assert_eq!(rational(ours), year.clone());
        let (r, t) = (year / exact(denominator), exact(target));
        let kebijakan = Kebijakan {
            turun: if kebalikan { RumusTurun::Kebalikan } else { RumusTurun::Selisih },
            tetap: if seperti_naik { RumusTetap::SepertiNaik } else { RumusTetap::Selisih },
            ..Kebijakan::default()
        };
        let theirs = match arah {
            Arah::Naik => Some(&r / &t),
            Arah::Turun if !kebalikan => Some((&t + &t - &r) / &t),
            Arah::Turun if r == zero => None,
            Arah::Turun => Some(&t / &r),
            Arah::Tetap if seperti_naik => Some(&r / &t),
            Arah::Tetap => {
                let off = if r > t { &r - &t } else { &t - &r };
                Some(exact(Decimal::ONE) - off / &t)
            }
        };
        let actual = ours.checked_div(denominator.into()).unwrap();
        let (ours, _) = capaian(&kebijakan, arah, Aim::Point(target.into()), actual);
        prop_assert_eq!(ours.number().map(rational), theirs);
    }

    #[test]
    fn averages_are_right_to_twenty_places(
        pairs in prop::collection::vec((0_i32..20_000, 1_i32..20_000), 1..60),
    ) {
        let values: Vec<Rational> =
            pairs.iter().map(|(a, b)| Rational::from(*a).checked_div((*b).into()).unwrap()).collect();
        let sum: BigRational = values.iter().map(|n| rational(*n)).sum();
        let theirs = sum / BigInt::from(values.len());
        let ours = rational(mean(&values).unwrap());
        let off = if ours > theirs { ours - theirs } else { theirs - ours };
        prop_assert!(off < BigRational::new(1.into(), BigInt::from(10).pow(20)));
    }

    #[test]
    fn comparison_agrees(a in decimals(), b in decimals(), c in 1_i32..999, d in 1_i32..999) {
        let ours = [(a, c), (b, d)].map(|(n, d)| Rational::from(n).checked_div(d.into()).unwrap());
        let theirs = ours.map(rational);
        prop_assert_eq!(ours[0].cmp(&ours[1]), theirs[0].cmp(&theirs[1]));
    }

    #[test]
    fn rounding_agrees(a in any::<i64>(), b in 1_i32..100_000, places in 0_u32..5) {
        let ours = Rational::from(Decimal::new(a, 3)).checked_div(b.into()).unwrap();
        let scale = BigInt::from(10).pow(places);
        // Half away from zero is what `round` of the other library does.
        let theirs = (rational(ours) * &scale).round() / scale;
        prop_assert_eq!(exact(ours.round(places).unwrap()), theirs);
    }
}
