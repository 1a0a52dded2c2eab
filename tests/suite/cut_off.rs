//! Measurement up to each quarter of a year against the rules of the design, written down once
//! more over exact arithmetic of another library. Sample indicators stand in a project of their own,
//! in the form of `tests/measure`: a case that fails can be put there as it is.

use std::fmt::Write as _;

use ikigen::equation;
use ikigen::explain::Explanation;
use ikigen::formula::{self, Piece};
use ikigen::measure::{self, Basis, CapaianRule, Measured, Nilai, Reason};
use ikigen::model::{Aim, Model};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

use crate::calculate::rational;
use crate::equations::Findings;
use crate::measurement::project;

const YEAR: i32 = 2024;

/// What an indicator computes, and the data that it takes, in their order.
const FORMULAS: [(&str, &[&str]); 11] = [
    ("", &["nilai"]),
    ("a / b", &["a", "b"]),
    ("a / b * 100%", &["a", "b"]),
    ("b / a", &["b", "a"]),
    ("a + b", &["a", "b"]),
    ("(a - b) / 2", &["a", "b"]),
    ("a + 5", &["a"]),
    ("(kini - lalu) / lalu", &["kini", "lalu"]),
    ("(lalu - kini) / kini * 100%", &["lalu", "kini"]),
    ("kini - lalu", &["kini", "lalu"]),
    ("kini / 4", &["kini"]),
];

fn computed(formula: usize, v: &[BigRational]) -> Option<BigRational> {
    let ratio = |above: BigRational, below: &BigRational| {
        (*below != whole(0)).then(|| above / below.clone())
    };
    match formula {
        0 => Some(v[0].clone()),
        1..=3 => ratio(v[0].clone(), &v[1]),
        4 => Some(&v[0] + &v[1]),
        5 => Some((&v[0] - &v[1]) / whole(2)),
        6 => Some(&v[0] + whole(5)),
        7 | 8 => ratio(&v[0] - &v[1], &v[1]),
        9 => Some(&v[0] - &v[1]),
        _ => Some(&v[0] / whole(4)),
    }
}

fn whole(n: i32) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Quarter {
    Empty,
    Unavailable,
    /// The values of the data, in their order.
    Given([i32; 2]),
}

#[derive(Debug, Clone, Copy)]
enum Target {
    None,
    Point(i32),
    Interval(i32, i32),
}

#[derive(Debug, Clone)]
struct Sample {
    formula: usize,
    agregasi: &'static str,
    arah: &'static str,
    frekuensi: &'static str,
    pembanding: &'static str,
    this: [Quarter; 4],
    before: [Quarter; 4],
    by_hand: Option<i32>,
    target: Target,
    quarters: [Option<i32>; 4],
}

fn sample() -> impl Strategy<Value = Sample> {
    let number = || prop_oneof![5 => 0..200_i32, 1 => Just(0), 1 => -20..20_i32];
    let quarter = move || {
        prop_oneof![
            7 => [number(), number()].prop_map(Quarter::Given),
            1 => Just(Quarter::Empty),
            1 => Just(Quarter::Unavailable)
        ]
    };
    let year = move || [quarter(), quarter(), quarter(), quarter()];
    let aim = || prop_oneof![4 => (-5..150_i32).prop_map(|n| n * 12), 1 => Just(0)];
    let target = prop_oneof![
        1 => Just(Target::None),
        5 => aim().prop_map(Target::Point),
        1 => (aim(), 0..40_i32).prop_map(|(low, more)| Target::Interval(low, low + more))
    ];
    let some = move || proptest::option::weighted(0.8, aim());
    let kinds = (
        0..FORMULAS.len(),
        prop::sample::select(vec!["jumlah", "akhir", "kumulatif", "rata-rata"]),
        prop::sample::select(vec!["naik", "turun", "tetap"]),
        prop::sample::select(vec!["", "", "semester", "tahunan"]),
        prop::sample::select(vec!["", "setahun", "triwulan-sama"]),
    );
    let quarters = proptest::option::of([some(), some(), some(), some()]);
    let figures = (year(), year(), proptest::option::weighted(0.3, number()), target, quarters);
    (kinds, figures).prop_map(|(kinds, (this, before, by_hand, target, quarters))| {
        let (formula, agregasi, arah, frekuensi, pembanding) = kinds;
        let quarters = quarters.unwrap_or_default();
        let mut one = Sample {
            formula,
            agregasi,
            arah,
            frekuensi,
            pembanding,
            this,
            before,
            by_hand,
            target,
            quarters,
        };
        one.make_valid();
        one
    })
}

