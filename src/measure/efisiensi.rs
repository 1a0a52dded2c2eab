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

impl Keluaran {
    /// What the output should have cost: AA·C, with C to 18 digits, which money never feels.
    ///
    /// # Errors
    /// Too many digits.
    pub fn patut(&self) -> Result<Bilangan, Halangan> {
        self.alokasi.kali(self.capaian.ringkas())
    }
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
        due = due.tambah(output.patut()?)?;
        spent = spent.tambah(output.realisasi)?;
    }
    let e = due.kurang(spent)?.bagi(due)?;
    let fifth = Bilangan::SATU.bagi(5.into())?;
    let half = Bilangan::SATU.bagi(2.into())?;
    let limited = e.clamp(fifth.negatif()?, fifth);
    let ne = half.tambah(limited.bagi(fifth)?.kali(half)?)?;
    Ok((e, ne))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(n: i32) -> Bilangan {
        Bilangan::from(n).bagi(100.into()).unwrap()
    }

    #[test]
    fn efficiency_is_achievement_minus_absorption_where_the_target_is_met() {
        let absorbed = penyerapan(2_000.into(), 1_800.into());
        assert_eq!(absorbed, Nilai::Ada(percent(90)));
        assert_eq!(efisiensi(&Nilai::Ada(percent(104)), &absorbed), Nilai::Ada(percent(14)));
        let missed = efisiensi(&Nilai::Ada(percent(99)), &absorbed);
        assert_eq!(missed, Nilai::TakTerhitung(Sebab::BelumTercapai));
        assert_eq!(efisiensi(&Nilai::Belum, &absorbed), Nilai::Belum);
        let nothing = penyerapan(Bilangan::NOL, Bilangan::NOL);
        assert_eq!(nothing, Nilai::TakTerhitung(Sebab::PenyebutNol));
    }

    /// 1,000 at 100% for 900 spent, 500 at 80% for 400: E = (1,400 − 1,300) ÷ 1,400.
    #[test]
    fn the_rule_of_the_finance_ministry() {
        let output = |a: i32, c: i32, r: i32| Keluaran {
            alokasi: a.into(),
            capaian: percent(c),
            realisasi: r.into(),
        };
        let (e, ne) = pmk_22_2021(&[output(1_000, 100, 900), output(500, 80, 400)]).unwrap();
        assert_eq!(e, Bilangan::SATU.bagi(14.into()).unwrap());
        // 50% + (1/14) ÷ 20% · 50%
        assert_eq!(ne.bulat(6).unwrap().to_string(), "0.678571");
        // Beyond ±20% the value stays at its end.
        assert_eq!(pmk_22_2021(&[output(100, 100, 10)]).unwrap().1, Bilangan::SATU);
        assert_eq!(pmk_22_2021(&[output(100, 100, 190)]).unwrap().1, Bilangan::NOL);
        assert_eq!(pmk_22_2021(&[output(100, 0, 10)]), Err(Halangan::PenyebutNol));
    }
}
