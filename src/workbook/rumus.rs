//! Formulas of the sheets, made from the expressions and rules that `measure` computes with.
//!
//! In all of them a cell that holds no number holds a state, which goes on to what is
//! computed from it: `""` is *not filled*, then the words of [`Nilai::show`].

use super::cell::state_words;
use crate::measure::{CapaianRule, Nilai, Reason};
use crate::model::{Agregasi, Aim, Arah, Bound, Indikator, Kebijakan, Quarters, Satuan, Skala};
use crate::number::Rational;
use crate::text::Text;

/// Nested conditions that Excel takes, less some for what stands around them.
const MAX_OPERANDS: usize = 50;
/// Decimals beyond which binary numbers of a sheet are not told apart: an exact 0.9 must not
/// count as above 0.9 because of its last bit.
const PRECISION: u8 = 12;

/// What stands where nothing belongs.
pub const WITHOUT: &str = "–";

/// Text inside a formula.
pub fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn words(reason: Reason) -> String {
    quote(&state_words(&Nilai::NotComputable(reason)))
}

fn not_computable() -> String {
    words(Reason::ZeroDenominator)
}

/// A decimal literal.
fn literal(number: Rational) -> String {
    number.decimal().map_or_else(|| "0".to_owned(), |n| n.normalize().to_string())
}

/// How the quarters in `range` (cells beside each other, `cells` the same one by one) make the
/// value up to the last of them. `due`: whether one is due by then. `needed`: where two spans are
/// compared, the quarters that have to be there.
pub fn to_date(
    agregasi: Agregasi,
    (range, cells): (&str, &[String]),
    due: bool,
    needed: Option<Quarters>,
) -> String {
    let value = match agregasi {
        Agregasi::Jumlah => format!("SUM({range})"),
        Agregasi::RataRata => format!("AVERAGE({range})"),
        Agregasi::Akhir | Agregasi::Kumulatif => {
            cells.iter().fold("\"\"".to_owned(), |else_, c| {
                // The last quarter ends up outermost: it is asked first.
                format!("IF(ISNUMBER({c}),{c},{else_})")
            })
        }
    };
    let na = quote(&state_words(&Nilai::Unavailable(Text::built_in(""))));
    let none = if due { Nilai::NotFilled } else { Nilai::NotDue };
    let none = quote(&state_words(&none));
    let value = match needed.filter(|needed| !needed.is_empty()) {
        None => value,
        Some(needed) => {
            let wanted: Vec<&str> = needed.iter().map(|n| cells[n - 1].as_str()).collect();
            let unavailable: Vec<String> =
                wanted.iter().map(|cell| format!("COUNTIF({cell},{na})")).collect();
            let (count, there) = (needed.len(), format!("COUNT({})", wanted.join(",")));
            let missing = not_computable();
            let unavailable = unavailable.join("+");
            format!("IF({there}={count},{value},IF({there}+{unavailable}<{count},{missing},{na}))")
        }
    };
    format!("IF(COUNT({range})=0,IF(COUNTIF({range},{na})>0,{na},{none}),{value})")
}

/// The realisasi: the formula of the indicator over the cells `operan` names; without one,
/// the value itself. The first operand without a number speaks for the whole. `None` when
/// there are more operands than Excel can ask for. `desimal`: the most decimals among the raw
/// data.
pub fn realisasi(
    indikator: &Indikator,
    operand: &dyn Fn(&str) -> String,
    decimal: u32,
) -> Option<String> {
    let (names, value) = match &indikator.rumus {
        None => {
            let cell = operand(crate::model::NILAI);
            let value = match &indikator.satuan.value {
                Satuan::Predikat(grades) => {
                    let words: Vec<String> = grades.iter().map(|grade| quote(grade)).collect();
                    format!("CHOOSE({cell},{})", words.join(","))
                }
                _ => cell.clone(),
            };
            (vec![cell], value)
        }
        Some(rumus) => {
            let names = rumus.calculate.variabel().into_iter().map(operand).collect();
            let mut exact = rumus.calculate.with_labels(operand).to_string();
            if rumus.calculate.is_sum() && indikator.agregasi.value != Agregasi::RataRata {
                // What binary numbers add behind the decimals of the data is noise; means have any
                // number of decimals.
                exact = format!("ROUND({exact},{})", decimal.max(2));
            }
            let value = format!("IFERROR({exact},{})", not_computable());
            (names, value)
        }
    };
    // Of another year nothing can still come: what is not there cannot be compared with.
    let other = |n: usize| {
        let rumus = indikator.rumus.as_ref()?;
        rumus.tahun_lain.get(*rumus.calculate.variabel().get(n)?)
    };
    (names.len() <= MAX_OPERANDS).then(|| {
        names.iter().enumerate().rev().fold(value, |inner, (n, cell)| match other(n) {
            None => format!("IF(ISNUMBER({cell}),{inner},{cell})"),
            Some(_) => {
                let (gone, missing) = (quote(WITHOUT), not_computable());
                format!("IF(ISNUMBER({cell}),{inner},IF(OR({cell}=\"\",{cell}={gone}),{missing},{cell}))")
            }
        })
    })
}