/// What a value is, or why there is none, in the words of this test.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(BigRational),
    State(String),
}

use Value::{Number, State};

fn state(words: &str) -> Value {
    State(words.to_owned())
}

impl Sample {
    fn data(&self) -> Vec<&'static str> {
        let names = FORMULAS[self.formula].1.iter().copied();
        names.filter(|name| *name != "lalu").collect()
    }

    fn compares(&self) -> bool {
        FORMULAS[self.formula].1.contains(&"lalu")
    }

    /// What the program would refuse, for good reasons, is made right.
    fn make_valid(&mut self) {
        if self.agregasi == "kumulatif" {
            // Running totals never fall.
            for year in [&mut self.this, &mut self.before] {
                let mut total = [0, 0];
                for quarter in year {
                    if let Quarter::Given(values) = quarter {
                        total = [total[0] + values[0].abs(), total[1] + values[1].abs()];
                        *values = total;
                    }
                }
            }
        }
        // A year that is filled needs nothing by hand.
        let filled = needed(self, 4).iter().all(|n| self.before[n - 1] != Quarter::Empty);
        if !self.compares() || filled {
            self.by_hand = None;
        }
        let made = to_date(self, 4).and_then(|made| i32::try_from(made.to_integer()).ok());
        match (&mut self.target, made) {
            (Target::None, _) => self.quarters = [None; 4],
            (Target::Point(target), Some(made)) => *target = made,
            (Target::Interval(low, high), Some(made)) if low == high => {
                (*low, *high) = (made, made);
            }
            _ => {}
        }
    }

    fn due(&self, sampai: usize) -> Vec<usize> {
        let all: &[usize] = match self.frekuensi {
            "semester" => &[2, 4],
            "tahunan" => &[4],
            _ => &[1, 2, 3, 4],
        };
        all.iter().copied().filter(|n| *n <= sampai).collect()
    }

    /// The quarter that figures go up to.
    fn last(&self, sampai: usize) -> usize {
        self.due(sampai).last().copied().unwrap_or(sampai)
    }

    /// Whether quarters add up, so that their targets are parts.
    fn is_sum(&self) -> bool {
        // The whole of another year is no sum of what its quarters are compared with.
        let whole_year = self.pembanding == "setahun";
        matches!(self.formula, 0 | 4 | 5 | 10) || (self.formula == 9 && !whole_year)
    }

    fn yaml(&self, id: usize) -> String {
        let Sample { agregasi, arah, .. } = self;
        let mut text = format!(
            "- {{ id: i{id}, nama: N{id}, satuan: rasio, arah: {arah}, agregasi: {agregasi}"
        );
        let (formula, operands) = FORMULAS[self.formula];
        if !formula.is_empty() {
            let pembanding = match self.pembanding {
                "" => String::new(),
                said => format!(", pembanding: {said}"),
            };
            let variabel: Vec<String> = operands
                .iter()
                .map(|name| match *name {
                    "lalu" => format!("lalu: {{ dari: kini, tahun: -1, label: l{pembanding} }}"),
                    name => format!("{name}: {name}"),
                })
                .collect();
            write!(text, ", variabel: {{ {} }}, formula: {formula}", variabel.join(", ")).unwrap();
        }
        if !self.frekuensi.is_empty() {
            write!(text, ", frekuensi: {}", self.frekuensi).unwrap();
        }
        match self.target {
            Target::None => {}
            Target::Point(n) => write!(text, ", target: {{ {YEAR}: {n} }}").unwrap(),
            Target::Interval(a, b) => {
                write!(text, ", target: {{ {YEAR}: {a} s.d. {b} }}").unwrap();
            }
        }
        let set = self.quarters.iter().enumerate();
        let set: Vec<String> =
            set.filter_map(|(n, one)| one.map(|one| format!("TW{}: {one}", n + 1))).collect();
        if !set.is_empty() {
            write!(text, ", target_triwulan: {{ {YEAR}: {{ {} }} }}", set.join(", ")).unwrap();
        }
        text + " }\n"
    }

    fn figures(&self, id: usize, year: &[Quarter; 4], by_hand: Option<i32>) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (n, quarter) in year.iter().enumerate() {
            match quarter {
                Quarter::Empty => {}
                Quarter::Unavailable => parts.push(format!("TW{}: {{ na: alasan }}", n + 1)),
                Quarter::Given(values) => {
                    let data = self.data().into_iter().zip(values);
                    let data: Vec<String> = data.map(|(name, n)| format!("{name}: {n}")).collect();
                    parts.push(format!("TW{}: {{ {} }}", n + 1, data.join(", ")));
                }
            }
        }
        parts.extend(by_hand.map(|n| format!("tahun_lain: {{ lalu: {n} }}")));
        format!("i{id}: {{ {} }}\n", parts.join(", "))
    }
}

