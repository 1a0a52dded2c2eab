//! Formulas of the sheets, made from the expressions and rules that `measure` computes with.
//!
//! In all of them a cell that holds no number holds a state, which goes on to what is
//! computed from it: `""` is *not filled*, then the words of [`Nilai::tulis`].

use super::sel::keadaan;
use crate::formula::Bilangan;
use crate::measure::{Aturan, Nilai, Sebab};
use crate::model::{Agregasi, Arah, Indikator, Kebijakan, Sasar, Satuan, Skala};

/// Nested conditions that Excel takes, less some for what stands around them.
const MAX_OPERAN: usize = 50;
/// Decimals beyond which binary numbers of a sheet are not told apart: an exact 0.9 must not
/// count as above 0.9 because of its last bit.
const KETELITIAN: u8 = 12;

/// Text inside a formula.
pub fn kutip(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn words(sebab: Sebab) -> String {
    kutip(&keadaan(&Nilai::TakTerhitung(sebab)))
}

fn not_computable() -> String {
    words(Sebab::PenyebutNol)
}

/// A decimal literal.
fn literal(number: Bilangan) -> String {
    number.desimal().map_or_else(|| "0".to_owned(), |n| n.normalize().to_string())
}

/// How the quarters in `range` (cells beside each other, `cells` the same one by one) make
/// one value.
pub fn setahun(agregasi: Agregasi, range: &str, cells: &[String]) -> String {
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
    let na = kutip(&keadaan(&Nilai::TakTersedia(String::new())));
    format!("IF(COUNT({range})=0,IF(COUNTIF({range},{na})>0,{na},\"\"),{value})")
}

/// The realisasi: the formula of the indicator over the cells `operan` names; without one,
/// the value itself. The first operand without a number speaks for the whole. `None` when
/// there are more operands than Excel can ask for. `desimal`: the most decimals among the raw
/// data.
pub fn realisasi(
    indikator: &Indikator,
    operan: &dyn Fn(&str) -> String,
    desimal: u32,
) -> Option<String> {
    let (names, value) = match &indikator.rumus {
        None => {
            let cell = operan(crate::model::NILAI);
            let value = match &indikator.satuan {
                Satuan::Predikat(grades) => {
                    let words: Vec<String> = grades.iter().map(|grade| kutip(grade)).collect();
                    format!("CHOOSE({cell},{})", words.join(","))
                }
                _ => cell.clone(),
            };
            (vec![cell], value)
        }
        Some(rumus) => {
            let names = rumus.hitung.variabel().into_iter().map(operan).collect();
            let mut exact = rumus.hitung.dengan_nama(operan).to_string();
            if rumus.hitung.menjumlah() {
                // What binary numbers add behind the decimals of the data is noise.
                exact = format!("ROUND({exact},{})", desimal.max(2));
            }
            let value = format!("IFERROR({exact},{})", not_computable());
            (names, value)
        }
    };
    (names.len() <= MAX_OPERAN).then(|| {
        names.iter().rev().fold(value, |inner, cell| format!("IF(ISNUMBER({cell}),{inner},{cell})"))
    })
}

/// A cell that shows another: empty where that is empty, which a plain reference would make 0.
pub fn lihat(cell: &str) -> String {
    format!("IF({cell}=\"\",\"\",{cell})")
}

/// A value in two forms: the cell that shows it, and what stands for its number.
pub struct Ukuran {
    /// The cell.
    pub sel: String,
    /// Its number; for grades, their place in the scale.
    pub angka: String,
}

impl Ukuran {
    /// Of a cell in this unit.
    pub fn new(sel: String, satuan: &Satuan) -> Ukuran {
        let angka = match satuan {
            Satuan::Predikat(grades) => {
                // Not MATCH, to which `b` is `B`.
                grades.iter().enumerate().rev().fold("\"\"".to_owned(), |else_, (n, grade)| {
                    format!("IF(EXACT({sel},{}),{},{else_})", kutip(grade), n + 1)
                })
            }
            _ => sel.clone(),
        };
        Ukuran { sel, angka }
    }
}

/// The capaian: `realisasi` against `target`, by the rule of the direction.
pub fn capaian(
    kebijakan: &Kebijakan,
    arah: Arah,
    sasar: Option<Sasar>,
    target: &Ukuran,
    realisasi: &Ukuran,
) -> String {
    let r = &realisasi.angka;
    let value = match sasar {
        Some(Sasar::Rentang(low, high)) => {
            let against = |bound| against(kebijakan, arah, &literal(bound), r);
            format!(
                "IF(ROUND({r},{KETELITIAN})<{},{},IF(ROUND({r},{KETELITIAN})>{},{},1))",
                literal(low),
                against(low),
                literal(high),
                against(high)
            )
        }
        _ => against(kebijakan, arah, &target.angka, r),
    };
    let no_target = words(Sebab::TanpaTarget);
    let (t, shown) = (&target.sel, &realisasi.sel);
    format!("IF({t}=\"\",{no_target},IF(ISNUMBER({r}),{value},{shown}&\"\"))")
}

/// `r` against one target `t`.
fn against(kebijakan: &Kebijakan, arah: Arah, t: &str, r: &str) -> String {
    let none = words(Sebab::TargetNegatif);
    let zero = match arah {
        Arah::Naik => words(Sebab::TargetNol),
        Arah::Turun | Arah::Tetap => format!("IF(ROUND({r},{KETELITIAN})=0,1,0)"),
    };
    let ratio = match Aturan::umum(kebijakan, arah) {
        Aturan::TurunSelisih => format!("(2*{t}-{r})/{t}"),
        Aturan::TurunKebalikan => {
            format!("IF(ROUND({r},{KETELITIAN})=0,{},{t}/{r})", words(Sebab::RealisasiNol))
        }
        Aturan::TetapSelisih => format!("1-ABS({r}-{t})/{t}"),
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
pub fn batas_kategori(n: usize) -> String {
    format!("skala.batas_{}", n + 1)
}

/// The name of the cell that holds the words of a category, from 0.
pub fn nama_kategori(n: usize) -> String {
    format!("skala.kategori_{}", n + 1)
}

/// The category of the achievement in `cell`.
pub fn kategori(skala: &Skala, cell: &str) -> String {
    let last = skala.peringkat.len().saturating_sub(1);
    let chosen = (0..last).rev().fold(nama_kategori(last), |else_, n| {
        let (bound, name) = (batas_kategori(n), nama_kategori(n));
        format!("IF(ROUND({cell},{KETELITIAN})>{bound},{name},{else_})")
    });
    format!("IF(ISNUMBER({cell}),{chosen},{})", words(Sebab::TanpaTarget))
}

/// The mean of the achievements in `range`, each brought between the policy's bounds; states
/// are left out.
pub fn rata_terbatas(range: &str) -> String {
    let (low, high) = (BATAS_BAWAH, BATAS_ATAS);
    format!(
        "IF(COUNT({range})=0,\"\",(SUMIFS({range},{range},\">=\"&{low},{range},\"<=\"&{high})\
         +COUNTIF({range},\">\"&{high})*{high}+COUNTIF({range},\"<\"&{low})*{low})/COUNT({range}))"
    )
}

/// The mean of the numbers in `range`.
pub fn rata(range: &str) -> String {
    format!("IF(COUNT({range})=0,\"\",AVERAGE({range}))")
}

/// The sum of cells; not filled when none of them is.
pub fn jumlah(cells: &[String]) -> String {
    let list = cells.join(",");
    format!("IF(COUNT({list})=0,\"\",SUM({list}))")
}

/// `atas` over `bawah`, both cells.
pub fn rasio(atas: &str, bawah: &str) -> String {
    let none = not_computable();
    format!("IF(COUNT({bawah},{atas})<2,\"\",IFERROR({atas}/{bawah},{none}))")
}

/// The growth from one cell to the next.
pub fn pertumbuhan(lalu: &str, kini: &str) -> String {
    let none = not_computable();
    format!("IF(COUNT({lalu},{kini})<2,\"\",IFERROR(({kini}-{lalu})/{lalu},{none}))")
}

/// The mean of the growths along `cells`.
pub fn rata_pertumbuhan(cells: &[String]) -> String {
    let steps: Vec<String> =
        cells.windows(2).map(|pair| format!("({1}-{0})/{0}", pair[0], pair[1])).collect();
    let none = not_computable();
    if steps.is_empty() {
        return "\"\"".to_owned();
    }
    format!(
        "IF(COUNT({})<{},\"\",IFERROR(({})/{},{none}))",
        cells.join(","),
        cells.len(),
        steps.join("+"),
        steps.len()
    )
}

/// Efficiency: achievement less absorption, where the achievement is at least 100%.
pub fn efisiensi(capaian: &str, penyerapan: &str) -> String {
    let low = words(Sebab::BelumTercapai);
    format!(
        "IF(ISNUMBER({capaian}),IF(ROUND({capaian},{KETELITIAN})<1,{low},\
         IF(ISNUMBER({penyerapan}),{capaian}-{penyerapan},{penyerapan}&\"\")),{capaian}&\"\")"
    )
}