/// A cell that shows another: empty where that is empty, which a plain reference would make 0.
pub fn reference(cell: &str) -> String {
    format!("IF({cell}=\"\",\"\",{cell})")
}

/// A value in two forms: the cell that shows it, and what stands for its number.
pub struct Quantity {
    /// The cell.
    pub cell: String,
    /// Its number; for grades, their place in the scale.
    pub number: String,
}

impl Quantity {
    /// Of a cell in this unit.
    pub fn new(cell: String, satuan: &Satuan) -> Quantity {
        let number = match satuan {
            Satuan::Predikat(grades) => {
                // Not MATCH, to which `b` is `B`.
                grades.iter().enumerate().rev().fold("\"\"".to_owned(), |else_, (n, grade)| {
                    format!("IF(EXACT({cell},{}),{},{else_})", quote(grade), n + 1)
                })
            }
            _ => cell.clone(),
        };
        Quantity { cell, number }
    }
}

/// What a value has that is measured against nothing because its quarterly target is not set.
pub fn not_assessed(realisasi: &Quantity) -> String {
    let waiting = words(Reason::NotAssessed);
    format!("IF(ISNUMBER({}),{waiting},{}&\"\")", realisasi.number, realisasi.cell)
}

/// What a value has without any target; before it is due, nothing is missing.
pub fn without_target(realisasi: &Quantity) -> String {
    let (cell, waiting) = (&realisasi.cell, quote(&state_words(&Nilai::NotDue)));
    format!("IF({cell}={waiting},{waiting},{})", words(Reason::NoTarget))
}

/// The capaian: `realisasi` against `target`, by the rule of the direction; `otherwise` where the
/// cell of the target is empty.
pub fn capaian(
    kebijakan: &Kebijakan,
    (arah, aim): (Arah, Option<Aim>),
    target: &Quantity,
    realisasi: &Quantity,
    otherwise: &str,
) -> String {
    let r = &realisasi.number;
    let value = match aim {
        Some(Aim::Interval(low, high)) => {
            let against = |bound| against(kebijakan, arah, &literal(bound), r);
            format!(
                "IF(ROUND({r},{PRECISION})<{},{},IF(ROUND({r},{PRECISION})>{},{},1))",
                literal(low),
                against(low),
                literal(high),
                against(high)
            )
        }
        _ => against(kebijakan, arah, &target.number, r),
    };
    let (t, shown) = (&target.cell, &realisasi.cell);
    format!("IF({t}=\"\",{otherwise},IF(ISNUMBER({r}),{value},{shown}&\"\"))")
}

/// `r` against one target `t`.
fn against(kebijakan: &Kebijakan, arah: Arah, t: &str, r: &str) -> String {
    let none = words(Reason::TargetNegative);
    let zero = match arah {
        Arah::Naik => words(Reason::TargetZero),
        Arah::Turun | Arah::Tetap => format!("IF(ROUND({r},{PRECISION})=0,1,0)"),
    };
    let ratio = match CapaianRule::general(kebijakan, arah) {
        CapaianRule::TurunSelisih => format!("(2*{t}-{r})/{t}"),
        CapaianRule::TurunKebalikan => {
            format!("IF(ROUND({r},{PRECISION})=0,{},{t}/{r})", words(Reason::RealisasiZero))
        }
        CapaianRule::TetapSelisih => format!("1-ABS({r}-{t})/{t}"),
        _ => format!("{r}/{t}"),
    };
    format!("IF({t}<0,{none},IF({t}=0,{zero},{ratio}))")
}