/// A series of quarters as one value.
fn merged(agregasi: &str, values: &[BigRational]) -> Option<BigRational> {
    let last = values.last()?.clone();
    let sum: BigRational = values.iter().sum();
    Some(match agregasi {
        "jumlah" => sum,
        "rata-rata" => sum / BigInt::from(values.len()),
        _ => last,
    })
}

/// The target up to a quarter: parts add up, what is averaged is averaged, all else is a state.
fn to_date(one: &Sample, sampai: usize) -> Option<BigRational> {
    let due = one.due(sampai);
    let last = *due.last()?;
    if !one.is_sum() || !matches!(one.agregasi, "jumlah" | "rata-rata") {
        return one.quarters[last - 1].map(whole);
    }
    if due.iter().any(|n| one.quarters[n - 1].is_none()) {
        return None;
    }
    let set: Vec<BigRational> = one.quarters[..last].iter().flatten().map(|n| whole(*n)).collect();
    merged(one.agregasi, &set)
}

/// The data at place `n` of a year, from the filled quarters up to the last one that is due.
fn filled(one: &Sample, year: &[Quarter; 4], n: usize, sampai: usize) -> Value {
    let quarters = &year[..one.last(sampai)];
    let values = quarters.iter().filter_map(|quarter| match quarter {
        Quarter::Given(values) => Some(whole(values[n])),
        _ => None,
    });
    if let Some(value) = merged(one.agregasi, &values.collect::<Vec<_>>()) {
        return Number(value);
    }
    match (quarters.contains(&Quarter::Unavailable), one.due(sampai).is_empty()) {
        (true, _) => state("n/a"),
        (false, true) => state("belum waktunya"),
        (false, false) => state("belum diisi"),
    }
}

/// The quarters that a value of a comparison is made of.
fn needed(one: &Sample, sampai: usize) -> Vec<usize> {
    let due = one.due(sampai);
    match one.agregasi {
        "jumlah" | "rata-rata" => due,
        _ => due.last().copied().into_iter().collect(),
    }
}

/// The same data where no quarter may be missing.
fn complete(one: &Sample, (tahun, year): (i32, &[Quarter; 4]), n: usize, sampai: usize) -> Value {
    let needed = needed(one, sampai);
    let value = filled(one, year, n, sampai);
    let empty: Vec<usize> =
        needed.iter().copied().filter(|n| year[n - 1] == Quarter::Empty).collect();
    if !empty.is_empty() {
        return if matches!(value, Number(_)) { missing(tahun, &empty) } else { value };
    }
    if needed.iter().any(|n| year[n - 1] == Quarter::Unavailable) { state("n/a") } else { value }
}

