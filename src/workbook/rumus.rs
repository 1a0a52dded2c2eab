//! Formulas of the sheets, made from the expressions and rules that `measure` computes with.
//!
//! In all of them a cell that holds no number holds a state, which goes on to what is
//! computed from it: `""` is *not filled*, then the words of [`Nilai::show`].

use super::cell::state_words;
use crate::measure::{CapaianRule, Nilai, Reason};
use crate::model::{
    Agregasi, Arah, Bound, Frekuensi, Indikator, Kebijakan, Quarters, Satuan, Skala,
};
use crate::text::Text;

/// Nested conditions that Excel takes, less some for what stands around them.
pub const MAX_OPERANDS: usize = 50;
/// Decimals beyond which binary numbers of a sheet are not told apart: an exact 0.9 must not
/// count as above 0.9 because of its last bit.
const PRECISION: u8 = 12;

/// What stands where nothing belongs.
pub const WITHOUT: &str = "–";

/// Units of UTF-16 that a text inside a formula may have, less some.
const PIECE: usize = 250;

/// Text inside a formula. Excel takes only short ones: a longer one is put together of pieces.
pub fn quote(text: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        used += c.len_utf16();
        if used > PIECE {
            pieces.push(String::new());
            used = c.len_utf16();
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    match pieces.as_slice() {
        [whole] => quoted(whole),
        many => {
            format!("({})", many.iter().map(|one| quoted(one)).collect::<Vec<_>>().join("&"))
        }
    }
}

/// A text with formulas in the places of `holes`, each a mark that the text has for it.
pub fn filled(text: &str, holes: &[(char, &str)]) -> String {
    let mut parts = Vec::new();
    let mut plain = String::new();
    for c in text.chars() {
        match holes.iter().find(|(mark, _)| *mark == c) {
            None => plain.push(c),
            Some((_, formula)) => {
                if !plain.is_empty() {
                    parts.push(quote(&std::mem::take(&mut plain)));
                }
                parts.push((*formula).to_owned());
            }
        }
    }
    if !plain.is_empty() || parts.is_empty() {
        parts.push(quote(&plain));
    }
    parts.join("&")
}

/// The name of the cell that says up to which quarter the figures of a year go, from 1.
pub fn cut_off(tahun: i32) -> String {
    format!("batas.sampai_{tahun}")
}

/// The Roman number of a quarter.
pub fn roman(quarter: &str) -> String {
    format!("CHOOSE({quarter},\"I\",\"II\",\"III\",\"IV\")")
}

/// What stands behind a title whose figures end before the year does.
pub fn until(tahun: i32) -> String {
    let sampai = cut_off(tahun);
    format!("IF({sampai}<4,\" s.d. Triwulan \"&{},\"\")", roman(&sampai))
}

/// A share in words, with the decimals it needs, as every page has it.
pub fn percent_text(cell: &str) -> String {
    format!("{}&\"%\"", number_text(&format!("({cell}*100)"), 4))
}

/// An amount of money in words, with cents only where there are any.
fn money_text(cell: &str) -> String {
    let size = format!("ABS(ROUND({cell},2))");
    let rest = format!("ROUND({size}-INT({size}),2)");
    format!(
        "IF(ROUND({cell},2)<0,\"−\",\"\")&\"Rp\"&{}&IF({rest}=0,\"\",\",\"&MID(FIXED({rest},2),3,2))",
        whole_text(&size)
    )
}

/// A number in words: points between thousands, a comma before decimals, whatever the language of
/// the computer.
pub fn number_text(number: &str, decimals: u32) -> String {
    let size = format!("ABS(ROUND({number},{decimals}))");
    let rest = format!("ROUND({size}-INT({size}),{decimals})");
    format!(
        "IF(ROUND({number},{decimals})<0,\"−\",\"\")&{}&IF({rest}=0,\"\",\",\"&MID({rest},3,{decimals}))",
        whole_text(&size)
    )
}

fn whole_text(size: &str) -> String {
    format!("SUBSTITUTE(FIXED(INT({size}),0),\",\",\".\")")
}

fn words(reason: Reason) -> String {
    quote(&state_words(&Nilai::NotComputable(reason)))
}

/// The words of what cannot be computed.
pub fn not_computable() -> String {
    words(Reason::ZeroDenominator)
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
/// the value itself. The first operand without a number speaks for the whole.
pub fn realisasi(indikator: &Indikator, operand: &dyn Fn(&str) -> String) -> String {
    let (names, value) = match &indikator.rumus {
        None => {
            let cell = operand(crate::model::NILAI);
            let value = match &indikator.satuan.value {
                Satuan::Predikat(grades) => {
                    let words: Vec<String> = grades.iter().map(|grade| quote(grade)).collect();
                    // What is beyond the scale is shown as it is.
                    let last = grades.len();
                    format!(
                        "IF(AND({cell}>=1,{cell}<={last}),CHOOSE({cell},{}),{cell})",
                        words.join(",")
                    )
                }
                _ => cell.clone(),
            };
            (vec![cell], value)
        }
        Some(rumus) => {
            let names: Vec<String> = rumus.calculate.variabel().into_iter().map(operand).collect();
            let mut exact = rumus.calculate.with_labels(operand).to_string();
            if rumus.calculate.is_sum() && indikator.agregasi.value != Agregasi::RataRata {
                // What binary numbers add behind the decimals of the data is noise; means have any
                // number of decimals.
                exact = format!("ROUND({exact},{})", kept_decimals(&names));
            }
            (names, format!("IFERROR({exact},{})", not_computable()))
        }
    };
    if names.len() <= MAX_OPERANDS {
        return nested(&names, &value);
    }
    // More than Excel nests: whole pieces are passed over.
    let first = names.chunks(MAX_OPERANDS).rev().fold("\"\"".to_owned(), |rest, some| {
        let list = some.join(",");
        format!("IF(COUNT({list})<{},{},{rest})", some.len(), nested(some, "\"\""))
    });
    format!("IF({}={},{value},{first})", over_all("COUNT", &names), names.len())
}

/// The decimals that sums of numbers as large as those in `cells` have in binary: of fifteen digits,
/// what the whole part leaves.
fn kept_decimals(cells: &[String]) -> String {
    let pieces = cells.chunks(MAX_ARGUMENTS);
    let sizes: Vec<String> =
        pieces.map(|some| some.join(",")).map(|list| format!("MAX({list}),-MIN({list})")).collect();
    format!("14-INT(LOG10(MAX(1,{})))", sizes.join(","))
}

/// `value` where all cells are numbers; else the first that is none.
fn nested(cells: &[String], value: &str) -> String {
    let whole = |inner: String, cell: &String| format!("IF(ISNUMBER({cell}),{inner},{cell})");
    cells.iter().rev().fold(value.to_owned(), whole)
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

/// The cells with the bounds of a target; both are the same cell, or hold the same, where it is
/// one value.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// The lower one; empty where there is no target.
    pub low: String,
    /// The upper one.
    pub high: String,
}

impl Bounds {
    /// Of a target that is one value.
    pub fn point(cell: String) -> Bounds {
        Bounds { high: cell.clone(), low: cell }
    }
}

/// A target as it is shown: one value, a range in words, or a grade.
pub fn target(bounds: &Bounds, satuan: &Satuan) -> String {
    let Bounds { low, high } = bounds;
    if matches!(satuan, Satuan::Predikat(_)) {
        return target_in_words(bounds, satuan);
    }
    if low == high {
        return format!("IF({low}=\"\",\"\",{low})");
    }
    format!("IF({low}={high},{low},{})", target_in_words(bounds, satuan))
}

/// The same, all of it in words.
pub fn target_in_words(Bounds { low, high }: &Bounds, satuan: &Satuan) -> String {
    let shown = |cell: &str| match satuan {
        Satuan::Predikat(grades) => {
            let words: Vec<String> = grades.iter().map(|grade| quote(grade)).collect();
            format!("CHOOSE({cell},{})", words.join(","))
        }
        Satuan::Persen => percent_text(cell),
        Satuan::Rupiah => money_text(cell),
        Satuan::Rasio | Satuan::Raw => number_text(cell, 6),
        Satuan::Count(_) => number_text(cell, 2),
    };
    let one = shown(low);
    if low == high {
        return format!("IF({low}=\"\",\"\",{one})");
    }
    let both = format!("{one}&\" s.d. \"&{}", shown(high));
    format!("IF({low}=\"\",\"\",IF({low}={high},{one},{both}))")
}

/// What a value has that is measured against nothing: because it has no target at all, or, where
/// `yearly` is the cell of the year's target and not empty, none up to the quarter.
pub fn otherwise(realisasi: &Quantity, yearly: Option<&str>) -> String {
    let (cell, waiting) = (&realisasi.cell, quote(&state_words(&Nilai::NotDue)));
    let none = format!("IF({cell}={waiting},{waiting},{})", words(Reason::NoTarget));
    match yearly {
        None => none,
        Some(yearly) => {
            let not_assessed = words(Reason::NotAssessed);
            let number = &realisasi.number;
            format!("IF({yearly}=\"\",{none},IF(ISNUMBER({number}),{not_assessed},{cell}&\"\"))")
        }
    }
}

/// The capaian: `realisasi` against the target between `bounds`, by the rule of the direction;
/// `otherwise` where there is none.
pub fn capaian(
    kebijakan: &Kebijakan,
    arah: Arah,
    bounds: &Bounds,
    realisasi: &Quantity,
    otherwise: &str,
) -> String {
    let r = &realisasi.number;
    let Bounds { low, high } = bounds;
    let value = if low == high {
        against(kebijakan, arah, low, r)
    } else {
        // The nearer bound; of one value, that value.
        let nearer = format!("MEDIAN({low},{high},{r})");
        let within = format!("ROUND({r},{PRECISION})>={low},ROUND({r},{PRECISION})<={high}");
        format!("IF(AND({low}<{high},{within}),1,{})", against(kebijakan, arah, &nearer, r))
    };
    let shown = &realisasi.cell;
    format!("IF({low}=\"\",{otherwise},IF(ISNUMBER({r}),{value},{shown}&\"\"))")
}

/// `value` from the first quarter on by which something is due; before it, that it is not.
pub fn when_due(frekuensi: Frekuensi, sampai: &str, value: &str) -> String {
    let first = (1..=4).find(|n| !frekuensi.due(*n).is_empty()).unwrap_or(4);
    if first == 1 {
        return value.to_owned();
    }
    format!("IF({sampai}<{first},{},{value})", quote(&state_words(&Nilai::NotDue)))
}

/// The greatest number that a sheet holds: no limit.
const FAR: &str = "9E+307";

/// The number in `cell`, or no limit where there is none: `sign` is the side it is on.
pub fn limit(cell: &str, sign: &str) -> String {
    format!("IF(ISNUMBER({cell}),{cell},{sign}{FAR})")
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

/// The same over those achievements alone beside which what `basis` holds stands in the range of the
/// second.
pub fn clamped_average_on(range: &str, (bases, basis): (&str, &str), none: &str) -> String {
    let (low, high) = (BATAS_BAWAH, BATAS_ATAS);
    let on = format!("{bases},{basis}");
    let count = count_on(range, (bases, basis));
    format!(
        "IF({count}=0,{none},(SUMIFS({range},{range},\">=\"&{low},{range},\"<=\"&{high},{on})\
         +COUNTIFS({range},\">\"&{high},{on})*{high}+COUNTIFS({range},\"<\"&{low},{on})*{low})/{count})"
    )
}

/// How many numbers `range` has beside which `basis` stands.
pub fn count_on(range: &str, (bases, basis): (&str, &str)) -> String {
    // Any number is one or the other.
    let on = format!("{bases},{basis}");
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
    sum_or(values, values.last().map_or(NOT_FILLED, String::as_str))
}

/// The sum of values that are formulas themselves; `none` where none is a number.
pub fn sum_or(values: &[String], none: &str) -> String {
    let sum: Vec<String> = values.iter().map(|value| format!("N({value})")).collect();
    format!("IF(COUNT({})=0,{none},{})", values.join(","), sum.join("+"))
}

/// Any number, as a criterion.
const NUMBER: &str = "\">-1E+300\"";

/// The sum of those cells of `range` beside which `own` holds (a range and what it has to have);
/// not filled when none of them is.
pub fn sum_where(range: &str, own: &str) -> String {
    format!("IF(COUNTIFS({own},{range},{NUMBER})=0,\"\",SUMIFS({range},{own}))")
}

/// The same over the cells beside which `needed` has a number, where all of those are there.
pub fn whole_sum_where(range: &str, own: &str, needed: &str) -> String {
    let due = format!("{own},{needed},{NUMBER}");
    format!(
        "IF(OR(COUNTIFS({due})=0,COUNTIFS({due},{range},{NUMBER})<COUNTIFS({due})),\"\",SUMIFS({range},{due}))"
    )
}

/// Values that a function of Excel takes.
const MAX_ARGUMENTS: usize = 255;

/// The sum of cells; not filled when none of them is.
pub fn jumlah(cells: &[String]) -> String {
    format!("IF({}=0,\"\",{})", over_all("COUNT", cells), over_all("SUM", cells))
}

/// A function that adds up or counts, over as many cells as there are.
fn over_all(function: &str, cells: &[String]) -> String {
    let spans = spans(cells);
    let pieces = spans.chunks(MAX_ARGUMENTS).map(|some| format!("{function}({})", some.join(",")));
    pieces.collect::<Vec<_>>().join("+")
}

/// The same cells, those below each other as ranges.
fn spans(cells: &[String]) -> Vec<String> {
    let place = |cell: &str| {
        let letters =
            cell.find(|c: char| !c.is_ascii_uppercase()).filter(|n| (1..=3).contains(n))?;
        let row: u32 = cell[letters..].parse().ok()?;
        Some((cell[..letters].to_owned(), row))
    };
    let below = |one: &String, next: &String| match (place(one), place(next)) {
        (Some((column, row)), Some((same, next))) => column == same && row + 1 == next,
        _ => false,
    };
    let runs = cells.chunk_by(below);
    let span = |run: &[String]| match run {
        [first, .., last] if run.len() > 2 => vec![format!("{first}:{last}")],
        _ => run.to_vec(),
    };
    runs.flat_map(span).collect()
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
            let cells: Vec<String> = (1..=count).map(|n| format!("A{}", 2 * n)).collect();
            for formula in [jumlah(&cells), mean_growth(&cells)] {
                assert!(most(&formula) <= 255, "{count}: {}", most(&formula));
                assert!(cells.iter().all(|cell| formula.contains(cell.as_str())));
            }
        }
        let cells = ["A1", "B1"].map(str::to_owned);
        assert_eq!(jumlah(&cells), "IF(COUNT(A1,B1)=0,\"\",SUM(A1,B1))");
        let cells =
            ["A9", "A10", "A11", "A13", "B14", "'Data'!A15", "'Data'!A16"].map(str::to_owned);
        assert_eq!(spans(&cells), ["A9:A11", "A13", "B14", "'Data'!A15", "'Data'!A16"]);
    }
}
