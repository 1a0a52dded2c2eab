//! Efficiency: what was achieved against what was spent.

use super::{Nilai, Sebab};
use crate::formula::{Bilangan, Halangan};

/// The share of a budget that was spent (*penyerapan*).
pub fn penyerapan(anggaran: Bilangan, realisasi: Bilangan) -> Nilai {
    realisasi.bagi(anggaran).into()
}

/// The efficiency of an objective as LKjIP of local governments print it: achievement minus
/// absorption, only where the achievement is at least 100% (common practice; no regulation
/// for local governments).
pub fn efisiensi(capaian: &Nilai, penyerapan: &Nilai) -> Nilai {
    match (capaian, penyerapan) {
        (Nilai::Ada(c), _) if *c < Bilangan::SATU => Nilai::TakTerhitung(Sebab::BelumTercapai),
        (Nilai::Ada(c), Nilai::Ada(p)) => c.kurang(*p).into(),
        (Nilai::Ada(_), state) | (state, _) => state.clone(),
    }
}

/// One output of a budget: allocation (AA), achievement (C), spending (RA).
#[derive(Debug, Clone, Copy)]
pub struct Keluaran {
    /// Allocation.
    pub alokasi: Bilangan,
    /// Achievement; 1 is 100%.
    pub capaian: Bilangan,
    /// Spending.
    pub realisasi: Bilangan,
}

/// Efficiency E and its value NE after PMK 22/2021 (binding for ministries, borrowed by
/// local governments): E = Σ(AA·C − RA) ÷ Σ(AA·C), limited to ±20%; NE = 50% + E ÷ 20% · 50%.
///
/// # Errors
/// No denominator, or too many digits.
pub fn pmk_22_2021(outputs: &[Keluaran]) -> Result<(Bilangan, Bilangan), Halangan> {
    let mut due = Bilangan::NOL;
    let mut spent = Bilangan::NOL;
    for output in outputs {
        due = due.tambah(output.alokasi.kali(output.capaian)?)?;
        spent = spent.tambah(output.realisasi)?;
    }
    let e = due.kurang(spent)?.bagi(due)?;
    let fifth = Bilangan::SATU.bagi(5.into())?;
    let half = Bilangan::SATU.bagi(2.into())?;
    let limited = e.clamp(fifth.negatif()?, fifth);
    let ne = half.tambah(limited.bagi(fifth)?.kali(half)?)?;
    Ok((e, ne))
}