fn missing(tahun: i32, quarters: &[usize]) -> Value {
    State(format!("{tahun} {quarters:?}"))
}

/// Last year's data: of the same quarters, or of the whole year.
fn last_year(one: &Sample, sampai: usize) -> Value {
    let same = match one.pembanding {
        "" => one.agregasi != "akhir",
        said => said == "triwulan-sama",
    };
    let whole_year = sampai == 4 || !same;
    let until = if whole_year { 4 } else { one.last(sampai) };
    let there = complete(one, (YEAR - 1, &one.before), 0, until);
    match (there, one.by_hand) {
        (Number(value), _) => Number(value),
        (_, Some(given)) if whole_year => Number(whole(given)),
        (State(words), _) if words == "belum diisi" || words == "belum waktunya" => {
            match needed(one, until)[..] {
                [] => state("belum waktunya"),
                ref quarters => missing(YEAR - 1, quarters),
            }
        }
        (other, _) => other,
    }
}

fn actual(one: &Sample, sampai: usize) -> Value {
    let mut values = Vec::new();
    let mut data = 0;
    for name in FORMULAS[one.formula].1 {
        let value = if *name == "lalu" {
            last_year(one, sampai)
        } else {
            data += 1;
            if one.compares() {
                complete(one, (YEAR, &one.this), data - 1, sampai)
            } else {
                filled(one, &one.this, data - 1, sampai)
            }
        };
        match value {
            Number(value) => values.push(value),
            none @ State(_) => return none,
        }
    }
    computed(one.formula, &values).map_or_else(|| state("penyebut 0"), Number)
}

/// The office's choices.
#[derive(Debug, Clone, Copy)]
struct Choice {
    kebalikan: bool,
    seperti_naik: bool,
    against_year: bool,
}

/// What an indicator is measured against, and whether that is a target up to the quarter.
fn aim(choice: Choice, one: &Sample, sampai: usize) -> (Option<[BigRational; 2]>, bool) {
    let of_year = match one.target {
        Target::None => None,
        Target::Point(n) => Some([whole(n), whole(n)]),
        Target::Interval(a, b) => Some([whole(a), whole(b)]),
    };
    if sampai == 4 {
        return (of_year, false);
    }
    match to_date(one, sampai) {
        Some(target) => (Some([target.clone(), target]), true),
        None if choice.against_year => (of_year, false),
        None => (None, true),
    }
}

fn achieved(choice: Choice, one: &Sample, sampai: usize) -> Value {
    if one.due(sampai).is_empty() {
        return state("belum waktunya");
    }
    let (aim, _) = aim(choice, one, sampai);
    let actual = actual(one, sampai);
    let (Some([low, high]), Number(r)) = (&aim, &actual) else {
        return match (one.target, actual) {
            (Target::None, _) => state("tanpa target"),
            (_, Number(_)) => state("belum dinilai"),
            (_, none) => none,
        };
    };
    if low != high && (low..=high).contains(&r) {
        return Number(whole(1));
    }
    let t = if r < low { low } else { high };
    let zero = whole(0);
    match (t.cmp(&zero), one.arah) {
        (std::cmp::Ordering::Less, _) => state("target negatif"),
        (std::cmp::Ordering::Equal, "naik") => state("target 0"),
        (std::cmp::Ordering::Equal, _) => Number(whole(i32::from(*r == zero))),
        (_, "turun") if choice.kebalikan && *r == zero => state("realisasi 0"),
        (_, "turun") if choice.kebalikan => Number(t / r),
        (_, "turun") => Number((t + t - r) / t),
        (_, "tetap") if !choice.seperti_naik => {
            let off = if r > t { r - t } else { t - r };
            Number(whole(1) - off / t)
        }
        _ => Number(r / t),
    }
}

