//! Achievement (*capaian*): the actual value against its target.
//!
//! | arah | rule | source |
//! |---|---|---|
//! | naik | R ÷ T | PermenPANRB 8/2021, *kondisi normal* |
//! | turun | (2T − R) ÷ T | PermenPANRB 8/2021, *kondisi khusus*: (1 + (1 − R/T)) |
//! | turun, policy `kebalikan` | T ÷ R | usual in monitoring of local governments |
//! | tetap | 1 − \|R − T\| ÷ T | no regulation; policy, printed with the table |
//! | tetap, policy `seperti-naik` | R ÷ T | the same |
//! | range a–b | R above it: against b; below it: against a; within: 100% | PermenPANRB 8/2021; "within" follows |
//! | T = 0 | R = 0: 100% for turun and tetap; R > 0: 0%; for naik no number | policy, printed |

use super::{Nilai, Sebab};
use crate::formula::{Bilangan, Halangan};
use crate::model::{Arah, Kebijakan, RumusTetap, RumusTurun, Sasar};

/// The rule an achievement was computed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aturan {
    /// R ÷ T.
    Naik,
    /// (2T − R) ÷ T.
    TurunSelisih,
    /// T ÷ R.
    TurunKebalikan,
    /// 1 − |R − T| ÷ T.
    TetapSelisih,
    /// Within a range: 100%.
    DalamRentang,
    /// The target is zero.
    TargetNol,
    /// The target is below zero.
    TargetNegatif,
}

impl Aturan {
    /// The rule of a policy for a direction, where the target is above zero.
    pub fn umum(kebijakan: &Kebijakan, arah: Arah) -> Aturan {
        match (arah, kebijakan.turun, kebijakan.tetap) {
            (Arah::Naik, ..) | (Arah::Tetap, _, RumusTetap::SepertiNaik) => Aturan::Naik,
            (Arah::Turun, RumusTurun::Selisih, _) => Aturan::TurunSelisih,
            (Arah::Turun, RumusTurun::Kebalikan, _) => Aturan::TurunKebalikan,
            (Arah::Tetap, _, RumusTetap::Selisih) => Aturan::TetapSelisih,
        }
    }

    /// As a formula, T the target and R the actual value.
    pub fn rumus(self) -> &'static str {
        match self {
            Aturan::Naik => "R ÷ T",
            Aturan::TurunSelisih => "(2T − R) ÷ T",
            Aturan::TurunKebalikan => "T ÷ R",
            Aturan::TetapSelisih => "1 − |R − T| ÷ T",
            Aturan::DalamRentang => "R di dalam rentang target: 100%",
            Aturan::TargetNol => {
                "T = 0: 100% bila R = 0, 0% bila R > 0; tanpa angka untuk arah naik"
            }
            Aturan::TargetNegatif => "T < 0: tanpa angka",
        }
    }

    /// Where the rule is written.
    pub fn sumber(self) -> &'static str {
        match self {
            Aturan::Naik => "PermenPANRB 8/2021, kondisi normal",
            Aturan::TurunSelisih => "PermenPANRB 8/2021, kondisi khusus",
            Aturan::DalamRentang => "PermenPANRB 8/2021, target rentang",
            Aturan::TurunKebalikan
            | Aturan::TetapSelisih
            | Aturan::TargetNol
            | Aturan::TargetNegatif => "kebijakan kantor",
        }
    }
}

/// The achievement of `realisasi` against `sasar`, and the rule that gave it. It may be
/// above 100% and, where lower is better, below 0: it is limited in averages only.
pub fn capaian(
    kebijakan: &Kebijakan,
    arah: Arah,
    sasar: Sasar,
    realisasi: Bilangan,
) -> (Nilai, Aturan) {
    let target = match sasar {
        Sasar::Titik(target) => target,
        Sasar::Rentang(low, _) if realisasi < low => low,
        Sasar::Rentang(_, high) if realisasi > high => high,
        Sasar::Rentang(..) => return (Nilai::Ada(Bilangan::SATU), Aturan::DalamRentang),
    };
    if target.is_negative() {
        return (Nilai::TakTerhitung(Sebab::TargetNegatif), Aturan::TargetNegatif);
    }
    if target.is_zero() {
        return (against_zero(arah, realisasi), Aturan::TargetNol);
    }
    let aturan = Aturan::umum(kebijakan, arah);
    if aturan == Aturan::TurunKebalikan && realisasi.is_zero() {
        return (Nilai::TakTerhitung(Sebab::RealisasiNol), aturan);
    }
    (ratio(aturan, target, realisasi).into(), aturan)
}

fn ratio(aturan: Aturan, target: Bilangan, actual: Bilangan) -> Result<Bilangan, Halangan> {
    match aturan {
        Aturan::TurunSelisih => target.kali(2.into())?.kurang(actual)?.bagi(target),
        Aturan::TurunKebalikan => target.bagi(actual),
        Aturan::TetapSelisih => {
            let off = actual.kurang(target)?.mutlak()?.bagi(target)?;
            Bilangan::SATU.kurang(off)
        }
        _ => actual.bagi(target),
    }
}

/// Against a target of zero.
fn against_zero(arah: Arah, realisasi: Bilangan) -> Nilai {
    match arah {
        Arah::Naik => Nilai::TakTerhitung(Sebab::TargetNol),
        Arah::Turun | Arah::Tetap if realisasi.is_zero() => Nilai::Ada(Bilangan::SATU),
        Arah::Turun | Arah::Tetap => Nilai::Ada(Bilangan::NOL),
    }
}