/// Names of the cells that hold the scale and the bounds of averages, on the sheet
/// *Keterangan*.
pub const BATAS_BAWAH: &str = "kebijakan.batas_bawah";
/// The greatest achievement that counts in an average.
pub const BATAS_ATAS: &str = "kebijakan.batas_atas";

/// The name of the cell that holds the lower bound of a category, from 0.
pub fn kategori_bounds(n: usize) -> String {
    format!("skala.batas_{}", n + 1)
}

/// The name of the cell that holds the words of a category, from 0.
pub fn kategori_name(n: usize) -> String {
    format!("skala.kategori_{}", n + 1)
}

/// The category of the achievement in `cell`.
pub fn kategori(skala: &Skala, cell: &str) -> String {
    let last = skala.peringkat.len().saturating_sub(1);
    let chosen = (0..last).rev().fold(kategori_name(last), |else_, n| {
        let (bound, name) = (kategori_bounds(n), kategori_name(n));
        let beyond = match skala.peringkat[n].1 {
            Some(Bound::From(_)) => ">=",
            _ => ">",
        };
        format!("IF(ROUND({cell},{PRECISION}){beyond}{bound},{name},{else_})")
    });
    format!("IF(ISNUMBER({cell}),{chosen},{})", words(Reason::NoTarget))
}

/// The mean of the achievements in `range`, each brought between the policy's bounds; states
/// are left out; `none` where there is nothing else.
pub fn clamped_average(range: &str, none: &str) -> String {
    let (low, high) = (BATAS_BAWAH, BATAS_ATAS);
    format!(
        "IF(COUNT({range})=0,{none},(SUMIFS({range},{range},\">=\"&{low},{range},\"<=\"&{high})\
         +COUNTIF({range},\">\"&{high})*{high}+COUNTIF({range},\"<\"&{low})*{low})/COUNT({range}))"
    )
}

/// The same over those achievements alone beside which `basis` stands in the range of the second.
pub fn clamped_average_on(range: &str, (bases, basis): (&str, &str), none: &str) -> String {
    let (low, high) = (BATAS_BAWAH, BATAS_ATAS);
    let on = format!("{bases},{}", quote(basis));
    let count = count_on(range, (bases, basis));
    format!(
        "IF({count}=0,{none},(SUMIFS({range},{range},\">=\"&{low},{range},\"<=\"&{high},{on})\
         +COUNTIFS({range},\">\"&{high},{on})*{high}+COUNTIFS({range},\"<\"&{low},{on})*{low})/{count})"
    )
}

/// How many numbers `range` has beside which `basis` stands.
pub fn count_on(range: &str, (bases, basis): (&str, &str)) -> String {
    // Any number is one or the other.
    let on = format!("{bases},{}", quote(basis));
    format!("(COUNTIFS({range},\">=0\",{on})+COUNTIFS({range},\"<0\",{on}))")
}

/// The mean of the numbers in `range`; `none` where there are none.
pub fn rata(range: &str, none: &str) -> String {
    format!("IF(COUNT({range})=0,{none},AVERAGE({range}))")
}

/// An empty cell: not filled.
pub const NOT_FILLED: &str = "\"\"";

/// Why the achievements in `range` have no average, beside the names of their indicators: something
/// awaits its target; all lack a number for the same kind of reason; or they are not filled.
pub fn without_average(range: &str, indikator: &str) -> String {
    let states = [
        Nilai::Unavailable(Text::built_in("")),
        Nilai::NotComputable(Reason::ZeroDenominator),
        Nilai::NotComputable(Reason::NoTarget),
    ];
    let all = format!("COUNTA({indikator})");
    let count = |state: &Nilai| format!("COUNTIF({range},{})", quote(&state_words(state)));
    let waiting = count(&Nilai::NotDue);
    let alike = states.iter().rev().fold(NOT_FILLED.to_owned(), |else_, state| {
        let (words, count) = (quote(&state_words(state)), count(state));
        format!("IF(AND({count}>0,{count}+{waiting}={all}),{words},{else_})")
    });
    let [not_due, not_assessed] = [Nilai::NotDue, Nilai::NotComputable(Reason::NotAssessed)]
        .map(|state| (quote(&state_words(&state)), count(&state)));
    format!(
        "IF({}+COUNT({range})>0,{},IF(AND({all}>0,{}={all}),{},{alike}))",
        not_assessed.1, not_assessed.0, not_due.1, not_due.0
    )
}