fn seen(nilai: &Nilai) -> Value {
    match nilai {
        Nilai::Known(number) => Number(rational(*number)),
        Nilai::NotFilled => state("belum diisi"),
        Nilai::NotDue => state("belum waktunya"),
        Nilai::Unavailable(reason) => {
            assert_eq!(reason.as_str(), "alasan");
            state("n/a")
        }
        Nilai::NotComputable(reason) => match reason {
            Reason::QuartersMissing { tahun, quarters } => {
                missing(*tahun, &quarters.iter().collect::<Vec<_>>())
            }
            Reason::ZeroDenominator => state("penyebut 0"),
            Reason::NoTarget => state("tanpa target"),
            Reason::NotAssessed => state("belum dinilai"),
            Reason::TargetZero => state("target 0"),
            Reason::TargetNegative => state("target negatif"),
            Reason::RealisasiZero => state("realisasi 0"),
            Reason::TooLarge | Reason::NotReached => state("lain"),
        },
    }
}

fn text(all: &[Sample], choice: Choice) -> String {
    let mut text = "== kebijakan\n".to_owned();
    writeln!(text, "turun: {}", if choice.kebalikan { "kebalikan" } else { "selisih" }).unwrap();
    writeln!(text, "tetap: {}", if choice.seperti_naik { "seperti-naik" } else { "selisih" })
        .unwrap();
    let before = if choice.against_year { "terhadap-target-setahun" } else { "belum-dinilai" };
    writeln!(text, "sebelum_akhir_tahun: {before}\n== indikator").unwrap();
    text.extend(all.iter().enumerate().map(|(n, one)| one.yaml(n)));
    writeln!(text, "== {} TW4", YEAR - 1).unwrap();
    text.extend(all.iter().enumerate().map(|(n, one)| one.figures(n, &one.before, None)));
    writeln!(text, "== {YEAR} TW4").unwrap();
    text.extend(all.iter().enumerate().map(|(n, one)| one.figures(n, &one.this, one.by_hand)));
    text
}

/// How an indicator's numbers come about, as pages and explanations print it.
fn printed(model: &Model, h: &Measured) -> String {
    let explanation = Explanation::new(model, &model.jabatan[0], h);
    let lines = explanation.lines().into_iter().map(|line| line.text.printed() + "\n");
    let mut text: String = lines.collect();
    if let (Some(rumus), Some(operands)) = (&h.indikator.rumus, equation::Operands::new(h)) {
        for piece in formula::pieces(&rumus.calculate, &|nama| operands.show(nama)) {
            write!(text, " {}", in_line(&piece)).unwrap();
        }
        write!(text, " = {}", h.realisasi.show(|n| h.indikator.show(n))).unwrap();
    }
    text
}

fn in_line(piece: &Piece) -> String {
    let all = |pieces: &[Piece]| pieces.iter().map(in_line).collect::<Vec<_>>().join(" ");
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Sign(sign) => (*sign).to_owned(),
        Piece::Fraction(above, below) => format!("(({}) ÷ ({}))", all(above), all(below)),
    }
}

/// (1 + 18 + 0)/3 ÷ (0 + 40 + 0)/3 is 0,475: no decimals of the operands tell that it becomes 0,48.
#[test]
fn a_result_half_way_between_two_printed_ones_has_an_equation() {
    let case = "== indikator
- { id: i0, nama: N0, satuan: rasio, arah: naik, agregasi: rata-rata, variabel: { a: a, b: b }, formula: a / b }
== 2024 TW4
i0: { TW2: { a: 1, b: 0 }, TW3: { a: 18, b: 40 }, TW4: { a: 0, b: 0 } }
";
    let model = project(case, None).model;
    let measurement = measure::measure(&model, YEAR);
    let measured = measurement.measured().next().expect("the indicator");
    let said = printed(&model, measured);
    assert!(said.ends_with(" (((19 ÷ 3)) ÷ ((40 ÷ 3))) = 0,48"), "{said}");
    let mut equations = Findings::default();
    equations.read(&said);
    assert!(equations.wrong.is_empty(), "{:#?}", equations.wrong);
}

