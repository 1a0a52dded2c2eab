//! Money, and series over years: sums from below, ratios, growth.

use super::Nilai;
use crate::formula::{Bilangan, Halangan};
use crate::model::renstra::{Deret, SubKegiatan};

/// The sum of what is there; *not filled* when nothing is.
pub fn jumlah(values: impl IntoIterator<Item = Option<Bilangan>>) -> Nilai {
    let mut there = values.into_iter().flatten().peekable();
    if there.peek().is_none() {
        return Nilai::Belum;
    }
    there.try_fold(Bilangan::NOL, Bilangan::tambah).into()
}

/// The sum over sub-activities of one of their series in `tahun`.
pub fn jumlah_sub<'a>(
    sub: impl IntoIterator<Item = &'a SubKegiatan>,
    deret: impl Fn(&SubKegiatan) -> &Deret,
    tahun: i32,
) -> Nilai {
    jumlah(sub.into_iter().map(|one| deret(one).get(&tahun).copied()))
}

/// One value over another; *not filled* unless both are there.
pub fn rasio(atas: &Nilai, bawah: &Nilai) -> Nilai {
    match (atas, bawah) {
        (Nilai::Ada(atas), Nilai::Ada(bawah)) => atas.bagi(*bawah).into(),
        _ => Nilai::Belum,
    }
}

/// The growth from one year to the next: (kini − lalu) ÷ lalu.
pub fn pertumbuhan(lalu: &Nilai, kini: &Nilai) -> Nilai {
    match (lalu, kini) {
        (Nilai::Ada(lalu), Nilai::Ada(kini)) => growth(*lalu, *kini).into(),
        _ => Nilai::Belum,
    }
}

fn growth(lalu: Bilangan, kini: Bilangan) -> Result<Bilangan, Halangan> {
    kini.kurang(lalu)?.bagi(lalu)
}

/// The arithmetic mean of the growths from year to year (Tabel T-C.24); not the compound
/// rate. *Not filled* when a year is missing.
pub fn rata_pertumbuhan(years: &[Nilai]) -> Nilai {
    let values: Option<Vec<Bilangan>> = years.iter().map(Nilai::angka).collect();
    let Some(values) = values.filter(|values| values.len() > 1) else { return Nilai::Belum };
    let growths: Result<Vec<Bilangan>, Halangan> =
        values.windows(2).map(|pair| growth(pair[0], pair[1])).collect();
    match growths {
        Ok(growths) => super::rata::mean(&growths)
            .map_or(Nilai::from(Err(Halangan::TerlaluBesar)), |mean| Ok(mean).into()),
        Err(halangan) => Err(halangan).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada(n: i32) -> Nilai {
        Nilai::Ada(n.into())
    }

    /// +10%, then −10%: the mean is 0, where the compound rate would be below it.
    #[test]
    fn the_mean_growth_is_arithmetic() {
        assert_eq!(rata_pertumbuhan(&[ada(100), ada(110), ada(99)]), ada(0));
        assert_eq!(rata_pertumbuhan(&[ada(100), Nilai::Belum, ada(99)]), Nilai::Belum);
        assert_eq!(rata_pertumbuhan(&[ada(100)]), Nilai::Belum);
        let from_zero = rata_pertumbuhan(&[ada(0), ada(1)]);
        assert_eq!(from_zero, Nilai::from(Err(Halangan::PenyebutNol)));
    }

    #[test]
    fn a_sum_of_nothing_is_not_zero() {
        assert_eq!(jumlah([None, None]), Nilai::Belum);
        assert_eq!(jumlah([Some(0.into()), None]), ada(0));
        assert_eq!(jumlah([Some(2.into()), Some(3.into())]), ada(5));
    }
}