/// The sum of values that are formulas themselves; where none is a number, the state of the last.
pub fn sum_of(values: &[String]) -> String {
    let last = values.last().map_or("\"\"", String::as_str);
    let sum: Vec<String> = values.iter().map(|value| format!("N({value})")).collect();
    format!("IF(COUNT({})=0,{last},{})", values.join(","), sum.join("+"))
}

/// The sum of cells that all have to be there.
pub fn whole_sum(cells: &[String]) -> String {
    let list = cells.join(",");
    format!("IF(COUNT({list})<{},\"\",SUM({list}))", cells.len())
}
/// Values that a function of Excel takes.
const MAX_ARGUMENTS: usize = 255;

/// The sum of cells; not filled when none of them is.
pub fn jumlah(cells: &[String]) -> String {
    format!("IF({}=0,\"\",{})", over_all("COUNT", cells), over_all("SUM", cells))
}

/// A function that adds up or counts, over as many cells as there are.
fn over_all(function: &str, cells: &[String]) -> String {
    let pieces = cells.chunks(MAX_ARGUMENTS).map(|some| format!("{function}({})", some.join(",")));
    pieces.collect::<Vec<_>>().join("+")
}

/// `atas` over `bawah`, both cells.
pub fn ratio(atas: &str, bawah: &str) -> String {
    let none = not_computable();
    format!("IF(COUNT({bawah},{atas})<2,\"\",IFERROR({atas}/{bawah},{none}))")
}

/// The growth from one cell to the next.
pub fn growth_of(lalu: &str, current: &str) -> String {
    let none = not_computable();
    format!("IF(COUNT({lalu},{current})<2,\"\",IFERROR(({current}-{lalu})/ABS({lalu}),{none}))")
}

/// The mean of the growths along `cells`.
pub fn mean_growth(cells: &[String]) -> String {
    let steps: Vec<String> =
        cells.windows(2).map(|pair| format!("({1}-{0})/ABS({0})", pair[0], pair[1])).collect();
    let none = not_computable();
    if steps.is_empty() {
        return "\"\"".to_owned();
    }
    format!(
        "IF({}<{},\"\",IFERROR(({})/{},{none}))",
        over_all("COUNT", cells),
        cells.len(),
        steps.join("+"),
        steps.len()
    )
}

/// Efficiency: achievement less absorption, where the achievement is at least 100%.
pub fn efisiensi(capaian: &str, penyerapan: &str) -> String {
    let low = words(Reason::NotReached);
    format!(
        "IF(ISNUMBER({capaian}),IF(ROUND({capaian},{PRECISION})<1,{low},\
         IF(ISNUMBER({penyerapan}),{capaian}-{penyerapan},{penyerapan}&\"\")),{capaian}&\"\")"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Excel calls a file broken in which a function has more than 255 values.
    #[test]
    fn no_function_has_more_values_than_excel_takes() {
        let most = |formula: &str| {
            formula.split(['(', ')']).map(|piece| piece.split(',').count()).max().unwrap_or(0)
        };
        for count in [2, 255, 256, 511, 1_000] {
            let cells: Vec<String> = (1..=count).map(|n| format!("A{n}")).collect();
            for formula in [jumlah(&cells), mean_growth(&cells)] {
                assert!(most(&formula) <= 255, "{count}: {}", most(&formula));
                assert!(cells.iter().all(|cell| formula.contains(cell.as_str())));
            }
        }
        let cells = ["A1", "B1"].map(str::to_owned);
        assert_eq!(jumlah(&cells), "IF(COUNT(A1,B1)=0,\"\",SUM(A1,B1))");
    }
}