/// The bounds between which an achievement counts in an average.
fn limited(capaian: BigRational) -> BigRational {
    let most = BigRational::new(BigInt::from(6), BigInt::from(5));
    capaian.clamp(whole(0), most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_quarter_is_measured_as_exact_arithmetic_says(
        all in prop::collection::vec(sample(), 1..60),
        (kebalikan, seperti_naik, against_year, cut_off) in (any::<bool>(), any::<bool>(), any::<bool>(), 1..4_usize),
    ) {
        let choice = Choice { kebalikan, seperti_naik, against_year };
        let case = text(&all, choice);
        let model = project(&case, None).model;
        let mut equations = Findings::default();
        for sampai in 1..=4 {
            let measurement = measure::measure_until(&model, YEAR, sampai);
            let measured: Vec<&Measured> = measurement.measured().collect();
            prop_assert_eq!(measured.len(), all.len());
            let (mut to_date_counts, mut capaian) = (false, Vec::new());
            for (n, (one, h)) in all.iter().zip(measured).enumerate() {
                let place = format!("i{n} TW{sampai}\n{case}");
                prop_assert_eq!(seen(&h.realisasi), actual(one, sampai), "realisasi {}", place);
                let ours = h.aim.map(|aim| match aim {
                    Aim::Point(n) => [n, n].map(rational),
                    Aim::Interval(low, high) => [low, high].map(rational),
                });
                let (aim, to_date) = aim(choice, one, sampai);
                prop_assert_eq!(ours, aim, "target {}", place);
                prop_assert_eq!(h.basis == Basis::ToDate, to_date, "basis {}", place);
                let theirs = achieved(choice, one, sampai);
                prop_assert_eq!(seen(&h.capaian), theirs.clone(), "capaian {}", place);
                equations.read(&printed(&model, h));
                let none = [None, Some(CapaianRule::InInterval), Some(CapaianRule::TargetZero)];
                if h.capaian.number().is_some() && !none.contains(&h.rule) {
                    let said = equation::capaian(h).expect("an equation").printed();
                    prop_assert!(said.contains(" = "), "{} {}", said, place);
                }
                if h.indikator.rumus.is_some() && h.realisasi.number().is_some() {
                    prop_assert!(equation::Operands::new(h).is_some(), "{}", place);
                }
                if let Number(number) = theirs {
                    to_date_counts |= to_date;
                    capaian.push((to_date, number));
                }
            }
            // Averages are over targets of one kind.
            let counted: Vec<BigRational> = capaian
                .into_iter()
                .filter(|(to_date, _)| *to_date == to_date_counts)
                .map(|(_, number)| limited(number))
                .collect();
            let due = all.iter().filter(|one| !one.due(sampai).is_empty()).count();
            prop_assert_eq!((measurement.rata.counted, measurement.rata.all), (counted.len(), due));
            match measurement.rata.nilai.number().map(rational) {
                None => prop_assert!(counted.is_empty()),
                Some(ours) => {
                    let theirs = counted.iter().sum::<BigRational>() / BigInt::from(counted.len());
                    let off = if ours > theirs { ours - theirs } else { theirs - ours };
                    prop_assert!(off < BigRational::new(1.into(), BigInt::from(10).pow(20)), "{}", case);
                }
            }
        }
        prop_assert!(equations.wrong.is_empty(), "{:#?}\n{}", equations.wrong, case);
        // A file that ends at a quarter says what all figures say up to it.
        let then = project(&case, Some((YEAR, cut_off))).model;
        let then = measure::measure(&then, YEAR);
        let until = measure::measure_until(&model, YEAR, cut_off);
        for (one, other) in then.measured().zip(until.measured()) {
            prop_assert_eq!((seen(&one.realisasi), seen(&one.capaian)), (seen(&other.realisasi), seen(&other.capaian)));
        }
    }
}
