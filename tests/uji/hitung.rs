//! Formulas and measurement against exact arithmetic of another library, on random cases.

use std::collections::BTreeMap;

use ikigen::formula::{self, Bagian, Bilangan, Ekspresi, Halangan, Operator};
use ikigen::measure::capaian::capaian;
use ikigen::measure::rata::mean;
use ikigen::model::{Agregasi, Arah, Kebijakan, RumusTetap, RumusTurun, Sasar, gabung};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn exact(number: Decimal) -> BigRational {
    let scale = BigInt::from(10).pow(number.scale());
    BigRational::new(BigInt::from(number.mantissa()), scale)
}

/// A number of ours as a rational, through what it shows of itself.
fn rational(number: Bilangan) -> BigRational {
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

fn expressions() -> impl Strategy<Value = Ekspresi> {
    let leaf = prop_oneof![
        decimals().prop_map(Ekspresi::Angka),
        (0_i64..20_000).prop_map(|n| Ekspresi::Persen(Decimal::new(n, 1))),
        "[abc]".prop_map(Ekspresi::Variabel),
    ];
    leaf.prop_recursive(5, 24, 2, |inner| {
        let operator = prop_oneof![
            Just(Operator::Tambah),
            Just(Operator::Kurang),
            Just(Operator::Kali),
            Just(Operator::Bagi)
        ];
        prop_oneof![
            4 => (operator, inner.clone(), inner.clone())
                .prop_map(|(o, a, b)| Ekspresi::Biner(o, Box::new(a), Box::new(b))),
            1 => inner.prop_map(|e| Ekspresi::Negatif(Box::new(e))),
        ]
    })
}

/// The same expression in the other library; `None` where a denominator is zero.
fn other(e: &Ekspresi, values: &BTreeMap<&str, Decimal>) -> Option<BigRational> {
    Some(match e {
        Ekspresi::Angka(n) => exact(*n),
        Ekspresi::Persen(n) => exact(*n) / BigInt::from(100),
        Ekspresi::Variabel(name) => exact(values[name.as_str()]),
        Ekspresi::Label(_) => return None,
        Ekspresi::Negatif(inner) => -other(inner, values)?,
        Ekspresi::Biner(operator, a, b) => {
            let (a, b) = (other(a, values)?, other(b, values)?);
            match operator {
                Operator::Tambah => a + b,
                Operator::Kurang => a - b,
                Operator::Kali => a * b,
                Operator::Bagi if b == exact(Decimal::ZERO) => return None,
                Operator::Bagi => a / b,
            }
        }
    })
}

/// The printed pieces as one would type them.
fn typed(parts: &[Bagian]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Bagian::Teks(text) => text.replace('.', "").replace(',', "."),
            Bagian::Tanda("×") => " * ".into(),
            Bagian::Tanda("÷") => " / ".into(),
            Bagian::Tanda("−") => " - ".into(),
            Bagian::Tanda(sign) => (*sign).to_owned(),
            Bagian::Pecahan(above, below) => format!("(({})/({}))", typed(above), typed(below)),
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
        let ours = e.nilai(&|name| values.get(name).map(|n| (*n).into()));
        match (ours, other(&e, &values)) {
            (Ok(ours), Some(theirs)) => prop_assert_eq!(rational(ours), theirs),
            // More digits than there is room for is said, never rounded.
            (Err(Halangan::TerlaluBesar), _) | (Err(Halangan::PenyebutNol), None) => {}
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
        let printed = typed(&formula::bagian(&e, &str::to_owned));
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
        let ours: Vec<Bilangan> = quarters.iter().map(|n| (*n).into()).collect();
        let ours = gabung(agregasi, &ours).unwrap().unwrap();
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
        let actual = ours.bagi(denominator.into()).unwrap();
        let (ours, _) = capaian(&kebijakan, arah, Sasar::Titik(target.into()), actual);
        prop_assert_eq!(ours.angka().map(rational), theirs);
    }

    #[test]
    fn averages_are_right_to_twenty_places(
        pairs in prop::collection::vec((0_i32..20_000, 1_i32..20_000), 1..60),
    ) {
        let values: Vec<Bilangan> =
            pairs.iter().map(|(a, b)| Bilangan::from(*a).bagi((*b).into()).unwrap()).collect();
        let sum: BigRational = values.iter().map(|n| rational(*n)).sum();
        let theirs = sum / BigInt::from(values.len());
        let ours = rational(mean(&values).unwrap());
        let off = if ours > theirs { ours - theirs } else { theirs - ours };
        prop_assert!(off < BigRational::new(1.into(), BigInt::from(10).pow(20)));
    }

    #[test]
    fn comparison_agrees(a in decimals(), b in decimals(), c in 1_i32..999, d in 1_i32..999) {
        let ours = [(a, c), (b, d)].map(|(n, d)| Bilangan::from(n).bagi(d.into()).unwrap());
        let theirs = ours.map(rational);
        prop_assert_eq!(ours[0].cmp(&ours[1]), theirs[0].cmp(&theirs[1]));
    }

    #[test]
    fn rounding_agrees(a in any::<i64>(), b in 1_i32..100_000, places in 0_u32..5) {
        let ours = Bilangan::from(Decimal::new(a, 3)).bagi(b.into()).unwrap();
        let scale = BigInt::from(10).pow(places);
        // Half away from zero is what `round` of the other library does.
        let theirs = (rational(ours) * &scale).round() / scale;
        prop_assert_eq!(exact(ours.bulat(places).unwrap()), theirs);
    }
}
